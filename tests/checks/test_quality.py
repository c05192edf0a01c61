"""Cells that cannot be right are remarked, and leave the law's answer alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tidewaiter.screen import RowAnswer

Answer = Callable[..., RowAnswer]
ROW = {"date": "2021-05-03", "hs": "1905", "item": "biscuits", "supplier_country": "CN", "destination": "VN"}


def kinds(row: RowAnswer) -> list[str]:
    return [remark.kind for remark in row.remarks]


@pytest.mark.parametrize(
    ("cells", "word"),
    [
        ({"imo": "9074728"}, "check digit"),
        ({"imo": "90747"}, "seven digits"),
        ({"vessel": "MV Example (IMO 9074728)"}, "check digit"),
        ({"vessel": "MV Example IMO 9074729", "imo": "9074731"}, "two IMO numbers"),
    ],
)
def test_a_wrong_number_of_a_ship_is_remarked(answer: Answer, cells: dict[str, str], word: str) -> None:
    row = answer(**ROW, **cells)
    assert kinds(row) == ["imo-number"]
    assert word in row.remarks[0].what
    assert row.remarks[0].evidence


def test_a_right_number_of_a_ship_is_no_remark(answer: Answer) -> None:
    assert answer(**ROW, imo="9074729").remarks == ()


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"quantity": "-5", "unit": "kg"}, "quantity"),
        ({"quantity": "0", "unit": "kg"}, "quantity"),
        ({"quantity": "9000000", "unit": "tonne"}, "quantity"),
        ({"value": "-5", "currency": "USD"}, "value"),
        ({"net_weight_kg": "120.5", "gross_weight_kg": "100"}, "quantity"),
    ],
)
def test_an_amount_that_cannot_be_right_is_remarked(answer: Answer, cells: dict[str, str], kind: str) -> None:
    row = answer(**ROW, **cells)
    assert kinds(row) == [kind]
    assert row.verdict == "not_covered"


def test_a_unit_or_a_currency_that_is_not_told_is_no_remark(answer: Answer) -> None:
    assert answer(**ROW, quantity="5", value="5").remarks == ()


def test_an_ordinary_row_has_no_remark(answer: Answer) -> None:
    assert answer(**ROW, quantity="5", unit="kg", value="10", currency="USD").remarks == ()


@pytest.mark.parametrize(
    ("gone", "field"),
    [("destination", "destination"), ("hs", "goods"), ("date", "date")],
)
def test_what_is_missing_is_named(answer: Answer, gone: str, field: str) -> None:
    row = {"date": "2021-05-03", "hs": "8517", "supplier_country": "CN", "destination": "KP"}
    del row[gone]
    assert answer(**row).missing == (field,)


@pytest.mark.parametrize(
    ("item", "code", "kind"),
    [
        ("laptop computers", "9503", "code-against-description"),
        ("coking coal", "9403", "code-against-description"),
        ("cotton t-shirts HTS CODE : 6109901065", "8517", "code-in-description"),
    ],
)
def test_words_that_speak_against_the_declared_code_are_remarked(
    answer: Answer, item: str, code: str, kind: str
) -> None:
    assert kinds(answer(**ROW | {"item": item, "hs": code})) == [kind]


@pytest.mark.parametrize(
    ("item", "code"), [("laptop computers", "847130"), ("parts", "8473"), ("t-shirts HTS CODE : 6109901065", "610990")]
)
def test_words_that_fit_or_say_little_are_no_contradiction(answer: Answer, item: str, code: str) -> None:
    assert answer(**ROW | {"item": item, "hs": code}).remarks == ()


RUG = {"date": "2017-08-05", "supplier_country": "CN", "destination": "KP", "item": "rugs of wool", "hs": "570110"}


@pytest.mark.parametrize(
    ("cells", "verdict", "gone"),
    [
        ({"value": "900", "currency": "USD", "quantity": "1", "unit": "piece"}, "prohibited", ()),
        ({"value": "400", "currency": "USD", "quantity": "1", "unit": "piece"}, "undetermined", ()),
        ({"value": "900", "currency": "EUR", "quantity": "1", "unit": "piece"}, "undetermined", ("currency",)),
        ({"value": "900", "currency": "EUR"}, "undetermined", ("quantity", "currency")),
        ({"value": "900", "quantity": "1", "unit": "piece"}, "undetermined", ("value",)),
        ({"quantity": "1", "unit": "piece"}, "undetermined", ("value",)),
        ({"value": "900", "currency": "USD"}, "undetermined", ("quantity",)),
    ],
)
def test_a_threshold_of_value_is_asked_a_piece(
    answer: Answer, cells: dict[str, str], verdict: str, gone: tuple[str, ...]
) -> None:
    row = answer(**RUG, **cells)
    assert (row.verdict, row.missing) == (verdict, gone)


def test_a_day_after_the_data_of_the_regime_is_told(answer: Answer) -> None:
    row = answer(date="2099-05-06", supplier_country="CN", destination="KP", hs="842952")
    assert (row.verdict, [remark.kind for remark in row.remarks]) == ("prohibited", ["date"])
    assert answer(date="2099-05-06", supplier_country="CN", destination="VN", hs="842952").remarks == ()


@pytest.mark.parametrize(
    ("day", "item", "code"),
    [
        ("2019-10-10", "spare parts for aircraft", "880330"),
        ("2021-12-31", "aircraft propellers and parts", "880310"),
        ("2023-05-05", "spare parts for aircraft", "880330"),
        ("2018-05-05", "quadcopter drones", "852580"),
        ("2019-05-05", "electronic cigarettes", "854370"),
    ],
)
def test_a_heading_that_the_edition_of_the_day_did_not_have_contradicts_no_code(
    answer: Answer, day: str, item: str, code: str
) -> None:
    kinds = [one.kind for one in answer(date=day, destination="KP", supplier_country="CN", item=item, hs=code).remarks]
    assert "code-against-description" not in kinds


def test_a_new_heading_contradicts_an_old_code_of_another_chapter_once_it_is_there(answer: Answer) -> None:
    found = answer(date="2023-05-05", destination="KP", supplier_country="CN", item="quadcopter drones", hs="950300")
    assert "code-against-description" in [one.kind for one in found.remarks]
