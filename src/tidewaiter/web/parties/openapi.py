"""``/openapi.json``: the paths, their parameters, and the shape of bodies, for tools that read them."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tidewaiter import __version__
from tidewaiter.web.parties import match, search
from tidewaiter.web.parties.answers import answer

_MANY = ("include_dataset", "exclude_dataset", "exclude_schema", "topics", "exclude_entity_ids", "countries",
         "datasets", "filter", "sort", "facets")  # fmt: skip
_TYPES: dict[str, dict[str, Any]] = {
    "limit": {"type": "integer", "minimum": 0, "maximum": 500},
    "offset": {"type": "integer", "minimum": 0},
    "threshold": {"type": "number", "minimum": 0, "maximum": 1},
    "cutoff": {"type": "number", "minimum": 0, "maximum": 1},
    "fuzzy": {"type": "boolean"},
    "simple": {"type": "boolean"},
    "target": {"type": "boolean"},
    "nested": {"type": "boolean", "default": True},
    "filter_op": {"type": "string", "enum": ["OR", "AND"]},
}
_TEXTS = {"type": "array", "items": {"type": "string"}}
_ENTITY = {"$ref": "#/components/schemas/Entity"}
_TOTAL = {
    "type": "object",
    "properties": {"value": {"type": "integer"}, "relation": {"type": "string", "enum": ["eq", "gte"]}},
}


async def openapi(_: Request) -> Response:
    """The description of the service."""
    return answer(description())


def description() -> dict[str, Any]:
    """The description as an object (OpenAPI 3.1)."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Tidewaiter: parties", "version": __version__, "description": "See docs/guides/serve.md."},
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }


def _paths() -> dict[str, Any]:
    page = ("limit", "offset", "sort")
    return {
        "/match/{dataset}": {
            "post": {
                **_operation(
                    "Compare a batch of examples with the lists", match.PARAMETERS, "dataset", result="Matches"
                ),
                "requestBody": {"required": True, "content": _json("Queries")},
            }
        },
        "/search/{dataset}": {"get": _operation("Find entries by name or words", search.PARAMETERS, "dataset")},
        "/entities/{entity_id}": {
            "get": _operation("One entry with what stands around it", ("nested",), "entity_id", result="Entity")
        },
        "/entities/{entity_id}/adjacent": {"get": _operation("What stands around an entry", page, "entity_id")},
        "/entities/{entity_id}/adjacent/{property_name}": {
            "get": _operation("The same by one property", page, "entity_id", "property_name")
        },
        "/catalog": {"get": _operation("The loaded lists", ())},
        "/algorithms": {"get": _operation("The matcher and what it compares", ())},
        "/healthz": {"get": _operation("Whether the process answers", ())},
        "/readyz": {"get": _operation("Whether the lists are loaded", ())},
    }


def _operation(summary: str, names: tuple[str, ...], *path: str, result: str | None = None) -> dict[str, Any]:
    given = [{"name": name, "in": "path", "required": True, "schema": {"type": "string"}} for name in path]
    given += [{"name": name, "in": "query", "required": False, "schema": _type(name)} for name in names]
    return {
        "summary": summary,
        "parameters": given,
        "responses": {
            "200": {"description": "The answer", "content": _json(result)},
            "default": {"description": "What was refused, and why", "content": _json("Error")},
        },
    }


def _json(name: str | None) -> dict[str, Any]:
    shape = {"$ref": f"#/components/schemas/{name}"} if name else {"type": "object"}
    return {"application/json": {"schema": shape}}


def _type(name: str) -> dict[str, Any]:
    return _TEXTS if name in _MANY else _TYPES.get(name, {"type": "string"})


def _object(required: tuple[str, ...] = (), **properties: Any) -> dict[str, Any]:
    return {"type": "object", "required": list(required), "properties": properties}


def _schemas() -> dict[str, Any]:
    text, texts = {"type": "string"}, _TEXTS
    moment = {"type": ["string", "null"]}
    entity = _object(
        ("id", "caption", "schema", "properties"),
        id=text, caption=text, schema=text,
        properties={"type": "object", "additionalProperties": {"type": "array", "items": {"anyOf": [text, _ENTITY]}}},
        datasets=texts, referents=texts, target={"type": "boolean"},
        first_seen=moment, last_seen=moment, last_change=moment,
    )  # fmt: skip
    scored = _object(
        ("score", "match"), score={"type": "number"}, match={"type": "boolean"}, explanations={"type": "object"}
    )
    example = _object(
        ("schema", "properties"),
        id=text,
        schema=text,
        properties={"type": "object", "additionalProperties": {"anyOf": [text, texts]}},
        exclude_entity_ids=texts,
    )
    found = _object(
        ("status", "results", "total", "query"),
        status={"type": "integer"},
        results={"type": "array", "items": {"allOf": [_ENTITY, scored]}},
        total=_TOTAL,
        query={"type": "object"},
        unused=texts,
        detail=text,
    )
    fault = _object(("where", "what"), where=text, what=text, hint=moment)
    return {
        "Entity": entity,
        "Queries": _object(("queries",), queries={"type": "object", "additionalProperties": example}),
        "Matches": _object(
            ("responses", "limit"),
            responses={"type": "object", "additionalProperties": found},
            limit={"type": "integer"},
            matcher={"type": "object"},
        ),
        "Error": _object(
            ("status", "detail"), status={"type": "integer"}, detail=text, errors={"type": "array", "items": fault}
        ),
    }
