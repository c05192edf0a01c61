"""Documents from bytes of any kind: a page, a mail, a feed, a web archive.

The one door to all readers. What kind the bytes are is told by how they begin; a file that
holds many documents gives one after another, and what cannot be read in it is said and passed.
"""

from __future__ import annotations

import io
import tempfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO, cast

from tidewaiter.errors import InputError
from tidewaiter.markup import tell_markup
from tidewaiter.model import Document
from tidewaiter.reports.readers import feed, html, mail, mailbox, markdown, pdf, plain, wacz, warc
from tidewaiter.reports.readers.document import given_day
from tidewaiter.reports.readers.kinds import HEAD, Kind, tell
from tidewaiter.reports.readers.limits import DEPTH, DOCUMENT, INFLATED, RATIO

Taken = Document | InputError

_WEB_KINDS: dict[str, Kind] = {"text/html": "html", "application/xhtml+xml": "html", "application/pdf": "pdf"}


def take(stream: BinaryIO | bytes, *, path: str | None, published: str | None = None) -> Iterator[Taken]:
    """The documents in a file, in their order, and an InputError for each part that cannot be read.

    ``path`` is shown in the documents; a document inside a file adds its place there
    (``news.warc.gz#12``, ``box.mbox#3``, ``report.eml#2:annex.pdf``). ``published`` is the day
    of publication of every document in it, and goes before what they say. Archives are read as
    they come, so their size does not matter; a stream that cannot be wound back is copied to a
    temporary file first.

    Raises InputError where ``published`` is no date; nothing else is raised for any bytes.
    """
    given_day(published, path)
    if isinstance(stream, bytes):
        return _take(io.BytesIO(stream), path, published, 0)
    return _take(stream, path, published, 0) if stream.seekable() else _wound(stream, path, published)


def _wound(stream: BinaryIO, path: str | None, published: str | None) -> Iterator[Taken]:
    with tempfile.TemporaryFile() as copy:
        while part := stream.read(1 << 20):
            copy.write(part)
        copy.seek(0)
        yield from _take(cast(BinaryIO, copy), path, published, 0)


def _take(stream: BinaryIO, path: str | None, published: str | None, depth: int) -> Iterator[Taken]:
    head = stream.read(HEAD)
    stream.seek(-len(head), io.SEEK_CUR)
    kind = tell(head, path)
    if depth > DEPTH:
        yield InputError("files inside files inside files", path=path, hint="unpack the inner ones and name them")
        return
    try:
        yield from _of_kind(kind, stream, path, published, depth)
    except InputError as bad:
        yield bad


def _of_kind(kind: Kind, stream: BinaryIO, path: str | None, published: str | None, depth: int) -> Iterator[Taken]:
    if kind == "warc":
        yield from (_page(one, path, published) for one in warc.records(stream, path))
    elif kind == "zip":
        yield from _zip(stream, path, published)
    elif kind == "gzip":
        yield from _gzip(stream, path, published, depth)
    elif kind == "mbox":
        for number, message in enumerate(mailbox.split(stream), start=1):
            yield from _mail(message, f"{path or 'mailbox'}#{number}", published, depth)
    else:
        yield from _single(kind, _all(stream, kind, path), path, published, depth)


def _all(stream: BinaryIO, kind: Kind, path: str | None) -> bytes:
    limit = {"pdf": pdf.LIMIT, "mail": mail.LIMIT}.get(kind, DOCUMENT)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"the file is too large: more than {limit:,} bytes",
            path=path,
            hint="a report is far smaller; split the file",
        )
    return data


def _single(
    kind: Kind,
    data: bytes,
    path: str | None,
    published: str | None,
    depth: int = 0,
    *,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Taken]:
    """The documents of bytes that are held whole. Raises InputError."""
    if kind == "html":
        yield html.read(data, path=path, published=published, charset=charset, url=url)
    elif kind == "pdf":
        yield pdf.read(data, path=path, published=published, url=url)
    elif kind == "feed":
        yield from feed.read(data, path=path, published=published)
    elif kind == "mail":
        yield from _mail(data, path, published, depth)
    elif kind == "markdown":
        yield markdown.read(data, path=path, published=published)
    else:
        if kind == "markup":
            what = f"not plain text: this is {tell_markup(data) or 'marked-up text'}"
            raise InputError(what, path=path, hint="save its text as a .txt file")
        yield plain.read(data, path=path, published=published, charset=charset, url=url)


