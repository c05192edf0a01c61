"""Chinese persons in Latin letters: Wade-Giles and southern spellings beside the pinyin of the same name.

A name is taken as Chinese if one of its ends is a family name and the rest is a given name of one or two syllables, all
of pinyin or all of Wade-Giles. Of Cantonese given names only the family name gets its pinyin: a Cantonese syllable
stands for too many others.
"""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import product

from tidewaiter.parties.names.scripts.korean import collect
from tidewaiter.parties.names.scripts.table import column, rows
from tidewaiter.parties.names.word import Reading

SYSTEM = "pinyin"  # of the readings
_COST, _SHARED = 5, 8
_LONGEST = 12
_SURE = 7  # so many letters in one word of two syllables (gongsheng, xiaoming) are hardly found in other tongues
Found = tuple[Reading, ...]


def readings(words: tuple[str, ...]) -> tuple[Found, ...] | None:
    """For each word (a-z) of a person's name its pinyin, where it stands otherwise; None if the name is not Chinese.

    A name that is pinyin already has no further readings.
    """
    if not 2 <= len(words) <= 3:
        return None
    for at in (0, len(words) - 1):
        if words[at] in _families():
            given = (*words[:at], *words[at + 1 :])
            system = _system(given, words[at], first=at == 0)
            if system:
                found = [_given(word, system) for word in given]
                found.insert(at, _families()[words[at]])
                return tuple(found)
    return None


def _system(given: tuple[str, ...], family: str, *, first: bool) -> str:
    """Which system the given name is written in; none where it is no Chinese one."""
    for system in ("pinyin", "wade", "cantonese"):
        counts = [len(_split(word, system)) for word in given]
        sure = len(given) == 1 and len(given[0]) >= _SURE
        if all(counts) and _fits(sum(counts), len(given), family, first=first, sure=sure):
            return system
    return ""


def _fits(count: int, pieces: int, family: str, *, first: bool, sure: bool) -> bool:
    if family in _sorts()["plain"] or not first:
        return count == 2 and (pieces == 2 or sure or family not in _sorts()["plain"])
    return count <= 2


@lru_cache(maxsize=1 << 15)
def _split(word: str, system: str) -> tuple[str, ...]:
    """A word as one or two syllables of a system; nothing where it is none."""
    known = _syllables()[system]
    if len(word) > _LONGEST:
        return ()
    if word in known:
        return (word,)
    if system == "cantonese":  # written apart; joined, its short syllables would be found in names of all tongues
        return ()
    pairs = [(word[:cut], word[cut:]) for cut in range(2, len(word) - 1) if word[:cut] in known and word[cut:] in known]
    return pairs[0] if pairs else ()


@lru_cache(maxsize=1 << 15)
def _given(word: str, system: str) -> Found:
    """The pinyin of a word in Wade-Giles; of one that is pinyin as well it costs more."""
    parts = _split(word, "wade")
    if system == "cantonese" or not parts:
        return ()
    wade = _syllables()["wade"]
    cost = _SHARED if system == "pinyin" else _COST
    ways = ("".join(way) for way in product(*(wade[part] for part in parts)))
    found = collect(Reading(way, cost, SYSTEM) for way in ways)
    return tuple(reading for reading in found if reading.letters != word)[:4]


@cache
def _syllables() -> dict[str, dict[str, tuple[str, ...]]]:
    """By system: its syllables and, of Wade-Giles, the pinyin that each may stand for."""
    found: dict[str, dict[str, tuple[str, ...]]] = {"pinyin": {}, "wade": {}, "cantonese": {}}
    for row in rows("chinese_latin"):
        if row[0] == "wade":
            found["wade"][row[1]] = column(row, 2)
        elif row[0] != "family":
            found[row[0]] = dict.fromkeys(column(row, 1), ())
    return found


@cache
def _families() -> dict[str, Found]:
    """Spellings of family names, and the pinyin of the names that each may be."""
    never = _sorts()["never"]
    return {
        row[1]: tuple(Reading(letters, _COST, SYSTEM) for letters in column(row, 2)[:4] if letters != row[1])
        for row in rows("chinese_latin")
        if row[0] == "family" and row[1] not in never and len(row[1]) > 1
    }


@cache
def _sorts() -> dict[str, frozenset[str]]:
    return {row[0]: frozenset(row[1].split()) for row in rows("chinese_latin_words")}
