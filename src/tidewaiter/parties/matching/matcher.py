"""The door of this room: a query (a party told with what is known of it) to the listed parties that it may mean.

An index is built once from the loaded lists (``build``), saved in a folder, and opened by mapping it (``open_index``).
"""

from __future__ import annotations

import bisect
import hashlib
import math
import mmap
import threading
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from tidewaiter import codec
from tidewaiter.errors import DataError, InputError
from tidewaiter.model.party import Name, Party, PartyKind, PartyList
from tidewaiter.parties.matching import evidence, explain, index, judge
from tidewaiter.parties.matching.answer import Match, Reason
from tidewaiter.parties.matching.numbers import numbers
from tidewaiter.parties.matching.search import Asked, Hit, Search

VERSION = 2  # raised whenever the same lists can give another answer
_INDEX, _RECORDS = "index.bin", "parties.jsonl"
_MOST_NAMES = 50  # of a query
_DIGITS = 6  # of a score


class _Named(NamedTuple):
    """The best name of a party beside a query."""

    sum: float
    asked: Asked
    hit: Hit
    side: judge.Laid
    judged: judge.Judged


def build(lists: Iterable[tuple[PartyList, Iterable[Party]]], folder: Path) -> None:
    """Builds the index of the lists in ``folder``, which is made if need be.

    Raises InputError where an id stands twice.
    """
    folder.mkdir(parents=True, exist_ok=True)
    loaded: list[PartyList] = []
    written = folder / (_INDEX + ".part")
    records = folder / (_RECORDS + ".part")
    about: dict[str, Any] = {}
    index.write(_parties(lists, loaded), written, about, records, finish=lambda: _about(about, loaded))
    records.replace(folder / _RECORDS)
    written.replace(folder / _INDEX)


def _parties(lists: Iterable[tuple[PartyList, Iterable[Party]]], loaded: list[PartyList]) -> Iterator[Party]:
    seen: set[str] = set()
    for about, parties in lists:
        loaded.append(about)
        for party in parties:
            if party.id in seen:
                hint = "of two lists with one id keep one"
                raise InputError("a party's id stands twice in the lists", value=party.id, hint=hint)
            seen.add(party.id)
            yield party


def _about(about: dict[str, Any], loaded: list[PartyList]) -> None:
    import json

    about["version"] = VERSION
    about["lists"] = [json.loads(codec.encode(one)) for one in loaded]
    told = [VERSION, *(f"{one.id} {one.sha256}" for one in loaded)]
    about["digest"] = hashlib.sha256("\n".join(map(str, told)).encode()).hexdigest()


def open_index(folder: Path) -> Matcher:
    """The matcher over an index that ``build`` has saved. Raises DataError where there is none that can be read."""
    hint = "build it anew"
    try:
        saved = index.read(folder / _INDEX)
        with (folder / _RECORDS).open("rb") as file:
            records = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError, KeyError) as bad:
        raise DataError(f"no index can be read: {bad}", path=str(folder), hint=hint) from None
    if saved is None or saved.about.get("version") != VERSION:
        raise DataError("the index is of another version of the program", path=str(folder), hint=hint)
    return Matcher(saved, records)


