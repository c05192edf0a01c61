"""Numbers of States in national lists: one number means different States in different lists."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tidewaiter.datafile import convert, read_tree
from tidewaiter.errors import DataError, InputError
from tidewaiter.places.answer import places_of, unknown
from tidewaiter.places.gazetteer import DATA, places
from tidewaiter.places.place import Match

ISO = "iso"


@dataclass(frozen=True, slots=True)
class _Written:
    name: str
    numbers: str


@dataclass(frozen=True, slots=True)
class NumberList:
    """One list: what it is called, and the code of the place that each number stands for."""

    name: str
    codes: dict[str, str]


@cache
def number_lists() -> dict[str, NumberList]:
    """Every list by its short name: ``iso`` (also M49 and OKSM), and the national ones of ``numbers.yaml``."""
    tree = read_tree(DATA / "numbers.yaml")
    numeric = {place.numeric.lstrip("0"): place.code for place in places().values() if place.numeric}
    out = {ISO: NumberList("ISO 3166", numeric)}
    for short, written in convert(tree, dict[str, _Written]).items():
        told = written.numbers.split()
        codes = {number.lstrip("0"): code for number, code in zip(told[::2], told[1::2], strict=True)}
        if len(codes) != len(told) // 2 or not set(codes.values()) <= places().keys():
            raise DataError("a number twice, or a place that is not known", path=tree.path, value=short)
        out[short] = NumberList(written.name, codes)
    return out


def find_number(text: str, *, of: str) -> Match:
    """What a number means in one list: 104 is North Korea ``of="jp"``, and Myanmar ``of="iso"``.

    Zeros before it and a ``.0`` behind it make no difference. Raises InputError for an unknown list.
    """
    if of not in number_lists():
        raise InputError("no such list of numbers", value=of, hint=f"known lists: {', '.join(number_lists())}")
    chosen = number_lists()[of]
    code = chosen.codes.get(_plain(text))
    if code is None:
        return unknown(text, f"“{text}” is no number of {chosen.name}.")
    (place,) = places_of((code,))
    return Match(text, place, (), "code", f"“{text}” is the number of {place.name} in the list of {chosen.name}.")


def lists_of(texts: Iterable[str]) -> tuple[str, ...]:
    """The lists that know every one of these numbers, ``iso`` first: of a whole column, which lists it may follow."""
    asked = tuple(dict.fromkeys(_plain(text) for text in texts))
    return tuple(short for short, one in number_lists().items() if asked and all(each in one.codes for each in asked))


def unlisted(text: str) -> Match:
    """The answer for a number that ISO 3166 does not know: no place, and what it is in other lists."""
    national = (one for short, one in number_lists().items() if short != ISO)
    told = {one.name: one.codes[_plain(text)] for one in national if _plain(text) in one.codes}
    codes = tuple(dict.fromkeys(told.values()))
    meant = "; ".join(f"{places()[code].name} in the list of {name}" for name, code in told.items())
    why = f"“{text}” is no number of ISO 3166" + (f". It is {meant}." if meant else ".")
    return unknown(text, why, codes)


def _plain(text: str) -> str:
    return text.strip().removesuffix(".0").lstrip("0")
