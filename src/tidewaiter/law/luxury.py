"""The luxury ban and its three outcomes: listed by the UN, listed by a State, judgement.

Paragraph 8 (a) (iii) of resolution 1718 does not define luxury goods. Three annexes of the
Council name examples, some above a price; each State keeps a list of its own, which binds
its own exporters; beyond the lists it is a matter of judgement.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date

from tidewaiter.law.direction import name_of
from tidewaiter.law.facts import Facts, unchecked
from tidewaiter.law.goods import Match, match
from tidewaiter.model import Answer, ConditionAnswer, Ground, Span
from tidewaiter.model.measure import LuxuryItem, LuxuryList, Regime

UN = "listed by the UN"
STATE = "listed by a State"
JUDGEMENT = "judgement"
LUXURY = "luxury-goods"
"""The kind of goods told in the measure's own word."""

Within = Callable[[Facts, date, date | None], Answer]


def judge(lists: tuple[str, ...], facts: Facts, regime: Regime, within: Within) -> ConditionAnswer:
    """Whether the item is a luxury good under the named lists (``any``: all, then judgement)."""
    un = [entry for entry in regime.luxury if entry.by == "UN" and ("any" in lists or entry.id in lists)]
    answer = _by_lists(un, facts, within, UN)
    if answer.answer == "yes" or "any" not in lists:
        return answer
    states = [entry for entry in regime.luxury if entry.by == "State"]
    return _by_states(states, facts, within, answer)


def _by_lists(lists: list[LuxuryList], facts: Facts, within: Within, outcome: str) -> ConditionAnswer:
    open_: ConditionAnswer | None = None
    for entry in lists:
        applies = within(facts, entry.since, entry.until) if entry.since else "yes"
        if applies == "no":
            continue
        for item in _touched(entry, facts):
            hit = _on(item, facts)
            if hit.answer == "no":
                continue
            answer: Answer = "unknown" if applies == "unknown" else hit.answer
            ask = hit.ask
            if applies == "unknown" and entry.since:
                ask = ask or f"Did it take place on or after {entry.since.isoformat()}, when {entry.title} came in?"
            found = ConditionAnswer(
                "luxury",
                answer,
                f"{entry.title} lists {item.label}: {hit.why}",
                ask=ask if answer == "unknown" else None,
                cite=entry.reference,
                evidence=_evidence(facts),
                outcome=outcome,
                told=hit.told,
                rests_on=hit.rests_on,
            )
            if answer == "yes":
                return found
            open_ = open_ or found
    if open_:
        return open_
    return ConditionAnswer("luxury", "no", "no list of the Council names it", evidence=_evidence(facts))


def _touched(entry: LuxuryList, facts: Facts) -> list[LuxuryItem]:
    return [item for item in entry.items if id(item) in facts.touched]


def _evidence(facts: Facts) -> tuple[Span, ...]:
    """The declared code's cells, and the words: a list names goods by both."""
    item = facts.item
    cells = tuple(span for code in facts.event.hs if code.declared for span in code.evidence)
    words = (*item.evidence, *item.described_evidence) if item else ()
    return tuple(dict.fromkeys((*cells, *words)))


def _on(item: LuxuryItem, facts: Facts) -> Match:
    hit = _match(item, facts)
    if hit.answer == "no":
        return hit
    told = facts.item
    if told and told.described is False and not (told.make or facts.declared):
        return Match(
            "unknown",
            "the source itself says that it does not describe the item",
            "Which make and model is it? For carrying people, or for public transport?",
        )
    if hit.answer == "yes" and item.more_than:
        return _above(item, facts, hit)
    return hit


def _above(item: LuxuryItem, facts: Facts, hit: Match) -> Match:
    floor = item.more_than
    assert floor is not None
    note = unchecked(item.more_than_basis)
    bar = f"{floor.amount:,.0f} {floor.unit} a piece{note}"
    value = facts.event.value
    if value is None or value.amount is None:
        return Match(
            "unknown",
            f"{hit.why}; it is listed above {bar}",
            f"What did one piece cost? The list names it above {bar}.",
        )
    if value.currency != floor.unit:
        return Match(
            "unknown",
            f"{hit.why}; its price is told in another currency",
            f"What is the price in {floor.unit}? The bar is {bar}.",
        )
    piece = value.amount if value.per == "unit" else _per_piece(facts, value.amount)
    if piece is None:
        return Match(
            "unknown", f"{hit.why}; how many pieces is not told", f"What did one piece cost? The bar is {bar}."
        )
    if piece > floor.amount:
        return Match("yes", f"{hit.why}, at {piece:,.0f} {floor.unit} a piece, above {floor.amount:,.0f}{note}")
    return Match("no", f"{hit.why}, but at {piece:,.0f} {floor.unit} a piece, not above {floor.amount:,.0f}{note}")


