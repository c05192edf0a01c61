"""Korean persons in Latin letters: the same name in the letters that the DPRK uses.

Lists write Ri Yong Ho where newspapers write Lee Yong-ho or Yi Yŏng-ho. A name is taken as Korean if one of its ends
is a family name in some romanisation and all the rest are syllables of given names.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from tidewaiter.parties.names.scripts import korean
from tidewaiter.parties.names.scripts.korean import DPRK, SYSTEMS, as_korean, collect
from tidewaiter.parties.names.scripts.table import column, rows
from tidewaiter.parties.names.word import Reading

_COST, _BENT = 5, 12
_MOST_SYLLABLES, _LONGEST = 3, 14
_SURE = 7  # so many letters in one word of two syllables (myungbak, jonghyun) are hardly found in other tongues
SYSTEM = "korean"  # of the readings
Found = tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Family:
    """How a family name is written elsewhere, in the North first; ``rank`` counts from the most frequent name on."""

    rank: int
    others: Found


def readings(words: tuple[str, ...]) -> tuple[Found, ...] | None:
    """For each word (a-z) of a person's name further readings in northern letters; None if the name is not Korean.

    If both ends are family names, the more frequent one is taken.
    """
    if not 2 <= len(words) <= 4:
        return None
    ends = [at for at in (0, len(words) - 1) if words[at] in _families() and _fits(words, at)]
    if not ends:
        return None
    family = min(ends, key=lambda at: _families()[words[at]].rank)
    first = None if _northern(words, family) else int(family == 0)
    return tuple(
        _families()[word].others if at == family else _given(word, bent=at == first)[1] for at, word in enumerate(words)
    )


def _northern(words: tuple[str, ...], family: int) -> bool:
    """Whether every word is as the North writes it, which leaves initial sounds as they are: Kim Yong Chol."""
    return all(word in _in_the_north() if at == family else _spelled_there(word) for at, word in enumerate(words))


@lru_cache(maxsize=1 << 15)
def _spelled_there(word: str) -> bool:
    return any("".join(korean.alone(one, DPRK) for one in way) == word for way in syllables(word))


@cache
def _in_the_north() -> frozenset[str]:
    """The family names as the North writes them."""
    return frozenset(korean.spell([korean.sound(one) for one in row[0]], DPRK) for row in rows("korean_families"))


def _fits(words: tuple[str, ...], at: int) -> bool:
    """Whether the rest of the name is a Korean given name: two syllables mostly, asked for strictly where in doubt."""
    given = [_given(word)[0] for word in (*words[:at], *words[at + 1 :])]
    if not all(given) or len(given) > 2:
        return False
    count = sum(given)
    if words[at] in _plain():
        rest = len("".join(words)) - len(words[at])
        return count == 2 and (len(given) == 2 or rest >= _SURE)
    return count == 2 or (at == 0 and (len(given) == 2 or count == 1) and count <= _MOST_SYLLABLES)


@lru_cache(maxsize=1 << 15)
def _given(word: str, *, bent: bool = False) -> tuple[int, Found]:
    """How many syllables a word is (0: none), and its northern spellings.

    With ``bent`` also those that the law of initial sounds has changed in the South: Young may be the North's Ryong.
    """
    ways = syllables(word)
    if not ways:
        return 0, ()
    plain = [Reading("".join(korean.alone(one, DPRK) for one in way), _COST) for way in ways]
    law = [
        Reading(korean.alone(other, DPRK) + "".join(korean.alone(one, DPRK) for one in way[1:]), _BENT)
        for way in (ways[:2] if bent else ())
        for other in korean.restored(way[0])[:1]
    ]
    others = as_korean(reading for reading in collect([*plain, *law], most=5) if reading.letters != word)
    return len(ways[0]), others


def syllables(word: str) -> tuple[str, ...]:
    """The ways to read a Latin word as Hangul of given names, of the fewest syllables; none if there is none."""
    if len(word) > _LONGEST:
        return ()
    if word in _spellings(every=True):
        return _spellings(every=True)[word]
    known = _spellings(every=False)
    pairs = [
        "".join(pair)
        for cut in range(1, len(word))
        if word[:cut] in known and word[cut:] in known
        for pair in product(known[word[:cut]][:2], known[word[cut:]][:2])
    ]
    return tuple(pairs[:4])


@cache
def _spellings(*, every: bool) -> dict[str, tuple[str, ...]]:
    """Each spelling of a syllable, in any system, and the syllables that it may stand for; the closest system first.

    ``every`` adds, behind those that given names often have, the other syllables of Sino-Korean words.
    """
    frequent = [character for row in rows("korean_given") for character in row[0].split()]
    names = list(frequent)
    names += sorted(korean.sino_korean() - set(names)) if every else []
    custom = {row[0]: column(row, 1) for row in rows("korean_custom")}
    found: dict[str, dict[str, None]] = {}
    for system in SYSTEMS:
        for character in names:
            found.setdefault(korean.alone(character, system), {})[character] = None
    for character in names:
        for letters in custom.get(character, ()):
            found.setdefault(letters, {})[character] = None
    last = frozenset(names[len(frequent) :])
    return {letters: tuple(sorted(ways, key=lambda one: one in last))[:4] for letters, ways in found.items()}


@cache
def _sorts() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("korean_latin")}


def _plain() -> frozenset[str]:
    return _sorts()["plain"]


@cache
def _families() -> dict[str, Family]:
    """The spellings of frequent family names."""
    often = {name: rank for rank, name in enumerate(next(row[1] for row in rows("korean_latin")).split())}
    found: dict[str, list[tuple[int, Reading]]] = {}
    for name, usual, rare in ((row[0], column(row, 1), column(row, 2)) for row in rows("korean_families")):
        for spelling in (*usual, *rare) if name in often else ():
            ways = [Reading(letters, _COST) for letters in usual[:3] if letters != spelling]
            found.setdefault(spelling, []).extend((often[name], way) for way in ways or [Reading("", _COST)])
    never = _sorts()["never"]
    return {spelling: _ordered(ways) for spelling, ways in found.items() if spelling not in never}


def _ordered(ways: list[tuple[int, Reading]]) -> Family:
    """The spellings of the most frequent of the names that share one."""
    ordered = sorted(ways, key=lambda way: way[0])
    return Family(ordered[0][0], as_korean(collect([reading for _, reading in ordered], most=6)))
