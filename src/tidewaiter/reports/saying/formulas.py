"""Set phrases of speech: pleas in court, blame, and a light verb with a noun of speech.

"Pleaded not guilty to shipping", "held Chad responsible for", "made the claim that".
"""

from __future__ import annotations

from tidewaiter.model import Stance
from tidewaiter.reports.grammar.coreference import Speaker, Speakers
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.saying.contents import Contents
from tidewaiter.reports.saying.said import Said, build

_SET = frozenset({"be", "plead", "protest", "hold"})  # verbs of which a set phrase is made, besides the light ones


class Formulas:
    """Finds set phrases in one text."""

    __slots__ = ("contents", "speakers", "text", "words")

    def __init__(self, text: Text, speakers: Speakers, contents: Contents) -> None:
        self.text = text
        self.words = text.vocabulary
        self.speakers = speakers
        self.contents = contents

    def knows(self, group: Group) -> bool:
        """Whether the verb can speak in a set phrase at all."""
        if group.negated or group.infinitive or group.bare or group.modal:
            return False
        return group.passive or group.lemma in _SET or self.words.among("light_verbs", group.lemma)

    def read(self, group: Group, subject: Phrase | None, unit: Unit) -> Said | None:
        """The statement of a verb that speaks only in a set phrase; None where it is none."""
        if subject is None:
            return None
        if (felt := self._felt(group, subject, unit)) is not None:
            return felt
        if group.passive:
            return None
        if group.lemma == "plead":
            return self._plea(group, subject, unit)
        if group.lemma == "protest" and "innocence" in self.text.lower[group.last : group.last + 4]:
            content, cue = ((group.first, min(group.last + 4, unit.last)),), (group.first, group.last)
            return self._build(group, subject, unit, "denies", "denies", cue, content)
        if group.lemma == "hold":
            return self._blame(group, subject, unit)
        return self._with_noun(group, subject, unit) if self.words.among("light_verbs", group.lemma) else None

    def _felt(self, group: Group, subject: Phrase, unit: Unit) -> Said | None:
        """Of "is confident that", "are worried about", "was adamant that": an adjective that tells a mind."""
        text, words = self.text, self.words
        at = group.main if group.passive else group.last
        if not group.passive and group.lemma != "be":
            return None
        while at < unit.last - 2 and at > group.main and text.tags[at] == "RB":
            at += 1
        if at >= unit.last - 2:
            return None
        word, link = text.lower[at], text.lower[at + 1]
        adamant = words.among("adamant_words", word)
        if not (adamant or words.among("mind_words", word)) or (link != "that" and (link != "about" or adamant)):
            return None
        content = ((at + 2, self.contents.clause_end_of(group, at + 2, unit)),)
        stance: Stance = "asserts" if adamant else "believes"
        speaker = self.speakers.resolve(subject)
        if speaker is None or speaker.kind == "document":
            return None
        act = "says" if adamant else "believes"
        return build(text, speaker, unit, act, stance, (group.first, at + 1), content, rule="formula")

    def _plea(self, group: Group, subject: Phrase, unit: Unit) -> Said | None:
        """Of "pleaded not guilty to": a denial; of "pleaded guilty to": an admission."""
        near = self.text.lower[group.last : group.last + 3]
        if "guilty" not in near:
            return None
        at = group.last + near.index("guilty") + 1
        denied = "not" in near[: near.index("guilty")]
        if not denied and not self._names_charge(at, unit):
            return None
        content = ((at, self.contents.clause_end_of(group, at, unit)),) if at < unit.last - 1 else ((group.first, at),)
        stance: Stance = "denies" if denied else "asserts"
        return self._build(group, subject, unit, "denies" if denied else "confirms", stance, (group.first, at), content)

    def _names_charge(self, at: int, unit: Unit) -> bool:
        """Whether a plea of guilty says to what: "to smuggling", "on Monday to two counts"; a bare one admits nothing
        that could be told."""
        return "to" in self.text.lower[at : min(at + 5, unit.last)]

    def _blame(self, group: Group, subject: Phrase, unit: Unit) -> Said | None:
        """Of "held Chad responsible for selling"."""
        last = min(group.last + 12, unit.last)
        for at in range(group.last, last):
            if self.text.lower[at] in ("responsible", "accountable") and self.text.lower[at + 1 : at + 2] == ["for"]:
                content = ((group.last, self.contents.clause_end_of(group, at, unit)),)
                cue = (group.first, group.last)
                return self._build(group, subject, unit, "accuses", "alleges", cue, content)
        return None

    def _with_noun(self, group: Group, subject: Phrase, unit: Unit) -> Said | None:
        """Of "made a determination that", "repeated the claim that"."""
        text = self.text
        noun = text.phrase_at[group.last] if group.last < unit.last else None
        if noun is None or text.lower[noun.last : noun.last + 1] != ["that"] or noun.last + 2 >= unit.last:
            return None
        head = text.lower[noun.head]
        if not self.words.among("speech_nouns", head):
            return None
        charged = self.words.among("charge_nouns", head)
        content = ((noun.last + 1, self.contents.clause_end_of(group, noun.last + 1, unit)),)
        cue = (group.first, noun.last)
        stance: Stance = "alleges" if charged else "asserts"
        return self._build(group, subject, unit, "accuses" if charged else "says", stance, cue, content)

    def _build(
        self, group: Group, subject: Phrase, unit: Unit, act: str, stance: Stance, cue: tuple[int, int],
        content: tuple[tuple[int, int], ...],
    ) -> Said | None:  # fmt: skip
        speaker: Speaker | None = self.speakers.resolve(subject) or self.speakers.common(subject)
        if speaker is None or speaker.kind == "document":
            return None
        return build(self.text, speaker, unit, act, stance, cue, content, rule="formula")
