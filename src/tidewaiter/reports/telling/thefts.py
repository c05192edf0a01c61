"""Money and data taken by theft and hacking: who took what from whom.

Nobody gives them, so these are no transfers; they are acts of type *other*, whose supplier is who lost the thing.
A country must be told, or that hackers did it: pickpockets are no matter of these rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tidewaiter.reports.grammar import wordlists
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.telling.acts import Act, Filler, Goods, bare, with_status
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers

_SUM = re.compile(r"\$ ?[\d.,]+")


@dataclass(frozen=True, slots=True)
class Raw:
    """The file ``lexicon/thefts.*.yaml`` as it stands."""

    steals: list[str]
    loosely: list[str]
    breaks_in: list[str]
    break_in_loosely: list[str]
    nouns: list[str]
    money: list[str]
    digital: list[str]
    data: list[str]
    thieves: list[str]
    victims: list[str]


@cache
def lexicon(language: str) -> WordLists:
    """The words of these acts. Raises DataError, with file and line, where the file is wrong."""
    verbs = ("steals", "loosely", "breaks_in", "break_in_loosely")
    return wordlists.load("thefts", language, Raw, verbs=verbs)


class Thefts:
    """Reads such acts of one text from its verbs and nouns."""

    __slots__ = ("_told", "factuality", "fillers", "known", "names", "text")

    def __init__(self, fillers: Fillers, factuality: Factuality) -> None:
        self.fillers = fillers
        self.factuality = factuality
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.known = lexicon(fillers.words.language)
        self._told: list[Act] = []

    def read(self, group: Group, unit: Unit) -> Act | None:
        """The theft that a verb tells of: "stole tokens from a bank", "hacked the exchange"."""
        text, known, form = self.text, self.known, self.text.lower[group.main]
        if not (known.among("steals", form) or known.among("breaks_in", form)):
            return None
        obliques = text.obliques(group)
        item = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
        thief = self.fillers.by(obliques) if group.passive else text.subject(group)
        if item is None:
            return None
        loser = next((p for w, p in (*obliques, *text.complements(item)) if w == "from"), None)
        taken = known.among("steals", form) and self._is_taken(item, unit, loosely=known.among("loosely", form))
        if not taken:
            loosely = known.among("break_in_loosely", form)
            if not known.among("breaks_in", form) or not self._is_victim(item, thief, loosely=loosely):
                return None
            loser = item
        status = self.factuality.status(group, unit)
        if not status.told or not self._counts(unit, thief, loser) or not (taken or self._is_known(thief)):
            return None
        act = self._act(group.main, unit, f"verb:{group.lemma}", item if taken else None)
        act.supplier, act.recipient = self.fillers.party(loser), self.fillers.party(thief)
        return with_status(self._once(act), status)

    def of_noun(self, phrase: Phrase, unit: Unit) -> Act | None:
        """The theft that a noun names: "the theft of $9 million from Blue Bank by hackers"."""
        text, known = self.text, self.known
        if not known.among("nouns", text.lower[phrase.head]):
            return None
        inner = tuple(text.complements(phrase))
        item = next((p for w, p in inner if w == "of" and self._is_taken(p, unit, loosely=False)), None)
        status = self.factuality.noun_status(phrase, unit)
        if item is None or not status.told:
            return None
        behind = (*inner, *text.complements(item))
        thief = next((p for w, p in behind if w == "by"), None) or self.names.possessor(phrase)
        loser = next((p for w, p in behind if w == "from"), None)
        thief = thief or self._behind_it(phrase)
        if not self._counts(unit, thief, loser):
            return None
        act = self._act(phrase.head, unit, f"noun:{text.lower[phrase.head]}", item)
        act.supplier, act.recipient = self.fillers.party(loser), self.fillers.party(thief)
        return with_status(self._once(act), status)

    def _once(self, act: Act) -> Act:
        """The act, dependent where a theft told of before can be the same: told again, it is no other."""
        act.dependent = any(_can_be_same(act, earlier) for earlier in self._told)
        if not act.dependent:
            self._told.append(act)
        return act

    def _is_known(self, phrase: Phrase | None) -> bool:
        found = self.fillers.party(phrase)
        return found is not None and (found.country is not None or found.name is not None)

    def _behind_it(self, phrase: Phrase) -> Phrase | None:
        """Of "Chad was behind the theft", "is responsible for the theft": Chad."""
        group = self.text.governor(phrase)
        return self.text.subject(group) if group is not None and group.lemma in ("be", "carry", "commit") else None

    def _act(self, word: int, unit: Unit, rule: str, item: Phrase | None) -> Act:
        act = Act("other", word, unit, rule)
        if item is not None:
            last = self.text.extended(item)
            act.goods = Goods(item.first, last, bare(self.text, item.first, last), self.text.lower[item.head], "money")
        return act

    def _is_taken(self, phrase: Phrase, unit: Unit, *, loosely: bool) -> bool:
        """Whether the phrase names money or data; behind a loose verb, digital money."""
        words = self.text.lower[phrase.first : self.text.extended(phrase)]
        if loosely:
            here = self.text.lower[unit.first : unit.last]
            return any(self.known.among("money", word) for word in words) and any(
                self.known.among("digital", word) for word in here
            )
        return any(self.known.among("money", word) or self.known.among("data", word) for word in words)

    def _is_victim(self, phrase: Phrase, thief: Phrase | None, *, loosely: bool) -> bool:
        words = self.text.lower[phrase.first : self.text.extended(phrase)]
        hackers = thief is not None and self._are_hackers(thief)
        known = any(self.known.among("victims", word) for word in words)
        named = self.fillers.party(phrase)
        return (known or (named is not None and named.name is not None)) and (hackers or not loosely)

    def _are_hackers(self, phrase: Phrase) -> bool:
        words = self.text.lower[phrase.first : self.text.extended(phrase)]
        return any(self.known.among("thieves", word) for word in words)

    def _counts(self, unit: Unit, thief: Phrase | None, loser: Phrase | None) -> bool:
        """Whether hackers, digital money or a State's doing are told, and somebody by name or country."""
        parties: list[Filler] = [p for p in (self.fillers.party(thief), self.fillers.party(loser)) if p is not None]
        if not any(party.country or party.name for party in parties):
            return False
        here = self.text.lower[unit.first : unit.last]
        cyber = any(self.known.among("digital", word) or self.known.among("thieves", word) for word in here)
        return cyber or (len(parties) == 2 and len({party.country for party in parties} - {None}) == 2)


def _can_be_same(act: Act, earlier: Act) -> bool:
    """Whether no party and no sum of dollars tells that two thefts are two."""
    one, other = act.supplier, earlier.supplier
    if one is not None and other is not None and (one.name or one.text) != (other.name or other.text):
        return False
    sums = [_SUM.search(each.goods.text) for each in (act, earlier) if each.goods is not None]
    told = {found.group().replace(",", "") for found in sums if found is not None}
    return len(told) < 2
