"""One door to all readers: the kind is told by the bytes, and nothing but documents and errors comes out."""

from __future__ import annotations

import gzip
import io
import zipfile
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter import codec
from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.readers.kinds import tell
from tidewaiter.reports.readers.take import take


@pytest.mark.parametrize("name", ["report", "report.txt", "report.pdf", "report.html"])
def test_the_kind_is_told_by_the_bytes_and_not_by_the_name(making: ModuleType, name: str) -> None:
    kinds = {kind: {tell(data, name) for data in files} for kind, files in making.seeds().items()}
    kinds.pop("plain")
    assert kinds.pop("warc") == {"gzip", "warc"}
    assert all(found == {kind} for kind, found in kinds.items())


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"The tug came in.", "a.txt", "text"),
        (b"  \n<p>The tug came in.</p>", None, "html"),
        (b"The tug <b>came</b> in.<p>Nobody asked.", "a.html", "html"),
        (b"Subject: drums\n\nForty came in.", "a.eml", "mail"),
        (b"Subject: drums\n\nForty came in.", "a.txt", "text"),
        (b"From the quay came drums.\nNobody asked.", "a.txt", "text"),
        (b"Sources: the port\nDrums: forty\n\nThe tug came in.", None, "text"),
        (b"# Drums\n\nThe tug came in.", "a.md", "markdown"),
        (b"5 < 6 and <x> are no marks.", None, "text"),
        (b"{\\rtf1 drums}", None, "markup"),
        (b"<?xml version='1.0'?><!-- x --><feed xmlns='http://www.w3.org/2005/Atom'/>", None, "feed"),
        (b"<?xml version='1.0'?><!DOCTYPE html><html xmlns='http://www.w3.org/1999/xhtml'/>", None, "html"),
    ],
)  # fmt: skip
def test_beginnings_that_could_be_mistaken_are_told_apart(head: bytes, name: str | None, kind: str) -> None:
    assert tell(head, name) == kind


def test_a_three_line_header_before_text_is_still_read() -> None:
    (found,) = take(b"https://portmail.example/a\nDrums\n2023-05-03\n\nThe tug came in.", path="a.txt")
    assert isinstance(found, Document)
    assert (found.title, found.text) == ("Drums", "The tug came in.")


def test_each_document_keeps_the_hash_of_its_own_bytes(making: ModuleType) -> None:
    first, second, _ = take(making.RSS, path="port.xml")
    assert isinstance(first, Document) and isinstance(second, Document)
    assert first.sha256 != second.sha256
    assert first.id == first.sha256[:12]


def test_a_single_file_in_gzip_is_unpacked(making: ModuleType) -> None:
    (found,) = take(gzip.compress(making.page()), path="drums.html.gz")
    assert isinstance(found, Document) and found.format == "html"


def test_a_gzip_file_that_is_cut_off_says_so(making: ModuleType) -> None:
    (found,) = take(gzip.compress(making.page() * 3)[:-200], path="drums.html.gz")
    assert isinstance(found, Document) and "cut off" in found.notes[-1]


def test_a_gzip_bomb_is_refused() -> None:
    (bad,) = take(gzip.compress(b"a" * 80_000_000), path="a.gz")
    assert isinstance(bad, InputError) and "too much" in bad.what


def test_gzip_inside_gzip_without_end_is_refused(making: ModuleType) -> None:
    data = making.page()
    for _ in range(9):
        data = gzip.compress(data)
    (bad,) = take(data, path="a.gz")
    assert isinstance(bad, InputError) and "inside files" in bad.what


def test_an_office_file_is_refused_by_name() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as whole:
        whole.writestr("word/document.xml", "<x/>")
    (bad,) = take(out.getvalue(), path="a.docx")
    assert isinstance(bad, InputError) and "not a web archive" in bad.what and bad.hint


def test_a_stream_that_cannot_be_wound_back_is_read(making: ModuleType) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert len(list(take(Pipe(making.RSS), path="-"))) == 3


def test_a_day_that_is_none_is_refused_before_anything_is_read() -> None:
    with pytest.raises(InputError, match="not a date"):
        take(b"The tug came in.", path="a", published="31/02/2023")


def test_the_same_bytes_give_the_same_documents(making: ModuleType) -> None:
    for files in making.seeds().values():
        for data in files:
            assert [repr(one) for one in take(data, path="a")] == [repr(one) for one in take(data, path="a")]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_whatever_is_cut_off_is_read_in_part_or_refused_with_a_hint(making: ModuleType, share: float) -> None:
    for files in making.seeds().values():
        for data in files:
            for one in take(data[: int(len(data) * share)], path="a"):
                assert isinstance(one, Document) or one.hint


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_nothing_but_documents_and_errors_comes_out(making: ModuleType, data: st.DataObject) -> None:
    seeds = [one for files in making.seeds().values() for one in files]
    whole = bytearray(data.draw(st.sampled_from(seeds)))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        whole[place : place + data.draw(st.integers(0, 4))] = data.draw(st.binary(max_size=6))
    for one in take(bytes(whole), path="a"):
        if isinstance(one, Document):
            codec.encode(one)
            assert one.text.strip()
        else:
            assert one.hint
