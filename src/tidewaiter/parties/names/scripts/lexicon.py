"""Words of a script with their readings, as the tables beside this module give them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, WordRole

KEPT = 1 << 14  # words of which a script keeps the readings it has worked out
Meaning = tuple[WordRole, tuple[Reading, ...]]


def parse_readings(text: str) -> tuple[Reading, ...]:
    """``"ri li:5"`` as readings: letters, and after a colon the cost where there is one."""
    found = []
    for item in text.split():
        letters, _, cost = item.partition(":")
        found.append(Reading(letters, int(cost or 0)))
    return tuple(found)


def load_readings(name: str) -> dict[str, tuple[Reading, ...]]:
    """A table of words and their readings: ``word <tab> readings``."""
    return {row[0]: parse_readings(row[1]) for row in rows(name)}


def load_meanings(name: str) -> dict[str, Meaning]:
    """A table of words with their role: ``word <tab> role <tab> readings``."""
    return {row[0]: (cast(WordRole, row[1]), parse_readings(row[2])) for row in rows(name)}


def distinct(readings: Iterable[Reading], *, most: int = 6) -> tuple[Reading, ...]:
    """The readings with each letters once, the cheaper one kept, in order; at most ``most``."""
    best: dict[str, Reading] = {}
    for reading in readings:
        known = best.get(reading.letters)
        if reading.letters and (known is None or reading.cost < known.cost):
            best[reading.letters] = reading
    return tuple(best.values())[:most]
