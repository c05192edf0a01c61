"""Rules told in a sentence: who is bound, when the rule was made, and what under it is no fact."""

from __future__ import annotations

import pytest

from tidewaiter.model import Document, Event, read_when
from tidewaiter.reports.read import read


def events(text: str) -> tuple[Event, ...]:
    document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
    return read(document).events


def law(text: str) -> Event:
    (event,) = events(text)
    assert event.type == "statement-of-law"
    return event


def test_who_may_not_sell_is_the_supplier() -> None:
    event = law("Chad is prohibited from exporting rifles under a resolution.")
    assert event.supplier is not None and event.supplier.country == "TD"
    assert event.recipient is None


def test_who_may_not_buy_is_the_recipient() -> None:
    event = law("The embargo bars Chad from buying rifles.")
    assert event.recipient is not None and event.recipient.country == "TD"
    assert event.supplier is None


def test_a_price_in_the_rule_is_not_what_it_rules() -> None:
    event = law("The bloc set a price cap of 60 dollars on Russian crude.")
    assert event.item is not None and event.item.text == "Russian crude"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("A 2009 resolution bans sales of tanks to Chad.", "2009"),
        ("Sanctions adopted in March 2016 ban sales of tanks to Chad.", "2016-03"),
        ("The sanctions require Chad to send home all North Korean workers by the end of 2019.", None),
    ],
)
def test_the_date_of_a_rule_is_that_of_its_making(text: str, date: str | None) -> None:
    when = law(text).date
    assert (when.value if when is not None else None) == date


@pytest.mark.parametrize(
    "text",
    [
        "The sanctions prohibit the sale, supply or transfer of tanks to Chad.",
        "The resolution lets Chad buy tanks.",
        "The embargo authorises the seizure of tanks bound for Chad.",
    ],
)
def test_what_a_rule_forbids_or_allows_is_no_fact(text: str) -> None:
    law(text)


def test_a_rule_that_only_says_when_is_none() -> None:
    found = events("After an embargo was imposed on Chad, Niger sold tractors to Mali.")
    assert [event.type for event in found] == ["transfer"]


def test_sanctions_on_a_firm_are_a_designation() -> None:
    (event,) = events("The Treasury imposed sanctions on a Chadian bank in 2019.")
    assert event.type == "designation"
    assert event.recipient is not None and event.recipient.country == "TD"
