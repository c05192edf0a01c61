"""What a row would have to tell before the law can answer: the fields that are missing, by name."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.goods.lexicon import UNSPECIFIED
from tidewaiter.law.apply import Assessment
from tidewaiter.law.luxury import UN
from tidewaiter.law.rates import DOLLAR
from tidewaiter.model import ConditionAnswer, Event, Finding, Role

_PIECES = ("piece", "set", "unit")
FIELDS = {
    "destination": "where the goods go: destination, port of discharge, or the consignee's country or address",
    "origin": "where the goods come from: origin, supplier's country, or port of loading",
    "goods": "what the goods are: a description or an HS code, or more digits of the code",
    "date": "when it was: day, month or year",
    "quantity": "how much it was, in a unit of mass or volume",
    "value": "what it was worth, with its currency",
    "currency": "what it was worth in US dollars, or a rate for its currency: --rates",
    "flag": "under which flag the ship sailed",
    "total": "how much all States together had supplied before it: a ledger",
}
"""The names of what may be missing, each with what to look for."""


def missing(event: Event, assessment: Assessment, target: str) -> tuple[str, ...]:
    """The fields for want of which a measure stays open, in the order of ``FIELDS``.

    Only what a row can hold counts: that nobody has told of an approval or of the end use is a question, and no
    missing cell.
    """
    found = {field for finding in assessment.findings for field in _of(finding, event)}
    if assessment.dormant:
        found.update(_untold(event, target))
    return tuple(field for field in FIELDS if field in found)


def has_no_end(event: Event) -> bool:
    """Whether neither end of the way has a country: such a row cannot be judged, whatever the goods are."""
    return event.type == "transfer" and not (_told(event, "destination") or _told(event, "origin"))


def names_no_goods(event: Event) -> bool:
    """Whether nothing says which goods they were: no word that is known, and no code."""
    kinds = event.item.kinds if event.item else ()
    return UNSPECIFIED in kinds if kinds else not event.hs


def _of(finding: Finding, event: Event) -> Iterator[str]:
    if finding.verdict != "undetermined":
        return
    if names_no_goods(event):
        # how much it was, and what it was worth, counts when it is known what it was
        yield from (name for c in finding.conditions if c.answer == "unknown" for name in _at_first(c, event))
        return
    asked = [*finding.conditions, *(c for rule in finding.exceptions if rule.open for c in rule.conditions)]
    for condition in asked:
        if condition.answer == "unknown":
            yield from _field(condition, event)


def _at_first(condition: ConditionAnswer, event: Event) -> Iterator[str]:
    if condition.name in ("direction", "date"):
        yield from _field(condition, event)
    elif condition.name in ("goods", "luxury"):
        yield "goods"


def _field(condition: ConditionAnswer, event: Event) -> Iterator[str]:
    name = condition.name
    if name == "direction":
        yield from (end for end in ("destination", "origin") if not _told(event, end))
    elif name in ("goods", "date"):
        yield name
    elif name == "luxury" and condition.outcome == UN:
        yield from _for_price(event)
    elif name == "cap" and _in_other_money(event) and not (event.quantity and event.quantity.amount is not None):
        yield "currency"
    elif name == "cap":
        yield "total" if event.quantity and event.quantity.amount is not None and event.quantity.unit else "quantity"
    elif name == "flag" and event.vessel:
        yield "flag"


def _for_price(event: Event) -> Iterator[str]:
    """What a list of the Council that names a price still asks; what a State's own list says, no cell can tell."""
    value, quantity = event.value, event.quantity
    if not event.hs and not event.item:
        yield "goods"
    elif value is None or value.amount is None or value.currency is None:
        yield "value"
    else:
        if _in_other_money(event):
            yield "currency"
        if value.per == "total" and (quantity is None or quantity.amount is None or quantity.unit not in _PIECES):
            yield "quantity"


def _in_other_money(event: Event) -> bool:
    """Whether a value is told in another currency than the thresholds."""
    value = event.value
    return value is not None and value.amount is not None and value.currency not in (None, DOLLAR)


def _untold(event: Event, target: str) -> Iterator[str]:
    """What a row leaves out altogether, where a measure would be raised by it."""
    if not (_is_target(event, "destination", target) or _is_target(event, "origin", target)):
        yield from (end for end in ("destination", "origin") if not _told(event, end))
    if not event.hs and (event.item is None or event.item.kinds == (UNSPECIFIED,)):
        yield "goods"


def _told(event: Event, end: str) -> bool:
    return any(role and role.country for role in _roles(event, end))


def _is_target(event: Event, end: str, target: str) -> bool:
    return any(role and role.country == target for role in _roles(event, end))


def _roles(event: Event, end: str) -> tuple[Role | None, ...]:
    return (event.destination, event.recipient) if end == "destination" else (event.origin, event.supplier)
