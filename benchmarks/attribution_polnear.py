"""Who says what, measured on PolNeAR's attributions of political news (in the form CofeNet gives them).

    python benchmarks/attribution_polnear.py FOLDER --part valid [--anyone] [--limit N]

FOLDER holds ``valid.txt`` and ``test.txt`` (JSON lines with tokens and BIO labels) from
cofe-ai/CofeNet, ``res/polnear``. The data carries no licence: it is read where it lies and
nothing of it is kept. Tune on ``valid``; run ``test`` once a release.

One instance is read at a time. Cues are marked first, then sources, then contents; where two
overlap the first keeps the words. Printed for each role: exact precision, recall and F1 over
spans, begin F1, and the mean best overlap (Jaccard), as CofeNet's own scorer defines them.
"""

from __future__ import annotations

import argparse
import functools
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import figures

from tidewaiter.reports.grammar import parsing
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.words import load
from tidewaiter.reports.read import pipeline, run
from tidewaiter.reports.saying import attribution

ROLES = ("source", "cue", "content")
_MARKS = {"``": "“", "''": '"', "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]"}
_EDGES = frozenset({"“", ",", ".", ":", ";", '"', "-", "--", "'"})
_CLOSE = frozenset({"''", "-RRB-", "-RSB-", ",", ".", ":", ";", "?", "!", "%", "n't"})
_STOPS = frozenset({",", ".", "?", "!"})
_BETWEEN = frozenset({".", "?", "!", '"', "“", "...", "'"})
Spans = set[tuple[int, int]]


def spans(labels: Sequence[str], role: str) -> Spans:
    """The spans of one role in a row of BIO labels."""
    out, start = set(), -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and label != f"I-{role}":
            out.add((start, i))
            start = -1
        if label == f"B-{role}" or (label == f"I-{role}" and start < 0):
            start = i
    return out


def read(tokens: Sequence[str], nlp: Any, *, anyone: bool) -> list[str]:
    """The BIO labels that the reader gives the tokens of one instance."""
    words = [_MARKS.get(token, token) for token in tokens]
    starts, whole = _joined(tokens, words)
    text = parsing.read(whole, load("en"), functools.partial(run, nlp), nlp, bodies=[(0, len(whole))])
    said = attribution.read(text, Names(text), anyone=anyone)
    labels = ["O"] * len(words)
    opens = {_token(starts, q.start): _token(starts, q.end - 1) for q in text.quotations}
    found = [(one, role) for role in ("cue", "source", "content") for one in said]
    for one, role in found:
        ranges = [(a, b) for a, b in _ranges(one, role) if b > a]
        tokens_of = [(_token(starts, text.starts[a]), _token(starts, text.ends[b - 1] - 1) + 1) for a, b in ranges]
        for first, last in _merged(tokens_of, words):
            _mark(labels, words, role, first, last, opens)
    return labels


def _merged(ranges: list[tuple[int, int]], words: Sequence[str]) -> list[tuple[int, int]]:
    """Sentences of one quotation are one span: only stops and marks stand between them."""
    out: list[tuple[int, int]] = []
    for first, last in sorted(ranges):
        if out and first >= out[-1][1] and all(word in _BETWEEN for word in words[out[-1][1] : first]):
            out[-1] = (out[-1][0], last)
        else:
            out.append((first, last))
    return out


def _joined(tokens: Sequence[str], words: Sequence[str]) -> tuple[list[int], str]:
    """The tokens as running text, and where each begins: marks and stops stand close to their words."""
    starts: list[int] = []
    out, after_opening, inside = "", True, False
    for i, (token, word) in enumerate(zip(tokens, words, strict=True)):
        opening = token in ("``", "-LRB-", "-LSB-", "$", "`") or (token == "''" and _opens(tokens, i, inside=inside))
        inside = opening if token in ("``", "''") else inside
        close = not opening and (token in _CLOSE or token.startswith("'"))
        if not after_opening and not close:
            out += " "
        starts.append(len(out))
        out += word
        after_opening = opening
    return starts, out


def _opens(tokens: Sequence[str], i: int, *, inside: bool) -> bool:
    """Whether a straight mark opens: nothing is open, and it has a partner among the marks that follow."""
    return not inside and sum(token in ("``", "''") for token in tokens[i:]) % 2 == 0


