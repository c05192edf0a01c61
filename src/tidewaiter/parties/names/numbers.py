"""Numbers in names: digits, Roman numerals, number words."""

from __future__ import annotations

import re
from functools import cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.draft import Draft, merge
from tidewaiter.parties.names.tables import rows
from tidewaiter.parties.names.word import Reading

_ORDINALS = frozenset({"st", "nd", "rd", "th", "er", "re", "e", "eme", "ere", "o", "a", "y", "ya", "oy", "ogo", "aya"})
_SIGNS = frozenset({"no", "nr", "num", "numero", "nummer", "number", "n"})
_ROMAN = re.compile(r"(?=[ivx])(x{0,3})(ix|iv|v?i{0,3})\Z")
_SURE = frozenset({"ii", "iii", "iv", "vii", "viii", "ix"})
_VALUES = {"i": 1, "v": 5, "x": 10}


@cache
def _words() -> dict[str, tuple[str, str]]:
    return {row[0]: (row[1], row[2]) for row in rows("numbers")}


def mark(drafts: list[Draft], *, kind: PartyKind) -> None:
    """Makes numbers of digits, of Roman numerals where they can be ones, and of number words."""
    person = kind == "person"
    at = 0
    while at < len(drafts):
        draft = drafts[at]
        if draft.script == "digits":
            at = _digits(drafts, at)
            continue
        if draft.role == "name" and draft.script == "latin":
            key = draft.letters[0]
            if value := _roman(drafts, at, person=person):
                _number(draft, value)
                if person:
                    draft.role = "suffix"
            elif (word := _words().get(key)) and not person and (word[1] == "any" or kind != "unknown"):
                _number(draft, word[0])
        at += 1


def _digits(drafts: list[Draft], at: int) -> int:
    """A stretch of digits, with the sign before it ("No.") and the ending of an ordinal ("2nd"); where to go on."""
    draft = drafts[at]
    value = draft.letters[0].lstrip("0") or "0"
    following = drafts[at + 1] if at + 1 < len(drafts) else None
    if following and following.joint in ("", "-") and following.letters[0] in _ORDINALS:
        merge(drafts, at, 2, (Reading(value),), "number")
    else:
        _number(draft, value)
    if at and drafts[at - 1].letters[0] in _SIGNS and drafts[at - 1].role == "name" and len(drafts) > 2:
        merge(drafts, at - 1, 2, (Reading(value),), "number")
        return at
    return at + 1


def _number(draft: Draft, value: str) -> None:
    draft.role, draft.readings, draft.letters = "number", (Reading(value),), (value,)


def _roman(drafts: list[Draft], at: int, *, person: bool) -> str | None:
    """The value of a Roman numeral that stands where one can stand: after other words, mostly last."""
    draft = drafts[at]
    key = draft.letters[0]
    if not (_ROMAN.match(key) and draft.upper and at):
        return None
    last = at == len(drafts) - 1
    if (key in _SURE and (last or not person)) or (last and not person):
        return str(_value(key))
    return None


def _value(roman: str) -> int:
    digits = [_VALUES[one] for one in roman]
    return sum(-one if one < max(digits[place:]) else one for place, one in enumerate(digits))


_PREFIXES = frozenset({"mv", "mt", "ms", "ss", "fv", "mts", "mtv"})


def mark_vessel(drafts: list[Draft]) -> None:
    """The sort of a ship before its name (M/V, MT) is no part of it."""
    if len(drafts) > 1 and drafts[0].role == "name" and drafts[0].letters[0] in _PREFIXES:
        drafts[0].role = "title"
