"""Codes that stand in the text."""

from __future__ import annotations

import pytest

from tidewaiter.goods.codes import find_codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("cars (HS 8703)", ("8703",)),
        ("HTS CODE : 6109901065 two lots HTS CODE : 6106202010", ("6109901065", "6106202010")),
        ("SAID TO CONTAIN TILES HSN 69072100", ("69072100",)),
        ("vehicles (HS Code 86 through 89)", ("86", "87", "88", "89")),
        ("HS 72-74, 84 and 85", ("72", "73", "74", "84", "85")),
        ("HS codes 12, 8, 7", ("12", "08", "07")),
        ("HS code 8703.23.00", ("87032300",)),
        ("8703.23.00", ("87032300",)),
        ("headings 8703 to 8705", ("8703", "8704", "8705")),
        ("chapter 25 goods", ("25",)),
        ("ТН ВЭД 2701", ("2701",)),
        ("HS编码 8703", ("8703",)),
    ],
)
def test_codes_are_found_with_their_word(text: str, codes: tuple[str, ...]) -> None:
    assert find_codes(text)[0] == codes


@pytest.mark.parametrize("text", ["8703 cars", "order 123456", "HS 9912", "HS 0012", "1,234.56", "S600", "paths 8703"])
def test_bare_numbers_are_no_codes(text: str) -> None:
    assert find_codes(text)[0] == ()


def test_places_cover_the_word_and_the_code() -> None:
    text = "cars, HS 8703, red"
    (place,) = find_codes(text)[1]
    assert text[slice(*place)] == "HS 8703"
