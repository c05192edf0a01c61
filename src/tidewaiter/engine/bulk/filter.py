"""The regime as a filter over Arrow columns: it keeps every row that the slow path may speak of.

A row is kept where one of its cells cannot be read, where a text in it points to the target or
names an act, or where its countries, as far as they are told, leave a way to or from the target
open. What a combination of countries leaves open is asked of the law itself, once for each one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tidewaiter.checks import words as korea
from tidewaiter.engine.bulk import numbers
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.engine.bulk.resolve import (
    EMPTY,
    MUST,
    NUMBERS,
    PLAIN,
    SILENT,
    TARGET,
    TEXTS,
    code_of,
    raises,
    state_of,
    ties,
    words,
)
from tidewaiter.trade import columns
from tidewaiter.trade.columns import Column
from tidewaiter.trade.sheets import Rejected

_REMEMBERED = 200_000  # distinct values of a column
_FLOWS = ("import", "export", "re-export", "transit")


@dataclass(slots=True)
class Filter:
    """A filter for one table. It remembers what it has asked, and serves any number of batches."""

    reading: Reading
    known: dict[int, dict[str | None, int]] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    answers: dict[int, bool] = field(default_factory=dict)

    def mask(self, cells: Mapping[int, Any], rows: int) -> Any:
        """Which rows go to the slow path, as a boolean numpy array; ``cells`` are Arrow arrays by column index."""
        import numpy as np

        if self._in_its_money():
            return np.ones(rows, dtype=bool)
        must = np.zeros(rows, dtype=bool)
        ways = np.zeros(rows, dtype=np.int64)
        for column in self.reading.columns:
            if column.kind in SILENT:
                continue
            cell = cells[column.index]
            if column.kind in (*NUMBERS, "hs"):
                must |= numbers.doubtful(cell, column, self.reading)
                continue
            states = self._texts(cell, column) if column.kind in TEXTS else self._distinct(cell, column)
            # a cell that names the target keeps its row, whichever way the goods go: another may speak against it
            must |= (states == MUST) | (states == TARGET) if column.kind == "country" else states == MUST
            if base := _base(column):
                ways = ways * base + np.minimum(states, base - 1)
        return must | self._apart(cells, rows) | self._open(ways)

    def _in_its_money(self) -> bool:
        """Whether a header says that the whole table counts in the target's currency."""
        listed, target = korea.words().currencies, self.reading.law().target
        return any(listed.get(column.measure or "") == target for column in self.reading.columns)

    def _distinct(self, cell: Any, column: Column) -> Any:
        """The states of a column, each distinct value asked once."""
        import numpy as np

        values, places = numbers.encoded(cell)
        known = self._remembered(column)
        table = np.empty(len(values) + 1, dtype=np.int8)
        table[-1] = EMPTY
        for at, value in enumerate(values):
            state = known.get(value)
            if state is None:
                state = known[value] = self._state(value, column)
                self.shown.setdefault((column.index, state), value or "")
            table[at] = state
        return table[places]

    def _state(self, value: str | None, column: Column) -> int:
        if value is None:
            return EMPTY
        if column.kind == "flow" and (flow := columns.flow(value)) in _FLOWS:
            return 5 + _FLOWS.index(str(flow))
        return state_of(value, column, self.reading)

    def _remembered(self, column: Column) -> dict[str | None, int]:
        known = self.known.setdefault(column.index, {})
        if len(known) > _REMEMBERED:
            known.clear()
        return known

    def _texts(self, cell: Any, column: Column) -> Any:
        """The states of running texts: all are tried with one pattern, and only those it finds are asked about."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        if not pa.types.is_dictionary(cell.type):
            return self._searched(cell, column)
        places = pc.fill_null(cell.indices, len(cell.dictionary)).to_numpy()
        return np.append(self._searched(cell.dictionary, column), np.int8(EMPTY))[places]

    def _searched(self, texts: Any, column: Column) -> Any:
        import numpy as np
        import pyarrow.compute as pc

        law, item = self.reading.law(), column.kind == "text"
        texts = pc.fill_null(texts, "")
        states = np.where(pc.equal(texts, "").to_numpy(zero_copy_only=False), EMPTY, PLAIN).astype(np.int8)
        pattern = words(law, acts=item).arrow
        found = pc.or_(pc.match_substring_regex(texts, pattern), pc.invert(pc.string_is_ascii(texts)))
        for at in np.flatnonzero(found.to_numpy(zero_copy_only=False)):
            if ties(texts[int(at)].as_py(), law, item=item):
                states[at] = MUST
        return states

    def _apart(self, cells: Mapping[int, Any], rows: int) -> Any:
        """Where two columns of one end name different countries: the end is then unknown."""
        import numpy as np

        out = np.zeros(rows, dtype=bool)
        countries = [column for column in self.reading.columns if column.kind == "country"]
        several = [name for name, count in Counter(column.field for column in countries).items() if count > 1]
        for name in several:
            codes: dict[str, int] = {}
            found = [self._codes(cells[one.index], one, codes) for one in countries if one.field == name]
            for other in found[1:]:
                out |= (found[0] != other) & (found[0] > 0) & (other > 0)
                found[0] = np.where(found[0] > 0, found[0], other)
        return out

    def _codes(self, cell: Any, column: Column, codes: dict[str, int]) -> Any:
        """A number for the country of each row, 0 where none is told."""
        import numpy as np

        values, places = numbers.encoded(cell)
        named = [code_of(value, column) if value else None for value in values]
        table = [codes.setdefault(code, len(codes) + 1) if code else 0 for code in named]
        return np.array([*table, 0])[places]

    def _open(self, ways: Any) -> Any:
        """Whether each combination of ends leaves a way to or from the target open."""
        import numpy as np
        import pyarrow as pa

        found = pa.array(ways).dictionary_encode()
        kinds = found.dictionary.to_pylist()
        for kind in kinds:
            if kind not in self.answers:
                self.answers[kind] = self._ask(kind)
        return np.array([self.answers[kind] for kind in kinds], dtype=bool)[found.indices.to_numpy()]

    def _ask(self, kind: int) -> bool:
        """Asks the law about a row that has, in every column, a cell of the state that the combination tells."""
        texts: dict[int, str] = {}
        for column in reversed(self.reading.columns):
            if base := _base(column):
                kind, state = divmod(kind, base)
                texts[column.index] = self.shown.get((column.index, state), "x") if state else ""
        found = self.reading.read(texts)
        return isinstance(found, Rejected) or raises(found, self.reading.law())


def _base(column: Column) -> int:
    """How many states of a column play a part in the ways of a row."""
    if column.kind == "country":
        return 4
    if column.kind == "flow":
        return 5 + len(_FLOWS)
    return 2 if column.kind in ("name", "vessel", "imo") else 0
