"""What the words of a date amount to: each reading turns the words that a form caught into a period.

The forms of ``lexicon/dates.en.yaml`` and its sisters name the reading they want; ``READERS`` has them by that name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tidewaiter.reports.dates import periods
from tidewaiter.reports.dates.calendars import Calendar
from tidewaiter.reports.dates.periods import Period

_GRACE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Context:
    """What a date is read against: the day of publication, the verb's tense, the dates told before, the last first.

    ``tense`` is "future" where a verb of the future governs the date, "bound" where it ends something
    ("by", "until") and no verb says whether that is past.
    """

    published: date | None = None
    tense: str | None = None
    before: tuple[Period, ...] = ()


@dataclass(frozen=True, slots=True)
class Read:
    """What a form's words mean; ``period`` None where they cannot be counted without an anchor."""

    period: Period | None
    anchor: str | None = None
    approximate: bool = False
    yearless: tuple[int, int | None] | None = None


Reader = Callable[["Words", Context], "Read | None"]


def real(value: str) -> Period | None:
    """The period of an EDTF value, None where there is no such day."""
    try:
        return periods.period(value)
    except ValueError:
        return None


def nearest(yearless: tuple[int, int | None], limit: date, step: int) -> Period | None:
    """The month, or the day of it, that lies nearest to ``limit``: not after it where ``step`` is
    -1, not before it where ``step`` is 1."""
    month, day = yearless
    for year in range(limit.year, limit.year + 9 * step, step):
        found = real(f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}")
        if found and found.first and found.last and ((found.first <= limit) if step < 0 else (found.last >= limit)):
            return found
    return None


def published_on(day: date) -> str:
    """The anchor of what is counted from the day of publication."""
    return f"published {day}"


@dataclass(frozen=True, slots=True)
class Words:
    """The words a form caught, as the numbers that the lexicon gives them."""

    hit: re.Match[str]
    made: Calendar

    def text(self, name: str) -> str | None:
        got = self.hit.groupdict().get(name)
        return " ".join(got.casefold().split()) if got else None

    def number(self, name: str) -> int | None:
        got = self.text(name)
        return int(got) if got and got.isdigit() else None

    def word(self, name: str, values: dict[str, int]) -> int | None:
        got = self.text(name)
        return values.get(got) if got else None

    @property
    def month(self) -> int | None:
        return self.number("number") or self.word("month", self.made.months)

    @property
    def day(self) -> int | None:
        return self.number("day") or self.word("day_word", self.made.days)

    @property
    def count(self) -> int | None:
        got = self.number("count")
        return got if got is not None else self.word("count", self.made.counts)

    def year(self, context: Context) -> int | None:
        """The year as told, or as a shift from that of publication."""
        told = self.number("year")
        shift = self.word("year_shift", self.made.shifts)
        if told is None and shift is not None and context.published is not None:
            return context.published.year + shift
        return told

    def anchor(self, context: Context) -> str | None:
        relative = self.number("year") is None and context.published is not None
        return published_on(context.published) if relative and context.published else None


def _date(words: Words, context: Context) -> Read | None:
    month, day, year = words.month, words.day, words.year(context)
    if month is None or day is None:
        return None
    if year is not None:
        found = real(f"{year}-{month:02}-{day:02}")
        return Read(found, words.anchor(context)) if found else None
    if words.text("year_shift"):
        return Read(None)
    return _yearless(month, day, context)


def _yearless(month: int, day: int | None, context: Context) -> Read | None:
    """A month, or a day of it, whose year is not told."""
    open_value = f"XXXX-{month:02}" if day is None else f"XXXX-{month:02}-{day:02}"
    unknown = real(open_value)
    if unknown is None:
        return None
    if context.published is None:
        return Read(unknown, yearless=(month, day))
    forward = context.tense == "future"
    limit = context.published if forward else context.published + (_GRACE if day is not None else timedelta())
    found = nearest((month, day), limit, 1 if forward else -1)
    if context.tense == "bound":
        found = _nearer(found, nearest((month, day), context.published, 1), context.published)
    return Read(found, published_on(context.published), yearless=(month, day))


