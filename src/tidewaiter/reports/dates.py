"""Dates in a text: what day or period the words mean, and no more than they say.

A date is found in one of the forms of ``lexicon/dates.yaml``, read into a period by one of the
functions here, narrowed by the word before it (early, late), and turned into an interval by the
words around it (since, until, between ... and). What depends on the day of publication stays
open where that day is not known; what counts from the event told before ("the next day") is
counted from the date before it in the text.

Decided here and to be known: a day with its month is the latest one not after publication, one
day of grace given for the time zones; a verb of the future in the same clause makes it the next
one. A weekday equal to that of publication is that very day. A week is Monday to Sunday.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from tidewaiter.model import Document, Span, When, cut
from tidewaiter.reports import periods
from tidewaiter.reports.calendars import Calendar, Form, Frames, Part, alternatives, calendars, forms
from tidewaiter.reports.even import even
from tidewaiter.reports.periods import Period

_GRACE = timedelta(days=1)
_REACH = 90  # how far back a verb of the future may stand
_CLAUSE = re.compile(r"(?<=[a-z]{4})\.\s|[;:!?]\s|\n")  # not the dot of an abbreviated month
_JOINS = (",", "and", "or", ", and", ", or", "и", "или")
_COUNTED_TO = re.compile(r"\s(?:to|and|or)\s(?!(?:19|20)\d\d\b)[\d.,]+\b")  # 2000 to 3000 tonnes
_ISO = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)([-./])\s?(\d{1,2})(?:\2\s?(\d{1,2}))?\.?(?![\w/-]|\.\d)")
_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)(?![\w/-]|\.\d)")


@dataclass(frozen=True, slots=True)
class _Context:
    """What a date is read against: the day of publication, the verb's tense, the date told before."""

    published: date | None = None
    tense: str | None = None
    before: Period | None = None


@dataclass(frozen=True, slots=True)
class _Found:
    """One date in the text. ``yearless`` is its month and day where the words name no year, so
    that a range can give it one."""

    start: int
    end: int
    period: Period | None
    rule: str
    anchor: str | None = None
    approximate: bool = False
    ongoing: bool = False
    yearless: tuple[int, int | None] | None = None


@dataclass(frozen=True, slots=True)
class _Read:
    """What a form's words mean; ``period`` None where they cannot be counted without an anchor."""

    period: Period | None
    anchor: str | None = None
    approximate: bool = False
    yearless: tuple[int, int | None] | None = None


_Reader = Callable[["_Words", _Context], "_Read | None"]


def find_dates(document: Document, start: int, end: int, *, published: When | None) -> tuple[When, ...]:
    """The dates told in ``document.text[start:end]``, in their order, each with its evidence.

    ``published`` is what relative dates are counted from; where it is None they stay open: the
    words are kept, ``value`` is None, or ``XXXX-02-18`` where day and month are told. Where only
    the month or year of publication is known, a date is read as far as every day of it gives the
    same. Words that only say "now" or "recently" are no dates and are left out.
    """
    view = even(document.text[start:end])
    if published is None or published.earliest is None or published.latest is None:
        found = _find(view, None)
    else:
        found = _find(view, published.earliest)
        if published.latest != published.earliest:
            found = _agreed(found, _find(view, published.latest), _find(view, None), published.value or "")
    return tuple(_when(item, document.id, document.text, start) for item in found)


def _find(view: str, published: date | None) -> list[_Found]:
    return _frame(view, _read_all(view, published, None, alone=False), published)


def _agreed(first: list[_Found], last: list[_Found], unanchored: list[_Found], published: str) -> list[_Found]:
    """What comes out the same from the first and from the last day that publication can have been."""
    same = {(item.start, item.end): item.period for item in last}
    kept = [item for item in first if (item.start, item.end) in same and same[item.start, item.end] == item.period]
    kept = [
        replace(item, anchor=f"published {published}") if item.anchor != "text" and item.anchor else item
        for item in kept
    ]
    places = {(item.start, item.end) for item in kept}
    return sorted(
        [*kept, *(item for item in unanchored if (item.start, item.end) not in places)], key=lambda item: item.start
    )


