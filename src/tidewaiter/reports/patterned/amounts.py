"""Amounts in Russian and Korean: numbers with their words (тыс., млн; 천, 만, 억) and a unit."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

from tidewaiter.model import Document, Money, Quantity, cut
from tidewaiter.reports.patterned.lexicon import Lexicon, Table

_DIGITS = r"\d{1,3}(?:[ \u00a0]\d{3})+(?:,\d+)?|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:[.,]\d+)?"
_GAP = re.compile(r"[\s\u00a0]*(?:여\s|여|가량|по|[а-яё]+[ыи]х)?[\s\u00a0]*")


def find(document: Document, start: int, end: int, words: Lexicon) -> tuple[Quantity, ...]:
    """The amounts told in ``document.text[start:end]``, money apart, each with its evidence."""
    out = []
    for amount, unit, a, b in _amounts(document.text, start, end, words, words.units):
        span = cut(document.id, document.text, a, b)
        out.append(Quantity(amount, unit, span.quote, (span,)))
    return tuple(out)


def find_money(document: Document, start: int, end: int, words: Lexicon) -> tuple[Money, ...]:
    """The sums of money told in ``document.text[start:end]``."""
    out = []
    for amount, code, a, b in _amounts(document.text, start, end, words, words.currencies):
        span = cut(document.id, document.text, a, b)
        each = words.lists["each"].match(document.text, b + 1) or words.lists["each"].search(
            document.text, max(a - 8, 0), a
        )
        out.append(Money(amount, code, span.quote, "unit" if each else "total", (span,)))
    return tuple(out)


def _amounts(text: str, start: int, end: int, words: Lexicon, units: Table) -> Iterator[tuple[float, str, int, int]]:
    at = start
    while (number := _number(text, at, end, words)) is not None:
        amount, first, last = number
        at = last
        gap = _GAP.match(text, last, end)
        behind = gap.end() if gap else last
        unit = units.pattern.match(text, behind, end) or units.pattern.match(text, last, end)
        if unit is not None:
            found = units._told(unit)
            yield amount, found[0], first, found[1]
            at = found[1]


_KOREAN = re.compile(rf"(?<![\w.,])(?:{_DIGITS})(?:\s?[천만억조백]+\s?(?:\d[\d,]*)?)*")


@functools.cache
def _russian(sizes: tuple[str, ...]) -> re.Pattern[str]:
    """Digits with "тыс.", "млн" behind them, or a number in words."""
    size = "(?:" + "|".join(sorted(map(re.escape, sizes), key=len, reverse=True)) + r")(?!\w)"
    digits = rf"(?P<digits>{_DIGITS})(?:[ \u00a0](?P<size>{size}))?"
    return re.compile(rf"(?<![\w.,])(?:{digits}|(?P<word>{size})(?:\s(?P<more>{size}))?)", re.IGNORECASE)


def _number(text: str, start: int, end: int, words: Lexicon) -> tuple[float, int, int] | None:
    """The next number of the stretch: its value, where it begins and ends."""
    if words.raw.language == "ko":
        hit = _KOREAN.search(text, start, end)
        return (_korean(hit[0]), hit.start(), hit.end()) if hit else None
    pattern = _russian(tuple(words.numbers))
    hit = pattern.search(text, start, end)
    if hit is None:
        return None
    if hit["digits"]:
        value = float(hit["digits"].replace(" ", "").replace("\u00a0", "").replace(",", "."))
        return value * words.numbers.get((hit["size"] or "").lower(), 1.0), hit.start(), hit.end()
    value = words.numbers[hit["word"].lower()]
    return value * words.numbers.get((hit["more"] or "").lower(), 1.0), hit.start(), hit.end()


_SIZES = {"백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12}


def _korean(text: str) -> float:
    """ "1만 4천" is 14,000; "3천만" 30,000,000."""
    total = 0.0
    for digits, sizes in re.findall(r"(\d[\d,.]*)\s?([천만억조백]*)", text):
        value = float(digits.replace(",", "").rstrip(".") or 0)
        for size in sizes:
            value *= _SIZES[size]
        total += value
    return total
