"""The closed set of conditions: each answers yes, no or unknown, and says why.

A condition is one function here and one field of ``model.measure.Conditions``. It looks at
the facts of an event and at nothing else; it never takes "not told" for "no". An answer
with ``told`` False says that the event does not speak of the matter at all, so that a
measure about it is not raised (docs/decisions/0003-what-raises-a-measure.md).
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from tidewaiter.law import caps, listed, luxury
from tidewaiter.law.direction import name_of
from tidewaiter.law.facts import SILENT_TYPES, Facts
from tidewaiter.law.goods import match, rests_on
from tidewaiter.law.listed import is_listed
from tidewaiter.law.load import named, term_of, terms
from tidewaiter.model import Answer, ConditionAnswer, Role
from tidewaiter.model.measure import Conditions, Dated, GoodsScope, InForce, PartyScope, Regime

Condition = Callable[[Any, Facts, Regime], ConditionAnswer]


def evaluate(conditions: Conditions, facts: Facts, regime: Regime) -> tuple[ConditionAnswer, ...]:
    """Every condition that is asked, in the order of the model, up to the first "no"."""
    out: list[ConditionAnswer] = []
    for name, asked in facts.look.asked[id(conditions)]:
        answer = CONDITIONS[name](asked, facts, regime)
        out.append(answer)
        if answer.answer == "no":
            break
    return tuple(out)


def says_nothing(asked: Conditions, facts: Facts) -> bool:
    """Whether the event surely tells nothing of what a measure is raised by: parties, end use, a transfer at sea.

    One of the conditions is then answered "no", or is unknown and not told (docs/decisions/0003).
    """
    if asked.party and not any(is_listed(role) for _, role in _roles(asked.party, facts)):
        return True
    if asked.end_use and not asked.goods and facts.event.circumstances.end_use is None and facts.nature is None:
        return True
    return bool(asked.ship_to_ship) and not _tells_of_ships(facts)


def _tells_of_ships(facts: Facts) -> bool:
    if facts.event.circumstances.ship_to_ship is not None or "ship-to-ship" in facts.acts:
        return True
    return _aboard(facts.event.recipient, facts.target)


def in_force(period: InForce, facts: Facts) -> ConditionAnswer:
    """Whether the measure was in force on the day of the act (both ends included)."""
    began, ended = period.since, period.until
    span = f"since {_day(began)}" + (f" and until {_day(ended)}" if ended else "")
    inside = _within(facts, began, ended)
    if inside == "yes":
        return ConditionAnswer("date", "yes", f"in force {span}", cite=period.reference)
    if inside == "no":
        return ConditionAnswer("date", "no", f"in force only {span}", cite=period.reference)
    when = facts.event.date
    told = f'"{when.text}"' if when and when.text else "the day"
    if facts.first is None and facts.last is not None and not (when and when.value):
        why = f"the day is not told, only that it was by {_day(facts.last)}"
    elif facts.first is None and facts.last is None:
        why = f"{told} of the act is not known" if told == "the day" else f"{told} cannot be placed in a year"
    else:
        why = f"the act may fall before or after the limits: in force {span}"
    return ConditionAnswer(
        "date",
        "unknown",
        f"{why}; the measure holds for acts {_range(began, ended)}",
        ask=f"On which day did it take place? The measure holds for acts {_range(began, ended)}.",
        cite=period.reference,
    )


def outside(period: InForce, first: date | None, last: date | None) -> bool:
    """Whether the measure was certainly not in force on any day from the first to the last that it may have been."""
    return _between(first, last, period.since, period.until) == "no"


def _within(facts: Facts, began: date, ended: date | None) -> Answer:
    return _between(facts.first, facts.last, began, ended)


def _between(first: date | None, last: date | None, began: date, ended: date | None) -> Answer:
    if last is not None and last < began:
        return "no"
    if ended is not None and first is not None and first > ended:
        return "no"
    if first is not None and first >= began and (ended is None or (last is not None and last <= ended)):
        return "yes"
    return "unknown"


@functools.cache
def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _range(began: date, ended: date | None) -> str:
    return f"from {_day(began)}" + (f" to {_day(ended)}" if ended else " on")


def _act(acts: tuple[str, ...], facts: Facts, regime: Regime) -> ConditionAnswer:
    labels = facts.look.acts
    hit = next((act for act in facts.acts if act in acts), None)
    if hit:
        if "plan" in facts.event.manner and facts.event.type == "transfer":
            return ConditionAnswer(
                "act", "unknown", "only planned, as told", ask="Has the plan been carried out or attempted?"
            )
        manners = [manner for manner in facts.event.manner if manner != "supply"]
        aside = f" (told as: {', '.join(manners)})" if manners else ""
        return ConditionAnswer("act", "yes", f"{labels[hit]}{aside}")
    named_aside = next((act for act in facts.beside if act in acts), None)
    if named_aside:
        return ConditionAnswer(
            "act",
            "unknown",
            f"the words of the goods name {labels[named_aside]}; whether that took place is not told",
            ask=f"What stands behind it: {labels[named_aside]}? Say who, where and for whom.",
            evidence=facts.item.evidence if facts.item else (),
        )
    idle = set(facts.acts) <= {"supply"} and facts.event.type not in SILENT_TYPES
    if facts.event.circumstances.host and "labour" in acts and idle:
        return ConditionAnswer(
            "act",
            "unknown",
            "a host State is named, but not whether nationals of the target earn income there",
            ask=f"Do nationals of {name_of(regime.target)} earn income in {name_of(facts.event.circumstances.host)}?",
        )
    return ConditionAnswer("act", "no", f"nothing told is {' or '.join(labels[act] for act in acts[:3])}")


def _direction(way: str, facts: Facts, regime: Regime) -> ConditionAnswer:
    return facts.ways[way]


def _goods(scopes: tuple[GoodsScope, ...], facts: Facts, regime: Regime) -> ConditionAnswer:
    best: ConditionAnswer | None = None
    for scope in _reachable(scopes, facts):
        if scope.since and _within(facts, scope.since, scope.until) == "no":
            continue
        hit = match(facts, scope, scopes)
        answer = ConditionAnswer(
            "goods",
            hit.answer,
            hit.why,
            ask=hit.ask,
            cite=scope.reference,
            evidence=rests_on(facts, hit),
            told=hit.told,
            rests_on=hit.rests_on,
        )
        if hit.answer == "yes":
            return answer
        if best is None or (best.answer == "no" and hit.answer == "unknown"):
            best = answer
    return best or ConditionAnswer("goods", "no", "no scope of goods was in force then")


def _reachable(scopes: tuple[GoodsScope, ...], facts: Facts) -> tuple[GoodsScope, ...]:
    """The scopes that the item can be in by its codes and kinds, or that look into its words; all, where it is in none.

    The answer is the same as over all of them. Scopes of exceptions are not indexed, and each is tried.
    """
    indexed, touched = facts.look.scopes.every, facts.touched
    kept = tuple(scope for scope in scopes if scope.words or id(scope) in touched or id(scope) not in indexed)
    return kept or scopes


def _luxury(lists: tuple[str, ...], facts: Facts, regime: Regime) -> ConditionAnswer:
    return luxury.judge(lists, facts, regime, _within)


def _cap(limits: Any, facts: Facts, regime: Regime) -> ConditionAnswer:
    return caps.weigh(limits, facts, _within)


def _roles(scope: PartyScope, facts: Facts) -> list[tuple[str, Role]]:
    event = facts.event
    parts = {
        "supplier": event.supplier,
        "recipient": event.recipient,
        "intermediary": event.intermediary,
        "vessel": event.vessel,
    }
    every = [(name, role) for name, role in parts.items() if role is not None]
    if "any" in scope.roles:
        return every
    # a ship that a report tells of as giver or taker, and that the lists know, is a ship of it all the same
    ships = "vessel" in scope.roles
    return [
        (name, role)
        for name, role in every
        if name in scope.roles or (ships and role.kind == "vessel" and role.looked and role.looked.found)
    ]


def _party(scope: PartyScope, facts: Facts, regime: Regime) -> ConditionAnswer:
    roles = _roles(scope, facts)
    for name, role in roles:
        if role.designations:
            lists = ", ".join(d.list for d in role.designations)
            who = role.name or role.text or name
            return ConditionAnswer("party", "yes", f"{who} ({name}) is listed: {lists}", evidence=role.evidence)
    measure = facts.look.party_of.get(id(scope))
    measures = (measure,) if measure else tuple(facts.look.party_of.values())
    if told := listed.answer(roles, measures, facts.first, facts.last):
        return told
    unlooked = [name for name, role in roles if role.designations is None]
    if roles and not unlooked:
        return ConditionAnswer("party", "no", "no party to it is listed")
    return ConditionAnswer(
        "party",
        "unknown",
        "nobody has looked whether a party to it is listed" if roles else "the parties are not told",
        ask=listed.ASK,
        told=False,
    )


def _flag(flag: str, facts: Facts, regime: Regime) -> ConditionAnswer:
    event = facts.event
    vessels = [role for role in (event.vessel, event.supplier, event.recipient, event.intermediary) if role]
    flags = [role.flag for vessel in vessels for role in (vessel, *vessel.others) if role.flag]
    if flag in flags:
        return ConditionAnswer("flag", "yes", f"a vessel in it flies the flag of {name_of(flag)}")
    if event.vessel and event.vessel.flag:
        others = ", ".join(name_of(code) for code in dict.fromkeys(flags))
        return ConditionAnswer("flag", "no", f"the vessel told of flies the flag of {others}")
    # one of several fillers without a country of its own is of the country told for all of them
    several = [(one, one.country or role.country) for role in vessels for one in (role, *role.others)]
    own = next((one for one, country in several if one.kind == "vessel" and country == flag), None)
    side = own or _side_at_sea(flag, facts)
    why = "the vessels' flags are not told"
    if own:
        why = f'"{own.text}" is of {name_of(flag)}, under which flag is not told'
    elif side:
        why = f"{name_of(flag)} was one of the sides at sea; the flag of its ship is not told"
    ask = f"Did a vessel in it fly the flag of {name_of(flag)}?"
    return ConditionAnswer(
        "flag", "unknown", why, ask=ask, evidence=side.evidence if side else (), told=side is not None
    )


def _side_at_sea(flag: str, facts: Facts) -> Role | None:
    """The party of the flag's State to a transfer from ship to ship: what gave or took its goods there was a ship."""
    if "ship-to-ship" not in facts.acts:
        return None
    return next((one for one in (facts.event.supplier, facts.event.recipient) if one and one.country == flag), None)


