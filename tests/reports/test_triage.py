"""A report is set aside only where it cannot touch the regime."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.reports.triage import Triage, Vocabulary

WORDS = Vocabulary(
    "test", ("North Korea", "Pyongyang", "Kim Jong", "북한", "норд"), ("car", "iron ore", "watch", "석탄", "угл")
)
TRIAGE = Triage(WORDS)


@pytest.mark.parametrize(
    "text",
    [
        "The match was played in PYONGYANG.",
        "He flew to Pyong\u00adyang on Friday.",
        "The talks with Pyong-\nyang went on.",
        "Kim Jong\u2019s brother arrived.",
        "북한은 오늘 밝혔다.",
    ],
)
def test_a_name_of_the_regime_is_found_however_it_is_written(text: str) -> None:
    touch = TRIAGE.touch(text)
    assert touch is not None
    assert touch.why == "place or party"


@pytest.mark.parametrize(
    ("text", "goods"),
    [
        ("Customs officers seized two cars at the border.", "cars"),
        ("A cargo of iron ores was unloaded.", "iron ore"),
        ("He was given watches.", "watches"),
        ("В порт поставили уголь и углём грузили суда.", "угл"),
        ("중국은 석탄 수출을 중단했다.", "석탄"),
    ],
)
def test_goods_beside_a_word_of_trade_are_read_without_any_name(text: str, goods: str) -> None:
    touch = TRIAGE.touch(text)
    assert touch is not None
    assert touch.words[0] == goods


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The car broke down on the way home.",
        "Sanctions were debated at length.",
        "The mayor bought time.\nHer car stood outside.",
    ],
)
def test_goods_and_trade_apart_from_each_other_are_set_aside(text: str) -> None:
    assert TRIAGE.touch(text) is None


def test_one_word_is_not_both_goods_and_trade() -> None:
    ships = Triage(Vocabulary("test", (), ("ship",)))
    assert ships.touch("She ships it tomorrow.") is None
    assert ships.touch("She ships it by ship tomorrow.") is not None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_whatever_stands_around_a_name_the_report_is_read(before: str, after: str) -> None:
    assert TRIAGE.touch(f"{before} Pyongyang {after}") is not None


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_gets_an_answer(text: str) -> None:
    TRIAGE.touch(text)
