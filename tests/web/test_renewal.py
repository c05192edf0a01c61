"""Newer editions of lists while the service runs: when they are taken up, and that nothing else changes an answer."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.web.lists import PARTIES, UN
from tidewaiter.errors import InputError
from tidewaiter.model import read_when
from tidewaiter.parties.matching.matcher import Matcher, build, open_index
from tidewaiter.web.parties.app import service
from tidewaiter.web.parties.desk import Desk
from tidewaiter.web.parties.log import kept
from tidewaiter.web.parties.renewal import Renewal


class Lists:
    """A folder of lists, as far as the service sees it: how it looks, and what is built of it."""

    def __init__(self, matcher: Matcher) -> None:
        self.seen = "first"
        self.matcher: Matcher | Exception = matcher
        self.built = 0

    def look(self) -> str:
        return self.seen

    def build(self) -> Matcher:
        self.built += 1
        if isinstance(self.matcher, Exception):
            raise self.matcher
        return self.matcher


@pytest.fixture(scope="session")
def newer(tmp_path_factory: pytest.TempPathFactory) -> Matcher:
    """A later edition that leaves one party out."""
    folder = tmp_path_factory.mktemp("newer")
    about = replace(UN, date=read_when("2026-03-01"), sha256="c" * 64, count=3)
    build([(about, [one for one in PARTIES if one.id.startswith("un:") and one.id != "un:7000003"])], folder)
    return open_index(folder)


@pytest.fixture
def lists(matcher: Matcher) -> Lists:
    return Lists(matcher)


@pytest.fixture
def taken() -> list[Desk]:
    return []


@pytest.fixture
def renewal(desk: Desk, lists: Lists, taken: list[Desk]) -> Renewal:
    return Renewal(desk, lists.look(), lists.look, lists.build, Desk, taken.append)


def test_lists_that_look_as_before_are_left_alone(renewal: Renewal, lists: Lists) -> None:
    for _ in range(3):
        renewal.turn()
    assert lists.built == 0 and not renewal.desk.stale


def test_a_newer_edition_is_taken_up_once_it_has_settled(
    renewal: Renewal, lists: Lists, newer: Matcher, taken: list[Desk]
) -> None:
    lists.matcher = newer
    for lists.seen in ("second", "third"):
        renewal.turn()
    assert lists.built == 0 and renewal.desk.stale
    renewal.turn()
    renewal.turn()
    assert lists.built == 1 and [one.matcher for one in taken] == [newer]
    assert renewal.desk is taken[0] and not renewal.desk.stale


@pytest.mark.parametrize(
    ("fault", "says"),
    [
        (InputError("the XML is broken", path="un.xml", line=7), "the XML is broken"),
        (EOFError("Pak Tae Song"), "EOFError"),
    ],
)
def test_a_failure_is_told_and_the_lists_of_before_stay(
    renewal: Renewal,
    lists: Lists,
    newer: Matcher,
    taken: list[Desk],
    caplog: pytest.LogCaptureFixture,
    fault: Exception,
    says: str,
) -> None:
    lists.seen, lists.matcher = "second", fault
    with caplog.at_level(logging.WARNING, "tidewaiter.web"):
        for _ in range(4):
            renewal.turn()
    assert lists.built == 1 and not taken and renewal.desk.stale
    assert says in caplog.text and "stay in use" in caplog.text and "Tae Song" not in caplog.text
    lists.seen, lists.matcher = "third", newer
    renewal.turn()
    renewal.turn()
    assert len(taken) == 1 and not renewal.desk.stale


def test_files_that_change_and_say_the_same_change_nothing(renewal: Renewal, lists: Lists, taken: list[Desk]) -> None:
    lists.seen = "second"
    for _ in range(3):
        renewal.turn()
    assert lists.built == 1 and not taken and not renewal.desk.stale


def test_a_folder_that_is_gone_for_a_while_does_not_end_the_looking(renewal: Renewal, taken: list[Desk]) -> None:
    def gone() -> str:
        raise FileNotFoundError

    renewal.look = gone
    renewal.turn()
    assert not taken and not renewal.desk.stale


def test_a_request_is_answered_from_the_desk_it_began_with(desk: Desk, newer: Matcher) -> None:
    served, take = service(desk)
    fresh = Desk(newer)

    async def slowly() -> Any:
        yield b'{"queries": {"q": {"schema": "Person", "properties": {"name": '
        take(fresh)
        yield b'["Abd al-Latif Nobody"]}}}}'

    async def run() -> tuple[Any, Any, Any]:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=served), base_url="http://here") as client:
            before = await client.get("/catalog")
            told = (await client.post("/match/un", content=slowly())).json()
            after = await client.get("/catalog", headers={"If-None-Match": before.headers["etag"]})
            return before.json(), told, after.json()

    before, told, after = asyncio.run(run())
    found = [one["id"] for one in told["responses"]["q"]["results"]]
    date = told["matcher"]["lists"][0]["date"]
    assert (found, date) == (["un-7000003"], "2026-02-27")
    assert [one["name"] for one in before["datasets"]] == ["default", "un", "made_up"]
    assert [one["version"] for one in after["datasets"]][1:] == ["20260301-cccccccc"]


def test_the_catalog_says_that_newer_lists_wait(desk: Desk, ask: Callable[..., httpx.Response]) -> None:
    tag = ask("GET", "/catalog").headers["etag"]
    desk.stale = True
    answer = ask("GET", "/catalog", headers={"If-None-Match": tag})
    assert (answer.status_code, answer.json()["index_stale"]) == (200, True)


def test_the_log_goes_on_with_a_run_over_the_newer_lists(matcher: Matcher, newer: Matcher, tmp_path: Path) -> None:
    import json

    file = tmp_path / "log.jsonl"
    first = kept(file, matcher, by=None, queries="full", now=lambda: "2026-01-01T00:00:00Z")
    second = first.over(newer)
    first.keep(())
    assert first.end().count < second.end().count
    told = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [one["record"] for one in told] == ["run", "run", "end", "end"]
    assert [one["lists"][0]["date"] for one in told[:2]] == ["2026-02-27", "2026-03-01"]
    assert told[0]["run"] == told[2]["run"] != told[1]["run"] == told[3]["run"]
