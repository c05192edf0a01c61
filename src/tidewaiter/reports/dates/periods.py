"""Stretches of days: weeks, months, quarters, and their neighbours."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

from tidewaiter.model import Precision, read_when

DAY, WEEK, WEEKEND, MONTH, QUARTER, YEAR, DECADE = 1, 2, 3, 4, 5, 6, 7


@dataclass(frozen=True, slots=True)
class Period:
    """An EDTF value with its first and last day, both included; no days where no year is told."""

    value: str
    precision: Precision
    first: date | None
    last: date | None


def period(value: str) -> Period:
    """The period that an EDTF value means; ValueError where it means none."""
    when = read_when(value)
    return Period(value, when.precision, when.earliest, when.latest)


def day_period(day: date) -> Period:
    return Period(day.isoformat(), "day", day, day)


def between(first: date, last: date, *, unit: int = DAY) -> Period:
    """The interval of the days given, its value by day, month or year, as exact as the ``unit`` it was told in."""
    ends = (str(day)[: 4 if unit >= YEAR else 7 if unit >= MONTH else 10] for day in (first, last))
    return Period("/".join(ends), "interval", first, last)


def month_period(year: int, month: int) -> Period:
    """A month; one before January or after December is counted on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return period(f"{year:04}-{month:02}")


def quarter_period(year: int, quarter: int) -> Period:
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    return period(f"{year:04}-{32 + quarter}")


def season_period(year: int, season: int) -> Period:
    return period(f"{year:04}-{season}")


def year_period(year: int) -> Period:
    return period(f"{year:04}")


def decade_period(year: int) -> Period:
    """The ten years that begin with ``year``."""
    return period(f"{year:04}/{year + 9:04}")


def week_period(day: date, shift: int = 0) -> Period:
    """Monday to Sunday of the week of ``day``, ``shift`` weeks on."""
    monday = day - timedelta(days=day.weekday()) + timedelta(weeks=shift)
    return between(monday, monday + timedelta(days=6))


def weekend_period(day: date, shift: int = 0) -> Period:
    """Saturday and Sunday of the week of ``day``, ``shift`` weeks on."""
    saturday = day - timedelta(days=day.weekday()) + timedelta(days=5, weeks=shift)
    return between(saturday, saturday + timedelta(days=1))


def unit_period(unit: int, day: date, shift: int = 0) -> Period | None:
    """The unit that ``day`` lies in, ``shift`` units on."""
    quarter = (day.month - 1) // 3 + 1
    try:
        match unit:
            case 1:
                return day_period(day + timedelta(days=shift))
            case 2:
                return week_period(day, shift)
            case 3:
                return weekend_period(day, shift)
            case 4:
                return month_period(day.year, day.month + shift)
            case 5:
                return quarter_period(day.year, quarter + shift)
            case 6:
                return year_period(day.year + shift)
            case _:
                return decade_period(day.year // 10 * 10 + 10 * shift)
    except (ValueError, OverflowError):
        return None


def back(day: date, unit: int, count: int) -> date | None:
    """The day ``count`` units before ``day``; the month's last day where it has fewer days."""
    try:
        if unit in (DAY, WEEK, WEEKEND):
            return day - timedelta(days=count * (1 if unit == DAY else 7))
        months = day.year * 12 + day.month - 1 - count * {MONTH: 1, QUARTER: 3, YEAR: 12, DECADE: 120}[unit]
        year, month = divmod(months, 12)
        return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    except (ValueError, OverflowError, calendar.IllegalMonthError):
        return None


def third(whole: Period, part: str) -> Period:
    """The first, middle or last third of a period: days 1-10, 11-20, 21- of a month, four months
    of a year, a month of a quarter or season, the years 0-3, 4-6, 7-9 of a decade. A day has none."""
    first, last = whole.first, whole.last
    if first is None or last is None or first == last:
        return whole
    if part.endswith("half"):  # "mid-to-late"
        ends = ("early", "mid") if part == "early half" else ("mid", "late")
        begin, end = (third(whole, one) for one in ends)
        return between(begin.first or first, end.last or last)
    days = (last - first).days + 1
    which = {"early": 0, "mid": 1, "late": 2}[part]
    if days <= 10:
        size = (days + 2) // 3
        starts = (first, first + timedelta(days=(days - size) // 2), last - timedelta(days=size - 1))
        return between(starts[which], starts[which] + timedelta(days=size - 1))
    if days <= 31:
        start = date(first.year, first.month, 1 + 10 * which)
        return between(start, last if which == 2 else start + timedelta(days=9))
    if days > 3000:
        start = date(first.year + (0, 4, 7)[which], 1, 1)
        return between(start, last if which == 2 else date(first.year + (3, 6)[which], 12, 31))
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    at = first.month + which * months // 3
    begin, end = month_period(first.year, at), month_period(first.year, first.month + (which + 1) * months // 3 - 1)
    assert begin.first and end.last  # a month with a year has both
    return between(begin.first, end.last)