def resolve(text: str, *, published: date | None, tense: str | None = None, before: When | None = None) -> When | None:
    """What a stretch of text that is a date means, None where it tells none.

    ``tense`` is "future" where a verb of the future governs it, "past" where one of the past
    does, None where that is not known. ``before`` is the date told before it, for words like
    "the next day". ``value`` is None, and ``rule`` says why, for words that name no period.
    """
    view = even(text)
    earlier = (
        Period(before.value, before.precision, before.earliest, before.latest) if before and before.value else None
    )
    found = _frame(view, _read_all(view, published, tense, alone=True, before=earlier), published)
    if found:
        best = max(found, key=lambda item: (item.period is not None, item.end - item.start, -item.start))
        return replace(_when(best, "", text, 0), evidence=())
    vague = _vague(view)
    return When(None, text=text.strip(), rule=vague) if vague else None


def _when(item: _Found, document: str, text: str, offset: int) -> When:
    span: Span = cut(document, text, offset + item.start, offset + item.end)
    found = item.period
    if found is None:
        return When(None, text=span.quote, rule=item.rule, anchor=item.anchor, evidence=(span,))
    return When(
        found.value, found.precision, found.first, found.last, span.quote, item.anchor, item.rule,
        item.approximate, item.ongoing, (span,),
    )  # fmt: skip


# --- finding ------------------------------------------------------------------------------


def _read_all(
    view: str, published: date | None, tense: str | None, *, alone: bool, before: Period | None = None
) -> list[_Found]:
    """Every date of the text in order, overlapping ones reduced to the longest."""
    hits = sorted(_hits(view, alone=alone), key=lambda hit: (-(hit.end - hit.start), hit.start))
    kept: list[_Hit] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    found: list[_Found] = []
    for hit in sorted(kept, key=lambda h: h.start):
        tensed = tense or (None if alone else tense_at(view, hit.start, hit.end))
        item = hit.read(_Context(published, tensed, before))
        if item is None:
            continue
        found.append(item)
        told = item.period
        if told is not None and told.first is not None and (item.anchor != "text" or told.precision == "day"):
            before = told
    return found


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    read: Callable[[_Context], _Found | None]


def _hits(view: str, *, alone: bool) -> Iterator[_Hit]:
    yield from _numeric_hits(view)
    for language, made in calendars().items():
        if not re.search(made.script, view):
            continue
        yield from _relative_hits(view, language)
        for form in forms(language):
            for hit in form.expression.finditer(view):
                if _fits(view, hit, form, made, alone=alone):
                    yield _hit(view, hit, form, language, made)


def _hit(view: str, hit: re.Match[str], form: Form, language: str, made: Calendar) -> _Hit:
    part, start, end = _part(view, hit.start(), hit.end(), language, made)
    words = _Words(hit, made)
    stop = end - (view[end - 1] == ".")  # the sentence's full stop, or an abbreviation's, which nobody misses

    def read(context: _Context) -> _Found | None:
        got = _READERS[form.rule.read](words, context)
        if got is None:
            return None
        found = _Found(start, stop, got.period, form.rule.read, got.anchor, got.approximate, yearless=got.yearless)
        return found if part is None else _narrow(found, part, context.published)

    return _Hit(start, end, read)


def _fits(view: str, hit: re.Match[str], form: Form, made: Calendar, *, alone: bool) -> bool:
    """Whether the words are a date here: capital letters, and what must stand before them."""
    for name in made.capital:
        if hit.groupdict().get(name) and not view[hit.start(name)].isupper():
            return False
    if _before(view, hit.start(), made.sets):
        return False  # "every March" is no date
    needs = form.rule.needs
    if alone and hit.start() == 0 and needs != "part":
        return True
    if needs == "doubt":
        word = next(value for value in hit.groups() if value).casefold()
        return word not in made.doubtful or _preposition_before(view, hit.start(), made)
    if needs == "preposition":
        return _preposition_before(view, hit.start(), made)
    if needs == "year":
        return _is_year(view, hit.start(), hit.end(), made)
    if needs == "part":
        return bool(_before(view, hit.start(), tuple(made.parts)))
    return True


