"""``tidewaiter read``: reports in, what they tell and what the law says of it out."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.errors import InputError, TidewaiterError

if TYPE_CHECKING:
    from tidewaiter.model import Case, Document

FAIL_ON = click.Choice(["prohibited", "undetermined", "never"])


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a document (docs/reference/json.md).")
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Also write one self-contained page."
)
@click.option("--published", metavar="DATE", help="Day of publication of every FILE, where the pages do not say it.")
@click.option(
    "--fail-on",
    type=FAIL_ON,
    default="prohibited",
    show_default=True,
    help="Exit with 1 when a finding is at or above this verdict.",
)
@click.option(
    "--regime",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with another regime.",
)
def read(
    files: tuple[str, ...],
    *,
    as_json: bool,
    page: Path | None,
    published: str | None,
    fail_on: str,
    folder: Path | None,
) -> None:
    """Read reports: what is told, who says and who denies it, which measures it touches and why.

    FILE is a plain-text page, or - for stdin. A file may begin with three lines (address, title,
    day of publication) and a blank line.
    """
    from tidewaiter.law import load

    regime = load.load(folder) if folder else load.default()
    documents, unread = open_all(files, published=published)
    if not documents:
        raise click.exceptions.Exit(2)
    case = _assembled(documents, regime)
    if as_json:
        _print_lines(case)
    else:
        _print_report(case)
    if page:
        from tidewaiter.export import page as html

        page.write_text(html.write(case), encoding="utf-8")
        click.echo(f"page: {page}", err=True)
    raise click.exceptions.Exit(2 if unread else exit_code(case, fail_on))


def open_all(files: tuple[str, ...], *, published: str | None) -> tuple[list[Document], int]:
    """The documents that can be read; each other file is named on stderr, with what and why."""
    from tidewaiter.reports.readers import plain

    documents: list[Document] = []
    unread = 0
    for file in files:
        try:
            document = plain.read(_bytes(file), path=file, published=published)
        except TidewaiterError as error:
            click.echo(f"error: {error}", err=True)
            unread += 1
            continue
        if any(other.id == document.id for other in documents):
            click.echo(f"note: {file} holds the same bytes as a file before it; read once", err=True)
            continue
        documents.append(document)
    return documents, unread


def _bytes(file: str) -> bytes:
    if file == "-":
        return sys.stdin.buffer.read()
    try:
        return Path(file).read_bytes()
    except IsADirectoryError:
        raise InputError("this is a folder", path=file, hint=f"name its files: {file}/*.txt") from None
    except FileNotFoundError:
        raise InputError("no such file", path=file, hint="check the spelling of the path") from None
    except OSError as bad:
        raise InputError(f"cannot open the file: {bad.strerror}", path=file) from None


def _assembled(documents: list[Document], regime: object) -> Case:
    from tidewaiter.cases.assemble import assemble

    def show(done: int, total: int) -> None:
        click.echo(f"\rread {done} of {total}", err=True, nl=done == total)

    lively = sys.stderr.isatty() and len(documents) > 5
    return assemble(documents, regime, progress=show if lively else None)  # type: ignore[arg-type]


def _print_lines(case: Case) -> None:
    from tidewaiter import codec

    for reading in case.readings:
        click.echo(codec.encode(codec.reading_line(reading)).decode())


def _print_report(case: Case) -> None:
    import shutil

    from tidewaiter.export import text

    colour = sys.stdout.isatty() and "NO_COLOR" not in os.environ
    width = shutil.get_terminal_size((100, 24)).columns if sys.stdout.isatty() else 100
    click.echo(text.write(case, width=width, colour=colour), nl=False, color=colour)


def exit_code(case: Case, fail_on: str) -> int:
    """1 where a finding is at or above ``fail_on``, else 0."""
    found = {finding.verdict for reading in case.readings for finding in reading.findings}
    graver = {"never": set(), "prohibited": {"prohibited"}, "undetermined": {"prohibited", "undetermined"}}[fail_on]
    return int(bool(found & graver))
