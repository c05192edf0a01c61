"""Whether what a verb or noun of transfer tells is an act: enough of goods and parties, and no market talk."""

from __future__ import annotations

from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.grammar.words import Frame, Words
from tidewaiter.reports.telling.acts import Act, Filler, Goods
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.origins import Origins


class Worth:
    """Judges the candidate acts of one text."""

    __slots__ = ("fillers", "origins", "text", "words")

    def __init__(self, fillers: Fillers, origins: Origins) -> None:
        self.fillers = fillers
        self.origins = origins
        self.text: Text = fillers.text
        self.words: Words = fillers.words

    def of_verb(self, act: Act, frame: Frame) -> bool:
        """Whether enough is told: goods of a known kind and a party, or a strong verb with one."""
        parties = [p for p in (act.supplier, act.recipient, act.origin, act.destination) if p is not None]
        named = [p for p in parties if self._is_named(p)]
        goods = act.goods
        if goods is None:
            return False
        if frame.frame == "move" and not parties:
            return True  # a counted thing that came in, see _came_in
        if frame.lemma == "seek" and self.text.tags[act.word] in ("VBG", "VBZ", "VBP"):
            return False  # who is seeking a thing has not yet bought it
        if frame.lemma == "seek":
            act.manner = ["procurement", "attempt"]
            return goods.kind is not None and bool(act.supplier and act.supplier.country)
        if goods.anaphor and goods.kind is not None and not named:
            act.dependent = True
            return not self.words.among("bare_verbs", frame.lemma)
        if frame.lemma in self.words.lists["parties_suffice"] and len({p.country for p in named} - {None}) > 1:
            return goods.kind not in ("money", "vessels")
        if frame.weak:
            return bool(named) and self._worth_of_weak(act, frame, goods, len(parties))
        if frame.manner == "sale" and frame.lemma in self.words.lists["market_verbs"]:
            return not self._is_market_talk(act) and self._worth_of_market(act, frame, goods, named)
        if goods.anaphor:
            act.dependent = act.dependent or self.words.among("counts", goods.head) or goods.head == "others"
            return bool(named)
        if frame.frame == "carry" and self._is_nobodys(act, parties):
            return False
        if frame.strong:
            return bool(named) or goods.kind is not None
        if goods.kind is None and goods.plural and len(named) == 1 and self.text.tags[goods.first] == "CD":
            act.dependent = True  # "sent 24 trotters": of the horses told of elsewhere
            return True
        if goods.kind == "vessels" and len({p.country for p in named} - {None}) < 1:
            return False  # "he let his boat to Liu"
        if self.words.among("carriers", goods.head) and act.recipient is None and act.destination is None:
            return False  # "the plane had been sent by Chad", which brings something and is not given
        if goods.kind in ("money", "vessels"):
            return len(named) > 1 and not self.words.among("pay_words", goods.head)
        if act.vessel is not None and goods.kind in self.words.lists["from_where_they_are_named"]:
            return True
        if goods.kind is None and self.words.among("light_giving", frame.lemma) and frame.manner != "gift":
            counted = any(self.text.tags[at] == "CD" for at in range(goods.first, goods.last))
            return len(named) > 1 and (counted or bool(goods.make or goods.origin))
        return bool(named) and (goods.kind is not None or len(named) > 1)

    def _is_nobodys(self, act: Act, parties: list[Filler]) -> bool:
        """Of "stopped a truck carrying rifles": whether no party, place or known vessel tells of a transfer."""
        group, vessel = self.text.group_at[act.word], act.vessel
        known = vessel is not None and (vessel.name or vessel.country)
        origin = act.goods is not None and act.goods.origin is not None
        return group is not None and group.bare and not parties and not known and not origin

    def _is_named(self, party: Filler) -> bool:
        """Whether a name, a country or an office is told, or a body by its name in capitals."""
        head = party.last - 1
        body = self.text.tags[head] in ("NNP", "NNPS") and self.words.among("organisations", self.text.lower[head])
        return bool(party.country or party.person or party.name) or body

    def _worth_of_weak(self, act: Act, frame: Frame, goods: Goods, parties: int) -> bool:
        """Of "take", "have", "bring": known goods, and two parties unless the verb carries or accepts."""
        if (frame.lemma == "have" and act.supplier is None) or goods.kind in ("money", "vessels"):
            return False
        accepted = frame.lemma in self.words.lists["parties_suffice"]
        carried = frame.frame == "carry" and not goods.anaphor
        return (goods.kind is not None or goods.anaphor) and (parties > 1 or accepted or carried)

    def _worth_of_market(self, act: Act, frame: Frame, goods: Goods, named: list[Filler]) -> bool:
        """Of "sell" and "buy", which also go on inside a country: two parties, or one that tells of a border."""
        if len(named) > 1 or act.destination is not None:
            return True
        told = goods.from_there or (bool(named) and frame.frame == "get") or act.recipient in named
        taker = act.recipient
        abroad = taker is not None and self.words.among("state_nouns", self.text.lower[taker.last - 1])
        told = told or (abroad and act.supplier in named)
        return goods.kind is not None and told

    def _is_market_talk(self, act: Act) -> bool:
        """Of "bought the benchmark while selling US crude": trade on an exchange, told beside its prices."""
        here = self.text.lower[act.unit.first : act.unit.last]
        seller = act.supplier is not None and act.supplier.country is not None and not act.supplier.guess
        return not seller and any(word in self.words.lists["market_talk"] for word in here)

    def is_cargo_to(self, act: Act) -> bool:
        """Of "the transfer of banned items to a Syrian tanker": things of no told kind, and a ship that gets them."""
        goods, taker = act.goods, act.recipient
        if goods is None or taker is None or taker.country is None:
            return False
        return self.words.among("generic_items", goods.head) and self.origins.is_vessel(taker)
