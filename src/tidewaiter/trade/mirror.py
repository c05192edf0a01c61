"""Extracts of trade statistics (UN Comtrade and its like): a line is what one State says of its trade with another.

The State under sanctions reports little or nothing, so its partners' figures are read as its mirror. A line becomes an
event like a row of any table: its day is a month or a year, its goods a code, its ends the reporter and the partner.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, TypeVar, cast

from tidewaiter import datafile, places
from tidewaiter.errors import InputError
from tidewaiter.model import Event, HsCode, Money, Quantity, Role, Span, When
from tidewaiter.trade.columns import fold
from tidewaiter.trade.dates import read_date, read_month
from tidewaiter.trade.sheets import Rejected, Row, Sheet

Way = Literal["import", "export", "re-import", "re-export"]
_NEEDED = (("reporter_code", "reporter_iso", "reporter_name"), ("partner_code", "partner_iso", "partner_name"))
# "2019", "2019-03", "Imported value in 2019"
_PERIOD = re.compile(r"(?:.*\b(?:in|of|for)\s+)?((?:19|20)[0-9]{2})(?:[-/. ]?(0[1-9]|1[0-2]))?", re.IGNORECASE)
_FEWEST_PERIODS = 2
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``mirror.yaml`` as it is written."""

    columns: dict[str, tuple[str, ...]]
    multiples: dict[str, int]
    weights: dict[str, int]
    flows: dict[str, tuple[str, ...]]
    editions: dict[str, str]
    any_edition: tuple[str, ...]
    sums: tuple[str, ...]
    groups: tuple[str, ...]
    states: dict[str, str]
    areas: tuple[str, ...]
    untold: tuple[str, ...]
    whole: tuple[str, ...]
    units: dict[str, str]
    so_many: dict[str, int]
    estimated: tuple[str, ...]
    estimates: dict[str, tuple[str, ...]]
    apart: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Flow:
    """One line of statistics.

    ``event`` is what it tells, ``cells`` the ends of the route as written, by field of ``columns.yaml``. ``code`` is
    the commodity's code, of any length; ``whole`` is False for a part of a line that is broken down further (by second
    partner, transport or procedure). ``area`` is the partner as written where it is no State, ``estimated`` what of the
    amounts the statistical office has estimated ("weight", "quantity"), ``valued`` CIF or FOB.
    """

    row: int
    reporter: str
    partner: str | None
    way: Way
    period: str
    code: str
    value: float | None
    weight: float | None
    event: Event
    cells: dict[str, Span]
    whole: bool = True
    file: str = ""
    area: str | None = None
    estimated: tuple[str, ...] = ()
    valued: str = ""

    @property
    def told(self) -> bool:
        """Whether the code says what the goods are."""
        return self.code not in vocabulary().untold

    @property
    def inward(self) -> bool:
        """Whether the goods come into the reporter's State."""
        return self.way in ("import", "re-import")


@dataclass(frozen=True, slots=True)
class Figure:
    """What is kept of a line that is only compared: the fields of ``Flow`` of the same names."""

    row: int
    file: str
    reporter: str
    partner: str | None
    way: Way
    period: str
    code: str
    value: float | None
    weight: float | None
    whole: bool
    area: str | None
    valued: str

    @property
    def inward(self) -> bool:
        """Whether the goods come into the reporter's State."""
        return self.way in ("import", "re-import")


def figure_of(flow: Flow) -> Figure:
    """The line without its event."""
    return Figure(
        flow.row, flow.file, flow.reporter, flow.partner, flow.way, flow.period, flow.code, flow.value, flow.weight,
        flow.whole, flow.area, flow.valued,
    )  # fmt: skip


Told = TypeVar("Told", Flow, Figure)
_Line = tuple[str, Way, "str | None", str, str, "str | None"]


