"""What every path has: one shape of errors, no inside told, a log without names, an answer while others work."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from typing import Any

import httpx
import pytest

from tidewaiter.parties.matching.answer import ReasonKind
from tidewaiter.web.parties.app import ROUTES, app
from tidewaiter.web.parties.desk import Desk
from tidewaiter.web.parties.explanations import KINDS
from tidewaiter.web.parties.openapi import description

Ask = Callable[..., httpx.Response]


def test_the_catalog_tells_the_lists_as_datasets(ask: Ask) -> None:
    found = ask("GET", "/catalog").json()
    assert found["current"] == ["un", "made_up"]
    assert (found["outdated"], found["index_stale"]) == ([], False)
    by_name = {one["name"]: one for one in found["datasets"]}
    assert by_name["default"]["children"] == ["un", "made_up"]
    assert by_name["un"]["title"] == "Security Council consolidated list"
    assert by_name["un"]["updated_at"] == "2026-02-27T00:00:00"
    assert by_name["un"]["index_current"] is True
    assert by_name["un"]["entity_count"] == 4
    assert ask("GET", "/manifest").json() == found


def test_a_client_that_has_the_catalog_is_told_so(ask: Ask) -> None:
    tag = ask("GET", "/catalog").headers["etag"]
    assert ask("GET", "/catalog", headers={"If-None-Match": tag}).status_code == 304
    assert ask("GET", "/catalog", headers={"If-None-Match": '"other"'}).status_code == 200


def test_the_matcher_is_documented_with_all_it_compares(ask: Ask) -> None:
    from typing import get_args

    found = ask("GET", "/algorithms").json()
    assert (found["default"], found["best"]) == ("best", "tidewaiter")
    assert set(found["algorithms"][0]["docs"]["features"]) == set(get_args(ReasonKind)) == set(KINDS)


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_the_service_says_that_it_is_there(ask: Ask, path: str) -> None:
    assert ask("GET", path).json() == {"status": "ok"}


def test_every_route_stands_in_the_description(ask: Ask) -> None:
    assert ask("GET", "/openapi.json").json() == description()
    paths = {route.path.replace(":path", "") for route in ROUTES} - {"/", "/openapi.json", "/manifest"}
    assert paths == set(description()["paths"])


def test_other_paths_and_methods_are_refused_in_the_same_shape(ask: Ask) -> None:
    for method, path, status in (("GET", "/nothing", 404), ("GET", "/match/default", 405), ("POST", "/catalog", 405)):
        answer = ask(method, path)
        assert answer.status_code == status
        assert {"status", "detail", "errors"} == answer.json().keys()


def test_an_address_without_end_is_refused(ask: Ask) -> None:
    answer = ask("GET", "/search/default", params={"q": "a" * 61_000})
    assert (answer.status_code, answer.json()["status"]) == (414, 414)


def test_a_fault_of_the_program_tells_nothing_of_the_inside(
    desk: Desk, ask: Ask, caplog: pytest.LogCaptureFixture
) -> None:
    class Failing:
        lists = desk.matcher.lists

        def party(self, party_id: str) -> Any:
            raise ZeroDivisionError(f"secret {party_id}")

    desk.matcher = Failing()  # type: ignore[assignment]
    answer = ask("GET", "/entities/un-somebody")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "secret" not in caplog.text and "somebody" not in caplog.text
    assert "ZeroDivisionError at" in caplog.text


def test_a_client_that_goes_away_is_no_fault_of_the_program(desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "tidewaiter.web")
    scope = {"type": "http", "method": "POST", "path": "/match/un", "raw_path": b"/match/un", "query_string": b"",
             "headers": [], "http_version": "1.1", "scheme": "http", "server": ("here", 80)}  # fmt: skip

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        pass

    asyncio.run(app(desk)(scope, receive, send))  # type: ignore[arg-type]
    assert [record.levelname for record in caplog.records] == ["INFO"]
    assert "POST /match/un 400" in caplog.text


def test_the_log_has_no_names(ask: Ask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "tidewaiter.web")
    ask("POST", "/match/un", json={"queries": {"Zyx": {"schema": "Person", "properties": {"name": ["Zyx"]}}}})
    ask("GET", "/search/default", params={"q": "Zyx"})
    ask("GET", "/entities/Zyx")
    ask("GET", "/Zyx%0Aforged")
    lines = [record.message for record in caplog.records]
    assert [line.split(" ")[1] for line in lines[:3]] == ["/match/un", "/search/default", "/entities"]
    assert "1 queries" in lines[0]
    assert not any("Zyx" in line for line in lines[:3])
    assert "\n" not in lines[3]


def test_health_is_answered_while_a_batch_is_at_work(desk: Desk) -> None:
    whole, begun, go_on = desk.matcher, threading.Event(), threading.Event()

    class Slow:
        def __getattr__(self, name: str) -> Any:
            return getattr(whole, name)

        def match(self, query: Any, **rest: Any) -> Any:
            begun.set()
            go_on.wait(10)
            return whole.match(query, **rest)

    desk.matcher = Slow()  # type: ignore[assignment]
    body = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Zyx"]}}}}

    async def run() -> tuple[int, bool, int]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app(desk)), base_url="http://here") as client:
            working = asyncio.create_task(client.post("/match/default", json=body))
            assert await asyncio.to_thread(begun.wait, 10)
            health = await client.get("/healthz")
            still = not working.done()
            go_on.set()
            return health.status_code, still, (await working).status_code

    assert asyncio.run(run()) == (200, True, 200)


def test_the_page_finds_by_name_and_escapes_what_it_shows(ask: Ask) -> None:
    assert "Who is listed?" in ask("GET", "/").text
    assert "PAK Tae Song Invented" in ask("GET", "/", params={"q": "Pak Tae Song Invented"}).text
    answer = ask("GET", "/", params={"q": '"><script>alert(1)</script>'})
    assert "<script" not in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
