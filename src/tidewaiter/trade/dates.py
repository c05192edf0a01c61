"""Dates of cells, in the precision in which they are written.

The wrong day can be a day before the law: a date that can be two is read only where its
column settles the order of day and month (``habits.py``), or the user does. Between points the
day stands first: no country writes the month first there.
"""

from __future__ import annotations

import functools
import re
from datetime import date, timedelta
from typing import Literal

from tidewaiter.errors import InputError
from tidewaiter.model import When, read_when
from tidewaiter.trade import columns
from tidewaiter.trade.cells import flat

DateOrder = Literal["DMY", "MDY", "YMD"]

IMPOSSIBLE = "no such date in the calendar"
"""What is wrong with a day such as 31 February."""

_YEARS = range(1900, 2100)
_LONGEST = 64
_CLOCK = re.compile(
    r"[t ]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?(?: ?[ap]m)?(?: ?z| ?[+-][0-9]{2}:?[0-9]{2})?$"
)
_BETWEEN = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}/(?:[0-9]{4}-[0-9]{2}-[0-9]{2}|\.\.)")
_NO_DAY = re.compile(r"(?:1900-01-00|0?0/01/1900|0000-00-00|00\.01\.1900|01/00/1900)(?:[ T].*)?")
_EASTERN = re.compile(r"([0-9]{4})\s?[年년]\s?(?:([0-9]{1,2})\s?[月월])?\s?(?:([0-9]{1,2})\s?[日일])?\.?")
_YEAR_WORD = re.compile(r"(?<=[0-9])\s*(?:года|год|г)\.?$")
_OF = re.compile(r"\s+d[ei]l?\s+")  # 12 de mayo de 2019
_SERIAL = re.compile(r"([2-6][0-9]{4})(?:\.0)?")
_FIRST_DAY = date(1899, 12, 30)  # the day before the first one of spreadsheets, which take 1900 for a leap year
_YEAR_FIRST = re.compile(r"([0-9]{4})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})")
_SHORT_YEAR = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{2})")
_LATEST = 2030  # a year of two digits is none beyond
_PERIOD = re.compile(r"([0-9]{4})[ -]?(?:m([0-9]{2})|q([1-4]))", re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]{6}")
_PIVOT = 69  # a year of two digits from 69 is of the last century, as POSIX has it
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})")
_DAY_NAME = re.compile(r"([0-9]{1,2})(?:st|nd|rd|th)?[ .-]{0,2}([^\W\d_]{3,12})[ .,-]{0,2}([0-9]{4})")
_NAME_DAY = re.compile(r"([^\W\d_]{3,12})[ .-]{0,2}([0-9]{1,2})(?:st|nd|rd|th)?[ .,-]{1,2}([0-9]{4})")
_DAY_NAME_SHORT = re.compile(r"([0-9]{1,2})[ -]{1,2}([^\W\d_]{3,12})[ -]{1,2}([0-9]{2})")
_NAME_SHORT = re.compile(r"([^\W\d_]{3,12})[ -]{0,2}'?([0-9]{2})")
_YEAR_NAME = re.compile(r"([0-9]{4})[ -]{0,2}([^\W\d_]{3,12})")
_RUN = re.compile(r"([0-9]{4})([0-9]{2})")
_NAME_YEAR = re.compile(r"([^\W\d_]{3,12})[ .,-]{0,2}([0-9]{4})")


_ORDERS = (
    (_DAY_NAME, (3, 2, 1)),
    (_NAME_DAY, (3, 1, 2)),
    (_DAY_NAME_SHORT, (3, 2, 1)),
    (_NAME_YEAR, (2, 1, 0)),
    (_YEAR_NAME, (1, 2, 0)),
)


