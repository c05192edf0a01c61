"""Dates in figures with parts left open, and dates of which one is the true one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.parties.lists.readers.partial import read_date, read_dates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1965-04-29", "1965-04-29"),
        ("1965-04-29T00:00:00", "1965-04-29"),
        ("2018-03-22+01:00", "2018-03-22"),
        ("29/04/1965", "1965-04-29"),
        ("00/04/1965", "1965-04"),
        ("00/00/1965", "1965"),
        ("dd/mm/1965", "1965"),
        ("dd/04/1965", "1965-04"),
        ("12/00/1965", "1965"),
        ("04/1965", "1965-04"),
        ("1965-00-00", "1965"),
        ("1963/1965", "1963/1965"),
        ("24-Jun-2026", "2026-06-24"),
        ("29/02/1971", None),
        ("31/13/1971", None),
        ("Sep-99", None),
        ("soon", None),
        ("", None),
    ],
)
def test_a_date_is_read_as_far_as_it_is_told(text: str, value: str | None) -> None:
    when = read_date(text)
    assert (when.value if when else None) == value


def test_the_month_stands_first_where_the_reader_says_so() -> None:
    when = read_date("02/27/2026", month_first=True)
    assert when is not None
    assert when.value == "2026-02-27"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("1963 or 1964", ["1963", "1964"]),
        ("1965-07-15 OR 1969-09-28", ["1965-07-15", "1969-09-28"]),
        ("01/02/1963; 1964", ["1963-02-01", "1964"]),
        ("1963 or in spring", []),
        ("", []),
    ],
)
def test_several_dates_are_all_read_or_none(text: str, values: list[str]) -> None:
    assert [when.value for when in read_dates(text)] == values


@settings(max_examples=200, deadline=None)
@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2100, 1, 1)))
def test_every_day_is_read_in_both_orders(day: date) -> None:
    for text, first in ((f"{day:%d/%m/%Y}", False), (f"{day:%m/%d/%Y}", True), (f"{day:%Y-%m-%d}", False)):
        when = read_date(text, month_first=first)
        assert when is not None
        assert (when.earliest, when.latest) == (day, day)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="0123456789/-.dmcirca or;", max_size=24))
def test_any_text_is_a_date_or_none(text: str) -> None:
    for when in read_dates(text):
        assert when.value


@pytest.mark.parametrize("piece", [" ", "1961 ", "1961 or ", ";", "-", "to "])
def test_a_text_of_fifty_thousand_signs_is_no_date_and_takes_no_time(piece: str) -> None:
    assert read_dates(f"x{piece * (50_000 // len(piece))}x") == ()
