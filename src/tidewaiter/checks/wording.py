"""The words of a row's goods as a witness to its route: they fill an end that no cell tells, and speak against others.

"Gear boxes, shipped to Nampo" with no destination goes to North Korea; with a destination in China it is open which of
the two is true. Nothing declared is ever replaced here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tidewaiter import places
from tidewaiter.checks.ends import End, ends
from tidewaiter.checks.remarks import Reason
from tidewaiter.checks.words import NORTH, SOUTH, country, words
from tidewaiter.model import Event, Role, Span

_SAID = {"to": "go to", "from": "come from"}


def completed(event: Event) -> Event:
    """The event with those ends and stops that the words of its goods tell and nothing else does.

    Only the North fills an end: that goods are said to go elsewhere settles nothing. Where it is named and the words
    do not say which end it is, an end that is not told is one that may be the North.
    """
    told = _told(event)
    if not told:
        return event
    if _is_empty(event.destination, event.recipient) and (end := _north(told, "to")):
        event = replace(_noted(event, "destination", end), destination=_filled(event.destination, event, end))
    if _is_empty(event.origin) and (end := _north(told, "from")):
        event = replace(_noted(event, "origin", end), origin=_filled(event.origin, event, end))
    if (end := _north(told, "open")) and not is_told(event):
        event = _left_open(event, end)
    stops = (
        replace(_role(event, end), kind="stop") for end in told if end.part == "way" and not _ends_in(event, end.code)
    )
    return replace(event, via=(*event.via, *stops))


def reasons(side: str, event: Event) -> Iterator[Reason]:
    """What the words of the goods say of one side of the route, "to" or "from"."""
    told = _told(event)
    for end in told:
        if end.part == side and end.code in (NORTH, SOUTH):
            why = f"the words of the goods, {end.words!r}, say that they {_SAID[side]} {_name(end.code)}"
            yield _reason(why, event, end)
        elif end.part == "open" and end.code == NORTH and not is_told(event):
            yield _reason(f"the words of the goods name {_name(NORTH)}, {end.words!r}, and do not say why", event, end)


def is_told(event: Event) -> bool:
    """Whether an end of the route is in the North already: it is then no wonder that the goods' words name it."""
    roles = (event.supplier, event.origin, event.recipient, event.destination, *event.via)
    return any(role is not None and role.country == NORTH for role in roles)


def _told(event: Event) -> tuple[End, ...]:
    return ends(event.item.text) if event.item and event.item.text else ()


def _north(told: tuple[End, ...], part: str) -> End | None:
    return next((end for end in told if end.part == part and end.code == NORTH), None)


def _is_empty(*roles: Role | None) -> bool:
    """Whether nothing tells this end; a cell that may be one country or another tells something."""
    return all(role is None or (role.country is None and not country(role.text or "")) for role in roles)


def _filled(known: Role | None, event: Event, end: End) -> Role:
    if known is None:
        return _role(event, end)
    return replace(known, country=NORTH, evidence=(*known.evidence, *_spans(event, end)))


def _noted(event: Event, name: str, end: End) -> Event:
    note = f"the {name} is taken from the words of the goods, {end.words!r}: no other cell tells it"
    return replace(event, notes=(*event.notes, note))


def _left_open(event: Event, end: End) -> Event:
    """The event with the ends that nothing tells marked as told and not known."""
    unknown = replace(_role(event, end), country=None)
    destination = unknown if _is_empty(event.destination, event.recipient) else event.destination
    origin = unknown if _is_empty(event.origin, event.supplier) else event.origin
    if unknown not in (destination, origin):
        return event
    note = f"the words of the goods name {_name(NORTH)}, {end.words!r}: which end of the route it is they do not say"
    return replace(event, destination=destination, origin=origin, notes=(*event.notes, note))


def _role(event: Event, end: End) -> Role:
    return Role(text=end.words, country=end.code, evidence=_spans(event, end), kind="place")


def _ends_in(event: Event, code: str) -> bool:
    roles = (event.supplier, event.origin, event.recipient, event.destination)
    return any(role is not None and role.country == code for role in roles)


def _reason(why: str, event: Event, end: End) -> Reason:
    return Reason(why, "words", end.code, words().weights["words"], _spans(event, end))


def _spans(event: Event, end: End) -> tuple[Span, ...]:
    """The cells of the goods that hold the words."""
    spans = event.item.evidence if event.item else ()
    return tuple(span for span in spans if end.words in span.quote) or spans


def _name(code: str) -> str:
    return places.get(code).name
