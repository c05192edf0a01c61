"""The schemata of FollowTheMoney and their properties, from the table ``schemata.tsv``."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass

from tidewaiter.parties.lists.readers import source


@dataclass(frozen=True, slots=True)
class Schema:
    """A schema: ``ancestors`` begin with itself, the nearest first; ``properties`` are its own and theirs, with types.

    A type is the format's own word ("name", "country", "date" ...); of an entity it is "entity:Company".
    """

    name: str
    ancestors: tuple[str, ...]
    matchable: bool
    properties: Mapping[str, str]


def schema(name: str) -> Schema | None:
    """The schema of that name, None where there is none."""
    return schemata().get(name)


@functools.cache
def schemata() -> Mapping[str, Schema]:
    """All schemata by name."""
    rows = {row[0]: row for row in source.words("schemata.tsv")}
    return {name: _schema(name, rows) for name in rows}


def _schema(name: str, rows: dict[str, tuple[str, ...]]) -> Schema:
    ancestors = _ancestors(name, rows)
    properties: dict[str, str] = {}
    for one in reversed(ancestors):
        for told in rows[one][3].split():
            own, _, kind = told.partition(":")
            properties[own] = kind
    return Schema(name, tuple(ancestors), rows[name][2] == "matchable", properties)


def _ancestors(name: str, rows: dict[str, tuple[str, ...]]) -> list[str]:
    """Itself and what it extends, generation by generation."""
    found, later = [name], [name]
    while later:
        later = [above for one in later for above in rows[one][1].split(",") if above]
        found += [above for above in dict.fromkeys(later) if above not in found]
    return found


@functools.cache
def properties() -> frozenset[str]:
    """The names of all properties of all schemata."""
    return frozenset(name for one in schemata().values() for name in one.properties)
