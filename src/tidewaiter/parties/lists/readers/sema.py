"""Canada's consolidated list under the Special Economic Measures Act and the Justice for Victims Act, in XML.

A ``record`` an entry. Names stand in English and French with a stroke between; other names in one field, parted by
semicolons, commas, "or" and strokes, some behind the word for their language ("Russian: ..."). The list has no number
of its own for an entry: the regulations' country, schedule and item make one.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model import When
from tidewaiter.model.party import Designation, Identifier, Name, NameRole, Party, PartyKind, Ship
from tidewaiter.parties.identify import valid
from tidewaiter.parties.lists.readers import markup, source
from tidewaiter.parties.lists.readers.bracketed import split_names
from tidewaiter.parties.lists.readers.partial import read_date, read_dates
from tidewaiter.parties.lists.readers.values import is_latin, read_imo, read_language

LIST = "ca-sema"
_WORDS = re.compile(r"[^a-z0-9]+")
_SHORT = re.compile(r"\(([A-Z]{3,})\)")
_STROKE = re.compile(r"\s*/\s*")
_OR = re.compile(r"\s+(?:or|OR)\s+")
_ENGLISH = re.compile(r"\s+(?:or|and)\s+")
_LATIN_WORD = re.compile(r"[A-Za-z]{2}")
_BEFORE = re.compile(r"^\s*(?:or|and|also)\s+")  # left over where a row of names was parted
_LABEL = re.compile(r"^\(?([A-Z][a-z]+)\s*:\s*")
_LABEL_WITHIN = re.compile(r"[\s,;]+\(?([A-Z][a-z]+)\s*:\s*")
_LONGEST = 4000  # characters; the list's longest field has about 1,000
_DATES = ("DateOfBirthOrShipBuildDate", "DateOfBirth")


def read(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of the list. Raises InputError where the XML is broken, another list, or tells one item twice."""
    seen: set[str] = set()
    for node in markup.read_records(stream, "record", root="data-set", path=path):
        made = _party(node, path)
        if made.id in seen:
            what = f"{made.designations[0].reference} of {made.designations[0].programme} stands twice"
            raise InputError(what, path=path, line=node.line, hint="get the list again from its publisher")
        seen.add(made.id)
        yield made


def _party(node: markup.Node, path: str) -> Party:
    more: list[tuple[str, str]] = []
    country, schedule, item = (node.value(tag) for tag in ("Country", "Schedule", "Item"))
    family, given = node.value("LastName"), node.value("GivenName")
    entity = node.value("EntityOrShip") or node.value("Entity")
    ship_number, title = node.value("ShipIMONumber"), node.value("TitleOrShip") or node.value("Title")
    if not (country and item and (family or given or entity)):
        what = "a record lacks its country, item or name"
        raise InputError(what, path=path, line=node.line, hint="the form may have changed, or the file is cut off")
    kind: PartyKind = "person" if family or given else "vessel" if ship_number else "organisation"
    names = [*_lead(entity, family, given, kind, more), *_aliases(node, kind, more)]
    told = [text for tag in _DATES for text in node.texts(tag)]
    days = [when for text in told for when in read_dates(text)] if kind == "person" else []
    more.extend(("DateOfBirthOrShipBuildDate", text) for text in told if kind != "vessel" and not read_dates(text))
    return Party(
        id=f"{LIST}:{_slug(country, schedule, item)}",
        names=tuple(dict.fromkeys(names)),
        kind=kind,
        births=tuple(days),
        identifiers=tuple(_number(ship_number)),
        titles=tuple(_STROKE.split(title)) if title and kind != "vessel" else (),
        ship=Ship(type=title, built=told[0] if told else None) if kind == "vessel" else None,
        designations=(_designation(node, country, schedule, item, more),),
        more=(*more, *markup.left(node)),
    )


def _slug(country: str, schedule: str | None, item: str) -> str:
    """A number made of where the entry stands: "russia-1-part-2-634"."""
    short = _SHORT.search(country)
    where = short[1] if short else country.partition(" / ")[0]
    return _WORDS.sub("-", f"{where} {schedule or ''} {item}".lower()).strip("-")


def _number(text: str | None) -> Iterator[Identifier]:
    if text:
        number = read_imo(text)
        yield Identifier("imo", number or text, note=None if valid("imo", number or text) else "not a valid IMO number")


def _designation(
    node: markup.Node, country: str, schedule: str | None, item: str, more: list[tuple[str, str]]
) -> Designation:
    told = node.value("DateOfListing")
    since: When | None = read_date(told) if told else None
    if told and since is None:
        more.append(("DateOfListing", told))
    place = f"Schedule {schedule}, item {item}" if schedule else f"item {item}"
    return Designation(
        list=LIST, reference=place, programme=country.partition(" / ")[0], since=since, paragraph=country
    )


# names


