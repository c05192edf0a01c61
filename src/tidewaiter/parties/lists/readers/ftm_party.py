"""A party from an entity of FollowTheMoney, its nested entities and those that point to it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Union

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
from tidewaiter.parties.lists.readers.ftm_table import COUNTRIES, FORMER_STATES, IDENTIFIERS, KINDS, NAME_PARTS
from tidewaiter.parties.lists.readers.partial import read_date
from tidewaiter.parties.lists.readers.schemata import schema
from tidewaiter.parties.lists.readers.values import is_latin, read_country, read_gender, read_imo

Value = Union[str, "Entity"]


@dataclass(frozen=True, slots=True)
class Entity:
    """An entity whose values are lists of texts and nested entities."""

    id: str
    schema: str
    caption: str
    properties: Mapping[str, list[Value]]
    datasets: tuple[str, ...] = ()
    referents: tuple[str, ...] = ()
    beside: tuple[tuple[str, str], ...] = ()


class Taken:
    """The texts and nested entities of one entity, each given out once."""

    __slots__ = ("rest",)

    def __init__(self, entity: Entity) -> None:
        self.rest = {name: list(values) for name, values in entity.properties.items()}

    def texts(self, name: str) -> list[str]:
        """The texts of a property; nested entities stay."""
        values = self.rest.pop(name, [])
        nested = [value for value in values if not isinstance(value, str)]
        if nested:
            self.rest[name] = list(nested)
        return [value for value in values if isinstance(value, str)]

    def nested(self) -> Iterator[tuple[str, Entity]]:
        """All nested entities with the property they stand in."""
        for name, values in list(self.rest.items()):
            texts = [value for value in values if isinstance(value, str)]
            yield from ((name, value) for value in values if not isinstance(value, str))
            self.rest[name] = list(texts)


def make_party(
    entity: Entity, *, links: list[Entity] | None = None, names: Mapping[str, str] | None = None, strict: bool = False
) -> Party:
    """The party; ``links`` are the entities that point to it, ``names`` those of the entities that they name."""
    taken = Taken(entity)
    more: list[tuple[str, str]] = []
    known = names or {}
    kind = _kind(entity.schema)
    spelled = tuple(_names(entity, taken))
    if entity.schema != _plain_schema(kind):
        more.append(("schema", entity.schema))
    more.extend(entity.beside)
    more.extend(("referents", text) for text in entity.referents if text != entity.id)
    joined = _Joined()
    for place, link in [*taken.nested(), *(("", link) for link in links or [])]:
        _join(joined, entity, place, link, known)
    genders = taken.texts("gender")
    gender = read_gender(genders[0]) if len(set(genders)) == 1 else None
    more.extend(("gender", text) for text in genders if not gender)
    ship = _ship(taken, kind, more)
    countries = [*_countries(taken, more), *_flags(ship)]
    return Party(
        id=entity.id,
        # a query may have numbers alone
        names=spelled or (() if strict else (Name(entity.caption or entity.id, "primary"),)),
        kind=kind,
        gender=gender,
        births=_dates(taken, "birthDate", more, strict=strict),
        birth_places=tuple(_birth_places(taken)),
        deaths=_dates(taken, "deathDate", more, strict=strict),
        countries=tuple(dict.fromkeys(countries)),
        addresses=(*_addresses(taken, known), *joined.addresses),
        identifiers=tuple(dict.fromkeys([*_identifiers(entity, taken), *joined.identifiers])),
        titles=tuple(taken.texts("title")),
        positions=tuple(taken.texts("position")),
        ship=ship,
        ties=(*_ties(taken, known), *joined.ties),
        remarks=tuple(taken.texts("notes")),
        designations=joined.sorted_designations() or _plain_designations(entity, taken),
        more=(
            *more,
            *joined.more,
            *((name, text) for name, texts in taken.rest.items() for text in texts if isinstance(text, str)),
        ),
    )


def _kind(name: str) -> PartyKind:
    found = schema(name)
    return next((KINDS[one] for one in found.ancestors if one in KINDS), "unknown") if found else "unknown"


def _plain_schema(kind: PartyKind) -> str:
    return next(name for name, known in KINDS.items() if known == kind)


# names


def _names(entity: Entity, taken: Taken) -> Iterator[Name]:
    told = dict.fromkeys(taken.texts("name"))
    lead = entity.caption if entity.caption in told else next((text for text in told if is_latin(text)), None)
    lead = lead or next(iter(told), None)
    parts = _parts(taken, lead)
    if lead is None and parts:
        lead = " ".join(text for _, text in parts)
    if lead is not None:
        yield Name(lead, "primary", parts=parts)
    for text in told:
        if text != lead:
            yield Name(text, _role(text))
    plain: list[tuple[str, NameRole | None, Quality | None]] = [
        ("alias", None, None),
        ("abbreviation", "alias", None),
        ("weakAlias", "alias", "weak"),
        ("previousName", "former", None),
    ]
    first = lead is None
    for name, role, quality in plain:
        for text in dict.fromkeys(taken.texts(name)):
            note = name if name == "abbreviation" else None
            yield Name(text, "primary" if first else role or _role(text), quality, note=note)
            first = False


def _parts(taken: Taken, lead: str | None) -> tuple[tuple[str, str], ...]:
    """The pieces of the leading name, or, where there is no name, the first of each kind; the others stay."""
    found: list[tuple[str, str]] = []
    words = lead.casefold() if lead is not None else None
    for name, part in NAME_PARTS:
        texts = taken.texts(name)
        own = next((text for text in texts if words is None or text.casefold() in words), None)
        if own is not None:
            found.append((part, own))
            texts.remove(own)
        if texts:
            taken.rest[name] = [*texts, *taken.rest.get(name, [])]
    return tuple(found)


def _role(text: str) -> NameRole:
    return "alias" if is_latin(text) else "original"


# dates, countries, places


def _dates(taken: Taken, name: str, more: list[tuple[str, str]], *, strict: bool) -> tuple[When, ...]:
    found = []
    for text in taken.texts(name):
        when = read_date(text)
        if when is None and strict:
            hint = "write it as 1965-04-29, 1965-04 or 1965"
            raise InputError("the date cannot be read", path=f"properties.{name}", value=text, hint=hint)
        if when is None:
            more.append((name, text))
        else:
            found.append(when)
    return tuple(found)


def _countries(taken: Taken, more: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    for name, role in COUNTRIES.items():
        for text in taken.texts(name):
            if code := _country(text):
                yield role, code
            else:
                more.append((name, text))


def _country(text: str) -> str | None:
    """The country of a code, also of a State that is no more ("suhh", "ddde"), or of a name."""
    former = next((code for code, told in FORMER_STATES.items() if told == text.lower()), None)
    # "by" and "in" are words, BY and IN codes
    return former or read_country(text.upper() if len(text) == 2 else text)


def _flags(ship: Ship | None) -> Iterator[tuple[str, str]]:
    if ship and ship.flag and (code := _country(ship.flag)):
        yield "flag", code
    for text in ship.former_flags if ship else ():
        if code := _country(text):
            yield "former-flag", code


def _birth_places(taken: Taken) -> Iterator[Address]:
    places, states = taken.texts("birthPlace"), taken.texts("birthCountry")
    code = _country(states[0]) if len(states) == 1 else None
    yield from (Address(text, code) for text in places)
    if len(states) > 1 or not places:
        yield from (Address(text, _country(text)) for text in states)


def _addresses(taken: Taken, names: Mapping[str, str]) -> tuple[Address, ...]:
    told = [*taken.texts("address"), *(names.get(text, text) for text in taken.texts("addressEntity"))]
    return tuple(Address(text) for text in dict.fromkeys(told))


# numbers, ships, ties


def _identifiers(entity: Entity, taken: Taken) -> Iterator[Identifier]:
    found = schema(entity.schema)
    kinds = found.properties if found else {}
    for name in list(taken.rest):
        kind = IDENTIFIERS.get(name) or (name if kinds.get(name) == "identifier" and name != "programId" else None)
        if kind:
            for text in taken.texts(name):
                yield Identifier(kind, (read_imo(text) or text) if kind == "imo" else text)


def _ship(taken: Taken, kind: PartyKind, more: list[tuple[str, str]]) -> Ship | None:
    if kind != "vessel":
        return None
    fields = {name: taken.texts(name) for name in ("flag", "type", "tonnage", "buildDate")}
    if not fields["tonnage"]:
        fields["tonnage"] = taken.texts("grossRegisteredTonnage")
    more.extend((name, text) for name, texts in fields.items() for text in texts[1:])
    flag, type_, tonnage, built = (texts[0] if texts else None for texts in fields.values())
    return Ship(flag, tuple(taken.texts("pastFlags")), type_, tonnage, built)


def _ties(taken: Taken, names: Mapping[str, str]) -> Iterator[Tie]:
    for name in ("owner", "operator", "parent"):
        for text in taken.texts(name):
            yield Tie(name, names.get(text, text), text)


# joined entities


class _Joined:
    """What other entities tell of a party."""

    __slots__ = ("addresses", "designations", "identifiers", "more", "ties")

    def __init__(self) -> None:
        self.addresses: list[Address] = []
        self.designations: list[Designation] = []
        self.identifiers: list[Identifier] = []
        self.more: list[tuple[str, str]] = []
        self.ties: list[Tie] = []

    def sorted_designations(self) -> tuple[Designation, ...]:
        """The designations in an order that the order of a file's lines does not change."""
        return tuple(sorted(self.designations, key=lambda one: (one.list, one.reference or "", one.programme or "")))


