"""A file cut into blocks, each read by one process: row groups of Parquet, stretches of a text, rows at hand.

A stretch of text is cut where a line ends outside quotation marks. One with blank lines, lines of
uneven length or cells of several lines is read row by row; a block that is not what its cut took
it for (loose quotation marks, a header in its midst) raises Odd, and the whole file is read anew.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

from tidewaiter.engine.bulk.numbers import as_text, as_told
from tidewaiter.engine.bulk.reading import Place, Reading
from tidewaiter.engine.bulk.resolve import NUMBERS, SILENT
from tidewaiter.trade.columns import Column
from tidewaiter.trade.readers import delimited
from tidewaiter.trade.readers.parquet import spoilt
from tidewaiter.trade.records import MAX_CELL
from tidewaiter.trade.sheets import Rejected, Row, source_of

STRETCH = 8 * 1024 * 1024
PORTION = 20_000
"""Rows at hand that go into one block."""


class Odd(Exception):
    """A block is not what its cut took it for."""


class Uneven(Exception):
    """A stretch of text is not one line a row, all of them of one length."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Bytes ``start`` to ``end`` of a text in UTF-8; its first row is the line ``line``.

    ``days`` are the columns of days written as 2024-02-18, as far as the first rows show.
    """

    path: str
    start: int
    end: int
    line: int
    delimiter: str
    width: int
    days: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """So many ``rows`` of a row group of a Parquet file, behind those it skips; the first has the number ``first``."""

    path: str
    group: int
    first: int
    rows: int
    skips: int = 0


@dataclass(frozen=True, slots=True)
class Portion:
    """Rows at hand, with what was rejected between them."""

    rows: tuple[Row, ...]
    rejects: tuple[Rejected, ...] = ()


Block = Stretch | Group | Portion


def weight(block: Block) -> int:
    """How much of its table a block is: rows, or bytes of a text."""
    if isinstance(block, Stretch):
        return block.end - block.start
    return block.rows if isinstance(block, Group) else len(block.rows)


_FEED, _RETURN, _MARK = b'\n\r"'
_LOOKED_AT = 4
_LONGEST = 4 * STRETCH  # bytes that are held in search of the end of a line outside quotation marks
_AT_ONCE = 32_768  # rows of a row group that are held: a group may be as large as its file
_SHARES = 16  # blocks of a file from which on processes get even shares of it
_MOST, _LEAST = 4, 131_072  # parts of a row group, and rows of one: a part has to read over those before it


@dataclass(frozen=True, slots=True)
class Loaded:
    """The columns of a block that can tie a row to the regime, by column index, as Arrow arrays.

    Days and numbers may be typed, all others are texts. ``rows_at`` gives place and cells, by
    column index, of the rows that are asked for, as the file has them.
    """

    count: int
    cells: Mapping[int, Any]
    rows_at: Callable[[Sequence[int]], Iterator[tuple[Place, dict[int, str]]]]
    rejects: tuple[Rejected, ...] = ()


def load(block: Block, reading: Reading) -> Iterator[Loaded]:
    """Reads a block, part by part. Raises Odd where it cannot be read in columns."""
    if isinstance(block, Group):
        yield from _group(block, reading)
    else:
        yield _stretch(block, reading) if isinstance(block, Stretch) else _portion(block, reading)


# Parquet


def groups(path: Path) -> Iterator[Group]:
    """The row groups of a Parquet file; large ones in parts where the file has few."""
    import pyarrow.parquet as parquet

    with parquet.ParquetFile(path) as file:
        first, count = 1, file.num_row_groups
        for group in range(count):
            rows = file.metadata.row_group(group).num_rows
            for skips, share in _parts(rows, count):
                yield Group(str(path), group, first + skips, share, skips)
            first += rows


def _parts(rows: int, groups: int) -> Iterator[tuple[int, int]]:
    """The parts of one of so many row groups: the rows before each, and its own."""
    parts = max(min(_MOST, rows // _LEAST, -(-_SHARES // groups)), 1)
    step = -(-rows // parts // _AT_ONCE) * _AT_ONCE if parts > 1 else max(rows, 1)
    for skips in range(0, max(rows, 1), step):
        yield skips, min(step, rows - skips)


def _group(block: Group, reading: Reading) -> Iterator[Loaded]:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    wanted = {column.index: reading.headers[column.index] for column in reading.columns}
    words = [reading.headers[column.index] for column in reading.columns if column.kind not in (*NUMBERS, *SILENT)]
    first, end, skips = block.first, block.first + block.rows, block.skips
    try:
        with parquet.ParquetFile(block.path, read_dictionary=words) as file:
            names = list(wanted.values())
            for batch in file.iter_batches(batch_size=_AT_ONCE, row_groups=[block.group], columns=names):
                mine, skips = batch.slice(skips, end - first), max(skips - batch.num_rows, 0)
                if mine.num_rows:
                    columns = {at: _movable(mine.column(name)) for at, name in wanted.items()}
                    yield _loaded(columns, mine.num_rows, first, reading)
                    first += mine.num_rows
                if first == end:
                    return
    except (pa.ArrowException, OSError) as bad:
        rejects = spoilt(reading.path, first, end - 1, bad)
        yield Loaded(0, {}, lambda rows: iter(()), tuple(rejects))


def _movable(column: Any) -> Any:
    """A column of a type whose rows Arrow can take out."""
    import pyarrow as pa

    return as_text(column) if pa.types.is_string_view(column.type) else column


def _loaded(columns: Mapping[int, Any], count: int, first: int, reading: Reading) -> Loaded:
    telling = {column.index: column for column in reading.columns if column.kind not in SILENT}
    cells = {at: as_told(columns[at], column) for at, column in telling.items()}

    def rows_at(rows: Sequence[int]) -> Iterator[tuple[Place, dict[int, str]]]:
        return _taken(columns, rows, [first + row for row in rows])

    return Loaded(count, cells, rows_at)


def _taken(
    columns: Mapping[int, Any], rows: Sequence[int], places: Sequence[Place]
) -> Iterator[tuple[Place, dict[int, str]]]:
    """Place and cells of some rows of Arrow columns."""
    import pyarrow as pa

    at = pa.array(rows, pa.int64())
    texts = {index: as_text(column.take(at)).to_pylist() for index, column in columns.items()}
    for number, place in enumerate(places):
        yield place, {index: column[number] or "" for index, column in texts.items()}


def _whole(column: Any) -> Any:
    import pyarrow as pa

    return column.chunk(0) if column.num_chunks else pa.array([], column.type)


# text


def stretches(first: Stretch, *, size: int = STRETCH) -> Iterator[Stretch]:
    """A stretch of text cut into shorter ones of about ``size`` bytes. Raises Odd where no line seems to end."""
    start, line, wanted = first.start, first.line, size
    with Path(first.path).open("rb") as file:
        while True:
            file.seek(start)
            data = file.read(wanted)
            last = len(data) < wanted
            cut = len(data) if last else _cut(data)
            if cut:
                yield replace(first, start=start, end=start + cut, line=line)
            elif wanted > _LONGEST:
                raise Odd("a line, or a quotation mark, that does not end")
            if last:
                return
            line, start = line + _count(data, _FEED, cut), start + cut
            wanted = size if cut else wanted + size


def _cut(data: bytes) -> int:
    """Behind the last line that ends outside quotation marks; 0 where there is none."""
    marks, end = _count(data, _MARK), len(data)
    while (found := data.rfind(b"\n", 0, end)) >= 0:
        marks -= data.count(b'"', found, end)
        if marks % 2 == 0:
            return found + 1
        end = found
    return 0


def _count(data: bytes, sign: int, end: int | None = None) -> int:
    import numpy as np

    return int(np.count_nonzero(np.frombuffer(data, dtype=np.uint8)[:end] == sign))


def _stretch(block: Stretch, reading: Reading) -> Loaded:
    with Path(block.path).open("rb") as file:
        file.seek(block.start)
        data = file.read(block.end - block.start)
    try:
        return _plain(data, block, reading)
    except Uneven:
        return _row_by_row(data, block, reading)


def in_columns(data: bytes, block: Stretch, kinds: Mapping[str, Any], headers: Sequence[str]) -> tuple[Any, Any]:
    """The columns of a text that has one line a row, all of one length, named by their places, and where lines begin.

    ``kinds`` are the Arrow types of those that are wanted. Raises Uneven where a line is not one row, and Odd.
    """
    edges = _edges(data, block.delimiter)
    table = _table(data, block, kinds)
    if table.num_rows != len(edges) - 1 or _has_blank_line(data, edges, block.delimiter):
        raise Uneven
    if all(_holds(_whole(table[name]), headers[int(name)]) for name in kinds):
        raise Odd("a header in its midst, of which only a survey of the whole file can speak")
    return table, edges


def _plain(data: bytes, block: Stretch, reading: Reading) -> Loaded:
    import numpy as np

    kinds = {str(column.index): _kind(column, block.days) for column in reading.columns if column.kind not in SILENT}
    table, edges = in_columns(data, block, kinds, reading.headers)
    cells = {int(name): _whole(table[name]) for name in kinds}

    def rows_at(rows: Sequence[int]) -> Iterator[tuple[Place, dict[int, str]]]:
        begun, ended = (edges[np.asarray(rows, dtype=np.int64) + step].tolist() for step in (0, 1))
        parts = (data[start:end].decode("utf-8") for start, end in zip(begun, ended, strict=True))
        indices = [column.index for column in reading.columns]
        for row, texts in zip(rows, csv.reader(parts, delimiter=block.delimiter, strict=True), strict=True):
            yield block.line + row, {index: texts[index] for index in indices}

    return Loaded(table.num_rows, cells, rows_at)


def _holds(cell: Any, name: str) -> bool:
    """Whether a cell of a column is the column's own name."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(cell.type):
        cell = cell.dictionary
    return bool(pa.types.is_string(cell.type) and pc.index(cell, name).as_py() >= 0)


