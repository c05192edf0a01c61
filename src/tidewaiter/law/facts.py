"""What the conditions ask of an event, worked out once: acts, goods, ways, days."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from tidewaiter import places
from tidewaiter.law.direction import Route, route, ways
from tidewaiter.law.listed import is_listed
from tidewaiter.law.load import aside
from tidewaiter.law.papers import Cited, cited
from tidewaiter.law.scopes import Scopes, scopes
from tidewaiter.model import ConditionAnswer, Event, Item
from tidewaiter.model.measure import Conditions, ExceptionRule, InForce, Measure, Regime

_WORD = re.compile(r"\w+")

# types that report law, talk or travel and are no act that a measure forbids
SILENT_TYPES = ("statement-of-law", "meeting", "visit", "designation", "launch")


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """What is looked up again and again in one regime.

    ``asked`` holds, by the identity of a ``Conditions`` of the regime, the fields that it asks;
    ``goods`` the identities of the scopes of a measure that is about goods, ``luxury`` those of the entries
    of the lists that one about luxury goods asks for, ``first_words`` the words that names of acts begin with,
    ``turns`` the days from which some measure is, or is no more, in force; ``party_of`` the measure that is about
    designated parties, by the identity of its scope of them.
    """

    by_act: dict[str, tuple[Measure, ...]]
    by_id: dict[str, Measure]
    above: dict[str, frozenset[str]]
    below: dict[str, frozenset[str]]
    labels: dict[str, str]
    codes: dict[str, tuple[str, ...]]
    end_use: dict[str, str]
    acts: dict[str, str]
    aside: dict[str, str]
    words: re.Pattern[str]
    first_words: frozenset[str]
    act_of: dict[str, str]
    scopes: Scopes
    goods: dict[str, frozenset[int]]
    luxury: dict[str, frozenset[int]]
    rank: dict[str, int]
    turns: tuple[date, ...]
    rules: dict[str, tuple[ExceptionRule, ...]]
    asked: dict[int, tuple[tuple[str, Any], ...]]
    party_of: dict[int, str]


@functools.lru_cache(maxsize=8)
def index(regime: Regime) -> Index:
    """The look-ups of a regime, made once."""
    parents = {kind.id: kind.broader for kind in regime.kinds}
    above = {kind: frozenset(_ancestors(kind, parents)) for kind in parents}
    below = {kind: frozenset(k for k in parents if kind in above[k] and k != kind) for kind in parents}
    act_of = {word: act.id for act in regime.acts for word in act.words}
    alternatives = "|".join(re.escape(word) for word in sorted(act_of, key=lambda word: (-len(word), word)))
    modelled = [measure for measure in regime.measures if measure.when is not None]
    shared = {rule.code: rule for rule in regime.exceptions}
    acts = sorted({act for m in modelled if m.when for act in m.when.act or ("*",)})
    return Index(
        by_act={act: tuple(m for m in modelled if m.when and act in (m.when.act or ("*",))) for act in acts},
        by_id={measure.id: measure for measure in regime.measures},
        above=above,
        below=below,
        labels={kind.id: kind.label for kind in regime.kinds},
        codes={kind.id: kind.hs for kind in regime.kinds},
        end_use={
            kind.id: parent.end_use
            for kind in regime.kinds
            for parent in regime.kinds
            if parent.end_use and parent.id in above[kind.id]
        },
        acts={act.id: act.label for act in regime.acts},
        aside={act.id: act.aside for act in regime.acts if act.aside},
        words=re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE),
        first_words=frozenset(_WORD.findall(word.lower())[0] for word in act_of),
        act_of=act_of,
        scopes=scopes(regime),
        goods={m.id: frozenset(map(id, m.when.goods)) for m in modelled if m.when and m.when.goods},
        luxury={m.id: frozenset(_luxury(m.when.luxury, regime)) for m in modelled if m.when and m.when.luxury},
        rank={measure.id: n for n, measure in enumerate(regime.measures)},
        turns=tuple(sorted({day for measure in regime.measures for day in _turns(measure.in_force)})),
        rules={measure.id: (*measure.unless, *(shared[code] for code in measure.use)) for measure in regime.measures},
        asked={id(conditions): _asked(conditions) for conditions in _all_conditions(regime)},
        party_of={id(m.when.party): m.id for m in modelled if m.when and m.when.party},
    )


def _luxury(lists: tuple[str, ...], regime: Regime) -> Iterator[int]:
    for entry in regime.luxury:
        if "any" in lists or entry.id in lists:
            yield from map(id, entry.items)


def _turns(force: InForce) -> Iterator[date]:
    yield force.since
    if force.until is not None and force.until < date.max:
        yield force.until + timedelta(days=1)


def _all_conditions(regime: Regime) -> Iterator[Conditions]:
    rules = [*regime.exceptions, *(rule for measure in regime.measures for rule in measure.unless)]
    of_rules = (asked for rule in rules for asked in (rule.when, rule.open_if, rule.near_if))
    for conditions in (*(m.when for m in regime.measures), *of_rules):
        if conditions is not None:
            yield conditions
    for rule in rules:
        yield from rule.not_if


def _asked(conditions: Conditions) -> tuple[tuple[str, Any], ...]:
    pairs = ((field.name, getattr(conditions, field.name)) for field in fields(conditions))
    return tuple((name, asked) for name, asked in pairs if asked is not None)


def unchecked(basis: str | None) -> str:
    """What has to stand beside a figure that comes from memory."""
    return " (figure not yet checked against the document)" if basis == "recalled" else ""


def _ancestors(kind: str, parents: dict[str, tuple[str, ...]]) -> Iterable[str]:
    yield kind
    for parent in parents.get(kind, ()):
        yield from _ancestors(parent, parents)


@dataclass(frozen=True, slots=True, eq=False)
class Facts:
    """An event as the law sees it. None is "not told".

    ``first`` and ``last`` bound the day of the act; ``nature`` is the end use that the item's
    kind implies; ``kinds`` are the item's own kinds,
    ``inside`` these with all broader ones, ``narrower`` what a general word may turn out to be;
    ``stated`` the codes that the words write out beside declared ones;
    ``touched`` the identities of the scopes of goods that the item can be in at all;
    ``papers`` documents that are referred to as letting the act through; ``beside`` acts that a description of goods
    names without being one: whether they took place as well is a question.
    """

    event: Event
    target: str
    acts: tuple[str, ...]
    first: date | None
    last: date | None
    kinds: tuple[str, ...]
    inside: frozenset[str]
    narrower: frozenset[str]
    nature: str | None
    declared: tuple[str, ...]
    stated: tuple[str, ...]
    proposed: tuple[str, ...]
    touched: frozenset[int]
    route: Route
    ways: dict[str, ConditionAnswer]
    look: Index
    papers: tuple[Cited, ...] = ()
    beside: tuple[str, ...] = ()

    @property
    def item(self) -> Item | None:
        return self.event.item


def facts(event: Event, regime: Regime, *, tied: bool | None = None) -> Facts:
    """The facts of an event under a regime; ``tied`` as in ``direction.ways``."""
    look = index(regime)
    first, last = _days(event)
    way = route(event, regime.target)
    kinds = event.item.kinds if event.item else ()
    known = _told_kinds(tuple(kind for kind in kinds if kind in look.above))
    if known and _UNSPECIFIED in kinds and _more_than_free_goods(event, known, look):
        known = (_UNSPECIFIED,)
    inside = frozenset().union(*(look.above[kind] for kind in known)) if known else frozenset()
    narrower = _narrower(known, event, look)
    declared = tuple(code.code for code in event.hs if code.declared)
    stated = tuple(code.code for code in event.hs if code.stated and not code.declared)
    proposed = tuple(code.code for code in event.hs if not code.declared)
    told = bool(known or declared or proposed) and "goods-unspecified" not in inside
    directions = ways(event, way, tied=tied)
    beside = _beside(event, way, look) if event.rule == "row" else ()
    if "labour" in beside:
        directions = {**directions, "nationals": _people_named(event, regime.target)}
    return Facts(
        event=event,
        target=regime.target,
        acts=_acts(event, regime.target, look, known),
        first=first,
        last=last,
        kinds=known,
        inside=inside,
        narrower=narrower,
        nature=next((look.end_use[kind] for kind in known if kind in look.end_use), None),
        declared=declared,
        stated=stated,
        proposed=proposed,
        touched=look.scopes.touched((*declared, *stated) or proposed, inside | narrower) if told else look.scopes.every,
        route=way,
        ways=directions,
        look=look,
        papers=cited(event) if event.circumstances.papers else (),
        beside=beside,
    )


_UNSPECIFIED = "goods-unspecified"


def _more_than_free_goods(event: Event, kinds: tuple[str, ...], look: Index) -> bool:
    """Whether a row tells of free goods and of others that it does not name: "rice, and spare parts".

    Beside goods of a measure what is not named adds nothing: "missiles and components".
    """
    if event.rule != "row" or any(code.declared for code in event.hs):
        return False
    inside = frozenset().union(*(look.above[kind] for kind in kinds))
    touched = look.scopes.touched((code.code for code in event.hs), inside | _narrower(kinds, event, look))
    return all(touched.isdisjoint(scopes) for scopes in look.goods.values())


def _told_kinds(kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The kinds that say something: "missiles and components" are missiles, whatever the components are."""
    named = tuple(kind for kind in kinds if kind != "goods-unspecified")
    return named or kinds


