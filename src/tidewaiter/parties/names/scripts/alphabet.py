"""The words of scripts that write every vowel: one piece after another, each with what it means or how it reads."""

from __future__ import annotations

import re
from collections.abc import Callable

from tidewaiter.parties.names.scripts.lexicon import Meaning
from tidewaiter.parties.names.word import Reading, Word, WordRole


def read_words(
    text: str,
    pieces: re.Pattern[str],
    *,
    fold: Callable[[str], str],
    meaning: Callable[[str], Meaning | None],
    readings: Callable[[str], tuple[Reading, ...]],
    capitals: bool = False,
) -> tuple[Word, ...]:
    """The words of ``text``: ``fold`` gives a piece in small letters, for which ``meaning`` and ``readings`` are asked.

    With ``capitals`` a short legal form counts only where it stands in capitals: as a word it may be a name.
    """
    found = []
    for piece in pieces.finditer(text):
        plain = fold(piece.group())
        if not plain:
            continue
        told = meaning(plain)
        if told and told[0] == "form" and capitals and len(plain) < 5 and not piece.group().isupper():
            told = None
        role, given = told or _plain_word(plain, readings)
        if given:
            found.append(Word(piece.group(), piece.start(), piece.end(), given, role))
    return tuple(found)


def _plain_word(plain: str, readings: Callable[[str], tuple[Reading, ...]]) -> tuple[WordRole, tuple[Reading, ...]]:
    if plain.isdecimal():
        return "number", (Reading(str(int(plain))),)
    return ("initial" if len(plain) == 1 else "name"), readings(plain)


def no_meaning(_plain: str) -> None:
    """For persons, whose names hold no words of organisations."""
