"""The log of screenings: what was asked when, by whom, of which lists, and every answer, those without a hit too.

A line for the run, one for each record, one for the end, in a chain (``chain.py``). Lines of two runs may stand among
each other; each tells its run.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from tidewaiter import __version__
from tidewaiter.engine.parties import chain
from tidewaiter.engine.parties.answer import Answer
from tidewaiter.engine.parties.chain import Head
from tidewaiter.engine.parties.listed import Listed
from tidewaiter.engine.parties.record import Record, Refused, fields_of, record
from tidewaiter.errors import InputError
from tidewaiter.model.party import PartyList

Queries = Literal["full", "hash"]


class Log:
    """One run of screening in a log. Lines are held until ``keep``, which puts them on disk."""

    def __init__(self, file: Path, run: str, queries: Queries) -> None:
        self._file, self._run, self._queries = file, run, queries
        self._held: list[dict[str, Any]] = []

    def add(self, told: Mapping[str, Any]) -> None:
        """Holds what ``answer_line`` tells of an answer."""
        self._held.append({"record": "answer", "run": self._run, **told})

    def keep(self) -> None:
        """Writes what is held."""
        if self._held:
            chain.append(self._file, self._held)
            self._held = []

    def end(self, *, at: str, counts: Mapping[str, int], sha256: str | None) -> Head:
        """Writes what is left, and that the run is whole; ``sha256`` is that of the input. Gives the chain's end."""
        told = {"record": "end", "run": self._run, "at": at, "input_sha256": sha256, **counts}
        head = chain.append(self._file, [*self._held, told])
        self._held = []
        return head


def begin(
    file: Path,
    listed: Listed,
    *,
    at: str,
    by: str | None,
    process: int,
    settings: Mapping[str, Any],
    source: str,
    after: int = 0,
    queries: Queries = "full",
) -> Log:
    """Writes down that a run begins; ``after`` is how many records an earlier run has answered already.

    Raises InputError where the log cannot be gone on with.
    """
    told = {
        "at": at,
        "by": by,
        "program": f"tidewaiter {__version__}",
        "matcher": listed.digest,
        "lists": [_edition(one) for one in listed.lists],
        "settings": dict(settings),
        "input": source,
        "after": after,
        "queries": queries,
    }
    run = hashlib.sha256(json.dumps([process, told], sort_keys=True).encode()).hexdigest()[:16]
    chain.append(file, [{"record": "run", "run": run, **told}])
    return Log(file, run, queries)


def _edition(one: PartyList) -> dict[str, Any]:
    return {"id": one.id, "date": one.date.value, "sha256": one.sha256, "count": one.count}


def answer_line(answer: Answer | Refused, listed: Listed, queries: Queries) -> dict[str, Any]:
    """What the log keeps of an answer: the query or its key alone, each hit with its score and the entry's version."""
    if isinstance(answer, Refused):
        said = {"refused": answer.what}
        return {"number": answer.number, **({"query": answer.text} if queries == "full" else {}), **said}
    asked = {"query": fields_of(answer.record.query)} if queries == "full" else {}
    ref = {} if answer.record.ref is None or queries == "hash" else {"ref": answer.record.ref}
    unread = [one.column for one in answer.record.unread]
    return {
        "number": answer.record.number,
        **ref,
        **({"unread": unread} if unread else {}),
        "key": answer.record.key,
        **asked,
        "matches": [_hit(match.party.id, match.score, listed) for match in answer.every()],
        "cleared": [{**_hit(match.party.id, match.score, listed), "by": told.by} for match, told in answer.cleared],
    }


def _hit(party: str, score: float, listed: Listed) -> dict[str, Any]:
    return {"id": party, "score": round(score, 6), "version": listed.version(party)}


def screened(file: Path) -> Iterator[Record]:
    """The records that a log tells of, each once, to be screened again.

    Raises InputError where the log keeps hashes of queries alone.
    """
    seen: set[str] = set()
    for told in chain.records(file):
        if told.get("record") == "run" and told.get("queries") == "hash":
            hint = "give the records themselves with --file; a log that can be screened again has --log-queries full"
            raise InputError("the log keeps hashes, not the queries", path=str(file), line=told.get("n"), hint=hint)
        if told.get("record") == "answer" and "key" in told and told["key"] not in seen:
            seen.add(told["key"])
            ref = {"ref": [told["ref"]]} if "ref" in told else {}
            yield record({**told["query"], **ref}, number=len(seen))
