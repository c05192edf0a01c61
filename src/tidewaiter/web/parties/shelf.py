"""All entries beside each other, with what /search looks at and what /entities needs to find an entry by.

The matcher finds names; the shelf finds words anywhere in an entry, counts facets, and knows who names whom.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tidewaiter.model.party import Party
from tidewaiter.places.fold import fold
from tidewaiter.web.parties.entity import Entity, entity_of, values


@dataclass(frozen=True, slots=True)
class Entry:
    """What is searched, filtered, sorted and counted by; ``words`` is the folded text between spaces."""

    id: str
    schema: str
    caption: str
    words: str
    datasets: tuple[str, ...]
    countries: tuple[str, ...]
    topics: tuple[str, ...]
    identifiers: tuple[str, ...]
    genders: tuple[str, ...]
    target: bool
    first_seen: str | None
    last_seen: str | None
    last_change: str | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """Entries in the order of their ids.

    ``wired`` gives the party's id for that of its entity, ``merged`` the entity's id for the others it has or had;
    ``pointing`` the ids of those that name a party as their owner, parent or the like.
    """

    entries: dict[str, Entry]
    wired: dict[str, str]
    merged: dict[str, str]
    pointing: dict[str, tuple[str, ...]]


def shelve(parties: Iterable[Party]) -> Shelf:
    """The shelf of these parties."""
    entries: dict[str, Entry] = {}
    wired: dict[str, str] = {}
    merged: dict[str, str] = {}
    pointing: dict[str, list[str]] = {}
    for number, party in enumerate(parties):
        if number % 20 == 0:
            time.sleep(0)  # made beside the loop that answers: others go first
        entity = entity_of(party)
        entries[party.id] = entry(party, entity)
        wired[entity["id"]] = party.id
        merged.update((other, entity["id"]) for other in entity["referents"])
        for tie in party.ties:
            if tie.party is not None:
                pointing.setdefault(tie.party, []).append(party.id)
    return Shelf(
        entries=dict(sorted(entries.items())),
        wired=wired,
        merged={other: one for other, one in merged.items() if other not in wired},
        pointing={one: tuple(dict.fromkeys(others)) for one, others in pointing.items()},
    )


def entry(party: Party, entity: Entity) -> Entry:
    """What the shelf keeps of a party: its entity's words and facets, numbers as listed, places' countries."""
    return Entry(
        id=party.id,
        schema=entity["schema"],
        caption=entity["caption"],
        words=f" {fold(' '.join((*_texts(entity), *(one.value for one in party.identifiers))))} ",
        datasets=tuple(entity["datasets"]),
        countries=tuple(dict.fromkeys((*values(entity, "country"), *_addressed(party)))),
        topics=values(entity, "topic"),
        identifiers=values(entity, "identifier"),
        genders=values(entity, "gender"),
        target=entity["target"],
        first_seen=entity["first_seen"],
        last_seen=entity["last_seen"],
        last_change=entity["last_change"],
    )


def _addressed(party: Party) -> Iterator[str]:
    return (one.country.lower() for one in party.addresses if one.country)


def _texts(entity: Entity) -> Iterator[str]:
    yield from (entity["id"], *entity["referents"])
    for given in entity["properties"].values():
        yield from (value for value in given if isinstance(value, str))
