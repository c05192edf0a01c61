"""The same table again with the findings beside it, in every form."""

from __future__ import annotations

import csv
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tidewaiter.errors import InputError
from tidewaiter.export.table import FINDINGS, Line, finding_cells, names, write
from tidewaiter.law import load
from tidewaiter.model import Event, HsCode, Role
from tidewaiter.screen import RowAnswer, screen_row
from tidewaiter.trade.dates import read_date
from tidewaiter.trade.sheets import Rejected

HEADERS = ("HS", "To", "Note")
FORMS = ["csv", "jsonl", "xlsx", "parquet"]


def lines() -> list[Line]:
    day = read_date("2021-05-03")
    event = Event(
        id="row-2",
        type="transfer",
        date=day,
        supplier=Role(country="CN"),
        destination=Role(text="KP", country="KP"),
        hs=(HsCode("8703", declared=True),),
    )
    harmless = Event(id="row-3", type="transfer", supplier=Role(country="CN"), destination=Role(country="VN"))
    regime = load.default()
    return [
        Line(("0102", "KP", "=1+1"), "in.csv", 2, screen_row(event, {}, regime)),
        Line(("8703", "VN", "Ünïcode\nin two lines"), "in.csv", 3, screen_row(harmless, {}, regime), sheet="S"),
        Line(("x", "", ""), "in.csv", 4, Rejected("in.csv", 4, "HS", "x", "not an HS code", "correct it")),
    ]


def read_back(target: Path) -> list[dict[str, str]]:
    if target.suffix == ".csv":
        with target.open(encoding="utf-8", newline="") as stream:
            return list(csv.DictReader(stream))
    if target.suffix == ".jsonl":
        return [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    if target.suffix == ".parquet":
        parquet = pytest.importorskip("pyarrow.parquet")
        rows: list[dict[str, str]] = parquet.read_table(target).to_pylist()
        return rows
    reader = pytest.importorskip("fastexcel").read_excel(target)
    sheet = reader.load_sheet(0, dtypes="string").to_arrow().to_pylist()
    return [{name: value or "" for name, value in row.items()} for row in sheet]


@pytest.mark.parametrize("form", FORMS)
def test_every_row_comes_back_with_its_cells_and_its_findings(tmp_path: Path, form: str) -> None:
    pytest.importorskip("xlsxwriter")
    target = tmp_path / f"out.{form}"
    assert write(target, HEADERS, lines()) == 3
    rows = read_back(target)
    assert [row["HS"] for row in rows] == ["0102", "8703", "x"]
    assert [row["tw_verdict"] for row in rows] == ["prohibited", "not_covered", "rejected"]
    assert rows[0]["Note"] == ("'=1+1" if form == "csv" else "=1+1")
    assert "Ünïcode" in rows[1]["Note"]
    assert "UNSCR-2397-OP7" in rows[0]["tw_measures"]
    assert "S/RES/2397 (2017), para. 7" in rows[0]["tw_paragraphs"]
    assert rows[2]["tw_why"] == "not an HS code: x"
    assert [row["tw_row"] for row in rows] == ["2", "3", "4"]
    assert rows[1]["tw_sheet"] == "S"


@pytest.mark.parametrize("form", FORMS)
def test_the_same_rows_give_the_same_bytes(tmp_path: Path, form: str) -> None:
    pytest.importorskip("xlsxwriter")
    first, second = tmp_path / f"a.{form}", tmp_path / f"b.{form}"
    write(first, HEADERS, lines())
    write(second, HEADERS, lines())
    assert first.read_bytes() == second.read_bytes()


def test_json_lines_carry_the_whole_findings(tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    write(target, HEADERS, lines())
    first = json.loads(target.read_text(encoding="utf-8").splitlines()[0])
    assert first["findings"][0]["conditions"]
    assert first["remarks"] == []


def test_a_form_that_is_not_known_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no table is written as \.ods"):
        write(tmp_path / "out.ods", HEADERS, lines())


def test_nothing_is_left_of_a_table_that_stops_half_way(tmp_path: Path) -> None:
    def broken() -> Iterator[Any]:
        yield lines()[0]
        raise InputError("stop")

    with pytest.raises(InputError, match="stop"):
        write(tmp_path / "out.csv", HEADERS, broken())
    assert list(tmp_path.iterdir()) == []


def test_columns_of_one_name_and_without_one_are_told_apart() -> None:
    assert names(("A", "A", "", "tw_why"))[:4] == ("A", "A (2)", "column 3", "tw_why (2)")


def test_there_are_as_many_cells_as_columns() -> None:
    assert {len(finding_cells(line)) for line in lines()} == {len(FINDINGS)}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("x")',
        "@SUM(1)",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|x!A",
        " =1",
        "\t=1",
        "-A1",
        "\uff1d1+1",
        "+1+1",
    ],
)
def test_no_cell_of_a_csv_is_run_by_a_spreadsheet(tmp_path: Path, text: str) -> None:
    target = tmp_path / "out.csv"
    (line, *_) = lines()
    write(target, HEADERS, [Line(("0102", "KP", text), "in.csv", 2, line.said)])
    assert read_back(target)[0]["Note"] == f"'{text}"


