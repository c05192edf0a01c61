"""Transfers: something goes from one party to another.

A frame of the lexicon says which part of the clause is supplier, item and recipient: of a verb
directly, of a noun in its own phrase and, one level up, on the verb that governs it.
"""

from __future__ import annotations

import itertools
from dataclasses import replace

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Frame, Words
from tidewaiter.reports.telling import approvals
from tidewaiter.reports.telling.acts import Act, Filler, Goods, manner_of, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.roles import Obliques, Roles


class Transfers:
    """Reads the transfers of one text from its verbs and nouns."""

    __slots__ = ("factuality", "fillers", "names", "roles", "text", "words")

    def __init__(self, fillers: Fillers, factuality: Factuality) -> None:
        self.fillers = fillers
        self.factuality = factuality
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words
        self.roles = Roles(fillers)

    def transfer(self, group: Group, unit: Unit) -> Act | None:
        after = self.text.lower[group.last] if group.last < unit.last else ""
        counts = group.last + 1 < unit.last and self.text.tags[group.last + 1] in ("CD", "$")
        counts = counts or self._takes_on_cargo(group, after)
        if not counts and f"{group.lemma} {after}" in self.words.lists["not_transfers"]:
            return None
        if group.lemma == "make":
            return self._make_a_present(group, unit)
        status = self.factuality.status(group, unit)
        if not status.told or (group.infinitive and self._is_asked(group, unit)):
            return None
        for frame in self.words.frames[group.lemma]:
            act = self._frame(group, frame, unit)
            if act is not None and self._worth(act, frame):
                act.approved = approvals.told(self.text, unit)
                return with_status(act, status)
        return None

    def second(self, act: Act, group: Group) -> Act | None:
        """Of "bought tanks from Chad and rifles from Peru" the rifles: one verb, and a second pair behind "and"."""
        text, lists = self.text, self.words.lists
        obliques = [(w, p) for w, p in text.obliques(group) if p.first >= group.last]
        for (word, place), (again, other) in itertools.pairwise(obliques):
            if word != again or word not in (*lists["to_words"], *lists["from_words"]):
                continue
            at = text.extended(place)
            joint = at + 1 < other.first and text.lower[at] == "and"
            item = text.phrase_at[at + 1] if joint else None
            party = self.fillers.party(other)
            if item is None or party is None or party.country is None or text.extended(item) not in (
                other.first - 1, other.last
            ):  # fmt: skip
                continue
            return self._with_pair(act, item, party, gives=word in lists["from_words"])
        return None

    def _with_pair(self, act: Act, item: Phrase, party: Filler, *, gives: bool) -> Act | None:
        """The act again, with the second goods (or only their sum, "$12 million") and the second party."""
        summed = self.text.tags[item.first] == "$" or self.fillers.class_of(item) == "money"
        other = replace(act, goods=None, origin=None, destination=None, via=[], manner=list(act.manner))
        goods = act.goods if summed else self.fillers.goods(item, strong=True, act=other)
        if goods is None or (goods.kind is None and not summed):
            return None
        other.goods = goods
        place = party if party.place else None
        if gives:
            other.supplier, other.origin = party, place
        else:
            other.recipient, other.destination = party, place
        return other

    def _is_asked(self, group: Group, unit: Unit) -> bool:
        """Of "applied for a permit to sell", "a request for a licence to sell": leave asked for, and not yet given."""
        text, words = self.text, self.words
        leave = text.phrase_at[group.first - 1] if group.first > unit.first else None
        if leave is None or leave.first - 2 < unit.first or text.lower[leave.first - 1] != "for":
            return False
        head = text.lower[leave.head]
        if not (words.among("permit_nouns", head) or words.among("permit_papers", head)):
            return False
        asked = text.phrase_at[leave.first - 2]
        above = text.group_at[leave.first - 2] or (text.governor(asked) if asked is not None else None)
        request = asked is not None and words.among("requests", text.lower[asked.head])
        request = request or any(words.among("requests", text.lower[at]) for at in range(unit.first, leave.first))
        return request or (above is not None and words.among("asking_for_leave", above.lemma))

    def _takes_on_cargo(self, group: Group, after: str) -> bool:
        """ "took on 900 tonnes of coal", which is loading, and not "took on a task"."""
        item = next(iter(self.text.objects(group)), None)
        kind = self.fillers.class_of(self.fillers.core(item)) if item is not None else None
        return f"{group.lemma} {after}" in self.words.lists["loading"] and kind in self.words.lists["cargo_classes"]

    def _make_a_present(self, group: Group, unit: Unit) -> Act | None:
        """ "made him a present of a car"."""
        objects = self.text.objects(group)
        status = self.factuality.status(group, unit)
        gift = next((p for p in objects if self.words.noun_frames.get(self.text.lower[p.head]) is not None), None)
        if (
            gift is None
            or not status.told
            or group.passive
            or self.text.lower[gift.head] not in self.words.lists["gift_nouns"]
        ):
            return None
        act = Act("transfer", group.main, unit, "verb:make-a-gift", manner=["gift"])
        inner = next((p for w, p in self.text.complements(gift, only=frozenset({"of"}))), None)
        act.goods = self.fillers.goods(inner if inner is not None else gift, strong=True, act=act)
        act.supplier = self.fillers.party(self.text.subject(group))
        act.recipient = self.fillers.party(objects[0]) if objects[0] is not gift else None
        self.places(act, self.text.obliques(group), None)
        return with_status(act, status) if act.goods is not None else None

    def _frame(self, group: Group, frame: Frame, unit: Unit) -> Act | None:
        text = self.text
        subject, objects = text.subject(group), text.objects(group)
        objects, obliques = self._shifted(group, frame, objects, text.obliques(group))
        if group.infinitive and subject is not None and self.roles.is_plot(group, subject):
            subject = None
        if subject is not None and self.words.among("charge_nouns", text.lower[subject.head]):
            subject = self._charged(unit, subject)
        act = Act("transfer", group.main, unit, f"verb:{group.lemma}", manner=[manner_of(frame.manner)])
        if frame.frame == "move":
            return self._move(act, group, subject, objects, obliques)
        parts = self.roles.of_verb(group, frame, subject, objects, obliques)
        item, receiver, giver = parts.item, parts.receiver, parts.giver
        if frame.frame == "carry" and receiver is None and not group.passive:
            self._carrier(act, subject)
        if group.passive and (by := self.fillers.by(obliques)) is not None:
            giver, receiver = (giver, by) if frame.frame == "get" else (by, receiver)
        if item is None or (goods := self.fillers.goods(item, strong=frame.strong, act=act)) is None:
            return None
        if goods.kind == "money" and goods.anaphor:
            return None  # "got payment and passed it on"
        act.goods = goods
        self.listed(act, item)
        self._sides(act, goods, giver, receiver)
        self._ways(act, group, frame, obliques)
        self.owned(act, group, item)
        self._settled(act)
        self._from_name(act)
        self.from_carrier(act)
        act.negated = (
            act.negated or self.fillers.none_of(item) or (receiver is not None and self.fillers.none_of(receiver))
        )
        return act

    def _charged(self, unit: Unit, charge: Phrase) -> Phrase | None:
        """Of "were held over allegations tied to selling": they, of whom the verb before the charge is told."""
        above = [g for g in self.text.groups[self.text.unit_of[unit.first]] if g.finite and g.last <= charge.first]
        subject = self.text.subject(above[-1]) if above else None
        return subject if subject != charge else None

    def _shifted(
        self, group: Group, frame: Frame, objects: tuple[Phrase, ...], obliques: Obliques
    ) -> tuple[tuple[Phrase, ...], Obliques]:
        """Of "handed to Niger armoured cars": the cars, which stand behind who gets them without a mark."""
        if objects or group.passive or frame.frame in ("move", "get"):
            return objects, obliques
        for at, (word, phrase) in enumerate(obliques):
            both = self.roles.split(phrase) if word in self.words.lists["to_words"] else None
            if both is not None and phrase.first >= group.last:
                return (both[1],), (*obliques[:at], (word, both[0]), *obliques[at + 1 :])
        return objects, obliques

    def _sides(self, act: Act, goods: Goods, giver: Phrase | None, receiver: Phrase | None) -> None:
        """The parties of the frame, unless their words are part of the goods."""
        inside = range(goods.first, goods.last)
        act.supplier = self.fillers.party(giver) if giver is None or giver.first not in inside else None
        act.recipient = self.fillers.party(receiver) if receiver is None or receiver.first not in inside else None

    def _ways(self, act: Act, group: Group, frame: Frame, obliques: Obliques) -> None:
        """What the rest of the clause tells: for whom, from where, where to, aboard what."""
        if frame.frame == "get" and self._buys_for_another(act, obliques):
            act.intermediary, act.recipient = act.recipient, None
        self._part(act)
        self._no_means(act)
        self.places(act, obliques, frame)
        made = act.goods.origin if act.goods is not None and act.goods.from_there else None
        if act.supplier is None and act.intermediary is not None and frame.frame == "get" and made is None:
            act.supplier = replace(act.intermediary, guess=True)  # who buys for another supplies him
        known = act.goods is not None and act.goods.kind is not None
        if act.recipient is None and frame.lemma in self.words.lists["bartering"]:
            other = next((p for word, p in obliques if word == "with"), None)
            act.recipient = self.fillers.party(other)
        if frame.frame == "give" and act.recipient is None and known:
            act.recipient = self._helped(group)
        if frame.frame == "carry" and group.bare:
            self._voyage(act, group)
        self._beside_goods(act)
        if act.type == "labour":
            self._labour_home(act, group)

    def _part(self, act: Act) -> None:
        """Nobody gives to himself: where two pronouns were read as one person, neither is known."""
        giver, taker = act.supplier, act.recipient
        if giver is None or taker is None or not giver.name or giver.name != taker.name:
            return
        if giver.guess and taker.guess:
            act.supplier = act.recipient = None
        elif taker.guess:
            act.recipient = None
        elif giver.guess:
            act.supplier = None

    def _helped(self, group: Group) -> Filler | None:
        """Of "sent rice to thank Laos": Laos, as a guess."""
        later = [g for g in self.text.groups[self.text.unit_of[group.main]] if g.first >= group.last]
        if not later or not later[0].infinitive or not self.words.among("benefit_verbs", later[0].lemma):
            return None
        found = next((p for p in self.text.objects(later[0]) if self.fillers.is_party(p)), None)
        party = self.fillers.party(found)
        return replace(party, guess=True) if party is not None else None

    def _buys_for_another(self, act: Act, obliques: Obliques) -> bool:
        """Of "a trader bought parts for Iran": whether who buys is not who gets it, and not "for his own use"."""
        buyer = act.recipient
        unnamed = buyer is None or not (buyer.country or buyer.name) or "seek" in act.rule
        for word, phrase in obliques:
            if word != "for" or not self.fillers.is_party(phrase):
                continue
            if self.text.lower[phrase.head] in self.words.lists["armed_groups"]:
                return True
            place = self.names.is_place(phrase) or self.words.among("organisations", self.text.lower[phrase.head])
            user = self.fillers.party(phrase) if place else None
            country = user.country if user is not None else None
            if unnamed or (country is not None and buyer is not None and buyer.country != country):
                return True
        return False

    def let_in(self, act: Act, group: Group) -> None:
        """Of "Laos let the workers enter": Laos receives them."""
        above = [g for g in self.text.groups[self.text.unit_of[group.main]] if g.last <= group.first]
        if above and self.words.among("permits", above[-1].lemma) and not above[-1].passive:
            act.recipient = self.fillers.party(self.text.subject(above[-1]))

    def _labour_home(self, act: Act, group: Group) -> None:
        """Workers go back to the country they come from, or come from it."""
        home = act.goods.origin if act.goods is not None else None
        if home is None:
            return
        following = self.text.lower[group.last : group.last + 2]
        back = "home" in following or "back" in following or self.words.among("sending_back", group.lemma)
        if back and act.recipient is None:
            act.recipient = home
        elif not back and act.supplier is None:
            act.supplier = home

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

    def _carrier(self, act: Act, subject: Phrase | None) -> None:
        """The subject of "carried": the vessel, or who moved it."""
        if subject is None:
            return
        party = self.fillers.party(subject)
        if party is None:
            return
        if self.fillers.class_of(subject) == "vessels" or not (party.person or party.place):
            act.vessel = party
        if party.country is not None and not self.fillers.class_of(subject):
            act.supplier = party

    def _voyage(self, act: Act, group: Group) -> None:
        """Of "arrived in Tartus from Batumi carrying oil": where the ship with the cargo came from and went."""
        above = [g for g in self.text.groups[self.text.unit_of[group.main]] if g.last <= group.first]
        if not above or not self.words.among("voyage_verbs", above[-1].lemma):
            return
        obliques = self.text.obliques(above[-1])
        self.places(act, tuple(("to" if w in ("in", "at") else w, p) for w, p in obliques), None)

    def _is_sum(self, subject: Phrase, obliques: Obliques) -> bool:
        """Of "exports came to 300 tonnes": a noun of transfer and a number, and nothing that moves."""
        traded = self.text.lower[subject.head] in self.words.noun_frames
        return traded and any(word == "to" and self.text.tags[phrase.first] == "CD" for word, phrase in obliques)

    def _beside_goods(self, act: Act) -> None:
        """What stands after the goods: "bound for Iran", ", a gift from the president,", "from the North"."""
        text, goods = self.text, act.goods
        if goods is None or goods.last <= goods.first or (item := text.phrase_at[goods.last - 1]) is None:
            return
        end = text.unit(item.first).last
        at = goods.last + (goods.last < end and text.lower[goods.last] == ",")
        if at + 2 < end and self.words.among("going_to", text.lower[at]) and text.lower[at + 1] in ("for", "to"):
            phrase = text.phrase_at[at + 2]
            if phrase is not None and self.fillers.is_party(phrase):
                self._put_destination(act, phrase)
        apposed = text.phrase_at[at] if at > goods.last and at < end else None
        if apposed is not None and text.lower[apposed.head] in self.words.lists["gift_nouns"]:
            act.manner = ["gift"]
            for word, inner in text.complements(apposed):
                if word in self.words.lists["from_words"] and act.supplier is None:
                    act.supplier = self.fillers.party(inner)

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

    def _move(
        self, act: Act, group: Group, subject: Phrase | None, objects: tuple[Phrase, ...],
        obliques: Obliques,
    ) -> Act | None:  # fmt: skip
        """ "coal went from Wonsan to Kholmsk": the thing is the subject."""
        if subject is None or group.passive or self._is_sum(subject, obliques):
            return None
        load = self._load_of(subject)
        subject = load or subject
        goods = self.fillers.goods(subject, strong=False, act=act)
        shipped = self.words.among("consignments", self.text.lower[subject.head])
        known = goods is not None and (goods.kind is not None or goods.anaphor or shipped or load is not None)
        if goods is None or not known or goods.kind in ("vessels", "money", "troops"):
            return None
        if goods.kind == "workers" and act.type != "labour":
            return None
        act.goods = goods
        obliques = (*obliques, *self._next_leg(group))
        if objects and group.lemma == "leave" and self.names.is_place(objects[0]):
            self._put_origin(act, objects[0])
        elif objects and group.lemma in self.words.lists["reaching_verbs"]:
            self._put_destination(act, objects[0])
        self.places(act, obliques, None)
        self.places(act, tuple(self.text.complements(subject)), None)
        self._beside_goods(act)
        if act.type == "labour" and act.recipient is None:
            self.let_in(act, group)
        if act.origin is None and act.destination is None and act.recipient is None and act.supplier is None:
            return act if self._came_in(group, subject, goods) else None
        whole = (act.origin or act.supplier) and (act.destination or act.recipient)
        if (goods.anaphor or goods.kind is None) and not whole and load is None:
            return None
        self._owner_of(act, subject)
        self.owned(act, group, subject)
        self._from_name(act)
        act.negated = self.fillers.none_of(subject)
        if act.type == "labour":
            self._labour_home(act, group)
        return act

    def _next_leg(self, group: Group) -> Obliques:
        """Of "came from Serbia and were heading to Oslo": where the second verb says that the same thing went."""
        here = self.text.groups[self.text.unit_of[group.main]]
        following = next((g for g in here if g.first > group.main), None)
        if following is None or self.text.before(following.first) != "and":
            return ()
        moves = any(frame.frame == "move" for frame in self.words.frames.get(following.lemma, ()))
        return self.text.obliques(following) if moves else ()

    def _load_of(self, carrier: Phrase) -> Phrase | None:
        """Of "trucks loaded with cement crossed": the cement."""
        at = self.text.extended(carrier)
        verb = self.text.group_at[at] if at < self.text.unit(carrier.first).last else None
        if verb is None or not verb.bare or verb.lemma not in self.words.lists["loading_verbs"]:
            return None
        return next((p for w, p in self.text.obliques(verb) if w == "with"), None)

    def _came_in(self, group: Group, subject: Phrase, goods: Goods) -> bool:
        """Of "900 tonnes of maize came in": a counted thing has crossed the border of the country spoken of."""
        counted = any(self.text.tags[at] == "CD" for at in range(subject.first, subject.last))
        after = self.text.lower[group.last : group.last + 2]
        mass = goods.kind in self.words.lists["mass_classes"]
        return mass and counted and len(after) == 2 and after[0] == "in" and after[1] in (",", ".", "and", "from")

    def _owner_of(self, act: Act, item: Phrase) -> None:
        """Of "most of Chad's oil comes from Libya": what comes from elsewhere comes to its owner."""
        owner = self.names.possessor(self.fillers.core(item))
        if owner is not None and act.recipient is None and act.origin is not None:
            found = self.fillers.party(owner)
            act.recipient = found if found is not None and found.country != act.origin.country else None

    def places(self, act: Act, obliques: Obliques, frame: Frame | None) -> None:
        """Where it came from and went to, through whom and aboard what."""
        for word, phrase in obliques:
            if self.text.is_time(phrase):
                continue
            if (
                word in self.words.lists["to_words"]
                or (
                    word == "for"
                    and self.fillers.is_party(phrase)
                    and act.recipient is None
                    and self._to_none(obliques)
                )
                or (word in ("in", "at") and self._is_at(act, phrase, "arrival_verbs"))
            ):
                self._put_destination(act, phrase)
            elif word in self.words.lists["from_words"] or (
                word in ("in", "at") and self._is_at(act, phrase, "departure_verbs")
            ):
                self._put_origin(act, phrase)
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
            elif word == "by" and self.text.lower[phrase.head] == "way":
                self._by_way_of(act, phrase)
            elif word == "in" and frame is not None and frame.frame == "get" and act.origin is None:
                self._got_in(act, phrase)

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

    def _put_destination(self, act: Act, phrase: Phrase) -> None:
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

    def _put_origin(self, act: Act, phrase: Phrase) -> None:
        party = self.fillers.party(phrase)
        made = self.text.tags[phrase.head] in ("NNP", "NNPS")
        if party is None or (self.fillers.class_of(phrase) not in (None, "vessels") and not made):
            return
        if party.place and act.origin is None:
            act.origin = party
        if act.supplier is None:
            act.supplier = party

    def _no_means(self, act: Act) -> None:
        """Of "some flights brought rifles": a carrier without a name or a country is no party."""
        doer = act.supplier
        if doer is None or doer.name or doer.country:
            return
        phrase = self.text.phrase_at[doer.first]
        if phrase is not None and self.words.among("carriers", self.text.lower[phrase.head]):
            act.supplier = None

    def _settled(self, act: Act) -> None:
        """Of "a trader shipped chips from Macau": a trader of Macau, as a guess, if nothing else tells."""
        doer, origin = act.supplier, act.origin
        if doer is None or origin is None or doer.country is not None or doer.name or not origin.place:
            return
        taker = act.recipient.country if act.recipient is not None else None
        lower = self.text.lower[doer.last - 1]
        if origin.country in (None, taker) or not (
            self.words.among("roles", lower) or self.words.among("organisations", lower)
        ):
            return
        act.supplier = replace(doer, country=origin.country, guess=True)

    def _from_name(self, act: Act) -> None:
        """ "North Korean coal" comes from North Korea, where no other supplier is told."""
        goods = act.goods
        if goods is None or goods.origin is None or not goods.from_there:
            return
        country = goods.origin.country
        carried = act.supplier is not None and self._is_vessel(act.supplier)
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

    def _is_vessel(self, filler: Filler) -> bool:
        phrase = self.text.phrase_at[filler.first]
        return phrase is not None and self.fillers.class_of(phrase) == "vessels"

    def _worth(self, act: Act, frame: Frame) -> bool:
        """Whether enough is told: goods of a known kind and a party, or a strong verb with one."""
        parties = [p for p in (act.supplier, act.recipient, act.origin, act.destination) if p is not None]
        named = [p for p in parties if self._is_named(p)]
        goods = act.goods
        if goods is None:
            return False
        if frame.frame == "move" and not parties:
            return True  # a counted thing that came in, see _came_in
        if frame.lemma == "seek" and self.text.tags[act.word] in ("VBG", "VBZ", "VBP"):
            return False  # who is seeking a thing has not yet bought it
        if frame.lemma == "seek":
            act.manner = ["procurement", "attempt"]
            return goods.kind is not None and bool(act.supplier and act.supplier.country)
        if goods.anaphor and goods.kind is not None and not named:
            act.dependent = True
            return not self.words.among("bare_verbs", frame.lemma)
        if frame.lemma in self.words.lists["parties_suffice"] and len({p.country for p in named} - {None}) > 1:
            return goods.kind not in ("money", "vessels")
        if frame.lemma in self.words.lists["weak_transfers"]:
            return bool(named) and self._worth_of_weak(act, frame, goods, len(parties))
        if frame.manner == "sale" and frame.lemma in self.words.lists["market_verbs"]:
            return not self._is_market_talk(act) and self._worth_of_market(act, frame, goods, named)
        if goods.anaphor:
            act.dependent = act.dependent or self.words.among("counts", goods.head) or goods.head == "others"
            return bool(named)
        if frame.frame == "carry" and self._is_nobodys(act, parties):
            return False
        if frame.strong:
            return bool(named) or goods.kind is not None
        if goods.kind is None and goods.plural and len(named) == 1 and self.text.tags[goods.first] == "CD":
            act.dependent = True  # "sent 24 trotters": of the horses told of elsewhere
            return True
        if goods.kind == "vessels" and len({p.country for p in named} - {None}) < 1:
            return False  # "he let his boat to Liu"
        if self.words.among("carriers", goods.head) and act.recipient is None and act.destination is None:
            return False  # "the plane had been sent by Chad", which brings something and is not given
        if goods.kind in ("money", "vessels"):
            return len(named) > 1 and not self.words.among("pay_words", goods.head)
        if act.vessel is not None and goods.kind in self.words.lists["from_where_they_are_named"]:
            return True
        if goods.kind is None and self.words.among("light_giving", frame.lemma) and frame.manner != "gift":
            counted = any(self.text.tags[at] == "CD" for at in range(goods.first, goods.last))
            return len(named) > 1 and (counted or bool(goods.make or goods.origin))
        return bool(named) and (goods.kind is not None or len(named) > 1)

    def _is_nobodys(self, act: Act, parties: list[Filler]) -> bool:
        """Of "stopped a truck carrying rifles": whether no party, place or known vessel tells of a transfer."""
        group, vessel = self.text.group_at[act.word], act.vessel
        known = vessel is not None and (vessel.name or vessel.country)
        origin = act.goods is not None and act.goods.origin is not None
        return group is not None and group.bare and not parties and not known and not origin

    def _is_named(self, party: Filler) -> bool:
        """Whether a name, a country or an office is told, or a body by its name in capitals."""
        head = party.last - 1
        body = self.text.tags[head] in ("NNP", "NNPS") and self.words.among("organisations", self.text.lower[head])
        return bool(party.country or party.person or party.name) or body

    def _worth_of_weak(self, act: Act, frame: Frame, goods: Goods, parties: int) -> bool:
        """Of "take", "have", "bring": known goods, and two parties unless the verb carries or accepts."""
        if (frame.lemma == "have" and act.supplier is None) or goods.kind in ("money", "vessels"):
            return False
        accepted = frame.lemma in self.words.lists["parties_suffice"]
        carried = frame.frame == "carry" and not goods.anaphor
        return (goods.kind is not None or goods.anaphor) and (parties > 1 or accepted or carried)

    def _worth_of_market(self, act: Act, frame: Frame, goods: Goods, named: list[Filler]) -> bool:
        """Of "sell" and "buy", which also go on inside a country: two parties, or one that tells of a border."""
        if len(named) > 1 or act.destination is not None:
            return True
        told = goods.from_there or (bool(named) and frame.frame == "get") or act.recipient in named
        taker = act.recipient
        abroad = taker is not None and self.words.among("state_nouns", self.text.lower[taker.last - 1])
        told = told or (abroad and act.supplier in named)
        return goods.kind is not None and told

    def _is_market_talk(self, act: Act) -> bool:
        """Of "bought the benchmark while selling US crude": trade on an exchange, told beside its prices."""
        here = self.text.lower[act.unit.first : act.unit.last]
        seller = act.supplier is not None and act.supplier.country is not None and not act.supplier.guess
        return not seller and any(word in self.words.lists["market_talk"] for word in here)

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """A noun of transfer with its item and parties, its own or those of the verb above it."""
        text, words = self.text, self.words
        lower = text.lower[phrase.head]
        if lower == "use":
            return self._use(phrase, unit)
        frame = words.noun_frames.get(lower)
        above = text.governor(phrase)
        if frame is None or (above is not None and f"{above.lemma} {lower}" in words.lists["takings"]):
            return None
        status = self.factuality.noun_status(phrase, unit)
        if not status.told:
            return None
        act = self._noun(phrase, frame, unit)
        parties = [p for p in (act.supplier, act.recipient) if p is not None and (p.country or p.person or p.name)]
        if act.goods is None and act.manner == ["ship-to-ship"] and act.recipient is not None and parties:
            return with_status(act, status) if self._is_vessel(act.recipient) else None
        need_two = act.goods is not None and act.goods.kind is None and not self._is_cargo_to(act)
        if act.goods is None or (need_two and len(parties) < 2):
            return None
        act.approved = approvals.told(text, unit)
        need = 1 if frame.manner not in ("sale", "plan") or status.stance is not None else 2
        return with_status(act, status) if len(parties) >= need else None

    def _is_cargo_to(self, act: Act) -> bool:
        """Of "the transfer of banned items to a Syrian tanker": things of no told kind, and a ship that gets them."""
        goods, taker = act.goods, act.recipient
        if goods is None or taker is None or taker.country is None:
            return False
        return self.words.among("generic_items", goods.head) and self._is_vessel(taker)

    def _noun(self, phrase: Phrase, frame: Frame, unit: Unit) -> Act:
        """The roles of a noun of transfer: its own phrase, then one level up."""
        act = Act("transfer", phrase.head, unit, f"noun:{frame.lemma}", manner=[manner_of(frame.manner)])
        self._inside(act, phrase, frame)
        self._around(act, phrase, frame)
        if act.goods is not None:
            self._from_name(act)
        return act

    def _inside(self, act: Act, phrase: Phrase, frame: Frame) -> None:
        """Item and parties in the noun's own phrase: "Iran's drone sales to Russia"."""
        text = self.text
        owner = self.names.possessor(phrase)
        first = phrase.first
        if owner is not None:
            self._give_to(act, frame, self.fillers.party(owner))
            first = owner.last + 1
        compound = Phrase(first, phrase.head, phrase.head - 1) if phrase.head > first else None
        if "ship-to-ship" in text.quote(first, phrase.head + 1).lower():
            act.manner, compound = ["ship-to-ship"], None
        if compound is not None and (
            self.fillers.class_of(compound) is not None or text.lower[compound.head] in self.words.lists["cargo_words"]
        ):
            act.goods = self.fillers.goods(compound, strong=True, act=act)
        if (
            owner is None
            and act.supplier is None
            and (place := self.names.place_at(text.starts[first], text.starts[phrase.head]))
        ):
            made = text.lower[first : phrase.head]
            if "made" not in made:
                filler = self.fillers.country_filler(first, phrase.head)
                self._give_to(act, frame, filler) if place else None
        for word, inner in text.complements(phrase):
            if word == "of" and act.goods is None:
                act.goods = self.fillers.goods(inner, strong=True, act=act)
            elif word in self.words.lists["to_words"] or word == "for":
                act.recipient = act.recipient or self.fillers.party(inner)
            elif word == "by":
                self._give_to(act, frame, self.fillers.party(inner))
            elif word == "between":
                self._between(act, inner)
            elif word in self.words.lists["from_words"]:
                act.supplier = act.supplier or self.fillers.party(inner)
            elif (
                word in self.words.lists["through_words"]
                and (party := self.fillers.party(inner)) is not None
                and party.country
            ):
                act.via.append(party)

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

    def _use(self, phrase: Phrase, unit: Unit) -> Act | None:
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
