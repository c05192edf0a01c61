"""JSON in its three shapes: numbers keep their digits, and what is no record is rejected alone."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.readers import json as reader
from tidewaiter.trade.sheets import Rejected, Row, Sheet, source_of

ONE = '{"date": "2024-02-18", "exporter": {"name": "A", "country": "RU"}, '
ONE += '"destination": "KP", "hs": "0101", "value": 1.50}'
TWO = '{"date": "2024-02-19", "destination": "KP", "hs": "8703"}'


def read(text: str) -> Sheet:
    return next(open_sheets(source_of(text.encode(), name="a.json")))


def cells(sheet: Sheet) -> list[dict[str, str]]:
    return [dict(row.cells) for row in sheet.rows() if isinstance(row, Row)]


@pytest.mark.parametrize(
    "text",
    [
        f"{ONE}\n{TWO}\n",
        f"\ufeff{ONE}\r\n\r\n{TWO}",
        f"[{ONE},{TWO}]",
        f"[\n  {ONE},\n  {TWO}\n]\n",
        json.dumps({"count": 2, "data": [json.loads(ONE), json.loads(TWO)]}).replace("1.5", "1.50"),
        json.dumps({"data": [json.loads(ONE), json.loads(TWO)]}, indent=1).replace("1.5", "1.50"),
    ],
)
def test_every_shape_gives_the_same_rows(text: str) -> None:
    assert cells(read(text)) == [
        {
            "date": "2024-02-18",
            "exporter.name": "A",
            "exporter.country": "RU",
            "destination": "KP",
            "hs": "0101",
            "value": "1.50",
        },
        {
            "date": "2024-02-19",
            "exporter.name": "",
            "exporter.country": "",
            "destination": "KP",
            "hs": "8703",
            "value": "",
        },
    ]


def test_a_number_is_kept_as_it_is_written_and_its_column_told() -> None:
    sheet = read('[{"hs": 010121, "value": 1e3}]'.replace("010121", "10121") + "\n")
    assert cells(sheet) == [{"hs": "10121", "value": "1e3"}]
    assert sheet.numbers == {0, 1}
    assert all(type(text) is str for row in sheet.rows() if isinstance(row, Row) for _, text in row.cells)
    assert not read('{"hs": 10121}\n{"hs": "010121"}\n').numbers


def test_what_is_no_record_is_rejected_with_its_line() -> None:
    sheet = read(f'{ONE}\n{{bad\n[1]\n{{"a": 1, "a": 2}}\n{TWO}\n')
    rejects = [row for row in sheet.rows() if isinstance(row, Rejected)]
    assert [reject.line for reject in rejects] == [2, 3, 4]
    assert "stands twice" in rejects[2].what
    assert len(cells(sheet)) == 2


def test_a_list_that_is_cut_short_gives_what_is_whole_and_says_so() -> None:
    sheet = read(f"[{ONE}, {TWO}, {TWO[:20]}")
    assert len(cells(sheet)) == 2
    assert any(isinstance(row, Rejected) and "cut short" in row.what for row in sheet.rows())


def test_lists_of_values_are_one_cell_and_lists_of_objects_that_are_no_goods_are_numbered() -> None:
    calls = '"calls": [{"at": "01"}, {"at": "02"}]'
    sheet = read(f'{{"date": "2024", "origin": "RU", "marks": ["a", "b"], {calls}, "x": true, "y": null}}\n')
    (row,) = cells(sheet)
    assert (row["marks"], row["calls.1.at"], row["calls.2.at"], row["x"], row["y"]) == ("a; b", "01", "02", "true", "")


def test_endless_nesting_is_a_rejected_row() -> None:
    sheet = read(f"{ONE}\n" + '{"a":' * 100_000 + "\n")
    assert any(isinstance(row, Rejected) for row in sheet.rows())


@pytest.mark.parametrize("text", ["[]", '{"a": 1', "[[1]]", "[{]"])
def test_json_without_a_record_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read(text)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=5,
)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(st.dictionaries(st.text(min_size=1, max_size=4), values, min_size=1, max_size=3), min_size=1, max_size=4)
)
def test_a_list_is_cut_into_the_same_records_whatever_its_pieces(records: list[dict[str, Any]]) -> None:
    text = json.dumps(records, ensure_ascii=False)
    for size in (1, 3, 1000):
        cutter = reader._Cutter()
        pieces = [piece for start in range(0, len(text), size) for piece in cutter.feed(text[start : start + size])]
        assert [json.loads(piece.text) for piece in pieces] == records
        assert cutter.closed


def test_a_dictionary_is_no_table() -> None:
    with pytest.raises(InputError, match="600 names"):
        read(json.dumps({f"word {number}": "8703" for number in range(600)}, indent=1))
