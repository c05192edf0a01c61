"""Names in Armenian letters."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.parties.names.scripts.meeting import meets, pairs
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import armenian

LEAST = 0.95  # share of the pairs whose letters meet, measured 42 of 42


def letters(text: str, kind: PartyKind = "unknown") -> list[list[str]]:
    return [[reading.letters for reading in word.readings] for word in armenian.words(text, kind)]


def first(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in armenian.words(text, kind)]


def test_letters_meet_those_of_accepted_forms() -> None:
    found = [any(meets(armenian.words(own), form) for form in latin) for own, latin in pairs("armenian")]
    assert sum(found) / len(found) >= LEAST


def test_eastern_and_western_sounds_are_both_read() -> None:
    assert {"grigoryan", "grigorian", "krikorian"} <= set(letters("Գրիգորյան")[0])


def test_e_and_o_at_the_start_are_ye_and_vo() -> None:
    assert letters("Երամ Ոստան")[0][0] == "yeram" and letters("Երամ Ոստան")[1][0] == "vostan"


def test_a_legal_form_is_read_as_its_class() -> None:
    assert first("Լուսին ՍՊԸ")[1] == ("form", "llc")


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from("աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆևԱՈՒ -3"), max_size=40),
    st.sampled_from(("person", "organisation", "unknown")),
)
def test_words_stand_where_they_say_and_have_readings(text: str, kind: PartyKind) -> None:
    end = 0
    for word in armenian.words(text, kind):
        assert word.start >= end and text[word.start : word.end] == word.text
        assert word.readings and all(re.fullmatch("[a-z0-9]+", reading.letters) for reading in word.readings)
        assert len({reading.letters for reading in word.readings}) == len(word.readings)
        end = word.end
