"""What counts under a cap, window by window, as text."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.export.terminal import Pen
from tidewaiter.law.ledger import Count, Entry

_LISTED = 30


def text(count: Count, pen: Pen) -> str:
    """The paragraph and its window, the sum against the ceiling, the rows that count, and what could not be counted."""
    return "\n".join(_lines(count, pen))


def _lines(count: Count, pen: Pen) -> Iterator[str]:
    yield pen.line(f"Cap of {count.cite} ({count.measure}), {count.since} to {count.until}", rest="  ")
    sums = dict(count.sums)
    for unit, limit in count.limits:
        amount = sums.get(unit, 0.0)
        yield pen.item(
            "sum", f"{amount:,.1f} of {limit:,.0f} {unit}{'' if unit.isupper() else 's'} ({amount / limit:.1%})"
        )
    yield pen.item("whole", _whole(count))
    if count.passed_by:
        yield pen.item("passed", f"by {count.passed_by}")
    for entry in count.entries[:_LISTED]:
        yield pen.item("counts", _entry(entry))
    if len(count.entries) > _LISTED:
        yield pen.item("counts", f"and {len(count.entries) - _LISTED:,} more (--json lists all)")
    for event, why in count.open_[:_LISTED]:
        yield pen.item("left out", f"{event}: {why}")
    if len(count.open_) > _LISTED:
        yield pen.item("left out", f"and {len(count.open_) - _LISTED:,} more")


def _whole(count: Count) -> str:
    if count.complete:
        return "the rows and the ledger, taken as all that all States supplied"
    return "the rows alone: at least so much; a ledger of the other supplies would make it the whole"


def _entry(entry: Entry) -> str:
    told = ", ".join(f"{amount:,.1f} {unit}{f' ({how})' if how else ''}" for unit, amount, how in entry.amounts)
    return f"{entry.event}, {entry.last}: {told}"
