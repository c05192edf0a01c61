"""``POST /match/{dataset}``: a batch of examples, each compared with the lists of the dataset.

One bad query fails alone: its own response has status 400 and says why, the others are answered. Where no query of a
batch can be answered the whole request fails with 400, for the clients that send one query at a time do not look
inside, and would take a refusal for "no hit".
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from tidewaiter.errors import InputError
from tidewaiter.model.party import PartyList
from tidewaiter.parties.matching.answer import Match
from tidewaiter.parties.matching.numbers import numbers
from tidewaiter.web.parties import params as read
from tidewaiter.web.parties.access import place
from tidewaiter.web.parties.answers import answer, body_of
from tidewaiter.web.parties.catalog import ALGORITHM, manner
from tidewaiter.web.parties.desk import Desk, Query, scope
from tidewaiter.web.parties.entity import Entity, entity_of, is_a, list_of
from tidewaiter.web.parties.explanations import explanations
from tidewaiter.web.parties.queries import Example, echo, example
from tidewaiter.web.parties.refusals import Fault, Refused, refused, shown, told, whole
from tidewaiter.web.parties.threads import apart

PARAMETERS = (
    "limit", "threshold", "cutoff", "algorithm", "fuzzy", "include_dataset", "exclude_dataset",
    "exclude_schema", "topics", "changed_since", "exclude_entity_ids",
)  # fmt: skip
_SET = ("weights", "config")
_FEW = 5
_log = logging.getLogger("tidewaiter.web")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks of all its queries."""

    dataset: str
    lists: tuple[PartyList, ...]
    limit: int
    threshold: float
    cutoff: float
    exclude_schema: tuple[str, ...]
    topics: tuple[str, ...]
    changed_since: str | None
    excluded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    content: dict[str, Any]
    query: Query
    faults: tuple[Fault, ...] = ()


async def match(request: Request) -> Response:
    """The endpoint; what takes time runs beside the loop, so that /healthz answers meanwhile."""
    desk: Desk = request.app.state.desk
    body = await body_of(request, most=desk.limits.bytes)
    queries = _queries(body, desk)
    asked = _asked(desk, request.path_params["dataset"], request.query_params, body)
    request.state.queries = len(queries)
    answers = await apart(_answer_all, desk, queries, asked)
    content = {
        "responses": {key: one.content for key, one in answers.items()},
        "matcher": manner(desk, asked.lists),
        "limit": asked.limit,
    }
    if any(one.status == 200 for one in answers.values()):
        return answer(content, headers={"x-batch-size": str(len(answers))})
    status = max(one.status for one in answers.values())
    failed = Refused(status, *(fault for one in answers.values() for fault in one.faults[:1]))
    return answer({**told(status, failed.detail, failed.faults), **content}, status=status)


def _queries(body: Mapping[str, Any], desk: Desk) -> Mapping[str, Any]:
    queries = body.get("queries")
    if not isinstance(queries, dict):
        what = "queries are wanted, and there are none" if queries is None else "queries are an object: key, query"
        raise refused(422, "queries", what, '{"queries": {"q1": {"schema": "Person", "properties": {"name": [...]}}}}')
    if not queries:
        raise refused(400, "queries", "no queries")
    if len(queries) > desk.limits.queries:
        what = f"too many queries in one batch: {len(queries):,}; at most {desk.limits.queries:,} are taken"
        raise refused(400, "queries", what, "send them in several requests")
    for key in queries:
        if len(key) > desk.limits.letters or whole(key) != key:
            raise refused(422, "queries", "the name of a query is too long, or no text")
    return queries


def _asked(desk: Desk, dataset: str, address: QueryParams, body: Mapping[str, Any]) -> Asked:
    rest = {name: value for name, value in body.items() if name != "queries" and name not in _SET}
    given = read.params(address, PARAMETERS, body=rest)
    _refuse_settings(body)
    _refuse_algorithm(read.text(given, "algorithm", "best"))
    read.flag(given, "fuzzy", default=True)  # how yente looks for candidates; here none is left out either way
    usual = numbers().threshold / 100
    threshold, cutoff = read.share(given, "threshold"), read.share(given, "cutoff")
    threshold, cutoff = usual if threshold is None else threshold, usual if cutoff is None else cutoff
    return Asked(
        dataset=dataset,
        lists=scope(
            desk,
            dataset,
            include=read.texts(given, "include_dataset"),
            exclude=read.texts(given, "exclude_dataset"),
        ),
        limit=read.whole(given, "limit", _FEW, most=desk.limits.results),
        threshold=threshold,
        cutoff=min(cutoff, threshold),
        exclude_schema=read.texts(given, "exclude_schema"),
        topics=read.texts(given, "topics"),
        changed_since=read.moment(given, "changed_since"),
        excluded=read.texts(given, "exclude_entity_ids"),
    )


