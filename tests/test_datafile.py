"""YAML in which nothing is guessed, and whose mistakes are named with their place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from tidewaiter.datafile import compose, convert, read
from tidewaiter.errors import DataError


@dataclass(frozen=True, slots=True)
class Inner:
    code: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Outer:
    name: str
    rows: tuple[Inner, ...] = ()


def load(text: str) -> Outer:
    return convert(compose(text, "f.yaml"), Outer)


def test_a_code_with_a_leading_zero_and_a_country_called_no_stay_text() -> None:
    found = load("name: NO\nrows: [{code: 0102}, {code: 1.10}]")
    assert (found.name, found.rows[0].code, found.rows[1].code) == ("NO", "0102", "1.10")


def test_a_date_is_typed_by_the_field_that_asks_for_it() -> None:
    assert load("name: x\nrows: [{code: a, day: 2017-12-22}]").rows[0].day == date(2017, 12, 22)


@pytest.mark.parametrize(
    ("text", "line", "column", "what"),
    [
        ("name: x\nrows:\n  - code: a\n    day: 2017-02-30", 4, 10, "date"),
        ("name: x\nrows:\n  - code: a\n    dya: 2017-02-28", 4, 5, "unknown key 'dya'"),
        ("name: x\nname: y", 2, 1, "stands twice"),
        ("name: x\nrows: - a", 2, 7, "not YAML"),
        ("rows: []", 1, 1, "missing required field `name`"),
    ],
)
def test_a_mistake_is_refused_with_its_place(text: str, line: int, column: int, what: str) -> None:
    with pytest.raises(DataError) as caught:
        load(text)
    assert (caught.value.line, caught.value.column) == (line, column)
    assert what in str(caught.value)


def test_a_misspelt_key_gets_a_hint() -> None:
    with pytest.raises(DataError, match="did you mean 'day'"):
        load("name: x\nrows: [{code: a, dya: 2017-01-01}]")


def test_a_file_that_is_not_utf8_says_so(tmp_path: Path) -> None:
    file = tmp_path / "latin.yaml"
    file.write_bytes("name: Corée".encode("latin-1"))
    with pytest.raises(DataError, match="not UTF-8"):
        read(file, Outer)


@pytest.mark.parametrize(
    "text",
    [
        "- &a [*a]",
        "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "[" * 20_000 + "]" * 20_000,
        "? [a, b]\n: c",
        "- \x00",
        "\ufffe",
        "--- a\n--- b",
    ],
)
def test_a_file_that_would_fill_the_memory_or_is_no_yaml_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(DataError) as caught:
        compose(text, "f.yaml")
    assert caught.value.line is not None
    assert len(str(caught.value).splitlines()) <= 3


def test_a_folder_and_a_missing_file_get_a_hint(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "nowhere.yaml"):
        with pytest.raises(DataError, match="hint"):
            read(path, Outer)
