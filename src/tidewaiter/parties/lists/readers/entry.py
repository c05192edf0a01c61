"""A party while its list is still telling of it: what is told of it is gathered here, and nothing told is dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Literal

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
from tidewaiter.parties.identify import normal, valid
from tidewaiter.parties.lists.readers import days, labels, lands

_GENDERS: dict[str, Literal["male", "female"]] = {"male": "male", "female": "female", "m": "male", "f": "female"}
_COUNTRIES = {".nationality": "nationality", ".citizenship": "citizenship", ".registered": "registration"}
_TIES = {".owner": "owner", ".operator": "operator", ".linked": "linked to"}
_IMO = re.compile(r"\s*IMO\b[\s:.#-]*\d|\s*IMO\d", re.IGNORECASE)


@dataclass(slots=True)
class Entry:
    """The fields of a Party as lists that grow."""

    id: str
    kind: PartyKind = "unknown"
    names: list[Name] = field(default_factory=list)
    gender: Literal["male", "female"] | None = None
    births: list[When] = field(default_factory=list)
    birth_places: list[Address] = field(default_factory=list)
    deaths: list[When] = field(default_factory=list)
    countries: list[tuple[str, str]] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    identifiers: list[Identifier] = field(default_factory=list)
    positions: list[str] = field(default_factory=list)
    flag: str | None = None
    former_flags: list[str] = field(default_factory=list)
    ship_type: str | None = None
    tonnage: str | None = None
    built: str | None = None
    ties: list[Tie] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    designations: list[Designation] = field(default_factory=list)
    more: list[tuple[str, str]] = field(default_factory=list)


def party(entry: Entry) -> Party:
    """The party of which all has been told. Countries that are told twice stand once."""
    ship = Ship(entry.flag, tuple(entry.former_flags), entry.ship_type, entry.tonnage, entry.built)
    return Party(
        id=entry.id,
        names=tuple(entry.names),
        kind=entry.kind,
        gender=entry.gender,
        births=tuple(entry.births),
        birth_places=tuple(entry.birth_places),
        deaths=tuple(entry.deaths),
        countries=tuple(dict.fromkeys(entry.countries)),
        addresses=tuple(entry.addresses),
        identifiers=tuple(entry.identifiers),
        positions=tuple(entry.positions),
        ship=ship if ship != Ship() or entry.kind == "vessel" else None,
        ties=tuple(entry.ties),
        remarks=tuple(entry.remarks),
        designations=tuple(entry.designations),
        more=tuple(entry.more),
    )


def tell(entry: Entry, label: str, value: str, *, country: str | None = None, note: str | None = None) -> None:
    """Puts what stands behind a label where it belongs; what cannot be read stays in ``more`` under its label.

    ``country`` is the country that goes with a number, as written; ``note`` what else stands beside it.
    """
    kind = labels.kind(label) or labels.slug(label)
    if not kind.startswith("."):
        add_identifier(entry, kind, value, label=label, country=country, note=note)
    elif kind == ".birth" or kind == ".death":
        _add_day(entry, kind, label, value)
    elif kind == ".gender" and entry.gender is None and value.lower() in _GENDERS:
        entry.gender = _GENDERS[value.lower()]
    elif kind in _COUNTRIES and (code := lands.country(value)):
        entry.countries.append((_COUNTRIES[kind], code))
    elif kind == ".birth-place":
        entry.birth_places.append(Address(value, lands.ends_in(value)))
    elif kind in _TIES:
        entry.ties.append(Tie(_TIES[kind], value))
    elif kind == ".position":
        entry.positions.append(value)
    elif not _add_to_ship(entry, kind, value):
        beside = [f"({country})"] if country else []
        entry.more.append((labels.plain(label).strip(" :-"), " ".join([value, *beside, *([note] if note else [])])))


def _add_day(entry: Entry, kind: str, label: str, value: str) -> None:
    when = days.read(value)
    if when is None:
        entry.more.append((labels.plain(label), value))
    else:
        (entry.births if kind == ".birth" else entry.deaths).append(when)


def _add_to_ship(entry: Entry, kind: str, value: str) -> bool:
    if kind in (".flag", ".former-flag", ".other-flag") and (code := lands.country(value)):
        entry.countries.append(("former-flag" if kind == ".former-flag" else "flag", code))
    if kind == ".former-flag":
        entry.former_flags.append(value)
        return True
    name = {".flag": "flag", ".ship-type": "ship_type", ".tonnage": "tonnage", ".built": "built"}.get(kind)
    if name is None or getattr(entry, name) is not None:
        return False
    setattr(entry, name, value)
    return True


def add_identifier(
    entry: Entry, kind: str, value: str, *, label: str, country: str | None = None, note: str | None = None
) -> None:
    """A number with what is beside it. A label that says more than the kind is kept in the note.

    An IMO number that cannot be one is kept as written, and the note says so; one that stands behind another label
    ("Company Number IMO 5055293") is the company's, unless the party is a ship.
    """
    notes = [text for text in (_said(kind, label), labels.coin(label), note) if text]
    kind, value, fault = _imo(entry, kind, value)
    if kind == "lei" and not valid("lei", value):
        kind = "registration"
    code = lands.country(country) if country else None
    if country and code is None:
        notes.append(country)
    entry.identifiers.append(Identifier(kind, value, code, "; ".join([*notes, *([fault] if fault else [])]) or None))


def _said(kind: str, label: str) -> str | None:
    """The label, where the kind is wider than its word: "R.F.C." beside "tax"."""
    bare = labels.plain(label).strip(" :-")
    same = labels.slug(bare) in (kind, f"{kind}-number", f"{kind}-no") or labels.coin(label) is not None
    return None if same or kind in ("imo", "website", "email") else bare


def _imo(entry: Entry, kind: str, value: str) -> tuple[str, str, str | None]:
    """Kind, number and fault of an IMO number, a ship's or, for another party or by its check digit, a company's."""
    word = _IMO.match(value) is not None
    if kind != "imo" and not word:
        return kind, value, None
    digits = normal("imo", value)
    if kind == "imo" or entry.kind == "vessel":
        if valid("imo", digits):
            return "imo", digits, None
        if entry.kind == "vessel" or not word:
            sure = word or (digits.isdigit() and len(digits) == 7)
            return ("imo", value, "not a valid IMO number") if sure else ("vessel-registration", value, None)
    fine = valid("company-imo", digits)
    return "company-imo", digits if fine else value, None if fine else "not a valid IMO company number"


def add_name(
    entry: Entry, text: str, role: NameRole = "alias", quality: Quality | None = None, *, note: str | None = None
) -> None:
    """A name as written; of a person's, "FAMILY, Given", the two pieces as well."""
    family, comma, given = text.partition(", ")
    two = entry.kind == "person" and comma and family and given
    entry.names.append(
        Name(text, role, quality, parts=(("family", family), ("given", given)) if two else (), note=note)
    )
