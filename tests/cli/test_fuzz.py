"""Bytes from anywhere: a report or a table is read, or refused by an error of ours; nothing else comes out."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter import codec
from tidewaiter.datafile import compose
from tidewaiter.errors import TidewaiterError
from tidewaiter.reports.readers import plain
from tidewaiter.trade import read_table

HEAD = b"date,supplier_country,recipient_country,item,hs,value,currency,quantity,unit,vessel\n"
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "KP", "Korea", "8703", "1,234", "1e400", "31/02/2024", '"', "=1+1", "-", "\ufeff", "٣", "²"]),
    st.floats().map(str),
    st.dates().map(str),
)
ROWS = st.lists(st.lists(CELLS, min_size=1, max_size=11).map(",".join), max_size=4)


@given(st.binary(max_size=400))
def test_random_bytes_as_a_report(data: bytes) -> None:
    try:
        document = plain.read(data, path="x")
    except TidewaiterError:
        return
    codec.encode(document)


@given(st.text(max_size=300))
def test_random_text_as_a_report_keeps_every_character_of_its_body(text: str) -> None:
    data = text.encode("utf-8", "replace")
    try:
        document = plain.read(data, path="x")
    except TidewaiterError:
        return
    assert data.decode("utf-8").lstrip("\ufeff").endswith(document.text)


@given(st.binary(max_size=400))
def test_random_bytes_as_a_table(data: bytes) -> None:
    for table in (data, HEAD + data):
        try:
            found = read_table(table, path="x")
        except TidewaiterError:
            continue
        codec.encode(found)


@settings(max_examples=200)
@given(ROWS, st.sampled_from([",", ";", "\t"]))
def test_every_row_is_an_event_a_rejection_or_blank(rows: list[str], delimiter: str) -> None:
    text = "\n".join([HEAD.decode().strip(), *rows]).replace(",", delimiter)
    try:
        found = read_table(text.encode("utf-8", "replace"), path="x")
    except TidewaiterError:
        return
    codec.encode([codec.event_json(event) for event in found.events])
    assert all(one.what and one.line > 1 for one in found.rejects)


@given(st.text(max_size=200))
def test_random_text_as_events_by_hand(text: str) -> None:
    try:
        compose(text, "x")
    except TidewaiterError as error:
        assert error.path == "x"
