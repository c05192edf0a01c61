"""OFAC's lists in their advanced XML: SDN_ADVANCED.XML and CONS_ADVANCED.XML, the standard for sanctions lists.

A party is spread over the file: what it is called and what is told of it stands with the party, its documents, places,
ties and the list it is on in tables of their own, and every word in tables of words. So the file is read twice: first
the tables, of which only what is needed is kept, then the parties one by one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model import When
from tidewaiter.model.party import Address, Designation, Name, NameRole, Party, PartyKind, Quality, Tie
from tidewaiter.parties.lists.readers import labels, lands, ofac, periods, remarks
from tidewaiter.parties.lists.readers.entry import Entry, party, tell

_ROOT = "Sanctions"
_TABLES = ("ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship", "SanctionsEntry")
_KINDS: dict[str, PartyKind] = {
    "individual": "person",
    "entity": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
    "location": "unknown",
}
_ROLES: dict[str, tuple[NameRole, str | None]] = {
    "name": ("alias", None),
    "aka": ("alias", None),
    "fka": ("former", None),
    "nka": ("alias", "now known as"),
}
_PARTS = {
    "last name": "family",
    "first name": "given",
    "middle name": "middle",
    "maiden name": "maiden",
    "patronymic": "patronymic",
    "matronymic": "matronymic",
    "nickname": "nickname",
}
_PROGRAMME = "program"
_CHANGED = ("amend", "update", "modif", "change")
_ENDED = ("delist", "remov", "terminat", "expire")
_LATIN = "latin"
_PLAIN_WORDS = {"", "valid", "unknown", "not known", "confirmed", "unspecified"}  # they say nothing beyond the number
_COPY = 1024 * 1024


@dataclass(slots=True)
class Document:
    """A passport, registration or other number, its words still by their keys."""

    type: str
    number: str
    country: str
    validity: str
    note: tuple[str, ...]
    days: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Event:
    """A day in the life of an entry: its kind and legal basis by their keys."""

    type: str
    basis: str
    day: When | None


@dataclass(slots=True)
class Listing:
    """An entry of a list: the list, its events, and its measures as pairs of kind and comment."""

    number: str
    list: str
    events: tuple[Event, ...]
    measures: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Tables:
    """What the file says apart from its parties, by the keys with which it refers to them."""

    words: dict[str, dict[str, str]] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    locations: dict[str, tuple[tuple[tuple[str, str], ...], str, str]] = field(default_factory=dict)
    documents: dict[str, list[Document]] = field(default_factory=dict)
    parties: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = field(default_factory=dict)
    identities: set[str] = field(default_factory=set)
    ties: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    listings: dict[str, list[Listing]] = field(default_factory=dict)

    def word(self, kind: str, key: str) -> str:
        """The word behind a key; a key without a word stands for itself: "FeatureType 999"."""
        return self.words.get(kind, {}).get(key) or (f"{kind} {key}" if key else "")


def read(stream: BinaryIO, *, path: str, source_list: str = ofac.SDN) -> Iterator[Party]:
    """The parties of the list; ``source_list`` is "ofac-sdn" or "ofac-cons".

    Raises InputError, before any party is given, where the XML is broken, cut off or declares a document type, where a
    number stands twice, where a row refers to a party, identity or place that the file does not have, and where a party
    is tied to itself. Rings of ties between parties are kept: the lists have them.
    """
    with _rewindable(stream) as whole:
        tables = _tables(whole, path)
        _refuse_strange(tables, path)
        whole.seek(0)
        for tag, element in ofac.elements(whole, _TABLES, root=_ROOT, path=path):
            if tag == "DistinctParty":
                yield _party(element, tables, path, source_list)


@contextmanager
def _rewindable(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The stream, or a copy of it on the disk where it can be read but once."""
    if stream.seekable():
        yield stream
        return
    with tempfile.TemporaryFile() as copy:
        shutil.copyfileobj(stream, copy, _COPY)
        copy.seek(0)
        yield copy


# the tables


