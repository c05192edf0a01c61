"""A file cut into blocks, each read by one process: row groups of Parquet, stretches of a text, rows at hand.

A stretch of text is cut where a line ends outside quotation marks. A block that is not what its
cut took it for (lines of uneven length, loose quotation marks, blank lines) raises Odd: it is
then read row by row by the reader of its form.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tidewaiter.engine.bulk.numbers import as_text
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.engine.bulk.resolve import NUMBERS, SILENT, TEXTS
from tidewaiter.trade.columns import Column
from tidewaiter.trade.records import MAX_CELL
from tidewaiter.trade.sheets import Rejected, Row

STRETCH = 8 * 1024 * 1024
PORTION = 20_000
"""Rows at hand that go into one block."""


class Odd(Exception):
    """A block is not what its cut took it for."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes ``start`` to ``end`` of a text in UTF-8; its first row is the line ``line``."""

    path: str
    start: int
    end: int
    line: int
    delimiter: str
    width: int


@dataclass(frozen=True, slots=True)
class Group:
    """A row group of a Parquet file; its first row has the number ``first``."""

    path: str
    group: int
    first: int


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows at hand, with what was rejected between them."""

    rows: tuple[Row, ...]
    rejects: tuple[Rejected, ...] = ()


Block = Stretch | Group | Portion


@dataclass(frozen=True, slots=True)
class Loaded:
    """The columns of a block that count, by column index, as Arrow arrays of text; days and numbers may be left out.

    ``numbers`` are the rows' numbers, ``columns`` all columns that count, as the file has them.
    """

    count: int
    cells: Mapping[int, Any]
    numbers: Any
    columns: Mapping[int, Any]
    rejects: tuple[Rejected, ...] = ()

    def texts(self, rows: Sequence[int]) -> Iterator[tuple[int, dict[int, str]]]:
        """Number and cells of some rows, in their order."""
        import pyarrow as pa

        at = pa.array(rows, pa.int64())
        taken = {index: column.take(at) for index, column in self.columns.items()}
        columns = {index: as_text(column).to_pylist() for index, column in taken.items()}
        numbers = self.numbers[rows].tolist() if len(rows) else []
        for place, number in enumerate(numbers):
            yield number, {index: column[place] or "" for index, column in columns.items()}


def load(block: Block, reading: Reading) -> Loaded:
    """Reads a block. Raises Odd where it cannot be read in columns."""
    if isinstance(block, Group):
        return _group(block, reading)
    return _stretch(block, reading) if isinstance(block, Stretch) else _portion(block, reading)


# Parquet


def groups(path: Path) -> Iterator[Group]:
    """The row groups of a Parquet file."""
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(path) as file:
        first = 1
        for group in range(file.num_row_groups):
            yield Group(str(path), group, first)
            first += file.metadata.row_group(group).num_rows


def _group(block: Group, reading: Reading) -> Loaded:
    import numpy as np
    import pyarrow.parquet as parquet

    wanted = {column.index: reading.headers[column.index] for column in reading.columns}
    words = [reading.headers[column.index] for column in reading.columns if column.kind not in (*NUMBERS, *SILENT)]
    with parquet.ParquetFile(block.path, read_dictionary=words) as file:
        table = file.read_row_group(block.group, columns=list(wanted.values())).combine_chunks()
    columns = {index: _whole(table[name]) for index, name in wanted.items()}
    numbered = {column.index for column in reading.columns if column.kind in NUMBERS}
    cells = {index: cell if index in numbered else as_text(cell) for index, cell in columns.items()}
    return Loaded(table.num_rows, cells, np.arange(block.first, block.first + table.num_rows), columns)


def _whole(column: Any) -> Any:
    import pyarrow as pa

    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


# text


def stretches(
    path: Path, *, start: int, line: int, delimiter: str, width: int, size: int = STRETCH
) -> Iterator[Stretch]:
    """A text in UTF-8 cut into stretches, from the byte ``start``, which begins the line ``line``."""
    with path.open("rb") as file:
        file.seek(start)
        rest = b""
        while True:
            data = file.read(size)
            whole = rest + data
            cut = len(whole) if not data else _cut(whole)
            if cut:
                yield Stretch(str(path), start, start + cut, line, delimiter, width)
            if not data:
                return
            line += whole.count(b"\n", 0, cut)
            start, rest = start + cut, whole[cut:]


def _cut(data: bytes) -> int:
    """Behind the last line that ends outside quotation marks; 0 where there is none."""
    marks, end = data.count(b'"'), len(data)
    while (found := data.rfind(b"\n", 0, end)) >= 0:
        marks -= data.count(b'"', found, end)
        if marks % 2 == 0:
            return found + 1
        end = found
    return 0


def _stretch(block: Stretch, reading: Reading) -> Loaded:
    import numpy as np
    import pyarrow as pa
    import pyarrow.csv as comma

    with Path(block.path).open("rb") as file:
        file.seek(block.start)
        data = file.read(block.end - block.start)
    lines = _lines(data, block.delimiter)
    names = [str(at) for at in range(block.width)]
    kinds = {str(column.index): _kind(column) for column in reading.columns}
    try:
        table = comma.read_csv(
            pa.BufferReader(data),
            read_options=comma.ReadOptions(column_names=names, use_threads=False, block_size=max(len(data), 1)),
            parse_options=comma.ParseOptions(delimiter=block.delimiter, ignore_empty_lines=False),
            convert_options=comma.ConvertOptions(
                include_columns=list(kinds), column_types=kinds, strings_can_be_null=False, check_utf8=True
            ),
        )
    except pa.ArrowInvalid as bad:
        raise Odd(str(bad)) from None
    if table.num_rows != lines or _has_blank_lines(data, block.delimiter):
        raise Odd("blank lines, or cells of several lines")
    columns = {int(name): _whole(table[name]) for name in kinds}
    return Loaded(lines, columns, np.arange(block.line, block.line + lines), columns)


def _kind(column: Column) -> Any:
    """Amounts and texts are held as they stand, what is told in few words by its distinct words."""
    import pyarrow as pa

    return pa.string() if column.kind in ("amount", *TEXTS, *SILENT) else pa.dictionary(pa.int32(), pa.string())


def _lines(data: bytes, delimiter: str) -> int:
    """How many lines there are. Raises Odd where a line or a quotation mark is not as the plain form has it."""
    import numpy as np

    view = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(view == 10)
    lines = len(ends) + (0 if data.endswith(b"\n") else 1)
    edges = np.concatenate(([-1], ends, [len(data)]))
    if int(np.diff(edges).max(initial=0)) > MAX_CELL or data.count(b"\r") != data.count(b"\r\n") or b"\0" in data:
        raise Odd("long lines, or ends of lines of another kind")
    marks = np.flatnonzero(view == 34)
    if len(marks) and not _closed(view, marks, ord(delimiter)):
        raise Odd("loose quotation marks")
    return lines


def _has_blank_lines(data: bytes, delimiter: str) -> bool:
    """Whether a line holds nothing but white space, delimiters and quotation marks."""
    sign = re.escape(delimiter.encode())
    body = data[:-1] if data.endswith(b"\n") else data
    return re.search(rb"(?m)^[ \t\r\"" + sign + rb"]*$", body) is not None


def _closed(view: Any, marks: Any, delimiter: int) -> bool:
    """Whether every quotation mark opens or closes a whole cell, or is one of two inside it."""
    import numpy as np

    if len(marks) % 2:
        return False
    first, last = marks[::2], marks[1::2]
    padded = np.concatenate(([10], view, [10]))
    before, after = padded[first], padded[last + 2]
    doubled = np.zeros(len(first) + 1, dtype=bool)
    doubled[1:-1] = first[1:] == last[:-1] + 1
    opens = (before == delimiter) | (before == 10) | doubled[:-1]
    closes = (after == delimiter) | (after == 10) | (after == 13) | doubled[1:]
    return bool(opens.all() and closes.all())


# rows at hand


def portions(rows: Iterable[Row | Rejected], size: int = PORTION) -> Iterator[Portion]:
    """Rows in portions; a rejection stays with the rows before it."""
    stream = iter(rows)
    while held := list(islice(stream, size)):
        yield Portion(
            tuple(each for each in held if isinstance(each, Row)),
            tuple(each for each in held if isinstance(each, Rejected)),
        )


def _portion(block: Portion, reading: Reading) -> Loaded:
    import numpy as np
    import pyarrow as pa

    columns = {
        column.index: pa.array([row.cells[column.index][1] for row in block.rows], pa.string())
        for column in reading.columns
    }
    numbers = np.array([row.number for row in block.rows], dtype=np.int64)
    return Loaded(len(block.rows), columns, numbers, columns, block.rejects)
