"""The work itself, one function over Arrow batches: orders of blocks in, what was found in them out.

``Iterator[RecordBatch] -> Iterator[RecordBatch]`` is what a process of the pool calls and what
PySpark's ``mapInArrow`` takes, so that the same bytes come of a file wherever it is screened.
"""

from __future__ import annotations

import pickle
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from tidewaiter.engine.bulk import blocks
from tidewaiter.engine.bulk.blocks import Block, Loaded, Odd
from tidewaiter.engine.bulk.filter import Filter
from tidewaiter.engine.bulk.numbers import habits_of
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.model.measure import Regime
from tidewaiter.trade.rows import Shipment
from tidewaiter.trade.sheets import Rejected

Shown = tuple[tuple[int, frozenset[str]], ...]


class Judged(NamedTuple):
    """The gravest verdict on a row, and what is written of it: nothing, or whole lines.

    ``held`` is an answer that hangs on all other rows (caps): it is judged when they are known, and ``data`` is empty.
    ``told`` is what the summary counts of the row; ``kept`` the answer itself, where it is wanted once more.
    """

    verdict: str
    data: bytes
    held: bytes | None = None
    told: tuple[str, ...] = ()
    kept: bytes | None = None


Judge = Callable[[Shipment, Regime], Judged]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a process has to know.

    ``judge`` can be sent to another process; ``everything`` passes over no row. ``shown`` are, for
    some columns, the habits that the first rows show: a block with another one is Odd.
    """

    reading: Reading
    judge: Judge
    everything: bool = False
    shown: Shown = ()


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one block: its lines, its rejected rows, how many rows ended how; or why it is ``odd``.

    ``held`` are the answers that wait for all other rows, each with the place in ``data`` where its lines belong.
    """

    block: int
    data: bytes = b""
    held: tuple[tuple[int, bytes], ...] = ()
    rejects: tuple[Rejected, ...] = ()
    unread: tuple[Rejected, ...] = ()
    counts: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    kept: tuple[bytes, ...] = ()
    odd: str | None = None


def screen_batches(batches: Iterator[Any], settings: Settings) -> Iterator[Any]:
    """For each batch of orders a batch of results; see ``orders`` and ``results``."""
    sieve = Filter(settings.reading)
    for batch in batches:
        yield pack([_result(number, block, settings, sieve) for number, block in unpack(batch)])


def screen_block(number: int, block: Block, settings: Settings, sieve: Filter) -> Result:
    """What comes of one block."""
    return _result(number, block, settings, sieve)


def _result(number: int, block: Block, settings: Settings, sieve: Filter) -> Result:
    made = Made()
    try:
        for loaded in blocks.load(block, settings.reading):
            _refuse_habits(loaded, settings)
            _screen(loaded, settings, sieve, made)
    except Odd as odd:
        return Result(number, odd=str(odd))
    rejects = tuple(sorted(made.rejects, key=lambda one: one.line))
    data, held, unread = b"".join(made.lines), tuple(made.held), tuple(made.unread)
    return Result(number, data, held, rejects, unread, made.counts, made.told, tuple(made.kept))


def _refuse_habits(loaded: Loaded, settings: Settings) -> None:
    known = dict(settings.shown)
    for column in settings.reading.columns:
        if column.index in known and column.index in loaded.cells:
            shown = habits_of(loaded.cells[column.index], column)
            if not shown <= known[column.index]:
                raise Odd("a habit that the first rows do not show")


@dataclass(slots=True)
class Made:
    """What has come of a block so far."""

    lines: list[bytes] = field(default_factory=list)
    size: int = 0
    held: list[tuple[int, bytes]] = field(default_factory=list)
    rejects: list[Rejected] = field(default_factory=list)
    unread: list[Rejected] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    kept: list[bytes] = field(default_factory=list)


def _screen(loaded: Loaded, settings: Settings, sieve: Filter, made: Made) -> None:
    import numpy as np

    reading, law = settings.reading, settings.reading.law()
    kept = np.arange(loaded.count)
    if not settings.everything and loaded.count:
        kept = np.flatnonzero(sieve.mask(loaded.cells, loaded.count))
    made.rejects += loaded.rejects
    made.counts["not_covered"] += loaded.count - len(kept)
    for line, texts in loaded.rows_at(kept.tolist()):
        row = reading.read(texts, line)
        if isinstance(row, Rejected):
            made.rejects.append(row)
            continue
        made.unread += row.unread
        judged = settings.judge(row, law)
        if judged.held is not None:
            made.held.append((made.size, judged.held))
            continue
        made.counts[judged.verdict] += 1
        made.told.update(judged.told)
        made.kept += [judged.kept] if judged.kept is not None else []
        made.lines.append(judged.data)
        made.size += len(judged.data)


# orders and results as batches


def orders(found: Sequence[tuple[int, Block]]) -> Any:
    """Blocks with their numbers as a batch of orders."""
    import pyarrow as pa

    return pa.RecordBatch.from_pydict(
        {
            "block": pa.array([number for number, _ in found], pa.int64()),
            "order": pa.array([pickle.dumps(block) for _, block in found], pa.binary()),
        }
    )


def unpack(batch: Any) -> Iterator[tuple[int, Block]]:
    """The blocks of a batch of orders. Orders are made by the process that asks, never read from elsewhere."""
    for number, order in zip(batch.column(0).to_pylist(), batch.column(1).to_pylist(), strict=True):
        yield number, pickle.loads(order)


def pack(found: Sequence[Result]) -> Any:
    """Results as a batch."""
    import pyarrow as pa

    return pa.RecordBatch.from_pydict(
        {
            "block": pa.array([one.block for one in found], pa.int64()),
            "result": pa.array([pickle.dumps(one) for one in found], pa.binary()),
        }
    )


def results(batch: Any) -> Iterator[Result]:
    """The results of a batch."""
    for data in batch.column(1).to_pylist():
        yield pickle.loads(data)
