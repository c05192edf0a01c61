"""What a user says of a source of tables, once for all its files: columns, constants, direction, locale.

A mapping is kept as YAML (or JSON, which is YAML too), one file a source. It says more than the
headers do, and is never wider than what was said: a header it does not name is recognised as usual.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal, get_args

from tidewaiter import datafile, places
from tidewaiter.errors import InputError
from tidewaiter.trade import columns
from tidewaiter.trade.amounts import Sign
from tidewaiter.trade.dates import DateOrder

Direction = Literal["import", "export", "re-export", "transit"]
Edition = Literal["1992", "1996", "2002", "2007", "2012", "2017", "2022"]
LEFT_OUT = "-"
"""In the place of a field: the column is not to be used."""


@dataclass(frozen=True, slots=True)
class Given:
    """One column: its header (or ``#7`` for the seventh), the field it gives, and how its cells are written."""

    header: str
    field: str
    dates: DateOrder | None = None
    decimal: Sign | None = None


@dataclass(frozen=True, slots=True)
class Constant:
    """A field that has one value in all rows."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that is said of a source; ``Mapping()`` says nothing.

    ``dates`` and ``decimal`` are for all columns of their kind; ``hs_edition`` is the year of the
    edition of the Harmonized System that the codes are written in; ``numbers`` the list that numbers
    of countries are of.
    """

    source: str | None = None
    direction: Direction | None = None
    hs_edition: Edition | None = None
    dates: DateOrder | None = None
    decimal: Sign | None = None
    columns: tuple[Given, ...] = ()
    constants: tuple[Constant, ...] = ()
    numbers: str | None = None

    def given(self, index: int, header: str) -> Given | None:
        """What is said of the column at a place, by its place or its header."""
        keys = (f"#{index + 1}", columns.fold(header))
        return next((one for one in self.columns if one.header == keys[0] or columns.fold(one.header) == keys[1]), None)


def load(path: Path) -> Mapping:
    """The mapping in a file. Raises InputError with line and column for whatever it cannot be read as."""
    try:
        mapping = datafile.read(path, Mapping, InputError)
    except InputError as bad:
        raise _no_mapping(bad) from None
    try:
        return checked(mapping)
    except InputError as bad:
        raise InputError(bad.what, path=str(path), value=bad.value, hint=bad.hint) from None


_SHAPES = {"object": "names and values", "array": "a list", "str": "a text", "null": "nothing"}


def _no_mapping(bad: InputError) -> InputError:
    """What is wrong with a file that is no mapping, in other words than the library's."""
    hint = bad.hint or "a mapping is what --save-map writes: columns, constants and what else is said of a source"
    what, hit = bad.what, re.fullmatch(r"Expected `(\w+)`, got `(\w+)`", bad.what)
    if hit:
        wanted, got = (_SHAPES.get(word, word) for word in hit.groups())
        what = f"this is no mapping: {wanted} should stand here, and it is {got}"
    elif what.startswith("not YAML"):
        what = f"this is no mapping: {what}"
    shown = bad.value if bad.value is None or len(str(bad.value)) < _SHOWN else None
    return InputError(what, path=bad.path, line=bad.line, column=bad.column, value=shown, hint=hint)


_SHOWN = 60


def checked(mapping: Mapping) -> Mapping:
    """The mapping with the names of fields that the program uses; raises InputError for one it does not know."""
    given = tuple(
        replace(one, field=one.field if one.field == LEFT_OUT else field_of(one.field)) for one in mapping.columns
    )
    constants = tuple(constant(one.field, one.value) for one in mapping.constants)
    if mapping.numbers is not None:
        places.find_number("0", of=mapping.numbers)  # raises for a list that is not known
    return replace(mapping, columns=given, constants=constants)


def field_of(word: str) -> str:
    """The field that a user names; raises InputError where there is none."""
    name = columns.field_named(word)
    if name is None:
        close = ", ".join(columns.may_be(word)) or "see docs/reference/columns.md"
        raise InputError(f"{word!r} is no field of a shipment", value=word, hint=close)
    return name


def constant(name: str, value: str) -> Constant:
    """A constant whose field exists and whose value can be read; raises InputError for any other."""
    found = field_of(name)
    text = value.strip()
    if not text:
        raise InputError(f"{name} has no value", hint="write it as --set destination=KP")
    if columns.kinds()[found] == "country" and places.find_in_column(text).place is None:
        raise InputError(f"{text!r} is not one country", value=text, hint="write its ISO 3166 code, such as KP or KR")
    if columns.kinds()[found] == "flow" and columns.flow(text) is None:
        raise InputError(f"{text!r} is no direction", value=text, hint="import, export, re-export or transit")
    return Constant(found, text)


def pair(text: str, option: str) -> tuple[str, str]:
    """The two halves of ``NAME=VALUE``; a header may hold the sign itself, so the last one parts them for columns."""
    front, sign, back = text.rpartition("=") if option == "--column" else text.partition("=")
    if not sign or not front.strip() or not back.strip():
        raise InputError(f"{option} takes NAME=VALUE", value=text, hint=f"for example {option} {_EXAMPLES[option]}")
    return front.strip(), back.strip()


_EXAMPLES = {"--set": "destination=KP", "--column": "'COUNTRY=destination'"}


def merged(
    mapping: Mapping,
    *,
    given: Iterable[Given] = (),
    constants: Iterable[Constant] = (),
    direction: str | None = None,
    hs_edition: str | None = None,
    dates: DateOrder | None = None,
    decimal: Sign | None = None,
    numbers: str | None = None,
) -> Mapping:
    """The mapping with what is said besides; the later word counts."""
    said = checked(Mapping(columns=tuple(given), constants=tuple(constants), numbers=numbers))
    named = {columns.fold(one.header) for one in said.columns}
    fixed = {one.field for one in said.constants}
    flow = next((columns.flow(one.value) for one in said.constants if one.field == "direction"), None)
    return replace(
        mapping,
        columns=(*(one for one in mapping.columns if columns.fold(one.header) not in named), *said.columns),
        constants=(
            *(one for one in mapping.constants if one.field not in fixed),
            *(one for one in said.constants if one.field != "direction"),
        ),
        direction=_one_of(Direction, direction or flow) or mapping.direction,
        hs_edition=_one_of(Edition, hs_edition) or mapping.hs_edition,
        dates=dates or mapping.dates,
        decimal=decimal or mapping.decimal,
        numbers=numbers or mapping.numbers,
    )


def _one_of(kind: Any, word: str | None) -> Any:
    if word is not None and word not in get_args(kind):
        raise InputError(f"{word!r} is not possible here", value=word, hint=f"one of {', '.join(get_args(kind))}")
    return word


def as_plain(mapping: Mapping) -> dict[str, Any]:
    """The mapping as plain JSON values; what is not said is left out."""
    import msgspec

    return {key: value for key, value in msgspec.to_builtins(mapping).items() if value}


def from_plain(plain: dict[str, Any]) -> Mapping:
    """The mapping that ``as_plain`` wrote. Raises InputError where it is none."""
    import msgspec

    try:
        return checked(msgspec.convert(plain, Mapping))
    except msgspec.ValidationError as bad:
        raise InputError(f"not a mapping: {bad}", hint="write it with --save-map") from None


def written(mapping: Mapping) -> str:
    """The mapping as YAML, which ``load`` reads as the same."""
    lines = ["# How the files of one source are read. See docs/reference/columns.md."]
    lines += [
        f"{key}: {_quoted(value)}"
        for key in ("source", "direction", "hs_edition", "dates", "decimal", "numbers")
        if (value := getattr(mapping, key)) is not None
    ]
    if mapping.columns:
        lines += ["columns:", *(f"  - {_entry(one)}" for one in mapping.columns)]
    if mapping.constants:
        lines += ["constants:", *(f"  - {_entry(one)}" for one in mapping.constants)]
    return "\n".join(lines) + "\n"


def _entry(one: Given | Constant) -> str:
    keys = ("header", "field", "dates", "decimal") if isinstance(one, Given) else ("field", "value")
    told = [(key, getattr(one, key)) for key in keys]
    return "{" + ", ".join(f"{key}: {_quoted(value)}" for key, value in told if value is not None) + "}"


def _quoted(text: str) -> str:
    """A text as YAML and JSON both read it."""
    return json.dumps(text, ensure_ascii=False).replace("\u0085", "\\u0085").replace("\ufeff", "\\ufeff")
