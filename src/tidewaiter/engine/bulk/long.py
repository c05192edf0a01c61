"""A whole run over a file: results written in order, a journal beside them, and gone on with after a kill.

The journal says after each block how far the lines reach. A run that goes on cuts the lines there
and begins with the next block, so that nothing is lost and nothing stands twice. Rejected rows
are kept in the journal alone, so that memory stays flat whatever a file holds.
"""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from tidewaiter.engine.bulk import run
from tidewaiter.engine.bulk.blocks import Block, Odd, weight
from tidewaiter.engine.bulk.run import Runner
from tidewaiter.engine.bulk.table import Asked, Part, open_quick, open_whole
from tidewaiter.engine.bulk.work import Judge, Result, Settings
from tidewaiter.errors import InputError, SettingsError
from tidewaiter.trade.sheets import Rejected, Source

_CHUNK = 1024 * 1024
Progress = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Outcome:
    """What a run came to. ``counts`` are rows by the gravest verdict on them; ``rejected`` are counted apart.

    ``held`` are the answers that wait for all other rows, with the place in the lines where their own belong;
    ``told`` counts what rows remark and miss; ``anew`` says why a file that was begun by columns was read row by row.
    """

    counts: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    unread: int = 0
    held: list[tuple[int, bytes]] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    parts: list[Part] = field(default_factory=list)
    quick: bool = True
    anew: str | None = None

    @property
    def rows(self) -> int:
        """All rows that were read or rejected."""
        return sum(self.counts.values()) + self.rejected + len(self.held)


@dataclass(frozen=True, slots=True)
class Job:
    """A file to be screened, how, and who does the work."""

    source: Source
    asked: Asked
    judge: Judge
    everything: bool = False
    runner: Runner = run.alone


class _Anew(Exception):
    """The quick way does not fit the file."""


class Journal:
    """What was done of a run: one line of JSON for each block, behind one that says which run it is."""

    def __init__(self, path: Path, key: str) -> None:
        self.path, self.key = path, key
        self.quick, self.whole, self.done = True, False, list[dict[str, Any]]()
        self.done += self._kept()
        self._stream = path.open("ab")

    def _kept(self) -> Iterator[dict[str, Any]]:
        """The whole lines of a journal that is there; a broken one at its end is cut off."""
        if not self.path.exists():
            self.begin(quick=True)
            return
        data = self.path.read_bytes()
        whole = data[: data.rfind(b"\n") + 1]
        if whole != data:
            with self.path.open("r+b") as stream:
                stream.truncate(len(whole))
        lines = whole.splitlines()
        head = json.loads(lines[0]) if lines else {}
        if head.get("key") != self.key:
            hint = "use the same file and options, or name another file for the lines"
            raise SettingsError("the stopped run had another file or other options", value=str(self.path), hint=hint)
        self.quick = head["quick"]
        for line in lines[1:]:
            entry = json.loads(line)
            if "whole" in entry:
                self.whole = True
                return
            entry["rejects"], entry["unread"] = len(entry["rejects"]), len(entry["unread"])
            del entry["kept"]
            yield entry

    def begin(self, *, quick: bool) -> None:
        """Forgets everything: the run begins anew."""
        self.quick, self.done = quick, []
        self.path.write_text(json.dumps({"key": self.key, "quick": quick}) + "\n", encoding="utf-8")

    def add(self, result: Result, end: int) -> None:
        """Notes a block whose lines are written."""
        told = {
            "block": result.block,
            "end": end,
            "counts": result.counts,
            "told": result.told,
            "held": [(end - len(result.data) + at, data.decode()) for at, data in result.held],
            "kept": [data.decode() for data in result.kept],
            "rejects": [asdict(one) for one in result.rejects],
            "unread": [asdict(one) for one in result.unread],
        }
        self._stream.write(json.dumps(told).encode() + b"\n")
        self._stream.flush()

    def finish(self) -> None:
        """Notes that all lines are written, those that waited for the last row too."""
        self._stream.write(b'{"whole": true}\n')
        self._stream.flush()
        self.whole = True

    def listed(self, what: str) -> Iterator[Rejected]:
        """The "rejects" of all blocks, or the "unread" cells, in their order."""
        with self.path.open("rb") as stream:
            next(stream)
            for line in stream:
                yield from (Rejected(**told) for told in json.loads(line).get(what, ()))

    def kept(self) -> Iterator[bytes]:
        """The answers that were kept, in their order."""
        with self.path.open("rb") as stream:
            next(stream)
            for line in stream:
                yield from (text.encode() for text in json.loads(line).get("kept", ()))

    def close(self) -> None:
        """Closes the file; what it holds stays."""
        self._stream.close()


