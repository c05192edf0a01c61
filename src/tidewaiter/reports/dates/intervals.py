"""What the words around a date make of it: ranges, parts of a period, since and until.

Dates that stand beside each other are joined first ("from A to B", "Tuesday (Feb. 13)"), then what
stands before a date takes a part of it ("the first week of"), counts from it ("two days after")
or makes an interval of it ("since"). In languages whose particles follow, what stands after it does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tidewaiter.reports.dates import periods
from tidewaiter.reports.dates.calendars import Frames, Part, Prefix, alternatives, calendars, prefixes
from tidewaiter.reports.dates.periods import Period
from tidewaiter.reports.dates.reckoning import nearest, published_on

_BACK = 40  # how far before a date a word that frames it may begin
_BEFORE = 80  # the same for words that count from it: "two days after the deadline of"
_JOINS = (",", "and", "or", ", and", ", or", "и", "или")
_CALENDAR = ("date", "month", "year", "quarter")
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """One date in the text. ``yearless`` is its month and day where the words name no year, so
    that a range can give it one; ``part`` and ``whole`` what was taken of which period."""

    start: int
    end: int
    period: Period | None
    rule: str
    anchor: str | None = None
    approximate: bool = False
    ongoing: bool = False
    yearless: tuple[int, int | None] | None = None
    part: Part | None = None
    whole: Period | None = None
    language: str = "en"


def frame(view: str, found: list[Found], published: date | None) -> list[Found]:
    """The dates of a text with what the words around them make of them."""
    joined: list[Found] = []
    for plain in found:
        item = _prefixed(view, plain)
        while joined and joined[-1].start >= item.start:  # "the last week" of "the last week of October"
            joined.pop()
        if joined and "\n\n" not in view[joined[-1].end : item.start]:
            pair = _joined(view, joined[-1], item)
            if pair is not None:
                joined[-1] = pair
                continue
            joined[-1] = _share_year(view, joined[-1], item)
        joined.append(item)
    return [_bounded(view, item, published) for item in joined]


def before(view: str, at: int, words: tuple[str, ...]) -> re.Match[str] | None:
    """The word of the list that stands right before ``at``; an article may stand between."""
    if not words:
        return None
    return _before_expression(words).search(view[max(0, at - _BACK) : at])


@cache
def _before_expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[^\w-]))({alternatives(words)})(?:\s+|(?<=-)|-)(?:the\s+|on\s+)?$", re.IGNORECASE)


@cache
def _any(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(alternatives(words), re.IGNORECASE)


def narrow(found: Found, part: Part, published: date | None) -> Found:
    """The early, middle or late part of a period, or what of it is before or after publication."""
    whole = found.period
    if whole is None or whole.first is None or whole.last is None or whole.precision == "day":
        return found
    if part in ("before", "after"):
        if published is None or not whole.first <= published <= whole.last:
            return replace(found, approximate=True)
        ends = (whole.first, published) if part == "before" else (published, whole.last)
        return replace(found, period=_within(whole, *ends), rule=f"{part} publication in {found.rule}")
    rule = f"{part} part of {found.rule}"
    return replace(found, period=_part_of(whole, part), approximate=True, part=part, whole=whole, rule=rule)


def _part_of(whole: Period, part: str) -> Period:
    taken = periods.third(whole, part)
    return _within(whole, taken.first, taken.last) if taken.first and taken.last else taken


def _within(whole: Period, first: date, last: date) -> Period:
    """A part of a period: its days, but written as it was told. "Late March" is March, and not from the 21st on."""
    if whole.first is not None and whole.last is not None and (whole.last - whole.first).days > 3000:
        return periods.between(first, last, unit=periods.YEAR)
    if "/" in whole.value:
        return periods.between(first, last)
    return Period(whole.value, whole.precision, first, last)


# --- two dates beside each other ----------------------------------------------------------


def _joined(view: str, left: Found, right: Found) -> Found | None:
    if left.language != right.language:
        return None
    return _range(view, left, right) or _one_day(view, left, right) or _day_of_week(view, left, right)


def _range(view: str, left: Found, right: Found) -> Found | None:
    """``between A and B``, ``from A to B``, ``A - B``: one period, the year of one given to the other."""
    gap = view[left.end : right.start].strip()
    frames = calendars()[left.language].frames
    opening = None
    if _any(frames.joins).fullmatch(gap):
        opening = before(view, left.start, frames.between)
        if opening is None and left.rule == right.rule == "date":  # "from May 3 and June 5", as some write
            opening = before(view, left.start, frames.opens)
    elif _any(frames.closes).fullmatch(gap):
        opening = before(view, left.start, frames.opens)
        if opening is None and not _follow(left, right) and gap.casefold() not in frames.bridges:
            return None
    else:
        return None
    if opening is None and gap.casefold() not in frames.bridges and not _any(frames.closes).fullmatch(gap):
        return None
    at = left.start if opening is None else max(0, left.start - _BACK) + opening.start(1)
    closing = _after(view, right.end, frames.shut)
    return _span(left, right, at, right.end if closing is None else closing.end())


def _follow(left: Found, right: Found) -> bool:
    """Whether both are calendar dates, the second one later: "Jan. 30 to Feb. 2" needs no "from"."""
    if left.rule not in _CALENDAR or right.rule not in _CALENDAR:
        return False
    if left.period is None or right.period is None:
        return False
    first, last = left.period.first, right.period.last
    return left.yearless is not None or (first is not None and last is not None and first < last)


def _one_day(view: str, left: Found, right: Found) -> Found | None:
    """``Tuesday (13 February)``, ``Feb. 13 (Tuesday)``: the weekday of a date told beside it."""
    gap = view[left.end : right.start].strip()
    if gap not in (",", "(", ", the", "the", "") or "weekday" not in (left.rule, right.rule):
        return None
    day, other = (right, left) if left.rule == "weekday" else (left, right)
    if day.period is None or day.period.precision != "day" or day.rule == "weekday":
        return None
    weekday = calendars()[left.language].weekdays
    told = weekday.get(view[other.start : other.end].casefold().split()[-1])
    first = day.period.first
    if first is not None and told is not None and first.weekday() != told:
        return None
    if gap == "(" and other.period == day.period:
        return None  # two tellings that agree
    named = other.period.first if other.period is not None else None
    if named is not None and day.yearless == (named.month, named.day):
        day = replace(day, period=other.period)  # "this coming Sunday, March 8": the weekday tells the year
    return replace(day, start=left.start, end=right.end)


def _day_of_week(view: str, left: Found, right: Found) -> Found | None:
    """``Tuesday last week``, ``last week on Monday``: the day of that week."""
    gap = view[left.end : right.start].strip().casefold()
    if gap not in ("", "of", "on", ",") or "weekday" not in (left.rule, right.rule):
        return None
    day, week = (left, right) if left.rule == "weekday" else (right, left)
    if not day.period or not week.period or not day.period.first or not week.period.first or not week.period.last:
        return None
    if week.rule not in ("unit", "ago", "shifted week") or (week.period.last - week.period.first).days != 6:
        return None
    found = periods.day_period(week.period.first + timedelta(days=day.period.first.weekday()))
    return Found(left.start, right.end, found, "weekday", week.anchor, language=left.language)


def _share_year(view: str, left: Found, right: Found) -> Found:
    """``July and October 2017``, ``the 3rd and 5th of January``: what is told once holds for both."""
    gap = view[left.end : right.start].strip().casefold()
    last = right.period.last if right.period is not None else None
    if gap not in _JOINS or last is None or right.period is None:
        return left
    if left.rule == "day" and right.rule == "date" and left.period is not None and left.period.first is not None:
        found = nearest((last.month, left.period.first.day), last, -1)
        return replace(left, period=found, anchor=right.anchor, rule="date") if found else left
    told = right.anchor is None and (right.yearless is None or right.part is not None)
    if left.yearless is None or not told or right.rule.split()[-1] != left.rule.split()[-1]:
        return left
    found = _again(left, last, -1)
    return replace(left, period=found, anchor=None, yearless=None) if found else left


def _again(item: Found, limit: date, step: int) -> Period | None:
    """A yearless date, or the part of one, in the year that is nearest to ``limit``."""
    found = nearest(item.yearless, limit, step) if item.yearless else None
    return _part_of(found, item.part) if found and item.part else found


def _span(left: Found, right: Found, at: int, end: int) -> Found | None:
    first, last = _one_year(left, right)
    weekdays = left.rule == right.rule == "weekday"
    if weekdays and first and last and first.first and last.first and last.first < first.first:
        first = periods.day_period(first.first - timedelta(days=7))  # Monday to Wednesday, told on a Tuesday
    if left.yearless and right.yearless and first and last and first.first is None and last.first is None:
        return Found(at, end, Period(f"{first.value}/{last.value}", "interval", None, None), "range")
    if first is None or last is None or first.first is None or last.last is None or last.last < first.first:
        return None
    whole = Period(f"{_end(first, 0)}/{_end(last, -1)}", "interval", first.first, last.last)
    anchor, approximate = left.anchor or right.anchor, left.approximate or right.approximate
    return Found(at, end, whole, "range", anchor, approximate, language=left.language)


def _end(told: Period, side: int) -> str:
    """The first (0) or last (-1) end of a period, in the precision in which it was told."""
    return told.value.split("/")[side]


def _one_year(left: Found, right: Found) -> tuple[Period | None, Period | None]:
    """Both ends; one that tells no year is the nearest to the other end that does not cross it."""
    if left.yearless and right.period and right.period.last:
        return _again(left, right.period.last, -1), right.period
    if right.yearless and left.period and left.period.first:
        return left.period, _again(right, left.period.first, 1)
    return left.period, right.period


# --- what stands before a date -------------------------------------------------------------


def _prefixed(view: str, item: Found) -> Found:
    """``the first week of``, ``the year to``, ``two days after`` before a date."""
    whole = item.period
    if whole is None or whole.first is None or whole.last is None:
        return item
    at = max(0, item.start - _BEFORE)
    head = re.split(r"[.;:!?]\s|\n", view[at : item.start])[-1]
    for prefix in prefixes(item.language):
        hit = prefix.expression.search(head)
        taken = _TAKES[prefix.take](_Counted.of(hit, prefix), whole) if hit else None
        if hit and taken is not None:
            vague = item.approximate or (prefix.take == "offset" and taken.precision != "day")
            start = item.start - len(head) + hit.start()
            rule = f"{prefix.take} of {item.rule}"
            return replace(
                item, start=start, period=taken, rule=rule, approximate=vague, yearless=None, part=None
            )  # fmt: skip
    return item


@dataclass(frozen=True, slots=True)
class _Counted:
    """The words of a prefix as numbers: the which-th, how many, of what, on which side."""

    which: int
    count: int
    unit: int
    side: int

    @staticmethod
    def of(hit: re.Match[str], prefix: Prefix) -> _Counted:
        words, made = hit.groupdict(), calendars()[prefix.language]

        def value(name: str, known: dict[str, int]) -> int:
            word = re.sub(r"\s+", " ", (words.get(name) or "").casefold())
            return int(word) if word.isdigit() else known.get(word, 0)

        last = (words.get("ordinal") or "").casefold() in made.closing
        which = -1 if last else value("ordinal", made.ordinals)
        return _Counted(which, value("count", made.counts) or 1, value("unit", made.units), value("side", made.sides))


def _portion(counted: _Counted, whole: Period) -> Period | None:
    """``the first nine months``, ``the last week`` of a period."""
    first, last, count = whole.first, whole.last, counted.count
    if first is None or last is None or not counted.which:
        return None
    if counted.unit in (periods.DAY, periods.WEEK):
        size = timedelta(days=count * (7 if counted.unit == periods.WEEK else 1))
        begin = last + _ONE - size if counted.which < 0 else first + size * (counted.which - 1)
        end = begin + size - _ONE
        if begin < first or end > last or whole.precision == "day":
            return None
        return periods.day_period(begin) if begin == end else periods.between(begin, end)
    if counted.unit not in (periods.MONTH, periods.QUARTER, periods.YEAR):
        return None
    begin_at = periods.back(last + _ONE, counted.unit, count) if counted.which < 0 else first
    if counted.which > 0:
        begin_at = periods.back(first, counted.unit, -count * (counted.which - 1))
    after = periods.back(begin_at, counted.unit, -count) if begin_at else None
    if begin_at is None or after is None or begin_at < first or after - _ONE > last:
        return None
    return _months(begin_at, after - _ONE)


def _months(first: date, last: date) -> Period:
    """Whole months, written as months."""
    begin, end = periods.month_period(first.year, first.month), periods.month_period(last.year, last.month)
    return begin if begin == end else Period(f"{begin.value}/{end.value}", "interval", first, last)


def _half(counted: _Counted, whole: Period) -> Period | None:
    first, last = whole.first, whole.last
    if first is None or last is None or whole.precision not in ("month", "year") or counted.which not in (1, 2, -1):
        return None
    if whole.precision == "year":
        halves = (date(first.year, 1, 1), date(first.year, 6, 30)), (date(first.year, 7, 1), last)
        return _months(*halves[counted.which != 1])
    middle = date(first.year, first.month, 15)
    return periods.between(first, middle) if counted.which == 1 else periods.between(middle + _ONE, last)


def _around(counted: _Counted, whole: Period) -> Period | None:
    """``the week of March 6``."""
    if whole.precision != "day" or whole.first is None or counted.unit not in (periods.WEEK, periods.WEEKEND):
        return None
    return periods.unit_period(counted.unit, whole.first)


def _ending(counted: _Counted, whole: Period) -> Period | None:
    """``the 12 months to June 2023``, ``the week ended March 12``."""
    if (
        whole.last is None
        or counted.unit in (0, periods.DAY, periods.WEEKEND)
        or whole.precision not in ("day", "month")
    ):
        return None
    first = periods.back(whole.last + _ONE, counted.unit, counted.count)
    if first is None:
        return None
    return _months(first, whole.last) if whole.precision == "month" else periods.between(first, whole.last)


def _offset(counted: _Counted, whole: Period) -> Period | None:
    """``two days after Feb. 5``: a day from a day, a month or year from any date."""
    base = whole.last if counted.side > 0 else whole.first
    if base is None or not counted.side or not counted.unit:
        return None
    if counted.unit in (periods.DAY, periods.WEEK):
        day = periods.back(base, counted.unit, -counted.side * counted.count) if whole.precision == "day" else None
        return periods.day_period(day) if day else None
    moved = periods.back(base, counted.unit, -counted.side * counted.count)
    return periods.unit_period(counted.unit, moved) if moved else None


_TAKES = {"portion": _portion, "half": _half, "around": _around, "ending": _ending, "offset": _offset}


# --- since, until, before, after ------------------------------------------------------------


def _bounded(view: str, item: Found, published: date | None) -> Found:
    if item.rule == "range" or item.rule.startswith("past"):
        return item
    made = calendars()[item.language]
    bounds = _bounds(made.frames)
    if not made.parts_follow and before(view, item.start, _every(bounds)) is None:
        return item  # most dates have none of them before, which one look tells
    for name, words in bounds:
        if made.parts_follow:
            hit = _after(view, item.end, words)
            if hit is not None:
                return _bound(replace(item, end=hit.end()), name, published)
            continue
        hit = before(view, item.start, words)
        if hit is not None:
            return _bound(replace(item, start=max(0, item.start - _BACK) + hit.start(1)), name, published)
    return item


def _bounds(frames: Frames) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("onward", frames.onward), ("since", frames.since), ("until", frames.until), ("up to", frames.up_to),
        ("before", frames.before), ("after", frames.after), ("about", frames.about),
    )  # fmt: skip


@cache
def _every(bounds: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    return tuple(word for _, words in bounds for word in words)


def _after(view: str, at: int, words: tuple[str, ...]) -> re.Match[str] | None:
    return _after_expression(words).match(view, at) if words else None


@cache
def _after_expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s?(?:{alternatives(words)})")


def _bound(item: Found, name: str, published: date | None) -> Found:
    whole = item.period
    if name == "about":
        return replace(item, approximate=True)
    if whole is None or whole.first is None or whole.last is None:
        return replace(item, period=None, rule=name, yearless=None)
    if name == "up to":  # "до 2020 года" leaves the year out, "до 1 марта" takes the day in
        name = "until" if whole.precision == "day" else "before"
    begin, end = _end(whole, 0), _end(whole, -1)
    if name == "since" and published is not None and whole.first <= published:
        end = str(published)[: len(begin)] if begin[:4].isdigit() else str(published)
        bounded = Period(f"{begin}/{end}", "interval", whole.first, published)
        return replace(item, period=bounded, rule="since", ongoing=True, anchor=item.anchor or published_on(published))
    if name in ("since", "onward"):
        return replace(item, period=Period(f"{begin}/..", "interval", whole.first, None), rule=name)
    if name == "until":
        return replace(item, period=Period(f"../{end}", "interval", None, whole.last), rule=name)
    if name == "before":
        last = whole.first - _ONE
        return replace(item, period=Period(f"../{last}", "interval", None, last), rule=name)
    first = whole.last + _ONE
    return replace(item, period=Period(f"{first}/..", "interval", first, None), rule=name)
