"""Which State a description in a role means."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event
from tidewaiter.reports.read import read


def _event(text: str) -> Event:
    return next(e for e in read(Document("d", text, "", "", language="en")).events if e.type == "transfer")


@pytest.mark.parametrize(
    ("text", "recipient"),
    [
        ("Tanzania signed a deal in May. North Korea had sold missiles to the East African nation.", "TZ"),
        ("Oman and Bolivia voted against it. Iran delivered rifles to the South American country.", "BO"),
        ("Minsk says that it knows nothing. Iran supplied drones to the country's army.", "BY"),
        ("Officials in Myanmar kept silent. India sold howitzers to the junta.", "MM"),
        ("Mali expelled the envoy. The West African country bought drones from Turkey.", "ML"),
        ("Peru expelled an envoy after he was caught smuggling cigarettes into the country.", "PE"),
    ],
)
def test_a_description_means_the_state_of_its_kind_that_was_named_last(text: str, recipient: str) -> None:
    role = _event(text).recipient
    assert role is not None
    assert (role.country, role.guess) == (recipient, True)


def test_a_description_is_never_the_other_party_of_the_same_act() -> None:
    event = _event("China answered Laos. It sold trucks to its communist neighbour.")
    assert event.recipient is None or event.supplier is None or event.recipient.country != event.supplier.country


def test_an_ally_of_no_told_kind_stays_unknown() -> None:
    event = _event("The war in Ukraine goes on. Russia received shells from its ally, an envoy said.")
    assert event.supplier is None or event.supplier.country is None
