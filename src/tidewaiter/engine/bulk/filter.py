"""The regime as a filter over Arrow columns: it keeps every row that the slow path may speak of.

A row is kept where one of its cells cannot be read, where a text in it points to the target,
names an act or may name a listed party, or where its countries, as far as they are told, leave
a way to or from the target open. What a combination of countries leaves open is asked of the
law itself, once for each one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any

from tidewaiter.checks import words as korea
from tidewaiter.designate import may_be_listed, role_of
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

_REMEMBERED = 50_000  # distinct values of a column: those that come first are most often those that come again
_FLOWS = ("import", "export", "re-export", "transit")


@dataclass(slots=True)
class Filter:
    """A filter for one table. It remembers what it has asked, and serves any number of batches.

    By column: ``known`` are the states of values, ``last`` the distinct values of the batch before with their states
    (the batches of a row group share them), ``shown`` a value of each state; ``answers`` are by combination of states.
    """

    reading: Reading
    known: dict[int, dict[str, int]] = field(default_factory=dict)
    last: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    shown: dict[tuple[int, int], str] = field(default_factory=dict)
    answers: dict[int, bool] = field(default_factory=dict)

    def mask(self, cells: Mapping[int, Any], rows: int) -> Any:
        """Which rows go to the slow path, as a boolean numpy array; ``cells`` are Arrow arrays by column index."""
        import numpy as np

        if self._in_its_money() or self._listed_for_all():
            return np.ones(rows, dtype=bool)
        must = np.zeros(rows, dtype=bool)
        ways = np.zeros(rows, dtype=np.int64)
        for column in self.reading.columns:
            if column.kind in SILENT:
                continue
            cell = cells[column.index]
            if column.kind in NUMBERS and not _in_few_words(cell, column):
                must |= numbers.doubtful(cell, column, self.reading)
                continue
            states = self._states(cell, column)
            # a cell that names the target keeps its row, whichever way the goods go: another may speak against it
            must |= (states == MUST) | (states == TARGET) if column.kind == "country" else states == MUST
            if base := _base(column):
                ways = ways * base + np.minimum(states, base - 1)
        return must | self._apart(cells, rows) | self._open(ways)

    def _in_its_money(self) -> bool:
        """Whether a header says that the whole table counts in the target's currency."""
        listed, target = korea.words().currencies, self.reading.law().target
        return any(listed.get(column.measure or "") == target for column in self.reading.columns)

    def _listed_for_all(self) -> bool:
        """Whether a value that is given for the whole file may name a listed party."""
        given = self.reading.plan.constants if self.reading.lists else ()
        return any(self._is_listed(one.value, one.field) for one in given)

    def _is_listed(self, text: str | None, field: str) -> bool:
        """Whether a cell may name a listed party: what is asked of a row, asked of its cell alone."""
        listed = self.reading.listed()
        if listed is None or not text or role_of(field) is None:
            return False
        return may_be_listed(text, field, listed)

    def _states(self, cell: Any, column: Column) -> Any:
        """The states of a column's cells, each distinct value asked about once."""
        import numpy as np
        import pyarrow as pa
        import pyarrow.compute as pc

        if not pa.types.is_dictionary(cell.type):
            cell = cell.dictionary_encode()
        values, states = self.last.get(column.index, (None, None))
        if values is None or not cell.dictionary.equals(values):
            states = np.append(self._found(cell.dictionary, column), np.int8(EMPTY))
            self.last[column.index] = cell.dictionary, states
        return states[pc.fill_null(cell.indices, len(states) - 1).to_numpy()]

    def _found(self, values: Any, column: Column) -> Any:
        """The states of distinct values: those met before are remembered, the others asked about together."""
        import numpy as np
        import pyarrow as pa

        known = self.known.setdefault(column.index, {})
        texts = values.to_pylist()
        states = np.fromiter(map(known.get, texts, repeat(-1)), dtype=np.int8, count=len(texts))
        new = np.flatnonzero(states < 0)
        if len(new):
            states[new] = self._asked(values.take(pa.array(new)), column)
            room = max(_REMEMBERED - len(known), 0)
            known.update((texts[at], int(states[at])) for at in new[:room].tolist())
            self._show(texts, states, new, column)
        return states

    def _show(self, texts: Sequence[str | None], states: Any, new: Any, column: Column) -> None:
        """Keeps a value of each state, for questions about combinations; of running texts any will do."""
        import numpy as np

        if column.kind not in TEXTS:
            for state, first in zip(*np.unique(states[new], return_index=True), strict=True):
                self.shown.setdefault((column.index, int(state)), texts[new[first]] or "")

    def _asked(self, values: Any, column: Column) -> Any:
        import numpy as np

        if column.kind in TEXTS:
            return self._with_listed(self._searched(values, column), values, column)
        if column.kind in (*NUMBERS, "hs"):
            return np.where(numbers.doubtful(values, column, self.reading), MUST, PLAIN)
        return [self._state(value, column) for value in values.to_pylist()]

    def _state(self, value: str | None, column: Column) -> int:
        if value is None:
            return EMPTY
        if column.kind == "flow" and (flow := columns.flow(value)) in _FLOWS:
            return 5 + _FLOWS.index(str(flow))
        return state_of(value, column, self.reading)

    def _with_listed(self, states: Any, values: Any, column: Column) -> Any:
        if self.reading.lists and role_of(column.field):
            for at, text in enumerate(values.to_pylist()):
                if states[at] != MUST and self._is_listed(text, column.field):
                    states[at] = MUST
        return states

    def _searched(self, texts: Any, column: Column) -> Any:
        """The states of running texts: all are tried with one pattern, and only those it finds are asked about."""
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


def _in_few_words(cell: Any, column: Column) -> bool:
    """Whether a column of days or amounts is told by its distinct texts: a year has no more days."""
    import pyarrow as pa

    return bool(pa.types.is_dictionary(cell.type) or (column.kind == "date" and pa.types.is_string(cell.type)))


def _base(column: Column) -> int:
    """How many states of a column play a part in the ways of a row."""
    if column.kind == "country":
        return 4
    if column.kind == "flow":
        return 5 + len(_FLOWS)
    return 2 if column.kind in ("name", "vessel", "imo") else 0
