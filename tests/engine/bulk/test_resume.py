"""A killed run is gone on with: nothing is lost, nothing stands twice. A run is done again from its manifest."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidewaiter.cli import cli

pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")
COMMAND = (sys.executable, "-c", "from tidewaiter.cli import main; main()", "screen")


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Parquet file in forty row groups."""
    import pyarrow as pa
    from pyarrow import parquet

    rows = 2400
    to = ["KP" if at % 5 == 0 else "FR" for at in range(rows)]
    columns = {"date": ["2019-05-01"] * rows, "hs": ["8703"] * rows, "supplier country": ["CN"] * rows}
    columns["destination"] = to
    path: Path = tmp_path_factory.mktemp("resume") / "trade.parquet"
    parquet.write_table(pa.table(columns), path, row_group_size=60)
    return path


def screened(*args: str) -> int:
    return CliRunner().invoke(cli, ["screen", *args]).exit_code


def test_a_killed_run_goes_on_with_nothing_lost_or_doubled(table: Path, tmp_path: Path) -> None:
    whole, broken = tmp_path / "whole.jsonl", tmp_path / "broken.jsonl"
    assert screened(str(table), "--json", "--lines", str(whole)) == 1
    journal = broken.with_name("broken.jsonl.work")
    with subprocess.Popen(
        [*COMMAND, str(table), "--json", "--lines", str(broken)], stderr=subprocess.DEVNULL
    ) as process:
        until = time.monotonic() + 120
        while not (journal.exists() and journal.read_bytes().count(b"\n") > 3) and time.monotonic() < until:
            time.sleep(0.005)
        os.kill(process.pid, signal.SIGKILL)
    done = journal.read_bytes().count(b"\n") - 1
    assert 0 < done < 40, "the run was over before it was killed"
    with broken.open("ab") as stream:
        stream.write(b'{"half a li')
    with journal.open("ab") as stream:
        stream.write(b'{"block": 99')
    assert screened(str(table), "--json", "--lines", str(broken), "--resume") == 1
    assert broken.read_bytes() == whole.read_bytes()
    assert not journal.exists()


def test_a_run_with_other_options_does_not_go_on(table: Path, tmp_path: Path) -> None:
    target = tmp_path / "lines.jsonl"
    target.touch()
    target.with_name("lines.jsonl.work").write_text('{"key": "another run", "quick": true}\n', encoding="utf-8")
    result = CliRunner().invoke(cli, ["screen", str(table), "--lines", str(target), "--resume"])
    assert result.exception
    assert "other options" in str(result.exception)


def test_a_whole_file_is_neither_written_over_nor_gone_on_with(table: Path, tmp_path: Path) -> None:
    target = tmp_path / "lines.jsonl"
    assert screened(str(table), "--lines", str(target)) == 1
    for more in ((), ("--resume",)):
        assert CliRunner().invoke(cli, ["screen", str(table), "--lines", str(target), *more]).exception


def manifest_of(table: Path, folder: Path) -> Path:
    path = folder / "manifest.json"
    assert screened(str(table), "--json", "--touched", "--lines", str(folder / "lines"), "--manifest", str(path)) == 1
    return path


def test_a_manifest_says_what_was_checked_with_what_and_what_came_of_it(table: Path, tmp_path: Path) -> None:
    told = json.loads(manifest_of(table, tmp_path).read_text(encoding="utf-8"))
    assert told["counts"] == {
        "rows": 2400, "read": 2400, "rejected": 0, "found": 480, "prohibited": 480, "not_covered": 1920,
    }  # fmt: skip
    assert told["input"]["bytes"] == table.stat().st_size
    assert {"header": "destination", "field": "destination"} in told["tables"][0]["columns"]
    assert {"id", "version", "sha256"} <= set(told["regime"])
    assert told["lists"] == []


def test_a_replay_gives_the_same_bytes(table: Path, tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["replay", str(manifest_of(table, tmp_path))])
    assert result.exit_code == 0
    assert "the same bytes" in result.stderr


def test_a_replay_of_a_changed_file_says_what_differs(table: Path, tmp_path: Path) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    manifest = manifest_of(table, tmp_path)
    other = tmp_path / "other.parquet"
    read = parquet.read_table(table)
    parquet.write_table(read.set_column(1, "hs", pa.array(["2701"] * read.num_rows)), other)
    result = CliRunner().invoke(cli, ["replay", str(manifest), "--input", str(other)])
    assert result.exit_code == 1
    assert "differs: input sha256" in result.stderr
    assert "not the same bytes" in result.stderr


def test_a_replay_names_a_ledger_that_has_changed(tmp_path: Path) -> None:
    head = "Date,Exporter country,Destination,HS code,Quantity,Unit\n"
    table, ledger = tmp_path / "rows.csv", tmp_path / "ledger.csv"
    table.write_text(head + "2019-05-03,CN,KP,271012,10,tonne\n", encoding="utf-8")
    ledger.write_text(head + "2019-01-03,RU,KP,271012,20,tonne\n", encoding="utf-8")
    manifest = tmp_path / "manifest.json"
    screened(str(table), "--ledger", str(ledger), "--lines", str(tmp_path / "lines"), "--manifest", str(manifest))
    ledger.write_text(head + "2019-01-03,RU,KP,271012,30,tonne\n", encoding="utf-8")
    result = CliRunner().invoke(cli, ["replay", str(manifest)])
    assert f"differs: ledger {ledger}: sha256" in result.stderr
