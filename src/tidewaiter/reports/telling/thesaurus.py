"""Which words can name one thing that is told of in several sentences: ``lexicon/thesaurus.*.yaml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tidewaiter.datafile import read
from tidewaiter.reports.text.lexicons import folder


@dataclass(frozen=True, slots=True)
class Raw:
    """The file as it stands."""

    general_goods: list[str]
    same_goods: list[list[str]]
    one_form: list[str]
    further: list[str]
    numbers: list[str]
    person: list[str]
    company: list[str]
    ship: list[str]
    supplier_nouns: list[str]
    recipient_nouns: list[str]
    earlier: list[str]
    habits: list[str]
    goes_on: list[str]
    moments: list[str]
    general_denial: list[str]
    anybody: list[str]
    captions: list[str]
    neutral_goods: list[str]
    hindered: list[str]
    packages: list[str]
    set_back: list[str]
    sums: list[str]
    onward: list[str]
    relays: list[str]
    amounting: list[str]
    describing: list[str]
    arrests: list[str]
    loads: list[str]
    phases: list[list[str]]


class Thesaurus:
    """The words of one language, as tables."""

    __slots__ = (
        "amounting", "anybody", "arrests", "captions", "describing", "earlier", "further", "general_denial",
        "general_goods", "goes_on", "habits", "hindered", "kinds", "loads", "moments", "neutral_goods", "numbers",
        "one_form", "onward", "packages", "phases", "recipient_nouns", "relays", "same_goods", "set_back", "sums",
        "supplier_nouns",
    )  # fmt: skip

    def __init__(self, raw: Raw) -> None:
        self.general_goods = frozenset(raw.general_goods)
        self.same_goods = tuple(frozenset(line) for line in raw.same_goods)
        self.one_form = frozenset(raw.one_form)
        self.further = frozenset(raw.further)
        self.numbers = tuple(raw.numbers)
        self.supplier_nouns = frozenset(raw.supplier_nouns)
        self.recipient_nouns = frozenset(raw.recipient_nouns)
        self.earlier = frozenset(raw.earlier)
        self.goes_on = frozenset(raw.goes_on)
        self.general_denial = frozenset(raw.general_denial)
        self.anybody = frozenset(raw.anybody)
        self.neutral_goods = frozenset(raw.neutral_goods)
        self.sums = frozenset(raw.sums)
        self.onward = frozenset(raw.onward)
        self.relays = frozenset(raw.relays)
        self.amounting = frozenset(raw.amounting)
        self.describing = frozenset(raw.describing)
        self.arrests = frozenset(raw.arrests)
        self.loads = frozenset(raw.loads)
        self.phases = tuple(frozenset(line) for line in raw.phases)
        self.packages = frozenset(raw.packages)
        self.hindered = frozenset(raw.hindered)
        self.captions = re.compile("|".join(raw.captions))
        self.set_back = _either(raw.set_back)
        self.habits = _either(raw.habits)
        self.moments = _either(raw.moments)
        self.kinds: dict[str, frozenset[str]] = {
            "person": frozenset(raw.person),
            "company": frozenset(raw.company),
            "ship": frozenset(raw.ship),
        }

    def kinds_of(self, noun: str) -> tuple[str, ...]:
        """What kinds of party a noun can name: "dealer" a person or a company."""
        return tuple(kind for kind, nouns in self.kinds.items() if noun in nouns)


def _either(expressions: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(expressions)})\b")


@cache
def thesaurus(language: str) -> Thesaurus:
    """The thesaurus of a language. Raises DataError, with file and line, where the file is wrong."""
    return Thesaurus(read(folder() / f"thesaurus.{language}.yaml", Raw))
