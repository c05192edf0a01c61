"""Files of lists as they come: packed or not, with or without a mark of their encoding.

Text is UTF-8, or UTF-16 with its mark; anything else is refused and never guessed, because a wrong guess
gives readable names of the wrong people.
"""

from __future__ import annotations

import codecs
import csv
import functools
import io
import itertools
import zlib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import BinaryIO

from tidewaiter.errors import InputError

LARGEST = 8 * 1024**3
"""Bytes that a packed file may unpack to; the largest in use, all of OpenSanctions, has some five thousand million."""

AGAIN = "get the list again from its publisher; the one before it stays in use"
"""The hint where a file is not whole."""

_LONGEST_LINE = 64 * 1024**2
_LONGEST_CELL = 16 * 1024**2
_PACKED = b"\x1f\x8b"
_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def open_list(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked where it is gzip. Raises InputError where it cannot be opened."""
    try:
        stream = path.open("rb")
        packed = stream.read(2) == _PACKED
        stream.seek(0)
    except OSError as bad:
        hint = "name a file, not its folder" if path.is_dir() else "check the spelling of the path"
        raise InputError(f"cannot read the file: {bad.strerror}", path=str(path), hint=hint) from None
    return io.BufferedReader(_Unpacked(stream, str(path)), 1024 * 1024) if packed else stream


class _Unpacked(io.RawIOBase):
    """What a gzip file holds, whose faults are errors of the input and whose size is counted."""

    def __init__(self, stream: BinaryIO, path: str) -> None:
        import gzip

        self._file = gzip.GzipFile(fileobj=stream)
        self._stream = stream
        self._path = path
        self._count = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        try:
            piece = self._file.read(len(buffer))
        except (OSError, EOFError, zlib.error):
            raise InputError("the gzip file is broken or cut off", path=self._path, hint=AGAIN) from None
        self._count += len(piece)
        if self._count > LARGEST:
            raise InputError(f"the file unpacks to more than {LARGEST:,} bytes", path=self._path, hint=AGAIN)
        buffer[: len(piece)] = piece
        return len(piece)

    def close(self) -> None:
        self._file.close()
        self._stream.close()
        super().close()


def lines(stream: BinaryIO, *, path: str) -> Iterator[str]:
    """The lines of a text with their ends. Raises InputError with the line that is no UTF-8 or holds a null."""
    first = stream.readline(_LONGEST_LINE)
    wide = next((name for mark, name in _WIDE if first.startswith(mark)), None)
    if wide:
        yield from _wide_lines(io.BytesIO(first[2:] + stream.read()), wide, path)
        return
    number = 1
    line = first.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) >= _LONGEST_LINE:
            raise InputError("a line is longer than any list's", path=path, line=number, hint=AGAIN)
        yield _decoded(line, path, number)
        line = stream.readline(_LONGEST_LINE)
        number += 1


def _decoded(line: bytes, path: str, number: int) -> str:
    hint = "save the file as UTF-8"
    try:
        text = line.decode("utf-8")
    except UnicodeDecodeError as bad:
        what = f"not UTF-8 text: byte {bad.start + 1} of the line"
        raise InputError(what, path=path, line=number, hint=hint) from None
    if "\0" in text:
        raise InputError("a null stands in the text", path=path, line=number, hint=hint)
    return text


def _wide_lines(stream: io.BytesIO, encoding: str, path: str) -> Iterator[str]:
    """UTF-16: the lines of the whole text, since a line's end is no byte of its own."""
    try:
        text = stream.getvalue().decode(encoding)
    except UnicodeDecodeError:
        raise InputError("not UTF-16 text, though it is marked so", path=path, hint="save the file as UTF-8") from None
    yield from io.StringIO(text, newline="")


def rows(found: Iterable[str], *, path: str, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """The rows of a CSV with the line on which each ends, empty ones left out.

    Raises InputError for a quotation mark that is never closed and a cell beyond all measure.
    """
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(found, delimiter=delimiter, strict=True)
    try:
        for row in reader:
            if any(cell.strip() for cell in row):
                yield reader.line_num, row
    except csv.Error as bad:
        hint = "the file may be cut off: " + AGAIN
        raise InputError(f"the CSV is broken: {bad}", path=path, line=reader.line_num, hint=hint) from None


def records(
    found: Iterable[tuple[int, list[str]]], header: tuple[str, ...], *, path: str
) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows as cells by their column, without the empty ones.

    Raises InputError for a row of another width; a shorter one may be where the file was cut off.
    """
    wide = len(header)
    for line, row in found:
        if len(row) < wide or any(cell.strip() for cell in row[wide:]):
            what = f"the row has {len(row)} cells, its header {wide}"
            raise InputError(what, path=path, line=line, hint=AGAIN)
        yield line, {name: text for name, cell in zip(header, row, strict=False) if (text := cell.strip())}


def find_header(
    found: Iterator[tuple[int, list[str]]], known: Iterable[str], *, needed: tuple[str, ...], path: str
) -> tuple[str, ...]:
    """The row of the columns, which stands below no more than two others (the day of the list).

    Columns that are ``known`` are found without regard to case and blanks. Raises InputError where a ``needed`` one is
    not there or a column stands twice.
    """
    ours = {name.lower(): name for name in known}
    header: tuple[str, ...] = ()
    for line, row in itertools.islice(found, 3):
        header = tuple(ours.get(" ".join(cell.split()).lower(), cell.strip()) for cell in row)
        if needed[0] in header:
            refuse_lacking(header, needed, path=path, line=line)
            refuse_doubled(header, path=path, line=line)
            return header
    refuse_lacking((), needed[:1], path=path)
    return header


def refuse_lacking(header: Iterable[str], needed: Iterable[str], *, path: str, line: int = 1) -> None:
    """Raises InputError where a column that the form cannot do without is not there."""
    known = set(header)
    lacking = [name for name in needed if name not in known]
    if lacking:
        what = (
            f"the column {lacking[0]!r} is not there" if len(lacking) == 1 else f"the columns {lacking} are not there"
        )
        raise InputError(
            what, path=path, line=line, hint="the publisher may have changed the form, or it is another list"
        )


def refuse_doubled(header: Iterable[str], *, path: str, line: int = 1) -> None:
    """Raises InputError where two columns have one name."""
    seen: set[str] = set()
    for name in header:
        if name and name in seen:
            raise InputError(f"the column {name!r} stands twice", path=path, line=line, hint="name each column once")
        seen.add(name)


@functools.cache
def words(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of a table of words beside this module."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tuple(tuple(line.split("\t")) for line in text.splitlines() if line and not line.startswith("#"))
