"""OFAC's lists in their advanced XML: SDN_ADVANCED.XML and CONS_ADVANCED.XML, the standard for sanctions lists.

A party is spread over the file: what it is called and what is told of it stands with the party, its documents, places,
ties and the list it is on in tables of their own, and every word in tables of words. So the file is read twice: first
the tables, of which only what is needed is kept, then the parties one by one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO

from tidewaiter.model import When
from tidewaiter.model.party import Address, Designation, Name, NameRole, Party, PartyKind, Quality, Tie
from tidewaiter.parties.lists.readers import labels, lands, markup, ofac, periods, remarks
from tidewaiter.parties.lists.readers.advanced_tables import (
    ROOT,
    TAGS,
    Document,
    Listing,
    Tables,
    gather,
    groups,
    pieces,
)
from tidewaiter.parties.lists.readers.entry import Entry, party, tell

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
_LANDS = {".nationality", ".citizenship", ".registered", ".flag", ".former-flag", ".other-flag"}
_TAKEN = {"Comment", "Profile", "Identity", "Feature", "DatePeriod", "VersionDetail", "VersionLocation"}
_PROGRAMME = "program"
_CHANGED = ("amend", "update", "modif", "change")
_ENDED = ("delist", "remov", "terminat", "expire")
_LATIN = "latin"
_PLAIN_WORDS = {"", "valid", "unknown", "not known", "confirmed", "unspecified"}  # they say nothing beyond the number
_COPY = 1024 * 1024


def read(stream: BinaryIO, *, path: str, source_list: str = ofac.SDN) -> Iterator[Party]:
    """The parties of the list; ``source_list`` is "ofac-sdn" or "ofac-cons".

    Raises InputError, before any party is given, where the XML is broken, cut off or declares a document type, where a
    number stands twice, where an entry or document belongs to a party that the file does not have, and where a party
    is tied to itself. Rings of ties between parties are kept: the lists have them.
    """
    with _rewindable(stream) as whole:
        tables = gather(whole, path)
        whole.seek(0)
        for tag, element in markup.elements(whole, TAGS, root=ROOT, path=path):
            if tag == "DistinctParty":
                yield _party(element, tables, source_list)


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


# one party


def _party(element: Any, tables: Tables, source_list: str) -> Party:
    number = element.get("FixedRef")
    profiles = ofac.children(element, "Profile")
    entry = Entry(f"{source_list}:{number}", _kind(profiles[0].get("PartySubTypeID") or "", tables))
    for holder in (element, *profiles):
        remarks.read(entry, ofac.text(holder, "Comment"))
        _keep(entry, holder)
    for profile in profiles:
        for identity in ofac.children(profile, "Identity"):
            _add_names(entry, identity, tables)
        for feature in ofac.children(profile, "Feature"):
            for version in ofac.children(feature, "FeatureVersion"):
                _add_feature(entry, tables.word("FeatureType", feature.get("FeatureTypeID") or ""), version, tables)
        for identity in ofac.children(profile, "Identity"):
            for document in tables.documents.get(identity.get("ID") or "", ()):
                _add_document(entry, document, tables)
        key = profile.get("ID") or number
        _add_ties(entry, key, tables, source_list)
        for listing in tables.listings.get(key, ()):
            _add_listing(entry, number, listing, tables, source_list)
    if not entry.designations:
        entry.designations.append(Designation(source_list, number))
    return party(entry)


def _keep(entry: Entry, element: Any, label: str = "") -> None:
    """Keeps the children of an element that no field takes."""
    for one in element:
        name = markup.local(one)
        if name and name not in _TAKEN and (said := ofac.whole(one)):
            entry.more.append((label or name, said))


def _kind(key: str, tables: Tables) -> PartyKind:
    below = tables.words.get("PartySubType", {}).get(key, "").lower()
    above = tables.words.get("PartyType", {}).get(tables.types.get(key, ""), "").lower()
    return _KINDS.get(below) or _KINDS.get(above) or "unknown"


# names


def _add_names(entry: Entry, identity: Any, tables: Tables) -> None:
    parts_of = groups(identity)
    false = "a false identity" if identity.get("False") == "true" else None
    for alias in ofac.children(identity, "Alias"):
        how = tables.word("AliasType", alias.get("AliasTypeID") or "")
        role, said = _ROLES.get(how.replace(".", "").lower(), ("alias", how or None))
        first = alias.get("Primary") == "true" and identity.get("Primary", "true") == "true"
        weak = alias.get("LowQuality") == "true"
        for name in ofac.children(alias, "DocumentedName"):
            found = pieces(name, parts_of)
            if not found:
                continue
            script = tables.word("Script", found[0][2])
            foreign = script.lower() != _LATIN and found[0][2] in tables.words.get("Script", {})
            given: NameRole = "original" if foreign else "primary" if first else role
            notes = (said, false, script if foreign else None, ofac.text(alias, "Comment"))
            note = "; ".join(text for text in notes if text) or None
            parts = _parts([(kind, text) for kind, text, _ in found], tables)
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


def _add_feature(entry: Entry, label: str, version: Any, tables: Tables) -> None:
    """One thing told of the party: a day, a place, a word of the tables, or text."""
    comment = ofac.text(version, "Comment")
    sure = tables.word("Reliability", version.get("ReliabilityID") or "")
    doubt = sure if not sure.startswith("Reliability ") and sure.lower() not in _PLAIN_WORDS else ""
    note = "; ".join(text for text in (comment, doubt) if text) or None
    told = False
    for period in ofac.children(version, "DatePeriod"):
        told = _add_period(entry, label, period) or told
    for place in ofac.children(version, "VersionLocation"):
        _add_place(entry, label, *_place(place.get("LocationID") or "", tables), note)
        told = True
    for detail in ofac.children(version, "VersionDetail"):
        word = tables.word("DetailReference", detail.get("DetailReferenceID") or "")
        if said := markup.plain(detail.text) or word:
            tell(entry, label, said, note=note)
            told = True
    if not told and note:
        tell(entry, label, note)
    _keep(entry, version, label)


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


def _place(key: str, tables: Tables) -> tuple[Address, str]:
    """A place of the table, and the country in it as written; a place that is not there is said not to be."""
    if key not in tables.locations:
        return Address(f"place {key}, which the file does not have"), ""
    parts, country, area = tables.locations[key]
    land = tables.word("Country", country) or tables.word("AreaCode", area)
    said = [text for _, text in parts]
    return Address(", ".join([*said, *([land] if land and land not in said else [])]), lands.country(land)), land


def _add_place(entry: Entry, label: str, place: Address, land: str, note: str | None) -> None:
    kind = labels.kind(label)
    if label.lower() == "location":
        entry.addresses.append(Address(place.text + (f" ({note})" if note else ""), place.country))
    elif kind == ".birth-place":
        entry.birth_places.append(Address(place.text, place.country or lands.ends_in(place.text)))
    elif place.text:
        tell(entry, label, land if kind in _LANDS and place.country else place.text, note=note)


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


def _add_ties(entry: Entry, key: str, tables: Tables, source_list: str) -> None:
    """The party's ties, and those by which another of OFAC's files ties a party of its own to this one."""
    for role, other, said in tables.ties.get(key, ()):
        relation = tables.word("RelationType", role).lower() or "linked to"
        if other not in tables.parties:
            entry.ties.append(Tie(relation + said, f"profile {other}, which the file does not have"))
            continue
        number, found = tables.parties[other]
        name = _joined(_parts(list(found), tables), foreign=False)
        entry.ties.append(Tie(relation + said, name, f"{source_list}:{number}"))
    for role, one, said in tables.tied_by.get(key, ()):
        if one not in tables.parties:
            relation = tables.word("RelationType", role) + said
            entry.more.append(("ProfileRelationship", f"profile {one}, which the file does not have: {relation}"))


def _add_listing(entry: Entry, number: str, listing: Listing, tables: Tables, source_list: str) -> None:
    since, until, amended = _days(listing, tables)
    bases = dict.fromkeys(tables.word("LegalBasis", one.basis) for one in listing.events if one.basis)
    programmes: list[str | None] = []
    for kind, comment, days in listing.measures:
        word = tables.word("SanctionsType", kind)
        named = bool(comment) and word.lower() == _PROGRAMME
        if named:
            programmes.append(comment)
        if days or (not named and (word or comment)):
            entry.more.append(("SanctionsMeasure", "; ".join(text for text in (word, comment, days) if text)))
    where = _list(tables.word("List", listing.list), source_list)
    for programme in programmes or [None]:
        entry.designations.append(
            Designation(
                list=ofac.list_of(programme, where),
                reference=number,
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
