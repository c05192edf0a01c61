"""Voyages and seizures: what a carrier has aboard, where it goes, and what is taken from it."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event, read_when
from tidewaiter.reports.read import read


def events(text: str) -> tuple[Event, ...]:
    document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
    return tuple(event for event in read(document).events if event.type in ("transfer", "seizure"))


def of_type(text: str, kind: str) -> Event:
    found = [event for event in events(text) if event.type == kind]
    assert len(found) == 1, [(event.type, event.rule) for event in events(text)]
    return found[0]


@pytest.mark.parametrize(
    "text",
    [
        "A trawler laden with pistols was seized by the Tunisian navy.",
        "The Tunisian navy seized a trawler that was carrying pistols.",
        "The Tunisian navy seized a trawler with pistols on board.",
        "The Tunisian navy seized a trawler on Friday. The vessel was carrying pistols.",
    ],
)
def test_what_is_seized_is_the_cargo_wherever_it_is_told(text: str) -> None:
    event = of_type(text, "seizure")
    assert event.item is not None and event.item.text == "pistols"
    assert event.supplier is not None and event.supplier.text is not None and "trawler" in event.supplier.text
    assert event.recipient is not None and event.recipient.country == "TN"


def test_a_ship_of_which_no_cargo_is_certain_is_itself_what_is_seized() -> None:
    event = of_type("Malta seized a freighter that was reportedly carrying timber.", "seizure")
    assert event.item is not None and event.item.text == "freighter"


@pytest.mark.parametrize(
    "text",
    [
        "A dhow loaded with mortars, en route from Aden to Massawa, was intercepted by the French navy.",
        "The French navy intercepted a dhow. It was sailing from Aden to Massawa and was carrying mortars.",
        "The French navy intercepted a dhow carrying mortars. The boat had left Aden and was bound for Massawa.",
    ],
)
def test_what_was_on_its_way_is_a_transfer_beside_the_seizure(text: str) -> None:
    event = of_type(text, "transfer")
    assert event.supplier is not None and event.supplier.country == "YE"
    assert event.recipient is not None and event.recipient.country == "ER"
    assert event.item is not None and event.item.text == "mortars"
    assert of_type(text, "seizure").item is not None


def test_goods_on_their_way_come_from_where_they_were_loaded() -> None:
    event = of_type("The rifles had been loaded in Varna and were bound for Benghazi.", "transfer")
    assert event.origin is not None and event.origin.country == "BG"
    assert event.recipient is not None and event.recipient.country == "LY"


def test_where_its_captors_take_a_ship_is_not_where_its_cargo_went() -> None:
    text = "Spain seized a yacht carrying cocaine. The yacht then docked in Casablanca under guard."
    assert [event.type for event in events(text)] == ["seizure"]


def test_where_a_ship_goes_to_load_is_not_where_the_cargo_goes() -> None:
    found = events("Barges have been travelling to Wonsan to carry coal.")
    assert all(event.recipient is None or event.recipient.country != "KP" for event in found)


@pytest.mark.parametrize(
    "text",
    [
        "Two of the sailors have been detained since May.",
        "The army captured four villages.",
        "The militia seized power and control of the port.",
        "Air defences intercepted three missiles.",
        "The critics seized on the report.",
        "A satellite captured the ship.",
        "Passengers boarded the ferry in Calais.",
    ],
)
def test_persons_places_power_and_what_is_shot_down_are_not_seized(text: str) -> None:
    assert events(text) == ()


def test_who_stops_and_seizes_in_one_sentence_tells_of_one_seizure() -> None:
    event = of_type("The dhow was boarded and seized by the Omani navy.", "seizure")
    assert event.recipient is not None and event.recipient.country == "OM"


def test_a_name_that_is_told_later_is_that_of_the_ship_before() -> None:
    text = "Greece seized a tanker off Crete. The tanker Blue Heron was carrying diesel to Latakia."
    event = of_type(text, "seizure")
    assert event.supplier is not None and event.supplier.name == "Blue Heron"
