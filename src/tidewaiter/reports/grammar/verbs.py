"""The forms of verbs: ship -> ships, shipped, shipping; those that no rule makes stand in ``lexicon/verbs.*.yaml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from tidewaiter.datafile import read
from tidewaiter.reports.text.lexicons import folder

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``verbs.*.yaml`` as it stands."""

    language: str
    irregular: dict[str, list[str]]
    doubled: list[str]


class Verbs:
    """The verbs of one language: ``irregular`` has all forms of those that no rule makes, by their base form."""

    __slots__ = ("_doubled", "irregular")

    def __init__(self, raw: Raw) -> None:
        self.irregular = raw.irregular
        self._doubled = frozenset(raw.doubled)

    def forms(self, verb: str) -> tuple[str, ...]:
        """All forms of a verb but its base form."""
        irregular = self.irregular.get(verb)
        return tuple(irregular) if irregular else inflect(verb, doubled=verb in self._doubled)

    def bases(self, verbs: Iterable[str]) -> dict[str, str]:
        """The base form of every form of these verbs; a form of two verbs belongs to the one named first."""
        table: dict[str, str] = {}
        for verb in verbs:
            for form in self.forms(verb):
                table.setdefault(form, verb)
            table[verb] = verb
        return table


def inflect(verb: str, *, doubled: bool = False) -> tuple[str, ...]:
    """The third person, past and -ing form of a regular verb: ship -> ships, shipped, shipping."""
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    if verb.endswith("e"):
        ing = verb + "ing" if verb.endswith(("ee", "oe", "ye")) else verb[:-1] + "ing"
        return verb + "s", verb + "d", ing
    stem = verb + verb[-1] if doubled else verb
    third = verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    return third, stem + "ed", stem + "ing"


@cache
def load(language: str = "en") -> Verbs:
    """The verbs of a language. Raises DataError, with file and line, where the file is wrong."""
    return Verbs(read(folder() / f"verbs.{language}.yaml", Raw))
