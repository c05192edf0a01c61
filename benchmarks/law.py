"""How long one event takes against the whole regime, beside a pass over the regime that does nothing.

    python benchmarks/law.py [--events 400]

Prints microseconds an event for several kinds of event, and as the anchor of the same run the
time of a bare loop over all measures that compares two dates and one string.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from datetime import date

from tidewaiter.law import load
from tidewaiter.law.apply import apply
from tidewaiter.model import Event, HsCode, Item, Role, read_when


def event(*, item: str, hs: str, supplier: str, recipient: str) -> Event:
    return Event(
        id="e",
        type="transfer",
        date=read_when("2024-02-18"),
        supplier=Role(country=supplier),
        recipient=Role(country=recipient),
        item=Item(text=item),
        hs=(HsCode(hs, declared=True),),
    )


EVENTS = {
    "car to the target": event(item="car", hs="8703", supplier="RU", recipient="KP"),
    "arms out of the target": event(item="rockets", hs="9306", supplier="KP", recipient="RU"),
    "diesel to the target": event(item="diesel", hs="2710", supplier="RU", recipient="KP"),
    "car elsewhere": event(item="car", hs="8703", supplier="RU", recipient="BH"),
}


def clock(work: Callable[[], object], times: int) -> float:
    """Median microseconds of one call, over blocks of calls."""
    blocks = []
    for _ in range(9):
        started = time.perf_counter()
        for _ in range(times):
            work()
        blocks.append(1e6 * (time.perf_counter() - started) / times)
    return statistics.median(blocks)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--events", type=int, default=400, help="calls a block")
    times = parser.parse_args().events // 4
    started = time.perf_counter()
    regime = load.default()
    print(
        f"loading the regime, once  {1000 * (time.perf_counter() - started):8.1f} ms, {len(regime.measures)} measures"
    )
    day = date(2024, 2, 18)
    anchor = clock(lambda: [m for m in regime.measures if m.in_force.since <= day and m.kind == "goods"], times)
    print(f"{'bare loop (anchor)':25} {anchor:8.1f} us")
    for name, given in EVENTS.items():
        spent = clock(lambda given=given: apply(given, regime), times)  # type: ignore[misc]
        print(f"{name:25} {spent:8.1f} us   ratio to the anchor {spent / anchor:6.1f}")


if __name__ == "__main__":
    main()