def _narrower(kinds: tuple[str, ...], event: Event, look: Index) -> frozenset[str]:
    """What a general word may turn out to be, as far as the codes let it: a cargo ship is no yacht."""
    below = frozenset().union(*(look.below[kind] for kind in kinds)) if kinds else frozenset()
    codes = [code.code for code in event.hs if code.declared] or [code.code for code in event.hs]
    if not codes:
        return below
    return frozenset(kind for kind in below if not look.codes[kind] or _may_meet(codes, look.codes[kind]))


def _may_meet(codes: list[str], headings: tuple[str, ...]) -> bool:
    return any(code.startswith(headings) or any(h.startswith(code) for h in headings) for code in codes)


def _days(event: Event) -> tuple[date | None, date | None]:
    when = event.date
    if when is None:
        return None, None
    if when.ongoing and when.latest:
        # told as still going on: it holds on the day it was told, whenever it began
        return when.latest, when.latest
    return when.earliest, when.latest


def _left(event: Event, target: str) -> bool:
    """Whether goods of the target, or from it, were caught by others; a ship may have been on its way home."""
    whose = event.supplier.country if event.supplier and event.supplier.kind != "vessel" else None
    made = event.item.country if event.item else None
    by = event.recipient.country if event.recipient else None
    return target in (made, whose) and by != target


