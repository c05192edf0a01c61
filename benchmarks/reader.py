"""What the whole reader costs beside the bare parse of the same text, in one run.

    python benchmarks/reader.py [FILE...]      (default: the sample reports of the package)

The bare parse is the pipeline alone on the whole text of each report; the reader is everything
from the decoded document to its statements and events. Prints the median of both and the ratio.
"""

from __future__ import annotations

import argparse
import statistics
import time
from pathlib import Path

import tidewaiter_english

from tidewaiter import demo
from tidewaiter.reports.read import read
from tidewaiter.reports.readers import plain


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    given = parser.parse_args()
    paths = given.files or list(demo.samples())
    documents = [plain.read(path.read_bytes(), path=str(path)) for path in paths]
    pipeline = tidewaiter_english.load()
    bare: list[float] = []
    whole: list[float] = []
    for _ in range(given.rounds + 1):
        started = time.perf_counter()
        for document in documents:
            pipeline(document.text)
        bare.append(time.perf_counter() - started)
        started = time.perf_counter()
        for document in documents:
            read(document, published=document.published)
        whole.append(time.perf_counter() - started)
    ratios = [w / b for w, b in zip(whole[1:], bare[1:], strict=True)]
    words = sum(len(document.text.split()) for document in documents)
    parse, reader = statistics.median(bare[1:]), statistics.median(whole[1:])
    print(f"{len(documents)} reports, {words} words")
    print(f"bare parse   {1000 * parse:8.1f} ms   {words / parse:8.0f} words/s")
    print(f"whole reader {1000 * reader:8.1f} ms   {words / reader:8.0f} words/s")
    print(f"ratio        {statistics.median(ratios):8.2f}   (pair by pair: {min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
