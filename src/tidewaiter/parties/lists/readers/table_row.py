"""A party from one row of a table of one's own."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, Literal

from tidewaiter.errors import InputError
from tidewaiter.model import When
from tidewaiter.model.party import (
    Address,
    Designation,
    Identifier,
    Name,
    NameRole,
    Party,
    PartyKind,
    Quality,
    Ship,
    Tie,
)
from tidewaiter.parties.identify import valid
from tidewaiter.parties.lists.readers import source
from tidewaiter.parties.lists.readers.bracketed import split_names
from tidewaiter.parties.lists.readers.partial import read_dates
from tidewaiter.parties.lists.readers.values import is_latin, read_country, read_gender, read_imo

Order = Literal["DMY", "MDY"] | None

_PARTS = (("first name", "given"), ("middle name", "middle"), ("last name", "family"))
_COUNTRIES = ("nationality", "citizenship", "country")
_TIES = ("owner", "operator", "parent")
_FLAGS = {"flag": "flag", "former flag": "former-flag"}
_LESSER: tuple[tuple[str, NameRole | None, Quality | None], ...] = (
    ("original name", "original", None),
    ("alias", None, None),
    ("weak alias", None, "weak"),
    ("former name", "former", None),
)


class Row:
    """The cells of a row by field; each is given out once, so that what remains is kept."""

    __slots__ = ("cells", "fields", "separator")

    def __init__(self, cells: dict[str, Any], fields: dict[str, str], separator: str) -> None:
        self.cells = {heading: list(_texts(value)) for heading, value in cells.items()}
        self.fields = fields
        self.separator = separator

    def take(self, field: str, *, split: bool = True) -> list[str]:
        """The values of all columns of a field."""
        mine = [heading for heading, one in self.fields.items() if one == field]
        told = [text for heading in mine for text in self.cells.pop(heading, [])]
        return [text for one in told for text in (self._parts(one) if split else [one])]

    def _parts(self, text: str) -> list[str]:
        return [part for one in text.split(self.separator) if (part := one.strip())]

    def heading(self, field: str) -> str:
        """The heading of a field, for what its values could not tell."""
        return next((heading for heading, one in self.fields.items() if one == field), field)


def _texts(value: Any) -> Iterator[str]:
    """A cell, a list of them, or JSON of another shape as text."""
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        yield "; ".join(f"{key}: {text}" for key, one in value.items() for text in _texts(one))
    elif value is not None:
        yield str(value)


def make_party(row: Row, *, kind: PartyKind, list_id: str, dates: Order, path: str, line: int) -> Party:
    """The party of a row; without an id of its own it is called by its line. Raises InputError without a name."""
    more: list[tuple[str, str]] = []
    told = _kind(row, more)
    imos = list(_imos(row))
    flags = {role: row.take(field) for field, role in _FLAGS.items()}
    ship = _ship(row, flags, more)
    known: PartyKind = told or kind
    if known == "unknown" and (imos or ship):
        known = "vessel"
    names = tuple(dict.fromkeys(_names(row, known, more)))
    if not names:
        raise InputError(
            "the row has no name", path=path, line=line, hint="give each party a name, or leave the row out"
        )
    number = next(iter(row.take("id", split=False)), None)
    genders = row.take("gender")
    gender = read_gender(genders[0]) if len(genders) == 1 else None
    more.extend((row.heading("gender"), text) for text in genders if not gender)
    listed = [(role, code) for role, texts in flags.items() for text in texts if (code := read_country(text))]
    return Party(
        id=f"{list_id}:{number or f'row-{line}'}",
        names=names,
        kind=known,
        gender=gender,
        births=tuple(_dates(row, "birth date", dates, more)),
        birth_places=tuple(Address(text, read_country(text.rpartition(",")[2])) for text in row.take("birth place")),
        deaths=tuple(_dates(row, "death date", dates, more)),
        countries=tuple(dict.fromkeys([*_countries(row, more), *listed])),
        addresses=tuple(Address(text, read_country(text.rpartition(",")[2])) for text in row.take("address")),
        identifiers=tuple(dict.fromkeys([*imos, *_numbers(row)])),
        titles=tuple(row.take("title")),
        positions=tuple(row.take("position")),
        ship=ship if known == "vessel" or ship else None,
        ties=tuple(Tie(field, text) for field in _TIES for text in row.take(field)),
        remarks=tuple(row.take("remark", split=False)),
        designations=(_designation(row, list_id, number, dates, more),),
        more=(*more, *((heading, text) for heading, texts in row.cells.items() for text in texts)),
    )


# names


def _names(row: Row, kind: PartyKind, more: list[tuple[str, str]]) -> Iterator[Name]:
    parts = tuple((part, " ".join(texts)) for field, part in _PARTS if (texts := row.take(field)))
    told = row.take("name") or ([" ".join(text for _, text in parts)] if parts else [])
    first = True
    for text in told:
        for number, (name, said) in enumerate(split_names(text, kind)):
            if number == 1:
                more.append((row.heading("name"), text))
            role = said or ("primary" if first else _role(name))
            yield Name(name, "primary" if first else role, parts=parts if first else ())
            first = False
    for field, role_told, quality in _LESSER:
        for text in row.take(field):
            for name, said in split_names(text, kind):
                yield Name(name, "primary" if first else said or role_told or _role(name), quality)
                first = False


def _role(text: str) -> NameRole:
    return "alias" if is_latin(text) else "original"


# kinds, dates, countries, numbers


@functools.cache
def _kinds() -> dict[str, PartyKind]:
    return {word: row[0] for row in source.words("table_kinds.tsv") for word in row[1:]}  # type: ignore[misc]


def _kind(row: Row, more: list[tuple[str, str]]) -> PartyKind | None:
    told = row.take("kind")
    known = [_kinds().get(text.lower().replace("_", " ")) for text in told]
    more.extend((row.heading("kind"), text) for text, kind in zip(told, known, strict=True) if kind is None)
    return known[0] if len(set(known)) == 1 else None


def _dates(row: Row, field: str, order: Order, more: list[tuple[str, str]]) -> Iterator[When]:
    for text in row.take(field):
        found = _read(text, order)
        yield from found
        if not found:
            more.append((row.heading(field), text))


def _read(text: str, order: Order) -> tuple[When, ...]:
    """The dates; one in figures that is another date the other way round is none, unless the order is told."""
    found = read_dates(text, month_first=order == "MDY")
    if order is not None:
        return found
    other = read_dates(text, month_first=True)
    if found and other and [one.value for one in found] != [one.value for one in other]:
        return ()
    return found or other


def _countries(row: Row, more: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for role in _COUNTRIES:
        for text in row.take(role):
            if code := read_country(text.upper() if len(text) == 2 else text):
                yield role, code
            else:
                more.append((row.heading(role), text))


def _imos(row: Row) -> Iterator[Identifier]:
    for text in row.take("imo"):
        number = read_imo(text)
        fault = None if valid("imo", number or text) else "not a valid IMO number"
        yield Identifier("imo", number or text, note=fault)


def _numbers(row: Row) -> Iterator[Identifier]:
    for field in dict.fromkeys(row.fields.values()):
        if field.startswith("number "):
            for text in row.take(field):
                yield Identifier(field.removeprefix("number "), text)


def _ship(row: Row, flags: dict[str, list[str]], more: list[tuple[str, str]]) -> Ship | None:
    told = {field: row.take(field) for field in ("ship type", "tonnage", "built")}
    more.extend((row.heading(field), text) for field, texts in told.items() for text in texts[1:])
    more.extend((row.heading("flag"), text) for text in flags["flag"][1:])
    type_, tonnage, built = (texts[0] if texts else None for texts in told.values())
    ship = Ship(next(iter(flags["flag"]), None), tuple(flags["former-flag"]), type_, tonnage, built)
    return ship if ship != Ship() else None


def _designation(row: Row, list_id: str, number: str | None, order: Order, more: list[tuple[str, str]]) -> Designation:
    lists = row.take("list", split=False)
    references = row.take("reference", split=False)
    programmes = row.take("programme", split=False)
    for field, texts in (("list", lists), ("reference", references), ("programme", programmes)):
        more.extend((row.heading(field), text) for text in texts[1:])
    since, until = (list(_dates(row, field, order, more)) for field in ("listed", "until"))
    more.extend((row.heading("listed"), when.text or "") for when in since[1:])
    more.extend((row.heading("until"), when.text or "") for when in until[1:])
    return Designation(
        list=lists[0] if lists else list_id,
        reference=references[0] if references else number,
        programme=programmes[0] if programmes else None,
        since=since[0] if since else None,
        until=until[0] if until else None,
        amended=tuple(_dates(row, "amended", order, more)),
    )