def _acts(event: Event, target: str, look: Index, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The acts an event is: from its type, its activities, and words that name a service."""
    if event.negated:
        return ()
    found = list(event.circumstances.activities)
    goods = bool(kinds or event.hs)
    named = _named_acts(event.item, look, only_head=goods and event.type == "transfer")
    if "training" in named and _taught_by(event, target):
        named.remove("training")
    found += named
    if "repair" in named:
        if any("arms" in look.above[kind] for kind in kinds):
            found.append("technical-assistance")  # repair of weapons is a service for them, wherever it is done
        elif event.type == "other" or _is_service(event.item, look):
            found.remove("repair")  # roads are repaired as well
    if event.circumstances.ship_to_ship or "ship-to-ship" in event.manner or _between_ships(event):
        found.append("ship-to-ship")
    if event.type == "transfer" and (not named or (goods and not _is_service(event.item, look))):
        found.append("supply")
    if event.type == "labour":
        found.append("labour")
    if event.type == "seizure" and not _is_carrier(event):
        found.append("seizure-of-items")
        if event.destination or event.origin or _left(event, target):
            found.append("supply")  # goods caught on their way: the supply was under way
    if event.type in SILENT_TYPES:
        found = list(event.circumstances.activities)
    listed = any(is_listed(role) for role in (event.supplier, event.recipient))
    if event.type == "visit" and listed and not _comes_home(event, target):
        found.append("entry")  # a visit is an entry where the visitor may not enter
    return tuple(dict.fromkeys(found))


def _comes_home(event: Event, target: str) -> bool:
    """Whether one of the target's own, or of whom no other country is told, enters it: no State shuts out its own."""
    visitor, where = event.supplier, event.destination
    own = visitor is None or visitor.country in (None, target)
    return own and where is not None and where.country == target


def _taught_by(event: Event, target: str) -> bool:
    """Whether the target teaches another State's people: the ban on teaching is about its own."""
    giver, item = event.supplier, event.item
    taught = item.country if item else None
    return giver is not None and giver.country == target and taught not in (None, target)


def _is_carrier(event: Event) -> bool:
    """Whether the ship seized is what carried the goods, and no goods itself: it is its own "supplier"."""
    told, from_ = (event.item.text if event.item else None), event.supplier
    names = [name for name in (from_.name, from_.text) if name] if from_ else []
    return bool(from_ and from_.kind == "vessel" and told and any(name in told or told in name for name in names))


def _between_ships(event: Event) -> bool:
    """Whether a ship gives and another one takes, unless it is told that the cargo went ashore between them."""
    if event.type != "transfer" or event.circumstances.ship_to_ship is False:
        return False
    return all(
        role is not None and any(one.kind == "vessel" for one in (role, *role.others))
        for role in (event.supplier, event.recipient)
    )


def _named_acts(item: Item | None, look: Index, *, only_head: bool) -> list[str]:
    """Acts that the item's words name: "bulk cash" is a transfer of funds, "training aircraft" no training.

    Where the words are goods, only a name that is the whole of them counts, or their head: in
    "repair of missiles" the goods are what the service is done to.
    """
    if item is None or not item.text:
        return []
    text = item.text.strip().lower()
    if look.first_words.isdisjoint(_WORD.findall(text)):
        return []
    hits = [hit.lower() for hit in look.words.findall(text)]
    return list(dict.fromkeys(look.act_of[hit] for hit in hits if not only_head or hit == text or _heads(hit, text)))


def _beside(event: Event, way: Route, look: Index) -> tuple[str, ...]:
    """The acts that a row's description of goods names, where the target has to do with it."""
    told = event.item.text if event.item and event.item.text else ""
    text = told.lower()
    if event.type != "transfer" or not text or look.first_words.isdisjoint(_WORD.findall(text)):
        return ()
    wanted = dict.fromkeys(hit for hit in look.words.findall(text) if look.act_of.get(hit) in look.aside)
    if not wanted:
        return ()
    named = any(one.match.place and one.match.place.code == way.target for one in places.scan(told))
    at_an_end = way.target in (way.supplier, way.origin, way.recipient, way.destination)
    found = (
        look.act_of[hit]
        for hit in wanted
        if (named and _led_to(hit, text)) or (at_an_end and look.aside[look.act_of[hit]] == "any")
    )
    return tuple(dict.fromkeys(found))


@functools.lru_cache(maxsize=1024)
def _led_to(hit: str, text: str) -> bool:
    """Whether a word for how the goods were made or whom they serve leads to the hit."""
    cues = "|".join(map(re.escape, aside().cues))
    return re.search(rf"(?<!\w)(?:{cues})(?:\W+\w+){{0,{aside().reach}}}\W+{re.escape(hit)}(?!\w)", text) is not None


def _people_named(event: Event, target: str) -> ConditionAnswer:
    spans = event.item.evidence if event.item else ()
    return ConditionAnswer(
        "direction", "yes", f"the words of the goods name people of {places.get(target).name}", evidence=spans
    )


def _is_service(item: Item | None, look: Index) -> bool:
    """Whether the item's words begin with the name of a service that is done to goods."""
    text = item.text.strip().lower() if item and item.text else ""
    hit = look.words.match(text)
    return hit is not None and _heads(hit[0], text)


def _heads(hit: str, text: str) -> bool:
    return text.startswith(hit) and (" of " in f"{hit} " or text[len(hit) :].startswith(" of "))
