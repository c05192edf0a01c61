"""What a sentence says a rule forbids or allows: a statement of law, never a transfer."""

from __future__ import annotations

from itertools import pairwise

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods
from tidewaiter.reports.telling.fillers import Fillers


class Norms:
    """Reads the rules that one text tells of."""

    __slots__ = ("fillers", "names", "text", "words")

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words

    def laws(self, number: int, unit: Unit) -> list[Act]:
        """What the sentence says a rule forbids or allows: one act for a sentence."""
        text = self.text
        norm = next((at for at in range(unit.first, unit.last) if self._is_norm(at)), None)
        if norm is None:
            norm = self._may_not(number)
        if norm is None:
            norm = self._exemption(number, unit)
        if norm is None or not self._has_law(unit, norm):
            return []
        aside = self._is_aside(number, unit, norm)
        act = Act("statement-of-law", norm, unit, "norm")
        act.goods = self._norm_goods(number, unit, norm, act)
        act.type = "statement-of-law"
        for word in range(norm, unit.last):
            if text.lower[word] in ("to", "into", "with", "on") and word + 1 < unit.last:
                self._norm_party(act, text.lower[word], text.phrase_at[word + 1], word + 1)
            elif text.lower[word] == "from" and word + 1 < unit.last:
                act.supplier = act.supplier or self._bound_place(text.phrase_at[word + 1])
        for word in range(norm, unit.first, -1):
            if text.lower[word - 1] in ("on", "against", "for") and act.recipient is None and act.supplier is None:
                self._norm_party(act, text.lower[word - 1], text.phrase_at[word], word)
        if aside and act.recipient is None:
            return []
        return [act] if act.goods is not None or act.recipient is not None else []

    def _is_aside(self, number: int, unit: Unit, norm: int) -> bool:
        """Whether the rule only describes what is told: "cars that are banned", "in violation of an embargo"."""
        text = self.text
        group = text.group_at[norm]
        described = self._described(group, unit) if group is not None else None
        while described is not None and text.before(described.first) == "of":
            described = text.phrase_at[described.first - 2]  # "a resolution of August that bans"
        if described is not None:
            return not self.words.among("norm_sources", text.lower[described.head])
        broken = any(self.words.among("breach_verbs", verb.lemma) for verb in text.groups[number] if verb.last <= norm)
        return broken or any(text.lower[at] in self.words.lists["breach_nouns"] for at in range(unit.first, norm))

    def _described(self, group: Group, unit: Unit) -> Phrase | None:
        """Of "the cars that are banned" and "the cars banned under it": the cars, which a clause describes."""
        text = self.text
        before = group.first - 1
        if before <= unit.first:
            return None
        if group.bare:
            return text.phrase_at[before] if group.passive else None
        if text.tags[before] != "WDT" and text.lower[before] not in ("which", "that"):
            return None
        return text.phrase_at[before - 1 - (text.lower[before - 1] == ",")]

    def _bound_place(self, phrase: Phrase | None) -> Filler | None:
        return self.fillers.party(phrase) if phrase is not None and self.names.is_place(phrase) else None

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
        party = self.fillers.party(phrase)
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
                if group.modal == "must" and self._is_under_rule(group.main):
                    return group.main
        return None

    def _is_under_rule(self, word: int) -> bool:
        """Whether the sentence names the rule: "under Resolution 2397"."""
        unit = self.text.unit(word)
        here = self.text.lower[unit.first : unit.last]
        return any(a == "under" and b in self.words.lists["norm_sources"] for a, b in pairwise(here))

    def _exemption(self, number: int, unit: Unit) -> int | None:
        text = self.text
        for phrase in text.phrases[number]:
            if self.words.among("exemptions", text.lower[phrase.head]) and any(
                text.lower[at] in self.words.lists["granting_forms"] for at in range(unit.first, unit.last)
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
        traded = any(
            text.lower[at] in words.noun_frames or words.lemma.get(text.lower[at]) in words.frames for at in here
        )
        group = text.group_at[norm]
        covers = any(
            g.lemma in words.lists["scope_verbs"] and g.first == norm + 1 for g in text.groups[text.unit_of[norm]]
        )
        if covers:
            return True
        return sourced or (traded and group is not None) or (group is not None and group.passive and group.finite)

    def _norm_goods(self, number: int, unit: Unit, norm: int, act: Act) -> Goods | None:
        text = self.text
        known = [
            p
            for p in text.phrases[number]
            if self.fillers.class_of(p) is not None or text.lower[p.head] in self.words.lists["goods_of_laws"]
        ]
        before = [p for p in reversed(known) if p.first < norm]
        relative = (
            any(text.tags[at] in ("WDT", "WP") or text.lower[at] == "that" for at in range(before[0].last, norm))
            if before
            else False
        )
        after = [p for p in known if norm <= p.first < self._reasons(norm)]
        for phrase in (*before, *after) if relative or not after else after:
            goods = self.fillers.goods(phrase, strong=True, act=act)
            if goods is not None and goods.first != goods.last:
                return goods
        return None

    def _reasons(self, norm: int) -> int:
        """Where the clause of the rule ends and its reason or its outcome begins: "because of", ", so"."""
        text = self.text
        end = text.unit(norm).last
        return next((at for at in range(norm, end) if text.lower[at] in self.words.lists["reason_words"]), end)
