"""Samples that come with the package: four reports and a table of shipments.

The reports are written for this project. What they tell is public and true, but the words
are nobody else's, and "Sample Wire" does not exist. The first two are versions of one text.
The table is invented: its firms and ships carry the word "fictional".
"""

from __future__ import annotations

from pathlib import Path

EXPECTED = ("UNSCR-1718-OP8aiii", "UNSCR-2371-OP8", "UNSCR-2397-OP7")
"""Measures that the reports, if true, fall under: luxury goods, coal, vehicles. ``demo --check`` asks for them."""

_HERE = Path(__file__).parent
_REPORTS = ("car-wire.txt", "car-paper.txt", "coal-ship.txt", "ski-trip.txt")


def samples() -> tuple[Path, ...]:
    """The sample reports: a wire story, another paper's version of it, a seizure, and one that is no matter of law."""
    return tuple(_HERE / "reports" / name for name in _REPORTS)


def table() -> Path:
    """The sample table of shipments, with a row that cannot be read and one whose country is ambiguous."""
    return _HERE / "shipments.csv"
