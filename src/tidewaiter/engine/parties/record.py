"""A record to be screened: the fields that a file or a caller gives, read as a party, and what makes it itself.

Nothing is dropped and nothing guessed: a field that is not known, a date that is none, a country that may be two is
refused with what to do about it.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tidewaiter.errors import InputError
from tidewaiter.model.party import Address, Identifier, Name, NameRole, Party, PartyKind
from tidewaiter.model.when import When, read_when
from tidewaiter.parties import identify

if TYPE_CHECKING:
    from tidewaiter.trade.dates import DateOrder

LONGEST = 10_000
"""Characters of a value; a longer one is no name, date or number, and is refused."""
_SHOWN = 200  # characters that are kept of a value that cannot be read
MOST = 100
"""Values of one field."""
_WORDS = Path(__file__).with_name("words.tsv")
_NAMES: dict[str, NameRole] = {"name": "primary", "alias": "alias", "former": "former"}
_PARTS = ("first", "middle", "last")
_COUNTRIES = {
    "country": "country",
    "nationality": "nationality",
    "residence": "residence",
    "registered": "registration",
    "flag": "flag",
}
_NUMBERS = {
    "passport": "passport",
    "national_id": "national-id",
    "tax_id": "tax",
    "registration": "registration",
    "lei": "lei",
    "mmsi": "mmsi",
    "call_sign": "call-sign",
}
NUMBERS = ("id_number", "imo", *_NUMBERS)
"""Fields that may stand without a name."""
FIELDS = (
    *(*_NAMES, *_PARTS, "kind", "birth", *_COUNTRIES, "gender"),
    *("id_number", "imo", *_NUMBERS, "address", "ref"),
)
"""The fields of a record; ``ref`` is the caller's own number, ``id_number`` a document of a kind that is not told."""
_MARKED_IMO = re.compile(r"(?i)[(\[,;/]*\s*\bimo(?:\s*(?:no|nr|number|#))?[\s.:#-]*\d{7}\b\s*[)\]]*")
_BARE_NUMBER = re.compile(r"(?:[A-Za-z]{1,2}[ -]?)?[0-9A-Za-z]{5,20}")
_DIGITS = 6  # decimal ones, from which on a text without blanks is a number and no name
_ABSENT = {"", "-", "--", "n/a", "none", "null", "nil", "unknown", "not known"}
_KINDS: dict[str, PartyKind] = {
    "person": "person",
    "organisation": "organisation",
    "vessel": "vessel",
    "aircraft": "aircraft",
    "state": "state",
}


@dataclass(frozen=True, slots=True)
class Unread:
    """A value of a record that cannot be read, or only in part; the record is screened without what is not sure."""

    column: str
    value: str
    what: str
    hint: str | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """What is asked: ``number`` counts the records of a file from 1, ``ref`` is the caller's own name for it.

    ``key`` is the record's identity: records that ask the same thing have the same one, whatever file they stand in.
    ``said`` is the name as it was written, where a number was found in it.
    """

    number: int
    query: Party
    key: str
    ref: str | None = None
    unread: tuple[Unread, ...] = ()
    said: str | None = None

    @property
    def text(self) -> str:
        """What the record is called, as it was written."""
        return self.said or called(self.query)


@dataclass(frozen=True, slots=True)
class Refused:
    """A record that cannot be screened: why, where, and what to do."""

    number: int
    text: str
    what: str
    line: int | None = None
    column: str | None = None
    value: str | None = None
    hint: str | None = None
    ref: str | None = None


def called(query: Party) -> str:
    """What a query is called: its name, or its number where it has none."""
    return query.name if query.names else " ".join(f"{one.kind} {one.value}" for one in query.identifiers[:1])