def _tables(stream: BinaryIO, path: str) -> Tables:
    tables = Tables()
    seen: dict[str, set[str]] = {tag: set() for tag in _TABLES}
    for tag, element in ofac.elements(stream, _TABLES, root=_ROOT, path=path):
        if tag == "ReferenceValueSets":
            _take_words(element, tables)
            continue
        number = element.get("FixedRef" if tag == "DistinctParty" else "ID") or ""
        if not number:
            raise InputError(f"a {tag} without its number", path=path, line=ofac.line(element), hint=ofac.AGAIN)
        ofac.refuse_twice(number, seen[tag], path=path, line=ofac.line(element), what=f"the {tag}")
        _TAKERS[tag](element, tables, path)
    return tables


def _take_words(element: Any, tables: Tables) -> None:
    for values in element:
        for one in values if ofac.local(values) else ():
            kind, key = ofac.local(one), one.get("ID")
            if not kind or not key:
                continue
            tables.words.setdefault(kind, {})[key] = ofac.plain(one.text) or ofac.plain(one.get("Description"))
            if kind == "PartySubType":
                tables.types[key] = one.get("PartyTypeID") or ""


def _take_location(element: Any, tables: Tables, _: str) -> None:
    parts = tuple(
        (part.get("LocPartTypeID") or "", said)
        for part in ofac.children(element, "LocationPart")
        for value in ofac.children(part, "LocationPartValue")
        if (said := ofac.text(value, "Value"))
    )
    country = next((one.get("CountryID") or "" for one in ofac.children(element, "LocationCountry")), "")
    area = next((one.get("AreaCodeID") or "" for one in ofac.children(element, "LocationAreaCode")), "")
    tables.locations[element.get("ID")] = (parts, country, area)


def _take_document(element: Any, tables: Tables, path: str) -> None:
    number = ofac.text(element, "IDRegistrationNo")
    issued_by = next((one.get("CountryID") for one in ofac.children(element, "IssuedBy")), None)
    notes = (ofac.text(element, "IssuingAuthority"), ofac.text(element, "Comment"))
    days = tuple(
        (one.get("IDRegDocDateTypeID") or "", when.value)
        for one in ofac.children(element, "DocumentDate")
        if (when := periods.of(one)) and when.value
    )
    tables.documents.setdefault(element.get("IdentityID") or "", []).append(
        Document(
            element.get("IDRegDocTypeID") or "",
            number,
            element.get("IssuedBy-CountryID") or issued_by or "",
            element.get("ValidityID") or "",
            tuple(note for note in notes if note and note != number),
            days,
        )
    )


def _take_party(element: Any, tables: Tables, path: str) -> None:
    profiles = ofac.children(element, "Profile")
    if not profiles:
        raise InputError("a party without a profile", path=path, line=ofac.line(element), hint=ofac.AGAIN)
    for profile in profiles:
        number = profile.get("ID") or element.get("FixedRef")
        if number in tables.parties:
            raise InputError(f"the profile {number} stands twice", path=path, line=ofac.line(profile), hint=ofac.AGAIN)
        tables.parties[number] = (element.get("FixedRef"), _first_name(profile))
        if not tables.parties[number][1]:
            raise InputError("a party without a name", path=path, line=ofac.line(profile), hint=ofac.AGAIN)
        for identity in ofac.children(profile, "Identity"):
            tables.identities.add(identity.get("ID") or "")


def _first_name(profile: Any) -> tuple[tuple[str, str], ...]:
    """The pieces of the name that stands first, each with the key of what it is."""
    names = [
        (alias.get("Primary") == "true", identity, name)
        for identity in ofac.children(profile, "Identity")
        for alias in ofac.children(identity, "Alias")
        for name in ofac.children(alias, "DocumentedName")
    ]
    for primary in (True, False):
        for is_primary, identity, name in names:
            if is_primary == primary and (pieces := _pieces(name, _groups(identity))):
                return tuple((kind, said) for kind, said, _ in pieces)
    return ()


