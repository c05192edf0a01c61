"""Web archives (WARC): the pages in them, one record after another, however large the file.

Read with the standard library alone, so that every step is bounded: a line, a header block, a
record, the growth of a compressed member. What is damaged is said once; reading goes on at the
next record that can be found. Offsets count the bytes of the file, as archives' indexes do.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO, Protocol

from tidewaiter.errors import InputError
from tidewaiter.reports.readers.limits import DOCUMENT, HEADERS, INFLATED, RATIO

_CHUNK = 16_384
_LINE = 16_384
_GZIP = b"\x1f\x8b\x08"
_KINDS = ("response", "resource", "conversion")
_TEXTUAL = re.compile(r"text/|application/(?:xhtml|pdf|xml|rss|atom|octet-stream|http)|[^;]*\+xml|$", re.IGNORECASE)
_NO_TEXT = re.compile(r"text/(?:css|javascript|ecmascript|vtt|calendar|csv)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """What a page's address gave: the bytes after chunks and compression are undone, and the kind
    and encoding that the server said they have. ``captured`` is the instant of fetching."""

    number: int
    offset: int
    address: str | None
    captured: str | None
    kind: str
    charset: str | None
    data: bytes


class _Broken(Exception):
    """The archive cannot be read on from here; the text says why."""


class _Skipped(Exception):
    """The rest of a compressed member is not wanted, and too large to be unpacked."""


class _Bytes(Protocol):
    def read(self, size: int) -> bytes: ...
    def line(self) -> bytes: ...


def records(stream: BinaryIO, path: str | None) -> Iterator[Record | InputError]:
    """The pages of an archive that were answered with success and may hold text, as they stand.

    An InputError stands for each stretch that is damaged and for each page that is too large.
    """
    raw = _Raw(stream)
    found = _packed(raw, path) if raw.peek(2) == _GZIP[:2] else _plain(raw, path)
    for number, record in found:
        if isinstance(record, InputError):
            yield record
        elif record is not None and (page := _page(number, record, path)) is not None:
            yield page


# --- bytes --------------------------------------------------------------------------------------


class _Raw:
    """A stream that can be looked into ahead, with the offset of what comes next."""

    __slots__ = ("_held", "_stream", "offset")

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._held = b""
        self.offset = 0

    def peek(self, size: int) -> bytes:
        while len(self._held) < size and (more := self._stream.read(max(size, _CHUNK))):
            self._held += more
        return self._held[:size]

    def read(self, size: int) -> bytes:
        parts, left = [], size
        while left > 0:
            if not self._held and not self.peek(min(left, _CHUNK)):
                break
            parts.append(self._held[:left])
            self._held = self._held[len(parts[-1]) :]
            left -= len(parts[-1])
        self.offset += size - left
        return b"".join(parts)

    def back(self, data: bytes) -> None:
        """Puts bytes back that were read last."""
        self._held = data + self._held
        self.offset -= len(data)

    def line(self) -> bytes:
        ahead = self.peek(_LINE)
        end = ahead.find(b"\n") + 1
        if not end and len(ahead) == _LINE:
            raise _Broken("a line of a header has no end")
        return self.read(end or len(ahead))

    def find(self, mark: bytes) -> bool:
        """Goes to where the mark begins next; to the end where it does not."""
        while ahead := self.peek(_CHUNK + len(mark)):
            at = ahead.find(mark)
            if at >= 0:
                self.read(at)
                return True
            self.read(max(len(ahead) - len(mark) + 1, 1))
        return False


class _Member:
    """One compressed member, unpacked as it is read and no faster."""

    __slots__ = ("_fed", "_held", "_inflate", "_raw", "_start", "grown")

    def __init__(self, raw: _Raw) -> None:
        self._raw = raw
        self._start = raw.offset
        self._inflate = zlib.decompressobj(31)
        self._held = b""
        self._fed = b""
        self.grown = 0

    def _more(self) -> bool:
        if self._inflate.eof:
            return False
        if not self._inflate.unconsumed_tail:
            self._fed = self._raw.read(_CHUNK)
        fed = self._inflate.unconsumed_tail or self._fed
        if not fed:
            raise _Broken("the archive is cut off in a record")
        try:
            new = self._inflate.decompress(fed, 4 * _CHUNK)
        except zlib.error:
            raise _Broken("a compressed record is damaged") from None
        self._held += new
        self.grown += len(new)
        if self._inflate.eof:
            self._raw.back(self._inflate.unused_data)
        elif self.grown > INFLATED and self.grown > RATIO * (self._raw.offset - self._start):
            raise _Broken(f"a compressed record grows to more than {RATIO} times its size")
        return True

    def read(self, size: int) -> bytes:
        parts, left = [], size
        while left > 0:
            if not self._held and not self._more():
                break
            parts.append(self._held[:left])
            self._held = self._held[len(parts[-1]) :]
            left -= len(parts[-1])
        return b"".join(parts)

    def line(self) -> bytes:
        while b"\n" not in self._held:
            if len(self._held) > _LINE:
                raise _Broken("a line of a header has no end")
            if not self._more():
                break
        end = self._held.find(b"\n") + 1 or len(self._held)
        line, self._held = self._held[:end], self._held[end:]
        return line

    def leave(self) -> None:
        """Gives back to the stream what was taken last, so that the next member can be looked for there."""
        if self._inflate.eof:
            return
        kept = self._fed if self._raw.offset - len(self._fed) > self._start else self._fed[len(_GZIP) :]
        self._raw.back(kept)


# --- records ------------------------------------------------------------------------------------

_Raw_record = tuple[dict[str, str], bytes, int]


def _packed(raw: _Raw, path: str | None) -> Iterator[tuple[int, _Raw_record | InputError | None]]:
    """The records of an archive that is compressed, usually one a member."""
    number, lost = 0, False
    while raw.find(_GZIP):
        member, offset = _Member(raw), raw.offset
        try:
            while (record := _record(member, offset, path)) is not None:
                number, lost = number + 1, False
                yield number, record if isinstance(record, tuple) else None
                if isinstance(record, InputError):
                    yield number, record
        except _Skipped as told:
            number, lost = number + 1, True
            member.leave()
            if told.args:
                yield number, told.args[0]
        except _Broken as bad:
            member.leave()
            if not lost:
                yield number, _damage(bad, path, offset)
            lost = True


def _plain(raw: _Raw, path: str | None) -> Iterator[tuple[int, _Raw_record | InputError | None]]:
    number = 0
    while raw.peek(1):
        offset = raw.offset
        try:
            record = _record(raw, offset, path)
        except _Broken as bad:
            yield number, _damage(bad, path, offset)
            if not raw.find(b"\nWARC/1."):
                return
            raw.read(1)
            continue
        except _Skipped as told:
            record = told.args[0] if told.args else None
        number += 1
        yield number, record
        if record is None and not raw.peek(1):
            return


def _damage(bad: _Broken, path: str | None, offset: int) -> InputError:
    hint = "what can be found after it is read; compare the archive's checksum"
    return InputError(f"{bad}", path=f"{path or 'archive'}@{offset}", hint=hint)


def _record(source: _Bytes, offset: int, path: str | None) -> _Raw_record | InputError | None:
    """The next record; None at the end. Raises _Broken or _Skipped."""
    line = source.line()
    for _ in range(8):
        if line.strip() or not line:
            break
        line = source.line()
    if not line:
        return None
    if not line.startswith(b"WARC/"):
        raise _Broken("no record of a web archive stands here")
    headers = _headers(source)
    told = headers.get("content-length", "")
    if not re.fullmatch(r"\d{1,15}", told):
        raise _Broken("a record does not say how long it is")
    length = int(told)
    if length > DOCUMENT + HEADERS:
        _pass(source, length, headers, path, offset)
    block = source.read(length)
    if len(block) < length:
        raise _Broken("the archive is cut off in a record")
    return headers, block, offset


def _pass(source: _Bytes, length: int, headers: dict[str, str], path: str | None, offset: int) -> None:
    """Passes over a record that is too large; says so where it may have held a report."""
    if isinstance(source, _Raw):
        left = length
        while left > 0 and (part := source.read(min(left, _CHUNK * 16))):
            left -= len(part)
    where = f"{path or 'archive'}@{offset}"
    if headers.get("warc-type") in _KINDS and "video" not in headers.get("content-type", ""):
        what = f"the record is too large: {length:,} bytes; it was passed over"
        raise _Skipped(
            InputError(what, path=where, value=headers.get("warc-target-uri"), hint=f"the limit is {DOCUMENT:,}")
        )
    raise _Skipped


def _headers(source: _Bytes) -> dict[str, str]:
    """Header lines up to the blank one, names in lower case; a folded line belongs to the one before."""
    found: dict[str, str] = {}
    size, name = 0, ""
    while (line := source.line()).strip():
        size += len(line)
        if size > HEADERS:
            raise _Broken("the headers of a record have no end")
        text = line.decode("utf-8", "replace").rstrip("\r\n")
        if text[:1] in " \t" and name:
            found[name] = f"{found[name]} {text.strip()}"
            continue
        name, _, value = text.partition(":")
        name = name.strip().lower()
        found.setdefault(name, value.strip())
    return found


# --- pages --------------------------------------------------------------------------------------


def _page(number: int, record: _Raw_record, path: str | None) -> Record | InputError | None:
    """The page in a record; None where it is none, or none that may hold text."""
    headers, block, offset = record
    if headers.get("warc-type") not in _KINDS:
        return None
    address = headers.get("warc-target-uri", "").strip("<> ") or None
    kind, data = headers.get("content-type", ""), block
    try:
        if kind.lower().startswith("application/http"):
            answer = _answer(block)
            if answer is None:
                return None
            kind, data = answer
    except _Broken as bad:
        return InputError(str(bad), path=f"{path or 'archive'}#{number}", value=address, hint="fetch the page again")
    if not data or not _TEXTUAL.match(kind) or _NO_TEXT.match(kind) or (address or "").endswith("/robots.txt"):
        return None
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", kind, re.IGNORECASE)
    captured = headers.get("warc-date")
    return Record(
        number, offset, address, captured, kind.partition(";")[0].strip().lower(), charset and charset[1], data
    )


def _answer(block: bytes) -> tuple[str, bytes] | None:
    """Kind and bytes of an HTTP answer; None where it was no success. Raises _Broken."""
    end = re.compile(rb"\r?\n\r?\n").search(block, 0, HEADERS)
    head = block[: end.start()] if end else block[:HEADERS]
    status, _, rest = head.partition(b"\n")
    if not re.match(rb"HTTP/\d(?:\.\d)?\s+20[03]\b", status) or end is None:
        return None
    headers: dict[str, str] = {}
    for line in rest.decode("latin-1").splitlines():
        name, _, value = line.partition(":")
        headers.setdefault(name.strip().lower(), value.strip())
    data = block[end.end() :]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        data = unchunk(data)
    for coding in reversed(headers.get("content-encoding", "").lower().replace(" ", "").split(",")):
        data = _decoded(data, coding)
    return headers.get("content-type", ""), data


def unchunk(data: bytes) -> bytes:
    """The bytes without the sizes of HTTP's chunks; as they are where they are not chunked after all."""
    parts: list[bytes] = []
    at = 0
    line = re.compile(rb"[ \t]*([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r?\n")
    while hit := line.match(data, at):
        size = int(hit[1], 16)
        if not size:
            return b"".join(parts)
        parts.append(data[hit.end() : hit.end() + size])
        at = hit.end() + size
        at += 2 if data[at : at + 2] == b"\r\n" else 1 if data[at : at + 1] == b"\n" else 0
    return b"".join(parts) if parts else data


