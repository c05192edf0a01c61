"""Who says what, with what stance, through which medium.

Explicit patterns first ("according to", quotations, neither confirmed nor denied, declined to
comment), then the verbs of the lexicon with the questions of :mod:`language`. Stance is a
field of its own; "is believed to" has no speaker and makes no statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import cast

from tidewaiter.model import Form, Stance
from tidewaiter.reports import stances
from tidewaiter.reports.coreference import Names, Speaker, Speakers
from tidewaiter.reports.language import Group, Phrase, Text, Unit

_NEGATIVE_OBJECT = frozenset({"no", "neither", "nothing", "none"})
_CLAUSE_MARKS = frozenset({"that", "whether", "how", "why", "what", "where", "when", "who", "if"})
_SCARE_WORDS = 8


@dataclass(slots=True)
class Said:
    """One statement in the making: word numbers, so that events inside it can be found.

    ``content`` are ranges of words; ``evidence`` ranges of characters.
    """

    speaker: Speaker
    unit: Unit
    stance: Stance
    act: str
    cue: tuple[int, int]
    content: tuple[tuple[int, int], ...]
    evidence: tuple[tuple[int, int], ...]
    form: Form = "indirect"
    via: str | None = None
    chain: tuple[str, ...] = ()
    rule: str = ""
    guess: bool = False
    marks: dict[str, bool] = field(default_factory=dict)

    def contains(self, word: int) -> bool:
        """Whether the word belongs to what is said."""
        return any(first <= word < last for first, last in self.content)


class Attribution:
    """Reads the statements of one text, unit by unit, in their order."""

    __slots__ = ("_according", "_framed", "anyone", "hearsay", "names", "out", "speakers", "text", "words")

    def __init__(self, text: Text, names: Names, *, anyone: bool = False) -> None:
        self.text = text
        self.anyone = anyone
        self.words = text.vocabulary
        self.names = names
        self.speakers = Speakers(names)
        framed = {unit.sentence for unit in text.units if unit.inside is None}
        self._framed = {unit.inside for unit in text.units if unit.inside is not None and unit.sentence in framed}
        self.out: list[Said] = []
        self.hearsay: list[Said] = []
        self._according = _phrases_pattern(self.words.ordered["according"])

    def read(self) -> list[Said]:
        """All statements, each with the evidence it rests on; last those whose speaker is nobody in particular."""
        for number, unit in enumerate(self.text.units):
            if unit.inside is not None:
                alone = number == 0 or self.text.units[number - 1].sentence != unit.sentence
                if alone and unit.inside in self._framed:
                    continue
                if alone and not self._goes_on(unit):
                    self.out += self._floating(unit, ((unit.first, unit.last),))
                continue
            here = self._of_frame(number, unit)
            if not here and self._is_floating(unit):
                here = self._floating(unit, self._quoted_words(unit))
            self.out += self._share_out(here, unit)
        return [*self.out, *self.hearsay]

    # -- one frame --------------------------------------------------------------------------
    def _of_frame(self, number: int, unit: Unit) -> list[Said]:
        found = [*self._by_phrase(unit)]
        for said in found:
            self.speakers.heard(said.speaker)
        groups = self.text.groups[number]
        for i, group in enumerate(groups):
            by_verb = self._by_verb(group, groups, i, unit, found)
            if by_verb is not None:
                found = self._place(by_verb, found)
                self.speakers.heard(by_verb.speaker)
        if not found:
            found = [*self._no_comment(unit)]
        return found

    def _place(self, said: Said, found: list[Said]) -> list[Said]:
        """Adds a statement; where it stands inside another one's content, one of the two gives way.

        "X said Y, KCNA reported": Y comes from X by way of KCNA. Otherwise the outer one stays.
        """
        for i, other in enumerate(found):
            outer, inner = (other, said) if other.contains(said.cue[0]) else (said, other)
            if other.contains(said.cue[0]) and said.contains(other.cue[0]):
                outer, inner = (said, other) if said.content[0][0] < said.cue[0] else (other, said)
            if not outer.contains(inner.cue[0]):
                continue
            if outer.speaker.name == inner.speaker.name and outer.stance == "asserts" != inner.stance:
                inner_says = replace(outer, stance=inner.stance, act=inner.act, rule=inner.rule)
                return [*found[:i], inner_says, *found[i + 1 :]]
            if inner.rule == "silence" and outer.stance == "asserts" and not inner.speaker.guess:
                return [*found[:i], replace(inner, via=outer.speaker.medium or inner.via), *found[i + 1 :]]
            if outer.speaker.medium and not inner.speaker.medium and not inner.speaker.guess:
                merged = replace(inner, via=outer.speaker.medium, chain=(outer.speaker.medium, *outer.chain))
                return [*found[:i], merged, *found[i + 1 :]]
            return [*found[:i], outer, *found[i + 1 :]]
        return [*found, said]

    # -- according to -----------------------------------------------------------------------
    def _by_phrase(self, unit: Unit) -> Iterator[Said]:
        text = self.text
        start, end = text.starts[unit.first], text.ends[unit.last - 1]
        hits = list(self._according.finditer(text.text, start, end))
        for hit in hits:
            if hit[0].startswith("as ") and len(hits) > 1:
                continue
            at = text.word_at(unit, hit.end())
            phrase = text.phrase_at[at] if at < unit.last else None
            if phrase is None or phrase.first != at:
                continue
            speaker = self.speakers.resolve(phrase) or self.speakers.common(phrase)
            if speaker is None:
                self._nobody(phrase, unit, ((unit.first, unit.last),))
                continue
            cue = text.word_at(unit, hit.start()), at
            via = self._via_after(unit, speaker.last) or self._seen_by(unit) or self._cited_by(unit, cue[0])
            after = speaker.last
            while after < unit.last and (text.lower[after] == "," or text.tags[after] == "CC"):
                after += 1
            rest = tuple(r for r in ((unit.first, cue[0]), (after, unit.last)) if r[1] > r[0])
            yield self._said(speaker, unit, "says", "asserts", cue, rest, via=via, rule="according-to")

    def _cited_by(self, unit: Unit, before: int) -> str | None:
        """Of "Kyodo reported, citing diplomats, that": Kyodo, the medium that begins the sentence or its clause."""
        if not self.words.among("citing_words", self.text.lower[before]):
            return None
        for phrase in reversed(self.text.phrases[self.text.unit_of[unit.first]]):
            if phrase.last <= before and (medium := self.names.medium_in(phrase)) is not None:
                return medium.name
        return None

    def _via_after(self, unit: Unit, at: int) -> str | None:
        """Of "as quoted by Yonhap", "seen by Reuters": the medium."""
        text = self.text
        start = text.ends[at - 1]
        tail = text.text[start : text.ends[unit.last - 1]]
        for link in self.words.ordered["media_links"]:
            where = tail.find(link)
            if 0 <= where < 40:
                medium = self.names.medium_at(start + where, start + where + len(link) + 45)
                return medium.name if medium is not None else None
        return None

    # -- verbs of speech ----------------------------------------------------------------------
    def _by_verb(self, group: Group, groups: list[Group], i: int, unit: Unit, found: list[Said]) -> Said | None:
        text, words = self.text, self.words
        if group.negated and words.among("silent_when_negated", group.lemma):
            return self._silence(group, unit)
        if words.among("declines", group.lemma) and (said := self._declined(group, groups, i, unit)) is not None:
            return said
        if group.lemma == "quote" or (group.lemma == "cite" and not group.bare):
            carried = self._quoted(group, groups, i, unit)
            if carried is not None or group.lemma == "quote":
                return carried
        if any(said.cue[0] <= group.main < said.cue[1] for said in found):
            return None
        if not self._reports_speech(group):
            return self._otherwise(group, unit)
        subject = self._who_says(group)
        if subject is None or text.is_time(subject) or self._is_aside(group, subject):
            return None
        content = self._content(group, subject, unit)
        if content is None:
            return self._empty_hands(group, unit)
        nested = any(said.contains(group.main) for said in found)
        speaker = self._speaker(group, subject, nested=nested)
        if speaker is None:
            self._nobody(subject, unit, content)
        if speaker is None or not self._can_speak(speaker, subject, group):
            return None
        stance, act = self._stance(group, groups, i, content)
        via = self._addressed(group, unit) or self._seen_by(unit)
        if speaker.medium and (source := self._reported_from(group)) is not None:
            speaker, via = source, speaker.medium
        form: Form = "direct" if text.sentences[unit.sentence].cut else self._form(content)
        speaker = self._whole_source(speaker, group, unit)
        said = self._said(speaker, unit, act, stance, self._cue(group), content, via=via, rule=f"verb:{act}", form=form)
        return self._weighed(said, group, unit)

    def _reports_speech(self, group: Group) -> bool:
        """Whether the verb is a cue of the lexicon in a form that reports: finite, active, no mere wish."""
        if (
            self._is_for_example(group)
            or group.lemma not in self.words.cues
            or not self._has_particle(group)
            or self._is_noun(group)
        ):
            return False
        if (group.infinitive and self._aspect(group) is None) or group.modal not in (None, "will", "'ll"):
            return False
        if group.passive:
            return self._is_past_said(group)
        if group.bare and group.lemma not in self.words.lists["speaking_participles"]:
            return False
        subject = self.text.subject(group)
        return subject is None or self.text.lower[subject.first] != "neither"

    def _aspect(self, group: Group) -> Group | None:
        """Of "continued to insist": the verb before, which only says that the speaking goes on."""
        before = self.text.group_at[group.first - 1] if group.first > self.text.unit(group.first).first else None
        goes_on = (
            before is not None and before.finite and self.words.among("aspect_verbs", self.text.lower[before.main])
        )
        return before if goes_on else None

    def _is_for_example(self, group: Group) -> bool:
        """Of "a load of, say, ten tons"."""
        lower = self.text.lower
        alone = lower[group.first : group.last] == ["say"] and self.text.before(group.first) == ","
        return (
            alone and lower[group.last : group.last + 1] == [","] and group.first + 2 < self.text.unit(group.first).last
        )

    def _otherwise(self, group: Group, unit: Unit) -> Said | None:
        """What a verb that does not report by itself can still tell: silence, or the agent of a passive."""
        open_form = group.infinitive or (group.modal is not None and group.modal not in ("will", "'ll"))
        if group.passive and (group.lemma == "reach" or (group.lemma in self.words.cues and not open_form)):
            return self._silent_passive(group, unit) or self._by_agent(group, unit)
        return self._empty_hands(group, unit)

    def _is_aside(self, group: Group, subject: Phrase) -> bool:
        """Whether the verb stands in a relative clause that only describes; "who said that" tells something."""
        tags = self.text.tags
        if tags[group.first - 1] not in ("WDT", "WP") and tags[subject.first - 1] not in ("WDT", "WP"):
            return False
        who_says = self.text.before(group.first) == "who" and self.words.among("spoken_verbs", group.lemma)
        return self.words.cues[group.lemma].act not in ("accuses", "believes") and not who_says

    def _speaker(self, group: Group, subject: Phrase, *, nested: bool) -> Speaker | None:
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

    def _stance(
        self, group: Group, groups: list[Group], i: int, content: tuple[tuple[int, int], ...]
    ) -> tuple[Stance, str]:
        """The verb's stance and act, turned by a negation or by its content being only looked into."""
        cue = self.words.cues[group.lemma]
        stance, act = cast(Stance, cue.stance), cue.act
        if group.negated:
            stance, act = ("neither", "declines") if act != "denies" else ("neither", "neither")
        stance, act = self._both_ways(group, groups, i, stance, act)
        return ("neither", "declines") if self._is_open(content) else (stance, act)

    def _cue(self, group: Group) -> tuple[int, int]:
        """The verb with the particle that makes it another one: "called for", "pointed out"."""
        following = self.text.lower[group.last : group.last + 1]
        pairs = self.words.lists["cue_particles"]
        before = self._aspect(group) if group.infinitive else None
        first = before.first if before is not None else group.first
        return first, group.last + (bool(following) and f"{group.lemma} {following[0]}" in pairs)

    def _weighed(self, said: Said, group: Group, unit: Unit) -> Said:
        """The stance corrected by what is said; a request is one whatever its verb."""
        if group.lemma == "call" and self.text.lower[group.last : group.last + 1] in (["on"], ["for"], ["upon"]):
            said.act = "asks"
        opening = self.text.group_at[said.content[0][0]]
        if group.lemma == "tell" and opening is not None and opening.infinitive:
            said.act = "asks"
        if said.act == "asks" and said.stance == "asserts" and not self._presupposes(said):
            said.stance = "neither"
        if said.stance != "asserts" or said.act == "asks":
            return said
        if stances.calls_false(self.text, group, unit.last):
            said.stance = "denies"
        else:
            said.stance = stances.of_content(self.text, said.content)
        said.act = said.stance if said.stance != "asserts" else said.act
        return said

    def _presupposes(self, said: Said) -> bool:
        """Whether what is asked for can only be asked where something is so: to stop it, to give it back."""
        words = (self.text.lower[at] for first, last in said.content for at in range(first, last))
        return any(self.words.among("presupposing", word) for word in words)

    def _who_says(self, group: Group) -> Phrase | None:
        """The subject; before an apposition in commas ("Lim, a broker, told") the phrase that it explains."""
        text = self.text
        subject = text.subject(group)
        if subject is None and self._is_past_said(group):
            return self._before_who(group)
        if group.finite and (subject is None or text.is_time(subject)):  # "The paper reported Saturday that"
            beside = text.phrase_at[group.first - 1] if group.first > text.unit(group.first).first else None
            subject = beside if beside is not None and beside.last == group.first else subject
        if group.first < 1 or text.before(group.first) != "," or (subject is not None and subject.first >= group.last):
            return subject
        at = group.first - 2
        start = text.unit(group.first).first
        while at > start and text.lower[at] != "," and text.group_at[at] is None:
            at -= 1
        if at <= start or text.lower[at] != ",":
            return subject
        named = text.phrase_at[at - 1]
        return named if named is not None and self.names.name_run(named) is not None else subject

    def _before_who(self, group: Group) -> Phrase | None:
        """The phrase that a "who" before the verb takes up."""
        text = self.text
        for at in range(group.first - 1, text.unit(group.first).first, -1):
            if text.lower[at] == "who":
                return text.phrase_at[at - 2] if text.lower[at - 1] == "," else text.phrase_at[at - 1]
        return None

    def _is_past_said(self, group: Group) -> bool:
        """Whether what reads as a participle is a past tense: "a diplomat who asked not to be named said",
        "the authority brushed aside the claim"."""
        text = self.text
        following = text.lower[group.last : group.last + 1]
        if not group.bare or following in (["to"], ["by"], ["."], ["as"]):
            return False
        unit = text.unit(group.first)
        relative = any(text.lower[at] == "who" for at in range(unit.first, group.first))
        if relative:
            return self.words.among("core_speech", group.lemma)
        subject = text.phrase_at[group.first - 1] if group.first > unit.first else None
        if subject is None or subject.last != group.first or subject.first > unit.first:
            return False
        others = [verb for verb in text.groups[text.unit_of[group.first]] if verb.finite]
        return not any(verb.first < group.first or text.subject(verb) == subject for verb in others)

    def _by_agent(self, group: Group, unit: Unit) -> Said | None:
        """ "The sale was confirmed by the ministry", "he was told by customs that ..."."""
        text = self.text
        if group.infinitive or group.modal or group.lemma not in self.words.lists["spoken_verbs"]:
            return None
        agent = next((p for word, p in text.obliques(group) if word == "by" and p.first >= group.last), None)
        speaker = (self.speakers.resolve(agent) or self.speakers.common(agent)) if agent is not None else None
        if speaker is None:
            return None
        cue = self.words.cues[group.lemma]
        stance, act = cast(Stance, cue.stance), cue.act
        if group.negated:
            stance, act = "neither", "declines"
        subject = text.subject(group)
        before = (subject.first, group.first) if subject is not None else (unit.first, group.first)
        content = (before, (speaker.last, unit.last)) if speaker.last < unit.last - 1 else (before,)
        if self.words.among("addressing_verbs", group.lemma) and len(content) > 1:
            content = content[1:]
        return self._said(speaker, unit, act, stance, (group.first, group.last), content, rule="by-agent")

    def _is_noun(self, group: Group) -> bool:
        """Of "rejected Western claims that": claims, which is no verb after an adjective and an earlier verb."""
        text = self.text
        return (
            group.last - group.first == 1
            and self.words.among("claim_nouns", text.lower[group.main])
            and text.tags[group.first - 1] in ("JJ", "DT", "POS", "PRP$")
            and text.group_at[group.first - 2] is not None
        )

    def _has_particle(self, group: Group) -> bool:
        """Whether a verb that speaks only with its particle has it: "went on", "brushed the claim aside"."""
        wanted = [pair.split()[1] for pair in self.words.ordered["particle_cues"] if pair.split()[0] == group.lemma]
        return not wanted or any(word in wanted for word in self.text.lower[group.last : group.last + 5])

    def _whole_source(self, speaker: Speaker, group: Group, unit: Unit) -> Speaker:
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

    def _can_speak(self, speaker: Speaker, subject: Phrase, group: Group) -> bool:
        if speaker.kind == "document" and not speaker.guess:
            return self.words.among("document_cues", group.lemma)
        return group.lemma not in self.words.lists["showing_verbs"] or speaker.kind != "named" or (not speaker.person)

    def _content(self, group: Group, subject: Phrase, unit: Unit) -> tuple[tuple[int, int], ...] | None:
        """What is said, as ranges of words; None where the verb stands without anything said."""
        text = self.text
        last = max(group.last, text.extended(subject) if subject.first >= group.last else 0)
        edge = min(subject.first, group.first)
        quoted = self._quoted_words(unit)
        if (
            self._stands_after(group, subject, edge, quoted)
            and self._closes(last, unit)
            and (self._is_clause(unit.first, edge) or self._is_quoted(unit.first))
        ):
            tail = self._tail(last, unit) if subject.first < group.first else ()
            if quoted and not tail and not self._has_verb(unit.first, edge):
                return quoted
            return ((unit.first, edge), *tail, *quoted)
        if text.lower[last : last + 1] in (["of"], ["about"]) and (quoted or text.before(edge) == ","):
            return quoted or ((unit.first, edge),)
        if self._opens_clause(group, last, unit):
            start = self._clause_start(group, last, unit)
            return ((start, self._clause_end(start, unit)), *quoted)
        if quoted:
            return quoted
        particle = self._cue(group)[1]
        if particle > group.last and particle < unit.last:
            return ((particle, self._clause_end(particle, unit)),)
        takes = self.words.cues[group.lemma].takes
        cue_needs_claim = group.lemma in self.words.lists["denials_of_claims"]
        if cue_needs_claim and not self._of_claim(group):
            return None
        if (takes == "object" or group.lemma in self.words.object_cues) and (
            self._objects(group) or group.last >= unit.last - 1 or self._has_it(group) or cue_needs_claim
        ):
            if group.lemma in self.words.cues and group.lemma not in self.words.object_cues:
                return None
            if self.words.among("object_cues_need", group.lemma) and not text.objects(group):
                return None
            return ((group.last, self._clause_end(group.last, unit)),)
        return None

    def _clause_start(self, group: Group, last: int, unit: Unit) -> int:
        """Where what is said begins: past who was told, when and where ("told reporters on Monday that ...")."""
        text = self.text
        at = last
        told = self.words.among("addressing_verbs", group.lemma)
        while at < unit.last:
            phrase = text.phrase_at[at]
            if text.lower[at] in _CLAUSE_MARKS and phrase is None:
                return at
            if (
                phrase is not None
                and phrase.first == at
                and (told or text.is_time(phrase))
                and not text.is_subject(phrase)
            ):
                told, at = False, text.extended(phrase)
            elif text.is_preposition(at) and text.phrase_at[at + 1 : at + 2] not in ([], [None]):
                following = text.phrase_at[at + 1]
                if following is None or following.first != at + 1 or text.is_subject(following):
                    return at
                at = text.extended(following)
            elif (verb := text.group_at[at]) is not None and verb.bare and verb.passive and at > last:
                at = verb.last
            else:
                return at
        return last

    def _tail(self, at: int, unit: Unit) -> tuple[tuple[int, int], ...]:
        """What goes on after ", X said,": only where a comma parts it and a verb stands in it."""
        text = self.text
        while at < unit.last and text.lower[at] != ",":
            at += 1
        verbs = any(text.group_at[i] is not None for i in range(at, unit.last))
        verbs = verbs or (at + 1 < unit.last and self._is_quoted(at + 1))
        return (
            ((at + 1, unit.last),)
            if verbs and at + 1 < unit.last and text.lower[at + 1] not in ("who", "which", "as", "while")
            else ()
        )

    def _clause_end(self, at: int, unit: Unit) -> int:
        """Where what one speaker says ends: at a semicolon or ", but", where another clause begins."""
        lower = self.text.lower
        for i in range(at + 1, unit.last):
            if self._goes_on_saying(i) or self._says_again(i):
                return i - 1
            if lower[i] == ";" or (lower[i] in ("but", "while", "whereas", "although") and lower[i - 1] == ","):
                return i
        return unit.last

    def _goes_on_saying(self, at: int) -> bool:
        """Of ", adding that", ", saying": where the same speaker's next words begin."""
        verb = self.text.group_at[at]
        if verb is None or verb.first != at or self.text.before(at) != ",":
            return False
        return verb.bare and not verb.passive and self.words.among("speaking_participles", verb.lemma)

    def _says_again(self, at: int) -> bool:
        """Of "and said": where a second verb of speech shares the subject of the first."""
        text = self.text
        verb = text.group_at[at]
        if verb is None or verb.first != at or text.before(at) not in ("and", "but") or not verb.finite:
            return False
        return self.words.among("spoken_verbs", verb.lemma)

    def _stands_after(self, group: Group, subject: Phrase, edge: int, quoted: tuple[tuple[int, int], ...]) -> bool:
        """Whether speaker and verb come after what is said: parted from it by a comma, and without an object."""
        text = self.text
        before = text.before(edge)
        if before not in (",", "-", ")", "as", "–", "—", "'", "’") and not quoted:
            return False
        addressed = group.lemma in self.words.lists["addressing_verbs"]
        return addressed or not any(p.first >= group.last and p != subject for p in text.objects(group))

    def _of_claim(self, group: Group) -> bool:
        """Whether what is rejected is a claim, and not an offer or a person."""
        phrases = self._objects(group)
        heads = {self.text.lower[phrase.head] for phrase in phrases}
        near = self.text.lower[group.last : group.last + 3]
        if any(self.words.among("claim_nouns", word) for word in near):
            return True
        return self._has_it(group) or any(
            self.words.among("claim_nouns", head) or head in self.words.noun_frames for head in heads
        )

    def _objects(self, group: Group) -> tuple[Phrase, ...]:
        """The objects, also behind the verb's particle: "brushed aside the claim"."""
        found = self.text.objects(group)
        if found or group.last + 1 >= len(self.text.words):
            return found
        after = self.text.phrase_at[group.last + 1]
        return (after,) if after is not None and after.first == group.last + 1 and self._has_particle(group) else ()

    def _has_it(self, group: Group) -> bool:
        return any(word in ("it", "this", "that") for word in self.text.lower[group.last : group.last + 2])

    def _quoted_words(self, unit: Unit) -> tuple[tuple[int, int], ...]:
        """The units of the quotations that were cut out of this frame's sentence."""
        units = self.text.units
        number = self.text.unit_of[unit.first]
        cut = self.text.sentences[unit.sentence].cut
        low = number
        while low > 0 and (units[low - 1].inside in cut or units[low - 1].sentence == unit.sentence):
            low -= 1
        out = []
        for other in units[low:]:
            if other.inside in cut and other.inside is not None:
                out.append((other.first, other.last))
            elif other.sentence > unit.sentence:
                break
        return tuple(out)

    def _is_quoted(self, word: int) -> bool:
        """Whether a quotation begins at the word, or at the mark that it is."""
        start, end = self.text.starts[word], self.text.ends[word]
        return any(quotation.start <= end and start <= quotation.inner_start for quotation in self.text.quotations)

    def _has_verb(self, first: int, last: int) -> bool:
        return any(verb is not None and verb.finite for verb in self.text.group_at[first:last])

    def _is_clause(self, first: int, last: int) -> bool:
        return any(self.text.group_at[at] is not None for at in range(first, last)) or last - first > 2

    def _closes(self, at: int, unit: Unit) -> bool:
        """Whether after the verb only an addressee, a time or a place stands, up to the end or a comma."""
        text = self.text
        while at < unit.last:
            lower = text.lower[at]
            phrase = text.phrase_at[at]
            if lower in (".", ",", ";", ")", "(", "!", "?"):
                return True
            if lower in _CLAUSE_MARKS and not (phrase is not None):
                return False
            if phrase is not None and phrase.first == at:
                at = phrase.last
            elif (verb := text.group_at[at]) is not None:
                if not (verb.bare and verb.passive):
                    return False
                at = verb.last
            elif text.is_preposition(at) or text.tags[at] in ("RB", "RP", "CC", "IN"):
                at += 1
            else:
                return False
        return True

    def _opens_clause(self, group: Group, last: int, unit: Unit) -> bool:
        """Whether a clause follows: "that", a question word, or a subject with its verb, or an infinitive."""
        text = self.text
        at = last
        while at < unit.last:
            lower, phrase = text.lower[at], text.phrase_at[at]
            if lower in _CLAUSE_MARKS or lower == ":":
                return True
            verb = text.group_at[at]
            if verb is not None:
                edge = at - 1
                while edge > last and text.tags[edge] == "RB":
                    edge -= 1
                before = text.phrase_at[edge]
                if verb.bare and not verb.passive and group.lemma in self.words.lists["gerund_cues"]:
                    return True
                if verb.bare and verb.passive and verb.last < unit.last and text.lower[verb.last] in ("by", "in", "on"):
                    at = verb.last  # "in a statement published by"
                    continue
                past = verb.finite or (verb.bare and verb.passive and self._reads_as_past(verb))
                return (
                    self._must_be_clause(group, last, unit)
                    or (past and before is not None and edge >= last)
                    or (verb.infinitive and group.lemma in self.words.lists["infinitive_cues"])
                )
            if lower in (";", ".", "!"):
                return False
            at = phrase.last if phrase is not None and phrase.first == at else at + 1
        return self._must_be_clause(group, last, unit)

    def _must_be_clause(self, group: Group, last: int, unit: Unit) -> bool:
        """After a verb that takes no object of its own ("say") more than three words are what is said, read or not."""
        text, words = self.text, self.words
        if not words.among("clause_only_cues", group.lemma) or group.negated or unit.last - last < 5:
            return False
        opening = text.phrase_at[last]
        if opening is None or opening.first != last or text.is_time(opening):
            return False
        return not words.among("speech_objects", text.lower[opening.head])

    def _reads_as_past(self, verb: Group) -> bool:
        """Of "said the licence covered parts", "thinks it came by rail": a past tense taken for a participle."""
        text = self.text
        after = text.phrase_at[verb.last] if verb.last < len(text.words) else None
        takes_object = after is not None and after.first == verb.last and not text.is_time(after)
        return text.tags[verb.main] == "VBD" or takes_object

    def _both_ways(self, group: Group, groups: list[Group], i: int, stance: Stance, act: str) -> tuple[Stance, str]:
        """ "neither confirmed nor denied", "has not denied nor admitted"."""
        near = [g.lemma for g in groups[max(i - 1, 0) : i + 2] if g is not group]
        pair = {group.lemma, *near}
        if "deny" in pair and pair & {"confirm", "verify", "acknowledge"} and self._negated_near(group):
            return "neither", "neither"
        return stance, act

    def _negated_near(self, group: Group) -> bool:
        window = self.text.lower[max(group.first - 2, 0) : group.last + 4]
        return any(word in ("neither", "nor", "not", "n't", "or") for word in window)

    def _addressed(self, group: Group, unit: Unit) -> str | None:
        """The medium that was told: "told Reuters", "told Russia's RIA agency", "in a statement to RFA"."""
        text = self.text
        beside = text.phrase_at[group.last] if group.last < unit.last else None
        if beside is not None and self.words.among("addressing_verbs", group.lemma):  # also "the Financial Times"
            medium = self.names.medium_in(beside)
            if medium is not None:
                return medium.name
        for phrase in text.objects(group):
            if phrase.first >= group.last and (medium := self.names.medium_in(phrase)) is not None:
                return medium.name
        for word, phrase in text.obliques(group):
            if self.words.among("addressee_links", word) and (medium := self.names.medium_in(phrase)) is not None:
                return medium.name
        return None

    def _reported_from(self, group: Group) -> Speaker | None:
        """Of "NHK reported from the coast guard": the coast guard, a body that has an own voice."""
        for word, phrase in self.text.obliques(group):
            if word == "from" and phrase.first >= group.last and (found := self.speakers.resolve(phrase)) is not None:
                return found if found.kind == "role" else None
        return None

    def _is_open(self, content: tuple[tuple[int, int], ...]) -> bool:
        """Whether what is said is only that the matter is looked into."""
        text = self.text
        for at in range(*content[0]):
            verb = text.group_at[at]
            if (
                verb is None
                or verb.first != at
                or not verb.progressive
                or not self.words.among("open_acts", verb.lemma)
            ):
                continue
            if verb.lemma != "look" or text.lower[verb.last : verb.last + 1] == ["into"]:
                return True
        return False

    def _seen_by(self, unit: Unit) -> str | None:
        """Of "papers seen by Bloomberg" and "..., to TASS": the medium."""
        text = self.text
        start, end = text.starts[unit.first], text.ends[unit.last - 1]
        for word in range(unit.first, unit.last):
            if text.lower[word] in ("by", "to") and word + 1 < unit.last:
                phrase = text.phrase_at[word + 1]
                if phrase is None and text.lower[word - 1] in self.words.lists["via_participles"]:
                    medium = self.names.medium_at(text.starts[word + 1], text.ends[word + 1])
                    if medium is not None:
                        return medium.name
                if phrase is None or phrase.first != word + 1 or (medium := self.names.medium_in(phrase)) is None:
                    continue
                if text.lower[word] == "to" or text.lower[word - 1] in self.words.lists["via_participles"]:
                    return medium.name
        hit = self.words.viewed_pattern.search(text.text, start, end)
        return self.words.medium_of[hit[1]].name if hit is not None else None

    def _form(self, content: tuple[tuple[int, int], ...]) -> Form:
        text = self.text
        for quotation in text.quotations:
            for first, last in content:
                if text.starts[first] <= quotation.inner_start < text.ends[last - 1]:
                    return "mixed"
        return "indirect"

    def _nobody(self, phrase: Phrase, unit: Unit, content: tuple[tuple[int, int], ...]) -> None:
        """ "reports said": no statement, for nobody speaks; but what is told is not the report's own."""
        if self.words.among("vague_heads", self.text.lower[phrase.head]):
            nobody = Speaker(self.text.quote(phrase.first, phrase.last), phrase.first, phrase.last, kind="anonymous")
            self.hearsay.append(
                self._said(nobody, unit, "says", "asserts", (phrase.first, phrase.first), content, rule="hearsay")
            )

    # -- silence ----------------------------------------------------------------------------
    def _silence(self, group: Group, unit: Unit) -> Said | None:
        """ "did not describe", "could not establish": stance neither."""
        if group.passive:
            return self._silent_passive(group, unit)
        subject = self.text.subject(group)
        speaker = self.speakers.resolve(subject) if subject is not None else None
        if speaker is None or group.bare:
            return None
        rest = (
            ((group.last, self._clause_end(group.last, unit)),)
            if group.last < unit.last
            else ((unit.first, group.first),)
        )
        return self._said(speaker, unit, "declines", "neither", (group.first, group.last), rest, rule="silence")

    def _silent_passive(self, group: Group, unit: Unit) -> Said | None:
        """ "No model is named in the report": the report is silent."""
        text = self.text
        subject = text.subject(group)
        if group.negated and group.lemma == "reach" and "comment" in text.lower[group.last : group.last + 4]:
            speaker = self.speakers.resolve(subject) if subject is not None else None
            if speaker is None:
                return None
            content = ((group.first, group.last),)
            return self._said(speaker, unit, "declines", "neither", content[0], content, rule="silence")
        if not self.words.among("silent_passives", text.lower[group.main]):
            return None
        negative = group.negated or (subject is not None and text.lower[subject.first] in _NEGATIVE_OBJECT)
        if not negative:
            return None
        for word, phrase in text.obliques(group):
            if word in ("in", "by") and (speaker := self.speakers.resolve(phrase)) is not None:
                content = ((unit.first, group.last),)
                return self._said(
                    speaker, unit, "declines", "neither", (group.first, group.last), content, rule="silence"
                )
        return None

    def _empty_hands(self, group: Group, unit: Unit) -> Said | None:
        """ "named no model", "gave neither photos nor details", "had no comment"."""
        text = self.text
        if group.infinitive or group.bare or group.modal or group.last >= unit.last:
            return None
        first = text.lower[group.last]
        subject = text.subject(group)
        if self.words.among("referrals", group.lemma) and self._of_question(group):
            return self._silence(group, unit)
        nobody = subject is not None and text.lower[subject.first] in ("no", "neither")
        if nobody and group.lemma in self.words.lists["silent_when_negated"]:
            return self._silence(group, unit)
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
        content = ((group.last, self._clause_end(group.last, unit)),)
        return self._said(speaker, unit, "declines", "neither", (group.first, group.last), content, rule="silence")

    def _of_question(self, group: Group) -> bool:
        """Of "referred questions to the embassy"."""
        lower = self.text.lower[group.last : group.last + 5]
        return "to" in lower and any(self.words.among("question_nouns", word) for word in lower)

    def _declined(self, group: Group, groups: list[Group], i: int, unit: Unit) -> Said | None:
        following = groups[i + 1] if i + 1 < len(groups) else None
        if following is None or not following.infinitive or not self.words.among("declined_acts", following.lemma):
            return None
        if self.text.before(group.first) == "who" and (
            following.passive or "name" in self.text.lower[following.last : following.last + 3]
        ):
            return None  # "an agent who declined to give his name": he only stays unnamed
        subject = self.text.subject(group)
        speaker = self.speakers.resolve(subject) if subject is not None else None
        if speaker is None:
            return None
        content = ((following.first, unit.last),)
        return self._said(speaker, unit, "declines", "neither", (group.first, following.last), content, rule="declined")

    def _no_comment(self, unit: Unit) -> Iterator[Said]:
        """ "There was no comment from X", "No comment came from X"."""
        text = self.text
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
                        yield self._said(speaker, unit, "declines", "neither", content[0], content, rule="no-comment")
                        return

    # -- quoted by somebody -----------------------------------------------------------------
    def _quoted(self, group: Group, groups: list[Group], i: int, unit: Unit) -> Said | None:
        """ "Yonhap quoted the chiefs as saying", "X was quoted by KCNA as saying"."""
        text = self.text
        if group.infinitive or group.modal:
            return None
        subject = text.subject(group)
        source = subject if group.passive else next(iter(text.objects(group)), None)
        carrier = next((p for w, p in text.obliques(group) if w == "by"), None) if group.passive else subject
        if source is None:
            return None
        speaker = self.speakers.resolve(source)
        if speaker is None:
            return None
        by = self.speakers.resolve(carrier) if carrier is not None else None
        saying = next((g for g in groups[i + 1 :] if g.lemma in ("say", "tell")), None)
        last = saying.last if saying is not None else group.last
        if last < unit.last - 1:
            content: tuple[tuple[int, int], ...] = ((last, unit.last),)
        else:
            content = ((unit.first, (subject or source).first),)
        if content[0][1] <= content[0][0]:
            return None
        via = by.name if by is not None else None
        return self._said(speaker, unit, "says", "asserts", (group.first, last), content, via=via, rule="quoted-by")

    # -- quotations that float ----------------------------------------------------------------
    def _goes_on(self, unit: Unit) -> bool:
        """Whether the sentence only goes on with the quotation that floated before; then it joins that statement."""
        last = self.out[-1] if self.out else None
        if last is None or last.rule != "floating" or self.text.unit(last.content[-1][0]).inside is not unit.inside:
            return False
        last.content = (*last.content, (unit.first, unit.last))
        last.evidence = ((last.evidence[0][0], self.text.sentences[unit.sentence].end),)
        return True

    def _is_floating(self, unit: Unit) -> bool:
        sentence = self.text.sentences[unit.sentence]
        return bool(sentence.cut) and unit.last - unit.first <= 2

    def _floating(self, unit: Unit, content: tuple[tuple[int, int], ...]) -> list[Said]:
        """A sentence that is nothing but a quotation goes on in the mouth of the last speaker."""
        speaker = self.speakers.last()
        if speaker is None or not content:
            return []
        again = replace(speaker, guess=True)
        cue = (unit.first, unit.first)
        return [self._said(again, unit, "says", "asserts", cue, content, rule="floating", form="direct")]

    # -- building ---------------------------------------------------------------------------
    def _said(
        self, speaker: Speaker, unit: Unit, act: str, stance: Stance, cue: tuple[int, int],
        content: tuple[tuple[int, int], ...], *, via: str | None = None, rule: str = "", form: Form = "indirect",
    ) -> Said:  # fmt: skip
        via = None if via == speaker.name else via
        content = tuple((a + 1, b) if self.text.lower[a] == ":" and b > a + 1 else (a, b) for a, b in content)
        sentence = self.text.sentences[unit.sentence]
        start = min(sentence.start, *(self.text.starts[a] for a, _ in content)) if content else sentence.start
        start = self.text.sentence(content[0][0]).start if content and start < sentence.start else sentence.start
        return Said(
            speaker=speaker, unit=unit, stance=stance, act=act, cue=cue, content=content,
            evidence=((start, sentence.end),), form=form, via=via or self._via_before(speaker),
            chain=(via,) if via else (), rule=rule, guess=speaker.guess,
        )  # fmt: skip

    def _via_before(self, speaker: Speaker) -> str | None:
        """A speaker who goes on speaking does so through the same medium."""
        if not self.out:
            return None
        last = self.out[-1]
        return last.via if last.speaker.name == speaker.name != last.via else None

    def _share_out(self, found: list[Said], unit: Unit) -> list[Said]:
        """Where two speakers share a sentence, each keeps his own clause as evidence."""
        if len(found) < 2 or self.anyone:
            return found
        if len({said.speaker.name for said in found}) == 1:
            return [self._one_speaker(found)]
        text = self.text
        ordered = sorted(found, key=lambda said: said.cue[0])
        cuts = [unit.first]
        for left, right in pairwise(ordered):
            cut = self._cut_between(
                left.cue[1],
                min(right.speaker.first, right.cue[0]) if right.speaker.first > left.cue[1] else right.cue[0],
            )
            cuts.append(cut)
        cuts.append(unit.last)
        for said, first, last in zip(ordered, cuts, cuts[1:], strict=False):
            if last > first:
                said.evidence = ((text.starts[first], text.ends[last - 1]),)
                said.content = (
                    tuple((max(a, first), min(b, last)) for a, b in said.content if min(b, last) > max(a, first))
                    or said.content
                )
        return ordered

    def _one_speaker(self, found: list[Said]) -> Said:
        """What one speaker says with several verbs of a sentence is one statement, with its least plain stance."""
        first = [said for said in found if not self._goes_on_saying(said.cue[0])] or found
        chief = next((said for said in first if said.stance != "asserts"), first[0])
        ranges = sorted({span for said in found for span in said.content})
        apart = [b for a, b in pairwise(ranges) if b[0] >= a[1]]
        return replace(chief, content=(*ranges[:1], *apart)) if len(apart) == len(ranges) - 1 else chief

    def _cut_between(self, left: int, right: int) -> int:
        """Where the clause of the second speaker begins: after the last comma, semicolon or "but"."""
        lower = self.text.lower
        for at in range(right - 1, left - 1, -1):
            if lower[at] in (";", "but", "while", "although", "whereas"):
                return at + 1 if lower[at] == ";" else at
        for at in range(right - 1, left - 1, -1):
            if lower[at] in (",", "and"):
                return at + 1
        return right


def _phrases_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\s+", re.IGNORECASE)


def read(text: Text, names: Names, *, anyone: bool = False) -> list[Said]:
    """The statements of a parsed text, in their order.

    ``anyone`` lets every subject speak; by default only persons, offices, bodies, States, media
    and documents do.
    """
    return Attribution(text, names, anyone=anyone).read()
