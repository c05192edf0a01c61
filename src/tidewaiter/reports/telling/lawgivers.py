"""Who lays down rules, and how far a rule told in a sentence reaches.

A State, a body of one or several, a resolution or a law lays down rules. A rule that only describes goods ("cars
that are banned") or that somebody gets round ("despite sanctions that ban") is told by the way.
"""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.fillers import Fillers
from tidewaiter.reports.telling.rulewords import lexicon

_LINKS = frozenset({",", "and", "or", "but"})
_BETWEEN = frozenset({"of", "in", "to", "with", "by", "the", "both", "at", "least"})


class Lawgivers:
    """Judges phrases, verbs and stretches of one text."""

    __slots__ = ("fillers", "known", "names", "text", "words")

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words
        self.known: WordLists = lexicon(self.words.language)

    # -- whether it is one -----------------------------------------------------------------
    def is_source(self, phrase: Phrase) -> bool:
        """Whether the phrase names a rule: "sanctions", "Resolution 2397"."""
        text, at = self.text, phrase.head
        at -= text.tags[at] == "CD" and at > phrase.first
        return self.known.among("sources", text.lower[at])

    def is_lawgiver(self, phrase: Phrase) -> bool:
        """Whether the phrase names who can lay down rules: a State, a body of one or of several, its head."""
        lower = self.text.lower[phrase.head]
        if self.is_body(phrase, "bodies") or self.names.is_place(phrase):
            return True
        if self.text.tags[phrase.head] == "PRP":
            return lower in ("it", "they")
        if lower == "another":
            return True  # a resolution, told of before
        office = self.words.among("roles", lower) or self.text.tags[phrase.head] in ("NNP", "NNPS")
        return office and self.names.country(phrase) is not None

    def is_body(self, phrase: Phrase, name: str) -> bool:
        """Whether a body of the list is named; "Un" is also the end of a person's name."""
        word = self.text.words[phrase.head]
        return self.known.among(name, word.lower()) and (word.lower() not in ("un", "eu") or word.isupper())

    def is_state(self, phrase: Phrase) -> bool:
        lower = self.text.lower[phrase.head]
        half = self.text.words[phrase.head] in ("North", "South")
        known = half or self.names.is_place(phrase) or self.words.among("state_nouns", lower)
        return known or lower in ("regime", "government")

    def is_thing(self, phrase: Phrase) -> bool:
        """Whether the phrase names goods or an act of trade, and nobody who could be bound."""
        lower = self.text.lower[phrase.head]
        if self.fillers.class_of(phrase) not in (None, "workers", "vessels", "troops"):
            return not self.names.is_place(phrase)
        return (
            lower in self.words.noun_frames
            or lower in self.words.lists["goods_of_laws"]
            or self.known.among("dealings", lower)
        )

    def has_source(self, unit: Unit, but: int) -> bool:
        """Whether the sentence names a rule that says so: "under the resolution", "by the sanctions"."""
        text = self.text
        for phrase in text.phrases[text.unit_of[unit.first]]:
            inside = phrase.first <= but < phrase.last
            meant = text.lower[phrase.first] in ("it", "them", "this", "that", "which")
            source = self.is_source(phrase) or (meant and text.before(phrase.first) == "under")
            if not inside and source and not self.is_got_round(phrase, unit):
                return True
        return False

    def is_present(self, group: Group) -> bool:
        """Whether the verb stands in the present: "bans", as the words of a rule do."""
        return self.text.tags[group.first] in ("VBZ", "VBP") and not group.perfect

    def is_of_source(self, group: Group) -> bool:
        """Of "a resolution to ban exports", "the council voted to ban": an infinitive that lays down all the same."""
        noun = self.text.phrase_at[group.first - 1] if group.first else None
        if noun is not None and self.is_source(noun):
            return True
        above = self.text.group_at[group.first - 1] if group.first else None
        return above is not None and self.known.among("deciding", above.lemma)

    def described(self, group: Group, unit: Unit) -> Phrase | None:
        """Of "the cars that are banned" and "the cars banned under it": the cars, which a clause describes."""
        text = self.text
        before = group.first - 1
        while before > unit.first and text.tags[before] == "RB":
            before -= 1
        if before <= unit.first:
            return None
        if group.bare:
            found = text.phrase_at[before - (text.lower[before] == ",")]
            found = self.up(found) if found is not None else None
            return found if found is not None and (group.passive or self.is_source(found)) else None
        owned = self._whose(group, unit)
        if owned is not None:
            return owned
        if text.tags[before] != "WDT" and text.lower[before] not in ("which", "that"):
            return None
        found = text.phrase_at[before - 1 - (text.lower[before - 1] == ",")]
        return self.up(found) if found is not None else None

    def _whose(self, group: Group, unit: Unit) -> Phrase | None:
        """Of "coal, whose exports are banned": the coal."""
        text = self.text
        subject = text.phrase_at[group.first - 1]
        if subject is None or subject.first - 1 <= unit.first:
            return None
        at = subject.first if text.lower[subject.first] == "whose" else subject.first - 1
        if text.lower[at] != "whose":
            return None
        return text.phrase_at[at - 1 - (text.lower[at - 1] == ",")]

    def up(self, phrase: Phrase) -> Phrase:
        """Of "a resolution of August", "sanctions on Chad" the rule, whatever stands between it and its clause."""
        text = self.text
        first = text.unit(phrase.first).first
        found = phrase
        while not self.is_source(found) and found.first - 2 >= first and text.is_preposition(found.first - 1):
            outer = text.phrase_at[found.first - 2]
            if outer is None:
                break
            found = outer
        return found if self.is_source(found) else phrase

    def is_got_round(self, phrase: Phrase, unit: Unit) -> bool:
        """Of "despite sanctions", "in violation of an embargo", "broke the ban": the rule is told by the way."""
        text = self.text
        at = phrase.first - 1
        for _ in range(4):
            if at < unit.first:
                return False
            word = text.lower[at]
            if self.known.among("evading_words", word) or self.known.among("breaches", word):
                verb = text.group_at[at]
                return verb is None or verb.modal is None
            if word not in _BETWEEN and text.tags[at] not in ("CD", "JJ"):
                return False
            at -= 1
        return False

    # -- how far ---------------------------------------------------------------------------
    def whole(self, phrase: Phrase) -> Phrase:
        """Of "luxury goods, including wine and watches," from the watches: the luxury goods."""
        text = self.text
        first = text.unit(phrase.first).first
        found = phrase
        for at in range(phrase.first - 1, first, -1):
            lower = text.lower[at]
            if lower in ("including", "like") or text.lower[at - 1 : at + 1] == ["such", "as"]:
                before = at - 1 - (lower == "as")
                before -= text.lower[before] == ","
                return text.phrase_at[before] or phrase
            if lower not in (*_LINKS, "of") and text.phrase_at[at] is None:
                break
        return text.leftmost(found)

    def reach(self, at: int, unit: Unit) -> int:
        """The end of what the rule reaches over: before its reason, its outcome, or a clause that tells on."""
        text = self.text
        for here in range(at, unit.last):
            lower = text.lower[here]
            if self.known.among("ending", lower) or lower in self.words.lists["reason_words"]:
                return here
            following = text.phrase_at[here + 1] if here + 1 < unit.last else None
            if (
                (lower in (",", "and") or self.known.among("setting", lower))
                and following is not None
                and following.first == here + 1
            ):
                verb = self._verb_after(following, unit)
                if verb is not None and verb.finite and verb.modal not in ("must", "shall"):
                    return here
            if lower in ("after", "following", "amid", "before") and here > at:
                return here
        return unit.last

    def _verb_after(self, phrase: Phrase, unit: Unit) -> Group | None:
        """The verb right behind a phrase and its complements."""
        at = self.text.extended(phrase)
        for _, inner in self.text.complements(phrase):
            at = inner.last
        return self.text.group_at[at] if at < unit.last else None

    def phrases(self, first: int, last: int) -> Iterator[Phrase]:
        at = first
        while at < last:
            phrase = self.text.phrase_at[at]
            if phrase is not None and phrase.first == at:
                yield phrase
                at = phrase.last
            else:
                at += 1
