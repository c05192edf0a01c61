"""Tables of United States manifests, which hold one shipment in several files, joined on ``identifier``.

The first table that names ships (the header) gives the rows; without one, the first table given.
Of the others, whatever stands under the same identifier is written into the row, distinct values
parted by " ; "; each cell keeps the file and the line it came from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from tidewaiter.errors import InputError
from tidewaiter.trade.readers.messages import AmsTable, messages
from tidewaiter.trade.sheets import Rejected, Row, Sheet

KEY = "identifier"
MAX_ROWS = 2_000_000
"""Rows of the joined tables that are held, some 1 KB each."""

_SHIPS = "vessel_name"
_HINT = f"give the tables of one manifest, each with the column {KEY!r}"

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the joined table: its header, the field it holds, the columns of its own table it is made of."""

    header: str
    field: str | None
    made_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A table to be joined: its sheet, its columns, and of each identifier the cells with the line they came from."""

    sheet: Sheet
    columns: tuple[Column, ...]
    found: dict[str, tuple[int, tuple[str, ...]]]


def join(sheets: Sequence[Sheet]) -> Sheet:
    """The tables as one sheet. Raises InputError where one has no identifier."""
    for sheet in sheets:
        if KEY not in _names(sheet):
            raise InputError(f"no column {KEY!r} to join by", path=sheet.path, line=sheet.line, hint=_HINT)
    base = next((sheet for sheet in sheets if _SHIPS in _names(sheet)), sheets[0])
    taken: set[str] = set()
    columns = _columns(base, taken, prefix="")
    parts = [_held(sheet, _columns(sheet, taken, prefix=f"{_told(sheet)}.")) for sheet in sheets if sheet is not base]
    whole = [*columns, *(column for part in parts for column in part.columns)]
    return Sheet(
        path=base.path,
        name=None,
        form="ams",
        line=base.line,
        headers=tuple(column.header for column in whole),
        rows=_rows_of(base, columns, parts),
        notes=(*base.notes, *_notes(base, parts)),
        fields=tuple(column.field for column in whole),
        encoding=base.encoding,
        delimiter=base.delimiter,
    )


def _names(sheet: Sheet) -> tuple[str, ...]:
    return tuple(header.casefold() for header in sheet.headers)


def _kind(sheet: Sheet) -> AmsTable | None:
    names = _names(sheet)
    return next((table for table in messages().ams if table.told_by in names), None)


def _told(sheet: Sheet) -> str:
    """A short name of a table, from its file: "shipper" of "ams_shipper_2020.csv"."""
    return sheet.path.replace("\\", "/").rpartition("/")[2].rpartition(".")[0] or sheet.path


def _columns(sheet: Sheet, taken: set[str], *, prefix: str) -> list[Column]:
    """The columns of a table with the fields they hold; a field that another table gave is not given again."""
    kind, names = _kind(sheet), _names(sheet)
    joined = {
        field: parts
        for field, made_of in (kind.joined if kind else {}).items()
        if field not in taken and (parts := tuple(name for name in made_of if name in names))
    }
    within = {name for parts in joined.values() for name in parts}
    fields = {name: kind.fields.get(name) if kind else None for name in names}
    found = [
        Column(prefix + name, None if field in taken else field, (name,))
        for name, field in fields.items()
        if field or name not in within
    ]
    found += [Column(prefix + " + ".join(parts), field, parts) for field, parts in joined.items()]
    taken.update(column.field for column in found if column.field)
    return found


def _held(sheet: Sheet, columns: list[Column]) -> Part:
    """A table's cells by identifier, the rows of one identifier written together."""
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    for count, row in enumerate(sheet.rows(), start=1):
        if count > MAX_ROWS:
            hint = "split the manifests by their date"
            raise InputError(f"more than {MAX_ROWS:,} rows to be joined", path=sheet.path, hint=hint)
        if isinstance(row, Rejected):
            continue  # counted in a note
        cells = _made(row, columns)
        key = _key(row)
        before = found.get(key)
        found[key] = (row.number, cells) if before is None else (before[0], _together(before[1], cells))
    return Part(sheet, tuple(columns), found)


def _key(row: Row) -> str:
    return next(text.strip() for header, text in row.cells if header.casefold() == KEY)


def _made(row: Row, columns: list[Column]) -> tuple[str, ...]:
    told = {header.casefold(): text.strip() for header, text in row.cells}
    cells = (" ".join(filter(None, (told.get(name, "") for name in column.made_of))) for column in columns)
    return tuple(
        "" if column.field == "imo" and not _is_imo(told) else text for column, text in zip(columns, cells, strict=True)
    )


def _is_imo(told: dict[str, str]) -> bool:
    """Whether the qualifier says that the number of the conveyance is the ship's IMO number."""
    qualifier = told.get("conveyance_id_qualifier", "").casefold()
    return not qualifier or "imo" in qualifier or "lloyd" in qualifier


def _together(before: tuple[str, ...], more: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        old if not new or new in old.split(" ; ") else f"{old} ; {new}" if old else new
        for old, new in zip(before, more, strict=True)
    )


def _rows_of(base: Sheet, columns: list[Column], parts: list[Part]) -> Callable[[], Iterator[Row | Rejected]]:
    return lambda: _rows(base, columns, parts)


def _rows(base: Sheet, columns: list[Column], parts: list[Part]) -> Iterator[Row | Rejected]:
    for row in base.rows():
        if isinstance(row, Rejected):
            yield row
            continue
        cells = [(column.header, text) for column, text in zip(columns, _made(row, columns), strict=True)]
        places: list[Place | None] = [None] * len(cells)
        for part in parts:
            line, texts = part.found.get(_key(row), (0, ("",) * len(part.columns)))
            cells += [(column.header, text) for column, text in zip(part.columns, texts, strict=True)]
            places += [(part.sheet.path, line) if line else None] * len(part.columns)
        yield Row(row.number, tuple(cells), None, tuple(places))


def _notes(base: Sheet, parts: list[Part]) -> Iterator[str]:
    known = {_key(row) for row in base.rows() if isinstance(row, Row)}
    for part in parts:
        lost = sum(key not in known for key in part.found)
        faulty = sum(isinstance(row, Rejected) for row in part.sheet.rows())
        yield f"joined with {part.sheet.path} on {KEY}: {len(part.found) - lost:,} shipments"
        if lost:
            yield f"{lost:,} shipments of {part.sheet.path} stand in no row of {base.path}: left out"
        if faulty:
            yield f"{faulty:,} rows of {part.sheet.path} could not be read: left out"
