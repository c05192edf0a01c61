"""Seizures: goods or vessels taken by an authority from who had them.

What is taken is the cargo where one is named, else the vessel; it is taken from the vessel or its owner.
"""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.roles import Obliques
from tidewaiter.reports.telling.transfers import Transfers


class Seizures:
    """Reads the seizures of one text from its verbs and nouns."""

    __slots__ = ("factuality", "fillers", "names", "text", "words")

    def __init__(self, transfers: Transfers) -> None:
        self.fillers: Fillers = transfers.fillers
        self.factuality: Factuality = transfers.factuality
        self.text: Text = transfers.text
        self.names: Names = transfers.names
        self.words: Words = transfers.words

    def read(self, group: Group, unit: Unit) -> Act | None:
        """The seizure that a verb tells of, if it does."""
        text = self.text
        if not self.words.among("seizures", group.lemma) and not self._is_uncovering(group):
            return self._stopped_with(group, unit)
        status = self.factuality.status(group, unit)
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if not status.told or status.negated or item is None or self._is_picture(group):
            return None
        act = Act("seizure", group.main, unit, f"verb:{group.lemma}")
        party = self.fillers.party(item)
        if (party is not None and party.person) or text.lower[item.head] in self.words.lists["person_nouns"]:
            return None
        if any(self.words.among(name, text.lower[item.head]) for name in ("held_places", "place_nouns")):
            return None  # "seized seven districts"
        goods = self.fillers.goods(self._contents(item) or item, strong=True, act=act)
        if goods is None:
            if text.tags[item.head] not in ("NNP", "NNPS") or self.names.is_place(item):
                return None
            goods = Goods(item.first, item.last, bare(text, item.first, item.last), text.lower[item.head], None)
        act.type, act.goods = "seizure", goods
        if goods.kind == "vessels":
            act.vessel = self.fillers.vessel(text.phrase_at[goods.first] or item)
            if goods.first == item.first:
                goods.last = max(goods.last, act.vessel.last)
                goods.text = bare(text, goods.first, goods.last)
        if self._is_arrest(group, item, goods):
            return None
        obliques = text.obliques(group)
        act.recipient = self.fillers.party(self.fillers.by(obliques) if group.passive else text.subject(group))
        if act.recipient is None and group.passive:
            act.recipient = self._where_seized(obliques)
        for word, phrase in obliques:
            if word in self.words.lists["seized_from"] and not text.is_time(phrase):
                party = self.fillers.party(phrase)
                if self.fillers.class_of(phrase) == "vessels":
                    act.vessel = act.vessel or party
                act.supplier = act.supplier or (party if word != "on" or act.vessel is party else None)
        act.supplier = act.supplier or act.vessel or self._taken_from(group) or self._come_from(group, item)
        return with_status(act, status)

    def _is_arrest(self, group: Group, item: Phrase, goods: Goods) -> bool:
        """Of "detained the suspect": who is held or caught is a person, unless it is known to be a thing."""
        named = self.text.tags[item.head] in ("NNP", "NNPS")
        thing = goods.kind is not None or goods.anaphor or self.words.among("containers", goods.head)
        thing = thing or self.words.among("consignments", goods.head) or self.words.among("cargo_words", goods.head)
        return self.words.among("arresting_verbs", group.lemma) and not named and not thing

    def _where_seized(self, obliques: Obliques) -> Filler | None:
        """Of "was intercepted in Maltese waters": Malta, as a guess."""
        for word, phrase in obliques:
            found = self.fillers.country_filler(phrase.first, phrase.last) if word in ("in", "at") else None
            if found is not None:
                found.guess = True
                return found
        return None

    def _contents(self, item: Phrase) -> Phrase | None:
        """Of "a container with 300 rifles" and "a shipment containing ivory": the rifles, the ivory."""
        text, words = self.text, self.words
        lower = text.lower[item.head]
        if not (words.among("containers", lower) or words.among("consignments", lower)):
            return None
        end, at = text.unit(item.first).last, text.extended(item)
        if at + 1 >= end:
            return None
        held = words.among("holding_words", text.lower[at])
        laden = words.among("laden_words", text.lower[at]) and text.lower[at + 1] in ("with", "of")
        at += 1 if held or text.lower[at] == "with" else 2 if laden else end
        found = text.phrase_at[at] if at < end else None
        return found if found is not None and not text.is_time(found) else None

    def _come_from(self, group: Group, item: Phrase) -> Filler | None:
        """Of "seized a container that came from Chile": Chile."""
        text = self.text
        for later in text.groups[text.unit_of[group.main]]:
            if later.first < item.last or not self.words.among("coming_verbs", later.lemma):
                continue
            mover = text.subject(later)
            if mover is None or not item.first <= mover.first < (self._contents(item) or item).last:
                continue
            places = (self.fillers.party(p) for w, p in text.obliques(later) if w == "from")
            return next((place for place in places if place is not None and place.country is not None), None)
        return None

    def _is_uncovering(self, group: Group) -> bool:
        """Of "the army uncovered crates of grenades": who keeps order finds arms, and so takes them."""
        text = self.text
        if not self.words.among("uncovering", group.lemma):
            return False
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        finder = self.fillers.by(text.obliques(group)) if group.passive else text.subject(group)
        if item is None or finder is None or not self.words.among("takers", text.lower[finder.head]):
            return False
        return self.fillers.class_of(self.fillers.core(item)) == "arms"

    def _taken_from(self, group: Group) -> Filler | None:
        """Of "seized rifles, among them pistols, last month from a dhow": the dhow, before the next verb."""
        text = self.text
        for at in range(group.last, text.unit(group.main).last - 1):
            verb = text.group_at[at]
            if verb is not None and verb.finite and text.before(verb.first) != ",":
                return None
            phrase = text.phrase_at[at + 1]
            if text.lower[at] == "from" and phrase is not None and self.fillers.class_of(phrase) == "vessels":
                return self.fillers.vessel(phrase)
        return None

    def _agent_in(self, phrase: Phrase) -> Filler | None:
        """Of "two Royal Navy seizures": the Royal Navy."""
        text = self.text
        named = [at for at in range(phrase.first, phrase.head) if text.tags[at] in ("NNP", "NNPS")]
        return self.fillers.party(Phrase(named[0], named[-1] + 1, named[-1])) if named else None

    def _is_picture(self, group: Group) -> bool:
        """Of "satellites have captured ships trading oil": nothing is taken but a picture."""
        doer = self.fillers.by(self.text.obliques(group)) if group.passive else self.text.subject(group)
        return doer is not None and self.words.among("picture_takers", self.text.lower[doer.head])

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """The seizure that a noun names: "the first seizure of Iranian weapons"."""
        text = self.text
        if not self.words.among("seizure_nouns", text.lower[phrase.head]):
            return None
        inner = next((p for _, p in text.complements(phrase, only=frozenset({"of"}))), None)
        status = self.factuality.noun_status(phrase, unit)
        if inner is None or not status.told:
            return None
        act = Act("seizure", phrase.head, unit, f"noun:{text.lower[phrase.head]}")
        act.goods = self.fillers.goods(inner, strong=True, act=act)
        act.type = "seizure"
        owner = self.names.possessor(phrase)
        by = next((p for w, p in text.complements(inner) if w == "by"), None)
        act.recipient = self.fillers.party(owner or by) or self._agent_in(phrase)
        return with_status(act, status) if act.goods is not None else None

    def _stopped_with(self, group: Group, unit: Unit) -> Act | None:
        """ "stopped the ship with banned coal": the coal was taken from the ship."""
        text = self.text
        vessel = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if not self.words.among("stops", group.lemma) or vessel is None or self.fillers.class_of(vessel) != "vessels":
            return None
        cargo = next((p for w, p in text.obliques(group) if w == "with"), None)
        status = self.factuality.status(group, unit)
        if cargo is None or not status.told:
            return None
        act = Act("seizure", group.main, unit, f"verb:{group.lemma}")
        act.goods = self.fillers.goods(cargo, strong=False, act=act)
        act.vessel = act.supplier = self.fillers.party(vessel)
        act.recipient = self.fillers.party(
            self.fillers.by(text.obliques(group)) if group.passive else text.subject(group)
        )
        act.type = "seizure"
        return with_status(act, status) if act.goods is not None else None
