"""Sentences that tell again of goods told of before: "the car came by air on Sunday".

Alone they say too little for an event. They are handed on as dependent acts: one that fits an
event becomes more evidence of it, with its day and parties; one that fits none is dropped.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model import EventStance
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.roles import Parts, Roles
from tidewaiter.reports.telling.sameness import DEFINITE, singular
from tidewaiter.reports.telling.thesaurus import thesaurus

_STANCE: dict[str, EventStance] = {
    "asserts": "attributed", "alleges": "alleged", "believes": "believed", "denies": "denied", "neither": "neither",
}  # fmt: skip
_TYPES = ("transfer", "labour")


def read(text: Text, names: Names, said: list[Said], acts: list[Act]) -> list[Act]:
    """The acts, and among them, in the order of the sentences, those that only tell again of their goods."""
    if not any(act.type in _TYPES for act in acts):
        return acts
    again = list(_Retold(text, names, said, acts).read())
    return sorted([*acts, *again], key=lambda act: text.unit_of[act.word])


class _Retold:
    __slots__ = ("acts", "done", "factuality", "fillers", "roles", "said", "text")

    def __init__(self, text: Text, names: Names, said: list[Said], acts: list[Act]) -> None:
        self.text = text
        self.said = said
        self.acts = [act for act in acts if act.type in _TYPES and act.goods is not None]
        self.done = {act.word for act in acts}
        self.fillers = Fillers(text, names, said)
        self.roles = Roles(self.fillers)
        self.factuality = Factuality(text)

    def read(self) -> Iterator[Act]:
        """The dependent acts, in order."""
        start = min(self.text.unit_of[act.word] for act in self.acts) if self.acts else len(self.text.units)
        for number in range(start, len(self.text.units)):
            unit = self.text.units[number]
            for group in self.text.groups[number]:
                if self._moves(group) and (act := self._act(group.main, unit, self._parts(group))) is not None:
                    status = self.factuality.status(group, unit)
                    if status.told and not status.negated:
                        yield act
            for phrase in self.text.phrases[number]:
                if self.text.lower[phrase.head] in self.text.vocabulary.noun_frames:
                    act = self._act(phrase.head, unit, self.roles.at(phrase.head))
                    told = act is not None and (act.supplier or act.recipient)
                    if act is not None and told and self.factuality.noun_status(phrase, unit).told:
                        yield act

    def _moves(self, group: Group) -> bool:
        words = self.text.vocabulary
        known = group.lemma in words.frames or words.among("arrival_verbs", group.lemma)
        return known and group.main not in self.done

    def _parts(self, group: Group) -> Parts:
        parts = self.roles.at(group.main)
        if self.text.vocabulary.among("arrival_verbs", group.lemma) and parts.item is None:
            parts.item, parts.giver = self.text.subject(group), None
        return parts

    def _act(self, word: int, unit: Unit, parts: Parts) -> Act | None:
        if word in self.done or parts.item is None or (goods := self._goods(parts.item)) is None:
            return None
        if goods.kind is None and not self._hands_over(word):
            return None
        source = "verb" if self.text.group_at[word] is not None else "noun"
        act = Act("transfer", word, unit, f"{source}:again", goods=goods, dependent=True)
        act.type = "labour" if goods.kind == "workers" else "transfer"
        act.supplier = self._party(parts.giver) or self._party(parts.origin)
        act.recipient = self._party(parts.receiver) or self._party(parts.goal)
        sentence = self.text.sentences[unit.sentence]
        act.clause = (sentence.start, sentence.end)
        act.said = [i for i in self.fillers.sources(unit.sentence) if self.said[i].contains(word)]
        if act.said:
            act.stance = _STANCE[self.said[act.said[-1]].stance]
        return act

    def _hands_over(self, word: int) -> bool:
        """Whether the verb is one of handing over, whatever its object: "sent the bottles", not "flew the flag"."""
        group = self.text.group_at[word]
        frames = self.text.vocabulary.frames.get(group.lemma, ()) if group is not None else ()
        return any(frame.strong or frame.frame in ("give", "get") for frame in frames)

    def _party(self, phrase: Phrase | None) -> Filler | None:
        """A party that is named; one told of by a pronoun or a general noun adds nothing here."""
        found = self.fillers.party(phrase)
        if found is None or phrase is None or not (found.country or found.name):
            return None
        listed = ("roles", "organisations", "sides", "company_heads", "person_heads")
        office = any(self.text.vocabulary.among(name, self.text.lower[phrase.head]) for name in listed)
        return found if found.name or found.place or office else None

    def _goods(self, phrase: Phrase) -> Goods | None:
        """The goods that a definite phrase takes up: by their word, a word for them, or any word for a thing."""
        text = self.text
        core = self.fillers.core(phrase)
        head = text.lower[core.head]
        if text.lower[core.first] not in DEFINITE or not text.tags[core.head].startswith("NN"):
            return None
        kind = self.fillers.class_of(core)
        before = [act.goods for act in self.acts if act.goods is not None and act.word < phrase.first]
        if kind is None and (not before or not self._is_thing(core, head)):
            return None
        if kind is not None and not any(self._named(goods, head, kind) for goods in before):
            return None
        last = text.extended(phrase)
        plural = text.tags[core.head] in ("NNS", "NNPS")
        return Goods(phrase.first, last, bare(text, phrase.first, last), head, kind, plural)

    def _named(self, goods: Goods, head: str, kind: str) -> bool:
        general = thesaurus(self.text.vocabulary.language).general_goods
        return singular(goods.head) == singular(head) or goods.kind == kind or (goods.kind is None and head in general)

    def _is_thing(self, phrase: Phrase, head: str) -> bool:
        """Whether the word can name goods at all, though it is in no class: "bottles", no office, place or idea."""
        words = self.text.vocabulary
        if words.among("generic_items", head) or words.among("anaphors", head):
            return True
        if phrase.last - phrase.first > 3 or self.text.tags[phrase.head] not in ("NN", "NNS"):
            return False
        named = (
            "abstract",
            "approval_nouns",
            "permit_nouns",
            "roles",
            "organisations",
            "people",
            "documents",
            "place_nouns",
            "state_nouns",
            "sides",
        )
        if any(words.among(name, head) for name in (*named, "company_heads", "person_heads", "claim_nouns")):
            return False
        if self.text.is_time(phrase) or head in words.noun_frames or thesaurus(words.language).kinds_of(head):
            return False
        return not head.endswith(words.ordered["abstract_endings"])
