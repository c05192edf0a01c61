"""From a query's name to the listed names that agree with it: units, their near words, candidates, alignment."""

from __future__ import annotations

from array import array
from typing import Any, NamedTuple

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.matching import index, kernel
from tidewaiter.parties.matching.heard import (
    SHORT,
    Heard,
    acronym,
    acronym_cost,
    can_join,
    has_slips,
    heard,
    joined,
    shortest,
)
from tidewaiter.parties.matching.numbers import Numbers, credit, numbers
from tidewaiter.parties.matching.roles import NUMBER_OF, ROLES, Roles, by_role, weigh
from tidewaiter.parties.names.sounds import table
from tidewaiter.parties.names.spell import spell
from tidewaiter.parties.names.systems import by_script, by_system
from tidewaiter.parties.names.word import Reading, Spelling, Word, WordRole

_ALIKE = 900  # thousandths: a listed word as like as this tells how rare the query's word is
_SAME = 950  # thousandths: no more than a reading's cost away from the same
_WRITTEN_AS_ONE = 820  # thousandths: what several words written as one need
_APART = ("form", "particle", "title", "suffix", "initial", "number", "acronym", "joined")
_SLIPS = {"joined": 0, "joined short": 1, **dict.fromkeys(index.EXACT, 0)}
_FEW = 500  # names that it costs less to go through than to reckon whether they can be left out
_KEPT = 60_000  # distinct words whose near ones are remembered


class Near(NamedTuple):
    """The listed words near a word of a query: their numbers and likenesses, how many names have one of them (at the
    most), and the weight of the commonest that is as good as the same word, None if there is none."""

    words: array[int]
    likes: array[int]
    names: int
    weight: int | None


class _Known(NamedTuple):
    """What is known of a word of a query: its near words, its weight, its first letter."""

    near: Near
    weight: int
    letter: int


class Unit(NamedTuple):
    """One or several words of a query that are looked up as one. ``mask`` has a bit for each of them."""

    mask: int
    near: Near


class Asked(NamedTuple):
    """A query's name made ready: its words, their weights and roles, and its units."""

    text: str
    kind: PartyKind
    words: tuple[Word, ...]
    weights: list[int]
    units: tuple[Unit, ...]
    initials: list[int]
    firsts: list[int]
    roles: Roles
    notes: tuple[str, ...]


class Hit(NamedTuple):
    """A listed name beside the query's.

    ``agreement`` is in ten-thousandths, ``weight`` that of the query's words that have found one, ``pairs`` as the
    kernel gives them.
    """

    name: int
    agreement: int
    weight: int
    pairs: tuple[tuple[int, int, int, int], ...]