def _before(view: str, at: int, words: tuple[str, ...]) -> re.Match[str] | None:
    """The word of the list that stands right before ``at``; an article may stand between."""
    if not words:
        return None
    return _before_expression(words).search(view[max(0, at - 40) : at])


@cache
def _before_expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:^|(?<=[^\w-]))({alternatives(words)})(?:\s+|(?<=-)|-)(?:the\s+|on\s+)?$", re.IGNORECASE)


def _preposition_before(view: str, at: int, made: Calendar) -> bool:
    return _before(view, at, made.prepositions) is not None


def _is_year(view: str, start: int, end: int, made: Calendar) -> bool:
    """A bare number is a year after a preposition, an article or in brackets of its own, and not
    as part of a document's name or before what it counts."""
    head, rest = view[max(0, start - 40) : start], view[end:]
    if re.search(r"\d\s*\($|[$€£¥№#/]\s?$|\d[-.,]$", head) or re.match(r"[.,]?\d|/|%", rest):
        return bool(re.search(r"(?:19|20)\d\d-$", head))
    if _documents(made).search(head) or _COUNTED_TO.match(rest):
        return False
    if re.match(
        r"\s?\(?\s?(?:tons?|tonnes|people|troops|soldiers|km|kilometers|kilometres|miles|dollars|euros)\b", rest
    ):
        return False
    if re.search(r"\($", head) and re.match(r"\s?[-)]", rest):
        return True
    return _preposition_before(view, start, made) or bool(re.search(r"\b(?:the|a|an|its|this)\s$", head, re.IGNORECASE))


