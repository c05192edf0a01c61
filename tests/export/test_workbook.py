"""A workbook for a person: rows that can be read, a summary, the paragraphs, and what made it."""

from __future__ import annotations

import re
import zipfile
from xml.etree import ElementTree

import pytest

from tests.checks.conftest import event_of
from tidewaiter.export.table import FINDINGS, Line, write
from tidewaiter.export.workbook import COLUMNS
from tidewaiter.law import load
from tidewaiter.screen import screen_row
from tidewaiter.trade.sheets import Rejected

pytest.importorskip("xlsxwriter")
REGIME = load.default()
SPACE = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
ROWS = (
    {"date": "2019-01-10", "supplier_country": "CN", "destination": "KP", "item": "excavators", "hs": "842952"},
    {"date": "2019-01-11", "supplier_country": "CN", "destination": "KP", "item": "general cargo"},
    {"date": "2019-01-12", "supplier_country": "CN", "destination": "VN", "item": "chairs"},
)


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The parts of a workbook, sheets by their names."""
    target = tmp_path_factory.mktemp("book") / "out.xlsx"
    lines = [
        Line((row["item"], "0102"), "in.csv", number, screen_row(event_of(row), {}, REGIME))
        for number, row in enumerate(ROWS, start=2)
    ]
    write(target, ("Goods", "Code"), [*lines, Line(("x", ""), "in.csv", 9, Rejected("in.csv", 9, "Code", "x", "bad"))])
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name).decode() for name in archive.namelist()}
    names = re.findall(r'<sheet name="(\w+)"', parts["xl/workbook.xml"])
    return parts | {name: parts[f"xl/worksheets/sheet{n}.xml"] for n, name in enumerate(names, start=1)}


def texts(sheet: str) -> list[list[str]]:
    """The cells of a sheet, row by row, as texts."""
    found = []
    for row in ElementTree.fromstring(sheet).iterfind(".//x:row", SPACE):
        found.append(["".join(cell.itertext()) for cell in row.iterfind("x:c", SPACE)])
    return found


def test_the_rows_come_first_for_programs_that_read_one_sheet(book: dict[str, str]) -> None:
    assert re.findall(r'<sheet name="(\w+)"', book["xl/workbook.xml"]) == ["findings", "summary", "law", "about"]


def test_header_and_filter_stay_and_the_page_is_one_wide(book: dict[str, str]) -> None:
    sheet = book["findings"]
    assert 'ySplit="1"' in sheet
    assert "<autoFilter" in sheet
    assert 'orientation="landscape"' in sheet
    assert 'fitToHeight="0"' in sheet
    assert "Print_Titles" in book["xl/workbook.xml"]


def test_texts_wrap_and_each_verdict_has_a_colour_of_its_own(book: dict[str, str]) -> None:
    assert 'wrapText="1"' in book["xl/styles.xml"]
    verdicts = {"prohibited", "undetermined", "not_covered", "rejected"}
    cells = ElementTree.fromstring(book["findings"]).iterfind(".//x:c", SPACE)
    styles = {"".join(cell.itertext()): cell.get("s") for cell in cells if "".join(cell.itertext()) in verdicts}
    assert set(styles) == verdicts
    assert len(set(styles.values())) == 4


def test_a_row_with_much_to_say_is_higher(book: dict[str, str]) -> None:
    heights = [
        float(row.get("ht", "15")) for row in ElementTree.fromstring(book["findings"]).iterfind(".//x:row", SPACE)
    ]
    assert heights[1] > heights[3] == 15


def test_the_paragraph_leads_to_its_line_on_the_sheet_of_the_law(book: dict[str, str]) -> None:
    assert re.search(r'<hyperlink ref="E2" location="\W?law\W?!A2"', book["findings"])
    assert texts(book["law"])[1][0] == "S/RES/2397 (2017), para. 7"


def test_every_paragraph_has_a_link_to_its_document(book: dict[str, str]) -> None:
    assert "https://undocs.org/S/RES/2397(2017)" in book["xl/worksheets/_rels/sheet3.xml.rels"]


def test_the_summary_counts_verdicts_and_says_what_to_ask_first(book: dict[str, str]) -> None:
    rows = texts(book["summary"])
    counts = {row[0]: row[1] for row in rows if len(row) > 1}
    assert (counts["prohibited"], counts["undetermined"], counts["not_covered"], counts["rejected"]) == ("1",) * 4
    assert any(row[0] == "Which goods were they?" and row[-1] == "3" for row in rows if row)


def test_every_added_column_is_explained(book: dict[str, str]) -> None:
    assert tuple(COLUMNS) == FINDINGS
    told = {row[0] for row in texts(book["about"]) if row}
    assert set(FINDINGS) <= told
    assert "law" in told
