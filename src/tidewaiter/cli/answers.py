"""What ``tidewaiter screen`` prints and writes of the rows of a table: answers, caps, the table again, the summary."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from tidewaiter.cli.files import complain, refuse_target, say, source_at, terminal
from tidewaiter.cli.rejects import LISTED, fault, more
from tidewaiter.model import GRAVITY

if TYPE_CHECKING:
    from tidewaiter.checks.remarks import Cells, Remark
    from tidewaiter.export.table import Said
    from tidewaiter.law.ledger import Count
    from tidewaiter.model import Event, Span
    from tidewaiter.model.measure import Regime
    from tidewaiter.screen import RowAnswer
    from tidewaiter.trade import Rejected, Table
    from tidewaiter.trade.plan import Question
    from tidewaiter.trade.rows import Shipment
    from tidewaiter.trade.sheets import Source

F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS = (
    click.option(
        "--ledger",
        metavar="FILE",
        help="A table of all other supplies under the caps: the running totals are then the whole.",
    ),
    click.option(
        "--rates",
        metavar="FILE",
        help="A table of rates (date, currency, rate, source) for thresholds in US dollars.",
    ),
    click.option(
        "--out",
        type=click.Path(path_type=Path, dir_okay=False),
        help="Write the table again with the findings beside each row: .csv, .jsonl, .xlsx or .parquet.",
    ),
)


@dataclass(frozen=True, slots=True)
class Kept:
    """What the options say of the answers: a ledger of other supplies, rates, and where the table is written again.

    ``lists`` is the saved index of lists in which the parties are looked up.
    """

    ledger: str | None = None
    out: Path | None = None
    rates: str | None = None
    lists: str | None = None

    def refuse(self, files: Sequence[str]) -> None:
        """Raises SettingsError or InputError, before any work, where the table cannot be written again as asked."""
        if self.out is not None:
            from tidewaiter.export.table import refuse_form

            refuse_target(self.out, "--out", (*files, *(file for file in (self.ledger, self.rates) if file)))
            refuse_form(self.out)


def answer_options(command: F) -> F:
    """The options of ``screen`` about its answers, given as one ``kept``."""

    @wraps(command)
    def with_kept(*args: Any, ledger: str | None, rates: str | None, out: Path | None, **others: Any) -> Any:
        return command(*args, kept=Kept(ledger, out, rates), **others)

    decorated: Any = with_kept
    for option in reversed(_OPTIONS):
        decorated = option(decorated)
    return cast("F", decorated)


def answers_of(
    shipments: Iterable[Shipment], law: Regime, kept: Kept
) -> tuple[tuple[RowAnswer, ...], tuple[Count, ...]]:
    """What is said of every row, with the caps counted over all of them and over the ledger."""
    valued = valued_by(kept.rates)
    rows = [replace(row, event=valued(row.event)) for row in shipments]
    told = remarked((answer_of(row, law, kept.lists), spans_of(row)) for row in rows)
    return capped(told, law, ledger=kept.ledger, rates=kept.rates)


def capped(
    told: Iterable[RowAnswer], law: Regime, *, ledger: str | None, rates: str | None
) -> tuple[tuple[RowAnswer, ...], tuple[Count, ...]]:
    """The answers with the caps counted over them and over a ledger; rows that it has too are told, and count once."""
    from tidewaiter.checks.repeats import apart
    from tidewaiter.screen import with_caps

    rows, others = tuple(told), supplies(ledger, rates)
    if others is not None:
        others, twice = apart(others, (row.event for row in rows))
        if twice:
            say(_in_both([event.id.removeprefix("row-") for event in twice]))
    return with_caps(rows, law, ledger=others)


def _in_both(rows: Sequence[str]) -> str:
    shown = f"{', '.join(rows[:LISTED])}{more(len(rows))}"
    if len(rows) == 1:
        return f"note: row {shown} of the ledger stands in the table too: it counts once"
    return f"note: {len(rows):,} rows of the ledger stand in the table too and count once: rows {shown}"


def remarked(rows: Iterable[tuple[RowAnswer, Cells]]) -> Iterator[RowAnswer]:
    """The answers, those on rows that repeat an earlier one with a remark on it."""
    from tidewaiter.checks.repeats import repeats

    held = list(rows)
    # a row is named by its number, behind its sheet where there are several
    named = ((answer.event.id.replace("row-", "").replace(":", " "), cells) for answer, cells in held)
    yield from (_with(answer, remark) for (answer, _), remark in zip(held, repeats(named), strict=True))


def _with(answer: RowAnswer, remark: Remark | None) -> RowAnswer:
    """The answer with a remark on a repeated row, where a measure is touched: of others it matters to nobody."""
    touched = remark is not None and bool(answer.assessment.findings)
    return replace(answer, remarks=(*answer.remarks, remark)) if remark and touched else answer


@functools.lru_cache(maxsize=4)
def valued_by(file: str | None) -> Callable[[Event], Event]:
    """What turns an event's value into dollars by the rates of a file; without one nothing does."""
    if file is None:
        return lambda event: event
    from tidewaiter.law.rates import Rate, gathered, in_dollars
    from tidewaiter.trade.rates import read_rates

    lines = read_rates(source_at(file))
    rates = gathered(Rate(one.first, one.last, one.currency, one.dollars, one.source, one.told) for one in lines)
    return lambda event: in_dollars(event, rates)


