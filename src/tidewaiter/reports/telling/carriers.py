"""Carriers of a text: ships, planes, lorries, containers and couriers, and which phrases mean the same one.

A name or an indefinite phrase begins a carrier; a definite one ("the vessel"), a pronoun or the name alone takes
up the last that fits. The words are those of ``lexicon/voyages.*.yaml``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from tidewaiter.reports.grammar import wordlists
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Phrase, Text
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.telling.sameness import DEFINITE, singular
from tidewaiter.reports.telling.thesaurus import thesaurus

_TONS = frozenset({"ton", "tonne", "tonner", "dwt"})  # "the 900-ton Anna Bay" is a ship
_NAMES = ("NNP", "NNPS")
_NUMBERED = (*_NAMES, "CD")
_CALLED = frozenset({"called", "named", "dubbed", "name"})
_ANY = frozenset({"any", "no", "every", "each", "either", "whatever"})
_NEAR = 12
"""So many units back "the vessel" looks for what it takes up."""
_MODES = ("sea", "air", "land", "box", "person")
_VERBS = (
    "carrying", "bearing", "finding", "loading", "going", "leaving", "reaching", "arriving", "giving", "taking",
    "holding", "stopping", "netting", "pinning", "parting", "lasting", "berthing", "calling", "entering", "making",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``lexicon/voyages.*.yaml`` as it stands."""

    sea: list[str]
    air: list[str]
    land: list[str]
    box: list[str]
    person: list[str]
    no_carriers: list[str]
    cargo_nouns: list[str]
    riders: list[str]
    laden: list[str]
    aboard: list[str]
    carrying: list[str]
    bearing: list[str]
    giving: list[str]
    finding: list[str]
    loading: list[str]
    ways: list[str]
    bound: list[str]
    going: list[str]
    leaving: list[str]
    reaching: list[str]
    arriving: list[str]
    berthing: list[str]
    calling: list[str]
    entering: list[str]
    making: list[str]
    calls: list[str]
    at: list[str]
    to: list[str]
    from_: list[str]
    by_way_of: list[str]
    here: list[str]
    thought: list[str]
    taking: list[str]
    holding: list[str]
    stopping: list[str]
    netting: list[str]
    pinning: list[str]
    parting: list[str]
    berths: list[str]
    lasting: list[str]
    confinement: list[str]
    particles: list[str]
    taking_nouns: list[str]
    holding_nouns: list[str]
    raids: list[str]
    takers: list[str]
    keeping: list[str]
    not_taken: list[str]
    persons: list[str]
    flying_arms: list[str]


@dataclass(frozen=True, slots=True)
class CarrierWords:
    """The words of one language: the lists, by what a carrier of each noun goes, the ways by their first word."""

    known: WordLists
    modes: dict[str, str]
    ways: dict[str, list[list[str]]]


@cache
def carrier_words(language: str) -> CarrierWords:
    """The words of a language. Raises DataError, with file and line, where the file is wrong."""
    known = wordlists.load("voyages", language, Raw, verbs=_VERBS)
    ways: dict[str, list[list[str]]] = {}
    for way in sorted(known.lists["ways"]):
        ways.setdefault(way.split()[0], []).append(way.split())
    return CarrierWords(known, {noun: mode for mode in _MODES for noun in known.lists[mode]}, ways)


@dataclass(frozen=True, slots=True)
class Fact:
    """What one place of the text tells of a carrier: what it has aboard, where it comes from, goes to or through.

    ``at`` is the word that tells it; ``sure`` is False where it is only believed, said or alleged to be so.
    """

    kind: Literal["cargo", "to", "from", "via"]
    phrase: Phrase
    at: int
    sure: bool


@dataclass(slots=True)
class Carrier:
    """One carrier: where it is told of first, by what it goes ("sea", "box" ...), its name, what is told of it.

    ``stops`` are the units that tell that it was stopped, ``taken`` those that it, or what was aboard, was seized.
    """

    phrase: Phrase
    mode: str
    name: str | None = None
    mentions: list[Phrase] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    stops: list[int] = field(default_factory=list)
    taken: list[int] = field(default_factory=list)

    def told(self, kind: str) -> list[Fact]:
        """The facts of one kind, in the order of the text."""
        return [fact for fact in self.facts if fact.kind == kind]


