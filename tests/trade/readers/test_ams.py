"""Tables of United States manifests are joined on their identifier; each cell keeps its own file and line."""

from __future__ import annotations

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade.forms import open_together
from tidewaiter.trade.sheets import Row, Sheet, source_of
from tidewaiter.trade.tables import read_source

HEADER = """identifier,vessel_name,conveyance_id,conveyance_id_qualifier,foreign_port_of_lading,estimated_arrival_date
1001,SAMPLE STAR,9074729,IMO Number/Lloyds Number,"Dalian,China",2020-01-02
1002,OTHER,ABCD,Call Sign,Busan,2020-01-03
"""
SHIPPER = """identifier,shipper_party_name,shipper_party_address_1,city,country_code
1001,FICTION CO,ROOM 1,DALIAN,CN
1009,LOST CO,,,
"""
CARGO = """identifier,container_number,description_text
1001,ABCU1,MEN SHIRTS
1001,ABCU1,LATHES
1002,ABCU2,FROZEN FISH
"""


def joined(**tables: str) -> Sheet:
    sources = [source_of(text.encode(), name=f"{name}.csv") for name, text in tables.items()]
    return next(open_together(sources))


def told(sheet: Sheet, row: Row) -> dict[str, str]:
    return {field: text for field, (_, text) in zip(sheet.fields, row.cells, strict=True) if field and text}


def test_the_tables_give_one_row_a_shipment() -> None:
    sheet = joined(cargo=CARGO, header=HEADER, shipper=SHIPPER)
    first, second = (told(sheet, row) for row in sheet.rows() if isinstance(row, Row))
    assert first == {
        "record_id": "1001",
        "vessel": "SAMPLE STAR",
        "imo": "9074729",
        "port_loading": "Dalian,China",
        "date": "2020-01-02",
        "item": "MEN SHIRTS ; LATHES",
        "supplier": "FICTION CO",
        "supplier_country": "CN",
        "exporter_address": "ROOM 1 DALIAN CN",
    }
    assert "imo" not in second
    assert second["item"] == "FROZEN FISH"


def test_each_cell_keeps_the_file_and_the_line_it_came_from() -> None:
    sheet = joined(header=HEADER, shipper=SHIPPER, cargo=CARGO)
    second = [row for row in sheet.rows() if isinstance(row, Row)][1]
    places = {header: place for (header, _), place in zip(second.cells, second.places, strict=True)}
    assert second.number == 3
    assert places["vessel_name"] is None
    assert places["cargo.description_text"] == ("cargo.csv", 4)


def test_what_stands_in_no_shipment_is_said() -> None:
    notes = " ".join(joined(header=HEADER, shipper=SHIPPER).notes)
    assert "1 shipments of shipper.csv stand in no row of header.csv" in notes


def test_a_table_without_the_identifier_is_refused() -> None:
    with pytest.raises(InputError, match="no column 'identifier'"):
        joined(header=HEADER, other="origin,destination\nRU,KP\n")


def test_the_day_of_arrival_counts_before_the_one_that_was_expected() -> None:
    header = HEADER.replace("estimated_arrival_date", "estimated_arrival_date,actual_arrival_date")
    header = header.replace("2020-01-02", "2020-01-02,2020-01-05").replace("2020-01-03", "2020-01-03,")
    sources = [source_of(text.encode(), name=name) for name, text in (("h.csv", header), ("s.csv", SHIPPER))]
    table = read_source(sources[0], others=sources[1:])
    assert [event.date.value for event in table.events if event.date] == ["2020-01-05", "2020-01-03"]


def test_an_address_of_several_columns_bears_their_names() -> None:
    sheet = joined(header=HEADER, shipper=SHIPPER)
    assert "shipper.shipper_party_address_1 + city + country_code" in sheet.headers
    assert "shipper.city" not in sheet.headers
