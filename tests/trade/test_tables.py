"""A file becomes a table: its layout is found, and what is wrong with the whole is refused."""

from __future__ import annotations

import contextlib
import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError, TidewaiterError
from tidewaiter.trade import Table, read_source, read_table
from tidewaiter.trade import tables as tables_module
from tidewaiter.trade.sheets import source_of

HEAD = "Date,Exporter,Origin,Destination,Description,HS code,Value\n"
ROW = "2024-02-18,Example Ltd,RU,KP,car,8703.23,100.00\n"


def read(text: str) -> Table:
    return read_table(text.encode(), path="a.csv")


def test_a_table_tells_its_origin_and_its_columns() -> None:
    table = read(HEAD + ROW)
    assert table.path == "a.csv"
    assert len(table.sha256) == 64
    assert (table.encoding, table.delimiter) == ("utf-8", ",")
    assert table.columns[0] == ("Date", "date")
    assert table.columns[5] == ("HS code", "hs")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_the_one_that_makes_the_headers_known(delimiter: str) -> None:
    table = read((HEAD + ROW).replace(",", delimiter))
    assert table.delimiter == delimiter
    assert [event.id for event in table.events] == ["row-2"]


def test_commas_inside_cells_do_not_decide_the_delimiter() -> None:
    table = read("Origin;Description, in words, long;Destination\nRU;a, b, c;KP\n")
    assert table.delimiter == ";"
    assert [question.header for question in table.questions] == ["Description, in words, long"]


def test_a_single_column_is_a_table() -> None:
    assert len(read("Destination\nKP\nCN\n").events) == 2


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_mark_of_the_encoding_is_no_part_of_the_header(encoding: str) -> None:
    table = read_table((HEAD + ROW).encode(encoding), path="a.csv")
    assert table.columns[0] == ("Date", "date")
    assert table.events[0].evidence[0].quote == "2024-02-18"


def test_a_header_below_other_lines_is_found_and_said() -> None:
    table = read("Customs office of Example\n\nPrinted on request\n" + HEAD + ROW)
    assert table.events[0].id == "row-5"
    assert any("header is in line 4" in note for note in table.notes)


def test_headers_that_were_not_used_are_listed() -> None:
    table = read("Origin,Colour,,Country\nRU,x,y,CN\n")
    assert table.ignored == ("Colour", "(column 3, no name)")
    assert [question.header for question in table.questions] == ["Country"]
    assert "--column 'Country=" in table.questions[0].text


