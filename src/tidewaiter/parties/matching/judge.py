"""From two names laid side by side to the logarithm of the odds that they name one party.

The sum has a start, what is lost of the agreement, and what the shape of the two names says: words that stand against
each other on both sides, another order, another number. Each term is a term of the answer's reasons. All terms but the
start and what the weight of the agreeing words brings are losses, so that the agreement alone bounds the sum.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from tidewaiter.parties.matching.heard import syllable
from tidewaiter.parties.matching.index import ROLES, general
from tidewaiter.parties.matching.numbers import Numbers, numbers
from tidewaiter.parties.matching.search import Asked, Hit, Search

_NAMES = ("name", "family", "given", "patronymic", "common")
_LITTLE = ("particle", "form", "title", "suffix", "initial")
_WHOLE = 9950  # agreement (ten-thousandths) of two names of which nothing but a particle is left
_SYLLABLES = 3  # of a name, with the family's
_DESCENT = ("bin", "ibn", "ben", "ould", "oglu", "bint")


@dataclass(frozen=True, slots=True)
class Laid:
    """Two names laid side by side: pairs of (words of the query, words of the entry, likeness), and what is left.

    Of the entry's words ``weights``, ``roles``, which are ``general`` legal forms, and where in the name they stand.
    """

    pairs: tuple[tuple[tuple[int, ...], tuple[int, ...], int], ...]
    left: tuple[int, ...]
    listed_left: tuple[int, ...]
    weights: tuple[int, ...]
    roles: tuple[str, ...]
    general: tuple[int, ...]
    spans: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The terms of a name's log-odds: ``start``, what is ``lost`` of the agreement, and those of the names' shape."""

    start: float
    lost: float
    against: float
    order: float
    number: float
    initial: float
    form: float

    @property
    def total(self) -> float:
        """The sum of the terms."""
        return self.start + self.lost + self.against + self.order + self.number + self.initial + self.form


def laid(search: Search, asked: Asked, hit: Hit) -> Laid:
    """The pairs of a hit in terms of words on both sides."""
    arrays = search.arrays
    start, end = arrays["name_at"][hit.name], arrays["name_at"][hit.name + 1]
    words = arrays["name_words"][start:end]
    taken, listed_taken = 0, 0
    pairs = []
    for unit, at, length, like in hit.pairs:
        mask = asked.units[unit].mask if unit >= 0 else 1 << ~unit
        taken |= mask
        listed_taken |= ((1 << length) - 1) << at
        pairs.append((_bits(mask), tuple(range(at, at + length)), like))
    return Laid(
        tuple(sorted(pairs)),
        tuple(at for at in range(len(asked.words)) if not taken >> at & 1),
        tuple(at for at in range(end - start) if not listed_taken >> at & 1),
        tuple(arrays["word_weight"][one] for one in words),
        tuple(ROLES[arrays["word_role"][one]] for one in words),
        tuple(arrays["word_general"][one] for one in words),
        tuple(zip(arrays["name_starts"][start:end], arrays["name_ends"][start:end], strict=True)),
    )


def _bits(mask: int) -> tuple[int, ...]:
    return tuple(at for at in range(mask.bit_length()) if mask >> at & 1)


def judge(asked: Asked, hit: Hit, side: Laid) -> Judged:
    """The log-odds of a name beside the query's, term by term."""
    known = numbers()
    return Judged(
        start=_start(asked, hit, side, known),
        lost=known.slope / 100 * (hit.agreement / 10000 - 1),
        against=_against(asked, side, known),
        order=_order(asked, side, known),
        number=_number(asked, side, known),
        initial=-known.other_initial / 100 if _other_initial(asked, side) else 0.0,
        form=-known.other_form / 100 if _other_form(asked, side) else 0.0,
    )


def _start(asked: Asked, hit: Hit, side: Laid, known: Numbers) -> float:
    """The start of two names: none where only little words meet, and enough where all words of both do."""
    if not any(asked.words[at].role not in _LITTLE for pair in side.pairs for at in pair[0]):
        return known.unnamed / 100
    found = start(matched(asked, side), known)
    return max(found, known.whole / 100) if hit.agreement >= _WHOLE else found


def start(weight: float, known: Numbers) -> float:
    """What a name that agrees wholly has: more, the rarer its words (``weight`` in natural logarithms)."""
    return known.base / 100 + known.rarity / 100 * math.log1p(weight)


def most(asked: Asked, known: Numbers) -> float:
    """The greatest sum that a listed name can have beside this query."""
    return max(start(sum(asked.weights) / 100, known), known.whole / 100)


def bound(asked: Asked, hit: Hit) -> float:
    """What the sum of a name cannot exceed."""
    known = numbers()
    return most(asked, known) + known.slope / 100 * (hit.agreement / 10000 - 1)


def least(asked: Asked, odds: float, known: Numbers) -> int:
    """The agreement (ten-thousandths) below which no name reaches these log-odds."""
    need = 1 - (most(asked, known) - odds) / (known.slope / 100)
    return max(known.least_agreement, min(10000, math.floor(need * 10000)))


