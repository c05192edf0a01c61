"""What is said twice: rows that repeat an earlier one of the file, and supplies that a ledger has as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tidewaiter.checks.remarks import Cells, Reason, Remark
from tidewaiter.model import Event

IDENTIFIERS = ("bill_of_lading", "record_id", "invoice_no", "container_no")
"""Fields that a shipment shares with no other: equal rows that have one of them are one shipment."""

REPEATED, EQUAL = "repeated-row", "equal-row"
_COUNTERS = ("line_no",)


def repeats(rows: Iterable[tuple[int | str, Cells]]) -> Iterator[Remark | None]:
    """For each row, named and with its cells, the remark that it repeats an earlier one; None where it does not."""
    first: dict[tuple[tuple[str, str], ...], int | str] = {}
    for name, cells in rows:
        told = tuple(sorted((field, _plain(span.quote)) for field, span in cells.items() if field not in _COUNTERS))
        earlier = first.setdefault(told, name)
        yield _remark(earlier, cells) if told and earlier is not name else None


def apart(ledger: Iterable[Event], rows: Iterable[Event]) -> tuple[tuple[Event, ...], tuple[Event, ...]]:
    """The supplies of a ledger that are none of the rows, and those that are: each of these counts once.

    The same supply has the same day, ends and amount, and codes and words that do not contradict each other; two rows
    that are alike in all of it are two supplies.
    """
    known: dict[tuple[object, ...], list[Event]] = {}
    for row in rows:
        known.setdefault(_supply(row), []).append(row)
    own: list[Event] = []
    twice: list[Event] = []
    for event in ledger:
        alike = known.get(_supply(event), [])
        same = next((row for row in alike if _agree(row, event)), None) if _is_told(event) else None
        if same is not None:
            alike.remove(same)
        (own if same is None else twice).append(event)
    return tuple(own), tuple(twice)


def _supply(event: Event) -> tuple[object, ...]:
    ends = event.destination or event.recipient
    amount = (event.quantity.amount, event.quantity.unit) if event.quantity else None
    day = event.date.value if event.date else None
    return day, event.supplier and event.supplier.country, ends and ends.country, amount


def _is_told(event: Event) -> bool:
    return event.date is not None and event.quantity is not None and event.quantity.amount is not None


def _agree(one: Event, other: Event) -> bool:
    codes = [{code.code[:4] for code in event.hs if code.declared} for event in (one, other)]
    texts = [event.item.text for event in (one, other) if event.item and event.item.text]
    if all(codes) and codes[0].isdisjoint(codes[1]):
        return False
    return len(texts) < len(codes) or _plain(texts[0]) == _plain(texts[1])


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _remark(earlier: int | str, cells: Cells) -> Remark:
    field = next((name for name in IDENTIFIERS if name in cells), None)
    if field is None:
        what = f"every cell that is read is that of row {earlier}, and no number tells the two apart"
        ask = "Are these two shipments, or one that is listed twice?"
        return Remark(EQUAL, what, (Reason(what),), (ask,))
    span = cells[field]
    number = f"{field.replace('_', ' ')} {span.quote.strip()!r}"
    what = f"every cell that is read is that of row {earlier}, with the same {number}"
    ask = "Is it the same shipment, listed twice? Caps count it once."
    return Remark(REPEATED, what, (Reason(what, evidence=(span,)),), (ask,), evidence=(span,))
