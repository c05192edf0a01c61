"""Rows that say again what an earlier row of the file has said: amended records, one list twice in a download."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tidewaiter.checks.remarks import Cells, Reason, Remark

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
