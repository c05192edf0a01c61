"""A party of the European Union's list of financial sanctions, from its parts, whichever form told them.

A part is one name, birth, address and so on: its fields by the XML's attributes in small letters. What none of the
model's fields takes is kept in ``Party.more``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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
)
from tidewaiter.parties.identify import valid
from tidewaiter.parties.lists.readers.bracketed import split_names
from tidewaiter.parties.lists.readers.partial import read_date
from tidewaiter.parties.lists.readers.values import (
    is_latin,
    read_country,
    read_gender,
    read_imo,
    read_language,
    split_numbered,
)

LIST = "eu"
Part = dict[str, str]

_KINDS: dict[str, PartyKind] = {
    "person": "person",
    "p": "person",
    "enterprise": "organisation",
    "e": "organisation",
    "entity": "organisation",
    "vessel": "vessel",
    "ship": "vessel",
    "v": "vessel",
}
_DOCUMENTS = {
    "id": "national-id",
    "passport": "passport",
    "swiftbic": "bic",
    "imo": "imo",
    "regnumber": "registration",
    "fiscalcode": "tax",
    "tradelic": "trade-licence",
    "ssn": "social-security",
    "birthcert": "birth-certificate",
    "nationcert": "nationality-certificate",
    "travelcardid": "travel-document",
    "electionid": "electoral",
    "residentperm": "residence-permit",
    "drivinglicence": "driving-licence",
    "other": "document",
    "nrn": "national-registration",
}
_CONTACTS = {"phone": "phone", "fax": "fax", "email": "email", "web": "website", "mobile": "phone"}
_FLAGS = {
    "diplomatic": "diplomatic",
    "knownexpired": "known to be expired",
    "knownfalse": "known to be false",
    "reportedlost": "reported lost",
    "revokedbyissuer": "revoked by its issuer",
}
_PLACE = ("pobox", "street", "number", "place", "city", "zipcode", "region", "other")
_UNTOLD = {"", "false", "unknown", "00", "gregorian"}
# the Union's own languages in other letters: such a name is a translation, not the party's own script
_TRANSLATED = {"bg", "el"}
_LOW, _GOOD = ("low quality", "lo quality"), ("good quality", "god quality", "high quality")


@dataclass(slots=True)
class Entry:
    """The parts of one entry by their kind, and where it stands."""

    number: str
    line: int
    parts: dict[str, list[Part]] = field(default_factory=dict)
    more: list[tuple[str, str]] = field(default_factory=list)


def add(entry: Entry, kind: str, part: Part) -> None:
    """Puts a part to its entry, unless it is there already: the CSV repeats parts on each row."""
    told = entry.parts.setdefault(kind, [])
    if part and part not in told:
        told.append(part)


def make_party(entry: Entry, *, path: str) -> Party:
    """The party. Raises InputError where no name or no known kind is told."""
    kind = _kind(entry, path)
    names = tuple(_names(entry, kind))
    if not names:
        raise InputError(
            f"entry {entry.number} has no name", path=path, line=entry.line, hint="the file may be cut off"
        )
    head = _head(entry)
    made = Party(
        id=f"{LIST}:{entry.number}",
        names=names,
        kind=kind,
        gender=_gender(entry),
        births=tuple(_births(entry)),
        birth_places=tuple(_birth_places(entry)),
        countries=tuple(_citizenships(entry)),
        identifiers=tuple(_identifiers(entry)),
        addresses=tuple(_addresses(entry)),
        titles=_both(entry, "title"),
        positions=_both(entry, "function"),
        remarks=_remarks(entry, head),
        designations=tuple(_designations(entry, head)),
        ship=Ship() if kind == "vessel" else None,
    )
    contacts = tuple(_contacts(entry))
    return dataclasses.replace(
        made, identifiers=(*made.identifiers, *contacts), more=tuple(dict.fromkeys([*entry.more, *_left(entry, head)]))
    )


def _head(entry: Entry) -> Part:
    """What is told of the entry as a whole; where rows contradict each other, the first one counts and all stay."""
    head: Part = {}
    for part in entry.parts.pop("entity", []):
        for name, text in part.items():
            if head.setdefault(name, text) != text:
                entry.more.append((name, text))
    return head


def _kind(entry: Entry, path: str) -> PartyKind:
    told = [text for part in entry.parts.pop("subjecttype", []) for text in part.values() if text]
    kinds = {_KINDS.get(text.lower()) for text in told}
    if kinds == {"organisation"} and _is_ship(entry):
        return "vessel"
    if len(kinds) != 1 or None in kinds:
        what = f"entry {entry.number} is of the kind {' and '.join(told) or 'that it does not tell'}"
        hint = "known are person, enterprise and vessel; two entries may share one number"
        raise InputError(what, path=path, line=entry.line, hint=hint)
    return _KINDS[told[0].lower()]


def _is_ship(entry: Entry) -> bool:
    """Whether an enterprise is a ship: the list has no kind of its own for them.

    A ship has a ship's number and no firm's; the numbers of shipping companies, as long, have another check digit.
    """
    kinds = [_DOCUMENTS.get(_code(part).lower()) for part in entry.parts.get("identification", [])]
    numbers = [part.get("number", "") for part in entry.parts.get("identification", []) if _code(part).lower() == "imo"]
    ships = [text for text in numbers if valid("imo", text) and not valid("company-imo", text)]
    return bool(ships) and not {"registration", "tax", "bic"} & set(kinds)


def _code(part: Part) -> str:
    return part.get("identificationtypecode") or part.get("typecode") or part.get("type") or ""


# names


def _names(entry: Entry, kind: PartyKind) -> Iterator[Name]:
    """The names; the first strong one in Latin letters leads."""
    told = [name for part in entry.parts.get("namealias", []) for name in _name(part, kind, entry)]
    lead = next(
        (name for name in told if name.quality != "weak" and is_latin(name.text) and name.role == "alias"), None
    )
    lead = lead or (told[0] if told else None)
    if lead is not None:
        yield dataclasses.replace(lead, role="primary")
    yield from dict.fromkeys(name for name in told if name is not lead)


def _name(part: Part, kind: PartyKind, entry: Entry) -> Iterator[Name]:
    pieces = [("given", "firstname"), ("middle", "middlename"), ("family", "lastname")]
    parts = tuple((role, text) for role, field_ in pieces if (text := part.pop(field_, "")))
    whole = part.pop("wholename", "") or " ".join(text for _, text in parts)
    told = part.pop("namelanguage", "") or part.pop("language", "")
    language = read_language(told)
    remark = part.pop("remark", None)
    quality = _quality(part.pop("strong", ""), remark)
    note = "; ".join(text for text in (remark, f"language: {told}" if told and not language else None) if text) or None
    found = split_names(whole, kind) if whole else []
    if len(found) > 1:
        entry.more.append(("nameAlias", whole))
    # pieces that are not those of the name, or only one of them
    if len(parts) == 1 or not found:
        entry.more.extend((f"nameAlias.{role}", text) for role, text in parts if text not in whole)
    for number, (text, said) in enumerate(found):
        role: NameRole = said or _role(text, language)
        yield Name(text, role, quality, language, parts if not number and len(parts) > 1 else (), note)


def _role(text: str, language: str | None) -> NameRole:
    return "alias" if is_latin(text) or language in _TRANSLATED else "original"


def _quality(strong: str, remark: str | None) -> Quality | None:
    """A remark tells the United Nations' quality, which the mark "strong" does not follow."""
    said = (remark or "").lower()
    if any(word in said for word in _LOW):
        return "weak"
    if any(word in said for word in _GOOD):
        return "strong"
    return {"true": "strong", "false": "weak"}.get(strong.lower())  # type: ignore[return-value]


