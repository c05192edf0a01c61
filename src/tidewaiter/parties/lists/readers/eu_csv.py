"""The European Union's consolidated list of financial sanctions in CSV, forms 1.0 and 1.1.

Semicolons part the cells. A row tells one part of an entry (a name, a birth, an address ...) beside the entry's own
columns, or several that belong to no more than the entry; the rows of an entry are gathered by its number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import source
from tidewaiter.parties.lists.readers.eu_party import Entry, Part, add, make_party

_GROUPS = {
    "NameAlias": "namealias",
    "Naal": "namealias",
    "BirthDate": "birthdate",
    "Birt": "birthdate",
    "Citizenship": "citizenship",
    "Citi": "citizenship",
    "Address": "address",
    "Addr": "address",
    "Identification": "identification",
    "Iden": "identification",
}
_REGULATION = {"Leba": "regulation", "Entity_Regulation": "regulation"}
# columns whose names do not say their group and field by themselves, in small letters and without strokes
_ALONE = {
    "entitylogicalid": ("", "number"),
    "subjecttype": ("subjecttype", "code"),
    "entitysubjecttype": ("subjecttype", "code"),
    "entitysubjecttypeclassificationcode": ("subjecttype", "code"),
    "programme": ("regulation", "programme"),
    "euref": ("entity", "eureferencenumber"),
    "eurefnum": ("entity", "eureferencenumber"),
    "entityeureferencenumber": ("entity", "eureferencenumber"),
    "entityunitednationid": ("entity", "unitednationid"),
    "filegenerationdate": ("", "date"),
    "datefile": ("", "date"),
    "birtplcae": ("birthdate", "place"),
    "naalprogramme": ("", "programme"),
    "addrprogramme": ("", "programme"),
    "birtprogramme": ("", "programme"),
    "idenprogramme": ("", "programme"),
    "citiprogramme": ("", "programme"),
}
_FIELDS = {
    "plcae": "place",
    "numtitle": "numbertitle",
    "url": "publicationurl",
    "birthplace": "place",
    "entitylogicalid": "",
}
_STROKES = re.compile(r"[_\s]+")


def read(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of the list, in the order of their first rows.

    Raises InputError where the file is no UTF-8, lacks the columns of an entry's number and names, or has one entry of
    two kinds.
    """
    found = source.rows(source.lines(stream, path=path), path=path, delimiter=";")
    line, names = next(found, (1, []))
    header = tuple(name.strip() for name in names)
    places = [_place(name) for name in header]
    _refuse_other(places, path, line)
    entries: dict[str, Entry] = {}
    for line, row in found:
        if len(row) < len(header) - 1 or any(cell.strip() for cell in row[len(header) :]):
            what = f"the row has {len(row)} cells, its header {len(header)}"
            raise InputError(what, path=path, line=line, hint="the file is cut off or damaged: get it again")
        parts = _parts(places, row)
        number = parts.pop("", {}).get("number")
        if not number:
            raise InputError("a row has no number of its entry", path=path, line=line, hint="the file may be cut off")
        _gather(entries.setdefault(number, Entry(number, line)), parts)
    for entry in entries.values():
        yield make_party(entry, path=path)


def _refuse_other(places: list[tuple[str, str]], path: str, line: int) -> None:
    for needed, column in ((("", "number"), "Entity_LogicalId"), (("namealias", "wholename"), "NameAlias_WholeName")):
        if needed not in places:
            hint = "the list's CSV has semicolons between its cells; the publisher may have changed the form"
            raise InputError(f"the column {column!r} is not there", path=path, line=line, hint=hint)


def _place(name: str) -> tuple[str, str]:
    """Group and field of a column: NameAlias_WholeName, Naal_wholename are ("namealias", "wholename")."""
    flat = _STROKES.sub("", name).lower()
    if flat in _ALONE:
        return _ALONE[flat]
    for prefix, group in (_REGULATION | _GROUPS).items():
        if name.lower().startswith(prefix.lower() + "_"):
            field = _STROKES.sub("", name[len(prefix) :]).lower()
            for told in ("regulation", "leba"):
                if group != "regulation" and field.startswith(told) and field != "regulationlanguage":
                    return f"{group}/regulationsummary", _FIELDS.get(field[len(told) :], field[len(told) :])
            return group, _FIELDS.get(field, field)
    return "entity", flat.removeprefix("entity")


def _parts(places: list[tuple[str, str]], row: list[str]) -> dict[str, Part]:
    parts: dict[str, Part] = {}
    for (group, field), cell in zip(places, row, strict=False):
        if text := cell.strip():
            # a column that stands twice (1.0 has the entry's number in two places) fills an empty one
            parts.setdefault(group, {}).setdefault(field, text)
    return parts


def _gather(entry: Entry, parts: dict[str, Part]) -> None:
    """Puts a row's parts to their entry; a part that tells nothing but its own key is none."""
    for group, part in parts.items():
        name = group.rpartition("/")[2]
        if group == "address":
            _take_contacts(entry, part)
        if set(part) - {"logicalid", "regulationlanguage"}:
            add(entry, name, part)


def _take_contacts(entry: Entry, part: Part) -> None:
    told = part.pop("contactinfo", "")
    if told:
        add(entry, "contactinfo", {"value": told})
