"""A name as words: what stands written, and how each word may be written in Latin letters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple

WordRole = Literal[
    "name", "family", "given", "patronymic", "particle", "form", "common", "number", "initial", "title", "suffix"
]


class Reading(NamedTuple):
    """One way to write a word in Latin letters.

    ``letters`` are a-z and 0-9, without marks or spaces; a word of a script that leaves short vowels out may hold the
    signs A (alif), W (waw), Y (ya), E (ayn), M (ta marbuta), of which each stands for several letters or none.
    ``cost`` says in hundredths how much weaker an agreement on this reading is: 0 is the usual reading or the word
    itself, 5 another system of romanisation, 20 a rare reading, a nickname or a translation that is not the only one.
    ``system`` names the language or system where a script has several ("pinyin", "cantonese", "korean"): the words of
    one name are read by one system. None fits any.
    """

    letters: str
    cost: int = 0
    system: str | None = None


class Word(NamedTuple):
    """A word of a name.

    ``text`` stands between ``start`` and ``end`` of the name as written (code points); ``readings`` hold at least one,
    the best first, no letters twice in one system. ``bare`` is set where short vowels are not written (Arabic, Hebrew).

    Roles: "family", "given" and "patronymic" only where script, language or the list tells them, "patronymic" also a
    by-name in quotation marks, which is left out as often; "particle" (al, bin, van, de, of, the); "form" is a legal
    form of an organisation, read as its kind ("ООО" and "Ltd" are one); "common" a word that says what an organisation
    does (trading, shipping, bank, ministry), in English if translated; "number" has digits as letters ("II", "second",
    "제2" are "2"); "title" (Dr, Haji, General); "suffix" (Jr).
    """

    text: str
    start: int
    end: int
    readings: tuple[Reading, ...]
    role: WordRole = "name"
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Spelling:
    """A name read as words, in the order written. ``notes`` say what was removed or could not be read."""

    text: str
    words: tuple[Word, ...]
    notes: tuple[str, ...] = ()
