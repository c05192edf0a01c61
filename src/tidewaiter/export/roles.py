"""What is told of an event, role by role: who or what, in which copies, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.export import wording
from tidewaiter.export.account import Telling, Told, named
from tidewaiter.export.atlas import Atlas, Words, role_spans
from tidewaiter.export.listed import proposal
from tidewaiter.model import Event, Item, Role, Span, When

_NAMES = (
    "supplier",
    "recipient",
    "item",
    "quantity",
    "value",
    "origin",
    "destination",
    "intermediary",
    "via",
    "vessel",
    "date",
)
# of talk and travel nobody is a supplier
_TRAVEL = {"supplier": "who", "recipient": "whom", "destination": "where to", "origin": "from where"}
_ASKED = ("supplier", "recipient", "item", "date")


@dataclass(frozen=True, slots=True)
class Entry:
    """One answer to "who" or "what", the copies that give it, and the words it rests on."""

    value: str
    notes: tuple[str, ...]
    where: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the table of what is told: a role, and what the copies fill it with."""

    label: str
    entries: tuple[Entry, ...]


def lines(told: Told, atlas: Atlas) -> Iterator[Line]:
    """The roles of an event as a table: unknown is a row, a role nobody speaks of is none."""
    for name in _NAMES:
        entries = _entries(name, told.tellings, atlas)
        if entries or (told.kind == "act" and name in _ASKED):
            label = _TRAVEL.get(name, name) if told.kind == "aside" else name
            yield Line(label, entries or (Entry("unknown", (), "", ()),))


def _entries(name: str, tellings: tuple[Telling, ...], atlas: Atlas) -> tuple[Entry, ...]:
    """What the copies fill a role with, each filler once."""
    found: dict[tuple[str, tuple[str, ...]], list[tuple[Telling, tuple[Span, ...]]]] = {}
    for telling in tellings:
        for value, notes, spans in _fillers(name, telling.event):
            found.setdefault((value, notes), []).append((telling, spans))
    among = tuple(dict.fromkeys(telling.copy for telling in tellings))
    out = []
    for (value, notes), told in found.items():
        where = named([telling.copy for telling, _ in told], among)
        words = atlas.words(span for _, spans in told for span in spans)
        out.append(Entry(value, notes, where, words))
    return tuple(out)


def _fillers(name: str, event: Event) -> Iterator[tuple[str, tuple[str, ...], tuple[Span, ...]]]:
    """Value, notes and words of a field; one for each of several ways."""
    if name == "via":
        for role in event.via:
            yield wording.party(role), _about_role(role), tuple(role_spans(role))
        return
    field = getattr(event, name)
    if field is None:
        return
    if isinstance(field, Role):
        yield wording.party(field), _about_role(field), tuple(role_spans(field))
    elif isinstance(field, Item):
        yield wording.goods(field), tuple(_about_item(event, field)), field.evidence
    elif isinstance(field, When):
        yield wording.dated(field), tuple(_about_date(field)), field.evidence
    else:
        yield field.text or f"{field.amount}", (), field.evidence


def _about_role(role: Role) -> tuple[str, ...]:
    listed = [f"listed: {d.list}" + (f" {d.reference}" if d.reference else "") for d in role.designations or ()]
    listed += [proposal(one) for one in role.looked.found] if role.looked else []
    flag = [f"flag of {wording.country(role.flag)}"] if role.flag else []
    imo = [f"IMO {role.imo}"] if role.imo else []
    return (*listed, *flag, *imo, *(["found by reference, a guess"] if role.guess else []))


def _about_item(event: Event, item: Item) -> Iterator[str]:
    if item.kinds:
        yield "read as " + ", ".join(wording.plain(kind) for kind in item.kinds)
    for code in event.hs:
        edition = f" (edition {code.edition})" if code.edition else ""
        how = "written out" if code.stated else "declared" if code.declared else "proposed"
        yield f"HS {code.code}{edition}, {how}" + (f": {code.why}" if code.why else "")
    if item.described is False:
        yield "the source says itself that it is not described"
    if item.new is not None:
        yield "new" if item.new else "used"


def _about_date(when: When) -> Iterator[str]:
    if when.anchor and when.text:
        yield f"counted from {when.anchor}"
