"""Reads the tables beside this module: a fact a row, columns parted by tabs, comments behind ``#``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

DATA = Path(__file__).parent / "data"


def rows(name: str, *, parts: int = -1) -> Iterator[list[str]]:
    """The rows of ``data/<name>.tsv``; empty lines and lines that begin with ``#`` are left out.

    With ``parts`` only so many tabs part the row: large tables are cut further when a row is met.
    """
    for line in (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t", parts)


def column(row: list[str], place: int) -> tuple[str, ...]:
    """The words of one column of a row, which may be left out at the row's end."""
    return tuple(row[place].split()) if place < len(row) else ()
