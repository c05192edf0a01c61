"""Numbers in names: digits, Roman numerals, number words; what stands before and behind the names of ships."""

from __future__ import annotations

import re
from functools import cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.draft import Draft, Phrases, merge, phrase, phrases
from tidewaiter.parties.names.tables import rows
from tidewaiter.parties.names.word import Reading

_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})\Z")
_VALUES = {"i": 1, "v": 5, "x": 10}
_SURE = 2  # letters from which a Roman numeral is nothing else, save those that a word can be too


@cache
def _words() -> dict[str, tuple[int, str]]:
    return {row[0]: (int(row[1]), row[2]) for row in rows("numbers")}


@cache
def _beside(sort: str) -> frozenset[str]:
    return frozenset(row[1] for row in rows("number_signs") if row[0] == sort)


def mark(drafts: list[Draft], *, kind: PartyKind) -> None:
    """Makes numbers of digits, of Roman numerals where they can be ones, and of number words."""
    at = 0
    while at < len(drafts):
        draft = drafts[at]
        if draft.script == "digits":
            at = _digits(drafts, at)
            continue
        if draft.open and not draft.bare:
            value = _roman(drafts, at, kind) if draft.script == "latin" else None
            if value is not None:
                _number(draft, value)
                draft.role = "suffix" if kind == "person" else "number"
            elif kind != "person":
                _number_word(drafts, at, named=kind != "unknown")
        at += 1


def _number_word(drafts: list[Draft], at: int, *, named: bool) -> None:
    """ "Second", "Sixty One"; ``named`` where the words of other languages than English count too."""
    word = _words().get(drafts[at].letters[0])
    if not word or not (named or word[1] == "any"):
        return
    value = word[0]
    unit = _unit(drafts[at + 1]) if value % 10 == 0 and 10 < value < 100 and at + 1 < len(drafts) else 0
    if unit:
        merge(drafts, at, 2, (Reading(str(value + unit)),), "number")
    else:
        _number(drafts[at], value)


def _unit(draft: Draft) -> int:
    """What a word adds to the tens before it: "one", "first", "1"; 0 for others."""
    if draft.joint not in (" ", "-"):
        return 0
    if draft.script == "digits":
        return int(draft.letters[0]) if len(draft.letters[0]) == 1 else 0
    word = _words().get(draft.letters[0])
    return word[0] if word and word[0] < 10 else 0


def _digits(drafts: list[Draft], at: int) -> int:
    """A stretch of digits, with the sign before it ("No.") and the ending of an ordinal ("2nd"); where to go on."""
    draft = drafts[at]
    value = draft.letters[0].lstrip("0") or "0"
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    if after and after.joint in ("", "-") and after.open and after.letters[0] in _beside("ending"):
        merge(drafts, at, 2, (Reading(value),), "number")
    else:
        _number(draft, int(value) if len(value) < 19 else value)
    before = drafts[at - 1] if at else None
    if before and before.open and len(drafts) > 2:
        glued = drafts[at].joint in ("", "-") and before.letters[0] in _beside("glued")
        if glued or before.letters[0] in _beside("sign"):
            merge(drafts, at - 1, 2, (Reading(value),), "number")
            return at
    return at + 1


def _number(draft: Draft, value: int | str) -> None:
    draft.role, draft.readings, draft.letters = "number", (Reading(str(value)),), (str(value),)


def _roman(drafts: list[Draft], at: int, kind: PartyKind) -> int | None:
    """The value of a Roman numeral that stands where one can stand: behind other words."""
    draft = drafts[at]
    key = draft.letters[0]
    if not at or key[0] not in _VALUES or not _ROMAN.match(key):
        return None
    after = at + 1
    last = after == len(drafts) or drafts[after].joint in ",()" or drafts[after].role == "form"
    sure = len(key) >= _SURE and key not in _beside("word")
    if kind == "person":
        follows = at > 1 or key in ("ii", "iii")
        return _value(key) if sure and last and follows and draft.joint != "-" else None
    if sure:
        return _value(key)
    return _value(key) if draft.upper and last and kind != "unknown" else None


def _value(roman: str) -> int:
    digits = [_VALUES[one] for one in roman]
    return sum(-one if one < max(digits[place:]) else one for place, one in enumerate(digits))


@cache
def _ships(where: str) -> Phrases[str]:
    return phrases((row[1], row[1]) for row in rows("vessels") if row[0] == where)


def mark_vessel(drafts: list[Draft]) -> None:
    """The sort of a ship before its name (M/V, MT) and "Ho" behind it are no part of the name."""
    hit = phrase(drafts, 0, _ships("before"))
    if hit and hit[0] < len(drafts) and any(len(draft.letters[0]) > 1 for draft in drafts[hit[0] :]):
        own = "".join(draft.letters[0] for draft in drafts[: hit[0]])
        merge(drafts, 0, hit[0], (Reading(own),), "title")
    for at in range(len(drafts) - 1, 0, -1):
        if drafts[at].role == "number":
            continue
        if drafts[at].open and drafts[at].letters[0] in _ships("behind") and drafts[at - 1].open:
            drafts[at].role, drafts[at].readings = "suffix", (Reading(drafts[at].letters[0]),)
        break
