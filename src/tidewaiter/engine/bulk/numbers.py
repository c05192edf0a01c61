"""Dates, amounts and codes have too many distinct values to ask about each: what needs no asking."""

from __future__ import annotations

import functools
from datetime import date
from typing import Any

from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.engine.bulk.resolve import unread
from tidewaiter.errors import InputError
from tidewaiter.trade.amounts import ABSURD, decimal_sign, needs_sign, split_amount
from tidewaiter.trade.columns import Column, is_empty
from tidewaiter.trade.dates import date_order, needs_order
from tidewaiter.trade.readers.values import as_text as value_text

_DAY = "^(19|20)[0-9]{2}-((0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])|(0[13-9]|1[0-2])-(29|30)|(0[13578]|1[02])-31)$"
"""Read the same under every habit: a day of any month."""
_WHOLE = "[0-9]{1,12}|[0-9]{1,3}(?: [0-9]{3}){1,3}"


def _before_decimals(sign: str, other: str) -> str:
    """Numbers in which one sign can only stand before decimals, and the other, or a space, between groups."""
    groups = "[0-9]{1,3}(?:%s[0-9]{3}){%s,3}"
    parted = f"(?:{groups % (other, 1)}|{groups % (' ', 1)}){sign}[0-9]{{1,9}}"
    return f"[0-9]{{1,12}}{sign}(?:[0-9]{{1,2}}|[0-9]{{4,9}})|{parted}|{groups % (other, 2)}"


_SIGNED = {".": _before_decimals("[.]", ","), ",": _before_decimals(",", "[.]")}
"""Read the same under every habit, and a habit themselves: 12.50, 1,234.5 and 1,234,567 of a point before decimals."""
_NUMBER = f"^(?:{_WHOLE}|{_SIGNED['.']}|{_SIGNED[',']})$"
"""Read the same under every habit."""
_SETTLED = f"^(?:{_WHOLE}|[0-9]{{1,12}}[.,][0-9]{{1,9}}|{_SIGNED['.']}|{_SIGNED[',']})$"
"""Read under whichever habit of the column is settled."""
_CODE = r"^(0[1-9]|[1-68][0-9]|7[0-689]|9[0-9])[0-9]{2}(\.?[0-9]{2}){0,4}$"
"""A code of pairs of digits in a chapter that there is, which reads as it stands or with a zero before it."""
_FEW = 256  # cells among which a habit that a column has nearly always shows
_EPOCH = date(1970, 1, 1).toordinal()
_FIRST_DAY, _LAST_DAY = date(1900, 1, 1).toordinal() - _EPOCH, date(2099, 12, 31).toordinal() - _EPOCH
ODD_CODE = "odd"
"""A habit of codes: one with an odd number of digits, whose lost zero the column's other codes tell."""


def encoded(cell: Any) -> tuple[list[str | None], Any]:
    """The distinct values of a column as text, and each row's place among them; one place more is for empty cells."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if not pa.types.is_dictionary(cell.type):
        cell = cell.dictionary_encode()
    values = cell.dictionary.to_pylist()
    return values, pc.fill_null(cell.indices, len(values)).to_numpy()


def as_text(column: Any) -> Any:
    """The cells of a column as text: as the readers of typed files give it."""
    import pyarrow as pa

    kind = column.type
    if pa.types.is_dictionary(kind):
        return column if pa.types.is_string(kind.value_type) else _coded(column)
    if pa.types.is_string(kind):
        return column
    if pa.types.is_large_string(kind) or pa.types.is_string_view(kind):
        return column.cast(pa.string())
    if pa.types.is_integer(kind) or pa.types.is_date32(kind):
        return column.cast(pa.string())
    if pa.types.is_float32(kind) or pa.types.is_float64(kind):
        return pa.array(map(value_text, column.to_numpy(zero_copy_only=False).tolist()), pa.string())
    return pa.array([value_text(value) for value in column.to_pylist()], pa.string())


def _coded(column: Any) -> Any:
    """A dictionary of other values than texts as one of texts."""
    import pyarrow as pa

    return pa.DictionaryArray.from_arrays(column.indices, as_text(column.dictionary))


def as_told(cells: Any, column: Column) -> Any:
    """Days and amounts as the file holds them, where it has a type for them; all else as text."""
    import pyarrow as pa

    kind = cells.type
    if column.kind == "date" and (pa.types.is_date32(kind) or pa.types.is_timestamp(kind)):
        return cells
    if column.kind == "amount" and (
        pa.types.is_integer(kind) or pa.types.is_float32(kind) or pa.types.is_float64(kind)
    ):
        return cells
    return as_text(cells)


def odd_cells(cell: Any, column: Column, *, settled: bool = False) -> Any:
    """Which cells need to be asked about, as a boolean numpy array; ``settled``: the column's habit is known."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_date32(cell.type) or pa.types.is_timestamp(cell.type):
        days = pc.fill_null(cell.cast(pa.date32(), safe=False).cast(pa.int32()), 0).to_numpy()
        return (days <= _FIRST_DAY) | (days >= _LAST_DAY)  # the day of a zone of time may be the one before or behind
    if pa.types.is_floating(cell.type) or pa.types.is_integer(cell.type):
        return _odd_numbers(pc.fill_null(cell.cast(pa.float64()), 0.0).to_numpy(), settled=settled)
    texts = pc.fill_null(cell, "")
    sound = pc.or_(pc.equal(texts, ""), pc.match_substring_regex(texts, _pattern(column, settled=settled)))
    return ~sound.to_numpy(zero_copy_only=False)


