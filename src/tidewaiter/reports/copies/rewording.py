"""Whether two texts that share no wording tell the same things in the same order.

A text re-worded by a machine, or translated and back, keeps its names, its figures and their order, and
many of its nouns sentence by sentence, while no run of words survives. Two reporters of one event share
names too, but not the course of the whole text. So two signs are asked for: how much of the names and
figures stands in one order (``share``), and how much of the words that carry meaning stands in sentences
that answer each other in order (``echo``). With both a text is a re-wording, which is a guess and is shown
as one; with the first alone the pair is shown as undecided.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from tidewaiter.reports.copies.facts import Fact, Told

__all__ = ["ECHO", "FACTS", "MANY", "Fact", "Rewording", "Told", "Weights", "rate", "reword", "weigh"]

FACTS = 12
"""So many different names and numbers two texts must share in one order."""
MANY = 20
"""From so many texts on a word weighs the more the fewer of them have it."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What is asked for: ``share`` of a re-wording, ``shown`` of a pair that is worth a look without an echo."""

    share: float
    shown: float


WEIGHED, PLAIN = Bar(0.42, 0.45), Bar(0.50, 0.60)
"""With and without weights."""
ECHO = 0.38
"""What is asked for besides. Set on the 511,566 pairs of 1,012 articles on one subject from seven outlets: of
the pairs that reach the share and are no versions of one text the highest has .33, the next .26; a
seventh is put on top."""
SHOWN, SHOWN_FACTS = 0.60, 10
"""Share and number of places, names, days and figures of two texts in different languages that are worth a look."""
TRANSLATED, TRANSLATED_FACTS = 0.75, 8
"""What is asked for of a translation. Set on the 20,292 pairs of 267 English reports and 76 Russian and Korean ones
on the same few subjects, twelve translations among them: of the pairs that are no translations and share eight facts
or more the highest share is .69, and it tells of one event."""
_ANSWER = 0.3  # of the lighter sentence's words, from which two sentences answer each other


@dataclass(frozen=True, slots=True)
class Weights:
    """How much a name or number says: the logarithm of how few of the texts have it."""

    texts: int
    spread: dict[str, int]

    def of(self, form: str) -> float:
        """The weight of a name or number."""
        return math.log((self.texts + 1) / self.spread.get(form, 1)) if self.texts else 1.0

    @property
    def bar(self) -> Bar:
        """What is asked for with these weights."""
        return WEIGHED if self.texts else PLAIN


@dataclass(frozen=True, slots=True)
class Rewording:
    """How much of the poorer text's facts stands in one order, which they are, and how far the sentences answer."""

    share: float
    common: tuple[tuple[Fact, Fact], ...]
    echo: float


def weigh(texts: Collection[Told]) -> Weights:
    """The weights in a set of texts; in a small one all are alike."""
    if len(texts) < MANY:
        return Weights(0, {})
    spread = Counter(form for told in texts for form in dict.fromkeys(fact.form for fact in told.facts))
    return Weights(len(texts), dict(spread))


def reword(left: Told, right: Told, weights: Weights, *, least: float | None = None) -> Rewording | None:
    """The signs, None where the pair cannot reach ``least`` (by default what is asked for at least)."""
    least = min(weights.bar.share, weights.bar.shown) if least is None else least
    weight = {fact.form: weights.of(fact.form) for side in (left, right) for fact in side.facts}
    one, two = (Counter(fact.form for fact in side.facts) for side in (left, right))
    lighter = min(sum(weight[form] * n for form, n in bag.items()) for bag in (one, two))
    # what they share in any order bounds what they share in one
    if not lighter or sum(weight[form] * n for form, n in (one & two).items()) < least * lighter:
        return None
    common = _in_order(left.facts, right.facts, weight)
    share = round(sum(weight[fact.form] for fact, _ in common) / lighter, 4)
    return Rewording(share, common, _echo(left, right)) if share >= least else None


def rate(signs: Rewording, bar: Bar) -> Literal["reworded", "undecided", "independent"]:
    """What the signs amount to."""
    if len({one.form for one, _ in signs.common}) < FACTS:
        return "independent"
    if signs.share >= bar.share and signs.echo >= ECHO:
        return "reworded"
    return "undecided" if signs.share >= bar.shown else "independent"


def translated(signs: Rewording) -> Literal["reworded", "undecided", "independent"]:
    """What the signs amount to in two languages, where no echo can be measured."""
    different = len({one.form for one, _ in signs.common})
    if different >= TRANSLATED_FACTS and signs.share >= TRANSLATED:
        return "reworded"
    return "undecided" if different >= SHOWN_FACTS and signs.share >= SHOWN else "independent"


def _in_order(one: tuple[Fact, ...], two: tuple[Fact, ...], weight: dict[str, float]) -> tuple[tuple[Fact, Fact], ...]:
    """The heaviest row of facts that stands in both texts in one order."""
    best = [[0.0] * (len(two) + 1) for _ in range(len(one) + 1)]
    for i in range(len(one) - 1, -1, -1):
        row, below, form = best[i], best[i + 1], one[i].form
        for j in range(len(two) - 1, -1, -1):
            same = form == two[j].form
            row[j] = below[j + 1] + weight[form] if same else max(below[j], row[j + 1])
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


def _echo(left: Told, right: Told) -> float:
    """The number of words in sentences that answer each other in order, over the shorter text's."""
    one, two = ([(bag, bag.total()) for bag in side.sentences] for side in (left, right))
    shorter = min(sum(total for _, total in side) for side in (one, two))
    before = [0] * (len(two) + 1)
    for bag, total in one:
        now = [0]
        for j, (other, other_total) in enumerate(two):
            shared = sum(min(n, other[stem]) for stem, n in bag.items() if stem in other)
            answer = shared if shared >= _ANSWER * min(total, other_total) else 0
            now.append(max(before[j + 1], now[j], before[j] + answer))
        before = now
    return round(before[-1] / shorter, 4) if shorter else 0.0
