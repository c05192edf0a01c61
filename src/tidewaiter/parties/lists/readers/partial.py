"""Dates in figures, with parts left open ("00/04/1965", "dd/mm/1965"), and dates of which one is the true one.

What is written in words goes to ``days``. A date that cannot be read is None, and its reader keeps the text.
"""

from __future__ import annotations

import functools
import re

from tidewaiter.model import When, read_when
from tidewaiter.parties.lists.readers import days

_LONGEST = 500  # characters; more are no date, and would take the patterns long
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?:T[\d:.]*)?(?:Z|[+-]\d{2}:\d{2})?")
_FIGURES = re.compile(r"(\d{1,2}|dd|mm)[/.-](\d{1,2}|dd|mm)[/.-](\d{4})", re.IGNORECASE)
_MONTH_YEAR = re.compile(r"(\d{1,2}|mm)[/.](\d{4})", re.IGNORECASE)
_YEARS = re.compile(r"(\d{4})/(\d{4})")
_EITHER = re.compile(r"\s*(?:;|\bor\b|\||,(?=\s*(?:circa\s*)?\d{1,4}\b))\s*", re.IGNORECASE)
_BORN = re.compile(r"born\s+(?:in\s+|on\s+)?(?:the\s+)?", re.IGNORECASE)


@functools.lru_cache(maxsize=8192)
def read_date(text: str, *, month_first: bool = False) -> When | None:
    """One date: ``1965-04-29``, ``29/04/1965`` (``month_first``: ``04/29/1965``), ``00/04/1965``, ``dd/mm/1965``,
    ``1963/1965`` and whatever ``days`` reads. None where it is none or an impossible one.
    """
    plain = _BORN.sub("", " ".join(text.split()), count=1)
    if len(plain) > _LONGEST:
        return None
    value = _value(plain, month_first=month_first)
    if value is None:
        return days.read(plain)
    try:
        when = read_when(value)
    except ValueError:
        return None
    return When(when.value, when.precision, when.earliest, when.latest, text=plain)


def read_dates(text: str, *, month_first: bool = False) -> tuple[When, ...]:
    """Several dates of which one is the true one: ``1963 or 1964``. None at all where one of them cannot be read."""
    plain = " ".join(text.split())
    if len(plain) > _LONGEST:
        return ()
    found = [read_date(part, month_first=month_first) for part in _EITHER.split(plain) if part.strip()]
    whole = tuple(one for one in found if one is not None)
    return whole if len(whole) == len(found) else ()


def _value(text: str, *, month_first: bool) -> str | None:
    if hit := _ISO.fullmatch(text):
        return _open(hit[1], hit[2], hit[3] or "0")
    if hit := _FIGURES.fullmatch(text):
        day, month = (hit[2], hit[1]) if month_first else (hit[1], hit[2])
        return _open(hit[3], month, day)
    if hit := _MONTH_YEAR.fullmatch(text):
        return _open(hit[2], hit[1], "0")
    return text if _YEARS.fullmatch(text) else None


def _open(year: str, month: str, day: str) -> str:
    """The value with the parts that are told; "00", "dd" and "mm" are none. A day without its month is not told."""
    numbers = [int(part) if part.isdigit() else 0 for part in (month, day)]
    if not numbers[0]:
        return year
    return f"{year}-{numbers[0]:02d}-{numbers[1]:02d}" if numbers[1] else f"{year}-{numbers[0]:02d}"
