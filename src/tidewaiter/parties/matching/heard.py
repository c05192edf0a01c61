"""Words as the search sees them: the sounds, search keys and letters of their readings, alone or written as one."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import islice, product
from typing import NamedTuple

from tidewaiter.parties.matching import kernel
from tidewaiter.parties.matching.numbers import numbers
from tidewaiter.parties.names.sounds import table
from tidewaiter.parties.names.word import Reading, Word

COST = 4  # a reading's cost (hundredths) as loss of likeness (thousandths)
SHORT = 3
_JOINED = {"name", "family", "given", "patronymic", "particle", "common"}
_DEAREST = 100
# Times: what is lost between words all of whose spellings are known, read from their own script and as typed.
_EXACTLY_READ, _EXACTLY_TYPED = 8, 3
_MIXED = 8
_KEPT = 1 << 16
# Latin; Greek, Cyrillic, Armenian; Georgian: letter for letter, so that a slip of the hand is one in Latin too
_ALPHABETS = (("\0", "\u024f"), ("\u0370", "\u058f"), ("\u10a0", "\u10ff"))
_ACRONYM = range(3, 8)  # letters


class Heard(NamedTuple):
    """A reading as the search sees it: a row that the kernel takes as it is.

    Its sounds, their search key and frame, its letters as typed (none of a ``bare`` one, in which short vowels are not
    written), what the reading costs (thousandths), and the ``factor`` by which what it lacks of likeness counts: more
    where every system's spelling of a word is among its readings, as of a Korean syllable; what merely sounds like it
    is another word.
    """

    sounds: bytes
    key: bytes
    frame: bytes
    letters: bytes
    bare: bool
    cost: int
    factor: int = 1


def heard(word: Word) -> tuple[Heard, ...]:
    """The readings of a word as sounds, each once, the cheapest first."""
    return _heard(word.readings, word.bare, has_slips(word.text))


def has_slips(text: str) -> bool:
    """Whether a word is written in an alphabet in which a slip of the hand is one in Latin letters too."""
    return text.isascii() or all(_alphabetic(sign) for sign in text)


@lru_cache(maxsize=_KEPT)
def _heard(readings: tuple[Reading, ...], bare: bool, slips: bool) -> tuple[Heard, ...]:  # noqa: FBT001
    one = _of_systems(readings)
    hear = ear().hear
    found: dict[tuple[bytes, bool], Heard] = {}
    for reading in readings:
        unvowelled = bare and _unvowelled(reading.letters)
        sounds, key, frame, typed = hear(reading.letters)
        if sounds and (sounds, unvowelled) not in found:
            letters = typed if slips else b""
            factor = (_EXACTLY_TYPED if letters else _EXACTLY_READ) if one else 1
            found[sounds, unvowelled] = Heard(sounds, key, frame, letters, unvowelled, reading.cost * COST, factor)
    return tuple(found.values())


def _unvowelled(letters: str) -> bool:
    return not any(vowel in letters for vowel in "aeiou")


def _of_systems(readings: tuple[Reading, ...]) -> bool:
    return any(reading.system for reading in readings)


def syllable(word: Word) -> bool:
    """Whether a word is a syllable of a Korean or Chinese name."""
    return any(reading.system and reading.system != "japanese" for reading in word.readings)


def _alphabetic(sign: str) -> bool:
    return any(first <= sign <= last for first, last in _ALPHABETS)


@cache
def ear() -> kernel.Ear:
    """What hears letters by the package's table of sounds."""
    known = table()
    return kernel.Ear(known.signs, known.spelled, known.families, known.vowels)


def joined(words: tuple[Word, ...]) -> tuple[Heard, ...]:
    """Several words written as one: the first readings of all, the second ones (the same system's), and mixed ones.

    The mixed are for words without short vowels, which are read from a table or by their consonants, and for syllables,
    of which a system may change one and leave the other.
    """
    bare = True in [word.bare for word in words]
    several = max([len(word.readings) for word in words]) > 1
    factor = _EXACTLY_READ if all(_of_systems(word.readings) for word in words) else 1
    hear = ear().hear
    found: dict[tuple[bytes, bool], Heard] = {}
    for choice in _choices(len(words), bare or all(map(syllable, words))) if several else ((0,) * len(words),):
        readings = [word.readings[min(at, len(word.readings) - 1)] for at, word in zip(choice, words, strict=True)]
        letters = "".join([reading.letters for reading in readings])
        sounds, key, frame, _ = hear(letters)
        unvowelled = bare and _unvowelled(letters)
        if sounds and (sounds, unvowelled) not in found:
            cost = min(sum([reading.cost for reading in readings]), _DEAREST) * COST
            found[sounds, unvowelled] = Heard(sounds, key, frame, b"", unvowelled, cost, factor)
    return tuple(found.values())


@cache
def _choices(count: int, mixed: bool) -> tuple[tuple[int, ...], ...]:  # noqa: FBT001
    """Which reading is taken of each of so many words: the first of all, the second of all, or any."""
    return tuple(islice(product(range(2), repeat=count), _MIXED)) if mixed else ((0,) * count, (1,) * count)


def can_join(words: tuple[Word, ...]) -> bool:
    """Whether words beside each other may be found as one: parts of a name; three only with a short one among them.

    An article or preposition belongs to what follows it, and ends no word.
    """
    roles = [word.role for word in words]
    if not _JOINED.issuperset(roles) or roles[-1] == "particle":
        return False
    if ("family" in roles and "given" in roles) or roles.count("common") == len(roles):
        return False
    return len(words) == 2 or "particle" in roles or min([len(word.text) for word in words]) <= SHORT


def shortest(words: tuple[Word, ...]) -> int:
    """The letters of the shortest of several words."""
    return min([len(word.readings[0].letters) for word in words])


def acronym(words: tuple[Word, ...]) -> Heard | None:
    """The first letters of an organisation's words, of three to seven of them, one of which says what it does.

    They are compared as letters, not as sounds. A word that is itself made of the others' first letters is left out.
    """
    telling = [word for word in words if word.role in ("name", "common", "form") and not word.bare]
    firsts = "".join(word.readings[0].letters[0] for word in telling)
    telling = [
        word for at, word in enumerate(telling) if word.readings[0].letters not in firsts[:at] + firsts[at + 1 :]
    ]
    if len(telling) not in _ACRONYM or all(word.role == "name" for word in telling):
        return None
    typed = ear().hear("".join([word.readings[0].letters[0] for word in telling]))[3]
    return Heard(b"", b"", b"", typed, bare=False, cost=0)


def acronym_cost(length: int) -> int:
    """The loss of likeness (thousandths) of a name of so many first letters."""
    costs = numbers().acronym
    return costs[min(max(length - _ACRONYM.start, 0), len(costs) - 1)]
