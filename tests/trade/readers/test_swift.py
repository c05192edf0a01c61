"""SWIFT messages: transfers and credits in one file, parties in each of their options."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.sheets import Rejected, Row, Sheet, source_of

SHARED = Path(__file__).resolve().parents[3].parent / "shared"


def message(kind: str, *tags: str, end: str = "-}") -> str:
    return f"{{1:F01AAAACNBJAXXX0000000000}}{{2:I{kind}BBBBHKHHXXXXN}}{{4:\n" + "\n".join(tags) + f"\n{end}\n"


TRANSFER = message(
    "103",
    ":20:T1",
    ":32A:240218EUR1234,50",
    ":50K:/123",
    "SAMPLE IMPORT",
    "STREET 1",
    ":59A:/77",
    "DEUTDEFF",
    ":70:/INV/7",
    "TWO LATHES",
)
CREDIT = message(
    "700",
    ":20:LC1",
    ":31C:240110",
    ":32B:USD90000,",
    ":50:SAMPLE IMPORT",
    "PYONGYANG",
    ":59:FICTION TRADING",
    ":44E:DALIAN",
    ":44F:NAMPO",
    ":45A:+2 LATHES",
    "+SPARE PARTS",
)


def read(text: str) -> list[Sheet]:
    return list(open_sheets(source_of(text.encode(), name="a.fin")))


def told(sheet: Sheet) -> list[dict[str, str]]:
    rows = [row for row in sheet.rows() if isinstance(row, Row)]
    return [
        {field: text for field, (_, text) in zip(sheet.fields, row.cells, strict=True) if field and text}
        for row in rows
    ]


def test_a_transfer_has_its_parties_its_amount_and_what_it_is_for() -> None:
    (sheet,) = read(TRANSFER)
    assert told(sheet) == [
        {
            "record_id": "T1",
            "date": "2024-02-18",
            "currency": "EUR",
            "value": "1234.50",
            "recipient": "SAMPLE IMPORT",
            "importer_address": "STREET 1",
            "supplier": "DEUTDEFF",
            "supplier_country": "DE",
            "item": "/INV/7 TWO LATHES",
        }
    ]


def test_a_credit_has_its_goods_and_its_ports() -> None:
    (sheet,) = read(CREDIT)
    assert told(sheet) == [
        {
            "record_id": "LC1",
            "date": "2024-01-10/..",
            "currency": "USD",
            "value": "90000",
            "port_loading": "DALIAN",
            "port_discharge": "NAMPO",
            "item": "+2 LATHES +SPARE PARTS",
            "recipient": "SAMPLE IMPORT",
            "importer_address": "PYONGYANG",
            "supplier": "FICTION TRADING",
        }
    ]


def test_numbered_lines_of_a_party_tell_its_country() -> None:
    text = TRANSFER.replace(
        ":50K:/123\nSAMPLE IMPORT\nSTREET 1", ":50F:/ACC\n1/JOHN SAMPLE\n2/STREET 1\n3/KP/PYONGYANG"
    )
    (row,) = told(read(text)[0])
    assert (row["recipient"], row["recipient_country"]) == ("JOHN SAMPLE", "KP")
    assert row["importer_address"] == "STREET 1 KP/PYONGYANG"


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("WAREHOUSE 3, NAMPO PORT, DPR KOREA", "DPR KOREA"),
        ("CHONGJIN", "KP"),
        ("INCHEON, KOREA", "KR"),
        ("ANY PORT IN KOREA", "KOREA"),
        ("DANDONG, CHINA OR SINUIJU", ""),
        ("THE BUYER'S DOOR", ""),
    ],
)
def test_the_last_place_of_a_credit_gives_the_one_country_it_names(text: str, country: str) -> None:
    (row,) = told(read(CREDIT.replace(":45A:", f":44B:{text}\n:45A:"))[0])
    assert row.get("destination", "") == country


def test_three_decimals_behind_the_comma_are_no_thousands() -> None:
    (row,) = told(read(TRANSFER.replace("EUR1234,50", "KWD1,234"))[0])
    assert row["value"] == "1.2340"


def test_transfers_and_credits_of_one_file_are_two_sheets_with_their_lines() -> None:
    transfers, credits = read(TRANSFER + "$\n" + CREDIT + TRANSFER)
    assert (transfers.name, credits.name) == ("MT103", "MT700")
    assert [row.number for row in transfers.rows() if isinstance(row, Row)] == [1, 25]
    assert [row.number for row in credits.rows() if isinstance(row, Row)] == [13]


def test_a_message_of_another_kind_or_without_an_end_is_rejected_and_the_rest_is_read() -> None:
    text = TRANSFER + message("199", ":20:X") + message("103", ":20:T2", end="")
    rows = list(read(text)[0].rows())
    assert [row.what for row in rows if isinstance(row, Rejected)] == [
        "an MT199 is not read",
        "the message is not closed: the file may be cut short",
    ]
    assert len(rows) == 3


def test_a_file_without_any_message_that_is_read_is_refused() -> None:
    with pytest.raises(InputError, match="MT103, MT101, MT700 are"):
        read(message("940", ":20:X"))


def test_the_sample_of_thirteen_transfers_is_read_whole() -> None:
    path = SHARED / "data" / "payments" / "mt103.rje"
    if not path.exists():
        pytest.skip("../shared/data is absent")
    rows = told(read(path.read_text())[0])
    assert len(rows) == 13
    assert all(row["recipient"] and row["supplier"] and row["value"] for row in rows)


def test_messages_in_one_line_with_their_acknowledgements_are_all_read() -> None:
    service = "{1:F21AAAACNBJAXXX0000000001}{4:{177:2402181200}{451:0}}"
    text = "$".join(service + TRANSFER.strip().replace("T1", f"T{number}") for number in range(1, 4))
    sheet = read(text)[0]
    assert [row["record_id"] for row in told(sheet)] == ["T1", "T2", "T3"]
    assert not [row for row in sheet.rows() if isinstance(row, Rejected)]


def test_a_credit_lets_the_goods_go_between_its_issue_and_the_last_day_of_shipment() -> None:
    def date(*tags: str) -> str:
        return told(read(message("700", ":20:LC1", *tags, ":45A:LATHES"))[0])[0].get("date", "")

    assert date(":31C:171201", ":44C:180215") == "2017-12-01/2018-02-15"
    assert date(":31C:171201", ":31D:180301DALIAN") == "2017-12-01/2018-03-01"
    assert date(":31C:171201") == "2017-12-01/.."
    assert date(":44C:180215") == "2018-02-15"


def test_the_party_to_be_notified_stands_among_the_documents() -> None:
    tags = (":46A:+FULL SET OF BILLS OF LADING MADE OUT TO ORDER", "NOTIFY SAMPLE TRADING, PYONGYANG", "+PACKING LIST")
    row = told(read(message("700", ":20:LC1", *tags, ":45A:LATHES"))[0])[0]
    assert row["notify_party"] == "SAMPLE TRADING, PYONGYANG"


def test_banks_on_the_way_are_kept() -> None:
    tags = (":20:T1", ":52A:AAAACNBJ", ":56D:MIDDLE BANK", "DALIAN", ":57A:BBBBKPPY", ":59:X")
    row = told(read(message("103", *tags))[0])[0]
    assert (row["payer_bank"], row["banks_between"], row["payee_bank"]) == (
        "AAAACNBJ",
        "MIDDLE BANK DALIAN",
        "BBBBKPPY",
    )


ORDERS = message(
    "101",
    ":20:R1",
    ":50L:Holding",
    ":50H:/1",
    "SAMPLE IMPORT",
    "NAMPO DPRK",
    ":30:190603",
    ":21:A",
    ":32B:USD12000,50",
    ":59:/9",
    "SAMPLE WORKS",
    "DALIAN CHINA",
    ":70:TWO LATHES",
    ":21:B",
    ":32B:EUR1,",
    ":59:/8",
    "BAKERY",
    ":70:BREAD",
)


def test_a_request_for_several_transfers_is_a_row_for_each_with_what_stands_above_them() -> None:
    (sheet,) = read(ORDERS)
    first, second = told(sheet)
    assert (first["record_id"], first["item"], first["value"], first["currency"]) == (
        "A",
        "TWO LATHES",
        "12000.50",
        "USD",
    )
    assert (second["record_id"], second["item"], second["supplier"]) == ("B", "BREAD", "BAKERY")
    assert {one["recipient"] for one in (first, second)} == {"SAMPLE IMPORT"}
    assert {one["date"] for one in (first, second)} == {"2019-06-03"}
    assert [row.number for row in sheet.rows() if isinstance(row, Row)] == [8, 14]


def test_a_request_that_orders_nothing_is_one_row() -> None:
    (sheet,) = read(message("101", ":20:R1", ":50H:/1", "SAMPLE IMPORT", ":30:190603"))
    assert len(told(sheet)) == 1


def test_the_words_between_banks_tell_the_goods_where_no_other_tag_does() -> None:
    (sheet,) = read(
        message("202", ":20:R", ":32A:190603USD100,", ":58A:AAAACNBJ", ":72:/BNF/TWO LATHES", "//FOR NAMPO")
    )
    (row,) = told(sheet)
    assert row["item_description_orig"] == "TWO LATHES FOR NAMPO"
    assert row["remarks"] == "/BNF/TWO LATHES //FOR NAMPO"
    assert row["payee_bank"] == "AAAACNBJ"
