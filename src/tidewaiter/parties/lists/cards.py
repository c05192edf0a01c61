"""A card for each published list: whose it is, where it is fetched, what it must hold, which measures it stands for.

The cards are YAML files beside this one, one a list, for a person who knows the lists to mend. They name measures by
their ids alone: what a measure says, its regime tells.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from tidewaiter import datafile
from tidewaiter.errors import DataError, InputError
from tidewaiter.model.party import Designation, Party, PartyKind

_FOLDER = Path(__file__).parent / "cards"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a list: the name it is kept under, and its address; None where it is only to be had by hand."""

    name: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A form in which the publisher gives the whole list; ``form`` is the reader's name for it."""

    form: str
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Stands:
    """A measure that being on the list brings with it.

    ``programmes``, ``references`` (beginnings of the entry's number) and ``kinds`` narrow it; an empty one narrows
    nothing.
    """

    measure: str
    programmes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    kinds: tuple[PartyKind, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A published list.

    ``forms``: the first is taken where nobody asks for another. ``least``: the smallest number of parties with which a
    file can be the whole list. ``shrink``: by how many in a hundred it may become shorter from one version to the
    next. ``stale``: days without a look at the address after which its user is warned. ``closed``: the day on which
    its publisher gave it up. ``addresses``: how far the addresses are known to be right. ``also``: other names by
    which a user may ask for the list.
    """

    id: str
    publisher: str
    title: str
    page: str | None
    licence: str
    forms: tuple[Form, ...]
    least: int
    shrink: float
    stale: int
    rhythm: str
    addresses: str
    note: str | None = None
    closed: date | None = None
    also: tuple[str, ...] = ()
    stands_for: tuple[Stands, ...] = ()

    def form(self, name: str | None = None) -> Form:
        """The form of that name, or the first. Raises InputError for another."""
        found = next((form for form in self.forms if name in (None, form.form)), None)
        if found is None:
            known = ", ".join(form.form for form in self.forms)
            raise InputError(f"the list {self.id} has no such form", value=name, hint=f"its forms: {known}")
        return found


@cache
def cards() -> dict[str, Card]:
    """The package's cards by the list's id, in the order of their file names."""
    found = [datafile.read(path, Card) for path in sorted(_FOLDER.glob("*.yaml"))]
    for path, card in zip(sorted(_FOLDER.glob("*.yaml")), found, strict=True):
        if path.stem != card.id:
            raise DataError("the file's name is not the card's id", path=str(path), value=card.id)
    return {card.id: card for card in found}


def card(list_id: str) -> Card | None:
    """The card of a list, by its id or another of its names in any case; None for a list of one's own."""
    wanted = list_id.lower()
    found = cards().get(wanted)
    return found or next((one for one in cards().values() if wanted in one.also), None)


def measures(party: Party, *, on: date | None = None) -> tuple[str, ...]:
    """The ids of the measures that the party's designations stand for; ``on`` a day, those that hold on it.

    A designation whose days are not told holds on every day.
    """
    holding = [one for one in party.designations if on is None or _holds(one, on)]
    found = [
        stands.measure
        for designation in holding
        for stands in _standing(designation.list)
        if _fits(stands, designation, party.kind)
    ]
    return tuple(dict.fromkeys(found))


def _standing(list_id: str) -> tuple[Stands, ...]:
    known = card(list_id)
    return known.stands_for if known else ()


def _holds(designation: Designation, on: date) -> bool:
    since, until = designation.since, designation.until
    begun = since is None or since.earliest is None or since.earliest <= on
    return begun and (until is None or until.latest is None or on <= until.latest)


def _fits(stands: Stands, designation: Designation, kind: PartyKind) -> bool:
    named = not stands.programmes or designation.programme in stands.programmes
    numbered = not stands.references or (designation.reference or "").startswith(stands.references)
    return named and numbered and (not stands.kinds or kind in (*stands.kinds, "unknown"))
