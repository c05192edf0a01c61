"""Names in the scripts of India: Devanagari, Bengali, Gurmukhi, Gujarati, Oriya, Tamil, Telugu, Kannada, Malayalam.

Their blocks of code points are laid out alike, so that one table by the place in the block serves all. A consonant has
an a of its own; in the north it is not heard at the end of a word, and often not within one. Tamil writes one letter
for a voiceless and a voiced consonant: the voiced is heard between vowels and after nasals.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.alphabet import no_meaning, read_words
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word

RANGES = ((0x0900, 0x0D7F),)

_TOKEN = re.compile(
    "[0-9०-९০-৯੦-੯૦-૯]+|[\u0900-\u0963\u0970-\u09e3\u09f0-\u0a63\u0a70-\u0ae3\u0af0-\u0d7f\u200c\u200d]+"
)
_BLOCKS = ("devanagari", "bengali", "gurmukhi", "gujarati", "oriya", "tamil", "telugu", "kannada", "malayalam")
_KEEPS_A = frozenset(("oriya", "tamil", "telugu", "kannada", "malayalam"))  # where the last a is heard
_VOICED = {"k": "g", "s": "s", "t": "d", "p": "b"}
_YA = 0x2F
_LABIALS = ("p", "b", "m", "f")


@dataclass(slots=True)
class Unit:
    """A consonant (or none) and the vowel after it; ``own`` where the vowel is the one that is not written."""

    consonant: str
    vowel: str
    own: bool = False


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in one of these scripts; offsets are those of ``text``."""
    meaning = no_meaning if kind == "person" else _meanings().get
    return read_words(text, _TOKEN, fold=_fold, meaning=meaning, readings=_readings)


def _fold(text: str) -> str:
    if text.isdecimal():
        return text
    return re.sub("[\u200c\u200d]", "", unicodedata.normalize("NFC", text))


@cache
def _letters(script: str) -> dict[int, tuple[str, str]]:
    """What each place of a script's block is, and its letters."""
    found = {}
    for row in rows("indic-letters"):
        if len(row) < 4 or row[3] == script:
            found[int(row[0], 16)] = (row[1], row[2].strip("-"))
    return found


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    return {_fold(name): readings for name, readings in load_readings("indic-names").items()}


@cache
def _meanings() -> dict[str, Meaning]:
    return {_fold(word): meaning for word, meaning in load_meanings("indic-organisations").items()}


@lru_cache(maxsize=KEPT)
def _readings(plain: str) -> tuple[Reading, ...]:
    script = _script(plain)
    units = list(_units(plain, script))
    written = "".join(unit.consonant + unit.vowel for unit in units)
    if script == "tamil":
        units = _voiced(units)
    full = "".join(unit.consonant + unit.vowel for unit in units)
    short, shorter = _without_a(units, within=False), _without_a(units, within=True)
    spoken = (full, short) if script in _KEEPS_A else (shorter, short, full)
    found = [*_names().get(plain, ()), *(Reading(one, 3 * place) for place, one in enumerate(spoken))]
    if script == "tamil":
        # names from Sanskrit keep their sounds, and the clusters that Tamil breaks up
        found.extend((Reading(written, 3), Reading(re.sub("(?<=[pkt])i(?=ra)", "", written), 5)))
    found.extend(_varied(spoken, script))
    return distinct(reading for reading in found if reading.letters)


def _script(plain: str) -> str:
    place = min(max((ord(plain[0]) - 0x0900) // 0x80, 0), 8)
    return _BLOCKS[place]


def _units(plain: str, script: str) -> Iterator[Unit]:
    """Consonants with their vowels, one after another."""
    letters = _letters(script)
    held: Unit | None = None
    for at, letter in enumerate(plain):
        place = (ord(letter) - 0x0900) % 0x80
        kind, sound = letters.get(place, ("", ""))
        if kind == "consonant":
            if held:
                yield held
            dotted = plain[at + 1 : at + 2] and letters.get((ord(plain[at + 1]) - 0x0900) % 0x80, ("",))[0] == "dot"
            held = Unit(_dotted(sound, place) if dotted else sound, "a", own=True)
        elif kind == "sign" and held:
            held.vowel, held.own = sound, False
        elif kind == "virama" and held:
            held.vowel, held.own = "", False
        elif kind in ("vowel", "final", "nasal", "breath", "sign"):
            if held:
                yield held
            held = None
            yield Unit("", sound) if kind in ("vowel", "sign") else Unit(_nasal(sound, plain, at, letters), "")
    if held:
        yield held


def _dotted(sound: str, place: int) -> str:
    """The sounds that a dot below makes of letters: those of Persian, flaps, and the y of Bengali."""
    if place == _YA:
        return "y"
    return {"k": "q", "j": "z", "ph": "f", "d": "r", "dh": "rh"}.get(sound, sound)


def _nasal(sound: str, plain: str, at: int, letters: dict[int, tuple[str, str]]) -> str:
    """The nasal sign: m before lips, else n."""
    after = letters.get((ord(plain[at + 1]) - 0x0900) % 0x80, ("", ""))[1] if at + 1 < len(plain) else ""
    return "m" if sound == "n" and after.startswith(_LABIALS) else sound


def _without_a(units: list[Unit], *, within: bool) -> str:
    """The word without its last unwritten a; ``within`` also without those between two heard syllables.

    From the end, an unwritten a falls out where a vowel is heard before its consonant and another syllable follows.
    """
    heard = [unit.vowel for unit in units]
    last = len(units) - 1
    if last > 0 and units[last].own and units[last].consonant and (heard[last - 1] or last > 1):
        heard[last] = ""
    if within:
        for at in range(last - 1, 0, -1):
            follows = heard[at + 1] and units[at + 1].consonant
            if units[at].own and heard[at - 1] and follows and (at + 1 < last or not units[at + 1].own):
                heard[at] = ""
    return "".join(unit.consonant + vowel for unit, vowel in zip(units, heard, strict=True))


def _voiced(units: list[Unit]) -> list[Unit]:
    """Tamil's single stops between vowels and after nasals as voiced; doubled and first ones as they are."""
    for before, unit, after in zip(units, units[1:], [*units[2:], None], strict=False):
        doubled = before.consonant == unit.consonant and not before.vowel
        opens = not unit.vowel and after is not None and after.consonant == unit.consonant
        if not doubled and not opens and (before.vowel or before.consonant in ("n", "m")) and unit.vowel:
            unit.consonant = _VOICED.get(unit.consonant, unit.consonant)
    return units


def _varied(spoken: tuple[str, ...], script: str) -> Iterator[Reading]:
    """w for v, i for y, o for the own a of Bengali, th and dh for the dentals of the south."""
    first = spoken[0]
    if script == "bengali":
        yield Reading(re.sub("a(?=[^aeiou])", "o", first, count=1), 5)
        yield Reading(first.replace("j", "z"), 8)
        yield Reading(first.replace("sh", "s"), 5)
    elif script in ("tamil", "malayalam"):
        yield Reading(re.sub("t(?!h)", "th", re.sub("d(?!h)", "dh", first)), 5)
        yield Reading(first.replace("s", "ch"), 8)
    elif "sh" in first:
        yield Reading(first.replace("sh", "s"), 8)
    if "chh" in first:
        yield Reading(first.replace("chh", "ch"))
