"""A file opened for the engine: its parts, each with how its rows are read and the blocks it is cut into.

The quick way reads columns: row groups of Parquet, stretches of a delimited text in UTF-8. It
learns the habits of the columns from the first rows; a block that shows another habit, or is not
of the plain form, raises Odd, and the file is read anew the whole way: row by row by the reader
of its form, all rows before the first answer, and the filter over portions of them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from tidewaiter.engine.bulk import blocks, first, numbers
from tidewaiter.engine.bulk.blocks import Block, Stretch
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.engine.bulk.resolve import NUMBERS
from tidewaiter.engine.bulk.work import Shown
from tidewaiter.trade.columns import Column
from tidewaiter.trade.forms import open_sheets, tell_form
from tidewaiter.trade.mapping import Mapping
from tidewaiter.trade.plan import Plan, Rows, make_plan
from tidewaiter.trade.readers import delimited
from tidewaiter.trade.seen import Seen, by_columns
from tidewaiter.trade.sheets import Row, Sheet, Source

SAMPLE = 20_000
"""Rows from which the habits of a table are learned on the quick way."""
_CODES = 5_000  # distinct codes from which ``habits`` tells how a column writes them
_HEAD = 8 * 1024 * 1024  # bytes of a text among which its first rows are
_MB = 1024 * 1024
_FIRST = 200  # rows that tell how days are written
_DAY = re.compile(r"(?:[0-9]{4}-[0-9]{2}-[0-9]{2})?")
_PLAIN = ("utf-8", "utf-8-sig", "ascii")


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a file: how its rows are read, its blocks, and what a user should know of it.

    ``size`` is the weight of all blocks in ``unit``, ``scale`` of it to one.
    """

    reading: Reading
    blocks: Callable[[], Iterable[Block]]
    notes: tuple[str, ...] = ()
    size: int | None = None
    shown: Shown = ()
    unit: str = "rows"
    scale: int = 1


@dataclass(frozen=True, slots=True)
class Asked:
    """What the user says of a table."""

    mapping: Mapping = field(default_factory=Mapping)
    encoding: str | None = None
    regime: str | None = None
    lists: str | None = None


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


def _of_sheet(sheet: Sheet, asked: Asked, cut: Callable[[], Iterable[Block]]) -> Part:
    """A sheet all of whose rows are looked at before the first is read."""

    def rows() -> Iterable[tuple[int, tuple[str, ...]]]:
        return ((row.number, _texts(row)) for row in sheet.rows() if isinstance(row, Row))

    plan = _plan(sheet, asked, rows)
    reading = Reading(sheet.path, sheet.headers, plan, sheet.name, asked.regime, asked.lists)
    return Part(reading, cut, (*sheet.notes, *plan.notes))


def _plan(sheet: Sheet, asked: Asked, rows: Rows | Sequence[Seen]) -> Plan:
    return make_plan(
        sheet.headers, rows, mapping=asked.mapping, fields=sheet.fields, numbers=sheet.numbers, path=sheet.path,
        line=sheet.line,
    )  # fmt: skip


def _of_first(sheet: Sheet, seen: Sequence[Seen], asked: Asked, cut: Callable[[], Iterable[Block]], size: int) -> Part:
    """A sheet whose plan is made from what its first rows show."""
    plan = _plan(sheet, asked, seen)
    shown = _shown(seen, plan.columns)
    reading = Reading(sheet.path, sheet.headers, plan, sheet.name, asked.regime, asked.lists)
    told = tuple((index, frozenset(found)) for index, found in shown.items())
    return Part(reading, cut, (*sheet.notes, *plan.notes), size, told)


def _first(sheet: Sheet) -> tuple[Seen, ...]:
    """What the first rows show, where they are not to be had by columns."""
    rows = (row for row in islice(sheet.rows(), SAMPLE) if isinstance(row, Row))
    return by_columns(((row.number, _texts(row)) for row in rows), len(sheet.headers))


def _texts(row: Row) -> tuple[str, ...]:
    return tuple(text for _, text in row.cells)


def _shown(seen: Sequence[Seen], columns: tuple[Column, ...]) -> dict[int, set[str]]:
    """Which habits the cells of the first rows show."""
    import pyarrow as pa

    watched = [column for column in columns if column.kind in (*NUMBERS, "hs") and column.index >= 0]
    shown = {
        column.index: set(numbers.habits_of(pa.array(seen[column.index].texts, pa.string()), column))
        for column in watched
    }
    coded = [column.index for column in columns if column.kind == "hs" and column.index >= 0]
    # of so many distinct codes no more are asked how a column writes them, whatever comes behind
    full = {index: shown[index] | {numbers.ODD_CODE} for index in coded if len(seen[index].texts) > _CODES}
    return shown | full


# Parquet


def _parquet(source: Source, asked: Asked) -> Part | None:
    import pyarrow as pa
    import pyarrow.parquet as parquet

    sheet = next(iter(open_sheets(source)))
    path = Path(source.path or "")
    with parquet.ParquetFile(path) as file:
        names, kinds, count = file.schema_arrow.names, file.schema_arrow.types, file.metadata.num_rows
    if tuple(names) != sheet.headers or len(set(names)) < len(names) or any(map(pa.types.is_nested, kinds)):
        return None
    seen = first.of_parquet(path, SAMPLE) or _first(sheet)
    return _of_first(sheet, seen, asked, lambda: iter(blocks.groups(path)), count)


# text


def _text(source: Source, asked: Asked) -> Part | None:
    """A delimited text in UTF-8 whose header is one plain line; None for any other file."""
    with source.open() as stream:
        data = stream.read(_HEAD)
    data = data[: data.rfind(b"\n") + 1] if len(data) == _HEAD else data
    begun = Source(source.name, len(data), lambda: io.BytesIO(data), header=source.header)
    if tell_form(begun) != "delimited":
        return None
    layout = delimited.find_layout(begun, encoding=asked.encoding)
    if layout.encoding.name not in _PLAIN or len(layout.delimiter.encode()) != 1:
        return None
    header = layout.header
    start = _behind(data, header.line)
    if start is None:
        return None
    whole = Stretch(source.path or "", start, source.size, header.line + 1, layout.delimiter, len(header.names))
    seen = first.of_text(data, whole, header.names, SAMPLE)
    sheet = delimited.sheet_of(begun, layout, even=seen is not None)
    seen = seen or _first(sheet)
    part = _of_first(sheet, seen, asked, lambda: (), (source.size - start) // _MB)
    days = _days(seen, part.reading.columns, header.line + _FIRST)
    return replace(part, blocks=lambda: blocks.stretches(replace(whole, days=days)), unit="MB", scale=_MB)


def _days(seen: Sequence[Seen], columns: tuple[Column, ...], last: int) -> tuple[int, ...]:
    """The columns whose cells up to this line are all empty, or days written as 2024-02-18."""
    dated = [column.index for column in columns if column.kind == "date"]
    return tuple(
        at
        for at in dated
        if all(_DAY.fullmatch(text) for text, line in zip(seen[at].texts, seen[at].lines, strict=True) if line <= last)
    )


def _behind(data: bytes, line: int) -> int | None:
    """Where the line after the header's begins; None where quotation marks run over it."""
    at = 0
    for _ in range(line):
        at = data.find(b"\n", at) + 1
        if at == 0:
            return None
    return at if data.count(b'"', 0, at) % 2 == 0 else None
