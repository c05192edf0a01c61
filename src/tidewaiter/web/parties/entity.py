"""A listed party as the wire has it: a FollowTheMoney entity with what the convention adds."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import ftm
from tidewaiter.parties.lists.readers.schemata import schema

Entity = dict[str, Any]
_WIRE, _NO_WIRE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z.-]*[0-9A-Za-z])?"), re.compile(r"[^0-9A-Za-z.]+")
THING = "Thing"


def entity_of(party: Party) -> Entity:
    """The party as an entity; ``referents`` are its other ids: that of the command line, and those its list tells."""
    return {
        **ftm.entity(party),
        "datasets": datasets_of(party),
        "id": wire_id(party.id),
        "referents": [party.id, *(text for key, text in party.more if key == "referents")],
        "target": True,
        "last_change": _changed(party),
    }


def datasets_of(party: Party) -> list[str]:
    """The list that the party was read from, and those that this one says it stands on."""
    lists = (list_of(party.id), *(one.list for one in party.designations))
    return list(dict.fromkeys(name_of(one) for one in lists))


def name_of(list_id: str) -> str:
    """A list's name as a dataset: FollowTheMoney takes a-z, 0-9 and the underscore ("ofac_sdn")."""
    return list_id.replace("-", "_")


def wire_id(party_id: str) -> str:
    """An id that FollowTheMoney takes: letters, digits, dots and hyphens alone ("un-6908555" for "un:6908555").

    The real model throws a reference to any other id away. A dot would do for the colon, if it did not part the
    signature of a namespace from the id.
    """
    found = party_id.replace(":", "-", 1)
    if _WIRE.fullmatch(found):
        return found
    digest = hashlib.sha256(party_id.encode("utf-8", "replace")).hexdigest()[:12]
    return f"{_NO_WIRE.sub('-', found).strip('.-')[:60] or 'id'}-{digest}"


def list_of(party_id: str) -> str:
    """The list that an entry stands on: its id begins with it."""
    return party_id.partition(":")[0]


def is_a(entity: Entity, name: str) -> bool:
    """Whether the entity's schema is that one or descends from it."""
    found = schema(entity["schema"])
    return name == entity["schema"] or (found is not None and name in found.ancestors)


def values(entity: Entity, kind: str) -> tuple[str, ...]:
    """The values of all properties of a FollowTheMoney type ("country"), each once."""
    found = schema(entity["schema"])
    if found is None:
        return ()
    lists = (given for name, given in entity["properties"].items() if found.properties.get(name) == kind)
    return tuple(dict.fromkeys(value for given in lists for value in given if isinstance(value, str)))


def _changed(party: Party) -> str | None:
    """The last day on which the list put the entry in or changed it, as far as it tells one."""
    told = (when for one in party.designations for when in (one.since, *one.amended))
    days = [when.latest for when in told if when is not None and when.latest is not None]
    return f"{max(days).isoformat()}T00:00:00" if days else None
