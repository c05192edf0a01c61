"""Plain text: bytes become a Document.

A file may begin with a header of three lines (address, title, day of publication; each may be
empty) and a blank line. What stands before the first paragraph is metadata then, and the text,
whose code points every offset counts, begins after it.
"""

from __future__ import annotations

import re

from tidewaiter.errors import InputError
from tidewaiter.model import Document, When
from tidewaiter.reports.readers.decoding import decode
from tidewaiter.reports.readers.document import Told, agencies_in, draw_up, given_day, host_of, read_day
from tidewaiter.reports.readers.limits import DOCUMENT

__all__ = ["LIMIT", "agencies_in", "read", "refuse"]

LIMIT = DOCUMENT
"""The largest file that is read, in bytes."""

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (a workbook, an office document or an e-book, perhaps)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (picture or sound)"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r)")


def read(
    data: bytes,
    *,
    path: str | None = None,
    published: str | None = None,
    limit: int = LIMIT,
    charset: str | None = None,
    url: str | None = None,
) -> Document:
    """The document in a plain-text file.

    ``published`` (``2024-02-20``, ``2024-02`` or ``2024``) goes before what the file says of its
    day of publication; a contradiction is put into ``notes``. Else the header says it, else the
    page's time line, else a dateline with a year. The text is kept as decoded, line ends and
    all; only a byte-order mark is dropped. ``charset`` and ``url`` are what the server said.

    A header is recognised only where line 1 is empty or an address (or, where line 3 is a date, a
    remark in brackets instead), line 3 empty or a date of the form above, line 4 blank, and not
    all of the first three are empty.

    Raises InputError where the file is empty, over ``limit`` bytes, no text, or where
    ``published`` is no date.
    """
    given_day(published, path)
    refuse(data, path, limit)
    whole = decode(data, path, declared=(charset,))
    address, title, day, start = _header(whole.text)
    text = whole.text[start:]
    if not text.strip():
        what = "the file has a header and no text after it" if start else "the file has no text"
        raise InputError(what, path=path, hint="nothing but white space was found")
    address = address or url
    told = Told(
        url=address,
        title=title,
        outlet=host_of(address),
        encoding=whole.encoding,
        published=(("header", day),) if day else (),
        notes=whole.notes,
    )
    return draw_up(text, told, data=data, path=path, published=published)


def refuse(data: bytes, path: str | None, limit: int = LIMIT) -> None:
    """Raises InputError for bytes that are no text: none, too many, or those of another kind of file."""
    if not data:
        raise InputError("the file is empty", path=path, hint="nothing to read: 0 bytes")
    if len(data) > limit:
        raise InputError(
            f"the file is too large: {len(data):,} bytes, and the limit is {limit:,}",
            path=path,
            hint="a report is far smaller; split the file, or raise the limit",
        )
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"not plain text: this is {name}", path=path, hint="save its text as a .txt file")


def _header(text: str) -> tuple[str | None, str | None, When | None, int]:
    """Address, title, day and where the body begins; (None, None, None, 0) without a header."""
    nothing = (None, None, None, 0)
    lines, at = [], 0
    for _ in range(4):
        hit = _LINE.match(text, at)
        if hit is None:
            return nothing
        lines.append(hit[1].strip())
        at = hit.end()
    url, title, day, blank = lines
    when = read_day(day)
    if blank or not (url or title or day) or (day and when is None):
        return nothing
    if url and not _ADDRESS.fullmatch(url):
        if when is None or not re.fullmatch(r"\([^()]*\)", url):
            return nothing
        url = ""
    return url or None, title or None, when, at