def test_missing_date_and_goods_are_said() -> None:
    notes = " ".join(read("Origin,Destination\nRU,KP\n").notes)
    assert "no column tells the date" in notes
    assert "no column tells the goods" in notes


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (HEAD, "no rows"),
        (HEAD + "\n,,,,,,\n", "no rows"),
        ("Date,Exporter,Importer\n2024-02-18,A,B\n", "no column tells a country"),
        ("nothing here\nat all\n", "no column tells a country"),
        ("Date,Origin,date\n2024-02-18,RU,2024-02-18\n", "stands twice: columns 1 and 3"),
        ('"Date,Origin\n', "never closed"),
        ("", "empty"),
    ],
)
def test_a_file_without_any_possible_answer_is_refused(text: str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        read(text)


def test_ragged_rows_are_rejected_one_by_one() -> None:
    table = read(HEAD + "2024-02-18,A,RU\n" + ROW + "2024-02-18,A,RU,KP,car, big,8703,1.00\n")
    assert [event.id for event in table.events] == ["row-3"]
    assert [(reject.line, reject.what) for reject in table.rejects] == [
        (2, "3 cells where the header has 7"),
        (4, "8 cells where the header has 7"),
    ]
    assert "quote a cell" in str(table.rejects[1].hint)


def test_a_row_swallowed_by_a_quotation_mark_tells_its_lines() -> None:
    table = read(HEAD + '2024-02-18,"A,RU,KP\n2024-02-19,B",RU,KP\n' + ROW)
    assert table.rejects[0].line == 2
    assert "lines 2 to 3" in table.rejects[0].what
    assert [event.id for event in table.events] == ["row-4"]


def test_every_row_is_an_event_a_rejection_or_blank() -> None:
    table = read(HEAD + ROW + "\n" + ROW.replace("02-18", "02-31") + "x\n" + ROW)
    assert [event.id for event in table.events] == ["row-2", "row-4", "row-6"]
    assert [reject.line for reject in table.rejects] == [5]


def test_a_very_long_cell_rejects_its_row_alone() -> None:
    table = read(HEAD + ROW.replace("car", "x" * 40_000) + ROW)
    assert "characters" in table.rejects[0].what
    assert [event.id for event in table.events] == ["row-3"]


def test_the_column_settles_the_order_of_its_dates() -> None:
    table = read(HEAD + ROW.replace("2024-02-18", "03/04/2024") + ROW.replace("2024-02-18", "18/02/2024"))
    assert [event.date and event.date.value for event in table.events] == ["2024-04-03", "2024-02-18"]
    assert any("day first in line 3" in note for note in table.notes)


def test_a_column_that_needs_no_habit_gets_no_note() -> None:
    notes = read(HEAD + ROW + ROW.replace("2024-02-18", "18/02/2024")).notes
    assert notes == ("nothing tells the currency of 'Value': say it with --set currency=USD",)


def test_a_long_list_in_a_cell_is_not_tried_as_a_header() -> None:
    assert len(read(HEAD + ROW.replace("car", '"' + "1," * 16_000 + '"')).events) == 1


def test_a_column_with_both_orders_settles_nothing() -> None:
    rows = [ROW.replace("2024-02-18", text) for text in ("03/04/2024", "18/02/2024", "02/18/2024")]
    table = read(HEAD + "".join(rows))
    assert table.events[0].date is not None
    assert table.events[0].date.value == "2024-03-04/2024-04-03"
    assert any("two ways" in note for note in table.notes)


def test_the_order_given_decides_over_the_column() -> None:
    data = (HEAD + ROW.replace("2024-02-18", "03/04/2024")).encode()
    assert any("--date-order" in note for note in read_table(data, path="a.csv").notes)
    month_first = read_table(data, path="a.csv", dates="MDY").events[0]
    assert month_first.date is not None
    assert month_first.date.value == "2024-03-04"


def test_the_column_settles_its_decimal_sign() -> None:
    table = read(HEAD + ROW.replace("100.00", '"1,234"') + ROW.replace("100.00", "12.50"))
    assert [event.value and event.value.amount for event in table.events] == [1234.0, 12.5]


def test_an_ambiguous_number_without_a_habit_is_unknown_and_asked_about() -> None:
    table = read(HEAD + ROW.replace("100.00", '"1,234"'))
    assert table.rejects == ()
    assert table.events[0].value is not None
    assert (table.events[0].value.amount, table.events[0].value.text) == (None, "1,234")
    assert any("--decimal" in note for note in table.notes)


def test_groups_of_thousands_show_in_a_column_without_any_decimals() -> None:
    values = ["850", '"1,200"', "90", '"12,500"', "700", '"3,000"']
    table = read(HEAD + "".join(ROW.replace("100.00", value) for value in values))
    assert [event.value and event.value.amount for event in table.events] == [850, 1200, 90, 12500, 700, 3000]
    assert any("point before decimals" in note for note in table.notes)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables_module, "MAX_ROWS", 2)
    with pytest.raises(InputError, match="more than 2 rows"):
        read(HEAD + ROW * 3)


def test_the_same_bytes_give_the_same_table() -> None:
    assert read(HEAD + ROW) == read(HEAD + ROW)


HEADERS = (
    "Date",
    "Exporter",
    "Exporter country",
    "Origin",
    "Item",
    "HS",
    "Value",
    "Currency",
    "Quantity",
    "Vessel",
    "IMO",
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.text(max_size=12), min_size=11, max_size=11), min_size=1, max_size=4))
def test_no_text_in_the_cells_raises_anything_unforeseen(rows: list[list[str]]) -> None:
    out = io.StringIO(newline="")
    csv.writer(out, quoting=csv.QUOTE_ALL).writerows([HEADERS, *rows])
    try:
        table = read_table(out.getvalue().encode(), path="a.csv")
    except TidewaiterError:
        return
    assert len(table.events) + len(table.rejects) <= len(rows)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_raise_anything_unforeseen(data: bytes) -> None:
    for head in (b"", HEAD.encode()):
        with contextlib.suppress(TidewaiterError):
            read_table(head + data, path="a.csv")


