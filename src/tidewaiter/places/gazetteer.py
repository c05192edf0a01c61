"""The tables: places, towns and their names, read from the YAML files when they are first asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast, get_args

from tidewaiter.datafile import Tree, convert, read_tree
from tidewaiter.errors import DataError, InputError
from tidewaiter.places.fold import fold
from tidewaiter.places.place import How, Kind, Place

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "fr", "de", "ru", "ko", "zh")
_ENDINGS = re.compile(r"\(([^()]*)\)")


class Sense(NamedTuple):
    """What one name means: a place, or the places it may be, how, and why where that needs saying."""

    code: str | None
    how: How
    locality: str | None = None
    may_be: tuple[str, ...] = ()
    why: str = ""


class Name(NamedTuple):
    """One form of a name as it is written. ``cell_only`` names are not looked for in running text."""

    text: str
    sense: Sense
    cell_only: bool = False


@dataclass(frozen=True, slots=True)
class Ambiguous:
    """An entry of ``ambiguous.yaml``; the fields are explained at the top of that file."""

    names: str
    may_be: str
    why: str
    means: str | None = None
    how: str = "name"


@dataclass(frozen=True, slots=True)
class Dependent:
    """A word that is a place only in the right surroundings."""

    names: str
    means: str
    needs: str
    why: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """How names stand in cells and sentences."""

    articles: frozenset[str]
    elided: tuple[str, ...]
    words: frozenset[str]
    capitals: frozenset[str]
    openers: frozenset[str]
    surnames: frozenset[str]
    titles: frozenset[str]
    stops: tuple[str, ...]


def lines(tree: Tree, section: str) -> Iterator[tuple[int, str, str]]:
    """Number, key and value of each "key: value" line of one section of a file."""
    text = tree.value.get(section)
    if text is None:
        return
    first = tree.place((section,))[0] + 1
    for number, line in enumerate(text.split("\n"), first):
        if not line or line.startswith("#"):
            continue
        key, colon, value = line.partition(": ")
        if not colon:
            raise DataError(
                "a line without a colon", path=tree.path, line=number, value=line, hint='write "place: name; name"'
            )
        yield number, key, value


@cache
def places() -> dict[str, Place]:
    """Every place by its alpha-2 code, or by our own code where ISO has none."""
    tree = read_tree(DATA / "states.yaml")
    out = {}
    for number, code, value in lines(tree, "places"):
        alpha3, numeric, kind, name = value.split(" ", 3)
        if code in out or kind not in get_args(Kind):
            raise DataError("a place twice, or of no known kind", path=tree.path, line=number, value=code)
        out[code] = Place(
            code,
            name,
            None if alpha3 == "-" else alpha3,
            None if numeric == "-" else numeric,
            cast(Kind, kind),
        )
    return out


@cache
def codes() -> dict[str, str]:
    """The place that each alpha-2, alpha-3, numeric or otherwise customary code stands for."""
    out = {}
    for place in places().values():
        for code in (place.code, place.alpha3, place.numeric):
            if code:
                out[code] = place.code
    for _, code, place_code in lines(read_tree(DATA / "states.yaml"), "other codes"):
        out[code] = place_code
    return out


def get(code: str) -> Place:
    """The place with this alpha-2, alpha-3 or numeric code (three digits), in capitals or not.

    Raises InputError where there is none.
    """
    found = codes().get(code.strip().upper())
    if found is None:
        raise InputError(
            "no place has this code",
            value=code,
            hint="give a code of ISO 3166-1, such as KP, PRK or 408; a name is looked up with find",
        )
    return places()[found]


@cache
def towns() -> dict[str, tuple[str, How, str | None]]:
    """Every town by its canonical name: its place, whether it is a capital, city or port, its UN/LOCODE."""
    out: dict[str, tuple[str, How, str | None]] = {}
    for _, name, value in lines(read_tree(DATA / "towns.yaml"), "towns"):
        code, kind, *locode = value.split(" ")
        out[name] = code, cast(How, kind), locode[0] if locode else None
    return out


def forms(name: str, endings: dict[str, str] | None = None) -> list[str]:
    """Every form that a name's notation stands for.

    ``Росси(я и ю ей)`` is four forms, a hyphen an empty ending; with brackets at several
    words the first ending goes with the first and so on; ``(=adj)`` is a named set of
    ``endings``. Raises ValueError where the numbers differ.
    """
    if "(" not in name:
        return [name]
    parts = _ENDINGS.split(name)
    if any(stem.endswith(" ") for stem in parts[:-1:2]):
        return [name]  # a bracket after a space is part of the name: "Korea (North)"
    sets = [(endings or {})[part[1:]].split() if part[:1] == "=" else part.split() for part in parts[1::2]]
    if len(sets) == 1:
        stem, _, tail = parts
        return [stem + tail if end == "-" else stem + end + tail for end in dict.fromkeys(sets[0])]
    if len({len(each) for each in sets}) != 1:
        raise ValueError("the words have endings of different number")
    out = []
    for row in zip(*sets, strict=True):
        ending = ["" if each == "-" else each for each in row]
        out.append("".join(stem + end for stem, end in zip(parts[::2], [*ending, ""], strict=True)))
    return list(dict.fromkeys(out))


def split_names(value: str, endings: dict[str, str] | None = None) -> Iterator[tuple[str, bool]]:
    """Each form in a line of names, and whether it is for cells alone (marked with a star)."""
    for written in value.split("; "):
        cell_only = written.endswith("*")
        for form in forms(written.rstrip("*"), endings):
            yield form, cell_only


@cache
def endings() -> dict[str, str]:
    """The named sets of endings of the Russian file."""
    return {key: value for _, key, value in lines(read_tree(DATA / "ru.yaml"), "endings")}


def _sense(section: str, key: str) -> Sense:
    if section == "towns":
        code, kind, _ = towns()[key]
        return Sense(code, kind, key.partition(" (")[0])
    if key not in places():
        raise KeyError(key)
    how: dict[str, How] = {"people": "demonym", "seats": "seat"}
    return Sense(key, how.get(section, "name"))


@cache
def names(language: str) -> tuple[Name, ...]:
    """Every form of every name in one language's file."""
    tree = read_tree(DATA / f"{language}.yaml")
    sets = endings()
    out = []
    for section in ("names", "seats", "towns", "people", "customs"):
        for number, key, value in lines(tree, section):
            try:
                sense = _sense(section, key)
                for form, cell_only in split_names(value, sets):
                    out.append(Name(form, sense, cell_only or section == "customs"))
            except (KeyError, ValueError) as bad:
                raise DataError(
                    f"cannot read the names: {bad.args[0]}",
                    path=tree.path,
                    line=number,
                    value=key,
                    hint="the notation is explained in docs/concepts/places.md",
                ) from None
    return tuple(out)


