"""Cutting a name into pieces, and what is put right on the way."""

from __future__ import annotations

from tidewaiter.parties.names.normal import compatible, pieces, twin
from tidewaiter.parties.names.spell import spell


def cut(text: str) -> list[tuple[str, str, str]]:
    return [(piece.text, piece.script, piece.joint) for piece in pieces(text)[0]]


def test_hyphens_part_words() -> None:
    assert cut("Jong-un") == [("Jong", "latin", " "), ("un", "latin", "-")]


def test_digits_are_parted_from_letters() -> None:
    assert [text for text, _, _ in cut("Unit61 MV123")] == ["Unit", "61", "MV", "123"]


def test_apostrophes_stay_inside_a_word_and_go_from_its_ends() -> None:
    assert [text for text, _, _ in cut("O'Brien 'Star' Qur’an")] == ["O'Brien", "Star", "Qur'an"]


def test_a_comma_counts_more_than_the_space_behind_it() -> None:
    assert [joint for _, _, joint in cut("KIM, Jong")] == [" ", ","]


def test_capitals_inside_a_word_do_not_cut_it() -> None:
    assert len(cut("SiemensAG")) == 1


def test_invisible_characters_go_and_are_told() -> None:
    found, notes = pieces("Vla\u200bdi\u202emir")
    assert [piece.text for piece in found] == ["Vladimir"]
    assert notes == ["2 invisible characters were removed"]


def test_full_width_letters_and_digits_are_plain_ones() -> None:
    assert cut("ＡＢＣ５") == [("ABC", "latin", " "), ("5", "digits", "")]


def test_cyrillic_letters_inside_a_latin_word_are_read_as_latin() -> None:
    found, notes = pieces("Рutin")
    assert (found[0].text, found[0].script) == ("Putin", "latin")
    assert len(notes) == 1


def test_latin_letters_inside_a_cyrillic_word_are_read_as_cyrillic() -> None:
    assert pieces("Влaдимир")[0][0].script == "cyrillic"


def test_a_whole_word_of_look_alikes_beside_latin_words_has_both_readings() -> None:
    letters = [reading.letters for reading in spell("ТОРАZ ОСЕАН Shipping").words[1].readings]
    assert {"osean", "ocean"} & set(letters)


def test_twins_need_every_letter() -> None:
    assert twin("РЕТ") == "pet"
    assert twin("ЖЕТ") == ""


def test_half_width_kana_and_taken_apart_hangul_keep_their_places() -> None:
    assert compatible("ﾄﾞﾙ") == ("ドル", [1, 2])
    letters, places = compatible("\u1100\u1161\u11a8")
    assert (letters, places) == ("각", [2])


def test_emoji_and_quotes_are_no_words() -> None:
    assert [text for text, _, _ in cut("“Star” 😀 «Nord»")] == ["Star", "Nord"]


def test_the_and_sign_is_a_piece() -> None:
    assert [script for _, script, _ in cut("A & B + C")] == ["latin", "&", "latin", "&", "latin"]
