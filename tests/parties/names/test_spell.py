"""Names as words: what is cut, joined, told apart."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.spell import spell


def read(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in spell(text, kind).words]


def test_a_comma_tells_the_family_name() -> None:
    assert read("KIM, Jong Un", "person") == [("family", "kim"), ("given", "jong"), ("given", "un")]


def test_abd_and_its_other_half_are_one_word() -> None:
    assert read("Abd al-Rahman", "person") == read("Abdul Rahman", "person") == [("name", "abdalrahman")]


def test_a_form_of_two_words_is_one_word_read_as_its_class() -> None:
    assert read("Ryonha Co., Ltd.", "organisation") == [("name", "ryonha"), ("form", "llc")]


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.sampled_from(("person", "organisation", "vessel", "unknown")))
def test_every_word_stands_where_it_says(text: str, kind: PartyKind) -> None:
    found = spell(text, kind)
    last = 0
    for word in found.words:
        assert text[word.start : word.end] == word.text != ""
        assert word.start >= last
        assert word.readings
        last = word.end
