"""Voyages: what a carrier has aboard and where it goes, whichever clause or sentence tells it.

"A boat loaded with drone parts, en route to the Houthis", "the ship was to sail to Misrata ... it carried
detonators", "a container that came from Chile": carrier, cargo and route are gathered through the whole text,
each from any verb, participle or phrase. From them come the transfer that was under way, and for a seizure
what was taken and from whom (see :mod:`seizures`).
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, Status, with_status
from tidewaiter.reports.telling.carriers import Carrier, Carriers, Fact
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.transfers import Transfers

Side = Literal["to", "from", "via"]
_NEAR = 8
"""So many units away from a seizure it may be told what was aboard."""
_WAY = 6
"""So many words behind "en route" its places are looked for where nothing else stands between."""


class Voyages:
    """Gathers the voyages of one text, and reads the transfers in them."""

    __slots__ = (
        "_gathered", "carriers", "factuality", "fillers", "lexicon", "names", "served", "text", "transfers", "words",
    )  # fmt: skip

    def __init__(self, transfers: Transfers) -> None:
        self.transfers = transfers
        self.fillers: Fillers = transfers.fillers
        self.factuality: Factuality = transfers.factuality
        self.text: Text = transfers.text
        self.names: Names = transfers.names
        self.words: Words = transfers.words
        self.carriers = Carriers(self.text, self.names)
        self.lexicon: WordLists = self.carriers.words
        self._gathered = False
        self.served: dict[int, list[str]] = {}

    # -- asked by others ---------------------------------------------------------------------
    def of(self, phrase: Phrase | None) -> Carrier | None:
        """The carrier that a phrase means, with all that the text tells of it."""
        self._gather()
        return self.carriers.at(phrase)

    def vessel(self, carrier: Carrier, phrase: Phrase | None = None) -> Filler:
        """The carrier by its words and name; "a Lagos-bound ship" is of no told country."""
        phrase = phrase or carrier.phrase
        filler = self.fillers.vessel(phrase)
        if carrier.name is not None:
            filler.name, filler.guess = carrier.name, False
        if "bound" in self.text.lower[phrase.first : phrase.head]:
            filler.country = None
        return filler

    def of_cargo(self, phrase: Phrase) -> Carrier | None:
        """The carrier that a phrase is the cargo of, told with it or taken up again ("the materials")."""
        self._gather()
        again = self.carriers.of_freight(phrase)
        if again is not None:
            return again
        aboard = (one for one in self.carriers.all for fact in one.told("cargo") if _within(phrase, fact.phrase))
        return next(aboard, None)

    def cargo(self, carrier: Carrier, number: int) -> Phrase | None:
        """What was certainly aboard: as its own unit tells it, or one in which it was taken, else the nearest one."""
        facts = [fact for fact in carrier.told("cargo") if fact.sure]
        for near in (number, *carrier.taken):
            own = next((fact.phrase for fact in facts if self.text.unit_of[fact.at] == near), None)
            if own is not None:
                return own
        free = [fact for fact in facts if self.text.unit_of[fact.at] not in carrier.stops]
        near_by = [fact for fact in free if abs(self.text.unit_of[fact.at] - number) <= _NEAR]
        nearest = min(near_by, key=lambda fact: abs(self.text.unit_of[fact.at] - number), default=None)
        return nearest.phrase if nearest is not None else None

    def way(self, at: int, unit: Unit) -> list[tuple[Side, Phrase]]:
        """The places of the way that begins at a word: of "en route from Odessa to Lagos" both, else none."""
        end = self._way_at(at, unit) if at + 1 < unit.last else None
        return self._along(end, unit) if end is not None else []

    def goer(self, phrase: Phrase | None) -> Phrase | None:
        """Of "a dhow, en route to Massawa, was" the dhow, where the words of its way were read as the subject."""
        self._gather()
        if phrase is None or self._way_at(phrase.first, self.text.unit(phrase.first)) is None:
            return phrase
        here = self.carriers.here(self.text.unit_of[phrase.first])
        before = [p for p, _ in here if p.first < phrase.first]
        return before[-1] if before else phrase

    # -- gathering -----------------------------------------------------------------------------
    def _gather(self) -> None:
        if self._gathered:
            return
        self._gathered = True
        if not any(word in self.carriers.modes for word in self.text.lower):
            return
        for number, unit in enumerate(self.text.units):
            self.carriers.enter(number)
            if not self.carriers.here(number) and not any(
                self.carriers.of_freight(p) for p in self.text.phrases[number]
            ):
                continue
            for phrase, carrier in self.carriers.here(number):
                self._of_phrase(phrase, carrier)
            self._of_words(unit)
            for group in self.text.groups[number]:
                self._of_verb(group, unit)

    def _who(self, phrase: Phrase | None) -> Carrier | None:
        """The carrier that a phrase means, or whose cargo it names or takes up."""
        found = self.carriers.at(phrase) or self.carriers.of_freight(phrase)
        if found is not None or phrase is None:
            return found
        return self._laden_here(phrase)

    def _laden_here(self, phrase: Phrase) -> Carrier | None:
        here = self.carriers.here(self.text.unit_of[phrase.first])
        return next((one for _, one in here for fact in one.told("cargo") if _within(phrase, fact.phrase)), None)

    def _of_verb(self, group: Group, unit: Unit) -> None:
        """What a verb tells of a carrier that is its subject, or in which something was found or laid."""
        form, text = self.text.lower[group.main], self.text
        among = self.lexicon.among
        if group.negated:
            return
        if among("finding", form) or among("taking", form) or (among("loading", form) and group.passive):
            self._laid_in(group)
        strong = among("taking", form) or among("holding", form)
        if strong or among("stopping", form):
            self._stop(group, strong=strong)
        carrier = self._who(text.subject(group))
        if carrier is None and group.bare and (beside := self._before(group.first, unit)) is not None:
            carrier = beside
        if carrier is None:
            return
        carries = among("carrying", form) or (among("bearing", form) and text.tags[group.main] == "VBG")
        carries = carries or (group.lemma == "have" and self._has_aboard(group))
        carries = carries or (among("loading", form) and not group.passive)
        if carries and group.infinitive and not (among("arriving", form) or among("giving", form)):
            return  # "sails to Wonsan to carry coal": where it loads, and not where the coal goes
        if carries and not group.passive and group.modal not in ("would", "should", "can"):
            self._aboard(carrier, next(iter(text.objects(group)), None), group.main)
            loads = among("loading", form)
            self._legs(carrier, group, arrives=among("arriving", form) and not loads, begins=loads)
        elif self._goes(carrier, group, unit):
            for phrase in text.objects(group):
                leaves, reaches = among("leaving", form), among("reaching", form)
                self._put(carrier, "from" if leaves else "to" if reaches else None, phrase, group.main)
            self._legs(carrier, group, arrives=among("arriving", form), begins=among("loading", form))

    def _has_aboard(self, group: Group) -> bool:
        """Of "had 60 rifles on board": whether "aboard" stands behind the object."""
        text = self.text
        item = next(iter(text.objects(group)), None)
        at = text.extended(item) if item is not None else group.last
        following = text.lower[at : at + 2]
        return following == ["on", "board"] or any(self.lexicon.among("aboard", word) for word in following[:1])

    def _goes(self, carrier: Carrier, group: Group, unit: Unit) -> bool:
        """Whether the verb tells of the carrier's way: not of a try that failed, nor of where its captors took it."""
        among, form = self.lexicon.among, self.text.lower[group.main]
        if group.passive:
            return among("loading", form) or among("bound", form)
        if carrier.stops and among("arriving", form):
            return False
        return among("going", form) and self.factuality.status(group, unit).manner != "attempt"

    def _laid_in(self, group: Group) -> None:
        """Of "found rifles aboard the dhow" and "rifles were loaded onto the dhow": the rifles are its cargo."""
        text = self.text
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        for word, phrase in text.obliques(group):
            inside = word in ("in", "inside", "aboard", "onboard", "on", "onto", "into", "within", "from")
            carrier = self.carriers.at(phrase) if inside else None
            if carrier is not None:
                self._aboard(carrier, item, group.main)

    def _stop(self, group: Group, *, strong: bool) -> None:
        """Marks the carrier that was stopped, or taken, itself or what was aboard it."""
        text = self.text
        items = (self.goer(text.subject(group)),) if group.passive else text.objects(group)
        held = [phrase for word, phrase in text.obliques(group) if word in self.words.lists["seized_from"]]
        held += [far] if strong and (far := self.far_source(group)) is not None else []
        for carrier in (self.carriers.at(phrase) for phrase in (*items, *held)):
            if carrier is not None:
                carrier.stops.append(text.unit_of[group.main])
                carrier.taken += [text.unit_of[group.main]] if strong else []

    def far_source(self, group: Group) -> Phrase | None:
        """Of "seized rifles, among them pistols, last month from a dhow": the dhow, before the next verb."""
        text = self.text
        for at in range(group.last, text.unit(group.main).last - 1):
            verb = text.group_at[at]
            if verb is not None and verb.finite and text.before(verb.first) != ",":
                return None
            phrase = text.phrase_at[at + 1]
            if text.lower[at] == "from" and self.carriers.at(phrase) is not None:
                return phrase
        return None

    def _aboard(self, carrier: Carrier, cargo: Phrase | None, at: int) -> None:
        text = self.text
        if cargo is None or text.is_time(cargo) or self.carriers.at(cargo) is carrier or text.tags[cargo.head] == "PRP":
            return
        core = self.fillers.core(cargo)
        heads = {text.lower[core.head], text.lower[cargo.head]}
        rides = any(self.words.among(name, head) for name in ("roles", "organisations", "abstract") for head in heads)
        rides = rides or bool(heads & self.lexicon.lists["riders"])
        if rides or self.names.is_place(core) or self.names.name_run(core) is not None:
            return
        carrier.facts.append(Fact("cargo", cargo, at, self._is_sure(cargo.first, at)))

    def _is_sure(self, first: int, at: int) -> bool:
        """Whether no word of believing or saying stands before the word that tells it, within its clause."""
        unit, low = self.text.unit(at), min(first, at)
        for before in range(low - 1, max(low - _WAY, unit.first - 1), -1):
            if self.lexicon.among("thought", self.text.lower[before]):
                return False
            if self.carriers.at(self.text.phrase_at[before]) is not None:
                return True
        return True

    def _put(self, carrier: Carrier, side: Side | None, phrase: Phrase, at: int) -> None:
        other = self.carriers.at(phrase)
        if (
            side is not None
            and not self.text.is_time(phrase)
            and (other is None or other is carrier or other.mode == "person")
        ):
            carrier.facts.append(Fact(side, phrase, at, self._is_sure(at, at)))

    def _legs(self, carrier: Carrier, group: Group, *, arrives: bool = False, begins: bool = False) -> None:
        """The places behind a verb: from where, where to, through what."""
        for word, phrase in self.text.obliques(group):
            self._put(carrier, self._side(word, arrives=arrives, begins=begins), phrase, group.main)

    def _side(self, word: str, *, arrives: bool = False, begins: bool = False) -> Side | None:
        among = self.lexicon.among
        if arrives and among("here", word):
            return "to"
        if begins and among("here", word):
            return "from"
        if among("by_way_of", word):
            return "via"
        return "to" if among("to", word) else "from" if among("from_", word) else None

    def _of_phrase(self, phrase: Phrase, carrier: Carrier) -> None:
        """What stands in and behind the carrier's own phrase: "a Lagos-bound ship from Odessa with rifles aboard"."""
        text = self.text
        for at in range(phrase.first + 1, phrase.head):
            if text.lower[at] == "bound" and text.lower[at - 1] == "-":
                self._put(carrier, "to", Phrase(phrase.first, at - 1, at - 2), at)
        if self.words.among("place_nouns", text.lower[phrase.head]):
            return
        for word, inner in text.complements(phrase):
            if word == "with":
                self._with(carrier, inner, phrase.head)
            elif word == "of" and carrier.mode == "box":
                self._aboard(carrier, inner, phrase.head)
            elif word in ("from", "to", "for") and self._is_somewhere(inner):
                self._put(carrier, self._side(word), inner, phrase.head)

    def _is_somewhere(self, phrase: Phrase) -> bool:
        return self.names.is_place(phrase) or self.words.among("place_nouns", self.text.lower[phrase.head])

    def _with(self, carrier: Carrier, cargo: Phrase, at: int) -> None:
        """Of "with 40 rifles" the rifles; anything else only where "aboard" stands behind it."""
        text = self.text
        end = text.extended(cargo)
        following = text.lower[end : end + 2]
        aboard = following[:1] and self.lexicon.among("aboard", following[0])
        kind = self.fillers.class_of(self.fillers.core(cargo))
        named = carrier.mode == "box" or kind in self.words.lists["cargo_classes"]
        if aboard or following == ["on", "board"] or named:
            self._aboard(carrier, cargo, at)

    def _of_words(self, unit: Unit) -> None:
        """What no verb tells: "laden with rifles", "bound for Lagos", "en route from Odessa to Lagos"."""
        text, among = self.text, self.lexicon.among
        for at in range(unit.first, unit.last - 1):
            lower = text.lower[at]
            if among("laden", lower) and text.lower[at + 1] in ("with", "of"):
                carrier = self._before(at, unit) or self.carriers.at(text.phrase_at[at])
                cargo = text.phrase_at[at + 2] if at + 2 < unit.last else None
                if carrier is not None:
                    self._aboard(carrier, cargo, at)
            elif (end := self._way_at(at, unit)) is not None and (carrier := self._goer(at, unit)) is not None:
                for side, phrase in self._along(end, unit):
                    self._put(carrier, side, phrase, at)
            elif lower == "with":
                carrier, cargo = self._before(at, unit), text.phrase_at[at + 1]
                if carrier is not None and cargo is not None:
                    self._with(carrier, cargo, at)

    def _way_at(self, at: int, unit: Unit) -> int | None:
        """Where a word of going ("bound", "en route") ends, if one begins here and a place can follow."""
        lower = self.text.lower
        for way in self.carriers.ways.get(lower[at], ()):
            if lower[at : at + len(way)] == way:
                return at + len(way)
        if not self.lexicon.among("bound", lower[at]):
            return None
        return at + 1 if self._side(lower[at + 1]) is not None else None

    def _along(self, at: int, unit: Unit) -> list[tuple[Side, Phrase]]:
        """The places of a route from here on: "from Odessa to Lagos via Malta"."""
        text = self.text
        out: list[tuple[Side, Phrase]] = []
        while at + 1 < unit.last:
            at += text.lower[at] == ","
            at += text.tags[at] == "RB" and at + 2 < unit.last
            phrase = text.phrase_at[at + 1] if at + 1 < unit.last else None
            side = self._side(text.lower[at])
            if side is None or phrase is None or text.group_at[at + 1] is not None:
                return out
            out.append((side, phrase))
            at = text.extended(phrase)
        return out

    def _goer(self, at: int, unit: Unit) -> Carrier | None:
        """Whose way is told from ``at`` on: the nearest carrier or cargo before, at the start the first after."""
        found = self._before(at, unit)
        if found is not None or any(self.text.group_at[i] is not None for i in range(unit.first, at)):
            return found
        here = self.carriers.here(self.text.unit_of[at])
        return here[0][1] if here and here[0][0].first > at else None

    def _before(self, at: int, unit: Unit) -> Carrier | None:
        """The nearest carrier or cargo before a word in its clause: no other subject with its verb stands between."""
        text = self.text
        word = at - 1
        while word >= unit.first:
            phrase = text.phrase_at[word]
            if phrase is None:
                if text.lower[word] == ";":
                    return None
                word -= 1
                continue
            if (found := self._who(phrase)) is not None:
                return found
            if text.is_subject(phrase) and text.extended(phrase) < at and self._way_at(phrase.first, unit) is None:
                return None
            word = phrase.first - 1
        return None

    # -- telling -------------------------------------------------------------------------------
    def complete(self, number: int, unit: Unit, acts: list[Act]) -> list[Act]:
        """The acts of a unit with what the voyages told in it add: roles, and the transfer that was under way."""
        self._gather()
        if not self.carriers.all:
            return acts
        out = [act for act in acts if not (self._is_carrier_moved(act) or self._is_rider(act) or self._is_loot(act))]
        for act in out:
            if act.type == "transfer" and act.goods is not None:
                self._fill(act)
        seen: list[Carrier] = []
        for phrase in self.text.phrases[number]:
            carrier = self._who(phrase)
            if carrier is None or any(carrier is other for other in seen):
                continue
            seen.append(carrier)
            found = self._under_way(carrier, number, unit)
            if found is not None and not any(self._is_same(found, other) for other in out):
                out.append(found)
        return out

    def _is_rider(self, act: Act) -> bool:
        """Of "the ship carried 300 passengers": that nothing but people was aboard."""
        goods = act.goods
        carried = act.rule.removeprefix("verb:") in self.lexicon.lists["carrying"]
        return carried and act.type == "transfer" and goods is not None and self.lexicon.among("riders", goods.head)

    def _is_loot(self, act: Act) -> bool:
        """Of "the seized rifles were handed to the army": what its takers do with it at home."""
        goods, taker = act.goods, act.recipient
        if act.type != "transfer" or goods is None or (taker is not None and taker.place):
            return False
        return any(self.lexicon.among("taking", word) for word in self.text.lower[goods.first : goods.last])

    def _is_carrier_moved(self, act: Act) -> bool:
        """Of "the plane arrived with arms": whether the plane was read as goods, where it only brings them."""
        goods = act.goods
        if act.type != "transfer" or goods is None or goods.last <= goods.first:
            return False
        phrase = self.text.phrase_at[goods.first]
        carrier = self.carriers.at(phrase) if phrase is not None and phrase.first == goods.first else None
        return carrier is not None and carrier.mode != "box" and bool(carrier.told("cargo"))

    def _is_same(self, act: Act, other: Act) -> bool:
        """Whether another transfer of the unit is of the same goods, or of any to the same country."""
        if other.type != "transfer" or other.goods is None or act.goods is None:
            return False
        if other.goods.first < act.goods.last and act.goods.first < other.goods.last:
            return True
        both = act.recipient is not None and other.recipient is not None
        return both and act.recipient.country == other.recipient.country  # type: ignore[union-attr]

    def _fill(self, act: Act) -> None:
        """Gives a carriage that lacks them the places that the voyage tells."""
        goods = act.goods
        phrase = self.text.phrase_at[goods.first] if goods is not None and goods.last > goods.first else None
        carrier = self.of_cargo(phrase) if phrase is not None else None
        number = self.text.unit_of[act.word]
        if carrier is None or carrier.mode == "person" or all(c is not carrier for _, c in self.carriers.here(number)):
            return
        goal, origin = self._place(carrier, "to", number), self._place(carrier, "from", number)
        gives = act.supplier is not None and self._is_carrier(act.supplier)
        if act.vessel is None and carrier.mode == "sea" and not gives and "ship-to-ship" not in act.manner:
            act.vessel = self.vessel(carrier)
        if act.recipient is not None:
            self.served.setdefault(id(carrier), []).append(act.recipient.country or act.recipient.text)
        if act.recipient is None and goal is not None and not _alike(goal, act.supplier):
            act.recipient = goal
        if act.supplier is None or act.supplier.guess:
            if origin is not None and not _alike(origin, act.recipient):
                act.supplier, act.origin = origin, origin if origin.place else act.origin
            elif act.supplier is None and act.recipient is not None and self._is_by(act, carrier):
                act.supplier = self._ship(carrier)

    def _is_by(self, act: Act, carrier: Carrier) -> bool:
        """Whether no other ship is told to have carried the goods of the act."""
        return act.vessel is None or self.carriers.at(self.text.phrase_at[act.vessel.first]) is carrier

    def _is_carrier(self, filler: Filler) -> bool:
        return self.carriers.at(self.text.phrase_at[filler.first]) is not None

    def _ship(self, carrier: Carrier) -> Filler | None:
        """The ship itself, as a guess: who gave it the goods is not told."""
        if carrier.mode != "sea":
            return None
        return replace(self.vessel(carrier), guess=True)

    def _place(self, carrier: Carrier, side: str, number: int) -> Filler | None:
        """The place on one side that its own unit tells, else the first that the text tells: a guess."""
        facts = carrier.told(side)
        own = [fact for fact in facts if self.text.unit_of[fact.at] == number]
        for fact in (*own, *facts):
            party = self._somewhere(fact.phrase)
            if party is not None:
                return party if fact in own else replace(party, guess=True)
        return None

    def _somewhere(self, phrase: Phrase) -> Filler | None:
        """A place, a State or an armed group; nothing else is where goods go."""
        party = self.fillers.party(phrase)
        if party is None:
            return self.fillers.country_filler(phrase.first, phrase.last)
        armed = any(self._is_armed(self.text.lower[at]) for at in range(phrase.first, phrase.last))
        return party if party.country not in (None, "UN") or armed else None

    def _is_armed(self, word: str) -> bool:
        """Of "Houthi-controlled areas" too: whether the word names an armed group."""
        return self.words.among("armed_groups", word) or self.words.among("armed_groups", word + "s")

    def _under_way(self, carrier: Carrier, number: int, unit: Unit) -> Act | None:
        """The transfer that a unit tells to have been under way: cargo from anywhere, its goal from here."""
        text = self.text
        goals = [fact for fact in carrier.told("to") if text.unit_of[fact.at] == number]
        cargo = self._cargo_near(carrier, number)
        if cargo is None or not goals or carrier.mode == "person":
            return None
        goal = self._place(carrier, "to", number)
        if goal is None:
            return None
        at = goals[0].at
        act = Act("transfer", at, unit, "voyage", manner=["supply"])
        act.goods = self.fillers.goods(cargo.phrase, strong=True, act=act)
        if act.goods is None or act.type != "transfer" or not self._is_cargo(act, carrier):
            return None
        if not self._is_new(carrier, goal, at):
            return None
        act.recipient = act.destination = goal
        origin = self._place(carrier, "from", number)
        origin = None if origin is not None and _alike(origin, goal) else origin
        act.origin = origin if origin is not None and origin.place else None
        act.vessel = self.vessel(carrier) if carrier.mode == "sea" else None
        act.supplier = origin or self._ship(carrier)
        status = self._status(at, unit, stopped=bool(carrier.stops))
        if not (cargo.sure and all(fact.sure for fact in goals)) and status.stance is None:
            status.stance, status.hedge = "believed", status.hedge or (at, at + 1)
        return with_status(act, status) if status.told else None

    def _is_new(self, carrier: Carrier, goal: Filler, at: int) -> bool:
        """Whether the cargo's way there adds something: a second goal, or the first again, must be told to be meant."""
        served = self.served.setdefault(id(carrier), [])
        where = goal.country or goal.text
        meant = self._way_at(at, self.text.unit(at)) is not None
        if where in served:
            return meant
        if served and not meant:
            return False
        served.append(where)
        return True

    def _cargo_near(self, carrier: Carrier, number: int) -> Fact | None:
        """What was aboard, as the nearest sentence tells it."""
        facts = carrier.told("cargo")
        return min(facts, key=lambda fact: abs(self.text.unit_of[fact.at] - number), default=None)

    def _is_cargo(self, act: Act, carrier: Carrier) -> bool:
        """Whether the goods are worth an event: of a known class, or whatever was aboard what was stopped."""
        goods = act.goods
        if goods is None or goods.kind in ("workers", "troops", "money"):
            return False
        return goods.kind in self.words.lists["cargo_classes"] or bool(carrier.stops)

    def _status(self, at: int, unit: Unit, *, stopped: bool) -> Status:
        """How surely the word tells of it; what was stopped was under way, although it was hindered."""
        group = self.text.group_at[at]
        status = self.factuality.status(group, unit) if group is not None else Status()
        return status if status.told or not stopped else Status(manner="attempt")


def _within(inner: Phrase, outer: Phrase) -> bool:
    return outer.first <= inner.first and inner.last <= outer.last


def _alike(one: Filler, other: Filler | None) -> bool:
    """Whether two fillers are one country."""
    return other is not None and one.country is not None and one.country == other.country