def screen_file(job: Job, out: BinaryIO, journal: Journal, *, progress: Progress) -> Outcome:
    """Screens a file into ``out``, a stream that can be cut, going on where the journal ends.

    Where the quick way does not fit, what it wrote is taken back. Raises InputError as the readers do.
    """
    anew: str | None = None
    if journal.quick:
        part = open_quick(job.source, job.asked)
        if part is not None:
            try:
                return _run(job, [part], out, journal, progress, quick=True)
            except (_Anew, Odd) as odd:
                anew = str(odd)
        journal.begin(quick=False)
        out.seek(0)
        out.truncate()
    outcome = _run(job, open_whole(job.source, job.asked), out, journal, progress, quick=False)
    outcome.anew = anew
    return outcome


def _run(
    job: Job, parts: Iterable[Part], out: BinaryIO, journal: Journal, progress: Progress, *, quick: bool
) -> Outcome:
    outcome = Outcome(quick=quick)
    numbers = count()
    done = {entry["block"] for entry in journal.done}
    _take_up(outcome, journal.done)
    if not journal.whole:
        _cut_off(out, journal.done[-1]["end"] if journal.done else 0)
    for part in parts:
        settings = Settings(part.reading, job.judge, job.everything, part.shown)
        weights, reached = dict[int, int](), 0
        todo = _todo(part.blocks(), numbers, done, weights)
        with closing(job.runner(todo, settings)) as results:
            for result in results:
                if result.odd is not None:
                    raise _Anew(result.odd)
                out.write(result.data)
                out.flush()
                journal.add(result, out.tell())
                outcome.counts.update(result.counts)
                outcome.told.update(result.told)
                outcome.held += [(out.tell() - len(result.data) + at, data) for at, data in result.held]
                outcome.rejected += len(result.rejects)
                outcome.unread += len(result.unread)
                reached += sum(weights.pop(number) for number in list(weights) if number <= result.block)
                progress(f"{part.unit} screened:", reached // part.scale, part.size)
                _give_back()
        outcome.parts.append(part)
    if not outcome.rows:
        raise InputError("the table has a header and no rows", path=job.source.name, hint="add the shipments")
    return outcome


def _give_back() -> None:
    """Gives memory back to the system that a file opened and results taken have left free."""
    import pyarrow as pa

    pa.default_memory_pool().release_unused()


def _todo(
    blocks: Iterable[Block], numbers: Iterator[int], done: Container[int], weights: dict[int, int]
) -> Iterator[tuple[int, Block]]:
    """The blocks that are not done; the weights of all are noted."""
    for block, number in zip(blocks, numbers, strict=False):
        weights[number] = weight(block)
        if number not in done:
            yield number, block


def _cut_off(out: BinaryIO, end: int) -> None:
    """Takes back what was written of a block that was not finished."""
    out.seek(end)
    out.truncate()


def _take_up(outcome: Outcome, done: Sequence[dict[str, Any]]) -> None:
    """Counts what the stopped run did."""
    for entry in done:
        outcome.counts.update(entry["counts"])
        outcome.told.update(entry["told"])
        outcome.held += [(at, data.encode()) for at, data in entry["held"]]
        outcome.rejected += entry["rejects"]
        outcome.unread += entry["unread"]


def put_in(out: BinaryIO, held: Sequence[tuple[int, bytes]], whole: BinaryIO, tail: bytes) -> None:
    """Writes the lines anew into ``whole``, with those that were held in their places, and ``tail`` behind them.

    ``held`` are the lines with their places in ``out``, in order.
    """
    out.seek(0)
    done = 0
    for at, data in held:
        _copy(out, whole, at - done)
        whole.write(data)
        done = at
    shutil.copyfileobj(out, whole)
    whole.write(tail)
    whole.flush()


def _copy(source: BinaryIO, target: BinaryIO, size: int) -> None:
    while size > 0 and (data := source.read(min(size, _CHUNK))):
        target.write(data)
        size -= len(data)