def _join(joined: _Joined, entity: Entity, place: str, link: Entity, names: Mapping[str, str]) -> None:
    found = schema(link.schema)
    ancestors = found.ancestors if found else ()
    if "Sanction" in ancestors:
        joined.designations.append(_designation(link, joined))
    elif "Identification" in ancestors:
        _add_document(joined, link)
    elif "Address" in ancestors:
        joined.addresses.append(_address(link))
    elif "Interval" in ancestors:
        _add_tie(joined, entity, place, link, names)
    else:
        joined.ties.append(Tie(_role_of(place), _name_of(link), link.id))


def _designation(link: Entity, joined: _Joined) -> Designation:
    taken = Taken(link)
    since = [when for name in ("startDate", "listingDate") for text in taken.texts(name) if (when := read_date(text))]
    ends = [when for text in taken.texts("endDate") if (when := read_date(text))]
    references = [text for name in ("authorityId", "unscId", "recordId") for text in taken.texts(name)]
    programmes = [text for name in ("program", "programId") for text in taken.texts(name)]
    authority = taken.texts("authority")
    taken.texts("entity")
    joined.more.extend(("sanction.authority", text) for text in authority)
    joined.more.extend(("sanction.reference", text) for text in references[1:])
    joined.more.extend(("sanction.program", text) for text in programmes[1:])
    joined.more.extend((f"sanction.{name}", text) for name, text in _plain_rest(taken) if name != "modifiedAt")
    return Designation(
        list=next(iter(link.datasets or tuple(authority)), "followthemoney"),
        reference=references[0] if references else None,
        programme=programmes[0] if programmes else None,
        since=min(since, key=lambda when: str(when.earliest), default=None),
        until=ends[0] if ends else None,
        amended=tuple(when for text in taken.texts("modifiedAt") if (when := read_date(text))),
    )


