"""``tidewaiter screen`` on several files: one run, one summary, caps counted over all of them."""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli import answers
from tidewaiter.cli import rejects as unread
from tidewaiter.cli.bulk import LARGE, Asking, Bulk, report_parts, run_file, runner_of, spare, temporary
from tidewaiter.cli.closing import counted, of_caps, put, said_in_order
from tidewaiter.cli.columns import Columns, plans_of_large, save_plans
from tidewaiter.cli.files import complain, say, shown, source_at
from tidewaiter.cli.looking import tell_none
from tidewaiter.errors import InputError, SettingsError, TidewaiterError
from tidewaiter.trade.extras import load

if TYPE_CHECKING:
    from tidewaiter.cli.answers import Kept
    from tidewaiter.cli.bulk import Answer
    from tidewaiter.engine.bulk.long import Journal, Outcome
    from tidewaiter.export.table import Said
    from tidewaiter.model.measure import Regime
    from tidewaiter.screen import RowAnswer
    from tidewaiter.trade import Rejected, Table
    from tidewaiter.trade.sheets import Source

ENDINGS = (
    *("csv", "tsv", "tab", "txt", "psv", "dat", "xlsx", "xlsm", "xlsb", "xls", "ods", "parquet", "pq"),
    *("json", "jsonl", "ndjson", "xml", "edi", "edifact", "swift", "fin", "mt"),
)
"""How the names of the files end that are taken from a folder; files that are named are read whatever their name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the command line asks of each file; ``read`` gives a small table, its questions asked."""

    read: Callable[[Source], Table]
    asking: Asking
    bulk: Bulk
    columns: Columns
    kept: Kept
    law: Regime
    rejects: Path | None = None
    touched: bool = False


@dataclass(frozen=True, slots=True)
class Screened:
    """What came of one file, however it was read: what ``show`` prints of its rows, and what is told of it at the end.

    ``said`` makes what is said of each row, for whoever asks in the order of the rows.
    """

    source: Source
    show: Callable[[], None]
    said: Callable[[], Said]
    use: Callable[[], None]
    counts: Counter[str]
    told: Counter[str]
    rejected: Callable[[], Iterable[Rejected]]
    unread: Callable[[], Iterable[Rejected]]
    numbers: tuple[int, int]


@dataclass(slots=True)
class Came:
    """What came of all files: rows by verdict, rejected ones and unread cells under "rejected"; files that failed."""

    counts: Counter[str] = field(default_factory=Counter)
    failed: int = 0
    kept: bool = True


# which files


def tables_in(names: Sequence[str]) -> list[str]:
    """The files that are named, and those of folders whose names are those of tables, in the order of their names."""
    found: list[str] = []
    for name in names:
        folder = Path(name)
        if name == "-" or not folder.is_dir():
            found.append(name)
            continue
        inside = [path for path in sorted(folder.rglob("*")) if path.is_file() and not _hidden(path, folder)]
        tables = [path for path in inside if path.suffix.lower().lstrip(".") in ENDINGS]
        if not tables:
            raise InputError("the folder holds no tables", path=shown(name), hint="name the files in it")
        if other := len(inside) - len(tables):
            say(f"note: {shown(name)}: {other} file{' is' if other == 1 else 's are'} no table by the name, left out")
        found += map(str, tables)
    return list(dict.fromkeys(found))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)


def _opened(files: Sequence[str], came: Came, header: int | None) -> Iterator[Source]:
    """The files that can be opened, each once: the same shipments twice would count twice under a cap."""
    from tidewaiter.engine.bulk.manifest import digest_of

    seen: dict[str, str] = {}
    for file in files:
        try:
            source = source_at(file, header=header)
        except TidewaiterError as bad:
            complain(bad)
            came.failed += 1
            continue
        digest = digest_of(Path(source.path)) if source.path else source.name
        if digest in seen:
            say(f"note: {source.name} has the bytes of {seen[digest]}: screened once")
            continue
        seen[digest] = source.name
        yield source


# the run


