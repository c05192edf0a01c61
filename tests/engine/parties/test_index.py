"""The saved index of a folder of lists: where it is kept, and what is told while it is built."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.lists import write
from tidewaiter.engine.parties import index
from tidewaiter.engine.workers import apart
from tidewaiter.errors import InputError


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


def say(text: str) -> None:
    """Says nothing, and can be sent to another process."""


def test_another_process_builds_the_index_of_newer_lists(tmp_path: Path) -> None:
    folder = write(tmp_path / "lists", "2026-02-26")
    before, seen = index.opened(folder), index.look(folder)
    write(folder, "2026-02-27", entities=())
    assert index.look(folder) != seen
    after = index.renewed(folder, say=say)
    assert (len(before.lists), after.lists[0].date.value) == (1, "2026-02-27")
    assert before.party("un:7000911") is not None and after.party("un:7000911") is None


def test_what_another_process_refuses_is_refused_here(tmp_path: Path) -> None:
    folder = write(tmp_path / "lists", "2026-02-26")
    (folder / "newer.xml").write_bytes((folder / "list_2026-02-26.xml").read_bytes()[:-60])
    with pytest.raises(InputError, match="the XML is broken") as told:
        index.renewed(folder, say=say)
    assert told.value.path == str(folder / "newer.xml") and told.value.line and told.value.column and told.value.hint


def test_lists_whose_index_cannot_be_kept_are_taken_up_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert index.renewed(write(tmp_path / "lists", "2026-02-26"), say=say).party("un:7000901") is not None


def gone() -> None:
    """Ends the process before it is done."""
    os._exit(3)


def test_a_process_that_ends_before_it_is_done_is_an_error() -> None:
    with pytest.raises(EOFError):
        apart(gone)
