"""What stands around a party: its sanctions, its papers, and the parties it is tied to, as entities of their own.

Lists tell these things inside an entry; FollowTheMoney has them as entities beside it. Their ids are the entry's own
with what they are and their number ("un-6908555-sanction-1"), so that each can be asked for too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.model import When
from tidewaiter.model.party import Designation, Identifier, Party, Tie
from tidewaiter.web.parties.entity import Entity, datasets_of, entity_of, is_a, wire_id

if TYPE_CHECKING:
    from tidewaiter.web.parties.desk import Desk

Around = dict[str, list[Entity]]

_PART = re.compile(r"(.+)-(?:sanction|paper|link|linked)-\d+", re.DOTALL)
_PAPERS = {"passport": "Passport", "national-id": "Identification"}
# is it ownership, is it seen from the other end: the entity between two parties, its property that holds the one
# further on, and the property that leads to it
_LINKS = {
    (True, False): ("Ownership", "owner", "ownershipAsset"),
    (True, True): ("Ownership", "asset", "ownershipOwner"),
    (False, False): ("UnknownLink", "object", "unknownLinkTo"),
    (False, True): ("UnknownLink", "subject", "unknownLinkFrom"),
}
_OWNERS = ("owner", "registered owner", "beneficial owner")


def nested(desk: Desk, party: Party) -> Entity:
    """The party's entity with those around it among its properties, as the convention nests them."""
    entity = entity_of(party)
    return {**entity, "properties": {**entity["properties"], **around(desk, party)}}


def around(desk: Desk, party: Party) -> Around:
    """The entities around a party, by the property that leads to them from it."""
    entity = entity_of(party)
    found: Around = {}
    for property_name, one in (*_sanctions(desk, party), *_papers(entity, party), *_links(desk, entity, party)):
        found.setdefault(property_name, []).append(one)
    return found


def part(desk: Desk, entity_id: str) -> Entity | None:
    """The entity around a party that has this id, with the party's id on it."""
    whole = _PART.fullmatch(entity_id)
    party = desk.party(whole[1]) if whole else None
    if party is None:
        return None
    for property_name, ones in around(desk, party).items():
        for one in ones:
            if one["id"] == entity_id:
                return {**one, "properties": {**one["properties"], BACK[property_name]: [wire_id(party.id)]}}
            for others in one["properties"].values():
                for other in others:
                    if isinstance(other, dict) and other["id"] == entity_id:
                        return other
    return None


BACK = {
    "sanctions": "entity",
    "identification": "holder",
    "ownershipAsset": "asset",
    "ownershipOwner": "owner",
    "unknownLinkTo": "subject",
    "unknownLinkFrom": "object",
}
"""The properties that lead to entities around a party, and the property of these that leads back."""


def _sanctions(desk: Desk, party: Party) -> Iterator[tuple[str, Entity]]:
    titles = {one.id: one for one in desk.matcher.lists}
    for number, one in enumerate(party.designations, 1):
        found = titles.get(one.list)
        told = {
            "authority": [found.publisher] if found else [],
            "program": _given(one.programme),
            "authorityId": _given(one.reference),
            "provisions": _given(one.paragraph),
            "listingDate": _days(one.since),
            "startDate": _days(one.since),
            "endDate": _days(one.until),
            "modifiedAt": [day for when in one.amended for day in _days(when)],
            "sourceUrl": _given(found.url if found else None),
        }
        yield "sanctions", _beside(party, f"sanction-{number}", "Sanction", _caption(one), told)


def _papers(entity: Entity, party: Party) -> Iterator[tuple[str, Entity]]:
    if not is_a(entity, "LegalEntity"):
        return
    papers = [one for one in party.identifiers if one.kind in _PAPERS]
    for number, one in enumerate(papers, 1):
        yield "identification", _beside(party, f"paper-{number}", _PAPERS[one.kind], one.value, _paper(one))


def _paper(one: Identifier) -> dict[str, list[str]]:
    return {
        "number": [one.value],
        "type": [one.kind],
        "country": [one.country.lower()] if one.country else [],
        "summary": _given(one.note),
    }


def _links(desk: Desk, entity: Entity, party: Party) -> Iterator[tuple[str, Entity]]:
    for number, tie in enumerate(party.ties, 1):
        other = desk.matcher.party(tie.party) if tie.party else None
        end = entity_of(other) if other else _named(party, number, tie)
        schema, far, way = _LINKS[_owned(tie, entity, end), False]
        yield way, _link(party, number, tie, schema, {far: [end]})
    for other_id in desk.shelf().pointing.get(party.id, ()):
        yield from _from_other(desk, entity, party, other_id)


def _from_other(desk: Desk, entity: Entity, party: Party, other_id: str) -> Iterator[tuple[str, Entity]]:
    """The same links from their other end: what this party owns, whom it stands behind."""
    other = desk.matcher.party(other_id)
    if other is None or other.id == party.id:
        return
    start = entity_of(other)
    for number, tie in enumerate(other.ties, 1):
        if tie.party == party.id:
            schema, far, way = _LINKS[_owned(tie, start, entity), True]
            yield way, _link(other, number, tie, schema, {far: [start]})


def _owned(tie: Tie, asset: Entity, owner: Entity) -> bool:
    return tie.role in _OWNERS and is_a(asset, "Asset") and is_a(owner, "LegalEntity")


def _link(party: Party, number: int, tie: Tie, schema: str, far: dict[str, list[Entity]]) -> Entity:
    link = _beside(party, f"link-{number}", schema, tie.role, {"role": [tie.role]})
    return {**link, "properties": {**link["properties"], **far}}


def _named(party: Party, number: int, tie: Tie) -> Entity:
    """A party that the list only names: nothing else is known of it."""
    return {**_beside(party, f"linked-{number}", "LegalEntity", tie.name, {"name": [tie.name]}), "target": False}


def _beside(party: Party, suffix: str, schema: str, caption: str, told: dict[str, list[str]]) -> Entity:
    return {
        "id": f"{wire_id(party.id)}-{suffix}",
        "caption": caption,
        "schema": schema,
        "properties": {name: list(dict.fromkeys(given)) for name, given in told.items() if given},
        "datasets": datasets_of(party),
        "referents": [],
        "target": False,
        "first_seen": None,
        "last_seen": None,
        "last_change": None,
    }


def _caption(one: Designation) -> str:
    return one.programme or one.reference or one.list


def _given(text: str | None) -> list[str]:
    return [text] if text else []


def _days(when: When | None) -> list[str]:
    """A date as FollowTheMoney writes it: as much of a day as is known, and nothing for an interval."""
    if when is None or when.value is None or when.precision not in ("day", "month", "year"):
        return []
    return [when.value[: {"day": 10, "month": 7, "year": 4}[when.precision]]]
