"""The quick reader of plain lines reads what YAML reads, and leaves everything else to it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.datafile import compose, read_tree
from tidewaiter.errors import DataError
from tidewaiter.goods.lexicon import DATA
from tidewaiter.goods.lines import _plain, read_lines

KEYS = st.text('ab "0:#-*&\\~?é', min_size=1, max_size=6)
VALUES = st.text("ab ,\"'0:#-*&\\|>~?[]{}%@`!é\t", max_size=10)


@pytest.mark.parametrize("path", sorted(DATA.glob("**/*.yaml")), ids=lambda path: path.name)
def test_files_of_words_read_the_same_either_way(path: Path) -> None:
    quick, slow = read_lines(path), read_tree(path)
    assert quick.value == slow.value
    assert [quick.place((key,)) for key in slow.value] == [slow.place((key,)) for key in slow.value]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(KEYS, VALUES), min_size=1, max_size=3))
def test_what_the_quick_reader_takes_yaml_reads_alike(lines: list[tuple[str, str]]) -> None:
    text = "\n".join(f"{key}: {value}" for key, value in lines)
    quick = _plain(text, "words.yaml")
    if quick is not None:
        assert quick.value == compose(text, "words.yaml").value


def test_a_broken_file_is_refused_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "words.yaml"
    path.write_text("car: automobile\ncar: again\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"words\.yaml:2"):
        read_lines(path)
