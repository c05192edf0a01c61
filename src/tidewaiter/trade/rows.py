"""One row of a table becomes one event, or is rejected with the reason.

A cell that is empty, ambiguous or cannot be read is unknown: the row is kept, and its event says
so in its notes, so that what its other cells tell is not lost. What is sure of a day all the same
counts: the time between the two that it can be, the year of one that is not in the calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tidewaiter.errors import InputError
from tidewaiter.model import Circumstances, Event, HsCode, Item, Money, Paper, Quantity, Role, Span, When
from tidewaiter.model.event import Manner
from tidewaiter.trade import amounts, codes, columns, dates
from tidewaiter.trade.cells import Cell
from tidewaiter.trade.columns import Column
from tidewaiter.trade.countries import Country, agreed
from tidewaiter.trade.plan import Plan
from tidewaiter.trade.sheets import Rejected, Row

__all__ = ["Rejected", "Row", "Shipment", "is_unread", "read_shipment"]

GIVEN = "--set"
"""The document of the span of a value that is given for the whole file."""

Cells = Mapping[str, tuple[Cell, ...]]
_UNKNOWN = "the cell is taken as unknown"
_SHOWN = 80  # characters of a cell that a note repeats
_NO_CODE = ("98", "99")  # chapters that each country fills as it likes, and codes of goods not specified
_FEWEST_COLUMNS = 4  # of a table whose rows may be sums or count its columns


@dataclass(frozen=True, slots=True)
class Told:
    """What is to be said of a row: its notes, and the cells that could not be read, with the reason."""

    notes: list[str] = field(default_factory=list)
    cells: list[tuple[Cell, InputError]] = field(default_factory=list)

    def unread(self, cell: Cell, bad: InputError) -> None:
        """A cell could not be read and is taken as unknown."""
        hint = f" ({bad.hint})" if bad.hint else ""
        self.notes.append(f"{cell.column.header} {cell.text[:_SHOWN]!r}: {bad.what}{hint}; taken as unknown")
        self.cells.append((cell, InputError(f"{bad.what}; {_UNKNOWN}", hint=bad.hint)))


@dataclass(frozen=True, slots=True)
class Shipment:
    """A row that was read: its event, and its filled cells by field, the one that counts first.

    ``unread`` are the cells that could not be read and are unknown in the event, as they are listed
    for the user.
    """

    event: Event
    cells: Mapping[str, Cell]
    more: Cells
    unread: tuple[Rejected, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a cell was read as, and a note where something of it stays unknown."""

    value: str | None
    note: str | None = None


def read_shipment(row: Row, plan: Plan, *, path: str) -> Shipment | Rejected:
    """The event of a row and the cells it rests on; or why the row cannot be read."""
    filled = _filled(row, plan, path)
    if (why := _no_shipment(row)) and not plan.constants:
        return Shipment(_set_aside(row, why, filled), {}, {})
    told = Told()
    try:
        event = _event(_id(row), _with_ends(filled, plan, told), plan, told)
    except InputError as bad:
        column = str(bad.column) if bad.column is not None else None
        return Rejected(path, row.number, column, bad.value, bad.what, bad.hint, row.sheet)
    unread = tuple(_listed(row, cell, bad, path) for cell, bad in told.cells)
    return Shipment(event, {name: cells[0] for name, cells in filled.items()}, filled, unread)


def _no_shipment(row: Row) -> str | None:
    """What a row is that tells of no shipment: the sum of others, or the numbers of the columns."""
    if len(row.cells) < _FEWEST_COLUMNS:
        return None
    texts = [text for _, raw in row.cells if (text := raw.strip()) and not columns.is_empty(text)]
    if len(texts) > 1 and all(map(_has_digit, texts[1:])) and columns.names_a_sum(texts[0]) and _are_amounts(texts[1:]):
        return f"{texts[0]!r}: the sum of other rows is no shipment"
    if texts and len(texts) == len(row.cells) and _are_numbers(texts):
        return "the numbers of the columns are no shipment"
    return None


def _are_numbers(texts: Sequence[str]) -> bool:
    """Whether the cells count the columns: 1, 2, 3 or (1), (2), (3), as below the header of official tables."""
    first = texts[0].strip(_AROUND)
    return first in ("0", "1") and all(text.strip(_AROUND) == str(n) for n, text in enumerate(texts, start=int(first)))


_AROUND = "()[]. "


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))


def _are_amounts(texts: Sequence[str]) -> bool:
    try:
        return all(amounts.split_amount(text) for text in texts)
    except InputError:
        return False


