"""Ordinary goods whose names hold a word for arms, nuclear goods or luxury: they must accuse nobody."""

from __future__ import annotations

import pytest

from tidewaiter.goods.classify import classify

ACCUSING = frozenset(
    [
        "arms",
        "major-arms",
        "battle-tank",
        "armoured-vehicle",
        "artillery",
        "combat-aircraft",
        "warship",
        "missile",
        "ballistic-missile",
        "rocket",
        "combat-drone",
        "small-arms",
        "light-weapons",
        "ammunition",
        "small-arms-ammunition",
        "explosive-ordnance",
        "air-defence",
        "arms-parts",
        "military-equipment",
        "wmd-item",
        "nuclear-item",
        "missile-item",
        "listed-dual-use",
        "art",
        "caviar",
        "fountain-pen",
        "ski-lift",
    ]
)
ORDINARY = {
    "English": "glue guns, massage gun, torpedo level, taco shells, shell and tube heat exchanger, septic tanks, "
    "tank tops, bath bombs, firework rockets, wiper arms, cartridge heaters, mortar mixers, mine ventilation fans, "
    "bomber jackets, needle destroyers, armoured cables, antique brass door handles, laboratory centrifuge, "
    "bags of dry mortar, water cannon, seed bombs",
    "Russian": "клеевой пистолет, тепловая пушка, патрон для дрели, мины для карандашей, кабель бронированный, "
    "танк-контейнер, спортивный снаряд, водяной пистолет, икра кабачковая",
    "Korean": "물탱크, 글루건, 안전모, 선풍기, 정수기, 금속탐지기, 쌍안경, 볼펜, 유압실린더, 냉동 고등어, 참치 통조림",
    "Chinese": "水箱, 热熔胶枪, 安全帽, 风扇, 净水器, 遥控器, 望远镜, 圆珠笔, 液压缸, 瑞士军刀, 坦克背心",
}


@pytest.mark.parametrize("language", ORDINARY)
def test_ordinary_goods_are_no_arms_whatever_their_names_sound_like(language: str) -> None:
    texts = [text.strip() for text in ORDINARY[language].split(",")]
    accused = {text: kinds for text in texts if (kinds := ACCUSING.intersection(classify(text).kinds))}
    assert accused == {}


def test_the_word_alone_keeps_its_meaning_for_arms() -> None:
    kinds = [classify(text).kinds for text in ("artillery shells", "battle tanks", "снаряды", "방탄헬멧", "炮弹")]
    assert all(ACCUSING.intersection(found) for found in kinds)
