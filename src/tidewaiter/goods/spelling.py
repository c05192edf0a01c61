"""Words written wrongly, by one letter: "hydralic", "porcelin", "earings".

Such a word is one that the lexicon has where exactly one of its words is a single letter away and has the same bones:
the first letter and the consonants, doubled ones once. Most slips of the pen lie in vowels and doubled letters. Another
letter in the place of the right one counts in long words alone, since short ones are often another word ("certain",
"curtain"), and so are words in -ing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Shorter words have too many neighbours.
_SHORTEST = 6
_LONG = 9
_NO_SLIP = "ing"
_SOFT = str.maketrans("", "", "aeiouwy")
_DOUBLED = re.compile(r"(.)\1+")
Bones = Mapping[str, tuple[str, ...]]


def bones(words: Iterable[str]) -> Bones:
    """The words that can be meant, by their bones."""
    found: dict[str, tuple[str, ...]] = {}
    for word in words:
        if len(word) >= _SHORTEST and word.isascii() and word.isalpha():
            key = _bones(word)
            found[key] = (*found.get(key, ()), word)
    return found


def respelt(word: str, known: Bones) -> str | None:
    """The one word that may be meant; None where there is none, or more than one."""
    if len(word) < _SHORTEST or not word.isascii() or not word.isalpha() or word.endswith(_NO_SLIP):
        return None
    found = [one for one in known.get(_bones(word), ()) if _is_one_slip(word, one)]
    return found[0] if len(found) == 1 else None


def _bones(word: str) -> str:
    return word[0] + _DOUBLED.sub(r"\1", word[1:].translate(_SOFT))


def _is_one_slip(one: str, other: str) -> bool:
    """Whether a letter is left out, put in, put for another, or changed places with its neighbour."""
    if len(one) > len(other):
        one, other = other, one
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    if len(one) == len(other):
        swapped = one[at + 1 : at + 2] + one[at : at + 1] + one[at + 2 :] == other[at:]
        return swapped or (len(one) >= _LONG and one[at + 1 :] == other[at + 1 :])
    return len(other) - len(one) == 1 and one[at:] == other[at + 1 :]
