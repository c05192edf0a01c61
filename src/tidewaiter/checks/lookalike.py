"""Which Korea a row means, where its cells leave room for doubt.

Customs data take the one Korea for the other more often than anything else. A cell that says "North Korea" beside a
port of unloading in Busan is no alarm, and "South Korea" beside Nampo is no calm: each is a finding of its own, which
says both readings, what speaks for either, and what to ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from tidewaiter.checks import wording
from tidewaiter.checks.remarks import Cells, Reason, Remark
from tidewaiter.checks.route import ADDRESSES
from tidewaiter.checks.words import NORTH, NOWHERE, SOUTH, Sign, country, is_organ, place_of, reporters, signs, words
from tidewaiter.law.direction import name_of
from tidewaiter.model import Event, Role, Span

Side = Literal["to", "from"]
SIDES: tuple[Side, ...] = ("to", "from")
_COUNTRIES: dict[Side, tuple[str, ...]] = {
    "to": ("destination", "recipient_country"),
    "from": ("origin", "supplier_country", "dispatch"),
}
_ROLES: dict[Side, tuple[str, ...]] = {"to": ("destination", "recipient"), "from": ("supplier", "origin")}
_ROLE_OF = {
    "destination": "destination",
    "recipient_country": "recipient",
    "origin": "origin",
    "supplier_country": "supplier",
    "dispatch": "supplier",
}
_PORT: dict[Side, str] = {"to": "port_discharge", "from": "port_loading"}
_NAMES: dict[Side, tuple[str, ...]] = {"to": ("recipient", "notify_party"), "from": ("supplier", "manufacturer")}
_KOREAS = (NORTH, SOUTH)
_END_OF_NAME = re.compile(r"[,;\n]")


@dataclass(frozen=True, slots=True)
class Doubt:
    """One end of the route that may be read in two ways.

    ``roles`` are the parts of the event whose country depends on the reading. ``readings`` are asked of the law one
    by one; a single one means that the row's other cells settle it, or that the doubt is too weak to change it.
    """

    side: Side
    roles: tuple[str, ...]
    readings: tuple[str, ...]
    remark: Remark


def doubts(event: Event, cells: Cells) -> tuple[Doubt, ...]:
    """The doubts about either end of the route; none for a row that has nothing to do with either Korea."""
    found = (_doubt(side, event, cells) for side in SIDES)
    return tuple(one for one in found if one is not None)


def read_as(event: Event, doubt: Doubt, code: str) -> Event:
    """The event under one reading."""
    changed = {}
    for name in doubt.roles:
        role = getattr(event, name)
        if role is not None:
            changed[name] = replace(role, country=code or None)
    return replace(event, **changed)


def _doubt(side: Side, event: Event, cells: Cells) -> Doubt | None:
    named = {name: country(cells[name].quote.strip()) for name in _COUNTRIES[side] if name in cells}
    clear = {codes[0] for codes in named.values() if len(codes) == 1}
    unclear = [name for name, codes in named.items() if _may_be_korea(codes)]
    reasons = tuple(_reasons(side, event, cells, named))
    north, south = _weigh(reasons, NORTH), _weigh(reasons, SOUTH)
    if NORTH in clear:
        return _named_north(side, event, cells, reasons, north, south, of_both=SOUTH in clear)
    if unclear:
        return _unclear(side, event, cells, unclear[0], named[unclear[0]], reasons)
    if _decides(reasons, NORTH):
        return _hidden(side, event, cells, reasons)
    return None


def _may_be_korea(codes: tuple[str, ...]) -> bool:
    """Whether a cell's words may mean the North beside something else: "Korea", NK, KN."""
    return len(codes) > 1 and NORTH in codes


# what the row's other cells say


