"""Documents of the Committee that remarks or goods words refer to."""

from __future__ import annotations

import pytest

from tidewaiter.law import load
from tidewaiter.law.papers import referred
from tidewaiter.model import Event, Finding, HsCode, Item, Role, Span, read_when
from tidewaiter.screen import screen_row


def ban(goods: str, remarks: str | None = None) -> Finding:
    cells = {"item": Span("made.csv", goods, row=2, column="Goods")}
    if remarks is not None:
        cells["remarks"] = Span("made.csv", remarks, row=2, column="Remarks")
    event = Event(
        id="row-2",
        type="transfer",
        date=read_when("2022-03-12"),
        supplier=Role(country="CN"),
        destination=Role(country="KP"),
        item=Item(text=goods, evidence=(cells["item"],)),
        hs=(HsCode("841370", declared=True),),
        rule="row",
    )
    found = screen_row(event, cells, load.default()).assessment.findings
    return next(one for one in found if one.measure == "UNSCR-2397-OP7")


@pytest.mark.parametrize(
    "remarks",
    [
        "1718 Committee exemption granted",
        "approved by the Committee, S/AC.49/2022/NOTE.31",
        "Freight prepaid. UN-exempt humanitarian cargo",
        "for a clinic; exempted under UNSCR 2397",
        "по разрешению комитета 1718",
        "货物已获安理会豁免",
        "유엔 제재 면제 물품",
    ],
)
def test_an_approval_that_the_remarks_claim_is_asked_about(remarks: str) -> None:
    found = ban("centrifugal pumps for water", remarks)
    assert found.verdict == "undetermined"
    assert any("cover these goods, this amount and this day?" in question for question in found.ask)
    held = [span for rule in found.exceptions for one in rule.conditions for span in one.evidence]
    assert any(span.column == "Remarks" for span in held)


def test_an_approval_that_stands_beside_the_goods_is_asked_about() -> None:
    assert ban("water pump (humanitarian - UN exempt)").verdict == "undetermined"


@pytest.mark.parametrize(
    "remarks",
    [
        "no UN exemption",
        "shipped without approval of the Committee",
        "exempt from duty",
        "container 1718 of 2000",
        "not exempted by the UN",
        "the committee of the trade fair",
        "UN 1718 class 8",
    ],
)
def test_words_that_claim_no_approval_leave_the_ban_as_it_is(remarks: str) -> None:
    assert ban("centrifugal pumps for water", remarks).verdict == "prohibited"


def test_a_clause_is_given_as_it_stands() -> None:
    text = "20 pallets; 1718 Committee exemption S/AC.49/2023/NOTE.8, see annex. Freight collect"
    assert referred(text) == ("1718 Committee exemption S/AC.49/2023/NOTE.8, see annex",)