def record(
    fields: Mapping[str, Sequence[str]], *, number: int = 1, order: DateOrder | None = None, strict: bool = True
) -> Record:
    """The record of these fields (``FIELDS``), each with its values as written.

    Raises InputError, with the field as its column, where one is not known, or neither a name nor a number is given;
    ``strict`` also where a date, country, kind, gender or IMO number cannot be read. Else what is sure of it counts,
    and the rest is told in ``unread``: a record that is not screened would hide more than one with a fact less.
    """
    for field, values in fields.items():
        _refuse_unknown(field)
        _refuse_long(field, values)
    told = {field: _given(field, values) for field, values in fields.items()}
    unread: list[Unread] = []
    if not strict:
        told = {field: list(_readable(field, values, order, unread)) for field, values in told.items()}
    said = told.get("name", [""])[0]
    told = _numbers_in_names(told)
    numbers = (*_identifiers(told), *_bare_numbers(told.get("name", ())))
    query = Party(
        id="query",
        names=_names(told, numbers),
        kind=_kind(told),
        gender=_gender(told),
        births=tuple(birth(text, order=order) for text in told.get("birth", ())),
        countries=_countries(told),
        addresses=tuple(Address(text) for text in told.get("address", ())),
        identifiers=numbers,
    )
    plain = None if said == called(query) else said or None
    return Record(number, query, key(query), next(iter(told.get("ref", ())), None), tuple(unread), plain)


def _readable(field: str, values: Sequence[str], order: DateOrder | None, unread: list[Unread]) -> Iterator[str]:
    """The values of a field that can be read, each as it is or as far as it is sure; the others are told."""
    for text in values:
        try:
            _refuse_unreadable(field, text, order)
            yield text
        except InputError as bad:
            sure, how = _sure(text, order) if field == "birth" else (None, "")
            unread.append(Unread(field, text[:_SHOWN], f"{bad.what}{how}", bad.hint))
            if sure is not None:
                yield sure


def _refuse_unreadable(field: str, text: str, order: DateOrder | None) -> None:
    if field == "birth":
        birth(text, order=order)
    elif field in _COUNTRIES:
        country(text, field)
    elif field in _READERS:
        _READERS[field](text)


def _sure(text: str, order: DateOrder | None) -> tuple[str | None, str]:
    """What is sure of a date of birth that cannot be read, and how that is said."""
    from tidewaiter.trade.dates import sure_of

    found = sure_of(text.lower(), order=order)
    return (found[0].value, f"; {found[1]}") if found else (None, "")


def _given(field: str, values: Sequence[str]) -> list[str]:
    """The values on one line each, without those that say that there is none; a blank name is refused later."""
    texts = [_plain(value) for value in values]
    return [text for text in texts if field == "name" or text.casefold() not in _ABSENT]


def name_record(text: str, *, number: int = 1) -> Record:
    """The record of a bare name. Raises InputError where the text is none."""
    return record({"name": [text]}, number=number)


def _refuse_unknown(field: str) -> None:
    if field not in FIELDS:
        near = difflib.get_close_matches(field, FIELDS, n=1)
        hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(FIELDS)}"
        raise InputError(f"unknown field {field!r}", column=field, hint=hint)


def _refuse_long(field: str, values: Sequence[str]) -> None:
    if len(values) > MOST:
        raise InputError(f"{len(values):,} values of one field", column=field, hint=f"at most {MOST} are taken")
    for value in values:
        if len(value) > LONGEST:
            what, hint = f"a value of {len(value):,} characters", f"at most {LONGEST:,} are taken"
            raise InputError(what, column=field, value=value, hint=hint)


def _plain(text: str) -> str:
    return " ".join(text.split())


# names


def _names(told: Mapping[str, list[str]], numbers: tuple[Identifier, ...]) -> tuple[Name, ...]:
    """The names, of which at least one has letters; none only where numbers are told and no name is."""
    found = [Name(text, role) for field, role in _NAMES.items() for text in told.get(field, ())]
    parts = tuple(("given" if part != "last" else "family", text) for part in _PARTS for text in told.get(part, ()))
    if parts:
        whole = " ".join(text for _, text in parts)
        same = [at for at, name in enumerate(found) if _words_of(name.text) == _words_of(whole)]
        if same:
            found[same[0]] = replace(found[same[0]], parts=parts)
        else:
            found.insert(len(told.get("name", ())), Name(whole, "alias" if "name" in told else "primary", parts=parts))
    if not any(name.text for name in found) and numbers:
        return ()
    if not found:
        raise InputError("a record without a name", column="name", hint="give a name, or first and last")
    for name in found:
        _refuse_wordless(name.text)
    return tuple(found)


def _words_of(text: str) -> list[str]:
    return sorted(folded(text).split())