def _take_tie(element: Any, tables: Tables, path: str) -> None:
    one, other = element.get("From-ProfileID") or "", element.get("To-ProfileID") or ""
    if one == other:
        what = f"the party {one} is tied to itself"
        raise InputError(what, path=path, line=ofac.line(element), hint=ofac.AGAIN)
    former = " (former)" if element.get("Former") == "true" else ""
    comment = ofac.text(element, "Comment")
    said = former + (f" ({comment})" if comment else "")
    tables.ties.setdefault(one, []).append((element.get("RelationTypeID") or "", other, said))


def _take_listing(element: Any, tables: Tables, _: str) -> None:
    events = tuple(
        Event(
            one.get("EntryEventTypeID") or "",
            one.get("LegalBasisID") or "",
            next((periods.day(date) for date in ofac.children(one, "Date")), None),
        )
        for one in ofac.children(element, "EntryEvent")
    )
    measures = tuple(
        (one.get("SanctionsTypeID") or "", ofac.text(one, "Comment"))
        for one in ofac.children(element, "SanctionsMeasure")
    )
    listing = Listing(element.get("ID"), element.get("ListID") or "", events, measures)
    tables.listings.setdefault(element.get("ProfileID") or "", []).append(listing)


_TAKERS = {
    "Location": _take_location,
    "IDRegDocument": _take_document,
    "DistinctParty": _take_party,
    "ProfileRelationship": _take_tie,
    "SanctionsEntry": _take_listing,
}


def _refuse_strange(tables: Tables, path: str) -> None:
    """Whatever refers to a party that is not there: the party, or a part of it, has been lost."""
    ends = (other for rows in tables.ties.values() for _, other, _ in rows)
    for what, keys, known in (
        ("a tie", (*tables.ties, *ends), tables.parties),
        ("an entry of a list", tables.listings, tables.parties),
        ("a document", tables.documents, tables.identities),
    ):
        for key in keys:
            if key not in known:
                said = f"{what} refers to {key or 'nobody'}, which the file does not have"
                raise InputError(said, path=path, hint=ofac.AGAIN)


# one party


def _party(element: Any, tables: Tables, path: str, source_list: str) -> Party:
    number = element.get("FixedRef")
    profiles = ofac.children(element, "Profile")
    entry = Entry(f"{source_list}:{number}", _kind(profiles[0].get("PartySubTypeID") or "", tables))
    for holder in (element, *profiles):
        remarks.read(entry, ofac.text(holder, "Comment"))
    for profile in profiles:
        for identity in ofac.children(profile, "Identity"):
            _add_names(entry, identity, tables)
        for feature in ofac.children(profile, "Feature"):
            for version in ofac.children(feature, "FeatureVersion"):
                _add_feature(
                    entry, tables.word("FeatureType", feature.get("FeatureTypeID") or ""), version, tables, path
                )
        for identity in ofac.children(profile, "Identity"):
            for document in tables.documents.get(identity.get("ID") or "", ()):
                _add_document(entry, document, tables)
        key = profile.get("ID") or number
        for role, other, said in tables.ties.get(key, ()):
            _add_tie(entry, role, other, said, tables, source_list)
        for listing in tables.listings.get(key, ()):
            _add_listing(entry, listing, tables, source_list)
    if not entry.designations:
        entry.designations.append(Designation(source_list, number))
    return party(entry)


def _kind(key: str, tables: Tables) -> PartyKind:
    below = tables.words.get("PartySubType", {}).get(key, "").lower()
    above = tables.words.get("PartyType", {}).get(tables.types.get(key, ""), "").lower()
    return _KINDS.get(below) or _KINDS.get(above) or "unknown"


# names


def _groups(identity: Any) -> dict[str, str]:
    """The keys of what each piece of a name is, by the piece's group."""
    return {
        one.get("ID") or "": one.get("NamePartTypeID") or ""
        for groups in ofac.children(identity, "NamePartGroups")
        for master in ofac.children(groups, "MasterNamePartGroup")
        for one in ofac.children(master, "NamePartGroup")
    }


