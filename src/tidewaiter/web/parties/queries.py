"""One query of a batch: an example of the party that is looked for, read with nothing dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import ftm
from tidewaiter.parties.lists.readers.schemata import schema, schemata
from tidewaiter.web.parties.desk import Limits
from tidewaiter.web.parties.entity import THING
from tidewaiter.web.parties.refusals import nearest, refused, shown, whole

_OURS = ("id", "schema", "properties", "exclude_entity_ids")
# an entity that another answer gave may be sent back as it is
_OF_AN_ANSWER = (
    "caption", "datasets", "referents", "target", "first_seen", "last_seen", "last_change",
    "score", "match", "explanations", "features", "origin",
)  # fmt: skip
# properties that a party has a field for, and that no comparison looks at
_UNUSED = frozenset(
    ("title", "position", "notes", "birthPlace", "birthCountry", "deathDate", "address", "owner", "operator", "parent")
)
_KINDS = {dict: "an object", list: "a list", bool: "a truth value", type(None): "null"}


@dataclass(frozen=True, slots=True)
class Example:
    """What is looked for; ``echo`` is the query as it was understood, ``unused`` what of it cannot be compared."""

    party: Party
    echo: dict[str, Any]
    excluded: tuple[str, ...]
    unused: tuple[str, ...]


def example(raw: Any, *, where: str, limits: Limits) -> Example:
    """The query, or a refusal (400) that names the field at fault."""
    if not isinstance(raw, dict):
        raise refused(400, where, "a query is an object with schema and properties")
    _refuse_unknown(raw, where)
    name = _schema(raw, where)
    properties = _properties(raw, where, limits)
    query_id = raw.get("id")
    if query_id is not None and not (isinstance(query_id, str) and whole(query_id) == query_id):
        raise refused(400, f"{where}.id", "an id is a text")
    try:
        party = ftm.party({"id": query_id or "query", "schema": name, "properties": properties}, strict=True)
    except InputError as bad:
        raise refused(400, f"{where}.{bad.path}" if bad.path else where, bad.what, bad.hint) from None
    if not party.names and not party.identifiers:
        hint = "give a name, or a number such as imoNumber, passportNumber, registrationNumber"
        raise refused(400, f"{where}.properties", "nothing to compare by", hint)
    if len(party.names) > limits.names:
        what = f"{len(party.names)} names; at most {limits.names} are compared"
        raise refused(400, f"{where}.properties", what, "send the others as a query of their own")
    return Example(
        party=party,
        echo={"id": query_id, "schema": name, "properties": properties},
        excluded=_excluded(raw, where),
        unused=tuple(key for key in properties if key in _UNUSED or any(told == key for told, _ in party.more)),
    )


def echo(raw: Any) -> dict[str, Any]:
    """A query that was refused, as far as it can be given back."""
    known = raw if isinstance(raw, dict) else {}
    query_id, name, properties = known.get("id"), known.get("schema"), known.get("properties")
    return {
        "id": whole(query_id) if isinstance(query_id, str) else None,
        "schema": whole(name)[:100] if isinstance(name, str) else THING,
        "properties": {},
        "refused": [whole(key)[:100] for key in properties][:100] if isinstance(properties, dict) else [],
    }


def _refuse_unknown(raw: Mapping[str, Any], where: str) -> None:
    for key in raw:
        if key not in _OURS and key not in _OF_AN_ANSWER:
            like = nearest(key, _OURS)
            hint = f"is {like} meant?" if like else f"known are {', '.join(_OURS)}"
            raise refused(400, f"{where}.{whole(key)[:100]}", "unknown field of a query", hint)


def _schema(raw: Mapping[str, Any], where: str) -> str:
    name = raw.get("schema")
    if not isinstance(name, str):
        raise refused(400, f"{where}.schema", "a query needs a schema", "Person, Organization, Company, Vessel ...")
    found = schema(name)
    if found is None:
        like = nearest(name, schemata())
        hint = f"is {like} meant?" if like else "Person, Organization, Company, LegalEntity, Vessel ..."
        raise refused(400, f"{where}.schema", f"unknown schema {shown(name)}", hint)
    if not found.matchable and name != THING:
        raise refused(400, f"{where}.schema", f"entities of the schema {name} are not matched", "Person, Company ...")
    return name


def _properties(raw: Mapping[str, Any], where: str, limits: Limits) -> dict[str, list[str]]:
    given = raw.get("properties")
    if not isinstance(given, dict):
        raise refused(400, f"{where}.properties", "properties are an object: name of the property, list of texts")
    found = {}
    for key, value in given.items():
        place = f"{where}.properties.{whole(key)[:100]}"
        every = value if isinstance(value, list) else [value]
        if len(every) > limits.values:
            raise refused(400, place, f"{len(every)} values; at most {limits.values} are taken")
        found[key] = [_text(one, f"{place}[{i}]", limits) for i, one in enumerate(every)]
    return {key: every for key, every in found.items() if every}


def _text(value: Any, place: str, limits: Limits) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise refused(400, place, f"a text is wanted, not {_KINDS[type(value)]}")
    text = str(value)
    if len(text) > limits.letters:
        raise refused(400, place, f"{len(text):,} letters; at most {limits.letters:,} are taken")
    if whole(text) != text:
        raise refused(400, place, "holds half a character (a lone surrogate)", "mend the text's encoding")
    return text


def _excluded(raw: Mapping[str, Any], where: str) -> tuple[str, ...]:
    given = raw.get("exclude_entity_ids", [])
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise refused(400, f"{where}.exclude_entity_ids", "a list of ids is wanted")
    return tuple(given)