def _pattern(column: Column, *, settled: bool) -> str:
    if column.kind == "date":
        return _DAY
    if column.kind == "hs":
        return _CODE
    return _SETTLED if settled else _NUMBER


def _odd_numbers(values: Any, *, settled: bool) -> Any:
    """Numbers that are none, below zero, too large, or have as many decimals as a group of thousands has digits."""
    import numpy as np

    beyond = ~((values >= 0) & (values < ABSURD))
    if settled:
        return beyond
    with np.errstate(invalid="ignore", over="ignore"):
        thousandths = np.abs(values * 1000 - np.round(values * 1000)) < 1e-6
        hundredths = np.abs(values * 100 - np.round(values * 100)) < 1e-7
    return beyond | (thousandths & ~hundredths)


def doubtful(cell: Any, column: Column, reading: Reading) -> Any:
    """Which cells of dates, amounts or codes the row reader may not read, as a boolean numpy array."""
    import numpy as np
    import pyarrow as pa

    if pa.types.is_dictionary(cell.type):
        values, places = encoded(cell)
        return np.append(doubtful(pa.array(values, pa.string()), column, reading), False)[places]
    out = odd_cells(cell, column, settled=column.index in reading.plan.habits.decimals)
    at = np.flatnonzero(out)
    if len(at):
        values, places = encoded(as_text(cell.take(pa.array(at))))
        out[at] = np.array([*(unread(value, column, reading) for value in values), False], dtype=bool)[places]
    return out


# habits


def habits_of(cell: Any, column: Column) -> frozenset[str]:
    """The habits that the cells of a column show: the order of day and month, the sign before decimals."""
    import numpy as np
    import pyarrow as pa

    if column.kind == "hs":
        return frozenset({ODD_CODE} if _has_odd_code(cell) else ())
    if pa.types.is_dictionary(cell.type):
        return habits_of(pa.array(encoded(cell)[0], pa.string()), column)
    odd = np.flatnonzero(odd_cells(cell, column))
    values = encoded(as_text(cell.take(pa.array(odd))))[0] if len(odd) else []
    found = {habit for value in values if value and (habit := habit_of(column.kind, value))}
    if column.kind != "date":
        found |= _decimals(cell)
    return frozenset(found)


def _has_odd_code(cell: Any) -> bool:
    """Whether a cell has an odd number of digits."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    texts = as_text(cell)
    texts = pc.fill_null(texts.dictionary if pa.types.is_dictionary(texts.type) else texts, "")
    if not pc.all(pc.string_is_ascii(texts)).as_py():
        return any(sum(map(str.isdecimal, text)) % 2 for text in texts.to_pylist())
    signs, ends = _bytes(texts)
    digits = np.concatenate(([0], np.cumsum((signs >= ord("0")) & (signs <= ord("9")))))
    told = digits[ends]
    return bool(np.any(np.diff(told) % 2))


def _decimals(cell: Any) -> set[str]:
    """The signs that can only stand before decimals in some cells of amounts."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_floating(cell.type):
        return {"."} if pc.any(pc.invert(pc.equal(cell, pc.floor(cell)))).as_py() else set()
    if not pa.types.is_string(cell.type):
        return set()
    return {sign for sign, other in ((".", ","), (",", ".")) if _shows(cell, sign, other)}


def _shows(texts: Any, sign: str, other: str) -> bool:
    """Whether a text shows a sign before decimals: it has the sign itself, or twice the other one, between groups."""
    import pyarrow.compute as pc

    form = f"^(?:{_SIGNED[sign]})$"
    if pc.any(pc.match_substring_regex(texts.slice(0, _FEW), form)).as_py():
        return True
    parted = pc.sum(pc.match_substring(texts, other)).as_py() or 0
    if not _count(texts, sign) and parted == _count(texts, other):
        return False
    return bool(pc.any(pc.match_substring_regex(texts, form)).as_py())


def _count(texts: Any, sign: str) -> int:
    """How often a sign of ASCII stands in texts."""
    import numpy as np

    signs, ends = _bytes(texts)
    return int(np.count_nonzero(signs[ends[0] : ends[-1]] == ord(sign)))


def _bytes(texts: Any) -> tuple[Any, Any]:
    """The bytes of texts on end, and where each of them begins and the last one ends, as numpy arrays."""
    import numpy as np

    _, ends, data = texts.buffers()
    if not len(texts) or not data:
        return np.zeros(0, np.uint8), np.zeros(len(texts) + 1, np.int32)
    return np.frombuffer(data, np.uint8), np.frombuffer(ends, np.int32)[texts.offset : texts.offset + len(texts) + 1]


def habit_of(kind: str, text: str) -> str | None:
    """The habit one cell shows, "either" where it depends on the others; None where it shows none."""
    if is_empty(text):
        return None
    if kind == "date":
        return _habit_of_day(text)
    try:
        numeral, _ = split_amount(text)
    except InputError:
        return None
    return "either" if needs_sign(numeral) else decimal_sign(numeral)


@functools.lru_cache(maxsize=16_384)
def _habit_of_day(text: str) -> str | None:
    return "either" if needs_order(text) else date_order(text)
