"""OFAC's lists in their plain XML: SDN.XML and CONSOLIDATED.XML, an ``sdnEntry`` a party.

The namespace has changed over the years and does not matter; neither does the order of the elements. What no field
takes is kept in ``Party.more`` under the element's name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Address, Designation, NameRole, Party, PartyKind, Quality, Tie
from tidewaiter.parties.lists.readers import lands, markup, ofac, remarks, source
from tidewaiter.parties.lists.readers.entry import Entry, add_name, party, tell

_KINDS: dict[str, PartyKind] = {
    "individual": "person",
    "entity": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
}
_ROLES: dict[str, tuple[NameRole, str | None]] = {
    "aka": ("alias", None),
    "fka": ("former", None),
    "nka": ("alias", "now known as"),
}
_QUALITIES: dict[str, Quality] = {"strong": "strong", "weak": "weak"}
_PLACE = ("address1", "address2", "address3", "city")
_AREA = ("stateOrProvince", "postalCode")
# lists of single values: the list, its item, the value in it, and the label under which it is told
_SINGLE = (
    ("nationalityList", "nationality", "country", "nationality"),
    ("citizenshipList", "citizenship", "country", "citizen"),
    ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB"),
    ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB"),
)
_SHIP = {
    "callSign": "Vessel Call Sign",
    "vesselType": "Vessel Type",
    "vesselFlag": "Vessel Flag",
    "tonnage": "Vessel Tonnage",
    "grossRegisteredTonnage": "Gross Registered Tonnage",
}
_OF_THE_FILE = {"uid", "mainEntry"}
_TAKEN = _OF_THE_FILE | {
    *("firstName", "lastName", "title", "sdnType", "remarks", "programList", "idList", "akaList", "addressList"),
    *("nationalityList", "citizenshipList", "dateOfBirthList", "placeOfBirthList", "vesselInfo"),
}


def read(stream: BinaryIO, *, path: str, source_list: str = ofac.SDN) -> Iterator[Party]:
    """The parties of the list; ``source_list`` is "ofac-sdn" or "ofac-cons".

    Raises InputError, before any party is given, where the XML is broken, cut off, declares a document type, numbers
    an entry twice, or has not as many entries as its head says.
    """
    return ofac.tied(list(_parties(stream, path, source_list)))


def _parties(stream: BinaryIO, path: str, source_list: str) -> Iterator[Party]:
    seen: set[str] = set()
    told: str | None = None
    for name, element in markup.elements(stream, ("publshInformation", "sdnEntry"), root="sdnList", path=path):
        if name == "publshInformation":
            told = ofac.text(element, "Record_Count").replace(",", "") or None
            continue
        number = ofac.text(element, "uid")
        if not number or not (ofac.text(element, "lastName") or ofac.text(element, "firstName")):
            what = "an entry without its number or name"
            raise InputError(what, path=path, line=markup.line(element), hint=source.AGAIN)
        ofac.refuse_twice(number, seen, path=path, line=markup.line(element))
        yield _party(element, number, source_list)
    if told is not None and told != str(len(seen)):
        what = f"the file says that it has {told} entries, and has {len(seen):,}"
        raise InputError(what, path=path, hint=source.AGAIN)


def _party(element: Any, number: str, source_list: str) -> Party:
    told = ofac.text(element, "sdnType")
    entry = Entry(f"{source_list}:{number}", _KINDS.get(told.lower(), "unknown"))
    if told and told.lower() not in _KINDS:
        entry.more.append(("sdnType", told))
    add_name(entry, _name(element), "primary")
    _add_aliases(entry, element)
    entry.positions.extend(said for part in ofac.text(element, "title").split(";") if (said := part.strip()))
    for holder, item, value, label in _SINGLE:
        for one in _items(element, holder, item):
            if said := ofac.text(one, value):
                tell(entry, label, said)
    _add_ship(entry, element)
    for one in _items(element, "idList", "id"):
        _add_number(entry, one)
    for one in _items(element, "addressList", "address"):
        _add_address(entry, one)
    remarks.read(entry, ofac.text(element, "remarks"))
    programmes = [said for one in _items(element, "programList", "program") if (said := markup.plain(one.text))]
    for programme in (*programmes, *([] if programmes else [None])):
        entry.designations.append(Designation(ofac.list_of(programme, source_list), number, programme))
    rest = ((markup.local(one), ofac.whole(one)) for one in element if markup.local(one) not in _TAKEN)
    entry.more.extend((name, said) for name, said in rest if name and said)
    return party(entry)


def _items(element: Any, holder: str, item: str) -> Iterator[Any]:
    for one in ofac.children(element, holder):
        yield from ofac.children(one, item)


def _name(element: Any) -> str:
    """As the tables have it: "LAST, First"."""
    return ", ".join(part for part in (ofac.text(element, "lastName"), ofac.text(element, "firstName")) if part)


def _add_aliases(entry: Entry, element: Any) -> None:
    for one in _items(element, "akaList", "aka"):
        how = ofac.text(one, "type")
        role, note = _ROLES.get(how.replace(".", "").lower(), ("alias", how or None))
        if name := _name(one):
            add_name(entry, name, role, _QUALITIES.get(ofac.text(one, "category").lower()), note=note)


def _add_ship(entry: Entry, element: Any) -> None:
    for ship in ofac.children(element, "vesselInfo"):
        for one in ship:
            name, said = markup.local(one), ofac.whole(one)
            if not said:
                continue
            if name == "vesselOwner":
                entry.ties.append(Tie("owner", said))
            else:
                tell(entry, _SHIP.get(name, name), said)


def _add_number(entry: Entry, one: Any) -> None:
    """A number of any kind: the same list holds passports, addresses on the web, gender and sanctions remarks."""
    label, value = ofac.text(one, "idType"), ofac.text(one, "idNumber")
    days = (("issued", ofac.text(one, "issueDate")), ("expires", ofac.text(one, "expirationDate")))
    note = "; ".join(f"{word} {day}" for word, day in days if day) or None
    country = ofac.text(one, "idCountry") or None
    if label and value:
        tell(entry, label, value, country=country, note=note)
    elif said := "; ".join(text for text in (label, value, country, note) if text):
        entry.more.append(("id", said))


def _add_address(entry: Entry, one: Any) -> None:
    country, region = ofac.text(one, "country"), ofac.text(one, "region")
    area = " ".join(part for name in _AREA if (part := ofac.text(one, name)))
    parts = [*(ofac.text(one, name) for name in _PLACE), area, f"Region: {region}" if region else "", country]
    if said := ", ".join(part for part in parts if part):
        entry.addresses.append(Address(said, lands.country(country or region)))
