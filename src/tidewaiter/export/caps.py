"""What counts under a cap, window by window, as text."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice

from tidewaiter.export.terminal import Pen
from tidewaiter.law.ledger import Count, Entry, running

_LISTED = 30


def text(count: Count, pen: Pen) -> str:
    """The paragraph and its window, the sum against the ceiling, the rows that count, and what could not be counted."""
    return "\n".join(_lines(count, pen))


def _lines(count: Count, pen: Pen) -> Iterator[str]:
    until = f"to {count.until}" if count.until != date.max else "on"
    yield pen.line(f"Cap of {count.cite} ({count.measure}), {count.since} {until}", rest="  ")
    sums = dict(count.sums)
    for unit, limit in count.limits:
        amount = sums.get(unit, 0.0)
        yield pen.item(
            "sum", f"{amount:,.1f} of {limit:,.0f} {unit}{'' if unit.isupper() else 's'} ({amount / limit:.1%})"
        )
    yield pen.item("whole", _whole(count))
    if count.passed_by:
        yield pen.item("passed", f"by {count.passed_by}")
    elif any(sums.get(unit, 0.0) > limit for unit, limit in count.limits):
        yield pen.item("passed", "by one of them; the days do not tell which")
    for entry, reached in islice(running(count), _LISTED):
        yield pen.item("counts", _entry(entry, reached))
    if len(count.entries) > _LISTED:
        yield pen.item("counts", f"and {len(count.entries) - _LISTED:,} more (--json lists all)")
    for how in dict.fromkeys(how for entry in count.entries for _, _, how in entry.amounts if how):
        yield pen.item("factor", how)
    for event, why in count.open_[:_LISTED]:
        yield pen.item("left out", f"{event}: {why}")
    if len(count.open_) > _LISTED:
        yield pen.item("left out", f"and {len(count.open_) - _LISTED:,} more")


def _whole(count: Count) -> str:
    if count.complete:
        return "the rows and the ledger, taken as all that all States supplied"
    return "the rows alone: at least so much; a ledger of the other supplies would make it the whole"


def _entry(entry: Entry, sums: tuple[tuple[str, float, float, float], ...]) -> str:
    told = "; ".join(
        f"{amount:,.1f} {unit}, with it {total:,.1f} ({share:.1%} of the cap)" for unit, amount, total, share in sums
    )
    day = f"{entry.last}" if entry.first == entry.last else f"between {entry.first} and {entry.last}"
    return f"{entry.event}, {day}{' (ledger)' if entry.given else ''}: {told}"
