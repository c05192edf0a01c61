"""Delimited text: whatever parts the cells, and lines that are longer or shorter than the header."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade import records as records_module
from tidewaiter.trade.readers import delimited as delimited_module
from tidewaiter.trade.readers.delimited import DELIMITERS, read
from tidewaiter.trade.sheets import Rejected, Row, Sheet, source_of

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
HEAD = "Date,Exporter,Origin,Destination,Description,HS code\n"
ROW = "2024-02-18,Example Ltd,RU,KP,car,8703.23\n"


def sheet(text: str) -> Sheet:
    return next(read(source_of(text.encode(), name="a.csv")))


def cells(row: Row | Rejected) -> dict[str, str]:
    assert isinstance(row, Row)
    return dict(row.cells)


@pytest.mark.parametrize("delimiter", DELIMITERS)
def test_any_of_many_signs_may_part_the_cells(delimiter: str) -> None:
    found = sheet((HEAD + ROW).replace(",", delimiter))
    assert found.delimiter == delimiter
    assert [cells(row)["Origin"] for row in found.rows()] == ["RU"]


def test_a_delimiter_too_many_at_the_end_of_every_row_shifts_nothing_and_is_said() -> None:
    found = sheet(HEAD + (ROW.strip() + ",\n") * 3)
    assert [cells(row)["HS code"] for row in found.rows()] == ["8703.23"] * 3
    assert any("3 rows have 7 cells where the header has 6" in note for note in found.notes)


def test_a_download_of_trade_statistics_with_one_field_more_is_read_under_its_own_names() -> None:
    names = [
        "refYear",
        "reporterISO",
        "reporterDesc",
        "flowCode",
        "partnerISO",
        "partnerDesc",
        "cmdCode",
        "primaryValue",
    ]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerow(["2022", "CHN", "China", "X", "PRK", "Dem. People's Rep. of Korea", "270900", "100.5", ""])
    writer.writerow(["2022", "CHN", "China", "M", "PRK", "Dem. People's Rep. of Korea", "260111", "7", ""])
    rows = [cells(row) for row in sheet(out.getvalue()).rows()]
    assert [(row["reporterISO"], row["partnerISO"], row["cmdCode"]) for row in rows] == [
        ("CHN", "PRK", "270900"),
        ("CHN", "PRK", "260111"),
    ]


def test_one_cell_more_that_holds_something_is_no_slip_and_rejects_the_rows() -> None:
    found = sheet(HEAD + ("1," + ROW) * 2)
    assert all(isinstance(row, Rejected) for row in found.rows())
    assert any("name the column that has no name" in note for note in found.notes)


def test_cells_may_lack_only_where_the_header_has_no_name() -> None:
    found = sheet(HEAD.strip() + ",,\n" + ROW + "2024-02-18,Example Ltd,RU\n")
    kept, refused = found.rows()
    assert cells(kept)["HS code"] == "8703.23"
    assert isinstance(refused, Rejected)
    assert refused.what == "3 cells where the header has 8"


def test_a_header_that_stands_again_makes_no_row_and_is_said() -> None:
    found = sheet(HEAD + ROW + HEAD + ROW)
    assert [row.number for row in found.rows() if isinstance(row, Row)] == [2, 4]
    assert any("stands again in line 3" in note for note in found.notes)


def test_a_line_without_an_end_is_passed_over_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "MAX_LINE", 1_000)
    monkeypatch.setattr(delimited_module, "_TOP", 500)
    first, second = sheet(HEAD + "x" * 100_000 + "\n" + ROW).rows()
    assert isinstance(first, Rejected)
    assert "the line has no end" in str(first.hint)
    assert isinstance(second, Row)
    assert second.number == 3


def test_the_rows_can_be_asked_for_again() -> None:
    found = sheet(HEAD + ROW * 3)
    assert list(found.rows()) == list(found.rows())


def test_a_hundred_thousand_columns_are_refused_with_their_number() -> None:
    wide = ",".join(f"c{index}" for index in range(100_000))
    with pytest.raises(InputError, match="100,001 columns") as caught:
        sheet("Origin," + wide + "\n")
    assert caught.value.line == 1


def test_a_row_of_a_hundred_thousand_cells_rejects_itself_alone() -> None:
    first, second = sheet(HEAD + "x," * 100_000 + "\n" + ROW).rows()
    assert isinstance(first, Rejected)
    assert isinstance(second, Row)


def test_the_line_that_names_the_separator_for_a_spreadsheet_is_no_header() -> None:
    found = sheet("sep=;\n" + (HEAD + ROW).replace(",", ";"))
    assert (found.line, found.delimiter) == (2, ";")


@pytest.mark.parametrize("name", ["test", "valid"])
def test_customs_declarations_of_another_make_are_read_whole(name: str) -> None:
    path = SHARED / "data" / "customs" / f"korea_import_{name}.csv"
    if not path.exists():
        pytest.skip("../shared/data is absent")
    data = path.read_bytes()
    found = next(read(source_of(data, name=path.name)))
    assert len(found.headers) == 22
    assert sum(isinstance(row, Row) for row in found.rows()) == data.count(b"\n") - 1