def screen_files(files: Sequence[str], wanted: Wanted) -> Came:
    """Screens the files one after the other; one that cannot be read is told, and the others are read all the same.

    Together they are small or large as one file would be. Raises SettingsError for options that are for one file.
    """
    if wanted.bulk.lines or wanted.bulk.resume or wanted.bulk.manifest:
        hint = "leave them out, or screen the files one by one; --ledger counts the others under the caps"
        raise SettingsError("--lines, --resume and --manifest are for one file", hint=hint)
    came = Came()
    sources = list(_opened(files, came, wanted.columns.header))
    able = find_spec("pyarrow") is not None
    if wanted.bulk.jobs or wanted.bulk.spark:
        spare()
        load("pyarrow", path=sources[0].name if sources else files[0], what="the engine for large tables")
    asked = wanted.bulk.jobs or wanted.bulk.spark or (able and sum(source.size for source in sources) >= LARGE)
    if asked or not _small(sources, wanted, came, able=able):
        _large(sources, wanted, came)
    return came


def _tell(parts: Sequence[Screened], caps: Callable[[], None], wanted: Wanted, came: Came) -> None:
    """Rows and caps on stdout, the table written again, and one summary on stderr."""
    for part in parts:
        part.show()
    caps()
    if wanted.kept.out:
        _write_again(wanted.kept.out, parts, wanted.asking.encoding)
    if parts:
        tell_none(wanted.asking.lists)
    answers.report(sum((part.told for part in parts), Counter()))
    for part in parts:
        part.use()
    rejected, cells = (sum(part.numbers[at] for part in parts) for at in (0, 1))
    unread.tell(chain.from_iterable(part.rejected() for part in parts), rejected, "rejected")
    unread.tell(chain.from_iterable(part.unread() for part in parts), cells, "unread")
    counts = sum((part.counts for part in parts), Counter[str]())
    if parts:
        answers.report_counts(sum(counts.values()) + rejected, counts, rejected=rejected, cells=cells, files=len(parts))
    if came.failed:
        say(f"{came.failed} file{' was' if came.failed == 1 else 's were'} not read")
    came.counts = counts + Counter({"rejected": rejected + cells})
    listed = chain.from_iterable((*part.rejected(), *part.unread()) for part in parts)
    came.kept = unread.keep(wanted.rejects, listed)


def _write_again(out: Path, parts: Sequence[Screened], encoding: str | None) -> None:
    from tidewaiter.export.table import rewrite
    from tidewaiter.trade.forms import open_sheets

    said = [(part.source, part.said()) for part in parts]
    number = rewrite(out, [(sheet, one) for source, one in said for sheet in open_sheets(source, encoding=encoding)])
    say(f"{number} row{'' if number == 1 else 's'} written to {out}")


def _shares(told: Sequence[RowAnswer], sizes: Iterable[int]) -> Iterator[tuple[RowAnswer, ...]]:
    """The answers of each file."""
    start = 0
    for size in sizes:
        yield tuple(told[start : start + size])
        start += size


def _fail(faults: Sequence[TidewaiterError], came: Came) -> None:
    for bad in faults:
        complain(bad)
    came.failed += len(faults)


# the small way: all rows of all files are held


def _small(sources: Sequence[Source], wanted: Wanted, came: Came, *, able: bool) -> bool:
    """Whether the tables could be held; ``able``: those that cannot are taken by the engine for large tables."""
    from tidewaiter.trade.tables import TooManyRows

    tables: list[tuple[Source, Table]] = []
    faults: list[TidewaiterError] = []
    for source in sources:
        try:
            tables.append((source, wanted.read(source)))
        except TidewaiterError as bad:
            if able and isinstance(bad, TooManyRows):
                return False
            faults.append(bad)
    _fail(faults, came)
    plans = [plan for _, table in tables for plan in table.plans]
    wanted.columns.refuse_absent(plans)
    save_plans(plans, wanted.columns.keep)
    rows = (replace(row, event=answers.named(row.event, table.path)) for _, table in tables for row in table.shipments)
    told, caps = answers.answers_of(rows, wanted.law, wanted.kept)
    shares = _shares(told, [len(table.shipments) for _, table in tables])
    parts = [_of_table(source, table, mine, wanted) for (source, table), mine in zip(tables, shares, strict=True)]
    _tell(parts, partial(answers.print_caps, caps, as_json=wanted.asking.as_json), wanted, came)
    return True


