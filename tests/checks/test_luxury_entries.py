"""Every entry of every list of luxury goods is reached by its codes, by words beside them, and by words alone."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest
import yaml

from tests.checks.conftest import event_of
from tidewaiter.law import load
from tidewaiter.model import Finding
from tidewaiter.model.measure import LuxuryItem, LuxuryList
from tidewaiter.screen import screen_row

REGIME = load.default()
WORDS: dict[str, list[str]] = yaml.safe_load(Path(__file__).with_name("luxury_words.yaml").read_text(encoding="utf-8"))
ENTRIES = [pytest.param(one, item, id=f"{one.id}: {item.label}") for one in REGIME.luxury for item in one.items]


@functools.cache
def luxury(exporter: str, **goods: str) -> Finding | None:
    """The luxury ban on a row of 2017, before machines and vehicles were banned whatever they cost."""
    row = {"supplier_country": exporter, "destination": "KP", "date": "2017-06-01", **goods}
    found = screen_row(event_of(row), {}, REGIME).assessment.findings
    return next((one for one in found if one.measure == "UNSCR-1718-OP8aiii"), None)


def exporter(of: LuxuryList) -> str:
    return "CN" if of.by == "UN" else "DE" if "DE" in of.states else of.states[0]


def words(item: LuxuryItem) -> list[tuple[str, str]]:
    return [(code, text) for code in item.hs for text in WORDS[code]]


@pytest.mark.parametrize(("of", "item"), ENTRIES)
def test_its_codes_alone_raise_it(of: LuxuryList, item: LuxuryItem) -> None:
    silent = [code for code in item.hs if luxury(exporter(of), hs=code) is None]
    assert not silent


@pytest.mark.parametrize(("of", "item"), ENTRIES)
def test_everyday_words_beside_a_code_do_not_silence_it(of: LuxuryList, item: LuxuryItem) -> None:
    silent = [(code, text) for code, text in words(item) if luxury(exporter(of), hs=code, item=text) is None]
    assert not silent


@pytest.mark.parametrize(("of", "item"), ENTRIES)
def test_everyday_words_alone_raise_it(of: LuxuryList, item: LuxuryItem) -> None:
    assert any(luxury(exporter(of), item=text) for _, text in words(item))


@pytest.mark.parametrize(
    ("exporter", "hs", "item", "verdict"),
    [
        ("DE", "871200", "bicycles", "undetermined"),
        ("DE", "900710", "cinema cameras", "prohibited"),
        ("DE", "490700", "banknotes", "undetermined"),
        ("DE", "711890", "gold coins", "undetermined"),
        ("DE", "711810", "withdrawn coins", "prohibited"),
        ("DE", "841810", "refrigerators", "undetermined"),
        ("DE", "880211", "helicopters", "undetermined"),
        ("DE", "620311", "men's suits", "undetermined"),
        ("DE", "821599", "steel spoons", None),
        ("DE", "841370", "pumps", None),
        ("DE", "870422", "lorries", None),
        ("CN", "871200", "bicycles", None),
        ("CN", "490700", "banknotes", None),
    ],
)
def test_what_a_list_means_only_in_part_is_a_question_to_its_exporters(
    exporter: str, hs: str, item: str, verdict: str | None
) -> None:
    found = luxury(exporter, hs=hs, item=item)
    assert (found.verdict if found else None) == verdict


@pytest.mark.parametrize(
    ("exporter", "item", "asked"),
    [
        ("DE", "men's suits", True),
        ("DE", "racing bicycles", True),
        ("CN", "racing bicycles", False),
        ("DE", "rice", False),
    ],
)
def test_the_question_comes_with_words_alone_too(exporter: str, item: str, asked: bool) -> None:
    assert (luxury(exporter, item=item) is not None) == asked
