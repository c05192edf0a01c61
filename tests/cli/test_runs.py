"""Long runs: folders, lines in a file, going on after a stop, several processes; nothing is lost or doubled."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]


def folder(tmp_path: Path, count: int = 6) -> Path:
    """Reports of which two are copies of one text."""
    where = tmp_path / "reports"
    (where / "inner").mkdir(parents=True)
    for number in range(count):
        text = (
            f"\nReport {number}\n2024-03-{number + 1:02}\n\nSEOUL - North Korea received {number + 2} cars from a firm "
            "in Italy in February, the ministry said on Friday. "
            f"Buyer number {number} was not named and no price was told.\n"
        )
        (where / ("inner" if number % 2 else "") / f"r{number}.txt").write_text(text, encoding="utf-8")
    return where


def ids(file: Path) -> list[str]:
    return [json.loads(line)["document"]["id"] for line in file.read_text(encoding="utf-8").splitlines()]


def test_a_folder_is_read_with_all_that_is_in_it(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", "--json", str(folder(tmp_path)))
    paths = [json.loads(line)["document"]["path"] for line in run.out.splitlines()]
    assert [Path(path).name for path in paths] == ["r1.txt", "r3.txt", "r5.txt", "r0.txt", "r2.txt", "r4.txt"]


def test_the_lines_in_a_file_are_those_on_stdout(tidewaiter: Cli, tmp_path: Path) -> None:
    where = str(folder(tmp_path))
    tidewaiter("read", "--out", str(tmp_path / "lines.jsonl"), where)
    assert (tmp_path / "lines.jsonl").read_text(encoding="utf-8") == tidewaiter("read", "--json", where).out
    assert not (tmp_path / "lines.jsonl.work").exists()


def test_a_report_by_itself_gets_the_same_line_in_a_run_and_in_a_case(tidewaiter: Cli, tmp_path: Path) -> None:
    where = folder(tmp_path, 1) / "r0.txt"
    by_line = tidewaiter("read", "--json", str(where)).out
    assert by_line == tidewaiter("read", "--json", "--html", str(tmp_path / "page.html"), str(where)).out


def test_two_processes_write_what_one_does(tidewaiter: Cli, tmp_path: Path) -> None:
    where = str(folder(tmp_path))
    one = tidewaiter("read", "--json", where).out
    tidewaiter("read", "--jobs", "2", "--out", str(tmp_path / "two.jsonl"), where)
    assert (tmp_path / "two.jsonl").read_text(encoding="utf-8") == one


def stopped(monkeypatch: pytest.MonkeyPatch, after: int) -> None:
    """The user stops the run after so many documents."""
    from tidewaiter.cases.desk import Desk

    handle, seen = Desk.handle, [0]

    def until(self: Desk, *args: Any, **named: Any) -> Any:
        if seen[0] == after:
            raise KeyboardInterrupt
        seen[0] += 1
        return handle(self, *args, **named)

    monkeypatch.setattr(Desk, "handle", until)


@pytest.mark.parametrize("tail", ["", '{"document": {"id": "hal'])
def test_a_stopped_run_goes_on_with_nothing_lost_or_doubled(tidewaiter: Cli, tmp_path: Path, tail: str) -> None:
    where, out = str(folder(tmp_path)), tmp_path / "lines.jsonl"
    whole = tidewaiter("read", "--json", where).out
    with pytest.MonkeyPatch.context() as patch:
        stopped(patch, 4)
        run = tidewaiter("read", "--out", str(out), where)
    assert "--resume" in run.err
    assert len(ids(out)) == 4
    with out.open("a", encoding="utf-8") as stream:
        stream.write(tail)
    again = tidewaiter("read", "--out", str(out), "--resume", where)
    assert "going on after 4 of 6 documents" in again.err
    assert out.read_text(encoding="utf-8") == whole


def test_a_run_that_goes_on_has_the_same_exit_code(tidewaiter: Cli, tmp_path: Path) -> None:
    where, out = str(folder(tmp_path)), tmp_path / "lines.jsonl"
    whole = tidewaiter("read", "--json", where).code
    with pytest.MonkeyPatch.context() as patch:
        stopped(patch, 5)
        tidewaiter("read", "--out", str(out), where)
    assert tidewaiter("read", "--out", str(out), "--resume", where).code == whole


def test_a_file_that_could_not_be_read_still_counts_when_a_run_goes_on(tidewaiter: Cli, tmp_path: Path) -> None:
    where, out = folder(tmp_path), tmp_path / "lines.jsonl"
    (where / "empty.txt").write_text("", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        stopped(patch, 3)
        tidewaiter("read", "--fail-on", "never", "--out", str(out), str(where))
    assert tidewaiter("read", "--fail-on", "never", "--out", str(out), "--resume", str(where)).code == 2


def test_a_report_that_broke_the_reader_still_counts_when_a_run_goes_on(
    tidewaiter: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tidewaiter.reports import read as reading

    where, out, whole = str(folder(tmp_path)), tmp_path / "lines.jsonl", reading.read

    def breaks(document: Any, **named: Any) -> Any:
        if "Report 1" in (document.title or ""):
            raise ValueError("odd")
        return whole(document, **named)

    monkeypatch.setattr(reading, "read", breaks)
    with pytest.MonkeyPatch.context() as patch:
        stopped(patch, 3)
        tidewaiter("read", "--fail-on", "never", "--out", str(out), where)
    assert tidewaiter("read", "--fail-on", "never", "--out", str(out), "--resume", where).code == 2


def test_a_file_that_is_there_is_not_written_over(tidewaiter: Cli, tmp_path: Path) -> None:
    out = tmp_path / "lines.jsonl"
    out.write_text("mine\n", encoding="utf-8")
    run = tidewaiter("read", "--out", str(out), str(folder(tmp_path)))
    assert run.code == 2
    assert "name another file" in run.err and "--resume" not in run.err
    assert out.read_text(encoding="utf-8") == "mine\n"


def test_other_options_than_those_of_the_stopped_run_are_refused(tidewaiter: Cli, tmp_path: Path) -> None:
    where, out = str(folder(tmp_path)), tmp_path / "lines.jsonl"
    with pytest.MonkeyPatch.context() as patch:
        stopped(patch, 2)
        tidewaiter("read", "--out", str(out), where)
    run = tidewaiter("read", "--out", str(out), "--resume", "--all", where)
    assert run.code == 2
    assert "other files or options" in run.err


def test_a_whole_run_has_nothing_to_go_on_with(tidewaiter: Cli, tmp_path: Path) -> None:
    where, out = str(folder(tmp_path)), tmp_path / "lines.jsonl"
    tidewaiter("read", "--out", str(out), where)
    assert "is whole" in tidewaiter("read", "--out", str(out), "--resume", where).err


def test_a_reader_that_breaks_on_one_report_leaves_the_others_read(
    tidewaiter: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tidewaiter.reports import read as reading

    whole = reading.read

    def breaks(document: Any, **named: Any) -> Any:
        if "Report 2" in (document.title or ""):
            raise ValueError("odd")
        return whole(document, **named)

    monkeypatch.setattr(reading, "read", breaks)
    run = tidewaiter("read", "--json", str(folder(tmp_path)))
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert run.code == 2
    assert "ValueError: odd" in run.err
    assert [bool(line["events"]) for line in lines].count(False) == 1


@pytest.mark.parametrize(
    "options",
    [
        ("--resume",),
        ("--jobs", "2", "--json", "--reader", "llm"),
        ("--jobs", "2"),
        ("--out", "x.jsonl", "--html", "x.html"),
        ("--jobs", "2", "--json", "--html", "x"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    tidewaiter: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert tidewaiter("read", *options, str(folder(tmp_path))).code == 2
