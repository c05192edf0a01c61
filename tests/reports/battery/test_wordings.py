"""Every wording of a transfer met with every kind of party and goods: a score with a floor.

    python tests/reports/battery/test_wordings.py

prints the share that is read whole, and each sentence that is not.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.datafile import read as read_file
from tidewaiter.model import Document, Event, Role, read_when
from tidewaiter.reports.read import read

TIMES = 4
FIRST_STATES = 2


@dataclass(frozen=True, slots=True)
class Filler:
    """A party or goods as written, and the country, name or word that a reader should find."""

    text: str
    named: str


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence with gaps, the date it tells, whether it tells nothing, whether only States fit."""

    text: str
    date: str | None = None
    none: bool = False
    places: bool = False


@dataclass(frozen=True, slots=True)
class Wordings:
    """The file ``wordings.yaml``."""

    suppliers: list[Filler]
    recipients: list[Filler]
    items: list[Filler]
    wordings: list[Wording]


def _sentences() -> Iterator[tuple[Wording, str, tuple[Filler, Filler, Filler]]]:
    """Each wording ``TIMES`` times, with the next supplier, recipient and item on the lists."""
    data = read_file(Path(__file__).parent / "wordings.yaml", Wordings)
    states = [f for f in data.recipients if " " not in f.text]
    count = 0
    for wording in data.wordings:
        for _ in range(TIMES):
            supplier = data.suppliers[count % (FIRST_STATES if wording.places else len(data.suppliers))]
            fitting = states if wording.places else data.recipients
            recipient, item = fitting[count % len(fitting)], data.items[count % len(data.items)]
            text = wording.text.format(S=supplier.text, R=recipient.text, I=item.text, i=item.named)
            text = re.sub(r",(?=[,.\"])", "", text)
            yield wording, text[0].upper() + text[1:], (supplier, recipient, item)
            count += 1


def _names(role: Role | None, wanted: str) -> bool:
    if role is None:
        return False
    return role.country == wanted or wanted.lower() in f"{role.name} {role.text}".lower().split()


def _is_right(wording: Wording, events: list[Event], wanted: tuple[Filler, Filler, Filler]) -> bool:
    if wording.none or len(events) != 1:
        return wording.none and not events
    event, (supplier, recipient, item) = events[0], wanted
    told = event.item is not None and item.named in (event.item.text or "").lower()
    dated = wording.date is None or (event.date is not None and event.date.value == wording.date)
    return _names(event.supplier, supplier.named) and _names(event.recipient, recipient.named) and told and dated


def _wrong() -> tuple[list[str], int]:
    """The sentences that are not read whole, and how many there are in all."""
    wrong, total = [], 0
    for wording, text, wanted in _sentences():
        document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
        events = [event for event in read(document).events if event.type == "transfer"]
        total += 1
        if not _is_right(wording, events, wanted):
            wrong.append(text)
    return wrong, total


def test_most_wordings_of_a_transfer_are_read_whole() -> None:
    wrong, total = _wrong()
    assert total > 400
    assert len(wrong) <= 0.06 * total


if __name__ == "__main__":
    missed, number = _wrong()
    sys.stdout.write("\n".join([*missed, f"{number - len(missed)} of {number}"]) + "\n")
