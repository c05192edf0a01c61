"""Takes an item text apart into words, each with its place in the text.

Words are folded so that a text and the lexicon meet: lower case, no accents, no possessive, hyphens and joints between
letters and digits split ("Il-62M" is "il", "62", "m"). Russian words lose their case endings. Korean and Chinese runs
are cut by the lexicon's own vocabulary, the longest word first, because spaces do not part their words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import NamedTuple

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_HANGUL = "\uac00-\ud7a3"
_TOKEN = re.compile(
    rf"(?P<latin>[A-Za-z\u00c0-\u024f]+)(?:['’]s\b)?"
    rf"|(?P<number>\d+(?:[.,]\d+)*)"
    rf"|(?P<cyrillic>[\u0400-\u04ff]+(?:/[\u0400-\u04ff]+)*)"
    rf"|(?P<run>[{_HAN}{_HANGUL}]+(?: [{_HAN}{_HANGUL}]+)*)"
    rf"|(?P<stop>[,;:()\[\]/|&+\n·、，；：（）。])"
)
_ENDINGS = (
    "иями", "ями", "ами", "иях", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иям",
    "ов", "ев", "ей", "ой", "ый", "ий", "ая", "яя", "ое", "ее", "ые", "ие", "ам", "ям", "ах", "ях", "ом", "ем",
    "ую", "юю", "ых", "их", "ия", "ию", "ии", "ый",
    "а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й",
)  # fmt: skip
_STEM_AT_LEAST = 3
# a Korean word of one syllable counts only where a particle or nothing follows it
_PARTICLES = "을를이가은는과와도의로에,"


class Tokens(NamedTuple):
    """Three lists of one length: the folded words, and where each starts and ends in the text."""

    words: list[str]
    starts: list[int]
    ends: list[int]


def fold(word: str) -> str:
    """One Latin word in lower case without accents."""
    if word.isascii():
        return word.lower()
    plain = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in plain if not unicodedata.combining(c))


def stem(word: str) -> str:
    """One Russian word without its case ending: a light rule, at least three letters stay."""
    word = word.lower().replace("ё", "е")
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _STEM_AT_LEAST:
            return word[: -len(ending)]
    return word


def tokenize(text: str, *, spelling: Mapping[str, str], vocabulary: Mapping[str, tuple[str, ...]]) -> Tokens:
    """The words of ``text``.

    ``spelling`` maps a variant to the spelling of the lexicon; ``vocabulary`` maps a first character to the Korean or
    Chinese words that begin with it, the longest first.
    """
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for hit in _TOKEN.finditer(text):
        group = hit.lastgroup
        start, end = hit.span()
        if group == "latin":
            word = hit[1]
            word = word.lower() if word.isascii() else fold(word)
            word = spelling.get(word, word)
        elif group == "cyrillic":
            word = stem(hit[0])
        elif group == "run":
            _cut(hit[0], start, vocabulary, words, starts, ends)
            continue
        else:
            word = hit[0]
        words.append(word)
        starts.append(start)
        ends.append(end)
    return Tokens(words, starts, ends)


def _cut(
    run: str,
    offset: int,
    vocabulary: Mapping[str, tuple[str, ...]],
    words: list[str],
    starts: list[int],
    ends: list[int],
) -> None:
    """Cuts a run of syllables or characters, spaces in it included, into known words and what is left."""
    at = 0
    rest = -1
    while at < len(run):
        word, end = ("", at) if run[at] == " " else _longest(run, at, vocabulary)
        if word or run[at] == " ":
            if rest >= 0:
                _put(run[rest:at], rest + offset, at + offset, words, starts, ends)
                rest = -1
            if word:
                _put(word, at + offset, end + offset, words, starts, ends)
            at = max(end, at + 1)
            continue
        rest = at if rest < 0 else rest
        at += 1
    if rest >= 0:
        _put(run[rest:], rest + offset, len(run) + offset, words, starts, ends)


def _put(word: str, start: int, end: int, words: list[str], starts: list[int], ends: list[int]) -> None:
    words.append(word)
    starts.append(start)
    ends.append(end)


def _longest(run: str, at: int, vocabulary: Mapping[str, tuple[str, ...]]) -> tuple[str, int]:
    for word in vocabulary.get(run[at], ()):
        end = _reach(run, at, word)
        if end and (len(word) > 1 or _stands_alone(run, at)):
            return word, end
    return "", at


def _reach(run: str, at: int, word: str) -> int:
    """Where ``word`` ends if it begins at ``at``, spaces between its syllables passed over; 0 if it does not."""
    if run.startswith(word, at):
        return at + len(word)
    for char in word:
        while at < len(run) and run[at] == " ":
            at += 1
        if at >= len(run) or run[at] != char:
            return 0
        at += 1
    return at


def _stands_alone(run: str, at: int) -> bool:
    if not "\uac00" <= run[at] <= "\ud7a3":
        return True
    before = run[at - 1] if at else " "
    after = run[at + 1] if at + 1 < len(run) else " "
    return before == " " and (after == " " or after in _PARTICLES)
