"""Which form a file has, told by its first bytes, and the reader for that form.

The name of a file says little: workbooks are called .csv, and messages .txt. So the bytes
decide; a text that shows no other form is read as a delimited table.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from tidewaiter.errors import InputError
from tidewaiter.markup import tell_markup
from tidewaiter.trade.sheets import Sheet, Source, head

_HEAD = 4096
FORMS: dict[str, str] = {
    "delimited": "tidewaiter.trade.readers.delimited:read",
}
"""The reader of each form; imported only when a file has that form."""

_REFUSED = (
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"SQLite format 3", "a database"),
    (b"PK\x03\x04", "a zip archive"),
)


def open_sheets(source: Source, *, encoding: str | None = None) -> Iterator[Sheet]:
    """The sheets of a file, in its order. ``encoding`` counts for texts alone.

    Raises InputError for a file that as a whole cannot be read, and where it has no form known here.
    """
    form = tell_form(source)
    reader: Callable[..., Iterator[Sheet]] = _reader(form)
    return reader(source, encoding=encoding) if form == "delimited" else reader(source)


def tell_form(source: Source) -> str:
    """The form of a file, one of ``FORMS``."""
    start = head(source, _HEAD)
    for signature, kind in _REFUSED:
        if start.startswith(signature):
            hint = "unpack it first" if "archive" in kind else "save the table as CSV in UTF-8"
            raise InputError(f"not a table: it looks like {kind}", path=source.name, hint=hint)
    if other := tell_markup(start):
        hint = "save the table as CSV in UTF-8"
        raise InputError(f"not a table: it looks like {other}", path=source.name, hint=hint)
    return "delimited"


def _reader(form: str) -> Callable[..., Iterator[Sheet]]:
    module, _, name = FORMS[form].partition(":")
    found: Callable[..., Iterator[Sheet]] = getattr(import_module(module), name)
    return found
