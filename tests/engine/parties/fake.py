"""A matcher of exact names over parties given in full: what screening needs of the real one, without its index."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator

from tidewaiter.codec import encode
from tidewaiter.engine.parties.record import folded
from tidewaiter.model import read_when
from tidewaiter.model.party import Designation, Name, Party, PartyKind, PartyList
from tidewaiter.parties.matching.answer import Match, Reason


class Exact:
    """Finds a party by any of its names, whatever the case; 0.9 for its first name, 0.8 for others."""

    def __init__(self, parties: Iterable[Party], edition: str = "2026-01-01") -> None:
        self._parties = {party.id: party for party in parties}
        listed = read_when(edition)
        self.lists = (PartyList("test", "us", "a list", listed, "00", len(self._parties)),)
        self.digest = hashlib.sha256(encode(list(self._parties.values()))).hexdigest()

    def match(
        self,
        query: Party,
        *,
        limit: int = 10,
        threshold: float | None = None,
        kinds: tuple[PartyKind, ...] = (),
        lists: tuple[str, ...] = (),
    ) -> tuple[Match, ...]:
        found = [self.why(query, one) for one, party in self._parties.items() if not kinds or party.kind in kinds]
        good = [match for match in found if match.score >= (threshold or 0.7)]
        return tuple(sorted(good, key=lambda match: (-match.score, match.party.id))[:limit])

    def why(self, query: Party, party_id: str) -> Match:
        party = self._parties[party_id]
        wanted = {folded(name.text) for name in query.names}
        for name in party.names:
            if folded(name.text) in wanted:
                score = 0.9 if name.role == "primary" else 0.8
                reason = Reason("name", "agrees", 2.0, f"the name is {name.text}", query.name, name.text)
                return Match(party, name, score, (reason,))
        return Match(party, party.names[0], 0.1, (Reason("name", "against", -2.0, "the names differ"),))

    def party(self, party_id: str) -> Party | None:
        return self._parties.get(party_id)

    def parties(self) -> Iterator[Party]:
        return iter(self._parties.values())

    def version(self, party_id: str) -> str | None:
        party = self._parties.get(party_id)
        return None if party is None else hashlib.sha256(encode(party)).hexdigest()

    def only(self, ids: Collection[str]) -> Exact:
        return Exact(party for party in self._parties.values() if party.id in set(ids))


def party(number: int, *names: str, kind: PartyKind = "person", remarks: tuple[str, ...] = ()) -> Party:
    """A listed party: its first name and others."""
    first = Name(names[0], "primary")
    return Party(
        id=f"test:{number}",
        names=(first, *(Name(text) for text in names[1:])),
        kind=kind,
        remarks=remarks,
        designations=(Designation("test", f"T.{number:03}", "X", read_when("2020-02-03")),),
    )


def small() -> Exact:
    """Three persons and a ship."""
    return Exact(
        [
            party(1, "Ada Example", "A. Example"),
            party(2, "Bo Sample"),
            party(3, "Cy Muster"),
            party(4, "Good Hope", kind="vessel"),
        ]
    )
