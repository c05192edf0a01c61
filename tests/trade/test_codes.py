"""Codes of goods and numbers of ships stay text, digit by digit."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.trade.codes import is_imo, read_hs, read_imo, without_imo

quick = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("8703", ("8703",)),
        ("0102", ("0102",)),
        ("03", ("03",)),
        ("8703.23", ("870323",)),
        ("8703 23 00", ("87032300",)),
        ("8703.23.0090", ("8703230090",)),
        ("6109.10; 6106.20", ("610910", "610620")),
        ("8703/8704", ("8703", "8704")),
    ],
)
def test_an_hs_code_is_text_without_its_dots(text: str, codes: tuple[str, ...]) -> None:
    assert read_hs(text) == codes


@pytest.mark.parametrize(
    "text", ["8", "87032", "870323009000", "car", "8703,23", "8703-23", "8.70E+05", "0012", "7701"]
)
def test_a_malformed_hs_code_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_hs(text)


def test_an_odd_number_of_digits_hints_at_a_lost_zero() -> None:
    with pytest.raises(InputError) as caught:
        read_hs("102")
    assert "0102" in str(caught.value.hint)


def test_a_code_that_lost_a_zero_at_each_end_is_no_other_heading() -> None:
    with pytest.raises(InputError) as caught:
        read_hs("202.3")  # 0202.30, read as a number
    assert "zero lost" in str(caught.value.hint)


@quick
@given(st.integers(1, 5).flatmap(lambda n: st.text("0123456789", min_size=2 * n, max_size=2 * n)))
def test_the_digits_of_an_hs_code_survive(digits: str) -> None:
    if digits[:2] in ("00", "77"):
        return
    assert read_hs(digits) == (digits,)
    assert read_hs(f" {digits[:2]}.{digits[2:]} ") == (digits,)


def test_an_imo_number_is_taken_out_of_the_name() -> None:
    assert read_imo("OCEAN TEST (IMO: 9074729)") == "9074729"
    assert without_imo("OCEAN TEST (IMO: 9074729)") == "OCEAN TEST"
    assert without_imo("Ocean (I), IMO No. 9074729") == "Ocean (I)"
    assert read_imo("9074729") is None
    assert read_imo("IMO 90747291") is None


def test_the_check_digit_of_an_imo_number_is_verified() -> None:
    assert is_imo("9074729")
    assert not is_imo("9074728")
    assert not is_imo("907472")


@quick
@given(st.text(max_size=60))
def test_no_text_raises_anything_but_an_input_error(text: str) -> None:
    with contextlib.suppress(InputError):
        read_hs(text)
    read_imo(text)
    without_imo(text)
