"""Delimited text: any delimiter, any encoding, lines of uneven length."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice

from tidewaiter.errors import InputError
from tidewaiter.trade.encodings import Encoding, find_encoding
from tidewaiter.trade.headers import PREAMBLE, Header, Line, find_header, refuse_wide
from tidewaiter.trade.records import Record, records
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source, source_of

DELIMITERS = (",", ";", "\t", "|", "^", "~", "\x01", "\x1f", "¦", "§", "¬", "#", "*", "!", ":")
"""Signs that may part the cells, the commonest first; the header says which of them does."""


_LOWEST = 20
"""Lines of words that may stand below a table."""

_TOP = 4 * 1024 * 1024
"""Characters among which the header is looked for."""

_HINTS = {
    "a byte that is not text": "save the file as UTF-8, or correct this line",
    "NUL": "write the file anew without it",
    "line has": "the line has no end: write the file anew",
    "characters": "shorten the text",
}


@dataclass(frozen=True, slots=True)
class Layout:
    """How a file is to be split: encoding, delimiter, header."""

    encoding: Encoding
    delimiter: str
    header: Header


def read(source: Source, *, encoding: str | None = None) -> Iterator[Sheet]:
    """The one sheet of a delimited text.

    ``encoding`` is needed only where it is none of Unicode's and cannot be told from the letters.
    Raises InputError where nothing of the file can be read.
    """
    yield sheet_of(source, find_layout(source, encoding=encoding))


def sheet_of(source: Source, layout: Layout, *, even: bool = False) -> Sheet:
    """The sheet of a text that is split so. ``even``: every record is known to be one row, and none is surveyed."""
    names = layout.header.names
    refuse_wide(names, path=source.name, line=layout.header.line)
    return Sheet(
        path=source.name,
        name=None,
        form="delimited",
        line=layout.header.line,
        headers=names,
        rows=lambda: _rows(source, layout),
        notes=(*layout.encoding.notes, *layout.header.notes, *(() if even else _survey(source, layout))),
        encoding=layout.encoding.name.removesuffix("-sig"),
        delimiter=layout.delimiter,
    )


def find_layout(source: Source, *, encoding: str | None = None) -> Layout:
    """Encoding, delimiter and header: of all ways to split the first records, the one that makes most headers known."""
    found = find_encoding(source, encoding=encoding, lines=True)
    top = _top(source, found.name)
    best: Layout | None = None
    for delimiter in DELIMITERS:
        header = find_header(_first(top, delimiter, source.header), row=source.header)
        if header and (best is None or header.score > best.header.score):
            best = Layout(found, delimiter, header)
    if best is None:
        first = next(records(source, encoding=found.name, delimiter=",", errors=found.errors), None)
        what = (first and first.fault) or "no header was found"
        hint = "begin the table with a row of column names"
        if source.header is not None:
            what, hint = f"no header in line {source.header}", "count the lines of the file from 1"
        raise InputError(what, path=source.name, line=first.line if first else None, hint=hint)
    return best


def _top(source: Source, encoding: str) -> Source:
    """The beginning of the text, up to the end of a line: enough for the header, wherever it is looked for."""
    with source.open() as stream, io.TextIOWrapper(stream, encoding=encoding, errors="replace", newline="") as text:
        start = text.read(_TOP)
        whole = len(start) < _TOP
    return source_of((start if whole else start[: start.rfind("\n") + 1] or start).encode(), name=source.name)


def _first(top: Source, delimiter: str, row: int | None) -> list[Line]:
    """The records that may be the header, as far as this delimiter can split them."""
    lines: list[Line] = []
    try:
        for record in islice(records(top, encoding="utf-8", delimiter=delimiter), max(PREAMBLE, row or 0)):
            if record.fault is None:
                lines.append(Line(record.line, record.cells))
    except InputError:
        pass  # this delimiter does not fit; if none does, the rows are refused with their lines
    return lines


def _rows(source: Source, layout: Layout) -> Iterator[Row | Rejected]:
    names = layout.header.names
    held: list[Rejected] = []  # lines of words: rejected where the table goes on behind them, else said in a note
    for record in _body(source, layout):
        cells = _fit(record.cells, names) if record.fault is None else None
        if cells is None and _is_words(record, names) and len(held) < _LOWEST:
            held.append(_reject(record, len(names), source.name))
            continue
        yield from held
        held.clear()
        if cells is None:
            yield _reject(record, len(names), source.name)
        elif not _is_header(cells, names):  # a header that stands again is said in a note
            yield Row(record.line, tuple(zip(names, cells, strict=True)))


def _is_words(record: Record, names: tuple[str, ...]) -> bool:
    """Whether a record is too short for a row and has a single filled cell, as remarks below a table have."""
    few = record.fault is None and len(record.cells) < len(names)
    return few and sum(bool(cell.strip()) for cell in record.cells) == 1


def rows_within(part: Source, *, names: tuple[str, ...], delimiter: str, line: int) -> Iterator[Row | Rejected | None]:
    """The rows of a part of a text in UTF-8 that begins in ``line``, below a header of these names.

    None stands for a record that only a survey of the whole file can speak of: a header that stands
    again, cells beyond the last name, words that may stand below the table.
    """
    for found in records(part, encoding="utf-8", delimiter=delimiter):
        record = replace(found, line=found.line + line - 1, last_line=found.last_line + line - 1)
        if record.blank:
            continue
        cells = _fit(record.cells, names) if record.fault is None else None
        if cells is None and _is_words(record, names):
            yield None
        elif cells is None:
            yield _reject(record, len(names), part.name)
        elif len(record.cells) > len(names) or _is_header(cells, names):
            yield None
        else:
            yield Row(record.line, tuple(zip(names, cells, strict=True)))


def _is_header(cells: tuple[str, ...], names: tuple[str, ...]) -> bool:
    # the first cell settles it for all but a few rows
    return cells[0].strip() == names[0] and tuple(map(str.strip, cells)) == names


def _body(source: Source, layout: Layout) -> Iterator[Record]:
    """The records below the header, blank ones left out."""
    found = records(source, encoding=layout.encoding.name, delimiter=layout.delimiter, errors=layout.encoding.errors)
    return (record for record in found if record.line > layout.header.line and not record.blank)


def _fit(cells: tuple[str, ...], names: tuple[str, ...]) -> tuple[str, ...] | None:
    """The cells as many as the header; None where it cannot be told which stands under which.

    A delimiter too many at the end of each line, as in the downloads of UN Comtrade, leaves empty
    cells behind the last name; cells may lack only where the header has no names.
    """
    width = len(names)
    if len(cells) == width:
        return cells
    if len(cells) > width:
        return None if any(map(str.strip, cells[width:])) else cells[:width]
    return None if any(names[len(cells) :]) else cells + ("",) * (width - len(cells))


def _reject(record: Record, want: int, path: str) -> Rejected:
    lines = f"; it runs over lines {record.line} to {record.last_line}" if record.last_line > record.line else ""
    if record.fault is not None:
        quotes = "double a quotation mark that belongs to the text, and quote the whole cell"
        hint = next((hint for sign, hint in _HINTS.items() if sign in record.fault), quotes)
        return Rejected(path, record.line, None, None, record.fault + lines, hint)
    have = len(record.cells)
    hint = "quote a cell that holds the delimiter" if have > want else "give every row as many cells as the header"
    return Rejected(path, record.line, None, None, f"{have} cells where the header has {want}{lines}", hint)


# what can only be told from the whole file


def _survey(source: Source, layout: Layout) -> Iterator[str]:
    """What stands in the file beside its rows, counted in one pass over it."""
    names = layout.header.names
    widths: Counter[int] = Counter()
    trimmed: Counter[int] = Counter()
    again: list[int] = []
    below: list[Record] = []
    for record in _body(source, layout):
        if _is_words(record, names) and len(below) < _LOWEST:
            below.append(record)
            continue
        below.clear()
        if record.fault is not None:
            continue
        widths[len(record.cells)] += 1
        cells = _fit(record.cells, names)
        if cells is not None and len(record.cells) > len(names):
            trimmed[len(record.cells)] += 1
        if cells is not None and _is_header(cells, names):
            again.append(record.line)
    if again:
        listed = ", ".join(map(str, again[:5])) + (f" and {len(again) - 5} more" if len(again) > 5 else "")
        yield f"the header stands again in line {listed}: no row was made of it"
    if below:
        words = "".join(below[0].cells).strip()
        yield f"below the table, from line {below[0].line} on, stand words and no rows: {words[:60]!r}"
    yield from _ragged(len(names), widths, trimmed)


def _ragged(want: int, widths: Counter[int], trimmed: Counter[int]) -> Iterator[str]:
    for width, count in sorted(trimmed.items()):
        rows = f"{count:,} row{' has' if count == 1 else 's have'}"
        yield f"{rows} {width} cells where the header has {want}; what is beyond it is empty and was left out"
    if list(widths) == [want + 1] and not trimmed:
        yield "every row has one cell more than the header, and not an empty one: name the column that has no name"