def _set_aside(row: Row, why: str, filled: Cells) -> Event:
    evidence = tuple(cell.span for cell in sorted(_every(filled), key=_place_in_row))
    return Event(id=_id(row), type="other", evidence=evidence, rule="row", notes=(why,))


def is_unread(cell: Cell, plan: Plan) -> bool:
    """Whether a row that has this cell may be rejected for it, or list it among those that could not be read."""
    kind, index = cell.column.kind, cell.column.index
    try:
        if kind == "date":
            dates.read_date(cell.text, order=plan.habits.dates.get(index), period=cell.column.field == "period")
        elif kind == "hs":
            codes.read_hs(cell.text, habit=plan.habits.codes.get(index))
        elif kind == "amount":
            amounts.read_number(amounts.split_amount(cell.text)[0], decimal=plan.habits.decimals.get(index))
        elif kind == "country":
            return agreed((cell,)).fault is not None
    except InputError:
        return True
    return False


def _listed(row: Row, cell: Cell, bad: InputError, path: str) -> Rejected:
    return Rejected(path, row.number, cell.column.header, cell.span.quote, bad.what, bad.hint, row.sheet)


def _id(row: Row) -> str:
    """Unique in the file: "row-7", or "Sheet1:row-7" where the file has sheets."""
    return f"row-{row.number}" if row.sheet is None else f"{row.sheet}:row-{row.number}"


def _filled(row: Row, plan: Plan, path: str) -> dict[str, tuple[Cell, ...]]:
    """The cells that say something by their field, in the order of their rank; constants where none does."""
    found: dict[str, list[Cell]] = {}
    for column in plan.columns:
        if column.index < 0:
            continue
        raw = row.cells[column.index][1]
        if not columns.is_empty(raw):
            file, line = (row.places and row.places[column.index]) or (path, row.number)
            span = Span(document=file, quote=raw, sheet=row.sheet, row=line, column=column.header)
            found.setdefault(column.field, []).append(Cell(column, span))
    for column, constant in zip((one for one in plan.columns if one.index < 0), plan.constants, strict=True):
        if column.field not in found:
            found[column.field] = [Cell(column, Span(document=GIVEN, quote=constant.value, column=column.field))]
    return {name: _ranked(cells) for name, cells in found.items()}


def _ranked(cells: list[Cell]) -> tuple[Cell, ...]:
    return tuple(cells) if len(cells) == 1 else tuple(sorted(cells, key=lambda cell: cell.column.rank))


def _event(name: str, filled: Cells, plan: Plan, told: Told) -> Event:
    ends = [name for name in filled if columns.kinds()[name] == "country"]
    countries = _countries(filled, ends, told)
    supplier_country = "supplier_country" if "supplier_country" in filled else "dispatch"
    told.notes.extend(_dispatch_notes(filled, plan))
    date = _date(filled, plan, told)
    hs = _hs(filled, plan, told)
    value = _money(filled, plan, told)
    quantity = _quantity(filled, plan, told)
    vessel = _vessel(filled, countries, told)
    told.notes.extend(_container_notes(filled))
    blank = _blank_end(filled, plan)
    if blank:
        told.notes.append(f"no cell tells {blank}")
    return Event(
        id=name,
        type="other" if _is_total(filled, ends, told) else "transfer",
        date=date,
        manner=_manner(filled, plan),
        supplier=_party(filled, "supplier", supplier_country, countries),
        recipient=_party(filled, "recipient", "recipient_country", countries),
        item=_item(filled, hs),
        origin=_NOWHERE if blank == _FROM else _place(filled, "origin", countries),
        destination=_NOWHERE if blank == _TO else _place(filled, "destination", countries),
        via=_via(filled, countries),
        vessel=vessel,
        quantity=quantity,
        value=value,
        hs=hs,
        circumstances=_circumstances(filled),
        evidence=tuple(cell.span for cell in sorted(_every(filled), key=_place_in_row)),
        rule="row",
        notes=tuple(dict.fromkeys(told.notes)),
    )


_TO, _FROM = "where the goods go", "where the goods come from"
_NOWHERE = Role(kind="place")
"""An end that no cell of the row tells, in a table that has columns for it: somewhere, and nobody says where."""


def _blank_end(filled: Cells, plan: Plan) -> str | None:
    """The one end that no cell tells while the file has columns for it, and cells tell the other."""
    to, from_ = plan.ends
    no_to, no_from = to.isdisjoint(filled), from_.isdisjoint(filled)
    if no_to == no_from:
        return None
    return (_TO if to else None) if no_to else (_FROM if from_ else None)


_NOTHING_MORE = Circumstances()


