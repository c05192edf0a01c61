"""A plain yardstick for the tests of this room: are two names alike, given only their words and readings?"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.spell import spell
from tidewaiter.parties.names.word import Word

_SOFT = (
    ("sch", "s"), ("tch", "c"), ("dzh", "j"), ("dj", "j"), ("zh", "j"), ("kh", "h"), ("gh", "g"), ("sh", "s"),
    ("ch", "s"), ("th", "t"), ("dh", "d"), ("ph", "f"), ("ck", "k"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ya", "a"),
    ("yu", "u"), ("ye", "e"), ("yo", "o"), ("q", "k"), ("c", "k"), ("w", "v"), ("o", "u"), ("e", "i"), ("y", "i"),
)  # fmt: skip
_LEAST = 0.75  # likeness of two words that count as one


def _soft(letters: str) -> str:
    for hard, soft in _SOFT:
        letters = letters.replace(hard, soft)
    return re.sub(r"(.)\1+", r"\1", letters)


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, left in enumerate(a, 1):
        last, row[0] = row[0], i
        for j, right in enumerate(b, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (left != right))
    return row[-1]


def _like(a: str, b: str) -> float:
    if a == b:
        return 1.0
    if any(one.isdigit() for one in a + b) or min(len(a), len(b)) < 4:
        return 0.0
    a, b = _soft(a), _soft(b)
    return 1.0 if a == b else 1 - _distance(a, b) / max(len(a), len(b), 4)


def _words(one: Word, other: Word) -> float:
    if (one.role == "number") != (other.role == "number"):
        return 0.0
    if "initial" in (one.role, other.role):
        return 0.8 if one.readings[0].letters[0] == other.readings[0].letters[0] else 0.0
    return max(_like(a.letters, b.letters) - (a.cost + b.cost) / 100 for a in one.readings for b in other.readings)


def _joined(words: list[Word], at: int) -> str:
    return words[at].readings[0].letters + words[at + 1].readings[0].letters


def likeness(a: str, b: str, kind: PartyKind) -> bool:
    """Every word that says who it is has its fellow; of a person one word may be missing on one side."""
    idle = ("particle", "form", "title", "suffix") if kind != "person" else ("particle", "form", "title")
    one = [word for word in spell(a, kind).words if word.role not in idle]
    other = [word for word in spell(b, kind).words if word.role not in idle]
    left, right = set(range(len(one))), set(range(len(other)))
    pairs = sorted(((-_words(x, y), i, j) for i, x in enumerate(one) for j, y in enumerate(other)))
    for minus, i, j in pairs:
        if -minus >= _LEAST and i in left and j in right:
            left.discard(i)
            right.discard(j)
    for here, there, mine, theirs in ((one, other, left, right), (other, one, right, left)):
        for at in range(len(here) - 1):
            if {at, at + 1} <= mine:
                for j in sorted(theirs):
                    if _like(_joined(here, at), there[j].readings[0].letters) >= _LEAST:
                        mine -= {at, at + 1}
                        theirs.discard(j)
                        break
    suffixes = (
        {("left", w.readings[0].letters) for w in one if w.role == "suffix"},
        {("left", w.readings[0].letters) for w in other if w.role == "suffix"},
    )
    if suffixes[0] and suffixes[1] and suffixes[0] != suffixes[1]:
        return False
    if any(one[i].role == "initial" for i in left) and any(other[j].role == "initial" for j in right):
        return False
    lone = [i for i in left if one[i].role not in ("initial", "suffix")]
    extra = [j for j in right if other[j].role not in ("initial", "suffix")]
    if kind == "person":
        return not (lone and extra) and len(lone) + len(extra) <= 1 and len(left) < len(one)
    return not lone and not extra and bool(one)


@pytest.fixture
def alike() -> Callable[[str, str, PartyKind], bool]:
    """Whether two names of a kind are alike by the plain yardstick."""
    return likeness