def _plain_designations(entity: Entity, taken: Taken) -> tuple[Designation, ...]:
    """Of an entity without its sanctions: the lists that it stands on."""
    if "sanction" not in [value for value in taken.rest.get("topics", []) if isinstance(value, str)]:
        return ()
    programmes = [value for value in taken.rest.get("programId", []) if isinstance(value, str)]
    told = programmes[0] if len(programmes) == 1 else None
    return tuple(Designation(list=name, programme=told) for name in entity.datasets)


def _add_document(joined: _Joined, link: Entity) -> None:
    taken = Taken(link)
    kinds, states = taken.texts("type"), taken.texts("country")
    numbers = [*taken.texts("number"), *taken.texts("passportNumber")]
    taken.texts("holder")
    kind = "passport" if link.schema == "Passport" else (kinds[0].lower().replace(" ", "-") if kinds else "document")
    rest = "; ".join(f"{name}: {text}" for name, text in _plain_rest(taken))
    for number in dict.fromkeys(numbers):
        country = _country(states[0]) if states else None
        joined.identifiers.append(Identifier(kind, number, country, rest or None))
    if not numbers and (rest or kinds):
        joined.more.append((link.schema, "; ".join([*kinds, *([rest] if rest else [])])))


def _address(link: Entity) -> Address:
    taken = Taken(link)
    whole, states = taken.texts("full"), taken.texts("country")
    order = ("postOfficeBox", "street", "street2", "city", "postalCode", "region", "state", "remarks", "summary")
    parts = [text for name in order for text in taken.texts(name)]
    text = whole[0] if whole else ", ".join([*parts, *states]) or link.caption or link.id
    return Address(text, _country(states[0]) if states else None)


def _add_tie(joined: _Joined, entity: Entity, place: str, link: Entity, names: Mapping[str, str]) -> None:
    """The other end of an ownership, a directorship, a kinship and so on, with the role that it has."""
    found = schema(link.schema)
    kinds = found.properties if found else {}
    taken = Taken(link)
    role = next(iter([*taken.texts("relationship"), *taken.texts("role")]), "")
    ends = [name for name in link.properties if kinds.get(name, "").startswith("entity") and name != "proof"]
    others: list[tuple[str, str, str]] = []
    for end in ends:
        for value in link.properties[end]:
            other = value if isinstance(value, str) else value.id
            if other != entity.id:
                named = names.get(other, other) if isinstance(value, str) else _name_of(value)
                others.append((end, other, named))
        taken.rest.pop(end, None)
    for end, other, named in others:
        joined.ties.append(Tie(": ".join(part for part in (link.schema.lower(), end, role) if part), named, other))
    rest = "; ".join(f"{name}: {text}" for name, text in _plain_rest(taken))
    if rest or not others:
        joined.more.append((place or link.schema, rest or role or link.id))


def _plain_rest(taken: Taken) -> list[tuple[str, str]]:
    return [(name, text) for name, texts in taken.rest.items() for text in texts if isinstance(text, str)]


def _name_of(link: Entity) -> str:
    told = [value for value in link.properties.get("name", []) if isinstance(value, str)]
    return link.caption or next(iter(told), link.id)


def _role_of(place: str) -> str:
    return place or "linked to"
