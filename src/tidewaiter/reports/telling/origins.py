"""Where goods come from, told by their make, their owner or their carrier: "North Korean coal", "its missiles"."""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, is_vessel, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers


class Origins:
    """Finds in one text who has or gave goods where no verb says so."""

    __slots__ = ("factuality", "fillers", "names", "text", "words")

    def __init__(self, fillers: Fillers, factuality: Factuality) -> None:
        self.factuality = factuality
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words

    def owned(self, act: Act, group: Group, item: Phrase) -> None:
        """Who has or uses what was smuggled or supplied is its recipient: "has a collection of cars smuggled in"."""
        if act.recipient is not None or item.first > group.first:
            return
        text = self.text
        number = text.unit_of[group.main]
        for holder in text.groups[number]:
            if holder is group or holder.passive or holder.lemma not in self.words.lists["holding_verbs"]:
                continue
            held = text.objects(holder)
            if (
                any(p.first <= item.first <= text.extended(p) for p in held)
                and (subject := text.subject(holder)) is not None
            ):
                found = self.fillers.party(subject)
                if found is not None and (found.person or found.country or found.name):
                    act.recipient = found
                    found.guess = True
                    return

    def owner_of(self, act: Act, item: Phrase) -> None:
        """Of "most of Chad's oil comes from Libya": what comes from elsewhere comes to its owner."""
        owner = self.names.possessor(self.fillers.core(item))
        if owner is not None and act.recipient is None and act.origin is not None:
            found = self.fillers.party(owner)
            act.recipient = found if found is not None and found.country != act.origin.country else None

    def from_carrier(self, act: Act) -> None:
        """What a country's own vessel takes abroad is taken to come from there, and the supplier is a guess."""
        vessel = act.vessel
        told = (act.supplier, act.origin, act.goods.origin if act.goods is not None else None)
        if vessel is None or vessel.country is None or any(p is not None and p.country for p in told):
            return
        goal = [p.country for p in (act.recipient, act.destination) if p is not None]
        abroad = self.text.lower[act.goods.last : act.goods.last + 1] == ["abroad"] if act.goods is not None else False
        if vessel.country in goal or not (abroad or any(goal)):
            return
        name = self.names.country_name(vessel.country)
        act.supplier = Filler(vessel.first, vessel.last, vessel.text, name, vessel.country, guess=True)

    def no_means(self, act: Act) -> None:
        """Of "some flights brought rifles": a carrier without a name or a country is no party."""
        doer = act.supplier
        if doer is None or doer.name or doer.country:
            return
        phrase = self.text.phrase_at[doer.first]
        if phrase is not None and self.words.among("carriers", self.text.lower[phrase.head]):
            act.supplier = None

    def settle(self, act: Act) -> None:
        """Of "a trader shipped chips from Macau": a trader of Macau, as a guess, if nothing else tells."""
        doer, origin = act.supplier, act.origin
        if doer is None or origin is None or doer.country is not None or doer.name or not origin.place:
            return
        taker = act.recipient.country if act.recipient is not None else None
        phrase = self.text.phrase_at[doer.first]
        lower = self.text.lower[phrase.head if phrase is not None else doer.last - 1]
        if origin.country in (None, taker) or not (
            self.words.among("roles", lower) or self.words.among("organisations", lower)
        ):
            return
        act.supplier = replace(doer, country=origin.country, guess=True)

    def from_name(self, act: Act) -> None:
        """ "North Korean coal" comes from North Korea, where no other supplier is told."""
        goods = act.goods
        if goods is None or goods.origin is None or not goods.from_there:
            return
        country = goods.origin.country
        carried = act.supplier is not None and is_vessel(self.text, act.supplier)
        if carried:
            act.vessel, act.supplier = act.vessel or act.supplier, None
        if self._takes_from_there(act, country):
            act.recipient, act.supplier = act.supplier, None
        if act.supplier is not None and (act.supplier.country is not None or act.supplier.name):
            return
        if act.recipient is not None and act.recipient.country == country:
            return
        origin = goods.origin
        if act.supplier is not None and self.words.among("roles", self.text.lower[act.supplier.last - 1]):
            act.supplier = replace(act.supplier, country=country, guess=True)  # "a trader shipped Iraqi oil"
            return
        act.supplier = Filler(
            origin.first, origin.last, origin.text, origin.name, origin.country, guess=True, place=True
        )

    def _takes_from_there(self, act: Act, country: str | None) -> bool:
        """Of "Thai traders smuggle Cambodian timber": who trades what comes from another country gets it."""
        doer = act.supplier
        if doer is None or doer.country in (None, country) or act.recipient is not None or act.destination is not None:
            return False
        verb = act.rule.removeprefix("verb:")
        return verb in self.words.lists["market_verbs"] or verb in self.words.lists["smuggling_verbs"]

    def used(self, group: Group, unit: Unit) -> Act | None:
        """ "Russia fired North Korean missiles": they came from there to who uses them."""
        if not self.words.among("using_verbs", group.lemma) or group.bare:
            return None
        text = self.text
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        user = self.fillers.by(text.obliques(group)) if group.passive else text.subject(group)
        status = self.factuality.status(group, unit)
        if item is None or not status.told or self.fillers.class_of(item) != "arms":
            return None
        blank = Act("transfer", group.main, unit, f"verb:{group.lemma}")
        act = self._from_origin(blank, item, self.fillers.party(user))
        return with_status(act, status) if act is not None else None

    def use(self, phrase: Phrase, unit: Unit) -> Act | None:
        """ "its use of Iranian-made drones"."""
        text = self.text
        inner = next((p for w, p in text.complements(phrase, only=frozenset({"of"}))), None)
        if inner is None:
            return None
        user = self.names.possessor(phrase)
        group = self.text.governor(phrase)
        party = self.fillers.party(user) if user is not None and text.tags[user.head] != "PRP$" else None
        if party is None and group is not None:
            party = self.fillers.party(text.subject(group))
        return self._from_origin(Act("transfer", phrase.head, unit, "noun:use"), inner, party)

    def _from_origin(self, act: Act, item: Phrase, user: Filler | None) -> Act | None:
        """Goods made in one country and used by another came from the one to the other."""
        goods = self.fillers.goods(item, strong=True, act=act)
        if goods is None or goods.origin is None or user is None:
            return None
        if (user.country or user.name) is None or user.country == goods.origin.country:
            return None
        origin = goods.origin
        act.goods, act.recipient, act.origin = goods, user, origin
        act.supplier = Filler(origin.first, origin.last, origin.text, origin.name, origin.country, guess=True)
        return act
