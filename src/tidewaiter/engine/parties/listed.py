"""What screening asks of the loaded lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Protocol

from tidewaiter.model.party import Party, PartyKind, PartyList
from tidewaiter.parties.matching.answer import Match


class Listed(Protocol):
    """The loaded lists as matching answers from them (``tidewaiter.parties.matching.matcher.Matcher``).

    ``digest`` is of the lists and the matcher's version; two with one digest answer alike.
    """

    @property
    def lists(self) -> tuple[PartyList, ...]: ...

    @property
    def digest(self) -> str: ...

    def match(
        self,
        query: Party,
        *,
        limit: int = 10,
        threshold: float | None = None,
        kinds: tuple[PartyKind, ...] = (),
        lists: tuple[str, ...] = (),
    ) -> tuple[Match, ...]: ...

    def why(self, query: Party, party_id: str) -> Match: ...

    def party(self, party_id: str) -> Party | None: ...

    def parties(self) -> Iterator[Party]: ...

    def version(self, party_id: str) -> str | None: ...

    def only(self, ids: Collection[str]) -> Listed: ...
