"""Dates in a text: what day or period the words mean, and no more than they say.

A date is found in one of the forms of ``lexicon/dates.en.yaml`` (or another language's) and read
into a period by one of the readings of ``reckoning.py``; ``intervals.py`` then makes of it what the
words around it say (early, since, until, between ... and). What depends on the day of publication stays
open where that day is not known; what counts from the event told before ("the next day") is
counted from the date before it in the text.

Decided here and to be known: a day with its month is the latest one not after publication, one
day of grace given for the time zones; a verb of the future in the same clause makes it the next
one. A weekday equal to that of publication is that very day. A week is Monday to Sunday.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache

from tidewaiter.model import Document, Span, When, cut
from tidewaiter.reports.dates.calendars import Calendar, Form, Part, Relative, alternatives, calendars, forms, keys
from tidewaiter.reports.dates.intervals import Found, before, frame, narrow
from tidewaiter.reports.dates.periods import Period
from tidewaiter.reports.dates.reckoning import READERS, Context, Words, compared, from_before, real
from tidewaiter.reports.text.even import even

_NEAR = 600  # how far back the date may stand that "the next day" counts from: a paragraph or two
_TOLD = 4  # how many dates told before are kept for words that count from them
_FORM = 34  # no form is longer before or after the word it turns on
_REACH = 90  # how far back a verb of the future may stand
_CLAUSE = re.compile(r"(?<=[a-z]{4})\.\s|[;:!?]\s|\n")  # not the dot of an abbreviated month
_COUNTED_TO = re.compile(r"\s(?:to|and|or)\s(?!(?:19|20)\d\d\b)[\d.,]+\b")  # 2000 to 3000 tonnes
_FIGURE = re.compile(r"\d+")
_ISO = re.compile(r"(?<![\w/.-])((?:19|20)\d\d)([-./])\s?(\d{1,2})(?:\2\s?(\d{1,2}))?\.?(?![\w/-]|\.\d)")
_NUMERIC = re.compile(r"(?<![\w/.-])(\d{1,2})([/.])(\d{1,2})\2(\d{4}|\d\d)(?![\w/-]|\.\d)")


def find_dates(
    document: Document, start: int, end: int, *, published: When | None, language: str | None = None
) -> tuple[When, ...]:
    """The dates told in ``document.text[start:end]``, in their order, each with its evidence.

    ``language`` ("en", "ru", "ko") says whose words to look for; None looks for those of every
    language whose script occurs. Dates in figures are found in each.

    ``published`` is what relative dates are counted from; where it is None they stay open: the
    words are kept, ``value`` is None, or ``XXXX-02-18`` where day and month are told. Where only
    the month or year of publication is known, a date is read as far as every day of it gives the
    same. Words that only say "now" or "recently" are no dates and are left out.
    """
    told = _told(document.id, document.text, published, language)
    return tuple(when for when in told if start <= (when.evidence[0].start or 0) < end)


@lru_cache(maxsize=16)
def _told(document: str, text: str, published: When | None, language: str | None) -> tuple[When, ...]:
    """Every date of a text, found in one pass; the clauses of the text ask for theirs one by one."""
    view = even(text)
    spoken = _spoken(view, language)
    if published is None or published.earliest is None or published.latest is None:
        found = _find(view, None, spoken)
    else:
        found = _find(view, published.earliest, spoken)
        if published.latest != published.earliest:
            last, unanchored = _find(view, published.latest, spoken), _find(view, None, spoken)
            found = _agreed(found, last, unanchored, published.value or "")
    return tuple(_when(item, document, text, 0) for item in found)


def _spoken(view: str, language: str | None) -> tuple[str, ...]:
    """The languages whose words are looked for."""
    known = calendars()
    if language is not None:
        return (language,) if language in known else ()
    return tuple(name for name, made in known.items() if re.search(made.script, view))


def _find(view: str, published: date | None, spoken: tuple[str, ...]) -> list[Found]:
    return frame(view, _read_all(view, published, None, spoken, alone=False), published)


def _agreed(first: list[Found], last: list[Found], unanchored: list[Found], published: str) -> list[Found]:
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


def resolve(
    text: str,
    *,
    published: date | None,
    tense: str | None = None,
    before: Sequence[When] = (),
    head: str = "",
    language: str | None = None,
) -> When | None:
    """What a stretch of text that is a date means, None where it tells none.

    ``tense`` is "future" where a verb of the future governs it, "past" where one of the past
    does, None where that is not known. ``before`` are the dates told before it, the last one first,
    for words like "the next day", and ``head`` the words of the sentence before it. ``value`` is
    None, and ``rule`` says why, for words that name no period.
    """
    view = even(text)
    told = tuple(Period(one.value, one.precision, one.earliest, one.latest) for one in before if one.value)
    if tense is None and _bounds(even(head), len(head), language or "en"):
        tense = "bound"
    spoken = _spoken(view, language)
    found = frame(view, _read_all(view, published, tense, spoken, alone=True, before=told, head=even(head)), published)
    if found:
        best = max(found, key=lambda item: (item.period is not None, item.end - item.start, -item.start))
        return replace(_when(best, "", text, 0), evidence=())
    vague = _vague(view)
    return When(None, text=text.strip(), rule=vague) if vague else None


def _when(item: Found, document: str, text: str, offset: int) -> When:
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
    view: str,
    published: date | None,
    tense: str | None,
    spoken: tuple[str, ...],
    *,
    alone: bool,
    before: tuple[Period, ...] = (),
    head: str = "",
) -> list[Found]:
    """Every date of the text in order, overlapping ones reduced to the longest."""
    hits = sorted(_hits(view, spoken, alone=alone, head=head), key=lambda hit: (-(hit.end - hit.start), hit.start))
    kept: list[_Hit] = []
    for hit in hits:
        if all(hit.end <= other.start or other.end <= hit.start for other in kept):
            kept.append(hit)
    found: list[Found] = []
    ends: list[int] = []
    for hit in sorted(kept, key=lambda h: h.start):
        tensed = tense or (None if alone else tense_at(view, hit.start, hit.end, language=hit.language))
        if tensed == "bound" and found and not view[found[-1].end : hit.start].strip(" ,").count(" "):
            tensed = None  # the end of a range, which its beginning dates
        if ends and hit.start - ends[0] > _NEAR:
            before, ends = before[: len(before) - len(ends)], []
        item = hit.read(Context(published, tensed, before))
        if item is None:
            continue
        found.append(item)
        told = item.period
        if told is not None and told.first is not None and (item.anchor != "text" or told.precision == "day"):
            before, ends = (told, *before[:_TOLD]), [item.end, *ends[:_TOLD]]
    return found


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    read: Callable[[Context], Found | None]
    language: str = "en"


def _hits(view: str, spoken: tuple[str, ...], *, alone: bool, head: str = "") -> Iterator[_Hit]:
    yield from _numeric_hits(view)
    low = view.lower()
    if len(low) != len(view):  # a letter whose small one is longer stays as it is
        low = "".join(letter if len(letter.lower()) > 1 else letter.lower() for letter in view)
    for language in spoken:
        made = calendars()[language]
        yield from _relative_hits(low, language, head)
        places, windows = _windows(low, language)
        for form in forms(language):
            if form.opens:
                told = (form.expression.match(low, at) for at in places.get(form.key, ()))
                found = [hit for hit in told if hit is not None]
            else:
                stretches = windows.get(form.key, ())
                found = [hit for start, end in stretches for hit in form.expression.finditer(low, start, end)]
            yield from (
                _hit(view, hit, form, language, made) for hit in found if _fits(view, hit, form, made, alone=alone)
            )


def _windows(low: str, language: str) -> tuple[dict[str | None, list[int]], dict[str | None, list[tuple[int, int]]]]:
    """Where the words that forms turn on stand, and the stretches around them, by list; a form is tried only there."""
    known = keys(language)
    places: dict[str | None, list[int]] = {}
    out: dict[str | None, list[tuple[int, int]]] = {None: [(0, len(low))]}
    for hit in known.expression.finditer(low):
        for name in known.lists[" ".join(hit[0].split())]:
            places.setdefault(name, []).append(hit.start())
            _widen(out.setdefault(name, []), hit.start(), hit.end(), low)
    for hit in _FIGURE.finditer(low):
        _widen(out.setdefault("figure", []), hit.start(), hit.end(), low)
        if len(hit[0]) == 4 and hit[0][:2] in ("19", "20"):
            _widen(out.setdefault("year", []), hit.start(), hit.end(), low)
    return places, out


def _widen(windows: list[tuple[int, int]], start: int, end: int, low: str) -> None:
    """Adds the stretch around a word; one that touches the last one makes it longer."""
    space = low.find(" ", end + _FORM)
    first, last = max(0, start - _FORM), len(low) if space < 0 else space
    if windows and first <= windows[-1][1]:
        windows[-1] = (windows[-1][0], last)
    else:
        windows.append((first, last))


def _hit(view: str, hit: re.Match[str], form: Form, language: str, made: Calendar) -> _Hit:
    part, start, end = _part(view, hit.start(), hit.end(), language, made)
    words = Words(hit, made)
    stop = end - (view[end - 1] == ".")  # the sentence's full stop, or an abbreviation's, which nobody misses

    def read(context: Context) -> Found | None:
        got = READERS[form.rule.read](words, context)
        if got is None:
            return None
        found = Found(
            start,
            stop,
            got.period,
            form.rule.read,
            got.anchor,
            got.approximate,
            yearless=got.yearless,
            language=language,
        )
        return found if part is None else narrow(found, part, context.published)

    return _Hit(start, end, read, language)


def _fits(view: str, hit: re.Match[str], form: Form, made: Calendar, *, alone: bool) -> bool:
    """Whether the words are a date here: capital letters, and what must stand before them."""
    for name in made.capital:
        if hit.groupdict().get(name) and not view[hit.start(name)].isupper():
            return False
    if before(view, hit.start(), made.sets):
        return False  # "every March" is no date
    if _is_name(view, hit, made):
        return False
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
        return bool(before(view, hit.start(), tuple(made.parts)))
    return True


def _is_name(view: str, hit: re.Match[str], made: Calendar) -> bool:
    """ "April Jones": a month that is a given name, a word with a capital letter behind it."""
    return (
        hit[0].casefold() in made.given_names
        and re.match(r"\s[A-Z][a-z]", view[hit.end() : hit.end() + 3]) is not None
        and not _preposition_before(view, hit.start(), made)
    )


def _preposition_before(view: str, at: int, made: Calendar) -> bool:
    return before(view, at, made.prepositions) is not None


def _is_year(view: str, start: int, end: int, made: Calendar) -> bool:
    """A bare number is a year after a preposition, an article or in brackets of its own, and not
    as part of a document's name or before what it counts."""
    head, rest = view[max(0, start - 40) : start], view[end:]
    if re.search(r"\d\s*\($|[$€£¥№#/]\s?$|\d[-.,]$", head) or re.match(r"[.,]?\d|/|%", rest):
        return bool(re.search(r"(?:19|20)\d\d-$", head))
    if re.search(r"(?:19|20)\d\d,\s$", head) and re.match(r",? (?:and|or|и|или) (?:19|20)\d\d|, (?:19|20)\d\d", rest):
        return True
    if _documents(made).search(head) or _COUNTED_TO.match(rest):
        return False
    if made.counted and _counted(made.counted).match(rest):
        return False
    if re.search(r"\($", head) and re.match(r"\s?[-)]", rest):
        return True
    return _preposition_before(view, start, made) or bool(re.search(r"\b(?:the|a|an|its|this)\s$", head, re.IGNORECASE))


