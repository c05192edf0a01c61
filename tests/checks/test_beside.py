"""Banks of the target on the way of the money, ships under its flag: what other measures say of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tidewaiter.checks.beside import BANKS, CONDUCT, bank_sign, beside
from tidewaiter.checks.remarks import KINDS
from tidewaiter.screen import RowAnswer

Answer = Callable[..., RowAnswer]
PAYMENT = {"date": "2019-05-03", "supplier_country": "CN", "recipient_country": "RU", "item": "invoice 2019/77"}


@pytest.mark.parametrize(
    "text",
    [
        "FTBDKPPY",
        "KKBCKPPYXXX",
        "/12345 FTBDKPPY",
        "Korea Kwangson Banking Corp.",
        "TANCHON  COMMERCIAL BANK",
        "Foreign Trade Bank, Mudung Building, Pyongyang",
        "Bank of the DPRK",
        "조선무역은행, 평양",
        "Ryugyong Commercial Bank Tel +850 2 18111",
    ],
)
def test_a_bank_of_the_north_is_known_by_its_code_its_name_or_its_town(text: str) -> None:
    assert bank_sign(text, "KP")


@pytest.mark.parametrize(
    "text",
    [
        "KOEXKRSE",
        "Korea Development Bank, Seoul",
        "KDB Bank",
        "Bank of China, Dandong branch",
        "BKCHCNBJ",
        "BACKPACK",
        "JSC Vneshtorgbank",
        "Foreign Trade Bank of Cambodia",
        "",
    ],
)
def test_other_banks_are_none(text: str) -> None:
    assert bank_sign(text, "KP") is None


@pytest.mark.parametrize(
    ("field", "spoken"),
    [("payer_bank", "the payer's bank"), ("payee_bank", "the payee's bank"), ("banks_between", "a bank on the way")],
)
def test_a_payment_by_a_bank_of_the_north_is_told_with_the_paragraphs(answer: Answer, field: str, spoken: str) -> None:
    (remark,) = answer(**PAYMENT, **{field: "FTBDKPPYXXX"}).remarks
    assert remark.kind == "bank-of-the-target"
    assert remark.what.startswith(f"{spoken}, 'FTBDKPPYXXX', is a bank of North Korea")
    assert "Accounts and other ties with it: prohibited under S/RES/2270 (2016), para. 33" in remark.what
    assert "Moving money for it: open under" in remark.what
    assert "S/RES/2094 (2013), para. 11" in remark.what
    assert remark.evidence[0].quote == "FTBDKPPYXXX"
    assert remark.ask[0] == "Which bank outside keeps an account for it or with it?"


def test_the_day_of_the_payment_decides_which_paragraph_speaks_of_it(answer: Answer) -> None:
    (before,) = answer(**PAYMENT | {"date": "2016-03-01"}, payee_bank="FTBDKPPY").remarks
    assert "para. 33" not in before.what
    assert "S/RES/2094 (2013), para. 11" in before.what
    (oldest,) = answer(**PAYMENT | {"date": "2005-03-01"}, payee_bank="FTBDKPPY").remarks
    assert oldest.what.endswith("is KP)")


def test_a_bank_of_the_north_leaves_the_row_open(answer: Answer) -> None:
    row = answer(**PAYMENT, payee_bank="FTBDKPPY")
    assert "UNSCR-2270-OP33" in [finding.measure for finding in row.assessment.findings]
    assert row.verdict == "undetermined"


def test_every_bank_on_the_way_is_looked_at(answer: Answer) -> None:
    row = answer(**PAYMENT, **{"banks_between": "BKCHCNBJ", "banks_between 2": "DCBKKPPYXXX", "payee_bank": "FTBDKPPY"})
    assert [remark.evidence[0].quote for remark in row.remarks] == ["DCBKKPPYXXX", "FTBDKPPY"]


def test_the_fields_of_banks_are_those_of_the_file() -> None:
    assert set(BANKS) == set(beside().banks)


def test_a_bank_of_another_state_is_no_remark(answer: Answer) -> None:
    assert answer(**PAYMENT, payee_bank="KOEXKRSE Korea Exchange Bank, Seoul").remarks == ()


def test_a_ship_under_the_flag_of_the_north_is_told_whatever_it_carries(answer: Answer) -> None:
    row = answer(
        date="2019-05-03", supplier_country="CN", destination="VN", item="rice", hs="100630", vessel="A", flag="KP"
    )
    (remark,) = row.remarks
    assert (remark.kind, row.verdict) == ("flag-of-the-target", "undetermined")
    assert [finding.measure for finding in row.assessment.findings] == ["UNSCR-2321-OP9", "UNSCR-2371-OP7"]
    assert row.assessment.findings[0].conditions[0].name == CONDUCT
    assert row.assessment.findings[0].conditions[0].evidence[0].quote == "KP"
    assert "Owning, hiring, running or registering it: prohibited under S/RES/2321 (2016), para. 9" in remark.what
    assert "Who owns the ship, and who hired it?" in remark.ask


def test_the_kinds_are_told_in_the_list_of_kinds() -> None:
    assert {"bank-of-the-target", "flag-of-the-target"} <= set(KINDS)
