"""Caps counted: every supply under a ceiling in the order of its days, window by window.

A ceiling is over all States together, so what one file shows is a lower bound: it can show that a cap is passed,
never that it is kept. Where the caller gives a ledger of all earlier supplies beside it, the sum is the whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tidewaiter.law.amounts import across
from tidewaiter.law.conditions import CONDITIONS, evaluate, in_force, outside
from tidewaiter.law.facts import Facts, Index, facts, index
from tidewaiter.model import Answer, Event, RunningTotal
from tidewaiter.model.measure import CapLimit, ExceptionRule, Measure, Regime, cite


@dataclass(frozen=True, slots=True)
class Entry:
    """One supply that counts under a cap: which event, when, how much in the cap's own units.

    ``amounts`` are (unit, amount, how it was reckoned) for every unit of the cap that the supply can be told in.
    ``given`` marks a line of the ledger.
    """

    event: str
    first: date
    last: date
    amounts: tuple[tuple[str, float, str], ...]
    given: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """One window of one cap: the supplies that count in it, their sums, and the first that passes the ceiling.

    ``open_`` are events that may count but cannot be placed or measured, with the reason.
    """

    measure: str
    cite: str
    window: str
    since: date
    until: date
    limits: tuple[tuple[str, float], ...]
    entries: tuple[Entry, ...]
    sums: tuple[tuple[str, float], ...]
    passed_by: str | None = None
    complete: bool = False
    open_: tuple[tuple[str, str], ...] = ()


def running(count: Count) -> Iterator[tuple[Entry, tuple[tuple[str, float, float, float], ...]]]:
    """Each entry with (unit, its amount, the sum with it, that sum's share of the ceiling), in the order of days."""
    limits = dict(count.limits)
    sums: dict[str, float] = {}
    for entry in count.entries:
        for unit, amount, _ in entry.amounts:
            sums[unit] = sums.get(unit, 0.0) + amount
        yield entry, tuple((unit, amount, sums[unit], sums[unit] / limits[unit]) for unit, amount, _ in entry.amounts)


@dataclass(frozen=True, slots=True)
class _Claim:
    """An event under one cap, and where it falls."""

    event: Event
    measure: Measure
    cap: CapLimit
    since: date
    until: date
    entry: Entry


@dataclass(frozen=True, slots=True)
class _Loose:
    """An event that a cap may count, and why it does not."""

    event: str
    measure: str
    why: str


def count(
    events: Iterable[Event], regime: Regime, *, ledger: Iterable[Event] | None = None
) -> tuple[dict[str, tuple[RunningTotal, ...]], tuple[Count, ...]]:
    """The running totals before each event, by its id, and the counts of every window that was touched.

    ``ledger`` are earlier supplies of all States, as events; None says that there is none, and the totals are
    then only what the events themselves show (``at_least``). The ids of events and ledger must differ.
    """
    complete = ledger is not None
    claims: list[_Claim] = []
    loose: list[_Loose] = []
    for given, source in ((True, ledger or ()), (False, events)):
        for event in source:
            for found in _claims(event, regime, given=given):
                if isinstance(found, _Claim):
                    claims.append(found)
                else:
                    loose.append(found)
    totals: dict[str, tuple[RunningTotal, ...]] = {}
    counts = []
    for group in _groups(claims):
        before = _running(group, complete=complete)
        for name, sums in before.items():
            totals[name] = (*totals.get(name, ()), *sums)
        counts.append(_count(group, loose, complete=complete))
    seen = {one.measure for one in counts}
    return totals, (*counts, *_uncounted([one for one in loose if one.measure not in seen], regime))


def with_totals(event: Event, totals: tuple[RunningTotal, ...]) -> Event:
    """The event with running totals; what it tells of totals itself stays before them."""
    told = event.circumstances.totals or ()
    return replace(event, circumstances=replace(event.circumstances, totals=(*told, *totals)))


def caps_of(measure: Measure, look: Index) -> Iterator[tuple[ExceptionRule, CapLimit]]:
    """The ceilings of a measure that are figures of goods, each with the exception that asks for it."""
    for rule in look.rules[measure.id]:
        for cap in (rule.when.cap or ()) if rule.when else ():
            if cap.limits and all(limit.unit in ("barrel", "tonne") or limit.unit.isupper() for limit in cap.limits):
                yield rule, cap


def _claims(event: Event, regime: Regime, *, given: bool) -> Iterator[_Claim | _Loose]:
    known = facts(event, regime)
    if "supply" not in known.acts or not _tells_goods(known):
        return
    for measure in known.look.by_act.get("supply", ()):
        if outside(measure.in_force, known):
            continue
        for rule, cap in caps_of(measure, known.look):
            answer = _falls_under(measure, rule, known, regime)
            if answer != "no":
                yield from _claim(event, measure, cap, known, sure=answer == "yes", given=given)


def _tells_goods(known: Facts) -> bool:
    """Whether the event says anything of its goods: of one that does not, no cap has anything to count."""
    words = known.item is not None and bool(known.item.text or set(known.kinds) - {"goods-unspecified"})
    return bool(known.declared or known.proposed or words)


def _falls_under(measure: Measure, rule: ExceptionRule, known: Facts, regime: Regime) -> Answer:
    """Whether an event is a supply that the paragraph speaks of, and of the goods whose ceiling it is.

    What tells nothing of its goods or of where they go is no such supply, as it raises no measure either.
    """
    told = list(evaluate(measure.when, known, regime)) if measure.when else []
    if rule.when and rule.when.goods and all(one.answer != "no" for one in told):
        told.append(CONDITIONS["goods"](rule.when.goods, known, regime))
    answers = [one.answer for one in told]
    silent = any(one.answer == "unknown" and not one.told for one in told)
    return "no" if not told or silent or "no" in answers else "unknown" if "unknown" in answers else "yes"


def _claim(
    event: Event, measure: Measure, cap: CapLimit, known: Facts, *, sure: bool, given: bool
) -> Iterator[_Claim | _Loose]:
    first, last = known.first, known.last
    if (last and last < cap.since) or (first and cap.until and first > cap.until):
        return
    if not sure:
        yield _Loose(event.id, measure.id, "whether it falls under the paragraph is not told")
    elif first is None or last is None:
        yield _Loose(event.id, measure.id, "its day is not told")
    elif in_force(measure.in_force, known).answer != "yes":
        yield _Loose(event.id, measure.id, "its day may lie before or after the paragraph was in force")
    elif (window := _window(cap, first)) is None or last > window[1]:
        yield _Loose(event.id, measure.id, "its day may fall in two windows")
    elif not (amounts := tuple(_amounts(event, cap))):
        yield _Loose(event.id, measure.id, _unmeasured(event, cap))
    else:
        yield _Claim(event, measure, cap, *window, Entry(event.id, first, last, amounts, given))


def _window(cap: CapLimit, day: date) -> tuple[date, date] | None:
    """First and last day of the window a day falls in; None where no window was open."""
    if day < cap.since or (cap.until is not None and day > cap.until):
        return None
    if cap.renews is None:
        return (cap.since, cap.until) if cap.until else None
    month, number = (int(part) for part in cap.renews.split("-"))
    began = date(day.year, month, number)
    if day < began:
        began = date(day.year - 1, month, number)
    ends = date.fromordinal(date(began.year + 1, month, number).toordinal() - 1)
    return max(began, cap.since), min(ends, cap.until) if cap.until else ends


def _amounts(event: Event, cap: CapLimit) -> Iterator[tuple[str, float, str]]:
    for limit in cap.limits:
        found = None
        if event.quantity and event.quantity.amount is not None:
            found = across(event.quantity.amount, event.quantity.unit, limit.unit, cap)
        if found is None and event.value and event.value.currency == limit.unit and event.value.per == "total":
            found = (event.value.amount, "") if event.value.amount is not None else None
        if found is not None:
            yield limit.unit, *found


def _unmeasured(event: Event, cap: CapLimit) -> str:
    units = " or ".join(limit.unit for limit in cap.limits)
    if event.quantity is None or event.quantity.amount is None:
        return f"how much it was is not told (in {units})"
    told = event.quantity.unit or "no unit"
    return f"its quantity is told in {told}, for which there is no exact factor to {units}"


def _groups(claims: Sequence[_Claim]) -> list[list[_Claim]]:
    """The claims of each window of each cap, in the order of their days; the ledger first on the same day."""
    found: dict[tuple[str, date], list[_Claim]] = {}
    for claim in claims:
        found.setdefault((claim.measure.id, claim.since), []).append(claim)
    ordered = sorted(found.items(), key=lambda pair: pair[0])
    return [sorted(group, key=lambda one: (one.entry.last, not one.entry.given)) for _, group in ordered]


def _running(group: list[_Claim], *, complete: bool) -> dict[str, tuple[RunningTotal, ...]]:
    """What stood in the window before each event."""
    sums: dict[str, float] = {}
    out: dict[str, tuple[RunningTotal, ...]] = {}
    for claim in group:
        if not claim.entry.given:
            out[claim.event.id] = tuple(
                RunningTotal(
                    sums.get(limit.unit, 0.0),
                    limit.unit,
                    claim.measure.id,
                    as_of=claim.entry.last,
                    at_least=not complete,
                )
                for limit in claim.cap.limits
            )
        for unit, amount, _ in claim.entry.amounts:
            sums[unit] = sums.get(unit, 0.0) + amount
    return out


def _count(group: list[_Claim], loose: Sequence[_Loose], *, complete: bool) -> Count:
    first = group[0]
    sums: dict[str, float] = {}
    passed = None
    for claim in group:
        for unit, amount, _ in claim.entry.amounts:
            sums[unit] = sums.get(unit, 0.0) + amount
        if passed is None and any(sums.get(limit.unit, 0.0) > limit.amount for limit in first.cap.limits):
            passed = claim.event.id
    return Count(
        measure=first.measure.id,
        cite=cite(first.measure),
        window=first.cap.window,
        since=first.since,
        until=first.until,
        limits=tuple((limit.unit, limit.amount) for limit in first.cap.limits),
        entries=tuple(claim.entry for claim in group),
        sums=tuple(sorted(sums.items())),
        passed_by=passed,
        complete=complete,
        open_=_open(loose, first.measure.id),
    )


def _uncounted(loose: Sequence[_Loose], regime: Regime) -> Iterator[Count]:
    """Caps of which no supply could be counted, though some may fall under them."""
    look = index(regime)
    for name in dict.fromkeys(one.measure for one in loose):
        *_, (_, cap) = caps_of(look.by_id[name], look)
        yield Count(
            measure=name,
            cite=cite(look.by_id[name]),
            window=cap.window,
            since=cap.since,
            until=cap.until or date.max,
            limits=tuple((limit.unit, limit.amount) for limit in cap.limits),
            entries=(),
            sums=(),
            open_=_open(loose, name),
        )


def _open(loose: Sequence[_Loose], measure: str) -> tuple[tuple[str, str], ...]:
    """What a measure's caps do not count, each event once for each reason."""
    return tuple(dict.fromkeys((one.event, one.why) for one in loose if one.measure == measure))
