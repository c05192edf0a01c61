"""What a row tells of its goods, and what it leaves open."""

from __future__ import annotations

import pytest

from tidewaiter.law import load
from tidewaiter.screen import RowAnswer, screen_row, touched_row
from tidewaiter.trade import read_source
from tidewaiter.trade.rows import Shipment
from tidewaiter.trade.sheets import source_of

REGIME = load.default()
HEADER = "Date,Exporter country,Destination,Goods,HS code\n"


def shipment(row: str) -> Shipment:
    return read_source(source_of((HEADER + row + "\n").encode(), name="rows.csv")).shipments[0]


def answer(row: str) -> RowAnswer:
    read = shipment(row)
    return screen_row(read.event, {name: cell.span for name, cell in read.cells.items()}, REGIME)


def test_a_row_to_the_target_that_tells_nothing_of_its_goods_is_undetermined_and_asks() -> None:
    found = answer("2019-05-06,CN,KP,,")
    assert found.verdict == "undetermined"
    assert "goods" in found.missing
    assert any("What were the goods?" in finding.ask for finding in found.assessment.findings)


def test_a_row_between_other_states_that_tells_nothing_of_its_goods_touches_no_measure() -> None:
    assert answer("2019-05-06,CN,DE,,").verdict == "not_covered"


@pytest.mark.parametrize(("code", "armed"), [("731029", False), ("871000", True), ("", True)])
def test_a_word_of_several_meanings_is_the_one_of_the_declared_chapter(code: str, armed: bool) -> None:
    kinds = answer(f"2019-05-06,CN,KP,tanks,{code}").event.item
    assert kinds is not None
    assert ("battle-tank" in kinds.kinds) == armed


def test_what_is_said_of_the_goods_rests_on_the_cell_of_their_code() -> None:
    found = answer("2019-05-06,DE,KP,spoons,821599")
    finding = next(one for one in found.assessment.findings if one.measure == "UNSCR-2397-OP7")
    goods = next(one for one in finding.conditions if one.name == "goods")
    assert goods.why.startswith("HS 821599 is in")
    assert "821599" in [span.quote for span in goods.evidence]


@pytest.mark.parametrize(
    "row",
    ["2019-05-06,DE,KP,spoons,821599", "2019-05-06,DE,KP,rice,100630", "2019-05-06,DE,KP,,", "2019-05-06,DE,FR,,"],
)
def test_a_row_that_touches_no_measure_has_no_answer_where_only_those_that_do_are_asked_for(row: str) -> None:
    read, whole = shipment(row), answer(row)
    told = touched_row(read.event, {name: cell.span for name, cell in read.cells.items()}, REGIME)
    assert told == (whole if whole.assessment.findings else None)


def test_remarks_that_send_the_goods_on_to_the_north_leave_the_destination_open() -> None:
    rows = "Date,Exporter country,Destination,Goods,HS code,Remarks\n2019-05-06,DE,CN,lathe,845811,for DPRK\n"
    read = read_source(source_of(rows.encode(), name="rows.csv")).shipments[0]
    found = screen_row(read.event, {name: cell.span for name, cell in read.cells.items()}, REGIME)
    assert found.verdict == "undetermined"
    assert [remark.kind for remark in found.remarks] == ["hidden-north"]
    assert "for DPRK" in [span.quote for span in found.remarks[0].evidence]


@pytest.mark.parametrize(
    ("goods", "codes"),
    [
        ("order 55 as per contract HS CODE: 8458.11", ["845811"]),
        ("order 55 HTS 8458110000 and HSN 10063090", ["8458110000", "10063090"]),
        ("товар по счёту 12 код ТН ВЭД 8458110000", ["8458110000"]),
    ],
)
def test_a_code_that_the_words_write_out_counts_as_declared_where_no_cell_has_one(goods: str, codes: list[str]) -> None:
    found = answer(f"2021-01-02,CN,KP,{goods},")
    assert [code.code for code in found.event.hs if code.declared] == codes
    finding = next(one for one in found.assessment.findings if one.measure == "UNSCR-2397-OP7")
    assert finding.verdict == "prohibited"
    assert [span.quote for one in finding.conditions if one.name == "goods" for span in one.evidence] == [goods]


def test_a_code_in_the_words_against_an_innocent_declared_one_leaves_the_ban_open() -> None:
    found = answer("2021-01-02,CN,KP,spares HS 845811,100630")
    finding = next(one for one in found.assessment.findings if one.measure == "UNSCR-2397-OP7")
    assert finding.verdict == "undetermined"
    assert "Which is right, the code in the description or the declared code?" in finding.ask


def test_a_code_in_the_words_that_is_the_declared_one_with_fewer_digits_says_nothing_more() -> None:
    assert not any(code.stated for code in answer("2021-01-02,CN,KP,rice HS 1006,100630").event.hs)
