"""The log of screenings over HTTP: one run from start to end of the service, a line for every query of /match."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.engine.parties import log
from tidewaiter.engine.parties.answer import Answer
from tidewaiter.engine.parties.log import Log, Queries
from tidewaiter.engine.parties.record import Record, Refused, key
from tidewaiter.model.party import Name, Party
from tidewaiter.web.parties.desk import Query

if TYPE_CHECKING:
    from tidewaiter.engine.parties.chain import Head
    from tidewaiter.engine.parties.listed import Listed


@dataclass(slots=True)
class Kept:
    """The log of one service. Requests are written whole, one after the other, before they are answered.

    Its lists are those of one run; ``begin`` writes down the next one, over other lists.
    """

    run: Log
    listed: Listed
    queries: Queries
    now: Callable[[], str]
    begin: Callable[[Listed], Log]
    counts: Counter[str] = field(default_factory=Counter)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def over(self, listed: Listed) -> Kept:
        """The log of the same service over other lists, begun. This one stays open for requests on their way."""
        with self._lock:
            return Kept(self.begin(listed), listed, self.queries, self.now, self.begin, _lock=self._lock)

    def keep(self, answered: tuple[Query, ...]) -> None:
        """Writes down the queries of one request, those without a hit and those refused too."""
        with self._lock:
            for one in answered:
                self.counts["records"] += 1
                self.counts["refused"] += one.party is None
                self.counts["matched"] += one.party is not None and bool(one.matches)
                told = log.answer_line(_answer(one, self.counts["records"]), self.listed, self.queries)
                self.run.add({**told, "dataset": one.dataset, "lists": list(one.lists), "threshold": one.threshold})
            self.run.keep()

    def end(self) -> Head:
        """Writes that the run is whole."""
        with self._lock:
            return self.run.end(at=self.now(), counts=dict(self.counts), sha256=None)


def kept(file: Path, listed: Listed, *, by: str | None, queries: Queries, now: Callable[[], str]) -> Kept:
    """The log in this file, begun. Raises InputError where the file cannot be gone on with."""

    def begin(listed: Listed) -> Log:
        return log.begin(
            file,
            listed,
            at=now(),
            by=by,
            process=os.getpid(),
            settings={"served": "POST /match"},
            source="http",
            queries=queries,
        )

    return Kept(begin(listed), listed, queries, now, begin)


def _answer(one: Query, number: int) -> Answer | Refused:
    if one.party is None:
        return Refused(number, one.text, one.refused, ref=one.key)
    query = replace(one.party, names=tuple(_plain(name) for name in one.party.names))
    return Answer(Record(number, query, key(query), _ref(one.party, one.key)), one.matches)


def _plain(name: Name) -> Name:
    """A record knows names, aliases and former names; one in another script is an alias as well."""
    return replace(name, role="alias") if name.role == "original" else name


def _ref(party: Party, key_in_batch: str) -> str:
    """The client's own id of the party, else the key of the query in its batch."""
    return party.id if party.id != "query" else key_in_batch
