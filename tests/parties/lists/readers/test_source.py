"""Bytes of lists: packed, marked, cut off, too large, or of another encoding."""

from __future__ import annotations

import gzip
import io
from pathlib import Path

import pytest

from tidewaiter.errors import InputError
from tidewaiter.parties.lists.readers import source


def told(data: bytes) -> list[str]:
    return list(source.lines(io.BytesIO(data), path="x"))


def test_a_packed_file_is_opened_as_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"one\ntwo\n"))
    with source.open_list(path) as stream:
        assert list(source.lines(stream, path="a")) == ["one\n", "two\n"]


def test_a_file_that_unpacks_without_end_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "LARGEST", 1000)
    path = tmp_path / "a.gz"
    path.write_bytes(gzip.compress(b"0" * 5_000_000))
    with source.open_list(path) as stream, pytest.raises(InputError, match="unpacks to more than 1,000 bytes"):
        stream.read()


def test_a_folder_or_an_absent_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot read the file") as caught:
        source.open_list(tmp_path)
    assert caught.value.hint == "name a file, not its folder"
    with pytest.raises(InputError, match="cannot read the file"):
        source.open_list(tmp_path / "absent")


@pytest.mark.parametrize("data", [b"\xef\xbb\xbfa\nb", "a\nb".encode("utf-16"), b"a\nb"])
def test_marks_of_the_encoding_are_no_text(data: bytes) -> None:
    assert told(data) == ["a\n", "b"]


@pytest.mark.parametrize(
    ("data", "what", "line"),
    [
        (b"a\nb\xff\n", "not UTF-8 text: byte 2", 2),
        (b"a\nb\0\n", "a null stands in the text", 2),
        (b"\xff\xfea\x00\x00\xd8", "not UTF-16 text", None),
    ],
)
def test_other_bytes_are_refused_with_their_line(data: bytes, what: str, line: int | None) -> None:
    with pytest.raises(InputError, match=what) as caught:
        told(data)
    assert caught.value.line == line


@pytest.mark.parametrize("row", [["1", "2"], ["1", "2", "3", "4"]])
def test_a_row_of_another_width_is_refused(row: list[str]) -> None:
    with pytest.raises(InputError, match=f"the row has {len(row)} cells, its header 3"):
        list(source.records([(2, row)], ("a", "b", "c"), path="x"))


def test_empty_cells_beyond_the_header_are_nothing() -> None:
    assert list(source.records([(2, ["1", "", " 3 ", " ", ""])], ("a", "b", "c"), path="x")) == [
        (2, {"a": "1", "c": "3"})
    ]
