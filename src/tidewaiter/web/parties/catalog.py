"""``/catalog``, ``/algorithms``, ``/healthz``, ``/readyz``: what the service has, and that it is there."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from tidewaiter import __version__
from tidewaiter.model import When
from tidewaiter.model.party import PartyList
from tidewaiter.web.parties.answers import answer
from tidewaiter.web.parties.desk import ALL, Desk
from tidewaiter.web.parties.entity import name_of
from tidewaiter.web.parties.explanations import KINDS

ALGORITHM = "tidewaiter"
_ABOUT = (
    "Aligns the words of names over scripts, weighs them by how rare they are on the loaded lists, adds what birth "
    "dates, countries, gender, kind and identifiers say, and answers the probability that the entry is the party meant."
)


def manner(desk: Desk, lists: Sequence[PartyList]) -> dict[str, Any]:
    """What an answer rests on, so that it can be had again: the matcher, its digest, the lists compared with."""
    return {
        "algorithm": ALGORITHM,
        "version": __version__,
        "digest": desk.matcher.digest,
        "lists": [
            {"name": name_of(one.id), "id": one.id, "date": one.date.value, "sha256": one.sha256, "count": one.count}
            for one in lists
        ],
    }


async def catalog(request: Request) -> Response:
    """The datasets; answered with 304 to a client that has them already."""
    desk: Desk = request.app.state.desk
    stale = desk.stale
    tag = f'"{hashlib.sha256(f"{desk.matcher.digest} {stale}".encode()).hexdigest()[:32]}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache"}
    if _has(request.headers.get("if-none-match"), tag):
        return Response(status_code=304, headers=headers)
    lists = desk.matcher.lists
    datasets = [_dataset(one) for one in lists]
    return answer(
        {
            "datasets": [_whole(desk), *datasets],
            "current": [one["name"] for one in datasets],
            "outdated": [],
            "index_stale": stale,
        },
        headers=headers,
    )


def _has(header: str | None, tag: str) -> bool:
    return header is not None and any(one.strip().removeprefix("W/") in ("*", tag) for one in header.split(","))


def _whole(desk: Desk) -> dict[str, Any]:
    lists = desk.matcher.lists
    return {
        **_common(),
        "name": ALL,
        "title": "All lists that are loaded",
        "entity_count": sum(one.count for one in lists),
        "thing_count": sum(one.count for one in lists),
        "version": desk.matcher.digest[:12],
        "children": [name_of(one.id) for one in lists],
        "load": False,
        "index_version": None,
        "index_current": False,
    }


def _dataset(one: PartyList) -> dict[str, Any]:
    version = f"{(one.date.value or 'undated').replace('-', '')}-{one.sha256[:8]}"
    return {
        **_common(),
        "name": name_of(one.id),
        "title": one.title,
        "summary": f"As published {one.date.value or 'on a day that is not known'}, {one.count:,} entries.",
        "url": one.url,
        "publisher": {"name": one.publisher, "url": one.url},
        "entity_count": one.count,
        "thing_count": one.count,
        "updated_at": _moment(one.date),
        "last_export": _moment(one.date),
        "version": version,
        "children": [],
        "load": True,
        "index_version": version,
        "index_current": True,
        "checksum": f"sha256:{one.sha256}",
    }


def _common() -> dict[str, Any]:
    return {
        "tags": [],
        "resources": [],
        "category": None,
        "deprecated": False,
        "entities_url": None,
        "namespace": False,
    }


def _moment(when: When) -> str | None:
    return f"{when.earliest.isoformat()}T00:00:00" if when.earliest and when.precision == "day" else None


async def algorithms(request: Request) -> Response:
    """The one matcher, what it compares, and that nothing of it can be set."""
    features = {
        kind: {"description": text, "coefficient": 1.0, "url": "docs/concepts/parties-http.md#scores"}
        for kind, text in KINDS.items()
    }
    one = {
        "name": ALGORITHM,
        "description": _ABOUT,
        "features": features,
        "docs": {"name": ALGORITHM, "description": _ABOUT, "config": {}, "features": features},
    }
    return answer({"algorithms": [one], "default": "best", "best": ALGORITHM})


async def health(_: Request) -> Response:
    """The process answers; the lists are loaded before it listens."""
    return answer({"status": "ok"})
