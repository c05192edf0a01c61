"""Which State a description means: "the African country", "its communist ally", "the regime".

The State is one that the report named before, of the kind that the words tell (``lexicon/epithets.*.yaml``),
and none that has another part in the same act. It is a guess, and marked as one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tidewaiter.datafile import read as read_file
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Phrase, Text
from tidewaiter.reports.telling.acts import Act, Filler, bare
from tidewaiter.reports.telling.sameness import DEFINITE
from tidewaiter.reports.text.lexicons import folder

_HALVES = {"North": "KP", "South": "KR"}
_INLAND = frozenset({"across", "around", "throughout", "within"})
_BACK = 5
"""So many sentences back a State is looked for where the words tell nothing of it but that it is one."""


@dataclass(frozen=True, slots=True)
class Raw:
    """The file as it stands."""

    heads: list[str]
    kin: list[str]
    kinds: dict[str, str]


@dataclass(frozen=True, slots=True)
class Epithets:
    """The descriptions of one language: nouns for a State, those of whom it is told whose they are, kinds of State."""

    heads: frozenset[str]
    kin: frozenset[str]
    kinds: dict[str, frozenset[str]]


@cache
def epithets(language: str) -> Epithets:
    """The descriptions of a language; none where it has no file. Raises DataError where the file is wrong."""
    path = folder() / f"epithets.{language}.yaml"
    if not path.exists():
        return Epithets(frozenset(), frozenset(), {})
    raw = read_file(path, Raw)
    kinds = {name: frozenset(codes.split()) for name, codes in raw.kinds.items()}
    longest_first = dict(sorted(kinds.items(), key=lambda item: -len(item[0])))
    return Epithets(frozenset(raw.heads), frozenset(raw.kin), longest_first)


class Described:
    """Finds the State that a description means, in one text."""

    __slots__ = ("_places", "names", "text", "words")

    def __init__(self, text: Text, names: Names) -> None:
        self.text = text
        self.names = names
        self.words = epithets(text.vocabulary.language)
        self._places: list[tuple[int, str]] | None = None

    def state(self, phrase: Phrase, *, taken: frozenset[str] = frozenset()) -> Filler | None:
        """The State that the phrase stands for, as a guess; None where it names one, or where none fits.

        ``taken`` are the States that it cannot be. Of "the country's army" the State is the owner's.
        """
        epithet = self._epithet(phrase) if self.text.before(phrase.first) not in _INLAND else None
        country = self._meant(epithet, taken) if epithet is not None else None
        if country is None:
            return None
        words = bare(self.text, phrase.first, phrase.last)
        return Filler(phrase.first, phrase.last, words, self.names.country_name(country), country, guess=True)

    def settle(self, acts: list[Act]) -> None:
        """Of two parties that were read as one State the described one is another, and else unknown."""
        for act in acts:
            for role, other in (("supplier", "recipient"), ("recipient", "supplier")):
                filler, beside = getattr(act, role), getattr(act, other)
                if filler is None or beside is None or not filler.guess or filler.country != beside.country:
                    continue
                phrase = self.text.phrase_at[filler.first]
                if phrase is not None and filler.country and self._epithet(phrase) is not None:
                    setattr(act, role, self.state(phrase, taken=frozenset({beside.country})))

    def _epithet(self, phrase: Phrase) -> Phrase | None:
        """The words that stand for a State: the phrase itself, or of "the country's army" its owner."""
        for one in (phrase, self.names.possessor(phrase)):
            if one is not None and self.text.lower[one.head] in self.words.heads and self._is_definite(one):
                return None if self._names_a_place(one) else one
        return None

    def _names_a_place(self, phrase: Phrase) -> bool:
        return self.names.place_at(self.text.starts[phrase.first], self.text.ends[phrase.last - 1]) is not None

    def _is_definite(self, phrase: Phrase) -> bool:
        return self.text.lower[phrase.first] in DEFINITE or self.text.tags[phrase.first] == "PRP$"

    def _meant(self, phrase: Phrase, taken: frozenset[str]) -> str | None:
        """The State of the kind that was named last; where no kind is told, one that was named not long before."""
        text = self.text
        kind = self._kind(phrase)
        found = [(at, code) for at, code in self._before(phrase) if code not in taken and code != "UN"]
        if kind is not None:
            return next((code for _, code in found if code in kind), None)
        if text.lower[phrase.head] in self.words.kin or not found:
            return None
        last = text.unit(found[0][0]).sentence
        if last < text.unit(phrase.first).sentence - _BACK:
            return None
        near = [code for at, code in found if text.unit(at).sentence == last]
        told = [code for _, code in self._named()]
        return max(near, key=told.count)  # of two of one sentence the one that the report is about; of equals the last

    def _kind(self, phrase: Phrase) -> frozenset[str] | None:
        """The States that the words can be said of; None where they can be said of any."""
        words = f" {self.text.quote(phrase.first, phrase.head + 1).lower()} "
        found = [codes for name, codes in self.words.kinds.items() if f" {name} " in words]
        return frozenset.intersection(*found) if found else None

    def _before(self, phrase: Phrase) -> Iterator[tuple[int, str]]:
        """The States named before the words, the last first; of the own sentence only subjects of another verb."""
        text = self.text
        own = text.unit(phrase.first).first
        for at, code in reversed(self._named()):
            if at < own or (at < phrase.first and self._is_other_subject(at, phrase)):
                yield at, code

    def _named(self) -> list[tuple[int, str]]:
        """The word and the code of each State named; also "the North", where the text names a half of Korea."""
        if self._places is None:
            ends = self.text.ends
            found = [(bisect_left(ends, start + 1), code) for start, _, code, _ in self.names.places]
            korean = any(code in _HALVES.values() for _, code in found)
            self._places = sorted({*found, *(self._halves() if korean else ())})
        return self._places

    def _halves(self) -> Iterator[tuple[int, str]]:
        text = self.text
        for at in range(1, len(text.words)):
            phrase = text.phrase_at[at]
            if text.words[at] in _HALVES and text.lower[at - 1] == "the" and phrase is not None and phrase.head == at:
                yield at, _HALVES[text.words[at]]

    def _is_other_subject(self, at: int, phrase: Phrase) -> bool:
        """Whether the State named there belongs to the subject of another verb than the one the words stand beside."""
        text = self.text
        named = text.phrase_at[at]
        if named is None or not text.is_subject(named):
            return False
        before = (text.group_at[word] for word in range(phrase.first - 1, text.unit(phrase.first).first, -1))
        group = next((one for one in before if one is not None), None)
        return group is None or text.subject(group) != named
