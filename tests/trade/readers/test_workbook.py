"""Workbooks: sheets, preambles, numbers and merged cells; and those that are refused before they are unpacked."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade import archives
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.sheets import Rejected, Row, Sheet, source_of

pytest.importorskip("fastexcel", reason="the extra tables is not installed")

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
Cell = str | int | float | None

HEAD: list[Cell] = ["Date", "Origin", "Destination", "HS code"]
CAR: list[Cell] = ["2024-02-18", "RU", "KP", 870323]


def cell(place: str, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith("<"):
        return f'<c r="{place}"{value[1:]}</c>'
    if isinstance(value, str):
        return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def sheet_xml(rows: Sequence[Sequence[Cell]], more: str = "") -> str:
    body = ""
    for number, row in enumerate(rows, start=1):
        body += f'<row r="{number}">' + "".join(cell(f"{chr(65 + i)}{number}", v) for i, v in enumerate(row)) + "</row>"
    return f'<worksheet xmlns="{MAIN}"><sheetData>{body}</sheetData>{more}</worksheet>'


def workbook(sheets: dict[str, str], hidden: str = "") -> bytes:
    """An XLSX of the sheets' XML by name."""
    listed, linked = "", ""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, (name, text) in enumerate(sheets.items(), start=1):
            state = ' state="hidden"' if name == hidden else ""
            listed += f'<sheet name="{escape(name)}" sheetId="{number}"{state} r:id="rId{number}"/>'
            linked += f'<Relationship Id="rId{number}" Type="{LINKS}/worksheet" Target="worksheets/s{number}.xml"/>'
            archive.writestr(f"xl/worksheets/s{number}.xml", text)
        archive.writestr(
            "xl/workbook.xml", f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}"><sheets>{listed}</sheets></workbook>'
        )
        kind = "http://schemas.openxmlformats.org/package/2006/relationships"
        root = f'<Relationship Id="rId1" Type="{LINKS}/officeDocument" Target="xl/workbook.xml"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{kind}">{root}</Relationships>')
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{kind.replace("relationships", "content-types")}"/>')
        archive.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{kind}">{linked}</Relationships>')
    return out.getvalue()


def read(data: bytes) -> list[Sheet]:
    return list(open_sheets(source_of(data, name="a.xlsx")))


def cells(row: Row | Rejected) -> dict[str, str]:
    assert isinstance(row, Row)
    return dict(row.cells)


def test_every_sheet_has_its_header_under_its_own_preamble() -> None:
    first = sheet_xml([["Customs of Example"], [], HEAD, CAR])
    second = sheet_xml([HEAD, CAR, [], CAR])
    sheets = read(workbook({"Exports": first, "Imports & more": second, "empty": sheet_xml([])}))
    assert [(sheet.name, sheet.line) for sheet in sheets] == [("Exports", 3), ("Imports & more", 1)]
    assert [(row.number, row.sheet) for row in sheets[0].rows() if isinstance(row, Row)] == [(4, "Exports")]
    assert [row.number for row in sheets[1].rows() if isinstance(row, Row)] == [2, 4]


def test_a_code_that_is_a_number_stays_as_it_is_and_its_column_is_told() -> None:
    rows: list[list[Cell]] = [HEAD, [*CAR[:3], 10121], [*CAR[:3], 8703.23], [*CAR[:3], 1e10]]
    (sheet,) = read(workbook({"A": sheet_xml(rows)}))
    assert [cells(row)["HS code"] for row in sheet.rows()] == ["10121", "8703.23", "10000000000"]
    assert sheet.numbers == {3}


def test_a_code_that_is_text_keeps_its_zero() -> None:
    (sheet,) = read(workbook({"A": sheet_xml([HEAD, [*CAR[:3], "010121"]])}))
    assert [cells(row)["HS code"] for row in sheet.rows()] == ["010121"]
    assert not sheet.numbers


def test_text_behind_a_thousand_numbers_of_a_column_is_not_lost() -> None:
    rows = [HEAD, *([CAR] * 1_100), [*CAR[:3], "0101"]]
    (sheet,) = read(workbook({"A": sheet_xml(rows)}))
    assert cells(list(sheet.rows())[-1])["HS code"] == "0101"


def test_a_cell_merged_over_rows_counts_for_each_of_them() -> None:
    rows: list[list[Cell]] = [
        HEAD,
        ["2024-02-18", "RU", "KP", 1012],
        [None, "CN", "KP", 8703],
        [None, "BY", "KP", 8704],
    ]
    merged = '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>'
    (sheet,) = read(workbook({"A": sheet_xml(rows, merged)}))
    assert [cells(row)["Date"] for row in sheet.rows()] == ["2024-02-18", "2024-02-18", ""]
    assert any("a merged cell reaches" in note for note in sheet.notes)


def test_merged_cells_are_found_where_the_table_begins_further_right() -> None:
    rows: list[list[Cell]] = [[None, *HEAD], [None, "2024-02-18", "RU", "KP", 1012], [None, None, "CN", "KP", 8703]]
    (sheet,) = read(workbook({"A": sheet_xml(rows, '<mergeCells><mergeCell ref="B2:B3"/></mergeCells>')}))
    assert [cells(row)["Date"] for row in sheet.rows()] == ["2024-02-18", "2024-02-18"]