@functools.lru_cache(maxsize=8192)
def read_date(text: str, *, order: DateOrder | None = None, period: bool = False) -> When:
    """The day, month or year of a cell, in the precision in which it is written.

    A date that begins with the year is year, month, day. One that ends with it needs
    ``order``, unless only one reading is a date. A year of two digits is read where ``order`` is
    given, the month is a word, or no other day can be meant. In a column of months (``period``)
    202402 and Feb-24 are months.
    Raises InputError for an impossible date, and for a date that can be two.
    """
    if _BETWEEN.fullmatch(text):
        return read_when(text)
    if _NO_DAY.fullmatch(text):
        raise InputError("not a day: what a spreadsheet shows for an empty cell", hint="leave the cell empty")
    day = _in_signs(_without_clock(text))
    value = _month_alone(day) if period else None
    full = _long_year(day, order) if order else _plain_short(day)
    value = value or _year_last(full, order) or _year_first(full) or _named(full) or _period(full)
    if value is None:
        raise InputError("not a date", hint=_serial(full) or "write it as 2024-02-18, 2024-02 or 2024")
    return _real(value)


def _in_signs(day: str) -> str:
    """2019年5月6日 and 2019년 5월 6일 as 2019-5-6; the letters for "year" behind a date are left out."""
    hit = _EASTERN.fullmatch(day)
    if hit is None:
        return _YEAR_WORD.sub("", _OF.sub(" ", day))
    return "-".join(part for part in hit.groups() if part)


def _serial(text: str) -> str | None:
    """What to do about a number that a spreadsheet may have made of a day."""
    hit = _SERIAL.fullmatch(text)
    if hit is None:
        return None
    day = _FIRST_DAY + timedelta(days=int(hit[1]))
    return f"if it is the number a spreadsheet gives to {day}, write the day"


def _long_year(day: str, order: DateOrder | None) -> str:
    """The date with a year of four digits, where the order given says where the year stands."""
    hit = _SHORT_YEAR.fullmatch(day)
    if hit is None or order is None:
        return day
    if order == "YMD":
        return f"{_century(hit[1])}-{hit[3]}-{hit[4]}"
    return f"{hit[1]}/{hit[3]}/{_century(hit[4])}"


def _readings(day: str) -> dict[DateOrder, str]:
    """What a date with a year of two digits can be, by the order of its parts; before a point no month is first."""
    hit = _SHORT_YEAR.fullmatch(day)
    if hit is None:
        return {}
    first, sign, middle, last = hit.groups()
    ways: dict[DateOrder, str] = {
        "DMY": f"{_century(last)}-{int(middle):02}-{int(first):02}",
        "MDY": f"{_century(last)}-{int(first):02}-{int(middle):02}",
        "YMD": f"{_century(first)}-{int(middle):02}-{int(last):02}",
    }
    return {
        order: value
        for order, value in ways.items()
        if _is_day(value) and int(value[:4]) <= _LATEST and not (sign == "." and order == "MDY")
    }


def _plain_short(day: str) -> str:
    """The one day that a date with a year of two digits can be; raises where it can be several."""
    told = list(dict.fromkeys(_readings(day).values()))
    if len(told) > 1:
        hint = "give the format with --date-order DMY, MDY or YMD"
        raise InputError(f"the date can be {' or '.join(told)}", hint=hint)
    return told[0] if told else day


def _period(day: str) -> str | None:
    """A month or a quarter as statistics write it, and a month of six digits that are no day otherwise."""
    if hit := _PERIOD.fullmatch(day):
        return f"{hit[1]}-{hit[2]}" if hit[2] else f"{hit[1]}-Q{hit[3]}"
    if not _DIGITS.fullmatch(day):
        return None
    parts = (day[:2], day[2:4], day[4:])
    as_day = any(_readings("-".join(parts)).values())
    month = f"{day[:4]}-{day[4:]}"
    return month if not as_day and int(day[:4]) in _YEARS and _is_day(f"{month}-01") else None


def _century(year: str) -> str:
    return f"{'19' if int(year) >= _PIVOT else '20'}{int(year):02}"


