"""The words of a row's goods and remarks as a witness to its route.

They fill an end that no cell tells, and speak against others.

"Gear boxes, shipped to Nampo" with no destination goes to North Korea; with a destination in China it is open which of
the two is true. Nothing declared is ever replaced here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tidewaiter import places
from tidewaiter.checks.cues import loading, small
from tidewaiter.checks.ends import End, ends
from tidewaiter.checks.remarks import Cells, Reason
from tidewaiter.checks.words import NORTH, SOUTH, country, place_of, words
from tidewaiter.model import Event, Role, Span

_REMARKS = "the remarks"
_SAID = {"to": "go to", "from": "come from"}


@dataclass(frozen=True, slots=True)
class _Told:
    """A place that words name: which end it is, the cells that hold the words, and whose words they are."""

    end: End
    spans: tuple[Span, ...]
    words: str


def completed(event: Event, cells: Cells) -> Event:
    """The event with those ends and stops that the words of its goods or remarks tell and nothing else does.

    Only the North fills an end: that goods are said to go elsewhere settles nothing. Where it is named and the words
    do not say which end it is, an end that is not told is one that may be the North.
    """
    told = _told(event, cells)
    if not told:
        return event
    if _is_empty(event.destination, event.recipient) and (one := _north(told, "to")):
        event = replace(_noted(event, "destination", one), destination=_filled(event.destination, one))
    if _is_empty(event.origin) and (one := _north(told, "from")) and not _contradicted(one, told, event, cells):
        event = replace(_noted(event, "origin", one), origin=_filled(event.origin, one))
    if (one := _north(told, "open")) and not is_told(event):
        event = _left_open(event, one)
    ways = (one for one in told if one.end.part == "way" and not _ends_in(event, one.end.code))
    return replace(event, via=(*event.via, *(replace(_role(one), kind="stop") for one in ways)))


def _contradicted(one: _Told, told: tuple[_Told, ...], event: Event, cells: Cells) -> bool:
    """Whether something else says where the goods come from: then it is open which of the two is true.

    Words of the goods that name another origin do. Where the words tell a place of loading, a port of loading elsewhere
    does, and against remarks the supplier's country too; neither speaks against words that tell the origin itself.
    """
    if any(other.end.part == "from" and other.end.code != NORTH for other in told):
        return True
    if not loading().match(small(one.end.words)):
        return False
    port = place_of(cells["port_loading"].quote.strip())[0] if "port_loading" in cells else None
    supplier = event.supplier.country if event.supplier and one.words == _REMARKS else None
    elsewhere = [code for code in (port, supplier) if code]
    return bool(elsewhere) and NORTH not in elsewhere


def reasons(side: str, event: Event, cells: Cells) -> Iterator[Reason]:
    """What the words of the goods and remarks say of one side of the route, "to" or "from"."""
    for one in _told(event, cells):
        end = one.end
        if end.part == side and end.code in (NORTH, SOUTH):
            yield _reason(f"{one.words}, {end.words!r}, say that they {_SAID[side]} {_name(end.code)}", one)
        elif end.part == "open" and end.code == NORTH and not is_told(event):
            yield _reason(f"{one.words} name {_name(NORTH)}, {end.words!r}, and do not say why", one)


def is_told(event: Event, code: str = NORTH) -> bool:
    """Whether an end of the route or a stop is in a State: of the North it is then no wonder that words name it."""
    roles = (event.supplier, event.origin, event.recipient, event.destination, *event.via)
    return any(role is not None and role.country == code for role in roles)


def _told(event: Event, cells: Cells) -> tuple[_Told, ...]:
    goods, remarks = event.item, cells.get("remarks")
    found: list[_Told] = []
    if goods is not None and goods.text:
        found += [_Told(end, _holding(goods.evidence, end), "the words of the goods") for end in ends(goods.text)]
    if remarks is not None:
        found += [_Told(end, (remarks,), _REMARKS) for end in ends(remarks.quote)]
    return tuple(found)


def _holding(spans: tuple[Span, ...], end: End) -> tuple[Span, ...]:
    """The cells of the goods that hold the words."""
    return tuple(span for span in spans if end.words in span.quote) or spans


def _north(told: tuple[_Told, ...], part: str) -> _Told | None:
    return next((one for one in told if one.end.part == part and one.end.code == NORTH), None)


def _is_empty(*roles: Role | None) -> bool:
    """Whether nothing tells this end; a cell that may be one country or another tells something."""
    return all(role is None or (role.country is None and not country(role.text or "")) for role in roles)


def _filled(known: Role | None, one: _Told) -> Role:
    if known is None:
        return _role(one)
    return replace(known, country=NORTH, evidence=(*known.evidence, *one.spans))


def _noted(event: Event, name: str, one: _Told) -> Event:
    note = f"the {name} is taken from {one.words}, {one.end.words!r}: no other cell tells it"
    return replace(event, notes=(*event.notes, note))


def _left_open(event: Event, one: _Told) -> Event:
    """The event with the ends that nothing tells marked as told and not known."""
    unknown = replace(_role(one), country=None)
    destination = unknown if _is_empty(event.destination, event.recipient) else event.destination
    origin = unknown if _is_empty(event.origin, event.supplier) else event.origin
    if unknown not in (destination, origin):
        return event
    note = f"{one.words} name {_name(NORTH)}, {one.end.words!r}: which end of the route it is they do not say"
    return replace(event, destination=destination, origin=origin, notes=(*event.notes, note))


def _role(one: _Told) -> Role:
    return Role(text=one.end.words, country=one.end.code, evidence=one.spans, kind="place")


def _ends_in(event: Event, code: str) -> bool:
    roles = (event.supplier, event.origin, event.recipient, event.destination)
    return any(role is not None and role.country == code for role in roles)


def _reason(why: str, one: _Told) -> Reason:
    return Reason(why, "words", one.end.code, words().weights["words"], one.spans)


def _name(code: str) -> str:
    return places.get(code).name