@cache
def _document_expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})\.?\s+(?:[\w/]+\s+)?(?:\(|of\s+)?$", re.IGNORECASE)


def _documents(made: Calendar) -> re.Pattern[str]:
    return _document_expression(made.documents) if made.documents else re.compile(r"(?!)")


def tense_at(view: str, start: int, end: int) -> str | None:
    """ "future" where a verb of the future governs the date: before it in the clause, or after it
    where the date opens the clause."""
    made = calendars()["en"]
    head = _CLAUSE.split(view[max(0, start - _REACH) : start])[-1]
    cues = list(_cues(made.future).finditer(head))
    if cues and not _cues(made.stops).search(head, cues[-1].end()):
        return "future"
    if re.fullmatch(r"(?:.*[,]\s*)?(?:on|in|by|from|later)?\s*", head, re.IGNORECASE):
        clause = _CLAUSE.split(view[end : end + _REACH])[0]
        cue = _cues(made.future).search(clause)
        if cue and not _cues(made.stops).search(clause, 0, cue.start()):
            return "future"
    return None


@cache
def _cues(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)|(?<=\w)'ll\b", re.IGNORECASE)


# --- numbers alone ------------------------------------------------------------------------


def _numeric_hits(view: str) -> Iterator[_Hit]:
    for hit in _ISO.finditer(view):
        value = "-".join(part.zfill(2) for part in (hit[1], hit[3], hit[4]) if part)
        if hit[4] is None and (hit[2] != "-" or len(hit[3]) < 2):
            continue
        if found := _real(value):
            yield _given(hit, found, "ISO date")
    for hit in _NUMERIC.finditer(view):
        yield from _ambiguous(hit)


def _given(hit: re.Match[str], found: Period | None, rule: str) -> _Hit:
    item = _Found(hit.start(), hit.end(), found, rule)
    return _Hit(hit.start(), hit.end(), lambda _: item)


def _real(value: str) -> Period | None:
    try:
        return periods.period(value)
    except ValueError:
        return None


def _ambiguous(hit: re.Match[str]) -> Iterator[_Hit]:
    """Day and month in figures: told apart where only one order gives a date, else both are named.
    With full stops the day stands first."""
    year = int(hit[4]) if len(hit[4]) == 4 else 2000 + int(hit[4]) if int(hit[4]) < 50 else 1900 + int(hit[4])
    day_first, month_first = (_real(f"{year}-{int(m):02}-{int(d):02}") for d, m in ((hit[1], hit[3]), (hit[3], hit[1])))
    options = [option for option in (day_first, month_first) if option is not None]
    if not options or not 1900 <= year <= 2099:
        return
    if hit[2] == "." or options[0] == options[-1]:
        yield _given(hit, options[0], "date in figures")
    else:
        yield _given(hit, None, f"either {options[0].value} or {options[1].value}")


# --- modifiers ----------------------------------------------------------------------------


def _part(view: str, start: int, end: int, language: str, made: Calendar) -> tuple[Part | None, int, int]:
    """The word that takes a part of the period, and the stretch it makes with the date."""
    if made.parts_follow:
        after = re.compile(rf"\s?({alternatives(tuple(made.parts))})(?!\w*일)").match(view, end) if made.parts else None
        return (made.parts[after[1]], start, after.end()) if after else (None, start, end)
    hit = _before(view, start, tuple(made.parts))
    if hit is None:
        return None, start, end
    word = re.sub(r"\s+", " ", hit[1].casefold())
    return made.parts[word], max(0, start - 40) + hit.start(1), end


def _narrow(found: _Found, part: Part, published: date | None) -> _Found:
    whole = found.period
    if whole is None or whole.first is None or whole.last is None or whole.precision == "day":
        return found
    if part in ("before", "after"):
        if published is None or not whole.first <= published <= whole.last:
            return replace(found, approximate=True)
        ends = (whole.first, published) if part == "before" else (published, whole.last)
        return replace(found, period=periods.between(*ends), rule=f"{part} publication in {found.rule}")
    return replace(
        found, period=periods.third(whole, part), approximate=True, yearless=None, rule=f"{part} part of {found.rule}"
    )


def _frame(view: str, found: list[_Found], published: date | None) -> list[_Found]:
    """Ranges of two dates joined, and since, until, before, after applied."""
    joined: list[_Found] = []
    for item in found:
        if joined and (pair := _range(view, joined[-1], item)) is not None:
            joined[-1] = pair
        else:
            if joined:
                joined[-1] = _share_year(view, joined[-1], item)
            joined.append(item)
    return [_bounded(view, item, published) for item in joined]


def _all_frames(view: str) -> list[Frames]:
    return [made.frames for made in calendars().values() if re.search(made.script, view)]


def _range(view: str, left: _Found, right: _Found) -> _Found | None:
    """``between A and B``, ``from A to B``, ``A - B``: one period, the year of one given to the other."""
    gap = view[left.end : right.start].strip()
    for frames in _all_frames(view):
        start = None
        if re.fullmatch(alternatives(frames.joins), gap, re.IGNORECASE):
            start = _before(view, left.start, frames.between)
        elif re.fullmatch(alternatives(frames.closes), gap, re.IGNORECASE):
            start = _before(view, left.start, frames.opens)
        else:
            continue
        if start is None and gap.casefold() not in frames.bridges:
            continue
        at = left.start if start is None else max(0, left.start - 40) + start.start(1)
        return _span(left, right, at)
    return None


def _share_year(view: str, left: _Found, right: _Found) -> _Found:
    """``July and October 2017``: the year is told once for both."""
    gap = view[left.end : right.start].strip().casefold()
    told = right.period is not None and right.anchor is None and right.yearless is None
    if left.yearless is None or not told or right.rule != left.rule or right.period is None or not right.period.last:
        return left
    if gap not in _JOINS:
        return left
    found = _nearest(left.yearless, right.period.last, -1)
    return replace(left, period=found, anchor=None, yearless=None) if found else left


def _span(left: _Found, right: _Found, at: int) -> _Found | None:
    first, last = _one_year(left, right)
    if (
        first
        and last
        and first.first
        and last.first
        and left.rule == right.rule == "weekday"
        and last.first < first.first
    ):
        first = periods.day_period(first.first - timedelta(days=7))  # Monday to Wednesday, told on a Tuesday
    if first is None or last is None or first.first is None or last.last is None or last.last < first.first:
        return None
    begin = first.value if "/" not in first.value else first.first.isoformat()
    end = last.value if "/" not in last.value else last.last.isoformat()
    whole = Period(f"{begin}/{end}", "interval", first.first, last.last)
    return _Found(at, right.end, whole, "range", left.anchor or right.anchor, left.approximate or right.approximate)


def _one_year(left: _Found, right: _Found) -> tuple[Period | None, Period | None]:
    """Both ends; one that tells no year is the nearest to the other end that does not cross it."""
    if left.yearless and right.period and right.period.last:
        return _nearest(left.yearless, right.period.last, -1), right.period
    if right.yearless and left.period and left.period.first:
        return left.period, _nearest(right.yearless, left.period.first, 1)
    return left.period, right.period


def _nearest(yearless: tuple[int, int | None], limit: date, step: int) -> Period | None:
    month, day = yearless
    for year in range(limit.year, limit.year + 9 * step, step):
        found = _real(f"{year}-{month:02}" if day is None else f"{year}-{month:02}-{day:02}")
        if found and found.first and found.last and ((found.first <= limit) if step < 0 else (found.last >= limit)):
            return found
    return None


def _bounded(view: str, item: _Found, published: date | None) -> _Found:
    if item.rule == "range" or item.rule.startswith("past"):
        return item
    for frames in _all_frames(view):
        for name in ("onward", "since", "until", "before", "after", "about"):
            hit = _before(view, item.start, getattr(frames, name))
            if hit is not None:
                at = max(0, item.start - 40) + hit.start(1)
                return _bound(replace(item, start=at), name, published)
    return item


def _bound(item: _Found, name: str, published: date | None) -> _Found:
    whole = item.period
    if name == "about":
        return replace(item, approximate=True)
    if whole is None or whole.first is None or whole.last is None:
        return replace(item, period=None, rule=name, yearless=None)
    begin = whole.value if "/" not in whole.value else whole.first.isoformat()
    end = whole.value if "/" not in whole.value else whole.last.isoformat()
    if name == "since" and published is not None and whole.first <= published:
        bounded = Period(f"{begin}/{published}", "interval", whole.first, published)
        return replace(item, period=bounded, rule="since", ongoing=True, anchor=item.anchor or _published(published))
    if name in ("since", "onward"):
        return replace(item, period=Period(f"{begin}/..", "interval", whole.first, None), rule=name)
    if name == "until":
        return replace(item, period=Period(f"../{end}", "interval", None, whole.last), rule=name)
    one = timedelta(days=1)
    if name == "before":
        last = whole.first - one
        return replace(item, period=Period(f"../{last}", "interval", None, last), rule=name)
    first = whole.last + one
    return replace(item, period=Period(f"{first}/..", "interval", first, None), rule=name)


def _published(day: date) -> str:
    return f"published {day}"


# --- reading ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """The words a form caught, as the numbers that the lexicon gives them."""

    hit: re.Match[str]
    made: Calendar

    def text(self, name: str) -> str | None:
        got = self.hit.groupdict().get(name)
        return re.sub(r"\s+", " ", got.casefold()) if got else None

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
    def count(self) -> int | None:
        got = self.number("count")
        return got if got is not None else self.word("count", self.made.counts)

    def year(self, context: _Context) -> int | None:
        """The year as told, or as a shift from that of publication."""
        told = self.number("year")
        shift = self.word("year_shift", self.made.shifts)
        if told is None and shift is not None and context.published is not None:
            return context.published.year + shift
        return told

    def anchor(self, context: _Context) -> str | None:
        relative = self.number("year") is None and context.published is not None
        return _published(context.published) if relative and context.published else None


def _date(words: _Words, context: _Context) -> _Read | None:
    month, day, year = words.month, words.number("day"), words.year(context)
    if month is None or day is None:
        return None
    if year is not None:
        found = _real(f"{year}-{month:02}-{day:02}")
        return _Read(found, words.anchor(context)) if found else None
    if words.text("year_shift"):
        return _Read(None)
    return _yearless(month, day, context)


def _yearless(month: int, day: int | None, context: _Context) -> _Read | None:
    """A month, or a day of it, whose year is not told."""
    open_value = f"XXXX-{month:02}" if day is None else f"XXXX-{month:02}-{day:02}"
    unknown = _real(open_value)
    if unknown is None:
        return None
    if context.published is None:
        return _Read(unknown, yearless=(month, day))
    forward = context.tense == "future"
    limit = context.published if forward else context.published + (_GRACE if day is not None else timedelta())
    found = _nearest((month, day), limit, 1 if forward else -1)
    return _Read(found, _published(context.published), yearless=(month, day))


def _days(words: _Words, context: _Context) -> _Read | None:
    month, first, last = words.month, words.number("day"), words.number("last_day")
    if first is None or last is None or first >= last:
        return None
    year = words.year(context)
    if year is None:
        end = _day_alone(last, context) if month is None else _yearless(month, last, context)
        if end is None or end.period is None or end.period.last is None:
            return _Read(None)
        year, month = end.period.last.year, end.period.last.month
    if month is None:
        return None
    begin, close = _real(f"{year}-{month:02}-{first:02}"), _real(f"{year}-{month:02}-{last:02}")
    if begin is None or close is None or begin.first is None or close.last is None:
        return None
    return _Read(periods.between(begin.first, close.last), words.anchor(context))


def _month(words: _Words, context: _Context) -> _Read | None:
    month, year = words.month, words.year(context)
    if month is None:
        return None
    if year is not None:
        return _Read(periods.month_period(year, month), words.anchor(context))
    if words.text("year_shift"):
        return _Read(None)
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
    return _Read(periods.month_period(year, month), _published(here))


def _weekday(words: _Words, context: _Context) -> _Read | None:
    weekday = words.word("weekday", words.made.weekdays)
    if weekday is None:
        return None
    here = context.published
    if here is None:
        return _Read(None)
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
    return _Read(periods.day_period(day), _published(here))


def _deictic(words: _Words, context: _Context) -> _Read | None:
    days = words.word("deictic", words.made.deictics)
    if days is None or context.published is None:
        return None if days is None else _Read(None)
    return _Read(periods.unit_period(periods.DAY, context.published, days), _published(context.published))


def _unit(words: _Words, context: _Context) -> _Read | None:
    """``last week``; ``the end of the year`` is that of publication."""
    if words.text("unit") is not None:
        unit, shift = words.word("unit", words.made.units), words.word("shift", words.made.shifts)
        if unit is None or shift is None or unit == periods.DAY:
            return None
    else:
        unit, shift = next(((u, 0) for word, u in words.made.units.items() if word in words.hit[0].casefold()), (6, 0))
    if context.published is None:
        return _Read(None)
    if "end" in words.hit[0] and unit == periods.YEAR:
        return _Read(periods.month_period(context.published.year, 12), _published(context.published), approximate=True)
    return _Read(periods.unit_period(unit, context.published, shift), _published(context.published))


def _weekend(words: _Words, context: _Context) -> _Read | None:
    here = context.published
    if here is None:
        return _Read(None)
    ahead = context.tense == "future" or here.weekday() >= 5
    return _Read(periods.weekend_period(here, 0 if ahead else -1), _published(here))


def _shifted(unit: int, name: str) -> _Reader:
    def read(words: _Words, context: _Context) -> _Read | None:
        values = words.made.shifts if name == "year_shift" else words.made.month_shifts
        shift = words.word(name, values)
        if shift is None or context.published is None:
            return None if shift is None else _Read(None)
        return _Read(periods.unit_period(unit, context.published, shift), _published(context.published))

    return read


def _counted(sign: int) -> _Reader:
    """``three days ago``: the day; weeks, months and years ago: that week, month, year, more or less."""

    def read(words: _Words, context: _Context) -> _Read | None:
        unit, count = words.word("unit", words.made.units), words.count
        if unit is None or count is None:
            return None
        if context.published is None:
            return _Read(None)
        day = periods.back(context.published, unit, -sign * count)
        found = periods.unit_period(unit, day) if day else None
        return _Read(found, _published(context.published), approximate=unit != periods.DAY)

    return read


def _past(words: _Words, context: _Context) -> _Read | None:
    """``the past two weeks``: up to the day of publication."""
    unit, count, here = words.word("unit", words.made.units), words.count or 1, context.published
    if unit is None or here is None:
        return None if unit is None else _Read(None)
    first = periods.back(here, unit, count)
    return _Read(periods.between(first, here), _published(here), approximate=True) if first else None


def _quarter(words: _Words, context: _Context) -> _Read | None:
    number = words.number("quarter") or words.word("ordinal", words.made.ordinals)
    if number is None:
        return None
    year, here = words.year(context), context.published
    if year is not None:
        return _Read(periods.quarter_period(year, number), words.anchor(context))
    if here is None:
        return _Read(None)
    now = (here.month - 1) // 3 + 1
    year = here.year + (number < now) if context.tense == "future" else here.year - (number > now)
    return _Read(periods.quarter_period(year, number), _published(here))


def _half(words: _Words, context: _Context) -> _Read | None:
    number = words.word("ordinal", words.made.ordinals)
    year = words.year(context) or (context.published.year if context.published else None)
    if number not in (1, 2, 4):
        return None
    if year is None:
        return _Read(None)
    first, last = ("01", "06") if number == 1 else ("07", "12")
    return _Read(periods.period(f"{year}-{first}/{year}-{last}"), words.anchor(context))


def _season(words: _Words, context: _Context) -> _Read | None:
    season, year, here = words.word("season", words.made.seasons), words.year(context), context.published
    if season is None:
        return None
    if year is not None:
        return _Read(periods.season_period(year, season), words.anchor(context))
    if here is None or words.text("year_shift"):
        return _Read(None)
    shift = words.word("shift", words.made.shifts)
    years = [periods.season_period(here.year + step, season) for step in (-2, -1, 0, 1)]
    past = [one for one in years if one.first and one.last and (one.last if shift == -1 else one.first) <= here]
    ahead = [one for one in years if one.first and one.last and (one.first if shift == 1 else one.last) >= here]
    if shift == 0:
        chosen = years[2] if season != 24 or here.month > 2 else years[1]
    else:
        chosen = ahead[0] if shift == 1 or (shift is None and context.tense == "future") else past[-1]
    return _Read(chosen, _published(here))


def _decade(words: _Words, context: _Context) -> _Read | None:
    year = words.number("year")
    if year is None:
        short = words.number("short_decade") or words.word("decade", words.made.decades)
        if short is None or not re.search(r"['\s]|^\d", words.hit[0]):
            return None
        year = (1900 if short >= 30 else 2000) + short
    if year % 100 == 0 and year < 2000:
        return _Read(periods.period(f"{year}/{year + 99}"))  # "the 1900s" are the century
    return _Read(periods.decade_period(year)) if year % 10 == 0 else None


def _day(words: _Words, context: _Context) -> _Read | None:
    """``the 18th``: the latest one not after publication, or the one of the month named beside it."""
    day = words.number("day")
    if day is None:
        return None
    shift = words.word("month_shift", words.made.month_shifts)
    if shift is None or context.published is None:
        return _day_alone(day, context)
    month = periods.month_period(context.published.year, context.published.month + shift)
    found = _real(f"{month.value}-{day:02}")
    return _Read(found, _published(context.published)) if found else None


def _day_alone(day: int, context: _Context) -> _Read | None:
    here, forward = context.published, context.tense == "future"
    if here is None:
        return _Read(None)
    for step in (0, 1, 2) if forward else (0, -1, -2):
        found = _real(f"{periods.month_period(here.year, here.month + step).value}-{day:02}")
        if found and found.first and ((found.first >= here) if forward else (found.first <= here)):
            return _Read(found, _published(here))
    return None


def _year(words: _Words, context: _Context) -> _Read | None:
    year = words.number("year")
    return _Read(periods.year_period(year)) if year else None


def _fiscal(words: _Words, context: _Context) -> _Read | None:
    """A fiscal year may begin in any month: the calendar year, more or less."""
    found = _year(words, context)
    return replace(found, approximate=True) if found else None


def _juche(words: _Words, context: _Context) -> _Read | None:
    """Juche 1 was 1912; a year in brackets that contradicts it leaves the date unread."""
    count, told = words.count, words.number("year")
    if count is None or count < 1 or (told is not None and told != 1911 + count):
        return None
    return _Read(periods.year_period(1911 + count))


_READERS: dict[str, _Reader] = {
    "date": _date,
    "days": _days,
    "month": _month,
    "weekday": _weekday,
    "deictic": _deictic,
    "unit": _unit,
    "weekend": _weekend,
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
}


# --- counted from the date told before ----------------------------------------------------


def _relative_hits(view: str, language: str) -> Iterator[_Hit]:
    made = calendars()[language]
    for relative in made.relatives:
        for hit in _relative_expression(relative.words, follow=made.parts_follow).finditer(view):
            yield _relative_hit(hit, relative.unit, relative.by)


@cache
def _relative_expression(words: tuple[str, ...], *, follow: bool) -> re.Pattern[str]:
    end = "" if follow else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{alternatives(words)}){end}", re.IGNORECASE)


