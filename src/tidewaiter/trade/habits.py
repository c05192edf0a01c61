"""What one column settles for all its cells: day or month first, comma or point before decimals, digits of codes.

A file is written by one hand or one machine. Where one cell can only be read in one way
(18/02/2024, 12.50) and none speaks against it, the cells that could be read in two follow it.
What a column does not settle the user may; it is never guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import cast

from tidewaiter.errors import InputError
from tidewaiter.trade.amounts import Sign, decimal_sign, needs_sign, split_amount
from tidewaiter.trade.codes import HsHabit, hs_habit
from tidewaiter.trade.columns import Column, is_empty
from tidewaiter.trade.dates import DateOrder, date_order, needs_order
from tidewaiter.trade.mapping import Given
from tidewaiter.trade.seen import Seen

_EITHER = "either"
_SHORT, _LONG = "short", "long"
_LONGEST = 64
_DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DECIMAL = re.compile(r"[0-9]{1,15}\.(?:[0-9]{1,2}|[0-9]{4,9})")
"""What most cells of such columns look like, and needs no closer look."""
_ENOUGH = 3  # cells of each sort from which groups of thousands are told without a decimal in sight
_CODES = 5000
"""Distinct codes from which a column's way of writing them is told."""
_WATCHED = ("date", "amount")
_SPOKEN = {
    "DMY": "day first",
    "MDY": "month first",
    ".": "with a point before decimals",
    ",": "with a comma before decimals",
}


@dataclass(frozen=True, slots=True)
class Habits:
    """The habits of one table by the place of the column; what is missing is not settled. ``notes`` say why."""

    dates: Mapping[int, DateOrder] = field(default_factory=dict)
    decimals: Mapping[int, Sign] = field(default_factory=dict)
    codes: Mapping[int, HsHabit] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class _Seen:
    """What the cells of one column showed: habit -> line of the first, and how many of each sort."""

    lines: dict[str, int]
    counts: dict[str, int]
    signs: dict[str, int]


def find_habits(
    rows: Iterable[tuple[int, tuple[str, ...]]],
    columns: tuple[Column, ...],
    *,
    dates: DateOrder | None = None,
    decimal: Sign | None = None,
    numbers: frozenset[int] = frozenset(),
    given: Mapping[int, Given] | None = None,
) -> Habits:
    """One pass over the (line, cells) of a table.

    ``dates`` and ``decimal``, where given, are the user's word and decide, and before them what is
    ``given`` for a column; ``numbers`` are the places of the columns that the file holds as numbers.
    """
    watched, coded = _columns_of(columns)
    seen = {column.index: _Seen({}, {}, {}) for column in watched}
    texts: dict[int, dict[str, None]] = {column.index: {} for column in coded}
    for line, cells in rows:
        for column in watched:
            _look(column, cells[column.index], line, seen[column.index])
        for column in coded:
            if len(texts[column.index]) < _CODES and not is_empty(cells[column.index]):
                texts[column.index][cells[column.index].strip()] = None
    words = {column.index: _word(column, (given or {}).get(column.index), dates, decimal) for column in watched}
    return _habits_told(watched, seen, words, texts, numbers)


def habits_shown(
    shown: Sequence[Seen],
    columns: tuple[Column, ...],
    *,
    dates: DateOrder | None = None,
    decimal: Sign | None = None,
    numbers: frozenset[int] = frozenset(),
    given: Mapping[int, Given] | None = None,
) -> Habits:
    """As ``find_habits``, of what the rows show of each column: the same habits and notes as of the rows."""
    watched, coded = _columns_of(columns)
    seen = {column.index: _Seen({}, {}, {}) for column in watched}
    for column in watched:
        one = shown[column.index]
        for text, line, times in zip(one.texts, one.lines, one.counts, strict=True):
            _look(column, text, line, seen[column.index], times)
    texts = {column.index: _first_codes(shown[column.index].texts) for column in coded}
    words = {column.index: _word(column, (given or {}).get(column.index), dates, decimal) for column in watched}
    return _habits_told(watched, seen, words, texts, numbers)


def _first_codes(texts: Iterable[str]) -> dict[str, None]:
    filled = dict.fromkeys(text.strip() for text in texts if not is_empty(text))
    return dict.fromkeys(islice(filled, _CODES))


def _columns_of(columns: tuple[Column, ...]) -> tuple[list[Column], list[Column]]:
    """The columns whose cells are watched for habits, and those of codes."""
    watched = [column for column in columns if column.kind in _WATCHED and column.index >= 0]
    return watched, [column for column in columns if column.kind == "hs" and column.index >= 0]


def _habits_told(
    watched: list[Column],
    seen: dict[int, _Seen],
    words: dict[int, str | None],
    texts: Mapping[int, Iterable[str]],
    numbers: frozenset[int],
) -> Habits:
    orders, signs, notes = _settled(watched, seen, words)
    codes = {index: hs_habit(cells, numbers=index in numbers) for index, cells in texts.items()}
    return Habits(orders, signs, codes, notes)


