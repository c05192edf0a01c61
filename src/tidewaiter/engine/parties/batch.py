"""Records by the million: handed out in blocks, answered in one process or several, given back in their order."""

from __future__ import annotations

import gc
import hashlib
import io
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, BinaryIO

from tidewaiter.engine.parties import log
from tidewaiter.engine.parties.answer import Answer, Settings, answer, line, prose
from tidewaiter.engine.parties.listed import Listed
from tidewaiter.engine.parties.record import Record, Refused, Unread

if TYPE_CHECKING:
    from concurrent.futures import Future

BLOCK = 100
"""Records that are answered together: few enough that the first answers come soon."""
_AHEAD = 3  # blocks that are handed out to each process beyond the one that is awaited
Open = Callable[[], Listed]


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of each record, and how it is written; sent to every process. ``log`` None keeps no log."""

    settings: Settings
    as_json: bool = True
    log: log.Queries | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """What is written of a record: its line or lines, what the log keeps, and what is counted.

    ``best`` is the score of its best match, None where nothing matches.
    """

    data: bytes
    best: float | None = None
    cleared: int = 0
    reopened: int = 0
    refused: Refused | None = None
    log: dict[str, Any] | None = None
    unread: tuple[Unread, ...] = ()


def screen(
    records: Iterable[Record | Refused], opens: Open, asking: Asking, *, workers: int = 1
) -> Iterator[list[Written]]:
    """What is written of each record, in blocks and in their order; the same with any number of processes.

    ``opens`` opens the lists, in each process once. A few blocks are held at a time, however many records there are.
    """
    blocks = _blocks(records)
    if workers == 1:
        listed = opens()
        yield from (_written(block, listed, asking) for block in blocks)
    else:
        yield from _together(blocks, opens, asking, workers)


def _blocks(records: Iterable[Record | Refused]) -> Iterator[tuple[Record | Refused, ...]]:
    found = iter(records)
    while block := tuple(islice(found, BLOCK)):
        yield block


def _written(block: tuple[Record | Refused, ...], listed: Listed, asking: Asking) -> list[Written]:
    return [_one(one, listed, asking) for one in block]


def _one(one: Record | Refused, listed: Listed, asking: Asking) -> Written:
    from tidewaiter.codec import encode

    found = _answered(one, listed, asking.settings) if isinstance(one, Record) else one
    data = encode(line(found, listed)) if asking.as_json else prose(found).encode("utf-8", "replace")
    kept = log.answer_line(found, listed, asking.log) if asking.log else None
    if isinstance(found, Refused):
        return Written(data + b"\n", refused=found, log=kept)
    best = found.matches[0].score if found.matches else None
    return Written(data + b"\n", best, len(found.cleared), len(found.again), None, kept, found.record.unread)


def _answered(record: Record, listed: Listed, settings: Settings) -> Answer | Refused:
    """The answer; a fault that nobody foresaw costs this record its answer, and not the million others theirs."""
    try:
        return answer(record, listed, settings)
    except Exception as fault:
        what = f"a mistake of the program, not of yours: {type(fault).__name__}: {fault}"[:200]
        return Refused(record.number, record.text, what, hint="please report it, with this name", ref=record.ref)


# several processes

_SELDOM = 100_000  # new things between two searches for rings among the youngest
_OPEN: list[tuple[Listed, Asking]] = []  # in a process of a pool: what it works with, from block to block


def _together(
    blocks: Iterator[tuple[Record | Refused, ...]], opens: Open, asking: Asking, workers: int
) -> Iterator[list[Written]]:
    from tidewaiter.engine.workers import workers as processes

    waiting: deque[Future[list[Written]]] = deque()
    with processes(workers, _begin, opens, asking) as pool:
        try:
            for block in blocks:
                waiting.append(pool.submit(_in_process, block))
                if len(waiting) >= workers * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def settle() -> None:
    """Makes a process ready for many records: what is loaded stays, and rings among small things are sought seldom.

    Only for a process that is ours alone; it saves a fifth of the time.
    """
    gc.freeze()
    gc.set_threshold(_SELDOM, 50, 50)


def _begin(opens: Open, asking: Asking) -> None:
    _OPEN[:] = [(opens(), asking)]
    settle()


def _in_process(block: tuple[Record | Refused, ...]) -> list[Written]:
    listed, asking = _OPEN[0]
    return _written(block, listed, asking)


# the input's hash


class Hashing(io.RawIOBase):
    """A stream that is read through once and hashed on the way; what was not read is not in the hash."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._found = stream, hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._found.update(data)
        return len(data)

    def sha256(self) -> str:
        """The SHA-256 of the whole stream: what is left of it is read."""
        with suppress(ValueError):
            while self.read(1 << 20):
                pass
        return self._found.hexdigest()
