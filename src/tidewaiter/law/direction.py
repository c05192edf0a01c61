"""Which way an act goes: towards the State under sanctions, or out of it.

"Directly or indirectly": the route's true end decides, not its next stop. For supply to the
target the goods' origin plays no part; for exports from it the origin decides as well as the
supplier.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tidewaiter import places
from tidewaiter.model import ConditionAnswer, Event, Role


@dataclass(frozen=True, slots=True)
class Route:
    """The countries of an event's parties and places, as far as they are told."""

    target: str
    supplier: str | None
    recipient: str | None
    origin: str | None
    destination: str | None
    passed: tuple[str, ...]


def route(event: Event, target: str) -> Route:
    """The route of an event."""
    return Route(
        target=target,
        supplier=_country(event.supplier, target),
        recipient=_country(_receiver(event), target),
        origin=_country(event.origin, target) or _described_as(event, target),
        destination=_country(event.destination, target),
        passed=tuple(role.country for role in event.via if role.country),
    )


def _receiver(event: Event) -> Role | None:
    """Who gets the goods: whoever seizes them was not meant to."""
    return None if event.type == "seizure" else event.recipient


def _described_as(event: Event, target: str) -> str | None:
    """Goods described as the target's ("North Korean coal") are of its origin unless told otherwise."""
    return target if event.item and event.item.country == target else None


def _country(role: Role | None, target: str) -> str | None:
    """The country of a part in the event; where several fill it, the target's stands before the others'."""
    if role is None:
        return None
    return target if any(other.country == target for other in role.others) else role.country


def ways(event: Event, way: Route, *, tied: bool | None = None) -> dict[str, ConditionAnswer]:
    """The answers to "to", "from", "either" and "nationals" (of work: whose people it is).

    ``tied`` is whether the words that tell of the act point to the target: an end that stays open is a question
    then, and none where they do not. None is for an event of which only its fields are known.
    """
    away = _asked(_from(event, way), tied=tied)
    towards = _asked(_to(event, way), tied=tied and not _outbound(event, way, away))
    either = _either(event, way, towards, away)
    return {"to": towards, "from": away, "either": either, "nationals": _asked(_nationals(event, way), tied=tied)}


def _outbound(event: Event, way: Route, away: ConditionAnswer) -> bool:
    """Whether goods are known to come out of the target: nothing asks then whether they went into it."""
    return event.type in ("transfer", "seizure") and away.answer == "yes" and way.target in (way.supplier, way.origin)


def _asked(answer: ConditionAnswer, *, tied: bool | None) -> ConditionAnswer:
    return answer if tied is None or answer.answer != "unknown" else replace(answer, told=tied)


def _either(event: Event, way: Route, towards: ConditionAnswer, away: ConditionAnswer) -> ConditionAnswer:
    """The answer that says more: yes before unknown, told before untold, unknown before no.

    A vessel under the target's flag is the target's, wherever it sails.
    """
    if event.vessel and event.vessel.flag == way.target:
        return _yes(f"the vessel flies the flag of {name_of(way.target)}", event.vessel)
    rank = {"yes": 0, "unknown": 1, "no": 3}
    return min(
        (towards, away), key=lambda answer: rank[answer.answer] + (answer.answer == "unknown" and not answer.told)
    )


def _to(event: Event, way: Route) -> ConditionAnswer:
    name = name_of(way.target)
    arrives = way.target in (way.destination, way.recipient)
    if way.supplier == way.target:
        if arrives and _from_outside(way):
            return _yes(
                f"brought into {name} from outside, by its own people: supply by anybody counts", event.supplier
            )
        return _no(f"it goes out of {name}, not into it")
    if way.destination == way.target:
        stops = ", ".join(name_of(code) for code in way.passed if code != way.target)
        by = f" by way of {stops}: indirect supply counts" if stops else ""
        return _yes(f"the route ends in {name}{by}{_origin_aside(way)}", event.destination)
    if way.recipient == way.target:
        at = f", though it was delivered in {name_of(way.destination)}" if way.destination else ""
        return _yes(f"the recipient is of {name}{at}{_origin_aside(way)}", event.recipient)
    call = _call(event, way)
    if call and (way.destination or way.recipient):
        return ConditionAnswer(
            "direction",
            "unknown",
            f"it called in {name} on its way; whether goods were unloaded there is not told",
            ask=f"Were the goods unloaded in {name}, or loaded there?",
            evidence=call.evidence,
        )
    if way.destination:
        return _no(f"the route ends in {name_of(way.destination)}")
    if way.recipient:
        return _no(f"the recipient is of {name_of(way.recipient)}")
    return ConditionAnswer(
        "direction",
        "unknown",
        "the recipient's country is not told",
        ask=f"Where did the goods finally go: to {name}, or elsewhere?",
        told=_receiver(event) is not None or (event.destination is not None and not _leaves(event, way)),
    )


