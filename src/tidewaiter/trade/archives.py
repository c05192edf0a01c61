"""Zip archives from anywhere, tested before they are unpacked.

A few kilobytes can hold many gigabytes, and the sizes an archive gives of itself can be false.
So every part is inflated once in small pieces and counted, before another library may hold it.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.trade.sheets import Source

MAX_UNPACKED = 1024 * 1024 * 1024
"""Bytes of all parts together: a sheet of a million rows and ten columns has some 500 MiB."""

MAX_PARTS = 10_000
_CHUNK = 256 * 1024
_LOCAL = 30  # bytes of a part's header in the archive, before its name


def list_parts(source: Source) -> dict[str, zipfile.ZipInfo]:
    """The parts of an archive by name; raises InputError where it is broken, encrypted or says it is too large."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        hint = "it may be cut short: get it again, or save it anew"
        raise InputError("the zip archive is broken", path=source.name, hint=hint) from None
    if any(part.header_offset < 0 for part in parts):
        raise InputError("the zip archive is broken", path=source.name, hint="get it again, or save it anew")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise _bomb(source)
    if any(part.flag_bits & 1 for part in parts):
        hint = "save it without a password"
        raise InputError("the zip archive is protected by a password", path=source.name, hint=hint)
    return {part.filename: part for part in parts}


def refuse_bomb(source: Source, parts: dict[str, zipfile.ZipInfo]) -> None:
    """Raises InputError where the parts, inflated and counted, are larger than ``MAX_UNPACKED``."""
    total = 0
    for part in parts.values():
        for piece in inflate(source, part):
            total += len(piece)
            if total > MAX_UNPACKED:
                raise _bomb(source)


def inflate(source: Source, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """A part in pieces, whatever size the archive claims it has."""
    with source.open() as stream:
        stream.seek(part.header_offset)
        local = stream.read(_LOCAL)
        if len(local) < _LOCAL or not local.startswith(b"PK\x03\x04"):
            raise InputError("the zip archive is broken", path=source.name, hint="get it again, or save it anew")
        stream.seek(int.from_bytes(local[26:28], "little") + int.from_bytes(local[28:30], "little"), 1)
        if part.compress_type == zipfile.ZIP_STORED:
            yield from _stored(stream, part.compress_size)
        elif part.compress_type == zipfile.ZIP_DEFLATED:
            yield from _deflated(stream, part.compress_size, source.name)
        else:
            hint = "save it anew"
            raise InputError("the zip archive is packed in a way that is not read", path=source.name, hint=hint)


def _stored(stream: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0 and (piece := stream.read(min(_CHUNK, size))):
        size -= len(piece)
        yield piece


def _deflated(stream: BinaryIO, size: int, path: str) -> Iterator[bytes]:
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _stored(stream, size):
            while packed:
                yield unpacker.decompress(packed, _CHUNK)
                packed = unpacker.unconsumed_tail
    except zlib.error:
        raise InputError("the zip archive is broken", path=path, hint="get it again, or save it anew") from None


def _bomb(source: Source) -> InputError:
    what = f"unpacked, the file would have more than {MAX_UNPACKED:,} bytes"
    return InputError(what, path=source.name, hint="if it is no trap, save the sheet as CSV or Parquet")