def _ship_to_ship(_: object, facts: Facts, regime: Regime) -> ConditionAnswer:
    told = facts.event.circumstances.ship_to_ship
    if told is False:
        return ConditionAnswer("ship_to_ship", "no", "it was not moved from ship to ship")
    if "ship-to-ship" in facts.acts:
        return ConditionAnswer("ship_to_ship", "yes", "moved from ship to ship")
    return ConditionAnswer(
        "ship_to_ship",
        "unknown",
        "whether it was moved from ship to ship is not told",
        ask="Was the cargo moved from ship to ship at sea?",
        told=_aboard(facts.event.recipient, facts.target),
    )


def _aboard(taker: Role | None, target: str) -> bool:
    """Whether the goods went to a ship of the target: loaded at a quay or at sea, which is a question then."""
    return taker is not None and any(
        one.kind == "vessel" and (one.country or taker.country) == target for one in (taker, *taker.others)
    )


def _origin(where: str, facts: Facts, regime: Regime) -> ConditionAnswer:
    name = name_of(facts.target)
    if facts.route.origin is None:
        return ConditionAnswer("origin", "unknown", "the origin is not told", ask=f"Are the goods of {name} origin?")
    own = facts.route.origin == facts.target
    why = f"the goods are of {name_of(facts.route.origin)} origin"
    if where == "elsewhere" and not own and facts.route.supplier == facts.target:
        return ConditionAnswer(
            "origin",
            "unknown",
            f"{why}, as told, but supplied by {name}",
            ask=f"What shows that the goods are of {name_of(facts.route.origin)} origin, though {name} supplies them?",
            evidence=facts.event.origin.evidence if facts.event.origin else (),
        )
    return ConditionAnswer("origin", "yes" if own == (where == "target") else "no", why)


