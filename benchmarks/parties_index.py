"""What the index of parties loses against going through every word and every name: nothing is wanted.

    python benchmarks/parties_index.py [--names 100] [--answers 10]

The list is OFAC's 41,000 names of February 2026. Queries are listed names drawn at random and altered (a letter lost,
doubled or swapped, words turned round or left out). *words*: the listed words near each reading of a query beside those
that comparing it with every listed word gives. *names*: the names that the search gives at an agreement of .3, .5, .7
and .85 beside those that laying the query beside every listed name gives. *answers*: what `Matcher.match` gives at the
shipped threshold beside `Matcher.why` of every entry. A loss is one that the scan has and the index lacks, an excess
the other way round, a difference another score.

Prints a line of JSON for each figure.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from pathlib import Path
from typing import Any

import figures
import parties_data as data

from tidewaiter.errors import InputError
from tidewaiter.model.party import PartyKind
from tidewaiter.parties.matching import index
from tidewaiter.parties.matching.matcher import Matcher, open_index
from tidewaiter.parties.matching.search import Search

LEVELS = (3000, 5000, 7000, 8500)
EMPTY = {"queries": 0, "found by the scan": 0, "lost": 0, "in excess": 0, "different": 0}


class Watched:
    """A kernel whose near words of each reading are held against those of a scan of all listed words."""

    def __init__(self, kernel: Any) -> None:
        self.kernel = kernel
        self.found = dict(EMPTY)

    def gather(self, told: tuple[Any, ...], role: int, most: int) -> Any:
        """What the kernel itself gathers."""
        for one in told:
            _count(self.found, dict(self.kernel.near(one)), dict(self.kernel.scan(one)))
            self.found["queries"] += 1
        return self.kernel.gather(told, role, most)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.kernel, name)


def names(folder: Path, queries: list[tuple[str, PartyKind]]) -> tuple[dict[str, int], dict[str, int]]:
    """Near words of the queries' readings, and names at each level of agreement: by the index and by a scan."""
    saved = index.read(folder / "index.bin")
    assert saved
    search = Search(saved)
    watched = search.kernel = Watched(search.kernel)
    count = len(saved.arrays["name_weight"])
    found = dict(EMPTY)
    for text, kind in queries:
        for asked in search.ask(text, kind):
            if asked.words:
                laid = [search.lay(asked, name).agreement for name in range(count)]
                for level in LEVELS:
                    hits = {hit.name: hit.agreement for hit in search.find(asked, level)}
                    _count(found, hits, {name: one for name, one in enumerate(laid) if one >= level})
        found["queries"] += 1
    return watched.found, found


def answers(matcher: Matcher, queries: list[tuple[str, PartyKind]]) -> dict[str, int]:
    """Parties that the matcher gives and those that each entry by itself gives."""
    found = dict(EMPTY)
    ids = [party.id for party in matcher.parties()]
    for text, kind in queries:
        query = data.query(text, kind)
        try:
            hits = {match.party.id: match.score for match in matcher.match(query, limit=len(ids))}
        except InputError:
            continue
        scores = ((one, matcher.why(query, one).score) for one in ids)
        _count(found, hits, {one: score for one, score in scores if score >= matcher.threshold})
        found["queries"] += 1
    return found


def _count(found: dict[str, int], hits: dict[Any, Any], right: dict[Any, Any]) -> None:
    found["found by the scan"] += len(right)
    found["lost"] += len(right.keys() - hits.keys())
    found["in excess"] += len(hits.keys() - right.keys())
    found["different"] += sum(hits[one] != right[one] for one in hits.keys() & right.keys())


def main() -> None:
    """Prints what was lost."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--names", type=int, default=100, help="queries laid beside every name")
    options.add_argument("--answers", type=int, default=10, help="queries whose answers are held against every entry")
    options.add_argument("--seed", type=int, default=1)
    figures.option(options)
    given = options.parse_args()
    told: dict[str, float] = {}
    if not data.absent(data.SDN, data.CSL):
        draw = random.Random(given.seed)
        with tempfile.TemporaryDirectory() as held:
            folder = Path(held)
            data.indexed(data.sdn(), folder)
            drawn = data.listed_names(data.sdn(), draw, given.names + given.answers)
            queries = [(data.mutated(text, draw), kind) for text, kind in drawn]
            words, found_names = names(folder, queries[: given.names])
            parties = answers(open_index(folder), queries[given.names :])
            for name, found in (("words", words), ("names", found_names), ("answers", parties)):
                print(json.dumps({"figure": f"index loss, {name}", **found}), flush=True)
                told |= {f"{name} {key}": value for key, value in found.items()}
    figures.write(given.figures, told)


if __name__ == "__main__":
    main()
