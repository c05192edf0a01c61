"""Names as words: what is cut, joined, told apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.spell import spell

KINDS: tuple[PartyKind, ...] = ("person", "organisation", "vessel", "aircraft", "state", "unknown")
TRICKY = st.sampled_from(
    (
        *"aZıßö'-./&,()№5Ⅳ \t\u200b\u202e\ufeffЯжΩ김李かア㈱عبאקთაԱ😀",
        "Abd",
        " al-",
        "Din",
        "Ltd",
        " Co.",
        "II",
        "\u0301",
        "ｱ",
        "नम",
    )
)


def read(text: str, kind: PartyKind = "unknown") -> list[tuple[str, str]]:
    return [(word.role, word.readings[0].letters) for word in spell(text, kind).words]


def all_readings(text: str, kind: PartyKind) -> set[str]:
    return {reading.letters for word in spell(text, kind).words for reading in word.readings}


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40) | st.lists(TRICKY, max_size=14).map("".join), st.sampled_from(KINDS))
def test_every_word_stands_where_it_says(text: str, kind: PartyKind) -> None:
    found = spell(text, kind)
    last = 0
    for word in found.words:
        assert text[word.start : word.end] == word.text != ""
        assert word.start >= last
        last = word.start
        letters = [reading.letters for reading in word.readings]
        assert letters
        assert len({(reading.letters, reading.system) for reading in word.readings}) == len(letters)
        assert all(one and all(sign.isascii() and sign.isalnum() for sign in one) for one in letters)


def test_a_name_of_five_thousand_letters_is_cut_with_a_note() -> None:
    found = spell("Abdul " * 1000, "person")
    assert len(found.words) <= 64
    assert any("were read" in note for note in found.notes)


def test_a_word_of_five_thousand_letters_is_cut_with_a_note() -> None:
    assert any("letters were read" in note for note in spell("x" * 5000).notes)


def test_names_of_nothing_have_no_words() -> None:
    assert [spell(text).words for text in ("", " ", "...", "\u200b", "😀", "—")] == [()] * 6


def test_an_and_sign_between_a_digit_and_a_letter_joins_nothing() -> None:
    assert read("0&A", "person")[0] == ("number", "0")


def test_names_of_stop_words_keep_words() -> None:
    assert read("The", "organisation") == [("name", "the")]
    assert read("Ltd", "organisation") == [("name", "ltd")]
    assert len(read("Co. Ltd.", "organisation")) == 2
    assert read("Haji", "person") == [("name", "haji")]


def test_a_single_letter_is_a_word() -> None:
    assert [letters for _, letters in read("J")] == ["j"]


def test_korean_and_chinese_syllables_are_no_initials_and_no_particles() -> None:
    assert [role for role, _ in read("O Kuk Ryol", "person")] == ["name"] * 3
    assert "particle" not in [role for role, _ in read("LI CHENG YU", "person")]


def test_several_scripts_in_one_name() -> None:
    roles = read('ООО "Delta" 5', "organisation")
    assert roles == [("form", "llc"), ("name", "delta"), ("number", "5")]


def test_a_script_that_nothing_reads_is_read_by_its_letters_names_and_says_so() -> None:
    found = spell("བསོད་ནམས", "person")
    assert found.words[0].readings[0].letters.startswith("ba")
    assert any("tibetan" in note for note in found.notes)


def test_the_rows_of_the_set_come_out_alike_and_apart(alike: Callable[[str, str, PartyKind], bool]) -> None:
    """Two thirds of the set were looked at while the tables grew, every third row was not."""
    lines = (Path(__file__).parent / "sets" / "words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    right = [alike(a, b, kind) == (want == "alike") for kind, a, b, want in rows]  # type: ignore[arg-type]
    aside = right[2::3]
    assert sum(right) / len(right) >= 0.92
    assert sum(aside) / len(aside) >= 0.92


def test_ten_thousand_names_need_no_more_than_a_few_seconds() -> None:
    """A bound, not a measurement: 20,000 a second on a quiet machine."""
    import time

    began = time.process_time()
    for number in range(10_000):
        spell(f"Nordlys Trading No. {number} Ltd" if number % 2 else f"OLSEN, Per {number}")
    assert time.process_time() - began < 8


@pytest.mark.parametrize("text", ["Театр музыки и танца", "ТЕАТР МУЗЫКИ И ТАНЦА", "Театр музики і танцю"])
def test_and_between_words_of_an_organisation_is_no_initial(text: str) -> None:
    word = spell(text, "organisation").words[2]
    assert (word.role, word.readings[0].letters) == ("particle", "and")


def test_a_capital_alone_in_a_persons_cyrillic_name_is_an_initial() -> None:
    assert [word.role for word in spell("И. В. Зимин", "person").words][:2] == ["initial", "initial"]
