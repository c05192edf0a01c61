"""Names in Thai."""

import re
import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.names.scripts.meeting import meets, pairs
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import thai

LEAST = 0.85  # share of the pairs whose letters meet, measured 37 of 42


def letters(text: str, kind: PartyKind = "unknown") -> list[list[str]]:
    return [[reading.letters for reading in word.readings] for word in thai.words(text, kind)]


def first(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in thai.words(text, kind)]


def test_letters_meet_those_of_accepted_forms() -> None:
    found = [any(meets(thai.words(own), form) for form in latin) for own, latin in pairs("thai")]
    assert sum(found) / len(found) >= LEAST


def test_sounds_of_the_royal_system_and_customary_letters_are_both_read() -> None:
    assert {"prasoetphon", "prasertpol"} & set(letters("ประเสริฐพล")[0])
    assert {"phichai", "pichai"} <= set(letters("พิชัย")[0])


def test_a_vowel_written_before_its_consonant_is_read_after_it() -> None:
    assert letters("เมธี")[0][0] == "methi"


def test_a_silenced_letter_is_not_heard() -> None:
    assert "suphan" in letters("สุพันธ์")[0]


def test_letters_from_sanskrit_are_a_reading() -> None:
    assert "bhairob" in "".join(letters("ไภรพ")[0])


def test_words_of_organisations_are_cut_from_names() -> None:
    assert first("บริษัท สยามทอง จำกัด (มหาชน)")[0] == ("form", "company")
    assert first("ธนาคารสยาม")[0] == ("common", "bank")


def test_a_title_glued_to_a_name_is_cut_off() -> None:
    assert [role for role, _ in first("นายสมชาย ทองดี")] == ["title", "name", "name"]


def test_thai_digits_are_numbers() -> None:
    assert first("๑๒") == [("number", "12")]


def test_a_consonant_between_syllables_is_read_with_a_short_vowel_too() -> None:
    assert "siriwatthana" in letters("สิริวัฒนะ")[0]


def test_the_sign_am_is_known_in_both_of_its_forms() -> None:
    parted = unicodedata.normalize("NFKC", "บริษัท จำกัด")
    assert [role for role, _ in first(parted)] == [role for role, _ in first("บริษัท จำกัด")] == ["form", "form"]
    assert letters(unicodedata.normalize("NFKC", "อำนาจ")) == letters("อำนาจ")


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("กขคงจชซดตทธนบปผพภมยรลวศสหอะาิีึุูเแโไ็่้์ัำ ร.ฤ๕"), max_size=40),
    st.sampled_from(("person", "organisation", "unknown")),
)
def test_words_stand_where_they_say_and_have_readings(text: str, kind: PartyKind) -> None:
    end = 0
    for word in thai.words(text, kind):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert word.readings and all(re.fullmatch("[a-z0-9]+", reading.letters) for reading in word.readings)
        assert len({reading.letters for reading in word.readings}) == len(word.readings)
        end = word.end
