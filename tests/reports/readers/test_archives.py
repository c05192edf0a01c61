"""Web archives: what is damaged, too large or made to burst is said, and the rest is read."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zipfile
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.readers import limits, warc
from tidewaiter.reports.readers.take import take


def texts(data: bytes) -> list[str]:
    return [one.text for one in take(data, path="a.warc.gz") if isinstance(one, Document)]


def errors(data: bytes) -> list[InputError]:
    return [one for one in take(data, path="a.warc.gz") if isinstance(one, InputError)]


def page(words: str) -> bytes:
    return f"<!doctype html><html><body><p>{words}</p></body></html>".encode()


@pytest.fixture
def three(making: ModuleType) -> list[bytes]:
    """Three pages as HTTP answers."""
    return [making.answer(page(f"The tug brought {n} drums.")) for n in ("forty", "fifty", "sixty")]


THREE = ["The tug brought forty drums.", "The tug brought fifty drums.", "The tug brought sixty drums."]


@pytest.mark.parametrize("packed", [True, False])
def test_every_page_is_a_document_with_its_place_and_address(
    making: ModuleType, three: list[bytes], packed: bool
) -> None:
    found = list(take(making.warc(three, packed=packed), path="a.warc"))
    assert [one.text for one in found if isinstance(one, Document)] == THREE
    second = found[1]
    assert isinstance(second, Document)
    assert (second.path, second.url) == ("a.warc#2", "https://portmail.example/1")
    assert second.notes == ("fetched 2023-05-05T10:00:00Z",)


def test_an_archive_packed_as_a_whole_is_read(making: ModuleType, three: list[bytes]) -> None:
    assert texts(gzip.compress(making.warc(three, packed=False))) == THREE


def test_archives_in_a_zip_file_are_read(making: ModuleType, three: list[bytes]) -> None:
    found = list(take(making.wacz(three), path="a.wacz"))
    assert [one.text for one in found if isinstance(one, Document)] == THREE
    assert found[0].path == "a.wacz#archive/data.warc.gz#1"


@pytest.mark.parametrize(
    ("kind", "status"),
    [("image/png", "200 OK"), ("text/css", "200 OK"), ("text/html", "404 Not Found"), ("text/html", "301 Moved")],
)
def test_pictures_styles_and_failures_are_no_documents(making: ModuleType, kind: str, status: str) -> None:
    assert list(take(making.warc([making.answer(page("Drums."), kind=kind, status=status)]), path="a")) == []


def test_chunks_and_compression_are_undone(making: ModuleType) -> None:
    packed = gzip.compress(page("The tug brought forty drums."))
    chunks = b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (packed[:20], packed[20:])) + b"0\r\n\r\n"
    more = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    assert texts(making.warc([making.answer(chunks, more=more)])) == THREE[:1]


def test_headers_that_no_longer_hold_are_borne(making: ModuleType) -> None:
    more = "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"
    assert texts(making.warc([making.answer(page("The tug brought forty drums."), more=more)])) == THREE[:1]


def test_a_pdf_in_an_archive_is_read(making: ModuleType) -> None:
    body = making.pdf([making.column(50, 700, ["The tug brought forty drums."])])
    assert texts(making.warc([making.answer(body, kind="application/pdf")])) == THREE[:1]


@pytest.mark.parametrize("packed", [True, False])
def test_after_a_damaged_record_the_next_one_is_read(making: ModuleType, three: list[bytes], packed: bool) -> None:
    first, second, third = (making.warc([one], packed=packed) for one in three)
    broken = (
        second[:40] + b"\x00\xff" * 20 + second[80:] if packed else second.replace(b"Content-Length", b"Content-Size")
    )
    assert texts(first + broken + third) == [THREE[0], THREE[2]]
    assert len(errors(first + broken + third)) == 1


@pytest.mark.parametrize("packed", [True, False])
def test_an_archive_that_is_cut_off_gives_what_it_has_and_says_so(
    making: ModuleType, three: list[bytes], packed: bool
) -> None:
    cut = making.warc(three, packed=packed)[:-60]
    assert texts(cut) == THREE[:2]
    assert ["cut off" in bad.what for bad in errors(cut)] == [True]
    assert errors(cut)[0].path and "@" in (errors(cut)[0].path or "")


def test_a_record_that_bursts_is_passed_over_in_small_memory(making: ModuleType, three: list[bytes]) -> None:
    bomb = gzip.compress(
        b"WARC/1.0\r\nWARC-Type: metadata\r\nContent-Length: 5\r\n\r\nhello\r\n\r\n" + b"\0" * 300_000_000, 9
    )
    data = bomb + making.warc(three)
    tracemalloc.start()
    found = list(take(data, path="a.warc.gz"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [one.text for one in found if isinstance(one, Document)] == THREE
    assert peak < 60_000_000


def test_a_header_line_without_end_is_passed_over_in_small_memory(making: ModuleType, three: list[bytes]) -> None:
    bomb = gzip.compress(b"WARC/1.0" + b" " * 300_000_000, 9)
    assert texts(bomb + making.warc(three)) == THREE


def test_a_record_that_is_too_large_is_named_and_passed(making: ModuleType, three: list[bytes]) -> None:
    large = making.warc([making.answer(b"x" * (limits.DOCUMENT + 100_000))])
    assert texts(large + making.warc(three)) == THREE
    (bad,) = errors(large + making.warc(three))
    assert "too large" in bad.what and bad.value == "https://portmail.example/0"


def test_a_page_that_unpacks_to_more_than_a_page_is_refused(making: ModuleType, three: list[bytes]) -> None:
    bomb = making.answer(gzip.compress(b"<p>" + b"a" * 100_000_000), more="Content-Encoding: gzip\r\n")
    data = making.warc([bomb, *three])
    assert texts(data) == THREE
    assert "unpacks to more than" in errors(data)[0].what


def test_a_zip_member_that_bursts_is_passed_over() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as whole:
        whole.writestr("archive/bomb.warc.gz", b"\0" * 100_000_000)
    (bad,) = take(out.getvalue(), path="a.wacz")
    assert isinstance(bad, InputError) and "grows to" in bad.what


@pytest.mark.parametrize("data", [b"PK\x03\x04 damaged", b"\x1f\x8b\x08 damaged", gzip.compress(b"x" * 100)[:10]])
def test_damaged_containers_are_refused_with_a_hint(data: bytes) -> None:
    (bad,) = take(data, path="a")
    assert isinstance(bad, InputError) and bad.hint


@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_records_written_by_warcio_are_read() -> None:
    writer = pytest.importorskip("warcio.warcwriter")
    headers = pytest.importorskip("warcio.statusandheaders")
    out = io.BytesIO()
    one = writer.WARCWriter(out, gzip=True)
    told = headers.StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
    for n, words in enumerate(THREE):
        body = io.BytesIO(page(words))
        one.write_record(
            one.create_warc_record(f"http://portmail.example/{n}", "response", payload=body, http_headers=told)
        )
    assert texts(out.getvalue()) == THREE


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_damaged_archive_is_read_as_far_as_it_can_be(making: ModuleType, data: st.DataObject) -> None:
    blocks = [making.answer(page(words)) for words in THREE]
    whole = bytearray(making.warc(blocks, packed=data.draw(st.booleans())))
    for place in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=8)):
        whole[place] = data.draw(st.integers(0, 255))
    for record in warc.records(io.BytesIO(bytes(whole)), "a"):
        assert isinstance(record, InputError | warc.Record)


@given(st.binary(max_size=100))
@settings(max_examples=100, deadline=None)
def test_chunks_of_any_bytes_are_undone_or_left(data: bytes) -> None:
    assert len(warc.unchunk(data)) <= len(data)
