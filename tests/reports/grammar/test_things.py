"""The words for things, measures, persons and ideas."""

from __future__ import annotations

import pytest

from tidewaiter.reports.grammar.things import load, plural
from tidewaiter.reports.grammar.words import load as words


def test_a_thing_has_its_class_in_both_numbers() -> None:
    classes = load().classes
    assert classes["spoon"] == classes["spoons"] == "metal goods"
    assert classes["penknife"] == classes["penknives"] == "metal goods"


def test_a_name_of_two_words_is_known_as_a_whole() -> None:
    things = load()
    assert things.is_name_head("armour")
    assert things.classes["body armour"] == "arms"
    assert things.classes["vacuum pump"] == "machinery"


@pytest.mark.parametrize("word", ["condolences", "verdict", "readiness", "solidarity", "passengers", "subsidiary"])
def test_persons_bodies_and_ideas_are_no_things(word: str) -> None:
    assert load().is_no_thing(word)


@pytest.mark.parametrize("word", ["cement", "ointment", "furniture", "ambulance", "ammunition", "furnishing"])
def test_a_thing_with_the_ending_of_an_idea_is_a_thing(word: str) -> None:
    assert not load().is_no_thing(word)


def test_a_word_before_a_general_word_gives_its_class() -> None:
    things = load()
    assert "products" in things.general
    assert things.by_description("beauty") == "luxury"
    assert things.by_description("military") == "arms"
    assert things.by_description("excellent") is None


def test_no_thing_is_an_idea_too() -> None:
    things = load()
    both = [word for word in things.classes if word in things.ideas and word not in things.trades]
    assert both == []


def test_no_word_stands_in_two_classes() -> None:
    things = load()
    assert all(things.classes[word] == kind for word, kind in things.trades.items())
    assert words().classes == things.trades


def test_goods_own_and_do_nothing_but_ships_and_workers_may() -> None:
    things = load()
    assert things.is_inert("carpets")
    assert not things.is_inert("tanker")
    assert not things.is_inert("governor")


def test_plurals_follow_the_ending_or_the_list() -> None:
    assert plural("battery", {}) == "batteries"
    assert plural("toy", {}) == "toys"
    assert plural("brush", {}) == "brushes"
    assert plural("steak knife", {"knife": "knives"}) == "steak knives"
