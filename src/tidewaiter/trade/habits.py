"""What one column settles for all its cells: day or month first, comma or point before decimals.

A file is written by one hand or one machine. Where one cell can only be read in one way
(18/02/2024, 12.50) and none speaks against it, the cells that could be read in two follow it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import cast

from tidewaiter.errors import InputError
from tidewaiter.trade.amounts import Sign, decimal_sign, needs_sign, split_amount
from tidewaiter.trade.columns import Column, is_empty
from tidewaiter.trade.dates import DateOrder, date_order, needs_order

_EITHER = "either"
_LONGEST = 64
_SPOKEN = {
    "DMY": "day first",
    "MDY": "month first",
    ".": "with a point before decimals",
    ",": "with a comma before decimals",
}


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of one table; None where a column does not settle it. ``notes`` say why."""

    dates: DateOrder | None = None
    value: Sign | None = None
    quantity: Sign | None = None
    notes: tuple[str, ...] = ()


def find_habits(
    rows: Iterable[tuple[int, tuple[str, ...]]], columns: tuple[Column, ...], *, dates: DateOrder | None = None
) -> Habits:
    """One pass over the (line, cells) of a table. ``dates``, where given, is the user's word and decides."""
    watched = [column for column in columns if column.field in ("date", "value", "quantity")]
    shown: dict[str, dict[str, int]] = {column.field: {} for column in watched}
    for line, texts in rows:
        for column in watched:
            habit = _habit(column.field, texts[column.index])
            if habit is not None:
                shown[column.field].setdefault(habit, line)
    # a column whose every cell has one meaning needs no habit, and no note
    needed = {column.field: shown[column.field].pop(_EITHER, None) for column in watched}
    settled = {field: next(iter(found)) if len(found) == 1 else None for field, found in shown.items()}
    told = [column for column in watched if needed[column.field] and not (column.field == "date" and dates)]
    return Habits(
        dates=dates or cast("DateOrder | None", settled.get("date")),
        value=cast("Sign | None", settled.get("value")),
        quantity=cast("Sign | None", settled.get("quantity")),
        notes=tuple(_note(column.header, shown[column.field]) for column in told if shown[column.field]),
    )


def _habit(field: str, text: str) -> str | None:
    """What one cell shows of its column's habit, or that it depends on it."""
    if is_empty(text) or len(text) > _LONGEST:
        return None
    if field == "date":
        return _EITHER if needs_order(text) else date_order(text)
    try:
        numeral, _ = split_amount(text)
    except InputError:
        return None  # the cell is refused later, with its line
    return _EITHER if needs_sign(numeral) else decimal_sign(numeral)


def _note(header: str, found: dict[str, int]) -> str:
    ways = [f"{_SPOKEN[habit]} in line {line}" for habit, line in found.items()]
    if len(ways) == 1:
        return f"the column {header!r} is read as it is written {ways[0]}"
    return f"the column {header!r} is written in two ways, {' and '.join(ways)}: a cell that could be both is rejected"