def _circumstances(filled: Cells) -> Circumstances:
    """What the row refers to as letting it through, and what it says that the goods are for; both as they stand."""
    papers, purpose = filled.get("exemption", ()), filled.get("purpose", ())
    if not (papers or purpose):
        return _NOTHING_MORE
    return Circumstances(
        papers=tuple(Paper(cell.text, (cell.span,)) for cell in papers),
        purpose="; ".join(cell.text for cell in purpose) or None,
        purpose_evidence=tuple(cell.span for cell in purpose),
    )


def _every(filled: Cells) -> Iterator[Cell]:
    seen: dict[Span, Cell] = {cell.span: cell for cells in filled.values() for cell in cells}
    yield from seen.values()


def _place_in_row(cell: Cell) -> tuple[bool, int]:
    return cell.column.index < 0, cell.column.index


def _is_total(filled: Cells, ends: Sequence[str], told: Told) -> bool:
    """Whether the row is a total over all countries, as statistics have them: no shipment, and no act."""
    for name in ends:
        for cell in filled[name]:
            if columns.names_the_world(cell.text):
                told.notes.append(f"{cell.column.header} {cell.text!r}: a total over all countries is no shipment")
                return True
    return False


# direction


def _flow(filled: Cells, plan: Plan) -> str | None:
    """The direction of the row: its own cell's, else the file's."""
    for cell in filled.get("direction", ()):
        if flow := columns.flow(cell.text):
            return flow
    return plan.mapping.direction


def _manner(filled: Cells, plan: Plan) -> tuple[Manner, ...]:
    flow = _flow(filled, plan)
    if flow == "re-export":
        return ("re-export",)
    return ("transit",) if flow == "transit" else ()


def _with_ends(filled: dict[str, tuple[Cell, ...]], plan: Plan, told: Told) -> Cells:
    """The cells with reporter and partner at the ends that the flow gives them."""
    if not ("reporter" in filled or "partner" in filled):
        return filled
    flow = _flow(filled, plan)
    if flow not in ("import", "export", "re-export"):
        told.notes.append("the direction is not told: which end the reporter and the partner are stays unknown")
        return filled
    out = dict(filled)
    ends = ("destination", "dispatch") if flow == "import" else ("dispatch", "destination")
    for name, end in zip(("reporter", "partner"), ends, strict=True):
        if name in filled and end not in out:
            out[end] = filled[name]
    return out


# time and places


def _date(filled: Cells, plan: Plan, told: Told) -> When | None:
    """The first date that can be read; a month or year where no day is told."""
    failed: list[tuple[Cell, InputError]] = []
    for cell in (*filled.get("date", ()), *filled.get("period", ())):
        order = plan.habits.dates.get(cell.column.index)
        try:
            when = dates.read_date(cell.text, order=order, period=cell.column.field == "period")
        except InputError as bad:
            failed.append((cell, bad))
            if dates.needs_order(cell.text) and (when_between := _sure(cell, bad, order, told)):
                return when_between
            continue
        return replace(when, text=cell.text, rule="cell", evidence=(cell.span,))
    when_told = _year_and_month(filled)
    if when_told is None and failed:
        cell, fault = failed[0]
        when_told = _sure(cell, fault, plan.habits.dates.get(cell.column.index), told)
        if when_told is None:
            told.unread(cell, fault)
    return when_told


def _sure(cell: Cell, bad: InputError, order: dates.DateOrder | None, told: Told) -> When | None:
    """What is sure of a day that cannot be read; the cell is listed among those that could not be."""
    sure = dates.sure_of(cell.text, order=order)
    if sure is None:
        return None
    when, words = sure
    told.notes.append(f"{cell.column.header} {cell.text[:_SHOWN]!r}: {bad.what}; {words}")
    told.cells.append((cell, InputError(f"{bad.what}; {words}", hint=bad.hint)))
    return replace(when, text=cell.text, rule="cell", evidence=(cell.span,))


def _year_and_month(filled: Cells) -> When | None:
    year = next(iter(filled.get("year", ())), None)
    if year is None:
        return None
    month = next(iter(filled.get("month", ())), None)
    number = dates.read_month(month.text) if month else None
    try:
        when = dates.read_date(f"{year.text}-{number:02}" if number else year.text)
    except InputError:
        return None
    cells = [cell for cell in (year, month) if cell and (cell is year or number)]
    text = " ".join(cell.text for cell in cells)
    return replace(when, text=text, rule="cell", evidence=tuple(cell.span for cell in cells))