def _refuse_wordless(text: str) -> None:
    if not text:
        raise InputError("a blank name", column="name", hint="give a name, or leave the record out")
    if not any(unicodedata.category(sign)[0] in "LN" for sign in text):
        raise InputError("a name without letters or digits", column="name", value=text, hint="give the name in letters")
    halves = [sign for sign in text if "\ud800" <= sign <= "\udfff"]
    if halves:
        hint = "the file is in another encoding: name it with --encoding"
        raise InputError("a name with halves of characters", column="name", value=text, hint=hint)


# what else is told


def _kind(told: Mapping[str, list[str]]) -> PartyKind:
    found = dict.fromkeys(kind(text) for text in told.get("kind", ()))
    if len(found) > 1:
        raise InputError("a record of several kinds", column="kind", value=", ".join(found), hint="give one of them")
    if not found and any(folded(text).startswith("imo ") for text in told.get("id_number", ())):
        return "vessel"
    if not found and told.get("imo"):
        return "vessel"
    return next(iter(found), "unknown")


@functools.lru_cache(maxsize=1024)
def kind(text: str) -> PartyKind:
    """The kind of party that a word of a table means ("company", "физическое лицо"). Raises InputError for others."""
    told = words("kind").get(folded(text))
    if told is None:
        hint = f"one of {', '.join(_KINDS)}, or leave it out"
        raise InputError("not a kind of party", column="kind", value=text, hint=hint)
    return _KINDS[told]


def _gender(told: Mapping[str, list[str]]) -> Literal["male", "female"] | None:
    found = dict.fromkeys(one for text in told.get("gender", ()) if (one := gender(text)))
    if len(found) > 1:
        raise InputError("a record of two genders", column="gender", value=", ".join(found), hint="give one of them")
    return next(iter(found), None)


@functools.lru_cache(maxsize=1024)
def gender(text: str) -> Literal["male", "female"] | None:
    """The gender that a word of a table means, None for one that lists do not tell. Raises InputError for others."""
    told = words("gender").get(folded(text))
    if told is None:
        raise InputError("not a gender", column="gender", value=text, hint="male or female, or leave it out")
    return "male" if told == "male" else "female" if told == "female" else None


@functools.lru_cache(maxsize=8192)
def birth(text: str, *, order: DateOrder | None = None) -> When:
    """A date of birth as far as it is told: a day, a month, a year or years between two.

    Raises InputError for a date that is impossible or can be two, unless ``order`` tells which.
    """
    try:
        found = read_when(text)
        if found.earliest or found.latest:
            return found
    except ValueError:
        pass
    from tidewaiter.trade.dates import read_date

    try:
        return read_date(text.lower(), order=order)
    except InputError as bad:
        hint = (bad.hint or "").replace("2024-02-18", "1962-05-03").replace("2024-02", "1962-05")
        hint = hint.replace("2024", "1962")
        what = "not a year of birth" if "year of a shipment" in bad.what else bad.what
        raise InputError(what, column="birth", value=text, hint=hint or None) from None


@functools.lru_cache(maxsize=8192)
def country(text: str, field: str = "country") -> str:
    """The code of a country under any of its names (ISO 3166-1). Raises InputError for none and for two."""
    from tidewaiter import places

    found = places.find(text)
    if found.place is None:
        codes = " or ".join(place.code for place in found.candidates)
        what = "a country that may be two" if codes else "not a country"
        hint = f"write {codes}" if codes else "write its name or its code of two letters, or leave it out"
        raise InputError(what, column=field, value=text, hint=hint)
    return found.place.code


def _countries(told: Mapping[str, list[str]]) -> tuple[tuple[str, str], ...]:
    given = ((field, role, text) for field, role in _COUNTRIES.items() for text in told.get(field, ()))
    return tuple((role, country(text, field)) for field, role, text in given)


def _identifiers(told: Mapping[str, list[str]]) -> tuple[Identifier, ...]:
    return (
        *(identifier(text) for text in told.get("id_number", ())),
        *(Identifier("imo", imo(text)) for text in told.get("imo", ())),
        *(Identifier(kind, text) for field, kind in _NUMBERS.items() for text in told.get(field, ())),
    )


