"""Bytes become records: line numbers are the file's, and nothing is swallowed."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.trade.records import MAX_BYTES, MAX_CELL, Record, find_encoding, records


def split(text: str, delimiter: str = ",") -> list[Record]:
    return list(records(text.encode(), encoding="utf-8", delimiter=delimiter, path="a.csv"))


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


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match="never closed") as caught:
        split('a,b\nc,d\n"e,f\ng,h\n')
    assert caught.value.line == 3


def test_an_endless_quotation_in_a_long_file_is_refused_with_its_line() -> None:
    with pytest.raises(InputError, match="never closed") as caught:
        split('a,b\n"c,d\n' + "x,y\n" * 60_000)
    assert caught.value.line == 2


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


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"", "empty"),
        (b" \r\n\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"PK\x03\x04rest", "Excel workbook"),
        (b"\xd0\xcf\x11\xe0rest", "old Excel"),
        (b"%PDF-1.7", "PDF"),
        (b"a,b\nc,\x00d\n", "NUL"),
        (b"a,b\nc,\xe9\n", "not text"),
    ],
)
def test_a_file_that_is_no_text_is_refused(data: bytes, what: str) -> None:
    with pytest.raises(InputError, match=what):
        find_encoding(data, path="a.csv")


def test_undecodable_bytes_are_told_with_their_line() -> None:
    with pytest.raises(InputError) as caught:
        find_encoding(b"a,b\nc,d\ne,\xe9\n", path="a.csv")
    assert caught.value.line == 3


def test_a_file_too_large_is_refused() -> None:
    with pytest.raises(InputError, match="at most"):
        find_encoding(b"a" * (MAX_BYTES + 1), path="a.csv")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"a", "utf-8"),
        ("\ufeffa".encode(), "utf-8-sig"),
        ("a".encode("utf-16"), "utf-16"),
        ("\ufeffa".encode("utf-16-be"), "utf-16"),
    ],
)
def test_the_mark_at_the_beginning_tells_the_encoding(data: bytes, name: str) -> None:
    assert find_encoding(data, path="a.csv") == name


def test_another_encoding_is_read_only_where_it_is_named() -> None:
    assert find_encoding("é".encode("cp1252"), path="a.csv", encoding="cp1252") == "cp1252"
    with pytest.raises(InputError, match="not known"):
        find_encoding(b"a", path="a.csv", encoding="nonsense")


rows_of_text = st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=4), min_size=1, max_size=6)


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
    found = list(records(out.getvalue().encode(), encoding="utf-8", delimiter=delimiter, path="a.csv"))
    assert [list(record.cells) for record in found] == rows
    assert [record.line for record in found] == starts