class Matcher:
    """The loaded lists and what is asked of them. May be used by several threads; they take turns."""

    def __init__(self, saved: index.Saved, records: memoryview, only: frozenset[int] | None = None) -> None:
        self.lists = tuple(codec.decode(codec.encode(one), PartyList) for one in saved.about["lists"])
        self.digest: str = saved.about["digest"]
        self._saved = saved
        self._records = records
        self._search = Search(saved)
        self._only = only
        self._lock = threading.Lock()
        self._ids: dict[str, int] | None = None

    @property
    def threshold(self) -> float:
        """The probability from which a match is shown unless another is asked for."""
        return numbers().threshold / 100

    @property
    def search(self) -> Search:
        """The listed words and names, for whoever looks through a text; not for several threads at once."""
        return self._search

    def listed(self, name: int) -> str | None:
        """The id of the entry that a name of the index (``name_of``) is of; None for one that does not exist here."""
        number = name >> index.SHIFT
        return None if self._only is not None and number not in self._only else _id(self._line(number))

    # entries

    def party(self, party_id: str) -> Party | None:
        """The entry with this id, None where there is none."""
        number = self._numbers().get(party_id)
        return None if number is None else self._party(number)

    def parties(self) -> Iterator[Party]:
        """All entries, in the order of the lists."""
        for number in self._numbers().values():
            yield self._party(number)

    def version(self, party_id: str) -> str | None:
        """The SHA-256 of what the list says of a party: another one means that the entry has changed."""
        number = self._numbers().get(party_id)
        return None if number is None else hashlib.sha256(self._line(number)).hexdigest()

    def only(self, ids: Collection[str]) -> Matcher:
        """A matcher to which no other entries exist; the rarity of words stays that of all the lists."""
        known = self._numbers()
        return Matcher(self._saved, self._records, frozenset(known[one] for one in ids if one in known))

    def _numbers(self) -> dict[str, int]:
        if self._ids is None:
            count = len(self._saved.arrays["party_at"]) - 1
            numbers_ = (number for number in range(count) if self._only is None or number in self._only)
            self._ids = {_id(self._line(number)): number for number in numbers_}
        return self._ids

    def _line(self, number: int) -> bytes:
        at = self._saved.arrays["party_at"]
        return bytes(self._records[at[number] : at[number + 1]])

    def _party(self, number: int) -> Party:
        import msgspec

        return msgspec.json.decode(self._line(number), type=Party)

    # matching

    def match(
        self,
        query: Party,
        *,
        limit: int = 10,
        threshold: float | None = None,
        kinds: tuple[PartyKind, ...] = (),
        lists: tuple[str, ...] = (),
    ) -> tuple[Match, ...]:
        """The listed parties that the query may mean, the likeliest first, none left out that reaches the threshold.

        ``threshold`` is a probability from 0 to 1, by default the shipped one; ``kinds`` and ``lists`` narrow what is
        looked at. Raises InputError for a query with nothing to look up.
        """
        least = _log_odds(numbers().threshold / 100 if threshold is None else threshold)
        with self._lock:
            others_most = evidence.most(query)
            found = []
            for number, best in self._named(query, least - others_most).items():
                if best and not query.identifiers and best.sum + others_most < least:
                    continue
                entry = self._party(number)
                if not _wanted(entry, kinds, lists):
                    continue
                others = evidence.weigh(query, entry)
                best = _named_or_numbered(best, others)
                total = _sum(best, others)
                if total >= least:
                    found.append((-total, entry, best, others))
            found.sort(key=lambda one: (one[0], one[1].id))
            return tuple(self._match(entry, best, others) for _, entry, best, others in found[:limit])

    def why(self, query: Party, party_id: str) -> Match:
        """How an entry stands to a query, match or not, with all reasons. Raises InputError for an unknown id."""
        number = self._numbers().get(party_id)
        if number is None:
            raise InputError("no entry has this id", value=party_id, hint="ids are told by `match`, as un:6908555")
        with self._lock:
            entry = self._party(number)
            others = evidence.weigh(query, entry)
            return self._match(entry, _named_or_numbered(self._best(self._asked(query), number), others), others)

    def _named(self, query: Party, least: float) -> dict[int, _Named | None]:
        """The entries with a name that reaches ``least``, or with a number of the query, each with its best name."""
        numbered = self._numbered(query)
        found: dict[int, _Named | None] = dict.fromkeys(numbered)
        names = self._asked(query)
        for asked in names:
            for hit in self._search.find(asked, judge.least(asked, least, numbers())):
                most = judge.bound(hit)
                if most < least:
                    continue
                number = self._saved.arrays["name_of"][hit.name] >> index.SHIFT
                if self._only is None or number in self._only:
                    before = found.get(number)
                    if before is None or most > before.sum:
                        one = self._judged(asked, hit)
                        if before is None or one.sum > before.sum:
                            found[number] = one
        if not query.identifiers and not any(asked.words for asked in names):
            raise InputError("the query has no name that can be read", hint="give a name of at least one letter")
        for number in numbered:
            found[number] = found[number] or self._best(names, number)
        return found

    def _asked(self, query: Party) -> list[Asked]:
        texts = {(name.text, name.parts): name for name in query.names[:_MOST_NAMES]}
        return [asked for name in texts.values() for asked in self._search.ask(name.text, query.kind, name.parts)]

    def _judged(self, asked: Asked, hit: Hit) -> _Named:
        side = judge.laid(self._search, asked, hit)
        judged = judge.judge(self._search, asked, hit, side)
        weak = numbers().weak / 100 if self._saved.arrays["name_weak"][hit.name] else 0.0
        return _Named(judged.total - weak, asked, hit, side, judged)

    def _best(self, names: list[Asked], number: int) -> _Named | None:
        """The best name of one entry, however little it agrees."""
        start, end = self._saved.arrays["names_of"][number : number + 2]
        rows = self._saved.arrays["names_by"][start:end]
        found = [self._judged(asked, self._search.lay(asked, name)) for asked in names if asked.words for name in rows]
        return max(found, key=lambda one: one.sum, default=None)

    def _numbered(self, query: Party) -> list[int]:
        """The entries that have a number of the query."""
        found: dict[int, None] = {}
        tags, parties = self._saved.arrays["number_tag"], self._saved.arrays["number_party"]
        for one in query.identifiers:
            tag = index.number_tag(one)
            at = bisect.bisect_left(tags, tag)
            while at < len(tags) and tags[at] == tag:
                if self._only is None or parties[at] in self._only:
                    found[parties[at]] = None
                at += 1
        return list(found)

    def _match(self, entry: Party, best: _Named | None, others: tuple[Reason, ...]) -> Match:
        if best is None:
            text = "no name of the entry is like the query's"
            none = Reason("name", "against", numbers().unnamed / 100, text, None, entry.name)
            return Match(entry, entry.names[0], _probability(_sum(None, others)), (none, *others))
        listed = entry.names[self._saved.arrays["name_of"][best.hit.name] & index.LOW]
        reasons = explain.explain(self._search, best.asked, best.hit, listed, best.side, best.judged)
        weak = _weak(listed)
        return Match(entry, listed, _probability(_sum(best, others)), (*reasons, *weak, *others))


