"""Standing text of a house: wording that several of its otherwise unrelated documents share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from tidewaiter.model import Document
from tidewaiter.reports.text.shingles import Prints

HOUSE = 3
"""Text that stands in so many unrelated documents of one outlet is the house's."""


def house_text(
    pairs: Iterable[tuple[str, str]], by_id: dict[str, Document], found: dict[str, Prints], *, same: float
) -> frozenset[int]:
    """The shingles of the houses. ``pairs`` are the documents that share wording at all; those that share
    ``same`` of the shorter one count as one document."""
    within: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for one, two in pairs:
        outlet = by_id[one].outlet
        if outlet is not None and outlet == by_id[two].outlet:
            within[outlet].append((one, two))
    marks: set[int] = set()
    for own in within.values():
        marks |= _marks(own, found, same)
    return frozenset(marks)


def _marks(pairs: list[tuple[str, str]], found: dict[str, Prints], same: float) -> set[int]:
    shared = {pair: found[pair[0]].whole & found[pair[1]].whole for pair in pairs}
    names = list(dict.fromkeys(name for pair in pairs for name in pair))
    kin = [pair for pair, marks in shared.items() if len(marks) >= same * _shorter(pair, found) > 0]
    family = joined(names, kin)
    seen: dict[int, set[str]] = defaultdict(set)
    for pair, marks in shared.items():
        for mark in marks:
            seen[mark].update(family[name] for name in pair)
    return {mark for mark, families in seen.items() if len(families) >= HOUSE}


def _shorter(pair: tuple[str, str], found: dict[str, Prints]) -> int:
    return min(len(found[name].whole) for name in pair)


def joined(order: Sequence[str], edges: Iterable[tuple[str, str]]) -> dict[str, str]:
    """For every name the first one that it is joined with, over any number of edges."""
    parent = {name: name for name in order}
    rank = {name: number for number, name in enumerate(order)}

    def root(name: str) -> str:
        while parent[name] != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    for a, b in edges:
        first, second = sorted((root(a), root(b)), key=rank.__getitem__)
        parent[second] = first
    return {name: root(name) for name in order}