def _table(data: bytes, block: Stretch, kinds: Mapping[str, Any]) -> Any:
    """The columns of a text; days as texts where not all of them are days."""
    import pyarrow as pa
    import pyarrow.csv as comma

    names = [str(at) for at in range(block.width)]
    try:
        return comma.read_csv(
            pa.BufferReader(data),
            read_options=comma.ReadOptions(column_names=names, use_threads=False, block_size=max(len(data), 1)),
            parse_options=comma.ParseOptions(delimiter=block.delimiter, ignore_empty_lines=False),
            convert_options=comma.ConvertOptions(
                include_columns=list(kinds),
                column_types=kinds,
                strings_can_be_null=False,
                null_values=[""],
                check_utf8=True,
            ),
        )
    except pa.ArrowInvalid:
        if block.days:
            plain = {name: pa.string() if pa.types.is_date(kind) else kind for name, kind in kinds.items()}
            return _table(data, replace(block, days=()), plain)
        raise Uneven from None


def _row_by_row(data: bytes, block: Stretch, reading: Reading) -> Loaded:
    """A text with blank lines, rejected lines, or cells of several lines."""
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as bad:
        raise Odd(str(bad)) from None
    found = delimited.rows_within(
        source_of(data, name=reading.path), names=reading.headers, delimiter=block.delimiter, line=block.line
    )
    held = list(found)
    if None in held:
        raise Odd("a line that only a survey of the whole file can speak of")
    return _portion(next(portions((one for one in held if one), max(len(held), 1)), Portion(())), reading)


