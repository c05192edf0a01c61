"""Numbers that are a party's own: their written form, and whether they can be what they claim to be."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.parties.identify import family, find_imo, guess, normal, valid

KINDS = [
    *("imo", "company-imo", "mmsi", "call-sign", "lei", "isin", "bic", "passport", "inn", "ogrn", "tax", "wallet"),
    *("registration", "national-id", "website", "email", "phone", "uscc", "nobody-knows-this"),
]


def ship(first_six: str) -> str:
    return first_six + str(sum(int(d) * w for d, w in zip(first_six, range(7, 1, -1), strict=True)) % 10)


@pytest.mark.parametrize(
    "text",
    [
        *("IMO 9074729", "IMO No. 9074729", "IMO9074729", "imo: 9074729", "IMO number 9074729", "I.M.O. 9074729"),
        *("the tanker (IMO-9074729) left", "ＩＭＯ　９０７４７２９", "IMO №9074729", "IMO # 9074729", "IMO ٩٠٧٤٧٢٩"),
    ],
)
def test_an_imo_number_is_found_however_it_is_written(text: str) -> None:
    assert find_imo(text) == "9074729"
    assert guess(text) == "9074729"


@pytest.mark.parametrize("text", ["9074729", "IMO 90747290", "IMO 9074728", "KIMO 9074729", "IMO", "", "IMO 15411"])
def test_no_imo_number_is_found_without_its_word_its_length_or_its_check_digit(text: str) -> None:
    assert find_imo(text) is None


def test_the_first_imo_number_that_fits_is_taken() -> None:
    assert find_imo("IMO 9074728 (misprint), now IMO 9074729") == "9074729"


@pytest.mark.parametrize(
    ("kind", "written", "form"),
    [
        ("imo", "IMO 9074729", "9074729"),
        ("imo", "９０７４７２９", "9074729"),
        ("imo", "IMO 15411", "15411"),
        ("passport", "AB-12 34.5", "AB12345"),
        ("call-sign", "5IM 597", "5IM597"),
        ("bic", "abcdefghxxx", "ABCDEFGH"),
        ("bic", "ABCDEFGH123", "ABCDEFGH123"),
        ("wallet", "0xAB00000000000000000000000000000000000012", "0xab00000000000000000000000000000000000012"),
        ("wallet", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2"),
        ("website", "https://www.Example.org/", "example.org"),
        ("email", " Someone@Example.ORG ", "someone@example.org"),
        ("phone", "+98 (21) 123-45", "982112345"),
        ("phone", "0098 21 12345", "982112345"),
        ("tax", "123-456/7", "1234567"),
        ("registration", "ж-12", "Ж12"),
        ("tax", "---", "---"),
    ],
)
def test_a_number_is_compared_without_what_only_adorns_it(kind: str, written: str, form: str) -> None:
    assert normal(kind, written) == form


@pytest.mark.parametrize(
    ("kind", "number", "fits"),
    [
        ("imo", "9074729", True),
        ("imo", "IMO 9074729", True),
        ("imo", "9074728", False),
        ("imo", "IMO 15411", False),
        ("mmsi", "445123000", True),
        ("mmsi", "12345", False),
        ("call-sign", "HMAB9", True),
        ("call-sign", "1AB", False),
        ("lei", "5493001KJTIIGC8Y1R12", True),
        ("lei", "5493001KJTIIGC8Y1R13", False),
        ("isin", "US0378331005", True),
        ("isin", "US0378331006", False),
        ("bic", "DEUTDEFF500", True),
        ("bic", "DEUT", False),
        ("inn", "7707083893", True),
        ("inn", "7707083894", False),
        ("ogrn", "1027700132195", True),
        ("ogrn", "1027700132196", False),
        ("uscc", "91110000600037341L", True),
        ("vat", "BE 0428.759.497", True),
        ("vat", "BE 0428.759.498", False),
        ("vat", "EL094259216", True),
        ("vat", "12345", None),
        ("passport", "AB1234567", True),
        ("passport", "lost", False),
        ("wallet", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN2", True),
        ("wallet", "1BvBMSEYstWetqTFn5Au4m4GFg7xJaNVN3", False),
        ("wallet", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4", True),
        ("wallet", "bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t5", False),
        ("wallet", "0x12", False),
        ("wallet", "a form that nobody knows", None),
        ("tax", "1", None),
        ("nobody-knows-this", "1", None),
        ("imo", "", False),
        ("lei", "9" * 500, False),
    ],
)
def test_check_digits_tell_what_cannot_be(kind: str, number: str, fits: bool | None) -> None:
    assert valid(kind, number) is fits


def test_a_company_has_its_own_rule_of_imo_numbers() -> None:
    assert valid("company-imo", "5342883") is True
    assert valid("company-imo", "5342884") is False
    assert valid("imo", "5342883") is False


def test_kinds_of_one_family_are_compared_with_each_other() -> None:
    assert family("INN") == family("tax") == "tax"
    assert family("ogrn") == family("Registration") == "registration"
    assert family("swift") == "bic"
    assert family("Herd Book") == "herd-book"


@given(st.sampled_from(KINDS), st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_any_text_has_a_form_which_is_its_own_form_again(kind: str, text: str) -> None:
    form = normal(kind, text)
    assert normal(kind, form) == form
    assert valid(kind, text) in (True, False, None)
    assert bool(form) == bool(text.strip())


@given(st.integers(min_value=100_000, max_value=999_999), st.integers(min_value=0, max_value=5), st.integers(1, 9))
@settings(max_examples=200, deadline=None)
def test_one_wrong_digit_in_a_ships_number_is_seen_unless_its_weight_hides_it(first: int, at: int, step: int) -> None:
    number = ship(str(first))
    assert valid("imo", number)
    wrong = number[:at] + str((int(number[at]) + step) % 10) + number[at + 1 :]
    hidden = (7 - at) * ((int(number[at]) + step) % 10 - int(number[at])) % 10 == 0
    assert valid("imo", wrong) is (hidden and wrong[0] != "0")


def test_the_examples_of_the_guide_give_what_they_say() -> None:
    page = Path(__file__).resolve().parents[2] / "docs/concepts/parties-lists-us.md"
    assert doctest.testfile(str(page), module_relative=False) == (0, 3)