def _leaves(event: Event, way: Route) -> bool:
    """Whether the goods are of the target and nothing at all is told of where they went: nobody asks if back to it."""
    return way.origin == way.target and event.destination == Role(kind="place")


def _from_outside(way: Route) -> bool:
    elsewhere = [code for code in (way.origin, *way.passed) if code and code != way.target]
    return bool(elsewhere)


def _origin_aside(way: Route) -> str:
    if way.origin:
        return f"; that the goods come from {name_of(way.origin)} plays no part"
    return "; origin plays no part"


def _from(event: Event, way: Route) -> ConditionAnswer:
    name = name_of(way.target)
    ends = way.destination or way.recipient
    if ends == way.target and way.target in (way.supplier, way.origin):
        return _no(f"it ends in {name}, not outside it")
    if way.supplier == way.target:
        return _yes(f"supplied by {name}", event.supplier)
    if way.origin == way.target:
        return _yes(f"of {name} origin", event.origin)
    if way.target in way.passed and ends != way.target:
        return _crossing(event, way, name)
    if event.vessel and event.vessel.flag == way.target and ends != way.target:
        return ConditionAnswer(
            "direction",
            "unknown",
            f"the ship flies the flag of {name}: the bans reach what is supplied with its ships, of whatever origin",
            ask=f"Did anybody of {name} sell or supply the goods, or did its ship only carry them for others?",
            evidence=event.vessel.evidence,
        )
    if way.origin:
        return _no(f"the goods come from {name_of(way.origin)}, not from {name}")
    if way.supplier:
        return _no(f"supplied by {name_of(way.supplier)}, and nothing points to {name} as the origin")
    if ends == way.target:
        return _no(f"it goes to {name}, not out of it")
    return ConditionAnswer(
        "direction",
        "unknown",
        "neither the supplier's country nor the origin is told",
        ask=f"Where do the goods come from: from {name}, or elsewhere?",
        told=event.supplier is not None or event.origin is not None,
    )


def _nationals(event: Event, way: Route) -> ConditionAnswer:
    """Workers: whose nationals they are decides; where the goods they make come from does not."""
    name, host = name_of(way.target), event.circumstances.host
    if event.circumstances.activities:
        return _yes(f"the act as told is one of nationals of {name}", event.supplier)
    sender = way.supplier if way.supplier != host else None
    made = way.origin if way.origin == way.target else None  # what is made elsewhere says nothing of who made it
    nationality = (event.item.country if event.item else None) or sender or made
    if nationality is None:
        return ConditionAnswer(
            "direction",
            "unknown",
            "whose nationals the workers are is not told",
            ask=f"Are the workers nationals of {name}?",
        )
    if nationality != way.target:
        return _no(f"the workers are of {name_of(nationality)}, not of {name}")
    return _yes(f"the workers are nationals of {name}", event.supplier)


def _crossing(event: Event, way: Route, name: str) -> ConditionAnswer:
    """Goods shipped out through the target: the bans reach what leaves its territory, of whatever origin.

    Where the Council lets foreign goods pass (Russian coal through Rajin), it says so in an exception. A mere call on
    the way is a question: what stays on board is neither brought there nor shipped out.
    """
    origin = f", though the goods come from {name_of(way.origin)}" if way.origin else ""
    call = _call(event, way)
    if call:
        return ConditionAnswer(
            "direction",
            "unknown",
            f"it called in {name} on its way{origin}; whether goods were unloaded or loaded there is not told",
            ask=f"Were the goods unloaded in {name}, or loaded there?",
            evidence=call.evidence,
        )
    role = next((role for role in event.via if role.country == way.target), None)
    return _yes(f"shipped out through {name}{origin}", role)


def _call(event: Event, way: Route) -> Role | None:
    """A call in the target on the way, where no port of loading says that the goods came on board there."""
    passed = [role for role in event.via if role.country == way.target]
    return passed[0] if passed and all(role.kind == "stop" for role in passed) else None


def _yes(why: str, role: Role | None) -> ConditionAnswer:
    return ConditionAnswer("direction", "yes", why, evidence=role.evidence if role else ())


def _no(why: str) -> ConditionAnswer:
    return ConditionAnswer("direction", "no", why)


def name_of(code: str) -> str:
    """The plain English name of a country code."""
    return places.get(code).name
