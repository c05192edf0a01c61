"""What the library for workbooks does not tell of an XLSX: merged cells, and formulas without a result.

A cell merged over several rows holds its value only in the first of them; a workbook written by
a program and never opened holds formulas whose results nobody has computed.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from tidewaiter.errors import InputError
from tidewaiter.trade import archives
from tidewaiter.trade.sheets import Source

MAX_ROWS, MAX_COLUMNS = 1_048_576, 16_384
"""What a sheet of a workbook can have; a part that has more was made by no spreadsheet."""

_KEPT = 4096  # bytes of a piece carried over, so that a mark cut in two is seen whole
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"')
_UNRESOLVED = re.compile(
    rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]{0,2000}</(?:\w+:)?f>)'
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FILLED = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})[0-9]{1,7}"[^>]*[^/]>')
_ONE_LETTER = 26  # columns that a sheet has at least, for the purpose of its size
_ROW = re.compile(rb'<row r="([0-9]{1,7})"')
_FAR = re.compile(rb'<c r="([A-Z]{2,3})[0-9]')
_SHEET = re.compile(r"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\s[^>]*>")
_ATTRIBUTE = re.compile(r'([\w:]+)="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Markings:
    """Merged ranges of a sheet as (first row, last row, column from 0), and what is worth saying.

    ``cells`` are as many as its last row and last column can span, the empty ones included; None where
    rows or cells are not written with their places.
    """

    merged: tuple[tuple[int, int, int], ...] = ()
    notes: tuple[str, ...] = ()
    cells: int | None = None

    def spreader(self) -> Callable[[int, list[str]], None]:
        """What writes a merged cell's value into the rows it reaches; to be called row by row, in order."""
        starts = {(first, column): last for first, last, column in self.merged}
        columns = sorted({column for _, _, column in self.merged})
        held: dict[int, tuple[int, str]] = {}

        def spread(number: int, cells: list[str]) -> None:
            for column in columns:
                if column >= len(cells):
                    continue
                if (number, column) in starts:
                    held[column] = (starts[number, column], cells[column])
                elif column in held and number <= held[column][0]:
                    cells[column] = cells[column] or held[column][1]

        return spread


NONE = Markings()


def read_all(source: Source, parts: dict[str, zipfile.ZipInfo]) -> dict[str, Markings]:
    """The markings of each sheet of an XLSX by the sheet's name; empty for other workbooks.

    Raises InputError, before the library opens it, for a sheet of more rows or columns than any can have.
    """
    return {name: _read(source, parts[part]) for name, part in _places(source, parts) if part in parts}


def _read(source: Source, part: zipfile.ZipInfo) -> Markings:
    merged: dict[tuple[int, int, int], None] = {}
    unresolved: dict[str, None] = {}
    last, widest, plain, rows = 0, _ONE_LETTER, True, 0
    for number, piece in enumerate(_pieces(source, part)):
        rows += piece.count(b"<row") - (piece.count(b"<row", 0, _KEPT) if number else 0)
        plain = plain and _is_plain(piece[: piece.rfind(b"<")])
        last = max(last, max(map(int, _ROW.findall(piece)), default=0))
        widest = max(widest, max(map(_column, set(_FAR.findall(piece))), default=0) + 1)
        if max(last, rows) > MAX_ROWS or widest > MAX_COLUMNS:
            raise _endless(source)
        for left, top, _, bottom in _MERGED.findall(piece) if b"mergeCell" in piece else ():
            if int(bottom) > int(top):
                merged[int(top), int(bottom), _column(left)] = None
        if b"<f" in piece or b":f" in piece:
            unresolved.update((cell.decode(), None) for cell in _UNRESOLVED.findall(piece))
    shift = _first_column(source, part) if merged else 0
    reach = tuple((top, bottom, column - shift) for top, bottom, column in merged if column >= shift)
    return Markings(reach, tuple(_notes(reach, list(unresolved))), last * widest if plain else None)


def _endless(source: Source) -> InputError:
    what = f"a sheet of more than {MAX_ROWS:,} rows or {MAX_COLUMNS:,} columns, which no workbook can have"
    return InputError(what, path=source.name, hint="it is broken, or a trap: save the table as CSV")


def _is_plain(piece: bytes) -> bool:
    """Whether each row and each cell begins with its own place, as spreadsheets write them."""
    rows, cells = piece.count(b"<row"), piece.count(b"<c ") + piece.count(b"<c>") + piece.count(b"<c/")
    named = rows == piece.count(b'<row r="') and cells == piece.count(b'<c r="')
    return named and b":c " not in piece and b":row" not in piece


def _notes(merged: tuple[tuple[int, int, int], ...], unresolved: list[str]) -> Iterator[str]:
    if merged:
        one = len(merged) == 1
        cells = "a merged cell reaches" if one else f"{len(merged)} merged cells reach"
        yield f"{cells} over several rows: each of these rows has {'its' if one else 'their'} value"
    if unresolved:
        count = f"{len(unresolved)} formulas have" if len(unresolved) > 1 else "a formula has"
        yield f"{count} no stored result, the first in {unresolved[0]}: read as empty; open and save the workbook"


def _pieces(source: Source, part: zipfile.ZipInfo) -> Iterator[bytes]:
    """The part's bytes, each piece with the end of the one before it."""
    tail = b""
    for piece in archives.inflate(source, part):
        yield tail + piece
        tail = (tail + piece)[-_KEPT:]


def _first_column(source: Source, part: zipfile.ZipInfo) -> int:
    """The leftmost column with anything in it: the library counts its columns from there."""
    found = (_column(letters) for piece in _pieces(source, part) for letters in set(_FILLED.findall(piece)))
    return min(found, default=0)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _places(source: Source, parts: dict[str, zipfile.ZipInfo]) -> Iterator[tuple[str, str]]:
    """Each sheet's name and the part that holds it."""
    import html

    book, relations = (_text(source, parts.get(f"xl/{name}")) for name in ("workbook.xml", "_rels/workbook.xml.rels"))
    targets = {pairs.get("Id"): pairs.get("Target", "") for pairs in _attributes(_RELATION, relations)}
    for pairs in _attributes(_SHEET, book):
        target = next((targets.get(value) for key, value in pairs.items() if key.endswith(":id")), None)
        if target and "name" in pairs:
            yield html.unescape(pairs["name"]), target.removeprefix("/") if target[0] == "/" else f"xl/{target}"


def _text(source: Source, part: zipfile.ZipInfo | None) -> str:
    return b"".join(archives.inflate(source, part)).decode("utf-8", "replace") if part else ""


def _attributes(tag: re.Pattern[str], text: str) -> Iterator[dict[str, str]]:
    return (dict(_ATTRIBUTE.findall(hit)) for hit in tag.findall(text))
