"""Where sentences end."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.pages import pages

_STOP = re.compile(r"[.!?]+|…|[。！？]+|\n[ \t\r]*\n\s*")
_CLOSERS = "\"')]}”’»」』）"
_OPENERS = "\"'([{“‘«「『-–—"
_TOKEN = re.compile(r"[^\s\"'()\[\]{}“”‘’«»]*$")
_NUMBER_NEXT = re.compile(r"[(\[]?(?:\d|[IVXL]+\b|[a-z]\))")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_INITIALS = re.compile(r"[A-ZА-ЯЁÀ-Þ](?:\.-?[A-ZА-ЯЁÀ-Þ])*")
_NOTE = re.compile(r"\s?\[\d[\d\s,-]*\](?=\s|$)")  # the number of a footnote after the full stop
_LOST_SPACE = re.compile(r"[\"'(]?(?:[A-ZÀ-Þ][a-zß-ÿ]+['’]?[a-z]*[ ,]|[AI] )")
_WORD_END = re.compile(r"(?:^|\s)[\"'(]?(?:[^\W\d_]|['-])*[a-zß-ÿ]{3}$")
_BRACKET_REACH = 400


def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """The sentences of ``text[start:end]`` as half-open offsets, white space at the edges left out.

    Nothing is split inside brackets, after an abbreviation or an initial, in a number or an
    address, or before a word in lower case; closing marks after the full stop belong to the
    sentence. A blank line ends a sentence. A long quotation is split like other text.
    """
    view = even(text[start:end])
    found = []
    at = 0
    for stop in _stops(view):
        found.append(_trim(view, at, stop))
        at = stop
    found.append(_trim(view, at, len(view)))
    return tuple((start + a, start + b) for a, b in found if a < b)


def _trim(view: str, start: int, end: int) -> tuple[int, int]:
    while start < end and view[start].isspace():
        start += 1
    while end > start and view[end - 1].isspace():
        end -= 1
    return start, end


def _stops(view: str) -> Iterator[int]:
    brackets = _brackets(view)
    last = 0
    for hit in _STOP.finditer(view):
        if hit[0].isspace():
            yield hit.end()
            last = hit.end()
            continue
        end = hit.end()
        while end < len(view) and view[end] in _CLOSERS:
            end += 1
        if note := _NOTE.match(view, end):
            end = note.end()
        if any(opened < hit.start() and end <= closed for opened, closed in brackets):
            continue
        if end < len(view) and _ends(view, last, hit.start(), hit[0], end):
            yield end
            last = end


def _brackets(view: str) -> list[tuple[int, int]]:
    """The round brackets that close again soon, outermost only."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for hit in re.finditer(r"[()]|\n\s*\n", view):
        if hit[0] == "(":
            opened.append(hit.start())
        elif hit[0] != ")":
            opened.clear()
        elif opened:
            at = opened.pop()
            if not opened and hit.start() - at <= _BRACKET_REACH:
                found.append((at, hit.start()))
    return found


def _ends(view: str, last: int, at: int, mark: str, end: int) -> bool:
    """Whether the mark at ``at``, with its closers up to ``end``, ends the sentence begun at ``last``."""
    if mark[0] in "。！？":
        return True
    if not view[end].isspace():
        return _glued(view, at, mark, end)
    after = view[end:].lstrip()
    word = after.lstrip(_OPENERS)
    if not word:
        return bool(after)
    if word[0].islower():
        return False
    if mark != ".":
        return mark[0] != "…" or not word[0].isdigit()
    return _full_stop(view, last, at, word, quoted=end > at + 1 or after[0] in _OPENERS)


def _glued(view: str, at: int, mark: str, end: int) -> bool:
    """Where the space is missing: in Korean between a syllable of an ending and another syllable, in
    other scripts where a word in lower case meets one that begins with a capital."""
    if mark in (".", "!", "?") and _LOST_SPACE.match(view, end) and _WORD_END.search(view[max(at - 40, 0) : at]):
        return True
    return mark == "." and at > 0 and view[at - 1] in "다요죠까음함임" and "가" <= view[end] <= "힣"


def _full_stop(view: str, last: int, at: int, word: str, *, quoted: bool) -> bool:
    token = (_TOKEN.search(view[max(last, at - 30) : at]) or [""])[0]
    first = re.split(r"[^\w.]", word, maxsplit=1)[0].rstrip(".")
    kind = _abbreviation(token)
    if token.isdigit() and len(token) < 4 and not view[last : at - len(token)].strip():
        return False  # "1. Decides": the number of an item
    if kind == "never":
        return False
    if kind == "number":
        return not _NUMBER_NEXT.match(word)
    if kind == "clock":
        return first.casefold() not in _clock_words() and (first in _starts() or not first[:1].isdigit())
    if kind == "maybe":
        return first in _starts() or quoted
    return True


def _abbreviation(token: str) -> str | None:
    never, number, maybe, clock = _classes()
    bare = token.rsplit("-", 1)[-1]
    if token.casefold() in clock:
        return "clock"
    if token in maybe or _DOTTED.fullmatch(token):
        return "maybe"
    if token in never or (bare in never and token[:1].isupper()):
        return "never"
    if _INITIALS.fullmatch(token):
        return "maybe"
    return "number" if token in number else None


@cache
def _classes() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    kinds = pages().abbreviations
    number = {form for word in kinds.number for form in (word, word.upper(), word.lower())}
    never = {form for word in kinds.never for form in (word, word.upper())}
    return frozenset(never), frozenset(number), frozenset(kinds.maybe), frozenset(kinds.clock)


@cache
def _starts() -> frozenset[str]:
    return frozenset(pages().sentence_starts)


@cache
def _clock_words() -> frozenset[str]:
    """What may follow "a.m." inside the sentence: weekdays, months, zones."""
    line = pages().timeline
    return frozenset(word.casefold() for word in (*line.weekdays, *line.months, *line.zones)) | {"local"}
