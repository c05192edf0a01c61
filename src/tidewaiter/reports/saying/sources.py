"""Who speaks with a verb: the subject as a speaker, with the words that name him."""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.reports.grammar.coreference import Speaker, Speakers
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit

_EARLY = 1500  # characters from the beginning within which a page says whose statement it brings
_PARTING = frozenset({",", ";", ":", "-", "--", "–", "—", '"', "“", "”"})


class Sources:
    """Turns the subjects of one text's cues into speakers.

    With ``anyone`` every subject speaks, by its own words.
    """

    __slots__ = ("anyone", "speakers", "text", "words")

    def __init__(self, text: Text, speakers: Speakers, *, anyone: bool) -> None:
        self.text = text
        self.words = text.vocabulary
        self.speakers = speakers
        self.anyone = anyone

    def of(self, group: Group, subject: Phrase, *, nested: bool) -> Speaker | None:
        """Who the subject is; a common noun of no list speaks only with verbs that ask for a speaker."""
        text = self.text
        speaker = self._joined(subject, group) or self.author(subject) or self.speakers.resolve(subject)
        speaker = speaker or self._some_of(subject)
        relative = text.tags[group.first - 1] in ("WDT", "WP") or text.tags[subject.first - 1] in ("WDT", "WP")
        if speaker is None and (left := text.leftmost(subject)) != subject:
            speaker = self.speakers.resolve(left)  # "Amnesty and other groups"
        if speaker is None and self.words.among("spoken_verbs", group.lemma) and not relative and not nested:
            speaker = self.speakers.common(subject)
        if speaker is None and self.anyone:
            words = text.quote(subject.first, subject.last)
            return Speaker(words, subject.first, text.extended(subject), person=True)
        return speaker

    def _joined(self, subject: Phrase, group: Group) -> Speaker | None:
        """Of "Amnesty and other groups" from groups, "Spain and Portugal both" from Portugal: all of them together."""
        text, words = self.text, self.text.lower[subject.first : subject.head]
        other = any(self.words.among("other_words", word) for word in words)
        both = text.lower[subject.last : group.first] in (["both"], ["all"], ["each"])
        left = text.leftmost(subject) if other or both else subject
        return self.speakers.resolve(left) if left != subject else None

    def author(self, phrase: Phrase) -> Speaker | None:
        """Of "a statement issued by an official": the official, whose words it carries."""
        text, at = self.text, phrase.last
        if not self.words.among("issued_things", text.lower[phrase.head]) or at + 2 >= len(text.words):
            return None
        if not self.words.among("issued_words", text.lower[at]) or text.lower[at + 1] != "by":
            return None
        giver = text.phrase_at[at + 2]
        return self.speakers.resolve(giver) if giver is not None and giver.first == at + 2 else None

    def issuer(self, unit: Unit) -> Speaker | None:
        """Of "The chief issued the following press statement:": the chief, whose words the page goes on with."""
        text = self.text
        if text.text[text.ends[unit.last - 1] - 1] != ":" or text.starts[unit.last - 1] > _EARLY:
            return None
        words = text.lower[unit.first : unit.last]
        if not any(self.words.among("issued_things", word) for word in words):
            return None
        for group in text.groups[text.unit_of[unit.first]]:
            if not self.words.among("issuing_verbs", group.lemma) or not (group.finite or group.bare):
                continue
            by = next((p for word, p in text.obliques(group) if word == "by"), None) if group.passive else None
            giver = by if group.passive else text.subject(group)
            if giver is not None and (found := self.speakers.resolve(giver)) is not None:
                return found
        return None

    def _some_of(self, subject: Phrase) -> Speaker | None:
        """Of "two of the sailors", "one of the experts": the sailors, some of them."""
        text = self.text
        counted = text.tags[subject.head] == "CD" or self.words.among("counts", text.lower[subject.head])
        inner = next((p for _, p in text.complements(subject, only=frozenset({"of"}))), None) if counted else None
        speaker = (self.speakers.resolve(inner) or self.speakers.common(inner)) if inner is not None else None
        if speaker is None or inner is None:
            return None
        words = text.quote(subject.first, max(inner.last, speaker.last))
        return replace(speaker, name=words, first=subject.first, guess=False)

    def can_speak(self, speaker: Speaker, subject: Phrase, group: Group) -> bool:
        if speaker.kind == "document" and not speaker.guess:
            return self.words.among("document_cues", group.lemma)
        return group.lemma not in self.words.lists["showing_verbs"] or speaker.kind != "named" or (not speaker.person)

    def whole(self, speaker: Speaker, group: Group, unit: Unit, subject: Phrase) -> Speaker:
        """The source with its apposition: "Lim, a director of the port," up to the verb."""
        text = self.text
        if self.anyone and subject.first <= speaker.first:
            first, last = self.spread(subject, group, unit)
            speaker = replace(speaker, first=first, last=max(last, speaker.last))
            if subject.first >= group.last:
                return speaker
        if speaker.last < unit.last and text.lower[speaker.last] == "(" and ")" in text.lower[speaker.last : unit.last]:
            speaker = replace(speaker, last=text.lower.index(")", speaker.last) + 1)
        if speaker.first < group.first and speaker.last < group.first and text.lower[speaker.last] == ",":
            last = group.first
            while last > speaker.last and text.tags[last - 1] == "RB":
                last -= 1
            if text.lower[last - 1] == ",":
                return replace(speaker, last=last)
        if speaker.first >= group.last and text.lower[speaker.last : speaker.last + 1] == [","]:
            return replace(speaker, last=self._end_of_apposition(speaker.last, unit))
        return speaker

    def spread(self, subject: Phrase, group: Group, unit: Unit) -> tuple[int, int]:
        """All words of a subject: what is joined to it, and what describes it up to the verb."""
        text = self.text
        first = self._opening(text.leftmost(subject))
        last = text.extended(subject)
        if subject.first >= group.last:
            return first, self._end_of_sentence(last, unit)
        end = group.first
        while end > last and text.tags[end - 1] == "RB":
            end -= 1
        if text.lower[last:end] and not self._is_parted(last, end):
            last = end
        return first, last

    def _opening(self, phrase: Phrase) -> int:
        """Of "officials at the ministry" from ministry: officials."""
        text, start = self.text, self.text.unit(phrase.first).first
        while phrase.first - 2 >= start and text.is_preposition(phrase.first - 1):
            before = text.phrase_at[phrase.first - 2]
            if before is None or text.is_time(before):
                break
            phrase = text.leftmost(before)
        return phrase.first

    def _is_parted(self, first: int, last: int) -> bool:
        """Whether a mark, or a verb that no relative clause holds, stands between a subject and its verb."""
        text = self.text
        words = text.lower[first:last]
        if any(word in _PARTING for word in words):
            return True
        return text.phrase_at[first] is None and not (
            text.tags[first] in ("IN", "TO", "VBN", "VBG", "JJ", "WP", "WDT", "CC", "DT") or words[0] == "("
        )

    def _end_of_sentence(self, last: int, unit: Unit) -> int:
        """Of "said Lim, a director of the port who runs its docks.": up to the stop."""
        text = self.text
        if text.lower[last : last + 1] not in ([","], ["("], ["of"], ["who"], ["and"], ["-"], ["--"]):
            return last
        verb = text.group_at[last + 1] if last + 1 < unit.last else None
        if verb is not None and verb.first == last + 1:
            return last  # "said Lim, adding that"
        end = last
        while end < unit.last and text.lower[end] not in (".", '"', "“", ";"):
            end += 1
        return end

    def _end_of_apposition(self, comma: int, unit: Unit) -> int:
        """Where "said Lim, a director of the port" and "said Lim, who directs it" end, else the comma."""
        text = self.text
        last = comma + 1
        relative = text.lower[last : last + 1] == ["who"]
        while last < unit.last and text.lower[last] not in (".", ";", '"'):
            if not relative and (text.group_at[last] is not None or text.lower[last] == ","):
                break
            last += 1
        ended = last < unit.last and text.lower[last] in (".", ",") and last > comma + 1
        return last if ended else comma
