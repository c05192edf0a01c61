"""Markdown: words without marks, and a head that is metadata."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.reports.readers.markdown import read


def test_the_head_is_metadata_and_marks_are_no_text(making: ModuleType) -> None:
    found = read(making.MARKDOWN)
    assert (found.title, found.outlet, found.byline) == ("Drums at the quay", "The Port Mail", "Ann Doe")
    assert found.published and found.published.value == "2023-05-03"
    assert found.text == "Drums at the quay\n\nThe tug Halcyon brought forty drums to the quay.\n\nTwo of them leaked."


@pytest.mark.parametrize(
    ("marked", "bare"),
    [
        ("![a crane](c.png)The tug came in.", "The tug came in."),
        ("The tug [came][1] in.\n\n[1]: https://portmail.example", "The tug came in."),
        ("> The tug came in.", "The tug came in."),
        ("The tug *came* __in__ at `noon`.", "The tug came in at noon."),
        ("Drums\n=====\n\nThe tug came in.", "Drums\n\nThe tug came in."),
        ("2 * 3 * 4 and snake_case_names stay.", "2 * 3 * 4 and snake_case_names stay."),
    ],
)
def test_marks_are_taken_off_words(marked: str, bare: str) -> None:
    assert read(marked.encode()).text == bare


@given(st.text(st.sampled_from("*_[]()!`#>-= \nab"), min_size=1, max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_marks_are_read_or_refused(marked: str) -> None:
    try:
        assert read(marked.encode()).text.strip()
    except InputError as bad:
        assert bad.hint