def _route(localities: tuple[str, ...], facts: Facts, regime: Regime) -> ConditionAnswer:
    """Whether the goods passed one of the named ports or towns."""
    passed = [*facts.event.via, *(role for role in (facts.event.supplier, facts.event.origin) if role)]
    names = {word.casefold() for role in passed for word in (role.name, role.text) if word}
    hit = next((place for place in localities if any(place.casefold() in name for name in names)), None)
    if hit:
        return ConditionAnswer("route", "yes", f"shipped through {hit}")
    if any(role.name and role.country == facts.target for role in facts.event.via):
        return ConditionAnswer("route", "no", f"not shipped through {' or '.join(localities)}")
    return ConditionAnswer(
        "route",
        "unknown",
        "the port is not told",
        ask=f"Did the goods only pass through {' or '.join(localities)}?",
        told=facts.target in facts.route.passed,
    )


def _destination(where: str, facts: Facts, regime: Regime) -> ConditionAnswer:
    if facts.route.destination is None:
        return ConditionAnswer(
            "destination", "unknown", "the place of delivery is not told", ask="Where was it delivered?"
        )
    own = facts.route.destination == facts.target
    why = f"delivered in {name_of(facts.route.destination)}"
    return ConditionAnswer("destination", "yes" if own == (where == "target") else "no", why)


