"""Events and the law together: describes the goods of an event, then asks the regime.

This is where the wings meet: ``goods`` proposes kinds and HS headings for an item's words,
``law`` applies the measures.
"""

from __future__ import annotations

from dataclasses import replace

from tidewaiter import places
from tidewaiter.goods.classify import Goods, classify
from tidewaiter.law.apply import Assessment, apply
from tidewaiter.model import Event, HsCode, Item, MeasureRef, When
from tidewaiter.model.measure import Regime


def screen(event: Event, regime: Regime, *, tied: bool | None = None) -> tuple[Event, Assessment]:
    """The event with its goods described, and what the regime says of it; ``tied`` as in ``law.direction.ways``."""
    described = describe(event)
    if described.type == "statement-of-law":
        described = replace(described, measures=_spoken_of(described, regime))
    return described, apply(described, regime, tied=tied)


def _spoken_of(event: Event, regime: Regime) -> tuple[MeasureRef, ...]:
    """The measures whose goods and direction a statement of law names.

    It is asked as if such a supply took place on the last day the regime's data speak of: whoever
    reads out the law speaks of the law in force.
    """
    today = When(None, latest=regime.as_of, ongoing=True)
    told = replace(event, type="transfer", manner=(), negated=False, date=event.date or today)
    findings = apply(told, regime).findings
    return tuple(
        MeasureRef(finding.measure, finding.cite, finding.title)
        for finding in findings
        if finding.verdict in ("prohibited", "exempt")
    )


def describe(event: Event) -> Event:
    """The event with kinds of goods and proposed headings added from the item's words.

    What is already told (kinds, declared codes, make) stays as it is; nothing is replaced.
    """
    item = event.item
    text = item.text or item.name if item else None
    if item is None or not text:
        return event
    goods = classify(" ".join(word for word in (text, item.make, item.model) if word))
    return replace(event, item=_described(item, goods), hs=(*event.hs, *_codes(event, goods)))


def _described(item: Item, goods: Goods) -> Item:
    kinds = item.kinds or goods.kinds or (("goods-unspecified",) if goods.generic else ())
    return replace(
        item,
        kinds=kinds,
        country=item.country or _country(item.text),
        make=item.make or goods.make,
        model=item.model or goods.model,
        new=goods.new if item.new is None else item.new,
    )


def _country(text: str | None) -> str | None:
    """The one country that the item's words name: "a Russian-made car", "North Korean workers"."""
    found = {mention.match.place.code for mention in places.scan(text or "") if mention.match.place}
    return found.pop() if len(found) == 1 else None


def _codes(event: Event, goods: Goods) -> tuple[HsCode, ...]:
    if event.item and event.item.kinds:
        return ()
    known = {code.code for code in event.hs}
    return tuple(code for code in goods.codes if code.code not in known)