def _numbers_in_names(told: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """The fields with the IMO numbers that stand in a name ("EXAMPLE STAR (IMO 9074729)") in their own field."""
    found, names, numbers = dict(told), list[str](), list(told.get("imo", ()))
    for text in told.get("name", ()):
        digits = identify.find_imo(text)
        rest = " ".join(_MARKED_IMO.sub(" ", text).split()) if digits else text
        if digits and digits not in (_bare(one)[-7:] for one in numbers):
            numbers.append(digits)
        if rest or not digits:
            names.append(rest)
    if numbers:
        found |= {"imo": numbers, "name": names} if "name" in told else {"imo": numbers}
    return found


def _bare_numbers(names: Sequence[str]) -> Iterator[Identifier]:
    """The numbers that somebody asks for in place of a name: a document's, or a ship's whose check digit fits."""
    for text in names:
        if _BARE_NUMBER.fullmatch(text) and sum(sign.isdecimal() for sign in text) >= _DIGITS:
            yield Identifier("document", text)
            if len(text) == 7 and identify.valid("imo", text):
                yield Identifier("imo", text)


def identifier(text: str) -> Identifier:
    """A number, with its kind before a colon where that is told: "passport:A1234567"."""
    before, colon, after = text.partition(":")
    kind = folded(before).replace(" ", "-")
    if colon and kind == "imo":
        return Identifier("imo", imo(after))
    if colon and after.strip() and re.fullmatch(r"[a-z][a-z-]*", kind):
        return Identifier(kind, after.strip())
    return Identifier("document", text)


def imo(text: str) -> str:
    """The seven digits of an IMO number. Raises InputError where the check digit is wrong."""
    from tidewaiter.trade.codes import is_imo

    digits = re.sub(r"(?i)^\s*imo\s*(?:no\.?|number)?\s*[:#]?\s*", "", text).strip()
    if not is_imo(digits):
        hint = "an IMO number has seven digits, of which the last checks the others"
        raise InputError("not an IMO number", column="imo", value=text, hint=hint)
    return digits


_READERS: dict[str, Callable[[str], object]] = {"kind": kind, "gender": gender, "imo": imo, "id_number": identifier}


# what makes a record itself


def key(query: Party) -> str:
    """The identity of what is asked: a hash over the fields in one normal form and order, 32 hexadecimal digits."""
    told = {
        "names": sorted({folded(name.text) for name in query.names}),
        "kind": query.kind,
        "gender": query.gender,
        "births": sorted({when.value or "" for when in query.births}),
        "countries": sorted({code for _, code in query.countries}),
        "identifiers": sorted({f"{one.kind}:{_bare(one.value)}" for one in query.identifiers}),
        "addresses": sorted({folded(one.text) for one in query.addresses}),
    }
    return hashlib.sha256(json.dumps(told, ensure_ascii=False).encode("utf-8", "backslashreplace")).hexdigest()[:32]


def _bare(number: str) -> str:
    return "".join(sign for sign in number.upper() if sign.isalnum())


def fields_of(query: Party) -> dict[str, list[str]]:
    """The fields of a record again, from which ``record`` makes the same one."""
    numbers = {kind: field for field, kind in _NUMBERS.items()} | {"imo": "imo"}
    roles = {role: field for field, role in _COUNTRIES.items()}
    told: dict[str, list[str]] = {}
    for name in query.names:
        told.setdefault("name" if name.role == "primary" else name.role, []).append(name.text)
    if query.kind != "unknown":
        told["kind"] = [query.kind]
    if query.gender:
        told["gender"] = [query.gender]
    for when in query.births:
        told.setdefault("birth", []).append(when.value or "")
    for role, code in query.countries:
        told.setdefault(roles.get(role, "country"), []).append(code)
    for one in query.identifiers:
        field = numbers.get(one.kind, "id_number")
        text = one.value if field != "id_number" or one.kind == "document" else f"{one.kind}:{one.value}"
        told.setdefault(field, []).append(text)
    for address in query.addresses:
        told.setdefault("address", []).append(address.text)
    return told


def folded(text: str) -> str:
    """A text in small letters, with one space for whatever is no letter or digit."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(
        "".join(sign if sign.isalnum() or unicodedata.category(sign)[0] == "M" else " " for sign in plain).split()
    )


@functools.cache
def words(section: str) -> dict[str, str]:
    """The words of a section of ``words.tsv``, folded, and what each means."""
    found: dict[str, str] = {}
    for line in _WORDS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            part, means, told = line.split("\t")
            if part == section:
                found |= {folded(word): means for word in told.split("|")}
    return found
