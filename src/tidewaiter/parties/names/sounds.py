"""Letters as sounds: what a reading sounds like, and which families of sounds the search goes by.

Sounds are bytes, numbered in the order of ``data/sounds.tsv``; the costs between them stand there. Two keys are drawn
from a word's sounds: ``key``, in which each sound is its family and equal neighbours are one ("Gaddafi" and "Qadhafi"
have the same), and ``frame``, the key without vowels and half-vowels, for scripts that do not write them.
"""

from __future__ import annotations

import re
from array import array
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "sounds.tsv"
_FAR = 100  # hundredths; three times that where a digit is one of them: another number is another name
_VOWELS = "aiu"


@dataclass(frozen=True, slots=True)
class Sounds:
    """The table. ``near`` and ``bare_near`` hold costs (count x count, hundredths); ``families`` is for keys."""

    signs: str
    near: array[int]
    bare_near: array[int]
    weights: array[int]
    gaps: array[int]
    bare_weights: array[int]
    bare_gaps: array[int]
    families: bytes
    open: bytes
    spelled: re.Pattern[str]
    signs_of: dict[str, str]


@cache
def table() -> Sounds:
    """The sounds of the package, read once."""
    rows = [
        line.split("\t") for line in _FILE.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")
    ]
    sounds = [row[1:] for row in rows if row[0] == "sound"]
    signs = "".join(row[0] for row in sounds)
    at = {sign: number for number, sign in enumerate(signs)}
    near = array("i", [0 if a == b else _FAR + _FAR * (a.isdigit() or b.isdigit()) * 2 for a in signs for b in signs])
    for _, a, b, cost in (row for row in rows if row[0] == "near"):
        near[at[a] * len(signs) + at[b]] = near[at[b] * len(signs) + at[a]] = int(cost)
    bare_near = array("i", near)
    for _, a, b, cost in (row for row in rows if row[0] == "bare"):
        bare_near[at[a] * len(signs) + at[b]] = bare_near[at[b] * len(signs) + at[a]] = int(cost)
    families = bytearray(range(256))
    for number, row in enumerate(sounds):
        families[number] = ord(row[5])
    spelled = {row[1]: row[2] for row in rows if row[0] == "spelled"}
    return Sounds(
        signs=signs,
        near=near,
        bare_near=bare_near,
        weights=array("i", [int(row[1]) for row in sounds]),
        gaps=array("i", [int(row[2]) for row in sounds]),
        bare_weights=array("i", [int(row[3]) for row in sounds]),
        bare_gaps=array("i", [int(row[4]) for row in sounds]),
        families=bytes(families),
        open=_VOWELS.encode(),
        spelled=_pattern(spelled),
        signs_of={letters.strip("^$"): heard for letters, heard in spelled.items() if letters[0] != "^"}
        | {letters: heard for letters, heard in spelled.items() if letters[0] == "^"},
    )


def _pattern(spelled: dict[str, str]) -> re.Pattern[str]:
    ordered = sorted(spelled, key=lambda one: (-len(one.strip("^$")), one[0] != "^", one))
    return re.compile("|".join(ordered))


@lru_cache(maxsize=1 << 16)
def sounds(letters: str) -> bytes:
    """The sounds of a reading's letters; letters that are none of the table's are left out."""
    known = table()
    heard = known.spelled.sub(lambda hit: _heard(known, hit), letters)
    found = [number for sign in heard if (number := known.signs.find(sign)) >= 0]
    return bytes(number for at, number in enumerate(found) if at == 0 or number != found[at - 1] or number >= _digits())


def _heard(known: Sounds, hit: re.Match[str]) -> str:
    if hit.start() == 0 and "^" + hit[0] in known.signs_of:
        return known.signs_of["^" + hit[0]]
    return known.signs_of[hit[0]]


@cache
def _digits() -> int:
    return table().signs.index("0")


def key(heard: bytes) -> bytes:
    """The families of the sounds, equal neighbours as one (digits are never one), an h behind the last vowel not."""
    return _single(_ended(heard.translate(table().families)))


def frame(heard: bytes) -> bytes:
    """The key without vowels and half-vowels."""
    return _single(_ended(heard.translate(table().families)).translate(None, table().open))


def _ended(families: bytes) -> bytes:
    silent = len(families) > 1 and families[-1:] == b"h" and families[-2] in table().open
    return families[:-1] if silent else families


def _single(families: bytes) -> bytes:
    return bytes(one for at, one in enumerate(families) if at == 0 or one != families[at - 1] or 48 <= one <= 57)
