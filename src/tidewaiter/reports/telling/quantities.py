"""Amounts in a text: money, mass, volume, barrels, pieces, vessels, people.

A small grammar of our own: a number, perhaps a magnitude, then a unit that the lexicon knows.
A bare "tons" is read as metric tonnes, as the reports of the Panel do; a number without a unit
is nothing. What cannot be a plain number ("dozens") keeps its words and has no amount.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from tidewaiter.datafile import read
from tidewaiter.model import Document, Money, Quantity, cut
from tidewaiter.reports.text.alternatives import any_of
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.lexicons import folder

__all__ = ["Money", "Quantity", "find", "find_money"]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit and how it is written."""

    unit: str
    spellings: list[str]


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: ISO 4217 code, signs before the number, words after it."""

    code: str
    signs: list[str]
    words: list[str]


@dataclass(frozen=True, slots=True)
class Units:
    """The file ``units.yaml``."""

    units: list[Unit]
    currencies: list[Currency]
    magnitudes: dict[str, float]
    numbers: dict[str, float]


_DIGITS = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@functools.cache
def _table() -> Units:
    return read(folder() / "units.yaml", Units)


@functools.cache
def _amounts() -> re.Pattern[str]:
    table = _table()
    units = any_of(spelling for unit in table.units for spelling in unit.spellings)
    number = rf"(?P<number>{_DIGITS}|\b(?:{any_of(table.numbers)})\b)"
    size = rf"(?:[ -]?(?P<size>{any_of(table.magnitudes)})\b)?"
    between = r"(?:[ -](?:more |or more |of |[a-z]+-)?(?:[a-z]+(?:-[a-z]+)? )?)"
    return re.compile(rf"(?<![\w.,$€£¥]){number}{size}{between}(?P<unit>{units})\b(?!-)", re.IGNORECASE)


@functools.cache
def _moneys() -> re.Pattern[str]:
    table = _table()
    signs = any_of(sign for currency in table.currencies for sign in currency.signs)
    words = any_of(word for currency in table.currencies for word in currency.words)
    sizes = any_of(table.magnitudes)
    before = rf"(?P<sign>{signs}) ?(?P<number>{_DIGITS})(?:[ -]?(?P<size>{sizes})\b)?"
    after = rf"(?P<number2>{_DIGITS}|\b(?:{any_of(table.numbers)}))(?:[ -]?(?P<size2>{sizes}))? (?P<word>{words})\b"
    return re.compile(rf"(?<![\w.,])(?:{before}|{after})")


@functools.cache
def _unit_of() -> dict[str, str]:
    return {spelling.lower(): unit.unit for unit in _table().units for spelling in unit.spellings}


@functools.cache
def _code_of() -> dict[str, str]:
    pairs = [(spelling, c.code) for c in _table().currencies for spelling in (*c.signs, *c.words)]
    return dict(pairs)


def _value(number: str, size: str | None) -> float:
    table = _table()
    plain = table.numbers.get(number.lower())
    amount = plain if plain is not None else float(number.replace(",", ""))
    return amount * table.magnitudes[size.lower()] if size else amount


def find(document: Document, start: int, end: int) -> tuple[Quantity, ...]:
    """The amounts told in ``document.text[start:end]``, money apart, each with its evidence."""
    view = even(document.text[start:end])
    out = []
    for hit in _amounts().finditer(view):
        if hit["number"].lower() in ("a", "an") and not hit["size"]:
            continue
        span = cut(document.id, document.text, start + hit.start(), start + hit.end())
        out.append(Quantity(_value(hit["number"], hit["size"]), _unit_of()[hit["unit"].lower()], span.quote, (span,)))
    return tuple(out)


def find_money(document: Document, start: int, end: int) -> tuple[Money, ...]:
    """The sums of money told in ``document.text[start:end]``, each with its evidence."""
    view = even(document.text[start:end])
    out = []
    for hit in _moneys().finditer(view):
        span = cut(document.id, document.text, start + hit.start(), start + hit.end())
        number = hit["number"] or hit["number2"]
        code = _code_of()[hit["sign"] or hit["word"]]
        per = view[hit.end() : hit.end() + 12].lstrip()
        each = per.startswith(("/", "per ", "each", "a piece", "a barrel", "a ton"))
        out.append(
            Money(_value(number, hit["size"] or hit["size2"]), code, span.quote, "unit" if each else "total", (span,))
        )
    return tuple(out)
