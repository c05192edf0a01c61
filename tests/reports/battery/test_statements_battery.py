"""Passages of our own with the statements that they make; a floor under how many are read right.

    python tests/reports/battery/test_statements_battery.py [--aside]

prints the passages that are read otherwise, and the figures of both parts.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tidewaiter.datafile import read as read_data
from tidewaiter.model import Document, Statement
from tidewaiter.reports.read import read

PATH = Path(__file__).with_name("statements.yaml")
FLOOR_WORKED, FLOOR_ASIDE = 283, 143
"""Passages that must be read wholly right, of those worked on and of those kept aside while the rules were written."""
_MORE = 3  # so many words may a speaker's name have beside the expected ones


@dataclass(frozen=True, slots=True)
class Expected:
    """One statement; what is None is not compared."""

    who: str
    words: str
    stance: str | None = None
    via: str | None = None
    act: str | None = None
    of: str | None = None
    chain: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Passage:
    id: str
    text: str
    says: tuple[Expected, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Battery:
    aside: tuple[str, ...]
    passages: tuple[Passage, ...]


@cache
def battery() -> Battery:
    return read_data(PATH, Battery)


def _words(name: str) -> set[str]:
    return set(re.findall(r"\w+", name.casefold())) - {"the", "a", "an", "of", "for", "s"}


def _speaks(expected: Expected, found: Statement) -> bool:
    mine = _words(found.speaker)
    return any(_words(who) <= mine and len(mine) <= len(_words(who)) + _MORE for who in expected.who.split("|"))


def _same(expected: Expected, found: Statement) -> bool:
    told = " ".join((found.content.quote, *(span.quote for span in found.evidence)))
    pairs = (
        (expected.stance, found.stance),
        (expected.act, found.act),
        (expected.via and _words(expected.via), found.via and _words(found.via)),
        (expected.chain, found.chain),
        (expected.of and _words(expected.of), found.affiliation and _words(found.affiliation)),
    )
    return (
        _speaks(expected, found)
        and expected.words.casefold() in told.casefold()
        and all(wanted is None or wanted == given for wanted, given in pairs)
        and (expected.via is not None or found.via is None)
    )


def judge(passage: Passage) -> tuple[int, int, int, tuple[Statement, ...]]:
    """Statements hit, missed, false, and all that were read."""
    found = read(Document(passage.id, passage.text, "", "", language="en")).statements
    left = list(found)
    hits = 0
    for expected in passage.says:
        hit = next((one for one in left if _same(expected, one)), None)
        if hit is not None:
            left.remove(hit)
            hits += 1
    return hits, len(passage.says) - hits, len(left), found


def _right(*, aside: bool) -> int:
    mine = [p for p in battery().passages if (p.id in battery().aside) == aside]
    return sum(missed == false == 0 for _, missed, false, _ in map(judge, mine))


def test_passages_have_ids_of_their_own_and_a_third_is_set_aside() -> None:
    ids = [p.id for p in battery().passages]
    assert len(ids) == len(set(ids)) and set(battery().aside) <= set(ids)
    assert len(battery().aside) == len(ids) // 3


def test_the_passages_seen_are_read_as_well_as_before() -> None:
    assert _right(aside=False) >= FLOOR_WORKED


def test_the_passages_set_aside_are_read_as_well_as_before() -> None:
    assert _right(aside=True) >= FLOOR_ASIDE


def _show(*, aside: bool, misses: bool) -> str:
    mine = [p for p in battery().passages if (p.id in battery().aside) == aside]
    judged = [(p, *judge(p)) for p in mine]
    lines = []
    for passage, _, missed, false, found in judged if misses else []:
        if missed or false:
            lines.append(f"{passage.id}: {passage.text}")
            rows = ((s.speaker, s.stance, s.act, s.rule, s.via, s.affiliation, s.content.quote[:60]) for s in found)
            lines += ["    " + " | ".join(map(str, row)) for row in rows]
    hit = sum(hits for _, hits, _, _, _ in judged)
    missed = sum(misses for _, _, misses, _, _ in judged)
    false = sum(wrong for _, _, _, wrong, _ in judged)
    right = len([p for p, _, misses, wrong, _ in judged if misses == wrong == 0])
    rates = f"statements P {hit / (hit + false):.3f} R {hit / (hit + missed):.3f}"
    lines.append(f"{'aside' if aside else 'worked on'}: {right} of {len(judged)} passages wholly right; {rates}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.stdout.write(_show(aside=False, misses=True) + _show(aside=True, misses="--aside" in sys.argv))
