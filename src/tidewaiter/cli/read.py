"""``tidewaiter read``: reports in, what they tell and what the law says of it out."""

from __future__ import annotations

import sys
from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli.files import complain_of, refuse_target, say, terminal, write_text
from tidewaiter.cli.inputs import Inputs
from tidewaiter.cli.lines import DeskOf, Making, to_file, to_stdout
from tidewaiter.cli.looking import LISTS, ON, asked_for, index_at, tell_none
from tidewaiter.cli.options import FAIL_ON, READER, REGIME, reaches
from tidewaiter.errors import SettingsError

if TYPE_CHECKING:
    from datetime import date

    from tidewaiter.cases.desk import Desk
    from tidewaiter.model import Case, Document


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a document (docs/reference/json.md).")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the lines of --json into a file, for long runs: flat in memory, and gone on with after a stop.",
)
@click.option("--resume", is_flag=True, help="Go on with the stopped run that wrote the file of --out.")
@click.option(
    "--jobs", type=click.IntRange(1, 64), default=1, show_default=True, help="Processes, with --json or --out."
)
@click.option(
    "--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Also write one self-contained page."
)
@click.option("--published", metavar="DATE", help="Day of publication of every FILE, where the pages do not say it.")
@click.option("--all", "everything", is_flag=True, help="Also read reports whose words cannot touch the regime.")
@READER
@FAIL_ON
@REGIME
@LISTS
@ON
@click.pass_context
def read(
    ctx: click.Context,
    files: tuple[str, ...],
    *,
    as_json: bool,
    out: Path | None,
    resume: bool,
    jobs: int,
    page: Path | None,
    published: str | None,
    everything: bool,
    reader: str,
    fail_on: str,
    folder: Path | None,
    lists: Path | None,
    on: date | None,
) -> None:
    """Read reports: what is told, who says and who denies it, which measures it touches and why.

    FILE is a report, a folder of them, or - for stdin. A plain-text file may begin with three
    lines (address, title, day of publication) and a blank line.
    """
    refuse_target(page, "--html", files)
    refuse_target(out, "--out", files)
    _refuse_together(page=page, out=out, resume=resume, as_json=as_json, jobs=jobs)
    if jobs > 1 and reader == "llm":
        hint = "each process would spend the budget anew"
        raise SettingsError("--jobs and --reader llm do not go together", value=str(jobs), hint=hint)
    _refuse_day(published)
    strict = bool(ctx.find_root().params.get("traceback"))
    index = index_at(asked_for(lists, on), str(on) if on else None)
    settings = DeskOf(str(folder) if folder else None, reader, sift=not everything, strict=strict, lists=index)
    desk = settings()
    inputs = Inputs(files, published)
    if (as_json or out) and not page:
        verdicts, broken = _by_line(inputs, Making(settings, desk, jobs), out, resume=resume)
    else:
        verdicts, broken = _as_case(inputs, desk, page, as_json=as_json)
    raise click.exceptions.Exit(2 if inputs.unread or broken else int(reaches(verdicts, fail_on)))


def _refuse_together(*, page: Path | None, out: Path | None, resume: bool, as_json: bool, jobs: int) -> None:
    if page and out:
        raise SettingsError("--html and --out do not go together", hint="the page needs all reports in memory")
    if resume and not out:
        raise SettingsError("--resume needs --out", hint="name the file of the stopped run")
    if jobs > 1 and (page or not (as_json or out)):
        raise SettingsError("--jobs goes with --json or --out alone", value=str(jobs))


def _by_line(inputs: Inputs, making: Making, out: Path | None, *, resume: bool) -> tuple[Collection[str], int]:
    """Reads a line a document; gives the verdicts and how many reports a fault left unread."""
    if out is None:
        outcome = to_stdout(inputs, making)
    else:
        outcome = to_file(inputs, making, out, resume=resume)
        aside = f", {outcome.set_aside:,} of them set aside unread" if outcome.set_aside else ""
        say(f"{outcome.done:,} reports{aside}: {out}")
    for note in outcome.notes:
        say(f"note: {note}")
    if outcome.done:
        tell_none(making.settings.lists)
    return outcome.verdicts, outcome.faults + outcome.unread


def _as_case(inputs: Inputs, desk: Desk, page: Path | None, *, as_json: bool) -> tuple[Collection[str], int]:
    """Reads all reports into one case, for the text report and the page."""
    documents = list(inputs)
    if not documents:
        raise click.exceptions.Exit(2)
    case = _assembled(documents, desk)
    if desk.lists is None:
        tell_none(None)
    if as_json:
        _print_lines(case)
    else:
        _print_report(case)
    if page:
        _write_page(case, page)
    faults = [reading for reading in case.readings if reading.fault is not None]
    for reading in faults:
        complain_of(reading.fault or "", reading.document.path or reading.document.id)
    return {finding.verdict for reading in case.readings for finding in reading.findings}, len(faults)


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