def _nearer(last: Period | None, following: Period | None, day: date) -> Period | None:
    """Of the last one and the next one that which is nearer: "by March 3" is seldom a year ago."""
    if last is None or following is None or last.last is None or following.first is None:
        return last or following
    return following if following.first - day < day - last.last else last


def _in_told_year(by: int) -> Reader:
    """``August of that year``, ``May 3 of the same year``: in the year of the date told before, ``by`` years on."""

    def read(words: Words, context: Context) -> Read | None:
        told = context.before[0].first if context.before else None
        if words.month is None:
            return None
        if told is None:
            return Read(None)
        day = words.number("day")
        value = (
            f"{told.year + by:04}-{words.month:02}" if day is None else f"{told.year + by:04}-{words.month:02}-{day:02}"
        )
        return Read(real(value), "text")

    return read


def _next_told(words: Words, context: Context) -> Read | None:
    """``the following May``: the next one after the date told before."""
    told = context.before[0].last if context.before else None
    if words.month is None or told is None:
        return Read(None)
    return Read(nearest((words.month, None), told + timedelta(days=1), 1), "text")


def _days(words: Words, context: Context) -> Read | None:
    month, first, last = words.month, words.number("day"), words.number("last_day")
    if first is None or last is None or first >= last:
        return None
    year = words.year(context)
    if year is None:
        end = _day_alone(last, context) if month is None else _yearless(month, last, context)
        if end is None or end.period is None:
            return Read(None)
        if end.period.last is None:
            told = f"XXXX-{month:02}-{first:02}/{end.period.value}" if month else None
            return Read(Period(told, "interval", None, None) if told else None)
        year, month = end.period.last.year, end.period.last.month
    if month is None:
        return None
    begin, close = real(f"{year}-{month:02}-{first:02}"), real(f"{year}-{month:02}-{last:02}")
    if begin is None or close is None or begin.first is None or close.last is None:
        return None
    return Read(periods.between(begin.first, close.last), words.anchor(context))


def _month(words: Words, context: Context) -> Read | None:
    month, year = words.month, words.year(context)
    if month is None:
        return None
    if year is not None:
        return Read(periods.month_period(year, month), words.anchor(context))
    if words.text("year_shift"):
        return Read(None)
    shift = words.word("shift", words.made.shifts)
    if shift is None or context.published is None:
        return _yearless(month, None, context)
    here = context.published
    if shift == 0:
        year = here.year
    elif shift < 0:
        year = here.year - (month >= here.month)
    else:
        year = here.year + (month <= here.month)
    return Read(periods.month_period(year, month), published_on(here))


def _weekday(words: Words, context: Context) -> Read | None:
    weekday = words.word("weekday", words.made.weekdays)
    if weekday is None:
        return None
    here = context.published
    if here is None:
        return Read(None)
    shift = words.word("shift", words.made.shifts)
    behind, ahead = (here.weekday() - weekday) % 7, (weekday - here.weekday()) % 7
    if shift is None:
        day = here + timedelta(days=ahead) if context.tense == "future" else here - timedelta(days=behind)
    elif shift < 0:
        day = here - timedelta(days=behind or 7)
    elif shift == 0:
        day = here + timedelta(days=weekday - here.weekday())
    else:
        day = here + timedelta(days=ahead or 7)
    return Read(periods.day_period(day), published_on(here))


def _deictic(words: Words, context: Context) -> Read | None:
    days = words.word("deictic", words.made.deictics)
    if days is None or context.published is None:
        return None if days is None else Read(None)
    return Read(periods.unit_period(periods.DAY, context.published, days), published_on(context.published))


def _holiday(words: Words, context: Context) -> Read | None:
    told = words.text("holiday")
    day = words.made.holidays.get(told) if told else None
    if day is None:
        return None
    year = words.year(context)
    if year is None:
        return Read(None) if words.text("year_shift") else _yearless(int(day[:2]), int(day[3:]), context)
    return Read(real(f"{year}-{day}"), words.anchor(context))