def test_a_group_merged_over_its_parts_is_one_header() -> None:
    rows: list[list[Cell]] = [
        ["Exporter", None, "Importer", None],
        ["Name", "Country", "Name", "Country"],
        ["A", "RU", "B", "KP"],
    ]
    (sheet,) = read(workbook({"A": sheet_xml(rows)}))
    assert sheet.headers == ("Exporter Name", "Exporter Country", "Importer Name", "Importer Country")


def test_of_a_formula_its_result_is_read_and_a_missing_one_is_said() -> None:
    rows: list[list[Cell]] = [HEAD, [*CAR[:3], "<><f>8700+3</f><v>8703</v>"], [*CAR[:3], "<><f>A1</f><v></v>"]]
    (sheet,) = read(workbook({"A": sheet_xml(rows)}))
    assert [cells(row)["HS code"] for row in sheet.rows()] == ["8703", ""]
    assert any("no stored result, the first in D3" in note for note in sheet.notes)


def test_an_error_in_a_cell_stands_as_its_sign() -> None:
    rows: list[list[Cell]] = [HEAD, ["2024-02-18", '< t="e"><v>#REF!</v>', "KP", 8703]]
    (sheet,) = read(workbook({"A": sheet_xml(rows)}))
    assert [cells(row)["Origin"] for row in sheet.rows()] == ["#REF!"]


def test_a_hidden_sheet_is_read_and_said() -> None:
    (sheet,) = read(workbook({"A": sheet_xml([HEAD, CAR])}, hidden="A"))
    assert any("hidden" in note for note in sheet.notes)


def test_a_workbook_behind_a_password_is_refused() -> None:
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    with pytest.raises(InputError, match="protected by a password"):
        read(data)


def test_an_archive_that_says_it_is_too_large_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    data = workbook({"A": sheet_xml([HEAD, CAR])})
    monkeypatch.setattr(archives, "MAX_UNPACKED", 100)
    monkeypatch.setattr(archives, "inflate", None)
    with pytest.raises(InputError, match="unpacked, the file would have more than"):
        read(data)


def test_an_archive_that_lies_about_its_size_is_refused_while_it_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = bytearray(workbook({"A": sheet_xml([HEAD, CAR], " " * 3_000_000)}))
    monkeypatch.setattr(archives, "MAX_UNPACKED", 1_000_000)
    place = data.find(b"PK\x01\x02")
    data[place + 24 : place + 28] = (99).to_bytes(4, "little")
    with pytest.raises(InputError, match="unpacked, the file would have more than"):
        read(bytes(data))


def test_a_workbook_that_is_cut_short_is_refused() -> None:
    data = workbook({"A": sheet_xml([HEAD, CAR])})
    with pytest.raises(InputError, match="broken"):
        read(data[: len(data) // 2])


def test_another_archive_is_no_workbook() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.csv", "x")
    with pytest.raises(InputError, match="zip archive"):
        read(out.getvalue())


@pytest.mark.parametrize("place", range(40, 700, 60))
def test_no_spoilt_byte_raises_anything_unforeseen(place: int) -> None:
    data = bytearray(workbook({"A": sheet_xml([HEAD, CAR])}))
    data[place % len(data)] ^= 0xFF
    try:
        for sheet in read(bytes(data)):
            list(sheet.rows())
    except InputError:
        return


def test_a_cell_in_the_last_row_and_column_is_refused_and_ends_nothing() -> None:
    far = sheet_xml([HEAD, CAR]).replace(
        "</sheetData>", '<row r="1048576"><c r="XFD1048576"><v>5</v></c></row></sheetData>'
    )
    with pytest.raises(InputError, match="GiB of memory"):
        read(workbook({"A": far}))


@pytest.mark.parametrize("row", ['<row r="1048577"><c r="A1048577"><v>1</v></c></row>', "<row/>" * 1_048_577])
def test_a_sheet_of_more_rows_than_any_can_have_is_refused_before_it_is_opened(row: str) -> None:
    data = workbook({"S": f"<worksheet><sheetData>{row}</sheetData></worksheet>"})
    with pytest.raises(InputError, match="no workbook can have"):
        read(data)


def test_a_part_that_lies_before_the_file_is_a_broken_archive() -> None:
    data = workbook({"A": sheet_xml([HEAD, CAR])})
    with pytest.raises(InputError, match="broken"):
        read(data[:4] + data[60:])


def test_a_plain_workbook_is_opened_without_a_trial_and_any_other_with_one(monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    monkeypatch.setattr("tidewaiter.trade.readers.workbook.refuse_costly", lambda source: tried.append(source.name))
    plain = sheet_xml([HEAD, CAR])
    read(workbook({"A": plain}))
    assert not tried
    for odd in (plain.replace('<c r="A1"', "<c"), plain.replace('<row r="1"', "<row")):
        if odd != plain:
            read(workbook({"A": odd}))
    assert tried


def test_the_library_says_nothing_of_empty_columns(capfd: pytest.CaptureFixture[str]) -> None:
    for sheet in read(workbook({"A": sheet_xml([(*HEAD, "Remark"), (*CAR, "")])})):
        list(sheet.rows())
    assert "dtype" not in capfd.readouterr().err
