"""A file opened for the engine: its parts, each with how its rows are read and the blocks it is cut into.

The quick way reads columns: row groups of Parquet, stretches of a delimited text in UTF-8. It
learns the habits of the columns from the first rows; a block that shows another habit, or is not
of the plain form, raises Odd, and the file is read anew the whole way: row by row by the reader
of its form, all rows before the first answer, and the filter over portions of them.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tidewaiter.engine.bulk import blocks
from tidewaiter.engine.bulk.blocks import Block
from tidewaiter.engine.bulk.numbers import as_text, habit_of
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.engine.bulk.resolve import NUMBERS
from tidewaiter.engine.bulk.work import Shown
from tidewaiter.errors import InputError
from tidewaiter.trade.columns import Column
from tidewaiter.trade.dates import DateOrder
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.habits import find_habits
from tidewaiter.trade.readers import delimited
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source
from tidewaiter.trade.tables import match

SAMPLE = 20_000
"""Rows from which the habits of a table are learned on the quick way."""
_HEAD = 16 * 1024 * 1024
_PLAIN = ("utf-8", "utf-8-sig", "ascii")


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a file: how its rows are read, its blocks, and what a user should know of it."""

    reading: Reading
    blocks: Callable[[], Iterator[Block]]
    notes: tuple[str, ...] = ()
    size: int | None = None
    shown: Shown = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of a table."""

    dates: DateOrder | None = None
    encoding: str | None = None
    regime: str | None = None


def open_quick(source: Source, asked: Asked) -> Part | None:
    """The table of a file that can be read by columns; None for any other."""
    if source.path is None:
        return None
    with source.open() as stream:
        start = stream.read(4)
    return _parquet(source, asked) if start == b"PAR1" else _text(source, asked)


def open_whole(source: Source, asked: Asked) -> Iterator[Part]:
    """The tables of a file of any form, read row by row."""
    for sheet in open_sheets(source, encoding=asked.encoding):
        yield _of_sheet(sheet, asked, lambda sheet=sheet: blocks.portions(sheet.rows()))  # type: ignore[misc]


def _of_sheet(
    sheet: Sheet,
    asked: Asked,
    cut: Callable[[], Iterator[Block]],
    *,
    sample: int | None = None,
    size: int | None = None,
) -> Part:
    columns = match(sheet)
    shown: dict[str, set[str]] = {column.field: set() for column in columns if column.field in NUMBERS}
    rows = _noting(islice(sheet.rows(), sample), columns, shown if sample else {})
    habits = find_habits(rows, columns, dates=asked.dates)
    reading = Reading(sheet.path, sheet.headers, columns, habits, sheet.name, asked.regime)
    told = tuple((name, frozenset(found)) for name, found in shown.items()) if sample else ()
    return Part(reading, cut, (*sheet.notes, *habits.notes), size, told)


def _noting(
    rows: Iterable[Row | Rejected], columns: tuple[Column, ...], shown: dict[str, set[str]]
) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Number and cells of the rows, noting on the way which habits they show."""
    watched = [column for column in columns if column.field in shown]
    for row in rows:
        if isinstance(row, Rejected):
            continue
        for column in watched:
            if habit := habit_of(column.field, row.cells[column.index][1]):
                shown[column.field].add(habit)
        yield row.number, tuple(text for _, text in row.cells)


# Parquet


def _parquet(source: Source, asked: Asked) -> Part:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    path = Path(source.path or "")
    try:
        with parquet.ParquetFile(path) as file:
            headers, count = tuple(file.schema_arrow.names), file.num_row_groups
    except (pa.ArrowInvalid, OSError) as bad:
        raise InputError(f"not a whole Parquet file: {bad}", path=source.name, hint="fetch or write it again") from None
    sheet = Sheet(source.name, None, "parquet", 0, headers, lambda: _rows(path, headers), counts="row")
    return _of_sheet(sheet, asked, lambda: iter(blocks.groups(path)), sample=SAMPLE, size=count)


def _rows(path: Path, headers: tuple[str, ...]) -> Iterator[Row]:
    """The rows of a Parquet file as text."""
    import pyarrow.parquet as parquet

    number = 0
    with parquet.ParquetFile(path) as file:
        for batch in file.iter_batches(batch_size=5_000):
            columns = [as_text(column).to_pylist() for column in batch.columns]
            for cells in zip(*columns, strict=True):
                number += 1
                yield Row(number, tuple((name, cell or "") for name, cell in zip(headers, cells, strict=True)))


# text


def _text(source: Source, asked: Asked) -> Part | None:
    """A delimited text in UTF-8 whose header is one plain line; None for any other file."""
    with source.open() as stream:
        data = stream.read(_HEAD)
    data = data[: data.rfind(b"\n") + 1] if len(data) == _HEAD else data
    begun = Source(source.name, len(data), lambda: io.BytesIO(data))
    sheet = next(iter(_delimited(begun, asked)), None)
    if sheet is None or sheet.encoding not in _PLAIN or sheet.delimiter is None or len(sheet.delimiter.encode()) != 1:
        return None
    start = _behind(data, sheet.line)
    if start is None:
        return None
    path, width, delimiter = Path(source.path or ""), len(sheet.headers), sheet.delimiter
    cut = _cutter(path, start, sheet.line + 1, delimiter, width)
    return _of_sheet(sheet, asked, cut, sample=SAMPLE, size=-(-(source.size - start) // blocks.STRETCH))


def _cutter(path: Path, start: int, line: int, delimiter: str, width: int) -> Callable[[], Iterator[Block]]:
    def cut() -> Iterator[Block]:
        return blocks.stretches(path, start=start, line=line, delimiter=delimiter, width=width)

    return cut


def _delimited(begun: Source, asked: Asked) -> Iterable[Sheet]:
    """The sheet of a text, as far as its beginning tells; none where the text is of another form."""
    from tidewaiter.trade.forms import tell_form

    return delimited.read(begun, encoding=asked.encoding) if tell_form(begun) == "delimited" else ()


def _behind(data: bytes, line: int) -> int | None:
    """Where the line after the header's begins; None where quotation marks run over it."""
    at = 0
    for _ in range(line):
        at = data.find(b"\n", at) + 1
        if at == 0:
            return None
    return at if data.count(b'"', 0, at) % 2 == 0 else None
