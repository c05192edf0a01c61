"""The Security Council's consolidated list, as the United Nations publish it in XML.

The form is that of ``sc-sanctions.xsd``: individuals and entities, each with its names, aliases, dates and documents.
What none of the model's fields takes is kept in ``Party.more`` under the element's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Literal

from tidewaiter import places
from tidewaiter.model import When, read_when
from tidewaiter.model.party import Address, Designation, Identifier, Name, NameRole, Party, PartyKind, Quality
from tidewaiter.parties.lists.readers import markup

LIST = "un"
_KINDS: dict[str, PartyKind] = {"INDIVIDUAL": "person", "ENTITY": "organisation"}
_PARTS = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
_PLACE = ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY")
_QUALITY: dict[str, Quality] = {"good": "strong", "low": "weak"}
_FORMER = "f.k.a."
_DOCUMENTS = {"passport": "passport", "national identification number": "national-id"}
_MANY = re.compile(r"[;\n]")
_INSIDE = re.compile(r"\(original script:\s*([^)]+)\)", re.IGNORECASE)
# how the file itself is kept in order, and no word of the party
_OF_THE_FILE = {"DATAID", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD", "LIST_TYPE"}


def read(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of the list. Raises InputError where the XML is broken, another list, or has a document type."""
    for _, element in markup.elements(stream, _KINDS, root="CONSOLIDATED_LIST", path=path):
        yield _party(element)


def _party(element: Any) -> Party:
    person = element.tag == "INDIVIDUAL"
    nationalities = [text for one in element.findall("NATIONALITY") for text in _values(one)]
    countries = [(text, _country(text)) for text in nationalities]
    gender = (_text(element, "GENDER") or "").lower()
    births = [one for one in element.findall("INDIVIDUAL_DATE_OF_BIRTH") if _says(one)]
    told = [(one, _birth(one)) for one in births]
    return Party(
        id=f"{LIST}:{_text(element, 'DATAID')}",
        names=tuple(_names(element)),
        kind=_KINDS[element.tag],
        gender=_gender(gender),
        births=tuple(when for _, when in told if when),
        birth_places=tuple(_addresses(element, "INDIVIDUAL_PLACE_OF_BIRTH")),
        countries=tuple(("nationality", code) for _, code in countries if code),
        addresses=tuple(_addresses(element, "INDIVIDUAL_ADDRESS" if person else "ENTITY_ADDRESS")),
        identifiers=tuple(_identifiers(element)),
        titles=tuple(text for one in element.findall("TITLE") for text in _values(one)),
        positions=tuple(text for one in element.findall("DESIGNATION") for text in _values(one)),
        remarks=tuple(text for one in element.findall("COMMENTS1") if (text := _plain(one.text))),
        designations=(_designation(element),),
        more=(
            *(("NATIONALITY", text) for text, code in countries if not code),
            *(("INDIVIDUAL_DATE_OF_BIRTH", _whole(one)) for one, when in told if when is None),
            *_more(element),
        ),
    )


def _gender(text: str) -> Literal["male", "female"] | None:
    return "male" if text == "male" else "female" if text == "female" else None


def _designation(element: Any) -> Designation:
    listed = _text(element, "LISTED_ON")
    changed = (text for one in element.findall("LAST_DAY_UPDATED") for text in _values(one))
    return Designation(
        list=LIST,
        reference=_text(element, "REFERENCE_NUMBER"),
        programme=_text(element, "UN_LIST_TYPE"),
        since=_day(listed) if listed else None,
        amended=tuple(when for text in changed if (when := _day(text))),
    )


# names


def _names(element: Any) -> Iterator[Name]:
    parts = tuple((part.removesuffix("_NAME").lower(), text) for part in _PARTS if (text := _text(element, part)))
    yield Name(" ".join(text for _, text in parts), "primary", parts=parts if len(parts) > 1 else ())
    for text in _MANY.split(_text(element, "NAME_ORIGINAL_SCRIPT", whole=True) or ""):
        if _plain(text):
            yield Name(_plain(text), "original")
    for alias in element.findall("INDIVIDUAL_ALIAS") + element.findall("ENTITY_ALIAS"):
        yield from _alias(alias)