def _countries(filled: Cells, ends: Sequence[str], told: Told) -> dict[str, Country]:
    """The country of every end; what is unknown of them goes into the notes."""
    found = {name: agreed(filled[name]) for name in ends if name not in ("reporter", "partner")}
    told.notes.extend(country.note for country in found.values() if country.note)
    for name, country in found.items():
        if country.fault:
            told.cells.append(
                (filled[name][0], InputError(f"not the name of a country; {_UNKNOWN}", hint=country.fault))
            )
    return found


def _party(filled: Cells, name: str, country: str, countries: dict[str, Country]) -> Role | None:
    """Whoever stands at one end; a country alone is enough for somebody there. Further names are others."""
    named, placed = filled.get(name, ()), filled.get(country, ())
    if not named and not placed:
        return None
    code = countries[country].code if country in countries else None
    first = (named or placed)[0]
    others = tuple(
        Role(text=cell.text, country=code, evidence=(cell.span,))
        for cell in named[1:]
        if cell.text.casefold() != first.text.casefold()
    )
    evidence = tuple(cell.span for cell in (*named[:1], *placed))
    return Role(text=first.text, country=code, evidence=evidence, others=others)


def _place(filled: Cells, name: str, countries: dict[str, Country]) -> Role | None:
    cells = filled.get(name, ())
    if not cells:
        return None
    evidence = tuple(cell.span for cell in cells)
    return Role(text=cells[0].text, country=countries[name].code, evidence=evidence, kind="place")


def _via(filled: Cells, countries: dict[str, Country]) -> tuple[Role, ...]:
    """The country of dispatch, where the supplier's own is told beside it."""
    if "supplier_country" not in filled:
        return ()
    place = _place(filled, "dispatch", countries)
    return (place,) if place else ()


def _dispatch_notes(filled: Cells, plan: Plan) -> Iterator[str]:
    """Where the supplier's own country is blank beside others that are told; a whole table says it once (``plan``)."""
    # "from their territories or by their nationals": where goods are sent from binds a State too
    blank = "dispatch" in filled and "supplier_country" not in filled
    if blank and any(column.field == "supplier_country" for column in plan.columns):
        yield f"the supplier's country is the one the goods are sent from, {filled['dispatch'][0].text!r}"


# goods


def _item(filled: Cells, hs: Sequence[HsCode]) -> Item | None:
    """The goods in words: the column that comes first, with its numbered parts; the tariff's words for want of any."""
    told = _parts(filled.get("item", ())) or filled.get("item_description_orig", ())[:1]
    if not told and not hs:
        told = filled.get("hs_code_text", ())[:1]
    brand = filled.get("brand_model", ())
    if not told and not brand:
        return None
    words = " ".join(cell.text for cell in brand) or None
    evidence = tuple(cell.span for cell in (*told, *brand))
    if not told:
        return Item(text=words, evidence=evidence)
    return Item(text="; ".join(cell.text for cell in told), make=words, evidence=evidence)