def _refuse_settings(body: Mapping[str, Any]) -> None:
    """No setting changes a score: figures of two runs could not be compared."""
    for name in _SET:
        given = body.get(name) or {}
        if not isinstance(given, dict):
            raise refused(422, name, "an object is wanted")
        if given:
            key = next(iter(given))
            hint = "its weights are fixed, so that scores can be compared"
            raise refused(400, f"{name}.{key[:100]}", "the matcher has no such setting", hint)


def _refuse_algorithm(name: str | None) -> None:
    if (name or "best").strip().lower() not in ("best", ALGORITHM):
        hint = f'"best" or "{ALGORITHM}"; scores of other algorithms mean other things'
        raise refused(400, "algorithm", f"no such algorithm: {shown(name)}", hint)


def _answer_all(desk: Desk, queries: Mapping[str, Any], asked: Asked) -> dict[str, _Answer]:
    answers = {key: _answer(desk, key, raw, asked) for key, raw in queries.items()}
    if desk.record is not None:
        desk.record(tuple(one.query for one in answers.values()))
    return answers


def _answer(desk: Desk, key: str, raw: Any, asked: Asked) -> _Answer:
    where = f"queries.{key[:100]}"
    try:
        one = example(raw, where=where, limits=desk.limits)
        return _compared(desk, key, one, asked)
    except Refused as bad:
        return _failed(key, raw, bad, asked)
    except InputError as bad:
        return _failed(key, raw, refused(400, where, bad.what, bad.hint), asked)
    except Exception as fault:  # one query must not take the batch with it; what it was is told without the name
        _log.error("a query failed: %s", place(fault))
        return _failed(key, raw, refused(500, where, "a mistake of the program, not of yours"), asked)


def _compared(desk: Desk, key: str, one: Example, asked: Asked) -> _Answer:
    found, more = hits(desk, one, asked)
    matches = sum(hit.score >= asked.threshold for hit, _ in found)
    content = {
        "status": 200,
        "results": [_result(hit, entity, asked) for hit, entity in found[: asked.limit]],
        "total": {"value": matches, "relation": "gte" if more else "eq"},
        "query": one.echo,
        "unused": list(one.unused),
    }
    best = tuple(hit for hit, _ in found[: asked.limit])
    return _Answer(200, content, replace(_query(key, asked), party=one.party, matches=best))


def hits(desk: Desk, one: Example, asked: Asked) -> tuple[list[tuple[Match, Entity]], bool]:
    """The matches above the cutoff that pass the filters, best first, and whether there may be more than these.

    Filters take matches away, so that more are asked for until there are enough, or no further ones.
    """
    if not asked.lists:
        return [], False
    every = len(asked.lists) == len(desk.matcher.lists)
    lists = () if every else tuple(each.id for each in asked.lists)
    excluded = frozenset((*asked.excluded, *one.excluded))
    wanted = max(asked.limit, 1) + len(excluded)
    while True:
        found = desk.matcher.match(one.party, limit=wanted, threshold=asked.cutoff, lists=lists)
        entities = ((hit, entity_of(hit.party)) for hit in found)
        kept = [(hit, entity) for hit, entity in entities if _passes(hit, entity, asked, excluded)]
        if len(found) < wanted:
            return kept, False
        if len(kept) >= asked.limit:
            return kept, True
        wanted *= 4


def _passes(hit: Match, entity: Entity, asked: Asked, excluded: frozenset[str]) -> bool:
    if list_of(hit.party.id) not in {one.id for one in asked.lists}:
        return False  # the matcher also gives entries of other lists that say they stand on this one
    if excluded and (entity["id"] in excluded or not excluded.isdisjoint(entity["referents"])):
        return False
    if any(is_a(entity, name) for name in asked.exclude_schema):
        return False
    if asked.topics and not set(asked.topics) & set(entity["properties"].get("topics", ())):
        return False
    return changed(entity["last_change"], asked.changed_since)


def changed(last: str | None, since: str | None) -> bool:
    """Whether an entry may have been changed since that moment.

    Lists tell days, not hours, so that the day itself counts; and an entry of which no day is told may have been.
    """
    return since is None or last is None or last[:10] >= since[:10]


def _result(hit: Match, entity: Entity, asked: Asked) -> dict[str, Any]:
    found = explanations(hit.reasons)
    return {
        **entity,
        "score": hit.score,
        "match": hit.score >= asked.threshold,
        "features": {reason: one["score"] for reason, one in found.items()},
        "explanations": found,
    }


def _query(key: str, asked: Asked) -> Query:
    return Query(dataset=asked.dataset, key=key, lists=tuple(one.id for one in asked.lists), threshold=asked.threshold)


def _failed(key: str, raw: Any, bad: Refused, asked: Asked) -> _Answer:
    content = {
        **told(bad.status, bad.detail, bad.faults),
        "results": [],
        "total": {"value": 0, "relation": "eq"},
        "query": echo(raw),
    }
    query = replace(_query(key, asked), refused=bad.detail, text=shown(raw))
    return _Answer(bad.status, content, query, faults=bad.faults)
