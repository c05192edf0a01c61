"""Names in Hebrew letters."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.names.scripts.meeting import meets, pairs
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import hebrew

LEAST = 0.95  # share of the pairs whose letters meet, measured 44 of 45


def letters(text: str, kind: PartyKind = "unknown") -> list[list[str]]:
    return [[reading.letters for reading in word.readings] for word in hebrew.words(text, kind)]


def first(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in hebrew.words(text, kind)]


def test_letters_meet_those_of_accepted_forms() -> None:
    found = [any(meets(hebrew.words(own), form) for form in latin) for own, latin in pairs("hebrew")]
    assert sum(found) / len(found) >= LEAST


def test_names_are_skeletons_with_signs_beside_the_known_form() -> None:
    assert letters("לבנון")[0][0] == "lebanon" and "lvnWn" in letters("לבנון")[0]


def test_bet_kaf_and_pe_are_read_hard_and_soft() -> None:
    assert {"brgfld", "brgpld"} <= set(letters("ברגפלד")[0])


def test_shin_may_be_s() -> None:
    assert {"shrYg", "srYg"} <= set(letters("שריג")[0])


def test_a_mark_makes_the_foreign_sounds() -> None:
    assert letters("צ'רנוב")[0][0].startswith("ch") and letters("ג׳מאל")[0][0].startswith("j")


def test_points_give_the_vowels() -> None:
    assert letters("דָּוִד בֶּן־גּוּרְיוֹן")[2][0] == "guryon"


def test_words_of_organisations_and_forms() -> None:
    assert first('בנק הדגן לישראל בע"מ')[0] == ("common", "bank")
    assert first('בנק הדגן לישראל בע"מ')[-1] == ("form", "llc")


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("אבגדהוזחטיכךלמםנןסעפףצץקרשת '״׳\"-־ָּׁׂ3"), max_size=40),
    st.sampled_from(("person", "organisation", "unknown")),
)
def test_words_stand_where_they_say_and_have_readings(text: str, kind: PartyKind) -> None:
    end = 0
    for word in hebrew.words(text, kind):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert word.readings and all(re.fullmatch("[a-z0-9AWYEM]+", reading.letters) for reading in word.readings)
        assert len({reading.letters for reading in word.readings}) == len(word.readings)
        end = word.end