def _pieces(name: Any, groups: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The pieces of a name: the key of what each is, its text, the key of its script."""
    return [
        (groups.get(value.get("NamePartGroupID") or "", ""), said, value.get("ScriptID") or "")
        for part in ofac.children(name, "DocumentedNamePart")
        for value in ofac.children(part, "NamePartValue")
        if (said := ofac.plain(value.text))
    ]


def _add_names(entry: Entry, identity: Any, tables: Tables) -> None:
    groups = _groups(identity)
    false = "a false identity" if identity.get("False") == "true" else None
    for alias in ofac.children(identity, "Alias"):
        how = tables.word("AliasType", alias.get("AliasTypeID") or "")
        role, said = _ROLES.get(how.replace(".", "").lower(), ("alias", how or None))
        first = alias.get("Primary") == "true" and identity.get("Primary", "true") == "true"
        weak = alias.get("LowQuality") == "true"
        for name in ofac.children(alias, "DocumentedName"):
            pieces = _pieces(name, groups)
            if not pieces:
                continue
            script = tables.word("Script", pieces[0][2])
            foreign = script.lower() != _LATIN and pieces[0][2] in tables.words.get("Script", {})
            given: NameRole = "original" if foreign else "primary" if first else role
            note = "; ".join(text for text in (said, false, script if foreign else None) if text) or None
            parts = _parts([(kind, text) for kind, text, _ in pieces], tables)
            quality: Quality | None = None if given == "primary" else "weak" if weak else "strong"
            named = parts if len(parts) > 1 and all(part for part, _ in parts) else ()
            entry.names.append(Name(_joined(parts, foreign=foreign), given, quality, parts=named, note=note))
            first = first and foreign
    _put_first(entry)


def _put_first(entry: Entry) -> None:
    """The name that the list puts first stands first; a list that marks none has its first name there."""
    entry.names.sort(key=lambda name: name.role != "primary")
    if entry.names and entry.names[0].role != "primary":
        name = entry.names[0]
        entry.names[0] = Name(name.text, "primary", name.quality, parts=name.parts, note=name.note)


def _parts(pieces: list[tuple[str, str]], tables: Tables) -> tuple[tuple[str, str], ...]:
    return tuple((_PARTS.get(tables.words.get("NamePartType", {}).get(kind, "").lower(), ""), said)
                 for kind, said in pieces)  # fmt: skip


def _joined(parts: tuple[tuple[str, str], ...], *, foreign: bool) -> str:
    """As the tables have it, "FAMILY, Given Patronymic"; in another script only one after the other."""
    family = " ".join(text for part, text in parts if part == "family")
    rest = " ".join(text for part, text in parts if part != "family")
    if foreign or not family:
        return " ".join(text for _, text in parts)
    return f"{family}, {rest}" if rest else family


# features


def _add_feature(entry: Entry, label: str, version: Any, tables: Tables, path: str) -> None:
    """One thing told of the party: a day, a place, a word of the tables, or text."""
    comment = ofac.text(version, "Comment")
    sure = tables.word("Reliability", version.get("ReliabilityID") or "")
    doubt = sure if not sure.startswith("Reliability ") and sure.lower() not in _PLAIN_WORDS else ""
    note = "; ".join(text for text in (comment, doubt) if text) or None
    told = False
    for period in ofac.children(version, "DatePeriod"):
        told = _add_period(entry, label, period) or told
    for place in ofac.children(version, "VersionLocation"):
        _add_place(entry, label, _place(place.get("LocationID") or "", tables, path), note)
        told = True
    for detail in ofac.children(version, "VersionDetail"):
        word = tables.word("DetailReference", detail.get("DetailReferenceID") or "")
        if said := ofac.plain(detail.text) or word:
            tell(entry, label, said, note=note)
            told = True
    if not told and note:
        tell(entry, label, note)


def _add_period(entry: Entry, label: str, period: Any) -> bool:
    when = periods.of_period(period)
    if when is None or when.value is None:
        said = ofac.whole(period)
        if said:
            entry.more.append((label, said))
        return bool(said)
    if labels.kind(label) == ".birth":
        entry.births.append(when)
    elif labels.kind(label) == ".death":
        entry.deaths.append(when)
    else:
        tell(entry, label, ("circa " if when.approximate else "") + when.value)
    return True


def _place(key: str, tables: Tables, path: str) -> Address:
    if key not in tables.locations:
        raise InputError(f"a party refers to the place {key}, which the file does not have", path=path, hint=ofac.AGAIN)
    parts, country, area = tables.locations[key]
    land = tables.word("Country", country) or tables.word("AreaCode", area)
    said = [text for _, text in parts]
    return Address(", ".join([*said, *([land] if land and land not in said else [])]), lands.country(land))


def _add_place(entry: Entry, label: str, place: Address, note: str | None) -> None:
    kind = labels.kind(label)
    text = place.text + (f" ({note})" if note else "")
    if label.lower() == "location":
        entry.addresses.append(Address(text, place.country))
    elif kind == ".birth-place":
        entry.birth_places.append(Address(text, place.country or lands.ends_in(place.text)))
    elif place.text:
        tell(entry, label, place.text, note=note)


def _add_document(entry: Entry, document: Document, tables: Tables) -> None:
    days = [f"{_day_word(tables.word('IDRegDocDateType', kind))} {day}" for kind, day in document.days]
    validity = tables.word("Validity", document.validity)
    doubt = [] if validity.startswith("Validity ") or validity.lower() in _PLAIN_WORDS else [validity]
    note = "; ".join([*days, *document.note, *doubt]) or None
    country = tables.word("Country", document.country) or None
    label = tables.word("IDRegDocType", document.type)
    if document.number:
        tell(entry, label, document.number, country=country, note=note)
    else:
        entry.more.append((label, "; ".join(text for text in (country, note) if text)))


def _day_word(kind: str) -> str:
    word = kind.lower()
    return "issued" if word.startswith("issue") else "expires" if word.startswith("expir") else word


# ties and lists


def _add_tie(entry: Entry, role: str, other: str, said: str, tables: Tables, source_list: str) -> None:
    number, pieces = tables.parties[other]
    name = _joined(_parts(list(pieces), tables), foreign=False)
    relation = tables.word("RelationType", role).lower() or "linked to"
    entry.ties.append(Tie(relation + said, name, f"{source_list}:{number}"))


def _add_listing(entry: Entry, listing: Listing, tables: Tables, source_list: str) -> None:
    since, until, amended = _days(listing, tables)
    bases = dict.fromkeys(tables.word("LegalBasis", one.basis) for one in listing.events if one.basis)
    programmes: list[str | None] = []
    for kind, comment in listing.measures:
        word = tables.word("SanctionsType", kind)
        if word.lower() == _PROGRAMME and comment:
            programmes.append(comment)
        elif word or comment:
            entry.more.append(("SanctionsMeasure", ": ".join(text for text in (word, comment) if text)))
    where = _list(tables.word("List", listing.list), source_list)
    for programme in programmes or [None]:
        entry.designations.append(
            Designation(
                list=ofac.list_of(programme, where),
                reference=listing.number,
                programme=programme,
                since=since,
                until=until,
                amended=amended,
                paragraph="; ".join(bases) or None,
            )
        )


def _list(name: str, source_list: str) -> str:
    words = name.lower()
    if "consolidated" in words or "non-sdn" in words:
        return ofac.CONSOLIDATED
    return ofac.SDN if words.startswith("sdn") else source_list


def _days(listing: Listing, tables: Tables) -> tuple[When | None, When | None, tuple[When, ...]]:
    """Since when, until when, and when changed; the earliest day of all others is the day of listing."""
    since: list[When] = []
    until: list[When] = []
    amended: list[When] = []
    for event in listing.events:
        word = tables.word("EntryEventType", event.type).lower()
        if event.day is not None:
            ended, changed = any(sign in word for sign in _ENDED), any(sign in word for sign in _CHANGED)
            (until if ended else amended if changed else since).append(event.day)
    since.sort(key=lambda when: when.value or "")
    later = [when for when in since[1:] if when != since[0]]
    return next(iter(since), None), next(iter(until), None), tuple(dict.fromkeys([*later, *amended]))
