"""From two names laid side by side to the logarithm of the odds that they name one party.

The sum has a start, what is lost of the agreement, and what the shape of the two names says: words that stand against
each other on both sides, another order, another number. Each term is a term of the answer's reasons. All terms but the
start and what the weight of the agreeing words brings are losses, so that the agreement alone bounds the sum.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from tidewaiter.parties.matching.heard import syllable
from tidewaiter.parties.matching.index import general
from tidewaiter.parties.matching.numbers import Numbers, numbers
from tidewaiter.parties.matching.roles import Roles, by_role, places, weigh
from tidewaiter.parties.matching.search import Asked, Hit, Search

_WHOLE = 9950  # agreement (ten-thousandths) of two names of which nothing but a particle is left
_SYLLABLES = 3  # of a name, with the family's


class Laid(NamedTuple):
    """Two names laid side by side, their words as bits.

    ``pairs`` are (words of the query, words of the entry, likeness in thousandths); ``left`` and ``listed_left`` the
    words that have found none. Of the entry's name its words (``listed``, by number), their weights and their roles.
    """

    pairs: tuple[tuple[int, int, int], ...]
    left: int
    listed_left: int
    listed: tuple[int, ...]
    weights: list[int]
    roles: Roles


class Judged(NamedTuple):
    """The terms of a name's log-odds: ``start``, what is ``lost`` of the agreement, and those of the names' shape."""

    start: float
    lost: float
    against: float
    lone: float
    order: float
    number: float
    initial: float
    form: float

    @property
    def total(self) -> float:
        """The sum of the terms."""
        return sum(self)


def laid(search: Search, asked: Asked, hit: Hit) -> Laid:
    """The pairs of a hit in terms of words on both sides."""
    arrays = search.arrays
    start, end = arrays["name_at"][hit.name], arrays["name_at"][hit.name + 1]
    listed = tuple(arrays["name_words"][start:end])
    left, listed_left = (1 << len(asked.words)) - 1, (1 << len(listed)) - 1
    pairs = []
    for unit, at, length, like in hit.pairs:
        mask = asked.units[unit].mask if unit >= 0 else 1 << ~unit
        theirs = ((1 << length) - 1) << at
        left &= ~mask
        listed_left &= ~theirs
        pairs.append((mask, theirs, like))
    if len(pairs) > 1:
        pairs.sort(key=_first)
    weights, roles = arrays["word_weight"], arrays["word_role"]
    return Laid(
        tuple(pairs),
        left,
        listed_left,
        listed,
        [weights[one] for one in listed],
        by_role([roles[one] for one in listed]),
    )


def _first(pair: tuple[int, int, int]) -> int:
    return pair[0] & -pair[0]


def judge(search: Search, asked: Asked, hit: Hit, side: Laid) -> Judged:
    """The log-odds of a name beside the query's, term by term."""
    known = numbers()
    left = side.left or side.listed_left
    return Judged(
        start=_start(asked, hit, side, known),
        lost=_lost(hit, known),
        against=_against(asked, side, known) if left else 0.0,
        lone=-known.lone / 100 if left and (_lone(asked, side) or _swallowed(asked, side)) else 0.0,
        order=_order(asked, side, known) if len(side.pairs) > 1 else 0.0,
        number=_number(asked, side, known) if left else 0.0,
        initial=_initial(asked, side, known) if left else 0.0,
        form=-known.other_form / 100 if left and _other_form(search, asked, side) else 0.0,
    )


def _start(asked: Asked, hit: Hit, side: Laid, known: Numbers) -> float:
    """The start of two names: none where only little words meet, and enough where all words of both do.

    Initials are little too, but a name that the list itself has as several initials is that name.
    """
    met = (1 << len(asked.words)) - 1 & ~side.left
    same = not side.left and not side.listed_left and asked.roles.initials and len(asked.words) > 1
    return _whole(hit, known) if met & ~asked.roles.little or same else known.unnamed / 100


