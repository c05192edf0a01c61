"""Uses written in one word with their mark, and single characters, in Korean and Chinese item texts."""

from __future__ import annotations

import pytest

from tidewaiter.goods.evidence import read
from tidewaiter.goods.suggest import suggest


def roles(text: str) -> list[tuple[str | None, list[str]]]:
    return [(role, [piece.term.key for piece in pieces]) for role, pieces in read(text).phrases[0].chunks]


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("마그네트론 전자레인지용", "8540"),
        ("발전기용 베어링", "8482"),
        ("화장품용 플라스틱 용기", "3923"),
        ("铝箔 药用", "7607"),
        ("汽车专用轮胎", "4011"),
        ("轴承 机床用", "8482"),
    ],
)
def test_a_noun_before_the_mark_of_use_is_no_head(text: str, heading: str) -> None:
    assert suggest(text).candidates[0].heading == heading


def test_an_unknown_thing_for_known_goods_is_not_those_goods() -> None:
    found = roles("전동기용 갸갹갸")
    assert found[0][0] is None
    assert "전동기" not in found[0][1]
    assert ("use", ["전동기"]) in found


def test_a_solution_is_no_use() -> None:
    assert all(role != "use" for role, _ in roles("암모니아용액"))


def test_a_single_character_inside_a_word_names_no_goods() -> None:
    chunk = read("锁扣").phrases[0].chunks[0]
    assert not any(piece.term.meanings for piece in chunk.pieces)


def test_in_chinese_and_korean_what_stands_behind_a_number_describes() -> None:
    assert suggest("轴承 6204 塑料袋").candidates[0].heading == "8482"
    assert suggest("볼트 10mm 나무상자").candidates[0].heading == "7318"


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        ("自动售票机 纸币 触摸屏", "8470"),
        ("活性炭 颗粒 纸箱", "3802"),
        ("男式衬衫 府绸 格子", "6205"),
        ("선풍기 리모컨 포함", "8414"),
    ],
)
def test_what_stands_behind_a_space_describes_the_product_before_it(text: str, heading: str) -> None:
    assert suggest(text).candidates[0].heading == heading


def test_a_part_behind_a_space_is_the_goods() -> None:
    assert suggest("缝纫机 零件").candidates[0].heading == "8452"
    assert suggest("汽车 座椅").candidates[0].heading == "9401"


def test_one_syllable_of_an_unknown_korean_word_names_no_goods() -> None:
    chunk = read("칼갸갹").phrases[0].chunks[0]
    assert not any(piece.term.meanings for piece in chunk.pieces)


def test_a_packing_behind_goods_in_chinese_is_no_bag() -> None:
    assert suggest("綠茶 真空包").candidates[0].heading == "0902"
