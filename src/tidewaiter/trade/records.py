"""A delimited text becomes records, each with the line it starts on.

The standard ``csv`` reader does the splitting, in its strict form: a quotation mark that is
never closed would otherwise swallow the rest of the file without a word. The text is read
line by line, and no line is held that is longer than ``MAX_LINE``.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass

from tidewaiter.errors import InputError
from tidewaiter.trade.sheets import Source

MAX_CELL = 32_767
"""Characters in one cell; the limit that spreadsheets have."""

MAX_LINE = 16 * 1024 * 1024
"""Characters in one line of the file: room for as many columns as a table may have, of 1,000 characters each."""

MOST_OPEN = 20
"""Quotation marks that are opened and never closed, from which a file is given up: each costs a pass to its end."""

_ENDLESS = "a quotation mark opened in this row is never closed"
_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record and the lines it stands on, from 1; ``fault`` where it could not be split."""

    line: int
    last_line: int
    cells: tuple[str, ...]
    fault: str | None = None

    @property
    def blank(self) -> bool:
        """Whether no cell holds any text."""
        return self.fault is None and not any(map(str.strip, self.cells))


class LongLine(Exception):
    """A line longer than ``MAX_LINE`` was left out."""


class Lines:
    """The lines of a text, none of them held where it is too long; goes on behind such a line."""

    def __init__(self, text: io.TextIOWrapper) -> None:
        self._text = text
        self.skipped = 0
        """Lines left out so far: ``csv`` has not counted them."""

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        line = self._text.readline(MAX_LINE)
        if not line:
            raise StopIteration
        if len(line) == MAX_LINE and not line.endswith(("\n", "\r")):
            self._skip()
            self.skipped += 1
            raise LongLine
        return line

    def _skip(self) -> None:
        while (rest := self._text.readline(_CHUNK)) and not rest.endswith(("\n", "\r")):
            continue


def records(source: Source, *, encoding: str, delimiter: str, errors: str = "strict") -> Iterator[Record]:
    """Every record of the file in order, blank ones included, one at a time.

    ``errors`` as in ``Encoding``: a record with bytes that are no text is given with its ``fault``.

    A record whose quotation marks do not fit, or that holds a NUL, is given with its ``fault``; so
    is the line in which a quotation mark is opened and never closed, and what stands behind it is
    read from the next line on. Raises InputError where that happens ``MOST_OPEN`` times, since then
    nothing can be told apart.
    """
    begin = 1
    for _ in range(MOST_OPEN):
        open_ = yield from _from_line(source, encoding, delimiter, begin, errors)
        if open_ is None:
            return
        yield Record(open_, open_, (), _ENDLESS)
        begin = open_ + 1
    hint = "close it, or double it where it belongs to the text"
    raise InputError(_ENDLESS, path=source.name, line=open_, hint=hint)


def _from_line(
    source: Source, encoding: str, delimiter: str, begin: int, errors: str
) -> Generator[Record, None, int | None]:
    """The records from a line on; gives back the line in which a quotation mark is opened that is never closed."""
    with source.open() as stream, io.TextIOWrapper(stream, encoding=encoding, errors=errors, newline="") as text:
        lines = Lines(text)
        for _ in range(begin - 1):
            with suppress(LongLine):
                next(lines)
        before = begin - 1 - lines.skipped
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            start = before + reader.line_num + lines.skipped + 1
            try:
                cells = next(reader)
            except StopIteration:
                return None
            except LongLine:
                last = before + reader.line_num + lines.skipped
                yield Record(start, last, (), f"a line has more than {MAX_LINE:,} characters")
                continue
            except csv.Error as bad:
                last = max(start, before + reader.line_num + lines.skipped)
                if _is_endless(str(bad), start, last):
                    return start
                yield _faulty(str(bad), start, last)
                continue
            yield _whole(tuple(cells), start, before + reader.line_num + lines.skipped)


def _is_endless(message: str, start: int, last: int) -> bool:
    """Whether a complaint of ``csv`` means a quotation mark that is never closed."""
    return "unexpected end of data" in message or ("field larger" in message and last > start)


def _whole(cells: tuple[str, ...], start: int, last: int) -> Record:
    if cells and max(map(len, cells)) > MAX_CELL:
        return Record(start, last, (), f"a cell has more than {MAX_CELL:,} characters")
    whole = "".join(cells)
    if not whole.isascii() and _HALF.search(whole):
        return Record(start, last, (), "a byte that is not text in the encoding of the file stands in this row")
    if "\0" in whole:
        return Record(start, last, (), "a NUL byte stands in this row")
    return Record(start, last, cells)


_HALF = re.compile("[\ud800-\udfff]")


def _faulty(message: str, start: int, last: int) -> Record:
    """One record that is badly quoted, or too large."""
    if "field larger" in message:
        return Record(start, last, (), f"a cell has more than {MAX_CELL:,} characters")
    return Record(start, last, (), "the quotation marks of this row do not fit")