def answer_of(row: Shipment, law: Regime, lists: str | None = None) -> RowAnswer:
    """All that is said of a row that was read; ``lists`` is the saved index in which its parties are looked up."""
    from tidewaiter.screen import screen_row

    event, remarks = designated(row, lists)
    return _beside(screen_row(event, spans_of(row), law), remarks)


def touching(row: Shipment, law: Regime, lists: str | None = None) -> RowAnswer | None:
    """As ``answer_of``; None for a row that touches no measure."""
    from tidewaiter.screen import touched_row

    event, remarks = designated(row, lists)
    found = touched_row(event, spans_of(row), law)
    return found and _beside(found, remarks)


def designated(row: Shipment, lists: str | None) -> tuple[Event, tuple[Remark, ...]]:
    """The event of a row with the listed parties that its cells may name, and a remark on each."""
    if lists is None:
        return row.event, ()
    from tidewaiter.designate import in_row
    from tidewaiter.engine.parties.index import at

    cells = {name: [cell.span for cell in cells] for name, cells in row.more.items()}
    return in_row(row.event, cells, at(Path(lists)))


def _beside(answer: RowAnswer, remarks: tuple[Remark, ...]) -> RowAnswer:
    return replace(answer, remarks=(*answer.remarks, *remarks)) if remarks else answer


def spans_of(row: Shipment) -> dict[str, Span]:
    """The cells by field; of banks, of which each is looked at, further ones as "banks_between 2" and so on."""
    from tidewaiter.checks.beside import BANKS

    spans = {name: cell.span for name, cell in row.cells.items()}
    for name in BANKS:
        further = row.more.get(name, ())[1:]
        spans.update({f"{name} {place}": cell.span for place, cell in enumerate(further, start=2)})
    return spans


def supplies(file: str | None, rates: str | None) -> tuple[Event, ...] | None:
    """The rows of a ledger; every row that cannot be read is told, for the totals lack it. None without a ledger."""
    if file is None:
        return None
    from tidewaiter.trade import read_source

    table = read_source(source_at(file))
    for one in table.rejects[:LISTED]:
        complain(fault(one), "left out of the ledger")
    return tuple(map(valued_by(rates), table.events))


def as_json(answer: RowAnswer, *, file: str | None = None) -> bytes:
    """A row's answer as one line; with its file, where several are screened together."""
    from tidewaiter import codec
    from tidewaiter.export.remarks import row_json

    named = {} if file is None else {"file": file}
    return codec.encode(named | row_json(answer))


def as_prose(answer: RowAnswer, *, explain: bool, width: int, colour: bool) -> str:
    """A row's answer as text; ``explain`` gives every condition."""
    from tidewaiter.export import desk
    from tidewaiter.export.terminal import Pen

    return desk.row(answer, Pen(width, colour) if explain else None)


def print_prose(answers: Sequence[RowAnswer], *, explain: bool, everything: bool) -> None:
    """The rows of a table that have something to say, or all of them, the gravest first."""
    from tidewaiter.export import desk
    from tidewaiter.export.terminal import Pen

    width, colour = terminal()
    for block in desk.write(answers, Pen(width, colour), explain=explain, everything=everything):
        click.echo(block)


def print_caps(caps: Sequence[Count], *, as_json: bool) -> None:
    """The windows of caps that rows count in, after the rows."""
    width, colour = terminal()
    for cap in caps:
        click.echo(cap_line(cap, as_json=as_json, width=width, colour=colour))


def cap_line(cap: Count, *, as_json: bool, width: int, colour: bool) -> bytes:
    """A window of a cap, as a line of JSON or as text."""
    from tidewaiter import codec
    from tidewaiter.export import caps as export
    from tidewaiter.export.remarks import count_json
    from tidewaiter.export.terminal import Pen

    return codec.encode({"cap": count_json(cap)}) if as_json else export.text(cap, Pen(width, colour)).encode()


