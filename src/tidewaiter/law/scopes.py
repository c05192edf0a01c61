"""Which scopes of goods an item can touch at all, looked up by its codes and kinds instead of tried one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tidewaiter.model.measure import GoodsScope, LuxuryItem, Regime

Scope = GoodsScope | LuxuryItem


@dataclass(frozen=True, slots=True, eq=False)
class Scopes:
    """The scopes of a regime, each by its identity.

    ``of_code`` holds those that have this prefix, ``within`` those that have a longer one beginning so.
    """

    every: frozenset[int]
    of_code: dict[str, frozenset[int]]
    within: dict[str, frozenset[int]]
    of_kind: dict[str, frozenset[int]]

    def touched(self, codes: Iterable[str], kinds: Iterable[str]) -> frozenset[int]:
        """The scopes of which a code may be one (the same, longer or shorter than theirs), or a kind."""
        parts = [self.of_kind[kind] for kind in kinds if kind in self.of_kind]
        for code in codes:
            beginnings = (code[:length] for length in range(2, len(code) + 1))
            parts += [self.of_code[one] for one in beginnings if one in self.of_code]
            if code in self.within:
                parts.append(self.within[code])
        return frozenset().union(*parts) if parts else frozenset()


def scopes(regime: Regime) -> Scopes:
    """The scopes of all measures and of all lists of luxury goods."""
    found: list[Scope] = [scope for measure in regime.measures if measure.when for scope in measure.when.goods or ()]
    found += [item for entry in regime.luxury for item in entry.items]
    codes = [(prefix, id(scope)) for scope in found for prefix in scope.hs]
    return Scopes(
        every=frozenset(map(id, found)),
        of_code=_gathered(codes),
        within=_gathered((prefix[:length], name) for prefix, name in codes for length in range(2, len(prefix))),
        of_kind=_gathered((kind, id(scope)) for scope in found for kind in _kinds(scope)),
    )


def _kinds(scope: Scope) -> tuple[str, ...]:
    return (*scope.kinds, *scope.perhaps) if isinstance(scope, LuxuryItem) else scope.kinds


def _gathered(pairs: Iterable[tuple[str, int]]) -> dict[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for key, name in pairs:
        found.setdefault(key, set()).add(name)
    return {key: frozenset(names) for key, names in found.items()}
