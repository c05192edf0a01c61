"""A file of rates: every line counts, so every line has to be read."""

from __future__ import annotations

from datetime import date

import pytest

from tidewaiter.errors import InputError
from tidewaiter.trade.rates import RateLine, read_rates
from tidewaiter.trade.sheets import source_of


def read(*lines: str, header: str = "date,currency,rate,source") -> tuple[RateLine, ...]:
    return read_rates(source_of("\n".join((header, *lines, "")).encode(), name="rates.csv"))


def test_days_months_and_years_are_read() -> None:
    found = read("2017-03-01,EUR,1.0553,a bank", "2017-03,cny,0.145,a bank", "2017,JPY,0.0089,a bank")
    assert [(one.first, one.last) for one in found] == [
        (date(2017, 3, 1), date(2017, 3, 1)),
        (date(2017, 3, 1), date(2017, 3, 31)),
        (date(2017, 1, 1), date(2017, 12, 31)),
    ]
    assert [one.currency for one in found] == ["EUR", "CNY", "JPY"]


@pytest.mark.parametrize(
    ("line", "column"),
    [
        ("soon,EUR,1,a bank", "date"),
        ("2017-03-01,Euros,1,a bank", "currency"),
        ("2017-03-01,EUR,many,a bank", "rate"),
        ("2017-03-01,EUR,-1,a bank", "rate"),
        ("2017-03-01,EUR,nan,a bank", "rate"),
        ("2017-03-01,EUR,1,", "source"),
    ],
)
def test_a_line_that_cannot_be_read_is_refused_with_its_place(line: str, column: str) -> None:
    with pytest.raises(InputError) as refused:
        read(line)
    assert (refused.value.column, refused.value.line) == (column, 2)


def test_a_file_with_other_columns_is_refused_with_those_it_needs() -> None:
    with pytest.raises(InputError, match="no column rate, source") as refused:
        read("2017-03-01,EUR", header="date,currency")
    assert "US dollars for one unit" in (refused.value.hint or "")


def test_a_file_without_a_rate_is_refused() -> None:
    with pytest.raises(InputError):
        read()
