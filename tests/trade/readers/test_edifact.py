"""EDIFACT manifests: a row for each goods item, with what stands above it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError, TidewaiterError
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.sheets import Rejected, Row, Sheet, source_of

HEAD = [
    "UNB+UNOA:2+CARRIER+CUSTOMS+240218:1200+1",
    "UNH+1+CUSCAR:D:95B:UN",
    "BGM+85+MAN1+9",
    "DTM+132:202402250600:203",
]
SHIP = ["TDT+20+V012+1++CARR:172:20+++9074729:146:11:SAMPLE STAR:PA", "LOC+9+CNDLC:139:6:DALIAN", "LOC+11+KPNAM:139:6"]
FIRST = [
    "CNI+1+BL1",
    "LOC+8+KPFNJ",
    "NAD+CZ+++FICTION CO:ROOM 1?+2+STREET+DALIAN+++CN",
    "NAD+CN+++SAMPLE IMPORT+++++KP",
    "NAD+NI+++O?'NOTIFY",
    "GID+1+10:CT",
    "FTX+AAA+++PASSENGER:CARS",
    "MEA+AAE+G+KGM:1500",
    "SGP+ABCU1234567+10",
    "CST+1+870323:122",
    "GID+2+3:PK",
    "FTX+AAA+++LATHES",
]
SECOND = ["CNI+2+BL2", "NAD+CZ+++OTHER CO"]
END = ["UNT+20+1", "UNZ+1+1"]


def read(*segments: str, between: str = "'\n") -> list[Sheet]:
    return list(open_sheets(source_of((between.join(segments) + "'").encode(), name="a.edi")))


def told(sheet: Sheet) -> list[dict[str, str]]:
    rows = [row for row in sheet.rows() if isinstance(row, Row)]
    return [
        {field: text for field, (_, text) in zip(sheet.fields, row.cells, strict=True) if field and text}
        for row in rows
    ]


WHOLE = {
    "record_id": "MAN1",
    "date": "2024-02-25",
    "voyage": "V012",
    "vessel": "SAMPLE STAR",
    "imo": "9074729",
    "flag": "PA",
    "port_loading": "CNDLC",
    "port_discharge": "KPNAM",
}
CONSIGNMENT = WHOLE | {
    "bill_of_lading": "BL1",
    "destination": "KP",
    "supplier": "FICTION CO",
    "supplier_country": "CN",
    "exporter_address": "ROOM 1+2 STREET DALIAN CN",
    "recipient": "SAMPLE IMPORT",
    "recipient_country": "KP",
    "importer_address": "KP",
    "notify_party": "O'NOTIFY",
}


@pytest.mark.parametrize("between", ["'\n", "'", "'\r\n"])
def test_every_goods_item_has_what_its_consignment_and_its_ship_have(between: str) -> None:
    (sheet,) = read(*HEAD, *SHIP, *FIRST, *SECOND, *END, between=between)
    assert told(sheet) == [
        CONSIGNMENT
        | {
            "item": "PASSENGER CARS",
            "gross_weight_kg": "1500",
            "weight_unit": "kg",
            "container_no": "ABCU1234567",
            "hs": "870323",
        },
        CONSIGNMENT | {"item": "LATHES"},
        WHOLE | {"bill_of_lading": "BL2", "supplier": "OTHER CO"},
    ]


def test_an_instruction_has_its_containers_though_they_stand_behind_the_goods() -> None:
    goods = ["GID+1+4:PK", "FTX+AAA+++STEEL PIPES", "PIA+5+730410:HS", "EQD+CN+TEMU0000001+22G1"]
    (sheet,) = read("UNH+2+IFTMIN:D:96A:UN", "BGM+610+R7+9", "LOC+9+RUVVO", *goods, "UNT+9+2")
    assert told(sheet) == [
        {
            "record_id": "R7",
            "port_loading": "RUVVO",
            "item": "STEEL PIPES",
            "hs": "730410",
            "container_no": "TEMU0000001",
        }
    ]


def test_the_service_characters_may_be_others() -> None:
    text = "UNA|*.! ~" + "~".join(["UNH*1*CUSCAR|D", "CNI*1*BL1", "GID*1", "FTX*AAA***A!*B|C", "UNT*3*1"]) + "~"
    (sheet,) = open_sheets(source_of(text.encode(), name="a.edi"))
    assert told(sheet) == [{"bill_of_lading": "BL1", "item": "A*B C"}]


def test_a_message_of_another_kind_or_without_an_end_is_rejected_and_the_rest_is_read() -> None:
    rows = list(
        read(*HEAD, *FIRST, "UNT+9+1", "UNH+2+INVOIC:D:96A:UN", "UNT+1+2", "UNH+3+CUSCAR:D", "BGM+85")[0].rows()
    )
    assert [row.what for row in rows if isinstance(row, Rejected)] == [
        "a message INVOIC is not read; it begins in line 18",
        "the message is not closed: the file may be cut short; it begins in line 20",
    ]


def test_an_interchange_without_a_manifest_is_refused() -> None:
    with pytest.raises(InputError, match=r"CUSCAR, IFTMIN.* are, and not INVOIC"):
        read(HEAD[0], "UNH+1+INVOIC:D:96A:UN", "UNT+1+1")


def test_places_of_departure_and_names_in_lines_are_read_as_carriers_write_them() -> None:
    segments = [
        "UNH+1+IFTMCS:D:96A:UN",
        "TDT+20+17+1+++++9074729::11:SAMPLE STAR",
        "LOC+5+CNDLC:139:6+Dalian",
        "LOC+61+KPNAM:139:6",
        "NAD+SH+FIC:172:20+FICTION CO+12 QUAY ROAD",
        "NAD+CN+4012345000009::9",
        "GID+1+4:CT",
        "FTX+AAA+++LATHES",
        "MEA+WT++KGM:5000",
        "UNZ+1+1",  # this writer leaves UNT out
    ]
    row = told(read(*segments)[0])[0]
    assert (row["port_loading"], row["port_discharge"], row["imo"]) == ("CNDLC", "KPNAM", "9074729")
    assert (row["supplier"], row["exporter_address"]) == ("FICTION CO", "12 QUAY ROAD")
    assert (row["recipient"], row["gross_weight_kg"]) == ("4012345000009", "5000")


@settings(max_examples=150, deadline=None)
@given(st.lists(st.text("GIDCNLOTXUA+:?'19 \n", max_size=20), max_size=8))
def test_no_segments_raise_anything_unforeseen(segments: list[str]) -> None:
    try:
        for sheet in read(*HEAD, *segments, *END):
            list(sheet.rows())
    except TidewaiterError:
        return


def test_a_text_one_element_too_far_is_read_and_a_language_is_none() -> None:
    from tidewaiter.trade.readers.edifact import _words

    assert _words([["FTX"], ["AAA"], [""], [""], [""], ["Sample goods"]]) == "Sample goods"
    assert _words([["FTX"], ["AAA"], [""], [""], [""], ["EN"]]) == ""
    assert _words([["FTX"], ["AAA"], [""], [""], ["Goods", "in boxes"], ["EN"]]) == "Goods in boxes"