def counted_once(lines: Iterable[Told]) -> tuple[Told, ...]:
    """The lines without those that another one already holds.

    These are codes within codes, parts of a line, months of a year, and a line that a second file repeats.
    """
    listed: list[Told] = _unrepeated(lines)
    whole = {_key(one) for one in listed if one.whole}
    kept: list[Told] = [one for one in listed if one.whole or _key(one) not in whole]
    keys: set[_Line] = {_key(one) for one in kept}
    months = {(one.reporter, one.way, one.partner, one.area, one.period[:4]) for one in kept if len(one.period) > 4}
    return tuple(one for one in kept if not _within(one, keys) and not _of_months(one, months))


def _key(one: Flow | Figure) -> _Line:
    return one.reporter, one.way, one.partner, one.period, one.code, one.area


def _unrepeated(lines: Iterable[Told]) -> list[Told]:
    """The lines without those that another file has given already, with the same value and weight."""
    first: dict[tuple[object, ...], str] = {}

    def is_first(one: Told) -> bool:
        return first.setdefault((*_key(one), one.value, one.weight, one.whole), one.file) == one.file

    return [one for one in lines if is_first(one)]


def _within(one: Flow | Figure, keys: set[_Line]) -> bool:
    """Whether a shorter code of the same month already counts it."""
    reporter, way, partner, period, code, area = _key(one)
    return any((reporter, way, partner, period, code[:n], area) in keys for n in range(2, len(code), 2))


def _of_months(one: Flow | Figure, months: set[tuple[str, Way, str | None, str | None, str]]) -> bool:
    return len(one.period) == 4 and (one.reporter, one.way, one.partner, one.area, one.period) in months


@functools.cache
def vocabulary() -> Vocabulary:
    """The file's entries."""
    return datafile.read(Path(__file__).with_name("mirror.yaml"), Vocabulary)


@functools.cache
def _aliases() -> dict[str, str]:
    return {fold(alias): name for name, aliases in vocabulary().columns.items() for alias in aliases}


@functools.cache
def _ways() -> dict[str, Way]:
    return {word: cast("Way", way) for way, listed in vocabulary().flows.items() for word in listed}


def columns_of(headers: tuple[str, ...]) -> dict[str, int]:
    """The place of every column of statistics that the headers name; the first of two of one name counts."""
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        name = _aliases().get(fold(header)) or _aliases().get(fold(_unmultiplied(header)[0]))
        if name:
            found.setdefault(name, place)
    return found


@functools.lru_cache(maxsize=1024)
def _unmultiplied(header: str) -> tuple[str, int]:
    """A header without the multiple that it names, and the multiple: ("Trade value (US$)", 1000)."""
    known = {**vocabulary().multiples, **vocabulary().weights}
    words = re.split(r"(\s+|[()\[\],])", header)
    hit = next((word.casefold() for word in words if word.casefold() in known), None)
    return "".join(word for word in words if word.casefold() != hit), known[hit] if hit else 1


def _periods(headers: tuple[str, ...], found: dict[str, int]) -> dict[int, str]:
    """The columns that are years or months, with what they are; none in a table that has a column of periods."""
    if "period" in found or "year" in found:
        return {}
    hits = {place: _PERIOD.fullmatch(header) for place, header in enumerate(headers)}
    told = {place: "-".join(filter(None, hit.groups())) for place, hit in hits.items() if hit}
    return told if len(told) >= _FEWEST_PERIODS else {}


def is_mirror(headers: tuple[str, ...]) -> bool:
    """Whether a table is an extract of statistics: reporter, partner, flow, period and code are there."""
    return not _lacking(columns_of(headers))


def is_wide(headers: tuple[str, ...]) -> bool:
    """Whether years or months are columns of their own."""
    return bool(_periods(headers, columns_of(headers)))


def _lacking(places_of: dict[str, int]) -> tuple[str, ...]:
    named = {
        "reporter": _NEEDED[0],
        "partner": _NEEDED[1],
        "flow": ("flow_code", "flow_name"),
        "period": ("period", "year"),
        "commodity code": ("code",),
    }
    return tuple(name for name, columns in named.items() if not any(column in places_of for column in columns))


