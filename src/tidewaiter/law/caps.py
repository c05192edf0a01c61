"""Caps: a ceiling over all States together, so that a lone shipment is never above it by itself.

The caller gives the running total of the window; the answer is "within" (yes), "over" (no)
or unknown, with the total that would settle it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tidewaiter.law.amounts import in_unit
from tidewaiter.law.facts import Facts, unchecked
from tidewaiter.model import Answer, ConditionAnswer, RunningTotal
from tidewaiter.model.measure import Amount, CapLimit, cite

Within = Callable[[Facts, date, date | None], Answer]


def weigh(limits: tuple[CapLimit, ...], facts: Facts, within: Within) -> ConditionAnswer:
    """Whether the shipment stays within the cap that was in force on its day."""
    live = [limit for limit in limits if within(facts, limit.since, limit.until) != "no" and _about(limit, facts)]
    if not live:
        return ConditionAnswer("cap", "no", "no cap was open for it on that day")
    limit = live[0]
    if within(facts, limit.since, limit.until) == "unknown":
        ask = "In which year or window did it fall? Each has its own cap."
        return ConditionAnswer("cap", "unknown", "the window of the cap is not known", ask=ask, cite=limit.reference)
    sums = [(amount, _sum(amount, limit, facts)) for amount in limit.limits]
    over = [(amount, total) for amount, total in sums if total is not None and total[0] > amount.amount]
    known = [(amount, total) for amount, total in sums if total is not None and total[1]]
    note = unchecked(limit.basis)
    if over:
        amount, total = over[0]
        why = f"over: {_say(total[0], amount.unit)} against {_say(amount.amount, amount.unit)} for {limit.window}{note}"
        return ConditionAnswer("cap", "no", why, cite=limit.reference, outcome="over")
    enough = len(known) == len(limit.limits) if limit.rule == "lower" else bool(known)
    if enough:
        amount, total = known[0]
        why = f"within: {_say(total[0], amount.unit)} of {_say(amount.amount, amount.unit)} for {limit.window}{note}"
        return ConditionAnswer("cap", "yes", why, cite=limit.reference, outcome="within")
    bars = " or ".join(_say(amount.amount, amount.unit) for amount in limit.limits) or "not published"
    return ConditionAnswer(
        "cap",
        "unknown",
        f"the running total of {limit.window} is not given; the cap is {bars}{note}",
        ask=f"How much had all States together supplied in {limit.window} before this, and how much was this?",
        cite=limit.reference,
    )


def _about(limit: CapLimit, facts: Facts) -> bool:
    return not limit.kinds or not facts.kinds or bool(facts.inside & set(limit.kinds))


def _sum(limit: Amount, cap: CapLimit, facts: Facts) -> tuple[float, bool] | None:
    """The total in the limit's unit, and whether that is all there is: own goods alone, or one file's sum, is not."""
    own = _own(limit.unit, facts)
    totals = facts.event.circumstances.totals or ()
    before = next((total for total in totals if total.unit == limit.unit and _for(total, cap, facts)), None)
    if before is None:
        return None if own is None else (own, False)
    whole = not before.at_least
    if before.includes_this:
        return before.amount, whole
    return (before.amount + own, whole) if own is not None else (before.amount, before.amount > limit.amount)


def _for(total: RunningTotal, cap: CapLimit, facts: Facts) -> bool:
    """Whether a total is one of this cap: by the measure it names, or else by the goods."""
    measure = facts.look.by_id.get(total.measure or "")
    if measure is not None:
        # a sub-paragraph ("para. 26 (b)") is of the paragraph; paragraph 40 is not of paragraph 4
        return f"{cap.reference} ".startswith(f"{cite(measure)} ")
    return not total.commodity or not facts.kinds or total.commodity in facts.inside


def _own(unit: str, facts: Facts) -> float | None:
    quantity, value = facts.event.quantity, facts.event.value
    if (
        quantity
        and quantity.amount is not None
        and (amount := in_unit(quantity.amount, quantity.unit, unit)) is not None
    ):
        return amount
    if value and value.currency == unit and value.per == "total" and value.amount is not None:
        return value.amount
    return None


def _say(amount: float, unit: str) -> str:
    plural = "s" if unit in ("barrel", "tonne") and amount != 1 else ""
    return f"{amount:,.0f} {unit}{plural}"
