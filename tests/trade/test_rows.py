"""A row becomes an event whose every fact rests on a cell; what is unknown stays unknown."""

from __future__ import annotations

import pytest

from tidewaiter import demo
from tidewaiter.model import Event, Role, Span
from tidewaiter.trade import Rejected, Table, read_table


def read(**cells: str) -> Table:
    """The table of one row with these columns; an underscore in a name stands for a space."""
    head = ";".join(name.replace("_", " ") for name in cells)
    row = ";".join(cells.values())
    return read_table(f"{head}\n{row}\n".encode(), path="a.csv")


def event(**cells: str) -> Event:
    table = read(**cells)
    assert table.rejects == ()
    return table.events[0]


def rejected(**cells: str) -> Rejected:
    table = read(**cells)
    assert table.events == ()
    return table.rejects[0]


def test_a_row_is_a_transfer_named_by_its_line() -> None:
    found = event(origin="RU", destination="KP")
    assert (found.id, found.type, found.stance, found.manner) == ("row-2", "transfer", "asserted", ())


def test_each_role_has_its_text_its_country_and_its_cells() -> None:
    found = event(exporter="Example Ltd", exporter_country="Russia", importer="Sample Co", importer_country="DPRK")
    assert found.supplier is not None and found.recipient is not None
    assert (found.supplier.text, found.supplier.country) == ("Example Ltd", "RU")
    assert (found.recipient.text, found.recipient.country) == ("Sample Co", "KP")
    assert found.supplier.evidence == (
        Span(document="a.csv", quote="Example Ltd", row=2, column="exporter"),
        Span(document="a.csv", quote="Russia", row=2, column="exporter country"),
    )


def test_the_quote_is_the_cell_as_written() -> None:
    found = event(origin=" RU ", destination="KP")
    assert found.evidence[0].quote == " RU "
    assert found.origin is not None
    assert found.origin.text == "RU"


def test_a_country_alone_stands_for_somebody_there() -> None:
    found = event(importer_country="KP", origin="RU")
    assert found.recipient is not None
    assert (found.recipient.text, found.recipient.country) == ("KP", "KP")


def test_names_and_codes_of_countries_are_read() -> None:
    for text in ("KP", "PRK", "North Korea", "DPRK", "Democratic People's Republic of Korea"):
        found = event(destination=text)
        assert found.destination is not None
        assert found.destination.country == "KP", text


def test_rep_of_korea_is_the_south() -> None:
    found = event(destination="Rep. of Korea")
    assert found.destination is not None
    assert found.destination.country == "KR"


def test_bare_korea_keeps_the_row_and_says_that_the_country_is_unknown() -> None:
    found = event(origin="RU", destination="Korea")
    assert found.destination is not None
    assert (found.destination.text, found.destination.country) == ("Korea", None)
    assert len(found.notes) == 1
    assert "'Korea'" in found.notes[0]
    assert "KP" in found.notes[0] and "KR" in found.notes[0]


def test_a_misspelt_country_is_unknown_and_says_so() -> None:
    found = event(origin="RU", destination="Norht Koera")
    assert found.destination is not None
    assert (found.destination.text, found.destination.country) == ("Norht Koera", None)
    assert "not the name of a country" in found.notes[0]


def test_a_country_among_other_words_is_no_country_but_a_hint() -> None:
    found = event(origin="RU", destination="not Mongolia but elsewhere")
    assert found.destination is not None and found.destination.country is None
    assert "Mongolia (MN)" in found.notes[0]


def test_a_total_over_the_world_is_no_country() -> None:
    found = event(origin="RU", destination="World")
    assert found.destination is not None and found.destination.country is None
    assert "total" in found.notes[0]


def test_a_code_in_small_letters_is_a_code() -> None:
    found = event(origin="us", destination="kp")
    assert found.origin is not None and found.destination is not None
    assert (found.origin.country, found.destination.country) == ("US", "KP")