def read_flows(sheet: Sheet) -> Iterator[Flow | Rejected | None]:
    """Every line of a sheet: a flow, a rejection, or None for a sum over all partners or all goods.

    Raises InputError where the sheet is no extract of statistics.
    """
    found = columns_of(sheet.headers)
    periods = _periods(sheet.headers, found)
    lacking = tuple(name for name in _lacking(found) if not (name == "period" and periods))
    if lacking:
        raise InputError(
            f"not an extract of trade statistics: no column for {', '.join(lacking)}",
            path=sheet.path,
            line=sheet.line,
            hint="it needs reporter, partner, flow, period and commodity code, as UN Comtrade names them; "
            "a table of shipments is read by: tidewaiter screen",
        )
    for row in sheet.rows():
        if isinstance(row, Rejected):
            yield row
        elif periods:
            yield from _read_wide(row, found, periods, sheet)
        else:
            yield _read(row, _cells(row, found, sheet.path), sheet.path)


def _cells(row: Row, found: dict[str, int], path: str) -> dict[str, Span]:
    return {name: _span(row, place, path) for name, place in found.items() if row.cells[place][1].strip()}


def _span(row: Row, place: int, path: str) -> Span:
    column, text = row.cells[place]
    return Span(document=path, quote=text, sheet=row.sheet, row=row.number, column=column)


def _read_wide(
    row: Row, found: dict[str, int], periods: dict[int, str], sheet: Sheet
) -> Iterator[Flow | Rejected | None]:
    """A line for every year or month of a row that has a value in its column; nothing was traded where it is 0."""
    cells = _cells(row, {name: place for name, place in found.items() if name != "value"}, sheet.path)
    for place, period in periods.items():
        text = row.cells[place][1].strip()
        if not text or re.fullmatch(r"[-–.]+|0+(?:[.,]0+)?", text):
            continue
        when = Span(document=sheet.path, quote=period, sheet=row.sheet, row=sheet.line, column=row.cells[place][0])
        yield _read(row, {**cells, "period": when, "value": _span(row, place, sheet.path)}, sheet.path)


def _read(row: Row, cells: dict[str, Span], path: str) -> Flow | Rejected | None:
    try:
        return _flow(row.number, cells)
    except InputError as bad:
        span = cells.get(str(bad.column)) if bad.column else None
        column, value = (span.column, span.quote) if span else (None, bad.value)
        return Rejected(path, row.number, column, value, bad.what, bad.hint, row.sheet)


def _flow(number: int, cells: dict[str, Span]) -> Flow | None:
    sums = vocabulary().sums
    code = _text(cells, "code").strip("'")
    partner_told = _told(cells, "partner")
    if code.casefold() in sums or not partner_told or any(text in sums for text in partner_told):
        return None
    if any(text in vocabulary().groups for text in _told(cells, "reporter")):
        return None
    code = _code(code, cells)
    way, when = _way(cells), _when(cells)
    reporter = _country(cells, "reporter")
    area = cells[_first(cells, "partner")].quote.strip() if _is_area(partner_told) else None
    partner = _country(cells, "partner") if area is None else None
    if reporter is None:
        raise InputError("the reporter's columns name two States", column=_first(cells, "reporter"))
    ends = {name: cells[name] for name in _NEEDED[1] if name in cells}
    event = _event(number, cells, way, when, reporter, partner, code, tuple(ends.values()))
    whole = all(
        _text(cells, name).casefold() in vocabulary().whole for name in ("second_partner", "transport", "procedure")
    )
    return Flow(
        row=number,
        reporter=reporter,
        partner=partner,
        way=way,
        period=when.value or "",
        code=code,
        value=_number(cells, "value"),
        weight=_number(cells, "weight"),
        event=event,
        cells=_ends(way, ends),
        whole=whole,
        file=next(iter(cells.values())).document,
        area=area,
        estimated=_estimated(cells),
        valued=_valued(cells, way),
    )


