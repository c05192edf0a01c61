"""The cells of a table by columns, each distinct text once: all that its plan needs of its first rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Seen:
    """The distinct texts of a column as they first come, the line where each does, and how many rows have it."""

    texts: Sequence[str] = ()
    lines: Sequence[int] = ()
    counts: Sequence[int] = ()


def by_columns(rows: Iterable[tuple[int, tuple[str, ...]]], width: int) -> tuple[Seen, ...]:
    """What rows of a width, each with its line, show of every column."""
    held: list[dict[str, list[int]]] = [{} for _ in range(width)]
    for line, cells in rows:
        for column, text in zip(held, cells, strict=True):
            if told := column.get(text):
                told[1] += 1
            else:
                column[text] = [line, 1]
    return tuple(
        Seen(tuple(column), tuple(line for line, _ in column.values()), tuple(count for _, count in column.values()))
        for column in held
    )
