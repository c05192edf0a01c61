"""A whole run over a file: results written in order, a journal beside them, and gone on with after a kill.

The journal says after each block how far the lines reach. A run that goes on cuts the lines there
and begins with the next block, so that nothing is lost and nothing stands twice. Rejected rows
are kept in the journal alone, so that memory stays flat whatever a file holds.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, field
from itertools import count
from pathlib import Path
from typing import Any, BinaryIO

from tidewaiter.engine.bulk import run
from tidewaiter.engine.bulk.run import Runner
from tidewaiter.engine.bulk.table import Asked, Part, open_quick, open_whole
from tidewaiter.engine.bulk.work import Judge, Result, Settings
from tidewaiter.errors import InputError, SettingsError
from tidewaiter.trade.sheets import Rejected, Source

Progress = Callable[[str, int, int | None], None]


@dataclass(slots=True)
class Outcome:
    """What a run came to. ``counts`` are rows by the gravest verdict on them; ``rejected`` are counted apart."""

    counts: Counter[str] = field(default_factory=Counter)
    rejected: int = 0
    unread: int = 0
    parts: list[Part] = field(default_factory=list)
    quick: bool = True

    @property
    def rows(self) -> int:
        """All rows that were read or rejected."""
        return sum(self.counts.values()) + self.rejected


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
        self.quick, self.done = True, list(self._kept())
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
            entry["rejects"], entry["unread"] = len(entry["rejects"]), len(entry["unread"])
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
            "rejects": [asdict(one) for one in result.rejects],
            "unread": [asdict(one) for one in result.unread],
        }
        self._stream.write(json.dumps(told).encode() + b"\n")
        self._stream.flush()

    def listed(self, what: str) -> Iterator[Rejected]:
        """The "rejects" of all blocks, or the "unread" cells, in their order."""
        with self.path.open("rb") as stream:
            next(stream)
            for line in stream:
                yield from (Rejected(**told) for told in json.loads(line)[what])

    def close(self) -> None:
        """Closes the file; what it holds stays."""
        self._stream.close()


def screen_file(job: Job, out: BinaryIO, journal: Journal, *, progress: Progress) -> Outcome:
    """Screens a file into ``out``, a stream that can be cut, going on where the journal ends.

    Where the quick way does not fit, what it wrote is taken back. Raises InputError as the readers do.
    """
    if journal.quick:
        part = open_quick(job.source, job.asked)
        if part is not None:
            try:
                return _run(job, [part], out, journal, progress, quick=True)
            except _Anew:
                pass
        journal.begin(quick=False)
        out.seek(0)
        out.truncate()
    return _run(job, open_whole(job.source, job.asked), out, journal, progress, quick=False)


def _run(
    job: Job, parts: Iterable[Part], out: BinaryIO, journal: Journal, progress: Progress, *, quick: bool
) -> Outcome:
    outcome = Outcome(quick=quick)
    numbers = count()
    done = {entry["block"] for entry in journal.done}
    _take_up(outcome, journal.done, out)
    for part in parts:
        settings = Settings(part.reading, job.judge, job.everything, part.shown)
        todo = ((number, block) for block, number in zip(part.blocks(), numbers, strict=False) if number not in done)
        with closing(job.runner(todo, settings)) as results:
            for result in results:
                if result.odd is not None:
                    raise _Anew(result.odd)
                out.write(result.data)
                out.flush()
                journal.add(result, out.tell())
                outcome.counts.update(result.counts)
                outcome.rejected += len(result.rejects)
                outcome.unread += len(result.unread)
                progress("screened", result.block + 1, part.size)
        outcome.parts.append(part)
    if not outcome.rows:
        raise InputError("the table has a header and no rows", path=job.source.name, hint="add the shipments")
    return outcome


def _take_up(outcome: Outcome, done: Sequence[dict[str, Any]], out: BinaryIO) -> None:
    """Counts what the stopped run did, and cuts off what it wrote of a block that it did not finish."""
    for entry in done:
        outcome.counts.update(entry["counts"])
        outcome.rejected += entry["rejects"]
        outcome.unread += entry["unread"]
    end = done[-1]["end"] if done else 0
    out.seek(end)
    out.truncate()
