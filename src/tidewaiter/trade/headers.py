"""Where in a grid of cells the header stands, and what its columns are called.

Of the customs workbooks surveyed, half have their header below the first row, under a preamble;
some have it twice (a national language and English), or spread over two rows (a group above
its parts: "Exporter" over "Name" and "Country").
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from tidewaiter.errors import InputError
from tidewaiter.trade import columns

PREAMBLE = 60
"""Rows among which the header is looked for: reports of customs have pages of words above their tables."""

MAX_COLUMNS = 65_536
"""Columns that a table may have: four times the limit of spreadsheets."""

_SCORED = 512  # cells of a row that are tried as headers; the widest workbook surveyed has 130 columns


@dataclass(frozen=True, slots=True)
class Line:
    """A row of cells of a grid, and the number it has there."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Header:
    """The names of the columns, the number of the last row they stand in, and what is worth saying of it."""

    line: int
    names: tuple[str, ...]
    known: int
    notes: tuple[str, ...] = ()

    @property
    def score(self) -> tuple[int, int]:
        """Known names first; a tie goes to more cells, since "origin" alone is known however a line is split."""
        return self.known, len(self.names)


def find_header(lines: Sequence[Line], *, row: int | None = None) -> Header | None:
    """The row, or two rows, among the first of a grid that make most columns known; None where all are blank.

    ``row`` is the number of the header's row where the user says it: no other is looked at.
    """
    if row is not None:
        said = next((line for line in lines if line.number == row and any(map(str.strip, line.cells))), None)
        return _header(said.number, said.cells) if said else None
    near = _found(lines[:_NEAR])
    return near if near is not None and near.known >= _CLEAR else _found(lines[:PREAMBLE])


_NEAR = 12  # rows of which the header is one in nearly all tables
_CLEAR = 3  # fields that a row names which is looked no further from


def _found(lines: Sequence[Line]) -> Header | None:
    filled = [line for line in lines if any(map(str.strip, line.cells))]
    singles = [_header(line.number, line.cells) for line in filled]
    if not singles:
        return None
    best = max(singles, key=lambda header: header.score)  # the first of equals
    joined = [_join(upper, lower) for upper, lower in pairwise(filled)]
    pairs = [header for header in joined if header and header.known > best.known]
    best = max(pairs, key=lambda header: header.score) if pairs else best
    return replace(_over_twin(best, filled), notes=(*best.notes, *_notes(best, filled)))


def refuse_wide(names: Sequence[str], *, path: str, line: int, sheet: str | None = None) -> None:
    """Raises InputError for a header wider than any spreadsheet."""
    if len(names) > MAX_COLUMNS:
        raise InputError(
            f"the header has {len(names):,} columns; at most {MAX_COLUMNS:,} are read{in_sheet(sheet)}",
            path=path,
            line=line or None,
            hint="keep the columns that tell of the shipment",
        )


def in_sheet(sheet: str | None) -> str:
    """The words that name a sheet in a message; none where the file has no sheets."""
    return "" if sheet is None else f", in the sheet {sheet!r}"


def known_in(cells: Sequence[str]) -> int:
    """How many different fields the cells name when they are read as headers."""
    hits = (columns.recognise(cell) for cell in cells[:_SCORED] if cell.strip())
    return len({hit[0] for hit in hits if hit})


def _header(line: int, cells: tuple[str, ...]) -> Header:
    return Header(line, tuple(cell.strip() for cell in cells), known_in(cells))


def _join(upper: Line, lower: Line) -> Header | None:
    """Two rows as one header: each name below with the group above it, which reaches up to the next group."""
    if lower.number != upper.number + 1 or not _has_gaps(upper.cells):
        return None
    names, group = [], ""
    for index, name in enumerate(lower.cells):
        group = (upper.cells[index].strip() if index < len(upper.cells) else "") or group
        names.append(_joined(group, name.strip()))
    found = _header(lower.number, tuple(names))
    return replace(found, notes=(f"the header stands in two rows, {upper.number} and {lower.number}: read together",))


def _joined(group: str, name: str) -> str:
    # "Origin" over "Origin" or over nothing is one name; "HS code" says no less without the "Goods" above it
    if not group or not name or columns.fold(group) == columns.fold(name):
        return name or group
    alone, both = columns.recognise(name), columns.recognise(f"{group} {name}")
    return name if alone and both in (None, alone) else f"{group} {name}"


def _has_gaps(cells: Sequence[str]) -> bool:
    return sum(bool(cell.strip()) for cell in cells) > 1 and any(not cell.strip() for cell in cells)


def _over_twin(best: Header, filled: Sequence[Line]) -> Header:
    """The header moved below a second one right under it, as in tables headed in two languages."""
    below = next((line for line in filled if line.number == best.line + 1), None)
    if below is None or not _is_twin(best, below.cells):
        return best
    return replace(best, line=below.number)


def _is_twin(best: Header, cells: tuple[str, ...]) -> bool:
    """Whether a row names columns again: three fields or more, and half of what the header itself names."""
    return best.known > 2 and (known := known_in(cells)) > 2 and known * 2 >= best.known


def _notes(best: Header, filled: Sequence[Line]) -> tuple[str, ...]:
    moved = _over_twin(best, filled)
    if moved.line != best.line:
        return (f"row {moved.line} names the columns again: the names of row {best.line} are used",)
    if best.line > 1 and not best.notes:
        return (f"the header is in line {best.line}; what stands above it was not read",)
    return ()
