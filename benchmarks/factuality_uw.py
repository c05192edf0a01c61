"""How surely a text tells of an event, measured on the UW factuality data (and MEANTIME beside it).

    python benchmarks/factuality_uw.py FOLDER --part dev [--data MEANTIME] [--by-kind]

FOLDER holds ``UW-dev.jsonl``, ``UW-test.jsonl`` ..., the files ``glue_data/UW/*.jsonl`` of
yurpl/ReExaminingFactbank under names of their own. Each row is a sentence in tokens with the
places of its events and a number from -3 (certainly not) to 3 (certainly so). The data is read
where it lies and nothing of it is kept; look at ``dev``, run ``test`` to report.

The reader gives words, not numbers. Two tables turn them into numbers: ``NUMBERS`` by what they
mean, ``MEDIANS`` by what annotators gave them on ``dev``; the nearest clause decides. Printed:
mean absolute error, Pearson's r, and the share right in three classes (fact from 2 on, negative
below -0.5, uncertain between), beside "everything is a fact".
"""

from __future__ import annotations

import argparse
import functools
import json
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import figures

from tidewaiter.reports.grammar import parsing
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.grammar.words import load
from tidewaiter.reports.read import pipeline, run
from tidewaiter.reports.saying import attribution, certainty
from tidewaiter.reports.saying.said import Said

NUMBERS = {
    "certain": 3.0, "attributed": 3.0, "expected": 2.5, "likely": 2.0, "believed": 1.5, "alleged": 1.5,
    "possible": 0.8, "wanted": 0.5, "neither": 0.0, "open": 0.0, "doubted": -1.5,
    "denied": -3.0,
}  # fmt: skip
"""What the words mean: a certain thing 3, a believed one 1.5, a wanted one 0.5 ..."""
MEDIANS = {
    "certain": 3.0, "attributed": 2.8, "expected": 2.2, "likely": 2.0, "believed": 2.4, "alleged": 2.4,
    "possible": 1.2, "wanted": 1.6, "neither": 2.0, "open": 0.6, "doubted": -1.0, "denied": -2.0,
}  # fmt: skip
"""What annotators gave the same words: medians of UW dev, rounded; for the denied, of those rightly found."""
_OF_STANCE = {
    "asserts": "attributed", "alleges": "alleged", "believes": "believed", "denies": "denied", "neither": "neither",
}  # fmt: skip
_MARKS = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


def kinds(tokens: Sequence[str], places: Sequence[int], nlp: Any) -> list[str]:
    """How each event is told: a key of ``NUMBERS``."""
    starts, whole = _joined(tokens)
    text = parsing.read(whole, load("en"), functools.partial(run, nlp), nlp, bodies=[(0, len(whole))])
    said = attribution.read(text, Names(text), anyone=True)
    at = {start: word for word, start in enumerate(text.starts)}
    return [_kind(text, said, at.get(starts[place])) for place in places]


def _joined(tokens: Sequence[str]) -> tuple[list[int], str]:
    starts: list[int] = []
    out = ""
    for token in tokens:
        close = token in (",", ".", ";", ":", "?", "!", "%", "n't", ")") or token.startswith("'")
        out += "" if close or not out else " "
        starts.append(len(out))
        out += _MARKS.get(token, token)
    return starts, out


def _kind(text: Text, said: Sequence[Said], word: int | None) -> str:
    """The certainty of the word's own clause, else that of the nearest statement which holds it."""
    if word is None:
        return "certain"
    own = certainty.of_word(text, word)
    around = [one for one in said if one.contains(word) and one.cue[0] != word and one.rule != "attitude"]
    if own != "certain" or not around:
        return own
    nearest = min(around, key=lambda one: abs(one.cue[0] - word))
    return _OF_STANCE[nearest.stance] if nearest.act != "asks" else "attributed"


def main() -> None:
    """Reads one part and prints the figures."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--part", default="dev", choices=["train", "dev", "test"])
    options.add_argument("--data", default="UW", choices=["UW", "MEANTIME"])
    options.add_argument("--by-kind", action="store_true", help="print the mean of the annotation by kind")
    figures.option(options)
    given = options.parse_args()
    path = given.folder / f"{given.data}-{given.part}.jsonl"
    if not path.exists():
        raise SystemExit(f"{path} is not here: nothing measured")
    nlp = pipeline()
    gold: list[float] = []
    mine: list[str] = []
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        gold += [target["label"] for target in row["targets"]]
        mine += kinds(row["text"].split(), [target["span1"][0] for target in row["targets"]], nlp)
    _report("everything is a fact", gold, [3.0] * len(gold))
    told = _report("numbers as meant", gold, [NUMBERS[kind] for kind in mine])
    _report("numbers of annotators", gold, [MEDIANS[kind] for kind in mine])
    figures.write(given.figures, told)
    if given.by_kind:
        by_kind = defaultdict(list)
        for kind, label in zip(mine, gold, strict=True):
            by_kind[kind].append(label)
        for kind, labels in sorted(by_kind.items()):
            middle = sorted(labels)[len(labels) // 2]
            mean = sum(labels) / len(labels)
            print(f"  {kind:12} {len(labels):5}  annotated: mean {mean:6.2f} median {middle:6.2f}")


def _report(name: str, gold: Sequence[float], mine: Sequence[float]) -> dict[str, float]:
    mae = sum(abs(a - b) for a, b in zip(gold, mine, strict=True)) / len(gold)
    right = sum(_class(a) == _class(b) for a, b in zip(gold, mine, strict=True)) / len(gold)
    print(f"{name:22} MAE {mae:.3f}   r {_correlation(gold, mine):.3f}   three classes {right:.3f}   n {len(gold)}")
    return {"MAE": mae, "r": _correlation(gold, mine), "three classes": right}


def _class(value: float) -> str:
    return "fact" if value >= 2 else "negative" if value < -0.5 else "uncertain"


def _correlation(one: Sequence[float], two: Sequence[float]) -> float:
    n = len(one)
    a, b = sum(one) / n, sum(two) / n
    across = sum((x - a) * (y - b) for x, y in zip(one, two, strict=True))
    spread = (sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in two)) ** 0.5
    return across / spread if spread else 0.0


if __name__ == "__main__":
    main()
