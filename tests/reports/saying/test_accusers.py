"""A charge, a sanction's ground and hearsay of nobody are no facts; an admission and a ruling are."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document
from tidewaiter.reports.read import read


def stance_of(sentence: str) -> str | None:
    events = read(Document("x", sentence, "", "", language="en")).events
    return next((event.stance for event in events if event.type in ("transfer", "labour")), None)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Cyprus charged a captain, his mate and a firm on Tuesday with selling diesel to North Korea.", "alleged"),
        ("The Treasury sanctioned a Dubai trader for buying petrochemicals from Iran.", "alleged"),
        ("Brussels imposed sanctions on Norvik Marine, a small owner, for shipping coal to Poland.", "alleged"),
        ("Two dealers were hit with eleven charges for exporting perfume to North Korea.", "alleged"),
        ("The ministry holds Serbia responsible for sending shells to Ukraine.", "alleged"),
        ("A clerk was arrested for allegedly sending drone engines to Iran.", "alleged"),
        ("The mechanic pleaded not guilty to conspiring to ship pistols to Haiti.", "alleged"),
        ("Belgium accused a bank of helping two firms sell lathes to Russia.", "alleged"),
        ("The tanker, accused of delivering fuel to North Korea, was turned away.", "alleged"),
        ("The mechanic pleaded guilty to shipping pistols to Haiti.", "asserted"),
        ("The trader was fined for exporting pianos to North Korea.", "asserted"),
        ("Evidence indicates that Cambodian barges have been carrying sand from North Korea to China.", "attributed"),
        ("It was reported that Laos had bought helmets from Russia.", "attributed"),
        ("It is believed that Laos bought helmets from Russia.", "believed"),
        ("Moreno is believed to have helped two firms supply wine to Iran.", "believed"),
        ("Prosecutors said the brothers sent gyroscopes to Iran.", "alleged"),
        ("The Norwegian foreign minister said Syria had sent rockets to Lebanon.", "alleged"),
        ("The Norwegian foreign minister said Norway had sent tents to Lebanon.", "attributed"),
        ("The customs officer said a ship apparently delivered coal to Vietnam.", "believed"),
    ],
)  # fmt: skip
def test_how_an_act_is_told_when_somebody_is_accused_of_it(sentence: str, expected: str) -> None:
    assert stance_of(sentence) == expected
