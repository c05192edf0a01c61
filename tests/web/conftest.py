"""A service over invented lists, asked in the test's own process."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tests.web.lists import LISTS, PARTIES
from tidewaiter.parties.matching.matcher import Matcher, build, open_index
from tidewaiter.web.parties.app import app
from tidewaiter.web.parties.desk import Desk, Limits


@pytest.fixture(scope="session")
def matcher(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """The matcher over the invented lists."""
    folder = tmp_path_factory.mktemp("index")
    build([(one, [party for party in PARTIES if party.id.startswith(f"{one.id}:")]) for one in LISTS], folder)
    return open_index(folder)


@pytest.fixture
def desk(matcher: Matcher) -> Desk:
    return Desk(matcher, limits=Limits(queries=3, bytes=100_000))


Ask = Callable[..., httpx.Response]


@pytest.fixture
def ask(desk: Desk) -> Ask:
    """``ask("GET", "/catalog")``: the answer, and no fault of the program behind it."""
    served = app(desk)

    def call(method: str, path: str, **rest: Any) -> httpx.Response:
        async def run() -> httpx.Response:
            async with httpx.AsyncClient(transport=httpx.ASGITransport(app=served), base_url="http://here") as client:
                return await client.request(method, path, **rest)

        answer = asyncio.run(run())
        assert "Traceback" not in answer.text
        return answer

    return call


@pytest.fixture
def match(ask: Ask) -> Callable[..., dict[str, Any]]:
    """``match({"q": {...}}, limit=3)``: the responses of a batch that is answered."""

    def call(queries: Any, *, dataset: str = "default", body: dict[str, Any] | None = None, **params: Any) -> Any:
        answer = ask("POST", f"/match/{dataset}", json={"queries": queries, **(body or {})}, params=params)
        assert answer.status_code == 200, answer.text
        return answer.json()["responses"]

    return call
