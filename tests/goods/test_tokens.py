"""How a text is taken apart into words."""

from __future__ import annotations

import pytest

from tidewaiter.goods.lexicon import grammar, lexicon
from tidewaiter.goods.tokens import simplified, stem, tokenize


def words(text: str) -> list[str]:
    return tokenize(text, spelling=grammar().spelling, vocabulary=lexicon().vocabulary).words


def test_hyphens_and_joints_of_letters_and_digits_part_words() -> None:
    assert words("Il-62M") == ["il", "62", "M".lower()]
    assert words("rocket-propelled") == ["rocket", "propelled"]


def test_the_possessive_is_left_out_and_the_span_keeps_it() -> None:
    tokens = tokenize("men's suits", spelling={}, vocabulary={})
    assert tokens.words == ["men", "suits"]
    assert tokens.ends[0] == 5


def test_spelling_and_accents_are_folded() -> None:
    assert words("Aluminum rosé") == ["aluminium", "rose"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ракета", "ракеты"),
        ("автомобиль", "автомобилей"),
        ("самолёт", "самолетов"),
        ("мешок", "мешков"),
        ("сумка", "сумок"),
        ("огурец", "огурцы"),
        ("батарейка", "батареек"),
        ("чеснок", "чеснока"),
    ],
)
def test_russian_cases_meet_in_one_stem(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_korean_is_cut_by_the_vocabulary_with_or_without_a_space() -> None:
    assert words("고급승용차를") == ["고급승용차", "를"]
    assert words("고급 승용차") == ["고급승용차"]


def test_a_short_korean_word_inside_a_longer_one_is_not_that_word() -> None:
    assert "배" not in words("배추김치")
    assert "배" in words("배 두 척")


def test_words_with_runs_and_possessives_are_found_where_they_stand() -> None:
    text = "men's 3.5 л/с, 고급 승용차 x"
    tokens = tokenize(text, spelling=grammar().spelling, vocabulary=lexicon().vocabulary)
    there = [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)]
    assert there == ["men's", "3.5", "л/с", ",", "고급 승용차", "x"]


def test_signs_are_read_as_the_words_they_stand_for() -> None:
    assert words("nuts & bolts w/ washers") == ["nuts", "and", "bolts", "with", "washers"]
    assert words("oil 20W/30") == ["oil", "20", "w", "/", "30"]


def test_a_korean_word_with_a_space_in_it_takes_nothing_from_a_longer_word() -> None:
    vocabulary = {"냉동": ("냉동고", "냉동"), "고등": ("고등어",)}
    assert tokenize("냉동 고등어", spelling={}, vocabulary=vocabulary).words == ["냉동", "고등어"]
    assert tokenize("냉동 고 2대", spelling={}, vocabulary=vocabulary).words[0] == "냉동고"


def test_traditional_characters_are_looked_up_as_simplified_ones_and_keep_their_places() -> None:
    text = "不鏽鋼無縫鋼管 及 電纜"
    found = tokenize(text, spelling={}, vocabulary=lexicon().vocabulary)
    assert "电缆" in found.words
    at = found.words.index("电缆")
    assert text[found.starts[at] : found.ends[at]] == "電纜"


def test_each_traditional_character_has_one_simplified_and_none_leads_on_to_another() -> None:
    table = simplified()
    assert len(table) > 2000
    assert all(len(short) == 1 and ord(short) not in table for short in table.values())


def test_copper_is_not_honey_though_their_stems_are_one() -> None:
    spelling = {"медь": "медь", "меди": "медь"}
    found = tokenize("мёд мёда медь меди", spelling=spelling, vocabulary={}).words
    assert found[0] == found[1]
    assert found[2] == found[3] != found[0]


def test_a_run_is_cut_so_that_the_least_is_left_over() -> None:
    vocabulary = {"汽车": ("汽车站", "汽车"), "站牌": ("站牌",)}
    assert tokenize("汽车站牌", spelling={}, vocabulary=vocabulary).words == ["汽车", "站牌"]
    assert tokenize("汽车站", spelling={}, vocabulary=vocabulary).words == ["汽车站"]


def test_a_chinese_word_is_not_put_together_from_two_sides_of_a_space() -> None:
    vocabulary = {"米糖": ("米糖果",)}
    assert tokenize("10米 糖果盒", spelling={}, vocabulary=vocabulary).words == ["10", "米", "糖果盒"]
