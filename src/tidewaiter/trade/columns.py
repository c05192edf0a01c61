"""Which header stands for which field.

The words are data (``columns.yaml``). A header is recognised letter by letter once case,
accents, spaces and punctuation are left out; a similar header is never taken for a known
one, because a wrong column makes every answer of a file wrong.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from tidewaiter import datafile
from tidewaiter.errors import DataError, InputError

_PATH = Path(__file__).with_name("columns.yaml")
_LONGEST = 100  # characters in a header; cells of data are tried as headers too
_WORD = re.compile(r"[^\W_]+|[^\w\s]")
ENDS = ("supplier_country", "dispatch", "origin", "recipient_country", "destination")
"""The fields of which a table must have one: without a country no measure can be tested."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a shipment: its name, what it means, how its cells are read, its headers."""

    name: str
    means: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: its ISO 4217 code and the words a cell may use for it."""

    code: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of quantity: its name here and the words a cell may use for it."""

    name: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The file ``columns.yaml`` as it is written."""

    fields: tuple[Field, ...]
    unclear: tuple[str, ...]
    empty: tuple[str, ...]
    currencies: tuple[Currency, ...]
    other_currencies: tuple[str, ...]
    units: tuple[Unit, ...]
    months: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A recognised column: its place from 0, its header as written, its field and kind.

    ``measure`` is the currency or unit that the header itself gives ("Value (USD)").
    """

    index: int
    header: str
    field: str
    kind: str
    measure: str | None = None


def fold(text: str) -> str:
    """Letters, digits and currency signs of a text, in lower case and without accents."""
    flat = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in flat if sign.isalnum() or unicodedata.category(sign) == "Sc")


@functools.cache
def vocabulary() -> Vocabulary:
    """The words of ``columns.yaml``; raises DataError where one stands for two things."""
    words = datafile.read(_PATH, Vocabulary)
    aliases = [(alias, field.name) for field in words.fields for alias in field.aliases]
    _refuse_doubles(aliases + [(alias, "unclear") for alias in words.unclear])
    _refuse_doubles(_money_words(words))
    _refuse_doubles([(word, unit.name) for unit in words.units for word in unit.words])
    _refuse_doubles([(word, names[0]) for names in words.months for word in names])
    return words


def _money_words(words: Vocabulary) -> list[tuple[str, str]]:
    codes = [currency.code for currency in words.currencies] + list(words.other_currencies)
    named = [(word, currency.code) for currency in words.currencies for word in currency.words]
    return [(code, code) for code in codes] + named


def _refuse_doubles(meanings: list[tuple[str, str]]) -> None:
    seen: dict[str, str] = {}
    for word, meaning in meanings:
        other = seen.setdefault(fold(word), meaning)
        if other != meaning:
            raise DataError(f"{word!r} stands for {other} and for {meaning}", path=str(_PATH), hint="keep one")


@functools.cache
def _fields() -> dict[str, str]:
    return {fold(alias): field.name for field in vocabulary().fields for alias in field.aliases}


@functools.cache
def _unclear() -> frozenset[str]:
    return frozenset(fold(alias) for alias in vocabulary().unclear)


@functools.cache
def _empty() -> frozenset[str]:
    return frozenset(word.casefold() for word in vocabulary().empty)


@functools.cache
def _currencies() -> dict[str, str]:
    return {fold(word): code for word, code in _money_words(vocabulary())}


@functools.cache
def _units() -> dict[str, str]:
    return {fold(word): unit.name for unit in vocabulary().units for word in unit.words}


@functools.cache
def months() -> dict[str, int]:
    """The number of the month that a word names."""
    return {word: number for number, names in enumerate(vocabulary().months, start=1) for word in names}


def is_empty(text: str) -> bool:
    """Whether a cell says nothing: no text at all, or a word such as "n/a"."""
    bare = text.strip()
    return not bare or bare.casefold() in _empty()


def is_unclear(header: str) -> bool:
    """Whether a header has several meanings ("Country": of which end?)."""
    return len(header) <= _LONGEST and fold(header) in _unclear()


def currency(word: str) -> str | None:
    """The ISO 4217 code a word or sign stands for; None where it is not known or shared by several."""
    return _currencies().get(fold(word))


def unit(word: str) -> str | None:
    """The unit a word stands for; None where it is not known or has several meanings ("ton")."""
    return _units().get(fold(word))


def is_shared_sign(word: str) -> bool:
    """Whether a word is a currency sign that says too little by itself ("$")."""
    return currency(word) is None and bool(word) and all(unicodedata.category(sign) == "Sc" for sign in word)


def recognise(header: str) -> tuple[str, str | None] | None:
    """The field a header stands for, with the currency or unit it gives; None where it is not known."""
    if len(header) > _LONGEST:
        return None
    if field := _fields().get(fold(header)):
        return field, None
    return _with_measure(header, "value", _currencies()) or _with_measure(header, "quantity", _units())


def _with_measure(header: str, field: str, measures: dict[str, str]) -> tuple[str, str | None] | None:
    """A header such as "FOB USD", "USD FOB", "Value in US$" or "Quantity (kg)"."""
    words = [word for word in _WORD.findall(header) if fold(word)]
    for cut in range(1, len(words)):
        before, after = words[:cut], words[cut:]
        rest = before[:-1] if before[-1].casefold() == "in" else before
        for name, measure in ((rest, after), (after, before)):
            code = measures.get(fold("".join(measure)))
            if code and _fields().get(fold("".join(name))) == field:
                return field, code
    return None


def match_headers(headers: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns that are recognised, in the order of the file; doubles are not yet refused."""
    kinds = {field.name: field.kind for field in vocabulary().fields}
    found = ((index, header.strip(), recognise(header)) for index, header in enumerate(headers))
    return tuple(Column(index, header, hit[0], kinds[hit[0]], hit[1]) for index, header, hit in found if hit)


def refuse_doubles(columns: tuple[Column, ...], *, path: str, line: int) -> None:
    """Raises InputError where two columns give one field: which of them counts is the user's to say."""
    seen: dict[str, Column] = {}
    for column in columns:
        first = seen.setdefault(column.field, column)
        if first is column:
            continue
        places = f"columns {first.index + 1} and {column.index + 1}"
        if fold(first.header) == fold(column.header):
            what = f"the column {first.header!r} stands twice: {places}"
        else:
            what = f"{places}, {first.header!r} and {column.header!r}, both give the {_plain(column.field)}"
        raise InputError(what, path=path, line=line, hint="remove or rename the one that does not count")


def refuse_without_ends(columns: tuple[Column, ...], *, path: str, line: int) -> None:
    """Raises InputError where no column tells a country of either end: no measure could be tested."""
    if any(column.field in ENDS for column in columns):
        return
    known = {field.name: field for field in vocabulary().fields}
    wanted = ", ".join(alias for name in ENDS for alias in known[name].aliases[:3])
    raise InputError(
        "no column tells a country of the supplier, the origin, the recipient or the destination",
        path=path,
        line=line,
        hint=f"name at least one such column, for example {wanted}",
    )


def _plain(field: str) -> str:
    return field.replace("_", " ")
