"""Scripts that no module reads: their letters as Unicode names them, syllable by syllable.

Unicode calls the letters of the scripts of India, Ethiopia or Cambodia by what they sound like ("MALAYALAM LETTER MO",
"ETHIOPIC SYLLABLE LO"). That is no romanisation, but better than nothing, and it is said in the notes.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from tidewaiter.parties.names.tables import rows
from tidewaiter.parties.names.word import Reading, Word

_NAMED = re.compile(
    r" (LETTER|SYLLABLE|VOWEL SIGN|SIGN|SUBJOINED LETTER|INDEPENDENT VOWEL)"
    r" (?:SHORT |LONG |SMALL |CAPITAL |CHILLU )?(\w+)\b"
)
_SILENT = ("VIRAMA", "KILLER", "COENG", "HALANT", "PAMAEH", "ASAT", "TOANDAKHIAT", "AL-LAKUNA")
_NASAL = ("ANUSVARA", "BINDI", "TIPPI", "CANDRABINDU", "NIKAHIT")
_WORD = re.compile(
    r"[^\W\d_]+(?:[^\W\d_]|[\u0300-\u036f\u0730-\u074a\u07a6-\u07b0\u0900-\u1fff\u200c\u200d\ua8e0-\uabff])*"
)
_ETHIOPIC = re.compile(r"ETHIOPIC SYLLABLE (?:GLOTTAL |PHARYNGEAL )?([A-Z]*?)(AA|EE|A|U|I|E|O)\Z")
_SYRIAC = frozenset(map(chr, range(0x0700, 0x0750)))
_NO_VOWEL_WITHIN = ("LAO", "KHMER")  # the last letter of a syllable stands without a vowel, and nothing says so


@cache
def _called() -> dict[tuple[str, str], str]:
    """Letters that are called otherwise than they sound: script and name."""
    return {(row[0], row[1]): row[2] for row in rows("letter_names")}


def words(text: str) -> tuple[Word, ...]:
    """The words of a run in a script that is not read, each letter by its name; those without any are left out."""
    found = []
    for match in _WORD.finditer(text):
        if readings := _readings(match[0]):
            found.append(Word(match[0], match.start(), match.end(), readings, bare=match[0][0] in _SYRIAC))
    return tuple(found)


def _readings(word: str) -> tuple[Reading, ...]:
    names = [unicodedata.name(one, "") for one in word]
    if names[0].startswith("ETHIOPIC"):
        return _ethiopic(names)
    if names[0].split(" ")[0] in _NO_VOWEL_WITHIN:
        return _closed(names)
    letters = ""
    for name in names:
        letters = _add(letters, name)
    if not letters:
        return ()
    closed = letters[:-1] if len(letters) > 3 and letters[-1] == "a" and letters[-2] not in "aeiou" else ""
    return (Reading(letters), Reading(closed, 5)) if closed else (Reading(letters),)


def _ethiopic(names: list[str]) -> tuple[Reading, ...]:
    """The sixth order has no vowel or a short one, the first a short e that Arabic names have for a."""
    found = [match for name in names if (match := _ETHIOPIC.match(name))]
    told = [(_ETHIOPIC_SOUNDS.get(one[1].lower(), one[1].lower()), one[2]) for one in found]
    usual = "".join(sound + (_ORDERS.get(order, "") if sound or order != "A" else "a") for sound, order in told)
    usual = re.sub(r"(\w)\1+", r"\1", usual)
    written = re.sub(r"(\w)\1+", r"\1", "".join(sound + order.lower()[-1] for sound, order in told))
    return tuple(Reading(letters, cost) for letters, cost in {written: 8, usual: 0}.items() if letters)[::-1]


_ORDERS = {"A": "e", "AA": "a", "EE": "e", "U": "u", "I": "i", "O": "o"}
_ETHIOPIC_SOUNDS = {"x": "h", "hh": "h", "sz": "s", "tz": "ts", "c": "ch", "ph": "p"}


def _closed(names: list[str]) -> tuple[Reading, ...]:
    """Khmer and Lao: consonants by the first sounds of their names; in Khmer the first of two bare ones has a vowel."""
    letters, inherent, before = "", "", ""
    for name in names:
        sound = _sound(name)
        if "MUUSIKATOAN" in name and letters.endswith("b"):
            letters = letters[:-1] + "p"
        elif any(silent in name for silent in _SILENT):
            inherent = ""
        elif " VOWEL SIGN " in name or "SIGN MAI K" in name or name.endswith(("NIKAHIT", "NIGGAHITA")):
            if name.split(" ")[0] == "LAO" and name.split(" ")[-1] in _BEFORE:
                before = sound
            else:
                letters, inherent = letters + sound, ""
        elif " LETTER " in name or " INDEPENDENT VOWEL " in name:
            onset = sound.rstrip("aeiou") or sound
            letters += inherent + onset + before
            inherent = sound[len(onset) :][:1] if name.startswith("KHMER") and not before else ""
            before = ""
    return (Reading(letters),) if letters else ()


_BEFORE = ("E", "EI", "O", "AY", "AI")  # vowels of Lao that are written before their consonant


def _sound(name: str) -> str:
    script, _, rest = name.partition(" ")
    if known := _called().get((script.lower(), rest.lower())):
        return known
    told = _NAMED.search(name)
    return _short(told[2].lower()) if told else ""


def _add(letters: str, name: str) -> str:
    """Adds a letter, called by its Unicode name, to those before it: a vowel sign replaces the a before it."""
    script, _, rest = name.partition(" ")
    if known := _called().get((script.lower(), rest.lower())):
        return letters + known
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
