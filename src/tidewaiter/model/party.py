"""Persons, organisations and vessels, and the lists they stand on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.when import When

PartyKind = Literal["person", "organisation", "vessel", "aircraft", "state", "unknown"]


@dataclass(frozen=True, slots=True)
class Designation:
    """An entry of a published list: which list, since when, under which programme."""

    list: str
    reference: str | None = None
    programme: str | None = None
    since: When | None = None
    until: When | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A person, organisation or vessel; a listed one carries its designations."""

    id: str
    name: str
    kind: PartyKind = "unknown"
    country: str | None = None
    aliases: tuple[str, ...] = ()
    identifiers: tuple[tuple[str, str], ...] = ()
    designations: tuple[Designation, ...] = ()


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
