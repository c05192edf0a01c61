"""JSON Lines, lists of objects, and objects that hold one list of objects.

Numbers are kept as they are written, so that no digit of a code or an amount is lost. Objects
within objects become columns with dots in their names ("exporter.country"); lists of plain
values become one cell, parted by "; ".
"""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal

from tidewaiter.errors import InputError
from tidewaiter.trade.encodings import find_encoding
from tidewaiter.trade.headers import known_in, refuse_wide
from tidewaiter.trade.records import MAX_LINE, Lines, LongLine
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source

Shape = Literal["lines", "list", "wrapped"]

_DEEPEST = 32  # objects within objects
_MAX_WHOLE = 256 * 1024 * 1024
_MOST_NAMES = 500  # of an object that is one shipment; what has more is a list of words or the like
_CHUNK = 256 * 1024
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
    pieces = partial(_PIECES[shape], source, encoding)
    headers, numbers = _headers(pieces())
    if not headers:
        first = next(_rows(source, pieces, ()), None)
        what = first.what if isinstance(first, Rejected) else "the JSON holds no objects"
        raise InputError(what, path=source.name, line=first.line if isinstance(first, Rejected) else None, hint=_HINT)
    refuse_wide(headers, path=source.name, line=0)
    yield Sheet(
        path=source.name,
        name=None,
        form="json-lines" if shape == "lines" else "json",
        line=0,
        headers=headers,
        rows=lambda: _rows(source, pieces, headers),
        counts="line" if shape == "lines" else "record",
        numbers=numbers,
        encoding=encoding.removesuffix("-sig"),
    )


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
    return "wrapped" if not rest.strip() and isinstance(record, dict) and _inner(record) else "lines"


def _inner(record: dict[str, Any]) -> list[Any] | None:
    """The one list of objects in an object that does not itself tell of a shipment, if so."""
    if known_in([name for name, value in record.items() if not isinstance(value, list)]) > 1:
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


def _wrapped(source: Source, encoding: str) -> Iterator[Piece]:
    """The members of the one list of objects within an object, or the object itself."""
    if source.size > _MAX_WHOLE:
        what = f"one object of more than {_MAX_WHOLE:,} bytes"
        raise InputError(what, path=source.name, hint=_HINT)
    with _text(source, encoding) as text:
        whole = text.read()
    try:
        record = _parse(whole.lstrip("\ufeff"))
    except _Fault as bad:
        raise InputError(bad.what, path=source.name, line=bad.line, hint=_HINT) from None
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


def _headers(pieces: Iterator[Piece]) -> tuple[tuple[str, ...], frozenset[int]]:
    """The names of all records as they first appear, and the places of those whose values are all numbers."""
    names: dict[str, None] = {}
    told: set[str] = set()
    counted: set[str] = set()
    for piece in pieces:
        try:
            cells = _cells(piece)
        except _Fault:
            continue  # the row is refused when it is read
        names.update(dict.fromkeys(cells))
        counted.update(name for name, text in cells.items() if isinstance(text, _Number))
        told.update(name for name, text in cells.items() if text and not isinstance(text, _Number))
    headers = tuple(names)
    return headers, frozenset(index for index, name in enumerate(headers) if name in counted - told)


def _rows(source: Source, pieces: Callable[[], Iterator[Piece]], headers: tuple[str, ...]) -> Iterator[Row | Rejected]:
    for piece in pieces():
        try:
            cells = _cells(piece)
        except _Fault as bad:
            yield Rejected(source.name, piece.number, None, None, bad.what, _HINT)
            continue
        if any(map(str.strip, cells.values())):
            yield Row(piece.number, tuple((name, cells.get(name, "")) for name in headers))


def _cells(piece: Piece) -> dict[str, str]:
    if piece.fault:
        raise _Fault(piece.fault)
    record = _parse(piece.text)
    if not isinstance(record, dict):
        raise _Fault("not an object with named values")
    return dict(_flat(record, ""))


def _flat(value: Any, name: str, depth: int = 0) -> Iterator[tuple[str, str]]:
    if depth > _DEEPEST:
        raise _Fault(f"objects within objects, more than {_DEEPEST} deep")
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{name}.{key}" if name else key, depth + 1)
    elif isinstance(value, list) and any(isinstance(inner, dict | list) for inner in value):
        for index, inner in enumerate(value, start=1):
            yield from _flat(inner, f"{name}.{index}" if name else str(index), depth + 1)
    else:
        yield name, "; ".join(map(_plain, value)) if isinstance(value, list) else _plain(value)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else {True: "true", False: "false"}[value]


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
