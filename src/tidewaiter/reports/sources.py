"""Who speaks with a verb: the subject as a speaker, with the words that name him."""

from __future__ import annotations

from dataclasses import replace

from tidewaiter.reports.coreference import Speaker, Speakers
from tidewaiter.reports.language import Group, Phrase, Text, Unit


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
        speaker = self.speakers.resolve(subject)
        relative = text.tags[group.first - 1] in ("WDT", "WP") or text.tags[subject.first - 1] in ("WDT", "WP")
        if speaker is None and self.words.among("spoken_verbs", group.lemma) and not relative and not nested:
            speaker = self.speakers.common(subject)
        if speaker is None and self.anyone:
            words = text.quote(subject.first, subject.last)
            return Speaker(words, subject.first, text.extended(subject), person=True)
        return speaker

    def can_speak(self, speaker: Speaker, subject: Phrase, group: Group) -> bool:
        if speaker.kind == "document" and not speaker.guess:
            return self.words.among("document_cues", group.lemma)
        return group.lemma not in self.words.lists["showing_verbs"] or speaker.kind != "named" or (not speaker.person)

    def whole(self, speaker: Speaker, group: Group, unit: Unit) -> Speaker:
        """The source with its apposition: "Lim, a director of the port," up to the verb."""
        text = self.text
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
