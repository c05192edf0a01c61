"""Who wants, plans, supports, knows or criticises something: verbs with a content that is not always spoken.

Asked for only where every subject may speak: a wish and a plan are attributions to a linguist,
while a reader of reports wants what was said. The grammar is that of English complements: a
clause, an infinitive, a gerund, a phrase behind the verb's preposition, or a plain object.
"""

from __future__ import annotations

from tidewaiter.reports.grammar.coreference import Speaker
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.saying.contents import Contents
from tidewaiter.reports.saying.cues import Cues
from tidewaiter.reports.saying.said import Ranges, Said, build
from tidewaiter.reports.saying.sources import Sources

_LINKS = frozenset({"about", "of", "for", "on", "against", "to", "with", "as", "over", "at"})
_LISTS = ("attitudes", "attitudes_with_clause")
_MARKS = frozenset({"that", "whether", "how", "why", "what", "if", "who", "where", "when"})


class Attitudes:
    """Finds the attributions of one text that its verbs of speech leave over."""

    __slots__ = ("contents", "cues", "sources", "text", "words")

    def __init__(self, text: Text, cues: Cues, contents: Contents, sources: Sources) -> None:
        self.text = text
        self.words = text.vocabulary
        self.cues = cues
        self.contents = contents
        self.sources = sources

    def read(self, group: Group, unit: Unit) -> Said | None:
        """The attribution that a verb makes, or None where it makes none."""
        if not self._is_attitude(group) or self.cues.is_noun(group) or not self._is_meant(group):
            return None
        last, content = self._behind(group, unit)
        if not content or not self._fits(group, content[0][0], prepared=last > group.last):
            return None
        source = self._source(group)
        speaker = self._speaker(None if group.passive else source, group)
        first, end = self.cues.words_of(group)
        return build(self.text, speaker, unit, "says", "neither", (first, max(last, end)), content, rule="attitude")

    def _is_attitude(self, group: Group) -> bool:
        words = self.words
        return any((group.lemma in words.cues, *(words.among(name, group.lemma) for name in _LISTS)))

    def _is_meant(self, group: Group) -> bool:
        """Whether somebody is told to do it: no infinitive, no bare participle of a passive."""
        return not group.infinitive and not (group.bare and group.passive)

    def _fits(self, group: Group, first: int, *, prepared: bool) -> bool:
        """Whether the verb takes a content of this kind: some take only a clause or an infinitive."""
        text = self.text
        phrase, verb = text.phrase_at[first], text.group_at[first]
        clause = text.lower[first] in _MARKS or (phrase is not None and text.is_subject(phrase))
        clause = clause or (verb is not None and verb.infinitive)
        if clause:
            return True
        taking = group.lemma in self.words.object_cues or self.words.among("attitudes", group.lemma)
        return taking and (not group.passive or prepared) and group.modal is None

    def _source(self, group: Group) -> Phrase | None:
        subject = self.cues.subject(group)
        return None if subject is None or self.text.is_time(subject) else subject

    def _speaker(self, source: Phrase | None, group: Group) -> Speaker:
        """The subject by its own words; without one a speaker of no words."""
        if source is None:
            return Speaker("", group.first, group.first, kind="anonymous")
        text = self.text
        words = text.quote(source.first, source.last)
        speaker = Speaker(words, source.first, text.extended(source), person=True)
        return self.sources.whole(speaker, group, text.unit(group.first), source)

    def _behind(self, group: Group, unit: Unit) -> tuple[int, Ranges]:
        """What stands behind the verb: where the cue ends, and the content."""
        text = self.text
        at = group.last
        while at < unit.last and text.tags[at] in ("RB", "RP") and text.lower[at] not in _LINKS:
            at += 1
        if at >= unit.last:
            return group.last, ()
        lower, verb, phrase = text.lower[at], text.group_at[at], text.phrase_at[at]
        if lower in _MARKS or (verb is not None and verb.first == at and (verb.infinitive or verb.progressive)):
            return group.last, ((at, self.contents.clause_end_of(group, at, unit)),)
        if phrase is not None and phrase.first == at and not text.is_time(phrase):
            return group.last, ((at, self._end_of_object(phrase, unit)),)
        return self._behind_link(group, at, unit)

    def _behind_link(self, group: Group, at: int, unit: Unit) -> tuple[int, Ranges]:
        """Of "spoke about the deal", "objected to selling": the cue takes the preposition in."""
        text = self.text
        if text.lower[at] not in _LINKS or at + 1 >= unit.last:
            return group.last, ()
        following = text.phrase_at[at + 1]
        if following is not None and (following.first != at + 1 or text.is_time(following)):
            return group.last, ()
        if following is not None:
            return at + 1, ((at + 1, self._end_of_object(following, unit)),)
        if text.lower[at + 1] in _MARKS or text.group_at[at + 1] is not None:
            return at + 1, ((at + 1, self.contents.clause_end_of(group, at + 1, unit)),)
        return group.last, ()

    def _end_of_object(self, phrase: Phrase, unit: Unit) -> int:
        """The end of an object with all that describes it, up to a comma or another clause."""
        text = self.text
        end = self.contents.clause_end(phrase.first, unit)
        for at in range(text.extended(phrase), end):
            if text.lower[at] in (",", ".", "-", "--", "–", "—", ":"):
                return at
        return end