def _of_table(source: Source, table: Table, told: Sequence[RowAnswer], wanted: Wanted) -> Screened:
    return Screened(
        source=source,
        show=partial(_print, told, table.path, wanted),
        said=lambda: dict(answers.by_place(table, [answers.unnamed(one, table.path) for one in told])).get,
        use=partial(answers.report_use, table.notes, table.questions, table.ignored, file=table.path),
        counts=Counter(str(one.verdict) for one in told),
        told=Counter(name for one in told for name in answers.told_of(one)),
        rejected=lambda: table.rejects,
        unread=lambda: table.unread,
        numbers=(len(table.rejects), len(table.unread)),
    )


def _print(told: Sequence[RowAnswer], file: str, wanted: Wanted) -> None:
    asking = wanted.asking
    if not asking.as_json:
        answers.print_prose(told, explain=asking.explain, everything=asking.everything)
        return
    for answer in told:
        if answer.assessment.findings or not wanted.touched:
            click.echo(answers.as_json(answer, file=file))


# the large way: one file after the other through the engine, what waits for all rows held to the end


@dataclass(frozen=True, slots=True)
class _Run:
    """What one file came to: its lines in ``path``, and its journal."""

    source: Source
    outcome: Outcome
    path: Path
    journal: Journal
    answer: Answer


def _large(sources: Sequence[Source], wanted: Wanted, came: Came) -> None:
    spare()
    with temporary() as folder, ExitStack() as stack:
        runs = list(_runs(sources, wanted, came, folder, stack))
        if wanted.columns.keep:
            mapping, encoding = wanted.columns.mapping, wanted.asking.encoding
            plans = [plan for run in runs for plan in plans_of_large(run.source, mapping, encoding)]
            save_plans(plans, wanted.columns.keep)
        outcomes = [run.outcome for run in runs]
        sizes = [len(outcome.held) for outcome in outcomes]
        told, caps = counted(outcomes, wanted.kept.rates, wanted.kept.ledger, wanted.law)
        parts = [_of_run(run, mine) for run, mine in zip(runs, _shares(told, sizes), strict=True)]
        tail = of_caps(caps, as_json=wanted.asking.as_json)
        _tell(parts, lambda: click.echo(tail, nl=False), wanted, came)


def _runs(sources: Sequence[Source], wanted: Wanted, came: Came, folder: Path, stack: ExitStack) -> Iterator[_Run]:
    from tidewaiter.engine.bulk.long import Journal

    runner = stack.enter_context(runner_of(wanted.bulk))
    for number, source in enumerate(sources):
        journal, path = Journal(folder / f"{number}.journal", source.name), folder / f"{number}.lines"
        stack.callback(journal.close)
        answer = wanted.asking.answer(keeps=wanted.kept.out is not None, file=source.name)
        try:
            with path.open("w+b") as out:
                outcome = run_file(source, wanted.asking, answer, runner, out, journal)
        except TidewaiterError as bad:
            _fail([bad], came)
            continue
        yield _Run(source, outcome, path, journal, answer)


def _of_run(run: _Run, late: Sequence[RowAnswer]) -> Screened:
    with run.path.open("r+b") as out:
        put(run.outcome, late, run.path, out, run.journal, run.answer, b"")
    outcome, listed = run.outcome, run.journal.listed
    return Screened(
        source=run.source,
        show=partial(_copy, run.path),
        said=lambda: said_in_order(run.journal, late, file=run.source.name),
        use=partial(report_parts, outcome, file=run.source.name),
        counts=outcome.counts,
        told=outcome.told,
        rejected=lambda: listed("rejects"),
        unread=lambda: listed("unread"),
        numbers=(outcome.rejected, outcome.unread),
    )


def _copy(path: Path) -> None:
    with path.open("rb") as lines:
        shutil.copyfileobj(lines, sys.stdout.buffer)
    sys.stdout.buffer.flush()
