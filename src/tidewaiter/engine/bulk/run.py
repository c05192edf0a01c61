"""A long run over one table: blocks handed out, results taken in their order, whoever made them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future
from types import TracebackType

from tidewaiter.engine.bulk.blocks import Block
from tidewaiter.engine.bulk.filter import Filter
from tidewaiter.engine.bulk.work import Result, Settings, orders, results, screen_batches
from tidewaiter.engine.workers import workers

_AHEAD = 3  # blocks handed out to each process beyond the one that is awaited
Numbered = Iterable[tuple[int, Block]]
Results = Generator[Result, None, None]
Runner = Callable[[Numbered, Settings], Results]


def alone(blocks: Numbered, settings: Settings) -> Results:
    """The results of blocks, all made in this process."""
    load()
    for batch in screen_batches((orders([one]) for one in blocks), settings):
        yield from results(batch)


class Pool:
    """Processes that screen blocks. Open it as a context; what a process has loaded stays for the next table."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._processes = workers(jobs, loaded="tidewaiter.engine.bulk.loaded")

    def __enter__(self) -> Pool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._processes.shutdown(wait=kind is None, cancel_futures=True)

    def warm(self, settings: Settings) -> None:
        """Has every process load the regime and the words before the first block comes."""
        for ready in [self._processes.submit(_warm, settings) for _ in range(self._jobs * 2)]:
            ready.result()

    def run(self, blocks: Numbered, settings: Settings) -> Results:
        """The results of blocks in their order."""
        waiting: deque[Future[Result]] = deque()
        try:
            for number, block in blocks:
                waiting.append(self._processes.submit(_result, number, block, settings))
                if len(waiting) >= self._jobs * _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            for one in waiting:
                one.cancel()


_IN_HAND: list[tuple[Settings, Filter]] = []  # in a process of a pool: the table it works on, from block to block


def _result(number: int, block: Block, settings: Settings) -> Result:
    from tidewaiter.engine.bulk.work import screen_block

    if not _IN_HAND or _IN_HAND[0][0] != settings:
        _IN_HAND[:] = [(settings, Filter(settings.reading))]
    return screen_block(number, block, settings, _IN_HAND[0][1])


def _warm(settings: Settings) -> None:
    import time

    from tidewaiter.model import Event
    from tidewaiter.trade.rows import Shipment

    settings.judge(Shipment(Event(id="row-1", type="transfer", rule="row"), {}, {}), settings.reading.law())
    load()
    time.sleep(0.05)  # so that no process gets two of these and another none


def load() -> None:
    """Loads what this process needs to screen a block, once."""
    from tidewaiter.engine.bulk import loaded  # noqa: F401
