"""Records out of files: names a line, tables of text, lines of JSON, Parquet; one after the other, in little memory."""

from __future__ import annotations

import codecs
import csv
import difflib
import io
import json
import re
import unicodedata
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal, TextIO

from tidewaiter.engine.parties.record import FIELDS, NUMBERS, Record, Refused, folded, record, words
from tidewaiter.errors import InputError, SettingsError

if TYPE_CHECKING:
    from tidewaiter.trade.dates import DateOrder

Row = tuple[int, list[str] | str]
"""The line of a row and its cells, or what is wrong with it."""
Form = Literal["txt", "csv", "tsv", "jsonl", "parquet"]
FORMS: tuple[Form, ...] = ("txt", "csv", "tsv", "jsonl", "parquet")
LONGEST_LINE = 4_000_000
"""Characters of a line; a longer one is refused, and what follows it is read."""
_ENDINGS: dict[str, Form] = {
    ".txt": "txt", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv", ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "jsonl",
    ".parquet": "parquet",
}  # fmt: skip
_SEVERAL = re.compile(r"\s*[;|]\s*")
_ONE = {"name", "first", "middle", "last", "address", "ref", "kind", "gender"}  # of which a cell never holds several
_ROWS = 2_000
_SHOWN = 200  # characters that are shown of a name or value that is refused
_HEAD = 65_536
_CELL_LINES = 200  # of a row; addresses and remarks that go over some lines do occur


@dataclass(frozen=True, slots=True)
class Asked:
    """How a file is to be read, as far as the user says it.

    ``columns`` are fields by the heading they stand under, ``ignored`` headings that are knowingly left out, ``order``
    that of day and month, ``kind`` that of records which tell none.
    """

    form: Form | None = None
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    order: DateOrder | None = None
    encoding: str | None = None
    kind: str | None = None


@dataclass(slots=True)
class Table:
    """A file as it is read: its form, which fields its columns hold, the columns that are not used.

    ``text`` is held because a text that nobody holds closes the stream below it; hold the table as long as the stream.
    """

    name: str
    form: Form
    records: Iterator[Record | Refused]
    columns: dict[str, str] = field(default_factory=dict)
    unused: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    text: TextIO | None = None


def open_table(stream: io.BufferedReader, *, name: str, asked: Asked | None = None) -> Table:
    """The records of a stream, told by its name and its first bytes; ``-`` is a stream without a name.

    The first row is read at once. Raises InputError where the file is of none of the forms, or no column holds a name.
    """
    told = asked or Asked()
    head = stream.peek(_HEAD)[:_HEAD]
    form = told.form or _form(name, head, told)
    if form != "parquet" and told.encoding is None:
        _refuse_other_encoding(head, name)
    table = Table(name, form, iter(()))
    table.records = _READERS[form](stream, table, told)
    return table


def _form(name: str, head: bytes, asked: Asked) -> Form:
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith((b"PK\x03\x04", b"%PDF", b"\x1f\x8b", b"\xd0\xcf\x11\xe0")):
        hint = "lines of text, CSV, TSV, lines of JSON and Parquet are read; save a workbook as CSV"
        raise InputError("not a file of records: a workbook, an archive or a document", path=name, hint=hint)
    ending = _ENDINGS.get(Path(name).suffix.lower())
    if ending:
        return ending
    text = _decoded(head, asked.encoding)
    first = next((line for line in text.splitlines() if line.strip()), "")
    if first.lstrip().startswith("{"):
        return "jsonl"
    cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    named = dict(asked.columns)
    known = [cell for cell in cells if cell.strip() in named or _known(cell)]
    return "csv" if known and len(known) * 2 >= len(cells) else "txt"


def _decoded(head: bytes, encoding: str | None) -> str:
    return head.decode(_encoding(head, encoding), "replace")


def _encoding(head: bytes, encoding: str | None) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    return encoding or "utf-8-sig"


