"""A delimited file of shipments: its layout, its events, and what of it could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from tidewaiter.errors import InputError
from tidewaiter.model import Event
from tidewaiter.trade import columns
from tidewaiter.trade.columns import Column
from tidewaiter.trade.dates import DateOrder
from tidewaiter.trade.habits import Habits, find_habits
from tidewaiter.trade.records import Record, find_encoding, records
from tidewaiter.trade.rows import Rejected, Row, read_row

DELIMITERS = (",", ";", "\t", "|")
PREAMBLE = 12
"""Records among which the header is looked for: half of the customs workbooks surveyed have it below the first line."""

MAX_ROWS = 100_000
"""Rows read into memory at once, about 4 KB each as an event."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is to be split: encoding, delimiter, header, and the columns that are recognised."""

    path: str
    encoding: str
    delimiter: str
    line: int
    headers: tuple[str, ...]
    columns: tuple[Column, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: every row is an event, a rejection, or blank.

    ``columns`` are the pairs (header, field) that were used, ``ignored`` the other headers.
    """

    path: str
    sha256: str
    encoding: str
    delimiter: str
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    rejects: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()


def read_table(data: bytes, *, path: str, dates: DateOrder | None = None, encoding: str | None = None) -> Table:
    """The events of a delimited file.

    ``path`` is the name that stands in evidence and errors. ``dates`` is the order of day and
    month where the file does not settle it; ``encoding`` is needed where it is neither UTF-8 nor
    UTF-16. Raises InputError where the file as a whole cannot be read, or has no row.
    """
    layout = find_layout(data, path=path, encoding=encoding)
    habits = find_habits(_sound(data, layout), layout.columns, dates=dates)
    events: list[Event] = []
    rejects: list[Rejected] = []
    for outcome in read_rows(data, layout, habits):
        if isinstance(outcome, Event):
            events.append(outcome)
        else:
            rejects.append(outcome)
    if not events and not rejects:
        raise InputError("the table has a header and no rows", path=path, line=layout.line, hint="add the shipments")
    return Table(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        encoding=layout.encoding.removesuffix("-sig"),
        delimiter=layout.delimiter,
        columns=tuple((column.header, column.field) for column in layout.columns),
        ignored=_ignored(layout),
        events=tuple(events),
        rejects=tuple(rejects),
        notes=(*_layout_notes(layout), *habits.notes),
    )


def read_rows(data: bytes, layout: Layout, habits: Habits) -> Iterator[Event | Rejected]:
    """Each row's event or rejection in the order of the file, one at a time; blank rows are left out."""
    for record in _body(data, layout):
        fault = _fault(record, layout)
        if fault is not None:
            yield fault
            continue
        row = Row(record.line, tuple(zip(layout.headers, record.cells, strict=True)))
        yield read_row(row, layout.columns, habits, path=layout.path)


# layout


def find_layout(data: bytes, *, path: str, encoding: str | None = None) -> Layout:
    """Encoding, delimiter and header: of all ways to split the first records, the one that makes most headers known."""
    name = find_encoding(data, path=path, encoding=encoding)
    best, score = None, (-1, 0)
    for delimiter in DELIMITERS:
        for record in _first(data, name, delimiter, path):
            layout = _layout(record, path, name, delimiter)
            # a tie goes to more cells: "origin" alone is known under every delimiter
            if (found := (len(layout.columns), len(layout.headers))) > score:
                best, score = layout, found
    if best is None:
        next(records(data, encoding=name, delimiter=",", path=path), None)  # says what is wrong with the first row
        raise InputError("no header was found", path=path, hint="begin the table with a row of column names")
    columns.refuse_doubles(best.columns, path=path, line=best.line)
    columns.refuse_without_ends(best.columns, path=path, line=best.line)
    return best


def _layout(record: Record, path: str, encoding: str, delimiter: str) -> Layout:
    headers = tuple(header.strip() for header in record.cells)
    return Layout(path, encoding, delimiter, record.line, headers, columns.match_headers(headers))


def _first(data: bytes, encoding: str, delimiter: str, path: str) -> Iterator[Record]:
    """The records that may be the header, as far as this delimiter can split them."""
    found = records(data, encoding=encoding, delimiter=delimiter, path=path)
    try:
        for record in islice(found, PREAMBLE):
            if record.fault is None and not record.blank:
                yield record
    except InputError:
        return  # this delimiter does not fit; if none does, the rows are refused with their lines


def _ignored(layout: Layout) -> tuple[str, ...]:
    used = {column.index for column in layout.columns}
    return tuple(
        header or f"(column {index + 1}, no name)" for index, header in enumerate(layout.headers) if index not in used
    )


def _layout_notes(layout: Layout) -> Iterator[str]:
    if layout.line > 1:
        yield f"the header is in line {layout.line}; what stands above it was not read"
    for header in layout.headers:
        if columns.is_unclear(header):
            yield f"the column {header!r} was not used: it can mean several things; rename it to say which"
    fields = {column.field for column in layout.columns}
    if "date" not in fields:
        yield "no column tells the date: whether a measure was in force cannot be told"
    if not fields & {"hs", "item"}:
        yield "no column tells the goods, by code or in words"


# records


def _body(data: bytes, layout: Layout) -> Iterator[Record]:
    """The records below the header, blank ones left out."""
    found = records(data, encoding=layout.encoding, delimiter=layout.delimiter, path=layout.path)
    return (record for record in found if record.line > layout.line and not record.blank)


def _sound(data: bytes, layout: Layout) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Line and cells of the rows that fit the header; raises InputError where there are too many rows."""
    for count, record in enumerate(_body(data, layout), start=1):
        if count > MAX_ROWS:
            hint = "split it into smaller files, each with the header"
            raise InputError(f"more than {MAX_ROWS:,} rows", path=layout.path, line=record.line, hint=hint)
        if record.fault is None and len(record.cells) == len(layout.headers):
            yield record.line, record.cells


def _fault(record: Record, layout: Layout) -> Rejected | None:
    """Why a record cannot be laid under the header, if so."""
    lines = f"; it runs over lines {record.line} to {record.last_line}" if record.last_line > record.line else ""
    if record.fault is not None:
        hint = "double a quotation mark that belongs to the text, and quote the whole cell"
        return Rejected(layout.path, record.line, None, None, record.fault + lines, hint)
    have, want = len(record.cells), len(layout.headers)
    if have == want:
        return None
    hint = "quote a cell that holds the delimiter" if have > want else "give every row as many cells as the header"
    return Rejected(layout.path, record.line, None, None, f"{have} cells where the header has {want}{lines}", hint)
