"""The true ends of a row's route: what ports, addresses, the notify party and the goods' words add to its countries.

A declared country is never replaced here: an end that is not told is filled, what lies between is added to the way.
Cells that contradict each other are left to ``lookalike``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tidewaiter.checks import wording
from tidewaiter.checks.papers import with_papers
from tidewaiter.checks.remarks import Cells
from tidewaiter.checks.words import NORTH, SOUTH, place_of, signs, words
from tidewaiter.model import Event, Role, Span

ADDRESSES = {
    "to": ("importer_address", "recipient_address", "notify_address"),
    "from": ("exporter_address", "supplier_address"),
}
"""The cells that hold an address of either end."""


def completed(event: Event, cells: Cells) -> Event:
    """The event with the ends, stops and documents that the further cells of its row tell."""
    recipient, why = _recipient(event, cells)
    supplier, of = _with_country(event.supplier, cells, ADDRESSES["from"], beside=event.origin)
    discharge = _port(cells.get("port_discharge"))
    destination = event.destination
    notes = [note for note in (why, of) if note]
    if destination is None and discharge is not None and discharge.country:
        destination = discharge
        notes.append(f"the destination is the port of discharge, {discharge.text!r}")
    filled = replace(
        event, supplier=supplier, recipient=recipient, destination=destination, notes=(*event.notes, *notes)
    )
    return with_papers(wording.completed(replace(filled, via=_way(filled, discharge, cells)), cells), cells)


def _recipient(event: Event, cells: Cells) -> tuple[Role | None, str | None]:
    """Who gets the goods; of a bill made out to order, the notify party."""
    notify = cells.get("notify_party")
    if notify is not None and (event.recipient is None or _to_order(event.recipient)):
        country = _only(cells, ("notify_party", "notify_address"))
        country = None if country and _contradicts(country, event.destination) else country
        role = Role(text=notify.quote.strip(), country=country, evidence=(notify,))
        return role, f"the recipient is the notify party, {role.text!r}: no other is named"
    return _with_country(event.recipient, cells, ADDRESSES["to"][:2], beside=event.destination)


def _to_order(role: Role) -> bool:
    """Whether the consignee is nobody: "to order", of whom is not told, or of a bank that the goods are pledged to."""
    text = " ".join((role.text or "").casefold().split()).strip(" .,")
    head = next((phrase for phrase in sorted(words().to_order, key=len, reverse=True) if text.startswith(phrase)), None)
    rest = text[len(head) :].strip() if head else None
    return rest == "" or (rest is not None and any(bank in rest for bank in words().banks))


def _with_country(
    role: Role | None, cells: Cells, fields: tuple[str, ...], *, beside: Role | None
) -> tuple[Role | None, str | None]:
    """The party with the country of its address, where its own is not told.

    An address in the one Korea ``beside`` an end declared in the other fills nothing, nor does one in the North beside
    any other: these are contradictions, and ``lookalike`` asks which of the two it is.
    """
    if role is not None and role.country is not None:
        return role, None
    country = _only(cells, fields)
    if country is None or _contradicts(country, beside):
        return role, None
    spans = tuple(cells[name] for name in fields if name in cells)
    base = role or Role(text=spans[0].quote.strip())
    filled = replace(base, country=country, evidence=(*base.evidence, *spans))
    return filled, f"the country of {base.text!r} is that of its address"


def _contradicts(country: str, beside: Role | None) -> bool:
    declared = beside.country if beside else None
    return declared not in (None, country) and (country == NORTH or (country, declared) == (SOUTH, NORTH))


def _only(cells: Cells, fields: tuple[str, ...]) -> str | None:
    found = {sign.code for name in fields if name in cells for sign in signs(cells[name].quote)}
    return found.pop() if len(found) == 1 else None


def _port(span: Span | None) -> Role | None:
    if span is None:
        return None
    country, town = place_of(span.quote.strip())
    return Role(text=span.quote.strip(), name=town, country=country, evidence=(span,), kind="place")


def _way(event: Event, discharge: Role | None, cells: Cells) -> tuple[Role, ...]:
    """The stops between the ends.

    Where goods are unloaded in the North they have reached it: such a port is an end, and no stop on the way.
    """
    loading = _port(cells.get("port_loading"))
    ends = {role.country for role in (event.destination, event.recipient) if role}
    begins = {role.country for role in (event.supplier, event.origin) if role}
    stops = list(event.via)
    elsewhere = event.origin is not None and event.origin.country not in (None, NORTH)
    if loading and loading.country == NORTH and NORTH in begins and elsewhere:
        stops.append(loading)  # whoever supplies them, goods of elsewhere only pass through
    elif loading and loading.country and loading.country not in begins and not _one_korea(loading, begins):
        stops.append(loading)
    elif loading and loading.country is None:
        stops += _perhaps(cells["port_loading"])
    stops += _transit(cells)
    if discharge and discharge.country not in (None, NORTH) and discharge.country not in ends:
        stops.append(discharge)
    return tuple(stops)


def _perhaps(span: Span) -> Iterator[Role]:
    """Ports of the North that a cell names among others: whether goods were loaded there is a question."""
    for sign in signs(span.quote):
        if sign.code == NORTH:
            yield Role(text=sign.words, country=NORTH, evidence=(span,), kind="stop")


def _one_korea(port: Role, begins: set[str | None]) -> bool:
    """A port in the North of goods declared as the South's: a question of which Korea, and no stop."""
    return port.country == NORTH and SOUTH in begins


def _transit(cells: Cells) -> Iterator[Role]:
    """Calls on the way: that goods were unloaded or loaded there, nobody says (``kind`` "stop")."""
    span = cells.get("transit")
    if span is None:
        return
    for part in span.quote.replace(";", "/").replace("|", "/").split("/"):
        country, town = place_of(part.strip())
        if country:
            yield Role(text=part.strip(), name=town, country=country, evidence=(span,), kind="stop")
