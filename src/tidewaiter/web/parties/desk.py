"""What the service answers from: a matcher, its lists as datasets, and what it takes at most."""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tidewaiter.model.party import Party, PartyList
from tidewaiter.parties.matching.answer import Match
from tidewaiter.web.parties.entity import name_of, wire_id
from tidewaiter.web.parties.refusals import nearest, refused, shown
from tidewaiter.web.parties.shelf import Shelf, shelve

if TYPE_CHECKING:
    from tidewaiter.parties.matching.matcher import Matcher

ALL = "default"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may ask for. A name of 5,000 letters is answered, a novel is refused."""

    queries: int = 100
    bytes: int = 8 << 20
    letters: int = 10_000
    values: int = 500
    names: int = 50
    results: int = 500
    offset: int = 9_499
    address: int = 60_000


@dataclass(frozen=True, slots=True)
class Query:
    """A query and what came of it, for whoever keeps a log of screenings.

    ``party`` is None where it was refused; ``refused`` says why, ``text`` what was asked.
    """

    dataset: str
    key: str
    lists: tuple[str, ...]
    threshold: float
    party: Party | None = None
    matches: tuple[Match, ...] = ()
    refused: str = ""
    text: str = ""


@dataclass(slots=True)
class Desk:
    """What a request is answered from. ``stale``: the lists have changed since, and newer ones are not taken up yet."""

    matcher: Matcher
    limits: Limits = field(default_factory=Limits)
    record: Callable[[tuple[Query, ...]], None] | None = None
    stale: bool = False
    _shelf: Shelf | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def shelf(self) -> Shelf:
        """All entries with what is searched and filtered by; made when it is first asked for."""
        with self._lock:
            if self._shelf is None:
                self._shelf = shelve(self.matcher.parties())
            return self._shelf

    def party(self, entity_id: str) -> Party | None:
        """The party of an entity's id, None where there is none."""
        for one in self.matcher.lists:
            own = entity_id.removeprefix(f"{one.id}-")
            party = self.matcher.party(f"{one.id}:{own}") if own != entity_id else None
            if party is not None and wire_id(party.id) == entity_id:
                return party
        known = self.shelf().wired.get(entity_id)
        return self.matcher.party(known) if known else None


def lists_in(desk: Desk, dataset: str) -> tuple[PartyList, ...]:
    """The lists of a dataset: "default" has all. Refuses (404) a name that stands for none."""
    if dataset == ALL:
        return desk.matcher.lists
    return (_list(desk, dataset, status=404, where="dataset"),)


def scope(
    desk: Desk, dataset: str, *, include: Collection[str] = (), exclude: Collection[str] = ()
) -> tuple[PartyList, ...]:
    """The lists of a dataset that are also among those of ``include``, without those of ``exclude``.

    A name that stands for no list is refused: to leave it out would compare with less than was asked for.
    """
    found = lists_in(desk, dataset)
    wanted = _ids(desk, include, "include_dataset") if include else None
    unwanted = _ids(desk, exclude, "exclude_dataset")
    return tuple(one for one in found if one.id not in unwanted and (wanted is None or one.id in wanted))


def _ids(desk: Desk, names: Collection[str], where: str) -> frozenset[str]:
    if ALL in names:
        return frozenset(one.id for one in desk.matcher.lists)
    return frozenset(_list(desk, name, status=400, where=where).id for name in names)


def _list(desk: Desk, name: str, *, status: int, where: str) -> PartyList:
    for one in desk.matcher.lists:
        if name in (one.id, name_of(one.id)):
            return one
    known = [ALL, *(name_of(one.id) for one in desk.matcher.lists)]
    like = nearest(name, known)
    hint = f"is {like} meant?" if like else f"known are {', '.join(known)}"
    raise refused(status, where, f"no such dataset: {shown(name)}", hint)
