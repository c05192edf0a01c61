"""Names in the scripts of India."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.names.scripts.meeting import meets, pairs
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import bengali, devanagari, indic, tamil

LEAST = 0.9  # share of the pairs whose letters meet, measured 42 of 44


def letters(text: str, kind: PartyKind = "unknown") -> list[list[str]]:
    return [[reading.letters for reading in word.readings] for word in indic.words(text, kind)]


def test_letters_meet_those_of_accepted_forms() -> None:
    found = [any(meets(indic.words(own), form) for form in latin) for own, latin in pairs("indic")]
    assert sum(found) / len(found) >= LEAST


def test_an_unwritten_a_is_not_heard_at_the_end_and_between_syllables() -> None:
    assert letters("वसुन्धरा कमलेश")[0][0] == "vasundhara" and letters("कमलकांत")[0][0] == "kamalkant"


def test_the_south_keeps_its_last_vowel() -> None:
    assert letters("నరేంద్ర")[0][0] == "narendra"


def test_a_nasal_before_lips_is_m() -> None:
    assert letters("मुंबा")[0][0] == "mumba"


def test_tamil_stops_are_voiced_between_vowels() -> None:
    assert letters("மாகன்")[0][0] == "magan"


@pytest.mark.parametrize("script", [devanagari, bengali, tamil])
def test_each_script_is_found_under_its_name(script: object) -> None:
    assert script.words is indic.words  # type: ignore[attr-defined]


def test_words_of_organisations_are_english() -> None:
    assert [(word.role, word.readings[0].letters) for word in indic.words("हिमगिरि बैंक लिमिटेड")][1:] == [
        ("common", "bank"),
        ("form", "llc"),
    ]


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(min_codepoint=0x900, max_codepoint=0xD7F), max_size=30))
def test_words_stand_where_they_say_and_have_readings(text: str) -> None:
    end = 0
    for word in indic.words(text):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert word.readings and all(re.fullmatch("[a-z0-9]+", reading.letters) for reading in word.readings)
        end = word.end