@pytest.mark.parametrize("text", ["-5", "-5.25", "+82 51 123-4567", "-1.234,50", "+3,5 %", "(-3)", "a=b", "0102"])
def test_numbers_and_telephone_numbers_stay_as_they_are(tmp_path: Path, text: str) -> None:
    target = tmp_path / "out.csv"
    (line, *_) = lines()
    write(target, HEADERS, [Line(("0102", "KP", text), "in.csv", 2, line.said)])
    assert read_back(target)[0]["Note"] == text


def made(**fields: Any) -> RowAnswer:
    return screen_row(Event(id="row-2", type="transfer", **fields), {}, load.default())


def test_what_leaves_a_verdict_open_is_said_where_only_an_exception_is() -> None:
    answer = made(
        date=read_date("2018-01-10"),
        supplier=Role(country="KP"),
        destination=Role(country="CN"),
        hs=(HsCode("8413", declared=True),),
    )
    why = dict(zip(FINDINGS, finding_cells(Line((), "in.csv", 2, answer)), strict=True))["tw_why"]
    assert why.startswith("undetermined: Deliveries under older written contracts")


def test_an_exemption_on_a_condition_says_so_and_asks() -> None:
    answer = made(
        date=read_date("2012-01-10"),
        supplier=Role(country="RU"),
        destination=Role(country="KP"),
        hs=(HsCode("9302", declared=True),),
    )
    cells = dict(zip(FINDINGS, finding_cells(Line((), "in.csv", 2, answer)), strict=True))
    assert cells["tw_why"].startswith("exempt, if a condition is met that is not told: Small arms")
    assert cells["tw_ask"] == "Was there notice to the Committee?"


def test_the_cells_of_a_workbook_are_texts_by_type_and_by_format(tmp_path: Path) -> None:
    pytest.importorskip("xlsxwriter")
    target = tmp_path / "out.xlsx"
    write(target, HEADERS, lines())
    with zipfile.ZipFile(target) as book:
        sheet = book.read("xl/worksheets/sheet1.xml").decode()
        styles = book.read("xl/styles.xml").decode()
    assert "<f>" not in sheet
    kinds = re.findall(r'<c r="[A-Z]+[0-9]+"[^>]* t="([a-zA-Z]+)"', sheet)
    assert len(kinds) == sheet.count("<c ")
    assert set(kinds) <= {"s", "inlineStr"}
    assert 'numFmtId="49"' in styles
    assert "<autoFilter" in sheet


def test_a_column_tells_whose_the_codes_are_and_which_numbers_are_not_checked() -> None:
    answer = made(
        date=read_date("2019-01-10"),
        supplier=Role(country="RU"),
        destination=Role(country="KP"),
        hs=(HsCode("870310", declared=True), HsCode("930690", declared=True)),
    )
    cells = dict(zip(FINDINGS, finding_cells(Line((), "in.csv", 2, answer)), strict=True))
    assert "code in the paragraph: 2397/7" in cells["tw_basis"]
    assert "code is our reading: 2270/6" in cells["tw_basis"]
    assert "paragraph number not yet checked: 2397/7" in cells["tw_basis"]
