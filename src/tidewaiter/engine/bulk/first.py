"""The first rows of a table by columns: read as its blocks are, each distinct cell turned into text once."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from tidewaiter.engine.bulk import blocks
from tidewaiter.engine.bulk.blocks import Odd, Stretch, Uneven
from tidewaiter.engine.bulk.numbers import as_text
from tidewaiter.trade.seen import Seen


def of_parquet(path: Path, rows: int) -> tuple[Seen, ...] | None:
    """What the first rows of a Parquet file show of each column; None where they cannot be read."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        with parquet.ParquetFile(path) as file:
            words = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
        with parquet.ParquetFile(path, read_dictionary=words) as file:
            batches, count = [], 0
            for batch in file.iter_batches(batch_size=rows):
                batches.append(batch)
                count += batch.num_rows
                if count >= rows:
                    break
            table = pa.Table.from_batches(batches, file.schema_arrow).slice(0, rows)
        return tuple(_seen(column, 1) for column in table.columns)
    except (pa.ArrowException, OSError):
        return None


def of_text(data: bytes, whole: Stretch, names: tuple[str, ...], rows: int) -> tuple[Seen, ...] | None:
    """What the first rows of a text show of each column; None where not each of them is one plain line.

    ``data`` is the beginning of the text up to the end of a line, ``whole`` the stretch of all its rows.
    """
    import pyarrow as pa

    end = whole.start
    for _ in range(rows):
        end = data.find(b"\n", end) + 1
        if not end:
            end = len(data)
            break
    kinds = {str(at): pa.dictionary(pa.int32(), pa.string()) for at in range(whole.width)}
    try:
        table, _ = blocks.in_columns(data[whole.start : end], replace(whole, days=()), kinds, names)
    except (Odd, Uneven):
        return None
    return tuple(_seen(column, whole.line) for column in table.columns)


def _seen(column: Any, line: int) -> Seen:
    """What a column shows whose first row stands in a line."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    told = column if pa.types.is_dictionary(column.type) else column.dictionary_encode()
    whole = told.unify_dictionaries().combine_chunks()
    whole = whole.chunk(0) if isinstance(whole, pa.ChunkedArray) else whole
    size = len(whole.dictionary)
    places = pc.fill_null(whole.indices, size).to_numpy(zero_copy_only=False)
    counts = np.bincount(places, minlength=size + 1)[:size]
    at = np.zeros(size + 1, dtype=np.int64)
    at[places[::-1]] = np.arange(len(places) - 1, -1, -1)
    used = np.flatnonzero(counts)
    order = used[np.argsort(at[used], kind="stable")]
    texts = as_text(whole.dictionary.take(pa.array(order))).to_pylist()
    return _merged(texts, (at[order] + line).tolist(), counts[order].tolist())


def _merged(texts: list[str], lines: list[int], counts: list[int]) -> Seen:
    """The distinct texts: several values of a typed column may have one (those that are no number have none)."""
    if len(set(texts)) == len(texts):
        return Seen(tuple(texts), tuple(lines), tuple(counts))
    held: dict[str, tuple[int, int]] = {}
    for text, line, count in zip(texts, lines, counts, strict=True):
        first, before = held.get(text, (line, 0))
        held[text] = (first, before + count)
    return Seen(tuple(held), tuple(line for line, _ in held.values()), tuple(count for _, count in held.values()))
