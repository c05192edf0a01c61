"""Numbers are read where they have one meaning, and refused where they have two."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.trade.amounts import decimal_sign, read_number, split_amount

quick = settings(max_examples=200, deadline=None)


def number(text: str) -> float:
    return read_number(split_amount(text)[0])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1234", 1234),
        ("1,234.50", 1234.5),
        ("1.234,50", 1234.5),
        ("1 234,50", 1234.5),
        ("1\u00a0234,50", 1234.5),
        ("1\u202f234\u202f567", 1234567),
        ("1'234.50", 1234.5),
        ("1’234.50", 1234.5),
        ("1,234,567", 1234567),
        ("1.234.567", 1234567),
        ("12,34,567.00", 1234567),
        ("12.5", 12.5),
        ("12,5", 12.5),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("1.5E+05", 150000),
        ("１２", 12),
        (".5", 0.5),
        ("0", 0),
    ],
)
def test_a_number_with_one_meaning_is_read(text: str, value: float) -> None:
    assert number(text) == value


@pytest.mark.parametrize("text", ["1,234", "12.345", "999,000"])
def test_three_digits_after_a_single_sign_are_ambiguous(text: str) -> None:
    with pytest.raises(InputError, match="two ways"):
        number(text)


def test_the_column_settles_an_ambiguous_number() -> None:
    assert read_number("1,234", decimal=".") == 1234
    assert read_number("1,234", decimal=",") == 1.234


@pytest.mark.parametrize(
    "text",
    [
        "twelve",
        "1,23,4",
        "1.2.3,4",
        "1,234.567,8",
        "12 34",
        "-5",
        "(5)",
        "1e999",
        "5-10",
        "2 x 5",
        "about 500",
        "",
        ".",
    ],
)
def test_what_is_no_plain_number_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        number(text)


@pytest.mark.parametrize("text", ["1.2 million", "5k", "3 mln USD", "40 thousand"])
def test_a_multiple_is_not_read_as_its_first_digits(text: str) -> None:
    with pytest.raises(InputError, match="not a number"):
        number(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [("USD 1,234.50", "USD"), ("1.50 €", "€"), ("500 kg", "kg"), ("20 m³", "m3"), ("US$5", "US$"), ("5", "")],
)
def test_a_unit_or_currency_may_stand_beside_the_number(text: str, word: str) -> None:
    assert split_amount(text)[1] == word


def test_a_numeral_shows_the_decimal_sign_of_its_column() -> None:
    assert decimal_sign("12.50") == "."
    assert decimal_sign("1.234,50") == ","
    assert decimal_sign("1,234,567") == "."
    assert decimal_sign("1,234") is None
    assert decimal_sign("1234") is None


@quick
@given(st.integers(0, 10**12), st.integers(0, 99))
def test_every_way_to_write_an_amount_gives_the_amount(whole: int, cents: int) -> None:
    for text in (
        f"{whole:,}.{cents:02}",
        f"{whole:,}".replace(",", ".") + f",{cents:02}",
        f"{whole:,}".replace(",", " ") + f",{cents:02}",
        f"{whole}.{cents:02}",
    ):
        assert number(text) == float(f"{whole}.{cents:02}")


@quick
@given(st.text(max_size=60))
def test_no_text_raises_anything_but_an_input_error(text: str) -> None:
    with contextlib.suppress(InputError):
        number(text)
    decimal_sign(text)
