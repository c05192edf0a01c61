"""FollowTheMoney: entities as lines of JSON, as OpenSanctions publishes them, and single ones as its services ask.

Two forms are read: nested ("targets.nested.json", an entity holds those that point to it) and plain
("entities.ftm.json", entities name each other by id, in any order). Sanctions, documents and addresses are joined to
their party; owners, directors, relatives and the like become ties of one step, so that references in a circle end.
What no field of ``Party`` takes goes into ``more`` under its property's name, and is written back from there.
"""

from __future__ import annotations

import dataclasses
import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import source
from tidewaiter.parties.lists.readers.ftm_entity import entity as entity  # the writer is asked for here
from tidewaiter.parties.lists.readers.ftm_party import Entity, Value, make_party
from tidewaiter.parties.lists.readers.schemata import properties, schema, schemata

_SHOWN = 8
_DEEPEST = 3
# what stands beside the properties and has a place of its own; the day of last sight is the file's, and changes daily
_OWN = {"id", "caption", "schema", "properties", "datasets", "referents", "target", "last_seen"}
_LISTED = ("LegalEntity", "Vehicle", "CryptoWallet", "Security")


def party(entity: Mapping[str, Any], *, strict: bool = False) -> Party:
    """The party that an entity describes; one without an id is called "query".

    A value may stand alone or in a list, and a number for its digits. ``strict`` also refuses a schema or property that
    the format does not have, and a birth date that cannot be read. Raises InputError whose ``path`` is the place in the
    entity: ``schema``, ``properties.birthdate``, ``properties.name[2]``.
    """
    return make_party(_checked(entity, strict=strict), strict=strict)


def read(stream: BinaryIO, *, path: str, list_id: str | None = None) -> Iterator[Party]:
    """The parties of a file of entities, nested or not; those marked as no target are ties of others only.

    With ``list_id`` it stands before the ids of the parties and of those they are tied to ("opensanctions:Q1").

    Raises InputError with the line for what is no JSON, no entity, or an id told twice.
    """
    things: dict[str, tuple[int, bytes]] = {}
    links: dict[str, list[Entity]] = {}
    names: dict[str, str] = {}
    for line, raw, found in _entities(stream, path):
        if found.id in things:
            raise InputError(f"the id {found.id!r} stands twice", path=path, line=line, hint="join the two entities")
        if _is(found.schema, *_LISTED) or schema(found.schema) is None:
            names[found.id] = found.caption or next(iter(_texts(found, "name")), found.id)
            things[found.id] = (line, raw)
        elif not _is(found.schema, "Address"):
            for end in _ends(found):
                links.setdefault(end, []).append(found)
        if _is(found.schema, "Address"):
            names[found.id] = next(iter(_texts(found, "full")), "") or found.caption
    for line, raw in things.values():
        told = _decoded(raw, path, line)
        if told.get("target") is False:
            continue
        found = _located(told, path, line)
        made = _made(found, links.get(found.id, []), names, path, line)
        yield _of_list(made, list_id) if list_id else made


def _made(found: Entity, links: list[Entity], names: dict[str, str], path: str, line: int) -> Party:
    try:
        return make_party(found, links=links, names=names)
    except InputError as bad:
        raise InputError(f"{bad.what} ({bad.path})", path=path, line=line, value=bad.value, hint=bad.hint) from None


def _of_list(party: Party, list_id: str) -> Party:
    ties = (dataclasses.replace(tie, party=f"{list_id}:{tie.party}" if tie.party else None) for tie in party.ties)
    return dataclasses.replace(party, id=f"{list_id}:{party.id}", ties=tuple(ties))


# reading JSON


def _entities(stream: BinaryIO, path: str) -> Iterator[tuple[int, bytes, Entity]]:
    for line, text in enumerate(source.lines(stream, path=path), 1):
        if text.strip():
            raw = text.encode()
            yield line, raw, _located(_decoded(raw, path, line), path, line)


def _decoded(raw: bytes, path: str, line: int) -> dict[str, Any]:
    import msgspec

    hint = "a line holds one entity; a last line without its end means that the file is cut off"
    try:
        told = msgspec.json.decode(raw)
    except (msgspec.DecodeError, RecursionError) as bad:
        raise InputError(f"not JSON: {bad}", path=path, line=line, hint=hint) from None
    if not isinstance(told, dict):
        raise InputError("the line is no entity", path=path, line=line, hint='{"id": ..., "schema": ..., ...}')
    return told


def _located(told: dict[str, Any], path: str, line: int) -> Entity:
    """The entity; a fault in it is told with its line."""
    try:
        found = _checked(told, strict=False)
    except InputError as bad:
        raise InputError(f"{bad.what} ({bad.path})", path=path, line=line, value=bad.value, hint=bad.hint) from None
    if found.id == "query":
        raise InputError("the entity has no id", path=path, line=line, hint="each entity has its own id")
    return found


