"""One match a party: entries that are the same publisher's, under the same number, on several of its lists.

OFAC numbers an entry once. The number stands on its own list, in the consolidated screening list that repeats it, and
in extracts of it that others make; as matches of their own these would fill the places of other parties. Nothing but
the number folds two entries: what merely looks alike stays apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from tidewaiter.model.party import Party, PartyList
from tidewaiter.parties.lists.entries import NUMBERED_ONCE, number
from tidewaiter.parties.matching.answer import Match

_REPEATING = ("us-csl",)
"""Lists that repeat such entries with their numbers."""


def fold(matches: Iterable[Match]) -> tuple[tuple[Match, tuple[Match, ...]], ...]:
    """Each match with those that are of the same entry elsewhere, the best first.

    Of equally good ones the one comes first whose list tells what kind of party it is: an extract tells names alone.
    """
    groups: dict[tuple[str, str], list[Match]] = {}
    for match in matches:
        groups.setdefault(_number(match.party), []).append(match)
    ordered = (sorted(group, key=_rank) for group in groups.values())
    return tuple((best, tuple(others)) for best, *others in ordered)


def folds(lists: Iterable[PartyList]) -> int:
    """How many of the loaded lists one entry may stand on, at least 1."""
    return max(1, sum(one.id.startswith(NUMBERED_ONCE) or one.id in _REPEATING for one in lists))


def _number(party: Party) -> tuple[str, str]:
    return next(filter(None, map(number, party.designations)), ("", party.id))


def _rank(match: Match) -> tuple[float, bool]:
    return -round(match.score, 6), match.party.kind == "unknown"