def _before_last(words: Words, context: Context) -> Read | None:
    """``the year before last``."""
    unit, here = words.word("unit", words.made.units), context.published
    if unit is None or here is None:
        return None if unit is None else Read(None)
    return Read(periods.unit_period(unit, here, -2), published_on(here))


def _turn(words: Words, context: Context) -> Read | None:
    """``the turn of the year``: December and January."""
    here = context.published
    if words.word("unit", words.made.units) != periods.YEAR or here is None:
        return None if here is not None else Read(None)
    year = here.year + (context.tense == "future" or here.month > 6)
    return Read(periods.period(f"{year - 1}-12/{year}-01"), published_on(here), approximate=True)


def _unit(words: Words, context: Context) -> Read | None:
    """``last week``; ``the end of the year`` is that of publication."""
    unit, shift = words.word("unit", words.made.units), words.word("shift", words.made.shifts)
    if unit is None or unit == periods.DAY:
        return None
    if context.published is None:
        return Read(None)
    return Read(periods.unit_period(unit, context.published, shift or 0), published_on(context.published))


def _year_end(words: Words, context: Context) -> Read | None:
    """``year-end``: December, more or less; the last one where nothing says that it is to come."""
    if words.word("unit", words.made.units) != periods.YEAR:
        return None
    here = context.published
    if here is None:
        return Read(None)
    past = context.tense is None and here.month <= 6
    return Read(periods.month_period(here.year - past, 12), published_on(here), approximate=True)


def _weekend(words: Words, context: Context) -> Read | None:
    here = context.published
    if words.word("unit", words.made.units) != periods.WEEKEND:
        return None
    if here is None:
        return Read(None)
    ahead = context.tense == "future" or here.weekday() >= 5
    return Read(periods.weekend_period(here, 0 if ahead else -1), published_on(here))


def _shifted(unit: int, name: str) -> Reader:
    def read(words: Words, context: Context) -> Read | None:
        made = words.made
        values = {"year_shift": made.shifts, "month_shift": made.month_shifts, "week_shift": made.week_shifts}[name]
        shift = words.word(name, values)
        if shift is None or context.published is None:
            return None if shift is None else Read(None)
        return Read(periods.unit_period(unit, context.published, shift), published_on(context.published))

    return read


def _counted(sign: int) -> Reader:
    """``three days ago``: the day; weeks, months and years ago: that week, month, year, more or less."""

    def read(words: Words, context: Context) -> Read | None:
        unit, count = words.word("unit", words.made.units), words.count or int(words.text("count") is None)
        if unit is None or not count:
            return None
        if context.published is None:
            return Read(None)
        day = periods.back(context.published, unit, -sign * count)
        found = periods.unit_period(unit, day) if day else None
        return Read(found, published_on(context.published), approximate=unit != periods.DAY)

    return read


def _past(words: Words, context: Context) -> Read | None:
    """``the past two weeks``: up to the day of publication; months and years are told by month and year."""
    unit, count, here = words.word("unit", words.made.units), words.count or 1, context.published
    if unit is None or here is None:
        return None if unit is None else Read(None)
    first = periods.back(here, unit, count)
    if first is None:
        return None
    return Read(periods.between(first, here, unit=unit), published_on(here), approximate=True)


def _quarter(words: Words, context: Context) -> Read | None:
    number = words.number("quarter") or words.word("ordinal", words.made.ordinals)
    if number is None or number > 4:
        return None
    year, here = words.year(context), context.published
    if year is not None:
        return Read(periods.quarter_period(year, number), words.anchor(context))
    if here is None:
        return Read(None)
    now = (here.month - 1) // 3 + 1
    found = periods.quarter_period(here.year - (number > now), number)
    if context.tense == "future":  # "expects a third-quarter loss", told in October, is of the quarter that is over
        found = _nearer(found, periods.quarter_period(here.year + (number < now), number), here) or found
    return Read(found, published_on(here))


