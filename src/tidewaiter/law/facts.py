"""What the conditions ask of an event, worked out once: acts, goods, ways, days."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tidewaiter import places
from tidewaiter.model import Event, Item, Role
from tidewaiter.model.measure import Measure, Regime

# types that report law, talk or travel and are no act that a measure forbids
SILENT_TYPES = ("statement-of-law", "meeting", "visit", "designation", "launch")


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What is looked up again and again in one regime."""

    by_act: dict[str, tuple[Measure, ...]]
    by_id: dict[str, Measure]
    above: dict[str, frozenset[str]]
    below: dict[str, frozenset[str]]
    labels: dict[str, str]
    acts: dict[str, str]
    words: re.Pattern[str]
    act_of: dict[str, str]
    rank: dict[str, int]


@functools.lru_cache(maxsize=8)
def index(regime: Regime) -> Index:
    """The look-ups of a regime, made once."""
    parents = {kind.id: kind.broader for kind in regime.kinds}
    above = {kind: frozenset(_ancestors(kind, parents)) for kind in parents}
    below = {kind: frozenset(k for k in parents if kind in above[k] and k != kind) for kind in parents}
    act_of = {word: act.id for act in regime.acts for word in act.words}
    alternatives = "|".join(re.escape(word) for word in sorted(act_of, key=lambda word: (-len(word), word)))
    modelled = [measure for measure in regime.measures if measure.when is not None]
    acts = sorted({act for m in modelled if m.when for act in m.when.act or ("*",)})
    return Index(
        by_act={act: tuple(m for m in modelled if m.when and act in (m.when.act or ("*",))) for act in acts},
        by_id={measure.id: measure for measure in regime.measures},
        above=above,
        below=below,
        labels={kind.id: kind.label for kind in regime.kinds},
        acts={act.id: act.label for act in regime.acts},
        words=re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE),
        act_of=act_of,
        rank={measure.id: n for n, measure in enumerate(regime.measures)},
    )


def _ancestors(kind: str, parents: dict[str, tuple[str, ...]]) -> Iterable[str]:
    yield kind
    for parent in parents.get(kind, ()):
        yield from _ancestors(parent, parents)


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """An event as the law sees it. None is "not told".

    ``first`` and ``last`` bound the day of the act; ``kinds`` are the item's own kinds,
    ``inside`` these with all broader ones, ``narrower`` what a general word may turn out to be.
    """

    event: Event
    target: str
    acts: tuple[str, ...]
    first: date | None
    last: date | None
    kinds: tuple[str, ...]
    inside: frozenset[str]
    narrower: frozenset[str]
    declared: tuple[str, ...]
    proposed: tuple[str, ...]
    supplier: str | None
    recipient: str | None
    origin: str | None
    destination: str | None
    passed: tuple[str, ...]
    look: Index

    @property
    def item(self) -> Item | None:
        return self.event.item


def facts(event: Event, regime: Regime) -> Facts:
    """The facts of an event under a regime."""
    look = index(regime)
    first, last = _days(event)
    kinds = event.item.kinds if event.item else ()
    known = tuple(kind for kind in kinds if kind in look.above)
    return Facts(
        event=event,
        target=regime.target,
        acts=_acts(event, look, known),
        first=first,
        last=last,
        kinds=known,
        inside=frozenset().union(*(look.above[kind] for kind in known)) if known else frozenset(),
        narrower=frozenset().union(*(look.below[kind] for kind in known)) if known else frozenset(),
        declared=tuple(code.code for code in event.hs if code.declared),
        proposed=tuple(code.code for code in event.hs if not code.declared),
        supplier=_country(event.supplier),
        recipient=_country(event.recipient),
        origin=_country(event.origin),
        destination=_country(event.destination),
        passed=tuple(role.country for role in event.via if role.country),
        look=look,
    )


def _country(role: Role | None) -> str | None:
    return role.country if role else None


def _days(event: Event) -> tuple[date | None, date | None]:
    when = event.date
    if when is None:
        return None, None
    if when.ongoing and when.latest:
        # told as still going on: it holds on the day it was told, whenever it began
        return when.latest, when.latest
    return when.earliest, when.latest


def _acts(event: Event, look: Index, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The acts an event is: from its type, its activities, and words that name a service."""
    if event.negated:
        return ()
    found = list(event.circumstances.activities)
    goods = bool(kinds or event.hs)
    named = () if goods else _named_acts(event.item, look)
    found += named
    if event.circumstances.ship_to_ship or "ship-to-ship" in event.manner:
        found.append("ship-to-ship")
    if event.type == "transfer" and (goods or not named):
        found.append("supply")
    if event.type == "labour":
        found.append("labour")
    if event.type == "seizure":
        found.append("seizure-of-items")
        if event.destination or event.origin:
            found.append("supply")  # goods caught on their way: the supply was under way
    if event.type in SILENT_TYPES:
        found = list(event.circumstances.activities)
    return tuple(dict.fromkeys(found))


def _named_acts(item: Item | None, look: Index) -> list[str]:
    if item is None or not item.text:
        return []
    hits = look.words.findall(item.text)
    return list(dict.fromkeys(look.act_of[hit.lower()] for hit in hits))


def name_of(code: str) -> str:
    """The plain English name of a country code."""
    return places.get(code).name
