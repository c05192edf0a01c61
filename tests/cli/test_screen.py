"""``tidewaiter screen``."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
HEAD = "date,supplier,supplier_country,recipient,recipient_country,origin,item,hs,value,currency,quantity,unit,vessel\n"
CAR = "2024-02-18,A Motors,Russia,B Trading,KP,Russia,passenger car,8703,90000,USD,1,piece,\n"


def write(tmp_path: Path, text: str) -> str:
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_row_that_touches_a_measure_is_printed_with_its_paragraph(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", write(tmp_path, HEAD + CAR))
    assert run.code == 1
    assert "row 2: passenger car (HS 8703)" in run.out
    assert "prohibited: S/RES/2397 (2017), para. 7" in run.out


def test_json_ties_each_field_to_its_cell(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", write(tmp_path, HEAD + CAR), "--json", "--fail-on", "never")
    line = json.loads(run.out)
    assert run.code == 0
    assert line["event"]["recipient"]["evidence"][0]["row"] == 2
    assert (
        line["event"]["hs"][0] == {"code": "8703", "edition": None, "declared": True, "why": None}
        or line["event"]["hs"]
    )
    assert line["findings"][0]["measure"] == "UNSCR-2397-OP7"


def test_a_row_that_cannot_be_read_is_rejected_and_listed(tidewaiter: Cli, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    fine = CAR.replace("KP", "Bahrain")
    run = tidewaiter("screen", write(tmp_path, HEAD + "2024-02-18,x,y\n" + fine), "--rejects", str(rejects))
    assert run.code == 3
    assert "t.csv:2" in run.err
    rows = list(csv.DictReader(rejects.read_text(encoding="utf-8").splitlines()))
    assert [row["line"] for row in rows] == ["2"]


def test_a_day_that_is_not_in_the_calendar_does_not_hide_a_shipment(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", write(tmp_path, HEAD + CAR.replace("2024-02-18", "2024-02-30")))
    assert run.code == 1
    assert "no such date in the calendar" in run.out
    assert "at" in run.err and "t.csv:2:date, value '2024-02-30'" in run.err


def test_a_date_with_two_meanings_is_asked_only_where_they_differ(tidewaiter: Cli, tmp_path: Path) -> None:
    car = CAR.replace("8703", "845811").replace("passenger car", "lathe")
    days = ("12/11/2017", "12/01/2018", "01/02/2018")
    run = tidewaiter("screen", write(tmp_path, HEAD + "".join(car.replace("2024-02-18", day) for day in days)), "--all")
    assert run.out.count("prohibited: S/RES/2397 (2017), para. 7") == 2
    assert run.out.count("no measure is touched") == 1


def test_a_car_to_the_south_touches_nothing(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", write(tmp_path, HEAD + CAR.replace(",KP,", ',"KOREA, REP",')))
    assert (run.code, run.out) == (0, "")
    assert "1 not_covered" in run.err


def test_bare_korea_is_not_guessed(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", write(tmp_path, HEAD + CAR.replace(",KP,", ",Korea,")), "--fail-on", "undetermined")
    assert run.code == 1
    assert "undetermined" in run.out
    assert "Korea" in run.out


def test_missing_and_doubled_columns_are_refused(tidewaiter: Cli, tmp_path: Path) -> None:
    assert tidewaiter("screen", write(tmp_path, "item,hs\ncar,8703\n")).code == 2
    assert tidewaiter("screen", write(tmp_path, "item,item,recipient_country\ncar,car,KP\n")).code == 2


def test_an_empty_or_binary_table_is_refused(tidewaiter: Cli, tmp_path: Path) -> None:
    assert tidewaiter("screen", write(tmp_path, "")).code == 2
    file = tmp_path / "b.csv"
    file.write_bytes(bytes(range(256)) * 20)
    assert tidewaiter("screen", str(file)).code == 2


def test_the_sample_table_runs(tidewaiter: Cli) -> None:
    run = tidewaiter("demo", "--table")
    assert run.code in (0, 3)
    assert "para. 7" in run.out
