"""Names in Greek."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.names.scripts.meeting import meets, pairs
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import greek

LEAST = 0.95  # share of the pairs whose letters meet, measured 44 of 44


def letters(text: str, kind: PartyKind = "unknown") -> list[list[str]]:
    return [[reading.letters for reading in word.readings] for word in greek.words(text, kind)]


def first(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in greek.words(text, kind)]


def test_letters_meet_those_of_accepted_forms() -> None:
    found = [any(meets(greek.words(own), form) for form in latin) for own, latin in pairs("greek")]
    assert sum(found) / len(found) >= LEAST


def test_official_and_press_usage_are_both_read() -> None:
    assert {"ntinas", "dinas"} <= set(letters("Ντίνας")[0])
    assert {"chalkias", "halkias"} <= set(letters("Χαλκιάς")[0])


def test_upsilon_after_a_vowel_is_v_or_f_by_what_follows() -> None:
    assert letters("Ευθυμίου Ευγενικός")[0][0].startswith("ef") and letters("Ευγενικός")[0][0].startswith("ev")


def test_a_diaeresis_parts_two_vowels() -> None:
    assert letters("Μαΐου")[0][0] == "maiou"


def test_classical_spelling_is_a_weaker_reading() -> None:
    assert "phoebos" in letters("Φοίβος")[0]


def test_organisations() -> None:
    assert first("Ναυτιλιακή Εταιρεία Άνδρου Α.Ε.") == [
        ("common", "shipping"),
        ("form", "company"),
        ("name", "androu"),
        ("form", "plc"),
    ]


def test_voiced_stops_may_follow_their_nasal() -> None:
    assert {"fragkou", "frangou"} <= set(letters("Φράγκου")[0])


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊΰΑΓΕ .-3"), max_size=40),
    st.sampled_from(("person", "organisation", "unknown")),
)
def test_words_stand_where_they_say_and_have_readings(text: str, kind: PartyKind) -> None:
    end = 0
    for word in greek.words(text, kind):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert word.readings and all(re.fullmatch("[a-z0-9]+", reading.letters) for reading in word.readings)
        assert len({reading.letters for reading in word.readings}) == len(word.readings)
        end = word.end
