"""Values in another currency, turned into dollars by the rates that the user gives."""

from __future__ import annotations

from datetime import date

from tidewaiter.law.rates import Rate, Rates, gathered, in_dollars
from tidewaiter.model import Event, Money, When


def rate(told: str, first: date, last: date, dollars: float, currency: str = "EUR") -> Rate:
    return Rate(first, last, currency, dollars, "a central bank", told)


def day(number: int, dollars: float = 1.1) -> Rate:
    return rate(f"2017-03-{number:02}", date(2017, 3, number), date(2017, 3, number), dollars)


MARCH = rate("2017-03", date(2017, 3, 1), date(2017, 3, 31), 1.05)
YEAR = rate("2017", date(2017, 1, 1), date(2017, 12, 31), 1.13)


def worth(rates: Rates, first: date, last: date | None = None, currency: str = "EUR") -> Event:
    when = When(first.isoformat(), earliest=first, latest=last or first)
    event = Event(id="row-2", type="transfer", date=when, value=Money(100.0, currency, text="100,00"))
    return in_dollars(event, rates)


def dollars(event: Event) -> float | None:
    assert event.value is not None
    return round(event.value.amount or 0, 2) if event.value.currency == "USD" else None


def test_a_day_takes_its_own_rate_and_says_so() -> None:
    event = worth(gathered([day(1), MARCH, YEAR]), date(2017, 3, 1))
    assert dollars(event) == 110.0
    assert event.value is not None and event.value.text == "100,00"
    assert event.notes == ("the value of EUR 100.00 taken as USD 110.00: 1 EUR = 1.1 USD (2017-03-01, a central bank)",)


def test_a_sunday_takes_the_last_rate_before_it() -> None:
    assert dollars(worth(gathered([day(1, 1.0), day(3, 1.2)]), date(2017, 3, 5))) == 120.0


def test_an_older_rate_is_none() -> None:
    assert dollars(worth(gathered([day(1)]), date(2017, 3, 9))) is None


def test_a_later_rate_is_none() -> None:
    assert dollars(worth(gathered([day(9)]), date(2017, 3, 8))) is None


def test_without_a_day_of_its_own_the_shortest_time_holds() -> None:
    assert dollars(worth(gathered([YEAR, MARCH]), date(2017, 3, 20))) == 105.0
    assert dollars(worth(gathered([YEAR, MARCH]), date(2017, 4, 20))) == 113.0


def test_a_month_takes_no_rate_of_one_day() -> None:
    rates = gathered([day(1), day(31)])
    assert dollars(worth(rates, date(2017, 3, 1), date(2017, 3, 31))) is None
    assert dollars(worth(gathered([day(1), MARCH]), date(2017, 3, 1), date(2017, 3, 31))) == 105.0


def test_another_currency_and_a_value_without_one_stay_as_they_are() -> None:
    assert dollars(worth(gathered([day(1)]), date(2017, 3, 1), currency="CNY")) is None
    event = Event(id="row-2", type="transfer", value=Money(100.0, None))
    assert in_dollars(event, gathered([day(1)])) == event