def _new(_: object, facts: Facts, regime: Regime) -> ConditionAnswer:
    state = facts.item.new if facts.item else None
    if state is None:
        return ConditionAnswer("new", "unknown", "new or used is not told", ask="Was it new or used?")
    return ConditionAnswer("new", "yes" if state else "no", "new" if state else "used")


def _reported(_: object, facts: Facts, regime: Regime) -> ConditionAnswer:
    told = facts.event.circumstances.reported
    if told is None:
        return ConditionAnswer(
            "reported",
            "unknown",
            "whether the State reported it to the Committee is not told",
            ask="Has the supplying State reported the delivery to the Committee?",
        )
    why = "reported to the Committee" if told else "not reported to the Committee"
    return ConditionAnswer("reported", "yes" if told else "no", why)


def _end_use(uses: tuple[str, ...], facts: Facts, regime: Regime) -> ConditionAnswer:
    told = facts.event.circumstances.end_use or facts.nature
    ask = "Who uses it in the end, and for what?"
    if told is None:
        return ConditionAnswer("end_use", "unknown", "the end use is not told", ask=ask, told=False)
    return _among("end_use", "end use", told, uses, named("end-use"), ask)


def _purpose(purposes: tuple[str, ...], facts: Facts, regime: Regime) -> ConditionAnswer:
    told = facts.event.circumstances.purpose
    ask = " ".join(term.ask for term in terms() if term.kind == "purpose" and term.id in purposes and term.ask)
    if told is None:
        return ConditionAnswer("purpose", "unknown", "the purpose is not told", ask=ask, told=False)
    answer = _among("purpose", "purpose", term_of("purpose", told), purposes, named("purpose"), ask)
    spans = facts.event.circumstances.purpose_evidence
    return replace(answer, evidence=spans) if spans else answer


