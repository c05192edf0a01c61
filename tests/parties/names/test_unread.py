"""Scripts without a module: their letters by the names that Unicode gives them."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.parties.names.spell import spell
from tidewaiter.parties.names.unread import words


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("ហ៊ុន", "hun"),
        ("ពត", "pot"),
        ("ភ្នំ", "phnam"),
        ("ໄກສອນ", "kaison"),
        ("ພົມວິຫານ", "phomvihan"),
        ("መለስ", "meles"),
        ("ኢሳያስ", "isayas"),
        ("ኃይለ", "hayle"),
        ("މުހައްމަދު", "muhamadhu"),
    ],
)
def test_letters_are_read_by_their_names_and_closed_as_the_script_closes_them(text: str, letters: str) -> None:
    (word,) = spell(text, "person").words
    assert word.readings[0].letters == letters


def test_syriac_is_read_as_consonants_and_signs() -> None:
    (word,) = words("ܨܠܝܒܝ")
    assert word.bare
    assert word.readings[0].letters == "slYbY"


@given(st.text(st.characters(categories=["Lo", "Mn", "Mc"]), min_size=1, max_size=12))
@settings(max_examples=200, deadline=None)
def test_no_word_is_without_a_reading_or_outside_the_text(text: str) -> None:
    for word in words(text):
        assert text[word.start : word.end] == word.text
        assert all(reading.letters for reading in word.readings)
