"""Windows of caps as they are printed."""

from __future__ import annotations

from datetime import date

import pytest

from tidewaiter.export.caps import text
from tidewaiter.export.terminal import Pen
from tidewaiter.law.ledger import Count, Entry


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (date(2021, 12, 31), "row-9, 2021-12-31: 40.0 tonne"),
        (date(2021, 1, 1), "row-9, between 2021-01-01 and 2021-12-31: 40.0 tonne"),
    ],
)
def test_a_supply_is_told_with_its_day_or_the_days_it_may_lie_on(first: date, said: str) -> None:
    entry = Entry("row-9", first, date(2021, 12, 31), (("tonne", 40.0, "as told"),))
    since, until = date(2021, 1, 1), date(2021, 12, 31)
    window = Count("M", "para. 5", "year", since, until, (("tonne", 60_000.0),), (entry,), (("tonne", 40.0),))
    assert said in " ".join(text(window, Pen(80)).split())
