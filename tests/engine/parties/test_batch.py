"""Records in blocks: in their order, the same with any number of processes, in bounded memory."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.engine.parties.fake import Exact, party, small
from tidewaiter.engine.parties import chain, log
from tidewaiter.engine.parties.answer import Settings
from tidewaiter.engine.parties.batch import BLOCK, Asking, Hashing, screen
from tidewaiter.engine.parties.record import Record, Refused, name_record
from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.matching.answer import Match


def records(count: int) -> Iterator[Record | Refused]:
    for number in range(1, count + 1):
        if number % 7 == 0:
            yield Refused(number, "", "a blank name", hint="give a name")
        else:
            yield name_record("Ada Example" if number % 3 else f"Nobody {number}", number=number)


def written(count: int, workers: int) -> bytes:
    blocks = screen(records(count), small, Asking(Settings()), workers=workers)
    return b"".join(one.data for block in blocks for one in block)


def test_any_number_of_processes_gives_the_same_bytes() -> None:
    alone = written(BLOCK * 5 + 3, 1)
    assert alone.count(b"\n") == BLOCK * 5 + 3
    assert written(BLOCK * 5 + 3, 2) == alone


def test_records_are_taken_as_they_are_answered_and_not_all_at_once() -> None:
    taken = 0

    def counted() -> Iterator[Record | Refused]:
        nonlocal taken
        for one in records(100_000):
            taken += 1
            yield one

    blocks = screen(counted(), small, Asking(Settings()))
    next(blocks)
    assert taken == BLOCK


def test_the_log_keeps_hits_and_no_hits_and_what_was_refused(tmp_path: Path) -> None:
    listed, file = small(), tmp_path / "log.jsonl"
    run = log.begin(file, listed, at="2026-01-01T00:00:00Z", by="Jo", process=1, settings={"limit": 10}, source="a.csv")
    for block in screen(records(7), small, Asking(Settings(), log="full")):
        for one in block:
            run.add(one.log or {})
    head = run.end(at="2026-01-01T00:01:00Z", counts={"records": 7}, sha256="ab")
    told = list(chain.records(file))
    assert chain.verify(file) == (head, None)
    assert [one["record"] for one in told] == ["run", *["answer"] * 7, "end"]
    assert told[0]["lists"] == [{"id": "test", "date": "2026-01-01", "sha256": "00", "count": 4}]
    assert told[1]["matches"][0]["id"] == "test:1"
    assert told[1]["matches"][0]["version"] == listed.version("test:1")
    assert told[3]["matches"] == []
    assert told[3]["query"] == {"name": ["Nobody 3"]}
    assert told[7]["refused"] == "a blank name"
    assert [one.query.name for one in log.screened(file)] == ["Ada Example", "Nobody 3", "Nobody 6"]


def test_a_log_of_hashes_tells_no_name_and_cannot_be_screened_again(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    run = log.begin(
        file, small(), at="2026-01-01T00:00:00Z", by=None, process=1, settings={}, source="a.csv", queries="hash"
    )
    for block in screen(records(7), small, Asking(Settings(), log="hash")):
        for one in block:
            run.add(one.log or {})
    run.end(at="2026-01-01T00:01:00Z", counts={}, sha256=None)
    assert b"Ada" not in file.read_bytes()
    assert list(chain.records(file))[1]["key"] == name_record("ada example").key
    with pytest.raises(InputError, match="hashes, not the queries"):
        list(log.screened(file))


def test_a_stream_is_hashed_on_the_way() -> None:
    data = b"Ada\n" * 10_000
    stream = Hashing(io.BytesIO(data))
    io.BufferedReader(stream).readline()
    assert stream.sha256() == hashlib.sha256(data).hexdigest()


class Faulty(Exact):
    """A matcher with a mistake in it."""

    def match(self, query: Party, **told: Any) -> tuple[Match, ...]:
        if query.name == "Nobody 3":
            raise ZeroDivisionError("of all things")
        return super().match(query, **told)


def test_a_fault_of_the_program_costs_one_record_its_answer_and_is_told() -> None:
    blocks = screen(records(6), lambda: Faulty([party(1, "Ada Example")]), Asking(Settings()))
    found = [one for block in blocks for one in block]
    assert [one.refused is None for one in found] == [True, True, False, True, True, True]
    assert b"a mistake of the program, not of yours: ZeroDivisionError" in found[2].data