def _reasons(side: Side, event: Event, cells: Cells, named: dict[str, tuple[str, ...]]) -> Iterator[Reason]:
    yield from _place_reasons(side, cells)
    if any(codes == (NORTH,) for codes in named.values()):
        yield from (
            _reason("country", f"{_shown(name, cells)} names {name_of(SOUTH)}", SOUTH, cells[name])
            for name, codes in named.items()
            if codes == (SOUTH,)
        )
    yield from wording.reasons(side, event, cells)
    yield from _money_reasons(event, cells)
    yield from _goods_reasons(side, event)
    yield from _reporter_reasons(side, event)


def _place_reasons(side: Side, cells: Cells) -> Iterator[Reason]:
    port = cells.get(_PORT[side])
    if port is not None:
        code, _ = place_of(port.quote.strip())
        if code in _KOREAS:
            yield _reason("port", f"{_shown(_PORT[side], cells)} is a port in {name_of(code)}", code, port)
        elif code is None:
            yield from _among_places(side, cells, port)
    for name in (*ADDRESSES[side], *_NAMES[side]):
        if name not in cells:
            continue
        found = signs(cells[name].quote)
        codes = {sign.code for sign in found if sign.kind == "address"}
        for sign in found:
            if sign.code in _KOREAS:
                yield _cell_reason(name, sign, cells[name], mixed=len(codes) > 1)


def _among_places(side: Side, cells: Cells, port: Span) -> Iterator[Reason]:
    """What a cell of a port says that names several places ("Sinuiju via Dandong"): either Korea, where it is named."""
    for sign in signs(port.quote):
        if sign.code in _KOREAS:
            why = (
                f"{_shown(_PORT[side], cells)} has {sign.words!r}, which is in {name_of(sign.code)}, among other places"
            )
            yield _reason("port", why, sign.code, port)


def in_names(event: Event, cells: Cells) -> Iterator[Remark]:
    """Parties elsewhere whose names hold a place of the North: nothing of the route, a question who is behind them.

    In the South firms are named after the towns of the North as a matter of course.
    """
    ends = {role.country for role in (event.supplier, event.origin, event.recipient, event.destination) if role}
    if not ends.isdisjoint(_KOREAS):
        return
    for side in SIDES:
        for name in _NAMES[side]:
            found = [one for one in signs(cells[name].quote) if one.code == NORTH] if name in cells else []
            told = [_cell_reason(name, sign, cells[name], mixed=False) for sign in found]
            if told and all(reason.kind == "name" for reason in told):
                what = f"{_field(name)}, {cells[name].quote.strip()!r}, has a place of {name_of(NORTH)} in its name"
                ask = f"Is it owned or run from {name_of(NORTH)}? The register of companies and the lists of names say."
                yield Remark("north-in-a-name", what, tuple(told), (ask,), evidence=(cells[name],))


def _cell_reason(name: str, sign: Sign, span: Span, *, mixed: bool) -> Reason:
    """What a sign in an address or beside a party's name says.

    A word of a firm's name ("Pyongyang Restaurant") only leans; what stands behind its first comma is its address.
    """
    where = f"{_field(name)} has {sign.words!r}"
    if sign.kind == "phone":
        return _reason("phone", f"{where}, the telephone prefix of {name_of(sign.code)}", sign.code, span)
    if name not in ADDRESSES["to"] + ADDRESSES["from"] and is_organ(span.quote):
        return _reason("organ", f"{where}, and is an organ of {name_of(sign.code)}", sign.code, span)
    head = _END_OF_NAME.split(span.quote, maxsplit=1)[0]
    of_address = name in ADDRESSES["to"] + ADDRESSES["from"] or sign.words not in head
    kind = "address" if of_address and not mixed else "name"
    return _reason(kind, f"{where}, which is in {name_of(sign.code)}", sign.code, span)


def _money_reasons(event: Event, cells: Cells) -> Iterator[Reason]:
    """The currency as the cells have it, for the event's may have been reckoned into another."""
    told = " ".join(cells[name].quote.upper() for name in ("currency", "value") if name in cells)
    money = event.value
    for currency, code in words().currencies.items():
        if money and (money.currency == currency or re.search(rf"\b{currency}\b", told)):
            yield _reason(
                "currency", f"the value is in {currency}, the currency of {name_of(code)}", code, *money.evidence
            )
    if event.vessel and event.vessel.flag in _KOREAS:
        flag = event.vessel.flag
        yield _reason("flag", f"the ship flies the flag of {name_of(flag)}", flag, *event.vessel.evidence)


