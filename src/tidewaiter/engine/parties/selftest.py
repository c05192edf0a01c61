"""The loaded lists tried on themselves: is every entry found under what befalls names, and how often is one alarmed?

Recall is counted by mutation and kind. False alerts are counted on names that stand on no list: halves of listed names
put together anew, which is harder than ordinary names are (every word of theirs is listed), and on names of the user's
own that are known to be clean.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from random import Random

from tidewaiter.engine.parties.listed import Listed
from tidewaiter.engine.parties.mutations import MUTATIONS
from tidewaiter.engine.parties.record import called, folded
from tidewaiter.errors import InputError
from tidewaiter.model.party import Name, Party, PartyKind, PartyList
from tidewaiter.parties.matching.answer import Match

LIMIT = 10
"""Matches that are looked at: an entry below them counts as not found, as a user would not see it either."""
HIDDEN = "script not listed"
"""What the row of names is called that were taken out of the list before they were asked for."""
MISSED = 5
"""Examples that are kept of entries that were not found, of each mutation and kind."""
STRANGERS = 1_000
"""Names put together anew that are asked for, of each kind."""
_ALIKE = 0.6  # share of letters in common from which two halves are one
_AGAIN = 20  # how often halves are drawn anew that make a listed name
Progress = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Tally:
    """Of the entries asked for: how many were found, stood first, and where another party stood first.

    A party that has the very name asked for is no wrong one: a bare name cannot tell two bearers apart. ``missed`` are
    the first few queries whose entry was not found, with its id.
    """

    asked: int = 0
    found: int = 0
    first: int = 0
    wrong: int = 0
    refused: int = 0
    missed: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Alerts:
    """Of names that stand on no list: how many were asked for, and how many had a match."""

    asked: int = 0
    alerts: int = 0
    worst: tuple[tuple[str, str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a self-test found: by mutation and kind, and false alerts by where the names come from."""

    entries: int
    of: int
    tallies: dict[tuple[str, str], Tally]
    alerts: dict[str, Alerts]