def _ranges(one: attribution.Said, role: str) -> Iterator[tuple[int, int]]:
    if role == "cue":
        yield one.cue
    elif role == "source":
        if one.rule != "floating":
            yield one.speaker.first, one.speaker.last
    else:
        yield from one.content


def _token(starts: Sequence[int], offset: int) -> int:
    low, high = 0, len(starts)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if starts[middle] <= offset else (low, middle)
    return low - 1


def _mark(labels: list[str], words: Sequence[str], role: str, first: int, last: int, opens: dict[int, int]) -> None:
    """Labels the free words of one span; ``opens`` tells of each opening mark where its quotation ends."""
    while first < last and words[first].lower() in _EDGES:
        first += 1
    while last > first and words[last - 1].lower() in _EDGES:
        last -= 1
    if role == "cue":
        last += list(words[last : last + 1]) == [":"]
    if role == "source" and "," in words[first:last] and list(words[last : last + 1]) == [","]:
        last += 1  # the comma that closes an apposition
    if role == "content":
        first, last = _with_marks(words, first, last, opens)
    free = [i for i in range(first, last) if labels[i] == "O"]
    for i in free:
        labels[i] = f"I-{role}" if i - 1 in free else f"B-{role}"


def _with_marks(words: Sequence[str], first: int, last: int, opens: dict[int, int]) -> tuple[int, int]:
    """The marks around a quotation belong to what is said; a mark that opens the next quotation does not."""
    first -= first > 0 and words[first - 1] in '"“' and first - 1 in opens
    for at in range(last, min(last + 2, len(words))):
        closing = words[at] == '"' and at not in opens
        if closing and all(word in _STOPS for word in words[last:at]):
            return first, at + 1
    return first, last


def main() -> None:
    """Reads one part and prints the figures by role."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--part", default="valid", choices=["valid", "test"])
    options.add_argument("--anyone", action="store_true", help="let every subject speak, as PolNeAR does")
    options.add_argument("--limit", type=int)
    options.add_argument("--show", type=int, default=0, help="print so many instances with their spans")
    figures.option(options)
    given = options.parse_args()
    path = given.folder / f"{given.part}.txt"
    if not path.exists():
        raise SystemExit(f"{path} is not here: nothing measured")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()][: given.limit]
    nlp = pipeline()
    counts: Counter[tuple[str, str]] = Counter()
    overlaps: dict[str, list[float]] = {role: [] for role in ROLES}
    for row in rows:
        labels = read(row["tokens"], nlp, anyone=given.anyone)
        for role in ROLES:
            gold, mine = spans(row["labels"], role), spans(labels, role)
            counts[role, "gold"] += len(gold)
            counts[role, "mine"] += len(mine)
            counts[role, "both"] += len(gold & mine)
            counts[role, "begin"] += len({a for a, _ in gold} & {a for a, _ in mine})
            overlaps[role] += [_best(span, mine) for span in gold]
            overlaps[role] += [0.0 for span in mine if not _best(span, gold)]
        if given.show and any(spans(row["labels"], role) != spans(labels, role) for role in ROLES):
            given.show -= 1
            print(" ".join(row["tokens"]))
            for role in ROLES:
                for name, given_labels in (("gold", row["labels"]), ("mine", labels)):
                    print(
                        "   ", role, name, [" ".join(row["tokens"][a:b]) for a, b in sorted(spans(given_labels, role))]
                    )
    told: dict[str, float] = {}
    for role in ROLES:
        both, mine, gold = (counts[role, name] for name in ("both", "mine", "gold"))
        begin = counts[role, "begin"]
        told[f"{role} F1"] = 2 * both / max(mine + gold, 1)
        jaccard = sum(overlaps[role]) / max(len(overlaps[role]), 1)
        print(
            f"{role:8} P {both / max(mine, 1):.3f} R {both / max(gold, 1):.3f} F1 {2 * both / max(mine + gold, 1):.3f}"
            f"   begin F1 {2 * begin / max(mine + gold, 1):.3f}   jaccard {jaccard:.3f}   gold {gold}"
        )
    figures.write(given.figures, told)


def _best(span: tuple[int, int], others: Spans) -> float:
    return max((_overlap(span, other) for other in others), default=0.0)


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared / (max(a[1], b[1]) - min(a[0], b[0])) if shared > 0 else 0.0


if __name__ == "__main__":
    main()
