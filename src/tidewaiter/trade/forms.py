"""Which form a file has, told by its first bytes, and the reader for that form.

The name of a file says little: workbooks are called .csv, and messages .txt. So the bytes
decide; a text that shows no other form is read as a delimited table.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module

from tidewaiter.errors import InputError
from tidewaiter.markup import tell_markup
from tidewaiter.trade.archives import list_parts
from tidewaiter.trade.sheets import Sheet, Source, head

_HEAD = 4096
FORMS: dict[str, str] = {
    "delimited": "tidewaiter.trade.readers.delimited:read",
    "workbook": "tidewaiter.trade.readers.workbook:read",
    "parquet": "tidewaiter.trade.readers.parquet:read",
    "json": "tidewaiter.trade.readers.json:read",
    "iso20022": "tidewaiter.trade.readers.iso20022:read",
    "swift": "tidewaiter.trade.readers.swift:read",
    "edifact": "tidewaiter.trade.readers.edifact:read",
}
"""The reader of each form; imported only when a file has that form."""

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_JSON = re.compile(r'\{\s*["}]|\[\s*[{\[\]]')

_SWIFT = re.compile(r"\$?\s*\{1:[A-Z0-9]")
_EDIFACT = re.compile(r"UNA.{5}\S|UNB\W[A-Z]{3}[A-Z]\W[0-9]|UNH\W\w+\W[A-Z]{6}\W", re.DOTALL)
_PAYMENT = re.compile(
    r"iso:20022|iso:std:iso:20022|<(?:\w+:)?(?:FIToFICstmrCdtTrf|CstmrCdtTrfInitn|FICdtTrf)\b", re.IGNORECASE
)

_REFUSED = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a database"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\0", "a picture"),
)


def open_sheets(source: Source, *, encoding: str | None = None) -> Iterator[Sheet]:
    """The sheets of a file, in its order. ``encoding`` counts for texts alone.

    Raises InputError for a file that as a whole cannot be read, and where it has no form known here.
    """
    form = tell_form(source)
    reader: Callable[..., Iterator[Sheet]] = _reader(form)
    return reader(source, encoding=encoding) if form == "delimited" else reader(source)


def open_together(sources: Sequence[Source], *, encoding: str | None = None) -> Iterator[Sheet]:
    """Several tables as one: those of a United States manifest, joined on ``identifier``; one file alone as it is.

    Raises InputError where a table has no such column.
    """
    if len(sources) == 1:
        return open_sheets(sources[0], encoding=encoding)
    from tidewaiter.trade.readers.ams import join

    return iter((join([next(open_sheets(source, encoding=encoding)) for source in sources]),))


def tell_form(source: Source) -> str:
    """The form of a file, one of ``FORMS``."""
    start = head(source, _HEAD)
    for signature, kind in _REFUSED:
        if start.startswith(signature):
            hint = "unpack it first" if "archive" in kind else "save the table as CSV in UTF-8"
            raise InputError(f"not a table: it looks like {kind}", path=source.name, hint=hint)
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_archive(source)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        return "workbook"
    if start.startswith(b"PAR1"):
        return "parquet"
    text = _beginning(start)
    if _JSON.match(text):
        return "json"
    if _SWIFT.match(text):
        return "swift"
    if _EDIFACT.match(text):
        return "edifact"
    if text.startswith("<") and _PAYMENT.search(text):
        return "iso20022"
    if other := tell_markup(start):
        hint = "save the table as CSV in UTF-8"
        raise InputError(f"not a table: it looks like {other}", path=source.name, hint=hint)
    return "delimited"


def _beginning(start: bytes) -> str:
    """The first characters of a text: in UTF-16 by its mark, or in whatever encoding keeps ASCII."""
    wide = next((name for mark, name in _WIDE if start.startswith(mark)), None)
    text = start.decode(wide, "replace") if wide else start.removeprefix(codecs.BOM_UTF8).decode("latin-1")
    return text.lstrip("\ufeff \t\r\n\x01\x03")


def _in_archive(source: Source) -> str:
    parts = list_parts(source)
    if any(name in parts for name in ("xl/workbook.xml", "xl/workbook.bin", "content.xml")):
        return "workbook"
    raise InputError("not a table: it looks like a zip archive", path=source.name, hint="unpack it first")


def _reader(form: str) -> Callable[..., Iterator[Sheet]]:
    module, _, name = FORMS[form].partition(":")
    found: Callable[..., Iterator[Sheet]] = getattr(import_module(module), name)
    return found
