"""People of one country at work in another: who employs them, where they are, who sent them, how they go home.

Workers are named by what they do ("Laotian loggers") or, of a State that lives on its people's wages, as its
people ("300 North Korean women"). What is told of them need be no sending: that somebody employs them, that they
are at work, were seen, hold jobs or have left is the same traffic. Home and host must both be told, and differ.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from tidewaiter.reports.grammar import wordlists
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers

_VERBS = (
    "hosts", "relies", "staffs", "works", "posts", "sees", "stays", "comes", "leaves", "gets", "sends", "sends_home",
    "grants",
)  # fmt: skip
_PLACES = frozenset({"in", "at", "by", "for", "inside", "across", "with", "near", "into", "throughout"})
_OF = frozenset({"of"})
_ONLY_HOME = frozenset({"go", "fly", "head", "return", "move", "pull"})
"""Of these verbs "home" or "out" tells that the workers leave."""

Obliques = tuple[tuple[str, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``lexicon/workforce.*.yaml`` as it stands."""

    workers: list[str]
    only_sent: list[str]
    people: list[str]
    sending_states: list[str]
    groups: list[str]
    trades: list[str]
    helpers: list[str]
    hosts: list[str]
    relies: list[str]
    staffs: list[str]
    works: list[str]
    posts: list[str]
    sees: list[str]
    stays: list[str]
    comes: list[str]
    leaves: list[str]
    home_words: list[str]
    takes_on: list[str]
    grants: list[str]
    papers: list[str]
    gets: list[str]
    jobs: list[str]
    sends: list[str]
    sends_home: list[str]
    uses: list[str]
    sendings: list[str]
    returns: list[str]


@cache
def lexicon(language: str) -> WordLists:
    """The words of these acts. Raises DataError, with file and line, where the file is wrong."""
    return wordlists.load("workforce", language, Raw, verbs=_VERBS)


