"""Names in Burmese."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.names.scripts.meeting import meets, pairs
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import burmese

LEAST = 0.9  # share of the pairs whose letters meet, measured 42 of 42


def letters(text: str, kind: PartyKind = "unknown") -> list[list[str]]:
    return [[reading.letters for reading in word.readings] for word in burmese.words(text, kind)]


def first(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in burmese.words(text, kind)]


def test_letters_meet_those_of_accepted_forms() -> None:
    found = [any(meets(burmese.words(own), form) for form in latin) for own, latin in pairs("burmese")]
    assert sum(found) / len(found) >= LEAST


def test_each_syllable_is_a_word() -> None:
    assert [word.text for word in burmese.words("မင်းအောင်လှိုင်")] == ["မင်း", "အောင်", "လှိုင်"]


def test_an_honorific_before_a_name_is_a_title() -> None:
    assert first("ဒေါ်ခင်ကြည်")[0] == ("title", "daw")
    assert first("ဒေါ်ခင်ကြည်", "organisation")[0][0] == "name"


def test_stacked_syllables_are_one_word() -> None:
    assert len(burmese.words("ဝဏ္ဏ")) == 1


def test_unknown_syllables_follow_the_tables() -> None:
    assert letters("ပြောင်")[0][0] == "pyaung"


def test_burmese_digits_are_numbers() -> None:
    assert first("၃၂") == [("number", "32")]


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("ကခဂငစဆဇညတထဒနပဖဗမယရလဝသဟအါာိီုူေဲံ့း္်ျြွှ ဦဥ၃"), max_size=40),
    st.sampled_from(("person", "organisation", "unknown")),
)
def test_words_stand_where_they_say_and_have_readings(text: str, kind: PartyKind) -> None:
    end = 0
    for word in burmese.words(text, kind):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert word.readings and all(re.fullmatch("[a-z0-9]+", reading.letters) for reading in word.readings)
        assert len({reading.letters for reading in word.readings}) == len(word.readings)
        end = word.end
