"""A list of one's own as a table: CSV, TSV, or lines of JSON, with a mapping of its columns or guessed headings.

A row is a party. Cells of several values part them with the mapping's separator. A column that the mapping does not
name, and a value that its field cannot take, is kept in ``Party.more`` under the column's heading.
"""

from __future__ import annotations

import difflib
import functools
import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Literal, get_args

from tidewaiter import datafile
from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, PartyKind
from tidewaiter.parties.lists.readers import source
from tidewaiter.parties.lists.readers.table_row import Row, make_party

_DELIMITERS = (",", ";", "\t", "|")
_SAMPLED = 3  # lines before the headings at most: a title, a day


@dataclass(frozen=True, slots=True)
class Mapping:
    """How a table is read.

    ``columns`` is heading -> field ("name", "alias", "birth date", "number passport" ...: docs/concepts/
    parties-lists-others.md has all); ``list`` the list's id; ``kind`` that of parties whose row does not tell it;
    ``separator`` stands between several values of a cell; ``dates`` is the order of a date in figures.
    """

    columns: dict[str, str]
    list: str = "own"
    kind: PartyKind = "unknown"
    separator: str = ";"
    dates: Literal["DMY", "MDY"] | None = None


def read_mapping(path: Path) -> Mapping:
    """A mapping from its YAML file. Raises InputError with the line of a mistake."""
    tree = datafile.read_tree(path, InputError)
    try:
        mapping = datafile.convert(tree, Mapping, InputError)
    except InputError as bad:
        if bad.value and "enum" in bad.what:  # kind and dates are of few words
            bad.hint = f"kind: one of {', '.join(get_args(PartyKind))}; dates: DMY or MDY"
        raise
    for heading, field in mapping.columns.items():
        if not _is_field(field):
            line, column = tree.place(("columns", heading))
            raise InputError(
                f"there is no field {field!r}",
                path=str(path),
                line=line,
                column=column,
                value=field,
                hint=_nearest(field),
            )
    if not mapping.separator:
        raise InputError("the separator is empty", path=str(path), hint="leave it away, or name a sign")
    return mapping


def mapping_beside(path: Path) -> Path:
    """Where the mapping of a table is kept: mine.csv has mine.csv.mapping.yaml."""
    return path.with_name(path.name + ".mapping.yaml")


def read(stream: BinaryIO, *, path: str, mapping: Mapping | None = None, list_id: str | None = None) -> Iterator[Party]:
    """The parties of a table. Without a mapping its headings are guessed.

    Raises InputError where no column has names, a mapped column is not there, a row has another width, an id stands
    twice, or the text is no UTF-8.
    """
    found = _rows(stream, path)
    _, header, rows = found
    plan = mapping or Mapping(guess(header), list=list_id or "own")
    _refuse_unusable(plan, header, path)
    seen: dict[str, int] = {}
    for line, cells in rows:
        row = Row(
            cells, {heading: plan.columns[heading] for heading in cells if heading in plan.columns}, plan.separator
        )
        made = make_party(row, kind=plan.kind, list_id=list_id or plan.list, dates=plan.dates, path=path, line=line)
        if made.id in seen:
            what = f"the id {made.id.partition(':')[2]!r} stands twice"
            hint = f"it stands in line {seen[made.id]} too; put the names of one party into one row"
            raise InputError(what, path=path, line=line, hint=hint)
        seen[made.id] = line
        yield made


def guess(header: Iterable[str]) -> dict[str, str]:
    """The fields that headings name; the first of several for a field of one value counts."""
    found: dict[str, str] = {}
    for heading in header:
        field = headings().get(_plain(heading))
        if field and not (field in ("id", "kind", "gender") and field in found.values()):
            found[heading] = field
    return found


def _rows(stream: BinaryIO, path: str) -> tuple[int, tuple[str, ...], Iterator[tuple[int, dict[str, Any]]]]:
    """The headings and the rows by them, whatever the form."""
    lines = source.lines(stream, path=path)
    begin = list(itertools.islice(lines, _SAMPLED + 1))
    every = itertools.chain(begin, lines)
    first = next((line.lstrip() for line in begin if line.strip()), "")
    if first.startswith(("{", "[")):
        objects = list(_objects(every, path))
        header = tuple(dict.fromkeys(key for _, one in objects for key in one))
        return 1, header, iter(objects)
    return _csv(every, begin, path)


