"""``tidewaiter read``: reports in, what they tell and what the law says of it out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli.files import complain, read_bytes, refuse_target, say, shown, terminal, write_text
from tidewaiter.cli.options import FAIL_ON, READER, REGIME, reaches, reader_named, regime_in
from tidewaiter.errors import InputError, SettingsError, TidewaiterError
from tidewaiter.markup import tell_markup

if TYPE_CHECKING:
    from tidewaiter.cases.desk import Desk
    from tidewaiter.model import Case, Document

_TABLES = (".csv", ".tsv")


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a document (docs/reference/json.md).")
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Also write one self-contained page."
)
@click.option("--published", metavar="DATE", help="Day of publication of every FILE, where the pages do not say it.")
@click.option("--all", "everything", is_flag=True, help="Also read reports whose words cannot touch the regime.")
@READER
@FAIL_ON
@REGIME
def read(
    files: tuple[str, ...],
    *,
    as_json: bool,
    page: Path | None,
    published: str | None,
    everything: bool,
    reader: str,
    fail_on: str,
    folder: Path | None,
) -> None:
    """Read reports: what is told, who says and who denies it, which measures it touches and why.

    FILE is a plain-text page, or - for stdin. A file may begin with three lines (address, title,
    day of publication) and a blank line.
    """
    from tidewaiter.cases.desk import Desk

    refuse_target(page, "--html", files)
    _refuse_day(published)
    law = regime_in(folder)
    reading = reader_named(reader)
    documents, unread = open_all(files, published=published)
    if not documents:
        raise click.exceptions.Exit(2)
    case = _assembled(documents, Desk(law, reading, sift=not everything))
    if as_json:
        _print_lines(case)
    else:
        _print_report(case)
    if page:
        _write_page(case, page)
    found = (finding.verdict for reading in case.readings for finding in reading.findings)
    raise click.exceptions.Exit(2 if unread else int(reaches(found, fail_on)))


def open_all(files: tuple[str, ...], *, published: str | None) -> tuple[list[Document], int]:
    """The documents that can be read; each other file is named on stderr, with what and why."""
    documents: dict[str, Document] = {}
    unread = 0
    for file in dict.fromkeys(files):
        try:
            document = _opened(file, published)
        except TidewaiterError as error:
            complain(error)
            unread += 1
            continue
        if document.id in documents:
            say(f"note: {shown(file)} holds the same bytes as {documents[document.id].path}; read once")
        documents.setdefault(document.id, document)
    for file in dict.fromkeys(file for file in files if files.count(file) > 1):
        say(f"note: {shown(file)} is named {files.count(file)} times; read once")
    return list(documents.values()), unread


def _opened(file: str, published: str | None) -> Document:
    from tidewaiter.reports.readers import plain

    data = read_bytes(file, limit=plain.LIMIT)
    if kind := tell_markup(data):
        raise InputError(f"not plain text: this is {kind}", path=shown(file), hint="save its text as a .txt file")
    if file.lower().endswith(_TABLES):
        say(f"note: {shown(file)} is read as a report; a table is read by `tidewaiter screen`")
    return plain.read(data, path=shown(file), published=published)


def _refuse_day(published: str | None) -> None:
    """Raises SettingsError for a day of publication that is none: once, not for every file."""
    from tidewaiter.model import read_when

    if published is None:
        return
    try:
        when = read_when(published.strip())
    except ValueError:
        when = None
    if when is None or when.earliest is None or when.precision not in ("day", "month", "year"):
        hint = "write it as 2024-02-20, 2024-02 or 2024"
        raise SettingsError("--published is no day", value=published, hint=hint)


def _assembled(documents: list[Document], desk: Desk) -> Case:
    from tidewaiter.cases.assemble import assemble

    def show(done: int, total: int) -> None:
        click.echo(f"\rread {done} of {total}", err=True, nl=done == total)

    lively = sys.stderr is not None and sys.stderr.isatty() and len(documents) > 5
    return assemble(documents, desk.regime, desk=desk, progress=show if lively else None)


def _print_lines(case: Case) -> None:
    from tidewaiter import codec

    for reading in case.readings:
        click.echo(codec.encode(codec.reading_line(reading)))


def _print_report(case: Case) -> None:
    from tidewaiter.export import text

    width, colour = terminal()
    click.echo(text.write(case, width=width, colour=colour), nl=False, color=colour)


def _write_page(case: Case, page: Path) -> None:
    from tidewaiter.export import page as html

    write_text(page, html.write(case))
    say(f"page: {page}")
