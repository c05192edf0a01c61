"""The regime as a filter over Arrow columns: it keeps every row that the slow path may speak of.

A row is kept where one of its cells gets it rejected, where a text in it names the target or an
act, or where its countries, as far as they are told, leave a way to or from the target open. What
a combination of countries leaves open is asked of the law itself, once for each combination.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tidewaiter.engine.bulk import numbers
from tidewaiter.engine.bulk.reading import TEXTS, Reading
from tidewaiter.engine.bulk.resolve import EMPTY, MUST, NUMBERS, PLAIN, raises, speaks, state_of, words
from tidewaiter.trade.columns import Column
from tidewaiter.trade.rows import Rejected

_REMEMBERED = 200_000  # distinct values of a column


@dataclass(slots=True)
class Filter:
    """A filter for one table. It remembers what it has asked, and serves any number of batches."""

    reading: Reading
    known: dict[int, dict[str | None, int]] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    answers: dict[int, bool] = field(default_factory=dict)

    def mask(self, cells: Mapping[int, Any], rows: int) -> Any:
        """Which rows go to the slow path, as a boolean numpy array; ``cells`` are Arrow arrays by column index.

        The arrays are of text, plain or by dictionary; days and numbers that need no reading may be left out.
        """
        import numpy as np

        must = np.zeros(rows, dtype=bool)
        ways = np.zeros(rows, dtype=np.int64)
        for column in self.reading.columns:
            if column.index not in cells:
                continue
            cell = cells[column.index]
            if column.field in NUMBERS:
                must |= numbers.doubtful(cell, column, self.reading)
                continue
            states = self._texts(cell, column) if column.field in TEXTS else self._distinct(cell, column)
            must |= states == MUST
            if base := _base(column):
                ways = ways * base + np.minimum(states, base - 1)
        return must | self._open(ways)

    def _distinct(self, cell: Any, column: Column) -> Any:
        """The states of a column, each distinct value asked once."""
        import numpy as np

        values, places = numbers.encoded(cell)
        known = self.known.setdefault(column.index, {})
        if len(known) > _REMEMBERED:
            known.clear()
        table = np.empty(len(values) + 1, dtype=np.int8)
        table[-1] = EMPTY
        for at, value in enumerate(values):
            state = known.get(value)
            if state is None:
                state = known[value] = EMPTY if value is None else state_of(value, column, self.reading)
                self.shown.setdefault((column.index, state), value or "")
            table[at] = state
        return table[places]

    def _texts(self, cell: Any, column: Column) -> Any:
        """The states of running texts: all are tried with one pattern, and only those it finds are asked about."""
        import numpy as np
        import pyarrow as pa

        if not pa.types.is_dictionary(cell.type):
            return self._searched(cell, column)
        values, places = numbers.encoded(cell)
        known = self.known.setdefault(column.index, {})
        if len(known) > _REMEMBERED:
            known.clear()
        new = [value for value in values if value not in known]
        known.update(zip(new, self._searched(pa.array(new, pa.string()), column).tolist(), strict=True))
        return np.array([*map(known.__getitem__, values), EMPTY], dtype=np.int8)[places]

    def _searched(self, texts: Any, column: Column) -> Any:
        import numpy as np
        import pyarrow.compute as pc

        law, item = self.reading.law(), column.field == "item"
        texts = pc.fill_null(texts, "")
        states = np.where(pc.equal(texts, "").to_numpy(zero_copy_only=False), EMPTY, PLAIN).astype(np.int8)
        pattern = words(law, acts=item).arrow
        found = pc.or_(pc.match_substring_regex(texts, pattern), pc.invert(pc.string_is_ascii(texts)))
        for at in np.flatnonzero(found.to_numpy(zero_copy_only=False)):
            if speaks(texts[int(at)].as_py(), law, item=item):
                states[at] = MUST
        return states

    def _open(self, ways: Any) -> Any:
        """Whether each combination of ends leaves a way to or from the target open."""
        import numpy as np

        kinds, places = _few(ways)
        for kind in kinds:
            if kind not in self.answers:
                self.answers[kind] = self._ask(kind)
        return np.array([self.answers[kind] for kind in kinds], dtype=bool)[places]

    def _ask(self, kind: int) -> bool:
        """Asks the law about a row that has, in every column, a cell of the state that the combination tells."""
        texts: dict[int, str] = {}
        for column in reversed(self.reading.columns):
            if base := _base(column):
                kind, state = divmod(kind, base)
                texts[column.index] = self.shown.get((column.index, state), "x") if state else ""
        event = self.reading.read(texts)
        return isinstance(event, Rejected) or raises(event, self.reading.law())


def _few(ways: Any) -> tuple[list[int], Any]:
    """The distinct numbers, and each row's place among them."""
    import pyarrow as pa

    found = pa.array(ways).dictionary_encode()
    return found.dictionary.to_pylist(), found.indices.to_numpy()


def _base(column: Column) -> int:
    """How many states of a column play a part in the ways of a row."""
    if column.kind == "country":
        return 4
    return 2 if column.field in TEXTS else 0
