"""Whether what a verb or noun of transfer tells is an act: enough of goods and parties, and no market talk.

How much is enough depends on the word alone: a strong one ("export") needs known goods, or a party and a country,
a weak one ("take") known goods and two parties, any other both or two parties. Money and vessels,
which go about for many reasons, need two parties. A logistic model over sixty features of a candidate did no
better on reports it had not seen; see the decisions.
"""

from __future__ import annotations

from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.grammar.words import Frame, Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods, Status, is_vessel
from tidewaiter.reports.telling.fillers import Fillers


class Worth:
    """Judges the candidate acts of one text."""

    __slots__ = ("fillers", "text", "words")

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.text: Text = fillers.text
        self.words: Words = fillers.words

    # -- verbs -----------------------------------------------------------------------------
    def of_verb(self, act: Act, frame: Frame) -> bool:
        """Whether a verb and its phrases tell enough; marks what can only add to an act told elsewhere."""
        goods = act.goods
        if goods is None:
            return False
        if frame.lemma == "seek" and not self._is_sought(act):
            return False
        parties = [p for p in (act.supplier, act.recipient, act.origin, act.destination) if p is not None]
        named = {p.name or p.country or p.text for p in parties if self._is_named(p)}
        if self._is_known(goods) and goods.anaphor and not named:
            act.dependent = True
            return not self.words.among("bare_verbs", frame.lemma)
        act.dependent = act.dependent or self.words.among("counts", goods.head) or goods.head == "others"
        if frame.manner == "sale" and self._is_market_talk(act):
            return False
        return self._is_enough(act, goods, frame, len(named), len(parties))

    def _is_enough(self, act: Act, goods: Goods, frame: Frame, named: int, parties: int) -> bool:
        known = self._is_known(goods) or goods.anaphor
        if frame.frame == "move" and not parties:
            return True  # a counted thing that came in, see :mod:`moves`
        if frame.weak:
            has = frame.lemma == "have" and act.supplier is None
            told = parties > 1 or (frame.frame == "carry" and not goods.anaphor)
            return known and told and named > 0 and not has and goods.kind not in ("money", "vessels")
        if frame.strong:
            return known or (named > 0 and self._is_abroad(act))
        if goods.kind in ("money", "vessels"):
            bought = goods.kind == "vessels" and frame.manner == "sale" and named > 0  # and not "the ship was sent"
            taker = act.recipient  # "the title to the yachts was transferred to a firm"
            bought = bought or (frame.strong and taker is not None and not taker.place and self._is_named(taker))
            paid = self.words.among("pay_words", goods.head)
            return (named > 1 or bought) and self._is_abroad(act) and not paid
        if act.vessel is not None and goods.kind in self.words.lists["from_where_they_are_named"]:
            group = self.text.group_at[act.word]
            bare = group is not None and group.bare  # "stopped a truck carrying rifles"
            return bool(not bare or named or act.vessel.name or act.vessel.country)
        if frame.manner == "sale" and named < 2:
            return known and (self._is_abroad(act) or (parties > 1 and goods.kind == "arms"))
        return named > 1 or (named > 0 and known)

    def _is_abroad(self, act: Act) -> bool:
        """Whether a country is told, so that the goods did not just change hands in a shop."""
        goods = act.goods
        ends = (act.supplier, act.recipient, act.origin, act.destination, goods.origin if goods is not None else None)
        return any(end is not None and end.country for end in ends)

    def _is_sought(self, act: Act) -> bool:
        """Of "sought rifles": an attempt; who is seeking a thing has not yet bought it."""
        act.manner = ["procurement", "attempt"]
        return self.text.tags[act.word] not in ("VBG", "VBZ", "VBP")

    def _is_known(self, goods: Goods) -> bool:
        return goods.kind is not None or goods.standing != "unknown"

    def _is_named(self, party: Filler) -> bool:
        """Whether a name, a country or an office is told, or a body by its name in capitals."""
        head = party.last - 1
        body = self.text.tags[head] in ("NNP", "NNPS") and self.words.among("organisations", self.text.lower[head])
        return bool(party.country or party.person or party.name) or body

    def _is_market_talk(self, act: Act) -> bool:
        """Of "bought the benchmark while selling US crude": trade on an exchange, told beside its prices."""
        here = self.text.lower[act.unit.first : act.unit.last]
        seller = act.supplier is not None and act.supplier.country is not None and not act.supplier.guess
        return not seller and any(word in self.words.lists["market_talk"] for word in here)

    # -- nouns -----------------------------------------------------------------------------
    def of_noun(self, act: Act, frame: Frame, status: Status) -> bool:
        """Whether a noun and what stands around it tell enough: a deal or a sale needs both sides, or a doubt."""
        parties = [p for p in (act.supplier, act.recipient) if p is not None and (p.country or p.person or p.name)]
        goods = act.goods
        if goods is None:
            to = act.recipient if act.manner == ["ship-to-ship"] and parties else None
            return to is not None and is_vessel(self.text, to)
        if not self._is_known(goods) and len(parties) < 2 and not self._is_cargo_to(act, goods):
            return False
        need = 1 if frame.manner not in ("sale", "plan") or status.stance is not None else 2
        return len(parties) >= need

    def _is_cargo_to(self, act: Act, goods: Goods) -> bool:
        """Of "the transfer of banned items to a Syrian tanker": things of no told kind, and a ship that gets them."""
        taker = act.recipient
        if taker is None or taker.country is None:
            return False
        return self.words.among("generic_items", goods.head) and is_vessel(self.text, taker)
