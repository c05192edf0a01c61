"""Services told of: who trains the forces of another country, or repairs its arms.

Nothing changes hands, so these are no transfers; they are acts of type *other*, with what was done as the
item. Rules on technical help and on police and military training look at them. Both countries must be told,
and the words must speak of forces or of arms: a football coach is no matter of these rules.
"""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.transfers import Transfers


class Services:
    """Reads such acts of one text from its verbs and nouns."""

    __slots__ = ("factuality", "fillers", "names", "text", "transfers", "words")

    def __init__(self, transfers: Transfers) -> None:
        self.transfers = transfers
        self.fillers: Fillers = transfers.fillers
        self.factuality: Factuality = transfers.factuality
        self.text: Text = transfers.text
        self.names: Names = transfers.names
        self.words: Words = transfers.words

    def read(self, group: Group, unit: Unit) -> Act | None:
        """The service that a verb tells of: "Cuban officers train Angolan police"."""
        text = self.text
        before = text.group_at[group.first - 2] if group.first - 2 >= unit.first else None
        joined = (
            before is not None
            and text.before(group.first) == "and"
            and before.lemma in self.words.lists["service_verbs"]
        )
        if not self.words.among("service_verbs", group.lemma) or joined:
            return None  # of "repairing and upgrading radars" the first verb tells
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        doer = self.fillers.by(text.obliques(group)) if group.passive else text.subject(group)
        status = self.factuality.status(group, unit)
        if item is None or doer is None or not status.told:
            return None
        act = Act("other", group.main, unit, f"service:{group.lemma}")
        first, last = (item.first, text.extended(item)) if group.passive else (group.main, text.extended(item))
        act.goods = Goods(first, last, bare(text, first, last), group.lemma, "services")
        act.supplier, act.recipient = self.fillers.party(doer), self._served(item, text.obliques(group))
        return with_status(act, status) if self._counts(act, (item, doer)) else None

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """The service that a noun names: "the training of Angolan police by Cuba"."""
        text = self.text
        if not self.words.among("service_nouns", text.lower[phrase.head]):
            return None
        inside = tuple(text.complements(phrase))
        item = next((p for word, p in inside if word in ("of", "for", "to")), None)
        status = self.factuality.noun_status(phrase, unit)
        if item is None or not status.told:
            return None
        act = Act("other", phrase.head, unit, f"service:{text.lower[phrase.head]}")
        act.goods = Goods(
            phrase.first, item.last, bare(text, phrase.first, item.last), text.lower[phrase.head], "services"
        )
        act.recipient = self._served(item, inside)
        doer = self._doer(phrase, inside)
        act.supplier = self.fillers.party(doer)
        staff = next((p for p in text.coordinated(doer, subject=True) if self._is_staff(p)), None) if doer else None
        if staff is not None:
            act.type, act.goods = "labour", self.fillers.goods(staff, strong=True, act=act)
            act.supplier = act.goods.origin if act.goods is not None else None
        return with_status(act, status) if self._counts(act, (phrase, item)) else None

    def _is_staff(self, phrase: Phrase) -> bool:
        return self.words.among("labour_items", self.text.lower[self.fillers.core(phrase).head])

    def _doer(self, phrase: Phrase, inside: tuple[tuple[str, Phrase], ...]) -> Phrase | None:
        """Who serves: named behind "by", before the noun, or as who gives it or is involved in it."""
        text = self.text
        named = next((p for word, p in inside if word == "by"), None) or self.names.possessor(phrase)
        if named is not None:
            return named
        group = text.governor(phrase)
        if group is None:
            return None
        if (by := next((p for word, p in text.obliques(group) if word == "by"), None)) is not None and group.passive:
            return by
        between = text.lower[group.first : phrase.first]
        taking_part = any(self.words.among("taking_part", word) for word in between)
        known = self.words.among("serving_verbs", group.lemma) or taking_part
        return text.subject(group) if known else None

    def _served(self, item: Phrase, around: tuple[tuple[str, Phrase], ...]) -> Filler | None:
        """Who is served: the forces that are trained, the country whose arms are repaired."""
        if self.fillers.class_of(item) is None and (party := self.fillers.party(item)) is not None and party.country:
            return party
        owner = self.fillers.country_filler(item.first, self.text.extended(item))
        if owner is not None:
            return owner
        unit = self.text.unit(item.first)
        opening = self.text.phrase_at[unit.first + 1] if self.text.lower[unit.first] == "in" else None
        beside = (*around, *((("in", opening),) if opening is not None else ()))
        places = (self.fillers.party(p) for word, p in beside if word in ("in", "for", "at"))
        return next((place for place in places if place is not None and place.country is not None), None)

    def _counts(self, act: Act, told: tuple[Phrase, ...]) -> bool:
        """Whether one country serves another, in a matter of forces or arms."""
        giver, taker = act.supplier, act.recipient
        if giver is None or taker is None or taker.country is None or giver.country == taker.country:
            return False
        if giver.country is None and (giver.name is None or giver.person):
            return False
        text = self.text
        return any(
            self.words.among("military_words", text.lower[at])
            or self.words.classes.get(text.lower[at]) in ("arms", "aircraft")
            for phrase in told
            for at in range(phrase.first, text.extended(phrase))
        )
