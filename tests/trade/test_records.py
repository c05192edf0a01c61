"""Bytes become records: line numbers are the file's, and nothing is swallowed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.trade import records as records_module
from tidewaiter.trade.records import MAX_CELL, Record, records
from tidewaiter.trade.sheets import source_of


def split(text: str, delimiter: str = ",") -> list[Record]:
    return list(records(source_of(text.encode(), name="a.csv"), encoding="utf-8", delimiter=delimiter))


def test_a_record_over_several_lines_has_the_line_it_starts_on() -> None:
    found = split('a,b\n"one\ntwo",x\ny,z\n')
    assert [(record.line, record.last_line) for record in found] == [(1, 1), (2, 3), (4, 4)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_counts_once(end: str) -> None:
    found = split(end.join(["a,b", '"1', '2",x', "y,z"]))
    assert [record.line for record in found] == [1, 2, 4]


def test_blank_lines_count_and_are_marked() -> None:
    found = split("a,b\n\n,\nx,y\n")
    assert [(record.line, record.blank) for record in found] == [(1, False), (2, True), (3, True), (4, False)]


def test_a_quotation_mark_that_is_never_closed_spoils_its_own_line_alone() -> None:
    found = split('a,b\nc,d\n"e,f\ng,h\n')
    assert [(record.line, record.cells) for record in found if record.fault is None] == [
        (1, ("a", "b")),
        (2, ("c", "d")),
        (4, ("g", "h")),
    ]
    assert [(record.line, record.fault) for record in found if record.fault] == [
        (3, "a quotation mark opened in this row is never closed")
    ]


def test_an_endless_quotation_in_a_long_file_spoils_its_own_line_alone() -> None:
    found = split('a,b\n"e,f\n' + "g,h\n" * 50_000)
    assert [record.line for record in found if record.fault] == [2]
    assert len(found) == 50_002


def test_badly_quoted_rows_are_marked_and_the_next_is_read() -> None:
    found = split('a,b\n"x"y,z\nc,d\n')
    assert found[1].fault is not None
    assert found[2].cells == ("c", "d")


def test_a_quotation_mark_inside_an_unquoted_cell_is_text() -> None:
    assert split('a,b\n5" pipe,x\n')[1].cells == ('5" pipe', "x")


@pytest.mark.parametrize("size", [MAX_CELL + 1, 200_000])
def test_a_very_long_cell_is_marked_and_the_next_row_is_read(size: int) -> None:
    found = split("a,b\n" + "x" * size + ",y\nc,d\n")
    assert "32,767" in str(found[1].fault)
    assert (found[2].line, found[2].cells) == (3, ("c", "d"))


def test_a_nul_byte_marks_its_row_alone() -> None:
    found = split("a,b\nc,\0d\ne,f\n")
    assert [record.fault for record in found] == [None, "a NUL byte stands in this row", None]


def test_a_line_without_an_end_marks_itself_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "MAX_LINE", 100)
    found = split("a,b\n" + "x" * 1_000 + "\nc,d\n" + "y" * 1_000)
    assert [(record.line, record.fault is None) for record in found] == [(1, True), (2, False), (3, True), (4, False)]
    assert found[2].cells == ("c", "d")


text_in_cells = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
rows_of_text = st.lists(st.lists(text_in_cells, min_size=2, max_size=4), min_size=1, max_size=6)


@settings(max_examples=200, deadline=None)
@given(rows_of_text, st.sampled_from([",", ";", "\t", "|"]))
def test_every_table_that_is_written_is_read_back_with_its_lines(rows: list[list[str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL, lineterminator="\n")
    starts = []
    for row in rows:
        written = out.getvalue().replace("\r\n", "\n").replace("\r", "\n")
        starts.append(written.count("\n") + 1)
        writer.writerow(row)
    found = list(records(source_of(out.getvalue().encode(), name="a.csv"), encoding="utf-8", delimiter=delimiter))
    assert [list(record.cells) for record in found] == rows
    assert [record.line for record in found] == starts