def _gender(entry: Entry) -> Literal["male", "female"] | None:
    told = [text for part in entry.parts.get("namealias", []) if (text := part.pop("gender", ""))]
    known = {gender for text in told if (gender := read_gender(text))}
    odd = [text for text in told if not read_gender(text)]
    entry.more.extend(("gender", text) for text in (odd if len(known) == 1 else told))
    return known.pop() if len(known) == 1 else None


def _both(entry: Entry, name: str) -> tuple[str, ...]:
    """Titles and functions stand with the names, some of them lettered: "(a) Mullah, (b) Hajj"."""
    told = [text for part in entry.parts.get("namealias", []) if (text := part.pop(name, ""))]
    return tuple(dict.fromkeys(one for text in told for one in split_numbered(text)))


# births


def _births(entry: Entry) -> Iterator[When]:
    for part in entry.parts.get("birthdate", []):
        when = _birth(part)
        if when is None:
            told = [f"{name}: {part[name]}" for name in _OF_BIRTH if part.get(name, "").lower() not in _UNTOLD]
            entry.more.extend([("birthdate", "; ".join(told))] if told else [])
        else:
            yield when
        for name in (*_OF_BIRTH, "circa"):
            part.pop(name, None)


_OF_BIRTH = (
    *("birthdate", "date", "dayofmonth", "day", "monthofyear", "month", "year"),
    *("yearrangefrom", "yearrangeto", "calendartype"),
)