def _told(cells: dict[str, Span], end: str) -> list[str]:
    names = (f"{end}_code", f"{end}_iso", f"{end}_name")
    return [_text(cells, name).casefold() for name in names if name in cells]


def _is_area(told: list[str]) -> bool:
    """Whether a partner is no State, as all that is told of it says: its number alone may be that of one."""
    areas = vocabulary().areas
    return any(text in areas for text in told) and not any(text in vocabulary().states for text in told)


def _code(code: str, cells: dict[str, Span]) -> str:
    """The code as text: a zero that was lost at its beginning is put back, for in statistics codes have even lengths.

    Raises InputError for codes of another classification.
    """
    kind = _text(cells, "classification").casefold()
    if kind and kind not in vocabulary().any_edition and kind[:2] not in vocabulary().editions:
        hint = "take the same extract in the classification HS: codes of SITC and BEC mean other goods"
        raise InputError("not the Harmonized System", column="classification", value=kind.upper(), hint=hint)
    return f"0{code}" if re.fullmatch("[0-9]+", code) and len(code) % 2 else code


def _estimated(cells: dict[str, Span]) -> tuple[str, ...]:
    known = vocabulary()
    found = [name for name in ("weight", "quantity") if _text(cells, f"{name}_estimated").casefold() in known.estimated]
    return tuple(dict.fromkeys((*found, *known.estimates.get(_text(cells, "estimates"), ()))))


def _valued(cells: dict[str, Span], way: Way) -> str:
    """CIF or FOB: as the columns tell, else as is usual for the flow."""
    cif, fob = (_number(cells, name) for name in ("value_cif", "value_fob"))
    value = _number(cells, "value")
    if value and (value == cif) != (value == fob):
        return "CIF" if value == cif else "FOB"
    return "CIF" if way in ("import", "re-import") else "FOB"


def _ends(way: Way, partner: dict[str, Span]) -> dict[str, Span]:
    """The partner's cells under the names of fields of a shipment: the first two that differ in kind."""
    fields = ("origin", "dispatch") if way in ("import", "re-import") else ("destination", "recipient_country")
    order = [partner[name] for name in ("partner_iso", "partner_name", "partner_code") if name in partner]
    return dict(zip(fields, order, strict=False))


def _text(cells: dict[str, Span], name: str) -> str:
    return cells[name].quote.strip() if name in cells else ""


def _first(cells: dict[str, Span], end: str) -> str:
    return next(name for name in (f"{end}_iso", f"{end}_name", f"{end}_code") if name in cells)


def _way(cells: dict[str, Span]) -> Way:
    for name in ("flow_code", "flow_name"):
        way = _ways().get(_text(cells, name).casefold())
        if way:
            return way
    column = "flow_code" if "flow_code" in cells else "flow_name"
    raise InputError("not a known flow", column=column, value=_text(cells, column), hint="M or X, import or export")


def _when(cells: dict[str, Span]) -> When:
    """The month or the year; 202103 and 2021 with a month beside it, by number or name, are one month."""
    text, year = _text(cells, "period") or _text(cells, "year"), _text(cells, "year")
    month = _text(cells, "month_of_year")
    if text != year and year and not month and read_month(text) and not re.fullmatch("[0-9]{4,}", text):
        text, month = year, text  # a column that is called "month" beside one of years
    if re.fullmatch(r"[0-9]{4}(0[1-9]|1[0-2])", text):
        text = f"{text[:4]}-{text[4:]}"
    elif re.fullmatch("[0-9]{4}", text) and month:
        number = read_month(month)
        text = f"{text}-{number:02}" if number else text
    column = "period" if "period" in cells else "year"
    try:
        return replace(read_date(text, period=True), text=text, rule="cell", evidence=(cells[column],))
    except (InputError, KeyError):
        hint = "write a year (2021) or a month (202103)"
        raise InputError("not a month or a year", column=column, value=text, hint=hint) from None


