"""A party as an entity of FollowTheMoney, for those who ask after the convention of OpenSanctions' services."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Any

from tidewaiter.model import When
from tidewaiter.model.party import Identifier, Name, Party
from tidewaiter.parties.identify import valid
from tidewaiter.parties.lists.readers.ftm_table import COUNTRIES, FORMER_STATES, IDENTIFIERS, KINDS, NAME_PARTS
from tidewaiter.parties.lists.readers.schemata import Schema, schema

_BESIDE = ("first_seen", "last_change")
_LONGEST_SPAN = 10  # years that are written one by one
# what the format throws away where it is written otherwise: a phone needs its country, an address no spaces
_WRITTEN = {"phone": re.compile(r"\+[\d ().-]+"), "email": re.compile(r"\S+@\S+\.\S+"), "url": re.compile(r"\S+")}
_OTHER_NUMBERS = ("idNumber", "registrationNumber")
_KEPT_NAMES = {"original": "alias", "alias": "alias", "former": "previousName"}


def entity(party: Party) -> dict[str, Any]:
    """The party as ``{"id", "caption", "schema", "properties", "datasets", ...}`` with properties of its schema alone.

    Countries are codes in small letters, dates whole or partial ISO ones, a span of years each year of it. What the
    schema has no property for is told in ``notes``, so that nothing is lost; days of first sight and last change
    are told where the list tells them.
    """
    kept = dict.fromkeys(name for key, name in party.more if key == "schema")
    found = next((one for name in kept if (one := schema(name))), None) or _schema(party.kind)
    beside = {key: text for key, text in party.more if key in _BESIDE}
    properties: dict[str, list[str]] = {}
    notes: list[str] = []
    for name, text in _told(party, found):
        value = " ".join(text.split())
        home = _home(name, value, found)
        if home is None:
            notes.append(value if name == "notes" else f"{name}: {value}")
        elif value not in properties.setdefault(home, []):
            properties[home].append(value)
    if notes:
        properties["notes"] = list(dict.fromkeys([*properties.get("notes", []), *notes]))
    return {
        "id": party.id,
        "caption": party.name if party.names else party.id,
        "schema": found.name,
        "properties": properties,
        "datasets": list(dict.fromkeys(one.list for one in party.designations)),
        "referents": [text for key, text in party.more if key == "referents"],
        "target": bool(party.designations),
        "first_seen": beside.get("first_seen"),
        "last_seen": None,
        "last_change": beside.get("last_change"),
    }


def _schema(kind: str) -> Schema:
    name = "PublicBody" if kind == "state" else next(name for name, known in KINDS.items() if known == kind)
    found = schema(name)
    assert found is not None
    return found


def _home(name: str, value: str, found: Schema) -> str | None:
    """The property that a value goes to; another number of a party that has no property of its own is its id number."""
    kind = found.properties.get(name)
    if kind is None or kind.startswith(("entity", "reverse")):
        return None
    if kind in _WRITTEN and not _WRITTEN[kind].fullmatch(value):
        return None
    return name if kind != "country" or len(value) in (2, 4) else None


def _told(party: Party, found: Schema) -> Iterator[tuple[str, str]]:
    for name in party.names:
        yield from _name(name)
    yield from _dates("birthDate", party.births)
    yield from _dates("deathDate", party.deaths)
    for place in party.birth_places:
        yield "birthPlace", place.text
        if place.country:
            yield "birthCountry", _code(place.country)
    if party.gender:
        yield "gender", party.gender
    roles = {role: name for name, role in COUNTRIES.items()} | {"flag": "flag", "former-flag": "pastFlags"}
    for role, code in party.countries:
        own = roles.get(role, "country")
        yield own if own in found.properties else "country", _code(code)
    yield from (("address", one.text) for one in party.addresses)
    yield from (("title", text) for text in party.titles)
    yield from (("position", text) for text in party.positions)
    yield from _numbers(party, found)
    yield from _ship(party)
    yield from (("notes", text) for text in party.remarks)
    yield from (("notes", f"{tie.role}: {tie.name}") for tie in party.ties)
    for one in party.designations:
        yield "topics", "sanction"
        if one.programme:
            yield "program", one.programme
    for key, text in party.more:
        if key not in ("schema", "referents", *_BESIDE):
            yield key, text


def _name(name: Name) -> Iterator[tuple[str, str]]:
    if name.quality == "weak" and name.role != "primary":
        yield "weakAlias", name.text
    else:
        yield _KEPT_NAMES.get(name.role, "name") if name.note != "abbreviation" else "abbreviation", name.text
    pieces = {part: field for field, part in NAME_PARTS}
    if name.role == "primary":
        yield from ((pieces[part], text) for part, text in name.parts if part in pieces)


def _dates(name: str, told: tuple[When, ...]) -> Iterator[tuple[str, str]]:
    for when in told:
        values = _values(when)
        yield from ((name, value) for value in values)
        if not values:
            yield "notes", f"{name}: {when.text or when.value}"


def _values(when: When) -> list[str]:
    """The dates that a date may be: itself, or the years of a span."""
    if when.precision in ("day", "month", "year") and when.value and not when.value.startswith("X"):
        return [when.value]
    if when.earliest and when.latest and when.latest.year - when.earliest.year <= _LONGEST_SPAN:
        return [str(year) for year in range(when.earliest.year, when.latest.year + 1)]
    return []


def _code(code: str) -> str:
    return FORMER_STATES.get(code, code.lower())


@functools.cache
def _properties() -> dict[str, tuple[str, ...]]:
    """The properties that take a number of a kind."""
    kinds: dict[str, list[str]] = {}
    for name, kind in IDENTIFIERS.items():
        kinds.setdefault(kind, []).append(name)
    return {kind: tuple(names) for kind, names in kinds.items()}


def _numbers(party: Party, found: Schema) -> Iterator[tuple[str, str]]:
    for one in party.identifiers:
        names = (*_properties().get(one.kind, ()), one.kind)
        own = next((name for name in names if name in found.properties), None)
        other = next((name for name in _OTHER_NUMBERS if name in found.properties), None)
        value = _number(one)
        if own:
            yield own, value
        elif other:
            yield other, value
            yield "notes", f"{one.kind}: {value}"
        else:
            yield "notes", f"{one.kind}: {value}"


def _number(one: Identifier) -> str:
    """A number as the format has it: IMO before a ship's, an address of the web with its scheme."""
    if one.kind == "imo" and valid("imo", one.value):
        return f"IMO{one.value}"
    return f"http://{one.value}" if one.kind == "website" and "://" not in one.value else one.value


def _ship(party: Party) -> Iterator[tuple[str, str]]:
    ship = party.ship
    if ship is None:
        return
    if ship.flag and not any(role == "flag" for role, _ in party.countries):
        yield "notes", f"flag: {ship.flag}"
    for name, value in (("type", ship.type), ("tonnage", ship.tonnage), ("buildDate", ship.built)):
        if value:
            yield (name if name == "type" or value.replace(".", "").isdigit() else "notes"), value