def _half(words: Words, context: Context) -> Read | None:
    number = words.word("ordinal", words.made.ordinals) or words.word("half", words.made.halves)
    year = words.year(context) or (context.published.year if context.published else None)
    if number not in (1, 2, 4):
        return None
    if year is None:
        return Read(None)
    first, last = ("01", "06") if number == 1 else ("07", "12")
    return Read(periods.period(f"{year}-{first}/{year}-{last}"), words.anchor(context))


def _season(words: Words, context: Context) -> Read | None:
    season, year, here = words.word("season", words.made.seasons), words.year(context), context.published
    if season is None:
        return None
    if year is not None:
        return Read(periods.season_period(year, season), words.anchor(context))
    if here is None or words.text("year_shift"):
        return Read(None)
    shift = words.word("shift", words.made.shifts)
    years = [periods.season_period(here.year + step, season) for step in (-2, -1, 0, 1)]
    past = [one for one in years if one.first and one.last and (one.last if shift == -1 else one.first) <= here]
    ahead = [one for one in years if one.first and one.last and (one.first if shift == 1 else one.last) >= here]
    if shift == 0:
        chosen = years[2] if season != 24 or here.month > 2 else years[1]
    else:
        chosen = ahead[0] if shift == 1 or (shift is None and context.tense == "future") else past[-1]
    return Read(chosen, published_on(here))


def _decade(words: Words, context: Context) -> Read | None:
    year = words.number("year")
    if year is None:
        short = words.number("short_decade") or words.word("decade", words.made.decades)
        if short is None or not re.search(r"['\s]|^\d", words.hit[0]):
            return None
        year = (1900 if short >= 30 else 2000) + short
    if year % 100 == 0 and year < 2000:
        return Read(periods.period(f"{year}/{year + 99}"))  # "the 1900s" are the century
    return Read(periods.decade_period(year)) if year % 10 == 0 else None


def _day(words: Words, context: Context) -> Read | None:
    """``the 18th``: the latest one not after publication, or the one of the month named beside it."""
    day = words.number("day")
    if day is None:
        return None
    shift = words.word("month_shift", words.made.month_shifts)
    if shift is None or context.published is None:
        return _day_alone(day, context)
    month = periods.month_period(context.published.year, context.published.month + shift)
    found = real(f"{month.value}-{day:02}")
    return Read(found, published_on(context.published)) if found else None


def _day_alone(day: int, context: Context) -> Read | None:
    here, forward = context.published, context.tense == "future"
    if here is None:
        return Read(None)
    for step in (0, 1, 2) if forward else (0, -1, -2):
        found = real(f"{periods.month_period(here.year, here.month + step).value}-{day:02}")
        if found and found.first and ((found.first >= here) if forward else (found.first <= here)):
            return Read(found, published_on(here))
    return None


def _year(words: Words, context: Context) -> Read | None:
    year = words.number("year")
    return Read(periods.year_period(year)) if year else None


def _years(words: Words, context: Context) -> Read | None:
    """``2017/18``, ``с 2019 по 2021 год``: from year to year."""
    first, last, short = words.number("year"), words.number("last_year"), words.number("short_year")
    if first is None:
        return None
    if last is None and short is not None:
        last = first // 100 * 100 + short
    if last is None or not first < last <= first + 50:
        return None
    return Read(periods.period(f"{first}/{last}"))


def _spoken_year(words: Words, context: Context) -> Read | None:
    """``nineteen ninety-six``, ``the year two thousand``."""
    tens, units = words.word("tens", words.made.tens), words.word("count", words.made.counts) or 0
    if tens == 1000:
        return Read(periods.year_period(2000 + units))
    if tens is None or (tens > 10 and tens < 20 and units) or units > 9:
        return None
    return Read(periods.year_period((1900 if words.hit[0][:1].casefold() == "n" else 2000) + tens + units))


