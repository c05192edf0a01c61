"""Screening again after a new edition: only records whose result can change on account of an entry that changed.

An entry has changed where its content differs (``version``), where it is new, or gone. Every record is asked of these
entries alone, of the old ones by the old edition and of the new ones by the new: matching restricted to some entries
keeps the weights of the whole list, so what it finds of them is exactly what a full screening finds of them. A record
that matches none of them, then or now, has the same matches among the changed entries: none.

Of entries that did not change nothing new is told. Their scores may still move a little, because words are weighed by
their rarity on the list, and the list is another one; what is meant by "unchanged" here is the entry, not the score.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tidewaiter.engine.parties.cleared import digests
from tidewaiter.engine.parties.listed import Listed
from tidewaiter.engine.parties.record import Record, Refused
from tidewaiter.errors import InputError
from tidewaiter.parties.matching.answer import Match

EVERY = 10_000
"""Matches that are compared of a record: no list has so many names that are alike."""
_SAME = 5e-7  # scores are told with six places


@dataclass(frozen=True, slots=True)
class Changes:
    """The entries in which two editions differ, by their ids."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    amended: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.added) + len(self.removed) + len(self.amended)


@dataclass(frozen=True, slots=True)
class Moved:
    """A match whose score is another one now, because these ``fields`` of the entry changed."""

    match: Match
    before: float
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Again:
    """What the new edition changes for a record: new hits, lost ones, other scores; ``full`` is the answer now."""

    record: Record
    new: tuple[Match, ...]
    lost: tuple[Match, ...]
    moved: tuple[Moved, ...]
    full: tuple[Match, ...]


def changes(before: Listed, after: Listed) -> Changes:
    """Which entries are new, gone, or of another content."""
    then = {party.id: before.version(party.id) for party in before.parties()}
    now = {party.id: after.version(party.id) for party in after.parties()}
    return Changes(
        tuple(one for one in now if one not in then),
        tuple(one for one in then if one not in now),
        tuple(one for one in now if one in then and then[one] != now[one]),
    )


def rescreen(
    records: Iterable[Record | Refused],
    before: Listed,
    after: Listed,
    *,
    threshold: float | None = None,
    limit: int = 10,
) -> Iterator[Again | Refused]:
    """Each record for which the new edition changes something, and each that cannot be screened, in their order."""
    found = changes(before, after)
    old, new = before.only((*found.removed, *found.amended)), after.only((*found.added, *found.amended))
    for record in records:
        if isinstance(record, Refused):
            yield record
            continue
        try:
            again = _again(record, old, new, after, threshold=threshold, limit=limit)
        except InputError as bad:
            yield Refused(record.number, record.text, bad.what, value=bad.value, hint=bad.hint, ref=record.ref)
            continue
        if again is not None:
            yield again


def _again(
    record: Record, old: Listed, new: Listed, after: Listed, *, threshold: float | None, limit: int
) -> Again | None:
    then = {match.party.id: match for match in old.match(record.query, limit=EVERY, threshold=threshold)}
    now = {match.party.id: match for match in new.match(record.query, limit=EVERY, threshold=threshold)}
    fresh = tuple(match for one, match in now.items() if one not in then)
    lost = tuple(match for one, match in then.items() if one not in now)
    moved = tuple(
        Moved(match, then[one].score, _fields(then[one], match))
        for one, match in now.items()
        if one in then and abs(match.score - then[one].score) > _SAME
    )
    if not (fresh or lost or moved):
        return None
    return Again(record, fresh, lost, moved, after.match(record.query, limit=limit, threshold=threshold))


def _fields(then: Match, now: Match) -> tuple[str, ...]:
    before = dict(digests(then.party))
    return tuple(name for name, digest in digests(now.party) if before.get(name) != digest)
