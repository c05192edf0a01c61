"""The end of a large run: what hangs on all rows is judged when the last one is known, and put into its place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tidewaiter.cli import answers

if TYPE_CHECKING:
    from tidewaiter.cli.answers import Place
    from tidewaiter.cli.bulk import Answer
    from tidewaiter.engine.bulk.long import Journal, Outcome
    from tidewaiter.export.table import Said
    from tidewaiter.law.ledger import Count
    from tidewaiter.model.measure import Regime
    from tidewaiter.screen import RowAnswer
    from tidewaiter.trade.sheets import Rejected


def close(
    outcome: Outcome, path: Path, out: BinaryIO, journal: Journal, answer: Answer, ledger: str | None, law: Regime
) -> tuple[RowAnswer, ...]:
    """Counts the caps over the answers that were held, and writes them among the lines in ``path``; these answers.

    Killed in between, it is done again by the run that goes on: the lines are replaced by whole ones.
    """
    if not (outcome.held or ledger):
        return ()
    told, caps = counted([outcome], answer.rates, ledger, law)
    put(outcome, told, path, out, journal, answer, of_caps(caps, as_json=answer.as_json))
    return told


def counted(
    outcomes: Sequence[Outcome], rates: str | None, ledger: str | None, law: Regime
) -> tuple[tuple[RowAnswer, ...], tuple[Count, ...]]:
    """The answers that were held, one file's behind the other's, with the caps counted over all of them."""
    from tidewaiter import codec
    from tidewaiter.screen import Held

    held = [codec.decode(data, Held) for outcome in outcomes for _, data in outcome.held]
    told = answers.remarked((one.answer, dict(one.cells)) for one in held)
    return answers.capped(told, law, ledger=ledger, rates=rates)


def put(
    outcome: Outcome,
    told: Sequence[RowAnswer],
    path: Path,
    out: BinaryIO,
    journal: Journal,
    answer: Answer,
    tail: bytes,
) -> None:
    """Writes what was held of a file among its lines in ``path``, and ``tail`` behind them; what is told is counted."""
    from tidewaiter.engine.bulk.long import put_in

    outcome.counts.update(one.verdict for one in told)
    outcome.told.update(name for one in told for name in answers.told_of(one))
    lines = [(at, answer.lines(one)) for (at, _), one in zip(outcome.held, told, strict=True)]
    outcome.held.clear()
    whole = path.with_name(path.name + ".whole")
    if not journal.whole:
        with whole.open("wb") as stream:
            put_in(out, lines, stream, tail)
        journal.finish()
    if whole.exists():
        whole.replace(path)


def said_in_order(journal: Journal, late: Sequence[RowAnswer], *, file: str | None = None) -> Said:
    """What was said of each row, for whoever asks in the order of the rows; ``late`` is what was said at the end.

    ``file`` stands before the ids of the rows, where several are screened together.
    Nothing but ``late`` is held. Of a row that the filter passed over no more is known than that no measure is touched.
    """
    from tidewaiter import codec
    from tidewaiter.law.apply import Assessment
    from tidewaiter.model import Event
    from tidewaiter.screen import RowAnswer

    kept = (answers.unnamed(codec.decode(data, RowAnswer), file) for data in journal.kept())
    streams: tuple[Iterator[tuple[Place, RowAnswer | Rejected]], ...] = (
        ((answers.place_of(one), one) for one in kept),
        (((one.sheet, one.line), one) for one in journal.listed("rejects")),
    )
    heads = [next(stream, None) for stream in streams]
    unread = _gathered(journal.listed("unread"))
    held = {answers.place_of(one): one for one in (answers.unnamed(one, file) for one in late)}
    plain = RowAnswer(Event(id="row", type="transfer", rule="row"), Assessment("row"))

    def said(place: Place) -> RowAnswer | Rejected:
        cells = unread(place)
        for at, head in enumerate(heads):
            if head is not None and head[0] == place:
                heads[at] = next(streams[at], None)
                return answers.noting(head[1], cells) if isinstance(head[1], RowAnswer) else head[1]
        return answers.noting(held.get(place, plain), cells)

    return said


def _gathered(listed: Iterator[Rejected]) -> Callable[[Place], tuple[Rejected, ...]]:
    """The cells of a row among those of all rows, for whoever asks in the order of the rows."""
    head = [next(listed, None)]

    def of(place: Place) -> tuple[Rejected, ...]:
        found = []
        while (one := head[0]) is not None and (one.sheet, one.line) == place:
            found.append(one)
            head[0] = next(listed, None)
        return tuple(found)

    return of


def of_caps(caps: Iterable[Count], *, as_json: bool) -> bytes:
    """The windows of the caps as they stand behind the rows."""
    return b"".join(answers.cap_line(cap, as_json=as_json, width=100, colour=False) + b"\n" for cap in caps)
