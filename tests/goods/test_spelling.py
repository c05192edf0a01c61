"""Words written wrongly by one letter."""

from __future__ import annotations

import pytest

from tidewaiter.goods.spelling import bones, respelt
from tidewaiter.goods.suggest import suggest

KNOWN = bones(
    ["hydraulic", "porcelain", "earring", "pneumatic", "curtain", "disposable", "propane", "weaving", "barrel"]
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("hydralic", "hydraulic"),  # a letter left out
        ("porcelaiin", "porcelain"),  # put in
        ("pnuematic", "pneumatic"),  # changed places
        ("disposible", "disposable"),  # another one, in a long word
        ("earing", None),  # words in -ing are verbs
        ("certain", None),  # another one, in a short word: another word
        ("waving", None),
        ("hydrolics", None),  # two slips
        ("barel", None),  # too short
    ],
)
def test_a_slip_of_one_letter_is_mended_where_one_word_alone_can_be_meant(written: str, meant: str | None) -> None:
    assert respelt(written, KNOWN) == meant


def test_of_two_words_that_may_be_meant_neither_is() -> None:
    assert respelt("canister", bones(["cannister", "canistter"])) is None


def test_a_misspelt_text_is_read_and_quoted_as_it_stands() -> None:
    first = suggest("hydralic pump").candidates[0]
    assert first.heading == "8413"
    assert "hydralic" in first.why


def test_a_chemical_is_never_respelt() -> None:
    assert suggest("methanal").candidates == ()  # formaldehyde, not methanol