def _century(words: Words, context: Context) -> Read | None:
    """``the 19th century``: the years 1801 to 1900."""
    number = words.count
    return Read(periods.period(f"{number - 1}01/{number}00")) if number and 10 < number < 22 else None


def _fiscal(words: Words, context: Context) -> Read | None:
    """A fiscal year may begin in any month: the calendar year, more or less."""
    found = _year(words, context)
    return replace(found, approximate=True) if found else None


def _juche(words: Words, context: Context) -> Read | None:
    """Juche 1 was 1912; a year beside it that contradicts it leaves the date unread."""
    count, told = words.count, words.number("year")
    if count is None or count < 1 or (told is not None and told != 1911 + count):
        return None
    month, day, year = words.month, words.number("day"), 1911 + count
    if month is None:
        return Read(periods.year_period(year))
    return Read(real(f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}"))


def from_before(before: tuple[Period, ...], unit: int, by: int) -> Period | None:
    """So many units after the date told before; a quarter or month a year on stays one."""
    if unit == periods.QUARTER:
        before = tuple(one for one in before if one.precision == "quarter")
    told = before[0] if before else None
    if told is None or told.first is None:
        return None
    if unit == periods.YEAR and told.precision in ("month", "quarter"):
        step = {"month": periods.MONTH, "quarter": periods.QUARTER}[told.precision]
        return periods.unit_period(step, told.first, by * (12 if step == periods.MONTH else 4))
    if unit == periods.DAY and told.precision != "day":
        return None
    return periods.unit_period(unit, told.first, by)


def compared(context: Context, by: int) -> Read:
    """``up from a year ago``: the same quarter or month a year on where one was told, else the year."""
    told = next((one for one in context.before[:2] if one.precision in ("month", "quarter")), None)
    if told is not None:
        return Read(from_before((told,), periods.YEAR, by), "text", approximate=True)
    here = context.published
    return (
        Read(periods.unit_period(periods.YEAR, here, by), published_on(here), approximate=True) if here else Read(None)
    )


def _from_count(sign: int) -> Reader:
    def read(words: Words, context: Context) -> Read | None:
        unit, count = words.word("unit", words.made.units), words.count
        if unit is None or count is None:
            return None
        found = from_before(context.before, unit, sign * count)
        return Read(found, "text" if found else None, approximate=True)

    return read


def _same_quarter(words: Words, context: Context) -> Read | None:
    """``the 1988 period``, ``the 1988 quarter``: the quarter told before, of that year."""
    told = next((one for one in context.before if one.precision == "quarter"), None)
    year = words.number("year")
    if year is None:
        return None
    if told is None or told.first is None:
        return Read(periods.year_period(year))
    return Read(periods.quarter_period(year, (told.first.month - 1) // 3 + 1), "text")


READERS: dict[str, Reader] = {
    "date": _date,
    "month told": _in_told_year(0),
    "month after": _in_told_year(1),
    "date told": _in_told_year(0),
    "next told": _next_told,
    "days": _days,
    "month": _month,
    "weekday": _weekday,
    "deictic": _deictic,
    "unit": _unit,
    "weekend": _weekend,
    "holiday": _holiday,
    "before last": _before_last,
    "turn": _turn,
    "years": _years,
    "spoken year": _spoken_year,
    "century": _century,
    "same quarter": _same_quarter,
    "shifted week": _shifted(periods.WEEK, "week_shift"),
    "year end": _year_end,
    "shifted year": _shifted(periods.YEAR, "year_shift"),
    "shifted month": _shifted(periods.MONTH, "month_shift"),
    "ago": _counted(-1),
    "ahead": _counted(1),
    "past": _past,
    "quarter": _quarter,
    "half": _half,
    "season": _season,
    "decade": _decade,
    "day": _day,
    "year": _year,
    "fiscal": _fiscal,
    "juche": _juche,
    "later": _from_count(1),
    "earlier": _from_count(-1),
}
