"""Parquet: row group by row group; nested columns become columns with dots in their names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tidewaiter.errors import InputError
from tidewaiter.trade.extras import load
from tidewaiter.trade.headers import refuse_wide
from tidewaiter.trade.readers.values import as_text
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source

_BATCH = 4096
_HINT = "it may be cut short or damaged: get it again, or write it anew"


def read(source: Source) -> Iterator[Sheet]:
    """The one sheet of a Parquet file; a row's number counts its rows.

    Raises InputError for a file that is cut short or broken, ReaderError where pyarrow is missing.
    """
    parquet = load("pyarrow.parquet", path=source.name, what="a Parquet file")
    with _open(parquet, source) as file:
        flat = _flat(file.schema_arrow.empty_table())
    headers = tuple(flat.column_names)
    refuse_wide(headers, path=source.name, line=0)
    yield Sheet(
        path=source.name,
        name=None,
        form="parquet",
        line=0,
        headers=headers,
        rows=lambda: _rows(parquet, source, headers),
        counts="row",
        numbers=frozenset(_numbers(flat.schema)),
    )


def _open(parquet: Any, source: Source) -> Any:
    import pyarrow

    try:
        return parquet.ParquetFile(source.path or source.open())
    except (pyarrow.ArrowException, OSError) as bad:
        what = f"the Parquet file cannot be read: {_first_line(bad)}"
        raise InputError(what, path=source.name, hint=_HINT) from None


def _rows(parquet: Any, source: Source, headers: tuple[str, ...]) -> Iterator[Row | Rejected]:
    import pyarrow

    with _open(parquet, source) as file:
        start = 1
        for group in range(file.num_row_groups):
            count = file.metadata.row_group(group).num_rows
            given = 0
            try:
                for batch in file.iter_batches(batch_size=_BATCH, row_groups=[group]):
                    yield from _batch(batch, headers, start + given)
                    given += batch.num_rows
            except (pyarrow.ArrowException, OSError) as bad:
                yield from spoilt(source.name, start + given, start + count - 1, bad)
            start += count


def spoilt(path: str, first: int, last: int, bad: Exception) -> Iterator[Rejected]:
    """The rows of a group that cannot be read, each of them: a shipment that nobody has looked at."""
    what = f"rows {first} to {last} cannot be read: {_first_line(bad)}"
    return (Rejected(path, number, None, None, what, _HINT) for number in range(first, last + 1))


def _batch(batch: Any, headers: tuple[str, ...], start: int) -> Iterator[Row]:
    import pyarrow

    columns = [_texts(column) for column in _flat(pyarrow.Table.from_batches([batch])).columns]
    for number, cells in enumerate(zip(*columns, strict=True), start=start):
        if any(map(str.strip, cells)):
            yield Row(number, tuple(zip(headers, cells, strict=True)))


def _texts(column: Any) -> list[str]:
    values = column.to_pylist()
    if str(column.type) in ("string", "large_string"):
        return [value or "" for value in values]
    return [_text(value) for value in values]


def _text(value: Any) -> str:
    return "; ".join(map(as_text, value)) if isinstance(value, list) else as_text(value)


def _flat(table: Any) -> Any:
    """The table with each struct as columns of its own, "party.name"."""
    import pyarrow.types as types

    while any(types.is_struct(kind) for kind in table.schema.types):
        table = table.flatten()
    return table


def _numbers(schema: Any) -> Iterator[int]:
    import pyarrow.types as types

    for index, kind in enumerate(schema.types):
        if types.is_integer(kind) or types.is_floating(kind) or types.is_decimal(kind):
            yield index


def _first_line(bad: Exception) -> str:
    return str(bad).splitlines()[0][:200] if str(bad) else type(bad).__name__
