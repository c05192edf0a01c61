"""Caps counted: every supply under a ceiling in the order of its days, window by window.

A ceiling is over all States together, so what one file shows is a lower bound: it can show that a cap is passed,
never that it is kept. Where the caller gives a ledger of all earlier supplies beside it, the sum is the whole.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate

from tidewaiter.law.amounts import SEVERAL, across
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
    """An event that a cap may count, why it does not, and the days it may lie on."""

    event: str
    measure: str
    why: str
    first: date | None = None
    last: date | None = None


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


def may_count(event: Event, touched: Iterable[str], regime: Regime) -> bool:
    """Whether an event that touches these measures is one that ``count`` would count, or say why it does not."""
    look = index(regime)
    return not _capped(look).isdisjoint(touched) and next(_claims(event, regime, given=False), None) is not None


@functools.lru_cache(maxsize=8)
def _capped(look: Index) -> frozenset[str]:
    """The measures that have a ceiling."""
    return frozenset(name for name, measure in look.by_id.items() if any(caps_of(measure, look)))


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
        if outside(measure.in_force, known.first, known.last):
            continue
        for rule, cap in caps_of(measure, known.look):
            answer = _falls_under(measure, rule, known, regime)
            if answer != "no":
                yield from _claim(event, measure, cap, known, sure=answer == "yes", given=given)


def _tells_goods(known: Facts) -> bool:
    """Whether it is known at all what the goods are: of what is not ("general cargo"), no cap has anything to count."""
    return bool(known.declared or known.proposed or set(known.kinds) - {"goods-unspecified"})


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
    why = _uncertain(measure, cap, known, sure=sure)
    amounts = () if why else tuple(_amounts(event, cap))
    if why or not amounts:
        yield _Loose(event.id, measure.id, why or _unmeasured(event, cap), first, last)
    window = _window(cap, first) if first else None
    # what is not measured has a place in its window too: what stood before it may have passed the ceiling
    if window and first and last and not why:
        yield _Claim(event, measure, cap, *window, Entry(event.id, first, last, amounts, given))


def _uncertain(measure: Measure, cap: CapLimit, known: Facts, *, sure: bool) -> str | None:
    """Why it cannot be told whether, or in which window, a supply counts."""
    if not sure:
        return "whether it falls under the paragraph is not told"
    if known.first is None or known.last is None:
        return "its day is not told"
    if in_force(measure.in_force, known).answer != "yes":
        return "its day may lie before or after the paragraph was in force"
    window = _window(cap, known.first)
    return "its day may fall in two windows" if window is None or known.last > window[1] else None


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
    if told in SEVERAL:
        return f"its quantity is told in {told}, which may be {SEVERAL[told]}"
    return f"its quantity is told in {told}, for which there is no exact factor to {units}"


def _groups(claims: Sequence[_Claim]) -> list[list[_Claim]]:
    """The claims of each window of each cap, in the order of their days; the ledger first on the same day."""
    found: dict[tuple[str, date], list[_Claim]] = {}
    for claim in claims:
        found.setdefault((claim.measure.id, claim.since), []).append(claim)
    ordered = sorted(found.items(), key=lambda pair: pair[0])
    return [sorted(group, key=lambda one: (one.entry.last, not one.entry.given)) for _, group in ordered]


def _running(group: list[_Claim], *, complete: bool) -> dict[str, tuple[RunningTotal, ...]]:
    """What stood in the window before each event for certain.

    A supply told for a month or a year may lie before or after others of that time: it is before those alone that
    begin when it is over. Supplies told for the same days stand in the order they are given in. Where something else
    may have stood before an event too, its total is ``at_least`` even beside a ledger.
    """
    out: dict[str, list[RunningTotal]] = {}
    for limit in group[0].cap.limits:
        for claim, certain, possible in _before(group, limit.unit):
            if claim.entry.given:
                continue
            whole = complete and possible == certain
            total = RunningTotal(certain, limit.unit, claim.measure.id, as_of=claim.entry.last, at_least=not whole)
            out.setdefault(claim.event.id, []).append(total)
    return {name: tuple(totals) for name, totals in out.items()}


def _before(group: list[_Claim], unit: str) -> Iterator[tuple[_Claim, float, float]]:
    """Each claim, what was supplied before it for certain, and what may have been."""
    told = [(claim, _in(claim, unit)) for claim in group]
    ended, over = _cumulated((claim.entry.last, amount) for claim, amount in told)
    begun, open_ = _cumulated((claim.entry.first, amount) for claim, amount in told)
    same: dict[tuple[date, date], float] = {}
    for claim, amount in told:
        days = (claim.entry.first, claim.entry.last)
        same[days] = same.get(days, 0.0) + amount
    earlier: dict[tuple[date, date], float] = {}
    for claim, amount in told:
        days = (claim.entry.first, claim.entry.last)
        stood = earlier.get(days, 0.0)
        certain = over[bisect_left(ended, days[0])] + stood
        possible = open_[bisect_right(begun, days[1])] - same[days] + stood
        yield claim, certain, max(certain, possible)
        earlier[days] = stood + amount


def _in(claim: _Claim, unit: str) -> float:
    return next((amount for told, amount, _ in claim.entry.amounts if told == unit), 0.0)


def _cumulated(pairs: Iterable[tuple[date, float]]) -> tuple[list[date], list[float]]:
    """The days in order, and the sums before each of them and after the last."""
    ordered = sorted(pairs, key=lambda pair: pair[0])
    return [day for day, _ in ordered], list(accumulate((amount for _, amount in ordered), initial=0.0))


def _count(group: list[_Claim], loose: Sequence[_Loose], *, complete: bool) -> Count:
    first = group[0]
    limits = tuple((limit.unit, limit.amount) for limit in first.cap.limits)
    entries = tuple(claim.entry for claim in group if claim.entry.amounts)
    sums: dict[str, float] = {}
    for entry in entries:
        for unit, amount, _ in entry.amounts:
            sums[unit] = sums.get(unit, 0.0) + amount
    return Count(
        measure=first.measure.id,
        cite=cite(first.measure),
        window=first.cap.window,
        since=first.since,
        until=first.until,
        limits=limits,
        entries=entries,
        sums=tuple(sorted(sums.items())),
        passed_by=_passed_by(group),
        complete=complete,
        open_=_open(loose, first.measure.id, first.since, first.until),
    )


def _passed_by(group: list[_Claim]) -> str | None:
    """The first supply that is over a ceiling for certain; None where the days do not tell which one it was."""
    over = {
        claim.event.id
        for limit in group[0].cap.limits
        for claim, certain, _ in _before(group, limit.unit)
        if certain + _in(claim, limit.unit) > limit.amount
    }
    return next((claim.event.id for claim in group if claim.event.id in over), None)


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
            open_=_open(loose, name, cap.since, cap.until or date.max),
        )


def _open(loose: Sequence[_Loose], measure: str, since: date, until: date) -> tuple[tuple[str, str], ...]:
    """What a window of a measure's caps does not count and may hold, each event once for each reason."""
    mine = [one for one in loose if one.measure == measure]
    held = [one for one in mine if (one.last or date.max) >= since and (one.first or date.min) <= until]
    return tuple(dict.fromkeys((one.event, one.why) for one in held))
