"""Dates of cells, in the precision in which they are written.

The wrong day can be a day before the law: a date that can be two is read only where its
column settles the order of day and month (``habits.py``), or the user does.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from tidewaiter.errors import InputError
from tidewaiter.model import When, read_when
from tidewaiter.trade import columns
from tidewaiter.trade.cells import flat

DateOrder = Literal["DMY", "MDY", "YMD"]

_YEARS = range(1900, 2100)
_LONGEST = 64
_CLOCK = re.compile(
    r"[t ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[ap]m)?(?: ?z| ?[+-][0-9]{2}:?[0-9]{2})?$"
)
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_DAY_NAME = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ .-]{0,2}([^\W\d_]{3,12})[ .,-]{0,2}([0-9]{4})")
_NAME_DAY = re.compile(r"([^\W\d_]{3,12})[ .-]{0,2}([0-9]{1,2})(?:st|nd|rd|th)?[ .,-]{1,2}([0-9]{4})")
_NAME_YEAR = re.compile(r"([^\W\d_]{3,12})[ .,-]{0,2}([0-9]{4})")


def read_date(text: str, *, order: DateOrder | None = None) -> When:
    """The day, month or year of a cell, in the precision in which it is written.

    A date that begins with the year is year, month, day. One that ends with it needs
    ``order``, unless only one reading is a date. Raises InputError for an impossible date, a
    year of two digits, and a date that can be two.
    """
    day = _without_clock(text)
    value = _year_last(day, order) or _year_first(day) or _named(day)
    if value is None:
        raise InputError("not a date", hint="write it as 2024-02-18, 2024-02 or 2024")
    return _real(value)


def date_order(text: str) -> DateOrder | None:
    """The order of day and month this cell must use, None where it shows neither."""
    hit = _YEAR_LAST.fullmatch(_without_clock(text))
    if hit is None:
        return None
    day_month, month_day = _both_ways(hit)
    if day_month == month_day or _is_day(day_month) == _is_day(month_day):
        return None
    return "DMY" if _is_day(day_month) else "MDY"


def needs_order(text: str) -> bool:
    """Whether the cell can be two days, so that its column or the user must settle it."""
    hit = _YEAR_LAST.fullmatch(_without_clock(text))
    return hit is not None and len({value for value in _both_ways(hit) if _is_day(value)}) == 2


def _without_clock(text: str) -> str:
    """The cell without the time of day; nothing of a text that is too long for a date."""
    told = flat(text).casefold()
    return _CLOCK.sub("", told) if len(told) <= _LONGEST else ""


def _both_ways(hit: re.Match[str]) -> tuple[str, str]:
    """The date read day first, and read month first."""
    return f"{hit[4]}-{int(hit[3]):02}-{int(hit[1]):02}", f"{hit[4]}-{int(hit[1]):02}-{int(hit[3]):02}"


def _year_last(day: str, order: DateOrder | None) -> str | None:
    hit = _YEAR_LAST.fullmatch(day)
    if hit is None:
        return None
    day_month, month_day = _both_ways(hit)
    if order == "YMD":
        raise InputError("the date does not begin with the year", hint="give the format with --dates DMY or MDY")
    if order is not None:
        return day_month if order == "DMY" else month_day
    possible = [value for value in dict.fromkeys((day_month, month_day)) if _is_day(value)]
    if len(possible) == 2:
        raise InputError(
            f"the date can be {possible[0]} or {possible[1]}",
            hint="give the format with --dates DMY (day first) or --dates MDY (month first)",
        )
    return possible[0] if possible else day_month


def _year_first(day: str) -> str | None:
    if hit := _YEAR_FIRST.fullmatch(day):
        return f"{hit[1]}-{int(hit[3]):02}-{int(hit[4]):02}"
    if hit := _COMPACT.fullmatch(day):
        return f"{hit[1]}-{hit[2]}-{hit[3]}"
    if hit := _YEAR_MONTH.fullmatch(day):
        return f"{hit[1]}-{int(hit[2]):02}"
    if hit := _MONTH_YEAR.fullmatch(day):
        return f"{hit[2]}-{int(hit[1]):02}"
    return day if re.fullmatch(r"[0-9]{4}", day) else None


def _named(told: str) -> str | None:
    """A date whose month is a word."""
    for pattern, (year, month, day) in ((_DAY_NAME, (3, 2, 1)), (_NAME_DAY, (3, 1, 2)), (_NAME_YEAR, (2, 1, 0))):
        hit = pattern.fullmatch(told)
        number = columns.months().get(hit[month]) if hit else None
        if hit and number:
            return f"{hit[year]}-{number:02}" + (f"-{int(hit[day]):02}" if day else "")
    return None


def _is_day(value: str) -> bool:
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _real(value: str) -> When:
    """The date, if the calendar has it. ``value`` is YYYY, YYYY-MM or YYYY-MM-DD."""
    if int(value[:4]) not in _YEARS:
        raise InputError(f"{value[:4]} is not a year of a shipment", hint="write it as 2024-02-18")
    parts = value.split("-")
    if not _is_day("-".join((*parts, "01", "01")[:3])):
        raise InputError("no such date in the calendar", hint="correct it, or give the format with --dates DMY or MDY")
    return read_when(value)
