"""Dates that never invent precision."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.model import read_when


def test_a_month_is_all_of_its_days() -> None:
    when = read_when("2024-02")
    assert (when.precision, when.earliest, when.latest) == ("month", date(2024, 2, 1), date(2024, 2, 29))


def test_a_day_without_a_year_is_in_no_year() -> None:
    when = read_when("XXXX-02-18")
    assert (when.precision, when.earliest, when.latest) == ("day", None, None)


def test_the_29th_of_february_without_a_year_is_a_date() -> None:
    assert read_when("XXXX-02-29").value == "XXXX-02-29"


@pytest.mark.parametrize("text", ["2024-02-30", "2023-02-29", "2024-13", "XXXX-02-30", "soon", "", "24-02-18", "../.."])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        read_when(text)


def test_an_open_end_stays_open() -> None:
    when = read_when("2017-12-22/..")
    assert (when.earliest, when.latest) == (date(2017, 12, 22), None)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="ends before"):
        read_when("2019/2017")


def test_winter_ends_in_the_next_year() -> None:
    assert read_when("2023-24").latest == date(2024, 2, 29)


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_is_itself_and_inside_its_month_and_year(day: date) -> None:
    exact = read_when(day.isoformat())
    month, year = read_when(f"{day:%Y-%m}"), read_when(f"{day:%Y}")
    assert exact.earliest == exact.latest == day
    for wider in (month, year):
        assert wider.earliest is not None
        assert wider.latest is not None
        assert wider.earliest <= day <= wider.latest