def test_an_empty_cell_is_unknown_and_never_a_rejection() -> None:
    found = event(date="", exporter="-", origin="n/a", destination="KP", item="", hs="unknown", value="", quantity="")
    assert (found.date, found.supplier, found.origin, found.item, found.hs) == (
        None,
        None,
        Role(kind="place"),
        None,
        (),
    )
    assert (found.value, found.quantity) == (None, None)
    assert [span.column for span in found.evidence] == ["destination"]


@pytest.mark.parametrize("text", ["31/02/2024", "2024-02-30", "2024-13-05", "20240230", "31.04.2024", "30 Feb 2024"])
def test_a_day_that_does_not_exist_keeps_its_row_and_what_is_sure_of_it(text: str) -> None:
    table = read_table(f"date,destination\n{text},KP\n".encode(), path="a.csv")
    (found,), (cell,) = table.events, table.unread
    assert found.destination is not None
    assert (cell.column, cell.value, cell.line) == ("date", text, 2)
    assert (found.date.value if found.date else None) in ("2024", None)
    assert any("no such date" in note for note in found.notes)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("hs", "hat"),
        ("value", "a lot"),
        ("value", "-5"),
        ("quantity", "1,234"),
        ("hs", "8.7E+5"),
        ("value", "1e300"),
        ("quantity", "(12)"),
        ("date", "soon"),
    ],
)
def test_a_cell_that_cannot_be_read_is_unknown_and_keeps_the_row(column: str, text: str) -> None:
    found = event(**{column: text, "destination": "KP", "origin": "RU"})
    assert found.destination is not None and found.destination.country == "KP"
    assert len(found.notes) == 1
    assert repr(text) in found.notes[0] and "unknown" in found.notes[0]
    assert text in [span.quote for span in found.evidence]


def test_what_is_written_stays_beside_an_amount_that_is_unknown() -> None:
    found = event(value="-5", currency="USD", quantity="1,234", unit="kg", destination="KP")
    assert found.value is not None and found.quantity is not None
    assert (found.value.amount, found.value.currency, found.value.text) == (None, "USD", "-5")
    assert (found.quantity.amount, found.quantity.unit, found.quantity.text) == (None, "kg", "1,234")


def test_a_date_that_can_be_two_days_keeps_the_time_from_one_to_the_other() -> None:
    found = event(date="03/04/2024", destination="KP")
    assert found.date is not None
    assert (found.date.value, found.date.precision) == ("2024-03-04/2024-04-03", "interval")
    assert "2024-04-03 or 2024-03-04" in found.notes[0]


def test_a_code_beside_korea_tells_which_korea_it_is() -> None:
    found = event(country_of_origin="Korea", origin_country_code="KR", destination="CN")
    assert found.origin is not None
    assert (found.origin.text, found.origin.country) == ("Korea", "KR")
    assert found.notes == ()


def test_a_name_and_a_code_that_contradict_each_other_are_unknown() -> None:
    found = event(country_of_origin="North Korea", origin_country_code="KR", destination="CN")
    assert found.origin is not None and found.origin.country is None
    assert "do not agree" in found.notes[0]


def test_further_names_of_one_end_are_kept_as_others() -> None:
    found = event(exporter="Example Ltd", shipper_name="Sample Lines", supplier="EXAMPLE LTD", destination="KP")
    assert found.supplier is not None
    assert found.supplier.text == "EXAMPLE LTD"
    assert [one.text for one in found.supplier.others] == ["Sample Lines"]


def test_numbered_descriptions_are_read_together() -> None:
    found = event(product_description_1="lathe", product_description_2="for metal", goods="machine", destination="KP")
    assert found.item is not None
    assert found.item.text in ("lathe; for metal", "machine")
    assert {span.quote for span in found.evidence} >= {"lathe", "for metal", "machine"}


def test_the_tariffs_words_stand_for_the_goods_only_where_nothing_else_tells_them() -> None:
    found = event(hs_code_description="machine tools", destination="KP")
    assert found.item is not None and found.item.text == "machine tools"
    assert event(hs_code_description="machine tools", hs="8458", destination="KP").item is None


