"""The log of screenings that the service keeps, and that it can be screened again from."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest

from tidewaiter.engine.parties import chain
from tidewaiter.engine.parties.log import screened
from tidewaiter.web.parties.desk import Desk
from tidewaiter.web.parties.log import kept

PAK = {"schema": "Person", "properties": {"name": ["Pak Tae Song Invented"], "alias": ["박태송"]}}
NOBODY = {"schema": "Person", "id": "mine", "properties": {"name": "Zyx Wvutsrq"}}
Match = Callable[..., dict[str, Any]]


@pytest.mark.parametrize("queries", ["full", "hash"])
def test_every_query_is_written_down_in_a_chain(
    desk: Desk, match: Match, tmp_path: Path, queries: Literal["full", "hash"]
) -> None:
    file = tmp_path / "log.jsonl"
    log = kept(file, desk.matcher, by="me", queries=queries, now=lambda: "2026-01-01T00:00:00Z")
    desk.record = log.keep
    match({"a": PAK, "b": NOBODY, "c": "no query"})
    log.end()
    told = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
    assert [one["record"] for one in told] == ["run", "answer", "answer", "answer", "end"]
    assert told[0]["lists"][0]["sha256"] and told[0]["matcher"]
    assert told[1]["matches"][0]["id"] == "un:7000001"
    assert told[2]["matches"] == []
    assert "object" in told[3]["refused"]
    assert [told[-1][name] for name in ("records", "matched", "refused")] == [3, 1, 1]
    assert ("Zyx" in file.read_text(encoding="utf-8")) is (queries == "full")
    assert len(list(chain.records(file))) == 5


def test_what_was_asked_can_be_screened_again(desk: Desk, match: Match, tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    log = kept(file, desk.matcher, by=None, queries="full", now=lambda: "2026-01-01T00:00:00Z")
    desk.record = log.keep
    match({"a": PAK, "b": NOBODY})
    log.end()
    assert [(one.query.name, one.ref) for one in screened(file)] == [
        ("Pak Tae Song Invented", "a"),
        ("Zyx Wvutsrq", "mine"),
    ]
