"""Acts told by nouns: "Iran's drone sales to Russia", "the shipment of coal to Chad".

Item and parties stand in the noun's own phrase or, one level up, around the verb that governs it.
"""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Frame, Words
from tidewaiter.reports.telling import approvals
from tidewaiter.reports.telling.acts import Act, Filler, manner_of, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.giftlists import GiftLists
from tidewaiter.reports.telling.origins import Origins
from tidewaiter.reports.telling.ways import Ways
from tidewaiter.reports.telling.worth import Worth


class Nominals:
    """Reads the transfers that nouns of one text tell of."""

    __slots__ = ("factuality", "fillers", "lists", "names", "origins", "text", "ways", "words", "worth")

    def __init__(self, fillers: Fillers, factuality: Factuality, origins: Origins, ways: Ways, worth: Worth) -> None:
        self.factuality = factuality
        self.origins = origins
        self.ways = ways
        self.worth = worth
        self.fillers = fillers
        self.lists = GiftLists(fillers)
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """A noun of transfer with its item and parties, its own or those of the verb above it."""
        text, words = self.text, self.words
        lower = text.lower[phrase.head]
        if (listed := self.lists.read(phrase, unit)) is not None:
            return listed
        if lower == "use":
            return self.origins.use(phrase, unit)
        frame = words.noun_frames.get(lower)
        if frame is None or self._opens_price(phrase):
            return None
        above = text.governor(phrase)
        if above is not None and f"{above.lemma} {lower}" in words.lists["takings"]:
            return None
        status = self.factuality.noun_status(phrase, unit)
        if not status.told:
            return None
        act = self._noun(phrase, frame, unit)
        if not self.worth.of_noun(act, frame, status):
            return None
        if act.goods is not None:
            act.approved = approvals.told(text, unit)
        return with_status(act, status)

    def _noun(self, phrase: Phrase, frame: Frame, unit: Unit) -> Act:
        """The roles of a noun of transfer: its own phrase, then one level up."""
        act = Act("transfer", phrase.head, unit, f"noun:{frame.lemma}", manner=[manner_of(frame.manner)])
        self._inside(act, phrase, frame)
        self._around(act, phrase, frame)
        if act.goods is not None:
            self.origins.from_name(act)
        return act

    def _inside(self, act: Act, phrase: Phrase, frame: Frame) -> None:
        """Item and parties in the noun's own phrase: "Iran's drone sales to Russia"."""
        text = self.text
        owner = self.names.possessor(phrase)
        first = phrase.first
        if owner is not None:
            self._give_to(act, frame, self._whose(phrase) or self.fillers.party(owner))
            first = owner.last + (text.tags[owner.last] == "POS")
        compound = Phrase(first, phrase.head, phrase.head - 1) if phrase.head > first else None
        if "ship-to-ship" in text.quote(first, phrase.head + 1).lower():
            act.manner, compound = ["ship-to-ship"], None
        if compound is not None and (
            self.fillers.class_of(compound) is not None or text.lower[compound.head] in self.words.lists["cargo_words"]
        ):
            act.goods = self.fillers.goods(compound, strong=True, act=act)
        placed = owner is None and act.supplier is None and "made" not in text.lower[first : phrase.head]
        if placed and self.names.place_at(text.starts[first], text.starts[phrase.head]):
            self._give_to(act, frame, self.fillers.country_filler(first, phrase.head))
        self._behind(act, phrase, frame)

    def _behind(self, act: Act, phrase: Phrase, frame: Frame) -> None:
        """Item, parties and ways behind the noun: "sales of drones to Russia by Iran through Armenia"."""
        text, lists = self.text, self.words.lists
        for word, inner in text.complements(phrase):
            if word == "of" and act.goods is None:
                act.goods = self.fillers.goods(inner, strong=True, act=act)
            elif word in lists["to_words"] or word == "for":
                act.recipient = act.recipient or self.fillers.party(inner)
            elif word == "by":
                self._give_to(act, frame, self.fillers.party(inner))
            elif word == "between":
                self._between(act, inner)
            elif word == "in" and act.goods is None and self.fillers.class_of(inner) is not None:
                act.goods = self.fillers.goods(inner, strong=True, act=act)  # "the trade in rifles"
            elif self.ways.is_at_sea(word, inner):
                act.manner = ["ship-to-ship"]
            elif word == "with" and frame.mutual:
                act.recipient = act.recipient or self.fillers.party(inner)
            elif word in lists["from_words"]:
                act.supplier = act.supplier or self.fillers.party(inner)
            elif word in lists["through_words"]:
                party = self.fillers.party(inner)
                act.via += [party] if party is not None and party.country else []

    def _whose(self, phrase: Phrase) -> Filler | None:
        """Of "stepped up its deliveries": who steps up, where the noun begins with a pronoun."""
        group = self.text.governor(phrase) if self.text.tags[phrase.first] == "PRP$" else None
        subject = self.text.subject(group) if group is not None and not group.passive else None
        return self.fillers.party(subject)

    def _between(self, act: Act, first: Phrase) -> None:
        """Of "a transfer between A and B": both, in their order; who gave is a guess."""
        both = [self.fillers.party(phrase) for phrase in self.text.coordinated(first)]
        if len(both) == 2 and both[0] is not None and both[1] is not None:
            act.supplier = act.supplier or replace(both[0], guess=True)
            act.recipient = act.recipient or replace(both[1], guess=True)

    def _give_to(self, act: Act, frame: Frame, party: Filler | None) -> None:
        if frame.frame == "get":
            act.recipient = act.recipient or party
        else:
            act.supplier = act.supplier or party

    def _opens_price(self, phrase: Phrase) -> bool:
        """Of "in return for the food": the noun between the two, which tells of no act itself."""
        around = (self.text.before(phrase.first), *self.text.lower[phrase.last : phrase.last + 1])
        return self.words.among("returns", self.text.lower[phrase.head]) and around == ("in", "for")

    def _is_price(self, phrase: Phrase) -> bool:
        """Of "sent shells in return for the provision of food": whether the noun is what the other side gives."""
        first, start = phrase.first, self.text.unit(phrase.first).first
        words = self.text.lower[max(start, first - 3) : first]
        return words[:1] == ["in"] and words[-1:] == ["for"] and self.words.among("returns", words[1])

    def _around(self, act: Act, phrase: Phrase, frame: Frame) -> None:
        """One level up: the subject of the verb that governs the noun, and its to- and from-phrases."""
        group = self.text.governor(phrase)
        if group is None:
            return
        text, words = self.text, self.words
        if group.lemma in words.lists["accusing_verbs"]:
            accused = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
            self._give_to(act, frame, self.fillers.party(accused))
            return
        if (
            words.among("light_verbs", group.lemma)
            or group.lemma in words.frames
            or group.lemma in self.words.lists["claiming_verbs"]
        ):
            if self._is_price(phrase):
                paid = next((p for w, p in text.obliques(group) if w in words.lists["to_words"]), None)
                act.supplier = act.supplier or self.fillers.party(paid)
                act.recipient = act.recipient or self.fillers.party(text.subject(group))
                return
            subject = self.fillers.party(text.subject(group)) if not group.passive else None
            if subject is not None and (subject.country or subject.person):
                gets = any(f.frame == "get" for f in words.frames.get(group.lemma, ()))
                gets = gets or group.lemma in words.lists["taking_verbs"]
                if gets or (act.supplier is not None and act.supplier.country != subject.country):
                    act.recipient = act.recipient or subject
                else:
                    self._give_to(act, frame, subject)
            for word, inner in text.obliques(group):
                if inner.first < phrase.last:
                    continue
                if word in self.words.lists["to_words"]:
                    act.recipient = act.recipient or self.fillers.party(inner)
                elif word in self.words.lists["from_words"]:
                    act.supplier = act.supplier or self.fillers.party(inner)
