"""Which sentence of one text stands in the other, merged, split or moved as it may be."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass

from tidewaiter.reports.text.shingles import shingles, words

ENOUGH = 0.4
"""Shared runs of three words over the shorter sentence, from which two sentences are one."""
_PART = 0.6  # of a further sentence must stand in one that has its partner already
_FEWEST = 3
_SAME_WORDS = 0.6  # of all words, where the order was changed


@dataclass(frozen=True, slots=True)
class Match:
    """Sentences by their numbers; one side is empty where a sentence has no partner."""

    left: tuple[int, ...]
    right: tuple[int, ...]
    moved: bool = False


@dataclass(frozen=True, slots=True)
class _Marks:
    forms: tuple[str, ...]
    runs: frozenset[int]


Spans = tuple[tuple[int, int], ...]


def align(left_text: str, left: Spans, right_text: str, right: Spans) -> list[Match]:
    """The sentences of two texts side by side, in the order of the left one; what only the right
    one has follows the sentence that it follows there."""
    ours, theirs = _marks(left_text, left), _marks(right_text, right)
    pairs = _pairs(ours, theirs)
    groups = [([i], [j]) for i, j in pairs]
    _attach(ours, theirs, groups)
    return _in_order(groups, len(ours), len(theirs))


def _marks(text: str, spans: Spans) -> list[_Marks]:
    found = []
    for start, end in spans:
        forms = [word.form for word in words(text, start, end)]
        found.append(_Marks(tuple(forms), frozenset(shingles(forms, 3))))
    return found


def _score(one: _Marks, two: _Marks) -> float:
    """0 to 1: runs of three words of the shorter sentence that stand in the longer; sentences of
    the same words in another order count a little less."""
    if not one.forms or not two.forms:
        return 0.0
    if one.forms == two.forms:
        return 2.0
    shared = len(one.runs & two.runs)
    shorter = min(len(one.runs), len(two.runs))
    runs = shared / shorter if shared >= min(_FEWEST, shorter) and shorter else 0.0
    a, b = set(one.forms), set(two.forms)
    alike = len(a & b) / len(a | b)
    return max(runs if runs >= ENOUGH else 0.0, alike if alike >= _SAME_WORDS else 0.0)


def _pairs(ours: list[_Marks], theirs: list[_Marks]) -> list[tuple[int, int]]:
    """The best partners, one to one: the surest first, then the nearest in the order of the text."""
    cells = [
        (-score, abs(i - j), i, j)
        for i, one in enumerate(ours)
        for j, two in enumerate(theirs)
        if (score := _score(one, two)) > 0
    ]
    used: tuple[set[int], set[int]] = (set(), set())
    found = []
    for _, _, i, j in sorted(cells):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            found.append((i, j))
    return sorted(found)


def _attach(ours: list[_Marks], theirs: list[_Marks], groups: list[tuple[list[int], list[int]]]) -> None:
    """Sentences without a partner that stand in one that has its own: merged or split."""
    taken = ({i for a, _ in groups for i in a}, {j for _, b in groups for j in b})
    for side, own, other in ((0, ours, theirs), (1, theirs, ours)):
        for number, mark in enumerate(own):
            if number in taken[side]:
                continue
            hosts = [(_inside(mark, other[g[1 - side][0]]), -k) for k, g in enumerate(groups)]
            best = max(hosts, default=(0.0, 0))
            if best[0] >= _PART:
                groups[-best[1]][side].append(number)
                groups[-best[1]][side].sort()


def _inside(part: _Marks, whole: _Marks) -> float:
    shared = len(part.runs & whole.runs)
    return shared / len(part.runs) if part.runs and shared >= _FEWEST else 0.0


def _in_order(groups: list[tuple[list[int], list[int]]], left: int, right: int) -> list[Match]:
    groups.sort(key=lambda g: g[0])
    still = _unmoved([g[1][0] for g in groups])
    matches = [Match(tuple(a), tuple(b), k not in still) for k, (a, b) in enumerate(groups)]
    used_left = {i for m in matches for i in m.left}
    used_right = {j: m for m in matches for j in m.right}
    rows = [(float(m.left[0]), 0, m) for m in matches]
    rows += [(float(i), 0, Match((i,), ())) for i in range(left) if i not in used_left]
    at = -1
    for j in range(right):
        if j in used_right:
            at = max(used_right[j].left)
        else:
            after = min((i for i in used_left if i > at), default=left)
            rows.append((after - 0.5, j, Match((), (j,))))
    return [m for _, _, m in sorted(rows, key=lambda row: row[:2])]


def _unmoved(places: list[int]) -> set[int]:
    """The positions of a longest run of places that only rises: the rest was moved."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for k, place in enumerate(places):
        at = bisect_left(tails, place)
        before.append(last[at - 1] if at else -1)
        if at == len(tails):
            tails.append(place)
            last.append(k)
        else:
            tails[at], last[at] = place, k
    found, k = set(), last[-1] if last else -1
    while k >= 0:
        found.add(k)
        k = before[k]
    return found
