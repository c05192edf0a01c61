"""The reasons of a match as yente's clients read them: a name for each, its weight in the sum, and a sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tidewaiter.parties.matching.answer import Reason, ReasonKind

# what each kind of reason compares; /algorithms serves these sentences
KINDS: dict[ReasonKind, str] = {
    "name": "The names as wholes: how much of either is found in the other, the rare words counting most.",
    "word": "One word of the query beside one word of the listed name.",
    "order": "Whether the words stand in the same order.",
    "number": "Numbers inside names, which must be the same (Unit 61 is not Unit 62).",
    "quality": "What the list itself says of an alias: strong or weak.",
    "identifier": "Numbers that are a party's own: IMO, passport, registration and others.",
    "birth": "Dates of birth, as far as both sides tell them.",
    "country": "Nationality, citizenship, registration, flag.",
    "gender": "Gender, where both sides tell it.",
    "kind": "Whether both are persons, organisations or vessels.",
    "vessel": "Type, flag and tonnage of ships.",
}


def explanations(reasons: Iterable[Reason]) -> dict[str, dict[str, Any]]:
    """Each reason under its kind, further ones of a kind numbered ("word", "word_2"), in the order of the sum.

    ``score`` is what the reason adds to the logarithm of the odds: negative where it speaks against the match, 0 where
    the two cannot be compared.
    """
    seen: Counter[str] = Counter()
    found = {}
    for reason in reasons:
        seen[reason.kind] += 1
        number = seen[reason.kind]
        found[reason.kind if number == 1 else f"{reason.kind}_{number}"] = {
            "score": round(reason.effect, 6),
            "detail": reason.text,
            "query": reason.query,
            "candidate": reason.entry,
            "weight": None,
            "bearing": reason.bearing,
        }
    return found
