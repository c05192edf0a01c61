"""A table as the engine sees it: its columns, how a row of them is read, and how an event is answered in a line."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.law import load
from tidewaiter.model import Event
from tidewaiter.model.measure import Regime
from tidewaiter.trade.columns import Column
from tidewaiter.trade.habits import Habits
from tidewaiter.trade.rows import Rejected, Row, read_row

TEXTS = ("item", "supplier", "recipient", "vessel", "imo")


@dataclass(frozen=True, slots=True)
class Reading:
    """How the rows of one table are read: small, and sent to every process that reads some of them.

    ``path`` is the name that stands in evidence, ``regime`` the folder of a regime other than the package's.
    """

    path: str
    headers: tuple[str, ...]
    columns: tuple[Column, ...]
    habits: Habits
    sheet: str | None = None
    regime: str | None = None

    def read(self, texts: Mapping[int, str], number: int = 1) -> Event | Rejected:
        """The event of a row with these cells by column index, the others empty; or why it is rejected."""
        cells = tuple((header, texts.get(at, "")) for at, header in enumerate(self.headers))
        return read_row(Row(number, cells, self.sheet), self.columns, self.habits, path=self.path)

    def law(self) -> Regime:
        """The regime, loaded once in a process."""
        return _law(self.regime)


@functools.lru_cache(maxsize=4)
def _law(folder: str | None) -> Regime:
    return load.load(Path(folder)) if folder else load.default()
