"""A plain-text page taken apart: paragraphs and what each of them is, sentences, quotations.

No parser is used. Everything returns offsets in code points of the text as stored; matching
is done on the view that :func:`even` gives, in which no offset moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from tidewaiter.reports.text.alternatives import any_of
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.pages import pages
from tidewaiter.reports.text.quotations import Quotation, quotations
from tidewaiter.reports.text.sentences import sentences

__all__ = ["Kind", "Passage", "Quotation", "blocks", "even", "paragraphs", "quotations", "sentences"]

Kind = Literal["title", "byline", "dateline", "timeline", "credit", "caption", "boilerplate", "body"]

_LINE = re.compile(r"[^\r\n]+")
_CLOCK = re.compile(r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b(?!\.\d)")
_DIGITS_DATE = re.compile(r"\b(?:\d{4}\s?[-./년]\s?\d{1,2}\s?[-./월]\s?\d{1,2}일?|\d{1,2}[./-]\d{1,2}[./-]\d{2,4})\.?")
_ADDRESS = re.compile(r"\b(?:https?://|www\.)\S+|@\w+|\S+@\S+")
_END = re.compile(r"[.!?。！？:;,…][\"')\]]*$|다$")
_LETTER = re.compile(r"[^\W\d_]")
_WRAP_SLACK = 0.12
_WIDEST, _FEW_BROKEN = 130, 3  # characters of the widest wrapped line; lines broken off that make a page a wrapped one
_SHORT, _HEADING_WORDS = 160, 16


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a page and what it is. ``paragraph`` counts the page's paragraphs from 0;
    a dateline and the sentence after it, or a credit after the last one, share a paragraph.
    ``title`` is the headline or a heading between paragraphs."""

    start: int
    end: int
    kind: Kind
    paragraph: int


@dataclass(frozen=True, slots=True)
class _Wrap:
    """Hard-wrapped lines: their least width with the word that did not fit, their greatest; whether all lines are."""

    least: float
    widest: int
    whole: bool


def blocks(text: str) -> tuple[Passage, ...]:
    """The passages of a page in their order, white space between them left out.

    A blank line parts paragraphs; a single line break does too, unless the lines are
    hard-wrapped. A page without anything that reads like a sentence is taken as body.
    """
    view = even(text)
    spans = paragraphs(text)
    kinds = _judge([view[a:b] for a, b in spans])
    found: list[Passage] = []
    for number, ((start, end), kind) in enumerate(zip(spans, kinds, strict=True)):
        if kind == "body":
            leading = not any(p.kind == "body" for p in found)
            found += _split_body(view, start, end, number, leading=leading)
        else:
            found.append(Passage(start, end, kind, number))
    return tuple(found)


