"""Whom and what a pronoun takes up in a text without a parser: who was named last, what was handed over last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tidewaiter.reports.patterned.telling import Deed, Line, Phrase, Predicate

_BACK = 2  # sentences within which "it" takes up goods


@dataclass(slots=True)
class Named:
    """The persons of the sentence before and the goods of the last act, with the number of its sentence."""

    persons: list[Phrase] = field(default_factory=list)
    thing: Phrase | None = None
    told: int = 0

    def remember(self, number: int, line: Line, deeds: Sequence[Deed]) -> None:
        """What a pronoun of the next sentences can mean."""
        self.persons = [p for p in line.phrases if _is_person(p)] or self.persons
        goods = [p for p in line.phrases if p.goods and "object" in p.functions and not p.anaphor]
        if goods:
            self.thing, self.told = goods[-1], number
        for deed in deeds:
            if deed.item is not None and deed.item.goods and not deed.item.anaphor:
                self.thing, self.told = deed.item, number


def meant(line: Line, number: int, predicate: Predicate, around: Sequence[Phrase], named: Named) -> list[Phrase]:
    """The phrases of a clause with those in the place of pronouns that they mean; a guess, and marked as one."""
    out = list(around)
    taken: list[Phrase] = []
    for i, phrase in enumerate(out):
        if phrase.kind != "pronoun":
            continue
        if phrase.functions & {"subject", "to"} and "object" not in phrase.functions:
            whom = _person(line, predicate, named, taken)
            if whom is not None:
                taken.append(whom)
                out[i] = replace(whom, functions=phrase.functions, anaphor=True)
        elif "object" in phrase.functions and not any(p.goods for p in out):
            near = named.thing is not None and number - named.told <= _BACK
            out[i] = replace(named.thing, functions=phrase.functions, anaphor=True) if near and named.thing else phrase
    return out


def _person(line: Line, predicate: Predicate, named: Named, taken: list[Phrase]) -> Phrase | None:
    """Who was named last before the clause, else who was the subject of the sentence before: nobody twice."""
    before = [p for p in line.phrases if _is_person(p) and p.end <= predicate.back]
    if before:
        return before[-1] if before[-1] not in taken else None
    subjects = [p for p in named.persons if "subject" in p.functions and "object" not in p.functions]
    return next((p for p in (*subjects, *named.persons) if p not in taken), None)


def _is_person(phrase: Phrase) -> bool:
    return bool(phrase.country) and (phrase.kind == "person" or (phrase.kind == "role" and phrase.role == "person"))