# --- what holds others --------------------------------------------------------------------------


def _page(record: warc.Record | InputError, path: str | None, published: str | None) -> Taken:
    """The document of a page in an archive."""
    if isinstance(record, InputError):
        return record
    place = f"{path or 'archive'}#{record.number}"
    kind = tell(record.data[:HEAD], None)
    kind = kind if kind in ("html", "pdf", "text") else _WEB_KINDS.get(record.kind, kind)
    if record.kind == "text/html" and kind == "text":
        kind = "html"
    try:
        found = list(_single(kind, record.data, place, published, DEPTH, charset=record.charset, url=record.address))
    except InputError as bad:
        bad.value = bad.value or record.address
        return bad
    first = found[0]
    if isinstance(first, Document) and record.captured:
        return replace(first, notes=(*first.notes, f"fetched {record.captured[:40]}"))
    return first


def _zip(stream: BinaryIO, path: str | None, published: str | None) -> Iterator[Taken]:
    found = wacz.names(stream)
    if found is None:
        yield InputError("the ZIP file is damaged", path=path, hint="it may have been cut off: fetch it again")
    elif not wacz.holds_archives(found):
        what = "this is a ZIP archive (a workbook, an office document or an e-book, perhaps), not a web archive"
        yield InputError(what, path=path, hint="unpack it and name the files in it, or save its text as a .txt file")
    else:
        stream.seek(0)
        for inner, record in wacz.records(stream, path):
            yield _page(record, inner, published)


def _gzip(stream: BinaryIO, path: str | None, published: str | None, depth: int) -> Iterator[Taken]:
    """A web archive that is compressed, or one other file."""
    start, _ = _inflated(stream.read(HEAD), 64)
    stream.seek(0)
    if start.startswith(b"WARC/"):
        yield from (_page(one, path, published) for one in warc.records(stream, path))
        return
    packed = stream.read(DOCUMENT + 1)
    data, is_whole = _inflated(packed, INFLATED + 1)
    if not data:
        yield InputError("the gzip file is damaged", path=path, hint="it may have been cut off: fetch it again")
    elif len(data) > INFLATED or len(packed) > DOCUMENT or (len(data) > DOCUMENT and len(data) > RATIO * len(packed)):
        yield InputError("the gzip file holds too much", path=path, hint="unpack it and name the files in it")
    else:
        for taken in _take(io.BytesIO(data), (path or "file").removesuffix(".gz"), published, depth + 1):
            cut = (
                ()
                if is_whole or isinstance(taken, InputError)
                else ("the gzip file is cut off: its beginning was read",)
            )
            yield replace(taken, notes=(*taken.notes, *cut)) if isinstance(taken, Document) else taken


def _inflated(data: bytes, limit: int) -> tuple[bytes, bool]:
    """What can be unpacked of gzip data, up to a limit, and whether the data ends where it should."""
    parts: list[bytes] = []
    size = 0
    while data.startswith(b"\x1f\x8b") and size < limit:
        unpack = zlib.decompressobj(31)
        try:
            parts.append(unpack.decompress(data, limit - size))
        except zlib.error:
            return b"".join(parts), False
        size += len(parts[-1])
        data = unpack.unused_data
        if not unpack.eof:
            return b"".join(parts), False
    return b"".join(parts), True


def _mail(data: bytes, path: str | None, published: str | None, depth: int) -> Iterator[Taken]:
    """A message's own document, then those of the files that hang on it."""
    try:
        message = mail.read(data, path=path, published=published)
    except InputError as bad:
        yield bad
        return
    if message.document is not None:
        yield message.document
    for one in message.attached:
        if _is_readable(one):
            place = f"{path or 'mail'}#{one.number}:{one.name}"
            for taken in _take(io.BytesIO(one.data), place, published, depth + 1):
                yield taken if isinstance(taken, InputError) else _hung(taken, path)


def _is_readable(one: mail.Attached) -> bool:
    """Whether a reader knows the kind of the file; a picture or a workbook is named in the message's notes."""
    kind = tell(one.data[:HEAD], one.name)
    if kind == "text":
        return one.name.lower().endswith((".txt", ".text", ".log")) or "text/" in one.name
    if kind == "zip":
        return wacz.holds_archives(wacz.names(io.BytesIO(one.data)) or ())
    return kind != "markup"


def _hung(document: Document, path: str | None) -> Document:
    return replace(document, notes=(*document.notes, f"attached to {path or 'a mail'}"))