@cache
def _ambiguous_file() -> Tree:
    return read_tree(DATA / "ambiguous.yaml")


@cache
def ambiguous() -> tuple[Name, ...]:
    """Every form of every name that is declared to mean more than one thing."""
    out = []
    for entry in convert(_ambiguous_file(), list[Ambiguous], at=("ambiguous",)):
        sense = Sense(entry.means, cast(How, entry.how), None, tuple(entry.may_be.split()), entry.why)
        out += [Name(form, sense, cell_only) for form, cell_only in split_names(entry.names, endings())]
    return tuple(out)


@cache
def dependent() -> dict[str, Dependent]:
    """The words that are places only in the right surroundings, by the word."""
    entries = convert(_ambiguous_file(), list[Dependent], at=("context",))
    return {form: entry for entry in entries for form, _ in split_names(entry.names)}


def spellings(code: str) -> tuple[str, ...]:
    """Every way to write a place, its people, seats and towns, and every name that may mean it, in all languages.

    Names for cells alone and words that are a place only in the right surroundings are left out.
    """
    found = [name for language in LANGUAGES for name in names(language)] + list(ambiguous())
    return tuple(
        dict.fromkeys(
            name.text for name in found if not name.cell_only and (name.sense.code == code or code in name.sense.may_be)
        )
    )


@cache
def words() -> Words:
    """The word lists of ``words.yaml``."""
    value = read_tree(DATA / "words.yaml").value
    return Words(
        articles=frozenset(value["articles"].split()),
        elided=tuple(value["elided"].split()),
        words=frozenset(value["words"].split()),
        capitals=frozenset(value["capitals"].split()),
        openers=frozenset(value["openers"].split()),
        surnames=frozenset(value["surnames"].split("; ")),
        titles=frozenset(value["titles"].split("; ")),
        stops=tuple(form for form, _ in split_names(value["stops"], endings())),
    )


@cache
def cells(*, latin: bool) -> dict[str, tuple[Sense, ...]]:
    """What each folded name means: the declared ambiguity, or every place that bears the name.

    The names in Latin letters and the codes are kept apart from the rest, which few tables need.
    """
    languages = LANGUAGES[:3] if latin else LANGUAGES[3:]
    entries = [(name.text, name.sense) for language in languages for name in names(language)]
    if latin:
        entries += [(code, Sense(place, "code")) for code, place in codes().items()]
        for town, (place, kind, locode) in towns().items():
            if locode:
                sense = Sense(place, kind, town.partition(" (")[0])
                entries += [(locode, sense), (f"{locode[:2]} {locode[2:]}", sense)]
    out = _by_folded(entries)
    for key, senses in _by_folded([(name.text, name.sense) for name in ambiguous()]).items():
        out[key] = tuple(declared(sense, out.get(key, ())) for sense in senses)
    return out


def declared(sense: Sense, known: tuple[Sense, ...]) -> Sense:
    """A declared ambiguity with the town of what it replaces."""
    return sense._replace(locality=known[0].locality) if known and known[0].locality else sense


def _by_folded(entries: list[tuple[str, Sense]]) -> dict[str, tuple[Sense, ...]]:
    keys = fold("\n".join(text for text, _ in entries)).split("\n")
    out: dict[str, tuple[Sense, ...]] = {}
    for key, (_, sense) in zip(keys, entries, strict=True):
        known = out.get(key)
        if known is None:
            out[key] = (sense,)
        elif all(sense.code != other.code or sense.may_be != other.may_be for other in known):
            out[key] = (*known, sense)
    return out
