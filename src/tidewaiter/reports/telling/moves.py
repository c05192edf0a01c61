"""Goods that move by themselves in the clause: "coal went from Wonsan to Kholmsk"."""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Goods
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.origins import Origins
from tidewaiter.reports.telling.roles import Obliques
from tidewaiter.reports.telling.ways import Ways


class Moves:
    """Reads the clauses of one text in which the thing is the subject of a verb of moving."""

    __slots__ = ("fillers", "names", "origins", "text", "ways", "words")

    def __init__(self, fillers: Fillers, origins: Origins, ways: Ways) -> None:
        self.origins = origins
        self.ways = ways
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words

    def read(
        self, act: Act, group: Group, subject: Phrase | None, objects: tuple[Phrase, ...],
        obliques: Obliques,
    ) -> Act | None:  # fmt: skip
        """ "coal went from Wonsan to Kholmsk": the thing is the subject."""
        headed = group.lemma == "head"  # "are headed to"
        if subject is None or (group.passive and not headed) or self._is_sum(subject, obliques):
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
            self.ways.put_origin(act, objects[0])
        elif objects and group.lemma in self.words.lists["reaching_verbs"]:
            self.ways.put_destination(act, objects[0])
        self.ways.places(act, obliques, None)
        self.ways.places(act, tuple(self.text.complements(subject)), None)
        self.ways.beside_goods(act)
        if act.type == "labour" and act.recipient is None:
            self.ways.let_in(act, group)
        if act.origin is None and act.destination is None and act.recipient is None and act.supplier is None:
            return act if self._came_in(group, subject, goods) else None
        whole = (act.origin or act.supplier) and (act.destination or act.recipient)
        if (goods.anaphor or goods.kind is None) and not whole and load is None:
            return None
        self.origins.owner_of(act, subject)
        self.origins.owned(act, group, subject)
        self.origins.from_name(act)
        act.negated = self.fillers.none_of(subject)
        if act.type == "labour":
            self.ways.labour_home(act, group)
        return act

    def _is_sum(self, subject: Phrase, obliques: Obliques) -> bool:
        """Of "exports came to 300 tonnes": a noun of transfer and a number, and nothing that moves."""
        traded = self.text.lower[subject.head] in self.words.noun_frames
        return traded and any(word == "to" and self.text.tags[phrase.first] == "CD" for word, phrase in obliques)

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
