"""Persons, organisations and vessels, and the lists they stand on.

What a list says of a party is kept as it says it: names with their quality and script, partial dates, numbers with
their kind and country, remarks; what no field takes goes into ``more``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.when import When

PartyKind = Literal["person", "organisation", "vessel", "aircraft", "state", "unknown"]
NameRole = Literal["primary", "alias", "former", "original"]
Quality = Literal["strong", "weak"]


@dataclass(frozen=True, slots=True)
class Designation:
    """An entry of a published list: which list, since when, under which programme.

    ``reference`` is the list's own number of the entry ("KPi.033"), ``paragraph`` what it rests on, as the list has it;
    ``amended`` the days on which the entry was changed.
    """

    list: str
    reference: str | None = None
    programme: str | None = None
    since: When | None = None
    until: When | None = None
    amended: tuple[When, ...] = ()
    paragraph: str | None = None


@dataclass(frozen=True, slots=True)
class Name:
    """A name as a list has it.

    ``role`` "original" is the party's name in its own script. ``quality`` is the list's word on an alias (good, low;
    strong, weak), None where it has none. ``parts`` are the pieces that the list tells apart: ("family", "KIM").
    """

    text: str
    role: NameRole = "alias"
    quality: Quality | None = None
    language: str | None = None
    parts: tuple[tuple[str, str], ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number that is a party's own, of a kind such as "passport", "registration", "imo"."""

    kind: str
    value: str
    country: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """An address as written, with its country as far as it is told (ISO 3166-1)."""

    text: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Ship:
    """What a list tells of a vessel; its IMO number, MMSI and call sign are identifiers of the party."""

    flag: str | None = None
    former_flags: tuple[str, ...] = ()
    type: str | None = None
    tonnage: str | None = None
    built: str | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """Another party that a list names beside this one: its owner, operator, parent; ``party`` its id where told."""

    role: str
    name: str
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A person, organisation or vessel; a listed one carries its designations.

    ``id`` is the list's id and the entry's own number ("un:6908555"). ``countries`` are pairs of role ("nationality",
    "citizenship", "registration", "residence") and ISO 3166-1 code. ``births`` may be partial, about, or several.
    """

    id: str
    names: tuple[Name, ...]
    kind: PartyKind = "unknown"
    gender: Literal["male", "female"] | None = None
    births: tuple[When, ...] = ()
    birth_places: tuple[Address, ...] = ()
    deaths: tuple[When, ...] = ()
    countries: tuple[tuple[str, str], ...] = ()
    addresses: tuple[Address, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    titles: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    ship: Ship | None = None
    ties: tuple[Tie, ...] = ()
    remarks: tuple[str, ...] = ()
    designations: tuple[Designation, ...] = ()
    more: tuple[tuple[str, str], ...] = ()

    @property
    def name(self) -> str:
        """The name that the list puts first."""
        return next((name.text for name in self.names if name.role == "primary"), self.names[0].text)


@dataclass(frozen=True, slots=True)
class PartyList:
    """A published list of designated parties: the design's concept ``List``."""

    id: str
    publisher: str
    title: str
    date: When
    sha256: str
    count: int
    url: str | None = None
    licence: str | None = None
