"""Seizures: goods or vessels taken by an authority from who had them.

What is taken is the cargo where one is told to have been aboard, in whichever sentence, else the carrier; it is
taken from the carrier or its owner. Verbs that take anything (seize, confiscate) need no more; verbs that also
hold persons (detain, capture) need a known thing; who only stops, boards or finds takes where he keeps order.
Persons are never seized. The words are those of ``lexicon/voyages.*.yaml``.
"""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare, with_status
from tidewaiter.reports.telling.carriers import Carrier
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.roles import Obliques
from tidewaiter.reports.telling.sameness import DEFINITE
from tidewaiter.reports.telling.transfers import Transfers
from tidewaiter.reports.telling.voyages import Voyages

_SOON = 4
"""In so many units around the one that tells of a ship's being stopped, what was on it may be told to be seized."""


class Seizures:
    """Reads the seizures of one text from its verbs and nouns."""

    __slots__ = ("factuality", "fillers", "lexicon", "names", "text", "voyages", "words")

    def __init__(self, transfers: Transfers, voyages: Voyages) -> None:
        self.voyages = voyages
        self.lexicon: WordLists = voyages.lexicon
        self.fillers: Fillers = transfers.fillers
        self.factuality: Factuality = transfers.factuality
        self.text: Text = transfers.text
        self.names: Names = transfers.names
        self.words: Words = transfers.words

    # -- told by a verb ------------------------------------------------------------------------
    def read(self, group: Group, unit: Unit) -> Act | None:
        """The seizure that a verb tells of, if it does."""
        form = self.text.lower[group.main]
        among = self.lexicon.among
        taking, holding = among("taking", form), among("holding", form)
        number = self.text.unit_of[group.main]
        if among("pinning", form) and (pinned := self._pinned(group, unit)) is not None:
            return pinned
        if not (taking or holding or among("stopping", form) or among("finding", form) or among("netting", form)):
            return self._kept(group, unit)
        item, doer = self._sides(group)
        if item is None or self._is_nothing(item) or self._is_picture(doer):
            return None
        status = self.factuality.status(group, unit)
        if not status.told or status.negated:
            return None
        act = Act("seizure", group.main, unit, f"verb:{group.lemma}")
        berthed = form in ("held", "holding") and self._is_in_berth(group)
        berthed = berthed and (doer is None or self._keeps_order(doer))
        carrier = self._take(act, item, resting=berthed)
        if act.goods is None:
            return None
        berthed = berthed and carrier is not None and carrier.mode == "sea"
        if holding and not (taking or self._is_thing(act.goods, item, carrier)):
            return None
        if holding and carrier is None and self.lexicon.among("flying_arms", act.goods.head):
            return None  # "intercepted three missiles"
        if self.text.lower[group.last : item.first] in (["on"], ["upon"]):
            return None  # "seized on the report"
        if not (taking or holding or berthed) and (
            self._is_taken(carrier, doer, number) or not self._takes(group, item, doer, act.goods, carrier)
        ):
            return None
        self._parties(act, group, doer, carrier, item)
        return with_status(act, status)

    def _sides(self, group: Group) -> tuple[Phrase | None, Phrase | None]:
        """What is seized, and who does it."""
        text = self.text
        if group.passive:
            by = self.fillers.by(text.obliques(group))
            lasting = text.group_at[group.first - 1] if group.bare and group.first else None
            told = lasting if lasting is not None and self.lexicon.among("lasting", text.lower[lasting.main]) else group
            return self.voyages.goer(text.subject(told)), by or self._shared_agent(group)
        return next(iter(text.objects(group)), None), text.subject(group)

    def _shared_agent(self, group: Group) -> Phrase | None:
        """Of "was boarded by the navy and seized": the navy."""
        text = self.text
        earlier = [g for g in text.groups[text.unit_of[group.main]] if g.last <= group.first]
        if not earlier or text.before(group.first) != "and" or not earlier[-1].passive:
            return None
        return self.fillers.by(text.obliques(earlier[-1]))

    def _is_nothing(self, item: Phrase) -> bool:
        """Whether a person, a place, or power, and no thing at all, is what stands as the object."""
        text = self.text
        party = self.fillers.party(item)
        carrier = self.voyages.of(item)
        if carrier is not None:
            return False
        named = text.tags[item.head] in ("NNP", "NNPS") and self.fillers.class_of(item) is None
        if (party is not None and party.person and self.fillers.class_of(item) is None) or text.is_time(item):
            return True
        heads = {text.lower[item.head], text.lower[self.fillers.core(item).head]}
        counted = self._counted(item)
        heads |= {text.lower[counted.head]} if counted is not None else set()
        lists = self.lexicon.lists
        if heads & lists["persons"] or heads & lists["not_taken"] or (named and self.names.is_place(item)):
            return True
        places = ("held_places", "place_nouns", "person_nouns")
        return any(self.words.among(name, head) for name in places for head in heads)

    def _counted(self, item: Phrase) -> Phrase | None:
        """Of "two of the smugglers" the smugglers, of "six suspects, one of whom" whom."""
        text = self.text
        if text.tags[item.head] != "CD" and not self.words.among("counts", text.lower[item.head]):
            return None
        at, end = item.last, text.unit(item.first).last
        if at + 1 >= end or text.lower[at] != "of":
            return None
        found = text.phrase_at[at + 1]
        return found if found is not None else Phrase(at + 1, at + 2, at + 1)

    def _take(self, act: Act, item: Phrase, *, resting: bool = False) -> Carrier | None:
        """Fills what was taken: the cargo that is told to have been aboard, else the thing itself.

        Of a ship ``resting`` in a port only what is told with it: what it once carried is no longer aboard.
        """
        number = self.text.unit_of[item.first]
        carrier = self.voyages.of(item)
        cargo = self.voyages.cargo(carrier, number) if carrier is not None else None
        if resting and cargo is not None and self.text.unit_of[cargo.first] != number:
            cargo = None
        aboard = carrier if cargo is not None else None
        if carrier is None:
            aboard = self.voyages.of_cargo(item)
        act.goods = self.fillers.goods(cargo or item, strong=True, act=act)
        cargo = cargo if act.goods is not None else None
        act.type = "seizure"
        if carrier is not None and carrier.mode == "person" and cargo is None:
            act.goods = None
        elif carrier is not None and cargo is None:
            self._take_carrier(act, carrier, item)
        elif act.goods is None and self._is_named_thing(item):
            act.goods = Goods(item.first, item.last, bare(self.text, item.first, item.last),
                              self.text.lower[item.head], None)  # fmt: skip
        boxed = cargo is not None and self.text.lower[cargo.first - 1] == "of"  # "boxes of cartridges"
        if aboard is not None and act.goods is not None and not boxed:
            act.supplier = self._from_carrier(aboard)
            act.vessel = act.supplier if aboard.mode == "sea" else None
        return carrier or aboard

    def _take_carrier(self, act: Act, carrier: Carrier, item: Phrase) -> None:
        """The carrier alone was taken: by its name where the text tells one, and from itself."""
        text = self.text
        if carrier.mode == "box":
            return
        name = carrier.name
        named = next((p for p in (item, *carrier.mentions) if name and name in text.quote(p.first, p.last)), None)
        phrase = named or (item if text.tags[item.head] != "PRP" else carrier.phrase)
        act.goods = Goods(phrase.first, phrase.last, bare(text, phrase.first, phrase.last), text.lower[phrase.head],
                          "vessels" if carrier.mode == "sea" else None)  # fmt: skip
        if carrier.mode == "sea":
            act.vessel = self.voyages.vessel(carrier, phrase)
            act.goods.last = max(act.goods.last, act.vessel.last)
            act.goods.text = bare(text, act.goods.first, act.goods.last)
            act.supplier = act.vessel

    def _from_carrier(self, carrier: Carrier) -> Filler:
        """The carrier as who had the goods; of a container the country that it came from, if that is told."""
        text = self.text
        if carrier.mode == "sea":
            return self.voyages.vessel(carrier)
        origins = (self.fillers.party(fact.phrase) for fact in carrier.told("from"))
        origin = next((party for party in origins if party is not None and party.country is not None), None)
        if carrier.mode == "box" and origin is not None:
            return origin
        phrase = carrier.phrase
        own = bare(text, phrase.first, phrase.last)
        return Filler(phrase.first, phrase.last, own, None, self.names.country(phrase), person=carrier.mode == "person")

    def _is_named_thing(self, item: Phrase) -> bool:
        """Whether the item is called by a name in capitals that is no place's and no body's."""
        if self.text.tags[item.head] not in ("NNP", "NNPS") or self._keeps_order(item):
            return False
        return not (self.names.is_place(item) or self.words.among("organisations", self.text.lower[item.head]))

    def _is_thing(self, goods: Goods, item: Phrase, carrier: Carrier | None) -> bool:
        """Whether it is known that no person is held: a carrier, goods of a class, a consignment, a cargo."""
        lower = self.text.lower[item.head]
        words = self.text.lower[goods.first : goods.last]
        known = goods.kind is not None or any(word in self.words.classes for word in words)
        known = known or self.words.among("consignments", lower)
        known = known or self.words.among("cargo_words", lower) or self.lexicon.among("cargo_nouns", lower)
        return carrier is not None or known

    def _takes(self, group: Group, item: Phrase, doer: Phrase | None, goods: Goods, carrier: Carrier | None) -> bool:
        """Whether who stops, boards, catches or finds something thereby takes it: he keeps order, and it is a thing."""
        text, among = self.text, self.lexicon.among
        form = text.lower[group.main]
        known = self._is_thing(goods, item, carrier)
        raid = doer is not None and among("raids", text.lower[doer.head])
        if among("netting", form) and raid:
            return known
        keeper = doer is not None and self._keeps_order(doer)
        if among("finding", form):
            hidden = carrier is not None and carrier.mode != "person" and bool(carrier.told("cargo"))
            if not keeper or self._is_seized_elsewhere(self.text.unit_of[group.main]):
                return False
            return goods.kind == "arms" or (known and hidden and not self._is_seized_elsewhere())
        if not among("stopping", form) or not (group.finite or (group.passive and group.bare)):
            return False
        if self._is_prevented(group) and not (carrier is not None and carrier.told("cargo")):
            return False
        laden = carrier is not None and bool(carrier.told("cargo"))
        if text.lower[item.first] in DEFINITE and (doer is None or (self.voyages.of(item) is not None and not laden)):
            return False  # "the boat was stopped": it only says how what was told before came out
        named = carrier.phrase if carrier is not None else item
        sent = self.words.among("consignments", text.lower[named.head]) or self.voyages.of_cargo(item) is not None
        at_sea = carrier is not None and carrier.mode == "sea"
        if doer is None:
            return group.passive and (laden or sent) and form not in ("caught", "turned")
        return keeper and (laden or sent or (at_sea and form not in ("caught", "turned")))

    def _is_taken(self, carrier: Carrier | None, doer: Phrase | None, number: int) -> bool:
        """Whether stopping it only leads up to what another sentence tells as a seizure."""
        if (doer is None and self._is_seized_elsewhere()) or self._is_seized_elsewhere(number):
            return True
        if carrier is None or any(self.text.unit_of[fact.at] == number for fact in carrier.told("cargo")):
            return False
        near = range(max(number - _SOON, 0), min(number + _SOON, len(self.text.units)))
        return bool(carrier.taken) or any(self._is_seized_elsewhere(at) for at in near)

    def _is_seized_elsewhere(self, number: int | None = None) -> bool:
        """Whether the text, or one unit of it, tells by a verb of taking that something was seized."""
        units = self.text.groups if number is None else [self.text.groups[number]]
        forms = [self.text.lower[group.main] for here in units for group in here]
        return any(self.lexicon.among("taking", form) or self.lexicon.among("holding", form) for form in forms)

    def _is_prevented(self, group: Group) -> bool:
        """Of "stopped the ship from leaving": that only something was kept from being done."""
        text = self.text
        item = next(iter(text.objects(group)), None)
        at = text.extended(item) if item is not None else group.last
        return text.lower[at : at + 1] == ["from"] and text.tags[at + 1 : at + 2] == ["VBG"]

    def _keeps_order(self, doer: Phrase) -> bool:
        text = self.text
        if any(self.lexicon.among("takers", text.lower[at]) for at in (doer.head, max(doer.last - 1, doer.first))):
            return True
        found = self.fillers.party(doer)
        if found is None or self.voyages.of(doer) is not None:
            return False
        body = self.words.among("organisations", text.lower[doer.head])
        return (found.place and found.country is not None) or (body and found.country is not None)

    def _is_picture(self, doer: Phrase | None) -> bool:
        """Of "satellites have captured ships trading oil": nothing is taken but a picture."""
        return doer is not None and self.words.among("picture_takers", self.text.lower[doer.head])

    # -- parties ---------------------------------------------------------------------------------
    def _parties(self, act: Act, group: Group, doer: Phrase | None, carrier: Carrier | None, item: Phrase) -> None:
        """Who took it, and from whom it was taken."""
        obliques = self.text.obliques(group)
        act.recipient = self._authority(doer)
        if act.recipient is None and group.passive:
            act.recipient = self._where_seized(obliques)
        far = self.voyages.far_source(group)
        told = self._told_source(act, (*obliques, *((("from", far),) if far is not None else ())))
        if told is not None and told.place and act.supplier is not None:
            told = None  # "intercepted a yacht on its way from Lebanon": from the yacht
        act.supplier = told or act.supplier or self._owner(item)
        self._no_own(act)

    def _authority(self, doer: Phrase | None) -> Filler | None:
        """Who seized; of "we" the country of who speaks, for he did not do it himself."""
        found = self.fillers.party(doer)
        if found is None or doer is None:
            return found
        if self.voyages.of(doer) is not None and found.country is None and not self._keeps_order(doer):
            return None
        if found.person and found.country and self.text.lower[doer.head] in ("we", "us"):
            return replace(found, name=self.names.country_name(found.country), person=False, guess=True)
        return found

    def _told_source(self, act: Act, obliques: Obliques) -> Filler | None:
        """From whom or what: "from a trader", "aboard the dhow"; a place only behind "from"."""
        for word, phrase in obliques:
            if word not in self.words.lists["seized_from"] or self.text.is_time(phrase):
                continue
            carrier = self.voyages.of(phrase)
            if carrier is not None and carrier.mode == "sea":
                act.vessel = self.voyages.vessel(carrier, phrase)
                return act.vessel
            if carrier is not None:
                return self._from_carrier(carrier)
            if word == "from" and (party := self.fillers.party(phrase)) is not None:
                return party
        return None

    def _owner(self, item: Phrase) -> Filler | None:
        """Of "confiscated the dealer's rifles": the dealer."""
        owner = self.names.possessor(item)
        found = self.fillers.party(owner) if owner is not None else None
        return replace(found, guess=True) if found is not None else None

    def _no_own(self, act: Act) -> None:
        """Nobody seizes from himself."""
        giver, taker = act.supplier, act.recipient
        if giver is not None and taker is not None and giver.country and giver.country == taker.country and giver.place:
            act.supplier = None

    def _where_seized(self, obliques: Obliques) -> Filler | None:
        """Of "was intercepted in Maltese waters": Malta, as a guess."""
        for word, phrase in obliques:
            last = self.text.extended(phrase)  # "the port of Batumi"
            found = self.fillers.country_filler(phrase.first, last) if word in ("in", "at") else None
            if found is not None:
                found.guess = True
                return found
        return None

    def _is_in_berth(self, group: Group) -> bool:
        """Of "is being held in port", "are holding the ship in Piraeus": whether it is told where ships lie."""
        near = (phrase for word, phrase in self.text.obliques(group) if word in ("in", "at", "off"))
        lower, among = self.text.lower, self.lexicon.among
        return any(among("berths", lower[phrase.head]) or self.names.is_place(phrase) for phrase in near)

    # -- told otherwise --------------------------------------------------------------------------
    def _pinned(self, group: Group, unit: Unit) -> Act | None:
        """Of "the tanker was barred from leaving Karachi", "stopped the ship from sailing": held where it lies."""
        text = self.text
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        carrier = self.voyages.of(item) if item is not None else None
        if item is None or carrier is None or carrier.mode != "sea":
            return None
        at = group.last if group.passive else text.extended(item)
        word = text.lower[at + 1] if text.lower[at : at + 1] == ["from"] and at + 1 < unit.last else ""
        if not self.lexicon.among("parting", word):
            return None
        act = Act("seizure", group.main, unit, f"verb:{group.lemma}")
        self._take(act, item, resting=True)
        status = self.factuality.status(group, unit)
        if act.goods is None or not status.told or status.negated:
            return None
        doer = self.fillers.by(text.obliques(group)) if group.passive else text.subject(group)
        if doer is not None and not self._keeps_order(doer):
            return None  # "strong winds kept the ferry from leaving"
        self._parties(act, group, doer, carrier, item)
        if act.supplier is not None and act.supplier.first == at + 1:
            act.supplier = act.vessel  # "from sailing"
        going = text.group_at[at + 1]
        left = next(iter(text.objects(going)), None) if going is not None else None
        if act.recipient is None and left is not None:
            act.recipient = self._where_seized((("in", left),))
        return with_status(act, status)

    def _names_a_keeping(self, unit: Unit) -> bool:
        words, lists = self.text.lower[unit.first : unit.last], self.lexicon.lists
        return not (lists["keeping"].isdisjoint(words) and lists["confinement"].isdisjoint(words))

    def _kept(self, group: Group, unit: Unit) -> Act | None:
        """Of "the shipment is in the hands of customs", "the rifles ended up in police custody"."""
        text = self.text
        if group.passive or group.infinitive or not self._names_a_keeping(unit):
            return None
        for word, phrase in text.obliques(group):
            confined = word in ("in", "under") and self.lexicon.among("confinement", text.lower[phrase.head])
            if not confined and (word != "in" or not self.lexicon.among("keeping", text.lower[phrase.head])):
                continue
            keeper = next((p for w, p in text.complements(phrase) if w == "of"), None) or self.names.possessor(phrase)
            if keeper is None and phrase.head > phrase.first:
                keeper = Phrase(phrase.first, phrase.head, phrase.head - 1)
            item = text.subject(group)
            kept = keeper is not None and self._keeps_order(keeper)
            if item is None or not (kept or confined) or self._is_nothing(item):
                continue
            act = Act("seizure", group.main, unit, "state:kept")
            carrier = self._take(act, item)
            status = self.factuality.status(group, unit)
            if act.goods is None or not self._is_thing(act.goods, item, carrier) or not status.told or status.negated:
                return None
            act.recipient = self.fillers.party(keeper) if kept else self._where_seized(text.obliques(group))
            return with_status(act, status)
        return None

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """The seizure that a noun names: "the first seizure of Iranian weapons"."""
        text = self.text
        taking = self.lexicon.among("taking_nouns", text.lower[phrase.head])
        if not taking and not self.lexicon.among("holding_nouns", text.lower[phrase.head]):
            return None
        inside = tuple(text.complements(phrase))
        inner = next((p for w, p in inside[:2] if w == "of"), None)
        status = self.factuality.noun_status(phrase, unit)
        if inner is None or not status.told or status.negated or self._is_nothing(inner):
            return None
        act = Act("seizure", phrase.head, unit, f"noun:{text.lower[phrase.head]}")
        carrier = self._take(act, inner)
        if act.goods is None or not (taking or self._is_thing(act.goods, inner, carrier)):
            return None
        by = next((p for w, p in (*text.complements(inner), *inside) if w == "by"), None)
        act.recipient = self.fillers.party(self.names.possessor(phrase) or by) or self._agent_in(phrase)
        act.recipient = act.recipient or self._agent_above(phrase)
        act.supplier = self._told_source(act, (*inside, *text.complements(inner))) or act.supplier or self._owner(inner)
        self._no_own(act)
        return with_status(act, status)

    def _agent_in(self, phrase: Phrase) -> Filler | None:
        """Of "two Royal Navy seizures" and "a Dutch seizure": the Royal Navy, the Netherlands."""
        text = self.text
        named = [at for at in range(phrase.first, phrase.head) if text.tags[at] in ("NNP", "NNPS")]
        if named:
            return self.fillers.party(Phrase(named[0], named[-1] + 1, named[-1]))
        return self.fillers.country_filler(phrase.first, phrase.head) if phrase.head > phrase.first else None

    def _agent_above(self, phrase: Phrase) -> Filler | None:
        """Of "police made a seizure of" and "the seizure was made by police": the police."""
        text = self.text
        above = text.governor(phrase)
        if above is not None and self.words.among("light_verbs", above.lemma):
            doer = self.fillers.by(text.obliques(above)) if above.passive else text.subject(above)
            return self.fillers.party(doer) if doer is not None and self._keeps_order(doer) else None
        at = text.extended(phrase)
        below = text.group_at[at] if at < text.unit(phrase.first).last else None
        if below is None or not below.passive or not self.words.among("light_verbs", below.lemma):
            return None
        return self.fillers.party(self.fillers.by(text.obliques(below)))
