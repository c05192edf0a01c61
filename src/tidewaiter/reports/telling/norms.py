"""What a sentence says a rule forbids or allows: a statement of law, never a transfer.

:mod:`rules` finds the word that rules; here its reach is searched for the act that is ruled (its roles are those
the act would have if it were told), else for the goods. One act for a sentence: several clauses of one sanction
are one telling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.roles import Roles
from tidewaiter.reports.telling.rules import Rule, Rules

_YEAR = re.compile(r"(?:19|20)\d\d")
_AGAINST = frozenset({"on", "against", "with", "to", "into", "for", "in", "between", "toward", "towards"})


@dataclass(frozen=True, slots=True)
class Laws:
    """The act of a rule told in a sentence, if any, and the words that it reaches over: what these tell is no fact."""

    acts: tuple[Act, ...] = ()
    reach: tuple[tuple[int, int], ...] = ()

    def covers(self, word: int) -> bool:
        """Whether the word is under the rule."""
        return any(first <= word < last for first, last in self.reach)


class Norms:
    """Reads the rules that one text tells of."""

    __slots__ = ("fillers", "names", "roles", "rules", "text", "words")

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words
        self.roles = Roles(fillers)
        self.rules = Rules(fillers)

    def read(self, number: int, unit: Unit) -> Laws:
        """What the sentence says a rule forbids or allows: one act for a sentence, or none."""
        granted = self._exemption(number, unit)
        if granted is not None:
            return Laws((granted,), ())
        told = [(act, rule) for rule in self.rules.of(number, unit) if (act := self._act(rule, unit)) is not None]
        reach = [stretch for _, rule in told if not rule.against for stretch in self._stretches(rule)]
        return Laws(tuple(act for act, _ in told[:1]), tuple(reach))

    # -- one rule --------------------------------------------------------------------------
    def _act(self, rule: Rule, unit: Unit) -> Act | None:
        act = Act("statement-of-law", rule.word if rule.told is None else rule.told, unit, "norm")
        word = self._ruled_word(rule)
        if word is not None:
            self._fill(act, rule, word)
        if act.goods is None:
            act.goods = self._goods(rule, act) or self._dealings(rule, word)
            if word is None and act.goods is not None and not self._is_direct(rule, act.goods):
                act.goods = None
        act.type = "statement-of-law"
        self._bind(act, rule, word)
        self._places(act, rule)
        self._from_goods(act, word)
        if act.goods is None and not (rule.general or rule.against) and self.rules.is_of_sanctions(rule, unit):
            act.goods = self._anything(rule)
        if rule.general and word is None and not self._has_kind(act):
            return act if self._is_state(act) and self._is_dated(unit) else None
        return act if act.goods is not None else None

    def _is_direct(self, rule: Rule, goods: Goods) -> bool:
        """Whether the goods themselves are ruled: what is banned, and not a word further on in the clause."""
        text = self.text
        if rule.ruled is not None:
            return True
        if rule.told is not None and text.before(goods.first) in ("on", "of", "against", "for"):
            return True
        here = text.phrase_at[rule.first] if rule.first < rule.last else None
        first = here or next((p for p in self._phrases(rule.first, rule.last) if p != rule.bound), None)
        if first is None:
            return False
        joined = text.coordinated(first)[-1]
        last = text.extended(joined)
        for part in (first, joined):
            for _, inner in text.complements(part):
                last = max(last, text.extended(text.coordinated(inner)[-1]))
        return goods.first < last

    def _has_kind(self, act: Act) -> bool:
        return act.goods is not None and act.goods.kind is not None

    def _is_state(self, act: Act) -> bool:
        return any(party is not None and party.country is not None for party in (act.recipient, act.supplier))

    def _is_dated(self, unit: Unit) -> bool:
        years = any(_YEAR.fullmatch(word) for word in self.text.words[unit.first : unit.last])
        return years or any(self.text.is_time(phrase) for phrase in self._phrases(unit.first, unit.last))

    def _phrases(self, first: int, last: int) -> Iterator[Phrase]:
        at = first
        while at < last:
            phrase = self.text.phrase_at[at]
            if phrase is not None and phrase.first == at:
                yield phrase
            at = phrase.last if phrase is not None and phrase.last > at else at + 1

    def _stretches(self, rule: Rule) -> Iterator[tuple[int, int]]:
        """Where the act and the goods are sought: in what "is banned", then in what the rule reaches over."""
        if rule.ruled is not None:
            last = rule.ruled.last
            for _, inner in self.text.complements(rule.ruled):
                last = inner.last
            yield rule.ruled.first, max(last, self.text.extended(rule.ruled))
        yield rule.first, rule.last

    # -- the act that is ruled -------------------------------------------------------------
    def _ruled_word(self, rule: Rule) -> int | None:
        """The word of the act: a verb ("from exporting"), else a noun ("the sale, supply or transfer of")."""
        for first, last in self._stretches(rule):
            for at in range(first, last):
                if at != rule.word and self._is_act(at):
                    return at
        return None

    def _is_act(self, at: int) -> bool:
        text = self.text
        group = text.group_at[at]
        if group is not None:
            lemma = self.rules.known.lemma(text.lower[at])
            known = group.lemma in self.words.frames or self.rules.known.among("acts", lemma)
            loose = not group.finite or group.modal is not None
            return group.main == at and known and loose and not (group.bare and group.passive)
        phrase = text.phrase_at[at]
        if phrase is None or text.tags[at] not in ("NN", "NNS", "VBG"):
            return False
        return text.lower[at] in self.words.noun_frames or text.lower[at] in ("transport", "trade", "trading")

    def _frame(self, word: int) -> str:
        """Whether who does it gives or gets."""
        group = self.text.group_at[word]
        lemma = group.lemma if group is not None else self.text.lower[word]
        frames = self.words.frames.get(lemma, ()) or tuple(
            frame for frame in (self.words.noun_frames.get(lemma),) if frame is not None
        )
        host = lemma in self.words.lists["labour_hosts"]
        return "get" if (frames and frames[0].frame == "get") or host else "give"

    def _fill(self, act: Act, rule: Rule, word: int) -> None:
        parts = self.roles.at(word)
        giver, receiver = (self._none_of_giver(p, rule) for p in (parts.giver, parts.receiver))
        act.supplier = self._party(giver) or self._place(parts.origin)
        act.recipient = self._party(receiver) or self._place(parts.goal)
        item = parts.item
        if item is None or item.first <= rule.word < item.last:
            item = self._joined_item(word)
        if item is not None:
            act.goods = self._named(item, act)

    def _named(self, phrase: Phrase, act: Act) -> Goods | None:
        """The goods, or the workers, that a phrase names."""
        goods = self.fillers.goods(phrase, strong=True, act=act)
        if goods is None:
            act.type = "labour"  # workers are no goods of a transfer
            goods = self.fillers.goods(phrase, strong=True, act=act)
        return goods

    def _joined_item(self, word: int) -> Phrase | None:
        """Of "the sale, supply or transfer of arms": the arms, which only the last of the nouns is followed by."""
        text = self.text
        phrase = text.phrase_at[word]
        if phrase is None:
            return None
        last = text.coordinated(phrase)[-1]
        return next((p for w, p in text.complements(last) if w == "of"), None)

    def _none_of_giver(self, phrase: Phrase | None, rule: Rule) -> Phrase | None:
        """No party is who lays down the rule, or the rule itself."""
        if phrase is None or (rule.giver is not None and phrase.first <= rule.giver.head < phrase.last):
            return None
        lower = self.text.lower[phrase.head]
        known = self.rules.known
        return None if known.among("sources", lower) or known.among("lawgivers", lower) else phrase

    def _party(self, phrase: Phrase | None) -> Filler | None:
        if phrase is None:
            return None
        found = self._place(phrase)
        if found is not None:
            return found
        party = self.fillers.party(phrase)
        return party if party is not None and (party.country or party.name or self._is_body(phrase)) else None

    def _is_body(self, phrase: Phrase) -> bool:
        lower = self.text.lower[phrase.head]
        return self.words.among("organisations", lower) or self.rules.known.among("anybody", lower)

    def _place(self, phrase: Phrase | None) -> Filler | None:
        """The State that a phrase names, also by its people and as "the country"."""
        if phrase is None or self.text.is_time(phrase):
            return None
        lower = self.text.lower[phrase.head]
        if self.words.among("state_nouns", lower) and self.text.lower[phrase.first] in ("the", "that", "this"):
            return self._state_before(phrase)
        party = self.fillers.party(phrase)
        return party if party is not None and party.country is not None else None

    def _state_before(self, phrase: Phrase) -> Filler | None:
        """Of "the country": the State named last before it, and a guess."""
        text = self.text
        own = text.unit_of[phrase.first]
        for number in range(own, max(own - 4, -1), -1):
            for earlier in reversed(text.phrases[number]):
                if earlier.last > phrase.first:
                    continue
                found = self.fillers.country_filler(earlier.first, earlier.last)
                if found is None and text.words[earlier.head] in ("North", "South"):
                    found = self.fillers.party(earlier)
                if found is not None and found.country not in (None, "UN"):
                    found.guess = True
                    return found
        return None

    # -- goods and places ------------------------------------------------------------------
    def _goods(self, rule: Rule, act: Act) -> Goods | None:
        for first, last in self._stretches(rule):
            for phrase in self._phrases(first, last):
                named = self.fillers.class_of(phrase) is not None
                named = named or self.text.lower[phrase.head] in self.words.lists["goods_of_laws"]
                named = named or (phrase == rule.ruled and self.text.tags[phrase.head] == "PRP")
                if phrase.first <= rule.word < phrase.last:
                    phrase = self._beside(phrase, rule.word)
                    named = phrase.last > phrase.first and self.fillers.class_of(phrase) is not None
                if not named or (rule.bound is not None and phrase == rule.bound):
                    continue
                goods = self._named(phrase, act)
                if goods is not None and goods.first != goods.last and goods.kind != "money":
                    return goods
        return None

    def _beside(self, phrase: Phrase, word: int) -> Phrase:
        """Of "an arms embargo" the arms; of "(it) bars coal", read as one noun, the coal."""
        if word == phrase.head:
            return Phrase(phrase.first, word, word - 1)
        return Phrase(word + 1, phrase.last, phrase.head)

    def _dealings(self, rule: Rule, word: int | None) -> Goods | None:
        """Of "banned all trade with": the trade; of "an arms embargo": the arms."""
        text = self.text
        for first, last in self._stretches(rule):
            for at in range(first, last):
                phrase = text.phrase_at[at]
                if phrase is None or at == rule.word or not self.rules.known.among("things", text.lower[at]):
                    continue
                if at == phrase.head:
                    return self._thing(phrase.first, text.extended(phrase), at)
        if word is not None and (phrase := text.phrase_at[word]) is not None:
            return self._thing(phrase.first, text.extended(phrase), word)
        return None

    def _anything(self, rule: Rule) -> Goods | None:
        """Whatever sanctions forbid or ask for, goods or not: "working abroad", "scientific exchanges"."""
        text = self.text
        if rule.ruled is not None and text.tags[rule.ruled.head] != "PRP":
            return self._thing(rule.ruled.first, text.extended(rule.ruled), rule.ruled.head)
        for at in range(rule.first, rule.last):
            phrase, group = text.phrase_at[at], text.group_at[at]
            if group is not None and group.main == at and text.tags[at] == "VBG":
                item = next(iter(text.objects(group)), None)
                last = text.extended(item) if item is not None else group.last
                return self._thing(at, min(last, rule.last), at)
            named = phrase is not None and at == phrase.head and phrase.first >= rule.first and phrase != rule.bound
            if named and phrase is not None and not (text.is_time(phrase) or self.names.is_place(phrase)):
                return self._thing(phrase.first, text.extended(phrase), at)
        return None

    def _thing(self, first: int, last: int, head: int) -> Goods:
        return Goods(first, last, bare(self.text, first, last), self.text.lower[head])

    def _bind(self, act: Act, rule: Rule, word: int | None) -> None:
        """Who is told what he may or may not do gives or gets, as the act has it."""
        party = self._party(rule.bound)
        if party is None:
            return
        if word is None or self._frame(word) == "get":
            act.recipient = act.recipient or party
        else:
            act.supplier = act.supplier or party

    def _places(self, act: Act, rule: Rule) -> None:
        """The States that the rule's clause names behind a preposition: "from Chad", "to Mali", "on the North"."""
        text = self.text
        for first, last in self._stretches(rule):
            for at in range(max(first, rule.first), last - 1):
                phrase = text.phrase_at[at + 1]
                if phrase is None or phrase.first != at + 1 or text.phrase_at[at] is phrase:
                    continue
                if text.lower[at] == "from" and act.supplier is None:
                    act.supplier = self._place(phrase)
                elif text.lower[at] in _AGAINST and act.recipient is None and self._is_named(phrase):
                    found = self._place(phrase)
                    if found is not None and (act.supplier is None or found.country != act.supplier.country):
                        act.recipient = found

    def _is_named(self, phrase: Phrase) -> bool:
        return self.names.is_place(phrase) or self._is_half(phrase) or self.names.country(phrase) is not None

    def _is_half(self, phrase: Phrase) -> bool:
        return self.text.words[phrase.head] in ("North", "South")

    def _from_goods(self, act: Act, word: int | None) -> None:
        """Of "exports of Iranian oil", "a cap on Russian crude": whose goods they are."""
        if act.supplier is None and act.goods is not None and act.goods.origin is not None:
            origin = act.goods.origin
            if act.recipient is None or act.recipient.country != origin.country:
                act.supplier = origin

    # -- leave given -----------------------------------------------------------------------
    def _exemption(self, number: int, unit: Unit) -> Act | None:
        """Of "was granted an exemption for": what is let through.

        Leave for named goods of a named body is a transfer planned; leave in general tells what the rule says.
        """
        text = self.text
        given = any(text.lower[at] in self.words.lists["granting_forms"] for at in range(unit.first, unit.last))
        phrase = next((p for p in text.phrases[number] if self.words.among("exemptions", text.lower[p.head])), None)
        if phrase is None or not given:
            return None
        rule = Rule(phrase.head, phrase.last, unit.last)
        act = Act("statement-of-law", phrase.head, unit, "norm")
        act.goods = self._goods(rule, act)
        act.type = "statement-of-law"
        holder = self._holder(phrase, unit)
        if holder is not None and act.goods is not None and act.goods.kind is not None:
            act.type, act.supplier = "transfer", holder
            act.manner.append("plan")
            act.recipient = self._exempted_state(unit, holder)
            return act
        self._places(act, rule)
        return act if act.goods is not None or act.recipient is not None else None

    def _holder(self, phrase: Phrase, unit: Unit) -> Filler | None:
        """Who is given the leave, by name: "granted Caritas an exemption", "an exemption to Caritas"."""
        text = self.text
        group = text.governor(phrase)
        found = [inner for word, inner in text.complements(phrase) if word == "to"]
        if group is not None and group.passive:
            found += [p for p in (text.subject(group),) if p is not None]
        elif group is not None:
            found += [p for p in text.objects(group) if p != phrase]
            found += [o for p in text.objects(group) if (o := self.names.possessor(p)) is not None]
        named = (p for p in found if text.tags[p.head] in ("NNP", "NNPS") and not self.names.is_place(p))
        return next((party for p in named if (party := self.fillers.party(p)) is not None), None)

    def _exempted_state(self, unit: Unit, holder: Filler) -> Filler | None:
        """The State that the sentence names, whose sanctions they are."""
        for phrase in self._phrases(unit.first, unit.last):
            found = self.fillers.country_filler(phrase.first, phrase.last)
            if found is not None and found.country not in ("UN", holder.country):
                return found
        return None