def _refuse_other_encoding(head: bytes, name: str) -> None:
    """Raises InputError where the beginning of a file is not text in UTF-8 or UTF-16.

    A byte or two among letters that are UTF-8 are a slip in a record, for which that record is refused.
    """
    if _encoding(head, None) == "utf-16":
        return
    text = codecs.getincrementaldecoder("utf-8")("replace").decode(head)
    broken = text.count("\ufffd")
    if broken and broken * 2 > sum(not sign.isascii() for sign in text):
        hint = (
            "name its encoding, or save it anew as CSV UTF-8: Excel writes --encoding cp1252 in western Europe, "
            "cp1250 in central Europe, cp1251 for Cyrillic, cp1253 for Greek, cp1256 for Arabic, cp932 for Japanese"
        )
        raise InputError("the text is neither UTF-8 nor UTF-16", path=name, hint=hint)


def _text(stream: io.BufferedReader, table: Table, asked: Asked) -> TextIO:
    """The stream as text; bytes that are none become halves of characters, for which a record is refused."""
    encoding = _encoding(stream.peek(4)[:4], asked.encoding)
    try:
        table.text = io.TextIOWrapper(stream, encoding, "surrogateescape", newline="")
        return table.text
    except LookupError:
        raise SettingsError(
            "no such encoding", value=encoding, hint="give a name such as cp1252 or shift_jis"
        ) from None


# a name a line


def _of_lines(stream: io.BufferedReader, table: Table, asked: Asked) -> Iterator[Record | Refused]:
    for number, line, text in _without_blank_end(_lines(_text(stream, table, asked))):
        if len(text) > LONGEST_LINE:
            yield _too_long(number, line, text)
        else:
            yield _read(partial(dict, name=[text]), number, asked, line=line, text=text)


def _lines(stream: TextIO) -> Iterator[tuple[int, str]]:
    """Each line with its number, without what ends it; of an endless one no more than the beginning is held."""
    number = 0
    while text := stream.readline(LONGEST_LINE + 2):
        number += 1
        yield number, text.rstrip("\r\n")
        while text and not text.endswith("\n") and len(text) > LONGEST_LINE:
            text = stream.readline(LONGEST_LINE + 2)


def _without_blank_end(lines: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, str]]:
    """Number of the record, line and text; blank lines at the end of a file are no records, others are."""
    number, blank = 0, []
    for line, text in lines:
        if not text.strip():
            blank.append(line)
            continue
        for before in blank:
            number += 1
            yield number, before, ""
        blank = []
        number += 1
        yield number, line, text


def _too_long(number: int, line: int, text: str) -> Refused:
    return Refused(number, text[:100], f"a line of more than {LONGEST_LINE:,} characters", line, hint="split it")


# tables of text


def _of_text(stream: io.BufferedReader, table: Table, asked: Asked) -> Iterator[Record | Refused]:
    text = _text(stream, table, asked)
    line, first = next((one for one in _lines(text) if one[1].strip()), (0, ""))
    if not first.strip():
        raise InputError("the file is empty", path=table.name, hint="a table needs a line of headings and a record")
    delimiter = "\t" if table.form == "tsv" else _delimiter(first)
    headings = [cell.strip() for cell in next(csv.reader([first], delimiter=delimiter))]
    fields = _fields(headings, table, asked)
    csv.field_size_limit(LONGEST_LINE)
    rows = _without_blank_rows(_cut(iter(partial(text.readline, LONGEST_LINE), ""), delimiter, line))
    head = list(islice(rows, _ROWS)) if "birth" in fields.values() and asked.order is None else []
    settled = replace(asked, order=_order(head, fields, table) or asked.order)
    return _rows(chain(head, rows), len(headings), fields, delimiter, settled)


def _order(head: Sequence[Row], fields: Mapping[int, str], table: Table) -> DateOrder | None:
    """The order of day and month that the first rows settle: one shows it, and none shows the other."""
    from tidewaiter.trade.dates import date_order

    columns = [at for at, told in fields.items() if told == "birth"]
    found: dict[DateOrder, int] = {}
    for line, cells in head:
        for at in columns if isinstance(cells, list) and len(cells) > max(fields) else ():
            order = date_order(cells[at].strip().lower())
            if order in ("DMY", "MDY"):
                found.setdefault(order, line)
    if len(found) != 1:
        return None
    order, line = next(iter(found.items()))
    first = "day" if order == "DMY" else "month"
    table.notes.append(f"dates of birth are read {first} first, as that of line {line} must be (else: --date-order)")
    return order


