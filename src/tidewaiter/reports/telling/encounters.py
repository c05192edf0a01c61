"""Visits and meetings told of: who went where, who met whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tidewaiter.reports.grammar import wordlists
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, bare, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers

_VERBS = (
    "visits", "moves", "pays", "meets", "holds", "designates", "lists", "imposes", "targets", "hits", "under",
    "launches", "carries_out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``lexicon/encounters.*.yaml`` as it stands."""

    visits: list[str]
    moves: list[str]
    pays: list[str]
    visit_nouns: list[str]
    visitors: list[str]
    meets: list[str]
    meetings: list[str]
    holds: list[str]
    several: list[str]
    designates: list[str]
    lists: list[str]
    list_nouns: list[str]
    listed: list[str]
    imposes: list[str]
    targets: list[str]
    hits: list[str]
    designation_nouns: list[str]
    under: list[str]
    measures: list[str]
    bodies: list[str]
    launches: list[str]
    carries_out: list[str]
    launch_nouns: list[str]
    missiles: list[str]
    shells: list[str]
    towards: list[str]
    waters: list[str]


@cache
def lexicon(language: str) -> WordLists:
    """The words of these acts. Raises DataError, with file and line, where the file is wrong."""
    return wordlists.load("encounters", language, Raw, verbs=_VERBS)


class Encounters:
    """Reads the visits and meetings of one text from its verbs."""

    __slots__ = ("factuality", "fillers", "known", "names", "text", "words")

    def __init__(self, fillers: Fillers, factuality: Factuality) -> None:
        self.fillers = fillers
        self.factuality = factuality
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words
        self.known = lexicon(self.words.language)

    def read(self, group: Group, unit: Unit) -> Act | None:
        """The visit or the meeting that a verb tells of."""
        if group.passive or group.infinitive:
            return None
        return self._meeting(group, unit) or self._visit(group, unit)

    # -- visits ----------------------------------------------------------------------------
    def _visit(self, group: Group, unit: Unit) -> Act | None:
        text = self.text
        link, place = ("", None) if group.bare else self._gone_to(group)
        subject = text.subject(group) if place is not None else None
        if place is None or subject is None or not self._is_visitor(subject):
            return None
        status = self.factuality.status(group, unit)
        if not status.told or status.negated:
            return None
        act = Act("visit", group.main, unit, f"verb:{group.lemma}")
        act.supplier = self._party(subject)
        where = self.fillers.party(place)
        if link == "from":
            act.origin = where
        else:
            act.destination = where
        return with_status(act, status)

    def _gone_to(self, group: Group) -> tuple[str, Phrase | None]:
        """The preposition and the place of "travelled to", "visited", "paid a visit to", "is on a visit to"."""
        text, known, form = self.text, self.known, self.text.lower[group.main]
        if known.among("visits", form):
            return "", self._place(next(iter(text.objects(group)), None))
        if not (known.among("moves", form) or known.among("pays", form) or group.lemma == "be"):
            return "", None  # the questions that follow cost more than the look into the lists
        objects, obliques = text.objects(group), text.obliques(group)
        if known.among("moves", form):
            straight = text.lower[group.last : group.last + 1] == ["from"]
            links = ("from",) if straight else ("to", "in", "for", "at", "from")
            gone = ((w, p) for w, p in obliques if w in links and p.first >= group.last)
            return next(((w, p) for w, p in gone if self._place(p) is not None), ("", None))
        if known.among("pays", form):
            trip = next((p for p in objects if known.among("visit_nouns", text.lower[p.head])), None)
            return "", self._of_trip(trip, obliques) if trip is not None else None
        trip = next((p for w, p in obliques if w == "on" and known.among("visit_nouns", text.lower[p.head])), None)
        return "", self._of_trip(trip, obliques) if trip is not None else None

    def _of_trip(self, trip: Phrase, obliques: tuple[tuple[str, Phrase], ...]) -> Phrase | None:
        """Of "a visit to Cuba", "a tour of Cuba": Cuba."""
        inner = [p for w, p in self.text.complements(trip) if w in ("to", "in", "of")]
        inner += [p for w, p in obliques if w in ("to", "in")]
        return next((p for p in inner if self._place(p) is not None), None)

    def _place(self, phrase: Phrase | None) -> Phrase | None:
        if phrase is None or self.text.is_time(phrase):
            return None
        known = self.names.is_place(phrase) or self.words.among("place_nouns", self.text.lower[phrase.head])
        half = self.text.words[phrase.head] in ("North", "South")
        return phrase if half or (known and self.names.country(phrase) is not None) else None

    def _is_visitor(self, phrase: Phrase) -> bool:
        """Whether the phrase names a person or a party of them, and no ship, firm or State."""
        text = self.text
        lower = text.lower[phrase.head]
        if self.known.among("visitors", lower) or lower in ("he", "she"):
            return True
        if self.names.is_place(phrase) or self.fillers.class_of(phrase) is not None:
            return False
        named = text.words[phrase.head][:1].isupper() and text.tags[phrase.head] in ("NNP", "NN")
        if not named or self.words.among("organisations", lower):
            return False
        titled = any(self.words.among("roles", text.lower[at]) for at in range(phrase.first, phrase.head))
        return titled or (self.names.country(phrase) is not None and self.names.medium_in(phrase) is None)

    def _party(self, phrase: Phrase) -> Filler:
        found = self.fillers.party(phrase)
        return found or Filler(phrase.first, phrase.last, bare(self.text, phrase.first, phrase.last))

    # -- meetings --------------------------------------------------------------------------
    def _meeting(self, group: Group, unit: Unit) -> Act | None:
        text, known, form = self.text, self.known, self.text.lower[group.main]
        met = known.among("meets", form)
        held = known.among("holds", form) and any(
            known.among("meetings", text.lower[p.head]) for p in text.objects(group)
        )
        subject = text.subject(group) if met or held else None
        if subject is None:
            return None
        status = self.factuality.status(group, unit)
        if not status.told or status.negated:
            return None
        subject = text.leftmost(subject)
        pair = [subject, *self._others(group, subject, met=met)]
        if any(self.fillers.class_of(phrase) is not None for phrase in pair):
            return None  # ships that meet at sea
        named = [party for phrase in pair if (party := self.fillers.party(phrase)) is not None]
        if not named or (len(named) < 2 and not self._are_several(subject) and (met or not self._is_party(subject))):
            return None
        if not (self._are_several(subject) or any(party.country is not None for party in named)):
            return None  # whom a man meets in private is no matter of States
        act = Act("meeting", group.main, unit, f"verb:{group.lemma}")
        act.supplier = named[0]
        act.recipient = named[1] if len(named) > 1 else None
        return with_status(act, status)

    def _others(self, group: Group, subject: Phrase, *, met: bool) -> list[Phrase]:
        """Whom the subject meets: joined to it, behind "with", or the object of the verb."""
        text = self.text
        several = text.coordinated(subject, subject=True)
        if len(several) > 1:
            return [several[1]]
        inner = [p for o in text.objects(group) for w, p in text.complements(o) if w in ("with", "between")]
        other = next((p for w, p in text.obliques(group) if w == "with"), next(iter(inner), None))
        other = other or (next(iter(text.objects(group)), None) if met else None)
        return [other] if other is not None else []

    def _are_several(self, phrase: Phrase) -> bool:
        """Of "the two", "ministers of nine states": that more than one is named at once."""
        return self.known.among("several", self.text.lower[phrase.head])

    def _is_party(self, phrase: Phrase) -> bool:
        return self.names.country(phrase) is not None or self.text.tags[phrase.head] in ("NNP", "PRP")
