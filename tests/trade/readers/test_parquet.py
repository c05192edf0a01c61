"""Parquet: nested columns, numbers as text, and files that are cut short or spoilt."""

from __future__ import annotations

import datetime
import io

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.sheets import Rejected, Row, Sheet, source_of

pa = pytest.importorskip("pyarrow", reason="the extra tables is not installed")
pq = pytest.importorskip("pyarrow.parquet", reason="the extra tables is not installed")


def written() -> bytes:
    table = pa.table(
        {
            "Date": [datetime.date(2024, 2, 18)] * 5,
            "HS code": [870323, 10121, None, 8703, 1012],
            "Exporter": [{"name": "A", "country": "RU"}] * 5,
            "Destination": pa.array(["KP"] * 5).dictionary_encode(),
            "Marks": [["a", "b"]] * 5,
            "Value": [1e7, 0.1, 3.0, float("nan"), 5.25],
        }
    )
    out = io.BytesIO()
    pq.write_table(table, out, row_group_size=2)
    return out.getvalue()


def read(data: bytes) -> Sheet:
    return next(open_sheets(source_of(data, name="a.parquet")))


def test_values_are_text_and_objects_are_columns_with_dots() -> None:
    sheet = read(written())
    rows = [row for row in sheet.rows() if isinstance(row, Row)]
    assert [row.number for row in rows] == [1, 2, 3, 4, 5]
    assert dict(rows[1].cells) == {
        "Date": "2024-02-18",
        "HS code": "10121",
        "Exporter.name": "A",
        "Exporter.country": "RU",
        "Destination": "KP",
        "Marks": "a; b",
        "Value": "0.1",
    }
    assert [dict(row.cells)["Value"] for row in rows] == ["10000000", "0.1", "3", "", "5.25"]


def test_columns_of_numbers_are_told() -> None:
    sheet = read(written())
    assert [sheet.headers[index] for index in sorted(sheet.numbers)] == ["HS code", "Value"]


def test_a_file_cut_short_is_refused() -> None:
    data = written()
    with pytest.raises(InputError, match="cannot be read"):
        read(data[: len(data) // 2])


def test_a_spoilt_group_of_rows_is_rejected_and_the_others_are_read() -> None:
    data = bytearray(written())
    data[60:90] = b"\xff" * 30
    first, second, *others = read(bytes(data)).rows()
    assert isinstance(first, Rejected) and isinstance(second, Rejected)
    assert (first.line, second.line) == (1, 2)
    assert "rows 1 to 2" in first.what
    assert [row.number for row in others if isinstance(row, Row)] == [3, 4, 5]
