"""OFAC's lists as a set of tables: the parties, their alternative names, their addresses, the rest of long remarks.

The form is that of OFAC's data specification: no headers, ``-0-`` where nothing is told, a line of one control
character at the end. Specially designated nationals: sdn, alt, add, sdn_comments; the other lists: cons_prim,
cons_alt, cons_add, cons_comments.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Address, Designation, NameRole, Party, PartyKind, Tie
from tidewaiter.parties.lists.readers import lands, ofac, remarks, source
from tidewaiter.parties.lists.readers.entry import Entry, add_name, party, tell

_NULL = "-0-"
_END = "\x1a"
_WIDTHS = {"sdn": 12, "alt": 5, "add": 6, "comments": 2}
_FILES = {"sdn": "sdn.csv", "alt": "alt.csv", "add": "add.csv", "comments": "sdn_comments.csv"}
_KINDS: dict[str, PartyKind] = {
    "": "organisation",
    "entity": "organisation",
    "individual": "person",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_COLUMNS = ((5, "Call Sign"), (6, "Vessel Type"), (7, "Tonnage"), (8, "Gross Registered Tonnage"), (9, "Vessel Flag"))
_OWNER = 10
_REMARKS = 11
_CUT = 1000  # characters; remarks of that length go on in the file of comments
_ROLES: dict[str, tuple[NameRole, str | None]] = {
    "aka": ("alias", None),
    "fka": ("former", None),
    "nka": ("alias", "now known as"),
}
_SET = "put the tables of one day together: sdn, alt, add and sdn_comments"

Row = tuple[int, list[str]]


def read(files: Mapping[str, BinaryIO], *, path: str, source_list: str = ofac.SDN) -> Iterator[Party]:
    """The parties of the set, in the order of its first table.

    ``files`` are the tables by name: "sdn", "alt", "add", "comments"; ``source_list`` is "ofac-sdn" or "ofac-cons".
    Raises InputError, before any party is given, where a table is absent, cut off, has other columns, numbers twice,
    or rows of parties that the set does not have. The comments may be absent where no remark goes on in them.
    """
    tables = {name: _table(name, files[name], path) for name in _WIDTHS if name in files}
    lacking = [name for name in ("sdn", "alt", "add") if name not in tables]
    if lacking:
        raise InputError(f"the set lacks its table {_FILES[lacking[0]]}", path=path, hint=_SET)
    _refuse_doubled(tables["sdn"], 0, "sdn", path)
    entries = {row[0]: row for _, row in tables["sdn"]}
    rest = _rest(tables.get("comments"), entries, path)
    beside = {name: _by_party(tables[name], name, entries, path) for name in ("alt", "add")}
    _refuse_cut(tables["sdn"], rest, path)
    names, addresses = beside["alt"], beside["add"]
    parties = [
        _party(row, names.get(number, []), addresses.get(number, []), rest, source_list)
        for number, row in entries.items()
    ]
    return ofac.tied(parties)


def _table(name: str, stream: BinaryIO, path: str) -> list[Row]:
    """The rows up to the mark at the end, without what stands for nothing."""
    where = f"{path} ({_FILES[name]})"
    found: list[Row] = []
    ended = 0
    for line, row in source.rows(source.lines(stream, path=where), path=where):
        if ended:
            raise InputError("rows stand after the mark of the table's end", path=where, line=line, hint=source.AGAIN)
        if row == [_END]:
            ended = line
            continue
        if len(row) != _WIDTHS[name]:
            what = f"the row has {len(row)} columns and not {_WIDTHS[name]}"
            raise InputError(what, path=where, line=line, hint="the set may have another form, or be cut off")
        cells = ["" if cell.strip() == _NULL else cell.strip() for cell in row]
        _refuse_number(cells, name, where, line)
        found.append((line, cells))
    if not ended and name != "comments":
        raise InputError("the mark of the table's end is not there: it is cut off", path=where, hint=source.AGAIN)
    return found


def _refuse_number(cells: list[str], name: str, where: str, line: int) -> None:
    numbers = cells[:2] if name in ("alt", "add") else cells[:1]
    for number in numbers:
        if not (number.removeprefix("-").isdecimal() and number.isascii()):
            raise InputError("not the number of an entry", path=where, line=line, value=number, hint=source.AGAIN)
    if name in ("sdn", "alt") and not cells[1 if name == "sdn" else 3]:
        raise InputError("an entry without a name", path=where, line=line, hint=source.AGAIN)


def _refuse_doubled(rows: list[Row], column: int, name: str, path: str) -> None:
    seen: dict[str, int] = {}
    for line, row in rows:
        if row[column] in seen:
            what = f"the number {row[column]} stands twice, first on line {seen[row[column]]}"
            raise InputError(what, path=f"{path} ({_FILES[name]})", line=line, hint=source.AGAIN)
        seen[row[column]] = line


def _by_party(rows: list[Row], name: str, entries: Mapping[str, list[str]], path: str) -> dict[str, list[list[str]]]:
    _refuse_doubled(rows, 1, name, path)
    found: dict[str, list[list[str]]] = {}
    for line, row in rows:
        _refuse_strange(row[0], entries, name, path, line)
        found.setdefault(row[0], []).append(row)
    return found


def _refuse_strange(number: str, entries: Mapping[str, list[str]], name: str, path: str, line: int) -> None:
    if number not in entries:
        what = f"the row belongs to {number}, which the set does not have"
        raise InputError(what, path=f"{path} ({_FILES[name]})", line=line, hint=_SET)


def _rest(rows: list[Row] | None, entries: Mapping[str, list[str]], path: str) -> dict[str, str]:
    _refuse_doubled(rows or [], 0, "comments", path)
    for line, row in rows or []:
        _refuse_strange(row[0], entries, "comments", path, line)
    return {row[0]: row[1] for _, row in rows or []}


def _refuse_cut(rows: list[Row], rest: Mapping[str, str], path: str) -> None:
    for line, row in rows:
        if len(row[_REMARKS]) >= _CUT and not row[_REMARKS].endswith(".") and row[0] not in rest:
            what = "the remarks are cut off, and no comments go on with them"
            raise InputError(what, path=f"{path} ({_FILES['sdn']})", line=line, hint=_SET)


# one entry


def _party(
    row: list[str], names: list[list[str]], addresses: list[list[str]], rest: Mapping[str, str], source_list: str
) -> Party:
    entry = Entry(f"{source_list}:{row[0]}", _KINDS.get(row[2].lower(), "unknown"))
    if row[2].lower() not in _KINDS:
        entry.more.append(("SDN_Type", row[2]))
    add_name(entry, row[1], "primary")
    for _, _, how, name, remark in names:
        role, note = _ROLES.get(how.lower(), ("alias", how or None))
        add_name(entry, name, role, "strong", note="; ".join(filter(None, (note, remark))) or None)
    entry.positions.extend(text for part in row[4].split(";") if (text := part.strip()))
    for column, label in _COLUMNS:
        if row[column]:
            tell(entry, label, row[column])
    if row[_OWNER]:
        entry.ties.append(Tie("owner", row[_OWNER]))
    for _, _, street, place, country, remark in addresses:
        text = ", ".join(part for part in (street, place, country) if part) + (f" ({remark})" if remark else "")
        if text.strip():
            entry.addresses.append(Address(text.strip(), lands.country(country)))
    remarks.read(entry, row[_REMARKS] + rest.get(row[0], ""))
    entry.designations.extend(_designations(row, source_list))
    return party(entry)


def _designations(row: list[str], source_list: str) -> Iterator[Designation]:
    """One for each programme; several stand in one cell as "IRAN] [SDGT"."""
    programmes = [text for part in row[3].split("] [") if (text := part.strip(" []"))]
    for programme in (*programmes, *([] if programmes else [None])):
        yield Designation(ofac.list_of(programme, source_list), row[0], programme)
