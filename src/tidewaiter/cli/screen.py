"""``tidewaiter screen``: a small table of shipments against the measures, row by row."""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import replace
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli import answers as rows
from tidewaiter.cli import rejects as unread
from tidewaiter.cli.answers import Kept, answer_options
from tidewaiter.cli.bulk import Asking, Bulk, bulk_options, screen_large
from tidewaiter.cli.columns import Columns, answered, column_options, plans_of_large, save_plans
from tidewaiter.cli.files import refuse_target, source_at
from tidewaiter.cli.looking import LISTS, ON, asked_for, index_at, tell_none
from tidewaiter.cli.options import FAIL_ON, REGIME, reaches, regime_in
from tidewaiter.cli.several import Wanted, screen_files, tables_in
from tidewaiter.errors import SettingsError
from tidewaiter.model import GRAVITY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tidewaiter.trade import Table
    from tidewaiter.trade.sheets import Source


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a row.")
@click.option("--explain", is_flag=True, help="Every condition of every measure, with its reason.")
@click.option("--encoding", help="Encoding of a text, where it is neither UTF-8 nor UTF-16.")
@click.option(
    "--join", "joined", multiple=True, metavar="FILE", help="A further table of the same shipments, by its identifier."
)
@click.option(
    "--rejects",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the rejected rows and unread cells to this file.",
)
@click.option("--all", "everything", is_flag=True, help="Print rows that touch no measure, too.")
@answer_options
@column_options
@bulk_options
@FAIL_ON
@REGIME
@LISTS
@ON
def screen(
    files: tuple[str, ...],
    *,
    columns: Columns,
    kept: Kept,
    as_json: bool = False,
    explain: bool = False,
    encoding: str | None = None,
    joined: tuple[str, ...] = (),
    rejects: Path | None = None,
    everything: bool = False,
    touched: bool = False,
    lines: Path | None = None,
    resume: bool = False,
    jobs: int | None = None,
    spark: str | None = None,
    manifest: Path | None = None,
    fail_on: str = "prohibited",
    folder: Path | None = None,
    lists: Path | None = None,
    on: date | None = None,
) -> None:
    """Screen tables of shipments: which rows touch which measure, why, and what to ask.

    FILE is a table with columns such as date, supplier_country, recipient_country, origin, item,
    hs, value, currency, quantity, unit, vessel, as text (CSV and the like), workbook, Parquet or
    JSON; or messages: ISO 20022, SWIFT, EDIFACT (docs/guides/screen-a-table.md); - is stdin. Of a
    folder every table in it is read. Several files have one summary, and caps are counted over all.
    """
    files = tuple(tables_in(files))
    file = files[0]
    refuse_target(rejects, "--rejects", (*files, *joined))
    kept.refuse((*files, *joined))
    if touched and not as_json:
        raise SettingsError("--touched is for lines of JSON", hint="add --json; text leaves out other rows by itself")
    bulk = Bulk(lines=lines, resume=resume, jobs=jobs, spark=spark, manifest=manifest)
    if joined and bulk != Bulk():
        raise SettingsError("tables that are joined are read at once", hint="leave out the options of large runs")
    looked, as_of = asked_for(lists, on), str(on) if on else None
    kept = replace(kept, lists=index_at(looked, as_of))
    law_at = str(folder) if folder else None
    told = (columns.plain(), encoding, law_at, kept.ledger, kept.rates, columns.header, looked, as_of)
    whole = everything or (as_json and not touched)
    law, table = regime_in(folder), None
    if len(files) > 1:
        if joined:
            raise SettingsError("--join is for one table and those that belong to it", hint="name one file")
        refuse_target(columns.keep, "--save-map", files)
        read = partial(_read, others=(), encoding=encoding, columns=replace(columns, said=()))
        wanted = Wanted(read, Asking(as_json, explain, whole, *told), bulk, columns, kept, law, rejects, touched)
        came = screen_files(files, wanted)
        code = _code(came.counts, fail_on) if came.kept else 2
        raise click.exceptions.Exit(code or (3 if came.failed else 0))
    source, others = source_at(file, header=columns.header), [source_at(other) for other in joined]
    if joined or not bulk.wanted(file):
        table = _unless_many(source, others, encoding, columns)
    if table is None:
        if columns.keep:
            refuse_target(columns.keep, "--save-map", (file,))
            save_plans(plans_of_large(source, columns.mapping, encoding), columns.keep)
        asking = Asking(as_json, explain, whole, *told)
        found = screen_large(file, asking, bulk, rejects=rejects, again=kept.out)
        raise click.exceptions.Exit(_code(found, fail_on))
    if columns.keep:
        refuse_target(columns.keep, "--save-map", (table.path,))
        save_plans(table.plans, columns.keep)
    answers, caps = rows.answers_of(table.shipments, law, kept)
    tell_none(looked)
    counts = Counter(str(answer.verdict) for answer in answers)
    if as_json:
        for answer in answers:
            if answer.assessment.findings or not touched:
                click.echo(rows.as_json(answer))
    else:
        rows.print_prose(answers, explain=explain, everything=everything)
    rows.print_caps(caps, as_json=as_json)
    if kept.out:
        said = dict(rows.by_place(table, answers))
        rows.write_again(kept.out, (source, *others), said.get, encoding)
    rows.report(Counter(name for answer in answers for name in rows.told_of(answer)))
    _report(table, counts)
    all_kept = unread.keep(rejects, (*table.rejects, *table.unread))
    counts["rejected"] = len(table.rejects) + len(table.unread)
    raise click.exceptions.Exit(_code(counts, fail_on) if all_kept else 2)


def _unless_many(source: Source, others: Sequence[Source], encoding: str | None, columns: Columns) -> Table | None:
    """The table; None for one file of so many rows that the engine for large tables has to take it."""
    from tidewaiter.trade.tables import TooManyRows

    try:
        return _read(source, others, encoding, columns)
    except TooManyRows:
        if others or source.path is None or find_spec("pyarrow") is None:
            raise
        return None


def _read(source: Source, others: Sequence[Source], encoding: str | None, columns: Columns) -> Table:
    """The table; on a terminal its open questions are asked first, where that is wanted."""
    from tidewaiter.trade import read_source
    from tidewaiter.trade.plan import NoEnd

    asking = columns.ask and sys.stdin.isatty()
    try:
        table = read_source(source, others=others, encoding=encoding, mapping=columns.mapping)
        questions = table.questions
    except NoEnd as bad:
        if not (asking and bad.questions):
            raise
        questions = bad.questions
    if not (asking and questions):
        columns.refuse_absent(table.plans)
        return table
    return read_source(source, others=others, encoding=encoding, mapping=answered(columns.mapping, questions))


def _code(counts: Counter[str], fail_on: str) -> int:
    """The exit code for the rows by verdict, rejected ones and cells that could not be read under "rejected"."""
    if not any(counts[verdict] for verdict in GRAVITY):
        return 2
    if reaches((verdict for verdict in GRAVITY if counts[verdict]), fail_on):
        return 1
    return 3 if counts["rejected"] else 0


# what was not read


def _report(table: Table, counts: Counter[str]) -> None:
    """On stderr: what of the table was not used, the rejected rows, and the counts."""
    rows.report_use(table.notes, table.questions, table.ignored)
    unread.tell(table.rejects, len(table.rejects), "rejected")
    unread.tell(table.unread, len(table.unread), "unread")
    number, refused = len(table.events) + len(table.rejects), len(table.rejects)
    rows.report_counts(number, counts, rejected=refused, cells=len(table.unread))