def test_the_value_is_the_one_that_has_a_currency() -> None:
    found = event(value="700", fob_usd="12.50", cif_eur="", destination="KP")
    assert found.value is not None
    assert (found.value.amount, found.value.currency) == (12.5, "USD")


def test_the_price_of_a_unit_is_no_value_of_the_row() -> None:
    found = event(unit_price_usd="12.50", destination="KP")
    assert found.value is not None
    assert (found.value.amount, found.value.currency, found.value.per) == (12.5, "USD", "unit")


def test_a_weight_stands_for_the_quantity_where_there_is_none() -> None:
    found = event(net_weight_kg="500", gross_weight_kg="520", destination="KP")
    assert found.quantity is not None
    assert (found.quantity.amount, found.quantity.unit) == (500, "kg")


def test_a_month_is_put_together_from_its_two_columns() -> None:
    found = event(year="2024", month="2", destination="KP")
    assert found.date is not None and found.date.value == "2024-02"
    found = event(refYear="2022", refMonth="52", destination="KP")
    assert found.date is not None and found.date.value == "2022"
    found = event(monthyear="202402", destination="KP")
    assert found.date is not None and found.date.value == "2024-02"


def test_a_container_number_with_a_wrong_check_digit_is_a_note() -> None:
    assert event(container_no="CSQU3054383", destination="KP").notes == ()
    assert "check digit" in event(container_no="CSQU3054384", destination="KP").notes[0]


def test_the_date_rests_on_its_cell() -> None:
    found = event(date="18 Feb 2024", destination="KP")
    assert found.date is not None
    assert (found.date.value, found.date.text) == ("2024-02-18", "18 Feb 2024")
    assert found.date.evidence[0].column == "date"


def test_codes_of_goods_are_declared_text() -> None:
    found = event(hs="0306.17", item="frozen shrimps", destination="CN")
    assert [(code.code, code.declared) for code in found.hs] == [("030617", True)]
    assert found.item is not None
    assert found.item.text == "frozen shrimps"


def test_a_country_of_dispatch_stands_for_the_suppliers_and_says_so() -> None:
    found = event(exporter="Example Ltd", country_of_dispatch="CN", destination="KP")
    assert found.supplier is not None
    assert (found.supplier.text, found.supplier.country) == ("Example Ltd", "CN")


def test_that_it_does_is_said_once_where_the_table_has_no_column_of_the_suppliers_country() -> None:
    table = read(exporter="Example Ltd", country_of_dispatch="CN", destination="KP")
    assert sum("sent from, 'country of dispatch'" in note for note in table.notes) == 1
    assert not any("sent from" in note for one in table.shipments for note in one.event.notes)


def test_that_it_does_is_said_of_the_row_where_the_suppliers_country_is_blank() -> None:
    found = event(supplier_country="", country_of_dispatch="CN", destination="KP")
    assert any("sent from, 'CN'" in note for note in found.notes)


def test_a_country_of_dispatch_beside_the_suppliers_is_on_the_way() -> None:
    found = event(exporter_country="RU", country_of_dispatch="CN", destination="KP")
    assert found.supplier is not None
    assert found.supplier.country == "RU"
    assert [role.country for role in found.via] == ["CN"]


def test_the_currency_is_taken_from_cell_header_or_column() -> None:
    for cells in (
        {"value": "USD 12.50"},
        {"value (USD)": "12.50"},
        {"value": "12.50", "currency": "US dollars"},
        {"value": "$12.50", "currency": "usd"},
    ):
        found = event(**cells, destination="KP")
        assert found.value is not None
        assert (found.value.amount, found.value.currency) == (12.5, "USD")


def test_a_shared_currency_sign_is_unknown_with_a_note() -> None:
    found = event(value="$12.50", destination="KP")
    assert found.value is not None
    assert (found.value.amount, found.value.currency) == (12.5, None)
    assert "'$'" in found.notes[0]


def test_currencies_that_do_not_agree_are_unknown_with_a_note() -> None:
    found = event(value="EUR 12.50", currency="USD", destination="KP")
    assert found.value is not None
    assert found.value.currency is None
    assert "do not agree" in found.notes[0]


