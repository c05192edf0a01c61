"""What every reader of files gives: sheets of rows, each row with its place in the file.

A reader is one module in ``readers/`` with ``read(source, *, ...) -> Iterator[Sheet]``. Whatever
the form of the file (text, workbook, messages), the columns are named, the cells are text as
the file holds it, and the rows come one at a time and can be asked for again.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO, Literal

Counted = Literal["line", "row", "record", "message", "transaction", "bill"]
"""What the number of a row counts: lines of a text, rows of a sheet, records of a list, and so on, from 1."""


@dataclass(frozen=True, slots=True)
class Source:
    """The bytes of a file: its name as it stands in evidence, its size, and what opens it anew from its beginning.

    ``path`` is where the file lies on disk, for the libraries that read it better from there;
    None for bytes that came another way. ``header`` is the number of the header's row, where the user says it.
    """

    name: str
    size: int
    open: Callable[[], BinaryIO]
    path: str | None = None
    header: int | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A row as written: its number (see ``Sheet.counts``), and (column, raw text) from left to right.

    ``sheet`` is the name of the sheet it stands in, where the file has several parts.
    ``places`` is as long as ``cells`` where these come from several files (tables that were
    joined): the file and the line of each cell, or None where the row's own hold.
    """

    number: int
    cells: tuple[tuple[str, str], ...]
    sheet: str | None = None
    places: tuple[tuple[str, int] | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Rejected:
    """A row that was not read: where, which cell, what is wrong, and what to do."""

    path: str
    line: int
    column: str | None
    value: str | None
    what: str
    hint: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file.

    - ``name``: of the sheet of a workbook, None in a file that is one table;
    - ``form``: what was read, as in ``forms.FORMS`` ("delimited", "workbook", "mt103", ...);
    - ``line``: the number of the header's row, 0 where the form itself names the columns;
    - ``headers``: as written, without white space at their edges;
    - ``rows``: gives every row below the header, blank ones left out, as wide as the header; what
      cannot be laid under the header comes as Rejected in its place. Can be called again;
    - ``counts``: what a row's number counts;
    - ``fields``: as long as ``headers`` where the form's standard says what a column holds (a field
      of ``columns.yaml``, or None), else empty: such columns need no recognising by their header;
    - ``numbers``: the places of columns that the file holds as numbers, not as text: an HS code
      there has lost the zeros it began with;
    - ``notes``: what a user should know of how this sheet was read;
    - ``encoding``, ``delimiter``: how a text was split; None where the form has no such thing.
    """

    path: str
    name: str | None
    form: str
    line: int
    headers: tuple[str, ...]
    rows: Callable[[], Iterator[Row | Rejected]]
    notes: tuple[str, ...] = ()
    counts: Counted = "line"
    fields: tuple[str | None, ...] = ()
    numbers: frozenset[int] = frozenset()
    encoding: str | None = None
    delimiter: str | None = None


def source_of(data: bytes, *, name: str) -> Source:
    """Bytes at hand as a source."""
    return Source(name=name, size=len(data), open=lambda: io.BytesIO(data))


def head(source: Source, size: int) -> bytes:
    """The first ``size`` bytes."""
    with source.open() as stream:
        return stream.read(size)