def _per_piece(facts: Facts, total: float) -> float | None:
    quantity = facts.event.quantity
    if quantity is None or not quantity.amount or quantity.unit not in ("piece", "set", "unit"):
        return None
    return total / quantity.amount


def _by_states(states: list[LuxuryList], facts: Facts, within: Within, un: ConditionAnswer) -> ConditionAnswer:
    """Beyond the Council's annexes: the exporter's own State's list, another State's, or judgement."""
    named = [(entry, item) for entry in states for item in _touched(entry, facts) if _named(entry, item, facts, within)]
    sure = [(entry, item) for entry, item in named if _then(entry, facts, within) == "yes"]
    own, item = next(((entry, item) for entry, item in sure if facts.route.supplier in entry.states), (None, None))
    if own and item and facts.route.supplier:
        return ConditionAnswer(
            "luxury",
            "yes",
            f"{own.title}, which binds exporters of {name_of(facts.route.supplier)}, lists it",
            cite=own.reference,
            evidence=_evidence(facts),
            outcome=STATE,
            rests_on=_match(item, facts).rests_on,
        )
    if un.answer == "unknown":
        return un
    perhaps = next(_perhaps(states, facts, within), None)
    if perhaps and not named:
        return perhaps
    if named:
        return ConditionAnswer(
            "luxury",
            "unknown",
            f"no annex of the Council names it, but {_naming(named)}; each State reads the term for itself",
            ask="Does the exporting State count it among luxury goods?",
            evidence=_evidence(facts),
            outcome=STATE,
            rests_on=_match(named[0][1], facts).rests_on,
        )
    if LUXURY in facts.kinds:
        return ConditionAnswer(
            "luxury",
            "yes",
            "told in the measure's own word, luxury goods; which goods they are is not told",
            evidence=_evidence(facts),
            outcome=JUDGEMENT,
            rests_on=("words",),
        )
    return un


def _perhaps(states: list[LuxuryList], facts: Facts, within: Within) -> Iterator[ConditionAnswer]:
    """What the exporter's own State lists under the declared heading, beside other goods that the words do not tell."""
    for entry in states:
        if facts.route.supplier not in entry.states or _then(entry, facts, within) == "no":
            continue
        for item in _touched(entry, facts):
            hit = _match(item, facts)
            if hit.answer == "unknown" and (hit.by_code or _may_be(item, facts)):
                where = " under this heading" if hit.by_code else ""
                yield ConditionAnswer(
                    "luxury",
                    "unknown",
                    f"{entry.title}, which binds exporters of {name_of(facts.route.supplier or '')}, has {item.label}"
                    f"{where}; whether these goods are such is not told",
                    ask=f"Are they {item.label}, as the list of the exporting State has it?",
                    cite=entry.reference,
                    evidence=_evidence(facts),
                    outcome=STATE,
                    rests_on=hit.rests_on,
                )


def _match(item: LuxuryItem, facts: Facts) -> Match:
    hit = match(facts, item, (item,))
    if hit.answer == "no" and _may_be(item, facts):
        grounds: tuple[Ground, ...] = ("indicative",) if facts.declared else ("words",)
        return Match("unknown", f"they may be {item.label} or not", by_code=bool(facts.declared), rests_on=grounds)
    return hit


def _may_be(item: LuxuryItem, facts: Facts) -> bool:
    """Whether the goods are of a kind of which the entry means some, or are described as goods of its headings."""
    if facts.declared:
        inside = any(code.startswith(item.hs) and not code.startswith(item.not_hs) for code in facts.declared)
        return inside and not (facts.inside | facts.narrower).isdisjoint(item.perhaps)
    if facts.kinds:
        return not facts.inside.isdisjoint(item.perhaps)
    return bool(facts.proposed) and all(code.startswith(item.hs) for code in facts.proposed)


def _naming(named: list[tuple[LuxuryList, LuxuryItem]]) -> str:
    """ "Japan's list does", "Japan's list and the list of the United States do"."""
    titles = [re.sub("^The ", "the ", title) for title in dict.fromkeys(entry.title for entry, _ in named)]
    together = " and ".join(filter(None, (", ".join(titles[:-1]), titles[-1])))
    return f"{together} {'does' if len(titles) == 1 else 'do'}"


def _named(entry: LuxuryList, item: LuxuryItem, facts: Facts, within: Within) -> bool:
    return _then(entry, facts, within) != "no" and _match(item, facts).answer == "yes"


def _then(entry: LuxuryList, facts: Facts, within: Within) -> Answer:
    """Whether the list held on the day of the act."""
    return within(facts, entry.since, entry.until) if entry.since else "yes"
