"""What the words of goods say of places: where from, where to, on the way, or no end at all."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.checks.ends import ends, without_ends

TEXTS = yaml.safe_load(Path(__file__).with_name("ends.yaml").read_text(encoding="utf-8"))


def rows(part: str) -> Iterator[Any]:
    for language, texts in TEXTS[part].items():
        for text, expected in texts:
            yield pytest.param(text, expected, id=f"{language}: {text}")


def read(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for end in ends(text):
        if end.code not in found.setdefault(end.part, []):
            found[end.part].append(end.code)
    return found


def listed(expected: dict[str, str | list[str]]) -> dict[str, list[str]]:
    return {part: [codes] if isinstance(codes, str) else codes for part, codes in expected.items()}


@pytest.mark.parametrize(("text", "expected"), [*rows("worked_on"), *rows("set_aside"), *rows("later")])
def test_the_ends_that_a_text_names_are_read(text: str, expected: dict[str, str | list[str]]) -> None:
    assert read(text) == listed(expected)


@pytest.mark.parametrize(
    "text", ["hydraulic pump", "", "DPRK", "Turkey breast", "KP 20 pumps", "backpack KPX", "steel 20 KP"]
)
def test_what_names_no_end_of_the_north_gives_none_or_leaves_it_open(text: str) -> None:
    assert all(end.part == "open" or end.code != "KP" for end in ends(text))


def test_the_words_that_say_so_stand_in_the_text() -> None:
    (end,) = ends("Lathes, final destination Pyongyang, DPRK")
    assert end.words == "final destination Pyongyang, DPRK"


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=40), st.sampled_from(TEXTS["worked_on"]["en"]), st.text(max_size=40))
def test_any_text_is_read_and_its_words_stand_in_it(before: str, known: tuple[str, Any], after: str) -> None:
    text = before + known[0] + after
    assert all(text[end.start : end.end] == end.words for end in ends(text))


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Lathes, ship to: DPRK", "Lathes"),
        ("Gear boxes; shipped to Nampo, DPRK; 20 pcs", "Gear boxes; 20 pcs"),
        ("Frozen crab, origin North Korea", "Frozen crab"),
        ("Станок токарный, транзит в КНДР", "Станок токарный"),
        ("Spare parts for North Korean tractors", "Spare parts for North Korean tractors"),
        ("made in DPRK", "made in DPRK"),
        ("steel pipes", "steel pipes"),
    ],
)
def test_a_clause_that_tells_only_an_end_says_nothing_of_the_goods(text: str, left: str) -> None:
    assert without_ends(text) == left