def _kind(column: Column, days: Sequence[int]) -> Any:
    """Amounts are held as they stand, all else by its distinct texts."""
    import pyarrow as pa

    if column.index in days:
        return pa.date32()
    return pa.string() if column.kind == "amount" else pa.dictionary(pa.int32(), pa.string())


def _edges(data: bytes, delimiter: str) -> Any:
    """Where each line begins, and where the last one ends, as a numpy array.

    Raises Odd where a line or a quotation mark is not as the plain form has it.
    """
    import numpy as np

    view = np.frombuffer(data, dtype=np.uint8)
    ends = np.flatnonzero(view == _FEED) + 1
    edges = np.concatenate(([0], ends, [] if data.endswith(b"\n") else [len(data)])).astype(np.int64)
    returns = _count(data, _RETURN) if b"\r" in data else 0
    if int(np.diff(edges).max(initial=0)) > MAX_CELL or b"\0" in data:
        raise Odd("long lines, or a byte of no text")
    if returns and returns != int(np.count_nonzero(view[ends[ends > 1] - 2] == _RETURN)):
        raise Odd("ends of lines of another kind")
    marks = np.flatnonzero(view == _MARK)
    if len(marks) and not _closed(view, marks, ord(delimiter)):
        raise Odd("loose quotation marks")
    return edges


def _has_blank_line(data: bytes, edges: Any, delimiter: str) -> bool:
    """Whether a line holds nothing but white space, delimiters and quotation marks."""
    import numpy as np

    view = np.frombuffer(data, dtype=np.uint8)
    starts, ends = edges[:-1], edges[1:]
    signs = b' \t\r\n"' + delimiter.encode()
    idle = np.zeros(256, dtype=bool)
    idle[list(signs)] = True
    for step in range(_LOOKED_AT):  # nearly every line tells by its first signs that it is not
        may_be = idle[view[np.minimum(starts + step, ends - 1)]]
        starts, ends = starts[may_be], ends[may_be]
    return any(not data[start:end].strip(signs) for start, end in zip(starts.tolist(), ends.tolist(), strict=True))


def _closed(view: Any, marks: Any, delimiter: int) -> bool:
    """Whether every quotation mark opens or closes a whole cell, or is one of two inside it."""
    import numpy as np

    if len(marks) % 2:
        return False
    before, behind = np.zeros(256, dtype=bool), np.zeros(256, dtype=bool)
    before[[delimiter, _FEED, _MARK]] = behind[[delimiter, _FEED, _RETURN, _MARK]] = True
    first, last = marks[::2], marks[1::2]
    opens = before[view[first - 1]]
    opens[0] |= first[0] == 0
    return bool(opens.all() and behind[view[np.minimum(last + 1, len(view) - 1)]].all())


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
    import pyarrow as pa

    columns = {
        column.index: pa.array([row.cells[column.index][1] for row in block.rows], pa.string())
        for column in reading.columns
    }

    def rows_at(rows: Sequence[int]) -> Iterator[tuple[Place, dict[int, str]]]:
        return _taken(columns, rows, [_place(block.rows[row], reading) for row in rows])

    return Loaded(len(block.rows), columns, rows_at, block.rejects)


def _place(row: Row, reading: Reading) -> Place:
    return row.number if row.sheet in (None, reading.sheet) else (row.sheet, row.number)