def _subject(subjects: tuple[str, ...], facts: Facts, regime: Regime) -> ConditionAnswer:
    told = facts.event.circumstances.subject
    ask = f"Which field is it? The measure names {_plain(subjects)}."
    if told is None:
        return ConditionAnswer("subject", "unknown", "the field of study or work is not told", ask=ask)
    return _among("subject", "field", told, subjects, named("subject"), ask)


def _among(
    name: str, label: str, told: str, wanted: tuple[str, ...], known: tuple[str, ...], ask: str
) -> ConditionAnswer:
    """A word of a closed list is in or out; any other word is kept as told and leaves it open."""
    why = f'{label} as told: "{told.replace("-", " ")}"'
    if told in known:
        return ConditionAnswer(name, "yes" if told in wanted else "no", why)
    return ConditionAnswer(name, "unknown", f"{why}, which is no word of the list", ask=ask)


def _plain(words: tuple[str, ...]) -> str:
    return " or ".join(words).replace("-", " ")


def _determination(by: str, facts: Facts, regime: Regime) -> ConditionAnswer:
    approvals = facts.event.circumstances.approvals or ()
    for act in approvals:
        if act.by == by and act.kind == "determination":
            answer: Answer = "yes" if act.given else "no"
            return ConditionAnswer("determination", answer, f"determination of the {by} as told", evidence=act.evidence)
    who = "a State" if by == "state" else "the Committee"
    return ConditionAnswer(
        "determination",
        "unknown",
        f"it holds where {who} so determines, and nothing is told of that",
        ask=f"Has {who} determined that it could serve the forbidden purpose?",
    )


def _contract_before(limit: Dated, facts: Facts, regime: Regime) -> ConditionAnswer:
    made = facts.event.circumstances.contract
    if made is None:
        return ConditionAnswer(
            "contract",
            "unknown",
            "the day of the contract is not told",
            ask=f"Was the contract made in writing before {_day(limit.date)}?",
            cite=limit.reference,
        )
    answer: Answer = "yes" if made < limit.date else "no"
    return ConditionAnswer("contract", answer, f"contract of {_day(made)}", cite=limit.reference)


def _until(limit: Dated, facts: Facts, regime: Regime) -> ConditionAnswer:
    if facts.first and facts.first > limit.date:
        return ConditionAnswer("until", "no", f"it ended with {_day(limit.date)}", cite=limit.reference)
    if facts.last and facts.last <= limit.date:
        return ConditionAnswer("until", "yes", f"not later than {_day(limit.date)}", cite=limit.reference)
    ask = f"Did it take place by {_day(limit.date)}?"
    return ConditionAnswer("until", "unknown", "the day is not known closely enough", ask=ask, cite=limit.reference)


def _due(limit: Dated, facts: Facts, regime: Regime) -> ConditionAnswer:
    """A duty with a deadline is open until its last day, and due from that day on."""
    if facts.last and facts.last < limit.date:
        return ConditionAnswer("due", "no", f"the duty had to be met by {_day(limit.date)}", cite=limit.reference)
    if facts.first and facts.first >= limit.date:
        return ConditionAnswer("due", "yes", f"still so on or after {_day(limit.date)}", cite=limit.reference)
    ask = f"Was it still so on or after {_day(limit.date)}?"
    return ConditionAnswer("due", "unknown", "the day is not known closely enough", ask=ask, cite=limit.reference)


CONDITIONS: dict[str, Condition] = {
    "act": _act,
    "direction": _direction,
    "goods": _goods,
    "luxury": _luxury,
    "ship_to_ship": _ship_to_ship,
    "flag": _flag,
    "party": _party,
    "origin": _origin,
    "route": _route,
    "destination": _destination,
    "new": _new,
    "cap": _cap,
    "reported": _reported,
    "end_use": _end_use,
    "purpose": _purpose,
    "subject": _subject,
    "determination": _determination,
    "until": _until,
    "contract_before": _contract_before,
    "due": _due,
}