def _relative_hit(hit: re.Match[str], unit: int, by: int) -> _Hit:
    def read(context: _Context) -> _Found:
        found = _from_before(context.before, unit, by)
        return _Found(hit.start(), hit.end(), found, "counted from the text", "text" if found else None, bool(found))

    return _Hit(hit.start(), hit.end(), read)


def _from_before(before: Period | None, unit: int, by: int) -> Period | None:
    """So many units after the date told before; a quarter or month a year on stays one."""
    if before is None or before.first is None:
        return None
    first = before.first
    if unit == periods.YEAR and before.precision in ("month", "quarter"):
        step = {"month": periods.MONTH, "quarter": periods.QUARTER}[before.precision]
        return periods.unit_period(step, first, by * (12 if step == periods.MONTH else 4))
    if unit == periods.DAY and before.precision != "day":
        return None
    if unit == periods.QUARTER and before.precision != "quarter":
        return None
    return periods.unit_period(unit, first, by)


def _from_count(sign: int) -> _Reader:
    def read(words: _Words, context: _Context) -> _Read | None:
        unit, count = words.word("unit", words.made.units), words.count
        if unit is None or count is None:
            return None
        found = _from_before(context.before, unit, sign * count)
        return _Read(found, "text" if found else None, approximate=True)

    return read


_READERS["later"] = _from_count(1)
_READERS["earlier"] = _from_count(-1)


# --- no dates -----------------------------------------------------------------------------


def _vague(view: str) -> str | None:
    """ "now", "past" or "future" where the words name no period at all."""
    text = re.sub(r"\s+", " ", view.strip().casefold())
    for made in calendars().values():
        for name in ("now", "past", "future"):
            if any(re.fullmatch(word, text) for word in getattr(made.vague, name)):
                return name
    return None
