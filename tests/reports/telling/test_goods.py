"""What can be the item of a transfer or seizure."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event
from tidewaiter.reports.read import read


def told(text: str) -> list[Event]:
    reading = read(Document("d", text, "", "", language="en"))
    return [event for event in reading.events if event.type in ("transfer", "seizure")]


@pytest.mark.parametrize(
    ("text", "item"),
    [
        ("Japan's envoy presented Iran's president with a walking frame.", "walking frame"),
        ("Cuba exported wooden spoons and lamps to Peru.", "wooden spoons and lamps"),
        ("Iran received vacuum pumps from Germany.", "vacuum pumps"),
        ("Laos sold fishing licences to Thailand.", "fishing licences"),
        ("The Russian governor gave Kim Jong Un a set of modern body armour.", "set of modern body armour"),
        ("Chile sold beauty products to Bolivia.", "beauty products"),
        ("Greece sent Libya a batch of welding torches.", "batch of welding torches"),
        ("Mongolia's president gave Vladimir Putin a horse saddle.", "horse saddle"),
        ("Bulgaria exported mortar fuses to Saudi Arabia.", "mortar fuses"),
        ("Kim Jong Un handed Sergei Shoigu a pair of hunting dogs.", "pair of hunting dogs"),
    ],
)
def test_any_thing_can_be_handed_over(text: str, item: str) -> None:
    assert [event.item.text for event in told(text) if event.item is not None] == [item]


@pytest.mark.parametrize(
    "text",
    [
        "Iran sent its condolences to Syria.",
        "Russia delivered a heavy blow to Ukraine.",
        "Cuba offered Peru its solidarity.",
        "Vladimir Putin sent a letter to Kim Jong Un.",
        "Chile's president gave a speech to Peru's lawmakers.",
        "Japan received a delegation from Laos.",
        "Greece bought a stake in a Libyan refinery from Italy.",
        "Turkey granted citizenship to Syrians.",
        "The court handed the Iranian trader a five-year sentence.",
    ],
)
def test_what_is_no_thing_is_not_handed_over(text: str) -> None:
    assert told(text) == []


def test_a_measure_counts_what_stands_behind_its_bracket() -> None:
    (event,) = told("A Cuban diplomat smuggled nearly 27 kilogrammes (60 pounds) of gold into Chile.")
    assert event.item is not None
    assert event.item.text == "nearly 27 kilogrammes (60 pounds) of gold"


def test_a_picture_is_goods_where_it_is_presented() -> None:
    (event,) = told("Peru's president was presented with a photo of the lake by the Bolivian governor.")
    assert event.item is not None
    assert event.item.text == "photo of the lake"


def test_people_like_them_end_no_reading() -> None:
    assert told("Clients like them want more. People like them met people like them.") == []