def _month_alone(day: str) -> str | None:
    """A month in a column of months."""
    if hit := _RUN.fullmatch(day):
        return f"{hit[1]}-{hit[2]}" if 1 <= int(hit[2]) <= 12 else None
    hit = _NAME_SHORT.fullmatch(day)
    number = columns.months().get(hit[1]) if hit else None
    return f"{_century(hit[2])}-{number:02}" if hit and number else None


def read_month(text: str) -> int | None:
    """The number of a month, by number or by name; None where it is none (52 is a whole year in statistics)."""
    plain = flat(text).casefold()
    if plain.isdecimal() and len(plain) <= 2:
        return int(plain) if 1 <= int(plain) <= 12 else None
    return columns.months().get(plain)


def date_order(text: str) -> DateOrder | None:
    """The order of day and month this cell must use, None where it shows neither."""
    day = _in_signs(_without_clock(text))
    if told := _readings(day):
        return next(iter(told)) if len(told) == 1 else None
    hit = _YEAR_LAST.fullmatch(day)
    if hit is None:
        return None
    day_month, month_day = _both_ways(hit)
    if day_month == month_day or _is_day(day_month) == _is_day(month_day):
        return "DMY" if hit[2] == "." and day_month != month_day and _is_day(day_month) else None
    return "DMY" if _is_day(day_month) else "MDY"


def sure_of(text: str, *, order: DateOrder | None = None) -> tuple[When, str] | None:
    """What is sure of a date that cannot be read, and in which words: of one that can be two days the time from one
    to the other, of one that is not in the calendar the year; None where nothing is.
    """
    day = _in_signs(_without_clock(text))
    if order is None and needs_order(text) and (hit := _YEAR_LAST.fullmatch(day)):
        first, last = sorted(_both_ways(hit))
        return read_when(f"{first}/{last}"), "the time from the one to the other is taken"
    if order is None and len(told := sorted(set(_readings(day).values()))) > 1:
        return read_when(f"{told[0]}/{told[-1]}"), "the time from the first to the last of them is taken"
    full = _long_year(day, order)
    hit = _YEAR_LAST.fullmatch(full)
    year = hit[4] if hit else next((one[1] for how in (_YEAR_FIRST, _COMPACT) if (one := how.fullmatch(full))), "")
    return (read_when(year), "only the year is taken") if year and int(year) in _YEARS else None


def needs_order(text: str) -> bool:
    """Whether the cell can be two days, so that its column or the user must settle it."""
    told = _without_clock(text)
    if _SHORT_YEAR.fullmatch(told):
        return len(set(_readings(told).values())) > 1
    hit = _YEAR_LAST.fullmatch(told)
    return hit is not None and hit[2] != "." and len({value for value in _both_ways(hit) if _is_day(value)}) == 2


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
        raise InputError("the date does not begin with the year", hint="give the format with --date-order DMY or MDY")
    if order is not None:
        return day_month if order == "DMY" else month_day
    possible = [value for value in dict.fromkeys((day_month, month_day)) if _is_day(value)]
    if len(possible) == 2 and hit[2] != ".":
        raise InputError(
            f"the date can be {possible[0]} or {possible[1]}",
            hint="give the format with --date-order DMY (day first) or --date-order MDY (month first)",
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
    for pattern, (year, month, day) in _ORDERS:
        hit = pattern.fullmatch(told)
        number = columns.months().get(hit[month]) if hit else None
        if hit and number:
            full = hit[year] if len(hit[year]) == 4 else _century(hit[year])
            return f"{full}-{number:02}" + (f"-{int(hit[day]):02}" if day else "")
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
    if parts[-1].startswith("Q"):
        return read_when(f"{parts[0]}-{32 + int(parts[1][1:])}")  # quarters as EDTF numbers them
    if not _is_day("-".join((*parts, "01", "01")[:3])):
        raise InputError(IMPOSSIBLE, hint="correct it, or give the format with --date-order DMY or MDY")
    return read_when(value)
