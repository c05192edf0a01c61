"""Workbooks: XLSX, XLSB, XLS and ODS, every sheet with its header under a preamble.

The values are those the file holds: of a formula its stored result, of an error its sign. A cell
that the workbook holds as a number gives that number as text, without the form it was shown in.
"""

from __future__ import annotations

import functools
import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tidewaiter.errors import InputError
from tidewaiter.trade import archives
from tidewaiter.trade.extras import load
from tidewaiter.trade.headers import PREAMBLE, Header, Line, find_header, in_sheet, refuse_wide
from tidewaiter.trade.readers import markings
from tidewaiter.trade.readers.trial import refuse_costly
from tidewaiter.trade.readers.values import as_text
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source, head

if TYPE_CHECKING:
    import zipfile

_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAX_OLE = 256 * 1024 * 1024
_MOST_CELLS = 20_000_000
"""Cells of a sheet, empty ones within its bounds included, up to which an XLSX is opened without a trial: 1 GiB."""

_BATCH = 4096
_MIDNIGHT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2}) 00:00:00")
_ERRORS = {
    "Div0": "#DIV/0!",
    "NA": "#N/A",
    "Name": "#NAME?",
    "Null": "#NULL!",
    "Num": "#NUM!",
    "Ref": "#REF!",
    "Value": "#VALUE!",
}
_ERROR = re.compile(r"'Error\((\w+)\)'")


@dataclass(frozen=True, slots=True)
class Body:
    """The cells below the header: a record batch of Arrow, and the signs of error cells by (row, column)."""

    batch: Any
    errors: dict[tuple[int, int], str]


def read(source: Source) -> Iterator[Sheet]:
    """The sheets of a workbook that hold anything, hidden ones too.

    Raises InputError for a file that is protected, broken or unpacks to too much; ReaderError
    where fastexcel is missing.
    """
    parts = _refuse_closed(source)
    fastexcel = load("fastexcel", path=source.name, what="a workbook")
    _quiet()
    marks = markings.read_all(source, parts) if parts else {}
    if not marks or any(mark.cells is None or mark.cells > _MOST_CELLS for mark in marks.values()):
        refuse_costly(source)
    book = _guarded(lambda: fastexcel.read_excel(source.path or _bytes(source)), source)
    for name in book.sheet_names:
        sheet = _sheet(source, book, name, marks.get(name, markings.NONE))
        if sheet is not None:
            yield sheet


def _quiet() -> None:
    """Keeps the library's remarks on columns without cells off the user's terminal."""
    logger = logging.getLogger("fastexcel")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())


def _refuse_closed(source: Source) -> dict[str, zipfile.ZipInfo] | None:
    """The parts of a zipped workbook, None for an old one; raises where it may not be opened."""
    if head(source, 4) == _OLE:
        if source.size > _MAX_OLE:
            raise InputError("the workbook is too large", path=source.name, hint="save the sheet as CSV")
        if _ENCRYPTED in _bytes(source):
            raise _protected(source)
        return None
    parts = archives.list_parts(source)
    archives.refuse_bomb(source, parts)
    manifest = parts.get("META-INF/manifest.xml")
    if manifest and b"encryption-data" in b"".join(archives.inflate(source, manifest)):
        raise _protected(source)
    return parts


def _protected(source: Source) -> InputError:
    what = "the workbook is protected by a password"
    return InputError(what, path=source.name, hint="open it and save it without one")


def _bytes(source: Source) -> bytes:
    with source.open() as stream:
        return stream.read()


def _guarded(read_it: Callable[[], Any], source: Source, sheet: str | None = None) -> Any:
    """What the library gives; whatever it raises on a broken file becomes our error."""
    try:
        return read_it()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as bad:  # a panic of the library is no Exception
        if "password" in str(bad).casefold():
            raise _protected(source) from None
        what = f"the workbook cannot be read{in_sheet(sheet)}: {str(bad).splitlines()[0][:200]}"
        raise InputError(what, path=source.name, hint="open it and save it anew, or save the sheet as CSV") from None


def _sheet(source: Source, book: Any, name: str, marks: markings.Markings) -> Sheet | None:
    """One sheet; None where it is empty."""
    top = _guarded(lambda: _load(book, name, rows=max(PREAMBLE, source.header or 0)), source, name)
    header = find_header(_lines(top), row=source.header)
    if header is None:
        return None
    refuse_wide(header.names, path=source.name, line=header.line, sheet=name)
    body = functools.cache(lambda: _guarded(lambda: _body(book, name, header.line), source, name))
    return Sheet(
        path=source.name,
        name=name,
        form="workbook",
        line=header.line,
        headers=header.names,
        rows=lambda: _rows(body(), header, marks, name),
        notes=(*header.notes, *_hidden(top), *marks.notes),
        counts="row",
        numbers=frozenset(_numbers(body().batch)),
    )


def _load(book: Any, name: str, *, skip: int = 0, rows: int | None = None, typed: bool = False) -> Any:
    """A part of a sheet, each row in its place; ``typed`` keeps numbers and dates where a column has no others."""
    kinds = {"schema_sample_rows": None} if typed else {"dtypes": "string"}
    return book.load_sheet(name, header_row=None, skip_rows=skip, n_rows=rows, **kinds)


def _lines(sheet: Any) -> list[Line]:
    columns = [column.to_pylist() for column in sheet.to_arrow().columns]
    texts = (tuple(as_text(value) for value in row) for row in zip(*columns, strict=True))
    return [Line(number, cells) for number, cells in enumerate(texts, start=1)]


def _hidden(sheet: Any) -> tuple[str, ...]:
    return () if sheet.visible == "visible" else ("the sheet is hidden in the workbook; it was read all the same",)


def _body(book: Any, name: str, line: int) -> Body:
    try:
        sheet = _load(book, name, skip=line, typed=True)
        batch, faults = sheet.to_arrow_with_errors()
    except Exception as bad:
        if "type combination" not in str(bad):
            raise
        # dates beside durations in one column: only as text can both be had
        batch, faults = _load(book, name, skip=line).to_arrow_with_errors()
    found = faults.errors if faults is not None else ()
    return Body(batch, {fault.offset_position: _sign(fault.detail) for fault in found})


def _sign(detail: str) -> str:
    hit = _ERROR.search(detail)
    return _ERRORS.get(hit[1], "#ERROR") if hit else "#ERROR"


def _numbers(batch: Any) -> Iterator[int]:
    import pyarrow.types as types

    for index, kind in enumerate(batch.schema.types):
        if types.is_integer(kind) or types.is_floating(kind):
            yield index


def _texts(column: Any) -> list[str]:
    """The cells of a column as text; a day without a time of day as the day alone."""
    texts = ["" if value is None else value if type(value) is str else as_text(value) for value in column.to_pylist()]
    return [_MIDNIGHT.sub(r"\1", text) if text.endswith(" 00:00:00") else text for text in texts]


def _rows(body: Body, header: Header, marks: markings.Markings, name: str) -> Iterator[Row | Rejected]:
    names = header.names
    spread = marks.spreader()
    for start in range(0, body.batch.num_rows, _BATCH):
        part = body.batch.slice(start, _BATCH)
        columns = [_texts(column) for column in part.columns]
        for offset, values in enumerate(zip(*columns, strict=True), start=start):
            cells = list(values)
            number = header.line + offset + 1
            for index in range(len(cells)) if body.errors else ():
                cells[index] = body.errors.get((offset, index)) or cells[index]
            spread(number, cells)
            if any(map(str.strip, cells)) and tuple(cell.strip() for cell in cells) != names:
                yield Row(number, tuple(zip(names, cells, strict=False)), name)
