"""Which pairs of the annotated reports are said to share a source, beside the gold families.

    python benchmarks/stories_pairs.py FOLDER [--show]

FOLDER holds ``gold.yaml`` and ``articles/``, as the annotated reports do; they are read where
they are. A pair counts as in their scorer: kin where both have the same ``source_family``; pairs
with a ``derived`` member are left out. Two figures: pairs in one story (copy or version), and
pairs with any relation shown to the reviewer (partial, undecided and same speech as well).
"""

from __future__ import annotations

import argparse
from collections import Counter
from itertools import combinations
from pathlib import Path

import yaml

from tidewaiter.reports.copies.stories import compare, group
from tidewaiter.reports.readers.plain import read


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--show", action="store_true", help="every kin or related pair with its figures")
    asked = options.parse_args()
    gold = yaml.safe_load((asked.folder / "gold.yaml").read_text(encoding="utf-8"))["articles"]
    documents = {a["id"]: read((asked.folder / a["file"]).read_bytes(), path=a["file"]) for a in gold}
    names = {document.id: name for name, document in documents.items()}
    stories = group([documents[a["id"]] for a in gold])
    story_of = {names[d]: story.id for story in stories for d in story.documents}
    related = {frozenset((names[c.left], names[c.right])): c.relation for s in stories for c in s.comparisons}
    counts: Counter[tuple[str, bool, bool]] = Counter()
    kinds: Counter[tuple[str, bool]] = Counter()
    for a, b in combinations(gold, 2):
        kin = bool(a["source_family"]) and a["source_family"] == b["source_family"]
        if kin and "derived" in (a["copy_type"], b["copy_type"]):
            continue
        pair = frozenset((a["id"], b["id"]))
        one = story_of[a["id"]] == story_of[b["id"]]
        counts["story", kin, one] += 1
        counts["shown", kin, pair in related] += 1
        if kin:
            kinds["spun" if "spun" in (a["copy_type"], b["copy_type"]) else "plain", one] += 1
        if asked.show and (kin or pair in related):
            figures = compare(documents[a["id"]], documents[b["id"]])
            share = f"{figures.left_in_right_unquoted:.2f} {figures.right_in_left_unquoted:.2f} shared {figures.shared}"
            print(a["id"], b["id"], a["copy_type"], b["copy_type"], "kin" if kin else "", figures.relation, share)
    for name in ("story", "shown"):
        hit, false, missed = counts[name, True, True], counts[name, False, True], counts[name, True, False]
        precision = hit / (hit + false) if hit + false else 1.0
        print(
            f"{name}: precision {precision:.3f} recall {hit / (hit + missed):.3f} "
            f"({hit} hit, {false} false, {missed} missed)"
        )
    for kind in ("plain", "spun"):
        print(f"{kind}: {kinds[kind, True]} of {kinds[kind, True] + kinds[kind, False]} pairs in one story")


if __name__ == "__main__":
    main()
