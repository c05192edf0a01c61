"""Codes of the Harmonized System that stand in the text itself: "HS 8703", "HTS CODE : 6109901065", "HS 86 to 89"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from tidewaiter.goods.lexicon import grammar
from tidewaiter.goods.tokens import fold_words

_DIGITS = r"\d{2,4}(?:[.\s]?\d{2,4}){0,4}|\d{4,12}"
_CHAPTERS = range(1, 98)
# A range of headings longer than this is a slip of the pen, not a list.
_LONGEST_RANGE = 120
_LONGEST_CODE = 12


@cache
def _pattern() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    words = "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in sorted(grammar().code_words, key=len, reverse=True))
    ranges = "|".join(re.escape(w) for w in grammar().code_ranges)
    code = rf"(?:{_DIGITS})"
    between = rf"\s*(?:-|–|{ranges})\s*"
    more = rf"(?:(?:\s*(?:,|;|/|&|\band\b|\bor\b)\s*|{between})(?:{code}|\d\b))*"
    dotted = re.compile(r"(?<![\w.])(?P<codes>\d{4}\.\d{2}(?:\.\d{2}){1,3})(?![\w.])")
    whole = re.compile(
        rf"(?<!\w)(?:{words})\s*(?:[:.#№=]|\bno\b\.?)?\s*(?P<codes>{code}{more})(?![\w%])", re.IGNORECASE
    )
    part = re.compile(rf"(?P<first>{code}|\d)(?:{between}(?P<last>{code}))?", re.IGNORECASE)
    return whole, dotted, part


@cache
def openings() -> tuple[str, ...]:
    """The words, as ``tokens.py`` folds them, one of which stands before every code that has a word before it."""
    return tuple(dict.fromkeys(fold_words(word, {})[0] for word in grammar().code_words))


def find_codes(text: str) -> tuple[tuple[str, ...], tuple[tuple[int, int], ...]]:
    """The codes (digits only, two to twelve of them, a range written out) and the stretches of text they stand in.

    A code with two dots or more ("8703.23.00") needs no word before it. What does not begin with a chapter of the
    Harmonized System is no code and is passed over.
    """
    whole, dotted, part = _pattern()
    codes: list[str] = []
    places: list[tuple[int, int]] = []
    for hit in (*whole.finditer(text), *dotted.finditer(text)):
        found = [c for piece in part.finditer(hit["codes"]) for c in _codes(piece["first"], piece["last"])]
        if found:
            codes += found
            places.append(hit.span())
    return tuple(dict.fromkeys(codes)), tuple(places)


def _codes(first: str, last: str | None) -> Iterator[str]:
    start = re.sub(r"\D", "", first).zfill(2)  # "8" in a list of chapters is 08
    end = re.sub(r"\D", "", last or "")
    if end and len(end) == len(start) and 0 < int(end) - int(start) <= _LONGEST_RANGE:
        yield from _known(str(n).zfill(len(start)) for n in range(int(start), int(end) + 1))
    else:
        yield from _known([start, end] if end else [start])


def _known(codes: Sequence[str] | Iterator[str]) -> Iterator[str]:
    for code in codes:
        if len(code) <= _LONGEST_CODE and int(code[:2]) in _CHAPTERS and code[2:4] != "00":
            yield code
