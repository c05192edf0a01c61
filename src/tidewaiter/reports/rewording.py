"""Whether two texts that share no wording tell the same names and numbers in the same order.

A text re-worded by a machine, or translated and back, keeps its names, its figures and their
order while no run of words survives. That is a sign and no proof: two reporters of one event share
names too. So such a pair is shown as undecided and never made one story.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

FACTS = 12
"""So many different names and numbers two texts must share in one order."""
ALIKE, ALIKE_FEW = 0.45, 0.6
"""Weight of the common order over the lighter text's facts; the second in sets too small to weigh them."""
MANY = 20
"""From so many texts on a fact weighs the more the fewer of them have it."""
_WIDELY = 60  # a fact in more texts than these proposes no pair


@dataclass(frozen=True, slots=True)
class Fact:
    """A name or a number, and the number of the sentence it stands in."""

    form: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two texts, how much of their facts stands in one order, and the pairs of facts that do."""

    left: str
    right: str
    share: float
    common: tuple[tuple[Fact, Fact], ...]


def alike(texts: dict[str, Sequence[Fact]]) -> tuple[Likeness, ...]:
    """The pairs of texts whose facts stand in one order to the degree that the constants ask for."""
    weights = _weights(texts)
    enough = ALIKE if len(texts) >= MANY else ALIKE_FEW
    found = []
    for left, right in _candidates(texts):
        pair = _compare(left, right, texts, weights)
        if pair.share >= enough and len({one.form for one, _ in pair.common}) >= FACTS:
            found.append(pair)
    return tuple(found)


def _weights(texts: dict[str, Sequence[Fact]]) -> dict[str, float]:
    spread = Counter(form for facts in texts.values() for form in dict.fromkeys(fact.form for fact in facts))
    if len(texts) < MANY:
        return dict.fromkeys(spread, 1.0)
    return {form: math.log((len(texts) + 1) / count) for form, count in spread.items()}


def _candidates(texts: dict[str, Sequence[Fact]]) -> list[tuple[str, str]]:
    """The pairs that share enough facts, whatever their order."""
    order = list(texts)
    where: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(order):
        for form in dict.fromkeys(fact.form for fact in texts[name]):
            where[form].append(number)
    counts: Counter[tuple[int, int]] = Counter()
    for places in where.values():
        if len(places) <= _WIDELY:
            counts.update(combinations(places, 2))
    return [(order[a], order[b]) for (a, b), n in sorted(counts.items()) if n >= FACTS]


def _compare(left: str, right: str, texts: dict[str, Sequence[Fact]], weights: dict[str, float]) -> Likeness:
    one, two = texts[left], texts[right]
    common = _in_order(one, two, weights)
    lighter = min(sum(weights[fact.form] for fact in side) for side in (one, two))
    kept = sum(weights[fact.form] for fact, _ in common)
    return Likeness(left, right, round(kept / lighter, 4) if lighter else 0.0, common)


def _in_order(one: Sequence[Fact], two: Sequence[Fact], weights: dict[str, float]) -> tuple[tuple[Fact, Fact], ...]:
    """The heaviest row of facts that stands in both texts in one order."""
    best = [[0.0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        for j in range(len(two) - 1, -1, -1):
            if one[i].form == two[j].form:
                best[i][j] = best[i + 1][j + 1] + weights[one[i].form]
            else:
                best[i][j] = max(best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < len(one) and j < len(two):
        if one[i].form == two[j].form:
            found.append((one[i], two[j]))
            i, j = i + 1, j + 1
        elif best[i + 1][j] >= best[i][j + 1]:
            i += 1
        else:
            j += 1
    return tuple(found)
