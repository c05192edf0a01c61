"""Who did what to whom: acts read from verbs and nouns, before they are merged into events.

A frame of the lexicon says which part of the clause is supplier, item and recipient: of a verb
directly, of a noun in its own phrase and, one level up, on the verb that governs it. What a
rule forbids, what is wished, feared or only possible is no act; what is hedged, tried, planned
or denied is one, and says so.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tidewaiter.model import EventStance, EventType, Manner
from tidewaiter.reports.attribution import Said
from tidewaiter.reports.coreference import Names
from tidewaiter.reports.language import Group, Phrase, Text, Unit
from tidewaiter.reports.words import Frame, Words

_TO = frozenset({"to", "into", "onto", "toward", "towards"})
_FROM = frozenset({"from", "off"})
_THROUGH = frozenset({"through", "via"})
_ABOARD = frozenset({"aboard", "onboard", "on", "in", "by"})
_IMPOSSIBLE = frozenset({"would", "should", "must", "can", "ca", "shall", "ought", "wo", "'d"})
_SIDES = frozenset({"side", "north", "south", "leadership", "capital", "regime", "country"})
_COUNTS = frozenset({"none", "some", "most", "many", "all", "several", "one", "both", "few"})
_NONE = frozenset({"no", "none", "neither", "nobody", "nothing"})
_STANCE: dict[str, EventStance] = {
    "asserts": "attributed",
    "alleges": "alleged",
    "believes": "believed",
    "denies": "denied",
    "neither": "neither",
}


@dataclass(slots=True)
class Filler:
    """What fills a role: its words, the name and country it is known by, whether it was guessed."""

    first: int
    last: int
    text: str
    name: str | None = None
    country: str | None = None
    guess: bool = False
    person: bool = False
    place: bool = False
    others: list[Filler] = field(default_factory=list)


@dataclass(slots=True)
class Goods:
    """The thing handed over: its words, its head, its class if the lexicon knows one."""

    first: int
    last: int
    text: str
    head: str
    kind: str | None = None
    plural: bool = False
    anaphor: bool = False
    origin: Filler | None = None
    from_there: bool = False
    make: str | None = None
    model: str | None = None


@dataclass(slots=True)
class Act:
    """One telling of one act, in one sentence."""

    type: EventType
    word: int
    unit: Unit
    rule: str
    manner: list[Manner] = field(default_factory=list)
    supplier: Filler | None = None
    recipient: Filler | None = None
    goods: Goods | None = None
    origin: Filler | None = None
    destination: Filler | None = None
    intermediary: Filler | None = None
    vessel: Filler | None = None
    via: list[Filler] = field(default_factory=list)
    stance: EventStance = "asserted"
    hedge: tuple[int, int] | None = None
    negated: bool = False
    ongoing: bool = False
    hypothetical: bool = False
    said: list[int] = field(default_factory=list)
    clause: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Status:
    """Whether the words tell of an act at all, and how surely."""

    told: bool = True
    stance: EventStance | None = None
    hedge: tuple[int, int] | None = None
    negated: bool = False
    manner: Manner | None = None
    ongoing: bool = False


def read(text: Text, names: Names, said: list[Said]) -> list[Act]:
    """The acts that a parsed text tells of, in the order of its words."""
    return _Reader(text, names, said).read()


class _Reader:
    __slots__ = ("_last_goods", "_sources", "names", "said", "text", "words")

    def __init__(self, text: Text, names: Names, said: list[Said]) -> None:
        self.text = text
        self.words: Words = text.vocabulary
        self.names = names
        self.said = said
        self._sources: dict[int, list[int]] = {}
        for i, one in enumerate(said):
            self._sources.setdefault(one.unit.sentence, []).append(i)
        self._last_goods: Goods | None = None

    def read(self) -> list[Act]:
        out: list[Act] = []
        for number, unit in enumerate(self.text.units):
            here = self._of_unit(number, unit)
            for act in here:
                self._attribute(act)
            out += here
        return out

    def _of_unit(self, number: int, unit: Unit) -> list[Act]:
        laws = self._laws(number, unit)
        acts: list[Act] = []
        taken: set[int] = set()
        for group in self.text.groups[number]:
            for act in self._of_group(group, unit):
                acts.append(act)
                taken.update(range(act.goods.first, act.goods.last) if act.goods is not None else ())
        for phrase in self.text.phrases[number]:
            if phrase.head not in taken and (act := self._of_noun(phrase, unit)) is not None:
                acts.append(act)
        moved = [a.goods.first for a in acts if a.type == "transfer" and a.goods is not None]
        acts = [a for a in acts if not (a.type == "launch" and a.goods is not None and a.goods.first in moved)]
        normative = [law for law in laws if not any(a.type != "statement-of-law" and self._same_clause(a, law) for a in acts)]
        return [*acts, *normative]

    def _same_clause(self, act: Act, law: Act) -> bool:
        return act.word == law.word

    # -- verbs ------------------------------------------------------------------------------
    def _of_group(self, group: Group, unit: Unit) -> list[Act]:
        words = self.words
        if group.lemma in words.frames or group.lemma == "make":
            act = self._transfer(group, unit)
            if act is not None:
                return [act]
        for find in (self._labour, self._seizure, self._launch, self._designation, self._meeting, self._visit):
            found = find(group, unit)
            if found is not None:
                return [found]
        return []

    def _transfer(self, group: Group, unit: Unit) -> Act | None:
        after = self.text.lower[group.last] if group.last < unit.last else ""
        counts = group.last + 1 < unit.last and self.text.tags[group.last + 1] in ("CD", "$")
        if not counts and f"{group.lemma} {after}" in self.words.lists["not_transfers"]:
            return None
        if group.lemma == "make":
            return self._make_a_present(group, unit)
        status = self._status(group, unit)
        if not status.told:
            return None
        for frame in self.words.frames[group.lemma]:
            act = self._frame(group, frame, unit)
            if act is not None:
                return self._with_status(act, status)
        return None

    def _make_a_present(self, group: Group, unit: Unit) -> Act | None:
        """"made him a present of a car"."""
        objects = self.text.objects(group)
        status = self._status(group, unit)
        gift = next((p for p in objects if self.words.noun_frames.get(self.text.lower[p.head]) is not None), None)
        if gift is None or not status.told or group.passive or self.text.lower[gift.head] not in ("present", "gift", "donation"):
            return None
        act = Act("transfer", group.main, unit, "verb:make-a-gift", manner=["gift"])
        inner = next((p for w, p in self.text.complements(gift, only=frozenset({"of"}))), None)
        act.goods = self._goods(inner if inner is not None else gift, strong=True, act=act)
        act.supplier = self._party(self.text.subject(group))
        act.recipient = self._party(objects[0]) if objects[0] is not gift else None
        self._places(act, self.text.obliques(group), None)
        return self._with_status(act, status) if act.goods is not None else None

    def _with_status(self, act: Act, status: Status) -> Act:
        act.hedge = status.hedge
        act.negated = act.negated or status.negated
        act.ongoing = status.ongoing
        if status.stance is not None:
            act.stance = status.stance
        if status.manner is not None:
            act.manner.append(status.manner)
        return act

    def _frame(self, group: Group, frame: Frame, unit: Unit) -> Act | None:
        text = self.text
        subject, objects = text.subject(group), text.objects(group)
        obliques = text.obliques(group)
        if group.infinitive and subject is not None and self._is_plot(group, subject):
            subject = None
        act = Act("transfer", group.main, unit, f"verb:{group.lemma}", manner=[_manner(frame.manner)])
        if frame.goods_after_with:
            with_ = next((p for w, p in obliques if w == "with" and p.first >= group.last), None)
            receiver = subject if group.passive else next(iter(objects), None)
            if with_ is None or receiver is None:
                return None
            item, giver = with_, None if group.passive else subject
        elif frame.frame == "give":
            item, receiver, giver = self._give(group, frame, subject, objects)
        elif frame.frame == "get":
            item, receiver, giver = (subject, None, None) if group.passive else (next(iter(objects), None), subject, None)
        elif frame.frame == "carry":
            item, receiver, giver = (subject, None, None) if group.passive else (next(iter(objects), None), None, None)
            taken = group.lemma in ("take", "load", "collect") and any(w in _FROM for w, _ in obliques)
            if taken and not group.passive:
                receiver = subject
            else:
                self._carrier(act, None if group.passive else subject)
        else:
            return self._move(act, group, subject, objects, obliques)
        if group.passive and (by := self._by(obliques)) is not None:
            giver, receiver = (giver, by) if frame.frame == "get" else (by, receiver)
        if item is None or (goods := self._goods(item, strong=frame.strong, act=act)) is None:
            return None
        act.goods = goods
        act.supplier = self._party(giver)
        act.recipient = self._party(receiver)
        if frame.lemma == "seek" and any(w == "for" and self._is_party(p) for w, p in obliques):
            act.intermediary, act.recipient = act.recipient, None
        self._places(act, obliques, frame)
        self._owned(act, group, item)
        self._from_name(act)
        act.negated = act.negated or self._none_of(item) or (receiver is not None and self._none_of(receiver))
        return act if self._worth(act, frame) else None

    def _give(
        self, group: Group, frame: Frame, subject: Phrase | None, objects: tuple[Phrase, ...]
    ) -> tuple[Phrase | None, Phrase | None, Phrase | None]:
        if group.passive:
            return (objects[0], subject, None) if objects and frame.double else (subject, None, None)
        if frame.double and len(objects) == 2:
            return objects[1], objects[0], subject
        fronted = self.text.fronted(group) if frame.double and len(objects) == 1 and objects[0].first >= group.last else None
        if fronted is not None and (self.text.tags[objects[0].head] == "PRP" or self._class_of(objects[0]) is None):
            return fronted, objects[0], subject
        if frame.double and len(objects) == 1 and (parts := self._split(objects[0])) is not None:
            return parts[1], parts[0], subject
        return next(iter(objects), None), None, subject

    def _is_plot(self, group: Group, subject: Phrase) -> bool:
        """Of "a conspiracy to supply": the conspiracy supplies nothing."""
        noun = self.text.phrase_at[group.first - 1] if group.first else None
        if noun is None or not self.words.among("attempt_nouns", self.text.lower[noun.head]):
            return False
        return subject == noun or self.text.extended(subject) == noun.last

    def _split(self, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
        """Of "gave Russia weapons": Russia, and weapons."""
        text = self.text
        place = self.names.place_at(text.starts[phrase.first], text.ends[phrase.first])
        if place is None or place[3] == "demonym" or text.tags[phrase.first] not in ("NNP", "NNPS") or text.tags[phrase.head] in ("NNP", "NNPS"):
            return None
        end = phrase.first
        while end < phrase.last and text.starts[end] < place[1]:
            end += 1
        if end >= phrase.last or text.tags[end] == "POS" or text.lower[end] == "-":
            return None
        return Phrase(phrase.first, end, end - 1), Phrase(end, phrase.last, phrase.head)

    def _by(self, obliques: tuple[tuple[str, Phrase], ...]) -> Phrase | None:
        for word, phrase in obliques:
            if word == "by" and not self.text.is_time(phrase) and self.text.lower[phrase.head] not in (
                "way", "air", "sea", "land", "road", "rail", "train", "ship", "hand", "means",
            ):  # fmt: skip
                return phrase
        return None

    def _owned(self, act: Act, group: Group, item: Phrase) -> None:
        """Who has or uses what was smuggled or supplied is its recipient: "has a collection of cars smuggled in"."""
        if act.recipient is not None or item.first > group.first:
            return
        text = self.text
        number = text.unit_of[group.main]
        for holder in text.groups[number]:
            if holder.last > item.first or holder.passive or holder.lemma not in self.words.lists["holding_verbs"]:
                continue
            held = text.objects(holder)
            if any(p.first <= item.first <= text.extended(p) for p in held) and (subject := text.subject(holder)) is not None:
                found = self._party(subject)
                if found is not None and (found.person or found.country or found.name):
                    act.recipient = found
                    found.guess = True
                    return

    def _carrier(self, act: Act, subject: Phrase | None) -> None:
        """The subject of "carried": the vessel, or who moved it."""
        if subject is None:
            return
        party = self._party(subject)
        if party is None:
            return
        if self._class_of(subject) == "vessels" or not (party.person or party.place):
            act.vessel = party
        if party.country is not None and not self._class_of(subject):
            act.supplier = party

    def _move(
        self, act: Act, group: Group, subject: Phrase | None, objects: tuple[Phrase, ...],
        obliques: tuple[tuple[str, Phrase], ...],
    ) -> Act | None:  # fmt: skip
        """"coal went from Wonsan to Kholmsk": the thing is the subject."""
        if subject is None or group.passive:
            return None
        goods = self._goods(subject, strong=False, act=act)
        if goods is None or (goods.kind is None and not goods.anaphor) or goods.kind in ("vessels", "money", "troops"):
            return None
        act.goods = goods
        if group.lemma == "leave" and objects:
            act.origin = self._party(objects[0]) if self.names.is_place(objects[0]) else None
        self._places(act, obliques, None)
        if act.origin is None and act.destination is None and act.recipient is None and act.supplier is None:
            return None
        if goods.anaphor and not ((act.origin or act.supplier) and (act.destination or act.recipient)):
            return None
        act.negated = self._none_of(subject)
        return act

    def _places(self, act: Act, obliques: tuple[tuple[str, Phrase], ...], frame: Frame | None) -> None:
        """Where it came from and went to, through whom and aboard what."""
        for word, phrase in obliques:
            if self.text.is_time(phrase):
                continue
            if word in _TO or (word == "for" and self._is_party(phrase) and act.recipient is None) or (word in ("in", "at") and act.rule == "verb:arrive" and self.names.is_place(phrase)):
                self._put_destination(act, phrase)
            elif word in _FROM:
                self._put_origin(act, phrase)
            elif word == "as" and (noun := self.words.noun_frames.get(self.text.lower[phrase.head])) is not None:
                act.manner = [_manner(noun.manner)]
            elif word in _THROUGH and (party := self._party(phrase)) is not None and party.country is not None:
                act.via.append(party)
            elif (word in _ABOARD and self._class_of(phrase) == "vessels") or word in ("aboard", "onboard"):
                act.vessel = act.vessel or self._party(phrase)
            elif word == "in" and frame is not None and frame.frame == "get" and act.origin is None:
                party = self._party(phrase)
                act.origin = party if party is not None and party.place else None

    def _put_destination(self, act: Act, phrase: Phrase) -> None:
        party = self._party(phrase)
        if party is None:
            return
        if party.place and act.destination is None:
            act.destination = party
        if act.recipient is None:
            act.recipient = party
        elif act.destination is None and party.country is not None:
            act.destination = party

    def _put_origin(self, act: Act, phrase: Phrase) -> None:
        party = self._party(phrase)
        made = self.text.tags[phrase.head] in ("NNP", "NNPS")
        if party is None or (self._class_of(phrase) not in (None, "vessels") and not made):
            return
        if party.place and act.origin is None:
            act.origin = party
        if act.supplier is None:
            act.supplier = party

    def _from_name(self, act: Act) -> None:
        """"North Korean coal" comes from North Korea, where no other supplier is told."""
        goods = act.goods
        if goods is None or goods.origin is None or not goods.from_there:
            return
        country = goods.origin.country
        if act.supplier is not None and (act.supplier.country is not None or act.supplier.person or act.supplier.name):
            return
        if act.recipient is not None and act.recipient.country == country:
            return
        origin = goods.origin
        act.supplier = Filler(origin.first, origin.last, origin.text, origin.name, origin.country, guess=True, place=True)

    def _is_party(self, phrase: Phrase) -> bool:
        party = self._party(phrase)
        return party is not None and (party.country is not None or party.person)

    def _worth(self, act: Act, frame: Frame) -> bool:
        """Whether enough is told: goods of a known kind and a party, or a strong verb with one."""
        parties = [p for p in (act.supplier, act.recipient, act.origin, act.destination) if p is not None]
        named = [p for p in parties if p.country is not None or p.person or p.name]
        goods = act.goods
        if goods is None:
            return False
        if frame.lemma == "seek":
            act.manner = ["procurement", "attempt"]
            return goods.kind is not None and bool(act.supplier and act.supplier.country)
        if frame.lemma in ("have", "get", "take", "bring", "fly", "move", "order", "load", "collect", "accept", "return", "pass"):
            if frame.lemma == "have" and act.supplier is None:
                return False
            return bool(named) and (goods.kind is not None or goods.anaphor) and goods.kind not in ("money", "vessels") and (
                len(parties) > 1 or frame.lemma in ("collect", "accept") or (frame.frame == "carry" and not goods.anaphor)
            )
        if frame.manner == "sale" and frame.lemma in ("sell", "buy", "purchase", "order", "market"):
            if goods.from_there and goods.kind is not None:
                return True
            return len(named) > 1 or bool(act.destination) or (bool(named) and goods.kind is not None and frame.frame == "get")
        if goods.anaphor:
            return bool(named)
        if frame.strong:
            return bool(named) or goods.kind is not None
        if goods.kind in ("money", "vessels"):
            return len(named) > 1
        if act.vessel is not None and goods.kind in self.words.lists["from_where_they_are_named"]:
            return True
        return bool(named) and (goods.kind is not None or len(named) > 1)

    def _none_of(self, phrase: Phrase) -> bool:
        return self.text.lower[phrase.first] in _NONE

    # -- parties ----------------------------------------------------------------------------
    def _party(self, phrase: Phrase | None) -> Filler | None:
        """Who a phrase names; None where it names nobody (a time, an abstract thing)."""
        if phrase is None or self.text.is_time(phrase):
            return None
        text = self.text
        lower = text.lower[phrase.head]
        if text.tags[phrase.head] in ("PRP", "WDT", "WP") or lower in ("that", "this", "those", "these"):
            return self._pronoun(phrase, lower)
        counted = text.tags[phrase.head] == "CD" or lower in _COUNTS
        if counted and (inner := next((p for w, p in text.complements(phrase, only=frozenset({"of"}))), None)) is not None:
            return self._party(inner)
        if text.tags[phrase.head] == "CD" or (self.words.among("abstract", lower) and lower not in _SIDES):
            return None
        last = self._party_end(phrase)
        country = self.names.country(phrase, last)
        run = self.names.name_run(phrase)
        titled = run is not None and run[1] == phrase.last
        name = self.names.full(text.quote(*run)) if run is not None and titled else None
        owner = self.names.owner(phrase)
        person = (name is not None and (" " in name or country is not None)) or self.words.among("roles", lower)
        if name is None and owner is not None:
            name = owner
        state = self.names.is_place(phrase) or self.words.among("organisations", lower) or lower in _SIDES
        person = person or self.words.among("person_heads", lower) or self.words.among("people", lower)
        if name is None and country is not None and not person and state:
            name = self.names.country_name(country)
        return Filler(
            phrase.first, last, _bare(text, phrase.first, last), name=name, country=country, person=bool(person),
            place=self.names.is_place(phrase),
        )  # fmt: skip

    def _party_end(self, phrase: Phrase) -> int:
        text = self.text
        for word, inner in text.complements(phrase, only=frozenset({"of"})):
            if word == "of" and not text.is_time(inner):
                return inner.last
        if self.words.among("roles", text.lower[phrase.head]) or self.words.among("organisations", text.lower[phrase.head]):
            for word, inner in text.complements(phrase):
                if word in ("in", "at", "from") and self.names.is_place(inner) and self.names.country(phrase) is None:
                    return inner.last
                break
        if self._class_of(phrase) == "vessels":
            for word, inner in text.complements(phrase):
                if word == "under" and text.lower[inner.head] == "flag":
                    return inner.last
        return phrase.last

    def _pronoun(self, phrase: Phrase, lower: str) -> Filler | None:
        """A pronoun fills a role with the last party it can mean, and the role is a guess."""
        if lower in ("we", "us", "i", "me"):
            return self._speaker_of(phrase)
        if lower not in ("he", "him", "she", "her", "they", "them", "it"):
            return None
        text = self.text
        wanted = lower in ("he", "him", "she", "her")
        for number in range(text.unit_of[phrase.first], max(text.unit_of[phrase.first] - 2, -1), -1):
            for earlier in text.phrases[number]:
                if earlier.last > phrase.first or text.tags[earlier.head] in ("PRP", "DT", "CD") or text.is_time(earlier):
                    continue
                if text.lower[earlier.head] in _COUNTS or self._class_of(earlier) is not None:
                    continue
                found = self._party(earlier)
                if found is not None and found.person == wanted and (found.name or found.country):
                    found.guess = True
                    return found
        return None

    def _speaker_of(self, phrase: Phrase) -> Filler | None:
        """"we" inside a quotation is who speaks."""
        unit = self.text.unit(phrase.first)
        for i in self._sources.get(unit.sentence, ()):
            said = self.said[i]
            if said.contains(phrase.first):
                return Filler(phrase.first, phrase.last, self.text.quote(phrase.first, phrase.last), said.speaker.name,
                              said.speaker.country, guess=True, person=said.speaker.person)  # fmt: skip
        return None

    # -- goods ------------------------------------------------------------------------------
    def _class_of(self, phrase: Phrase) -> str | None:
        """The class of goods of a phrase: that of its head, else of a word before it, else of what it counts."""
        text, classes = self.text, self.words.classes
        if phrase.head > phrase.first:
            kind = classes.get(f"{text.lower[phrase.head - 1]} {text.lower[phrase.head]}")
            if kind is not None:
                return kind
        for at in (phrase.head, *range(phrase.last - 1, phrase.first - 1, -1)):
            if (kind := classes.get(text.lower[at])) is not None and text.tags[at] != "POS":
                return kind
        if self._make_in(phrase.first, phrase.last) is not None:
            return "vehicles"
        return None

    def _make_in(self, first: int, last: int) -> tuple[str, str | None] | None:
        return self.words.make_in(self.text.quote(first, last))

    def _goods(self, phrase: Phrase, *, strong: bool, act: Act) -> Goods | None:
        """The goods that a phrase names, or None where it names a person, a place, a time, an idea."""
        text, words = self.text, self.words
        lower = text.lower[phrase.head]
        if text.tags[phrase.head] == "PRP" or lower in ("that", "this", "those", "these", "which"):
            return self._anaphor(phrase, lower)
        if text.is_time(phrase):
            return None
        core = self._core(phrase)
        lower = text.lower[core.head]
        kind = self._class_of(core) or self._class_of(phrase)
        if kind is None and self._is_no_goods(core, strong=strong):
            return None
        if words.among("labour_items", lower) and self._is_labour(core):
            act.type, kind = "labour", "workers"
        elif kind in ("workers", "troops") and act.type != "labour":
            return None
        left = text.leftmost(phrase)
        if left.first < phrase.first and (self._class_of(left) is not None or kind is not None):
            phrase = left
        group = text.coordinated(phrase)
        last = max(self._goods_end(p) for p in group)
        generic = words.among("generic_items", lower) and (kind is None or lower in ("gift", "present"))
        definite = text.lower[core.first] in ("the", "that", "this", "these", "those", "its", "his", "their")
        found = self._make_in(phrase.first, last)
        goods = Goods(
            phrase.first, last, _bare(text, phrase.first, last), lower, kind, plural=text.tags[core.head] in ("NNS", "NNPS"),
            anaphor=generic or (definite and lower in words.lists["anaphors"]), origin=self._made_in(phrase, last),
            make=found[0] if found else None, model=found[1] if found else None,
        )  # fmt: skip
        if goods.origin is None and (place := self._country_filler(core.first, core.head)) is not None:
            goods.origin = place
            goods.from_there = kind in words.lists["from_where_they_are_named"] and place.last == core.head
        if goods.anaphor and goods.kind is None and self._last_goods is not None:
            goods.kind = self._last_goods.kind
        if not generic:
            self._last_goods = goods
        return goods

    def _anaphor(self, phrase: Phrase, lower: str) -> Goods | None:
        if lower not in ("it", "them", "that", "this", "which", "those", "these", "they"):
            return None
        last = self._goods_before(phrase)
        if last is not None:
            self._last_goods = last
            return last
        last = self._last_goods
        if last is None:
            return None
        return Goods(phrase.first, phrase.last, _bare(self.text, phrase.first, phrase.last), last.head, last.kind, last.plural, anaphor=True)

    def _goods_before(self, phrase: Phrase) -> Goods | None:
        """The last phrase of the same sentence before the pronoun that names goods of a known class."""
        text = self.text
        here = [p for p in text.phrases[text.unit_of[phrase.first]] if p.last <= phrase.first]
        free = [p for p in here if p.first == text.unit(p.first).first or not text.is_preposition(p.first - 1)]
        for earlier in (*reversed(free), *reversed(here)):
            if text.tags[earlier.head] == "PRP":
                continue
            kind = self._class_of(earlier)
            if kind is not None and kind not in ("money", "workers", "troops") and text.tags[earlier.head] in ("NN", "NNS"):
                start = text.leftmost(earlier)
                last = text.extended(earlier)
                return Goods(start.first, last, _bare(text, start.first, last), text.lower[earlier.head], kind, text.tags[earlier.head] == "NNS")
        return None

    def _core(self, phrase: Phrase) -> Phrase:
        """Of "a shipment of coal", "dozens of workers": what is counted or shipped."""
        text = self.text
        lower = text.lower[phrase.head]
        if self.words.among("collections", lower) or text.tags[phrase.head] == "CD" or lower in self.words.noun_frames:
            inner = next((p for w, p in text.complements(phrase, only=frozenset({"of"}))), None)
            if inner is not None:
                return self._core(inner)
        return phrase

    def _goods_end(self, phrase: Phrase) -> int:
        last = self.text.extended(phrase)
        return last if last == phrase.last or not self._ends_in_place(phrase, last) else phrase.last

    def _ends_in_place(self, phrase: Phrase, last: int) -> bool:
        inner = self.text.phrase_at[last - 1]
        return inner is not None and self.names.is_place(inner)

    def _is_no_goods(self, phrase: Phrase, *, strong: bool) -> bool:
        text, words = self.text, self.words
        lower = text.lower[phrase.head]
        if words.among("generic_items", lower):
            return False
        if any(words.among(name, lower) for name in ("abstract", "roles", "documents", "people")):
            return True
        if words.among("organisations", lower) or words.among("claim_nouns", lower) or lower in words.noun_frames:
            return lower not in words.noun_frames or not strong
        if text.tags[phrase.head] == "CD" or self.names.is_place(phrase):
            return True
        if text.tags[phrase.first] == "CD" and text.tags[phrase.head] in ("NNS", "NNPS") and phrase.head > phrase.first:
            return False  # "24 Orlov Trotters"
        if text.tags[phrase.head] in ("NNP", "NNPS"):
            return not strong or self.names.name_run(phrase) is not None
        return lower.endswith(_ABSTRACT_ENDINGS) and lower not in ("equipment", "ammunition", "armament", "shipment", "munition", "munitions")

    def _is_labour(self, phrase: Phrase) -> bool:
        head = self.text.lower[phrase.head]
        return head not in ("nationals", "staff", "employees") or self.names.country(phrase) == "KP"

    def _made_in(self, phrase: Phrase, last: int) -> Filler | None:
        """Of "Russian-made car" and "a car made in Russia": Russia."""
        text, words = self.text, self.words
        for at in range(phrase.first + 1, last):
            if text.lower[at] in words.lists["made_words"] and text.lower[at - 1] == "-":
                return self._country_filler(phrase.first, at)
        at, end = last, text.unit(phrase.first).last
        if at + 2 < end and text.lower[at] in words.lists["made_words"] and text.lower[at + 1] in ("in", "by"):
            place = text.phrase_at[at + 2]
            return self._country_filler(place.first, place.last) if place is not None else None
        if at + 2 < end and text.lower[at] == "of" and text.lower[at + 2] in ("make", "origin", "manufacture"):
            return self._country_filler(at + 1, at + 2)
        return None

    def _country_filler(self, first: int, last: int) -> Filler | None:
        place = self.names.place_at(self.text.starts[first], self.text.ends[last - 1])
        if place is None:
            return None
        return Filler(first, last, self.text.text[place[0] : place[1]], self.names.country_name(place[2]), place[2], place=True)

    # -- nouns ------------------------------------------------------------------------------
    def _of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """A noun of transfer with its item and parties, its own or those of the verb above it."""
        text, words = self.text, self.words
        lower = text.lower[phrase.head]
        if lower == "use":
            return self._use(phrase, unit)
        frame = words.noun_frames.get(lower)
        if frame is None:
            return None
        act = Act("transfer", phrase.head, unit, f"noun:{lower}", manner=[_manner(frame.manner)])
        status = self._noun_status(phrase, unit)
        if not status.told:
            return None
        self._inside(act, phrase, frame)
        self._around(act, phrase, frame)
        if act.goods is None or act.goods.kind is None:
            return None
        parties = [p for p in (act.supplier, act.recipient) if p is not None and (p.country or p.person or p.name)]
        need = 1 if frame.manner not in ("sale", "plan") or status.stance is not None else 2
        return self._with_status(act, status) if len(parties) >= need else None

    def _inside(self, act: Act, phrase: Phrase, frame: Frame) -> None:
        """Item and parties in the noun's own phrase: "Iran's drone sales to Russia"."""
        text = self.text
        owner = self.names.possessor(phrase)
        first = phrase.first
        if owner is not None:
            self._give_to(act, frame, self._party(owner))
            first = owner.last + 1
        compound = Phrase(first, phrase.head, phrase.head - 1) if phrase.head > first else None
        if "ship-to-ship" in text.quote(first, phrase.head + 1).lower():
            act.manner, compound = ["ship-to-ship"], None
        if compound is not None and self._class_of(compound) is not None:
            act.goods = self._goods(compound, strong=True, act=act)
        if owner is None and act.supplier is None and (place := self.names.place_at(text.starts[first], text.starts[phrase.head])):
            made = text.lower[first : phrase.head]
            if "made" not in made:
                filler = self._country_filler(first, phrase.head)
                self._give_to(act, frame, filler) if place else None
        for word, inner in text.complements(phrase):
            if word == "of" and act.goods is None:
                act.goods = self._goods(inner, strong=True, act=act)
            elif word in _TO or word == "for":
                act.recipient = act.recipient or self._party(inner)
            elif word in _FROM or word == "by":
                act.supplier = act.supplier or self._party(inner)
            elif word in _THROUGH and (party := self._party(inner)) is not None and party.country:
                act.via.append(party)

    def _give_to(self, act: Act, frame: Frame, party: Filler | None) -> None:
        if frame.frame == "get":
            act.recipient = act.recipient or party
        else:
            act.supplier = act.supplier or party

    def _around(self, act: Act, phrase: Phrase, frame: Frame) -> None:
        """One level up: the subject of the verb that governs the noun, and its to- and from-phrases."""
        group = self._governor(phrase)
        if group is None:
            return
        text, words = self.text, self.words
        if words.among("light_verbs", group.lemma) or group.lemma in words.frames or group.lemma in ("deny", "announce", "approve"):
            subject = self._party(text.subject(group)) if not group.passive else None
            if subject is not None and (subject.country or subject.person):
                if any(f.frame == "get" for f in words.frames.get(group.lemma, ())):
                    act.recipient = act.recipient or subject
                else:
                    self._give_to(act, frame, subject)
            for word, inner in text.obliques(group):
                if inner.first < phrase.last:
                    continue
                if word in _TO:
                    act.recipient = act.recipient or self._party(inner)
                elif word in _FROM:
                    act.supplier = act.supplier or self._party(inner)

    def _governor(self, phrase: Phrase) -> Group | None:
        """The verb whose object or subject the noun (or the claim about it) is."""
        text = self.text
        unit = text.unit(phrase.first)
        at = phrase.first - 1
        while at >= unit.first and at > phrase.first - 9:
            group = text.group_at[at]
            if group is not None:
                return group
            if text.lower[at] in (",", ";"):
                break
            at -= 1
        return None

    def _use(self, phrase: Phrase, unit: Unit) -> Act | None:
        """"its use of North Korean-made weapons": they came from there to the user."""
        text = self.text
        inner = next((p for w, p in text.complements(phrase, only=frozenset({"of"}))), None)
        if inner is None:
            return None
        act = Act("transfer", phrase.head, unit, "noun:use", manner=[])
        goods = self._goods(inner, strong=True, act=act)
        if goods is None or goods.origin is None:
            return None
        user = self.names.possessor(phrase)
        group = self._governor(phrase)
        party = self._party(user) if user is not None and text.tags[user.head] != "PRP$" else None
        if party is None and group is not None:
            party = self._party(text.subject(group))
        if party is None or party.country is None or party.country == goods.origin.country:
            return None
        act.goods, act.recipient, act.origin = goods, party, goods.origin
        supplier = goods.origin
        act.supplier = Filler(supplier.first, supplier.last, supplier.text, supplier.name, supplier.country, guess=True)
        return act

    # -- is it told as a fact ---------------------------------------------------------------
    def _status(self, group: Group, unit: Unit) -> Status:
        """Whether a verb tells of an act: not wished, feared, forbidden or conditional; how surely; tried or planned."""
        text = self.text
        status = Status(negated=group.negated, ongoing=group.progressive)
        if self._is_question(unit) or self._is_conditional(group, unit):
            return Status(told=False)
        if group.modal is not None and not self._modal(group, status):
            return status
        governor = self._verb_above(group) if group.infinitive or group.bare else None
        if group.infinitive and (noun := text.phrase_at[group.first - 1] if group.first > unit.first else None) is not None:
            head = text.lower[noun.head]
            if self.words.among("wish_nouns", head):
                return Status(told=False)
            if self.words.among("attempt_nouns", head):
                status.manner = "attempt"
        if governor is not None:
            self._governed(group, governor, status)
        if status.told and self._in_norm(group, unit):
            status.told = False
        self._adverbs(group, unit, status)
        if status.hedge is None and (above := governor or self._holder(group)) is not None:
            self._adverbs(above, unit, status)
        return status

    def _holder(self, group: Group) -> Group | None:
        """Of "has reportedly fired missiles supplied by": the verb whose object the participle describes."""
        if not (group.bare and group.passive):
            return None
        groups = self.text.groups[self.text.unit_of[group.main]]
        here = groups.index(group)
        return groups[here - 1] if here else None

    def _modal(self, group: Group, status: Status) -> bool:
        modal = group.modal or ""
        if modal in _IMPOSSIBLE or (modal in ("could", "may", "might") and not group.perfect):
            status.told = False
        elif modal in ("may", "might", "could"):
            status.stance, status.hedge = "believed", (group.first, group.last)
        elif modal in ("will", "'ll"):
            status.manner = "plan"
        return status.told

    def _verb_above(self, group: Group) -> Group | None:
        text, unit = self.text, self.text.unit(group.main)
        if group.bare and group.passive:
            return None
        at = group.first - 1
        while at >= unit.first:
            found = text.group_at[at]
            if found is not None:
                return found
            if group.bare and text.lower[at] == ",":
                return None
            at -= 1
        return None

    def _governed(self, group: Group, governor: Group, status: Status) -> None:
        text, words = self.text, self.words
        lemma, form = governor.lemma, text.lower[governor.main]
        linked = text.lower[group.first - 1] if group.first else ""
        if governor.negated and not group.bare:
            status.negated = True
        if (governor.passive or governor.lemma in words.lists["seem"]) and (kind := words.hedges.get(form)):
            status.hedge = (governor.first, governor.last)
            status.stance = {"believed": "believed", "alleged": "alleged"}.get(kind, status.stance)  # type: ignore[assignment]
        elif lemma in words.lists["seem"]:
            status.hedge, status.stance = (governor.first, governor.last), "believed"
        elif words.among("norm_verbs", lemma) or (words.among("wishes", lemma) and lemma not in ("help", "continue")):
            status.told = False
        elif words.among("attempts", lemma):
            status.manner = "attempt"
        elif words.among("plans", lemma):
            status.manner = "plan"
        elif lemma in ("accuse", "suspect", "charge") and linked in ("of", "with"):
            status.stance = "alleged" if lemma != "suspect" else "believed"
            status.hedge = (governor.first, governor.last)
        elif lemma in ("have", "be") and group.infinitive and text.group_at[group.first - 1] is governor:
            status.told = False
        if governor.modal in _IMPOSSIBLE or (governor.modal in ("may", "might", "could", "can") and not governor.perfect):
            status.told = status.told and linked in ("by", "for") and governor.modal not in _IMPOSSIBLE

    def _in_norm(self, group: Group, unit: Unit) -> bool:
        """Whether the verb stands under a rule: "prohibit directly or indirectly supplying"."""
        text, words = self.text, self.words
        if group.finite and not (group.modal == "may" and not group.perfect):
            return False
        for at in range(group.first - 1, unit.first - 1, -1):
            if words.among("norm_words", text.lower[at]) or text.lower[at] in ("against", "without"):
                return True
            verb = text.group_at[at]
            if verb is not None and verb.finite and not words.among("norm_verbs", verb.lemma):
                return False
        return False

    def _adverbs(self, group: Group, unit: Unit, status: Status) -> None:
        text, words = self.text, self.words
        for at in range(max(group.first - 2, unit.first), min(group.last + 1, unit.last)):
            kind = words.hedges.get(text.lower[at])
            if kind is None or text.tags[at] not in ("RB", "JJ"):
                continue
            status.hedge = (at, at + 1)
            status.stance = {"believed": "believed", "alleged": "alleged", "reported": "attributed"}[kind]  # type: ignore[assignment]

    def _is_question(self, unit: Unit) -> bool:
        return self.text.lower[unit.last - 1] == "?"

    def _is_conditional(self, group: Group, unit: Unit) -> bool:
        lower = self.text.lower
        for at in range(group.first - 1, unit.first - 1, -1):
            if lower[at] in ("if", "unless", "whether", "lest"):
                return True
            if lower[at] in (",", ";"):
                return False
            verb = self.text.group_at[at]
            if verb is not None and verb.finite and at < group.first - 1 and group.finite:
                return False
        return False

    def _noun_status(self, phrase: Phrase, unit: Unit) -> Status:
        text, words = self.text, self.words
        status = Status()
        if self._is_question(unit):
            return Status(told=False)
        for at in range(phrase.first - 1, max(phrase.first - 8, unit.first) - 1, -1):
            lower = text.lower[at]
            if lower in (",", ";"):
                break
            if words.among("norm_words", lower) or lower in ("against", "possible", "potential"):
                return Status(told=False)
            if words.among("attempt_nouns", lower):
                status.manner = "attempt"
            if text.group_at[at] is not None:
                break
        if any(words.among("norm_words", text.lower[at]) for at in range(phrase.first, phrase.last)):
            return Status(told=False)
        following = [text.lower[at] for at in range(phrase.last, min(phrase.last + 2, unit.last))]
        if any(words.among("norm_words", word) for word in following):
            return Status(told=False)
        if (group := self._governor(phrase)) is not None:
            if group.modal is not None and not self._modal(group, status):
                return status
            if words.among("norm_verbs", group.lemma) or words.among("wishes", group.lemma) or words.among("breach_verbs", group.lemma):
                return Status(told=False)
            status.negated = group.negated
            self._adverbs(group, unit, status)
        after = self._verb_of_subject(phrase)
        if after is not None:
            if after.modal is not None and not self._modal(after, status):
                return status
            if words.among("norm_verbs", after.lemma):
                return Status(told=False)
        return status

    def _verb_of_subject(self, phrase: Phrase) -> Group | None:
        text, unit = self.text, self.text.unit(phrase.first)
        at = phrase.last
        for _, inner in text.complements(phrase):
            at = inner.last
        found = text.group_at[at] if at < unit.last else None
        return found if found is not None and found.finite else None

    # -- other acts -------------------------------------------------------------------------
    def _labour(self, group: Group, unit: Unit) -> Act | None:
        """Workers sent, hosted, sent home: the host and the country they come from are the parties."""
        text = self.text
        if not self.words.among("labour_verbs", group.lemma):
            return None
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if item is None or not self.words.among("labour_items", text.lower[self._core(item).head]):
            return None
        status = self._status(group, unit)
        act = Act("labour", group.main, unit, f"verb:{group.lemma}")
        act.goods = self._goods(item, strong=True, act=act)
        act.type = "labour"
        if act.goods is None or not status.told:
            return None
        doer = self._party(self._by(text.obliques(group)) if group.passive else text.subject(group))
        home = act.goods.origin
        if self.words.among("labour_hosts", group.lemma):
            act.supplier, act.recipient = home, doer
        else:
            act.supplier, act.recipient = doer, home
            self._places(act, text.obliques(group), None)
        if act.supplier is None and act.recipient is None:
            return None
        return self._with_status(act, status)

    def _seizure(self, group: Group, unit: Unit) -> Act | None:
        text = self.text
        if not self.words.among("seizures", group.lemma):
            return self._stopped_with(group, unit)
        status = self._status(group, unit)
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if not status.told or item is None:
            return None
        act = Act("seizure", group.main, unit, f"verb:{group.lemma}")
        party = self._party(item)
        if (party is not None and party.person) or text.lower[item.head] in ("national", "nationals", "citizen", "citizens"):
            return None
        goods = self._goods(item, strong=True, act=act)
        if goods is None:
            if text.tags[item.head] not in ("NNP", "NNPS") or self.names.is_place(item):
                return None
            goods = Goods(item.first, item.last, _bare(text, item.first, item.last), text.lower[item.head], None)
        act.type, act.goods = "seizure", goods
        obliques = text.obliques(group)
        act.recipient = self._party(self._by(obliques) if group.passive else text.subject(group))
        for word, phrase in obliques:
            if word in ("from", "aboard", "on", "off") and not text.is_time(phrase):
                party = self._party(phrase)
                if self._class_of(phrase) == "vessels":
                    act.vessel = act.vessel or party
                act.supplier = act.supplier or (party if word != "on" or act.vessel is party else None)
        return self._with_status(act, status)

    def _stopped_with(self, group: Group, unit: Unit) -> Act | None:
        """"stopped the ship with banned coal": the coal was taken from the ship."""
        text = self.text
        vessel = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if not self.words.among("stops", group.lemma) or vessel is None or self._class_of(vessel) != "vessels":
            return None
        cargo = next((p for w, p in text.obliques(group) if w == "with"), None)
        status = self._status(group, unit)
        if cargo is None or not status.told:
            return None
        act = Act("seizure", group.main, unit, f"verb:{group.lemma}")
        act.goods = self._goods(cargo, strong=False, act=act)
        act.vessel = act.supplier = self._party(vessel)
        act.recipient = self._party(self._by(text.obliques(group)) if group.passive else text.subject(group))
        act.type = "seizure"
        return self._with_status(act, status) if act.goods is not None else None

    def _launch(self, group: Group, unit: Unit) -> Act | None:
        text = self.text
        if not self.words.among("launches", group.lemma):
            return None
        status = self._status(group, unit)
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if not status.told or item is None:
            return None
        core = self._core(item)
        if not self.words.among("launch_items", text.lower[core.head]):
            return None
        act = Act("launch", group.main, unit, f"verb:{group.lemma}")
        last = text.extended(item)
        act.goods = Goods(item.first, last, _bare(text, item.first, last), text.lower[core.head], "arms")
        act.supplier = self._party(self._by(text.obliques(group)) if group.passive else text.subject(group))
        return self._with_status(act, status)

    def _designation(self, group: Group, unit: Unit) -> Act | None:
        """"put sanctions on X", "X was sanctioned", "was put under sanctions by"."""
        text, words = self.text, self.words
        status = self._status(group, unit)
        if not status.told or group.modal:
            return None
        objects = text.objects(group)
        obliques = text.obliques(group)
        target: Phrase | None = None
        if words.among("designations", group.lemma) and group.lemma != "list":
            target = text.subject(group) if group.passive else next(iter(objects), None)
        elif group.lemma in ("put", "impose", "slap", "place", "announce", "levy"):
            sanction = [p for p in objects if text.lower[p.head] in ("sanctions", "sanction")]
            if group.passive and any(w == "under" and text.lower[p.head] == "sanctions" for w, p in obliques):
                target = text.subject(group)
            elif sanction or (group.lemma == "announce" and any(text.lower[p.head] == "measures" for p in objects)):
                target = next((p for w, p in obliques if w in ("on", "against")), None)
        if target is None or self.names.is_place(target) or text.is_time(target):
            return None
        act = Act("designation", group.main, unit, f"verb:{group.lemma}")
        act.supplier = self._party(self._by(obliques) if group.passive else text.subject(group))
        last = text.extended(target)
        act.recipient = self._party(target) or Filler(target.first, last, _bare(text, target.first, last))
        if act.supplier is None and not group.passive:
            return None
        return self._with_status(act, status)

    def _meeting(self, group: Group, unit: Unit) -> Act | None:
        text, words = self.text, self.words
        met = words.among("meetings", group.lemma)
        held = words.among("meeting_verbs", group.lemma) and any(
            words.among("meeting_nouns", text.lower[p.head]) for p in text.objects(group)
        )
        if not met and not held:
            return None
        subject = text.subject(group)
        status = self._status(group, unit)
        if not status.told or subject is None or group.passive or group.infinitive:
            return None
        subject = text.leftmost(subject)
        several = text.coordinated(subject)
        other = several[1] if len(several) > 1 else next(
            (p for w, p in text.obliques(group) if w == "with"), next(iter(text.objects(group)), None) if met else None
        )
        parties = [self._party(p) for p in (subject, other) if p is not None]
        named = [p for p in parties if p is not None]
        if not named or (met and len(named) < 2):
            return None
        act = Act("meeting", group.main, unit, f"verb:{group.lemma}")
        act.supplier = named[0]
        act.recipient = named[1] if len(named) > 1 else None
        return self._with_status(act, status)

    def _visit(self, group: Group, unit: Unit) -> Act | None:
        text, words = self.text, self.words
        subject = text.subject(group)
        if subject is None or group.passive:
            return None
        link = ""
        if words.among("visits", group.lemma):
            place = next(iter(text.objects(group)), None)
        elif words.among("visit_moves", group.lemma):
            moved = [(w, p) for w, p in text.obliques(group) if w in ("to", "in", "for", "from") and self.names.is_place(p)]
            link, place = moved[0] if moved else ("", None)
        else:
            return None
        if place is None or not (self.names.is_place(place) or self.names.country(place)):
            return None
        party = self._party(subject)
        visitor = words.among("visitors", text.lower[subject.head]) or (party is not None and party.person)
        status = self._status(group, unit)
        if not visitor or not status.told or group.infinitive or group.bare:
            return None
        act = Act("visit", group.main, unit, f"verb:{group.lemma}")
        act.supplier = party or Filler(subject.first, subject.last, _bare(text, subject.first, subject.last))
        if link == "from":
            act.origin = self._party(place)
        else:
            act.destination = self._party(place)
        return self._with_status(act, status)

    # -- law --------------------------------------------------------------------------------
    def _laws(self, number: int, unit: Unit) -> list[Act]:
        """What the sentence says a rule forbids or allows: one act for a sentence."""
        text, words = self.text, self.words
        norm = next((at for at in range(unit.first, unit.last) if self._is_norm(at)), None)
        if norm is None:
            norm = self._may_not(number)
        if norm is None:
            norm = self._exemption(number, unit)
        if norm is None or not self._has_law(unit, norm):
            return []
        act = Act("statement-of-law", norm, unit, "norm")
        act.goods = self._norm_goods(number, unit, norm, act)
        act.type = "statement-of-law"
        for word in range(norm, unit.last):
            if text.lower[word] in ("to", "into", "with", "on") and word + 1 < unit.last:
                self._norm_party(act, text.lower[word], text.phrase_at[word + 1], word + 1)
            elif text.lower[word] == "from" and word + 1 < unit.last and (phrase := text.phrase_at[word + 1]) is not None:
                if self.names.is_place(phrase):
                    act.supplier = act.supplier or self._party(phrase)
        for word in range(norm, unit.first, -1):
            if text.lower[word - 1] in ("on", "against", "for") and act.recipient is None and act.supplier is None:
                self._norm_party(act, text.lower[word - 1], text.phrase_at[word], word)
        return [act] if act.goods is not None or act.recipient is not None else []

    def _is_norm(self, at: int) -> bool:
        """Whether the word forbids, and does not only describe ("banned goods") or imagine ("would be banned")."""
        text = self.text
        if not self.words.among("norm_words", text.lower[at]):
            return False
        group = text.group_at[at]
        if group is not None:
            return group.modal not in ("would", "could", "should") and group.main == at
        return text.tags[at] in ("NN", "NNS", "VB", "VBP") or text.phrase_at[at] is None

    def _norm_party(self, act: Act, word: str, phrase: Phrase | None, at: int) -> None:
        if phrase is None or phrase.first != at or act.recipient is not None:
            return
        party = self._party(phrase)
        if party is not None and (party.place or (party.country is not None and word != "on")):
            act.recipient = party

    def _may_not(self, number: int) -> int | None:
        text = self.text
        for group in self.text.groups[number]:
            if group.modal in ("may", "can", "must") and not group.perfect:
                subject = text.subject(group)
                none = subject is not None and text.lower[subject.first] in ("no", "none")
                if (group.negated or none) and (group.lemma in self.words.frames):
                    return group.main
        return None

    def _exemption(self, number: int, unit: Unit) -> int | None:
        text = self.text
        for phrase in text.phrases[number]:
            if self.words.among("exemptions", text.lower[phrase.head]) and any(
                text.lower[at] in ("granted", "grants", "grant", "gave", "approved", "given", "approves", "issued")
                for at in range(unit.first, unit.last)
            ):
                return phrase.head
        return None

    def _has_law(self, unit: Unit, norm: int) -> bool:
        """Whether a rule is named, or the verb has a rule for its subject."""
        text, words = self.text, self.words
        if words.among("exemptions", text.lower[norm]):
            return True
        here = range(unit.first, unit.last)
        sourced = any(words.among("norm_sources", text.lower[at]) for at in here if at != norm)
        traded = any(text.lower[at] in words.noun_frames or words.lemma.get(text.lower[at]) in words.frames for at in here)
        group = text.group_at[norm]
        return sourced or (traded and group is not None) or (group is not None and group.passive and group.finite)

    def _norm_goods(self, number: int, unit: Unit, norm: int, act: Act) -> Goods | None:
        text = self.text
        known = [p for p in text.phrases[number] if self._class_of(p) is not None or text.lower[p.head] in ("goods", "items", "technologies", "labor", "labour")]
        before = [p for p in reversed(known) if p.first < norm]
        relative = any(text.tags[at] in ("WDT", "WP") or text.lower[at] == "that" for at in range(before[0].last, norm)) if before else False
        after = [p for p in known if p.first >= norm]
        for phrase in (*before, *after) if relative or not after else after:
            goods = self._goods(phrase, strong=True, act=act)
            if goods is not None and goods.first != goods.last:
                return goods
        return None

    # -- statements -------------------------------------------------------------------------
    def _attribute(self, act: Act) -> None:
        """Which statements contain the act, and the stance that gives it."""
        if not act.clause[1]:
            act.clause = self._clause(act)
        inside = [i for i in self._sources.get(act.unit.sentence, ()) if self.said[i].contains(act.word)]
        act.said = inside
        if not inside:
            if act.negated:
                act.stance = "denied"
            return
        said = self.said[inside[-1]]
        if said.stance == "asserts" and self._accuses(said, act):
            said.stance, said.act = "alleges", "accuses"
        stance = _STANCE[said.stance] if said.act != "jokes" else "attributed"
        if act.negated and said.stance == "asserts" and act.type in ("transfer", "labour"):
            said.stance, said.act = "denies", "denies"
        if act.negated and stance == "attributed":
            act.stance = "denied"
        elif act.stance in ("asserted", "attributed") or stance in ("denied", "neither"):
            act.stance = stance

    def _accuses(self, said: Said, act: Act) -> bool:
        """A government that tells of a transfer between others charges them with it."""
        country = said.speaker.country
        if act.type != "transfer" or act.negated or country in (None, "UN") or said.speaker.medium is not None:
            return False
        if said.speaker.kind == "document" or not self._is_government(said):
            return False
        parties = {p.country for p in (act.supplier, act.recipient, act.origin) if p is not None and p.country is not None}
        return bool(parties) and country not in parties

    def _is_government(self, said: Said) -> bool:
        text = self.text
        first, last = said.speaker.first, said.speaker.last
        named = f"{said.speaker.name} {said.speaker.affiliation or ''} {text.quote(first, last)}".lower().split()
        if any(self.words.among("government_words", word.strip(".,'’")) for word in named):
            return True
        phrase = text.phrase_at[first]
        return phrase is not None and self.names.is_place(phrase)

    def _clause(self, act: Act) -> tuple[int, int]:
        """The characters around the act, from the verb before to the verb after it."""
        sentence = self.text.sentences[act.unit.sentence]
        return sentence.start, sentence.end


_ABSTRACT_ENDINGS = ("tion", "sion", "ness", "ity", "ance", "ence", "ship", "ism", "ment", "ing", "ure", "acy", "dom")


def _manner(name: str) -> Manner:
    return name  # type: ignore[return-value]


def _bare(text: Text, first: int, last: int) -> str:
    """The words without article and possessive mark at the edges."""
    while first < last - 1 and text.lower[first] in ("a", "an", "the", ",", "that", "and"):
        first += 1
    if text.tags[last - 1] == "POS" and last - 1 > first:
        last -= 1
    return text.quote(first, last)
