"""Gifts told in a list, without a verb each: "among the gifts were a spear from the king and a rug from the emir".

Each thing of the list that stands beside its giver is a gift of its own. Who got them all is told in the list or
with the word "gifts" shortly before it.
"""

from __future__ import annotations

from tidewaiter.reports.grammar.language import Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Act, Filler, bare
from tidewaiter.reports.telling.fillers import Fillers

_BEFORE = 2
"""In so many units before "among them" the gifts are sought that "them" takes up."""


class GiftLists:
    """Reads the listed gifts of one text."""

    __slots__ = ("_lists", "fillers", "text", "words")

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.text: Text = fillers.text
        self.words: Words = fillers.words
        self._lists: dict[int, bool] = {}

    def read(self, phrase: Phrase, unit: Unit) -> Act | None:
        """The gift that a phrase of a list names, with its giver; None outside a list."""
        number = self.text.unit_of[unit.first]
        if number not in self._lists:
            self._lists[number] = self._is_list(number, unit)
        if not self._lists[number] or self._is_gift_word(phrase.head):
            return None
        giver = self._giver(phrase, unit)
        party = self.fillers.party(giver) if giver is not None else None
        if giver is None or party is None or not (party.country or party.name):
            return None
        act = Act("transfer", phrase.head, unit, "noun:gift-list", manner=["gift"])
        act.goods = self.fillers.goods(phrase, strong=True, act=act)
        if act.goods is None or act.goods.standing == "unknown":
            return None
        if act.goods.first < phrase.first:  # "(from a firm of) Qatar and a kettle"
            act.goods.first, act.goods.text = phrase.first, bare(self.text, phrase.first, act.goods.last)
        act.supplier, act.recipient = party, self._taker(number)
        act.clause = (self.text.starts[phrase.first], self.text.ends[max(giver.last, party.last) - 1])
        return act

    def _is_gift_word(self, at: int) -> bool:
        frame = self.words.noun_frames.get(self.text.lower[at])
        return frame is not None and frame.manner == "gift"

    def _has_gifts(self, unit: Unit) -> bool:
        return any(self._is_gift_word(at) for at in range(unit.first, unit.last))

    def _is_list(self, number: int, unit: Unit) -> bool:
        """Whether the unit's verbs, if it has any, only say that the gifts are there: "include", "on show are"."""
        text = self.text
        finite = [group for group in text.groups[number] if group.finite]
        if not all(self.words.among("listing_verbs", group.lemma) for group in finite[:1]):
            return False
        if self._has_gifts(unit):
            return True
        again = text.lower[unit.first] == "among" and text.lower[unit.first + 1 : unit.first + 2] == ["them"]
        return again and any(self._has_gifts(text.units[at]) for at in range(max(number - _BEFORE, 0), number))

    def _giver(self, phrase: Phrase, unit: Unit) -> Phrase | None:
        """Of "a spear from the king" and "a vase presented by a firm" who stands behind the thing, past its name."""
        text = self.text
        at = text.extended(phrase)
        if at < unit.last and text.words[at] in ('"', "“", "‘", "'"):
            at = next(
                (i + 1 for i in range(at + 1, min(at + 10, unit.last)) if text.words[i] in ('"', "”", "’", "'")), at
            )
        verb = text.group_at[at] if at < unit.last else None
        if verb is not None and verb.bare and verb.passive:
            at = verb.last
        found = text.phrase_at[at + 1] if at + 1 < unit.last and text.lower[at] in ("from", "by") else None
        return found if found is not None and found.first == at + 1 and not text.is_time(found) else None

    def _taker(self, number: int) -> Filler | None:
        """Who the gifts of the list were for: behind "to" or "for" where they are spoken of."""
        text = self.text
        for at in range(number, max(number - _BEFORE, 0) - 1, -1):
            for word in range(text.units[at].first, text.units[at].last - 1):
                found = text.phrase_at[word + 1] if text.lower[word] in ("to", "for") else None
                gifts = self._has_gifts(text.units[at]) and found is not None and found.first == word + 1
                party = self.fillers.party(found) if gifts else None
                if party is not None and (party.person or party.name or party.country):
                    return party
        return None
