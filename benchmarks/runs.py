"""Memory of a long run: peak after a tenth and after all of many documents, and documents a second.

    python benchmarks/runs.py [--documents 100000]

The documents are made here, of words drawn from a fixed list: every hundredth is a copy of an earlier one,
one in a hundred names the regime's target and is read, the others are set aside. Each stage is a process of its own
size: gathering (opening, index of stories, grouping), then reading and writing the lines.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.cases.desk import Desk
from tidewaiter.engine.run import gather, lines
from tidewaiter.engine.spool import Spool
from tidewaiter.law import load
from tidewaiter.model import Document

WORDS = [
    f"{a}{b}"
    for a in ("bel", "cor", "dun", "fal", "gor", "hes", "lam", "mir")
    for b in ("an", "ek", "ost", "ulm", "ira", "ond")
]
PLAIN = "North Korea received cars from a firm in Italy in February, the ministry said on Friday. "


def made(count: int) -> Iterator[Document]:
    """The documents, the same each time."""
    draw = random.Random(7)
    last = ""
    for number in range(count):
        body = last if number % 100 == 99 else " ".join(draw.choices(WORDS, k=200)) + f" {number}."
        last = body
        text = (PLAIN if number % 100 == 0 else "") + body + "\n"
        digest = hashlib.sha256(f"{number} {text}".encode()).hexdigest()
        yield Document(digest[:16], text, digest, hashlib.sha256(text.encode()).hexdigest(), language="en")


def peak() -> float:
    """The most memory the process has held so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """Prints the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--documents", type=int, default=100_000)
    count = options.parse_args().documents
    marks: dict[str, float] = {}

    def note(stage: str, done: int, total: int | None) -> None:
        if done in (count // 10, count):
            marks.setdefault(f"{stage} {done:,}", peak())

    begun = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder, Spool(Path(folder) / "spool") as spool:
        gather(made(count), spool, Path(folder) / "index", progress=note)
        gathered = time.perf_counter()
        size = sum(len(line.data) for line in lines(spool, lambda: Desk(load.default()), progress=note))
        read = time.perf_counter()
    for stage, megabytes in marks.items():
        print(f"{stage:22} peak {megabytes:7.0f} MB")
    print(f"gathered {count / (gathered - begun):,.0f} documents/s, read {count / (read - gathered):,.0f} documents/s")
    print(f"lines of {size / count:,.0f} bytes on average")


if __name__ == "__main__":
    main()
