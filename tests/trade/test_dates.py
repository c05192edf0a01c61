"""Dates are read in their own precision, and refused where they can be two."""

from __future__ import annotations

import contextlib
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.trade import read_table
from tidewaiter.trade.dates import date_order, needs_order, read_date, sure_of

quick = settings(max_examples=200, deadline=None)


@pytest.mark.parametrize(
    ("text", "value", "precision"),
    [
        ("2024-02-18", "2024-02-18", "day"),
        ("2024/2/8", "2024-02-08", "day"),
        ("2024.02.18", "2024-02-18", "day"),
        ("20240218", "2024-02-18", "day"),
        ("2024-02-18T09:30:00Z", "2024-02-18", "day"),
        ("18/02/2024 10:15", "2024-02-18", "day"),
        ("18/02/2024", "2024-02-18", "day"),
        ("02/18/2024", "2024-02-18", "day"),
        ("03/03/2024", "2024-03-03", "day"),
        ("18 Feb 2024", "2024-02-18", "day"),
        ("18-FEB-2024", "2024-02-18", "day"),
        ("Feb. 18, 2024", "2024-02-18", "day"),
        ("February 2024", "2024-02", "month"),
        ("2024-02", "2024-02", "month"),
        ("02/2024", "2024-02", "month"),
        ("2024", "2024", "year"),
    ],
)
def test_a_date_with_one_meaning_is_read_in_its_own_precision(text: str, value: str, precision: str) -> None:
    when = read_date(text)
    assert (when.value, when.precision) == (value, precision)


def test_a_date_that_can_be_two_is_refused_with_the_option_that_settles_it() -> None:
    with pytest.raises(InputError) as caught:
        read_date("03/04/2024")
    assert "--date-order DMY" in str(caught.value.hint)
    assert "2024-04-03 or 2024-03-04" in caught.value.what


def test_the_order_given_settles_a_date_that_can_be_two() -> None:
    assert read_date("03/04/2024", order="DMY").value == "2024-04-03"
    assert read_date("03/04/2024", order="MDY").value == "2024-03-04"


def test_a_date_against_the_order_given_is_refused() -> None:
    with pytest.raises(InputError):
        read_date("02/18/2024", order="DMY")
    with pytest.raises(InputError):
        read_date("03/04/2024", order="YMD")


def test_iso_is_read_whatever_the_order_given() -> None:
    assert read_date("2024-03-04", order="DMY").value == "2024-03-04"


@pytest.mark.parametrize(
    "text", ["31/02/2024", "2024-02-30", "2023-02-29", "30 Feb 2024", "20241340", "2024-13", "32/01/2024", "00/00/2024"]
)
def test_an_impossible_date_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="no such date"):
        read_date(text)


@pytest.mark.parametrize(
    "text", ["18/02/24", "45340", "soon", "0024-02-18", "18 Foo 2024", "1/2-2024", "٣/٤/2024", "2024-02-18" + " x" * 60]
)
def test_what_is_no_full_date_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_date(text)


def test_only_a_real_date_shows_the_order_of_its_column() -> None:
    assert date_order("18/02/2024") == "DMY"
    assert date_order("02/18/2024") == "MDY"
    assert date_order("31/02/2024") is None
    assert date_order("03/04/2024") is None


@quick
@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_in_every_order(day: date) -> None:
    assert read_date(day.isoformat()).earliest == day
    assert read_date(f"{day:%d/%m/%Y}", order="DMY").earliest == day
    assert read_date(f"{day:%m/%d/%Y}", order="MDY").earliest == day


@quick
@given(st.text(max_size=60))
def test_no_text_raises_anything_but_an_input_error(text: str) -> None:
    with contextlib.suppress(InputError):
        read_date(text)
    date_order(text)


def test_between_points_the_day_stands_first() -> None:
    assert read_date("02.04.2019").value == "2019-04-02"
    assert not needs_order("02.04.2019")
    assert needs_order("02/04/2019")
    assert date_order("02.04.2019") == "DMY"


def test_a_number_of_a_spreadsheet_is_no_date_but_may_be_one() -> None:
    with pytest.raises(InputError) as caught:
        read_date("43559")
    assert "2019-04-04" in str(caught.value.hint)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2019年5月6日", "2019-05-06"),
        ("2019년 5월 6일", "2019-05-06"),
        ("2019年5月", "2019-05"),
        ("6 мая 2019 г.", "2019-05-06"),
        ("6. Mai 2019", "2019-05-06"),
        ("06 août 2019", "2019-08-06"),
        ("12 de mayo de 2019", "2019-05-12"),
    ],
)
def test_days_are_read_in_the_languages_that_headers_are_known_in(text: str, value: str) -> None:
    assert read_date(text).value == value


def test_the_day_of_an_empty_cell_of_a_spreadsheet_is_no_impossible_day() -> None:
    with pytest.raises(InputError, match="not a day"):
        read_date("1900-01-00")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12/22/17", "2017-12-22"),
        ("31.12.19", "2019-12-31"),
        ("5/31/18", "2018-05-31"),
        ("202103", "2021-03"),
        ("2021Q1", "2021-33"),
        ("2021M03", "2021-03"),
    ],
)
def test_a_short_date_that_can_be_one_day_or_period_alone_is_read(text: str, value: str) -> None:
    assert read_date(text).value == value


@pytest.mark.parametrize("text", ["3-3-21", "18/02/19", "03/04/19"])
def test_a_year_of_two_digits_that_may_stand_at_either_end_is_not_guessed(text: str) -> None:
    assert needs_order(text)
    with pytest.raises(InputError, match="the date can be"):
        read_date(text)
    sure = sure_of(text)
    assert sure is not None and sure[0].precision == "interval"


@pytest.mark.parametrize("text", ["2021-33", "201205", "FY2021", "21-Mar"])
def test_weeks_and_what_may_be_a_day_or_a_month_are_no_dates(text: str) -> None:
    with pytest.raises(InputError):
        read_date(text)


def test_one_short_date_settles_its_column() -> None:
    data = b"date,origin,destination\n03/04/17,CN,KP\n12/22/17,CN,KP\n"
    table = read_table(data, path="a.csv")
    assert [event.date and event.date.value for event in table.events] == ["2017-03-04", "2017-12-22"]
