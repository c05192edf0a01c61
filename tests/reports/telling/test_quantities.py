"""Amounts: money, mass, volume, pieces, people."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document
from tidewaiter.reports.telling.quantities import find, find_money


def _document(text: str) -> Document:
    return Document("d", text, "", "")


@pytest.mark.parametrize(
    ("text", "amount", "unit"),
    [
        ("about 40,000 tons of coal", 40000, "t"),
        ("7.5 million metric tons of ore", 7500000, "t"),
        ("1.25 million barrels of kerosene", 1250000, "bbl"),
        ("two dozen tanks, 24 missiles", 24, "pieces"),
        ("more than 6,700 containers", 6700, "containers"),
        ("twenty workers", 20, "people"),
        ("five tents", 5, "pieces"),
    ],
)
def test_amounts_with_their_units(text: str, amount: float, unit: str) -> None:
    found = find(_document(text), 0, len(text))
    assert (found[0].amount, found[0].unit) == (amount, unit)


@pytest.mark.parametrize(
    ("text", "amount", "currency"),
    [
        ("worth US$34 million", 34000000, "USD"),
        ("nearly $580,000", 580000, "USD"),
        ("1.5m euros", 1500000, "EUR"),
        ("RMB 2.3bn", 2300000000, "CNY"),
        ("120,000 euros", 120000, "EUR"),
        ("$268mn", 268000000, "USD"),
    ],
)
def test_sums_of_money(text: str, amount: float, currency: str) -> None:
    found = find_money(_document(text), 0, len(text))
    assert found[0].amount == pytest.approx(amount)
    assert found[0].currency == currency


def test_a_price_a_unit_is_not_a_total() -> None:
    text = "a cap of $60/bl"
    assert find_money(_document(text), 0, len(text))[0].per == "unit"


@pytest.mark.parametrize(
    "text", ["a car", "the S600", "in 2017", "resolution 2397", "30,000 rocket-propelled grenades"]
)
def test_what_is_no_amount(text: str) -> None:
    assert find(_document(text), 0, len(text)) == ()


def test_the_words_are_kept_as_written() -> None:
    text = "It held 5,000 tons."
    span = find(_document(text), 0, len(text))[0].evidence[0]
    assert text[span.start : span.end] == span.quote == "5,000 tons"