def selftest(
    listed: Listed,
    *,
    sample: int | None = None,
    seed: int = 1,
    threshold: float | None = None,
    strangers: int = STRANGERS,
    clean: Iterable[Party] | None = None,
    bare: Listed | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> Outcome:
    """Asks for every entry (or a sample) under each mutation, then for names that stand on no list.

    ``bare`` are the same lists without the names in other scripts (``latin``): of these the names that were taken out
    are asked, which is what happens to a list that never had them.
    The same lists, seed and sizes give the same outcome.
    """
    ids = [party.id for party in listed.parties()]
    chosen = ids if sample is None or sample >= len(ids) else sorted(Random(f"{seed} sample").sample(ids, sample))
    tallies: dict[tuple[str, str], Tally] = {}
    for done, one in enumerate(chosen, start=1):
        party = listed.party(one)
        if party is not None:
            for what, text in _queries(party, Random(f"{seed} {one}")):
                tally = tallies.setdefault((what, party.kind), Tally())
                _ask(listed, party, text, tally, threshold)
            if bare is not None and bare.party(one) is not None:
                for text in _originals(party):
                    tally = tallies.setdefault((HIDDEN, party.kind), Tally())
                    _ask(bare, party, text, tally, threshold)
        progress("entries", done, len(chosen))
    alerts = {
        f"halves of listed {kind} names": _alarmed(listed, names, threshold, progress)
        for kind, names in strange(listed.parties(), strangers, Random(f"{seed} strangers")).items()
    }
    if clean is not None:
        alerts["your clean names"] = _alarmed(listed, clean, threshold, progress)
    order = [*MUTATIONS, "an alias", "original script", HIDDEN]
    in_order = sorted(tallies.items(), key=lambda one: (order.index(one[0][0]), one[0][1]))
    return Outcome(len(chosen), len(ids), dict(in_order), alerts)


def _queries(party: Party, random: Random) -> Iterator[tuple[str, str]]:
    """What is asked of a party: its first name under each mutation, an alias, a name in its own script."""
    name = " ".join(party.name.split())
    for what, mutate in MUTATIONS.items():
        text = mutate(name, party.kind, random)
        if text is not None:
            yield what, text
    aliases = [one.text for one in party.names if one.role in ("alias", "former") and one.quality != "weak"]
    originals = _originals(party)
    if aliases:
        yield "an alias", random.choice(aliases)
    if originals:
        yield "original script", random.choice(originals)
        text = MUTATIONS["romanised"](random.choice(originals), party.kind, random)
        if text is not None:
            yield "romanised", text


def _originals(party: Party) -> list[str]:
    return [one.text for one in party.names if not _latin(one.text)]


def latin(listed: Listed) -> Iterator[tuple[PartyList, Iterator[Party]]]:
    """The loaded lists without names in other scripts; a party that has no other name is left out."""
    for one in listed.lists:
        found = (party for party in listed.parties() if party.id.startswith(f"{one.id}:"))
        kept = ((party, tuple(name for name in party.names if _latin(name.text))) for party in found)
        yield one, (replace(party, names=names) for party, names in kept if names)


def _latin(text: str) -> bool:
    return text.isascii() or all("LATIN" in unicodedata.name(c, "") for c in text if c.isalpha())


def _ask(listed: Listed, party: Party, text: str, tally: Tally, threshold: float | None) -> None:
    tally.asked += 1
    try:
        found = listed.match(_query(text, party.kind), limit=LIMIT, threshold=threshold)
    except InputError:
        tally.refused += 1
        return
    here = any(match.party.id == party.id for match in found)
    tally.found += here
    if not here and len(tally.missed) < MISSED:
        tally.missed.append((text, party.id))
    if found:
        right = _first(found, party)
        tally.first += right
        tally.wrong += not right


def _query(text: str, kind: PartyKind) -> Party:
    return Party(id="query", names=(Name(text, "primary"),), kind=kind)


def _first(found: tuple[Match, ...], party: Party) -> bool:
    """Whether the party stands first, alone or beside others, or one that bears its very name does."""
    best = [match.party for match in found if match.score == found[0].score]
    return any(one.id == party.id for one in best) or bool(_names(best[0]) & _names(party))


def _names(party: Party) -> set[str]:
    return {_sorted(name.text) for name in party.names}


def _sorted(text: str) -> str:
    return " ".join(sorted(folded(text).split()))


# names on no list


def strange(parties: Iterable[Party], count: int, random: Random) -> dict[PartyKind, list[Party]]:
    """Names of persons and of organisations made of the first half of one listed name and the last of another."""
    held: set[str] = set()
    halves: dict[PartyKind, tuple[list[str], list[str]]] = {"person": ([], []), "organisation": ([], [])}
    for party in parties:
        held |= _names(party)
        words = party.name.split()
        if party.kind in halves and len(words) >= 2 and _latin(party.name):
            cut = len(words) // 2
            halves[party.kind][0].append(" ".join(words[:cut]))
            halves[party.kind][1].append(" ".join(words[cut:]))
    return {
        kind: [_query(text, kind) for text in _put_together(first, last, count, held, random)]
        for kind, (first, last) in halves.items()
        if len(first) > 1
    }


def _put_together(first: list[str], last: list[str], count: int, held: set[str], random: Random) -> Iterator[str]:
    for _ in range(count):
        for _ in range(_AGAIN):
            one, other = random.randrange(len(first)), random.randrange(len(last))
            text = f"{first[one]} {last[other]}"
            alike = _alike(first[one], first[other]) or _alike(last[one], last[other])
            if not alike and _sorted(text) not in held:
                yield text
                break


def _alike(one: str, other: str) -> bool:
    """Whether two halves are nearly one: put together they would be a listed name in another spelling."""
    a, b = folded(one), folded(other)
    return a == b or SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE


def _alarmed(listed: Listed, names: Iterable[Party], threshold: float | None, progress: Progress) -> Alerts:
    """How many of the names have a match, and the ten that have the likeliest."""
    alerts, worst = Alerts(), list[tuple[str, str, float]]()
    for query in names:
        alerts.asked += 1
        found = listed.match(query, limit=1, threshold=threshold)
        if found:
            alerts.alerts += 1
            worst.append((called(query), found[0].name.text, found[0].score))
        if len(worst) > 1_000:
            worst = _worst(worst)
        progress("names on no list", alerts.asked, None)
    alerts.worst = tuple(_worst(worst))
    return alerts


def _worst(found: list[tuple[str, str, float]]) -> list[tuple[str, str, float]]:
    return sorted(found, key=lambda one: (-one[2], one[0], one[1]))[:10]
