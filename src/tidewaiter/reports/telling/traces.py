"""Transfers told without a word of transfer: where a thing turned up, who is its source, who built it.

Nobody "gives" in "Rifles made in Peru were found in Mali", "Chile is the main source of copper for
Laos" or "took delivery of two jets", and yet something has gone from one place to another.
"""

from __future__ import annotations

import functools
from collections.abc import Callable

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.transfers import Transfers
from tidewaiter.reports.telling.voyages import Voyages


@functools.cache
def _lemmas(words: Words) -> frozenset[str]:
    """The verbs that any of these readings begins with."""
    named = ("way_verbs", "falling_verbs", "find_verbs", "erecting_verbs", "voyage_verbs", "thanking_verbs")
    pairs = (*words.lists["ending_up"], *words.lists["takings"], *words.lists["coming_down"])
    plain = frozenset({"be", "become", "remain", "have", "get"}) | frozenset(pair.split()[0] for pair in pairs)
    return plain.union(*(words.lists[name] for name in named))


class Traces:
    """Reads such acts of one text from its verbs."""

    __slots__ = ("factuality", "fillers", "names", "text", "transfers", "voyages", "words")

    def __init__(self, transfers: Transfers, voyages: Voyages) -> None:
        self.transfers = transfers
        self.voyages = voyages
        self.fillers: Fillers = transfers.fillers
        self.factuality: Factuality = transfers.factuality
        self.text: Text = transfers.text
        self.names: Names = transfers.names
        self.words: Words = transfers.words

    def read(self, group: Group, unit: Unit) -> Act | None:
        """The transfer that the verb lets one see, if it does."""
        if group.lemma not in _lemmas(self.words) and not self.voyages.way(group.main, unit):
            return None
        for find in self._finders():
            act = find(group, unit)
            if act is None:
                continue
            status = self.factuality.status(group, unit)
            status.ongoing = status.ongoing or self.text.tags[group.main] in ("VBP", "VBZ")
            status.hedge = status.hedge or act.hedge
            return with_status(act, status) if status.told else None
        return None

    def _finders(self) -> tuple[Callable[[Group, Unit], Act | None], ...]:
        return (
            self._source, self._ended_up, self._found, self._taken, self._built, self._docked,
            self._thanked, self._had_made, self._of_make, self._bound,
        )  # fmt: skip

    def _act(self, group: Group, unit: Unit, rule: str) -> Act:
        return Act("transfer", group.main, unit, f"trace:{rule}", manner=["supply"])

    # -- "South Korea was the source of the engines" ---------------------------------------------
    def _source(self, group: Group, unit: Unit) -> Act | None:
        """Who is said to be the source, the supplier or the buyer of something."""
        text = self.text
        if group.lemma not in ("be", "become", "remain") or group.infinitive:
            return None
        subject, predicate = text.subject(group), next(iter(text.objects(group)), None)
        if subject is None or predicate is None:
            return None
        predicate = next((p for p in text.coordinated(predicate) if self._is_side(p)), predicate)
        if not self._is_side(predicate):
            subject, predicate = predicate, subject
        if not self._is_side(predicate):
            return None
        act = self._act(group, unit, text.lower[predicate.head])
        item = next((p for _, p in text.complements(predicate, only=frozenset({"of"}))), None)
        item = item or self._named_before(predicate)
        act.goods = self.fillers.goods(item, strong=True, act=act) if item is not None else None
        if item is not None:
            self.transfers.ways.listed(act, item)
        if act.goods is None or item is None:
            return None
        owner = self.names.possessor(predicate)
        doer, other = self.fillers.party(subject), self.fillers.party(owner) if owner is not None else None
        for word, inner in (*text.complements(predicate), *text.complements(item), *text.obliques(group)):
            if word in ("to", "for", "in", "from") and self.fillers.is_party(inner):
                other = other or self.fillers.party(inner)
        buys = self.words.among("buyer_nouns", text.lower[predicate.head])
        act.supplier, act.recipient = (other, doer) if buys else (doer, other)
        counted = any(text.tags[at] in ("CD", "$") for at in range(item.first, item.last))
        meant = counted if not buys else text.lower[item.first] in ("the", "these", "those")
        one = meant and doer is not None and doer.country is not None and other is None
        named = self.words.among("generic_items", act.goods.head) and not buys
        known = act.goods.kind is not None or named
        return act if known and (one or self._two_countries(act)) else None

    def _named_before(self, side: Phrase) -> Phrase | None:
        """Of "an arms supplier" arms; of "the biggest customer for its wine" the wine."""
        text = self.text
        before = Phrase(side.head - 1, side.head, side.head - 1) if side.head > side.first else None
        if before is not None and text.lower[before.head] in self.words.classes:
            return before
        after = (p for _, p in text.complements(side, only=frozenset({"for"})))
        return next((p for p in after if self.fillers.class_of(p) is not None), None)

    def _is_side(self, phrase: Phrase) -> bool:
        lower = self.text.lower[phrase.head]
        return self.words.among("supplier_nouns", lower) or self.words.among("buyer_nouns", lower)

    def _two_countries(self, act: Act) -> bool:
        """Whether both sides are told, and are not one country."""
        a, b = act.supplier, act.recipient
        if a is None or b is None or not (a.country or a.name) or not (b.country or b.name):
            return False
        return a.country is None or a.country != b.country

    # -- "the rifles ended up in Mali" -------------------------------------------------------------
    def _ended_up(self, group: Group, unit: Unit) -> Act | None:
        """Where a thing turned up: "ended up in Mali", "found their way to Mali"."""
        text = self.text
        after = text.lower[group.last : min(group.last + 3, unit.last)]
        up = f"{group.lemma} {after[0]}" if after else ""
        way = self.words.among("way_verbs", group.lemma) and after[1:2] == ["way"]
        if not (way or up in self.words.lists["ending_up"]):
            return None
        subject = text.subject(group)
        if subject is None or group.passive or group.bare or self._is_sold(subject):
            return None
        act = self._act(group, unit, group.lemma)
        act.goods = self.fillers.goods(subject, strong=False, act=act)
        if act.goods is None or act.goods.kind in (None, "vessels", "money", "troops"):
            return None
        obliques = tuple(("to" if w in ("in", "at", "on", "with") else w, p) for w, p in text.obliques(group))
        self.transfers.ways.places(act, obliques, None)
        self._of_origin(act)
        return act if act.recipient is not None and act.recipient != act.supplier else None

    # -- "rifles believed to be headed for Mali" ---------------------------------------------------
    def _bound(self, group: Group, unit: Unit) -> Act | None:
        """Goods said to have been on their way to a country; what was meant for it has not been given yet."""
        text = self.text
        at = group.last if group.lemma == "be" else group.main
        while at < unit.last and text.tags[at] == "RB" and at > group.main:
            at += 1  # "was apparently | bound for"
        way = self.voyages.way(at, unit)
        goal = next((phrase for side, phrase in way if side == "to"), None)
        subject = self._meant(group, unit) or text.subject(group)
        if goal is None or subject is None or group.bare:
            return None
        carrier = self.voyages.of(subject)
        if carrier is not None and (carrier.stops or carrier.told("cargo")):
            return None  # "the van was on its way to Belarus"
        act = self._act(group, unit, "bound")
        act.goods = self.fillers.goods(subject, strong=False, act=act)
        act.recipient = self.fillers.party(goal)
        kinds = self.words.lists["cargo_classes"]
        if act.goods is None or act.goods.kind not in kinds or act.recipient is None or not act.recipient.country:
            return None
        act.manner = ["attempt"]
        origin = next((phrase for side, phrase in way if side == "from"), None) or self._loaded_in(group, subject)
        act.supplier = self.fillers.party(origin)
        if act.supplier is not None and act.supplier.place:
            act.origin = act.supplier
        if group.infinitive and (above := self._belief(group)) is not None:
            act.stance, act.hedge = "believed", above
        return act

    def _loaded_in(self, group: Group, subject: Phrase) -> Phrase | None:
        """Of "had been loaded in Antwerp and were bound for Iran": Antwerp."""
        text = self.text
        for earlier in text.groups[text.unit_of[group.main]]:
            sent = self.words.among("departure_verbs", earlier.lemma) or earlier.lemma in ("ship", "send", "originate")
            if earlier.last <= group.first and sent and text.subject(earlier) == subject:
                return next((p for w, p in text.obliques(earlier) if w in ("in", "at", "from")), None)
        return None

    def _belief(self, group: Group) -> tuple[int, int] | None:
        """Of "thought to be": where "thought" stands, whatever it was taken for."""
        at = group.first - 1
        held = self.words.hedges.get(self.text.lower[at]) == "believed" if at >= 0 else False
        return (at, at + 1) if held else None

    def _meant(self, group: Group, unit: Unit) -> Phrase | None:
        """Of "crates of wine thought to be bound for" the crates: what stands before the participle of belief."""
        if not group.infinitive or (above := self._belief(group)) is None:
            return None
        found = self.text.phrase_at[above[0]] or (self.text.phrase_at[above[0] - 1] if above[0] > unit.first else None)
        if found is None or found.last > above[1]:
            return None
        if found.last == above[1]:
            found = Phrase(found.first, above[0], above[0] - 1) if above[0] > found.first else None
        return found

    def _is_sold(self, item: Phrase) -> bool:
        """Of "the mortars sold to Chad turned up": how they got about is told by another verb."""
        at = self.text.extended(item)
        verb = self.text.group_at[at] if at < self.text.unit(item.first).last else None
        return verb is not None and verb.bare and verb.lemma in self.words.frames

    def _of_origin(self, act: Act) -> None:
        """What is made somewhere came from there, as a guess."""
        goods = act.goods
        if goods is None or goods.origin is None or act.supplier is not None:
            return
        made = goods.origin
        if act.recipient is None or act.recipient.country != made.country:
            act.origin = act.origin or made
            act.supplier = Filler(made.first, made.last, made.text, made.name, made.country, guess=True)

    # -- "rifles made in Peru were found in Mali" ------------------------------------------------
    def _found(self, group: Group, unit: Unit) -> Act | None:
        """A thing made in one country and found in another."""
        text = self.text
        fell = self._falls(group)
        if not fell and not self.words.among("find_verbs", group.lemma):
            return None
        item = text.subject(group) if fell or group.passive else next(iter(text.objects(group)), None)
        if group.lemma == "belong":
            item = next((p for w, p in text.obliques(group) if w == "to"), None)
        if item is None:
            return None
        item = self._described(group, item)
        act = self._act(group, unit, group.lemma)
        act.goods = self.fillers.goods(self._whole(item), strong=False, act=act)
        classes = ("arms",) if fell else self.words.lists["traced_classes"]
        if act.goods is None or act.goods.origin is None or act.goods.kind not in classes:
            return None
        where = self._abroad(act, (*text.obliques(group), *text.complements(item), *self._earlier(group)))
        if where is None:
            return None
        act.stance, act.hedge = "believed", (group.first, group.last)  # inferred from where it was
        if not fell and not self.words.among("remains", text.lower[item.head]):
            act.recipient = act.destination = where
        self._of_origin(act)
        return act

    def _described(self, group: Group, item: Phrase) -> Phrase:
        """Of "mines made in Peru found in Mali" the mines, and not Peru."""
        text = self.text
        if not group.bare or not self.names.is_place(item) or item.first - 2 < text.unit(item.first).first:
            return item
        made = text.group_at[item.first - 2]
        subject = text.subject(made) if made is not None and made.bare and text.is_preposition(item.first - 1) else None
        return subject or item

    def _whole(self, item: Phrase) -> Phrase:
        """Of "debris found in Mali came from a Chinese rocket" the rocket: what the remains are remains of."""
        text = self.text
        if not self.words.among("remains", text.lower[item.head]) or self.fillers.core(item) != item:
            return item
        here = text.phrases[text.unit_of[item.first]]
        made = (p for p in here if self.fillers.class_of(p) == "arms" and self.names.country(p) is not None)
        return next(made, item)

    def _falls(self, group: Group) -> bool:
        """Whether the verb tells where a weapon came down, or whose the remains are."""
        after = self.text.lower[group.last] if group.last < self.text.unit(group.main).last else ""
        down = f"{group.lemma} {after}" in self.words.lists["coming_down"]
        return not group.passive and (down or self.words.among("falling_verbs", group.lemma))

    def _earlier(self, group: Group) -> tuple[tuple[str, Phrase], ...]:
        """The prepositional phrases before a verb that tells whose the remains are."""
        if group.lemma != "belong":
            return ()
        text = self.text
        before = [p for p in text.phrases[text.unit_of[group.main]] if p.last <= group.first]
        return tuple((text.before(p.first), p) for p in before)

    def _abroad(self, act: Act, obliques: tuple[tuple[str, Phrase], ...]) -> Filler | None:
        """A place of another country than the thing is from."""
        made = act.goods.origin if act.goods is not None else None
        for word, phrase in obliques:
            if word not in ("in", "at", "on", "near", "inside", "over", "across"):
                continue
            place = self.fillers.party(phrase)
            kept = self.words.among("stores", self.text.lower[phrase.head])
            if kept and (place is None or place.country is None):
                place = self._inside(phrase)
            if place is None or not (place.place or kept) or not place.country or made is None:
                continue
            if place.country != made.country:
                return place
        return None

    def _inside(self, store: Phrase) -> Filler | None:
        """Of "the stores of the mission in Gabon": Gabon."""
        inner = (self.fillers.country_filler(p.first, p.last) for _, p in self.text.complements(store))
        return next((place for place in inner if place is not None), None)

    # -- "took delivery of two jets" --------------------------------------------------------------
    def _taken(self, group: Group, unit: Unit) -> Act | None:
        """Who took delivery, possession or hold of something."""
        text = self.text
        following = text.phrase_at[group.last] if group.last < unit.last else None
        if following is None:
            return None
        noun = next(iter(text.objects(group)), None)
        if noun is None or group.passive or f"{group.lemma} {text.lower[noun.head]}" not in self.words.lists["takings"]:
            return None
        item = next((p for w, p in text.complements(noun) if w in ("of", "on")), None)
        act = self._act(group, unit, f"{group.lemma}-{text.lower[noun.head]}")
        act.goods = self.fillers.goods(item, strong=True, act=act) if item is not None else None
        act.recipient = self.fillers.party(text.subject(group))
        if act.goods is None or act.goods.kind is None or act.recipient is None or item is None:
            return None
        self.transfers.ways.places(act, tuple((w, p) for w, p in text.obliques(group) if w == "from"), None)
        self.transfers.origins.owned(act, group, item)
        self._of_origin(act)
        told = act.supplier is not None or act.recipient.country is not None
        return act if told else None

    # -- "was contracted to build a monument in Mali" -------------------------------------------
    def _built(self, group: Group, unit: Unit) -> Act | None:
        """A monument that a firm of one country builds in another."""
        text = self.text
        if not self.words.among("erecting_verbs", group.lemma):
            return None
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        if item is None or self.fillers.class_of(item) != "art":
            return None
        act = self._act(group, unit, group.lemma)
        act.goods = self.fillers.goods(item, strong=True, act=act)
        obliques = (*text.obliques(group), *text.complements(item))
        doer = self.fillers.by(obliques) if group.passive else text.subject(group)
        act.supplier = self.fillers.party(doer)
        for word, phrase in obliques:
            if word in ("in", "for", "at") and self.fillers.is_party(phrase):
                act.recipient = act.recipient or self.fillers.party(phrase)
        above = self._contract(group)
        if above is not None and (act.recipient is None or act.recipient.country is None) and not above.passive:
            act.recipient = self.fillers.party(text.subject(above)) or act.recipient
        return act if act.goods is not None and self._two_countries(act) else None

    def _contract(self, group: Group) -> Group | None:
        """The verb that hires who builds: "hired a firm to build"."""
        before = [g for g in self.text.groups[self.text.unit_of[group.main]] if g.last <= group.first]
        found = before[-1] if before and group.infinitive else None
        return found if found is not None and self.words.among("hiring_verbs", found.lemma) else None

    # -- "a tanker with diesel from Russia docked at Nampo" -------------------------------------
    def _docked(self, group: Group, unit: Unit) -> Act | None:
        """A vessel with a cargo that comes into a port."""
        text = self.text
        if not self.words.among("voyage_verbs", group.lemma) or group.passive:
            return None
        vessel = text.subject(group)
        if vessel is None:
            return None
        inside = tuple(text.complements(vessel))
        cargo = next((p for w, p in (*inside, *self._loaded(group), *text.obliques(group)) if w == "with"), None)
        cargo = cargo or self._named_cargo(vessel)
        if cargo is None or self.fillers.class_of(vessel) != "vessels":
            return None
        act = self._act(group, unit, group.lemma)
        act.goods = self.fillers.goods(cargo, strong=False, act=act)
        if act.goods is None or act.goods.kind is None:
            return None
        act.vessel = self.fillers.party(vessel)
        arrived = tuple(("to" if w in ("in", "at") else w, p) for w, p in text.obliques(group))
        self.transfers.ways.places(act, (*arrived, *(pair for pair in inside if pair[0] == "from")), None)
        self._of_origin(act)
        self.transfers.origins.from_carrier(act)
        inside_phrase = cargo.first >= vessel.first and cargo.last <= vessel.last
        told = self._two_countries(act) if inside_phrase else act.recipient is not None
        return act if told else None

    def _named_cargo(self, vessel: Phrase) -> Phrase | None:
        """Of "an Iranian fuel tanker": the fuel."""
        at = vessel.head - 1
        if at < vessel.first or self.words.classes.get(self.text.lower[at]) not in self.words.lists["mass_classes"]:
            return None
        return Phrase(at, at + 1, at)

    def _loaded(self, group: Group) -> tuple[tuple[str, Phrase], ...]:
        """Of "sailed to Ningbo loaded with sand": what stands after "loaded"."""
        text = self.text
        groups = [
            g for g in text.groups[text.unit_of[group.main]] if g.bare and text.lower[g.main] in ("loaded", "laden")
        ]
        return tuple(pair for g in groups for pair in text.obliques(g))

    # -- "the sensors used in Chadian drones are of Swiss origin" ---------------------------------
    def _of_make(self, group: Group, unit: Unit) -> Act | None:
        """What one country uses and another made came from the one to the other."""
        text = self.text
        if group.lemma not in ("be", "have") or group.infinitive:
            return None
        made = [p for w, p in text.obliques(group) if w == "of"] + list(text.objects(group)) + self._of_after(group)
        origin = next((p for p in made if text.lower[p.head] in self.words.lists["origin_nouns"]), None)
        item = text.subject(group)
        if origin is None or item is None:
            return None
        act = self._act(group, unit, "of-make")
        act.goods = self.fillers.goods(item, strong=True, act=act)
        maker = self.fillers.country_filler(origin.first, origin.last)
        user = self._user_of(item)
        if (
            act.goods is None
            or act.goods.kind not in self.words.lists["traced_classes"]
            or maker is None
            or user is None
        ):
            return None
        act.goods.origin = act.origin = maker
        act.recipient = user
        act.supplier = Filler(maker.first, maker.last, maker.text, maker.name, maker.country, guess=True)
        return act if self._two_countries(act) else None

    def _of_after(self, group: Group) -> list[Phrase]:
        """Of "were of Swiss origin": the phrase behind "of", right after the verb."""
        text = self.text
        found = text.phrase_at[group.last + 1] if group.last + 1 < text.unit(group.main).last else None
        return [found] if found is not None and text.lower[group.last] == "of" else []

    def _user_of(self, item: Phrase) -> Filler | None:
        """Of "sensors used in Chadian drones" and "rifles used by the rebels": of Chad, the rebels."""
        text = self.text
        at = text.extended(item)
        verb = text.group_at[at] if at < text.unit(item.first).last else None
        if verb is None or not verb.bare or not self.words.among("using_verbs", verb.lemma):
            return None
        for word, phrase in text.obliques(verb):
            if word == "by":
                return self.fillers.party(phrase)
            if word == "in":
                return self.fillers.country_filler(phrase.first, phrase.last)
        return None

    # -- "thanked Cuba for the rifles" ---------------------------------------------------------
    def _thanked(self, group: Group, unit: Unit) -> Act | None:
        """Who thanks somebody for a thing has it from him."""
        text = self.text
        if not self.words.among("thanking_verbs", group.lemma):
            return None
        giver = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        item = next((p for w, p in text.obliques(group) if w == "for"), None)
        if giver is None or item is None:
            return None
        act = self._act(group, unit, group.lemma)
        act.manner = ["gift"] if group.lemma == "thank" else ["sale"]
        act.goods = self.fillers.goods(item, strong=False, act=act)
        act.supplier = self.fillers.party(giver)
        act.recipient = self.fillers.party(text.subject(group) if not group.passive else None)
        known = act.goods is not None and act.goods.kind is not None and not act.goods.anaphor
        return act if known and self._two_countries(act) else None

    # -- "firms have clothes made in Laos" -----------------------------------------------------
    def _had_made(self, group: Group, unit: Unit) -> Act | None:
        """Who has things made abroad gets them from there."""
        text = self.text
        if group.lemma not in ("have", "get") or group.passive:
            return None
        item = next(iter(text.objects(group)), None)
        if item is None:
            return None
        at = text.extended(item)
        made = text.group_at[at] if at < unit.last else None
        if made is None or not made.bare or text.lower[made.main] not in self.words.lists["crafted"]:
            return None
        act = self._act(group, unit, "have-made")
        act.goods = self.fillers.goods(item, strong=True, act=act)
        act.recipient = self.fillers.party(text.subject(group))
        place = next((p for w, p in text.obliques(made) if w in ("in", "by") and self.fillers.is_party(p)), None)
        act.supplier = self.fillers.party(place)
        known = act.goods is not None and act.goods.kind is not None
        return act if known and self._two_countries(act) else None
