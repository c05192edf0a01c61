"""An error in three lines, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tidewaiter.errors import InputError, TidewaiterError, visible


def test_an_error_says_what_where_and_what_next() -> None:
    error = InputError("not a date", path="t.csv", line=17, column="F", value="31/02", hint="use --dates DMY")
    assert str(error) == "not a date\n  at t.csv:17:F, value '31/02'\n  hint: use --dates DMY"


def test_a_value_without_a_place_stands_alone() -> None:
    assert str(InputError("not a day", value="soon")) == "not a day\n  value 'soon'"


def test_what_is_not_known_has_no_line() -> None:
    assert str(InputError("the file is empty")) == "the file is empty"


def test_a_long_value_is_cut_and_its_length_told() -> None:
    error = InputError("a number too large to be read", value="9" * 5000)
    assert len(str(error)) < 200
    assert "5,000 characters" in str(error)
    assert error.value == "9" * 5000


@pytest.mark.parametrize("name", ["a\nerror: all is well", "a\x1b[2Jb", "a\u202eb", "a\x00b", "a\udcffb", "a\rb"])
def test_a_file_name_cannot_forge_a_line_nor_steer_the_terminal(name: str) -> None:
    (first, second) = str(InputError("no such file", path=name)).splitlines()
    assert first == "no such file"
    assert second.isprintable()


def test_plain_words_stay_as_they_are() -> None:
    assert visible("Rapport 5 – «été».txt 🚗") == "Rapport 5 – «été».txt 🚗"


@given(st.text(), st.text(), st.text(), st.text())
def test_an_error_never_has_more_than_three_lines(what: str, path: str, value: str, hint: str) -> None:
    lines = str(TidewaiterError(what, path=path, value=value, hint=hint)).split("\n")
    assert len(lines) <= 3
    assert all(line.isprintable() for line in lines)