def _word(column: Column, given: Given | None, dates: DateOrder | None, decimal: Sign | None) -> str | None:
    """What the user says of a column's habit."""
    if column.kind == "date":
        return (given.dates if given else None) or dates
    return (given.decimal if given else None) or decimal


def _look(column: Column, text: str, line: int, seen: _Seen, times: int = 1) -> None:
    if is_empty(text) or len(text) > _LONGEST:
        return
    for sort, sign in _habits(column.kind, text):
        seen.lines.setdefault(sort, line)
        seen.counts[sort] = seen.counts.get(sort, 0) + times
        if sort == _EITHER and sign:
            seen.signs[sign] = seen.signs.get(sign, 0) + times


def _habits(kind: str, text: str) -> Iterable[tuple[str, str]]:
    """What one cell shows of its column's habit, or that it depends on it."""
    if kind == "date":
        if _DAY.fullmatch(text):
            return []
        sort = _EITHER if needs_order(text) else date_order(text)
        return [(sort, "")] if sort else []
    if _DECIMAL.fullmatch(text):
        return [(".", "")]
    if text.isascii() and text.isdecimal():
        return [(_SHORT if len(text) <= 3 else _LONG, "")]
    try:
        numeral, _ = split_amount(text)
    except InputError:
        return []  # the row says so where the cell is read
    if needs_sign(numeral):
        return [(_EITHER, "," if "," in numeral else ".")]
    if numeral.isdecimal():
        return [(_SHORT if len(numeral) <= 3 else _LONG, "")]
    sign = decimal_sign(numeral)
    return [(sign, "")] if sign else []


def _grouped(seen: _Seen) -> Sign | None:
    """The sign before decimals where the cells show that the other parts groups of thousands, or the same one does not.

    Numbers of one to three digits without a sign, none of four or more, and others with it before three
    digits: the sign parts groups. (A column of three decimals throughout has no number without.)
    """
    signs = list(seen.signs)
    if len(signs) != 1 or seen.counts.get(_EITHER, 0) < _ENOUGH:
        return None
    used: Sign = "," if signs[0] == "," else "."
    other: Sign = "." if used == "," else ","
    if seen.counts.get(_SHORT, 0) >= _ENOUGH and not seen.counts.get(_LONG, 0):
        return other
    return None


def _settled(
    watched: list[Column], seen: dict[int, _Seen], words: dict[int, str | None]
) -> tuple[dict[int, DateOrder], dict[int, Sign], tuple[str, ...]]:
    orders: dict[int, DateOrder] = {}
    signs: dict[int, Sign] = {}
    notes: list[str] = []
    shared = _shared(watched, seen)
    for column in watched:
        one, word = seen[column.index], words[column.index]
        found = {sort: line for sort, line in one.lines.items() if sort in _SPOKEN}
        if not found and column.kind == "amount" and (told := _grouped(one)):
            found = {told: one.lines[_EITHER]}
        if not found and column.kind == "amount" and shared is not None and _EITHER in one.lines and not word:
            signs[column.index] = shared[0]
            notes.append(f"the column {column.header!r} is read {_SPOKEN[shared[0]]}, as {shared[1]!r} is written")
            continue
        habit = word or (next(iter(found)) if len(found) == 1 else None)
        if habit and column.kind == "date":
            orders[column.index] = cast("DateOrder", habit)
        elif habit:
            signs[column.index] = cast("Sign", habit)
        # a column whose every cell has one meaning needs no habit, and no note
        if _EITHER in one.lines and not word:
            notes.append(_note(column, found, one.lines[_EITHER]))
    return orders, signs, tuple(notes)


def _shared(watched: list[Column], seen: dict[int, _Seen]) -> tuple[Sign, str] | None:
    """The sign before decimals that columns of the file show, and one of them, where none shows another."""
    shown = {
        sign: column.header
        for column in reversed(watched)
        if column.kind == "amount"
        for sign in seen[column.index].lines
        if sign in (".", ",")
    }
    if len(shown) != 1:
        return None
    sign, header = next(iter(shown.items()))
    return ("," if sign == "," else "."), header


def _note(column: Column, found: dict[str, int], line: int) -> str:
    ways = [f"{_SPOKEN[habit]} in line {number}" for habit, number in found.items()]
    header = column.header
    if len(ways) == 1:
        return f"the column {header!r} is read as it is written {ways[0]}"
    if column.kind == "date":
        option, of_one, of_all = (
            "--date-order DMY or MDY",
            "between the two",
            "of each the time between the two is taken",
        )
    else:
        option, of_one, of_all = "--decimal . or --decimal ,", "as unknown", "they are taken as unknown"
    if ways:
        return (
            f"the column {header!r} is written in two ways, {' and '.join(ways)}: a cell that could be both is taken"
            f" {of_one}; say it with {option}"
        )
    return (
        f"the column {header!r} has cells that can be read in two ways, the first in line {line}, and none that"
        f" settles it: {of_all}; say it with {option}"
    )
