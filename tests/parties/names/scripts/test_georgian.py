"""Names in Georgian letters."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.names.scripts.meeting import meets, pairs
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import georgian

LEAST = 0.95  # share of the pairs whose letters meet, measured 40 of 40


def letters(text: str, kind: PartyKind = "unknown") -> list[list[str]]:
    return [[reading.letters for reading in word.readings] for word in georgian.words(text, kind)]


def first(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in georgian.words(text, kind)]


def test_letters_meet_those_of_accepted_forms() -> None:
    found = [any(meets(georgian.words(own), form) for form in latin) for own, latin in pairs("georgian")]
    assert sum(found) / len(found) >= LEAST


def test_the_national_system_stands_first_without_its_marks() -> None:
    assert letters("წიქარიშვილი")[0][0] == "tsikarishvili"


def test_capitals_and_church_letters_are_the_same_letters() -> None:
    assert letters("ᲗᲐᲛᲐᲠ") == letters("თამარ")


def test_the_spelling_that_russian_passed_on_is_read_too() -> None:
    assert "dzhanashvili" in letters("ჯანაშვილი")[0]


def test_a_legal_form_is_read_as_its_class() -> None:
    assert first("შპს ვარდი")[0] == ("form", "llc")


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ -3"), max_size=40),
    st.sampled_from(("person", "organisation", "unknown")),
)
def test_words_stand_where_they_say_and_have_readings(text: str, kind: PartyKind) -> None:
    end = 0
    for word in georgian.words(text, kind):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert word.readings and all(re.fullmatch("[a-z0-9]+", reading.letters) for reading in word.readings)
        assert len({reading.letters for reading in word.readings}) == len(word.readings)
        end = word.end