def _whole(hit: Hit, known: Numbers) -> float:
    found = start(hit.weight / 100, known)
    return max(found, known.whole / 100) if hit.agreement >= _WHOLE else found


def _lost(hit: Hit, known: Numbers) -> float:
    return known.slope / 100 * (hit.agreement / 10000 - 1)


def start(weight: float, known: Numbers) -> float:
    """What a name that agrees wholly has: more, the rarer its words (``weight`` in natural logarithms)."""
    return known.base / 100 + known.rarity / 100 * math.log1p(weight)


def bound(hit: Hit) -> float:
    """What the sum of a name cannot exceed."""
    known = numbers()
    return _whole(hit, known) + _lost(hit, known)


def least(asked: Asked, odds: float, known: Numbers) -> int:
    """The agreement (ten-thousandths) below which no name reaches these log-odds."""
    most = max(start(sum(asked.weights) / 100, known), known.whole / 100)
    need = 1 - (most - odds) / (known.slope / 100)
    return max(known.least_agreement, min(10000, math.floor(need * 10000)))


def _against(asked: Asked, side: Laid, known: Numbers) -> float:
    """What telling words that are left on both sides say: the names differ, and do not only leave something out."""
    mine, theirs = side.left & asked.roles.telling, side.listed_left & side.roles.telling
    lost = _syllables(asked, side, known) if mine or theirs else 0
    weight, other = weigh(asked.weights, mine), weigh(side.weights, theirs)
    if weight and other:
        lost += _differing(asked, side, min(weight, other), known)
    if side.left & asked.roles.patronymics and side.listed_left & side.roles.patronymics:
        lost += known.other_patronymic
    return -lost / 100


def _differing(asked: Asked, side: Laid, weight: int, known: Numbers) -> float:
    """What words on both sides say of which the lesser weigh this: little if one side's only tell of the business.

    "Trading" for "Export", "Bureau" for "Department" are other words for the same; names are not.
    """
    mine, theirs = asked.roles, side.roles
    if side.left & mine.telling & ~mine.commons and side.listed_left & theirs.telling & ~theirs.commons:
        return known.differ + known.against * weight / 100
    return known.differ_common + known.against_common * weight / 100


def _lone(asked: Asked, side: Laid) -> bool:
    """Whether a name of the query is left beside a listed name that is one word: "Lucas" is not any Lucas."""
    theirs, mine = side.roles.telling, asked.roles
    alone = theirs.bit_count() == 1 and not theirs & side.listed_left
    return alone and bool(side.left & mine.telling & ~mine.commons)


def _swallowed(asked: Asked, side: Laid) -> bool:
    """Whether all words of one name make one word of the other, of which names are left: "Eivin Dis" is no "Eivindis".

    Who writes two words as one writes a name, and not all that he has of it beside other names.
    """
    mine, theirs = asked.roles.telling, side.roles.telling
    for words, listed, _ in side.pairs:
        one, two = words & mine, listed & theirs
        if one == mine and one & (one - 1) and theirs & side.listed_left:
            return True
        if two == theirs and two & (two - 1) and mine & side.left:
            return True
    return False


def _syllables(asked: Asked, side: Laid, known: Numbers) -> float:
    """Nobody leaves out a syllable of a Korean or Chinese name: each that is left speaks against by itself."""
    names = asked.roles.telling
    if names.bit_count() < 2 or not all(syllable(asked.words[at]) for at in places(names)):
        return 0
    mine = side.left & names
    families = (mine & asked.roles.families).bit_count()
    theirs = side.roles.telling
    listed = (side.listed_left & theirs).bit_count() if theirs.bit_count() <= _SYLLABLES else 0
    lone = known.lone_syllable * (mine.bit_count() - families)
    return known.lone_family * families + lone + known.listed_syllable * listed