def _rows(
    rows: Iterable[Row], width: int, fields: dict[int, str], delimiter: str, asked: Asked
) -> Iterator[Record | Refused]:
    for number, (line, cells) in enumerate(rows, start=1):
        if isinstance(cells, str):
            yield Refused(number, "", f"not a row: {cells}", line, hint="mend the quotation marks of the line")
        elif len(cells) != width:
            what = f"the row has {len(cells)} cells, the headings are {width}"
            hint = f"put quotation marks around a cell that holds {delimiter!r}"
            yield Refused(number, _named(cells, fields), what, line, hint=hint)
        else:
            yield _read(partial(_cells, cells, fields), number, asked, line=line, text=_named(cells, fields))


def _cut(lines: Iterator[str], delimiter: str, before: int) -> Iterator[Row]:
    """The line on which each row begins, and its cells or what is wrong with it; ``before`` lines stand above.

    A quotation mark that is never closed would take all rows below it into one cell, and hide them: then the line that
    opened it is refused alone, and those below it are read as if it did not stand there.
    """
    back, held, line = deque[str](), list[str](), before + 1
    reader = csv.reader(_few(lines, back, held), delimiter=delimiter)
    while True:
        held.clear()
        cells: list[str] | str | None
        try:
            cells = next(reader, None)
        except csv.Error as bad:
            cells = str(bad)
        if cells is None:
            return
        if held[-1] == "":
            held.pop()
            cells = "a quotation mark is never closed"
        yield line, cells
        if isinstance(cells, str):
            back.extendleft(reversed(held[1:]))
            reader = csv.reader(_few(lines, back, held), delimiter=delimiter)
            line += 1
        else:
            line += len(held)


def _few(lines: Iterator[str], back: deque[str], held: list[str]) -> Iterator[str]:
    """What was put ``back``, then the lines; of a row, whose lines are ``held``, as many as it may have.

    An empty line is held where a row wants more.
    """
    while len(held) < _CELL_LINES:
        line = back.popleft() if back else next(lines, "")
        if not line:
            break
        held.append(line)
        yield line
    if held:
        held.append("")


