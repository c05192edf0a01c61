"""The form of a file is told by its bytes, whatever it is called."""

from __future__ import annotations

import io
import sys
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tidewaiter.errors import InputError, ReaderError, TidewaiterError
from tidewaiter.trade.forms import FORMS, open_sheets, tell_form
from tidewaiter.trade.sheets import Source, source_of


def source(data: bytes | str, name: str = "a.csv") -> Source:
    return source_of(data if isinstance(data, bytes) else data.encode(), name=name)


def zipped(part: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "form"),
    [
        ("date,origin\n", "delimited"),
        ("sep=;\nDate;Origin\n", "delimited"),
        ("{item},origin\n", "delimited"),
        ("[unit],origin\n", "delimited"),
        (zipped("xl/workbook.xml"), "workbook"),
        (zipped("content.xml"), "workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "workbook"),
        (b"PAR1\x15\x04", "parquet"),
        ('{"date": 1}\n', "json"),
        ('\ufeff [\n {"date": 1}]', "json"),
        ('[{"date": 1}]'.encode("utf-16"), "json"),
        ("{1:F01AAAABBCC}{2:I103", "swift"),
        ("$\n{1:F01AAAABBCC}{2:I103", "swift"),
        ("UNA:+.? 'UNB+UNOA:2+A+B'", "edifact"),
        ("UNB+UNOC:3+A+B'", "edifact"),
        ("UNH+1+CUSCAR:D:95B:UN'", "edifact"),
        ('<?xml version="1.0"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03">', "iso20022"),
        ("<Document><CstmrCdtTrfInitn>", "iso20022"),
    ],
)
def test_the_first_bytes_tell_the_form(data: bytes | str, form: str) -> None:
    assert tell_form(source(data)) == form
    assert form in FORMS


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"SQLite format 3\0", "a database"),
        ("<!DOCTYPE html><table>", "HTML"),
        ("<?xml version='1.0'?><a/>", "XML"),
        (zipped("a.csv"), "zip archive"),
    ],
)
def test_what_is_no_table_is_named(data: bytes | str, what: str) -> None:
    with pytest.raises(InputError, match=what):
        tell_form(source(data))


@pytest.mark.parametrize(("data", "library"), [(zipped("xl/workbook.xml"), "fastexcel"), (b"PAR1rest", "pyarrow")])
def test_a_missing_library_is_named_with_the_command_that_installs_it(
    data: bytes, library: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in (library, f"{library}.parquet"):
        monkeypatch.setitem(sys.modules, name, None)
    with pytest.raises(ReaderError, match=library) as caught:
        list(open_sheets(source(data)))
    assert "pip install 'tidewaiter[tables]'" in str(caught.value.hint)


STARTS = [b"", b"{1:F01", b"UNB+UNOA:2+", b'[{"a":', b'{"a": 1}\n', b"<Document iso:20022>", b"a,b\n"]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(STARTS), st.binary(max_size=80))
def test_no_bytes_raise_anything_unforeseen(start: bytes, rest: bytes) -> None:
    try:
        for sheet in open_sheets(source(start + rest)):
            list(sheet.rows())
    except TidewaiterError:
        return