def _decoded(data: bytes, coding: str) -> bytes:
    if coding in ("gzip", "x-gzip", "deflate"):
        return inflate(data, DOCUMENT)
    if coding not in ("br", "zstd") or data[:1] in b"<%{ \n\r\t":
        return data  # nothing to undo, or an archive that keeps pages unpacked under their old headers
    if coding == "br":
        try:
            import brotli  # type: ignore[import-not-found]
        except ImportError:
            raise _Broken("the page is compressed with Brotli; install it: pip install brotli") from None
        try:
            unpack = brotli.Decompressor()
            whole: bytes = unpack.process(data, output_buffer_limit=DOCUMENT)
        except (brotli.error, TypeError):
            raise _Broken("the page's compression is damaged") from None
        return whole
    raise _Broken(f"the page is compressed with {coding}, which cannot be undone here")


def inflate(data: bytes, limit: int) -> bytes:
    """Bytes without gzip or deflate; as they are where they are not compressed after all.

    Raises _Broken where they grow beyond ``limit``. What is cut off ends where it is cut.
    """
    for wbits in (31, 15, -15):
        if wbits == 31 and not data.startswith(_GZIP[:2]):
            continue
        unpack = zlib.decompressobj(wbits)
        try:
            whole = unpack.decompress(data, limit)
        except zlib.error:
            continue
        if unpack.unconsumed_tail:
            raise _Broken(f"the page unpacks to more than {limit:,} bytes")
        if whole:
            return whole
    return data
