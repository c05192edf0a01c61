"""The pieces of which the United Kingdom's lists tell a party, whatever the form: XML or CSV.

A piece is one name, one address, one passport and so on, as its fields by name. Both lists have the same fields in
the end, and the party is made from them here; a field that nothing here takes is kept in ``Party.more``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

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
from tidewaiter.parties.lists.readers.bracketed import split_names
from tidewaiter.parties.lists.readers.partial import read_dates
from tidewaiter.parties.lists.readers.values import (
    is_latin,
    read_country,
    read_gender,
    read_imo,
    read_language,
    split_numbered,
)

Piece = dict[str, str]

_KINDS: dict[str, PartyKind] = {"individual": "person", "entity": "organisation", "ship": "vessel"}
_PARTS = ("Name1", "Name2", "Name3", "Name4", "Name5", "Name6")
_ROLES: dict[str, NameRole] = {
    "primary name": "primary",
    "prime alias": "primary",
    "primary name variation": "alias",
    "alias": "alias",
    "aka": "alias",
    "a.k.a": "alias",
    "fka": "former",
    "f.k.a": "former",
}
_LINES = tuple(f"AddressLine{number}" for number in range(1, 7))
_NUMBERS = {
    "BusinessRegistrationNumber": "registration",
    "HullIdentificationNumber": "hull-identification",
    "PhoneNumber": "phone",
    "EmailAddress": "email",
    "Website": "website",
    "OFSIGroupID": "ofsi-group",
    "UNReferenceNumber": "un-reference",
}
_TIES = {
    "CurrentOwnerOperator": "owner or operator",
    "PreviousOwnerOperator": "former owner or operator",
    "ParentCompany": "parent",
    "Subsidiary": "subsidiary",
}
_OF_THE_SHIP = ("TypeOfShip", "TonnageOfShip", "YearBuilt")
_REMARKS = ("OtherInformation", "UKStatementofReasons")


class Pieces:
    """The pieces of one entry; each is given out once, so that what remains is what nobody took."""

    __slots__ = ("kept", "line", "path")

    def __init__(self, found: Iterable[Piece], *, path: str, line: int | None) -> None:
        # the CSV forms repeat a piece on every row of its entry
        self.kept = list({tuple(piece.items()): piece for piece in found}.values())
        self.path = path
        self.line = line

    def groups(self, *fields: str) -> list[Piece]:
        """Each piece with one of these fields, reduced to them."""
        found = [{field: piece.pop(field) for field in fields if field in piece} for piece in self.kept]
        return [group for group in found if group]

    def values(self, field: str) -> list[str]:
        """The distinct values of a field, numbered ones parted."""
        cells = [piece.pop(field) for piece in self.kept if field in piece]
        return list(dict.fromkeys(value for cell in cells for value in split_numbered(cell)))

    def one(self, field: str) -> str | None:
        """The value of a field; where an entry contradicts itself, the further ones stay."""
        for piece in self.kept:
            if field in piece:
                value = piece.pop(field)
                for other in self.kept:
                    if other.get(field) == value:
                        del other[field]
                return value
        return None

    def left(self) -> Iterator[tuple[str, str]]:
        """Fields that were not taken, with their values."""
        pairs = ((field, text) for piece in self.kept for field, text in piece.items())
        return iter(dict.fromkeys(pairs))


def make_party(found: Pieces, *, list_id: str, number: str) -> Party:
    """The party that the pieces tell of. Raises InputError where no name or no known kind is told."""
    kind = _kind(found)
    names = _names(found, kind)
    if not names:
        raise InputError(f"{number} has no name", path=found.path, line=found.line, hint="the file may be cut off")
    more: list[tuple[str, str]] = []
    births = tuple(_dates(found, "DOB", more))
    ship = _ship(found, kind, more)
    identifiers = tuple(_identifiers(found))
    return Party(
        id=f"{list_id}:{number}",
        names=names,
        kind=kind,
        gender=_gender(found, more),
        births=births,
        birth_places=tuple(_birth_places(found)),
        countries=(*_countries(found, more), *dict.fromkeys(_flag_countries(ship))),
        addresses=tuple(_addresses(found)),
        identifiers=identifiers,
        titles=tuple(found.values("Title")),
        positions=tuple(found.values("Position")),
        ship=ship,
        ties=tuple(Tie(role, name) for field, role in _TIES.items() for name in found.values(field)),
        remarks=tuple(text for field in _REMARKS for text in found.values(field)),
        designations=(_designation(found, list_id, number, more),),
        more=(*more, *found.left()),
    )


def _kind(found: Pieces) -> PartyKind:
    told = found.values("IndividualEntityShip")
    kinds = {_KINDS.get(text.lower()) for text in told}
    if len(kinds) != 1 or None in kinds:
        what = f"an entry is of the kind {' and '.join(told)}" if told else "an entry is of no kind"
        hint = "known are Individual, Entity and Ship; two entries may share one number"
        raise InputError(what, path=found.path, line=found.line, hint=hint)
    return _KINDS[told[0].lower()]


def _gender(found: Pieces, more: list[tuple[str, str]]) -> Literal["male", "female"] | None:
    told = found.values("Gender")
    known = [gender for text in told if (gender := read_gender(text))]
    more.extend(("Gender", text) for text in told if not read_gender(text))
    return known[0] if len(set(known)) == 1 else None


# names


def _names(found: Pieces, kind: PartyKind) -> tuple[Name, ...]:
    fields = (*_PARTS, "Name", "NameType", "AliasStrength")
    names = [name for piece in found.groups(*fields) for name in _name(piece, kind)]
    scripts = ("NameNonLatinScript", "NonLatinScriptType", "NonLatinScriptLanguage")
    for piece in found.groups(*scripts):
        names += list(_original(piece))
        if "NameNonLatinScript" not in piece:
            found.kept.append(piece)
    first = next((name for name in names if name.role == "primary"), None)
    ordered = names if first is None else [first, *(name for name in names if name is not first)]
    return tuple(dict.fromkeys(ordered))


def _name(piece: Piece, kind: PartyKind) -> Iterator[Name]:
    """A name of one to six parts, the sixth a person's family name or the whole of another's."""
    whole = " ".join(piece[part] for part in _PARTS if part in piece) or piece.get("Name", "")
    told = piece.get("NameType", "")
    role = _ROLES.get(told.lower().strip(" ."), "alias")
    quality = _quality(piece.get("AliasStrength", ""))
    parts = tuple(_parts(piece)) if kind == "person" else ()
    strength = piece.get("AliasStrength", "")
    kept = [told] if told.lower() not in ("primary name", "alias", "aka", "") else []
    note = "; ".join([*kept, *([strength] if strength and not quality else [])]) or None
    for number, (text, said) in enumerate(split_names(whole, kind) if whole else ()):
        own = parts if len(parts) > 1 and text == whole else ()
        yield Name(text, role if not number else said or "alias", quality, parts=own, note=note)


def _parts(piece: Piece) -> Iterator[tuple[str, str]]:
    for part in _PARTS:
        if part in piece:
            yield {"Name1": "given", "Name6": "family"}.get(part, "middle"), piece[part]


def _quality(text: str) -> Quality | None:
    short = text.lower()
    return "strong" if short.startswith(("good", "strong")) else "weak" if short.startswith(("low", "weak")) else None


def _original(piece: Piece) -> Iterator[Name]:
    language = piece.get("NonLatinScriptLanguage", "")
    kept = [f"{field}: {piece[field]}" for field in ("NonLatinScriptType",) if field in piece]
    kept += [f"NonLatinScriptLanguage: {language}"] if language and not read_language(language) else []
    for text in split_numbered(piece.get("NameNonLatinScript", "")):
        role: NameRole = "alias" if is_latin(text) else "original"
        yield Name(text, role, language=read_language(language), note="; ".join(kept) or None)


# dates, countries, places


def _dates(found: Pieces, field: str, more: list[tuple[str, str]]) -> Iterator[When]:
    for text in found.values(field):
        dates = read_dates(text)
        yield from dates
        if not dates:
            more.append((field, text))


def _countries(found: Pieces, more: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    told = [part.strip() for text in found.values("Nationality") for part in text.split("/") if part.strip()]
    more.extend(("Nationality", text) for text in told if not read_country(text))
    return tuple(dict.fromkeys(("nationality", code) for text in told if (code := read_country(text))))


def _birth_places(found: Pieces) -> Iterator[Address]:
    for piece in found.groups("TownOfBirth", "CountryOfBirth"):
        towns = split_numbered(piece.get("TownOfBirth", ""))
        states = split_numbered(piece.get("CountryOfBirth", ""))
        # numbered cells go together only where both have as many
        pairs = list(zip(towns, states, strict=True)) if len(towns) == len(states) else []
        if not pairs:
            several = len(towns) > 1 and len(states) > 1
            pairs = [(town, "" if several else "".join(states[:1])) for town in towns] or [("", s) for s in states]
            pairs += [("", state) for state in states] if several or (towns and len(states) > 1) else []
        for town, state in pairs:
            yield Address(", ".join(part for part in (town, state) if part), read_country(state))


def _addresses(found: Pieces) -> Iterator[Address]:
    for piece in found.groups(*_LINES, "AddressPostalCode", "AddressCountry"):
        states = split_numbered(piece.pop("AddressCountry", ""))
        lines = list(piece.values())
        codes = [code for state in states if (code := read_country(state))]
        yield Address(", ".join([*lines, *states]), codes[0] if len(set(codes)) == 1 else None)


# numbers


def _identifiers(found: Pieces) -> Iterator[Identifier]:
    yield from _documents(found, "passport", "PassportNumber", "PassportAdditionalInformation")
    yield from _documents(found, "national-id", "NationalIdentifierNumber", "NationalIdentifierAdditionalInformation")
    for text in found.values("IMONumber"):
        number = read_imo(text)
        yield Identifier("imo", number or text, note=None if number else "no ship's number of seven figures")
    for field, kind in _NUMBERS.items():
        for text in found.values(field):
            yield Identifier(kind, text)


def _documents(found: Pieces, kind: str, number: str, detail: str) -> Iterator[Identifier]:
    for piece in found.groups(number, detail):
        numbers, details = split_numbered(piece.get(number, "")), split_numbered(piece.get(detail, ""))
        together = details if len(details) == len(numbers) else [piece.get(detail, "")] * len(numbers)
        for value, note in zip(numbers, together, strict=True):
            yield Identifier(kind, value, read_country(_issuer(note)), note or None)
        if not numbers:
            found.kept.append({detail: piece[detail]})


def _issuer(note: str) -> str:
    """ "Afghanistan passport" tells who issued it; "Issued in Quetta" does not."""
    words = note.split()
    return " ".join(words[:-1]) if words and words[-1].lower() in ("passport", "number", "id", "card") else note


def _ship(found: Pieces, kind: PartyKind, more: list[tuple[str, str]]) -> Ship | None:
    """What is told of the ship; a field with further values keeps them in ``more``."""
    told = {field: found.values(field) for field in ("CurrentBelievedFlagOfShip", *_OF_THE_SHIP)}
    more.extend((field, text) for field, texts in told.items() for text in texts[1:])
    flag, type_, tonnage, built = (texts[0] if texts else None for texts in told.values())
    former = tuple(flag for text in found.values("PreviousFlag") for flag in _flags(text))
    ship = Ship(flag, former, type_, tonnage, built)
    return ship if kind == "vessel" or ship != Ship() else None


def _flag_countries(ship: Ship | None) -> Iterator[tuple[str, str]]:
    if ship and (code := read_country(ship.flag)):
        yield "flag", code
    for text in ship.former_flags if ship else ():
        if code := read_country(text):
            yield "former-flag", code


def _flags(text: str) -> list[str]:
    return [part.strip() for part in text.replace(";", ",").replace("/", ",").split(",") if part.strip()]


# the entry on the list


def _designation(found: Pieces, list_id: str, number: str, more: list[tuple[str, str]]) -> Designation:
    # OFSI tells two days; the first of all is the one since when the party is listed
    days = [(when, field) for field in ("DateListed", "DateDesignated") for when in _dates(found, field, more)]
    days.sort(key=lambda pair: str(pair[0].earliest))
    more.extend((field, when.text or "") for when, field in days[1:])
    sanctions = [part.strip() for text in found.values("SanctionsImposed") for part in text.split("|")]
    more.extend(("SanctionsImposed", text) for text in dict.fromkeys(sanctions) if text)
    return Designation(
        list=list_id,
        reference=found.one("UniqueID") or number,
        programme=found.one("RegimeName"),
        since=days[0][0] if days else None,
        amended=tuple(_dates(found, "LastUpdated", more)),
    )
