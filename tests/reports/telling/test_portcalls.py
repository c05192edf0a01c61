"""Calls of named ships at ports."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event, read_when
from tidewaiter.reports.read import read


def calls(text: str) -> list[Event]:
    document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
    return [one for one in read(document).events if one.circumstances.activities == ("port-call",)]


@pytest.mark.parametrize(
    ("text", "ship", "country"),
    [
        ("The tanker Sea Lark docked at the port of Haifa in May 2018.", "Sea Lark", "IL"),
        ("The freighter Petrel 8 berthed in Busan on Monday.", "Petrel 8", "KR"),
        ("The coaster Grey Tern arrived at Shanghai on 2 February.", "Grey Tern", "CN"),
        ("The cargo ship Grey Tern made a port call at Haiphong.", "Grey Tern", "VN"),
        ("The tanker Sea Lark entered the port of Colombo.", "Sea Lark", "LK"),
        ("The tanker Sea Lark was moored in Nampo.", "Sea Lark", "KP"),
    ],
)
def test_a_named_ship_that_calls_at_a_port_is_told(text: str, ship: str, country: str) -> None:
    (one,) = calls(text)
    assert one.type == "other" and one.vessel is not None and one.destination is not None
    assert (one.vessel.name, one.destination.country) == (ship, country)


@pytest.mark.parametrize(
    "text",
    [
        "A tanker docked in Haifa.",
        "The tanker Sea Lark did not call at Busan.",
        "The tanker Sea Lark entered Venezuelan waters.",
        "The tanker Sea Lark sailed past Busan.",
        "Ilmo Tarvas arrived in Busan.",
        "The tanker Sea Lark called for help in May.",
    ],
)
def test_other_ways_of_ships_and_persons_are_no_port_calls(text: str) -> None:
    assert calls(text) == []
