"""The words of one name are read by one language: a name's readings, parted by the system they belong to."""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.parties.names.word import Word


def by_system(words: tuple[Word, ...]) -> tuple[tuple[Word, ...], ...]:
    """The same words once for each system in which all of them can be read; readings of no system fit any.

    Names whose readings belong to no system, or to one, come back as they are.
    """
    systems = list(dict.fromkeys(one.system for word in words for one in word.readings if one.system))
    if len(systems) < 2:
        return (words,)
    read = [tuple(_in(word, system) for word in words) for system in systems]
    whole = tuple(row for row in read if all(word.readings for word in row))
    return whole or (words,)


def _in(word: Word, system: str) -> Word:
    return replace(word, readings=tuple(one for one in word.readings if one.system in (None, system)))
