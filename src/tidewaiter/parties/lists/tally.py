"""What is counted in an edition of a list, and whether it can be the whole list.

A list that is cut off, emptied or robbed of a part is often well-formed. So it is counted: against the least number
that its card tells, and against the version before it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tidewaiter.model.party import Party

_PART = 20
"""Parties of one kind or programme that do not leave a list all at once. Whole programmes did end (Syria's in 2025);
then the user says so."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Parties, names, and parties by group ("kind person", "programme DPRK")."""

    parties: int
    names: int
    groups: Mapping[str, int]


def count(parties: Iterable[Party]) -> Tally:
    """Counts an edition; every fault of its bytes shows here, since it is read to its end."""
    groups: Counter[str] = Counter()
    number = names = 0
    for party in parties:
        number += 1
        names += len(party.names)
        groups.update(_groups(party))
    return Tally(number, names, dict(sorted(groups.items())))


def _groups(party: Party) -> set[str]:
    programmes = {f"programme {one.programme}" for one in party.designations if one.programme}
    return programmes | {f"kind {party.kind}"} | {f"list {one.list}" for one in party.designations}


def too_few(tally: Tally, least: int) -> str | None:
    """Why an edition holds fewer parties than the whole list can; None where it does not."""
    if tally.parties >= least:
        return None
    return f"it holds {tally.parties:,} parties; the whole list has at least {least:,}"


def shrunk(tally: Tally, before: Tally, percent: float, *, groups: bool) -> str | None:
    """Why an edition is suspiciously shorter than the one ``before``; None where it is not.

    ``groups``: also hold names and groups against the other's, which only tells something where the form is the same.
    """
    for what, now, was in (("parties", tally.parties, before.parties), ("names", tally.names, before.names)):
        if (groups or what == "parties") and was - now > was * percent / 100:
            return f"it holds {now:,} {what}, {was - now:,} ({(was - now) / was:.0%}) fewer than the {was:,} before"
    lost = [name for name, number in before.groups.items() if number >= _PART and name not in tally.groups]
    if groups and lost:
        told = ", ".join(f"{name} ({before.groups[name]:,} before)" for name in lost[:3])
        return f"a whole part of it is gone: {told}"
    return None