def matched(asked: Asked, side: Laid) -> float:
    """The weight of the query's words that have found one, in natural logarithms."""
    return sum(asked.weights[at] for pair in side.pairs for at in pair[0]) / 100


def _against(asked: Asked, side: Laid, known: Numbers) -> float:
    """What telling words that are left on both sides say: the names differ, and do not only leave something out."""
    mine = sum(asked.weights[at] for at in side.left if asked.words[at].role in _NAMES)
    theirs = sum(side.weights[at] for at in side.listed_left if side.roles[at] in _NAMES)
    lost = _syllables(asked, side, known)
    if mine and theirs:
        lost += known.differ + known.against * min(mine, theirs) / 100
    return -lost / 100


def _syllables(asked: Asked, side: Laid, known: Numbers) -> float:
    """Nobody leaves out a syllable of a Korean or Chinese name: each that is left speaks against by itself."""
    names = [at for at, word in enumerate(asked.words) if word.role in _NAMES]
    if len(names) < 2 or not all(syllable(asked.words[at]) for at in names):
        return 0
    mine, theirs = _left(asked, side, *_NAMES)
    families = sum(asked.words[at].role == "family" for at in mine)
    listed = len(theirs) if sum(role in _NAMES for role in side.roles) <= _SYLLABLES else 0
    return known.lone_family * families + known.lone_syllable * (len(mine) - families) + known.listed_syllable * listed


def _left(asked: Asked, side: Laid, *roles: str) -> tuple[list[int], list[int]]:
    """The words of these roles that have found none, of the query and of the entry."""
    mine = [at for at in side.left if asked.words[at].role in roles]
    return mine, [at for at in side.listed_left if side.roles[at] in roles]


def _number(asked: Asked, side: Laid, known: Numbers) -> float:
    mine, theirs = _left(asked, side, "number")
    if mine and theirs:
        return -known.other_number / 100
    if not mine and not theirs:
        return 0.0
    return -(known.lone_number_of_ship if asked.kind == "vessel" else known.lone_number) / 100


def _other_initial(asked: Asked, side: Laid) -> bool:
    """Whether an initial is left on one side and a name or another initial on the other: it stands for neither."""
    mine, theirs = _left(asked, side, "initial")
    names, listed_names = _left(asked, side, *_NAMES, "initial")
    return bool(mine and listed_names) or bool(theirs and names)


def _other_form(asked: Asked, side: Laid) -> bool:
    mine, theirs = _left(asked, side, "form")
    return any(not general(asked.words[at]) for at in mine) and any(not side.general[at] for at in theirs)


def _order(asked: Asked, side: Laid, known: Numbers) -> float:
    if _crossed(asked, side):
        return -known.crossed / 100
    if not _disordered(asked, side):
        return 0.0
    whole = _descent(asked) and not side.left and not side.listed_left and all(pair[2] == 1000 for pair in side.pairs)
    return -(known.crossed if whole else known.order) / 100


def _crossed(asked: Asked, side: Laid) -> bool:
    """Whether the one's family name is the other's given name, and the other way round, where both tell them apart."""
    roles = [(asked.words[pair[0][0]].role, side.roles[pair[1][0]]) for pair in side.pairs]
    return ("family", "given") in roles and ("given", "family") in roles


def _disordered(asked: Asked, side: Laid) -> bool:
    """Whether the words of a name stand in another order, other than the family name's going first or last.

    Where both names tell of descent ("bin"), any other order is another person: who is whose son.
    """
    if any(role in ("form", "common") for role in (*side.roles, *(word.role for word in asked.words))):
        return False  # what an organisation does is told in any order
    mine = _natural([word.role for word in asked.words])
    theirs = {at: place for place, at in enumerate(_natural(list(side.roles)))}
    pairs = {pair[0][0]: theirs[pair[1][0]] for pair in side.pairs if asked.words[pair[0][0]].role in _NAMES}
    order = [pairs[at] for at in mine if at in pairs]
    led = asked.words[0].role == "particle" or side.roles[:1] == ("particle",)
    if _descent(asked) and "particle" in side.roles and not led:
        return order != sorted(order)
    turned = [order[at:] + order[:at] for at in range(len(order))]
    return len(order) > 2 and sorted(order) not in (order, *turned[1:2], *turned[-1:])


def _natural(roles: list[str]) -> list[int]:
    """The places of a name's words with the family name last, where the name tells which it is by standing first."""
    first = [at for at, role in enumerate(roles) if role == "family"]
    given = [at for at, role in enumerate(roles) if role == "given"]
    if not first or not given or max(first) > min(given):
        return list(range(len(roles)))
    start = min(given)
    return [*range(start, len(roles)), *range(start)]


def _descent(asked: Asked) -> bool:
    return any(word.role == "particle" and word.readings[0].letters in _DESCENT for word in asked.words)
