"""One row of a table becomes one event, or is rejected with the reason.

A row is rejected only where a cell that cannot be read would make the answer wrong. An
empty cell is unknown, and so is a country name that several States share: the row is kept,
and its event says so in its notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tidewaiter import places
from tidewaiter.errors import InputError
from tidewaiter.model import Event, HsCode, Item, Money, Quantity, Role, Span, When
from tidewaiter.trade import amounts, codes, columns, dates
from tidewaiter.trade.cells import Cell, at
from tidewaiter.trade.columns import Column
from tidewaiter.trade.habits import Habits
from tidewaiter.trade.sheets import Rejected, Row

__all__ = ["Rejected", "Row", "read_row"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a cell was read as, and a note where something of it stays unknown."""

    value: str | None
    note: str | None = None


Cells = dict[str, Cell]


def read_row(row: Row, recognised: tuple[Column, ...], habits: Habits, *, path: str) -> Event | Rejected:
    """The event a row tells of, its evidence being its cells; or why the row cannot be read.

    ``recognised`` are the columns that count; ``habits`` what they settle for ambiguous cells.
    """
    filled = _filled(row, recognised, path)
    try:
        return _event(_id(row), filled, habits)
    except InputError as bad:
        column = str(bad.column) if bad.column is not None else None
        return Rejected(path, row.number, column, bad.value, bad.what, bad.hint, row.sheet)


def _id(row: Row) -> str:
    """Unique in the file: "row-7", or "Sheet1:row-7" where the file has sheets."""
    return f"row-{row.number}" if row.sheet is None else f"{row.sheet}:row-{row.number}"


def _filled(row: Row, recognised: tuple[Column, ...], path: str) -> Cells:
    found = {}
    for column in recognised:
        raw = row.cells[column.index][1]
        if not columns.is_empty(raw):
            span = Span(document=path, quote=raw, sheet=row.sheet, row=row.number, column=column.header)
            found[column.field] = Cell(column, span)
    return found


def _event(name: str, filled: Cells, habits: Habits) -> Event:
    countries = {name: _country(cell) for name, cell in filled.items() if cell.column.kind == "country"}
    supplier_country = "supplier_country" if "supplier_country" in filled else "dispatch"
    value, value_notes = _money(filled, habits)
    quantity, quantity_notes = _quantity(filled, habits)
    vessel, vessel_notes = _vessel(filled, countries)
    notes = (
        *(found.note for found in countries.values() if found.note),
        *_dispatch_notes(filled),
        *value_notes,
        *quantity_notes,
        *vessel_notes,
    )
    return Event(
        id=name,
        type="transfer",
        date=_date(filled, habits),
        supplier=_party(filled, "supplier", supplier_country, countries),
        recipient=_party(filled, "recipient", "recipient_country", countries),
        item=_item(filled),
        origin=_place(filled, "origin", countries),
        destination=_place(filled, "destination", countries),
        via=_via(filled, countries),
        vessel=vessel,
        quantity=quantity,
        value=value,
        hs=_hs(filled),
        evidence=tuple(cell.span for cell in filled.values()),
        rule="row",
        notes=notes,
    )


# time and places


def _date(filled: Cells, habits: Habits) -> When | None:
    cell = filled.get("date")
    if cell is None:
        return None
    when = at(cell, lambda text: dates.read_date(text, order=habits.dates))
    return replace(when, text=cell.text, rule="cell", evidence=(cell.span,))


def _country(cell: Cell) -> Found:
    return at(cell, lambda text: find_country(text, cell.column.header))


def find_country(text: str, header: str) -> Found:
    """The ISO 3166-1 code of a country cell; a note where the name is shared by several States.

    Raises InputError for a name that is not known: a row whose country is misspelt must not
    pass as one that goes elsewhere.
    """
    # in a column of countries a short word in small letters ("us") is a code all the same
    match = places.find(text.upper() if len(text) <= 3 else text)
    if match.place is not None:
        return Found(match.place.code)
    named = " or ".join(f"{place.name} ({place.code})" for place in match.candidates)
    if match.how != "none" and named:
        return Found(None, f"{header} {text!r} may be {named}: taken as unknown")
    hint = f"did you mean {named}?" if named else "write its usual name or its ISO 3166 code, such as KP or KR"
    raise InputError("not the name of a country", hint=hint)


def _party(filled: Cells, name: str, country: str, countries: dict[str, Found]) -> Role | None:
    """Whoever stands at one end; a country alone is enough for somebody there."""
    found = [filled[field] for field in (name, country) if field in filled]
    if not found:
        return None
    code = countries[country].value if country in countries else None
    return Role(text=found[0].text, country=code, evidence=tuple(cell.span for cell in found))


def _place(filled: Cells, name: str, countries: dict[str, Found]) -> Role | None:
    cell = filled.get(name)
    if cell is None:
        return None
    return Role(text=cell.text, country=countries[name].value, evidence=(cell.span,), kind="place")


