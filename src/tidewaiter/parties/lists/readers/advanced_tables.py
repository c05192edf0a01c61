"""The tables of the advanced XML: all that the file says apart from its parties, by the keys it is referred to by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model import When
from tidewaiter.parties.lists.readers import markup, ofac, periods, source

ROOT = "Sanctions"
TAGS = ("ReferenceValueSets", "Location", "IDRegDocument", "DistinctParty", "ProfileRelationship", "SanctionsEntry")


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
    """An entry of a list: the list, its events, and of its measures the kind, the comment and the days."""

    list: str
    events: tuple[Event, ...]
    measures: tuple[tuple[str, str, str], ...]


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
    tied_by: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    listings: dict[str, list[Listing]] = field(default_factory=dict)

    def word(self, kind: str, key: str) -> str:
        """The word behind a key; a key without a word stands for itself: "FeatureType 999"."""
        return self.words.get(kind, {}).get(key) or (f"{kind} {key}" if key else "")


def gather(stream: BinaryIO, path: str) -> Tables:
    """The tables of the file, checked: every number once, and all that is referred to is there."""
    tables = Tables()
    seen: dict[str, set[str]] = {tag: set() for tag in TAGS}
    for tag, element in markup.elements(stream, TAGS, root=ROOT, path=path):
        if tag == "ReferenceValueSets":
            _take_words(element, tables)
            continue
        number = element.get("FixedRef" if tag == "DistinctParty" else "ID") or ""
        if not number:
            raise InputError(f"a {tag} without its number", path=path, line=markup.line(element), hint=source.AGAIN)
        ofac.refuse_twice(number, seen[tag], path=path, line=markup.line(element), what=f"the {tag}")
        _TAKERS[tag](element, tables, path)
    _refuse_strange(tables, path)
    return tables


def _take_words(element: Any, tables: Tables) -> None:
    for values in element:
        for one in values if markup.local(values) else ():
            kind, key = markup.local(one), one.get("ID")
            if not kind or not key:
                continue
            tables.words.setdefault(kind, {})[key] = markup.plain(one.text) or markup.plain(one.get("Description"))
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
        raise InputError("a party without a profile", path=path, line=markup.line(element), hint=source.AGAIN)
    for profile in profiles:
        number = profile.get("ID") or element.get("FixedRef")
        if number in tables.parties:
            raise InputError(
                f"the profile {number} stands twice", path=path, line=markup.line(profile), hint=source.AGAIN
            )
        tables.parties[number] = (element.get("FixedRef"), _first_name(profile))
        if not tables.parties[number][1]:
            raise InputError("a party without a name", path=path, line=markup.line(profile), hint=source.AGAIN)
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
            if is_primary == primary and (found := pieces(name, groups(identity))):
                return tuple((kind, said) for kind, said, _ in found)
    return ()


def _take_tie(element: Any, tables: Tables, path: str) -> None:
    one, other = element.get("From-ProfileID") or "", element.get("To-ProfileID") or ""
    if one == other:
        what = f"the party {one} is tied to itself"
        raise InputError(what, path=path, line=markup.line(element), hint=source.AGAIN)
    former = " (former)" if element.get("Former") == "true" else ""
    comment = ofac.text(element, "Comment")
    said = former + (f" ({comment})" if comment else "")
    tables.ties.setdefault(one, []).append((element.get("RelationTypeID") or "", other, said))
    tables.tied_by.setdefault(other, []).append((element.get("RelationTypeID") or "", one, said))


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
        (one.get("SanctionsTypeID") or "", ofac.text(one, "Comment"), _period(one))
        for one in ofac.children(element, "SanctionsMeasure")
    )
    listing = Listing(element.get("ListID") or "", events, measures)
    tables.listings.setdefault(element.get("ProfileID") or "", []).append(listing)


def _period(measure: Any) -> str:
    when = periods.of(measure)
    return (when.value or "") if when else "; ".join(ofac.whole(one) for one in ofac.children(measure, "DatePeriod"))


_TAKERS = {
    "Location": _take_location,
    "IDRegDocument": _take_document,
    "DistinctParty": _take_party,
    "ProfileRelationship": _take_tie,
    "SanctionsEntry": _take_listing,
}


def _refuse_strange(tables: Tables, path: str) -> None:
    """Refuses whatever says that a party, or a part of it, has been lost.

    A tie with a party that stands in another of OFAC's files is no such thing; one between two of them is.
    """
    ends = (other for one, rows in tables.ties.items() for _, other, _ in rows if one not in tables.parties)
    for what, keys, known in (
        ("a tie", ends, tables.parties),
        ("an entry of a list", tables.listings, tables.parties),
        ("a document", tables.documents, tables.identities),
    ):
        for key in keys:
            if key not in known:
                said = f"{what} refers to {key or 'nobody'}, which the file does not have"
                raise InputError(said, path=path, hint=source.AGAIN)


def groups(identity: Any) -> dict[str, str]:
    """The keys of what each piece of a name is, by the piece's group."""
    return {
        one.get("ID") or "": one.get("NamePartTypeID") or ""
        for groups in ofac.children(identity, "NamePartGroups")
        for master in ofac.children(groups, "MasterNamePartGroup")
        for one in ofac.children(master, "NamePartGroup")
    }


def pieces(name: Any, groups: Mapping[str, str]) -> list[tuple[str, str, str]]:
    """The pieces of a name: the key of what each is, its text, the key of its script."""
    return [
        (groups.get(value.get("NamePartGroupID") or "", ""), said, value.get("ScriptID") or "")
        for part in ofac.children(name, "DocumentedNamePart")
        for value in ofac.children(part, "NamePartValue")
        if (said := markup.plain(value.text))
    ]
