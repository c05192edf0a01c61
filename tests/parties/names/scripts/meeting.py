"""Whether the readings of a name and a Latin form of it meet, letters against letters.

Stricter than matching: one reading of each word must give the whole form but for sounds that Latin spellings exchange
(o and u, e and i, q and k, kh and h, doubled letters ...). Of an unvowelled reading, and the form beside it, only the
consonants are compared.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from tidewaiter.parties.names.word import Reading, Word

_PAIRS = Path(__file__).parent / "pairs"
_SOUNDS = (
    ("tch", "ch"), ("sch", "sh"), ("shch", "sh"), ("chtch", "sh"), ("sht", "sh"), ("ck", "k"), ("ph", "f"), ("x", "ks"),
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("zh", "j"), ("dj", "j"), ("dz", "z"), ("ts", "s"), ("tz", "s"),
    ("ch", "%"), ("sh", "$"), ("c", "k"), ("q", "k"), ("w", "v"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ie", "i"),
    ("yi", "i"), ("iy", "i"), ("yy", "i"), ("ii", "i"), ("y", "i"), ("j", "i"), ("o", "u"), ("e", "i"),
)  # fmt: skip
_CONSONANTS = 22
_PARTICLES = frozenset("al el ul as ash an ad az bin ibn ben bint".split())  # noqa: SIM905


def pairs(script: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The names of one script and the Latin forms they are known by."""
    for line in (_PAIRS / f"{script}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            own, latin = line.split("\t")
            yield own, tuple(latin.split("|"))


def meets(words: Sequence[Word], latin: str) -> bool:
    """Whether some choice of readings gives the Latin form."""
    plain = unicodedata.normalize("NFKD", latin.replace("ı", "i").replace("ł", "l")).lower()
    pieces = re.findall("[a-z0-9]+", re.sub("['’ʻʼ`\u0300-\u036f]", "", plain))
    whole = _fold("".join(piece for piece in pieces if piece not in _PARTICLES))
    bones = _bones("E".join(piece for piece in pieces if piece not in _PARTICLES))
    choices = [word.readings for word in words if word.role != "particle"]
    return any(_equal(choice, whole, bones) for choice in itertools.islice(itertools.product(*choices), 3000))


def _equal(choice: tuple[Reading, ...], whole: str, bones: str) -> bool:
    letters = "".join(reading.letters for reading in choice)
    if _fold(letters) == whole:
        return True
    bare = any(not re.search("[aeiou]", reading.letters) for reading in choice)
    return bare and _bones("E".join(reading.letters for reading in choice)) == bones


def _fold(letters: str) -> str:
    for written, sound in _SOUNDS:
        letters = letters.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", letters)


def _bones(letters: str) -> str:
    """The consonants alone; l of the article and a final h are dropped on both sides."""
    plain = letters
    for written, sound in _SOUNDS[:_CONSONANTS]:
        plain = plain.replace(written, sound)
    plain = re.sub("[AEWYM]", "", plain)
    plain = re.sub("[aeiouvwy]", "", plain).removesuffix("h")
    return re.sub(r"(.)\1+", r"\1", plain)
