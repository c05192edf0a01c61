"""JSON Lines, lists of objects, and objects that hold one list of objects.

Numbers are kept as they are written, so that no digit of a code or an amount is lost. Objects
within objects become columns with dots in their names ("exporter.country"); lists of plain
values become one cell, parted by "; "; a list of goods is a row for each of them (``nested.py``).
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Any, Literal

from tidewaiter.errors import InputError
from tidewaiter.trade.columns import SIDES, recognise
from tidewaiter.trade.encodings import find_encoding
from tidewaiter.trade.headers import known_in, refuse_wide
from tidewaiter.trade.readers.nested import Piece as Part
from tidewaiter.trade.readers.nested import Split, TooDeep, find_split, flat, rows_of
from tidewaiter.trade.records import MAX_LINE, Lines, LongLine
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source

Shape = Literal["lines", "list", "wrapped"]

_MAX_WHOLE = 256 * 1024 * 1024
_MOST_NAMES = 500  # of an object that is one shipment; what has more is a list of words or the like
_CHUNK = 256 * 1024
_SAMPLE = 2_000  # records that show in which list their goods stand
_TOKEN = re.compile(r'["\\{}\[\],]')


@dataclass(frozen=True, slots=True)
class Piece:
    """The text of one record, the line or the place in the list it has; ``fault`` where it is no record."""

    number: int
    text: str
    fault: str | None = None


def read(source: Source) -> Iterator[Sheet]:
    """The one sheet of a JSON file; a row's number is its line (JSON Lines), or its place in the list.

    Raises InputError where nothing of the file can be read.
    """
    encoding = find_encoding(source).name
    shape = _shape(source, encoding)
    lists = _several(source, encoding) if shape == "wrapped" else ()
    for name in lists:
        yield _sheet(source, encoding, shape, partial(_wrapped, source, encoding, name), name)
    if not lists:
        yield _sheet(source, encoding, shape, partial(_PIECES[shape], source, encoding), None)


def _several(source: Source, encoding: str) -> tuple[str, ...]:
    """The names of the lists of shipments in an object that has several: each is a table of its own."""
    try:
        (piece,) = _wrapped(source, encoding, _ALL)
        record = _parse(piece.text)
    except (_Fault, InputError, ValueError):
        return ()  # said where the file is read
    return _lists(record)


def _lists(record: Any) -> tuple[str, ...]:
    found = [name for name, value in record.items() if _tells_shipments(value)] if isinstance(record, dict) else []
    return tuple(found) if len(found) > 1 else ()


def _tells_shipments(value: Any) -> bool:
    """Whether a value is a list of objects that name an end of the way themselves."""
    first = next((one for one in value if isinstance(one, dict)), None) if isinstance(value, list) else None
    hits = (recognise(name) for name, _ in flat(first)) if first is not None else ()
    return any(hit is not None and hit[0] in SIDES for hit in hits)


def _sheet(
    source: Source, encoding: str, shape: Shape, pieces: Callable[[], Iterator[Piece]], name: str | None
) -> Sheet:
    split = find_split(islice(_sound(pieces()), _SAMPLE))
    headers, numbers = _headers(pieces(), split)
    if not headers:
        first = next(_rows(source, pieces, (), split, name), None)
        what = first.what if isinstance(first, Rejected) else "the JSON holds no objects"
        raise InputError(what, path=source.name, line=first.line if isinstance(first, Rejected) else None, hint=_HINT)
    refuse_wide(headers, path=source.name, line=0)
    return Sheet(
        path=source.name,
        name=name,
        form="json-lines" if shape == "lines" else "json",
        line=0,
        headers=headers,
        rows=lambda: _rows(source, pieces, headers, split, name),
        notes=_split_notes(split),
        counts="line" if shape == "lines" else "record",
        numbers=numbers,
        encoding=encoding.removesuffix("-sig"),
    )


def _split_notes(split: Split) -> tuple[str, ...]:
    if not split.steps:
        return ()
    told = "with what stands above it; amounts above several of them are those of none"
    return (f"every member of {split.name!r} is a row of its own, {told}",)


_HINT = "write one object for each shipment, as JSON Lines or as a list"


def _shape(source: Source, encoding: str) -> Shape:
    with _text(source, encoding) as text:
        start = text.read(_CHUNK).lstrip("\ufeff \t\r\n")
    if start.startswith("["):
        return "list"
    first, _, rest = start.partition("\n")
    try:
        record = json.loads(first)
    except (ValueError, RecursionError):
        return "wrapped"
    return (
        "wrapped" if not rest.strip() and isinstance(record, dict) and (_lists(record) or _inner(record)) else "lines"
    )


def _inner(record: dict[str, Any]) -> list[Any] | None:
    """The one list of objects in an object that does not itself tell of a shipment, if so."""
    plain = {name: value for name, value in record.items() if not isinstance(value, list)}
    if known_in([name for name, _ in flat(plain)]) > 1:
        return None
    lists = [value for value in record.values() if isinstance(value, list) and any(isinstance(v, dict) for v in value)]
    return lists[0] if len(lists) == 1 else None


def _text(source: Source, encoding: str) -> io.TextIOWrapper:
    return io.TextIOWrapper(source.open(), encoding=encoding, errors="strict")


# records


def _lines(source: Source, encoding: str) -> Iterator[Piece]:
    with _text(source, encoding) as text:
        lines, number = Lines(text), 0
        while True:
            number += 1
            try:
                line = next(lines)
            except StopIteration:
                return
            except LongLine:
                yield Piece(number, "", f"a line has more than {MAX_LINE:,} characters")
                continue
            if line.strip("\ufeff \t\r\n"):
                yield Piece(number, line.lstrip("\ufeff"))


def _items(source: Source, encoding: str) -> Iterator[Piece]:
    """The members of a list, cut out by their brackets, one at a time."""
    with _text(source, encoding) as text:
        cutter = _Cutter()
        while chunk := text.read(_CHUNK):
            yield from cutter.feed(chunk)
        if not cutter.closed:
            yield Piece(cutter.count + 1, "", "the list is not closed: the file may be cut short")


class _Cutter:
    """Cuts the members of a list out of a text that comes in pieces."""

    def __init__(self) -> None:
        self.count = 0
        self.closed = False
        self._depth = 0
        self._quoted = False
        self._escaped = -1  # the place of a sign behind a backslash
        self._kept: list[str] = []
        self._size = 0

    def feed(self, chunk: str) -> Iterator[Piece]:
        start = 0
        self._escaped = 0 if self._escaped == -2 else -1
        for hit in _TOKEN.finditer(chunk):
            place, sign = hit.start(), hit[0]
            if place == self._escaped:
                continue
            if self._quoted:
                self._quoted = sign != '"'
                if sign == "\\":
                    self._quoted, self._escaped = True, place + 1
                continue
            before = self._depth
            self._quoted = sign == '"'
            self._depth += (sign in "{[") - (sign in "}]")
            if before == 0 and self._depth == 1:
                start = place + 1
            elif (sign == "," and self._depth == 1) or (before == 1 and self._depth == 0):
                yield from self._end(chunk[start:place])
                start = place + 1
                self.closed = self._depth == 0
        if self._escaped == len(chunk):
            self._escaped = -2
        self._keep(chunk[start:] if self._depth else "")

    def _keep(self, text: str) -> None:
        self._size += len(text)
        if self._size <= MAX_LINE:
            self._kept.append(text)

    def _end(self, text: str) -> Iterator[Piece]:
        self._keep(text)
        whole, size = "".join(self._kept), self._size
        self._kept, self._size = [], 0
        if whole.strip():
            self.count += 1
            fault = f"a member has more than {MAX_LINE:,} characters" if size > MAX_LINE else None
            yield Piece(self.count, "" if fault else whole, fault)


_ALL = "*"


def _wrapped(source: Source, encoding: str, name: str | None = None) -> Iterator[Piece]:
    """The members of the one list of objects within an object, or of the list with a name, or the object itself."""
    if source.size > _MAX_WHOLE:
        what = f"one object of more than {_MAX_WHOLE:,} bytes"
        raise InputError(what, path=source.name, hint=_HINT)
    with _text(source, encoding) as text:
        whole = text.read()
    try:
        record = _parse(whole.lstrip("\ufeff"))
    except _Fault as bad:
        raise InputError(bad.what, path=source.name, line=bad.line, hint=_HINT) from None
    if name == _ALL:
        members = [record]
    elif name is not None:
        members = record[name]
    else:
        members = (_inner(record) if isinstance(record, dict) else None) or [record]
    if isinstance(record, dict) and members == [record] and len(record) > _MOST_NAMES:
        what = f"one object with {len(record):,} names and no list of objects: not a table"
        raise InputError(what, path=source.name, hint=_HINT)
    for number, member in enumerate(members, start=1):
        yield Piece(number, json.dumps(member, ensure_ascii=False, default=str))


_PIECES: dict[Shape, Callable[[Source, str], Iterator[Piece]]] = {"lines": _lines, "list": _items, "wrapped": _wrapped}


# cells


class _Fault(Exception):
    def __init__(self, what: str, line: int = 1) -> None:
        super().__init__(what)
        self.what = what
        self.line = line


class _Number(str):
    """A number as the file writes it."""

    __slots__ = ()


def _headers(pieces: Iterator[Piece], split: Split) -> tuple[tuple[str, ...], frozenset[int]]:
    """The names of all rows as they first appear, and the places of those whose values are all numbers."""
    names: dict[str, None] = {}
    told: set[str] = set()
    counted: set[str] = set()
    for record in _sound(pieces):
        for part in _whole(record, split):
            names.update(dict.fromkeys(part.cells))
            counted.update(name for name, text in part.cells.items() if isinstance(text, _Number))
            told.update(name for name, text in part.cells.items() if text and not isinstance(text, _Number))
    headers = tuple(names)
    return headers, frozenset(index for index, name in enumerate(headers) if name in counted - told)


def _rows(
    source: Source,
    pieces: Callable[[], Iterator[Piece]],
    headers: tuple[str, ...],
    split: Split,
    sheet: str | None,
) -> Iterator[Row | Rejected]:
    for piece in pieces():
        try:
            parts = list(_parts(_record(piece), split))
        except _Fault as bad:
            yield Rejected(source.name, piece.number, None, None, bad.what, _HINT, sheet)
            continue
        for part in parts:
            if any(map(str.strip, part.cells.values())):
                yield Row(
                    piece.number,
                    tuple((name, str(part.cells.get(name, ""))) for name in headers),
                    _within(sheet, part.pointer),
                )


def _within(sheet: str | None, pointer: str | None) -> str | None:
    return ".".join(filter(None, (sheet, pointer))) or None


def _sound(pieces: Iterator[Piece]) -> Iterator[dict[str, Any]]:
    """The records that can be read; the others are refused as rows."""
    for piece in pieces:
        try:
            yield _record(piece)
        except _Fault:
            continue


def _whole(record: dict[str, Any], split: Split) -> tuple[Part, ...]:
    try:
        return tuple(_parts(record, split))
    except _Fault:
        return ()  # the row is refused when it is read


def _record(piece: Piece) -> dict[str, Any]:
    if piece.fault:
        raise _Fault(piece.fault)
    record = _parse(piece.text)
    if not isinstance(record, dict):
        raise _Fault("not an object with named values")
    return record


def _parts(record: dict[str, Any], split: Split) -> Iterator[Part]:
    try:
        yield from rows_of(record, split)
    except TooDeep:
        raise _Fault("objects within objects, too deep to be read") from None


def _parse(text: str) -> Any:
    """The value of a JSON text, each number as it is written."""
    try:
        return json.loads(
            text, parse_float=_Number, parse_int=_Number, parse_constant=_no_number, object_pairs_hook=_once
        )
    except json.JSONDecodeError as bad:
        raise _Fault(f"not JSON: {bad.msg}, at character {bad.colno}", bad.lineno) from None
    except RecursionError:
        raise _Fault("objects within objects, too deep to be read") from None


def _no_number(text: str) -> None:
    """NaN and the infinities are no values."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Fault(f"the name {twice!r} stands twice in one object")
    return record