def _csv(
    lines: Iterator[str], begin: list[str], path: str
) -> tuple[int, tuple[str, ...], Iterator[tuple[int, dict[str, Any]]]]:
    delimiter = _delimiter(begin)
    rows = source.rows(lines, path=path, delimiter=delimiter)
    kept: list[tuple[int, list[str]]] = list(itertools.islice(rows, _SAMPLED))
    place = max(range(len(kept)), key=lambda i: (len(guess(kept[i][1])), -i), default=None)
    if place is None:
        raise InputError("the table is empty", path=path, hint="its first line has the headings")
    # a table whose headings nobody can guess has them in its first line
    line, row = kept[place if guess(kept[place][1]) else 0]
    header = tuple(cell.strip() for cell in row)
    source.refuse_doubled(header, path=path, line=line)
    later = itertools.chain([one for one in kept if one[0] > line], rows)
    return line, header, source.records(later, header, path=path)


def _delimiter(begin: list[str]) -> str:
    """The sign that parts most headings that are known, else most cells."""
    scores = []
    for sign in _DELIMITERS:
        rows = [line.rstrip("\r\n").split(sign) for line in begin]
        known = max((len(guess(cell.strip(' "') for cell in row)) for row in rows), default=0)
        scores.append((known, max((len(row) for row in rows), default=0), -_DELIMITERS.index(sign), sign))
    return max(scores)[3]


def _objects(lines: Iterable[str], path: str) -> Iterator[tuple[int, dict[str, Any]]]:
    """Objects of JSON, one a line, or one array of them."""
    import msgspec

    hint = "a line holds one object; a last line without its end means that the file is cut off"
    for number, line in enumerate(_joined(lines), 1):
        if not line.strip():
            continue
        try:
            told = msgspec.json.decode(line.encode())
        except (msgspec.DecodeError, RecursionError, UnicodeEncodeError) as bad:
            raise InputError(f"not JSON: {bad}", path=path, line=number, hint=hint) from None
        several = isinstance(told, list) and number == 1
        for place, one in enumerate(told if several else [told], 1):
            # of an array the place in it tells more than its one line
            where = place if several else number
            if not isinstance(one, dict):
                raise InputError("a row is no object", path=path, line=where, hint='{"name": "...", ...}')
            yield where, {str(key): value for key, value in one.items() if value not in (None, "", [], {})}


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """The lines; an array over several lines is one."""
    found = iter(lines)
    first = next(found, "")
    if first.lstrip().startswith("["):
        yield first + "".join(found)
    else:
        yield first
        yield from found


def _refuse_unusable(plan: Mapping, header: tuple[str, ...], path: str) -> None:
    for heading in plan.columns:
        if heading not in header:
            close = difflib.get_close_matches(heading, header, n=1)
            hint = f"did you mean {close[0]!r}?" if close else f"its columns: {', '.join(header[:12])}"
            raise InputError(f"the table has no column {heading!r}", path=path, hint=hint)
    fields = set(plan.columns.values())
    if not fields & {"name", "first name", "last name", "original name", "alias"}:
        hint = "call the column Name, or write a mapping: columns: {HEADING: name}"
        raise InputError("no column holds names", path=path, value=", ".join(header[:12]), hint=hint)


# the table of fields


def _plain(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@functools.cache
def headings() -> dict[str, str]:
    """Every heading that is guessed, in small letters without signs, and its field."""
    return {_plain(word): row[0] for row in source.words("table_fields.tsv") for word in (row[0], *row[1:])}


def fields() -> tuple[str, ...]:
    """The fields that a mapping may name."""
    return tuple(row[0] for row in source.words("table_fields.tsv"))


def _is_field(field: str) -> bool:
    return field in fields() or (field.startswith("number ") and len(field.split()) == 2) or field == "more"


def _nearest(field: str) -> str:
    close = difflib.get_close_matches(field.lower(), fields(), n=1)
    return f"did you mean {close[0]!r}?" if close else f"fields: {', '.join(fields())}"
