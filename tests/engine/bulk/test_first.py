"""A plan from columns of distinct cells is the plan from rows: the same columns, questions, habits and notes."""

from __future__ import annotations

import csv
import datetime
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pa = pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")

from pyarrow import parquet  # noqa: E402

from tidewaiter.engine.bulk import first  # noqa: E402
from tidewaiter.engine.bulk.blocks import Stretch  # noqa: E402
from tidewaiter.errors import InputError  # noqa: E402
from tidewaiter.trade.plan import NoEnd, Plan, make_plan  # noqa: E402
from tidewaiter.trade.readers import delimited  # noqa: E402
from tidewaiter.trade.readers import parquet as by_rows  # noqa: E402
from tidewaiter.trade.seen import Seen, by_columns  # noqa: E402
from tidewaiter.trade.sheets import Row, Sheet, Source, source_of  # noqa: E402

ROWS = 20_000
HEADERS = (
    "Date", "HS Code", "Goods Description", "Origin Country", "Destination Country", "Value", "Weight", "Currency",
    "Direction", "Country", "Partner", "Port", "Remarks", "Quantity", "Unit", "Ship date", "Number",
    "Reporter", "Total",
)  # fmt: skip
CELLS = (
    "", " ", "n/a", "-", "2020-01-31", "03/04/2020", "25/04/2020", "04/25/2020", "31.12.2019", "8703.23", "0101",
    "101",
    "870323", "1,234", "1.234", "12.50", "12,50", "5", "250", "1 234,5", "1'000", "-3", "1e5", "KP", "CN", " CN",
    "China",
    "Korea", "DPRK", "116", "392", "USD", "USD 5", "kg", "12 t", "import", "export", "M", "coal", "a car", "Busan",
    "KRPUS", "9074729", "World", "Total", "٣٤", "½",
)  # fmt: skip


def numbered(sheet: Sheet) -> list[tuple[int, tuple[str, ...]]]:
    return [(row.number, tuple(text for _, text in row.cells)) for row in sheet.rows() if isinstance(row, Row)][:ROWS]


def planned(headers: tuple[str, ...], rows: object) -> Plan | str:
    try:
        return make_plan(headers, rows, path="a.csv", line=1)  # type: ignore[arg-type]
    except NoEnd as bad:
        return f"{bad} {bad.questions}"
    except InputError as bad:
        return str(bad)


@st.composite
def tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[tuple[str, ...]]]:
    headers = tuple(draw(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=7, unique=True)))
    columns = [draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=6)) for _ in headers]
    count = draw(st.integers(1, 12))
    return headers, [tuple(draw(st.sampled_from(column)) for column in columns) for _ in range(count)]


@settings(max_examples=200, deadline=None)
@given(tables())
def test_distinct_cells_give_the_plan_that_the_rows_give(
    table: tuple[tuple[str, ...], list[tuple[str, ...]]],
) -> None:
    headers, rows = table
    told = list(enumerate(rows, start=2))
    assert planned(headers, by_columns(told, len(headers))) == planned(headers, lambda: told)


@settings(max_examples=100, deadline=None)
@given(tables(), st.sampled_from(",;\t"))
def test_a_text_shows_by_columns_what_its_rows_show(
    table: tuple[tuple[str, ...], list[tuple[str, ...]]], delimiter: str
) -> None:
    headers, rows = table
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows([headers, *rows])
    data = out.getvalue().encode()
    start = data.index(b"\n") + 1
    seen = first.of_text(data, Stretch("a", start, len(data), 2, delimiter, len(headers)), headers, ROWS)
    if seen is None:
        return  # a blank line, or a header among the rows
    assert seen == by_columns(enumerate(rows, start=2), len(headers))


def source(path: Path) -> Source:
    return Source("a", path.stat().st_size, lambda: path.open("rb"), str(path))


VALUES = {
    "Date": [datetime.date(2020, 1, 31), None, datetime.date(1999, 12, 1), datetime.date(2020, 1, 31)],
    "When": [datetime.datetime(2020, 1, 31, 12, 5), datetime.datetime(2020, 1, 31), None, None],
    "HS Code": [870323, 101, None, 870323],
    "Value": [12.5, -0.0, float("nan"), 0.0],
    "Weight": [1e15, 1e22, 0.1 + 0.2, 123456.0],
    "Net": [1e-7, -12.5, 100.0, None],
    "Origin Country": ["CN", "", None, "CN"],
    "Sound": [True, None, False, True],
    "Raw": [b"KP", b"KR", None, b"KP"],
}


def test_typed_columns_of_parquet_show_what_their_rows_show(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table(VALUES).append_column("Coded", pa.array(["x", "y", "x", None]).dictionary_encode())
    parquet.write_table(table, path, row_group_size=3)
    (sheet,) = by_rows.read(source(path))
    seen, rows = first.of_parquet(path, ROWS), by_columns(numbered(sheet), table.num_columns)
    assert seen is not None
    assert [filled(one) for one in seen] == [filled(one) for one in rows]


def filled(one: Seen) -> list[tuple[str, int, int]]:
    return [told for told in zip(one.texts, one.lines, one.counts, strict=True) if told[0]]


def test_only_the_first_rows_of_a_file_are_shown(csv_file: Path, parquet_file: Path) -> None:
    seen = first.of_parquet(parquet_file, 1500)
    assert seen is not None
    assert sum(seen[0].counts) == 1500
    data = csv_file.read_bytes()
    start = data.index(b"\n") + 1
    of_text = first.of_text(data, Stretch("a", start, len(data), 2, ",", 7), ("",) * 7, 1500)
    assert of_text is not None
    assert [one.texts for one in of_text] == [one.texts for one in seen]


def test_a_damaged_parquet_file_shows_nothing(parquet_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "cut.parquet"
    data = bytearray(parquet_file.read_bytes())
    data[4:2000] = b"\xff" * 1996
    path.write_bytes(data)
    assert first.of_parquet(path, 100) is None


@pytest.mark.parametrize(
    "text",
    ["a,b\n1,2\n\n3,4\n", "a,b\n1,2,3\n", 'a,b\n1,"2\n3"\n', 'a,b\n1,2"\n', "a,b\na,b\n", "a,b\n1,\xff\n"],
)
def test_a_text_with_a_line_that_is_no_plain_row_shows_nothing(text: str) -> None:
    data = text.encode("latin-1")
    assert first.of_text(data, Stretch("a", 4, len(data), 2, ",", 2), ("a", "b"), ROWS) is None


def test_real_tables_give_the_same_plan_by_columns(shared: Path) -> None:
    found = sorted((shared / "data").rglob("*.csv"))
    if not found:
        pytest.skip("../shared/data is not here")
    shown = 0
    for path in found:
        with path.open("rb") as stream:
            data = stream.read(1024 * 1024)
        data = data[: data.rfind(b"\n") + 1]
        (sheet,) = delimited.read(source_of(data, name=path.name))
        start = data.find(b"\n") + 1
        whole = Stretch(path.name, start, len(data), sheet.line + 1, str(sheet.delimiter), len(sheet.headers))
        seen = first.of_text(data, whole, sheet.headers, ROWS) if sheet.line == 1 else None
        shown += seen is not None
        rows = numbered(sheet)
        by_hand = by_columns(rows, len(sheet.headers))
        assert planned(sheet.headers, seen or by_hand) == planned(sheet.headers, lambda rows=rows: rows), path.name
    assert shown > 3
