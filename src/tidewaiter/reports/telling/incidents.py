"""Acts that are no transfers: labour, launches, designations, meetings, visits; seizures stand apart."""

from __future__ import annotations

from functools import cache

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare, with_status
from tidewaiter.reports.telling.designations import Designations
from tidewaiter.reports.telling.encounters import Encounters, lexicon
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.portcalls import PortCalls
from tidewaiter.reports.telling.seizures import Seizures
from tidewaiter.reports.telling.services import Services
from tidewaiter.reports.telling.thefts import Thefts
from tidewaiter.reports.telling.traces import Traces
from tidewaiter.reports.telling.transfers import Transfers
from tidewaiter.reports.telling.voyages import Voyages
from tidewaiter.reports.telling.workforce import Workforce

# What the subject of "remain in" or "were issued to" can be: workers, a number of them, their papers.
_STAYING = ("labour_items", "permit_papers", "collections", "counts")


class Incidents:
    """Reads the other acts of one text from its verbs."""

    __slots__ = (
        "_nouns", "designations", "encounters", "factuality", "fillers", "names", "portcalls", "seizures",
        "services", "text", "thefts", "traces", "transfers", "voyages", "words", "workforce",
    )  # fmt: skip

    def __init__(self, transfers: Transfers) -> None:
        self.transfers = transfers
        self.voyages = Voyages(transfers)
        self.traces = Traces(transfers, self.voyages)
        self.seizures = Seizures(transfers, self.voyages)
        self.portcalls = PortCalls(transfers, self.voyages)
        self.services = Services(transfers)
        self.designations = Designations(transfers.fillers, transfers.factuality)
        self.encounters = Encounters(transfers.fillers, transfers.factuality)
        self.thefts = Thefts(transfers.fillers, transfers.factuality)
        self.workforce = Workforce(transfers.fillers, transfers.factuality)
        self.fillers: Fillers = transfers.fillers
        self.factuality: Factuality = transfers.factuality
        self.text: Text = transfers.text
        self.names: Names = transfers.names
        self.words: Words = transfers.words
        self._nouns = _nouns(
            self.words, self.workforce.known, self.seizures.lexicon, self.designations.known, self.thefts.known
        )

    def read(self, group: Group, unit: Unit) -> Act | None:
        """The act that a verb tells of, if it is one of these."""
        for find in (
            self.traces.read,
            self._labour,
            self._replaced,
            self._homeward,
            self._papers,
            self._at_work,
            self.workforce.read,
            self.seizures.read,
            self._launch,
            self.designations.read,
            self.encounters.read,
            self.services.read,
            self.thefts.read,
            self.portcalls.read,
        ):
            found = find(group, unit)
            if found is not None:
                return found
        return None

    def _labour(self, group: Group, unit: Unit) -> Act | None:
        """Workers sent, hosted, sent home: the host and the country they come from are the parties."""
        text = self.text
        if not self.words.among("labour_verbs", group.lemma):
            return None
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if item is None or not self._is_workforce(group, item):
            return None
        status = self.factuality.status(group, unit)
        act = Act("labour", group.main, unit, f"verb:{group.lemma}")
        act.goods = self.fillers.goods(item, strong=True, act=act)
        act.type = "labour"
        if act.goods is None or not status.told:
            return None
        doer = self.fillers.party(self.fillers.by(text.obliques(group)) if group.passive else text.subject(group))
        home = act.goods.origin
        if self.words.among("labour_hosts", group.lemma):
            act.supplier, act.recipient = home or self._sent_by(item), doer
        else:
            act.supplier, act.recipient = doer, home
            self.transfers.ways.places(act, text.obliques(group), None)
        if act.supplier is None and act.recipient is None:
            return None
        return with_status(act, status)

    def _sent_by(self, item: Phrase) -> Filler | None:
        """Of "hosted instructors sent by Cuba": Cuba."""
        text = self.text
        at = text.extended(item)
        verb = text.group_at[at] if at < text.unit(item.first).last else None
        if verb is None or not (verb.bare and verb.passive and self.words.among("labour_verbs", verb.lemma)):
            return None
        return self.fillers.party(self.fillers.by(text.obliques(verb)))

    def _replaced(self, group: Group, unit: Unit) -> Act | None:
        """Workers who come in the place of others: "were replaced with workers from Nepal"."""
        text = self.text
        if not self.words.among("replacing", group.lemma):
            return None
        item = next((p for w, p in text.obliques(group) if w in ("with", "by")), None)
        status = self.factuality.status(group, unit)
        if item is None or not status.told or not self._is_labour_item(item):
            return None
        act = Act("labour", group.main, unit, f"verb:{group.lemma}")
        act.goods = self.fillers.goods(item, strong=True, act=act)
        if act.goods is None or act.goods.origin is None or act.type != "labour":
            return None
        act.supplier = act.goods.origin
        act.recipient = self.fillers.party(text.subject(group)) if not group.passive else None
        return with_status(act, status)

    def _homeward(self, group: Group, unit: Unit) -> Act | None:
        """Workers of a country who go home: "North Korean loggers are returning home from Siberia"."""
        text = self.text
        if not self.words.among("going_home", group.lemma) or group.passive:
            return None
        subject = text.subject(group)
        if subject is None:
            return None
        following = text.lower[group.last : group.last + 1]
        home = following in (["home"], ["back"], ["homeward"])
        goal = self._goal(group)
        status = self.factuality.status(group, unit)
        if not (home or goal) or not status.told or not self._is_labour_item(subject):
            return None
        act = Act("labour", group.main, unit, f"verb:{group.lemma}")
        act.goods = self.fillers.goods(subject, strong=True, act=act)
        if act.goods is None or act.type != "labour" or (act.goods.origin is None and goal is None):
            return None
        if goal is not None and (act.goods.origin is None or goal.country != act.goods.origin.country):
            if act.goods.origin is None and group.lemma != "return":
                return None  # where they come from is not told
            act.supplier, act.recipient = act.goods.origin, goal
            return with_status(act, status)
        act.recipient = act.goods.origin
        hosts = (self.fillers.party(p) for w, p in text.obliques(group) if w in ("from", "in"))
        own = act.recipient.country if act.recipient is not None else None
        act.supplier = next((p for p in hosts if p is not None and p.country not in (None, own)), None)
        return with_status(act, status)

    def _goal(self, group: Group) -> Filler | None:
        """Of "returned to Chad", "travelled to Oman": the country."""
        places = (p for w, p in self.text.obliques(group) if w in ("to", "into") and self.names.is_place(p))
        return next((found for p in places if (found := self.fillers.party(p)) is not None and found.country), None)

    def _papers(self, group: Group, unit: Unit) -> Act | None:
        """Leave to work, given to people of a country: "grants 300 work visas a year to Laotian citizens"."""
        text = self.text
        if not self.words.among("granting", group.lemma) or group.passive:
            return None
        paper = next(iter(text.objects(group)), None)
        named = paper is not None and self.words.among("permit_papers", text.lower[paper.head])
        if paper is None or not named or not any(text.lower[at] in ("work", "labour", "labor", "working")
                                                 for at in range(paper.first, paper.head)):  # fmt: skip
            return None
        item = next((p for w, p in (*text.obliques(group), *text.complements(paper)) if w in ("to", "for")), None)
        status = self.factuality.status(group, unit)
        home = self.names.country(item) if item is not None else None
        host = self.fillers.party(text.subject(group))
        if item is None or home is None or host is None or not status.told or host.country == home:
            return None
        if host.country is None and not self.words.among("organisations", text.lower[host.last - 1]):
            return None
        act = Act("labour", group.main, unit, f"verb:{group.lemma}")
        last = text.extended(item)
        act.goods = Goods(item.first, last, bare(text, item.first, last), text.lower[item.head], "workers", plural=True)
        act.goods.origin = act.supplier = self.fillers.country_filler(item.first, last)
        act.recipient = host
        return with_status(act, status) if act.supplier is not None else None

    def _is_labour_item(self, phrase: Phrase) -> bool:
        joined = self.text.coordinated(phrase, subject=True)
        return any(self.words.among("labour_items", self.text.lower[self.fillers.core(p).head]) for p in joined)

    def _is_workforce(self, group: Group, item: Phrase) -> bool:
        """Workers; or people of a country that sends workers, whom somebody hires: "hired 300 women as cooks"."""
        core = self.fillers.core(item)
        head = self.text.lower[core.head]
        if self.fillers.is_helper(core):
            return False
        if self.words.among("labour_items", head):
            return True
        hired = self.words.among("labour_hosts", group.lemma) and self.words.among("people", head)
        return hired and self.names.country(core) == "KP"

    def _at_work(self, group: Group, unit: Unit) -> Act | None:
        """Workers who stay or work in a country, and permits issued to them there."""
        text = self.text
        if not (group.passive or self.words.among("working_verbs", group.lemma)):
            return None
        subject = self._there(group) or text.subject(group)
        heads = [text.lower[subject.head]] if subject is not None else []
        if subject is not None and group.lemma == "work" and self._is_people_of(subject):
            return self._of_people(group, unit, subject)
        if not any(self.words.among(name, head) for head in heads for name in _STAYING):
            return None
        obliques = text.obliques(group)
        item: Phrase | None = subject
        if subject is not None and self.words.among("permit_papers", text.lower[subject.head]) and group.passive:
            item = next((p for w, p in (*obliques, *text.complements(subject)) if w in ("to", "for")), None)
        elif not self.words.among("working_verbs", group.lemma):
            return None
        if item is None or not self.words.among("labour_items", text.lower[self.fillers.core(item).head]):
            return None
        act = Act("labour", group.main, unit, f"verb:{group.lemma}")
        act.goods = self.fillers.goods(item, strong=True, act=act)
        status = self.factuality.status(group, unit)
        if act.type != "labour" or act.goods is None or act.goods.origin is None or not status.told:
            return None
        act.supplier = act.goods.origin
        act.recipient = self._host((*obliques, *text.complements(item), *self._opening(unit)), act.supplier)
        if act.recipient is None:
            self.transfers.ways.let_in(act, group)
        return with_status(act, status) if act.recipient is not None else None

    def _there(self, group: Group) -> Phrase | None:
        """Of "there are 900 workers in Oman": the workers."""
        if group.lemma != "be" or self.text.before(group.first) != "there":
            return None
        found = next(iter(self.text.objects(group)), None)
        if found is None or self.text.lower[found.head] not in ("something", "anything"):
            return found
        return next((phrase for word, phrase in self.text.obliques(group) if word == "like"), None)

    def _opening(self, unit: Unit) -> tuple[tuple[str, Phrase], ...]:
        """Of "In Tyrol alone, the envoy says, there are ...": in Tyrol."""
        text = self.text
        found = text.phrase_at[unit.first + 1] if unit.last > unit.first + 1 else None
        return ((text.lower[unit.first], found),) if found is not None and text.is_preposition(unit.first) else ()

    def _is_people_of(self, phrase: Phrase) -> bool:
        """Of "some 300 North Koreans": people named by their country, counted."""
        text = self.text
        if text.tags[phrase.head] not in ("NNPS", "NNS") or not text.words[phrase.head][0].isupper():
            return False
        core = self.fillers.core(phrase)
        return self.names.country(core) == "KP" and any(text.tags[at] == "CD" for at in range(phrase.first, core.head))

    def _of_people(self, group: Group, unit: Unit, people: Phrase) -> Act | None:
        """Of "300 North Koreans work in Oman": people of the one country at work in the other."""
        text = self.text
        status = self.factuality.status(group, unit)
        home = self.fillers.country_filler(people.first, people.last)
        host = self._host(text.obliques(group), home) if home is not None else None
        if home is None or host is None or not status.told:
            return None
        act = Act("labour", group.main, unit, f"verb:{group.lemma}")
        words = bare(text, people.first, people.last)
        act.goods = Goods(
            people.first, people.last, words, text.lower[people.head], "workers", plural=True, origin=home
        )
        act.supplier, act.recipient = home, host
        return with_status(act, status)

    def _host(self, obliques: tuple[tuple[str, Phrase], ...], home: Filler) -> Filler | None:
        """The country, not their own, in which the workers are, or whose firm has them."""
        for word, phrase in obliques:
            near = word in ("in", "at", "by", "for", "inside", "across")
            served = self.words.among("service_nouns", self.text.lower[phrase.head])
            found = self.fillers.party(phrase) if near and not served else None
            if found is not None and found.country is not None and found.country != home.country:
                return found
        return None

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """The seizure or the service that a noun names."""
        if self.text.lower[phrase.head] not in self._nouns:
            return None  # most nouns name no act
        for find in (
            self.workforce.of_noun, self.seizures.of_noun, self.services.of_noun, self.designations.of_noun,
            self.thefts.of_noun, self.encounters.of_noun,
        ):  # fmt: skip
            found = find(phrase, unit)
            if found is not None:
                return found
        return None

    def _launch(self, group: Group, unit: Unit) -> Act | None:
        """Of "fired a missile", "shells were fired towards the sea", "carried out a test of a rocket"."""
        text, known, form = self.text, lexicon(self.words.language), self.text.lower[group.main]
        launches = known.among("launches", form)
        if not (launches or known.among("carries_out", form)):
            return None
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if item is None:
            return None
        if known.among("carries_out", form) and known.among("launch_nouns", text.lower[item.head]):
            item = next((p for w, p in text.complements(item) if w == "of"), item)
        elif not launches:
            return None
        core = self.fillers.core(item)
        if not self._is_fired(group, item, core):
            return None
        status = self.factuality.status(group, unit)
        if not status.told:
            return None
        act = Act("launch", group.main, unit, f"verb:{group.lemma}")
        last = text.extended(item)
        act.goods = Goods(item.first, last, bare(text, item.first, last), text.lower[core.head], "arms")
        act.supplier = self.fillers.party(
            self.fillers.by(text.obliques(group)) if group.passive else text.subject(group)
        )
        return with_status(act, status)

    def _is_fired(self, group: Group, item: Phrase, core: Phrase) -> bool:
        """Whether it is a missile; or shells, fired out over water or over a line."""
        text, known = self.text, lexicon(self.words.language)
        if any(known.among("missiles", text.lower[at]) for at in range(core.first, core.last)):
            return True
        if not any(known.among("shells", text.lower[at]) for at in range(item.first, text.extended(item))):
            return False
        aims = [p for w, p in text.obliques(group) if known.among("towards", w)]
        return any(known.among("waters", text.lower[at]) for p in aims for at in range(p.first, text.extended(p)))


@cache
def _nouns(
    words: Words, workforce: WordLists, carriers: WordLists, designations: WordLists, thefts: WordLists
) -> frozenset[str]:
    """The nouns that name one of these acts."""
    hands = workforce.lists["uses"] | workforce.lists["sendings"] | workforce.lists["returns"]
    takings = carriers.lists["taking_nouns"] | carriers.lists["holding_nouns"]
    listings = designations.lists["designation_nouns"] | designations.lists["visit_nouns"]
    return hands | takings | words.lists["service_nouns"] | listings | thefts.lists["nouns"]
