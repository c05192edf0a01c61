"""Extracts of trade statistics (UN Comtrade and its like): a line is what one State says of its trade with another.

The State under sanctions reports little or nothing, so its partners' figures are read as its mirror. A line becomes an
event like a row of any table: its day is a month or a year, its goods a code, its ends the reporter and the partner.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal, cast

from tidewaiter import datafile, places
from tidewaiter.errors import InputError
from tidewaiter.model import Event, HsCode, Money, Quantity, Role, Span, When
from tidewaiter.trade.columns import fold
from tidewaiter.trade.dates import read_date
from tidewaiter.trade.sheets import Rejected, Row, Sheet

Way = Literal["import", "export", "re-import", "re-export"]
_NEEDED = (("reporter_code", "reporter_iso", "reporter_name"), ("partner_code", "partner_iso", "partner_name"))
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``mirror.yaml`` as it is written."""

    columns: dict[str, tuple[str, ...]]
    flows: dict[str, tuple[str, ...]]
    editions: dict[str, str]
    sums: tuple[str, ...]
    whole: tuple[str, ...]
    units: dict[str, str]


@dataclass(frozen=True, slots=True)
class Flow:
    """One line of statistics.

    ``event`` is what it tells, ``cells`` the ends of the route as written, by field of ``columns.yaml``. ``code`` is
    the commodity's code, of any length; ``whole`` is False for a part of a line that is broken down further (by second
    partner, transport or procedure).
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
        name = _aliases().get(fold(header))
        if name:
            found.setdefault(name, place)
    return found


def is_mirror(headers: tuple[str, ...]) -> bool:
    """Whether a table is an extract of statistics: reporter, partner, flow, period and code are there."""
    return not _lacking(columns_of(headers))


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
    lacking = _lacking(found)
    if lacking:
        raise InputError(
            f"not an extract of trade statistics: no column for {', '.join(lacking)}",
            path=sheet.path,
            line=sheet.line,
            hint="it needs reporter, partner, flow, period and commodity code, as UN Comtrade names them; "
            "a table of shipments is read by: tidewaiter screen",
        )
    for row in sheet.rows():
        yield row if isinstance(row, Rejected) else _read(row, found, sheet.path)


def _read(row: Row, found: dict[str, int], path: str) -> Flow | Rejected | None:
    cells = {
        name: Span(
            document=path, quote=row.cells[place][1], sheet=row.sheet, row=row.number, column=row.cells[place][0]
        )
        for name, place in found.items()
        if row.cells[place][1].strip()
    }
    try:
        return _flow(row.number, cells)
    except InputError as bad:
        span = cells.get(str(bad.column)) if bad.column else None
        column, value = (span.column, span.quote) if span else (None, bad.value)
        return Rejected(path, row.number, column, value, bad.what, bad.hint, row.sheet)


def _flow(number: int, cells: dict[str, Span]) -> Flow | None:
    sums = vocabulary().sums
    code = _text(cells, "code").strip("'")
    partner_told = [_text(cells, name).casefold() for name in _NEEDED[1] if name in cells]
    if code.casefold() in sums or not partner_told or any(text in sums for text in partner_told):
        return None
    way, when = _way(cells), _when(cells)
    reporter = _country(cells, "reporter")
    partner = _country(cells, "partner")
    if reporter is None:
        raise InputError("the reporter's columns name two States", column=_first(cells, "reporter"))
    ends = {name: cells[name] for name in _NEEDED[1] if name in cells}
    event = _event(number, cells, way, when, reporter, partner, code, tuple(ends.values()))
    whole = all(
        _text(cells, name).casefold() in vocabulary().whole for name in ("second_partner", "transport", "procedure")
    )
    value, weight = _number(cells, "value"), _number(cells, "weight")
    named = _ends(way, ends)
    return Flow(number, reporter, partner, way, when.value or "", code, value, weight, event, named, whole)


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
    """The month or the year; "202103" and "2021" with a month of its own are both March."""
    text = _text(cells, "period") or _text(cells, "year")
    month = _text(cells, "month_of_year")
    if re.fullmatch(r"[0-9]{4}(0[1-9]|1[0-2])", text):
        text = f"{text[:4]}-{text[4:]}"
    elif re.fullmatch("[0-9]{4}", text) and re.fullmatch("0?[1-9]|1[0-2]", month):
        text = f"{text}-{int(month):02}"
    column = "period" if "period" in cells else "year"
    try:
        return replace(read_date(text), text=text, rule="cell", evidence=(cells[column],))
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
            match = places.find(text.zfill(3) if text.isdigit() else text)
            told.append((match.place.code if match.place else None, match.how))
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
    return float(plain)


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
        hs=(HsCode(code, edition=edition, declared=True, why=f"given in the column {cells['code'].column!r}"),),
        quantity=_quantity(cells),
        value=_money(cells),
        evidence=tuple(cells.values()),
        rule="row",
    )


def _quantity(cells: dict[str, Span]) -> Quantity | None:
    unit = vocabulary().units.get(_text(cells, "unit").casefold())
    weight, amount = _number(cells, "weight"), _number(cells, "quantity")
    if weight:
        return Quantity(weight, "kg", text=_text(cells, "weight"), evidence=(cells["weight"],))
    if amount and unit:
        return Quantity(amount, unit, text=_text(cells, "quantity"), evidence=(cells["quantity"],))
    return None


def _money(cells: dict[str, Span]) -> Money | None:
    amount = _number(cells, "value")
    return Money(amount, "USD", text=_text(cells, "value"), evidence=(cells["value"],)) if amount is not None else None
