"""Bytes of a delimited file become records, each with the line it starts on.

The standard ``csv`` reader does the splitting, in its strict form: a quotation mark that is
never closed would otherwise swallow the rest of the file without a word.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.errors import InputError
from tidewaiter.markup import tell_markup

MAX_BYTES = 64 * 1024 * 1024
MAX_CELL = 32_767
"""Characters in one cell; the limit that spreadsheets have."""

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_SIGNATURES = (
    (b"PK\x03\x04", "an Excel workbook or a zip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook"),
    (b"%PDF", "a PDF"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"PAR1", "a Parquet file"),
)
_HALF = re.compile("[\ud800-\udfff]")
_JSON = (b"[{", b'{"')


@dataclass(frozen=True, slots=True)
class Record:
    """The cells of one record and the lines it stands on, from 1; ``fault`` where it could not be split."""

    line: int
    last_line: int
    cells: tuple[str, ...]
    fault: str | None = None

    @property
    def blank(self) -> bool:
        """Whether no cell holds any text."""
        return self.fault is None and not any(map(str.strip, self.cells))


def find_encoding(data: bytes, *, path: str, encoding: str | None = None) -> str:
    """The encoding the whole file is valid in: the one given, else UTF-8, or UTF-16 with its mark.

    Other encodings are not guessed: a wrong guess gives readable names of the wrong people.
    Raises InputError for an empty, binary, too large or undecodable file.
    """
    _refuse_unreadable(data, path)
    name = next((name for mark, name in _BOMS if data.startswith(mark)), encoding or "utf-8")
    try:
        text = data.decode(name)
    except UnicodeError as bad:
        start = getattr(bad, "start", 0)
        line = data.count(b"\n", 0, start) + 1 if "16" not in name else None
        what = f"byte {start + 1} is not text in the encoding {name.removesuffix('-sig')}"
        raise InputError(what, path=path, line=line, hint="save it as UTF-8, or name it with --encoding") from None
    except LookupError:
        raise InputError(f"the encoding {name!r} is not known", path=path, hint="use a name such as cp1252") from None
    if _HALF.search(text):
        raise InputError(f"half a character in the encoding {name}", path=path, hint="save it as UTF-8")
    if (nul := text.find("\0")) >= 0:
        line = text.count("\n", 0, nul) + 1
        raise InputError("a NUL byte: not a text file", path=path, line=line, hint="save the file as CSV in UTF-8")
    if not text.strip("\ufeff \t\r\n"):
        raise InputError("the file is empty", path=path, hint="a table needs a header and at least one row")
    return name


def _refuse_unreadable(data: bytes, path: str) -> None:
    if len(data) > MAX_BYTES:
        raise InputError(
            f"the file has {len(data):,} bytes; at most {MAX_BYTES:,} are read at once",
            path=path,
            hint="split it into smaller files, each with the header",
        )
    for signature, kind in _SIGNATURES:
        if data.startswith(signature):
            raise InputError(f"not a text file: it looks like {kind}", path=path, hint="save the table as CSV in UTF-8")
    other = tell_markup(data) or (
        "JSON" if data[:100].removeprefix(codecs.BOM_UTF8).lstrip().startswith(_JSON) else None
    )
    if other:
        raise InputError(f"not a table: it looks like {other}", path=path, hint="save the table as CSV in UTF-8")


def records(data: bytes, *, encoding: str, delimiter: str, path: str) -> Iterator[Record]:
    """Every record of the file in order, blank ones included, one at a time.

    A record whose quotation marks do not fit is given with its ``fault``. Raises InputError
    where a quotation mark is never closed, since nothing after it can be told apart.
    """
    lines = io.TextIOWrapper(io.BytesIO(data), encoding=encoding, errors="strict", newline="")
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        start = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as bad:
            yield _faulty(str(bad), start, max(start, reader.line_num), path)
            continue
        yield _whole(tuple(cells), start, reader.line_num)


def _whole(cells: tuple[str, ...], start: int, last: int) -> Record:
    if cells and max(map(len, cells)) > MAX_CELL:
        return Record(start, last, (), f"a cell has more than {MAX_CELL:,} characters")
    return Record(start, last, cells)


def _faulty(message: str, start: int, last: int, path: str) -> Record:
    """What a complaint of ``csv`` means: an endless quotation, or one record that is badly quoted."""
    endless = "unexpected end of data" in message or ("field larger" in message and last > start)
    if endless:
        raise InputError(
            "a quotation mark opened in this row is never closed",
            path=path,
            line=start,
            hint="close it, or double it where it belongs to the text",
        )
    if "field larger" in message:
        return Record(start, last, (), f"a cell has more than {MAX_CELL:,} characters")
    return Record(start, last, (), "the quotation marks of this row do not fit")
