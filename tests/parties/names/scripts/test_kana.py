import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import japanese, kana
from tidewaiter.parties.names.word import Word


def letters(word: Word) -> list[str]:
    return [reading.letters for reading in word.readings]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("しんじゅく", "shinjuku"), ("ジョン", "jon"), ("ヴァレリー", "varerii"), ("フィリップ", "firippu"),
        ("ティム", "timu"), ("デュポン", "dyupon"), ("ウェイン", "wein"), ("チェ", "che"), ("まっちゃ", "matcha"),
        ("きょうこ", "kyouko"), ("グァム", "gwamu"),
    ],
)  # fmt: skip
def test_kana_are_written_by_hepburn(text: str, expected: str) -> None:
    assert japanese.romaji(text) == expected


def test_long_vowels_and_the_kunrei_system_are_readings_too() -> None:
    found = [reading.letters for reading in japanese.native("しょうじ")]
    assert found[0] == "shoji" and {"shouji", "syozi"} <= set(found)


def test_a_foreign_name_loses_the_vowels_that_prop_consonants() -> None:
    assert "smirnof" in letters(kana.words("スミルノフ", "person")[0])
    assert "nelson" in letters(kana.words("ネルソン", "person")[0])


def test_parts_of_a_foreign_name_are_words() -> None:
    first, second = kana.words("ウラジーミル・プーチン", "unknown")
    assert letters(first)[0] == "vladimir" and letters(second)[0] == "putin"


def test_characters_are_the_family_name_and_kana_the_given_one() -> None:
    found = kana.words("高橋さくら", "unknown")
    assert [(word.text, word.role) for word in found] == [("高橋", "family"), ("さくら", "given")]


def test_an_organisation_is_cut_at_its_known_words() -> None:
    found = kana.words("あさひトレーディング株式会社", "unknown")
    assert [word.readings[0].letters for word in found] == ["asahi", "trading", "plc"]


def test_a_ship_ends_in_maru() -> None:
    assert [word.readings[0].letters for word in kana.words("あけぼの丸", "unknown")] == ["akebono", "maru"]


signs = st.characters(min_codepoint=0x3041, max_codepoint=0x30FF)
texts = st.text(st.one_of(signs, st.sampled_from("田中 ・丸8")), max_size=12)


@settings(max_examples=150, deadline=None)
@given(
    st.text(
        st.one_of(st.characters(min_codepoint=0x3041, max_codepoint=0x30FF), st.sampled_from("田中 ・丸8")), max_size=12
    ),
    st.sampled_from(["person", "unknown", "organisation", "vessel"]),
)
def test_every_word_stands_where_it_says_and_has_letters(text: str, kind: PartyKind) -> None:
    for word in kana.words(text, kind):
        assert text[word.start : word.end] == word.text
        assert word.readings and all(r.letters.isascii() and r.letters.isalnum() for r in word.readings)


def test_the_given_name_may_stand_first() -> None:
    given, family = kana.words("あすか 橋本", "person")
    assert (given.role, family.role) == ("given", "family")
    assert family.readings[0].letters == "hashimoto" and family.readings[0].cost == 0