def test_a_value_whose_currency_cell_is_empty_says_so() -> None:
    found = event(value="12.50", currency="", destination="KP")
    assert found.value is not None and found.value.currency is None
    assert "the currency of value '12.50' is not told" in found.notes


def test_units_have_one_name_and_odd_ones_stay_as_written() -> None:
    for text, unit in (("bbl", "barrel"), ("MT", "tonne"), ("tons", "ton"), ("hogsheads", "hogsheads")):
        found = event(quantity="5", unit=text, destination="KP")
        assert found.quantity is not None
        assert (found.quantity.amount, found.quantity.unit) == (5, unit)


def test_a_ships_number_is_read_from_its_cell() -> None:
    found = event(vessel="Example Tide, IMO 9074729", flag="DPRK", destination="KP")
    assert found.vessel is not None
    assert (found.vessel.name, found.vessel.imo, found.vessel.flag) == ("Example Tide", "9074729", "KP")
    assert found.vessel.text == "Example Tide, IMO 9074729"


def test_a_wrong_check_digit_is_a_note_and_no_number() -> None:
    found = event(vessel="Example Tide", imo="9074728", destination="KP")
    assert found.vessel is not None
    assert found.vessel.imo is None
    assert "check digit" in found.notes[0]


def test_two_numbers_of_one_ship_that_differ_are_a_note() -> None:
    found = event(vessel="Example Tide IMO 9074729", imo="1234567", destination="KP")
    assert found.vessel is not None
    assert found.vessel.imo is None
    assert "do not agree" in found.notes[0]


def test_the_demo_table_is_read_but_for_its_one_impossible_date() -> None:
    table = read_table(demo.table().read_bytes(), path="shipments.csv")
    assert len(table.events) == 12
    assert table.rejects == ()
    assert [(cell.line, cell.value) for cell in table.unread] == [(8, "31/02/2024")]
    assert table.ignored == ()
    notes = [note for found in table.events for note in found.notes]
    assert len(notes) == 3
    assert "Korea" in notes[0]
    assert "only the year is taken" in notes[1]
    assert "check digit" in notes[2]


def test_the_demo_reports_have_a_header_of_three_lines() -> None:
    for path in demo.samples():
        lines = path.read_text(encoding="utf-8").split("\n")
        assert lines[0] == "" and lines[1] and lines[2].startswith("20") and lines[3] == ""


ENDS = "date,origin,supplier,destination,consignee,port of discharge,hs\n"


def only(row: str, head: str = ENDS) -> Event:
    (found,) = read_table(f"{head}{row}\n".encode(), path="a.csv").events
    return found


def test_one_end_that_no_cell_tells_is_a_place_of_which_nothing_is_known() -> None:
    found = only("2019-05-06,CN,A,,n/a,-,845811")
    assert found.destination == Role(kind="place")
    assert "no cell tells where the goods go" in found.notes
    other = only("2019-05-06,,,FR,B,,845811")
    assert (other.origin, other.destination and other.destination.country) == (Role(kind="place"), "FR")


@pytest.mark.parametrize(
    "row", ["2019-05-06,CN,A,,B,,845811", "2019-05-06,CN,A,,,Hamburg,845811", "2019-05-06,,,,,,845811"]
)
def test_an_end_with_any_cell_and_a_row_without_both_are_as_they_stand(row: str) -> None:
    assert only(row).destination is None


def test_a_table_without_columns_of_an_end_says_so_once_and_its_rows_leave_it_open() -> None:
    table = read_table(b"date,origin,hs\n2019-05-06,CN,845811\n", path="a.csv")
    assert table.events[0].destination is None
    assert any("no column tells where the goods go: say it with --set country_to=CN" in note for note in table.notes)


def test_the_ends_of_statistics_are_told_by_their_flow() -> None:
    head = "period,reporter,partner,flow,hs,destination\n"
    assert only("2019,China,,M,845811,", head).destination != Role(kind="place")