def _via(filled: Cells, countries: dict[str, Found]) -> tuple[Role, ...]:
    """The country of dispatch, where the supplier's own is told beside it."""
    if "supplier_country" not in filled:
        return ()
    place = _place(filled, "dispatch", countries)
    return (place,) if place else ()


def _dispatch_notes(filled: Cells) -> Iterator[str]:
    # "from their territories or by their nationals": where goods are sent from binds a State too
    if "dispatch" in filled and "supplier_country" not in filled:
        yield f"the supplier's country is the one the goods are sent from, {filled['dispatch'].text!r}"


# goods


def _item(filled: Cells) -> Item | None:
    cell = filled.get("item")
    return Item(text=cell.text, evidence=(cell.span,)) if cell else None


def _hs(filled: Cells) -> tuple[HsCode, ...]:
    cell = filled.get("hs")
    if cell is None:
        return ()
    why = f"given in the column {cell.column.header!r}"
    return tuple(HsCode(code=code, declared=True, why=why) for code in at(cell, codes.read_hs))


def _money(filled: Cells, habits: Habits) -> tuple[Money | None, tuple[str, ...]]:
    cell = filled.get("value")
    if cell is None:
        return None, ()
    numeral, word = at(cell, amounts.split_amount)
    amount = at(cell, lambda _: amounts.read_number(numeral, decimal=habits.value))
    beside = filled.get("currency")
    words = _words(word, cell, beside)
    telling = [text for text in words if not columns.is_shared_sign(text)] or words
    found = _one([columns.currency(text) for text in telling], "currency", telling)
    return Money(amount, found.value, text=cell.text, evidence=_spans(cell, beside)), _notes(found)


def _quantity(filled: Cells, habits: Habits) -> tuple[Quantity | None, tuple[str, ...]]:
    cell = filled.get("quantity")
    if cell is None:
        return None, ()
    numeral, word = at(cell, amounts.split_amount)
    amount = at(cell, lambda _: amounts.read_number(numeral, decimal=habits.quantity))
    beside = filled.get("unit")
    words = _words(word, cell, beside)
    # a unit the reader does not know is kept as written: it is a unit all the same
    found = _one([columns.unit(text) or text for text in words], "unit", words)
    return Quantity(amount, found.value, text=cell.text, evidence=_spans(cell, beside)), _notes(found)


def _words(word: str, cell: Cell, beside: Cell | None) -> list[str]:
    """The words that name a currency or a unit: in the cell, in its header, in the column beside it."""
    return [text for text in (word, cell.column.measure, beside.text if beside else "") if text]


def _spans(cell: Cell, beside: Cell | None) -> tuple[Span, ...]:
    return (cell.span, beside.span) if beside else (cell.span,)


def _one(known: Sequence[str | None], what: str, words: list[str]) -> Found:
    """The one currency or unit that all words agree on; unknown, with a note, where they do not."""
    distinct = tuple(dict.fromkeys(known))
    if not distinct or (len(distinct) == 1 and distinct[0] is not None):
        return Found(distinct[0] if distinct else None)
    spoken = " and ".join(repr(word) for word in words)
    why = "do not agree" if len(distinct) > 1 else "is not known, or shared by several"
    return Found(None, f"the {what} {spoken} {why}: taken as unknown")


def _notes(found: Found) -> tuple[str, ...]:
    return (found.note,) if found.note else ()


# ships


def _vessel(filled: Cells, countries: dict[str, Found]) -> tuple[Role | None, tuple[str, ...]]:
    found = [filled[field] for field in ("vessel", "imo", "flag") if field in filled]
    if not found:
        return None, ()
    text = filled["vessel"].text if "vessel" in filled else None
    imo = _imo(filled)
    role = Role(
        text=text or found[0].text,
        name=(codes.without_imo(text) or None) if text else None,
        evidence=tuple(cell.span for cell in found),
        kind="vessel",
        flag=countries["flag"].value if "flag" in countries else None,
        imo=imo.value,
    )
    return role, _notes(imo)


def _imo(filled: Cells) -> Found:
    """The ship's number, if its check digit is right and the cells agree on it."""
    given = [codes.read_imo(filled["vessel"].text)] if "vessel" in filled else []
    if "imo" in filled:
        text = filled["imo"].text
        given.append(codes.read_imo(text) or text)
    numbers = tuple(dict.fromkeys(number for number in given if number))
    if len(numbers) > 1:
        return Found(None, f"the ship's numbers {' and '.join(numbers)} do not agree: taken as unknown")
    if numbers and not codes.is_imo(numbers[0]):
        return Found(None, f"the check digit of the ship's number {numbers[0]!r} is wrong: taken as unknown")
    return Found(numbers[0] if numbers else None)
