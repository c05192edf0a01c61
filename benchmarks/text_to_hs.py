"""How well, and how fast, goods as traders write them are led to headings of the Harmonized System.

    python benchmarks/text_to_hs.py [FILE...] [--errors N] [--speed N]

FILE is a list of {text, hs} as in tests/goods/strings (the strings worked on, if none is named). Printed are by script:
first heading right, a right heading among three, a right chapter among three, abstained; then precision, recall and
share unsure of the question "in HS 72 to 89?"; the calibration of the score; what loading costs (CPU time, and what the
process grows by); and distinct texts a second in one process, by CPU time, with a bare loop as the anchor of the same
run. Distinct are the strings themselves (with the words met before) and the strings with a lot number each.
"""

from __future__ import annotations

import argparse
import resource
import time
import unicodedata
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from tidewaiter.datafile import read_tree
from tidewaiter.goods.classify import classify
from tidewaiter.goods.suggest import contradiction, suggest, within
from tidewaiter.goods.terms import reading
from tidewaiter.goods.votes import trade

STRINGS = Path(__file__).resolve().parents[1] / "tests" / "goods" / "strings"
BANNED = tuple(str(chapter) for chapter in range(72, 90))
BINS = (0.0, 0.3, 0.5, 0.7, 0.8, 0.9, 1.01)
Row = tuple[str, tuple[str, ...]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", metavar="FILE", nargs="*", type=Path, default=[STRINGS / "worked_on.yaml"])
    parser.add_argument("--errors", type=int, default=0, help="print so many texts whose first heading is wrong")
    parser.add_argument("--speed", type=int, default=20_000, help="distinct texts for the measurement of speed")
    given = parser.parse_args()
    loading("the lexicon, as classify needs it", reading)
    loading("the trade words and votes, as suggest needs them besides", trade)
    rows = [row for file in given.files for row in read(file)]
    for script in ("latin", "cyrillic", "hangul", "cjk"):
        if some := [row for row in rows if script_of(row[0]) == script]:
            print(f"{script:9}", headings(some))
    print("all      ", headings(rows))
    print("in HS 72 to 89:", question(rows))
    print("contradicted, though right:", sum(bool(contradiction(text, hs[0] + "00")) for text, hs in rows))
    calibration(rows)
    for text, hs in [row for row in rows if not first(row)][: given.errors]:
        print("  ", text, hs, [(c.heading, c.score, c.why) for c in suggest(text).candidates[:3]])
    speed([text for text, _ in rows], given.speed)


def read(file: Path) -> list[Row]:
    return [(row["text"], tuple(row["hs"].split())) for row in read_tree(file).value]


def script_of(text: str) -> str:
    names = [unicodedata.name(char, "") for char in text if ord(char) > 0x2FF]
    return next((s for s in ("cyrillic", "hangul", "cjk") if any(n.startswith(s.upper()) for n in names)), "latin")


def first(row: Row) -> bool:
    return any(c.heading in row[1] for c in suggest(row[0]).candidates[:1])


def headings(rows: list[Row]) -> str:
    found = [(suggest(text), hs) for text, hs in rows]
    top1 = sum(map(first, rows)) / len(rows)
    top3 = sum(any(c.heading in hs for c in f.candidates[:3]) for f, hs in found) / len(rows)
    chapters = sum(any(c.heading[:2] == h[:2] for c in f.candidates[:3] for h in hs) for f, hs in found) / len(rows)
    unsure = sum(f.abstained for f, _ in found) / len(rows)
    return (
        f"{len(rows):4}  heading 1 {top1:.3f}  heading 3 {top3:.3f}  chapter 3 {chapters:.3f}  abstained {unsure:.3f}"
    )


def question(rows: list[Row]) -> str:
    """Precision and recall of the answers yes and no; texts that may lie on both sides are left out."""
    told = [(within(text, BANNED).answer, hs[0].startswith(BANNED)) for text, hs in rows if one_sided(hs)]
    right = sum(answer == "yes" and truth for answer, truth in told)
    yes = sum(answer == "yes" for answer, _ in told)
    missed = sum(answer == "no" and truth for answer, truth in told)
    unsure = sum(answer == "unsure" for answer, _ in told)
    found = f"P {right / max(1, yes):.3f}  R {right / max(1, right + missed):.3f}"
    return f"{found}  unsure {unsure / len(told):.3f}  of {len(told)}"


def one_sided(hs: tuple[str, ...]) -> bool:
    return len({code.startswith(BANNED) for code in hs}) == 1


def calibration(rows: list[Row]) -> None:
    scored = [(suggest(row[0]).candidates[0].score, first(row)) for row in rows if suggest(row[0]).candidates]
    for low, high in pairwise(BINS):
        some = [right for score, right in scored if low <= score < high]
        if some:
            print(f"  score {low:.1f} to {min(high, 1.0):.1f}: {sum(some) / len(some):.2f} right of {len(some)}")


def loading(what: str, load: Callable[[], object]) -> None:
    before, started = peak(), time.process_time()
    load()
    print(f"loading {what}: {time.process_time() - started:.2f} s, {peak() - before:.0f} MB")


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def speed(texts: list[str], many: int) -> None:
    """Texts a second: the strings as they are, and as many distinct ones with a lot number behind each."""
    lots = [f"{texts[i % len(texts)]} LOT {i}" for i in range(many)]
    for what, some, rounds in (("strings", list(dict.fromkeys(texts)), 5), ("strings with a lot number", lots, 1)):
        bare = best(lambda text: sum(map(len, text.lower().split())), some, rounds)
        for name, ask in (("suggest", suggest.__wrapped__), ("classify", classify)):
            took = best(ask, some, rounds)
            print(f"{name}, {len(some):,} {what}: {1 / took:,.0f} a second, {took / bare:.0f} times a bare loop")


def best(ask: Callable[[str], object], texts: list[str], rounds: int) -> float:
    """Seconds of CPU time a text, the least of some rounds."""
    took = []
    for _ in range(rounds):
        started = time.process_time()
        for text in texts:
            ask(text)
        took.append(time.process_time() - started)
    return min(took) / len(texts)


if __name__ == "__main__":
    main()
