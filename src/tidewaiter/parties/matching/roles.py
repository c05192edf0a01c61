"""The words of a name by their roles, as bits: the first word is the lowest bit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

ROLES = (
    "name", "family", "given", "patronymic", "particle", "form", "common", "number", "initial", "title", "suffix",
    "joined", "acronym",
)  # fmt: skip
NUMBER_OF = {role: number for number, role in enumerate(ROLES)}
LITTLE = ("particle", "form", "title", "suffix")  # words that count little


class Roles(NamedTuple):
    """Which words of a name are what. ``telling`` are names and what an organisation does; ``little`` the rest."""

    telling: int
    families: int
    givens: int
    patronymics: int
    numbers: int
    initials: int
    forms: int
    commons: int
    particles: int
    little: int


def by_role(numbers: Iterable[int]) -> Roles:
    """The words of a name sorted by their roles, which are told by their numbers in ``ROLES``."""
    found = [0] * len(ROLES)
    bit = 1
    for role in numbers:
        found[role] |= bit
        bit <<= 1
    name, family, given, patronymic, particle, form, common, number, initial, title, suffix, _, _ = found
    return Roles(
        telling=name | family | given | patronymic | common,
        families=family,
        givens=given,
        patronymics=patronymic,
        numbers=number,
        initials=initial,
        forms=form,
        commons=common,
        particles=particle,
        little=particle | form | title | suffix | initial,
    )


def places(mask: int) -> tuple[int, ...]:
    """The places of the words that a mask holds, ascending."""
    found = []
    while mask:
        low = mask & -mask
        found.append(low.bit_length() - 1)
        mask ^= low
    return tuple(found)


def weigh(weights: Sequence[int], mask: int) -> int:
    """What the words that a mask holds weigh together."""
    whole = 0
    while mask:
        low = mask & -mask
        whole += weights[low.bit_length() - 1]
        mask ^= low
    return whole