def _without_blank_rows(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows but for those that are blank to the end of the file."""
    blank: list[Row] = []
    for line, cells in rows:
        if isinstance(cells, list) and not any(cell.strip() for cell in cells):
            blank.append((line, cells))
            continue
        yield from blank
        blank = []
        yield line, cells


def _named(cells: Sequence[str], fields: Mapping[int, str]) -> str:
    wanted = ("name",) if "name" in fields.values() else ("first", "middle", "last")
    return " ".join(cells[at] for at, told in fields.items() if told in wanted and at < len(cells))


def _cells(cells: Sequence[str], fields: Mapping[int, str]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for at, name in fields.items():
        text = cells[at].strip()
        if text or name == "name":
            told.setdefault(name, []).extend([text] if name in _ONE else _SEVERAL.split(text))
    return told


def _delimiter(line: str) -> str:
    """The sign that parts the headings: the most frequent of comma, semicolon, tab and bar outside quotation marks."""
    bare = re.sub(r'"[^"]*"', "", line)
    return max(",;\t|", key=lambda sign: bare.count(sign))


# which column holds what


def _fields(headings: Sequence[str], table: Table, asked: Asked) -> dict[int, str]:
    """The field of each column that holds one.

    Raises InputError where no column holds a name, SettingsError where the user names a column that is not there.
    """
    named = _refuse_absent(headings, table, asked)
    found = dict[int, str]()
    for at, heading in enumerate(headings):
        told = named.get(heading) or (None if heading in asked.ignored else _known(heading))
        if told:
            found[at] = told
    _halves(headings, found, named)
    if not {"name", "first", "last", *NUMBERS} & set(found.values()):
        raise InputError("no column holds a name", path=table.name, value=", ".join(headings), hint=_hint(headings))
    table.columns = {headings[at]: told for at, told in found.items()}
    table.unused = [heading for at, heading in enumerate(headings) if at not in found and heading not in asked.ignored]
    if any(told == "ref" and folded(headings[at]) == "id" and headings[at] not in named for at, told in found.items()):
        table.notes.append("the column id is taken for your own number of the record; a document's number is named "
                           "with --columns id_number=id")  # fmt: skip
    return found


def _known(heading: str) -> str | None:
    """The field that a heading tells; two words for one thing ("Firma / Name", "Name (company)") tell it too."""
    known = words("heading")
    if (told := known.get(folded(heading))) is not None:
        return told
    parts = [known.get(folded(part)) for part in re.split(r"[/(|,&]", heading) if folded(part)]
    return parts[0] if len(parts) > 1 and len(set(parts)) == 1 else None


def _hint(headings: Sequence[str]) -> str:
    """What to do where no heading is known: the column that calls itself a name, if there is one, stands in it."""
    named = (one for one in headings if any(part in words("heading") for part in folded(one).split()))
    return f"name it: --columns name={next(named, 'HEADING')!r}"


def _refuse_absent(headings: Sequence[str], table: Table, asked: Asked) -> dict[str, str]:
    for heading in [heading for heading, _ in asked.columns] + list(asked.ignored):
        if heading not in headings:
            near = difflib.get_close_matches(heading, headings, n=1)
            hint = f"did you mean {near[0]}?" if near else f"there are: {', '.join(headings)}"
            raise SettingsError("no such column", path=table.name, value=heading, hint=hint)
    return dict(asked.columns)


def _halves(headings: Sequence[str], found: dict[int, str], named: Mapping[str, str]) -> None:
    """A column "name" beside a column of first names holds last names, and the other way round."""
    have = set(found.values())
    for at, told in list(found.items()):
        if told == "name" and headings[at] not in named and folded(headings[at]) in words("bare"):
            if "first" in have and "last" not in have:
                found[at] = "last"
            elif "last" in have and "first" not in have:
                found[at] = "first"


# lines of JSON


def _of_json(stream: io.BufferedReader, table: Table, asked: Asked) -> Iterator[Record | Refused]:
    named = dict(asked.columns)
    for number, line, text in _without_blank_end(_lines(_text(stream, table, asked))):
        if len(text) > LONGEST_LINE:
            yield _too_long(number, line, text)
        elif not text:
            yield Refused(number, "", "a blank line", line, hint="a record is one line of JSON")
        else:
            yield _read(partial(_of_object, text, named, asked.ignored), number, asked, line=line, text=text[:100])


def _of_object(text: str, named: Mapping[str, str], ignored: Sequence[str]) -> dict[str, list[str]]:
    try:
        told = json.loads(text)
    except RecursionError:
        raise InputError("not JSON that can be read: nested too deeply", hint="a record has no nested values") from None
    except ValueError as bad:
        raise InputError(f"not JSON: {bad}", hint="a record is one object on one line") from None
    if not isinstance(told, dict):
        raise InputError("not a record: JSON of another type", value=text[:100], hint='write {"name": "..."}')
    return _fields_of(told, named, ignored)


def _fields_of(told: Mapping[Any, Any], named: Mapping[str, str], ignored: Sequence[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    for key, value in told.items():
        if key in ignored:
            continue
        name = named.get(key) or (key if key in FIELDS else words("heading").get(folded(str(key))))
        if name is None:
            near = difflib.get_close_matches(folded(str(key)).replace(" ", "_"), FIELDS, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(FIELDS)}"
            raise InputError(f"unknown property {key!r}", column=str(key), hint=f"{hint}; --ignore {key} leaves it out")
        fields.setdefault(name, []).extend(_values(key, name, value))
    return fields


def _values(key: str, name: str, value: object) -> list[str]:
    """The texts of a value: of a text, of numbers where a number can be meant, or of a list of these."""
    if value is None:
        return []
    if isinstance(value, list):
        return [text for one in value for text in _values(key, name, None if isinstance(one, list) else one)
                or _refuse_type(key, one)]  # fmt: skip
    if isinstance(value, str):
        return [value]
    numeric = name not in ("name", "alias", "former", "first", "middle", "last", "kind", "gender")
    if isinstance(value, int) and not isinstance(value, bool) and numeric:
        return [str(value)]
    return _refuse_type(key, value)


def _refuse_type(key: str, value: object) -> list[str]:
    shown = json.dumps(value, ensure_ascii=False, default=str)[:100]
    raise InputError(f"{key} is of a wrong type", column=key, value=shown, hint="give a text, or a list of texts")


# Parquet


def _of_parquet(stream: io.BufferedReader, table: Table, asked: Asked) -> Iterator[Record | Refused]:
    from tidewaiter.trade.extras import load

    load("pyarrow", path=table.name, what="Parquet")
    import pyarrow as pa
    import pyarrow.parquet as parquet

    try:
        file = parquet.ParquetFile(_seekable(stream))
        headings = list(file.schema_arrow.names)
    except (pa.ArrowException, OSError) as bad:
        hint = "it may be cut off: make or fetch it again"
        raise InputError(f"the Parquet file cannot be read: {bad}", path=table.name, hint=hint) from None
    fields = _fields(headings, table, asked)
    return _of_batches(file, [headings[at] for at in fields], list(fields.values()), table, asked)


def _of_batches(
    file: Any, columns: list[str], fields: list[str], table: Table, asked: Asked
) -> Iterator[Record | Refused]:
    import pyarrow as pa

    number = 0
    try:
        for batch in file.iter_batches(batch_size=_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                text = str(row.get(columns[fields.index("name")]) if "name" in fields else "")
                yield _read(partial(_row, row, columns, fields), number, asked, text=text)
    except (pa.ArrowException, OSError) as bad:
        hint = "the records before it were read"
        raise InputError(f"the Parquet file is broken: {bad}", path=table.name, line=number + 1, hint=hint) from None


def _row(row: Mapping[str, Any], columns: Sequence[str], fields: Sequence[str]) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for column, name in zip(columns, fields, strict=True):
        value = row[column]
        plain = value.isoformat() if hasattr(value, "isoformat") else value
        told.setdefault(name, []).extend(_values(column, name, plain))
    if "name" in told and not told["name"]:
        told["name"] = [""]
    return told


def _seekable(stream: io.BufferedReader) -> BinaryIO:
    if stream.seekable():
        return stream
    import shutil
    import tempfile

    held = tempfile.TemporaryFile()  # noqa: SIM115 (closed with the reader that holds it)
    shutil.copyfileobj(stream, held)
    held.seek(0)
    return held


# one record


def _read(
    fields: Callable[[], Mapping[str, Sequence[str]]], number: int, asked: Asked, *, line: int | None = None, text: str
) -> Record | Refused:
    """The record of these fields, or why there is none."""
    ref: str | None = None
    try:
        told = fields()
        ref = next(iter(told.get("ref", ())), None)
        told = told if asked.kind is None or told.get("kind") else {**told, "kind": [asked.kind]}
        _refuse_halves(told)
        found = record(told, number=number, order=asked.order, strict=False)
        return replace(found, unread=tuple(replace(one, line=line) for one in found.unread)) if found.unread else found
    except InputError as bad:
        column = str(bad.column) if bad.column is not None else None
        plain = " ".join(text[:_SHOWN].split())
        shown = "".join("\ufffd" if "\ud800" <= sign <= "\udfff" else sign for sign in plain)
        value = bad.value[:_SHOWN].encode("utf-8", "replace").decode() if bad.value else bad.value
        return Refused(number, shown, bad.what, line, column, value, bad.hint, ref)


def _refuse_halves(told: Mapping[str, Sequence[str]]) -> None:
    for name, values in told.items():
        if any(unicodedata.category(sign) == "Cs" for value in values if not value.isascii() for sign in value):
            hint = "name the encoding with --encoding if it is not UTF-8"
            raise InputError("half a character: the text is broken, or in another encoding", column=name, hint=hint)


_READERS: dict[Form, Callable[[io.BufferedReader, Table, Asked], Iterator[Record | Refused]]] = {
    "txt": _of_lines, "csv": _of_text, "tsv": _of_text, "jsonl": _of_json, "parquet": _of_parquet,
}  # fmt: skip


def columns_from(told: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Headings and their fields as the user names them: ``FIELD=HEADING``. Raises SettingsError for others."""
    found = []
    for text in told:
        for pair in text.split(","):
            name, equals, heading = pair.partition("=")
            if not equals or name.strip() not in FIELDS:
                near = difflib.get_close_matches(name.strip(), FIELDS, n=1)
                hint = f"did you mean {near[0]}?" if near else f"FIELD=HEADING, FIELD one of {', '.join(FIELDS)}"
                raise SettingsError("not a column", value=pair, hint=hint)
            found.append((heading.strip(), name.strip()))
    return tuple(found)