def write_again(out: Path, sources: Sequence[Source], said: Said, encoding: str | None) -> None:
    """Writes the table again with the findings beside each row."""
    from tidewaiter.export.table import again

    number = again(out, sources, said, encoding=encoding)
    say(f"{number} row{'' if number == 1 else 's'} written to {out}")


def named(event: Event, file: str | None) -> Event:
    """The event with its file before its id, where several are screened together."""
    return event if file is None else replace(event, id=f"{file}:{event.id}")


def unnamed(answer: RowAnswer, file: str | None) -> RowAnswer:
    """The answer with the id that its row has in its own file."""
    event = answer.event
    return answer if file is None else replace(answer, event=replace(event, id=event.id.removeprefix(f"{file}:")))


Place = tuple[str | None, int]
"""A row's sheet and number."""


def place_of(answer: RowAnswer) -> Place:
    """The row that an answer is on."""
    sheet, _, number = answer.event.id.rpartition("row-")
    return sheet.removesuffix(":") or None, int(number)


def by_place(table: Table, answers: Iterable[RowAnswer]) -> Iterator[tuple[Place, RowAnswer | Rejected]]:
    """What is said of every row."""
    for one in table.rejects:
        yield (one.sheet, one.line), one
    unread: dict[Place, list[Rejected]] = {}
    for one in table.unread:
        unread.setdefault((one.sheet, one.line), []).append(one)
    for answer in answers:
        place = place_of(answer)
        yield place, noting(answer, unread.get(place, ()))


def noting(answer: RowAnswer, unread: Sequence[Rejected]) -> RowAnswer:
    """The answer with a note on each of the row's cells that could not be read and is unknown to it."""
    notes = (f"{one.column} {one.value!r} could not be read: {one.what}" for one in unread)
    event = answer.event
    return replace(answer, event=replace(event, notes=(*event.notes, *notes))) if unread else answer


_UNJUDGED = "unjudged"


def told_of(answer: RowAnswer) -> tuple[str, ...]:
    """What the summary counts of a row, as ``report`` takes it."""
    remarks = (f"remark {remark.kind}" for remark in answer.remarks)
    return (*remarks, *(f"missing {name}" for name in answer.missing), *(() if answer.judged else (_UNJUDGED,)))


def report(told: Counter[str]) -> None:
    """On stderr: how many rows have which remark, and how many cannot be judged for want of what."""
    remarks = {name.removeprefix("remark "): count for name, count in told.items() if name.startswith("remark ")}
    missing = {name.removeprefix("missing "): count for name, count in told.items() if name.startswith("missing ")}
    if number := told[_UNJUDGED]:
        say(f"cannot be judged: neither end of the way is told in {number:,} row{'' if number == 1 else 's'}")
    for kind, number in sorted(remarks.items()):
        say(f"remark: {kind} in {number:,} row{'' if number == 1 else 's'}")
    for name, number in sorted(missing.items(), key=lambda pair: (-pair[1], pair[0])):
        say(f"cannot tell: {name} is missing in {number:,} row{'' if number == 1 else 's'}")


def report_use(
    notes: Iterable[str], questions: Sequence[Question], ignored: Sequence[str], *, file: str | None = None
) -> None:
    """On stderr: what is to be said of a table, the columns asked about, and those that are not used.

    ``file`` is named in each line, where several are screened together.
    """
    of = "" if file is None else f"{file}: "
    for note in notes:
        say(f"note: {of}{note}")
    for question in questions[:LISTED]:
        say(f"question: {of}{question.text}")
    if ignored:
        say(f"note: {of}columns not used: {', '.join(ignored[:LISTED])}{more(len(ignored))}")


def report_counts(rows: int, counts: Counter[str], *, rejected: int, cells: int, files: int | None = None) -> None:
    """On stderr: how many rows there are by verdict, how many were rejected, how many cells could not be read."""
    parts = [f"{counts[verdict]} {verdict}" for verdict in GRAVITY if counts[verdict]]
    parts += [f"{rejected} rejected"] if rejected else []
    tail = f"; {cells} cell{'' if cells == 1 else 's'} could not be read" if cells else ""
    of = "" if files is None else f" of {files} file{'' if files == 1 else 's'}"
    say(f"{rows} row{'' if rows == 1 else 's'}{of}: {', '.join(parts)}{tail}")
