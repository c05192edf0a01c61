"""The index of texts beside MinHash libraries: copies found, throughput, memory; and the edits named.

    python benchmarks/stories_index.py TEXT... [--many 100000]

TEXT are files of free texts, plain (``.txt``) or treebanks (``.conllu``); they are read where they are.
From each text copies are made by rules, and each tool is asked which texts share a source: the
same documents, the same order, one core, each step the best of three. rensa and datasketch are
anchors where they are installed, and are passed over with a message where not. Throughput
is given with the shingling and without it: without it, each tool is handed what it takes
(the libraries sets of strings, the index its hashes). ``--many`` measures memory on that many synthetic documents.
"""

from __future__ import annotations

import argparse
import random
import re
import resource
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from tidewaiter.model import Document
from tidewaiter.reports.copies.index import SCALE, StoryIndex
from tidewaiter.reports.copies.sketch import sketch
from tidewaiter.reports.copies.stories import compare

PORTION = 256
PERMUTATIONS = 128
THRESHOLD = 0.5
RUNS = 3
SHORTEST, LONGEST = 120, 1500  # words of a text that is taken
Rule = Callable[[str, str, random.Random], str]
Pairs = set[tuple[int, int]]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("texts", type=Path, nargs="+")
    options.add_argument("--many", type=int, default=0, help="also measure memory on so many synthetic documents")
    asked = options.parse_args()
    free = [text for path in asked.texts for text in texts_of(path) if SHORTEST <= len(text.split()) <= LONGEST]
    names, texts = make_copies(free)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(free)} free texts, {len(texts)} documents with the copies, {words // len(texts)} words on average")
    truth = {name: (family, rule) for name, family, rule in names}
    tools: list[tuple[str, Any]] = [("index", run_index)]
    for library, run in (("rensa", run_rensa), ("datasketch", run_datasketch)):
        if find_spec(library):
            tools.append((library, run))
        else:
            print(f"{library} is not installed: passed over")
    report(tools, texts, truth)
    name_edits(free)
    if asked.many:
        measure_memory(free, asked.many)


# --- texts and copies -----------------------------------------------------------------------


def texts_of(path: Path) -> Iterator[str]:
    """The texts of a file: itself, or the documents of a treebank with a line for each paragraph."""
    text = path.read_text(encoding="utf-8", errors="replace")
    if path.suffix != ".conllu":
        yield text
        return
    for document in text.split("# newdoc")[1:] or [text]:
        paragraphs = re.split(r"^# newpar.*$", document, flags=re.MULTILINE)
        lines = [" ".join(re.findall(r"^# text = (.*)$", paragraph, flags=re.MULTILINE)) for paragraph in paragraphs]
        yield "\n".join(line for line in lines if line)


def make_copies(free: list[str]) -> tuple[list[tuple[int, int, str]], list[str]]:
    """Every text and one copy of it for each rule: (number, family, rule), and the texts, in a fixed order."""
    chance = random.Random(1)
    rows: list[tuple[int, str, str]] = []
    for family, text in enumerate(free):
        rows.append((family, "source", text))
        other = "\n".join(free[(family + step) % len(free)] for step in (7, 8))
        rows += [(family, name, rule(text, other, chance)) for name, rule in RULES.items()]
    chance.shuffle(rows)
    return [(n, family, rule) for n, (family, rule, _) in enumerate(rows)], [text for _, _, text in rows]


def sentences(text: str) -> list[str]:
    return [s for s in re.split(r"(?<=[.!?])\s+|\n+", text) if s]


def _verbatim(text: str, _: str, __: random.Random) -> str:
    return text


def _dropped(text: str, _: str, chance: random.Random) -> str:
    """A third of the sentences gone."""
    kept = sentences(text)
    for _n in range(len(kept) // 3):
        kept.pop(chance.randrange(len(kept)))
    return "\n".join(kept)


def _third(text: str, _: str, __: random.Random) -> str:
    kept = sentences(text)
    return "\n".join(kept[: max(2, len(kept) // 3)])


def _embedded(text: str, other: str, _: random.Random) -> str:
    """The text in the midst of a longer one."""
    rest = sentences(other)
    return "\n".join([*rest[: len(rest) // 2], *sentences(text), *rest[len(rest) // 2 :]])


def _edited(text: str, _: str, chance: random.Random) -> str:
    """Each rule for one edit wherever it fits, and one word of twelve replaced."""
    for edit in EDITS.values():
        text = edit(text) or text
    return " ".join("thereupon" if chance.random() < 1 / 12 else word for word in text.split(" "))


LONGER = "inside a longer text"
RULES: dict[str, Rule] = {
    "verbatim": _verbatim, "edited": _edited, "paragraphs dropped": _dropped, "first third": _third,
    LONGER: _embedded,
}  # fmt: skip


# --- what the tools answer ------------------------------------------------------------------


def portions(count: int) -> Iterator[slice]:
    for start in range(0, count, PORTION):
        yield slice(start, start + PORTION)


def run_index(texts: list[str]) -> tuple[float, float, Pairs]:
    start = time.perf_counter()
    made = [sketch(texts[part], scale=SCALE) for part in portions(len(texts))]
    between = time.perf_counter()
    names = [str(n) for n in range(len(texts))]
    with StoryIndex.open(None) as index:
        for part, sketches in zip(portions(len(texts)), made, strict=True):
            index.add_sketches(names[part], sketches)
        found = {ordered(int(p.one), int(p.other)) for p in index.pairs() if max(p.contained, p.contains) >= THRESHOLD}
    return between - start, time.perf_counter() - between, found


def strings_of(texts: list[str]) -> list[list[str]]:
    """The shingles as strings, as the libraries take them."""
    out = []
    for text in texts:
        words = re.findall(r"\w+", text.lower())
        out.append([" ".join(words[i : i + 5]) for i in range(max(1, len(words) - 4))])
    return out


def run_rensa(texts: list[str]) -> tuple[float, float, Pairs]:
    """The fastest way through the library: all digests in one matrix, 64 bands, each answer checked by the digests."""
    rensa = import_module("rensa")
    start = time.perf_counter()
    shingles = strings_of(texts)
    between = time.perf_counter()
    digests = rensa.RMinHash.from_token_sets(shingles, PERMUTATIONS, 42)
    index = rensa.RMinHashLSH(THRESHOLD, PERMUTATIONS, 32)
    index.insert_pairs(list(enumerate(digests)))
    found = set()
    for n, digest in enumerate(digests):
        for other in index.query(digest):
            if other < n and digest.jaccard(digests[other]) >= THRESHOLD:
                found.add((other, n))
    return between - start, time.perf_counter() - between, found


def run_datasketch(texts: list[str]) -> tuple[float, float, Pairs]:
    datasketch = import_module("datasketch")
    start = time.perf_counter()
    shingles = [[s.encode() for s in row] for row in strings_of(texts)]
    between = time.perf_counter()
    index = datasketch.MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    digests = list(datasketch.MinHash.generator(shingles, num_perm=PERMUTATIONS))
    for n, digest in enumerate(digests):
        index.insert(n, digest)
    found = set()
    for n, digest in enumerate(digests):
        for other in index.query(digest):
            if other < n and digest.jaccard(digests[other]) >= THRESHOLD:
                found.add((other, n))
    return between - start, time.perf_counter() - between, found


def ordered(a: int, b: int) -> tuple[int, int]:
    return (a, b) if a < b else (b, a)


def report(tools: list[tuple[str, Any]], texts: list[str], truth: dict[int, tuple[int, str]]) -> None:
    sources = {family: n for n, (family, rule) in truth.items() if rule == "source"}
    runs: dict[str, list[tuple[float, float, Pairs]]] = defaultdict(list)
    for _ in range(RUNS):
        for name, run in tools:
            runs[name].append(run(texts))
    yardstick: dict[str, float] = {}
    for name, _ in tools:
        shingling, rest = min(r[0] for r in runs[name]), min(r[1] for r in runs[name])
        whole = len(texts) / (shingling + rest)
        found = runs[name][-1][2]
        false = sum(not _akin(truth[a], truth[b], len(sources)) for a, b in found)
        print(
            f"{name}: {whole:,.0f} documents/s whole, {len(texts) / rest:,.0f} without shingling; "
            f"{len(found)} pairs, {false} of them between families"
        )
        for rule in RULES:
            asked = [(sources[family], n) for n, (family, kind) in truth.items() if kind == rule]
            hit = sum(ordered(a, b) in found for a, b in asked)
            print(f"  {rule}: recall {hit / len(asked):.3f}")
        yardstick[name] = whole
        if name != "index":
            print(f"  the index is {yardstick['index'] / whole:.2f} times as fast, shingling included")


def _akin(a: tuple[int, str], b: tuple[int, str], families: int) -> bool:
    """Whether two documents share a text: one family, or one of them has the other's text about it."""
    texts = [{family, *((family + step) % families for step in (7, 8) if rule == LONGER)} for family, rule in (a, b)]
    return bool(texts[0] & texts[1])


# --- edits ----------------------------------------------------------------------------------


def replacing(pattern: str, by: str | Callable[[re.Match[str]], str]) -> Callable[[str], str | None]:
    """A rule that edits the first place where the pattern stands inside a line; None where it stands nowhere."""
    compiled = re.compile(pattern)

    def edit(text: str) -> str | None:
        return compiled.sub(by, text, count=1) if compiled.search(text) else None

    return edit


EDITS: dict[str, Callable[[str], str | None]] = {
    "stance-changed": replacing(r"(?<=[a-z] )(?:said|believes?|thinks?|claimed)(?= )", "denied"),
    "negation-changed": replacing(r"(?<=[a-z] )(is|was|were|has|had|will|did) (?=[a-z])", r"\1 not "),
    "number-changed": replacing(r"(?<=[a-z] )([1-9]\d?)(?= [a-z])", lambda hit: str(int(hit[1]) + 7)),
    "date-changed": replacing(
        r"(?<=in |on )(January|February|March|June|July|August|October|Monday|Friday|Sunday)\b", "November"
    ),
    "name-changed": replacing(r"(?<=[a-z]{3} (?:in|to|of|by) )[A-Z][a-z]{3,}(?=[ .,] ?[a-z])", "Freedonia"),
    "style": replacing(r"(?<=[a-z]{3} )that (?=[a-z])", "which "),
    "re-worded": replacing(r"(?<=[a-z] the )[a-z]{5,9}(?= (?:of|in|to) )", "contraption"),
}


def name_edits(free: list[str]) -> None:
    """Of the copies with one edit, how many show it; and how often an edit is named where none was made."""
    print("edits: of copies with one edit each, how many have it named")
    for kind, edit in EDITS.items():
        hit = asked = more = 0
        for n, text in enumerate(free):
            copy = edit(text)
            if copy is None or copy == text:
                continue
            pair = compare(document(f"a{n}", text), document(f"b{n}", copy))
            named = [e for row in pair.sentences for e in row.edits if e != "verbatim"]
            asked += 1
            hit += kind in named
            more += any(e.endswith("-changed") and e != kind for e in named)
        if asked:
            print(f"  {kind}: recall {hit / asked:.3f} of {asked}; another change named in {more / asked:.3f}")


def document(name: str, text: str) -> Document:
    return Document(name, text, name, name)


# --- memory ---------------------------------------------------------------------------------


def measure_memory(free: list[str], many: int) -> None:
    """Resident memory while synthetic documents are added to an index in a folder, and asked for."""
    chance = random.Random(2)
    vocabulary = sorted({word for text in free for word in text.split()})
    weights = [1 / (n + 8) for n in range(len(vocabulary))]
    chance.shuffle(vocabulary)
    with tempfile.TemporaryDirectory() as folder:
        with StoryIndex.open(Path(folder) / "index") as index:
            for start in range(0, many, 500):
                drawn = chance.choices(vocabulary, weights, k=500 * 300)
                batch = [" ".join(drawn[k * 300 : (k + 1) * 300]) for k in range(500)]
                made = [document(f"{start + k:012}", text) for k, text in enumerate(batch)]
                index.add_all(made)
                index.ask_all(made[:64])
                if start + 500 in (many // 10, many // 2, many):
                    print(f"memory: {len(index):,} documents of 300 words, {resident()}")
        size = sum(path.stat().st_size for path in (Path(folder) / "index").iterdir())
        print(f"memory: {size / many:,.0f} bytes a document on disk")


def resident() -> str:
    status = Path("/proc/self/status")
    if not status.exists():
        return f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB so far"
    told = dict(line.split(":", 1) for line in status.read_text().splitlines() if line.startswith(("VmRSS", "Rss")))
    return ", ".join(f"{name} {int(value.split()[0]) // 1024} MB" for name, value in told.items())


if __name__ == "__main__":
    sys.exit(main())
