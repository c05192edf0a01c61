"""Letters as sounds: the table of sounds, of what is heard as which, and of how near two of them are.

Sounds are bytes, numbered in the order of ``data/sounds.tsv``; the costs between them stand there. What hears letters
by it is ``Ear`` in parties/matching/kernel.py.
"""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "sounds.tsv"
_FAR = 100  # hundredths; three times that where a digit is one of them: another number is another name
_FAR_BARE = 130  # where one side does not write short vowels, its consonants are all it tells
_VOWELS = b"aiu"  # families of vowels and half-vowels


@dataclass(frozen=True, slots=True)
class Sounds:
    """The table.

    ``near`` and ``bare_near`` hold costs (count x count, hundredths). ``families`` (a byte a sound) and which of them
    are ``vowels`` are for search keys; ``spelled`` tells what stretches of letters are heard as.
    """

    signs: str
    near: array[int]
    bare_near: array[int]
    weights: array[int]
    gaps: array[int]
    bare_weights: array[int]
    bare_gaps: array[int]
    families: bytes
    vowels: bytes
    spelled: dict[str, str]


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
    bare_near = array("i", [_FAR_BARE if cost == _FAR else cost for cost in near])
    for _, a, b, cost in (row for row in rows if row[0] == "bare"):
        bare_near[at[a] * len(signs) + at[b]] = bare_near[at[b] * len(signs) + at[a]] = int(cost)
    families = bytearray(range(256))
    for number, row in enumerate(sounds):
        families[number] = ord(row[5])
    return Sounds(
        signs=signs,
        near=near,
        bare_near=bare_near,
        weights=array("i", [int(row[1]) for row in sounds]),
        gaps=array("i", [int(row[2]) for row in sounds]),
        bare_weights=array("i", [int(row[3]) for row in sounds]),
        bare_gaps=array("i", [int(row[4]) for row in sounds]),
        families=bytes(families),
        vowels=_VOWELS,
        spelled={row[1]: row[2] for row in rows if row[0] == "spelled"},
    )
