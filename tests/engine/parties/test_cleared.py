"""Cleared pairs: remembered, shown as cleared, open again once the entry changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.engine.parties.fake import Exact, party, small
from tidewaiter.engine.parties import cleared
from tidewaiter.engine.parties.answer import Answer, Settings, answer, line, prose
from tidewaiter.engine.parties.record import name_record
from tidewaiter.errors import InputError
from tidewaiter.model.party import Name

RECORD = name_record("Ada Example")
AT = "2026-03-01T10:00:00Z"


def made(folder: Path, listed: Exact, until: str | None = None) -> Path:
    file = folder / "cleared.jsonl"
    one, version = listed.party("test:1"), listed.version("test:1")
    assert one is not None
    assert version is not None
    cleared.clear(file, RECORD, one, version, by="Jo", why="born in 1990", at=AT, until=until)
    return file


def asked(file: Path, listed: Exact, today: str = "2026-04-01", limit: int = 10) -> Answer:
    found = answer(RECORD, listed, Settings(limit=limit, pairs=cleared.pairs(file), today=today))
    assert isinstance(found, Answer)
    return found


def test_a_cleared_pair_is_shown_as_cleared(tmp_path: Path) -> None:
    listed = small()
    found = asked(made(tmp_path, listed), listed)
    assert found.matches == ()
    assert [match.party.id for match, _ in found.cleared] == ["test:1"]
    told = line(found, listed)
    assert told["matches"] == []
    assert told["cleared"][0]["cleared"] == {"by": "Jo", "at": AT, "why": "born in 1990", "until": None}
    assert "no other match" in prose(found)
    assert "by Jo on 2026-03-01: born in 1990" in prose(found)


def test_another_record_is_not_cleared_with_it(tmp_path: Path) -> None:
    listed = small()
    file = made(tmp_path, listed)
    found = answer(name_record("A. Example"), listed, Settings(pairs=cleared.pairs(file)))
    assert isinstance(found, Answer)
    assert len(found.matches) == 1


def test_a_changed_entry_opens_the_pair_again_and_tells_what_changed(tmp_path: Path) -> None:
    listed = small()
    file = made(tmp_path, listed)
    then = listed.party("test:1")
    assert then is not None
    now = Exact([replace(then, names=(*then.names, Name("Aida Example")), remarks=("moved",))])
    found = asked(file, now)
    assert found.cleared == ()
    assert found.again["test:1"] == (
        "cleared by Jo on 2026-03-01, re-opened because the entry changed: names, remarks"
    )  # fmt: skip
    assert line(found, now)["matches"][0]["reopened"] == found.again["test:1"]


def test_a_clearing_lapses_behind_its_last_day(tmp_path: Path) -> None:
    listed = small()
    file = made(tmp_path, listed, until="2026-04-01")
    assert asked(file, listed, today="2026-04-01").matches == ()
    found = asked(file, listed, today="2026-04-02")
    assert found.again["test:1"].endswith("open again because that was until 2026-04-01")


def test_a_withdrawn_clearing_is_history(tmp_path: Path) -> None:
    listed = small()
    file = made(tmp_path, listed)
    cleared.withdraw(file, RECORD.key, "test:1", by="Al", why="was wrong", at=AT)
    assert len(asked(file, listed).matches) == 1
    assert [event.what for event in cleared.history(file)] == ["cleared", "withdrawn"]
    with pytest.raises(InputError, match="no such cleared pair"):
        cleared.withdraw(file, RECORD.key, "test:1", by="Al", why="again", at=AT)


def test_cleared_pairs_crowd_no_match_out(tmp_path: Path) -> None:
    listed = Exact([party(1, "Ada Example"), party(2, "Ada Example"), party(3, "Ada Example")])
    found = asked(made(tmp_path, listed), listed, limit=2)
    assert [match.party.id for match in found.matches] == ["test:2", "test:3"]


def test_a_forged_clearing_is_refused(tmp_path: Path) -> None:
    listed = small()
    file = made(tmp_path, listed)
    file.write_bytes(file.read_bytes().replace(b"test:1", b"test:2"))
    with pytest.raises(InputError, match="tampered with"):
        cleared.pairs(file)
