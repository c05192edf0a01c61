"""The words of one language that is read without a parser, from ``lexicon/{ru,ko}.yaml``.

The tables are compiled once a process; a spelling's signs are explained at the top of its file.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from tidewaiter.datafile import read
from tidewaiter.model import EventType, Manner, Stance
from tidewaiter.reports.grammar.words import Makes
from tidewaiter.reports.text.lexicons import folder

Expand = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Named:
    """A medium, body or person: the name to print, the spellings, the country it belongs to."""

    spellings: list[str]
    name: str | None = None
    country: str | None = None
    kind: str = "body"


@dataclass(frozen=True, slots=True)
class CueWords:
    """Words that report speech: the act they do and the stance they give."""

    act: str
    stance: Stance
    words: list[str]
    object: bool = False


@dataclass(frozen=True, slots=True)
class DeedWords:
    """Words that tell of an act: which of its roles the subject has (``frame``), type and manner.

    ``weak`` words tell of an act only where goods are named; ``needs`` is the class of goods with
    which alone a word tells of it ("made a present").
    """

    frame: str
    words: list[str]
    type: EventType = "transfer"
    manner: Manner | None = None
    passive: list[str] = field(default_factory=list)
    nouns: list[str] = field(default_factory=list)
    weak: bool = False
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A unit or currency and how it is written."""

    unit: str
    words: list[str]


@dataclass(frozen=True, slots=True)
class Raw:
    """A lexicon file as it stands."""

    language: str
    media: list[Named]
    bodies: list[Named]
    people: list[Named]
    roles: dict[str, list[str]]
    cues: list[CueWords]
    deeds: list[DeedWords]
    classes: dict[str, list[str]]
    hedges: dict[str, list[str]]
    makes: dict[str, list[str]]
    units: list[Amount]
    currencies: list[Amount]
    numbers: dict[str, float]
    lists: dict[str, list[str]]


class Table:
    """Spellings compiled into one pattern that tells which entry has matched."""

    def __init__(
        self, entries: Mapping[str, Iterable[str]], expand: Expand, *, ending: str = "", start: str = ""
    ) -> None:
        self.keys = [key for key, words in entries.items() for _ in words]
        spellings = [word for words in entries.values() for word in words]
        order = sorted(range(len(spellings)), key=lambda i: (-len(spellings[i]), spellings[i]))
        self.spellings = spellings
        self._edges = start, ending
        self._groups = [(_first(spellings[i]), f"(?P<g{i}>{expand(spellings[i])})") for i in order]
        self._by_first: dict[str, re.Pattern[str]] = {}

    @functools.cached_property
    def pattern(self) -> re.Pattern[str]:
        """All spellings, to be looked for anywhere; the longest first."""
        return self._either(group for _, group in self._groups)

    def match(self, text: str, start: int) -> tuple[str, int, str] | None:
        """Key, end and spelling of the entry that stands at ``start``."""
        first = _first(text[start : start + 1])
        if first not in self._by_first:  # tried at every word, so only with what begins with its letter
            self._by_first[first] = self._either(group for letter, group in self._groups if letter == first)
        hit = self._by_first[first].match(text, start)
        return self._told(hit) if hit else None

    def _either(self, groups: Iterable[str]) -> re.Pattern[str]:
        start, ending = self._edges
        return re.compile(f"{start}(?:{'|'.join(groups) or '(?!)'}){ending}")

    def search(self, text: str, start: int, end: int) -> tuple[str, int, int] | None:
        """Key, start and end of the first entry in ``text[start:end]``."""
        hit = self.pattern.search(text, start, end)
        return (self._told(hit)[0], hit.start(), self._told(hit)[1]) if hit else None

    def _told(self, hit: re.Match[str]) -> tuple[str, int, str]:
        number = int((hit.lastgroup or "g0")[1:])
        return self.keys[number], hit.end(f"g{number}"), self.spellings[number]


def _first(text: str) -> str:
    """The letter that a spelling or a word is found by, whatever its case and its quotation marks."""
    return text[:1].lower().replace("«", '"').replace("ё", "е")


class Lexicon:
    """The compiled tables of one language."""

    def __init__(self, raw: Raw, makes: Makes, expand: Expand, start: str, ending: str) -> None:
        table = functools.partial(Table, expand=expand, ending=ending, start=start)
        after = functools.partial(Table, expand=expand, ending=ending)
        self.raw = raw
        self.named = [*raw.media, *raw.bodies, *raw.people]
        self.names = table({str(i): entry.spellings for i, entry in enumerate(self.named)})
        self.media = frozenset(str(i) for i in range(len(raw.media)))
        self.people = frozenset(str(i) for i in range(len(self.named) - len(raw.people), len(self.named)))
        self.roles = table(raw.roles)
        self.cues = table({str(i): entry.words for i, entry in enumerate(raw.cues)})
        self.deeds = table({str(i): entry.words for i, entry in enumerate(raw.deeds)})
        self.passives = table({str(i): entry.passive for i, entry in enumerate(raw.deeds)})
        self.nouns = table({str(i): entry.nouns for i, entry in enumerate(raw.deeds)})
        self.classes = table(raw.classes)
        self.hedges = table(raw.hedges)
        self.lists = {name: table({name: words}) for name, words in raw.lists.items()}
        self.words = {name: frozenset(words) for name, words in raw.lists.items()}
        self.units = after({amount.unit: amount.words for amount in raw.units})
        self.currencies = after({amount.unit: amount.words for amount in raw.currencies})
        self.numbers = raw.numbers
        latin = {make.name: [make.name, *make.spellings] for make in makes.makes if not make.ambiguous}
        self.makes = table({**raw.makes, **{n: [*raw.makes.get(n, []), *s] for n, s in latin.items()}})
        self.models = {make.name: make.models for make in makes.makes}


def load(language: str, expand: Expand, *, start: str = "", ending: str = "") -> Lexicon:
    """The lexicon of a language; ``start`` and ``ending`` are what a spelling stands between.

    Raises DataError, with file and line, where a file is wrong.
    """
    return Lexicon(
        read(folder() / f"{language}.yaml", Raw), read(folder() / "vehicles.yaml", Makes), expand, start, ending
    )
