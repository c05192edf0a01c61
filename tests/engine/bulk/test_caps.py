"""What hangs on all rows of a table is the same whichever way the table is taken."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidewaiter.cli import cli
from tidewaiter.engine.bulk import long
from tidewaiter.engine.bulk.long import Journal
from tidewaiter.trade import tables

pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")
HEADER = "date,supplier country,destination,goods,hs,quantity,unit,value,currency\n"
OIL = "2019-{month:02}-05,{origin},KP,diesel,271019,60000,barrels,,\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """Eleven supplies of 60,000 barrels in one year, other goods between them."""
    path = tmp_path / "oil.csv"
    months = [OIL.format(month=month, origin="CN" if month % 2 else "RU") for month in range(1, 12)]
    others = [f"2019-01-{day:02},DE,KP,lathe,845811,1,piece,,\n2019-01-05,DE,FR,lathe,,,,,\n" for day in range(1, 12)]
    both = (line for pair in zip(months, others, strict=True) for line in pair)
    path.write_text(HEADER + "".join(both) + months[0], encoding="utf-8")
    return path


def test_a_supply_that_is_told_twice_is_told_to_be_on_a_large_table_too(table: Path) -> None:
    last = json.loads(printed(table, "--json", "--touched", "--jobs", "1").splitlines()[-2])
    assert [remark["kind"] for remark in last["remarks"]] == ["equal-row"]


def printed(table: Path, *options: str) -> str:
    found = CliRunner().invoke(cli, ["screen", str(table), *options])
    assert found.exit_code == 1, found.stderr
    return found.stdout


@pytest.mark.parametrize("form", [("--json", "--touched"), ("--json",)])
def test_a_large_table_is_answered_as_a_small_one_caps_and_all(form: tuple[str, ...], table: Path) -> None:
    assert printed(table, *form, "--jobs", "1") == printed(table, *form)


def blocks(text: str) -> list[str]:
    """What a text says of each row and cap; without its overview and headings, which only small tables have."""
    parts = re.split(r"^(?=row \d+:|Cap of |In short|[A-Z]{2,}[ ,:])", text, flags=re.MULTILINE)
    return sorted(part.rstrip() for part in parts if re.match(r"row |Cap of ", part))


@pytest.mark.parametrize("form", [(), ("--all",)])
def test_a_large_table_says_in_text_what_a_small_one_says_row_by_row(form: tuple[str, ...], table: Path) -> None:
    large, small = printed(table, *form, "--jobs", "1"), printed(table, *form)
    assert blocks(large) == blocks(small)
    assert large.startswith("row ")
    assert small.startswith("In short: 34 rows")


def test_a_cap_that_is_passed_is_told_row_by_row_and_by_its_window(table: Path) -> None:
    lines = [json.loads(line) for line in printed(table, "--json", "--touched", "--jobs", "1").splitlines()]
    rows, caps = [line for line in lines if "cap" not in line], [line["cap"] for line in lines if "cap" in line]
    assert [line["row"] for line in rows] == sorted(line["row"] for line in rows)
    verdicts = [line["findings"][0]["verdict"] for line in rows if line["event"]["item"]["text"] == "diesel"]
    assert verdicts[-2] == "prohibited"
    assert caps[0]["passed_by"] is not None


def test_a_ledger_counts_over_a_large_table(table: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "others.csv"
    ledger.write_text(HEADER + OIL.format(month=1, origin="RU"), encoding="utf-8")
    said = ("--json", "--touched", "--ledger", str(ledger))
    assert printed(table, *said, "--jobs", "1") == printed(table, *said)


def test_rates_are_taken_for_a_large_table(tmp_path: Path) -> None:
    table, rates = tmp_path / "watches.csv", tmp_path / "rates.csv"
    table.write_text(HEADER + "2017-06-01,DE,KP,carpets,570110,1,piece,900,EUR\n", encoding="utf-8")
    rates.write_text("date,currency,rate,source\n2017-06-01,EUR,1.12,a bank\n", encoding="utf-8")
    found = [
        CliRunner().invoke(cli, ["screen", str(table), "--json", "--rates", str(rates), *way]).stdout
        for way in ((), ("--jobs", "1"))
    ]
    assert found[0] == found[1]
    assert found[0]


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_a_large_table_is_written_again_with_what_is_said_of_its_rows(ending: str, table: Path, tmp_path: Path) -> None:
    with table.open("a", encoding="utf-8") as stream:
        stream.write("2019-02-30,CN,KP,lathe,845811,1,piece,,\n\n2019-03-05,CN,KP,lathe\n2019-03-05,CN,KP,,abc,1,,,\n")
    small, large = tmp_path / f"small{ending}", tmp_path / f"large{ending}"
    CliRunner().invoke(cli, ["screen", str(table), "--out", str(small)])
    CliRunner().invoke(cli, ["screen", str(table), "--out", str(large), "--jobs", "1"])
    assert cells(large) == cells(small)


def cells(path: Path) -> list[list[str]]:
    """The rows of a table that was written again, without the notes."""
    if path.suffix == ".jsonl":
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    elif path.suffix == ".parquet":
        from pyarrow import parquet

        rows = parquet.read_table(path).to_pylist()
    else:
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
    return [[str(value) for name, value in row.items() if name != "tw_notes"] for row in rows]


def test_a_run_killed_while_the_caps_are_put_in_goes_on(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lines.jsonl"
    options = ["screen", str(table), "--json", "--touched", "--lines", str(target)]

    def killed(self: Journal) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(long.Journal, "finish", killed)
        CliRunner().invoke(cli, options)
    assert target.with_name("lines.jsonl.work").exists()
    assert CliRunner().invoke(cli, [*options, "--resume"]).exit_code == 1
    assert target.read_text(encoding="utf-8") == printed(table, "--json", "--touched")
    assert sorted(path.name for path in tmp_path.glob("lines*")) == ["lines.jsonl"]


def test_a_run_killed_behind_its_last_note_is_whole(
    table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "lines.jsonl"
    options = ["screen", str(table), "--json", "--touched", "--lines", str(target)]
    finish = Journal.finish

    def killed(self: Journal) -> None:
        finish(self)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(long.Journal, "finish", killed)
        CliRunner().invoke(cli, options)
    assert CliRunner().invoke(cli, [*options, "--resume"]).exit_code == 1
    assert target.read_text(encoding="utf-8") == printed(table, "--json", "--touched")


def test_the_summary_counts_what_rows_remark_and_miss(tmp_path: Path) -> None:
    table = tmp_path / "rows.csv"
    table.write_text(HEADER + "2019-01-05,DE,KP,,,,,,\n2019-01-05,DE,KP,wine,845811,1,piece,,\n", encoding="utf-8")
    small, large = (CliRunner().invoke(cli, ["screen", str(table), *way]).stderr for way in ((), ("--jobs", "1")))
    assert "cannot tell: goods is missing in 1 row" in large
    assert "remark: code-against-description in 1 row" in large
    assert {line for line in small.splitlines() if line.startswith(("remark", "cannot"))} <= set(large.splitlines())


def test_a_file_of_too_many_rows_to_be_held_is_taken_as_a_large_one(
    table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = printed(table, "--json", "--touched")
    monkeypatch.setattr(tables, "MAX_ROWS", 5)
    assert printed(table, "--json", "--touched") == held


def test_a_table_of_too_many_rows_on_stdin_says_what_to_do(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_ROWS", 5)
    with pytest.raises(tables.TooManyRows, match="more than 5 rows") as refused:
        CliRunner().invoke(cli, ["screen", "-"], input=table.read_bytes(), catch_exceptions=False)
    assert "by its name" in (refused.value.hint or "")
