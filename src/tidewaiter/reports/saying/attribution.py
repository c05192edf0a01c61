"""Who says what, with what stance, through which medium.

Explicit patterns first ("according to", quotations, neither confirmed nor denied, declined to
comment), then the verbs of the lexicon with the questions of :mod:`language`. Stance is a
field of its own; "is believed to" has no speaker and makes no statement. The rooms next door
each answer one question: :mod:`cues`, :mod:`sources`, :mod:`contents`, :mod:`media`,
:mod:`silences`; :mod:`turns` shares a sentence out among its speakers.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import cast

from tidewaiter.model import Form, Stance
from tidewaiter.reports.grammar.coreference import Names, Speaker, Speakers
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.saying import stances
from tidewaiter.reports.saying.attitudes import Attitudes
from tidewaiter.reports.saying.contents import Contents
from tidewaiter.reports.saying.cues import Cues
from tidewaiter.reports.saying.formulas import Formulas
from tidewaiter.reports.saying.headlines import Headlines
from tidewaiter.reports.saying.media import Media
from tidewaiter.reports.saying.said import Ranges, Said, build
from tidewaiter.reports.saying.silences import Silences
from tidewaiter.reports.saying.sources import Sources
from tidewaiter.reports.saying.turns import Turns
from tidewaiter.reports.text.alternatives import any_of

__all__ = ["Attribution", "Said", "read"]


_CARRIED = 2  # so many statements of one speaker are still laid to the medium that brought the one before
_REFLEXIVE = (["himself"], ["herself"], ["themselves"], ["itself"])


class Attribution:
    """Reads the statements of one text, unit by unit, in their order."""

    __slots__ = (
        "_according", "_carrier", "_framed", "_issuer", "attitudes", "contents", "cues", "formulas", "headlines",
        "hearsay", "media", "names", "out", "silences", "sources", "speakers", "text", "turns", "words",
    )  # fmt: skip

    def __init__(self, text: Text, names: Names, *, anyone: bool = False) -> None:
        self.text = text
        self.words = text.vocabulary
        self.names = names
        self.speakers = Speakers(names)
        self.cues = Cues(text, names)
        self.contents = Contents(text, self.cues)
        self.media = Media(text, names, self.speakers)
        self.silences = Silences(text, self.speakers, self.contents)
        self.formulas = Formulas(text, self.speakers, self.contents)
        self.headlines = Headlines(text, names, self.speakers)
        self.sources = Sources(text, self.speakers, anyone=anyone)
        self.attitudes = Attitudes(text, self.cues, self.contents, self.sources) if anyone else None
        self.turns = Turns(text, self.contents, anyone=anyone)
        framed = {unit.sentence for unit in text.units if unit.inside is None}
        self._framed = {unit.inside for unit in text.units if unit.inside is not None and unit.sentence in framed}
        self._carrier: tuple[Speaker, str] | None = None
        self._issuer: Speaker | None = None
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
            if (carried := self.media.carried(unit)) is not None:
                self._carrier = carried
                self.speakers.heard(carried[0])
            if not here and self._issuer is not None:
                here = self._issued(unit)
            self._issuer = self.sources.issuer(unit) or self._issuer
            if self._ends_issue(unit):
                self._issuer = None
            if not here and self._is_floating(unit):
                here = self._floating(unit, self.contents.quoted(unit))
            self.out += [said for said in self.turns.share_out(here, unit) if said.is_filled()]
        return [*self.out, *self.hearsay]

    def _of_frame(self, number: int, unit: Unit) -> list[Said]:
        phrases = [*self._by_phrase(unit)]
        carried = [said for said in phrases if said.speaker.medium]  # the outermost: they are placed last
        found = [said for said in phrases if not said.speaker.medium]
        for said in phrases:
            self.speakers.heard(said.speaker)
        groups = self.text.groups[number]
        for i, group in enumerate(groups):
            if (denied := self._denied_after(group, unit)) is not None:
                found = [*self.turns.ended(found, denied.content[0][1]), denied]
                self.speakers.heard(denied.speaker)
                continue
            by_verb = self._by_verb(group, groups, i, unit, found)
            if by_verb is not None:
                found = self.turns.place(by_verb, found)
                self.speakers.heard(by_verb.speaker)
            elif self.attitudes is not None and not any(_holds(said, group) for said in found):
                wanted = self.attitudes.read(group, unit)
                found += [wanted] if wanted is not None else []
        for said in carried:
            found = self.turns.place(said, found)
        found = self._closed(unit, found)
        if not found:
            found = [*self.silences.no_comment(unit)]
        if not found and (headline := self.headlines.read(unit)) is not None:
            self.speakers.heard(headline.speaker)
            found = [headline]
        for said in found:
            if said.via is None and said.speaker.medium is None:
                said.via = self.media.asked_by(unit)
            if said.via is None:
                said.via = self._via_before(said)
                said.marks["carried"] = said.via is not None
            if said.form == "indirect" and self.contents.is_told(said):
                said.form = "narrative"
        return found

    def _closed(self, unit: Unit, found: list[Said]) -> list[Said]:
        """The statements with the medium that closes the sentence as their way, or its own."""
        closing = self.media.closing(unit)
        if closing is None or any(said.cue[0] >= closing[0] for said in found):
            return found
        comma, phrase, name = closing
        if found:
            found = self.turns.ended(found, comma)
            return [said if said.speaker.medium else replace(said, via=said.via or name) for said in found]
        speaker = self.speakers.resolve(phrase)
        if speaker is None:
            return found
        self.speakers.heard(speaker)
        content, cue = ((unit.first, comma),), (phrase.last, phrase.last + 1)
        return [build(self.text, speaker, unit, "says", "asserts", cue, content, rule="closing")]

    def _by_phrase(self, unit: Unit) -> Iterator[Said]:
        text = self.text
        start, end = text.starts[unit.first], text.ends[unit.last - 1]
        hits = list(self._according.finditer(text.text, start, end))
        for hit in hits:
            if hit[0].startswith("as ") and len(hits) > 1:
                continue
            at = text.word_at(unit, hit.end())
            if text.before(text.word_at(unit, hit.start())) == "as":
                continue  # "as quoting": somebody else quotes
            if self._backs_sayer(hit[0], text.word_at(unit, hit.start()), unit):
                continue
            at = self._past_joined_adjective(at, unit)
            phrase = text.phrase_at[at] if at < unit.last else None
            if phrase is None or phrase.first != at:
                continue
            phrase = self._owned_medium(phrase)
            speaker = self.sources.author(phrase) or self.speakers.resolve(phrase, listed=self._is_listed(phrase))
            speaker = speaker or self._cited(phrase, hit[0])
            if speaker is None:
                self._nobody(phrase, unit, ((unit.first, unit.last),))
                continue
            cue = text.word_at(unit, hit.start()), at
            via = (
                self.media.named_after(unit, speaker.last)
                or self.media.seen_by(unit)
                or self.media.cited_by(unit, cue[0])
            )
            after = self._past_description(speaker.last, unit) if cue[0] == unit.first else speaker.last
            while after < unit.last and (text.lower[after] == "," or text.tags[after] == "CC"):
                after += 1
            rest = tuple(r for r in ((unit.first, cue[0]), (after, unit.last)) if self._has_words(*r))
            rest = (*rest, *self.contents.quoted(unit))  # "According to the envoy, “We ...”"
            stance = stances.of_content(self.text, rest) if rest else "asserts"
            act = "says" if stance == "asserts" else stance
            yield build(self.text, speaker, unit, act, stance, cue, rest, via=via, rule="according-to")

    def _backs_sayer(self, link: str, at: int, unit: Unit) -> bool:
        """Of "a deputy said, citing a report": the deputy speaks; only a medium passes on what it cites."""
        text = self.text
        if not self.words.among("citing_words", link.strip().lower()) or text.before(at) != ",":
            return False
        groups = [g for g in text.groups[text.unit_of[unit.first]] if g.finite and g.last <= at]
        if not groups or at - groups[-1].last > 4 or not self.words.among("core_speech", groups[-1].lemma):
            return False
        subject = self.cues.subject(groups[-1])
        return subject is not None and self._is_somebody(subject)

    def _is_somebody(self, phrase: Phrase) -> bool:
        """A person by his name or office, who speaks for himself and carries nobody's words."""
        if self.names.medium_in(phrase) is not None:
            return False
        speaker = self.speakers.resolve(phrase)
        return self.words.among("roles", self.text.lower[phrase.head]) or (speaker is not None and speaker.person)

    def _is_listed(self, phrase: Phrase) -> bool:
        """Whether what a comma parts from "according to the court" can be of the same list, and no clause's subject."""
        text = self.text
        joined = text.coordinated(phrase, subject=True)
        after = [g for g in text.groups[text.unit_of[phrase.first]] if g.finite and g.first >= joined[-1].last]
        return text.after(joined[0]) != "," or not after or text.subject(after[0]) not in joined[1:]

    def _past_joined_adjective(self, at: int, unit: Unit) -> int:
        """Of "according to Dutch and French sources": past the first adjective, which is no phrase of its own."""
        tags = self.text.tags
        joined = at + 2 < unit.last and tags[at] == "JJ" and tags[at + 1] == "CC" and tags[at + 2] in ("JJ", "NNP")
        return at + 2 if joined else at

    def _by_verb(self, group: Group, groups: list[Group], i: int, unit: Unit, found: list[Said]) -> Said | None:
        """The statement of one verb: silence, a quotation of others, or speech."""
        words = self.words
        if words.among("silent_when_negated", group.lemma) and (group.negated or self._is_yet_to(group)):
            return None if self.contents.only_describes(group, unit) else self.silences.silence(group, unit)
        declined = self.silences.declined(group, groups, i, unit) if words.among("declines", group.lemma) else None
        if declined is not None:
            return declined
        if group.lemma in ("quote", "cite") and group.bare and self.text.before(group.first) == "as":
            return None  # read with the verb that it hangs on
        if group.lemma == "quote" or (group.lemma == "cite" and not group.bare):
            carried = self._quoted(group, groups, i, unit)
            if carried is not None or group.lemma == "quote":
                return carried
        if self._is_taken(group, found):
            return None
        if self.formulas.knows(group):
            formal = self.formulas.read(group, self.cues.subject(group), unit)
            if formal is not None:
                return formal
        return self._spoken(group, unit, found) if self.cues.reports(group) else self._otherwise(group, unit)

    def _spoken(self, group: Group, unit: Unit, found: list[Said]) -> Said | None:
        """What the subject of a verb of speech says with it."""
        subject = self.cues.subject(group)
        if self.attitudes is None and self.text.lower[group.last : group.last + 1] in _REFLEXIVE:
            return None  # "who called himself Du"
        if subject is None or self.text.is_time(subject) or self.cues.is_aside(group, subject):
            return None
        if self._only_acts(group, subject, unit):
            return None
        content = self.contents.of_verb(group, subject, unit) or self.contents.shown(group, subject, unit)
        if content is None:
            return self.silences.empty_hands(group, unit)
        speaker = self.sources.of(group, subject, nested=any(said.contains(group.main) for said in found))
        if (teller := self._main_speaker(group, subject, unit)) is not None:
            speaker = teller
        if found and self.contents.goes_on_saying(group.first):
            speaker = found[-1].speaker  # ", adding that": the same as before
        if speaker is None:
            self._nobody(subject, unit, content)
        if self.attitudes is None and self._shows_only(subject):
            self._hearsay(subject.first, subject.last, unit, content, "asserts")
            return None
        if speaker is None or not self.sources.can_speak(speaker, subject, group):
            return None
        return self._statement(speaker, subject, group, content, unit)

    def _only_acts(self, group: Group, subject: Phrase, unit: Unit) -> bool:
        """Of "publishes a report that" and "after inspectors found it was empty": done, and not told by the subject."""
        text = self.text
        given = text.phrase_at[group.last] if group.last < unit.last else None
        if self.words.among("publishing_verbs", group.lemma) and given is not None and given.first == group.last:
            return self.words.among("documents", text.lower[given.head]) and not self.contents.quoted(unit)
        speaker = self.speakers.resolve(subject)
        if group.lemma == "show" and speaker is not None and speaker.person and given is not None:
            return given.first == group.last  # "the shopkeeper showed big crabs"
        before = text.before(text.leftmost(subject).first)
        learnt = self.words.among("learning_verbs", group.lemma) and subject.last <= group.first
        return learnt and self.attitudes is None and self.words.among("subordinators", before)

    def _statement(
        self, speaker: Speaker, subject: Phrase, group: Group, content: Ranges, unit: Unit
    ) -> Said | None:  # fmt: skip
        groups = self.text.groups[self.text.unit_of[unit.first]]
        stance, act = self.cues.stance(group, groups, groups.index(group))
        if group.lemma == "agree" and self.text.lower[group.last : group.last + 1] == ["to"]:
            return None  # what one agrees to do, one does not say
        if act == "asks" and self._asks_for_secrecy(content):
            return None
        if group.lemma == "claim" and self._is_of_self(content, speaker):
            stance, act = "asserts", "says"
        if self.contents.is_open(content):
            stance, act = "neither", "declines"
        via = self.media.addressed(group, unit) or self.media.seen_by(unit) or self.media.source_of(subject)
        if speaker.medium and (source := self.media.reported_from(group)) is not None:
            speaker, via = source, speaker.medium
        form: Form = "direct" if self.text.sentences[unit.sentence].cut else self.contents.form(content)
        speaker, cue = self.sources.whole(speaker, group, unit, subject), self.cues.words_of(group)
        said = build(self.text, speaker, unit, act, stance, cue, content, via=via, rule=f"verb:{act}", form=form)
        return self._weighed(said, group, unit)

    def _is_of_self(self, content: Ranges, speaker: Speaker) -> bool:
        """Of "claimed to have seen it", "claims it built a school": what one claims of oneself charges nobody."""
        text, at = self.text, content[0][0]
        at += text.lower[at] == "that"
        verb, phrase = text.group_at[at], text.phrase_at[at]
        if verb is not None and verb.first == at and verb.infinitive:
            return True
        if phrase is None or phrase.first != at or not text.is_subject(phrase):
            return False
        thing = text.lower[at] in ("it", "its")
        return text.tags[at] in ("PRP", "PRP$") and (thing != speaker.person or speaker.plural)

    def _main_speaker(self, group: Group, subject: Phrase, unit: Unit) -> Speaker | None:
        """Of "Norway showed pictures that it said prove the sale": Norway, the subject of the clause around."""
        text = self.text
        if text.tags[subject.head] != "PRP" or text.tags[subject.first - 1] not in ("WDT", "WP"):
            return None
        above = next((g for g in text.groups[text.unit_of[unit.first]] if g.finite and g.last < subject.first), None)
        main = text.subject(above) if above is not None else None
        return self.speakers.resolve(main) if main is not None else None

    def _owned_medium(self, phrase: Phrase) -> Phrase:
        """Of "South Korea's The Chosun Ilbo": the paper."""
        text = self.text
        owned = text.tags[phrase.last - 1] == "POS" or text.tags[phrase.last : phrase.last + 1] == ["POS"]
        at = phrase.last + (text.tags[phrase.last - 1] != "POS")
        following = text.phrase_at[at] if owned and at < len(text.words) else None
        return following if following is not None and self.names.medium_in(following) is not None else phrase

    def _shows_only(self, subject: Phrase) -> bool:
        """Whether the subject is a thing by which something shows, and that says nothing: pictures, bare evidence."""
        head = self.text.lower[subject.head]
        bare = subject.last - subject.first == 1
        return self.words.among("pictures", head) or (bare and self.words.among("impersonal_sources", head))

    def _cited(self, phrase: Phrase, words: str) -> Speaker | None:
        """Somebody named by a common noun; who is cited must be one that speaks, for costs are cited too."""
        speaker = self.speakers.common(phrase)
        if speaker is None or not self.words.among("citing_words", words.strip().lower()):
            return speaker
        counted = self.text.tags[phrase.first] in ("DT", "CD", "PRP$") or speaker.plural  # no "poor weather"
        return speaker if speaker.person and counted else None

    def _past_description(self, last: int, unit: Unit) -> int:
        """Of "According to a study published by the institute, half ...": up to the comma."""
        verb = self.text.group_at[last] if last < unit.last else None
        if verb is None or not verb.bare:
            return last
        return next((at for at in range(last, min(last + 14, unit.last)) if self.text.lower[at] == ","), last)

    def _has_words(self, first: int, last: int) -> bool:
        return any(self.text.words[at][0].isalnum() for at in range(first, last))

    def _denied_after(self, group: Group, unit: Unit) -> Said | None:
        """Of ", which Nicosia denies" and ", a claim the owner disputes": the denial of all that stands before."""
        cue = self.words.cues.get(group.lemma)
        if cue is None or cue.stance != "denies" or not group.finite or group.negated or group.passive:
            return None
        text = self.text
        subject = text.phrase_at[group.first - 1] if group.first > unit.first else None
        subject = self._behind_claim(subject) if subject is not None else None
        if subject is None or subject.first - 2 <= unit.first:
            return None
        at = subject.first - 1
        claim = text.phrase_at[at]
        if self.words.among("claim_nouns", text.lower[at]):
            at = claim.first if claim is not None else at
        elif text.lower[at] not in ("which", "something"):
            return None
        speaker = self.speakers.resolve(subject) or self.speakers.common(subject)
        if speaker is None or text.before(at) != ",":
            return None
        content = ((unit.first, at - 1),)
        return build(text, speaker, unit, "denies", "denies", (group.first, group.last), content, rule="denied-after")

    def _behind_claim(self, phrase: Phrase) -> Phrase:
        """Of "a claim Norway" (denies): Norway."""
        for at in range(phrase.first, phrase.last - 1):
            if self.words.among("claim_nouns", self.text.lower[at]):
                return Phrase(at + 1, phrase.last, phrase.head)
        return phrase

    def _is_taken(self, group: Group, found: list[Said]) -> bool:
        """Whether the verb is part of a cue already: "as saying", "according to", "citing"."""
        if self._according.match(self.text.text, self.text.starts[group.first]) is not None:
            return True
        return any(said.cue[0] <= group.main < said.cue[1] for said in found)

    def _asks_for_secrecy(self, content: Ranges) -> bool:
        """Of "who asked not to be named": no more than who the speaker is."""
        words = self.text.lower[content[0][0] : min(content[0][1], content[0][0] + 6)]
        return any(self.words.among("secrecy_words", word) for word in words)

    def _is_yet_to(self, group: Group) -> bool:
        """Of "has yet to comment"."""
        asked = group.infinitive and group.first > 0 and self.text.before(group.first) == "yet"
        return asked and self.words.among("declined_acts", group.lemma)

    def _otherwise(self, group: Group, unit: Unit) -> Said | None:
        """What a verb that does not report by itself can still tell: silence, or the agent of a passive."""
        if self._learned(group, unit):
            return None
        open_form = group.infinitive or (group.modal is not None and group.modal not in ("will", "'ll"))
        if group.passive and (group.lemma == "reach" or (group.lemma in self.words.cues and not open_form)):
            return self.silences.passive(group, unit) or self._by_agent(group, unit)
        return self.silences.empty_hands(group, unit)

    def _weighed(self, said: Said, group: Group, unit: Unit) -> Said:
        """The stance corrected by what is said; a request is one whatever its verb."""
        if group.lemma == "call" and self.text.lower[group.last : group.last + 1] in (["on"], ["for"], ["upon"]):
            said.act = "asks"
        if not said.content:
            return said
        opening = self.text.group_at[said.content[0][0]]
        if group.lemma == "tell" and opening is not None and opening.infinitive:
            said.act = "asks"
        if said.act == "asks" and said.stance == "asserts" and not self.contents.presupposes(said):
            said.stance = "neither"
        if said.stance != "asserts" or said.act == "asks":
            return said
        false = stances.calls_false(self.text, group, unit.last) or self._labels_false(group, unit)
        if false or stances.denounces_claim(self.text, group):
            said.stance = "denies"
        else:
            said.stance = stances.of_content(self.text, said.content)
        said.act = said.stance if said.stance != "asserts" else said.act
        return said

    def _by_agent(self, group: Group, unit: Unit) -> Said | None:
        """ "The sale was confirmed by the ministry", "he was told by customs that ..."."""
        text = self.text
        if group.infinitive or group.modal or group.lemma not in self.words.lists["spoken_verbs"]:
            return None
        judged = group.bare and self.words.among("judging_verbs", group.lemma)
        if judged or self.words.among("condemning_verbs", group.lemma):
            return None  # "a move criticised by the owners": told by the report, and not by them
        agent = next((p for word, p in text.obliques(group) if word == "by" and p.first >= group.last), None)
        speaker = (self.speakers.resolve(agent) or self.speakers.common(agent)) if agent is not None else None
        if speaker is None:
            return None
        verb = self.words.cues[group.lemma]
        stance, act = cast(Stance, verb.stance), verb.act
        if group.negated:
            stance, act = "neither", "declines"
        subject = text.subject(group)
        before = (subject.first, group.first) if subject is not None else (unit.first, group.first)
        content: Ranges = (before, (speaker.last, unit.last)) if speaker.last < unit.last - 1 else (before,)
        via, addressed = None, self.words.among("addressing_verbs", group.lemma)
        if addressed and len(content) == 1:
            return None  # "were informed of it by customs"
        if addressed:
            content = content[1:]
            told = self.names.medium_at(text.starts[unit.first], text.ends[group.first - 1])
            via = told.name if told is not None else None  # "Reuters was told by two officials that"
        cue = (group.first, group.last)
        return build(self.text, speaker, unit, act, stance, cue, content, via=via, rule="by-agent")

    def _nobody(self, phrase: Phrase, unit: Unit, content: Ranges) -> None:
        """ "reports said": no statement, for nobody speaks; but what is told is not the report's own."""
        head = self.text.lower[phrase.head]
        if self.words.among("vague_heads", head) or self.words.among("impersonal_sources", head):
            self._hearsay(phrase.first, phrase.last, unit, content, "asserts")

    def _hearsay(self, first: int, last: int, unit: Unit, content: Ranges, stance: Stance) -> None:
        nobody = Speaker(self.text.quote(first, last), first, last, kind="anonymous")
        self.hearsay.append(build(self.text, nobody, unit, "says", stance, (first, first), content, rule="hearsay"))

    def _labels_false(self, group: Group, unit: Unit) -> bool:
        """Of "said the envoy, calling the report a lie": a participle behind the verb of speech."""
        groups = self.text.groups[self.text.unit_of[unit.first]]
        behind = (verb for verb in groups if group.last <= verb.first < group.last + 8)
        return any(
            verb.progressive and not verb.finite and self.text.before(verb.first) == ","
            and stances.calls_false(self.text, verb, unit.last)
            for verb in behind
        )  # fmt: skip

    def _learned(self, group: Group, unit: Unit) -> bool:
        """Of "it was learned that": told by nobody who is named. Returns whether it is so."""
        text = self.text
        cue = self.words.cues.get(group.lemma)
        if cue is None or not group.passive or group.negated or text.lower[group.last : group.last + 1] != ["that"]:
            return False
        if group.first <= unit.first or text.before(group.first) != "it" or cue.stance in ("denies", "neither"):
            return False
        content = ((group.last + 1, self.contents.clause_end_of(group, group.last + 1, unit)),)
        self._hearsay(group.first - 1, group.first, unit, content, cast(Stance, cue.stance))
        return True

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
        speaker = self.speakers.resolve(source) or self._unnamed(source)
        if speaker is None:
            return None
        by = self.speakers.resolve(carrier) if carrier is not None else None
        chain = [by.name] if by is not None else []
        for inner in groups[i + 1 :]:  # "cited Interfax as quoting an official as saying"
            quoted = next(iter(text.objects(inner)), None) if inner.bare and inner.lemma in ("quote", "cite") else None
            nearer = self.speakers.resolve(quoted) or self.speakers.common(quoted) if quoted is not None else None
            if nearer is not None and text.before(inner.first) == "as":
                chain, speaker = [*chain, speaker.name], nearer
        saying = next((g for g in groups[i + 1 :] if g.lemma in ("say", "tell")), None)
        last = saying.last if saying is not None else group.last
        apart = self.contents.quoted(unit)
        if apart and last >= unit.last - 2:
            content: Ranges = apart
        elif last < unit.last - 1:
            content = ((last, unit.last),)
        else:
            content = ((unit.first, (subject or source).first),)
        if content[0][1] <= content[0][0]:
            return None
        said = build(text, speaker, unit, "says", "asserts", (group.first, last), content, rule="quoted-by")
        chain = [name for name in chain if name != speaker.name]
        return replace(said, via=chain[-1] if chain else None, chain=tuple(chain))

    def _unnamed(self, phrase: Phrase) -> Speaker | None:
        """Of "quoted sources as saying": the sources, who are somebody where a medium has heard them."""
        head = self.text.lower[phrase.head]
        if self.words.among("heard_heads", head):
            name = self.text.quote(phrase.first, phrase.last)
            return Speaker(name, phrase.first, phrase.last, kind="anonymous", plural=head.endswith("s"))
        return self.speakers.common(phrase) if self.words.among("roles", head) else None

    def _goes_on(self, unit: Unit) -> bool:
        """Whether the sentence only goes on with the quotation that floated before; then it joins that statement."""
        last = self.out[-1] if self.out else None
        if last is None or last.rule != "floating":
            return False
        before = self.text.unit(last.content[-1][0]).inside
        if before is not unit.inside and not (before is not None and before.continues):
            return False
        last.content = (*last.content, (unit.first, unit.last))
        last.evidence = ((last.evidence[0][0], self.text.sentences[unit.sentence].end),)
        return True

    def _is_floating(self, unit: Unit) -> bool:
        sentence = self.text.sentences[unit.sentence]
        return bool(sentence.cut) and unit.last - unit.first <= 2

    def _floating(self, unit: Unit, content: Ranges) -> list[Said]:
        """A sentence that is nothing but a quotation goes on in the mouth of the last speaker."""
        speaker = self.speakers.last()
        if speaker is None or not content:
            return []
        if self._joins(speaker, unit, content):
            return []
        again = replace(speaker, guess=True)
        cue = (unit.first, unit.first)
        return [build(self.text, again, unit, "says", "asserts", cue, content, rule="floating", form="direct")]

    def _joins(self, speaker: Speaker, unit: Unit, content: Ranges) -> bool:
        """Of "“A,” he said. “B.”": B goes on with A, in the same paragraph, and is no statement of its own."""
        last = self.out[-1] if self.out else None
        if last is None or last.speaker.name != speaker.name or last.act not in ("says", "accuses", "believes"):
            return False
        text = self.text
        quoted = self.contents.form(last.content) == "mixed" or last.form in ("direct", "mixed")
        start, end = last.evidence[-1][1], text.sentences[unit.sentence].start
        if not quoted or "\n" in text.text[start:end] or text.text[start:end].strip(" \"”'"):
            return False
        last.content = (*last.content, *content)
        last.evidence = ((last.evidence[0][0], text.sentences[unit.sentence].end),)
        return True

    def _issued(self, unit: Unit) -> list[Said]:
        """A sentence of a statement that the page brings whole, in the mouth of who issued it."""
        if self._issuer is None or not any(group.finite for group in self.text.groups[self.text.unit_of[unit.first]]):
            return []
        content = ((unit.first, unit.last),)
        stance = stances.of_content(self.text, content)
        cue = (unit.first, unit.first)
        speaker = replace(self._issuer, guess=True)
        via = self.media.own()
        return [build(self.text, speaker, unit, "says", stance, cue, content, via=via, rule="issued", form="direct")]

    def _ends_issue(self, unit: Unit) -> bool:
        """Whether the page says here that the text it brings is at its end, or begins another one."""
        here = self.text.text[self.text.starts[unit.first] : self.text.ends[unit.last - 1] + 8]
        return "-0-" in here or "(END)" in here

    def _via_before(self, said: Said) -> str | None:
        """A speaker who goes on speaking does so through the same medium, for two statements more.

        A nameless source goes on speaking to the page itself; what a person keeps silent is told by the page.
        """
        speaker = said.speaker
        if speaker.medium is None and (said.act == "declines" or self._is_heard(speaker)):
            return None
        carrier = self._carrier
        if carrier is not None and _is_of(carrier[0], speaker, self.words.lists["documents"]):
            return carrier[1]
        if not self.out:
            return None
        last = self.out[-1]
        if all(one.marks.get("carried") and one.speaker.name == speaker.name for one in self.out[-_CARRIED:]):
            return None
        if last.speaker.name != speaker.name or last.via in (None, speaker.name) or self.media.is_own(last.via):
            return None
        return None if last.rule == "quoted-by" and not last.marks.get("carried") else last.via

    def _is_heard(self, speaker: Speaker) -> bool:
        """Whether the speaker is a nameless source that a medium has heard."""
        return self.words.among("heard_heads", speaker.name.lower().rsplit(" ", 1)[-1])


def _is_of(author: Speaker, speaker: Speaker, documents: frozenset[str]) -> bool:
    """Whether the speaker is the author, or the paper that is named after it: "the ministry statement"."""
    mine, theirs = frozenset(author.name.lower().split()), frozenset(speaker.name.lower().split()) - documents
    return not speaker.person and not author.person and (mine <= theirs or (bool(theirs) and theirs <= mine))


def _holds(said: Said, group: Group) -> bool:
    return said.contains(group.main) or said.cue[0] <= group.main < said.cue[1]


@functools.cache
def _phrases_pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(phrases)})\s+", re.IGNORECASE)


def read(text: Text, names: Names, *, anyone: bool = False) -> list[Said]:
    """The statements of a parsed text, in their order.

    ``anyone`` lets every subject speak; by default only persons, offices, bodies, States, media
    and documents do.
    """
    return Attribution(text, names, anyone=anyone).read()
