"""Days and periods of the advanced XML: a start and an end, each from one day to another, each perhaps approximate."""

from __future__ import annotations

import calendar
from typing import Any

from tidewaiter.model import When, read_when
from tidewaiter.parties.lists.readers import ofac

_POINTS = ("From", "To")
_YEAR = 4  # digits; no part of a day has more


def of(element: Any) -> When | None:
    """The period that stands below an element, or None where there is none that can be read."""
    found = ofac.children(element, "DatePeriod")
    return of_period(found[0]) if found else None


def of_period(period: Any) -> When | None:
    """A day, month, year or span of them: 1 January to 31 December is the year."""
    ends = [end for name in ("Start", "End") for end in ofac.children(period, name)]
    points = [value for end in ends for name in _POINTS for one in ofac.children(end, name) if (value := _value(one))]
    about = any(end.get("Approximate") == "true" for end in ends)
    if not points:
        return None
    try:
        first, last = min(_first(point) for point in points), max(_last(point) for point in points)
        when = read_when(_shortest(first, last))
    except ValueError:
        return None
    return When(when.value, when.precision, when.earliest, when.latest, approximate=about)


def day(element: Any) -> When | None:
    """The date of an event, as far as it is told."""
    value = _value(element)
    try:
        return read_when(value) if value else None
    except ValueError:
        return None


def _value(point: Any) -> str | None:
    """Year, month and day as written: "1962", "1962-05", "1962-05-31"."""
    parts = [ofac.text(point, name) for name in ("Year", "Month", "Day")]
    told = parts[: parts.index("")] if "" in parts else parts
    if not told or not all(part.isascii() and part.isdecimal() and len(part) <= _YEAR for part in told):
        return None
    return "-".join((f"{int(told[0]):04}", *(f"{int(part):02}" for part in told[1:])))


def _first(value: str) -> str:
    return f"{value}-01-01"[:10] if len(value) == 4 else f"{value}-01"[:10]


def _last(value: str) -> str:
    if len(value) == 10:
        return value
    year, month = int(value[:4]), int(value[5:] or 12)
    if not 1 <= month <= 12 or year < 1:
        raise ValueError(f"not a month: {value!r}")
    return f"{value[:4]}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def _shortest(first: str, last: str) -> str:
    """The span as a year or month where it is a whole one, or as years or months."""
    if first == last:
        return first
    if first.endswith("-01-01") and last.endswith("-12-31"):
        start, end = first[:4], last[:4]
    elif first.endswith("-01") and last == _last(last[:7]):
        start, end = first[:7], last[:7]
    else:
        start, end = first, last
    return start if start == end else f"{start}/{end}"
