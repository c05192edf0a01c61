"""``/entities/{id}``: an entry whole, with what stands around it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers.schemata import schema
from tidewaiter.web.parties import params as read
from tidewaiter.web.parties.answers import answer
from tidewaiter.web.parties.desk import Desk
from tidewaiter.web.parties.entity import entity_of, wire_id
from tidewaiter.web.parties.nested import BACK, around, nested, part
from tidewaiter.web.parties.refusals import nearest, refused, shown
from tidewaiter.web.parties.threads import apart

_PAGE = 10
_PAGES = ("limit", "offset", "sort")


async def entity(request: Request) -> Response:
    """The entry; 308 to where it is now for an id that has become part of another, 404 for one nobody has."""
    given = read.params(request.query_params, ("nested",))
    with_all = read.flag(given, "nested", default=True)
    desk: Desk = request.app.state.desk
    asked = f"?{request.url.query}" if request.url.query else ""
    return await apart(_entity, desk, request.path_params["entity_id"], asked, with_all=with_all)


def _entity(desk: Desk, entity_id: str, asked: str, *, with_all: bool) -> Response:
    party = desk.party(entity_id)
    if party is not None:
        return answer(nested(desk, party) if with_all else entity_of(party))
    found = part(desk, entity_id)
    return answer(found) if found else _elsewhere(desk, entity_id, asked)


async def adjacent(request: Request) -> Response:
    """The entities around an entry, by property, a page of each."""
    desk: Desk = request.app.state.desk
    limit, offset = _page(desk, request)
    return await apart(_adjacent, desk, request.path_params["entity_id"], limit=limit, offset=offset)


def _adjacent(desk: Desk, entity_id: str, *, limit: int, offset: int) -> Response:
    party = desk.party(entity_id)
    if party is None:
        return _elsewhere(desk, entity_id, "/adjacent")
    pages = {name: _results(ones, limit, offset) for name, ones in around(desk, party).items()}
    return answer({"entity": entity_of(party), "adjacent": pages})


async def adjacent_by(request: Request) -> Response:
    """The entities around an entry that one property leads to."""
    desk: Desk = request.app.state.desk
    limit, offset = _page(desk, request)
    name = request.path_params["property_name"]
    return await apart(_adjacent_by, desk, request.path_params["entity_id"], name, limit=limit, offset=offset)


def _adjacent_by(desk: Desk, entity_id: str, name: str, *, limit: int, offset: int) -> Response:
    party = desk.party(entity_id)
    if party is None:
        return _elsewhere(desk, entity_id, f"/adjacent/{quote(name, safe='')}")
    _refuse_other_than_entities(party, name)
    return answer(_results(around(desk, party).get(name, []), limit, offset))


def _refuse_other_than_entities(party: Party, name: str) -> None:
    found = schema(entity_of(party)["schema"])
    own = (one for one, kind in found.properties.items() if kind.startswith("entity")) if found else ()
    known = {*own, *BACK}
    if name not in known:
        like = nearest(name, sorted(known))
        raise refused(404, "property", f"no such property: {shown(name)}", f"is {like} meant?" if like else None)


def _page(desk: Desk, request: Request) -> tuple[int, int]:
    given = read.params(request.query_params, _PAGES)
    limit = read.whole(given, "limit", _PAGE, most=desk.limits.results)
    return limit, read.whole(given, "offset", 0, most=desk.limits.offset)


def _results(ones: list[Any], limit: int, offset: int) -> dict[str, Any]:
    return {
        "results": ones[offset : offset + limit],
        "total": {"value": len(ones), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }


def _elsewhere(desk: Desk, entity_id: str, rest: str = "") -> Response:
    """Where the entry is now (308), with what was asked of it. Refuses (404) an id that nobody has or had."""
    party = desk.matcher.party(entity_id)
    now = wire_id(party.id) if party else desk.shelf().merged.get(entity_id)
    if now is None:
        raise refused(404, "entity_id", f"no such entity: {shown(entity_id)}")
    return RedirectResponse(f"/entities/{now}{rest}", status_code=308)
