"""Reads a text sentence by sentence for what it tells: acts, each with who says so.

The stance of an act is that of the statement which contains it; a government that tells of a
transfer between others accuses them of it.
"""

from __future__ import annotations

from tidewaiter.model import EventStance
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.saying.accusers import Accusers
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Act, Filler
from tidewaiter.reports.telling.factuality import Factuality
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.incidents import Incidents
from tidewaiter.reports.telling.norms import Norms
from tidewaiter.reports.telling.transfers import Transfers

_STANCE: dict[str, EventStance] = {
    "asserts": "attributed",
    "alleges": "alleged",
    "believes": "believed",
    "denies": "denied",
    "neither": "neither",
}


def read(text: Text, names: Names, said: list[Said]) -> list[Act]:
    """The acts that a parsed text tells of, in the order of its words."""
    return _Reader(text, names, said).read()


class _Reader:
    """One reading of one text."""

    __slots__ = ("accusers", "fillers", "incidents", "names", "norms", "said", "text", "transfers", "words")

    def __init__(self, text: Text, names: Names, said: list[Said]) -> None:
        self.text = text
        self.words: Words = text.vocabulary
        self.names = names
        self.said = said
        self.accusers = Accusers(text, names)
        self.accusers.judge(said)
        self.fillers = Fillers(text, names, said)
        self.transfers = Transfers(self.fillers, Factuality(text))
        self.incidents = Incidents(self.transfers)
        self.norms = Norms(self.fillers)

    def _of_unit(self, number: int, unit: Unit) -> list[Act]:
        laws = self.norms.read(number, unit)
        acts: list[Act] = []
        taken: set[int] = set()
        for group in self.text.groups[number]:
            for act in self._of_group(group, unit):
                acts.append(act)
                if act.goods is not None and act.type != "seizure":  # a seized shipment was under way as well
                    taken.update(range(act.goods.first, act.goods.last))
        for phrase in self.text.phrases[number]:
            moved_by = self.transfers.nominals.of_noun(phrase, unit) if phrase.head not in taken else None
            told = moved_by or self.incidents.of_noun(phrase, unit)
            if told is not None:
                acts.append(told)
        acts = self.incidents.voyages.complete(number, unit, acts)
        moved = [a.goods.first for a in acts if a.type == "transfer" and a.goods is not None]
        acts = [a for a in acts if not (a.type == "launch" and a.goods is not None and a.goods.first in moved)]
        acts = [act for act in acts if not laws.covers(act.word)]
        return [*acts, *(law for law in laws.acts if not any(act.word == law.word for act in acts))]

    def _of_group(self, group: Group, unit: Unit) -> list[Act]:
        if self.transfers.knows(group):
            act = self.transfers.transfer(group, unit)
            if act is not None:
                second = self.transfers.second(act, group)
                return [act, second] if second is not None else [act]
        found = (self.transfers.origins.used(group, unit), self.incidents.read(group, unit))
        return [act for act in found if act is not None]

    def _attribute(self, act: Act) -> None:
        """Which statements contain the act, and the stance that gives it."""
        if not act.clause[1]:
            act.clause = self._clause(act)
        inside = [i for i in self.fillers.sources(act.unit.sentence) if self.said[i].contains(act.word)]
        act.said = inside
        if not inside:
            if act.negated:
                act.stance = "denied"
            return
        named = [i for i in inside if self.said[i].rule != "hearsay"]
        said = self.said[(named or inside)[-1]]
        if said.stance == "denies" and self._told_before_denial(said, act):
            said.stance, said.act = "asserts", "says"
        self._take(act, said)
        if said.stance == "asserts" and self._accuses(said, act):
            said.stance, said.act = "alleges", "accuses"
        open_to_doubt = act.stance == "believed" and not act.negated and said.stance in ("asserts", "alleges")
        if open_to_doubt and self._doubts(said, act):
            said.stance, said.act = "believes", "believes"
        self._take_stance(act, said)

    def _take(self, act: Act, said: Said) -> None:
        """Of "the rifles were seized, the ministry said": the ministry's State, as a guess."""
        unknown = act.type == "seizure" and act.recipient is None and said.rule != "hearsay"
        if unknown and self.accusers.is_government(said):
            speaker = said.speaker
            words = self.text.quote(speaker.first, speaker.last)
            act.recipient = Filler(speaker.first, speaker.last, words, speaker.name, speaker.country, guess=True)

    def _take_stance(self, act: Act, said: Said) -> None:
        """The act's stance from that of the statement in which it is told."""
        stance = _STANCE[said.stance] if said.act != "jokes" else "attributed"
        if act.negated and said.stance == "asserts" and act.type in ("transfer", "labour"):
            said.stance, said.act = "denies", "denies"
        if act.negated and stance == "attributed":
            act.stance = "denied"
        elif act.stance in ("asserted", "attributed") or stance in ("denied", "neither"):
            act.stance = stance
        if said.rule == "formula" and said.act == "denies":
            act.stance = "alleged"  # "pleaded not guilty to selling"
        if act.stance == "attributed" and self._admits(said, act):
            act.stance = "asserted"

    def _told_before_denial(self, said: Said, act: Act) -> bool:
        """Of "X seized it, he said, adding that it had never done so": the act is told, only the rest is denied."""
        text = self.text
        first = said.cue[0]
        if act.negated or said.cue[1] <= first or act.word >= first or text.unit(first) is not act.unit:
            return False
        cue = self.words.cues.get(self.words.lemma.get(text.lower[said.cue[1] - 1], ""))
        if cue is None or cue.stance != "asserts":
            return False
        groups = text.groups[text.unit_of[first]]
        return not any(g.negated for g in groups if g.last <= first) and any(
            g.negated for g in groups if g.first > first
        )

    def _doubts(self, said: Said, act: Act) -> bool:
        """A hedge at the act is the speaker's own doubt; a charge with its own verb stays a charge, and what only
        describes ("a ship suspected of, or which is suspected of, carrying shells was seen") is no more than that."""
        if said.act in ("accuses", "confirms") or said.rule == "hearsay" or act.hedge is None:
            return False
        if act.rule == "voyage":
            return False  # inferred from where a ship was going: ours, not the speaker's
        verb = self.text.group_at[act.hedge[0]]
        return verb is None or (verb.finite and not self.text.is_relative(verb))

    def _admits(self, said: Said, act: Act) -> bool:
        """A party that admits its own act leaves nothing to be attributed."""
        if said.rule == "formula" and said.act == "confirms":
            return True  # "pleaded guilty to selling"
        cue = self.text.lower[said.cue[1] - 1] if said.cue[1] > said.cue[0] else ""
        admitted = self.words.among("admissions", self.words.lemma.get(cue, cue))
        return admitted and act.supplier is not None and act.supplier.name == said.speaker.name

    def _accuses(self, said: Said, act: Act) -> bool:
        """A government that tells of a transfer between others charges them with it."""
        country = self.accusers.country(said)
        if (
            act.type not in ("transfer", "labour")
            or act.negated
            or country in (None, "UN")
            or said.speaker.medium is not None
        ):
            return False
        if said.speaker.kind == "document" or not self.accusers.is_government(said) or self.accusers.retells(said):
            return False
        parties = {
            p.country for p in (act.supplier, act.recipient, act.origin) if p is not None and p.country is not None
        }
        both = act.supplier is not None and act.recipient is not None and len(parties) > 1
        return bool(parties) and country not in parties and (both or act.type == "transfer")

    def _clause(self, act: Act) -> tuple[int, int]:
        """The characters around the act, from the verb before to the verb after it."""
        sentence = self.text.sentences[act.unit.sentence]
        return sentence.start, sentence.end

    def read(self) -> list[Act]:
        out: list[Act] = []
        for number, unit in enumerate(self.text.units):
            here = self._of_unit(number, unit)
            for act in here:
                self._attribute(act)
            out += here
        return out