def _lead(
    entity: str | None, family: str | None, given: str | None, kind: PartyKind, more: list[tuple[str, str]]
) -> Iterator[Name]:
    if kind == "person":
        parts = tuple((role, text) for role, text in (("given", given), ("family", family)) if text)
        yield Name(" ".join(text for _, text in parts), "primary", parts=parts if len(parts) > 1 else ())
        if entity:
            more.append(("EntityOrShip", entity))
        return
    variants = split_strokes(entity or "", kind)
    if len(variants) > 1 or len(split_names(variants[0], kind)) > 1:
        more.append(("EntityOrShip", entity or ""))
    for number, variant in enumerate(variants):
        for later, (text, said) in enumerate(split_names(variant, kind)):
            first = number == later == 0
            # English stands before French
            language = "fr" if number == 1 and len(variants) == 2 else None
            yield Name(text, "primary" if first else said or "alias", language=language)


def _aliases(node: markup.Node, kind: PartyKind, more: list[tuple[str, str]]) -> Iterator[Name]:
    for field in node.texts("Aliases"):
        found = list(split_aliases(field, kind))
        if len(found) > 1 or (found and found[0][0] != field):
            more.append(("Aliases", field))
        for text, language in found:
            for one, said in split_names(text, kind):
                role: NameRole = said or ("alias" if is_latin(one) else "original")
                yield Name(one, role, language=language)


def split_aliases(text: str, kind: PartyKind) -> Iterator[tuple[str, str | None]]:
    """The names of the field "Aliases", each with the language that a word before it tells."""
    whole = " ".join(text.split())
    if len(whole) > _LONGEST:
        yield whole, None
        return
    for part in outside_brackets(_LABEL_WITHIN.sub(_part_label, whole), ";"):
        for piece in _commas(part):
            hit = _LABEL.match(piece)
            language = read_language(hit[1]) if hit else None
            bare = piece[hit.end() :] if hit and language else piece
            for name in _ors(bare, kind):
                if plain := _tidy(name):
                    yield plain, language


def _part_label(hit: re.Match[str]) -> str:
    return f"; {hit[1]}: " if read_language(hit[1]) else hit[0]


def _tidy(text: str) -> str:
    """A name without a bracket or a quotation mark of which the other half stands elsewhere."""
    text = _BEFORE.sub("", text)
    plain = text.strip(" ,;.") if not re.search(r"\b\w{1,4}\.$", text.strip()) else text.strip(" ,;")
    if plain.count("(") != plain.count(")"):
        plain = plain.removeprefix("(").removesuffix(")").strip() if plain.count("(") + plain.count(")") == 1 else plain
    return plain


@functools.cache
def _firm_forms() -> frozenset[str]:
    return frozenset(row[0] for row in source.words("firm_forms.txt"))


def _commas(text: str) -> Iterator[str]:
    """Parts between commas; a firm's form goes with the name before it."""
    parts = outside_brackets(text, ",")
    kept: list[str] = []
    for part in parts:
        if kept and (part.lower().replace(".", "") in _firm_forms() or not any(c.isalpha() for c in part)):
            kept[-1] = f"{kept[-1]}, {part}"
        else:
            kept.append(part)
    return iter(kept)


def _ors(text: str, kind: PartyKind) -> list[str]:
    """Names with "or" or a stroke between; words within one name ("Nikolay or Nikolai Maximov") are not parted."""
    if _is_foreign(text):
        return [name for part in _foreign(text, kind) for name in split_strokes(part, kind)]
    parts = [part.strip() for part in _OR.split(text)]
    if any(len(part.split()) < 2 for part in parts):
        parts = [text]
    return [name for part in parts for name in split_strokes(part, kind)]


def _is_foreign(text: str) -> bool:
    """Whether English conjunctions stand in a text of another script, where they can be no part of a name."""
    rest = _ENGLISH.sub(" ", f" {text} ")
    return len(rest) < len(text) + 2 and _LATIN_WORD.search(rest) is None and not is_latin(rest)


def _foreign(text: str, kind: PartyKind) -> list[str]:
    """The names between English conjunctions.

    Of a person one word behind them is another last word for the name before.
    """
    first, *later = (part.strip() for part in _ENGLISH.split(f" {text} ") if part.strip())
    names = [first]
    before = first.split()[:-1]
    for part in later:
        names.append(" ".join([*before, part]) if kind == "person" and " " not in part else part)
    return names


def split_strokes(text: str, kind: PartyKind) -> list[str]:
    """Names with a stroke between, outside of brackets: of persons only where each has two words."""
    parts = outside_brackets(text, "/")
    least = 2 if kind == "person" else 1
    whole = all(len(part.split()) >= least for part in parts) and not any(len(part) < 3 for part in parts)
    return parts if whole else [" ".join(text.split())]


def outside_brackets(text: str, mark: str) -> list[str]:
    """The parts of a text between marks that do not stand in brackets; brackets left open count to the end."""
    parts, depth = [""], 0
    for sign in " ".join(text.split()):
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if sign == mark and depth == 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip() for part in parts if part.strip()] or [text.strip()]
