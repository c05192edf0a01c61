"""Whether what is told is enough for an act."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event, read_when
from tidewaiter.reports.read import read


def transfers(text: str) -> list[Event]:
    document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
    return [event for event in read(document).events if event.type == "transfer"]


@pytest.mark.parametrize(
    "text",
    [
        "Chad has exported lamps.",
        "Chad gave rifles away in May.",
        "Chad gave Togo the lamps.",
        "Togo bought 40 lamps from Chad.",
        "Chad took rifles to Togo.",
        "Chad has purchased a coal carrier built in Busan.",
        "Chadian officers were caught smuggling ivory.",
        "The firm sold rifles to a trader.",
    ],
)
def test_a_word_needs_the_more_the_weaker_it_is(text: str) -> None:
    assert len(transfers(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "The teacher took the books home.",
        "A neighbour sold his car.",
        "He let his boat to Liu.",
        "The bank gave the clerk money.",
        "Traders bought Brent futures while selling crude.",
        "The old man gave a nod.",
    ],
)
def test_what_changes_hands_at_home_is_no_act(text: str) -> None:
    assert not transfers(text)


def test_a_sale_with_one_party_needs_a_country() -> None:
    assert not transfers("Importers sold 900 cars from January to April.")
    assert transfers("Chad sold 900 cars from January to April.")


def test_who_is_seeking_a_thing_has_not_bought_it() -> None:
    assert not transfers("Chad is seeking rifles from Peru.")
    assert [e.manner for e in transfers("Chad sought rifles from Peru in May.")] == [("procurement", "attempt")]
