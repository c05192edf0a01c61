"""``GET /search/{dataset}``: entries by a name, in any script, or by words that stand anywhere in them.

Entries whose names match come first, the likeliest at the top; then those in which all the words stand. It serves
people who look for something; whether somebody is listed is asked of /match.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tidewaiter.engine.parties.record import name_record
from tidewaiter.errors import InputError
from tidewaiter.model.party import PartyList
from tidewaiter.parties.lists.readers.schemata import schema, schemata
from tidewaiter.places.fold import fold
from tidewaiter.web.parties import params as read
from tidewaiter.web.parties.answers import answer
from tidewaiter.web.parties.desk import Desk, scope
from tidewaiter.web.parties.entity import THING, Entity, entity_of, list_of, name_of
from tidewaiter.web.parties.match import changed
from tidewaiter.web.parties.refusals import nearest, refused, shown
from tidewaiter.web.parties.shelf import Entry
from tidewaiter.web.parties.threads import apart

PARAMETERS = (
    "q", "schema", "include_dataset", "exclude_dataset", "exclude_schema", "changed_since", "countries", "topics",
    "datasets", "filter", "filter_op", "limit", "offset", "sort", "target", "fuzzy", "simple", "facets",
)  # fmt: skip
_PAGE = 10
_NAMED = 200  # matches by name that are looked at; their number is told as a lower bound where it is reached
_NEAR = 0.3  # lower than for a screening: a person looks at the results
_OPERATORS = re.compile(r'"([^"]*)"|(\S+)')

# the facets and fields, and what of an entry they are
FACETS: dict[str, tuple[str, Callable[[Entry], tuple[str, ...]]]] = {
    "datasets": ("Lists", lambda entry: entry.datasets),
    "schema": ("Kinds", lambda entry: (entry.schema,)),
    "countries": ("Countries", lambda entry: entry.countries),
    "identifiers": ("Identifiers", lambda entry: entry.identifiers),
    "topics": ("Topics", lambda entry: entry.topics),
    "genders": ("Genders", lambda entry: entry.genders),
}
_USUAL = ("countries", "topics", "datasets")
_SORTS: dict[str, Callable[[Entry], str | None]] = {
    "first_seen": lambda entry: entry.first_seen,
    "last_seen": lambda entry: entry.last_seen,
    "last_change": lambda entry: entry.last_change,
    "caption": lambda entry: entry.caption,
    "id": lambda entry: entry.id,
    "entity_id": lambda entry: entry.id,
    "schema": lambda entry: entry.schema,
}


@dataclass(frozen=True, slots=True)
class Sought:
    """What a search asks for."""

    text: str
    lists: tuple[PartyList, ...]
    schema: str
    exclude_schema: tuple[str, ...]
    filters: tuple[tuple[str, str], ...]
    every: bool
    changed_since: str | None
    sorts: tuple[tuple[str, bool], ...]
    facets: tuple[str, ...]
    limit: int
    offset: int


async def search(request: Request) -> Response:
    """The endpoint."""
    desk: Desk = request.app.state.desk
    sought = _sought(desk, request)
    return answer(await apart(_found, desk, sought))


def _sought(desk: Desk, request: Request) -> Sought:
    given = read.params(request.query_params, PARAMETERS)
    text = read.text(given, "q", "") or ""
    if len(text) > desk.limits.letters:
        raise refused(400, "q", f"{len(text):,} letters; at most {desk.limits.letters:,} are taken")
    read.flag(given, "fuzzy", default=False)
    read.flag(given, "simple", default=False)
    include = read.texts(given, "include_dataset")
    exclude = read.texts(given, "exclude_dataset")
    operator = (read.text(given, "filter_op", "OR") or "OR").upper()
    if operator not in ("AND", "OR"):
        raise refused(422, "filter_op", f"{shown(operator)} is neither AND nor OR")
    return Sought(
        text=text,
        lists=scope(desk, request.path_params["dataset"], include=include, exclude=exclude),
        schema=_schema(read.text(given, "schema", THING) or THING, "schema"),
        exclude_schema=tuple(_schema(name, "exclude_schema") for name in read.texts(given, "exclude_schema")),
        filters=_filters(given),
        every=operator == "AND",
        changed_since=read.moment(given, "changed_since"),
        sorts=tuple(_sort(written) for written in read.texts(given, "sort")),
        facets=_facets(read.texts(given, "facets")),
        limit=read.whole(given, "limit", _PAGE, most=desk.limits.results),
        offset=read.whole(given, "offset", 0, most=desk.limits.offset),
    )


def _schema(name: str, where: str) -> str:
    if schema(name) is None:
        like = nearest(name, schemata())
        raise refused(400, where, f"unknown schema {shown(name)}", f"is {like} meant?" if like else None)
    return name


def _filters(given: read.Params) -> tuple[tuple[str, str], ...]:
    found = [(name, value) for name in ("countries", "topics", "datasets") for value in read.texts(given, name)]
    if read.text(given, "target") is not None:
        found.append(("target", str(read.flag(given, "target", default=True))))
    for written in read.texts(given, "filter"):
        field, colon, value = written.partition(":")
        if not colon or not (field in FACETS or field == "target" or field.startswith("properties.")):
            hint = f"{', '.join(FACETS)} or properties.NAME, a colon, the value"
            raise refused(400, "filter", f"not a filter: {shown(written)}", hint)
        found.append((field, value))
    return tuple((field, value.lower() if field == "countries" else value) for field, value in found)


def _sort(written: str) -> tuple[str, bool]:
    field, _, order = written.partition(":")
    if field not in _SORTS or order.lower() not in ("", "asc", "desc"):
        raise refused(400, "sort", f"not an order: {shown(written)}", f"{', '.join(_SORTS)}, then :asc or :desc")
    return field, order.lower() == "desc"


def _facets(names: Sequence[str]) -> tuple[str, ...]:
    for name in names:
        if name not in FACETS:
            raise refused(422, "facets", f"no such facet: {shown(name)}", f"known are {', '.join(FACETS)}")
    return tuple(dict.fromkeys(names)) or _USUAL


def _found(desk: Desk, sought: Sought) -> dict[str, Any]:
    named, more = _by_name(desk, sought)
    entries = [entry for entry in _ordered(desk, sought, named) if _passes(desk, entry, sought)]
    for field, falling in reversed(sought.sorts):
        known = [entry for entry in entries if _SORTS[field](entry) is not None]
        unknown = [entry for entry in entries if _SORTS[field](entry) is None]
        known.sort(key=lambda entry: _SORTS[field](entry) or "", reverse=falling)
        entries = known + unknown
    page = entries[sought.offset : sought.offset + sought.limit]
    return {
        "results": [one for entry in page if (one := _entity(desk, entry)) is not None],
        "facets": {name: _facet(desk, name, entries) for name in sought.facets},
        "total": {"value": len(entries), "relation": "gte" if more else "eq"},
        "limit": sought.limit,
        "offset": sought.offset,
    }


def _by_name(desk: Desk, sought: Sought) -> tuple[list[str], bool]:
    """The ids of the entries whose names match, best first, and whether there may be more."""
    wanted, unwanted = _words(sought.text)
    name = " ".join(wanted)
    if not name or not sought.lists or unwanted:
        return [], False
    lists = tuple(one.id for one in sought.lists) if len(sought.lists) < len(desk.matcher.lists) else ()
    try:
        found = desk.matcher.match(name_record(name).query, limit=_NAMED, threshold=_NEAR, lists=lists)
    except InputError:
        return [], False  # nothing in it is a name; it is still looked for as words
    return [hit.party.id for hit in found], len(found) == _NAMED


def _ordered(desk: Desk, sought: Sought, named: list[str]) -> Iterable[Entry]:
    entries = desk.shelf().entries
    wanted, unwanted = _words(sought.text)
    tests = [f" {fold(one)} " if not one.endswith("*") else f" {fold(one[:-1])}" for one in wanted]
    against = [f" {fold(one)} " for one in unwanted]
    yield from (entries[one] for one in named if one in entries)
    if sought.text.strip() and not any(test.strip() for test in (*tests, *against)):
        return  # signs only: nothing is asked for
    seen = frozenset(named)
    found = [
        entry
        for entry in entries.values()
        if entry.id not in seen
        and all(test in entry.words for test in tests)
        and not any(test in entry.words for test in against)
    ]
    # those that are called so before those of which it is only told
    yield from sorted(found, key=lambda entry: not all(test in f" {fold(entry.caption)} " for test in tests))


def _words(text: str) -> tuple[list[str], list[str]]:
    """Words and "phrases" that must stand in an entry, and those (-word) that must not."""
    wanted, unwanted = [], []
    for phrase, word in _OPERATORS.findall(text):
        if word in ("AND", "+", "-"):
            continue
        if word.startswith("-") and len(word) > 1:
            unwanted.append(word[1:])
        else:
            wanted.append(phrase or word.removeprefix("+"))
    return [one for one in wanted if one], unwanted


def _passes(desk: Desk, entry: Entry, sought: Sought) -> bool:
    if list_of(entry.id) not in {one.id for one in sought.lists}:
        return False
    found = schema(entry.schema)
    lineage = (entry.schema, *(found.ancestors if found else ()))
    if sought.schema not in lineage or any(name in lineage for name in sought.exclude_schema):
        return False
    if not changed(entry.last_change, sought.changed_since):
        return False
    return _filtered(desk, entry, sought)


def _filtered(desk: Desk, entry: Entry, sought: Sought) -> bool:
    by_field: dict[str, list[str]] = {}
    for field, value in sought.filters:
        by_field.setdefault(field, []).append(value)
    enough = all if sought.every else any
    return all(enough(value in _field(desk, entry, field) for value in wanted) for field, wanted in by_field.items())


def _field(desk: Desk, entry: Entry, field: str) -> Sequence[str]:
    if field == "target":
        return (str(entry.target),)
    if field in FACETS:
        return FACETS[field][1](entry)
    entity = _entity(desk, entry)
    told: Sequence[str] = entity["properties"].get(field.removeprefix("properties."), ()) if entity else ()
    return told


def _entity(desk: Desk, entry: Entry) -> Entity | None:
    party = desk.matcher.party(entry.id)
    return entity_of(party) if party else None


def _facet(desk: Desk, name: str, entries: Sequence[Entry]) -> dict[str, Any]:
    label, told = FACETS[name]
    titles = {name_of(one.id): one.title for one in desk.matcher.lists} if name == "datasets" else {}
    counts = Counter(value for entry in entries for value in told(entry))
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:1000]
    return {
        "label": label,
        "values": [{"name": value, "label": titles.get(value, value), "count": n} for value, n in ordered],
    }
