"""The saved index of a folder of lists: where it is kept, and what is told while it is built."""

from __future__ import annotations

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.lists import write
from tidewaiter.engine.parties import index


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def test_a_disk_that_fills_up_while_the_index_is_built_stops_no_question(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build: Callable[..., None] = index._build

    def full(gathered: object, place: Path, say: Callable[[str], None]) -> None:
        if str(place).startswith(str(tmp_path)):
            raise OSError(errno.ENOSPC, "No space left on device")
        build(gathered, place, say)

    monkeypatch.setattr(index, "_build", full)
    told: list[str] = []
    found = index.opened(write(tmp_path / "lists", "2026-02-27"), say=told.append)
    assert found.party("un:7000901") is not None
    assert [text for text in told if "cannot be written (No space left on device)" in text]


def test_how_far_a_large_index_is_is_told_wherever_the_messages_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "_MANY", 5)
    monkeypatch.setattr(index, "_TELL", 0.0)
    told: list[str] = []
    index.prepared(write(tmp_path / "lists", "2026-02-27"), say=told.append)
    assert "note: the index of 5 parties is built, once: it is kept for the next question" in told
    assert [text for text in told if text.startswith("note: 3 of 5 parties, about ")]
    told.clear()
    index.prepared(tmp_path / "lists", say=told.append)
    assert not [text for text in told if "3 of 5" in text]
