"""The United States' Consolidated Screening List, as CSV (or with tabs) and as the JSON of its interface and bulk file.

Thirteen lists of three departments in one; each stays a list of its own in the parties' designations. Columns are told
by their names, so that older and newer files are read alike; what no field takes is kept in ``Party.more``.
"""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model import When
from tidewaiter.model.party import Address, Designation, NameRole, Party, PartyKind, Tie
from tidewaiter.parties.lists.readers import days, labels, lands, remarks, source
from tidewaiter.parties.lists.readers.bracketed import split_names
from tidewaiter.parties.lists.readers.entry import Entry, add_name, party, tell

LIST = "us-csl"
_NEEDED = ("source", "name")
_NUMBERS = ("_id", "id", "entity_number")
_KINDS: dict[str, PartyKind] = {
    "": "unknown",
    "individual": "person",
    "entity": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
# the lists by the letters that stand in brackets in their names; the Treasury's are OFAC's
_LISTS = {
    "SDN": "ofac-sdn",
    "FSE": "ofac-fse",
    "SSI": "ofac-ssi",
    "PLC": "ofac-plc",
    "CAP": "ofac-cap",
    "CAPTA": "ofac-cap",
    "CMIC": "ofac-cmic",
    "MBS": "ofac-mbs",
    "NS-MBS": "ofac-mbs",
    "EL": "us-el",
    "DPL": "us-dpl",
    "UVL": "us-uvl",
    "MEU": "us-meu",
    "DTC": "us-dtc",
    "ISN": "us-isn",
    "ACN": "us-isn",
}
_CODE = re.compile(r"\(([A-Z][A-Z-]+)(?: List)?\)")
_SEVERAL = re.compile(r"\s*;\s*")
_JOINED = re.compile(r"^(?:and\s+|-\s*)(?=\w)")  # left over where the source's enumeration was cut
_NO_NAMES = ("and", "or", "")  # left over alike
_FORMER = re.compile(r"^(?:f\.?k\.?a\.?|formerly(?: known as)?)[,:]?\s+", re.IGNORECASE)
_ALSO = re.compile(r"^(?:a\.?k\.?a\.?|d\.?b\.?a\.?|also known as)[,:]?\s+", re.IGNORECASE)
_LONGEST_LINE = 1024 * 1024 * 1024  # bytes; the JSON may stand on one line
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_LAND = re.compile(r"[A-Z]{2}")
_ADDRESS = ("address", "city", "state", "state_or_province", "postal_code", "country")
_COLUMNS = {
    "call_sign": "Vessel Call Sign",
    "vessel_type": "Vessel Type",
    "gross_tonnage": "Vessel Gross Tonnage",
    "gross_registered_tonnage": "Gross Registered Tonnage",
    "vessel_flag": "Vessel Flag",
}
_MANY = (("dates_of_birth", "DOB"), ("places_of_birth", "POB"))
_LANDS = (("nationalities", "nationality", "nationality"), ("citizenships", "citizenship", "citizen"))
_TAKEN = {
    *(
        *_NEEDED,
        *_NUMBERS,
        *_COLUMNS,
        "type",
        "programs",
        "title",
        "addresses",
        "federal_register_notice",
        "start_date",
    ),
    *("end_date", "vessel_owner", "remarks", "alt_names", "ids", "vessel_gross_tonnage"),
    *(name for name, _ in _MANY),
    *(name for name, *_ in _LANDS),
}

Record = tuple[int, dict[str, Any]]
"""The line (or, in JSON, the number) of a record, and what it says by column."""


def read(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of all the lists, a row a party, in the order of the file.

    Raises InputError where the file is broken or cut off, lacks a column that it cannot do without, has a row of
    another width, or gives one number of a list to two names. A row that repeats number and name is kept and says so.
    """
    begin = stream.readline(_LONGEST_LINE)
    while begin and not begin.strip():
        begin = stream.readline(_LONGEST_LINE)
    rest = _Behind(begin, stream)
    json_begins = begin.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in (b"{", b"[")
    found = _json_records(rest, path) if json_begins else _csv_records(rest, path)
    seen: dict[str, str] = {}
    for line, record in found:
        yield _party(record, seen, path, line)


class _Behind:
    """A stream whose first line has been looked at."""

    def __init__(self, first: bytes, stream: BinaryIO) -> None:
        self._first = first
        self._stream = stream

    def read(self) -> bytes:
        first, self._first = self._first, b""
        return first + self._stream.read()

    def readline(self, size: int = -1) -> bytes:
        first, self._first = self._first, b""
        return first or self._stream.readline(size)


def _csv_records(stream: Any, path: str) -> Iterator[Record]:
    lines = source.lines(stream, path=path)
    head = next(lines, "")
    delimiter = "\t" if head.count("\t") > head.count(",") else ","
    found = source.rows(_again(head, lines), path=path, delimiter=delimiter)
    _, header = next(found, (1, []))
    header = [name.strip().lower() for name in header]
    source.refuse_lacking(header, _NEEDED, path=path)
    source.refuse_doubled(header, path=path)
    for line, row in found:
        if len(row) != len(header):
            what = f"the row has {len(row)} columns, its header {len(header)}"
            raise InputError(what, path=path, line=line, hint=source.AGAIN)
        yield line, {name: text for name, cell in zip(header, row, strict=True) if (text := cell.strip())}


def _again(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _json_records(stream: Any, path: str) -> Iterator[Record]:
    try:
        whole = json.loads(stream.read().removeprefix(codecs.BOM_UTF8))
    except json.JSONDecodeError as bad:
        raise InputError(f"the JSON is broken: {bad.msg}", path=path, line=bad.lineno, hint=source.AGAIN) from None
    except (UnicodeDecodeError, RecursionError, ValueError):
        raise InputError("the JSON is broken, or not UTF-8", path=path, hint=source.AGAIN) from None
    results = whole.get("results") if isinstance(whole, dict) else whole
    if not isinstance(results, list):
        raise InputError("the JSON has no list of results", path=path, hint="it may be another list, or an error page")
    total = whole.get("total") if isinstance(whole, dict) else None
    if isinstance(total, int) and total != len(results):
        what = f"the file says that it has {total:,} entries, and has {len(results):,}"
        raise InputError(what, path=path, hint="a page of the interface is not the list: get the bulk file")
    for number, record in enumerate(results, 1):
        if not isinstance(record, dict):
            raise InputError(f"result {number} is not an object", path=path, hint=source.AGAIN)
        yield number, {str(name).lower(): value for name, value in record.items() if value not in (None, "", [], {})}


# one party


def _party(record: dict[str, Any], seen: dict[str, str], path: str, line: int) -> Party:
    name, told = _one(record, "name"), _one(record, "source")
    if not name or not told:
        what = f"an entry without its {'name' if told else 'source'}"
        raise InputError(what, path=path, line=line, hint=source.AGAIN)
    code = _code(told)
    number = next((text for key in _NUMBERS if (text := _one(record, key))), "")
    if not number:
        raise InputError("an entry without its number", path=path, line=line, hint=source.AGAIN)
    own, repeated = _id(f"{code}-{number}", name, seen, path, line)
    kind = _one(record, "type")
    entry = Entry(f"{LIST}:{own}", _KINDS.get(kind.lower(), "unknown"))
    if kind.lower() not in _KINDS:
        entry.more.append(("type", kind))
    if repeated:
        entry.more.append(("repeats", repeated))
    from_ofac = _LISTS.get(code, "").startswith("ofac-")
    _add_names(entry, name, record, as_written=from_ofac)
    _add_fields(entry, record, path, line)
    said = _one(record, "remarks")
    if said and from_ofac:
        remarks.read(entry, said)
    elif said:
        entry.remarks.append(" ".join(said.split()))
    entry.designations.extend(_designations(entry, record, code, number))
    entry.more.extend((key, _said(value)) for key, value in record.items() if key not in _TAKEN and _said(value))
    return party(entry)


def _code(told: str) -> str:
    """The letters of a list: "SDN" of "Specially Designated Nationals (SDN) - Treasury Department"."""
    hit = _CODE.search(told)
    return (hit[1] if hit else told.upper() if told.upper() in _LISTS else labels.slug(told)).removeprefix("NS-")


def _id(own: str, name: str, seen: dict[str, str], path: str, line: int) -> tuple[str, str | None]:
    """The entry's own number, and that of the one of the same name that it repeats."""
    if own not in seen:
        seen[own] = name
        return own, None
    if seen[own] != name:
        raise InputError(f"the entry {own} stands twice, under two names", path=path, line=line, hint=source.AGAIN)
    count = 2
    while f"{own}~{count}" in seen:
        count += 1
    seen[f"{own}~{count}"] = name
    return f"{own}~{count}", own


def _add_names(entry: Entry, name: str, record: dict[str, Any], *, as_written: bool) -> None:
    _add_named(entry, name, "primary", as_written=as_written)
    for alias in _many(record, "alt_names"):
        if alias.strip(" ,.-").lower() in _NO_NAMES:
            continue
        _add_named(entry, alias, "alias", as_written=as_written)


def _add_named(entry: Entry, text: str, role: NameRole, *, as_written: bool) -> None:
    """A name and those in its brackets; OFAC's files have none there, and their names stand as they are."""
    whole = " ".join(text.split())
    bare = _JOINED.sub("", whole)
    if not as_written and role != "primary":
        role = "former" if _FORMER.match(bare) else role
        bare = _ALSO.sub("", _FORMER.sub("", bare))
    names = [(bare or whole, None)] if as_written else split_names(bare or whole, entry.kind)
    for at, (name, found) in enumerate(names):
        changed = at == 0 and name != whole
        add_name(entry, name, role if at == 0 else found or "alias", note=f"as written: {whole}" if changed else None)


def _add_fields(entry: Entry, record: dict[str, Any], path: str, line: int) -> None:
    entry.positions.extend(_many(record, "title"))
    for key, label in _COLUMNS.items():
        if said := _one(record, key):
            tell(entry, label, said)
    if owner := _one(record, "vessel_owner"):
        entry.ties.append(Tie("owner", owner))
    for key, label in _MANY:
        for said in _many(record, key):
            tell(entry, label, said)
    for key, role, label in _LANDS:
        for said in _many(record, key):
            code = _land(said)
            if code:
                entry.countries.append((role, code))
            else:
                entry.more.append((label, said))
    entry.addresses.extend(_addresses(record))
    _add_numbers(entry, record)


def _land(text: str) -> str | None:
    """The country of a cell, a code or a name."""
    return lands.coded(text) or lands.country(text)


def _addresses(record: dict[str, Any]) -> Iterator[Address]:
    told = record.get("addresses")
    if isinstance(told, list):
        for one in told:
            yield from _address(one)
        return
    for text in _many(record, "addresses"):
        last = text.rpartition(",")[2].strip()
        yield Address(text, _land(last) if _LAND.fullmatch(last) else lands.ends_in(text))


def _address(one: Any) -> Iterator[Address]:
    if not isinstance(one, dict):
        if text := _said(one):
            yield Address(text, lands.ends_in(text))
        return
    keys = (*_ADDRESS[:-1], *(key for key in one if key not in _ADDRESS), _ADDRESS[-1])
    parts = [text for key in keys if (text := _said(one.get(key)))]
    if parts:
        yield Address(", ".join(parts), _land(_said(one.get("country"))))


def _add_numbers(entry: Entry, record: dict[str, Any]) -> None:
    told = record.get("ids")
    for one in told if isinstance(told, list) else _many(record, "ids"):
        if isinstance(one, dict):
            _add_number(entry, one)
        elif text := _said(one):
            _add_line(entry, text)


def _add_number(entry: Entry, one: dict[str, Any]) -> None:
    label, value = _said(one.get("type")), _said(one.get("number"))
    dates = (("issued", _said(one.get("issue_date"))), ("expires", _said(one.get("expiration_date"))))
    known = ("type", "number", "country", "issue_date", "expiration_date")
    rest = [f"{key}: {_said(value)}" for key, value in one.items() if key not in known and _said(value)]
    note = "; ".join([*(f"{word} {day}" for word, day in dates if day), *rest]) or None
    if label and value:
        tell(entry, label, value, country=_said(one.get("country")) or None, note=note)
    elif said := "; ".join(text for text in (label, value, _said(one.get("country")), note) if text):
        entry.more.append(("ids", said))


def _add_line(entry: Entry, text: str) -> None:
    """A number as the CSV has it, with what is known before it: "JO, 2014-08-30, 2009-08-31, K475336, Passport".

    Of two days the first is the last day of validity; a lone one may be either and is noted as it stands.
    """
    rest, comma, label = text.rpartition(", ")
    if not comma:
        entry.more.append(("ids", text))
        return
    parts = rest.split(", ")
    country = parts.pop(0) if len(parts) > 1 and _LAND.fullmatch(parts[0]) and _land(parts[0]) else None
    dates: list[str] = []
    while len(parts) > 1 and len(dates) < 2 and _DAY.fullmatch(parts[0]):
        dates.append(parts.pop(0))
    words = ("expires", "issued") if len(dates) == 2 else ("dated",)
    note = "; ".join(f"{word} {day}" for word, day in zip(words, dates, strict=False)) or None
    tell(entry, label, ", ".join(parts), country=country, note=note)


def _designations(entry: Entry, record: dict[str, Any], code: str, number: str) -> Iterator[Designation]:
    """One for each programme, on the list that the row comes from."""
    since, until = (_day(entry, record, key) for key in ("start_date", "end_date"))
    notice = _one(record, "federal_register_notice") or None
    programmes = _many(record, "programs")
    for programme in (*programmes, *([] if programmes else [None])):
        yield Designation(
            list=_LISTS.get(code) or f"us-{code.lower()}",
            reference=number,
            programme=programme,
            since=since,
            until=until,
            paragraph=notice,
        )


def _day(entry: Entry, record: dict[str, Any], key: str) -> When | None:
    told = _one(record, key)
    when = days.read(told) if told else None
    if told and when is None:
        entry.more.append((key, told))
    return when


# cells


def _one(record: dict[str, Any], key: str) -> str:
    return _said(record.get(key))


def _many(record: dict[str, Any], key: str) -> list[str]:
    """The values of a cell in which several stand behind semicolons, or of a list."""
    told = record.get(key)
    found = [_said(one) for one in told] if isinstance(told, list) else [_said(told)]
    return [part for text in found for part in _SEVERAL.split(text) if part]


def _said(value: Any) -> str:
    """A value as text on one line; numbers and nested values as JSON writes them."""
    if value is None:
        return ""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "; ".join(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
