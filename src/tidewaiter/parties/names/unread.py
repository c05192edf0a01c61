"""Scripts that no module reads: their letters as Unicode names them, syllable by syllable.

Unicode calls the letters of the scripts of India, Ethiopia or Cambodia by what they sound like ("MALAYALAM LETTER MO",
"ETHIOPIC SYLLABLE LO"). That is no romanisation, but better than nothing, and it is said in the notes.
"""

from __future__ import annotations

import re
import unicodedata

from tidewaiter.parties.names.word import Reading, Word

_NAMED = re.compile(
    r" (LETTER|SYLLABLE|VOWEL SIGN|SIGN|SUBJOINED LETTER|INDEPENDENT VOWEL)"
    r" (?:SHORT |LONG |SMALL |CAPITAL |CHILLU )?(\w+)\b"
)
_SILENT = ("VIRAMA", "KILLER", "COENG", "HALANT", "PAMAEH", "ASAT", "TOANDAKHIAT")
_NASAL = ("ANUSVARA", "BINDI", "TIPPI", "CANDRABINDU", "NIKAHIT")
_WORD = re.compile(r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f\u0900-\u1fff\u200c\u200d\ua8e0-\uabff])*")


def words(text: str) -> tuple[Word, ...]:
    """The words of a run in a script that is not read, each letter by its name; those without any are left out."""
    found = []
    for match in _WORD.finditer(text):
        if readings := _readings(match[0]):
            found.append(Word(match[0], match.start(), match.end(), readings))
    return tuple(found)


def _readings(word: str) -> tuple[Reading, ...]:
    letters = ""
    for one in word:
        letters = _add(letters, unicodedata.name(one, ""))
    if not letters:
        return ()
    closed = letters[:-1] if len(letters) > 3 and letters[-1] == "a" and letters[-2] not in "aeiou" else ""
    return (Reading(letters), Reading(closed, 5)) if closed else (Reading(letters),)


def _add(letters: str, name: str) -> str:
    """Adds a letter, called by its Unicode name, to those before it: a vowel sign replaces the a before it."""
    told = _NAMED.search(name)
    if not told:
        return letters
    sort, sound = told[1], told[2].lower()
    bare = letters[:-1] if letters.endswith("a") else letters
    if told[2] in _SILENT:
        return bare
    if told[2] in _NASAL:
        return letters + "n"
    if sort == "VOWEL SIGN":
        return bare + _short(sound)
    return letters + _short(sound) if sort != "SIGN" and len(sound) < 5 else letters


def _short(sound: str) -> str:
    return re.sub(r"([aeiou])\1+", r"\1", sound) if sound.isascii() and sound.isalpha() else ""
