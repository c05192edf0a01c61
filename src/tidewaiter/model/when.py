"""Dates as far as they are known, and no further.

A date is an interval of days with both ends included: "in September 2023" is thirty days,
not the first of them. An end that is not known is ``None``. The written form is EDTF
(ISO 8601-2, level 1), with ``XXXX`` for a year that is not told.
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tidewaiter.model.span import Span

Precision = Literal["day", "month", "season", "quarter", "year", "interval", "unknown"]


@dataclass(frozen=True, slots=True)
class When:
    """A point or period in time with the precision in which it was told.

    ``value`` is an EDTF string, or None where not even that can be had; ``earliest`` and
    ``latest`` are the first and last day it can mean, None where that end is open or not
    known. ``anchor`` says what a relative date was counted from. ``ongoing`` is set where
    the text tells of something still going on at the anchor's date.
    """

    value: str | None
    precision: Precision = "unknown"
    earliest: date | None = None
    latest: date | None = None
    text: str | None = None
    anchor: str | None = None
    rule: str | None = None
    approximate: bool = False
    ongoing: bool = False
    evidence: tuple[Span, ...] = ()


_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_YEAR = re.compile(r"\d{4}")
_NO_YEAR = re.compile(r"XXXX-(\d{2})(?:-(\d{2}))?")
_QUARTERS = {"33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12)}
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (12, 2)}


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _one(value: str) -> tuple[Precision, date | None, date | None]:
    """Precision, first and last day of one EDTF value that is not an interval."""
    if hit := _DAY.fullmatch(value):
        day = date(int(hit[1]), int(hit[2]), int(hit[3]))
        return "day", day, day
    if hit := _MONTH.fullmatch(value):
        year, unit = int(hit[1]), hit[2]
        if unit in _QUARTERS:
            first, last = _QUARTERS[unit]
            return "quarter", date(year, first, 1), _last_day(year, last)
        if unit in _SEASONS:
            first, last = _SEASONS[unit]
            return "season", date(year, first, 1), _last_day(year + (last < first), last)
        return "month", date(year, int(unit), 1), _last_day(year, int(unit))
    if _YEAR.fullmatch(value):
        return "year", date(int(value), 1, 1), date(int(value), 12, 31)
    if hit := _NO_YEAR.fullmatch(value):
        date(2000, int(hit[1]), int(hit[2] or 1))  # a leap year: 29 February is a date
        return ("day" if hit[2] else "month"), None, None
    raise ValueError(f"not a date: {value!r}")


def read_when(value: str) -> When:
    """The date that an EDTF string means: ``2024-02-18``, ``2024-02``, ``2024``,
    ``2024-33`` (first quarter), ``2024-21`` (spring), ``XXXX-02-18``, ``2017/2019``,
    ``2017-12-22/..`` (open end), ``XXXX-05/XXXX-06`` (from May to June of a year not told).

    Raises ValueError where the string is no such date, impossible days included.
    """
    if "/" not in value:
        precision, earliest, latest = _one(value)
        return When(value, precision, earliest, latest)
    start, _, end = value.partition("/")
    first = None if start in ("", "..") else _one(start)[1]
    last = None if end in ("", "..") else _one(end)[2]
    if _NO_YEAR.fullmatch(start) and _NO_YEAR.fullmatch(end):
        return When(value, "interval")
    if first is None and last is None:
        raise ValueError(f"not a date: {value!r}")
    if first and last and last < first:
        raise ValueError(f"ends before it starts: {value!r}")
    return When(value, "interval", first, last)


UNKNOWN = When(None)
