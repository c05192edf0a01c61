"""Web pages: which words are the report's, against the annotated pages of trafilatura's own evaluation.

    python benchmarks/pages_extraction.py FOLDER [--half 0|1] [--against trafilatura] [--errors N]

FOLDER is ``tests`` of a checkout of the repository adbar/trafilatura: ``evaldata.json`` and the
pages in ``cache`` and ``eval``. The protocol is that project's: every page has a few snippets that
must be in the text and a few that must not; white space does not count. A page that gives no
text misses all its snippets. Headline, day and writer are compared letter for letter, white
space aside. ``--half`` takes the pages whose address has an even (0) or odd (1) MD5: the
thresholds were set on half 0 alone. The pages are read where they are and never copied here.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tidewaiter.errors import InputError
from tidewaiter.reports.readers import html


@dataclass(frozen=True, slots=True)
class Got:
    """What an extractor says of a page."""

    text: str = ""
    title: str | None = None
    date: str | None = None
    author: str | None = None


@dataclass(slots=True)
class Score:
    snippets: Counter[str] = field(default_factory=Counter)
    fields: Counter[tuple[str, str]] = field(default_factory=Counter)
    seconds: float = 0.0


def ours(data: bytes) -> Got:
    try:
        page = html.read(data)
    except InputError:
        return Got()
    return Got(page.text, page.title, page.published.value if page.published else None, page.byline)


def trafilatura(data: bytes) -> Got:
    from trafilatura import bare_extraction, extract  # type: ignore[import-not-found]

    text = extract(data, fast=False, include_comments=False, include_tables=True, include_formatting=False)
    told = bare_extraction(data, with_metadata=True)
    return Got(text or "", *(getattr(told, name, None) for name in ("title", "date", "author")))


EXTRACTORS: dict[str, Callable[[bytes], Got]] = {"tidewaiter": ours, "trafilatura": trafilatura}


def even(text: str) -> str:
    return " ".join(text.split())


def pages(folder: Path, half: int | None) -> Iterator[tuple[str, dict[str, Any], bytes]]:
    """Address, annotation and bytes of each page."""
    told = json.loads((folder / "evaldata.json").read_text(encoding="utf-8"))
    for address, item in sorted(told.items()):
        if half is None or int(hashlib.md5(address.encode()).hexdigest(), 16) % 2 == half:
            place = folder / "cache" / item["file"]
            yield address, item, (place if place.exists() else folder / "eval" / item["file"]).read_bytes()


def count(score: Score, item: dict[str, Any], got: Got) -> tuple[list[str], list[str]]:
    """Counts one page; gives the snippets that are missing and those that should be."""
    text = even(got.text)
    missing = [one for one in item["with"] if even(one) not in text]
    extra = [one for one in item["without"] if even(one) in text]
    score.snippets.update(right=len(item["with"]) - len(missing), missing=len(missing), extra=len(extra))
    for name in ("title", "date", "author"):
        gold = item.get(name)
        if gold:
            value = getattr(got, name)
            score.fields[name, "asked"] += 1
            score.fields[name, "told"] += bool(value)
            score.fields[name, "right"] += even(str(value)) == even("; ".join(gold) if isinstance(gold, list) else gold)
    return missing, extra


def shown(name: str, score: Score) -> str:
    right, missing, extra = (score.snippets[key] for key in ("right", "missing", "extra"))
    precision, recall = right / max(right + extra, 1), right / max(right + missing, 1)
    f = 2 * precision * recall / max(precision + recall, 1e-9)
    parts = [f"{name}: P {precision:.3f} R {recall:.3f} F {f:.3f}"]
    for told in ("title", "date", "author"):
        asked, given, hit = (score.fields[told, key] for key in ("asked", "told", "right"))
        parts.append(f"{told} {hit}/{asked} right, {given} told")
    return "; ".join([*parts, f"{score.seconds:.1f} s"])


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--half", type=int, choices=(0, 1))
    options.add_argument("--against", choices=[name for name in EXTRACTORS if name != "tidewaiter"])
    options.add_argument("--errors", type=int, default=0, metavar="N")
    given = options.parse_args()
    names = ["tidewaiter", *([given.against] if given.against else [])]
    scores = {name: Score() for name in names}
    left = given.errors
    for address, item, data in pages(given.folder, given.half):
        for name in names:
            start = time.process_time()
            got = EXTRACTORS[name](data)
            scores[name].seconds += time.process_time() - start
            missing, extra = count(scores[name], item, got)
            if left > 0 and name == "tidewaiter" and (missing or extra):
                left -= 1
                print(f"{address}\n  missing {missing}\n  extra {extra}")
    for name in names:
        print(shown(name, scores[name]))


if __name__ == "__main__":
    main()
