"""Visits and meetings told of: who went where, who met whom."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from tidewaiter.reports.grammar import wordlists
from tidewaiter.reports.grammar.coreference import Names, is_corporate
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, bare, with_status
from tidewaiter.reports.telling.carriers import carrier_words
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers

_VERBS = (
    "visits", "moves", "passes", "sails", "lasts", "receives", "admits", "pays", "meets", "holds", "designates",
    "lists", "imposes", "targets", "hits", "under", "launches", "carries_out",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``lexicon/encounters.*.yaml`` as it stands."""

    visits: list[str]
    moves: list[str]
    passes: list[str]
    gone_to: list[str]
    gone_from: list[str]
    sails: list[str]
    during: list[str]
    lasts: list[str]
    receives: list[str]
    admits: list[str]
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
        if group.infinitive:
            before = self._admitted(group)
            return self._visit(group, before, unit) if before is not None else None
        if group.passive and not self._is_past(group):
            return self._received(group, unit)
        return self._meeting(group, unit) or self._visit(group, group, unit)

    # -- visits ----------------------------------------------------------------------------
    def _visit(self, group: Group, told: Group, unit: Unit) -> Act | None:
        """The visit that a verb tells of; ``told`` is the verb that says who and whether: "was allowed to enter"."""
        text = self.text
        link, place = ("", None) if group.bare and not self._is_past(group) else self._gone_to(group)
        subject = text.subject(told) if place is not None else None
        if place is None or subject is None or (self._among("sails", group) and self._may_be_ship(subject)):
            return None
        away = self.known.among("gone_from", link)
        return self._act(group, told, unit, subject, place, away=away)

    def _act(
        self, group: Group, told: Group, unit: Unit, visitor: Phrase, place: Phrase, *, away: bool = False
    ) -> Act | None:
        status = self.factuality.status(told, unit) if self._is_visitor(visitor) else None
        if status is None or not status.told or status.negated:
            return None
        act = Act("visit", group.main, unit, f"verb:{group.lemma}")
        act.supplier = self._party(visitor)
        where = self.fillers.party(place)
        if away:
            act.origin = where
        else:
            act.destination = where
        return with_status(act, status)

    def _admitted(self, group: Group) -> Group | None:
        """The verb of leave before an infinitive: "was allowed" of "was allowed to enter"."""
        at = next((at for at in (group.first - 1, group.first - 2) if at >= 0 and self.text.group_at[at]), None)
        before = self.text.group_at[at] if at is not None else None
        return before if before is not None and before.passive and self._among("admits", before) else None

    def _is_past(self, group: Group) -> bool:
        """Of "Jan Wilk passed through Cuba": that it is no participle: no other verb is near, none passes him."""
        alone = group.bare and len(self.text.groups[self.text.unit_of[group.main]]) == 1
        moves = alone and (self._among("moves", group) or self._among("passes", group))
        return moves and self.fillers.by(self.text.obliques(group)) is None

    def _among(self, name: str, group: Group) -> bool:
        return self.known.among(name, self.text.lower[group.main])

    def _received(self, group: Group, unit: Unit) -> Act | None:
        """Who was received, or seen, in a country has come there."""
        text = self.text
        if group.bare or not self._among("receives", group):
            return None
        places = (p for w, p in text.obliques(group) if self.known.among("gone_to", w))
        place = next((p for p in places if self._place(p) is not None), None)
        subject = text.subject(group) if place is not None else None
        return self._act(group, group, unit, subject, place) if subject is not None and place is not None else None

    def _gone_to(self, group: Group) -> tuple[str, Phrase | None]:
        """The preposition and the place of "travelled to", "visited", "paid a visit to", "is on a visit to"."""
        text, known, form = self.text, self.known, self.text.lower[group.main]
        if known.among("visits", form):
            return "", self._place(next(iter(text.objects(group)), None))
        moves, passes = known.among("moves", form), known.among("passes", form)
        if not (moves or passes or known.among("pays", form) or group.lemma == "be"):
            return "", None  # the questions that follow cost more than the look into the lists
        objects, obliques = text.objects(group), text.obliques(group)
        if moves or passes:
            straight = known.among("gone_from", next(iter(text.lower[group.last : group.last + 1]), ""))
            links = ("gone_to",) if passes else ("gone_from",) if straight else ("gone_to", "gone_from")
            gone = ((w, p) for w, p in obliques if p.first >= group.last and any(known.among(one, w) for one in links))
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
        if self._is_person(phrase):
            return True
        named = text.words[phrase.head][:1].isupper() and text.tags[phrase.head] in ("NNP", "NN")
        if not named or self.words.among("organisations", lower):
            return False
        titled = any(self.words.among("roles", text.lower[at]) for at in range(phrase.first, phrase.head))
        return titled or (self.names.country(phrase) is not None and self.names.medium_in(phrase) is None)

    def _is_person(self, phrase: Phrase) -> bool:
        """Whether the phrase is a name of two words or more, without an article, that no firm is called by."""
        text, run = self.text, self.names.name_run(phrase)
        if run is None or run[1] != phrase.last or is_corporate(text, run):
            return False
        titled = run[0] > phrase.first and text.words[run[0] - 1] in text.vocabulary.lists["titles"]
        return titled or (run[0] == phrase.first and run[1] - run[0] > 1)

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """The visit that a noun names, with who made it: "Wilk's visit to Cuba"."""
        if not self.known.among("visit_nouns", self.text.lower[phrase.head]) or not self._is_made(phrase):
            return None
        visitor = self.names.possessor(phrase)
        place = self._of_trip(phrase, ()) if visitor is not None and self._is_visitor(visitor) else None
        status = self.factuality.noun_status(phrase, unit) if place is not None else None
        if visitor is None or place is None or status is None or not status.told or status.negated:
            return None
        act = Act("visit", phrase.head, unit, f"noun:{self.text.lower[phrase.head]}")
        act.supplier, act.destination = self._party(visitor), self.fillers.party(place)
        return with_status(act, status)

    def _may_be_ship(self, phrase: Phrase) -> bool:
        """Whether the text speaks of ships, and nothing but the shape of a name tells that it is a person's."""
        text = self.text
        lower = text.lower[phrase.head]
        if self.known.among("visitors", lower) or lower in ("he", "she") or self.names.country(phrase) is not None:
            return False
        run = self.names.name_run(phrase)
        alone = run is not None and run[0] == phrase.first
        return alone and any(carrier_words(text.vocabulary.language).modes.get(word) == "sea" for word in text.lower)

    def _is_made(self, trip: Phrase) -> bool:
        """Whether a visit that a noun names took place, and is not only prepared, wished for or looked back on."""
        text = self.text
        unit = text.unit(trip.first)
        if trip.first > unit.first and self.known.among("during", text.lower[trip.first - 1]):
            return True
        return any(
            self._among("lasts", group) and not group.passive and text.subject(group) == trip
            for group in text.groups[text.unit_of[trip.first]]
        )

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
