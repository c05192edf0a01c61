"""Candidates: the index gives every name that laying the query beside all names gives."""

import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.parties.matching import search
from tidewaiter.parties.matching.matcher import Matcher

NAMES = [
    "Han Jong Min",
    "M. Tahir",
    "Blue Heron",
    "BHTC",
    "Abdulkarim Saleh",
    "Unit 61",
    "Tide Morning",
    "한정민",
    "عبد الكريم",
]
WORDS = [
    "Han",
    "Jong",
    "Yong",
    "Min",
    "Abd",
    "Karim",
    "Salih",
    "Unit",
    "61",
    "62",
    "J",
    "R",
    "Marlowe",
    "Blue",
    "Tide",
    "Trading",
]
THRESHOLDS = [3000, 5000, 7000, 8500, 9500]


def everything(engine: search.Search, text: str, kind: str, least: int) -> list[tuple[int, int]]:
    """What a scan of all names finds."""
    names = range(len(engine.arrays["name_weight"]))
    found = [(asked, name) for asked in engine.ask(text, kind) if asked.words for name in names]  # type: ignore[arg-type]
    hits = [engine.lay(asked, name) for asked, name in found]
    return sorted((hit.name, hit.agreement) for hit in hits if hit.agreement >= least)


def searched(engine: search.Search, text: str, kind: str, least: int) -> list[tuple[int, int]]:
    """What the index finds."""
    hits = [hit for asked in engine.ask(text, kind) for hit in engine.find(asked, least)]  # type: ignore[arg-type]
    return sorted((hit.name, hit.agreement) for hit in hits)


@pytest.mark.parametrize("least", THRESHOLDS)
@pytest.mark.parametrize("name", NAMES)
def test_the_index_finds_what_a_scan_finds(small: search.Search, name: str, least: int) -> None:
    for kind in ("person", "organisation", "unknown"):
        assert searched(small, name, kind, least) == everything(small, name, kind, least)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS)
             | st.text("aeioumndrsklthjg", min_size=1, max_size=8), min_size=1, max_size=6),
    st.sampled_from(THRESHOLDS),
)  # fmt: skip
def test_any_name_finds_by_the_index_what_it_finds_by_a_scan(
    small: search.Search, words: list[str], least: int
) -> None:
    name = " ".join(words)
    assert searched(small, name, "unknown", least) == everything(small, name, "unknown", least)


def mutated(name: str, chance: random.Random) -> str:
    """A name with one slip of the hand, or two words changed round, or a word left out."""
    letters = list(name)
    at = chance.randrange(max(len(letters) - 1, 1))
    kind = chance.choice(["drop", "swap", "turn", "leave", "none"])
    if kind == "drop":
        del letters[at]
    elif kind == "swap" and len(letters) > 1:
        letters[at], letters[at + 1] = letters[at + 1], letters[at]
    words = "".join(letters).split()
    if kind == "turn":
        words = words[1:] + words[:1]
    if kind == "leave" and len(words) > 1:
        del words[chance.randrange(len(words))]
    return " ".join(words)


def test_on_the_real_list_no_name_is_lost(united_nations: Matcher) -> None:
    engine = united_nations._search
    chance = random.Random(11)
    names = [name.text for party in united_nations.parties() for name in party.names if re.search(r"\w", name.text)]
    for name in chance.sample(names, 60):
        text = mutated(name, chance)
        least = chance.choice(THRESHOLDS)
        assert searched(engine, text, "unknown", least) == everything(engine, text, "unknown", least), (text, least)
