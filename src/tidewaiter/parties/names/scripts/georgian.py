"""Names in Georgian letters: the national system without its apostrophes, and the spellings of the press beside it."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.alphabet import no_meaning, read_words
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word

RANGES = ((0x10A0, 0x10FF), (0x1C90, 0x1CBF), (0x2D00, 0x2D2F))

_TOKEN = re.compile(r"\d+|[^\W\d_]+")


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in Georgian letters; offsets are those of ``text``."""
    meaning = no_meaning if kind == "person" else _meanings().get
    return read_words(text, _TOKEN, fold=_small, meaning=meaning, readings=_readings)


def _small(text: str) -> str:
    """Mkhedruli letters for the capitals and the church letters, which have the same names."""
    return "".join(_modern(letter) for letter in text.lower())


@cache
def _modern(letter: str) -> str:
    if "\u2d00" <= letter <= "\u2d2f":
        name = unicodedata.name(letter, "").removeprefix("GEORGIAN SMALL LETTER ")
        return unicodedata.lookup(f"GEORGIAN LETTER {name}") if name else letter
    return letter


@cache
def _letters() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("georgian-letters")}


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    return load_readings("georgian-names")


@cache
def _meanings() -> dict[str, Meaning]:
    return load_meanings("georgian-organisations")


@lru_cache(maxsize=KEPT)
def _readings(plain: str) -> tuple[Reading, ...]:
    """The national system; q heard as k, j written dzh, p written f; the forms that Russian and French passed on."""
    letters = _letters()
    usual = "".join(letters.get(letter, letter if letter.isascii() else "") for letter in plain)
    found = [*_names().get(plain, ()), Reading(usual)]
    for letter, sound, cost in (("ჯ", "dzh", 0), ("ღ", "g", 0), ("ფ", "f", 5), ("ხ", "h", 3), ("შ", "ch", 8)):
        if letter in plain:
            turned = {**letters, letter: sound}
            found.append(Reading("".join(turned.get(one, one if one.isascii() else "") for one in plain), cost))
    if plain.endswith("ი") and len(plain) > 5:
        # Russian drops the ending of the nominative: Bagrationi, Bagration
        found.append(Reading(usual[:-1], 15))
    return distinct(found, most=5)
