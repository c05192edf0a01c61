"""WACZ: a ZIP file with web archives in it."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from tidewaiter.errors import InputError
from tidewaiter.reports.readers import warc
from tidewaiter.reports.readers.limits import INFLATED, RATIO

_ENDS = (".warc", ".warc.gz")


def names(stream: BinaryIO) -> tuple[str, ...] | None:
    """The names in a ZIP file; None where it cannot be opened."""
    try:
        with zipfile.ZipFile(stream) as whole:
            return tuple(whole.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, IndexError):
        return None


def holds_archives(found: tuple[str, ...]) -> bool:
    """Whether a ZIP file with these names is a WACZ."""
    return any(name.lower().endswith(_ENDS) for name in found)


def records(stream: BinaryIO, path: str | None) -> Iterator[tuple[str, warc.Record | InputError]]:
    """The pages of all archives, each with the name of its archive."""
    with zipfile.ZipFile(stream) as whole:
        for info in sorted(whole.infolist(), key=lambda one: one.filename):
            if not info.filename.lower().endswith(_ENDS):
                continue
            inner = f"{path or 'archive'}#{info.filename}"
            if info.file_size > INFLATED and info.file_size > RATIO * max(info.compress_size, 1):
                what = f"the archive grows to {info.file_size:,} bytes from {info.compress_size:,}"
                yield inner, InputError(what, path=inner, hint="it was made to fill a memory; it was passed over")
                continue
            yield from _one(whole, info, inner)


def _one(whole: zipfile.ZipFile, info: zipfile.ZipInfo, inner: str) -> Iterator[tuple[str, warc.Record | InputError]]:
    try:
        with whole.open(info) as part:
            for record in warc.records(cast(BinaryIO, part), inner):
                yield inner, record
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, EOFError, zlib.error, ValueError):
        yield inner, InputError("the archive in it cannot be unpacked", path=inner, hint="it is damaged or encrypted")