def _number(asked: Asked, side: Laid, known: Numbers) -> float:
    mine, theirs = side.left & asked.roles.numbers, side.listed_left & side.roles.numbers
    if mine and theirs:
        return -known.other_number / 100
    if not mine and not theirs:
        return 0.0
    return -(known.lone_number_of_ship if asked.kind == "vessel" else known.lone_number) / 100


def _initial(asked: Asked, side: Laid, known: Numbers) -> float:
    """An initial that stands for nothing, or for a word though a whole name of the entry is left that might."""
    if _other_initial(asked, side):
        return -known.other_initial / 100
    met = any(like == 0 for _, _, like in side.pairs)
    names = side.roles.telling & ~side.roles.commons
    return -known.lone_initial / 100 if met and side.listed_left & names else 0.0


def _other_initial(asked: Asked, side: Laid) -> bool:
    """Whether an initial is left on one side and a name or another initial on the other: it stands for neither."""
    mine, theirs = asked.roles, side.roles
    if side.left & mine.initials and side.listed_left & (theirs.telling | theirs.initials):
        return True
    return bool(side.listed_left & theirs.initials and side.left & (mine.telling | mine.initials))


def _other_form(search: Search, asked: Asked, side: Laid) -> bool:
    mine, theirs = side.left & asked.roles.forms, side.listed_left & side.roles.forms
    if not mine or not theirs or all(general(asked.words[at]) for at in places(mine)):
        return False
    said = search.arrays["word_general"]
    return not all(said[side.listed[at]] for at in places(theirs))


def _order(asked: Asked, side: Laid, known: Numbers) -> float:
    if _crossed(asked, side):
        return -known.crossed / 100
    if not _disordered(asked, side):
        return 0.0
    whole = (
        _descent(asked) and not side.left and not side.listed_left and all(like == 1000 for _, _, like in side.pairs)
    )
    return -(known.crossed if whole else known.order) / 100


def _crossed(asked: Asked, side: Laid) -> bool:
    """Whether the one's family name is the other's given name, and the other way round, where both tell them apart."""
    one, two = asked.roles, side.roles
    if not (one.families and one.givens and two.families and two.givens):
        return False
    firsts = [(mine & -mine, theirs & -theirs) for mine, theirs, _ in side.pairs]
    fallen = any(mine & one.families and theirs & two.givens for mine, theirs in firsts)
    return fallen and any(mine & one.givens and theirs & two.families for mine, theirs in firsts)


def _disordered(asked: Asked, side: Laid) -> bool:
    """Whether the words of a name stand in another order, other than the family name's going first or last.

    Where both names tell of descent ("bin"), any other order is another person: who is whose son.
    """
    one, two = asked.roles, side.roles
    if one.forms | one.commons | two.forms | two.commons:
        return False  # what an organisation does is told in any order
    led = (one.particles | two.particles) & 1
    by_descent = two.particles and not led and _descent(asked)
    if len(side.pairs) < 3 and not by_descent:
        return False
    places_ = {at: place for place, at in enumerate(_natural(two, len(side.listed)))}
    pairs = {
        places(mine)[0]: places_[places(theirs)[0]] for mine, theirs, _ in side.pairs if mine & -mine & one.telling
    }
    order = [pairs[at] for at in _natural(one, len(asked.words)) if at in pairs]
    if by_descent:
        return order != sorted(order)
    turned = [order[at:] + order[:at] for at in range(len(order))]
    return len(order) > 2 and sorted(order) not in (order, *turned[1:2], *turned[-1:])


def _natural(roles: Roles, count: int) -> list[int]:
    """The places of a name's words with the family name last, where the name tells which it is by standing first."""
    families, givens = roles.families, roles.givens
    if not families or not givens or families > givens & -givens:
        return list(range(count))
    start = places(givens)[0]
    return [*range(start, count), *range(start)]


def _descent(asked: Asked) -> bool:
    particles, words = places(asked.roles.particles), numbers().descent
    return any(asked.words[at].readings[0].letters in words for at in particles)
