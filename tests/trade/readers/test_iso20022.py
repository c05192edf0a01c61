"""Credit transfers of ISO 20022: one row a transaction, of any version, without entities."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.sheets import Rejected, Row, Sheet, source_of

SHARED = Path(__file__).resolve().parents[3].parent / "shared"
SPACE = "urn:iso:std:iso:20022:tech:xsd"


def read(text: str) -> Sheet:
    return next(open_sheets(source_of(text.encode(), name="a.xml")))


def told(sheet: Sheet) -> list[dict[str, str]]:
    """Of each row the filled cells by field."""
    rows = [row for row in sheet.rows() if isinstance(row, Row)]
    return [
        {field: text for field, (_, text) in zip(sheet.fields, row.cells, strict=True) if field and text}
        for row in rows
    ]


def pacs(transactions: str, version: str = "08") -> str:
    group = "<GrpHdr><MsgId>M</MsgId><IntrBkSttlmDt>2024-02-18</IntrBkSttlmDt></GrpHdr>"
    space = f"{SPACE}:pacs.008.001.{version}"
    return f'<Document xmlns="{space}"><FIToFICstmrCdtTrf>{group}{transactions}</FIToFICstmrCdtTrf></Document>'


TRANSFER = """<CdtTrfTxInf><PmtId><EndToEndId>E1</EndToEndId></PmtId>
<IntrBkSttlmAmt Ccy="EUR">1234.50</IntrBkSttlmAmt>
<Dbtr><Nm>Sample Import</Nm><PstlAdr><Ctry>KP</Ctry><AdrLine>Street 1</AdrLine></PstlAdr></Dbtr>
<CdtrAgt><FinInstnId><BICFI>AAAADEFFXXX</BICFI></FinInstnId></CdtrAgt>
<Cdtr><Nm>Fiction Works</Nm><CtryOfRes>DE</CtryOfRes></Cdtr>
<RmtInf><Ustrd>Invoice 7,</Ustrd><Ustrd>two lathes</Ustrd></RmtInf></CdtTrfTxInf>"""


@pytest.mark.parametrize("version", ["02", "07", "10", "12"])
def test_a_transfer_is_read_in_any_version(version: str) -> None:
    assert told(read(pacs(TRANSFER, version))) == [
        {
            "record_id": "E1",
            "date": "2024-02-18",
            "value": "1234.50",
            "currency": "EUR",
            "recipient": "Sample Import",
            "recipient_country": "KP",
            "importer_address": "KP Street 1",
            "payee_bank": "AAAADEFFXXX",
            "supplier": "Fiction Works",
            "supplier_country": "DE",
            "item": "Invoice 7, two lathes",
        }
    ]


def test_many_transfers_are_rows_of_their_own() -> None:
    sheet = read(pacs(TRANSFER * 300))
    assert [row.number for row in sheet.rows() if isinstance(row, Row)] == list(range(1, 301))


def test_an_order_has_the_payer_and_the_day_of_its_payment() -> None:
    order = """<PmtInf><ReqdExctnDt><Dt>2024-03-0%s</Dt></ReqdExctnDt><Dbtr><Nm>Payer %s</Nm></Dbtr>
    <CdtTrfTxInf><Amt><InstdAmt Ccy="USD">5</InstdAmt></Amt></CdtTrfTxInf>
    <CdtTrfTxInf><Amt><InstdAmt Ccy="USD">6</InstdAmt></Amt></CdtTrfTxInf></PmtInf>"""
    body = order % (1, "one") + order % (2, "two")
    text = f'<Document xmlns="{SPACE}:pain.001.001.09"><CstmrCdtTrfInitn>{body}</CstmrCdtTrfInitn></Document>'
    assert [(row["date"], row["recipient"], row["value"]) for row in told(read(text))] == [
        ("2024-03-01", "Payer one", "5"),
        ("2024-03-01", "Payer one", "6"),
        ("2024-03-02", "Payer two", "5"),
        ("2024-03-02", "Payer two", "6"),
    ]


def test_the_ultimate_debtor_goes_before_the_debtor() -> None:
    both = TRANSFER.replace("<Dbtr>", "<UltmtDbtr><Nm>Behind It</Nm></UltmtDbtr><Dbtr>")
    assert told(read(pacs(both)))[0]["recipient"] == "Behind It"


def test_a_file_that_declares_entities_is_refused() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + pacs(TRANSFER.replace("E1", "&b;"))
    with pytest.raises(InputError, match="entities"):
        read(bomb)


def test_a_file_cut_short_gives_what_is_whole_and_says_so() -> None:
    rows = list(read(pacs(TRANSFER * 3)[:-400]).rows())
    assert isinstance(rows[-1], Rejected)
    assert "cannot be read from here on" in rows[-1].what
    assert len(rows) == 3


def test_a_statement_is_no_transfer() -> None:
    with pytest.raises(InputError, match="no credit transfer"):
        read(f'<Document xmlns="{SPACE}:camt.053.001.08"><BkToCstmrStmt/></Document>')


def test_other_xml_is_no_table() -> None:
    with pytest.raises(InputError, match="XML"):
        read("<?xml version='1.0'?><a/>")


def test_the_sample_of_a_transfer_is_read() -> None:
    path = SHARED / "data" / "payments" / "pacs.008.001.07.xml"
    if not path.exists():
        pytest.skip("../shared/data is absent")
    (row,) = told(read(path.read_text()))
    assert (row["value"], row["currency"], row["recipient_country"]) == ("5000", "USD", "AR")