def _birth(part: Part) -> When | None:
    """A day, a month, a year or a span of years in the Gregorian calendar; another calendar's is not converted."""
    if part.get("calendartype", "GREGORIAN").upper() not in ("GREGORIAN", ""):
        return None
    first, last = part.get("yearrangefrom"), part.get("yearrangeto")
    year = part.get("year")
    month = part.get("monthofyear") or part.get("month") or "0"
    day = part.get("dayofmonth") or part.get("day") or "0"
    whole = part.get("birthdate") or part.get("date")
    value = whole or (f"{day}/{month}/{year}" if year else f"{first}/{last}" if first and last else first or last)
    when = read_date(value) if value else None
    # a year of another calendar, which the list now and then gives without its mark
    if when is None or (when.earliest is not None and when.earliest.year < 1700):
        return None
    about = part.get("circa", "").lower() == "true"
    return dataclasses.replace(when, approximate=about or when.approximate)


def _birth_places(entry: Entry) -> Iterator[Address]:
    for part in entry.parts.get("birthdate", []):
        yield from _place(part)


def _place(part: Part) -> Iterator[Address]:
    """The place that a part tells; a code that is no country's stays in the part."""
    lines = [text for name in _PLACE if (text := part.pop(name, ""))]
    code = part.get("countryiso2code", "")
    if read_country(code):
        del part["countryiso2code"]
    told = part.pop("countrydescription", "") or part.pop("country", "")
    state = told if told.lower() not in _UNTOLD else ""
    if lines or state:
        country = read_country(state) or read_country(code)
        yield Address(", ".join([*lines, *([state] if state else [])]), country)
    elif country := read_country(code):
        yield Address(code, country)


# countries, addresses, numbers


def _citizenships(entry: Entry) -> Iterator[tuple[str, str]]:
    seen: dict[str, None] = {}
    for part in entry.parts.get("citizenship", []):
        told = part.pop("countrydescription", "") or part.pop("country", "")
        code = read_country(told) or read_country(part.get("countryiso2code"))
        if code:
            seen[code] = None
            part.pop("countryiso2code", None)
        elif told and told.lower() not in _UNTOLD:
            entry.more.append(("citizenship", told))
    return (("citizenship", code) for code in seen)


def _addresses(entry: Entry) -> Iterator[Address]:
    seen: dict[Address, None] = {}
    for part in entry.parts.get("address", []):
        remark = part.pop("remark", "")
        if part.get("asatlistingtime", "").lower() == "true":
            remark = "; ".join(text for text in (remark, "as at the time of listing") if text)
            del part["asatlistingtime"]
        places = list(_place(part))
        for one in places:
            seen[dataclasses.replace(one, text=f"{one.text} ({remark})") if remark else one] = None
        if remark and not places:
            entry.more.append(("address", remark))
    return iter(seen)


def _identifiers(entry: Entry) -> Iterator[Identifier]:
    for part in entry.parts.get("identification", []):
        number, latin = part.pop("number", ""), part.pop("latinnumber", "")
        if not (number or latin):
            continue
        code = part.pop("identificationtypecode", "") or part.pop("typecode", "") or part.get("type", "")
        told = part.pop("identificationtypedescription", "") or part.pop("typedescription", "") or part.pop("type", "")
        kind = _DOCUMENTS.get(code.lower()) or _slug(told or code or "document")
        state = part.pop("countrydescription", "") or part.pop("country", "")
        country = read_country(state) or read_country(part.get("countryiso2code"))
        if country:
            part.pop("countryiso2code", None)
        said = [text for text in (told, code if code.lower() not in _DOCUMENTS else "") if kind not in _slug(text)]
        said += [state] if state.lower() not in _UNTOLD and not read_country(state) else []
        note = _note(part, "; ".join(text for text in said if text))
        value, fault = _number(kind, number or latin)
        extra = f"in Latin letters: {latin}" if number and latin and latin != number else None
        yield Identifier(kind, value, country, "; ".join(text for text in (note, extra, fault) if text) or None)