def _weak(listed: Name) -> tuple[Reason, ...]:
    if listed.quality != "weak":
        return ()
    return (Reason("quality", "against", -numbers().weak / 100, "the list calls this alias weak", None, listed.text),)


def _named_or_numbered(best: _Named | None, others: tuple[Reason, ...]) -> _Named | None:
    """The best name, or None where it speaks more against than no name would, and a number agrees."""
    agreed = any(reason.kind == "identifier" and reason.bearing == "agrees" for reason in others)
    return None if best and agreed and best.sum < numbers().unnamed / 100 else best


def _sum(best: _Named | None, others: tuple[Reason, ...]) -> float:
    return (best.sum if best else numbers().unnamed / 100) + sum(reason.effect for reason in others)


def _wanted(entry: Party, kinds: tuple[PartyKind, ...], lists: tuple[str, ...]) -> bool:
    if kinds and entry.kind not in kinds and entry.kind != "unknown":
        return False
    return not lists or any(one.list in lists for one in entry.designations) or entry.id.partition(":")[0] in lists


def _log_odds(probability: float) -> float:
    if not 0 <= probability <= 1:
        raise InputError("a threshold is a probability from 0 to 1", value=str(probability))
    held = min(max(probability, 1e-9), 1 - 1e-9)
    return math.log(held / (1 - held))


def _probability(total: float) -> float:
    return round(1 / (1 + math.exp(-max(-60.0, min(60.0, total)))), _DIGITS)


def _id(line: bytes) -> str:
    """The id of a record, which stands first in its line."""
    import msgspec

    return msgspec.json.decode(line, type=_Identified).id


@dataclass(frozen=True, slots=True)
class _Identified:
    id: str
