"""Prints a measure as it stands in the data: what it asks, its exceptions, its sources."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tidewaiter.law.direction import name_of
from tidewaiter.law.facts import index
from tidewaiter.model.measure import Amount, CapLimit, Conditions, ExceptionRule, GoodsScope, Measure, Regime, cite

_BASIS = {
    "in_text": "codes printed in the paragraph",
    "national_list": "codes as a State's list reads it",
    "indicative": "codes that its words point to",
    "described": "by description",
}


def describe(measure: Measure, regime: Regime) -> str:
    """The measure in lines: head, conditions, exceptions, relations, notes, sources."""
    return "\n".join(_lines(measure, regime))


def _lines(measure: Measure, regime: Regime) -> Iterator[str]:
    force = measure.in_force
    until = f" to {force.until} ({force.until_reference or 'end'})" if force.until else ""
    yield f"{cite(measure)}   {measure.id}"
    yield measure.title
    yield f"in force from {force.since} ({force.reference}){until}"
    yield f"{measure.force}; binds {', '.join(measure.binds)}" + (
        f"; duty of the {measure.duty}" if measure.duty else ""
    )
    if measure.basis == "recalled":
        yield "paragraph number not yet checked against the document"
    yield f"confidence in the content: {measure.confidence}"
    if measure.when:
        yield "holds where"
        yield from (f"  {line}" for line in conditions(measure.when, regime))
    if measure.through:
        yield f"works through {', '.join(measure.through)}"
    if measure.not_modelled:
        yield f"not modelled: {measure.not_modelled}"
    for rule in index(regime).rules[measure.id]:
        yield from _exception(rule, regime)
    for key in ("amends", "amended_by", "superseded_by"):
        if getattr(measure, key):
            yield f"{key.replace('_', ' ')}: {', '.join(getattr(measure, key))}"
    if measure.notes:
        yield f"note: {' '.join(measure.notes.split())}"
    yield from (f"source: {source}" for source in measure.sources)


def _exception(rule: ExceptionRule, regime: Regime) -> Iterator[str]:
    burden = "counts only where it is shown" if rule.burden == "shown" else "open while its facts are unknown"
    yield f"unless {rule.code}: {' '.join(rule.title.split())} ({burden}; {', '.join(rule.reference)})"
    if rule.when:
        yield from (f"  where {line}" for line in conditions(rule.when, regime))
    for against in rule.not_if:
        yield from (f"  but not if {line}" for line in conditions(against, regime))
    for need in rule.needs:
        yield f"  needs {need.kind} {'to' if need.kind == 'notification' else 'by'} the {need.by}"


def conditions(asked: Conditions, regime: Regime) -> Iterator[str]:
    """Each condition that is asked, in a line of words."""
    for name, value in index(regime).asked[id(asked)]:
        words = _WORDS.get(name, _plain)
        for line in words(value, regime):
            yield f"{name.replace('_', ' ')}: {line}"


def _plain(value: Any, regime: Regime) -> Iterator[str]:
    if value is True or value is False:
        yield "yes" if value else "no"
    else:
        yield ", ".join(value) if isinstance(value, tuple) else str(value)


def _acts(value: tuple[str, ...], regime: Regime) -> Iterator[str]:
    yield " or ".join(index(regime).acts[act] for act in value)


def _direction(value: str, regime: Regime) -> Iterator[str]:
    name = name_of(regime.target)
    yield {
        "to": f"to {name}, directly or indirectly, wherever the goods come from",
        "from": f"from {name}",
        "either": f"to or from {name}",
        "nationals": f"of nationals of {name}",
    }[value]


def _goods(value: tuple[GoodsScope, ...], regime: Regime) -> Iterator[str]:
    labels = index(regime).labels
    for scope in value:
        parts = [f"HS {', '.join(scope.hs)} ({_BASIS[scope.basis]})"] if scope.hs else []
        parts += ["; ".join(labels[kind] for kind in scope.kinds)] if scope.kinds else []
        out = [*(labels[kind] for kind in scope.not_kinds), *(f"HS {code}" for code in scope.not_hs)]
        parts += [f"not {'; '.join(out)}"] if out else []
        parts += ["the description has to agree with the code"] if scope.tie == "description" and scope.hs else []
        parts += [f"from {scope.since}" + (f" to {scope.until}" if scope.until else "")] if scope.since else []
        yield f"{', '.join(parts)} [{scope.reference}]"


def _cap(value: tuple[CapLimit, ...], regime: Regime) -> Iterator[str]:
    for limit in value:
        joint = " or, if lower, " if limit.rule == "lower" else " or "
        amounts = joint.join(_amount(amount) for amount in limit.limits) or "a level that is not published"
        recalled = ", figure not yet checked" if limit.basis == "recalled" else ""
        until = f" to {limit.until}" if limit.until else ""
        yield f"not above {amounts} in {limit.window}, from {limit.since}{until}{recalled} [{limit.reference}]"


def _amount(amount: Amount) -> str:
    return f"{amount.amount:,.0f} {amount.unit}"


def _dated(value: Any, regime: Regime) -> Iterator[str]:
    yield f"{value.date} [{value.reference}]"


def _party(value: Any, regime: Regime) -> Iterator[str]:
    yield f"designated: {', '.join(value.roles)}"


_WORDS: dict[str, Callable[[Any, Regime], Iterator[str]]] = {
    "act": _acts,
    "direction": _direction,
    "goods": _goods,
    "cap": _cap,
    "until": _dated,
    "contract_before": _dated,
    "due": _dated,
    "party": _party,
}
