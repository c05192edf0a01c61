"""Days as lists write them, as far as they are told."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.parties.lists.readers.days import read


@pytest.mark.parametrize(
    ("text", "value", "about"),
    [
        ("10 Dec 1948", "1948-12-10", False),
        ("5 September 1961", "1961-09-05", False),
        ("January 5, 1970", "1970-01-05", False),
        ("Jan 1970", "1970-01", False),
        ("1962", "1962", False),
        ("circa 1962", "1962", True),
        ("c. 1950", "1950", True),
        ("approximately 1950", "1950", True),
        ("circa 21 Mar 1970", "1970-03-21", True),
        ("1961 to 1963", "1961/1963", False),
        ("1968-1973", "1968/1973", False),
        ("circa 1979-1982", "1979/1982", True),
        ("circa 1955 to circa 1957", "1955/1957", True),
        ("between 1960 and 1962", "1960/1962", False),
        ("1984 or 1985", "1984/1985", False),
        ("Feb 1958 to Mar 1958", "1958-02/1958-03", False),
        ("10 Dec 1948 to 12 Dec 1950", "1948-12-10/1950-12-12", False),
        ("1960s", "1960/1969", False),
        ("late 1950s", "1957/1959", True),
        ("Summer 1972", "1972-22", False),
        ("1978-08-22", "1978-08-22", False),
        ("1978-08-22T00:00:00", "1978-08-22", False),
    ],
)
def test_a_day_is_read_as_far_as_it_is_told(text: str, value: str, about: bool) -> None:
    when = read(text)
    assert when is not None
    assert (when.value, when.approximate, when.text) == (value, about, text)


@pytest.mark.parametrize("text", ["", "unknown", "31 Feb 1970", "03/04/1970", "1963 to 1961", "70", "9999 to 1"])
def test_what_is_no_day_or_may_be_two_is_none(text: str) -> None:
    assert read(text) is None


@given(st.text(alphabet="0123456789 -/.circatoJanFebMsu1962", max_size=40))
@settings(max_examples=200, deadline=None)
def test_no_text_is_too_strange_to_be_asked_about(text: str) -> None:
    when = read(text)
    assert when is None or (when.earliest is not None and when.latest is not None and when.earliest <= when.latest)
