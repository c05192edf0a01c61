"""Transfers told by verbs: something goes from one party to another.

A frame of the lexicon says which part of the clause is supplier, item and recipient. Nouns of transfer
stand in :mod:`nominals`, whether enough is told in :mod:`worth`.
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
from tidewaiter.reports.telling.moves import Moves
from tidewaiter.reports.telling.nominals import Nominals
from tidewaiter.reports.telling.origins import Origins
from tidewaiter.reports.telling.roles import Obliques, Roles
from tidewaiter.reports.telling.ways import Ways
from tidewaiter.reports.telling.worth import Worth


class Transfers:
    """Reads the transfers of one text from its verbs."""

    __slots__ = (
        "factuality", "fillers", "moves", "names", "nominals", "origins", "roles", "text", "ways", "words", "worth",
    )  # fmt: skip

    def __init__(self, fillers: Fillers, factuality: Factuality) -> None:
        self.factuality = factuality
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words
        self.roles = Roles(fillers)
        self.ways = Ways(fillers)
        self.origins = Origins(fillers, factuality)
        self.moves = Moves(fillers, self.origins, self.ways)
        self.worth = Worth(fillers)
        self.nominals = Nominals(fillers, factuality, self.origins, self.ways, self.worth)

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
        for frame in self._frames(group):
            act = self._frame(group, frame, unit)
            if act is not None and self.worth.of_verb(act, frame):
                act.approved = approvals.told(self.text, unit)
                return with_status(act, status)
        return None

    def knows(self, group: Group) -> bool:
        """Whether a verb, with its particle, can tell of a transfer."""
        return group.lemma == "make" or bool(self._frames(group))

    def _frames(self, group: Group) -> tuple[Frame, ...]:
        """The frames of the verb with its particle, else of it alone; of "leased it from" that of getting first."""
        text, frames = self.text, self.words.frames
        objects = text.objects(group) if group.last < len(text.lower) else ()
        ends = (group.last, *(text.extended(phrase) for phrase in objects[:1]))
        last = text.unit(group.main).last
        found = next((f for at in ends if at < last and (f := frames.get(f"{group.lemma} {text.lower[at]}"))), None)
        found = found or frames.get(group.lemma, ())
        if len({frame.frame for frame in found}) < 2:
            return found
        to = len(objects) > 1 or any(word in self.words.lists["to_words"] for word, _ in text.obliques(group))
        return tuple(sorted(found, key=lambda frame: frame.frame == ("get" if to else "give")))

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
        self.ways.places(act, self.text.obliques(group), None)
        return with_status(act, status) if act.goods is not None else None

    def _frame(self, group: Group, frame: Frame, unit: Unit) -> Act | None:
        text = self.text
        subject, objects = text.subject(group), text.objects(group)
        beside = tuple(pair for pair in text.obliques(group) if pair[1] not in objects)  # "sold off | the crates"
        objects, obliques = self._shifted(group, frame, objects, beside)
        if group.infinitive and subject is not None and self.roles.is_plot(group, subject):
            subject = None
        if subject is not None and self.words.among("charge_nouns", text.lower[subject.head]):
            subject = self._charged(unit, subject)
        act = Act("transfer", group.main, unit, f"verb:{group.lemma}", manner=[manner_of(frame.manner)])
        if frame.frame == "move":
            return self.moves.read(act, group, subject, objects, obliques)
        parts = self.roles.of_verb(group, frame, subject, objects, obliques)
        item, receiver, giver = parts.item, parts.receiver, parts.giver
        if frame.frame == "carry" and receiver is None and not group.passive:
            self._carrier(act, subject)
            giver = subject if subject is not None and self.names.is_place(subject) and not group.bare else None
        if group.passive and (by := self.fillers.by(obliques)) is not None:
            giver, receiver = (giver, by) if frame.frame == "get" else (by, receiver)
        if item is not None and self._describes(group, item):
            return None
        if item is None or (goods := self.fillers.goods(item, strong=frame.strong, act=act)) is None:
            return None
        if goods.kind == "money" and goods.anaphor:
            return None  # "got payment and passed it on"
        act.goods = goods
        self.ways.listed(act, item)
        self._sides(act, goods, giver, receiver)
        self._ways(act, group, frame, obliques)
        self.origins.owned(act, group, item)
        self.origins.settle(act)
        self.origins.from_name(act)
        self.origins.from_carrier(act)
        act.negated = (
            act.negated or self.fillers.none_of(item) or (receiver is not None and self.fillers.none_of(receiver))
        )
        return act

    def _describes(self, group: Group, item: Phrase) -> bool:
        """Of "smuggling crackdowns have eased": what stands behind the gerund is no object, but its noun."""
        gerund = group.bare and self.text.tags[group.main] == "VBG" and group.last - group.first == 1
        return gerund and item.first == group.last and self.text.is_subject(item)

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
        if giver is not None:
            act.supplier = self.fillers.party(giver) if giver.first not in inside else None
        act.recipient = self.fillers.party(receiver) if receiver is None or receiver.first not in inside else None

    def _ways(self, act: Act, group: Group, frame: Frame, obliques: Obliques) -> None:
        """What the rest of the clause tells: for whom, from where, where to, aboard what."""
        if frame.frame == "get" and self._buys_for_another(act, obliques):
            act.intermediary, act.recipient = act.recipient, None
        self._part(act)
        self.origins.no_means(act)
        self.ways.places(act, obliques, frame)
        made = act.goods.origin if act.goods is not None and act.goods.from_there else None
        if act.supplier is None and act.intermediary is not None and frame.frame == "get" and made is None:
            act.supplier = replace(act.intermediary, guess=True)  # who buys for another supplies him
        known = act.goods is not None and act.goods.kind is not None
        if act.recipient is None and frame.mutual:
            other = next((p for word, p in obliques if word == "with"), None)
            act.recipient = self.fillers.party(other)
        if frame.frame == "give" and act.recipient is None and known:
            act.recipient = self._helped(group)
        if frame.frame == "carry" and group.bare:
            self._voyage(act, group)
        self.ways.beside_goods(act)
        if act.type == "labour":
            self.ways.labour_home(act, group)

    def _part(self, act: Act) -> None:
        """Nobody gives to himself: where two pronouns were read as one person, neither is known."""
        giver, taker = act.supplier, act.recipient
        if giver is None or taker is None or not giver.name or giver.name != taker.name:
            return
        if giver.guess and taker.guess:
            pronoun = self.text.phrase_at[taker.first]
            act.recipient = self.fillers.another(pronoun, giver) if pronoun is not None else None
            act.supplier = giver if act.recipient is not None else None
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

    def _carrier(self, act: Act, subject: Phrase | None) -> None:
        """The subject of "carried": the vessel, or who moved it."""
        if subject is None:
            return
        party = self.fillers.party(subject)
        if party is None:
            return
        if self.fillers.class_of(subject) == "vessels" or not (party.person or party.place):
            act.vessel = party

    def _voyage(self, act: Act, group: Group) -> None:
        """Of "arrived in Tartus from Batumi carrying oil": where the ship with the cargo came from and went."""
        above = [g for g in self.text.groups[self.text.unit_of[group.main]] if g.last <= group.first]
        if not above or not self.words.among("voyage_verbs", above[-1].lemma):
            return
        obliques = self.text.obliques(above[-1])
        self.ways.places(act, tuple(("to" if w in ("in", "at") else w, p) for w, p in obliques), None)
