"""The words of one name are read by one language: a name's readings, parted by the system they belong to."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from tidewaiter.parties.names.word import Word

MOST = 5  # systems in which one name is read: each is one more name to look for

Row = tuple[Word, ...]

_NAMES = ("name", "family", "given", "patronymic", "common")


def by_system(words: Row) -> tuple[Row, ...]:
    """The same words once for each system in which all of them can be read; readings of no system fit any.

    Names whose readings belong to no system, or to one, come back as they are. A system whose readings another one
    before it has as well is left out, and so are those behind the fifth.
    """
    systems = list(dict.fromkeys([one.system for word in words for one in word.readings if one.system]))
    if len(systems) < 2:
        return (words,)
    read = [tuple(_in(word, system) for word in words) for system in systems]
    kept: list[Row] = []
    for row in read:
        if all(word.readings for word in row) and not any(_holds(other, row) for other in kept):
            kept.append(row)
    return tuple(kept[:MOST]) or (words,)


def by_script(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    """The words, and where a name stands in two scripts side by side ("KIM JONG UN 金正恩") each of the two alone."""
    scripts = [_script(word.text) for word in words]
    if len(set(scripts)) < 2:
        return (words,)
    parts = [
        tuple(word for word, own in zip(words, scripts, strict=True) if own == one) for one in dict.fromkeys(scripts)
    ]
    if any(all(word.role not in _NAMES for word in part) for part in parts):
        return (words,)
    return (words, *parts)


@lru_cache(maxsize=65536)
def _script(text: str) -> str:
    sign = next((sign for sign in text if sign.isalpha()), "")
    return "LATIN" if sign.isascii() else unicodedata.name(sign, "LATIN").split()[0]


def _in(word: Word, system: str) -> Word:
    return word._replace(readings=tuple(one for one in word.readings if one.system in (None, system)))


def _holds(row: Row, other: Row) -> bool:
    """Whether each word of a row has all the letters of the other's."""
    pairs = zip(row, other, strict=True)
    return all({one.letters for one in two.readings} <= {one.letters for one in word.readings} for word, two in pairs)
