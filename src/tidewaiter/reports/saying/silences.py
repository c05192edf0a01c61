"""Who says nothing: no comment, no answer, no details, neither confirmed nor denied."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.reports.grammar.coreference import Speakers
from tidewaiter.reports.grammar.language import Group, Text, Unit
from tidewaiter.reports.saying.contents import Contents
from tidewaiter.reports.saying.said import Said, build

_NEGATIVE_OBJECT = frozenset({"no", "neither", "nothing", "none"})


class Silences:
    """Finds what the speakers of one text leave open; each has the stance *neither*."""

    __slots__ = ("contents", "media", "speakers", "text", "words")

    def __init__(self, text: Text, speakers: Speakers, contents: Contents) -> None:
        self.text = text
        self.words = text.vocabulary
        self.speakers = speakers
        self.media = speakers.names.media
        self.contents = contents

    def silence(self, group: Group, unit: Unit) -> Said | None:
        """ "did not describe", "could not establish": stance neither."""
        if group.passive:
            return self.passive(group, unit)
        subject = self.text.subject(group)
        speaker = self.speakers.resolve(subject) if subject is not None else None
        if speaker is None or group.bare or self._is_beside(group) or self._withholds_goods(group):
            return None
        rest = (
            ((group.last, self.contents.clause_end(group.last, unit)),)
            if group.last < unit.last
            else ((unit.first, group.first),)
        )
        return build(self.text, speaker, unit, "declines", "neither", (group.first, group.last), rest, rule="silence")

    def _is_beside(self, group: Group) -> bool:
        """Of "who did not give his name" and "have not returned to port": nothing is kept silent."""
        text, words = self.text, self.words
        near = text.lower[group.last : group.last + 4]
        if words.among("answering_verbs", group.lemma):
            return not any(words.among("question_nouns", word) for word in near)
        relative = text.before(group.first) in ("who", "which")
        return relative and any(words.among("name_nouns", word) for word in near)

    def _withholds_goods(self, group: Group) -> bool:
        """Of "has not been giving rockets to Chad": goods are kept back, and nothing is kept silent."""
        text, words = self.text, self.words
        if group.lemma not in words.frames and not words.among("giving_verbs", group.lemma):
            return False
        given = (phrase for phrase in text.objects(group) if phrase.first >= group.last)
        return any(text.lower[phrase.head] in words.classes for phrase in given)

    def passive(self, group: Group, unit: Unit) -> Said | None:
        """ "No model is named in the report": the report is silent."""
        text = self.text
        subject = text.subject(group)
        if group.negated and group.lemma == "reach" and "comment" in text.lower[group.last : group.last + 4]:
            speaker = self.speakers.resolve(subject) if subject is not None else None
            if speaker is None:
                return None
            content = ((group.first, group.last),)
            return build(self.text, speaker, unit, "declines", "neither", content[0], content, rule="silence")
        if not self.words.among("silent_passives", text.lower[group.main]):
            return None
        negative = group.negated or (subject is not None and text.lower[subject.first] in _NEGATIVE_OBJECT)
        if not negative:
            return None
        for word, phrase in text.obliques(group):
            if word in ("in", "by") and (speaker := self.speakers.resolve(phrase)) is not None:
                content = ((unit.first, group.last),)
                return build(
                    self.text, speaker, unit, "declines", "neither", (group.first, group.last), content, rule="silence"
                )
        return None

    def empty_hands(self, group: Group, unit: Unit) -> Said | None:
        """ "named no model", "gave neither photos nor details", "had no comment"."""
        text = self.text
        if self.words.among("reaching_out", group.lemma) and (unreached := self._unreached(group, unit)) is not None:
            return unreached
        if group.infinitive or group.bare or group.modal or group.last >= unit.last:
            return None
        if (absent := self._unavailable(group, unit)) is not None:
            return absent
        first = text.lower[group.last]
        subject = text.subject(group)
        if self.words.among("referrals", group.lemma) and self._of_question(group):
            return self.silence(group, unit)
        nobody = subject is not None and text.lower[subject.first] in ("no", "neither")
        if nobody and group.lemma in self.words.lists["silent_when_negated"]:
            return self.silence(group, unit)
        if first not in _NEGATIVE_OBJECT:
            return None
        own = self.words.among("silent_when_negated_object", group.lemma)
        objects = [
            word for word in text.lower[group.last : group.last + 7] if self.words.among("silence_objects", word)
        ]
        any_object = self.words.among("silent_with_any_object", group.lemma)
        if not any_object and (not objects or not (own or group.lemma == "have")):
            return None
        speaker = self.speakers.resolve(subject) if subject is not None else None
        if speaker is None:
            return None
        content = ((group.last, self.contents.clause_end(group.last, unit)),)
        return build(
            self.text, speaker, unit, "declines", "neither", (group.first, group.last), content, rule="silence"
        )

    def _unreached(self, group: Group, unit: Unit) -> Said | None:
        """Of "Kyodo was unable to reach the owner for comment", "efforts to contact the firm failed": the owner."""
        text = self.text
        before, after = text.lower[max(group.first - 3, unit.first) : group.first], text.lower[group.last : unit.last]
        tried = any(self.words.among("tries", word) for word in before) and any(
            self.words.among("in_vain", word) for word in after
        )
        unable = "unable" in before or (group.negated and group.modal is not None) or before[-3:-1] == ["not", "able"]
        here = range(text.starts[unit.first], text.starts[group.first])
        asked = "comment" in after or any(medium[0] in here for medium in self.media)
        if not (tried or (unable and asked)):
            return None
        sought = next((phrase for phrase in text.objects(group) if phrase.first >= group.last), None)
        speaker = self.speakers.resolve(sought) if sought is not None else None
        if speaker is None:
            return None
        content = ((group.first, unit.last),)
        return build(text, speaker, unit, "declines", "neither", content[0], content, rule="silence")

    def _unavailable(self, group: Group, unit: Unit) -> Said | None:
        """Of "was not immediately available for comment", "was unavailable for an interview"."""
        text = self.text
        near = text.lower[group.last : min(group.last + 7, unit.last)]
        away = "unavailable" in near or (group.negated and ("available" in near or "reachable" in near))
        if group.lemma != "be" or not away or not any(self.words.among("silence_objects", word) for word in near):
            return None
        subject = text.subject(group)
        speaker = self.speakers.resolve(subject) if subject is not None else None
        if speaker is None:
            return None
        content = ((group.first, unit.last),)
        return build(text, speaker, unit, "declines", "neither", content[0], content, rule="silence")

    def _unanswered(self, unit: Unit) -> Said | None:
        """ "Calls to the agent went unanswered", "a letter sent to the firm was not answered"."""
        text, words = self.text, self.words
        ends = [at for at in range(unit.first, unit.last) if words.among("unanswered", text.lower[at])]
        if not ends:
            return None
        negated = any(verb.negated for verb in text.groups[text.unit_of[unit.first]])
        if text.lower[ends[0]] != "unanswered" and not negated:
            return None
        asked = any(words.among("question_nouns", text.lower[at]) for at in range(unit.first, ends[0]))
        for at in range(unit.first, ends[0] if asked else unit.first):
            phrase = text.phrase_at[at + 1] if text.lower[at] == "to" else None
            if phrase is None or phrase.first != at + 1:
                continue
            speaker = self.speakers.resolve(phrase) or self.speakers.common(phrase)
            if speaker is not None:
                cue, content = (ends[0], ends[0] + 1), ((unit.first, ends[0] + 1),)
                return build(text, speaker, unit, "declines", "neither", cue, content, rule="silence")
        return None

    def _of_question(self, group: Group) -> bool:
        """Of "referred questions to the embassy"."""
        lower = self.text.lower[group.last : group.last + 5]
        return "to" in lower and any(self.words.among("question_nouns", word) for word in lower)

    def declined(self, group: Group, groups: list[Group], i: int, unit: Unit) -> Said | None:
        following = groups[i + 1] if i + 1 < len(groups) else None
        if following is None or not following.infinitive or not self.words.among("declined_acts", following.lemma):
            return None
        if group.bare and self.text.before(group.first) == ",":
            return None  # "he said, declining to give details": told with what he said
        if self.text.before(group.first) == "who" and (
            following.passive or "name" in self.text.lower[following.last : following.last + 3]
        ):
            return None  # "an agent who declined to give his name": he only stays unnamed
        subject = self.text.subject(group)
        speaker = self.speakers.resolve(subject) if subject is not None else None
        if speaker is None:
            return None
        content = ((following.first, unit.last),)
        return build(
            self.text, speaker, unit, "declines", "neither", (group.first, following.last), content, rule="declined"
        )

    def no_comment(self, unit: Unit) -> Iterator[Said]:
        """ "There was no comment from X", "No comment came from X", "Calls to X went unanswered"."""
        text = self.text
        if (unanswered := self._unanswered(unit)) is not None:
            yield unanswered
            return
        for phrase in text.phrases[text.unit_of[unit.first]]:
            if (
                text.lower[phrase.first] not in ("no",)
                or text.lower[phrase.head] not in self.words.lists["comment_nouns"]
            ):
                continue
            for at in range(phrase.last, unit.last - 1):
                if text.lower[at] in ("from", "by") and (source := text.phrase_at[at + 1]) is not None:
                    speaker = self.speakers.resolve(source)
                    if speaker is not None:
                        content = ((phrase.first, phrase.last),)
                        yield build(
                            self.text, speaker, unit, "declines", "neither", content[0], content, rule="no-comment"
                        )
                        return