def _alias(alias: Any) -> Iterator[Name]:
    """The names of one alias: several stand behind semicolons, one in its own script in brackets."""
    told = _text(alias, "ALIAS_NAME", whole=True) or ""
    quality = (_text(alias, "QUALITY") or "").lower()
    role: NameRole = "former" if quality == _FORMER else "alias"
    beside = [f"{child.tag}: {_plain(child.text)}" for child in alias if child.tag not in ("QUALITY", "ALIAS_NAME")]
    note = "; ".join(text for text in beside if not text.endswith(": ")) or None
    for text in _MANY.split(_INSIDE.sub("", told)):
        if _plain(text):
            yield Name(_plain(text), role, _QUALITY.get(quality), note=note)
    for hit in _INSIDE.finditer(told):
        yield Name(_plain(hit[1]), "original", _QUALITY.get(quality), note=note)


# dates, places, documents


def _birth(element: Any) -> When | None:
    """A day, a year or years between two; None where the list tells none that can be read."""
    first, last = _text(element, "FROM_YEAR"), _text(element, "TO_YEAR")
    value = f"{first}/{last}" if first and last else _text(element, "DATE") or _text(element, "YEAR") or first or last
    when = _day(value) if value else None
    if when is None:
        return None
    about = (_text(element, "TYPE_OF_DATE") or "").upper().startswith("APPROX")
    return When(when.value, when.precision, when.earliest, when.latest, _whole(element), approximate=about)


def _day(text: str) -> When | None:
    try:
        return read_when(text.partition("T")[0])
    except ValueError:
        return None


def _addresses(element: Any, tag: str) -> Iterator[Address]:
    for one in element.findall(tag):
        parts = [text for part in _PLACE if (text := _text(one, part))]
        country, note = _text(one, "COUNTRY"), _text(one, "NOTE")
        if parts or note:
            yield Address(", ".join(parts) + (f" ({note})" if note else ""), _country(country) if country else None)


def _identifiers(element: Any) -> Iterator[Identifier]:
    for one in element.findall("INDIVIDUAL_DOCUMENT"):
        number = _text(one, "NUMBER")
        kind = _text(one, "TYPE_OF_DOCUMENT") or _text(one, "TYPE_OF_DOCUMENT2") or "document"
        country = _text(one, "ISSUING_COUNTRY") or _text(one, "COUNTRY_OF_ISSUE")
        others = ("TYPE_OF_DOCUMENT2", "DATE_OF_ISSUE", "CITY_OF_ISSUE", "NOTE")
        note = "; ".join(f"{tag}: {text}" for tag in others if (text := _text(one, tag))) or None
        if number:
            named = _DOCUMENTS.get(kind.lower(), kind.lower().replace(" ", "-"))
            yield Identifier(named, number, _country(country) if country else None, note)


def _country(text: str) -> str | None:
    found = places.find(text).place
    return found.code if found else None


# texts


def _more(element: Any) -> Iterator[tuple[str, str]]:
    """Elements that no field takes, and documents without a number."""
    for child in element:
        left_out = child.tag == "INDIVIDUAL_DOCUMENT" and not _text(child, "NUMBER")
        if (left_out or child.tag not in _TAKEN) and _says(child):
            yield child.tag, _whole(child)


_TAKEN = _OF_THE_FILE | {
    *(*_PARTS, "NAME_ORIGINAL_SCRIPT", "INDIVIDUAL_ALIAS", "ENTITY_ALIAS", "GENDER", "NATIONALITY", "TITLE"),
    *("DESIGNATION", "COMMENTS1", "LISTED_ON", "LAST_DAY_UPDATED", "REFERENCE_NUMBER", "UN_LIST_TYPE"),
    *("INDIVIDUAL_DATE_OF_BIRTH", "INDIVIDUAL_PLACE_OF_BIRTH", "INDIVIDUAL_ADDRESS", "ENTITY_ADDRESS"),
    "INDIVIDUAL_DOCUMENT",
}


def _says(element: Any) -> bool:
    return any(_plain(text) for text in element.itertext())


def _whole(element: Any) -> str:
    """All that stands below an element: "TYPE_OF_DATE: EXACT; YEAR: 1965"."""
    if not len(element):
        return _plain(element.text)
    return "; ".join(f"{child.tag}: {_plain(child.text)}" for child in element if _plain(child.text))


def _values(element: Any) -> list[str]:
    return [text for one in element.findall("VALUE") if (text := _plain(one.text))]


def _text(element: Any, tag: str, *, whole: bool = False) -> str | None:
    """The text of a child; on one line, unless it is wanted ``whole``."""
    text = element.findtext(tag)
    return None if text is None else ((text.strip() if whole else _plain(text)) or None)


def _plain(text: str | None) -> str:
    return " ".join((text or "").split())
