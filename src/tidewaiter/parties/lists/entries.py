"""Which entries of several lists are one: some publishers give an entry one number on all of their lists."""

from __future__ import annotations

from tidewaiter.model.party import Designation

NUMBERED_ONCE = ("ofac-",)
"""How the ids of lists begin on which a publisher gives an entry one number, whichever of them it stands on."""


def number(designation: Designation) -> tuple[str, str] | None:
    """What all entries of one number share; None where a list's numbers tell nothing of other lists."""
    beginning = next((text for text in NUMBERED_ONCE if designation.list.startswith(text)), None)
    return (beginning, designation.reference) if beginning and designation.reference else None