@cache
def _counted(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s?\(?\s?(?:{alternatives(words)})\b")


@cache
def _document_expression(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})\.?\s+(?:[\w/]+\s+)?(?:\(|of\s+)?$", re.IGNORECASE)


def _documents(made: Calendar) -> re.Pattern[str]:
    return _document_expression(made.documents) if made.documents else re.compile(r"(?!)")


def tense_at(view: str, start: int, end: int, *, language: str = "en") -> str | None:
    """ "future" where a verb of the future governs the date: before it in the clause, or after it
    where the date opens the clause."""
    made = calendars()[language]
    head = _CLAUSE.split(view[max(0, start - _REACH) : start])[-1]
    cues = list(_cues(made.future).finditer(head))
    if cues and not _cues(made.stops).search(head, cues[-1].end()):
        return "future"
    if re.fullmatch(r"(?:.*[,]\s*)?(?:on|in|by|from|later)?\s*", head, re.IGNORECASE):
        clause = _CLAUSE.split(view[end : end + _REACH])[0]
        cue = _cues(made.future).search(clause)
        if cue and not _cues(made.stops).search(clause, 0, cue.start()):
            return "future"
    return "bound" if _bounds(view, start, language) else None


def _bounds(view: str, at: int, language: str) -> bool:
    """Whether "by", "until", "through" stands before the date."""
    return before(view, at, calendars()[language].bounds) is not None


@cache
def _cues(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{alternatives(words)})(?!\w)|(?<=\w)'ll\b", re.IGNORECASE)


# --- numbers alone ------------------------------------------------------------------------


def _numeric_hits(view: str) -> Iterator[_Hit]:
    for hit in _ISO.finditer(view):
        value = "-".join(part.zfill(2) for part in (hit[1], hit[3], hit[4]) if part)
        if hit[4] is None and (hit[2] != "-" or len(hit[3]) < 2):
            continue
        if found := real(value):
            yield _given(hit, found, "ISO date")
    for hit in _NUMERIC.finditer(view):
        yield from _ambiguous(hit)


def _given(hit: re.Match[str], found: Period | None, rule: str) -> _Hit:
    item = Found(hit.start(), hit.end(), found, rule)
    return _Hit(hit.start(), hit.end(), lambda _: item)


def _ambiguous(hit: re.Match[str]) -> Iterator[_Hit]:
    """Day and month in figures: told apart where only one order gives a date, else both are named.
    With full stops the day stands first."""
    year = int(hit[4]) if len(hit[4]) == 4 else 2000 + int(hit[4]) if int(hit[4]) < 50 else 1900 + int(hit[4])
    day_first, month_first = (real(f"{year}-{int(m):02}-{int(d):02}") for d, m in ((hit[1], hit[3]), (hit[3], hit[1])))
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
        after = _part_after(tuple(made.parts)).match(view, end) if made.parts else None
        return (made.parts[after[1]], start, after.end()) if after else (None, start, end)
    hit = before(view, start, tuple(made.parts))
    if hit is None:
        return None, start, end
    word = re.sub(r"\s+", " ", hit[1].casefold())
    return made.parts[word], max(0, start - 40) + hit.start(1), end


@cache
def _part_after(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\s?({alternatives(words)})(?!\w*일)")


# --- counted from the date told before ----------------------------------------------------


def _relative_hits(low: str, language: str, head: str) -> Iterator[_Hit]:
    expression, counted = _relatives(language)
    for hit in expression.finditer(low):
        relative = counted[" ".join(hit[0].split())]
        if not relative.compared or _is_compared(head + low[max(0, hit.start() - _REACH) : hit.start()], language):
            yield _relative_hit(hit, relative, language)


def _is_compared(head: str, language: str) -> bool:
    """Whether the words before it compare: "up from a year ago"."""
    return _cues(calendars()[language].comparisons).search(_CLAUSE.split(head)[-1]) is not None


@cache
def _relatives(language: str) -> tuple[re.Pattern[str], dict[str, Relative]]:
    made = calendars()[language]
    counted = {word: one for one in made.relatives for word in one.words}
    end = "" if made.parts_follow else r"(?!\w)"
    return re.compile(rf"(?<!\w)(?:{alternatives(counted)}){end}"), counted


def _relative_hit(hit: re.Match[str], relative: Relative, language: str) -> _Hit:
    def read(context: Context) -> Found | None:
        if relative.compared:
            got = compared(context, relative.by)
            return Found(*hit.span(), got.period, "compared", got.anchor, got.approximate, language=language)
        found = from_before(context.before, relative.unit, relative.by)
        anchor = "text" if found else None
        return Found(*hit.span(), found, "counted from the text", anchor, bool(found), language=language)

    return _Hit(hit.start(), hit.end(), read, language)


# --- no dates -----------------------------------------------------------------------------


def _vague(view: str) -> str | None:
    """ "now", "past" or "future" where the words name no period at all."""
    text = re.sub(r"\s+", " ", view.strip().casefold())
    for made in calendars().values():
        for name in ("now", "past", "future"):
            if any(re.fullmatch(word, text) for word in getattr(made.vague, name)):
                return name
    return None
