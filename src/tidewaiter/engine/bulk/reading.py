"""A table as the engine sees it: its plan, and how a row of it is read. Small, and sent to every process."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.engine.parties.index import at
from tidewaiter.law import load
from tidewaiter.model.measure import Regime
from tidewaiter.trade.columns import Column
from tidewaiter.trade.plan import Plan
from tidewaiter.trade.rows import Shipment, read_shipment
from tidewaiter.trade.sheets import Rejected, Row

if TYPE_CHECKING:
    from tidewaiter.parties.matching.matcher import Matcher

Place = int | tuple[str, int]
"""The number of a row; with the part of its record before it, where a record of the file holds several rows."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one table are read.

    ``path`` is the name that stands in evidence, ``regime`` the folder of a regime other than the package's,
    ``lists`` the saved index of lists in which the parties of the rows are looked up.
    """

    path: str
    headers: tuple[str, ...]
    plan: Plan
    sheet: str | None = None
    regime: str | None = None
    lists: str | None = None

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the file that count; values given for the whole file have none."""
        return tuple(column for column in self.plan.columns if column.index >= 0)

    def read(self, texts: Mapping[int, str], place: Place = 1) -> Shipment | Rejected:
        """The shipment of a row with these cells by column index, the others empty; or why it is rejected."""
        cells = tuple((header, texts.get(at, "")) for at, header in enumerate(self.headers))
        sheet, number = place if isinstance(place, tuple) else (self.sheet, place)
        return read_shipment(Row(number, cells, sheet), self.plan, path=self.path)

    def law(self) -> Regime:
        """The regime, loaded once in a process."""
        return _law(self.regime)

    def listed(self) -> Matcher | None:
        """The lists, opened once in a process; None where none are asked."""
        return at(Path(self.lists)) if self.lists else None


@functools.lru_cache(maxsize=4)
def _law(folder: str | None) -> Regime:
    return load.load(Path(folder)) if folder else load.default()
