"""Values in another currency than a threshold's, turned into it by rates that the user gives; none is ever assumed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tidewaiter.model import Event, Money

DOLLAR = "USD"
"""The currency of every threshold of value in the resolutions."""

_HOLDS = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Rate:
    """How many dollars one unit of a currency was worth from ``first`` to ``last``, and who says so."""

    first: date
    last: date
    currency: str
    dollars: float
    source: str
    told: str


@dataclass(frozen=True, slots=True)
class Rates:
    """Rates by currency: those of days in their order, and those of longer times, the shortest first."""

    days: dict[str, tuple[Rate, ...]]
    times: dict[str, tuple[Rate, ...]]


def gathered(rates: Iterable[Rate]) -> Rates:
    """The rates in the order in which they are looked up."""
    days: dict[str, list[Rate]] = {}
    times: dict[str, list[Rate]] = {}
    for rate in rates:
        (days if rate.first == rate.last else times).setdefault(rate.currency, []).append(rate)
    return Rates(
        {code: tuple(sorted(found, key=lambda one: one.first)) for code, found in days.items()},
        {
            code: tuple(sorted(found, key=lambda one: (one.last - one.first, one.first)))
            for code, found in times.items()
        },
    )


def in_dollars(event: Event, rates: Rates) -> Event:
    """The event with its value in dollars and a note on how it was reckoned; as it is where no rate fits.

    The value's own words stay beside it.
    """
    value = event.value
    if value is None or value.amount is None or value.currency in (None, DOLLAR) or event.date is None:
        return event
    rate = _fitting(value.currency or "", event.date.earliest, event.date.latest, rates)
    if rate is None:
        return event
    dollars = value.amount * rate.dollars
    note = (
        f"{_per(value)} {value.currency} {value.amount:,.2f} taken as {DOLLAR} {dollars:,.2f}: "
        f"1 {value.currency} = {rate.dollars:g} {DOLLAR} ({rate.told}, {rate.source})"
    )
    return replace(event, value=replace(value, amount=dollars, currency=DOLLAR), notes=(*event.notes, note))


def _per(value: Money) -> str:
    return "the price of a piece of" if value.per == "unit" else "the value of"


def _fitting(currency: str, first: date | None, last: date | None, rates: Rates) -> Rate | None:
    """The rate for all days that an act may have been on: of its very time, else the shortest that holds it.

    A day without a rate of its own (a Sunday) takes the last one of the seven days before it.
    """
    if first is None or last is None:
        return None
    days = rates.days.get(currency, ())
    place = bisect_right(days, first, key=lambda one: one.first) - 1
    if first == last and place >= 0 and first - days[place].first <= _HOLDS:
        return days[place]
    return next((one for one in rates.times.get(currency, ()) if one.first <= first and last <= one.last), None)