def _slug(text: str) -> str:
    return text.lower().replace(" ", "-")


def _number(kind: str, text: str) -> tuple[str, str | None]:
    if kind != "imo":
        return text, None
    number = read_imo(text)
    return number or text, None if valid("imo", number or text) else "not a valid IMO number"


def _note(part: Part, told: str) -> str:
    names = (
        *_FLAGS,
        "remark",
        "nameondocument",
        "issuedby",
        "issuedate",
        "issueddate",
        "validfrom",
        "validto",
        "region",
    )
    values = {name: part.pop(name, "") for name in names}
    says = [word for name, word in _FLAGS.items() if values[name].lower() == "true"]
    labels = {
        "nameondocument": "name on it: ",
        "issuedby": "issued by: ",
        "issuedate": "issued: ",
        "issueddate": "issued: ",
    }
    labels |= {"validfrom": "valid from: ", "validto": "valid to: "}
    rest = [f"{labels.get(name, '')}{values[name]}" for name in names if name not in _FLAGS and values[name]]
    return "; ".join([*([told] if told else []), *says, *rest])


def _contacts(entry: Entry) -> Iterator[Identifier]:
    for part in entry.parts.pop("contactinfo", []):
        kind = _CONTACTS.get(part.get("key", "").lower())
        if kind and part.get("value"):
            yield Identifier(kind, part["value"])
        elif part.get("value"):
            entry.more.append((part.get("key") or "contactInfo", part["value"]))


# the entry


def _remarks(entry: Entry, head: Part) -> tuple[str, ...]:
    told = [part.pop("text") for part in entry.parts.get("remark", []) if part.get("text")]
    return tuple(dict.fromkeys([*told, *([head.pop("remark")] if head.get("remark") else [])]))


def _designations(entry: Entry, head: Part) -> Iterator[Designation]:
    """One a programme; the day of designation where it is told, else the first that a regulation came into force."""
    reference = head.pop("eureferencenumber", None) or head.pop("referencenumber", None)
    told_day = head.pop("designationdate", None)
    since = _read(told_day)
    if told_day and since is None:
        entry.more.append(("designationDate", told_day))
    programmes: dict[str | None, list[Part]] = {}
    for part in entry.parts.pop("regulation", []):
        programmes.setdefault(part.pop("programme", None) or None, []).append(part)
    amended = tuple(_amended(entry))
    for programme, told in (programmes or {None: []}).items():
        forces = [
            when for part in told if (when := _read(part.get("entryintoforcedate") or part.get("publicationdate")))
        ]
        titles = dict.fromkeys(part.pop("numbertitle") for part in told if part.get("numbertitle"))
        first = min(forces, key=lambda when: str(when.earliest), default=None)
        yield Designation(
            list=LIST,
            reference=reference,
            programme=programme,
            since=since or first,
            amended=amended,
            paragraph="; ".join(titles) or None,
        )
        entry.more.extend(("regulation", text) for part in told if (text := _words(part)))


def _amended(entry: Entry) -> Iterator[When]:
    """The days on which regulations told parts of the entry; their numbers go to ``more``."""
    told = [part for part in entry.parts.pop("regulationsummary", []) if part]
    entry.more.extend(("regulationSummary", _words(part)) for part in told)
    days = sorted({text for part in told if (text := part.get("publicationdate"))})
    return (when for text in days if (when := _read(text)))


def _read(text: str | None) -> When | None:
    return read_date(text) if text else None


def _words(part: Part) -> str:
    return "; ".join(f"{name}: {text}" for name, text in part.items() if text)


def _left(entry: Entry, head: Part) -> Iterable[tuple[str, str]]:
    """What was not taken, but for the keys of the publisher's own database."""
    if unitednation := head.pop("unitednationid", None):
        yield "unitedNationId", unitednation
    for name, text in head.items():
        if text and name not in _OF_THE_FILE:
            yield name, text
    for kind, parts in entry.parts.items():
        for part in parts:
            for name, text in part.items():
                if name not in _OF_THE_FILE and text.lower() not in _UNTOLD:
                    yield f"{kind}.{name}", text


# keys of the publisher's database and the language of the regulation's text, which tell nothing of the party
_OF_THE_FILE = {"logicalid", "regulationlanguage", "entitylogicalid"}
