"""Chains of lines that show tampering."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tidewaiter.engine.parties import chain
from tidewaiter.errors import InputError


def made(folder: Path, count: int = 5) -> Path:
    file = folder / "log.jsonl"
    for number in range(count):
        chain.append(file, [{"what": f"é {number}"}])
    return file


def lines(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines(keepends=True)


def test_an_untouched_chain_is_whole_and_tells_its_head(tmp_path: Path) -> None:
    file = made(tmp_path)
    head, fault = chain.verify(file)
    assert fault is None
    assert head == chain.head_of(file)
    assert head.count == 5
    assert chain.head_from(str(head)).sha256 == head.sha256


def test_the_records_come_back_in_order(tmp_path: Path) -> None:
    told = list(chain.records(made(tmp_path)))
    assert [one["what"] for one in told] == [f"é {number}" for number in range(5)]
    assert [one["n"] for one in told] == [1, 2, 3, 4, 5]


def test_a_changed_line_is_named(tmp_path: Path) -> None:
    file = made(tmp_path)
    file.write_bytes(file.read_bytes().replace("é 2".encode(), "é 7".encode()))
    _, fault = chain.verify(file)
    assert fault is not None
    assert fault.line == 3
    assert "changed" in fault.what


def test_a_removed_line_is_named(tmp_path: Path) -> None:
    file = made(tmp_path)
    kept = lines(file)
    file.write_bytes(b"".join(kept[:2] + kept[3:]))
    _, fault = chain.verify(file)
    assert fault == chain.Fault(3, "line 3 was removed")


def test_lines_in_another_order_are_named(tmp_path: Path) -> None:
    file = made(tmp_path)
    kept = lines(file)
    file.write_bytes(b"".join([kept[0], kept[2], kept[1], *kept[3:]]))
    _, fault = chain.verify(file)
    assert fault is not None
    assert fault.line == 2
    assert "order" in fault.what


def test_a_doubled_line_is_named(tmp_path: Path) -> None:
    file = made(tmp_path)
    kept = lines(file)
    file.write_bytes(b"".join([*kept[:2], *kept[1:]]))
    _, fault = chain.verify(file)
    assert fault is not None
    assert (fault.line, "calls itself 2" in fault.what) == (3, True)


def test_an_end_that_is_cut_off_shows_against_the_head_beside_the_file(tmp_path: Path) -> None:
    file = made(tmp_path)
    file.write_bytes(b"".join(lines(file)[:3]))
    _, fault = chain.verify(file)
    assert fault == chain.Fault(4, "the end is cut off: 2 lines are missing")


def test_an_end_cut_off_together_with_its_head_shows_against_a_head_kept_elsewhere(tmp_path: Path) -> None:
    file = made(tmp_path, 3)
    before = (file.read_bytes(), (tmp_path / "log.jsonl.head").read_bytes())
    kept = chain.append(file, [{"what": "the last"}])
    file.write_bytes(before[0])
    (tmp_path / "log.jsonl.head").write_bytes(before[1])
    assert chain.verify(file)[1] is None
    assert chain.verify(file, kept=kept)[1] == chain.Fault(4, "the end is cut off: 1 line is missing")


def test_a_history_written_anew_shows_against_a_head_kept_elsewhere(tmp_path: Path) -> None:
    file = made(tmp_path, 2)
    kept = chain.head_of(file)
    for one in tmp_path.iterdir():
        one.unlink()
    chain.append(file, [{"what": "another"}, {"what": "history"}])
    assert chain.verify(file)[1] is None
    _, fault = chain.verify(file, kept=kept)
    assert fault is not None
    assert fault.line == 2


def test_a_missing_head_shows_and_nothing_is_added_to_such_a_chain(tmp_path: Path) -> None:
    file = made(tmp_path)
    (tmp_path / "log.jsonl.head").unlink()
    assert chain.verify(file)[1] is not None
    with pytest.raises(InputError, match="head of the chain is missing"):
        chain.append(file, [{"what": "more"}])


def test_nothing_is_added_to_a_chain_whose_end_was_changed(tmp_path: Path) -> None:
    file = made(tmp_path)
    file.write_bytes(file.read_bytes().replace("é 4".encode(), "é 9".encode()))
    with pytest.raises(InputError, match="not what its head tells of"):
        chain.append(file, [{"what": "more"}])


def test_what_a_killed_run_left_is_taken_if_it_is_chained_and_half_a_line_is_cut_off(tmp_path: Path) -> None:
    file = made(tmp_path, 2)
    before = (tmp_path / "log.jsonl.head").read_bytes()
    chain.append(file, [{"what": "written, but its head was not"}])
    (tmp_path / "log.jsonl.head").write_bytes(before)
    with file.open("ab") as stream:
        stream.write(b'{"n": 4, "half')
    chain.append(file, [{"what": "the next run"}])
    head, fault = chain.verify(file)
    assert (head.count, fault) == (4, None)


@pytest.mark.parametrize("text", ["", "5", "x:y", "5:" + "g" * 64, "5:" + "a" * 63, "-1:" + "a" * 64])
def test_what_is_no_head_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not the head"):
        chain.head_from(text)


def _write(file: str, name: str) -> None:
    for number in range(20):
        chain.append(Path(file), [{"by": name, "number": number}, {"by": name, "and": number}])


def test_two_processes_at_once_leave_one_whole_chain(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    context = multiprocessing.get_context("spawn")
    both = [context.Process(target=_write, args=(str(file), name)) for name in "ab"]
    for one in both:
        one.start()
    for one in both:
        one.join(60)
    head, fault = chain.verify(file)
    assert (head.count, fault) == (80, None)
    mine = [one["number"] for one in chain.records(file) if one["by"] == "a" and "number" in one]
    assert mine == list(range(20))


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_one_byte_that_is_changed_shows(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    file = tmp_path_factory.mktemp("chain") / "log.jsonl"
    chain.append(file, [{"what": f"é {number}"} for number in range(4)])
    whole = bytearray(file.read_bytes())
    at = data.draw(st.integers(0, len(whole) - 1))
    whole[at] ^= data.draw(st.integers(1, 255))
    file.write_bytes(bytes(whole))
    _, fault = chain.verify(file)
    assert fault is not None


def test_a_record_with_half_a_character_is_written_as_an_escape(tmp_path: Path) -> None:
    file = tmp_path / "log.jsonl"
    chain.append(file, [{"what": "caf\udce9"}])
    assert chain.verify(file)[1] is None
    assert json.loads(file.read_bytes())["n"] == 1