@cache
def _heads(known: WordLists, words: Words) -> frozenset[str]:
    """The nouns that can name workers, or how many of them."""
    own = known.lists["workers"] | known.lists["people"] | known.lists["groups"]
    return own | words.lists["collections"] | words.lists["counts"]


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers named in a phrase, and the country they come from."""

    phrase: Phrase
    home: Filler


@dataclass(frozen=True, slots=True)
class Stay:
    """What a clause tells of a crew: who sends it, who gets it, and the word that tells."""

    crew: Crew
    supplier: Filler | None
    recipient: Filler | None


class Workforce:
    """Reads such acts of one text from its verbs and nouns."""

    __slots__ = ("_crews", "_heads", "_unit", "factuality", "fillers", "known", "names", "text")

    def __init__(self, fillers: Fillers, factuality: Factuality) -> None:
        self.fillers = fillers
        self.factuality = factuality
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.known = lexicon(fillers.words.language)
        self._heads = _heads(self.known, fillers.words)
        self._unit: Unit | None = None
        self._crews: dict[int, Crew] = {}

    def read(self, group: Group, unit: Unit) -> Act | None:
        """What a verb tells of workers abroad."""
        if not (self._of(unit) or self.known.among("sends", self.text.lower[group.main])):
            return None
        found = self._told(group, unit)
        if found is None or not self._is_abroad(found):
            return None
        status = self.factuality.status(group, unit)
        if not status.told:
            return None
        return with_status(self._act(found, group.main, unit, f"verb:{group.lemma}"), status)

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """What a noun tells of them: "the use of Laotian labour at Omani farms", "the dispatch of loggers to Chad"."""
        if not self._of(unit):
            return None
        found = self._named(phrase, unit)
        if found is None or not self._is_abroad(found):
            return None
        status = self.factuality.noun_status(phrase, unit)
        if not status.told:
            return None
        return with_status(self._act(found, phrase.head, unit, f"noun:{self.text.lower[phrase.head]}"), status)

    def _act(self, found: Stay, word: int, unit: Unit, rule: str) -> Act:
        text, phrase = self.text, found.crew.phrase
        last = text.extended(phrase)
        act = Act("labour", word, unit, rule)
        words = bare(text, phrase.first, last)
        act.goods = Goods(
            phrase.first, last, words, text.lower[self._core(phrase).head], "workers", plural=True,
            origin=found.crew.home, standing="known",
        )  # fmt: skip
        act.supplier, act.recipient = found.supplier, found.recipient
        return act

    def _is_abroad(self, found: Stay) -> bool:
        """Whether both ends are told, and are of two countries where both have one."""
        ends = (found.supplier, found.recipient)
        if ends[0] is None or ends[1] is None or ends[0].country == ends[1].country:
            return False
        return not any(end is not None and end.person and end.country != found.crew.home.country for end in ends)

    # -- who they are ----------------------------------------------------------------------
    def _of(self, unit: Unit) -> dict[int, Crew]:
        """The crews of a sentence by the head of their phrase; most sentences have none."""
        if unit is not self._unit:
            self._unit = unit
            phrases = self.text.phrases[self.text.unit_of[unit.first]]
            crews = ((phrase, self._home(phrase)) for phrase in phrases if self._may_be(phrase))
            self._crews = {phrase.head: Crew(phrase, home) for phrase, home in crews if home is not None}
        return self._crews

    def _may_be(self, phrase: Phrase) -> bool:
        return self.text.tags[phrase.head] in ("NNPS", "CD") or self.text.lower[phrase.head] in self._heads

    def _core(self, phrase: Phrase) -> Phrase:
        """Of "a group of loggers", "hundreds of loggers": the loggers."""
        core = self.fillers.core(phrase)
        if self.known.among("groups", self.text.lower[core.head]):
            inner = next((p for _, p in self.text.complements(core, only=_OF)), None)
            if inner is not None and self.known.among("workers", self.text.lower[inner.head]):
                return inner
        return core

    def _home(self, phrase: Phrase) -> Filler | None:
        """The country of the workers that a phrase names; None where it names none, or says that there are none."""
        text, known = self.text, self.known
        if self.fillers.none_of(phrase):
            return None
        core = self._core(phrase)
        lower = text.lower[core.head]
        before = text.lower[core.first : core.head]
        if any(known.among("helpers", word) for word in before):
            return None
        home = self._country(core)
        if home is None:
            return None
        sent = known.among("sending_states", home.country or "")
        if known.among("workers", lower):
            return home if sent or not known.among("only_sent", lower) else None
        if sent and (known.among("people", lower) or (text.tags[core.head] == "NNPS" and home.last == core.last)):
            return home
        trade = any(known.among("trades", word) for word in before)
        return home if trade and known.among("groups", lower) else None

    def _country(self, core: Phrase) -> Filler | None:
        """Of "Laotian loggers", "loggers from Laos": Laos."""
        text = self.text
        own = self.fillers.country_filler(core.first, core.last)
        if own is not None:
            return own
        behind = (p for w, p in text.complements(core) if w in ("from", "of") and self.names.is_place(p))
        return next((self.fillers.country_filler(p.first, p.last) for p in behind), None)

    def _crew(self, phrase: Phrase | None) -> Crew | None:
        """The crew that a phrase names, or one joined to it does: "coaches, teachers and doctors"."""
        if phrase is None:
            return None
        for part in self.text.coordinated(phrase, subject=True):
            found = self._crews.get(part.head) or self._crews.get(self._core(part).head)
            if found is not None:
                return found
        return None

    # -- what verbs tell -------------------------------------------------------------------
    def _told(self, group: Group, unit: Unit) -> Stay | None:
        subject = self.text.subject(group)
        crew = self._crew(subject)
        if crew is not None:
            return self._undergone(group, crew) if group.passive else self._done(group, crew, unit)
        return self._employed(group, subject, unit)

    def _done(self, group: Group, crew: Crew, unit: Unit) -> Stay | None:
        """What the workers do: are at work, arrive, leave, get jobs."""
        text, known, form = self.text, self.known, self.text.lower[group.main]
        obliques = (*text.obliques(group), *text.complements(crew.phrase))
        if known.among("leaves", form) and (left := self._left(group, crew)) is not None:
            return Stay(crew, left, crew.home)
        staying = known.among("stays", form) and known.among("sending_states", crew.home.country or "")
        staying = staying and known.among("workers", text.lower[self._core(crew.phrase).head])
        if known.among("works", form) or staying:
            return self._at(crew, (*obliques, *self._opening(unit)))
        if known.among("comes", form):
            place = [("in", p) for p in text.objects(group)]
            gone = (("in", p) for w, p in obliques if w in ("to", "into", "in", "at"))
            return self._at(crew, (*place, *gone))
        if known.among("gets", form):
            job = next((p for p in text.objects(group) if known.among("jobs", text.lower[p.head])), None)
            return self._at(crew, (*text.complements(job), *obliques)) if job is not None else None
        if known.among("staffs", form):
            return self._at(crew, [("in", p) for p in text.objects(group)])
        return None

    def _left(self, group: Group, crew: Crew) -> Filler | None:
        """The country that the workers leave: "left Chad", "went home from Chad", "withdrew from Chad"."""
        text, known = self.text, self.known
        following = text.lower[group.last : group.last + 1]
        away = bool(following) and (known.among("home_words", following[0]) or following[0] == "out")
        if known.lemma(text.lower[group.main]) in _ONLY_HOME and not away:
            return None
        places = [*text.objects(group), *(p for w, p in text.obliques(group) if w in ("from", "of"))]
        return next((found for p in places if (found := self._host(p, crew.home)) is not None), None)

    def _undergone(self, group: Group, crew: Crew) -> Stay | None:
        """What is done with them: they are hired, based, seen, sent, sent home."""
        text, known, form = self.text, self.known, self.text.lower[group.main]
        obliques = text.obliques(group)
        if known.among("sends_home", form) or (known.among("sends", form) and self._goes_home(group)):
            hosts = (p for w, p in obliques if w in ("from", "by"))
            left = next((found for p in hosts if (found := self._host(p, crew.home)) is not None), None)
            return Stay(crew, left, crew.home) if left is not None else None
        if known.among("hosts", form) or known.among("posts", form) or known.among("sees", form):
            doing = text.complement(group) if known.among("sees", form) else None
            there = text.obliques(doing) if doing is not None else ()
            return self._at(crew, (*obliques, *text.complements(crew.phrase), *there))
        if known.among("sends", form):
            return self._at(crew, [("in", p) for w, p in obliques if w in ("to", "into", "in")])
        return None

    def _goes_home(self, group: Group) -> bool:
        return any(self.known.among("home_words", word) for word in self.text.lower[group.last : group.last + 1])

    def _employed(self, group: Group, subject: Phrase | None, unit: Unit) -> Stay | None:
        """Who employs them, sends them or sends them home: "mills hired Laotian loggers", "relied on Cuban nurses"."""
        text, known, form = self.text, self.known, self.text.lower[group.main]
        item = next((p for p in text.objects(group) if self._crew(p) is not None), None)
        if item is None or (group.passive and not group.bare):
            return self._sent_by_state(group, subject) or self._leant_on(group, subject)
        crew = self._crew(item)
        assert crew is not None
        obliques = (*text.obliques(group), *text.complements(item))
        if known.among("sends_home", form) or (known.among("sends", form) and self._home_beside(group, item)):
            left = self._host(subject, crew.home) if subject is not None else None
            return Stay(crew, left, crew.home) if left is not None else None
        if known.among("sends", form) and " ".join(text.lower[group.main : group.last + 1]) != "bring in":
            return self._at(crew, [("in", p) for w, p in obliques if w in ("to", "into", "in")])
        if not (known.among("hosts", form) or self._takes_on(group)):
            return None
        host = self._host(subject, crew.home) if subject is not None else None
        found = Stay(crew, crew.home, host) if host is not None else None
        return found or self._at(crew, (*obliques, *self._opening(unit)))

    def _takes_on(self, group: Group) -> bool:
        """Of "took on welders", "flew in nurses": a verb that employs with its particle."""
        following = self.text.lower[group.last : group.last + 1]
        lemma = self.known.lemma(self.text.lower[group.main])
        return bool(following) and self.known.among("takes_on", f"{lemma} {following[0]}")

    def _sent_by_state(self, group: Group, subject: Phrase | None) -> Stay | None:
        """Of "Laos posted 40 loggers to Chad": workers of no told country are of the one that sends them."""
        text, known = self.text, self.known
        if group.passive or subject is None or not known.among("sends", text.lower[group.main]):
            return None
        item = next((p for p in text.objects(group) if known.among("workers", text.lower[self._core(p).head])), None)
        home = self.fillers.party(subject) if item is not None else None
        if item is None or home is None or home.country is None or self.fillers.is_helper(self._core(item)):
            return None
        sent = known.among("sending_states", home.country)
        if not sent and known.among("only_sent", text.lower[self._core(item).head]):
            return None
        places = (*text.obliques(group), *text.complements(item))
        return self._at(Crew(item, home), [("in", p) for w, p in places if w in ("to", "into")])

    def _leant_on(self, group: Group, subject: Phrase | None) -> Stay | None:
        """Of "rely on Cuban nurses", "is staffed by Laotian cooks", "issued visas to Laotian loggers": who has them."""
        around = list(self.text.obliques(group))
        if self.known.among("grants", self.text.lower[group.main]):
            papers = (p for p in self.text.objects(group) if self.known.among("papers", self.text.lower[p.head]))
            around += [("on", inner) for paper in papers for w, inner in self.text.complements(paper)]
            around += [("on", p) for w, p in around if w in ("to", "for")] if around else []
        leant = (p for w, p in around if self._is_leant_on(group, w, p))
        crew = next((one for p in leant if (one := self._crew(p)) is not None), None)
        host = self._host(subject, crew.home) if crew is not None and subject is not None else None
        return Stay(crew, crew.home, host) if crew is not None and host is not None else None

    def _home_beside(self, group: Group, item: Phrase) -> bool:
        """Of "sent home the loggers", "sent the loggers back": that they go home."""
        last = self.text.extended(item)
        beside = (*self.text.lower[last : last + 1], *self.text.lower[group.last : group.last + 1])
        return any(self.known.among("home_words", word) for word in beside)

    def _is_leant_on(self, group: Group, word: str, phrase: Phrase) -> bool:
        if self._crew(phrase) is None:
            return False
        form = self.text.lower[group.main]
        if group.passive:
            return word in ("by", "with") and self.known.among("staffs", form)
        leans = self.known.among("relies", form) or self.known.among("grants", form)
        return word in ("on", "upon") and leans

    # -- what nouns tell -------------------------------------------------------------------
    def _named(self, phrase: Phrase, unit: Unit) -> Stay | None:
        text, known, lower = self.text, self.known, self.text.lower[phrase.head]
        used, sent, back = (known.among(name, lower) for name in ("uses", "sendings", "returns"))
        if not (used or sent or back):
            return None
        inner = tuple(text.complements(phrase))
        crew = next((one for w, p in inner if w == "of" and (one := self._crew(p)) is not None), None)
        if crew is None:
            return None
        if back:
            hosts = (p for w, p in inner if w == "from")
            left = next((found for p in hosts if (found := self._host(p, crew.home)) is not None), None)
            return Stay(crew, left, crew.home) if left is not None else None
        goals = ("to", "into", "in", "at") if sent else ("in", "at", "by", "into", "on", "to")
        places: list[tuple[str, Phrase]] = [("in", p) for w, p in inner if w in goals]
        places += [("in", p) for p in (self.names.possessor(phrase),) if p is not None and used]
        return self._at(crew, (*places, *self._opening(unit)) if used else places)

    # -- where -----------------------------------------------------------------------------
    def _at(self, crew: Crew, places: Iterable[tuple[str, Phrase]]) -> Stay | None:
        """Who has them: the first of the places that is of another country."""
        near = (p for w, p in places if w in _PLACES)
        host = next((found for p in near if (found := self._host(p, crew.home)) is not None), None)
        return Stay(crew, crew.home, host) if host is not None else None

    def _host(self, phrase: Phrase, home: Filler) -> Filler | None:
        """Who a phrase names, or the place that stands behind it: "factories in Oman"."""
        for part in self._inwards(phrase):
            found = self.fillers.party(part)
            if found is None or found.person:
                continue
            if found.country not in (None, home.country):
                return found
            sent = self.known.among("sending_states", home.country or "")
            body = self.fillers.words.among("organisations", self.text.lower[part.head])
            if found.country is None and (found.name is not None or (sent and body)):
                return found
        return None

    def _inwards(self, phrase: Phrase) -> Iterator[Phrase]:
        yield phrase
        for word, inner in self.text.complements(phrase):
            if word in ("in", "of", "at", "from", "across", "near", "inside"):
                yield inner

    def _opening(self, unit: Unit) -> Obliques:
        """Of "At Sunny Farms, a grower in Oman, ...": Sunny Farms, and Oman."""
        text = self.text
        if not text.is_preposition(unit.first):
            return ()
        verb = next((g.first for g in text.groups[text.unit_of[unit.first]] if g.finite), unit.last)
        here = [p for p in text.phrases[text.unit_of[unit.first]] if p.last <= verb]
        return tuple((text.lower[unit.first], p) for n, p in enumerate(here) if n == 0 or self.names.is_place(p))