# checking


def _checked(told: Mapping[str, Any], *, strict: bool, at: str = "", depth: int = 0) -> Entity:
    """The entity with its values in lists. Raises InputError for other types than the format has."""
    if not isinstance(told, Mapping):
        raise InputError(
            "an entity is an object", path=at.rstrip(".") or "$", hint='{"schema": ..., "properties": ...}'
        )
    name = told.get("schema")
    if not isinstance(name, str) or not name.strip():
        raise InputError("an entity needs its schema", path=f"{at}schema", hint="Person, Organization, Vessel ...")
    if strict and schema(name) is None:
        raise InputError(f"there is no schema {name!r}", path=f"{at}schema", value=name, hint=_nearest_schema(name))
    # what is nested deeper is a party's neighbours' neighbour, and named only
    given = told.get("properties", {}) if depth <= _DEEPEST else {}
    if not isinstance(given, Mapping):
        raise InputError("the properties are an object", path=f"{at}properties", hint='{"name": ["..."]}')
    if strict:
        _refuse_unknown(given, name, at)
    return Entity(
        id=_id(told.get("id"), at),
        schema=name,
        caption=told["caption"] if isinstance(told.get("caption"), str) else "",
        properties={
            key: values
            for key, value in given.items()
            if (values := _values(value, f"{at}properties.{key}", strict, depth))
        },
        datasets=_names(told.get("datasets")),
        referents=_names(told.get("referents")),
        beside=tuple(
            (str(key), str(value))
            for key, value in told.items()
            if key not in _OWN and isinstance(value, str | int | float)
        ),
    )


def _id(value: Any, at: str) -> str:
    if value is None or value == "":
        return "query"
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise InputError("an id is a text", path=f"{at}id", hint="leave it away, or write it in quotation marks")
    return str(value)


def _names(value: Any) -> tuple[str, ...]:
    return tuple(one for one in value if isinstance(one, str)) if isinstance(value, list) else ()


def _values(value: Any, at: str, strict: bool, depth: int) -> list[Value]:  # noqa: FBT001
    given = value if isinstance(value, list | tuple) else [value]
    return [
        one
        for i, each in enumerate(given)
        if (one := _value(each, f"{at}[{i}]" if value is given else at, strict, depth))
    ]


def _value(value: Any, at: str, strict: bool, depth: int) -> Value | None:  # noqa: FBT001
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return str(value)
    if isinstance(value, Mapping) and "schema" in value and not strict:
        return _checked(value, strict=False, at=f"{at}.", depth=depth + 1)
    if value is None and not strict:
        return None
    kind = {type(None): "null", bool: "true or false", dict: "an object", list: "a list"}.get(type(value), "no text")
    raise InputError(f"a value is a text, not {kind}", path=at, hint="write it in quotation marks, or leave it away")


def _refuse_unknown(given: Mapping[str, Any], name: str, at: str) -> None:
    found = schema(name)
    known = found.properties if found else {}
    for key in given:
        if key in known:
            continue
        place = f"{at}properties.{key}"
        close = _nearest(str(key), known)
        if key in properties():
            owners = [one.name for one in schemata().values() if key in one.properties and one.matchable]
            hint = f"the schemata that have it: {', '.join(owners[:3]) or 'none that is matched'}"
        else:
            hint = f"did you mean {close[0]!r}?" if close else f"{name} has {', '.join(list(known)[:_SHOWN])} ..."
        raise InputError(f"{name} has no property {str(key)!r}", path=place, value=str(key), hint=hint)


def _nearest(key: str, known: Iterable[str]) -> list[str]:
    """The known name with the same letters, else one that begins with them, else the likest."""
    flat = "".join(c for c in key.lower() if c.isalnum())
    same = [name for name in known if name.lower() == flat]
    begins = [name for name in known if flat and name.lower().startswith(flat)]
    return same or begins or difflib.get_close_matches(key, list(known), n=1, cutoff=0.4)


def _nearest_schema(name: str) -> str:
    folded = {one.lower(): one for one in schemata()}
    close = difflib.get_close_matches(name.lower(), folded, n=1)
    return (
        f"did you mean {folded[close[0]]!r}?"
        if close
        else "Person, Organization, Company, LegalEntity, Vessel, Airplane"
    )


# references


def _is(name: str, *wanted: str) -> bool:
    found = schema(name)
    return bool(found and set(wanted) & set(found.ancestors))


def _texts(found: Entity, name: str) -> list[str]:
    return [value for value in found.properties.get(name, ()) if isinstance(value, str)]


def _ends(link: Entity) -> list[str]:
    """The ids that an entity points to."""
    found = schema(link.schema)
    kinds = found.properties if found else {}
    ids = [
        value for name in link.properties if kinds.get(name, "").startswith("entity") for value in _texts(link, name)
    ]
    return list(dict.fromkeys(ids))