class Carriers:
    """Finds the carriers that the phrases of one text mean, unit by unit."""

    __slots__ = ("_at", "_freight", "_last", "_named", "all", "modes", "names", "text", "ways", "words")

    def __init__(self, text: Text, names: Names) -> None:
        self.text = text
        self.names = names
        told = carrier_words(text.vocabulary.language)
        self.words: WordLists = told.known
        self.modes = told.modes
        self.ways = told.ways
        self.all: list[Carrier] = []
        self._at: dict[int, Carrier] = {}
        self._freight: dict[int, Carrier] = {}
        self._named: dict[str, Carrier] = {}
        self._last: list[Carrier] = []

    def at(self, phrase: Phrase | None) -> Carrier | None:
        """The carrier that a phrase means; None where it means none."""
        return self._at.get(phrase.first) if phrase is not None else None

    def of_freight(self, phrase: Phrase | None) -> Carrier | None:
        """The carrier whose cargo a phrase tells of again: "the materials"; None where it does not."""
        return self._freight.get(phrase.first) if phrase is not None else None

    def here(self, number: int) -> list[tuple[Phrase, Carrier]]:
        """The carriers that one unit speaks of, in the order of its words."""
        return [(p, found) for p in self.text.phrases[number] if (found := self._at.get(p.first)) is not None]

    def enter(self, number: int) -> None:
        """Takes note of the carriers of one unit; units are entered in their order."""
        for phrase in self.text.phrases[number]:
            found = self._mentioned(phrase)
            if found is not None:
                found.mentions.append(phrase)
                self._at[phrase.first] = found
                self._last = [*(one for one in self._last if one is not found), found]
            elif (carrier := self._cargo_of(phrase)) is not None:
                self._freight[phrase.first] = carrier

    # -- what a phrase means -------------------------------------------------------------------
    def mode_of(self, phrase: Phrase) -> str | None:
        """By what the thing that the phrase names goes: "sea", "air", "land", "box", "person"; None for no carrier."""
        text = self.text
        head = phrase.head
        if text.lower[head] in self.words.lists["laden"] and head > phrase.first:
            head -= 1  # "a yacht laden | with"
        mode = self.modes.get(text.lower[head]) or self._mode_of_named(phrase)
        if text.lower[phrase.first] in _ANY:
            return None  # "may seize any vessel"
        if head > phrase.first and self.words.among("no_carriers", text.lower[head - 1]):
            return None
        return mode

    def _mode_of_named(self, phrase: Phrase) -> str | None:
        """Of "the tanker Sea Pearl": that of the noun before the name."""
        if not self._is_name(phrase.head):
            return None
        before = self.text.lower[phrase.first : phrase.head]
        if any(word in ("flagged", "registered") or word in _TONS for word in before):
            return "sea"
        modes = (self.modes.get(self.text.lower[at]) for at in range(phrase.first, phrase.head))
        return next((mode for mode in modes if mode not in (None, "person", "box")), None)

    def _mentioned(self, phrase: Phrase) -> Carrier | None:
        text = self.text
        if text.tags[phrase.head] == "PRP":
            return self._taken_up_by(phrase)
        mode = self.mode_of(phrase)
        if mode is None and not self._named and self._beside(phrase) is None:
            return None  # most phrases are no carrier, nor name one
        name = self._name_in(phrase)
        if name is not None and (known := self._named.get(name)) is not None:
            return known
        if mode is None:
            return self._named_after(phrase, name)
        taken_up = self._taken_up(phrase, mode) if self._is_definite(phrase) else None
        if taken_up is not None and not (name and taken_up.name):
            return self._call(taken_up, name)
        found = Carrier(phrase, mode)
        self.all.append(found)
        return self._call(found, name)

    def _call(self, carrier: Carrier, name: str | None) -> Carrier:
        if name is not None:
            carrier.name = name
            self._named[name] = carrier
        return carrier

    def _name_in(self, phrase: Phrase) -> str | None:
        """The name in the phrase, behind the noun that says what it is: "Sea Pearl" of "the tanker Sea Pearl"."""
        text = self.text
        first = max((at + 1 for at in range(phrase.first, phrase.last)
                     if text.lower[at] in self.modes or text.lower[at] in _TONS),
                    default=phrase.first + (text.tags[phrase.first] == "DT"))  # fmt: skip
        if first == phrase.last:
            return self._name_before(phrase)
        own = all(self._is_name(at) or text.tags[at] in ("HYPH", "LS") for at in range(first, phrase.last))
        loud = text.quote(phrase.first, phrase.last).isupper() and self.words.among("thought", text.lower[first])
        named = own and text.words[first][0].isupper() and not loud
        return text.quote(first, phrase.last) if named and not self.names.is_place(phrase) else None

    def _is_name(self, at: int) -> bool:
        """Whether the word can be part of a ship's name: in capitals, whatever the tagger makes of it, or a number."""
        return self.text.tags[at] in _NUMBERED or self.text.words[at][0].isupper()

    def _name_before(self, phrase: Phrase) -> str | None:
        """Of "the Grace 1 vessel": the words of the name, which hold a number or are written in capitals."""
        text = self.text
        if self.modes.get(text.lower[phrase.head]) != "sea" or text.tags[phrase.first] != "DT":
            return None
        first, last = phrase.first + 1, phrase.head
        while last > first and (text.tags[last - 1] not in _NUMBERED or text.lower[last - 1] in self.modes):
            last -= 1
        words = text.words[first:last]
        marked = any(word.isdigit() for word in words) or all(word.isupper() and len(word) > 3 for word in words)
        named = first < last and marked and all(text.tags[at] in _NUMBERED for at in range(first, last))
        return text.quote(first, last) if named and text.tags[first] in _NAMES else None

    def _named_after(self, phrase: Phrase, name: str | None) -> Carrier | None:
        """The name that stands in apposition: "a ship, the So San," and "a ship called So San"."""
        found = self._beside(phrase) if name is not None else None
        if found is None or found.mode in ("person", "box") or found.name is not None:
            return None
        return self._call(found, name)

    def _beside(self, phrase: Phrase) -> Carrier | None:
        """The carrier that the phrase stands in apposition to."""
        text = self.text
        if phrase.first - 2 < text.unit(phrase.first).first:
            return None
        before = text.lower[phrase.first - 1]
        apposed = before == "," and text.lower[phrase.first] == "the" and not text.is_subject(phrase)
        return self.at(text.phrase_at[phrase.first - 2]) if apposed or before in _CALLED else None

    def _is_definite(self, phrase: Phrase) -> bool:
        text = self.text
        further = thesaurus(text.vocabulary.language).further
        words = text.lower[phrase.first : phrase.head]
        return text.lower[phrase.first] in DEFINITE and not any(word in further for word in words)

    def _taken_up(self, phrase: Phrase, mode: str) -> Carrier | None:
        """The last carrier of the same kind; "the container" only takes up what was called so."""
        many, noun = self._is_many(phrase), singular(self.text.lower[phrase.head])
        own = self.text.unit_of[phrase.first]
        near = [one for one in reversed(self._last) if own - self.text.unit_of[one.mentions[-1].first] <= _NEAR]
        near = [one for one in near if self._is_many(one.phrase) == many]
        for found in near:
            if any(singular(self.text.lower[p.head]) == noun for p in found.mentions):
                return found
        alike = (one for one in near if one.mode == mode and mode in ("sea", "air", "land") and not many)
        return next(alike, None)

    def _taken_up_by(self, phrase: Phrase) -> Carrier | None:
        """What "it" means: the carrier told of before in the sentence, else the one that the sentence before began."""
        text = self.text
        if text.lower[phrase.first] not in ("it", "them", "they"):
            return None
        number = text.unit_of[phrase.first]
        many = text.lower[phrase.first] != "it"
        here = [found for p, found in self.here(number) if p.first < phrase.first and self._is_many(p) == many]
        if here or number == 0 or not self._opens(phrase):
            return here[0] if here else None
        before = [found for p, found in self.here(number - 1) if self._is_many(p) == many]
        return before[0] if before else None

    def _is_many(self, phrase: Phrase) -> bool:
        return self.text.tags[phrase.head] in ("NNS", "NNPS") or self.text.lower[phrase.head] in ("they", "them")

    def _opens(self, phrase: Phrase) -> bool:
        """Whether no noun stands before the pronoun in its unit."""
        return self.text.phrases[self.text.unit_of[phrase.first]][0].first == phrase.first

    def _cargo_of(self, phrase: Phrase) -> Carrier | None:
        """The carrier whose cargo is told of again: "the materials", "its cargo"."""
        text = self.text
        if text.lower[phrase.first] not in DEFINITE:
            return None
        noun = singular(text.lower[phrase.head])
        last = self._last[::-1]
        for found in (*(one for one in last if one.mode != "box"), *(one for one in last if one.mode == "box")):
            heads = {singular(text.lower[fact.phrase.head]) for fact in found.told("cargo")}
            if noun in heads or (heads and self.words.among("cargo_nouns", text.lower[phrase.head])):
                return found
        return None
