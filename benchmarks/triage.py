"""How many reports a second are looked at before any parsing, and how many of them are set aside.

    python benchmarks/triage.py FILE...

FILE is a text file, or a folder of them. Import and the making of the tables are kept apart. The
anchor is cutting the same texts into words, the least that any look at words costs.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tidewaiter.law import load
from tidewaiter.vocabulary import triage

ROUNDS = 7


def texts(names: list[str]) -> list[str]:
    """The texts of all files, folders opened."""
    paths = [p for name in names for p in (sorted(Path(name).rglob("*.txt")) if Path(name).is_dir() else [Path(name)])]
    return [path.read_text(encoding="utf-8", errors="replace") for path in paths]


def least(work: Callable[[], object]) -> float:
    """The smallest CPU time of the rounds, in seconds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description="Speed of the look before parsing.")
    parser.add_argument("files", nargs="+", help="text files, or folders of them")
    reports = texts(parser.parse_args().files)
    if not reports:
        sys.exit("no text files there: name files or folders that hold *.txt")
    look = triage(load.default()).touch
    kept = [look(text) for text in reports]
    words = re.compile(r"\w+")
    took = least(lambda: [look(text) for text in reports])
    anchor = least(lambda: [words.findall(text.lower()) for text in reports])
    size = sum(map(len, reports)) / len(reports)
    by_name = sum(touch is not None and touch.why == "place or party" for touch in kept)
    by_goods = sum(touch is not None for touch in kept) - by_name
    print(f"{len(reports)} texts of {size:,.0f} characters on average, smallest of {ROUNDS} rounds, one core")
    print(f"triage        {len(reports) / took:,.0f} documents/s, {took / anchor:.2f} x cutting them into words")
    print(f"read          {by_name} for a place or party, {by_goods} for goods beside trade")
    print(
        f"set aside     {len(reports) - by_name - by_goods} ({(len(reports) - by_name - by_goods) / len(reports):.0%})"
    )


if __name__ == "__main__":
    main()