def _parts(cells: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """The first cell, and those whose headers differ from its own only by their number ("Description 2")."""
    if len(cells) < 2:
        return cells
    stem = _stem(cells[0].column)
    return tuple(cell for cell in cells if cell is cells[0] or _stem(cell.column) == stem)


def _stem(column: Column) -> str:
    return re.sub(r"[0-9]+$", "", columns.fold(column.header))


def _hs(filled: Cells, plan: Plan, told: Told) -> tuple[HsCode, ...]:
    """The declared codes; readings of which only one can be right are not declared, but proposed."""
    found: dict[str, HsCode] = {}
    for cell in filled.get("hs", ()):
        try:
            read = codes.read_hs(cell.text, habit=plan.habits.codes.get(cell.column.index))
        except InputError as bad:
            told.unread(cell, bad)
            continue
        if read.note:
            told.notes.append(f"{cell.column.header} {cell.text!r}: {read.note}")
        if all(code.startswith(_NO_CODE) for code in (*read.codes, *read.either)):
            told.notes.append(f"{cell.column.header} {cell.text!r}: of a country's own chapter; it tells no goods")
            continue
        edition, why = plan.mapping.hs_edition, f"given in the column {cell.column.header!r}"
        spans = (cell.span,)
        found.update({code: HsCode(code, edition, declared=True, why=why, evidence=spans) for code in read.codes})
        unsure = {
            code: HsCode(code, edition, why=f"{why}, one of several readings", evidence=spans) for code in read.either
        }
        found.update({code: one for code, one in unsure.items() if code not in found})
    return tuple(one for code, one in found.items() if not _is_within(code, found))


def _is_within(code: str, found: Mapping[str, HsCode]) -> bool:
    """Whether another cell gives the same code with more digits."""
    return any(other != code and other.startswith(code) and found[other].declared for other in found)


# amounts


def _money(filled: Cells, plan: Plan, told: Told) -> Money | None:
    """The value in the first column that gives amount and currency, else amount alone; else the price of one unit."""
    beside = next(iter(filled.get("currency", ())), None)
    for name in ("value", "unit_price"):
        read = [_one_money(cell, beside, plan, name) for cell in filled.get(name, ())]
        if read:
            best = next((one for one in read if one[0].amount is not None and one[0].currency), None)
            money, said = best or next((one for one in read if one[0].amount is not None), read[0])
            told.notes.extend(said.notes)
            told.cells.extend(said.cells)
            return money
    return None


def _one_money(cell: Cell, beside: Cell | None, plan: Plan, name: str) -> tuple[Money, Told]:
    told = Told()
    amount, word = _amount(cell, plan, told)
    words = _words(word, cell, beside)
    telling = [text for text in words if not columns.is_shared_sign(text)] or words
    found = _one([columns.currency(text) for text in telling], "currency", telling)
    told.notes.extend(_notes(found))
    if not words and any(column.field == "currency" for column in plan.columns):
        told.notes.append(f"the currency of {cell.column.header} {cell.text[:_SHOWN]!r} is not told")
    per = "unit" if name == "unit_price" else "total"
    money = Money(amount, found.value, text=cell.text, evidence=_spans(cell, beside), per=per)  # type: ignore[arg-type]
    return money, told


def _amount(cell: Cell, plan: Plan, told: Told) -> tuple[float | None, str]:
    """The number of a cell and the word beside it; None with a note where it cannot be read or cannot be."""
    word = ""
    try:
        numeral, word = amounts.split_amount(cell.text)
        number = amounts.read_number(numeral, decimal=plan.habits.decimals.get(cell.column.index))
        return amounts.times(number, cell.column.scale), word
    except InputError as bad:
        told.unread(cell, bad)
        return None, word


def _quantity(filled: Cells, plan: Plan, told: Told) -> Quantity | None:
    """The quantity; for want of one the net weight, the gross weight, or the weight."""
    for name, unit in _QUANTITIES:
        for cell in filled.get(name, ()):
            amount, word = _amount(cell, plan, told)
            if amount is None and cell is not filled[name][-1]:
                continue
            beside = next(iter(filled.get(unit, ())), None)
            words = _words(word, cell, beside if name == "quantity" or not cell.column.measure else None)
            # a unit the reader does not know is kept as written: it is a unit all the same
            found = _one([columns.unit(text) or text for text in words], "unit", words)
            told.notes.extend(_notes(found))
            return Quantity(amount, found.value, text=cell.text, evidence=_spans(cell, beside))
    return None


_QUANTITIES = (
    ("quantity", "unit"),
    ("net_weight_kg", "weight_unit"),
    ("gross_weight_kg", "weight_unit"),
    ("weight", "weight_unit"),
)


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


def _vessel(filled: Cells, countries: dict[str, Country], told: Told) -> Role | None:
    found = [filled[field][0] for field in ("vessel", "imo", "flag") if field in filled]
    if not found:
        return None
    text = filled["vessel"][0].text if "vessel" in filled else None
    imo = _imo(filled)
    told.notes.extend(_notes(imo))
    return Role(
        text=text or found[0].text,
        name=(codes.without_imo(text) or None) if text else None,
        evidence=tuple(cell.span for cell in found),
        kind="vessel",
        flag=countries["flag"].code if "flag" in countries else None,
        imo=imo.value,
    )


def _imo(filled: Cells) -> Found:
    """The ship's number, if its check digit is right and the cells agree on it."""
    given = [codes.read_imo(cell.text) for cell in filled.get("vessel", ())]
    given += [codes.read_imo(cell.text) or cell.text.removesuffix(".0") for cell in filled.get("imo", ())]
    numbers = tuple(dict.fromkeys(number for number in given if number))
    if len(numbers) > 1:
        return Found(None, f"the ship's numbers {' and '.join(numbers)} do not agree: taken as unknown")
    if numbers and not codes.is_imo(numbers[0]):
        return Found(None, f"the check digit of the ship's number {numbers[0]!r} is wrong: taken as unknown")
    return Found(numbers[0] if numbers else None)


def _container_notes(filled: Cells) -> Iterator[str]:
    """The container numbers whose check digit is wrong: a slip of the pen, or a number made up."""
    for cell in filled.get("container_no", ()):
        for number in codes.containers(cell.text):
            if not codes.is_container(number):
                yield f"{cell.column.header} {number!r}: the check digit of the container number is wrong"