def _goods_reasons(side: Side, event: Event) -> Iterator[Reason]:
    profile = words().goods.bought if side == "to" else words().goods.sold
    hit = next((code.code[:4] for code in event.hs if code.declared and code.code[:4] in profile), None)
    if hit:
        verb = "buys" if side == "to" else "sells"
        yield _reason("goods", f"heading {hit} is among the goods that {name_of(SOUTH)} ordinarily {verb}", SOUTH)


def _reporter_reasons(side: Side, event: Event) -> Iterator[Reason]:
    others = (event.supplier, event.origin) if side == "to" else (event.recipient, event.destination)
    found = next((role.country for role in others if role and role.country in reporters()), None)
    if found:
        yield _reason(
            "reporter", f"trade records of {name_of(found)} are of those that take one Korea for the other", SOUTH
        )


def _reason(kind: str, why: str, code: str, *spans: Span) -> Reason:
    return Reason(why, kind, code, words().weights[kind], tuple(spans))


def _weigh(reasons: tuple[Reason, ...], code: str) -> int:
    return sum(reason.weight for reason in reasons if reason.speaks_for == code)


def _decides(reasons: tuple[Reason, ...], code: str) -> bool:
    """Whether a port, an address or a telephone number says it: these are of one State alone."""
    return any(reason.speaks_for == code and reason.kind in words().decide for reason in reasons)


# what follows


def _named_north(
    side: Side, event: Event, cells: Cells, reasons: tuple[Reason, ...], north: int, south: int, *, of_both: bool
) -> Doubt | None:
    if all(reason.kind == "goods" for reason in reasons if reason.speaks_for == SOUTH):
        return None
    strong_south, strong_north = _decides(reasons, SOUTH) or of_both, _decides(reasons, NORTH)
    readings: tuple[str, ...] = (NORTH,)
    if strong_north and not strong_south:
        return None  # its other cells bear out the North; that the goods are ordinary adds nothing
    if strong_north:
        kind, what = "korea-contradicted", "cells of both Koreas stand beside it"
    elif strong_south:
        kind, what, readings = "probable-korea-confusion", "its other cells point to the South", (NORTH, SOUTH)
    else:
        kind = "probable-korea-confusion" if south - north >= words().probable else "possible-korea-confusion"
        what = "no port, address or telephone number settles which Korea it is"
    return _made(
        side, event, cells, kind, f"{_named(side, cells, (NORTH,))} names North Korea: {what}", reasons, readings
    )


def _unclear(
    side: Side, event: Event, cells: Cells, name: str, codes: tuple[str, ...], reasons: tuple[Reason, ...]
) -> Doubt | None:
    north, south = _decides(reasons, NORTH), _decides(reasons, SOUTH)
    if codes[0] not in _KOREAS and not north:
        return None  # KN is Saint Kitts and Nevis unless something else says North Korea
    readings = (NORTH, *(code for code in codes if code != NORTH))
    taken = NORTH if north and not south else SOUTH if south and not north and SOUTH in codes else None
    said = " or ".join(spoken(code) for code in readings)
    what = f"{_shown(name, cells)} may mean {said}"
    if taken:
        what += f"; its other cells say {name_of(taken)}"
    return _made(side, event, cells, "korea-unclear", what, reasons, readings, taken=taken)


