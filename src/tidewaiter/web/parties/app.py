"""The application: its routes, and what becomes of a request that is refused."""

from __future__ import annotations

from collections.abc import Callable

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp

from tidewaiter.web.parties.access import guarded
from tidewaiter.web.parties.answers import refusal
from tidewaiter.web.parties.catalog import algorithms, catalog, health
from tidewaiter.web.parties.desk import Desk
from tidewaiter.web.parties.entities import adjacent, adjacent_by, entity
from tidewaiter.web.parties.match import match
from tidewaiter.web.parties.openapi import openapi
from tidewaiter.web.parties.page import page
from tidewaiter.web.parties.refusals import Refused, refused
from tidewaiter.web.parties.search import search

ROUTES = (
    Route("/", page, methods=["GET"]),
    Route("/match/{dataset}", match, methods=["POST"]),
    Route("/search/{dataset}", search, methods=["GET"]),
    Route("/entities/{entity_id:path}/adjacent/{property_name}", adjacent_by, methods=["GET"]),
    Route("/entities/{entity_id:path}/adjacent", adjacent, methods=["GET"]),
    Route("/entities/{entity_id:path}", entity, methods=["GET"]),
    Route("/catalog", catalog, methods=["GET"]),
    Route("/manifest", catalog, methods=["GET"]),
    Route("/algorithms", algorithms, methods=["GET"]),
    Route("/healthz", health, methods=["GET"]),
    Route("/readyz", health, methods=["GET"]),
    Route("/openapi.json", openapi, methods=["GET"]),
)


def app(desk: Desk) -> ASGIApp:
    """The service over this desk, for any ASGI server."""
    return service(desk)[0]


def service(desk: Desk) -> tuple[ASGIApp, Callable[[Desk], None]]:
    """The service, and what puts another desk in the place of this one: requests that have begun keep theirs."""
    handlers = {Refused: _refuse, HTTPException: _refuse_path, Exception: _fault}
    inner = Starlette(routes=list(ROUTES), exception_handlers=handlers)

    def take(one: Desk) -> None:
        inner.state.desk = one

    take(desk)
    return guarded(inner, longest=desk.limits.address), take


async def _refuse(_: Request, error: Exception) -> Response:
    assert isinstance(error, Refused)
    return refusal(error)


async def _refuse_path(request: Request, error: Exception) -> Response:
    """Starlette's own refusals (no such path, another method) in the one shape of errors."""
    assert isinstance(error, HTTPException)
    hint = "the paths stand in /openapi.json" if error.status_code == 404 else None
    found = refused(error.status_code, "", error.detail, hint)
    found.headers = dict(error.headers or {})
    return refusal(found)


async def _fault(_: Request, error: Exception) -> Response:
    return refusal(refused(500, "", "a mistake of the program, not of yours"))
