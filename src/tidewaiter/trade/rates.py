"""A file of rates: date, currency, rate (dollars for one unit), source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tidewaiter.errors import InputError
from tidewaiter.trade.columns import fold
from tidewaiter.trade.dates import read_date
from tidewaiter.trade.forms import open_sheets
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source

COLUMNS = ("date", "currency", "rate", "source")
_HINT = "the columns of a file of rates are date, currency, rate (US dollars for one unit of it) and source"


@dataclass(frozen=True, slots=True)
class RateLine:
    """One line: the first and the last day for which it holds, as its date tells, and the rest as written."""

    first: date
    last: date
    currency: str
    dollars: float
    source: str
    told: str


def read_rates(source: Source) -> tuple[RateLine, ...]:
    """All rates of a file.

    Raises InputError for a line that cannot be read: a threshold may hang on it.
    """
    found = tuple(line for sheet in open_sheets(source) for line in _lines(sheet))
    if not found:
        raise InputError("no rate in this file", path=source.name, hint=_HINT)
    return found


def _lines(sheet: Sheet) -> Iterator[RateLine]:
    places = {fold(header): place for place, header in enumerate(sheet.headers)}
    lacking = [name for name in COLUMNS if name not in places]
    if lacking:
        raise InputError(f"no column {', '.join(lacking)}", path=sheet.path, line=sheet.line, hint=_HINT)
    for row in sheet.rows():
        if isinstance(row, Rejected):
            raise InputError(row.what, path=row.path, line=row.line, hint=row.hint)
        yield _line(row, {name: row.cells[places[name]][1].strip() for name in COLUMNS}, sheet.path)


def _line(row: Row, cells: dict[str, str], path: str) -> RateLine:
    def fail(column: str, what: str, hint: str) -> InputError:
        return InputError(what, path=path, line=row.number, column=column, value=cells[column], hint=hint)

    try:
        when = read_date(cells["date"])
    except InputError as bad:
        raise fail("date", bad.what, "write a day (2017-03-01), a month (2017-03) or a year (2017)") from None
    if when.earliest is None or when.latest is None:
        raise fail("date", "not a day, a month or a year", "write 2017-03-01, 2017-03 or 2017")
    currency = cells["currency"].upper()
    if len(currency) != 3 or not currency.isalpha() or not currency.isascii():
        raise fail("currency", "not a currency", "write its three letters: EUR")
    try:
        dollars = float(cells["rate"])
    except ValueError:
        dollars = 0.0
    if not 0 < dollars < float("inf"):
        raise fail("rate", "not a rate", "write US dollars for one unit, with a point before decimals: 1.0553")
    if not cells["source"]:
        raise fail("source", "no source", "say who published the rate: a rate without a source proves nothing")
    return RateLine(when.earliest, when.latest, currency, dollars, cells["source"], cells["date"])