def _hidden(side: Side, event: Event, cells: Cells, reasons: tuple[Reason, ...]) -> Doubt | None:
    strong = tuple(reason for reason in reasons if reason.kind != "goods")
    by_words = _of_words(strong)
    # the goods' words speak of their origin; an address or a port, of who sends them
    declared = _declared(reversed(_ROLES[side]) if by_words and side == "from" else _ROLES[side], event)
    if declared is None or declared == NORTH:
        return None  # nothing else is declared: the route itself says North Korea
    if side == "from" and declared != SOUTH and not _decides(tuple(r for r in reasons if r.kind != "port"), NORTH):
        return None  # goods of a third country that are loaded in the North pass through it: the law knows that way
    words_of = "the words of the goods" if "remarks" not in cells else "the words of its goods or remarks"
    others = words_of if by_words else "other cells"
    what = f"{_named(side, cells, (declared,))} is of {name_of(declared)}, and {others} point to North Korea"
    return _made(side, event, cells, "hidden-north", what, strong, (declared, NORTH))


def _of_words(reasons: tuple[Reason, ...]) -> bool:
    return all(reason.kind == "words" for reason in reasons if reason.speaks_for == NORTH)


def is_by_words(doubt: Doubt) -> bool:
    """Whether nothing but the words of the goods or remarks speaks for the North."""
    return doubt.remark.kind == "hidden-north" and _of_words(doubt.remark.reasons)


def _declared(names: Iterable[str], event: Event) -> str | None:
    roles: list[Role | None] = [getattr(event, name) for name in names]
    return next((role.country for role in roles if role and role.country), None)


def _made(
    side: Side,
    event: Event,
    cells: Cells,
    kind: str,
    what: str,
    reasons: tuple[Reason, ...],
    readings: tuple[str, ...],
    *,
    taken: str | None = None,
) -> Doubt:
    own = (NORTH,) if kind == "hidden-north" else ()  # an address that fills an end is no declaration to be doubted
    roles = tuple(
        name
        for name in _ROLES[side]
        if _is_told(name, side, event, cells) and _depends(getattr(event, name), readings, own)
    )
    spans = tuple(cells[name] for name in _COUNTRIES[side] if name in cells)
    if kind == "hidden-north":  # it rests on what speaks against the declared country too
        against = (span for one in reasons if one.speaks_for == NORTH for span in one.evidence)
        spans = tuple(dict.fromkeys((*spans, *against)))
    shown = readings if len(readings) > 1 else _KOREAS
    ask = "" if taken else _question(side, shown)
    remark = Remark(kind, what, reasons, (ask,) if ask else (), shown, taken, spans)
    return Doubt(side, roles, (taken,) if taken else readings, remark)


def _is_told(name: str, side: Side, event: Event, cells: Cells) -> bool:
    """Whether a part of the event is what the doubtful cell tells of: a firm whose country no cell tells is not."""
    role: Role | None = getattr(event, name)
    if role is None or role.country is not None:
        return True
    told = [column for column in _COUNTRIES[side] if column in cells]
    return not told or any(_ROLE_OF[column] == name for column in told)


def _depends(role: Role | None, readings: tuple[str, ...], settled: tuple[str, ...]) -> bool:
    if role is None or role.country in settled:
        return False
    return role.country is None or role.country in readings or role.country in _KOREAS


def _question(side: Side, readings: tuple[str, ...]) -> str:
    ends = " or ".join(spoken(code) for code in readings)
    if side == "to":
        return (
            f"Where were the goods unloaded and who took them over: {ends}? The bill of lading and the consignee say."
        )
    return f"Where do the goods come from: {ends}? The certificate of origin and the port of loading say."


def _named(side: Side, cells: Cells, codes: tuple[str, ...]) -> str:
    """The cell that declares one of the countries; else the end of the route in words."""
    for name in _COUNTRIES[side]:
        if name in cells and country(cells[name].quote.strip())[:1] == codes[:1]:
            return _shown(name, cells)
    return "the destination" if side == "to" else "the origin"


def _shown(name: str, cells: Cells) -> str:
    span = cells[name]
    return f"{span.column or _field(name)} {span.quote.strip()!r}"


def spoken(code: str) -> str:
    """A reading in words."""
    return name_of(code) if code != NOWHERE else "something else"


def _field(name: str) -> str:
    return f"the {name.replace('_', ' ')}"
