"""A long run: documents gathered, grouped into stories, read one by one, and written a line each.

The lines come in the order of the documents, whichever process read them, and are the same bytes
as a run in one process gives. A run that was stopped goes on where its file ends.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future
from contextlib import closing
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from tidewaiter import codec
from tidewaiter.cases.context import Context
from tidewaiter.cases.desk import Desk
from tidewaiter.engine.grouping import group
from tidewaiter.engine.spool import Spool
from tidewaiter.engine.workers import workers
from tidewaiter.model import Document
from tidewaiter.reports.copies.index import StoryIndex
from tidewaiter.reports.copies.stories import label

Progress = Callable[[str, int, int | None], None]
"""Called with the stage, the number done, and of all where it is known."""
_PORTION = 200
_AHEAD = 8  # documents handed out to each process beyond the one whose line is awaited


@dataclass(frozen=True, slots=True)
class Line:
    """One document's line: its bytes without the line's end, its verdicts, and a fault of the reader."""

    document: str
    path: str | None
    data: bytes
    verdicts: tuple[str, ...]
    set_aside: bool
    fault: str | None = None


def gather(documents: Iterable[Document], spool: Spool, index: Path | None, *, progress: Progress) -> tuple[str, ...]:
    """Takes all documents in and groups them. Gives notes on what the grouping left out.

    ``index`` is the folder for the index of stories, or None to hold it in memory. A spool that
    was gathered whole is left as it is; one that was not is gone on with, and documents it holds
    already are passed over.
    """
    if spool.noted("gathered"):
        return tuple((spool.noted("notes") or "").splitlines())
    stream, done = iter(documents), 0
    with StoryIndex.open(index) as held:
        while portion := list(islice(stream, _PORTION)):
            spool.add(portion)
            held.add_all(portion)
            done += len(portion)
            progress("opened", done, None)
        progress("grouping", done, done)
        notes = tuple(group(spool, held))
    spool.note("notes", "\n".join(notes))
    spool.note("gathered", str(done))
    return notes


def lines(
    spool: Spool, desk: Callable[[], Desk], *, jobs: int = 1, after: int = 0, progress: Progress
) -> Iterator[Line]:
    """The lines of the spool's documents in their order, but for the first ``after``.

    ``desk`` makes the desk, in each process once, so it has to be picklable for ``jobs`` over 1.
    """
    total = len(spool)
    work = ((document, spool.context(document.id)) for document in spool.documents(after=after))
    made = _alone(work, desk) if jobs == 1 else _together(work, desk, jobs)
    with closing(made):
        for number, each in enumerate(made, start=after + 1):
            yield each
            progress("read", number, total)


Work = Iterator[tuple[Document, Context | None]]


def _alone(work: Work, desk: Callable[[], Desk]) -> Generator[Line, None, None]:
    own = desk()
    for document, context in work:
        yield line(own, document, context)


def _together(work: Work, desk: Callable[[], Desk], jobs: int) -> Generator[Line, None, None]:
    waiting: deque[Future[Line]] = deque()
    with workers(jobs, _begin, desk) as pool:
        try:
            for document, context in work:
                waiting.append(pool.submit(_line, document, context))
                if len(waiting) >= jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


_DESK: list[Desk] = []  # one for each process of a pool, put there when the process begins


def _begin(desk: Callable[[], Desk]) -> None:
    _DESK.append(desk())


def _line(document: Document, context: Context | None) -> Line:
    return line(_DESK[0], document, context)


def line(desk: Desk, document: Document, context: Context | None) -> Line:
    """One document's line, as ``tidewaiter read --json`` prints it."""
    reading = desk.handle(document, context or Context(label((document,)), document.published))
    verdicts = tuple(sorted({finding.verdict for finding in reading.findings}))
    data = codec.encode(codec.reading_line(reading))
    return Line(document.id, document.path, data, verdicts, reading.set_aside is not None, reading.fault)