def _country(cells: dict[str, Span], end: str) -> str | None:
    """The State that all columns of one end name; None where they name two, or a word that may be two.

    Raises InputError where no column names a State.
    """
    told = []
    for name in (f"{end}_iso", f"{end}_name", f"{end}_code"):
        if name in cells:
            text = _text(cells, name)
            own = vocabulary().states.get(text.casefold())
            match = places.find(text.zfill(3) if text.isdigit() else text)
            told.append((own, "name") if own else (match.place.code if match.place else None, match.how))
    known = {code for code, how in told if code}
    if len(known) == 1 and all(code or how == "none" for code, how in told):
        return known.pop()
    if not known and all(how == "none" for _, how in told):
        raise InputError("not the name of a State", column=_first(cells, end), value=_text(cells, _first(cells, end)))
    return None


def _number(cells: dict[str, Span], name: str) -> float | None:
    text = _text(cells, name)
    if not text:
        return None
    plain = text.replace(",", "") if re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", text) else text
    if not _NUMBER.fullmatch(plain):
        raise InputError("not a number", column=name, value=text, hint="write it with a point before decimals")
    return float(plain) * (_unmultiplied(cells[name].column or "")[1] if name in ("value", "weight") else 1)


def _event(
    number: int,
    cells: dict[str, Span],
    way: Way,
    when: When,
    reporter: str,
    partner: str | None,
    code: str,
    partner_spans: tuple[Span, ...],
) -> Event:
    """What a line tells: of imports the partner is the origin, of exports the last known destination.

    The text beside a code is the nomenclature's own, which is the code again: the code alone tells the goods.
    """
    if not re.fullmatch("[0-9]{2,10}", code):
        raise InputError("not an HS code", column="code", value=code, hint="a code of 2, 4 or 6 digits")
    own = Role(
        text=_text(cells, _first(cells, "reporter")), country=reporter, evidence=(cells[_first(cells, "reporter")],)
    )
    other = Role(text=partner_spans[0].quote.strip(), country=partner, evidence=partner_spans)
    edition = vocabulary().editions.get(_text(cells, "classification").casefold()[:2])
    inward = way in ("import", "re-import")
    return Event(
        id=f"row-{number}",
        type="transfer",
        date=when,
        manner=("re-export",) if way == "re-export" else (),
        supplier=own if not inward else other if way == "re-import" else None,
        origin=other if way == "import" else None,
        recipient=own if inward else None,
        destination=own if inward else other,
        hs=_codes(code, edition, cells["code"]),
        quantity=_quantity(cells),
        value=_money(cells),
        evidence=tuple(cells.values()),
        rule="row",
    )


def _codes(code: str, edition: str | None, cell: Span) -> tuple[HsCode, ...]:
    """The code, where it stands for goods: of "not specified" nothing is told."""
    if code in vocabulary().untold:
        return ()
    why = f"given in the column {cell.column!r}"
    return (HsCode(code, edition=edition, declared=True, why=why, evidence=(cell,)),)


def _quantity(cells: dict[str, Span]) -> Quantity | None:
    """The weight, where one is told; else the quantity in its unit (a pair is two pieces)."""
    told = _text(cells, "unit").casefold()
    unit = vocabulary().units.get(told)
    weight, amount = _number(cells, "weight"), _number(cells, "quantity")
    if weight:
        return Quantity(weight, "kg", text=_text(cells, "weight"), evidence=(cells["weight"],))
    if amount and amount > 0 and unit:
        many = amount * vocabulary().so_many.get(told, 1)
        return Quantity(many, unit, text=_text(cells, "quantity"), evidence=(cells["quantity"],))
    return None


def _money(cells: dict[str, Span]) -> Money | None:
    """The value in US dollars, as statistics have it; under a year for a header the currency is not told."""
    amount = _number(cells, "value")
    if amount is None:
        return None
    column = cells["value"].column or ""
    currency = None if _PERIOD.fullmatch(column) else "USD"
    return Money(amount, currency, text=_text(cells, "value"), evidence=(cells["value"],))