@settings(max_examples=100, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=8))
def test_row_numbers_are_the_lines_of_the_file(breaks: list[int]) -> None:
    lines, starts = 1, []
    text = "Description,Destination\n"
    for count in breaks:
        starts.append(f"row-{lines + 1}")
        text += '"goods' + "\n" * count + '",KP\n'
        lines += count + 1
    assert [event.id for event in read(text).events] == starts


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["01", "0102", "0306.17", "0709 20", "87032390"]), min_size=1, max_size=5))
def test_hs_text_survives_the_table(codes: list[str]) -> None:
    table = read("HS,Destination\n" + "".join(f"{code},KP\n" for code in codes))
    assert [event.hs[0].code for event in table.events] == [c.replace(".", "").replace(" ", "") for c in codes]
    assert [event.evidence[0].quote for event in table.events] == codes


def test_tables_of_one_manifest_are_read_together_and_cells_keep_their_file() -> None:
    header = source_of(b"identifier,vessel_name,port_of_unlading\n1,SAMPLE STAR,Nampo\n", name="header.csv")
    shipper = source_of(b"identifier,shipper_party_name,country_code\n1,FICTION CO,CN\n", name="shipper.csv")
    table = read_source(header, others=[shipper])
    (event,) = table.events
    assert table.form == "ams"
    assert event.supplier is not None
    assert event.supplier.country == "CN"
    assert {span.document for span in event.supplier.evidence} == {"shipper.csv"}


def test_a_value_written_in_thousands_is_read_times_a_thousand_and_shown_as_written() -> None:
    table = read("Origin;Destination;FOB (US$'000);Qty ('000 pcs)\nRU;KP;12.3;4\n")
    event = table.events[0]
    assert event.value is not None
    assert event.quantity is not None
    assert (event.value.amount, event.value.currency, event.value.text) == (12_300.0, "USD", "12.3")
    assert (event.quantity.amount, event.quantity.unit) == (4000.0, "piece")


GERMAN = "Datum;Ursprungsland;Bestimmungsland;Ware;Menge\n"


def test_a_row_of_sums_and_words_below_the_table_are_no_shipments() -> None:
    table = read(GERMAN + "02.04.2019;DE;KP;Drehbank;3\nSumme;;;;3,00\n\nStand: Mai\nalle Angaben ohne Gewähr\n")
    assert [event.type for event in table.events] == ["transfer", "other"]
    assert table.events[1].notes == ("'Summe': the sum of other rows is no shipment",)
    assert not table.rejects
    assert any("below the table, from line 5 on" in note for note in table.notes)


def test_words_between_rows_are_rejected() -> None:
    table = read(GERMAN + "02.04.2019;DE;KP;Drehbank;3\nZweites Quartal\n03.05.2019;DE;CN;Löffel;4\n")
    assert [one.line for one in table.rejects] == [3]
    assert len(table.events) == 2


def test_a_company_called_total_is_no_sum() -> None:
    table = read("Exporter;Origin;Destination;Goods\nTotal SE;FR;KP;lubricants\n")
    assert table.events[0].type == "transfer"


def test_one_column_shows_the_sign_before_decimals_for_the_others() -> None:
    table = read("Origin;Destination;Value;Qty\nRU;KP;25,000.50;1,250\n")
    quantity = table.events[0].quantity
    assert quantity is not None
    assert quantity.amount == 1250.0
    contrary = read('Origin;Destination;Value;Unit price;Qty\nRU;KP;"25,000.50";"25.000,50";1,250\n').events[0].quantity
    assert contrary is not None
    assert contrary.amount is None


@pytest.mark.parametrize("code", ["9999", "999999", "98", "9801000000"])
def test_a_code_of_a_chapter_that_countries_fill_as_they_like_tells_no_goods(code: str) -> None:
    event = read(f"Origin;Destination;HS code;Goods\nRU;KP;{code};lathes\n").events[0]
    assert event.hs == ()
    assert any("tells no goods" in note for note in event.notes)


def test_the_numbers_of_the_columns_below_the_header_are_no_shipment() -> None:
    table = read("Date;Origin;Destination;Goods\n1;2;3;4\n2019-05-06;RU;KP;lathe\n")
    assert [event.type for event in table.events] == ["other", "transfer"]


def test_a_header_below_pages_of_words_is_found() -> None:
    words = "".join(f"line {number} of a letter\n" for number in range(30))
    table = read(words + "Date;Origin;Destination;Goods\n2019-05-06;RU;KP;lathe\n")
    assert len(table.events) == 1
    assert not table.rejects


def test_from_and_to_are_ends_where_their_cells_are_countries() -> None:
    table = read("Date;From;To;Goods\n2019-05-06;DK;KP;a\n2019-05-07;CN;KR;b\n2019-05-08;RU;JP;c\n")
    assert dict(table.columns)["From"] == "dispatch"
    assert dict(table.columns)["To"] == "destination"
