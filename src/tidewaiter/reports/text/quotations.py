"""Where quotation marks open and close."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

SCARE_WORDS = 8
_PARTNER = {"“": "”", "„": "“”", "«": "»", "「": "」", "『": "』", '"': '"', "‘": "’", "'": "'", "‹": "›", "《": "》"}
_OPENERS = frozenset("“„«「『‹《")
_CLOSERS = frozenset("”»」』›》")
_SINGLE = frozenset("'‘’")
_BEFORE_OPENING = frozenset(" \t\r\n\u00a0\u2009\u202f([{-–—―/:=,“‘\"'«「『…・·")
_BREAK = re.compile(r"(?:\r\n|\r|\n)[ \t]*(?:(?:\r\n|\r|\n)[ \t]*)+")
_ELIDED = re.compile(r"\d\d?0?s?\b|(?:n|em|til|tis|twas|cause)\b", re.IGNORECASE)  # the '90s, rock 'n' roll
_WORD = re.compile(r"[\u4e00-\u9fff]{1,2}|[^\W\u4e00-\u9fff]+(?:['’-][^\W]+)*")


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks.

    ``start`` and ``end`` take the marks in, ``inner_start`` and ``inner_end`` leave them out.
    ``closed`` is False where no closing mark stands before the paragraph ends;
    ``continues`` where the next paragraph takes the quotation up with another opening mark.
    ``scare`` says only that fewer than eight words stand inside. ``level`` is 0 for an outer
    quotation, 1 for one inside it.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool
    scare: bool
    continues: bool = False
    level: int = 0


@dataclass(slots=True)
class _Open:
    mark: str
    at: int


def quotations(text: str, start: int, end: int) -> tuple[Quotation, ...]:
    """The quotations in ``text[start:end]``, by their start; nested ones follow the outer one.

    An apostrophe is no mark: a single mark opens only before a word, and only where another
    one closes it in the same paragraph. A quotation that nothing closes ends with its
    paragraph (at a blank line, or at ``end``).
    """
    found: list[Quotation] = []
    for first, last in _paragraphs(text, start, end):
        found += _read_paragraph(text, first, last)
    return tuple(sorted(found, key=lambda q: (q.start, q.level)))


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    at = start
    for gap in _BREAK.finditer(text, start, end):
        yield at, gap.start()
        at = gap.end()
    yield at, end


def _read_paragraph(text: str, start: int, end: int) -> list[Quotation]:
    stack: list[_Open] = []
    found: list[Quotation] = []
    for i in range(start, end):
        mark = text[i]
        if mark in _SINGLE:
            _read_single(text, i, start, end, stack, found)
        elif mark == '"' or mark in _OPENERS or mark in _CLOSERS:
            _read_double(text, i, start, end, stack, found)
    while stack:
        last = stack.pop()
        if last.mark not in _SINGLE:
            found.append(_unclosed(text, last.at, start, end, len(stack)))
    return found


def _read_double(text: str, i: int, start: int, end: int, stack: list[_Open], found: list[Quotation]) -> None:
    mark = text[i]
    closes = _closes(stack, mark)
    if closes is not None:
        opened = stack[closes]
        del stack[closes:]
        found.append(_quotation(text, opened.at, i + 1, i, closed=True, level=closes))
    elif mark in _OPENERS or _can_open(text, i, start, end):
        stack.append(_Open(mark if mark in _PARTNER else '"', i))


def _closes(stack: list[_Open], mark: str) -> int | None:
    """Which open mark this one closes: the innermost that it fits; a straight or a closing
    mark fits any double mark, for pages mix them."""
    for k in range(len(stack) - 1, -1, -1):
        opened = stack[k].mark
        if opened in _SINGLE:
            continue
        if mark in _PARTNER[opened] or (mark in '"”' and opened in '"“„'):
            return k
        return None
    return None


def _can_open(text: str, i: int, start: int, end: int) -> bool:
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    return before in _BEFORE_OPENING and not after.isspace()


def _read_single(text: str, i: int, start: int, end: int, stack: list[_Open], found: list[Quotation]) -> None:
    if stack and stack[-1].mark in _SINGLE:
        if _can_close_single(text, i, start, end) and not _is_possessive(text, i, end, stack):
            opened = stack.pop()
            found.append(_quotation(text, opened.at, i + 1, i, closed=True, level=len(stack)))
        return
    after = text[i + 1] if i + 1 < end else " "
    before = text[i - 1] if i > start else " "
    if text[i] == "’" or before not in _BEFORE_OPENING or not (after.isalnum() or after in '"“…['):
        return
    if _ELIDED.match(text, i + 1):
        return
    limit = _enclosing_end(text, i, end, stack)
    if any(_can_close_single(text, k, start, end) for k in range(i + 1, limit) if text[k] in _SINGLE):
        stack.append(_Open(text[i], i))


def _enclosing_end(text: str, i: int, end: int, stack: list[_Open]) -> int:
    """A single-marked quotation ends before the double-marked one around it does."""
    if not stack:
        return end
    ends = [at for mark in _PARTNER[stack[-1].mark] if (at := text.find(mark, i, end)) >= 0]
    return min(ends, default=end)


def _can_close_single(text: str, i: int, start: int, end: int) -> bool:
    before = text[i - 1] if i > start else " "
    after = text[i + 1] if i + 1 < end else " "
    if text[i] == "‘" or before.isspace() or before in "([{":
        return False
    # in Korean a particle follows the closing mark without a space
    return not after.isalnum() or "가" <= after <= "힣"


def _is_possessive(text: str, i: int, end: int, stack: list[_Open]) -> bool:
    """``the leaders' car`` inside single marks: an s before, a word after, and a better mark later."""
    if text[i - 1] not in "sS" or not re.match(r" [^\W\d]", text[i + 1 : i + 3]):
        return False
    limit = _enclosing_end(text, i, end, stack[:-1])
    return any(_can_close_single(text, k, 0, end) for k in range(i + 1, limit) if text[k] in _SINGLE)


def _unclosed(text: str, at: int, start: int, end: int, level: int) -> Quotation:
    stop = end
    while stop > at + 1 and text[stop - 1].isspace():
        stop -= 1
    rest = text[end : end + 40].lstrip()
    continues = level == 0 and "\n" in text[end : end + 4] + ("\n" if "\r" in text[end : end + 4] else "")
    continues = continues and rest[:1] != "" and rest[:1] in '"“„«'
    return _quotation(text, at, stop, stop, closed=False, level=level, continues=continues)


def _quotation(
    text: str, start: int, end: int, inner_end: int, *, closed: bool, level: int, continues: bool = False
) -> Quotation:
    words = len(_WORD.findall(text, start + 1, inner_end))
    return Quotation(start, end, start + 1, inner_end, closed, words < SCARE_WORDS, continues, level)