# --- paragraphs ---------------------------------------------------------------------------


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """The paragraphs of a page as half-open offsets; one that is hard-wrapped spans its lines."""
    lines = [_strip(text, hit.start(), hit.end()) for hit in _LINE.finditer(text)]
    lines = [(a, b) for a, b in lines if a < b]
    wrap = _wrap(text, lines)
    found: list[tuple[int, int]] = []
    for i, (start, end) in enumerate(lines):
        if i and _joins(text, lines[i - 1], lines[i], wrap):
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return tuple(found)


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _blank_between(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    gap = text[left[1] : right[0]].replace("\r\n", "\n").replace("\r", "\n")
    return gap.count("\n") > 1


def _first_word(text: str, line: tuple[int, int]) -> int:
    hit = re.compile(r"\S+").match(text, line[0], line[1])
    return hit.end() - hit.start() if hit else 0


def _wrap(text: str, lines: list[tuple[int, int]]) -> _Wrap | None:
    """How the page is wrapped, None where its lines are paragraphs.

    A line is wrapped where the first word of the next one would no longer have fitted into it:
    that holds for nearly all lines of a wrapped paragraph and for few others. Where only some of
    a page's lines are wrapped, those that break off before a word in lower case tell the width.
    """
    inner = [(a, b) for a, b in pairwise(lines) if not _blank_between(text, a, b)]
    if len(inner) < 2:
        return None
    width = max(end - start for (start, end), _ in inner)
    if 35 <= width <= _WIDEST:
        wrapped = _Wrap(width * (1 - _WRAP_SLACK), width, whole=True)
        if sum(_is_full(text, left, right, wrapped) for left, right in inner) >= 0.6 * len(inner):
            return wrapped
    broken = [end - start for (start, end), right in inner if _breaks_off(text, (start, end), right)]
    widest = max(broken, default=0)
    few = len(broken) < _FEW_BROKEN or widest > _WIDEST
    return None if few else _Wrap(min(broken), widest, whole=False)


def _is_full(text: str, left: tuple[int, int], right: tuple[int, int], wrap: _Wrap) -> bool:
    """Whether two lines are no wider than the lines are, and the second one's first word would not have fitted."""
    length, following = left[1] - left[0], right[1] - right[0]
    return max(length, following) <= wrap.widest and length + 1 + _first_word(text, right) > wrap.least


def _breaks_off(text: str, left: tuple[int, int], right: tuple[int, int]) -> bool:
    """Whether a long line has no end of a sentence and the next one goes on in lower case."""
    unended = not _END.search(even(text[left[0] : left[1]]))
    return left[1] - left[0] >= 40 and text[right[0]].islower() and unended


def _joins(text: str, left: tuple[int, int], right: tuple[int, int], wrap: _Wrap | None) -> bool:
    if _blank_between(text, left, right):
        return False
    if _breaks_off(text, left, right):
        return True
    if wrap is None:
        return False
    if text[right[0]].islower() and not _END.search(even(text[left[0] : left[1]])):
        return True  # on a wrapped page a line of any length goes on in lower case
    if not _is_full(text, left, right, wrap):
        return False
    # where only some lines are wrapped, one that ends a sentence may end its paragraph
    return wrap.whole or not _END.search(even(text[left[0] : left[1]]))


# --- what a paragraph is ------------------------------------------------------------------


def _judge(paragraphs: list[str]) -> list[Kind]:
    """The kind of every paragraph; headings are told from page furniture by what follows."""
    marks = [_furniture(p) for p in paragraphs]
    ended = _end_mark(paragraphs)
    bodies = [i for i, mark in enumerate(marks) if mark == "body" and i <= ended]
    if not bodies:
        bodies = [i for i, mark in enumerate(marks) if mark in ("body", "heading")]
        marks = ["body" if i in bodies else mark for i, mark in enumerate(marks)]
    first, last = (bodies[0], bodies[-1]) if bodies else (-1, -1)
    return [_place(mark, i, len(paragraphs[i].split()), first, last, ended) for i, mark in enumerate(marks)]


def _place(mark: Kind | Literal["heading"], i: int, words: int, first: int, last: int, ended: int) -> Kind:
    if mark == "heading":
        return "boilerplate" if i > last or (i < first and words < 3) else "title"
    return "boilerplate" if mark == "body" and i > ended else mark


def _end_mark(paragraphs: list[str]) -> int:
    """The paragraph in which the agency says that its text ends, else the last one."""
    ends = pages().credit.ends
    for i, paragraph in enumerate(paragraphs):
        if paragraph.casefold().rstrip().endswith(ends):
            return i
    return len(paragraphs)


def _furniture(paragraph: str) -> Kind | Literal["heading"]:
    low = paragraph.casefold()
    if _is_caption(paragraph, low):
        return "caption"
    if _is_boilerplate(low):
        return "boilerplate"
    if _is_byline(paragraph):
        return "byline"
    if _is_credit(paragraph, low):
        return "credit"
    if _is_timeline(paragraph, low):
        return "timeline"
    if _agency_line().fullmatch(paragraph):
        return "dateline"
    return "heading" if _is_heading(paragraph) else "body"


def _start(low: str, words: tuple[str, ...]) -> str | None:
    """The first of the words that the text begins with, as a whole word."""
    if not low.startswith(words):
        return None  # most paragraphs begin with none of hundreds, which one look tells
    return next((w for w in words if low.startswith(w) and not _goes_on(low, w)), None)


def _goes_on(low: str, word: str) -> bool:
    return word[-1].isalnum() and low[len(word) : len(word) + 1].isalnum()


def _starts(low: str, words: tuple[str, ...]) -> bool:
    return _start(low, words) is not None


def _is_boilerplate(low: str) -> bool:
    words = pages().boilerplate
    if not _LETTER.search(low):
        return True
    bare = low.strip(" -*|>»:.[]()")
    if bare in words.lines or low in words.lines:
        return True
    if len(low) < 40 and low.endswith(words.ends):
        return True
    if not _starts(low, words.starts):
        return False
    return len(low) < _SHORT and (not low.endswith(".") or ":" in low[:40] or len(low.split()) < 12)


def _is_byline(paragraph: str) -> bool:
    words = pages().byline
    tokens = paragraph.split()
    if len(tokens) > 14 or paragraph.endswith((".", "?", "!")):
        return False
    low = paragraph.casefold()
    if len(tokens) < 4 and tokens[-1].rstrip(")").endswith(words.ends) and len(tokens) > 1:
        return True
    start = _start(low, words.starts)
    if start is None or len(paragraph) == len(start):
        return False
    rest = re.findall(r"[^\W\d_][\w.'-]*", paragraph[len(start) :])
    return bool(rest) and all(word[0].isupper() or word in words.small for word in rest)


def _is_caption(paragraph: str, low: str) -> bool:
    words = pages().caption
    if len(paragraph) > 400:
        return False
    start = _start(low, words.starts)
    if start is not None and re.match(r"\s*(?:[:=|/(]|by\b|courtesy|$)", low[len(start) :]):
        return True
    if len(paragraph.split()) < 6 and low.endswith(words.ends) and not low.endswith("."):
        return True
    tail = re.search(r"\(([^()]{2,80})\)\.?$", paragraph)
    if tail is None or len(paragraph) > 250:
        return False
    inside = re.findall(r"\w+", tail[1].casefold())
    return any(w in inside for w in words.inside) and _agency_or_photo(tail[1])


def _agency_or_photo(inside: str) -> bool:
    return _agency_name().search(inside) is not None or "photo" in inside.casefold()


def _is_credit(paragraph: str, low: str) -> bool:
    words = pages().credit
    bare = low.lstrip("([-* ")
    if low.strip() in words.ends:
        return True
    if _agency_name().fullmatch(paragraph.strip("()[]-/. ")):
        return True
    return len(paragraph) < 400 and (_starts(bare, words.starts) or _starts(low, words.starts))


def _is_timeline(paragraph: str, low: str) -> bool:
    """A short line that is nothing but dates, clock times, labels and names."""
    words = pages().timeline
    if len(paragraph) > _SHORT:
        return False
    labelled = _starts(low, words.starts)
    if not labelled and not _DIGITS_DATE.search(paragraph) and not _month_date().search(low):
        return False
    if labelled and low.rstrip().endswith(":"):
        return True
    rest = _month_date().sub(" ", _ADDRESS.sub(" ", _DIGITS_DATE.sub(" ", _CLOCK.sub(" ", low))))
    shown = {word for word in re.findall(r"[^\W\d_]+", paragraph) if word[0].islower()}
    left = [word for word in re.findall(r"[^\W\d_]+", rest) if word not in _timeline_words()]
    return len(left) <= 8 and sum(word in shown for word in left) <= 1 and not _END.search(paragraph.rstrip(" .:"))


@cache
def _timeline_words() -> frozenset[str]:
    line = pages().timeline
    every = (*line.words, *line.zones, *line.weekdays)
    return frozenset(part for word in every for part in re.findall(r"[^\W\d_]+", word.casefold()))


@cache
def _month_date() -> re.Pattern[str]:
    """A day with a month's name and a year, or the day with its month alone, in either order."""
    month = r"(?:" + "|".join(pages().timeline.months) + r")[^\W\d_]*\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    return re.compile(rf"\b{day}\s+{month},?\s+\d{{4}}|(?<![^\W\d_]){month}\s+{day},?\s+\d{{4}}")


def _is_heading(paragraph: str) -> bool:
    """No full stop at its end (before an agency's mark of the end), and short; no line that names sources."""
    bare = paragraph.rstrip()
    end = next((end for end in pages().credit.ends if bare.casefold().endswith(end)), "")
    bare = bare[: len(bare) - len(end)].rstrip()
    if _starts(bare.casefold(), _named_sources()):
        return False
    return len(bare.split()) <= _HEADING_WORDS and len(bare) <= _SHORT and not _END.search(bare)


@cache
def _named_sources() -> tuple[str, ...]:
    return tuple(f"{word}:" for word in pages().credit.sources)


# --- inside a body paragraph ---------------------------------------------------------------


def _split_body(view: str, start: int, end: int, number: int, *, leading: bool) -> Iterator[Passage]:
    """The dateline before and the credit after the sentences of one paragraph."""
    hit = _dateline(view, start, end, leading=leading)
    if hit is not None:
        a, b = _strip(view, start, hit)
        yield Passage(a, b, "dateline", number)
        start = hit
    tail = _credit_tail(view, start, end)
    first, last = _strip(view, start, end if tail is None else tail)
    if first < last:
        yield Passage(first, last, "body", number)
    if tail is not None:
        a, b = _strip(view, tail, end)
        yield Passage(a, b, "credit", number)


def _dateline(view: str, start: int, end: int, *, leading: bool) -> int | None:
    """Where the dateline at the start of a paragraph ends, None where there is none."""
    head = view[start : min(end, start + 140)]
    hit = _strong_dateline().match(head) or (_weak_dateline().match(head) if leading else None)
    if hit is None or start + hit.end() >= end:
        return None
    place = re.match(r"[^\W\d_]+", hit[0].lstrip("(["))
    if place and place[0] in pages().dateline.no_places:
        return None
    return start + hit.end()


_UPPER = r"[A-ZÀ-ÖØ-ÞА-ЯЁ]"
_PLACE = rf"(?:{_UPPER}[{_UPPER[1:-1]}.'-]+(?:[ /-](?:{_UPPER}[{_UPPER[1:-1]}.'-]*|and|of|de|on))*)"
_BRACKET = rf"\({_UPPER}[^()]{{1,40}}\)"
_MIXED = rf"(?:{_UPPER}[\w.'-]*(?: {_UPPER}[\w.'-]*){{0,3}})"


@cache
def _strong_dateline() -> re.Pattern[str]:
    """A place, a date or an agency in the form that only datelines have."""
    month = r"(?:" + "|".join(pages().timeline.months) + r")[^\W\d_]*\.?"
    day = rf"(?:(?i:{month})\s\d{{1,2}}(?:,?\s\d{{4}})?|\d{{1,2}}\s(?i:{month})(?:\s\d{{4}})?)"
    name = _agency_name().pattern
    agency = rf"(?:\((?:{name})[^()]{{0,30}}\)|/(?:{name})/|\[(?:{name})\])"
    where = rf"(?:{_PLACE}|{_MIXED})(?:, {_MIXED})?"
    sep = r"\s?(?:--?|:|\.|=)(?=\s)"
    forms = (
        rf"{where}(?:,\s{day})?,?\.?\s{agency}(?:{sep})?",
        rf"{where},\s{day}(?:,?\s{_BRACKET})?\.?(?:{sep})",
        rf"{day}\s{agency}(?:{sep})?",
        rf"{day},?\s{_PLACE}(?:{sep})",
        rf"{agency}\s?(?:--?|:)(?=\s)",
        rf"{_PLACE}(?:, {_MIXED})?\s?--?(?=\s)",
        rf"{where},\s{day}\s?--?\s(?:{name})\.",
        rf"\([^()]{{1,30}}=(?:{name})\)(?:\s[가-힣]{{2,4}}\s(?:{'|'.join(pages().byline.ends)}))*\s=",
        r"(?:新华社|【)[^\s】]{2,20}(?:电】?)",
    )
    return re.compile(r"(?:" + "|".join(forms) + r")\s*")


@cache
def _weak_dateline() -> re.Pattern[str]:
    """Before a page's first sentence alone: a known place before a dash or a colon, a whole date before a dash, a place
    in capitals with a name in brackets, as of an outlet that no list of agencies has."""
    places = any_of(pages().dateline.places)
    month = r"(?:" + "|".join(pages().timeline.months) + r")[^\W\d_]*\.?"
    dated = rf"(?:(?i:{month})\s\d{{1,2}},?\s\d{{4}}|\d{{1,2}}\s(?i:{month})\s\d{{4}})\s?--?\s+(?={_UPPER})"
    signed = rf"{_PLACE}(?:, {_MIXED})?\s{_BRACKET}\s?--?\s+(?=\S)"
    return re.compile(rf"(?i:{places})(?:, {_MIXED})?\s?(?:--?|:)\s+(?=\S)|{dated}|{signed}")


@cache
def _agency_name() -> re.Pattern[str]:
    names = any_of(name for agency in pages().agencies for name in agency.names)
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)")


@cache
def _agency_line() -> re.Pattern[str]:
    """A line with an agency and a place and nothing else: ``AP, UNITED NATIONS``."""
    name = _agency_name().pattern
    return re.compile(rf"(?:{name})\s?[,/-]\s?{_PLACE}(?:, {_MIXED})?|{_PLACE}\s?[,/-]\s?(?:{name})")


@cache
def _tails() -> re.Pattern[str]:
    words = "|".join(re.escape(word) for word in pages().credit.tails)
    ends = "|".join(re.escape(word) for word in pages().credit.ends)
    name = _agency_name().pattern
    return re.compile(
        rf"[(\[](?i:{words})\s[^()]*(?:\([^()]*\)[^()]*)*[)\]]$"
        rf"|[(\[/-]+(?:{name})[)\]/]$|(?i:{ends})$|© ?\S.*$"
    )


def _credit_tail(view: str, start: int, end: int) -> int | None:
    """Where the credit at a paragraph's end begins."""
    for hit in _tails().finditer(view, start, end):
        before = view[start : hit.start()].rstrip()
        if not before or before[-1] in ".!?\"')다" or hit[0].startswith(("(", "[")):
            return hit.start()
    return None
