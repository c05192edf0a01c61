"""What goods a regime speaks of at all, by kind and by code, over every measure and every day."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.law.facts import index
from tidewaiter.model.measure import Regime


@dataclass(frozen=True, slots=True)
class Reach:
    """Kinds of goods, with all narrower ones, prefixes of HS codes, and what these begin with."""

    kinds: frozenset[str]
    hs: frozenset[str]
    beginnings: frozenset[str]

    def holds(self, kind: str | None, codes: tuple[str, ...]) -> bool:
        """Whether goods of a kind, or declared under one of the codes, may be within the regime."""
        if kind is not None and kind in self.kinds:
            return True
        return any(code in self.beginnings or not self.hs.isdisjoint(_beginnings(code)) for code in codes)


def _beginnings(code: str) -> Iterator[str]:
    return (code[:length] for length in range(1, len(code) + 1))


def reach(regime: Regime) -> Reach:
    """The goods that any measure or luxury list of the regime names, whatever the day."""
    scopes = [scope for measure in regime.measures if measure.when is not None for scope in (measure.when.goods or ())]
    items = [item for listing in regime.luxury for item in listing.items]
    named = {kind for scope in scopes for kind in scope.kinds} | {kind for item in items for kind in item.kinds}
    below = index(regime).below
    kinds = named | {narrow for kind in named for narrow in below.get(kind, frozenset())}
    codes = {code for scope in scopes for code in scope.hs} | {code for item in items for code in item.hs}
    return Reach(frozenset(kinds), frozenset(codes), frozenset(one for code in codes for one in _beginnings(code)))
