"""Codes of the Harmonized System in the editions 2012, 2017 and 2022, and those that a measure's border parts.

A code is read in its own edition. Where goods lay under a code inside a measure's scope in one edition and lie under a
code outside of it in the next, both codes are told, so that a person can look. The tables in ``data/editions`` hold
codes alone; they were derived from the published correspondence of the editions.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import pairwise
from typing import Literal

from tidewaiter.datafile import read_tree
from tidewaiter.goods.lexicon import DATA

Edition = Literal["2012", "2017", "2022"]
EDITIONS: tuple[Edition, ...] = ("2012", "2017", "2022")
_FULL = 6


@dataclass(frozen=True, slots=True)
class Crossing:
    """Goods of ``code`` may lie under ``other`` in ``other_edition``: one of the two is inside ``border``.

    ``border`` is the scope of a measure as prefixes of codes; ``inside`` tells whether ``code`` itself lies in it.
    """

    code: str
    edition: Edition
    other: str
    other_edition: Edition
    border: tuple[str, ...]
    inside: bool


def edition_on(day: date) -> Edition:
    """The edition in force on a day: each begins on 1 January of its year; before 2012 the eldest one known."""
    return next((e for e in reversed(EDITIONS) if day >= date(int(e), 1, 1)), EDITIONS[0])


def editions_of(code: str) -> tuple[Edition, ...]:
    """The editions that know a code of two, four or six digits; of a longer, national one the first six count."""
    return tuple(e for e in EDITIONS if code[:_FULL] in _known()[e])


def known(code: str, edition: str = "2022") -> bool:
    """Whether an edition has the code; of a longer, national code the first six digits count."""
    return any(e == edition for e in editions_of(code))


@cache
def crossings(code: str, edition: Edition) -> tuple[Crossing, ...]:
    """Where goods of a six-digit code stand in the editions beside its own, if a measure's border lies between."""
    code = code[:_FULL]
    found = _neighbours().get((edition, code), ())
    return tuple(
        Crossing(code, edition, other, other_edition, border, code.startswith(border))
        for other_edition, other in found
        for border in borders()
        if code.startswith(border) != other.startswith(border)
    )


def crossing_pairs(pairs: Iterable[tuple[str, str]], borders: Iterable[tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Of pairs (later code, earlier code) those that a border parts: later codes to their earlier ones."""
    scopes = tuple(borders)
    found: dict[str, list[str]] = {}
    for later, earlier in pairs:
        if any(later.startswith(scope) != earlier.startswith(scope) for scope in scopes):
            found.setdefault(later, []).append(earlier)
    return {later: tuple(sorted(earlier)) for later, earlier in sorted(found.items())}


def table(later: Edition) -> dict[str, tuple[str, ...]]:
    """The codes of an edition whose goods crossed a border when it came, with the codes of the edition before."""
    rows = read_tree(DATA / "editions" / "crossings.yaml").value[later]
    return {code: tuple(earlier.split()) for code, earlier in rows.items()}


def count(edition: Edition) -> int:
    """How many codes of six digits an edition has."""
    return sum(len(code) == _FULL for code in _known()[edition])


@cache
def borders() -> tuple[tuple[str, ...], ...]:
    """The scopes of measures that the table of crossings was derived for."""
    return tuple(tuple(text.split()) for text in read_tree(DATA / "editions" / "crossings.yaml").value["borders"])


@cache
def _known() -> Mapping[str, frozenset[str]]:
    tree = read_tree(DATA / "editions" / "codes.yaml").value
    latest = frozenset(chapter + end for chapter, ends in tree["2022"].items() for end in ends.split())
    found = {"2022": latest}
    for edition in ("2017", "2012"):
        change = tree[edition]
        found[edition] = (latest - frozenset(change["without"].split())) | frozenset(change["with"].split())
    return {edition: frozenset(c[:n] for c in codes for n in (2, 4, 6)) for edition, codes in found.items()}


@cache
def _neighbours() -> Mapping[tuple[str, str], tuple[tuple[Edition, str], ...]]:
    """For each edition and code the codes beside it, in the next or the earlier edition, across any border."""
    found: dict[tuple[str, str], list[tuple[Edition, str]]] = {}
    for earlier_edition, later_edition in pairwise(EDITIONS):
        for later, rest in table(later_edition).items():
            for earlier in rest:
                found.setdefault((later_edition, later), []).append((earlier_edition, earlier))
                found.setdefault((earlier_edition, earlier), []).append((later_edition, later))
    return {key: tuple(rows) for key, rows in found.items()}
