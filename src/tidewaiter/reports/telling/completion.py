"""Roles that another sentence fills: the trader's name, the ship the goods were taken from, the other party.

Each of these is a guess by the light of the whole report: it is marked, it keeps the words it was read
from, and it never takes the place of what the sentence itself tells.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Phrase, Text
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare
from tidewaiter.reports.telling.antecedents import Antecedents
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.roles import Roles
from tidewaiter.reports.telling.sameness import DEFINITE, singular, words_of
from tidewaiter.reports.telling.tellings import Telling

_GOODS_TYPES = ("transfer", "seizure", "labour")
_INSIDE = frozenset({"in", "inside", "within", "aboard", "from"})
_NEAR, _ON = 5, 4
"""So many sentences before a seizure the ship may be told of, and after it what the goods were hidden in."""


def complete(text: Text, names: Names, said: list[Said], tellings: list[Telling]) -> None:
    """Fills the roles of the tellings from the other sentences of the report, in place."""
    goods = [t for t in tellings if t.first.type in _GOODS_TYPES]
    if goods:
        _Completion(text, names, said, goods).complete()


class _Completion:
    __slots__ = ("antecedents", "names", "roles", "tellings", "text")

    def __init__(self, text: Text, names: Names, said: list[Said], tellings: list[Telling]) -> None:
        self.text = text
        self.names = names
        self.tellings = tellings
        self.antecedents = Antecedents(text, names, said)
        self.roles = Roles(Fillers(text, names, said))

    def complete(self) -> None:
        for telling in self.tellings:
            self._name_goods(telling)
            for act in telling.acts:
                self._name_parties(act)
            if telling.first.type == "seizure":
                self._seized_from(telling)
                self._seized_in(telling)
                self._seized_with(telling)
            self._between_ships(telling)
            if telling.first.type == "seizure":
                self._seized_of(telling)
        for telling in self.tellings:
            self._from_home(telling)
            self._to_the_same(telling)
            self._by_the_same(telling)

    # -- parties ---------------------------------------------------------------------------
    def _name_parties(self, act: Act) -> None:
        """Gives "the company", "a trader", "he" the name that the report tells elsewhere."""
        for role in ("supplier", "recipient"):
            filler: Filler | None = getattr(act, role)
            if filler is None:
                setattr(act, role, self._unread(act, role))
            elif not filler.place and self._is_open(filler):
                setattr(act, role, self._named(filler))

    def _is_open(self, filler: Filler) -> bool:
        """Whether a name is still wanted; of one that was guessed only where the sentence begins with it."""
        if filler.guess:
            unit = self.text.unit(filler.first)
            return (
                filler.name is None
                and next(iter(self.text.phrases[self.text.unit_of[unit.first]])).first == filler.first
            )
        return filler.name in (None, self._country(filler))

    def _country(self, filler: Filler) -> str | None:
        """The name of the country, which "a South African company" is known by as long as it has no other."""
        return self.names.country_name(filler.country) if filler.country is not None else None

    def _named(self, filler: Filler) -> Filler:
        phrase = self.text.phrase_at[filler.first]
        found = self.antecedents.of(phrase) if phrase is not None else None
        if found is None or (filler.country and found.country and found.country != filler.country):
            return filler
        country, person = filler.country or found.country, filler.person or found.person
        name = found.name or filler.name
        return replace(filler, name=name, country=country, person=person, guess=True, others=[found])

    def _unread(self, act: Act, role: str) -> Filler | None:
        """The party of "he had supplied", where "he" is a man who was not named before, and of "both States sold"."""
        if act.type != "transfer" or self.text.group_at[act.word] is None or act.dependent:
            return None
        parts = self.roles.at(act.word)
        phrase = parts.giver if role == "supplier" else parts.receiver
        if phrase is None:
            return None
        if self.text.lower[phrase.head] in ("he", "she"):
            return self.antecedents.he(phrase)
        return self.antecedents.listed(phrase)

    # -- goods -------------------------------------------------------------------------------
    def _name_goods(self, telling: Telling) -> None:
        """Of an event told of "it" alone: the words that "it" takes up, and the country in them."""
        told = [act.goods for act in telling.acts if act.goods is not None]
        if not told or any(self.text.tags[g.first] not in ("PRP", "DT") or g.last - g.first > 1 for g in told):
            return
        act = telling.first
        goods = self._meant(told[0])
        if goods is None:
            return
        act.goods = goods
        if act.supplier is None and goods.origin is not None and not _is_country(act.recipient, goods.origin):
            act.supplier = replace(goods.origin, guess=True)

    def _meant(self, goods: Goods) -> Goods | None:
        text = self.text
        classes = text.vocabulary.classes
        many = text.lower[goods.first] in ("they", "them", "these", "those")
        for number in range(text.unit_of[goods.first], -1, -1):
            for phrase in reversed(text.phrases[number]):
                plural = text.tags[phrase.head] in ("NNS", "NNPS")
                kind = classes.get(text.lower[phrase.head])
                if phrase.last > goods.first or kind is None or kind != goods.kind or plural != many:
                    continue
                return self._goods_of(phrase, kind, plural=plural)
        return None

    def _goods_of(self, phrase: Phrase, kind: str, *, plural: bool) -> Goods:
        text = self.text
        last = text.extended(phrase)
        place = self.names.place_at(text.starts[phrase.first], text.ends[phrase.head])
        origin = None
        if place is not None and kind in text.vocabulary.lists["from_where_they_are_named"]:
            words = text.text[place[0] : place[1]]
            origin = Filler(phrase.first, phrase.last, words, self.names.country_name(place[2]), place[2], place=True)
        words = bare(text, phrase.first, last)
        return Goods(phrase.first, last, words, text.lower[phrase.head], kind, plural, origin=origin)

    # -- ships -------------------------------------------------------------------------------
    def _seized_from(self, telling: Telling) -> None:
        """What is seized at sea is taken from the ship that was stopped, or on which it was found."""
        act = telling.first
        if any(a.supplier is not None for a in telling.acts) or act.goods is None or act.goods.kind == "vessels":
            return
        number = self.text.unit_of[act.word]
        for at in range(number, max(number - _NEAR, -1), -1):
            for phrase in reversed(self.text.phrases[at]):
                if phrase.first < act.word and self._is_ship(phrase) and (search := self._search(phrase)) is not None:
                    act.supplier = self._as_party(phrase)
                    act.vessel = act.vessel or act.supplier
                    self._seized_by(act, search[0])
                    return

    def _seized_in(self, telling: Telling) -> None:
        """Where no ship or person is told of: the container, the lorry or the parcel that the goods were hidden in."""
        if any(a.supplier is not None or a.goods is None or a.goods.kind == "vessels" for a in telling.acts):
            return
        found = next((p for act in telling.acts for p in self._near(act) if self._holds(p, act)), None)
        found = found or self._stopped(telling.first)
        if found is not None:
            own = bare(self.text, found.first, found.last)
            country = self.names.country(found)
            telling.first.supplier = Filler(found.first, found.last, own, None, country, guess=True)

    def _seized_with(self, telling: Telling) -> None:
        """Else the one who was arrested with the goods: "seized 40 tusks and arrested a dealer"."""
        if any(a.supplier is not None or a.goods is None for a in telling.acts):
            return
        for act in telling.acts:
            own = self.text.unit_of[act.word]
            for number in (own, own + 1):
                held = self._arrested(number) if number < len(self.text.units) else None
                found = self.roles.fillers.party(held)
                if found is not None and (number == own or self._is_only(telling)):
                    telling.first.supplier = replace(found, guess=True)
                    return

    def _seized_of(self, telling: Telling) -> None:
        """Of "a shipment of Chadian gold", where nobody and nothing is told that held it: the country it came from."""
        if any(a.supplier is not None for a in telling.acts):
            return
        made = (a.goods.origin or a.origin for a in telling.acts if a.goods is not None and self._is_shipment(a.goods))
        home = next((one for one in made if one is not None), None)
        if home is not None and not any(_is_country(a.recipient, home) for a in telling.acts):
            telling.first.supplier = replace(home, guess=True)

    def _is_shipment(self, goods: Goods) -> bool:
        """Whether the goods are told as a load on its way."""
        first = max(goods.first - 3, self.text.unit(goods.first).first)
        return any(word in self.antecedents.words.loads for word in self.text.lower[first : goods.last])

    def _is_only(self, telling: Telling) -> bool:
        return all(other is telling or other.first.type != "seizure" for other in self.tellings)

    def _arrested(self, number: int) -> Phrase | None:
        """Whom the sentence tells to have been arrested."""
        text, arrests = self.text, self.antecedents.words.arrests
        for group in text.groups[number]:
            if group.lemma not in arrests or group.negated or group.modal:
                continue
            held = (text.subject(group),) if group.passive else text.objects(group)
            return next((p for p in held if p is not None and self._is_person(p)), None)
        return None

    def _is_person(self, phrase: Phrase) -> bool:
        """Whether the phrase is of people: no ship, parcel or other thing is arrested."""
        text, noun = self.text, self.text.lower[phrase.head]
        thing = self._is_ship(phrase) or noun in self.antecedents.words.packages or noun in text.vocabulary.classes
        return not thing and text.tags[phrase.head] != "PRP"

    def _near(self, act: Act) -> Iterator[Phrase]:
        """The phrases of the act's own sentence, and of the next ones that begin with its goods again."""
        text = self.text
        own = text.unit_of[act.word]
        yield from text.phrases[own]
        for number in range(own + 1, min(own + _ON, len(text.units))):
            subject = next(iter(text.phrases[number]), None)
            if subject is not None and act.goods is not None and self._takes_up(subject, act.goods):
                yield from text.phrases[number]

    def _takes_up(self, phrase: Phrase, goods: Goods) -> bool:
        lower = self.text.lower
        return lower[phrase.first] in DEFINITE and singular(lower[phrase.head]) in words_of(goods)

    def _stopped(self, act: Act) -> Phrase | None:
        """The van that "was stopped" in the sentence before: what was seized then was found in it."""
        text, words = self.text, self.text.vocabulary
        own = text.unit_of[act.word]
        for number in range(own, max(own - 2, -1), -1):
            for group in text.groups[number]:
                if group.main < act.word and (words.among("stops", group.lemma) or group.lemma == "search"):
                    held = (text.subject(group),) if group.passive else text.objects(group)
                    found = (p for p in held if p is not None)
                    return next((p for p in found if text.lower[p.head] in self.antecedents.words.packages), None)
        return None

    def _holds(self, phrase: Phrase, act: Act) -> bool:
        """Whether the phrase is what goods are packed in, and the goods of the act are told to be inside it."""
        text, words = self.text, self.antecedents.words
        if text.lower[phrase.head] not in words.packages or act.goods is None:
            return False
        before = text.lower[phrase.first - 1] if phrase.first else ""
        if act.goods.first <= phrase.head < act.goods.last and phrase.first != act.goods.first:
            return before in _INSIDE
        following = text.lower[phrase.last : phrase.last + 1]
        return before in _INSIDE or (act.goods.first > phrase.last and following[:1] in (["with"], ["containing"]))

    def _is_ship(self, phrase: Phrase) -> bool:
        if self.text.vocabulary.classes.get(self.text.lower[phrase.head]) == "vessels":
            return True
        return any(first == phrase.first for first, _, _ in self.antecedents.ships())

    def _search(self, phrase: Phrase) -> tuple[Phrase | None] | None:
        """Who stops, boards or seizes the ship, if that is told; nobody where something is only found aboard it."""
        text, words = self.text, self.text.vocabulary
        for group in text.groups[text.unit_of[phrase.first]]:
            if words.among("stops", group.lemma) or words.among("seizures", group.lemma):
                objects = text.objects(group)
                held = objects if objects and not group.passive else (text.subject(group),)
                if any(p is not None and p.first <= phrase.first < p.last for p in held):
                    by = self.roles.fillers.by(text.obliques(group))
                    return (text.subject(group) if held is objects else by,)
        before = text.lower[phrase.first - 1] if phrase.first else ""
        return (None,) if before in ("aboard", "onboard", "on", "in") else None

    def _seized_by(self, act: Act, doer: Phrase | None) -> None:
        """The country of "inspectors" is that of who stopped the ship."""
        found = self.roles.fillers.party(doer)
        if found is None or found.country is None or (act.recipient is not None and act.recipient.country):
            return
        own = act.recipient or found
        act.recipient = replace(own, country=found.country, guess=True, others=[found])

    def _as_party(self, phrase: Phrase) -> Filler:
        text = self.text
        run = self.names.name_run(phrase)
        named = next((name for first, _, name in self.antecedents.ships() if first == phrase.first), None)
        named = named or (text.quote(*run) if run is not None else None)
        found = self.antecedents.ship(phrase) if named is None else None
        return Filler(
            phrase.first, phrase.last, bare(text, phrase.first, phrase.last), named or (found.name if found else None),
            self.names.country(phrase), guess=True, others=[found] if found else [],
        )  # fmt: skip

    def _between_ships(self, telling: Telling) -> None:
        """Of "saw an X tanker and another ship pumping fuel": the one with a flag gets it from the one without.

        Which gives and which gets is not told; who reports it names the ship that must not be given anything.
        """
        act = telling.first
        if act.type != "transfer" or any(a.recipient for a in telling.acts):
            return
        phrases = self.text.phrases[self.text.unit_of[act.word]]
        pairs = ((p, q) for p, q in pairwise(phrases) if q.last <= act.word and self._side_by_side(p, q))
        ships = next(pairs, None)
        if ships is None:
            return
        flagged = [p for p in ships if self.names.country(p) is not None]
        told = [a.supplier for a in telling.acts if a.supplier is not None]
        if len(flagged) != 1 or any(all(one.first != ship.first for ship in ships) for one in told):
            return
        act.recipient = self._as_party(flagged[0])
        act.supplier = self._as_party(next(p for p in ships if p is not flagged[0]))
        if "ship-to-ship" not in act.manner:
            act.manner.append("ship-to-ship")

    def _side_by_side(self, left: Phrase, right: Phrase) -> bool:
        joined = self.text.lower[left.last] in ("and", "alongside") and right.first == left.last + 1
        return joined and self._is_ship(left) and self._is_ship(right)

    # -- the same goods elsewhere --------------------------------------------------------------
    def _from_home(self, telling: Telling) -> None:
        """The country that the goods' own words name elsewhere: "dozens of workers" after "workers of the North"."""
        act = telling.first
        named = self.text.vocabulary.lists["from_where_they_are_named"]
        if any(a.supplier is not None for a in telling.acts) or act.goods is None or act.goods.kind not in named:
            return
        homes = {
            g.origin.country: g.origin
            for g in self._goods_like(telling)
            if g.origin is not None and g.origin.country is not None
        }
        if len(homes) == 1:
            home = next(iter(homes.values()))
            if not any(_is_country(a.recipient, home) for a in telling.acts):
                act.supplier = replace(home, guess=True)

    def _goods_like(self, telling: Telling) -> Iterator[Goods]:
        for other in self.tellings:
            for act in other.acts:
                if act.goods is not None and telling.first.goods and act.goods.kind == telling.first.goods.kind:
                    yield act.goods

    def _to_the_same(self, telling: Telling) -> None:
        """Who gets it, where all other events of such goods in the report go to one country: "in 2022 it sent 30"."""
        act = telling.first
        if act.goods is None or act.goods.kind is None or any(a.recipient or a.destination for a in telling.acts):
            return
        takers = {
            a.recipient.country: a.recipient
            for other in self.tellings
            if other is not telling and other.first.type == act.type
            for a in other.acts
            if a.recipient is not None and a.recipient.country and a.goods and a.goods.kind == act.goods.kind
        }
        if act.supplier is None or len(takers) != 1 or act.type == "seizure":
            return
        taker = next(iter(takers.values()))
        if not _is_country(act.supplier, taker):
            act.recipient = replace(taker, name=self.names.country_name(taker.country or ""), person=False, guess=True)

    def _by_the_same(self, telling: Telling) -> None:
        """ "Officials seized ...": of the country whose authority seized the other goods of the report."""
        act = telling.first
        taker = act.recipient
        if act.type != "seizure" or (taker is not None and (taker.name or taker.country)):
            return
        others = [o.first.recipient for o in self.tellings if o is not telling and o.first.type == "seizure"]
        countries = {o.country: o for o in others if o is not None and o.country and not o.guess}
        if taker is None:
            self._by_the_only(act)
            return
        phrase = self.text.phrase_at[taker.first]
        noun = self.text.lower[phrase.head] if phrase is not None else ""
        if len(countries) == 1 and self.text.vocabulary.among("roles", noun):
            found = next(iter(countries.values()))
            act.recipient = replace(taker, country=found.country, guess=True, others=[found])

    def _by_the_only(self, act: Act) -> None:
        """Who seized what "was seized": he who seized all else that the report tells of."""
        told = (a.recipient for t in self.tellings if t.first.type == "seizure" for a in t.acts)
        takers = {taker.country or taker.name or taker.text: taker for taker in told if taker is not None}
        if len(takers) == 1:
            act.recipient = replace(next(iter(takers.values())), guess=True)
            return
        where = [p for p in self.text.phrases[self.text.unit_of[act.word]] if self._is_where(p)]
        countries = {self.names.country(p) for p in where}
        group = self.text.group_at[act.word]
        if not takers and len(countries) == 1 and group is not None and group.passive:
            place, country = where[0], next(iter(countries))
            words = bare(self.text, place.first, place.last)
            name = self.names.country_name(country or "")
            act.recipient = Filler(place.first, place.last, words, name, country, guess=True, place=True)

    def _is_where(self, phrase: Phrase) -> bool:
        """ "in Egyptian waters", "at Durban": where something "was seized", it was seized by that State."""
        before = self.text.lower[phrase.first - 1] if phrase.first else ""
        return before in ("in", "at") and self.names.country(phrase) is not None


def _is_country(filler: Filler | None, other: Filler) -> bool:
    return filler is not None and filler.country == other.country