class Search:
    """A saved index with its kernel. Not for several threads at once: the kernel keeps its workings in place."""

    def __init__(self, saved: index.Saved, *, kernel: Any = kernel) -> None:
        known = table()
        numbers_ = numbers()
        arrays = saved.arrays
        letters = _letters(numbers_.vowel, numbers_.letter, 3 * numbers_.letter)
        gaps = array("i", [numbers_.gap] * 26 + [3 * numbers_.letter] * 10)
        costs = {
            "near": known.near,
            "bare_near": known.bare_near,
            "weights": known.weights,
            "gaps": known.gaps,
            "bare_weights": known.bare_weights,
            "bare_gaps": known.bare_gaps,
            "strict_near": _strict(known.near, numbers_),
            "strict_gaps": _strict(known.gaps, numbers_),
            "swap": numbers_.swap,
            "letter_near": letters,
            "letter": numbers_.letter,
            "letter_gaps": gaps,
            "strict_letters": _strict(letters, numbers_),
            "strict_letter_gaps": _strict(gaps, numbers_),
        }
        settings = {
            "bits": (len(arrays["bucket"]) - 1).bit_length() - 1,
            "initialled": arrays["initialled"][0],
            "share": numbers_.query_share,
            "listed_share": numbers_.entry_share,
            "initial": numbers_.initial,
            "short": numbers_.short,
            "apart": bytes(role in _APART for role in ROLES),
            "acronym": NUMBER_OF["acronym"],
            "joined": NUMBER_OF["joined"],
            "lone": array("i", map(acronym_cost, range(kernel.LONGEST))),
            "alike": _ALIKE,
            "same": _SAME,
            "as_one": _WRITTEN_AS_ONE,
        }
        self.arrays = arrays
        self.numbers = numbers_
        self.kernel = kernel.Kernel(arrays, costs, credit(), settings)
        self._near: dict[tuple[tuple[Heard, ...], str], Near] = {}
        self._words: dict[tuple[tuple[Reading, ...], WordRole, bool, bool], _Known] = {}

    def ask(self, text: str, kind: PartyKind, parts: tuple[tuple[str, str], ...] = ()) -> tuple[Asked, ...]:
        """Makes a name ready: once for each system by which its words can be read."""
        told = spell(text, kind, parts=parts)
        whole = told.words[: index.LONGEST]
        parts_ = (whole,) if text.isascii() else by_script(whole)
        return tuple([self._ready(told, words, kind) for part in parts_ for words in by_system(part)])

    def _ready(self, told: Spelling, words: tuple[Word, ...], kind: PartyKind) -> Asked:
        known = [self._known(word) for word in words]
        singles = [Unit(1 << at, one.near) for at, one in enumerate(known)]
        several = [unit for unit in (*self._joined(words), *self._acronym(words, kind)) if unit.near.words]
        letters = [one.letter for one in known]
        roles = by_role([NUMBER_OF[word.role] for word in words])
        initials, firsts = [0] * len(words), letters
        if roles.initials:
            initials = [letter if roles.initials >> at & 1 else 0 for at, letter in enumerate(letters)]
            firsts = [0 if roles.initials >> at & 1 else letter for at, letter in enumerate(letters)]
        weights = [one.weight for one in known]
        return Asked(told.text, kind, words, weights, (*singles, *several), initials, firsts, roles, told.notes)

    def _known(self, word: Word) -> _Known:
        """What the listed words say of a word, remembered."""
        asked = (word.readings, word.role, word.bare, has_slips(word.text))
        found = self._words.get(asked)
        if found is None:
            if len(self._words) >= _KEPT:
                self._words.clear()
            near = self.near(heard(word), word.role)
            letter = ord(word.readings[0].letters[0].lower())
            found = self._words[asked] = _Known(near, self._weight(word, near), letter)
        return found

    def near(self, told: tuple[Heard, ...], role: str) -> Near:
        """The listed words near a word with these readings; "acronym" takes no slip."""
        known = (told, role if role == "joined short" else _kind(role))
        found = self._near.get(known)
        if found is None:
            if len(self._near) >= _KEPT:
                self._near.clear()
            found = self._near[known] = self._look_up(*known)
        return found

    def _look_up(self, told: tuple[Heard, ...], role: str) -> Near:
        number = NUMBER_OF[role.removesuffix(" short")]
        words, likes, names, weight = self.kernel.gather(told, number, _SLIPS.get(role, 2))
        return Near(words, likes, names, None if weight < 0 else weight)

    def _weight(self, word: Word, near: Near) -> int:
        """How rare a query's word is: as the commonest listed word of its kind that is like it, else as one unseen."""
        known = self.numbers
        if word.role == "number":
            return known.number
        if near.weight is not None:
            return near.weight
        return index.held(known.unseen, word.readings[0].letters, known) * known.roles[word.role] // 100

    def _joined(self, words: tuple[Word, ...]) -> list[Unit]:
        found = []
        for count in (2, 3):
            for at in range(len(words) - count + 1):
                several = words[at : at + count]
                if can_join(several):
                    found.append(Unit(((1 << count) - 1) << at, self._near_one(several)))
        if len(words) > 2 and words[-1].role == "given" and words[0].role == "family":
            # "Rahman Yasin, Abdul": the comma has torn apart what is one word
            ends = (words[-1], words[0])
            found.append(Unit(1 | 1 << (len(words) - 1), self._near_one(ends)))
        return found

    def _near_one(self, words: tuple[Word, ...]) -> Near:
        """The listed words near several words written as one: with a slip only where one of them is short."""
        return self.near(joined(words), "joined short" if shortest(words) <= SHORT else "joined")

    def _acronym(self, words: tuple[Word, ...], kind: PartyKind) -> list[Unit]:
        short = acronym(words) if kind not in ("person", "vessel") and len(words) > 2 else None
        if not short:
            return []
        return [Unit((1 << len(words)) - 1, self.near((short,), "acronym"))]

    # names

    def find(self, asked: Asked, least: int) -> list[Hit]:
        """The listed names whose agreement with the query's is ``least`` (ten-thousandths) or more, none left out."""
        if not asked.words:
            return []
        hits, masks = _laid_out(asked)
        skipped = self._skipped(asked, hits, least)
        free = weigh(asked.weights, asked.roles.initials)
        listed_free = self.numbers.most * 2 * asked.roles.initials.bit_count()
        found = self.kernel.find(
            hits, masks, asked.weights, skipped, least, free, listed_free, asked.initials, asked.firsts
        )
        return [Hit(*one) for one in found]

    def lay(self, asked: Asked, name: int) -> Hit:
        """The query's name laid beside one listed name."""
        hits, masks = _laid_out(asked)
        return Hit(name, *self.kernel.align(name, hits, masks, asked.weights, asked.initials, asked.firsts))

    def words(self, name: int, text: str) -> list[str]:
        """The words of a listed name as they stand in its text."""
        start, end = self.arrays["name_at"][name], self.arrays["name_at"][name + 1]
        starts, ends = self.arrays["name_starts"][start:end], self.arrays["name_ends"][start:end]
        return [text[first:last] for first, last in zip(starts, ends, strict=True)]

    def _skipped(self, asked: Asked, hits: list[Any], least: int) -> int:
        """The commonest words, without which alone no name can reach ``least``: their entries need not be read."""
        known = self.numbers
        if 100 * known.entry_share <= 10000 - least or len(asked.words) < 2:
            return 0
        counts = [unit.near.names for unit in asked.units[: len(asked.words)]]
        many = [at for at, count in enumerate(counts) if count > _FEW]
        if not many:
            return 0
        total = sum(asked.weights)
        halves = [
            weight // 2 if initial else weight for weight, initial in zip(asked.weights, asked.initials, strict=True)
        ]
        skipped = 0
        for at in sorted(many, key=lambda one: -counts[one]):
            tried = skipped | 1 << at
            left = weigh(halves, ((1 << len(halves)) - 1) & ~tried)
            brought = known.most * asked.roles.initials.bit_count()
            for unit, one in enumerate(asked.units):
                if not one.mask & ~tried:
                    brought += self.kernel.most(hits[unit])
            if 100 * known.query_share * left > (10000 - least) * (total + brought):
                skipped = tried
        return skipped


def _laid_out(asked: Asked) -> tuple[list[tuple[array[int], array[int]]], list[int]]:
    """The near words and the masks of a query's units, as the kernel takes them."""
    return [(unit.near.words, unit.near.likes) for unit in asked.units], [unit.mask for unit in asked.units]


def _letters(vowel: int, other: int, digit: int) -> array[int]:
    """What it costs to type one letter for another: less between vowels, more where a digit is one of them."""
    signs = "abcdefghijklmnopqrstuvwxyz0123456789"
    costs = array("i")
    for a in signs:
        for b in signs:
            far = digit if a.isdigit() or b.isdigit() else vowel if a in "aeiouy" and b in "aeiouy" else other
            costs.append(0 if a == b else far)
    return costs


def _kind(role: str) -> str:
    return role if role in _APART else "name"


def _strict(costs: array[int], known: Numbers) -> array[int]:
    """The costs between short words: what is more than a usual variation counts more."""
    return array("i", [cost if cost <= known.soft else cost * known.strict // 100 for cost in costs])
