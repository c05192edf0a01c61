"""Where goods went: the prepositional phrases of a clause, and what stands beside the goods."""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text
from tidewaiter.reports.grammar.words import Frame, Words
from tidewaiter.reports.telling.acts import Act, Filler, manner_of
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.roles import Obliques


class Ways:
    """Finds the places and parties on the way of the goods in one text."""

    __slots__ = ("fillers", "names", "text", "words")

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words

    def places(self, act: Act, obliques: Obliques, frame: Frame | None) -> None:
        """Where it came from and went to, through whom and aboard what."""
        for word, phrase in obliques:
            if self.text.is_time(phrase):
                continue
            if (
                word in self.words.lists["to_words"]
                or (frame is not None and word in frame.onto)
                or (
                    word == "for"
                    and self.fillers.is_party(phrase)
                    and act.recipient is None
                    and self._to_none(obliques)
                )
                or (word in ("in", "at") and self._is_at(act, phrase, "arrival_verbs"))
            ):
                self.put_destination(act, phrase)
            elif word in self.words.lists["from_words"] or (
                word in ("in", "at") and self._is_at(act, phrase, "departure_verbs")
            ):
                self.put_origin(act, phrase)
            elif word == "as" and (noun := self.words.noun_frames.get(self.text.lower[phrase.head])) is not None:
                act.manner = [manner_of(noun.manner)]
            elif (
                word in self.words.lists["through_words"]
                and (party := self.fillers.party(phrase)) is not None
                and party.country is not None
            ):
                act.via.append(party)
            elif (word in self.words.lists["aboard_words"] and self.fillers.class_of(phrase) == "vessels") or word in (
                "aboard",
                "onboard",
            ):
                act.vessel = act.vessel or self.fillers.party(phrase)
            elif frame is not None and frame.frame in ("give", "get") and self.is_at_sea(word, phrase):
                act.manner = [*(manner for manner in act.manner if manner != "supply"), "ship-to-ship"]
            elif word == "by" and self.text.lower[phrase.head] == "way":
                self._by_way_of(act, phrase)
            elif word == "in" and frame is not None and frame.frame == "get" and act.origin is None:
                self._got_in(act, phrase)

    def is_at_sea(self, word: str, phrase: Phrase) -> bool:
        """Of "at sea", "on the high seas", "in open waters": where only one ship can give another anything."""
        lower, lists = self.text.lower, self.words.lists
        if word not in ("at", "in", "on") or lower[phrase.head] not in lists["sea_words"]:
            return False
        described = lower[phrase.first : phrase.head]
        return lower[phrase.head] != "waters" or any(at in lists["open_words"] for at in described)

    def _got_in(self, act: Act, place: Phrase) -> None:
        """Of "bought parts in Japan": they come from there, and who sold them is of there, as a guess."""
        found = self.fillers.party(place)
        if found is None or not found.place:
            return
        act.origin = found
        buyer = act.recipient.country if act.recipient is not None else None
        if act.supplier is None and found.country is not None and buyer != found.country:
            act.supplier = Filler(
                found.first, found.last, found.text, found.name, found.country, guess=True, place=True
            )

    def _by_way_of(self, act: Act, way: Phrase) -> None:
        """ "by way of Dalian, Osaka and Busan"."""
        first = next((p for _, p in self.text.complements(way, only=frozenset({"of"}))), None)
        for phrase in self.text.coordinated(first) if first is not None else ():
            party = self.fillers.party(phrase)
            if party is not None and party.country is not None:
                act.via.append(party)

    def _to_none(self, obliques: Obliques) -> bool:
        """Whether no to-phrase tells the recipient, so that "for X" may."""
        return not any(
            word in self.words.lists["to_words"] and self.fillers.is_party(phrase) for word, phrase in obliques
        )

    def _is_at(self, act: Act, phrase: Phrase, verbs: str) -> bool:
        """Of "unloaded at Haiphong": whether the verb makes a place of arrival (or departure) of it."""
        verb = act.rule.removeprefix("verb:")
        if verb == "take":
            verb += " " + (self.text.lower[act.word + 1] if act.word + 1 < act.unit.last else "")
        party = self.fillers.party(phrase) if self.words.among(verbs, verb) else None
        return party is not None and party.place

    def put_destination(self, act: Act, phrase: Phrase) -> None:
        party = self.fillers.party(phrase)
        if party is None:
            return
        if party.place and act.destination is None:
            act.destination = party
        taker = act.recipient
        if taker is not None and party.place and party.country and not (taker.country or taker.name):
            act.intermediary, act.recipient = act.intermediary or taker, party  # "three men imported coal into Peru"
        if act.recipient is None:
            act.recipient = party
        elif act.destination is None and party.country is not None:
            act.destination = party

    def put_origin(self, act: Act, phrase: Phrase) -> None:
        party = self.fillers.party(phrase)
        made = self.text.tags[phrase.head] in ("NNP", "NNPS")
        if party is None or (self.fillers.class_of(phrase) not in (None, "vessels") and not made):
            return
        if party.place and act.origin is None:
            act.origin = party
        if act.supplier is None:
            act.supplier = party

    def beside_goods(self, act: Act) -> None:
        """What stands after the goods: "bound for Iran", ", a gift from the president,", "from the North"."""
        text, goods = self.text, act.goods
        if goods is None or goods.last <= goods.first or (item := text.phrase_at[goods.last - 1]) is None:
            return
        end = text.unit(item.first).last
        at = goods.last + (goods.last < end and text.lower[goods.last] == ",")
        if at + 2 < end and self.words.among("going_to", text.lower[at]) and text.lower[at + 1] in ("for", "to"):
            phrase = text.phrase_at[at + 2]
            if phrase is not None and self.fillers.is_party(phrase):
                self.put_destination(act, phrase)
        apposed = text.phrase_at[at] if at > goods.last and at < end else None
        if apposed is not None and text.lower[apposed.head] in self.words.lists["gift_nouns"]:
            act.manner = ["gift"]
            for word, inner in text.complements(apposed):
                if word in self.words.lists["from_words"] and act.supplier is None:
                    act.supplier = self.fillers.party(inner)

    def listed(self, act: Act, item: Phrase) -> None:
        """Of "sent three things: oil, flour and rice" the oil: what stands after a colon names the goods."""
        text, goods = self.text, act.goods
        at = text.extended(item)
        known = goods is not None and goods.kind is not None and not goods.anaphor
        if known or at + 1 >= text.unit(item.first).last:
            return
        named = text.phrase_at[at + 1] if text.lower[at] == ":" else None
        if named is not None and self.fillers.class_of(named) is not None:
            act.goods = self.fillers.goods(named, strong=True, act=act) or goods

    def let_in(self, act: Act, group: Group) -> None:
        """Of "Laos let the workers enter": Laos receives them."""
        above = [g for g in self.text.groups[self.text.unit_of[group.main]] if g.last <= group.first]
        if above and self.words.among("permits", above[-1].lemma) and not above[-1].passive:
            act.recipient = self.fillers.party(self.text.subject(above[-1]))

    def labour_home(self, act: Act, group: Group) -> None:
        """Workers go back to the country they come from, or come from it."""
        home = act.goods.origin if act.goods is not None else None
        if home is None:
            return
        following = self.text.lower[group.last : group.last + 2]
        back = "home" in following or "back" in following or self.words.among("sending_back", group.lemma)
        left = act.supplier or act.origin
        away = left is not None and left.country not in (None, home.country) and act.destination is None
        if (back or away) and act.recipient is None:
            act.recipient = home
        elif not back and act.supplier is None:
            act.supplier = home
