"""Which verbs report speech, and how they stand: with their particle, their auxiliary, their negation."""

from __future__ import annotations

from typing import cast

from tidewaiter.model import Stance
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text


class Cues:
    """Judges the verb groups of one text as cues."""

    __slots__ = ("names", "text", "words")

    def __init__(self, text: Text, names: Names) -> None:
        self.text = text
        self.names = names
        self.words = text.vocabulary

    def reports(self, group: Group) -> bool:
        """Whether the verb is a cue of the lexicon in a form that reports: finite, active, no mere wish."""
        if (
            group.lemma not in self.words.cues
            or self._is_for_example(group)
            or self._is_search(group)
            or not self.has_particle(group)
            or self.is_noun(group)
            or self._is_suffered(group)
            or not self._is_of_text(group)
        ):
            return False
        if (group.infinitive and self.aspect(group) is None) or group.modal not in (None, "will", "'ll"):
            return False
        if group.passive:
            return self.is_past_said(group)
        if group.bare and group.lemma not in self.words.lists["speaking_participles"]:
            return False
        subject = self.text.subject(group)
        return subject is None or self.text.lower[subject.first] != "neither"

    def aspect(self, group: Group) -> Group | None:
        """Of "continued to insist": the verb before, which only says that the speaking goes on."""
        before = self.text.group_at[group.first - 1] if group.first > self.text.unit(group.first).first else None
        goes_on = (
            before is not None and before.finite and self.words.among("aspect_verbs", self.text.lower[before.main])
        )
        return before if goes_on else None

    def _is_suffered(self, group: Group) -> bool:
        """Of "one of the ships denied entry by the council": a participle, whose doer stands behind."""
        text = self.text
        if group.last - group.first > 1 or text.tags[group.main] not in ("VBD", "VBN"):
            return False
        if self._is_charged_too(group):
            return True
        if not self.words.among("giving_cues", group.lemma):
            return False  # only what one gives to somebody leaves an object behind the participle
        taken = text.phrase_at[group.last] if group.last < text.unit(group.first).last else None
        by = taken is not None and taken.first == group.last and text.lower[taken.last : taken.last + 1] == ["by"]
        before = text.phrase_at[group.first - 1] if group.first else None
        doer = text.phrase_at[taken.last + 1] if by and taken is not None else None
        named = doer is not None and (self.names.is_place(doer) or text.tags[doer.head].startswith("NNP"))
        person = doer is not None and self.words.among("organisations", text.lower[doer.head])
        return before is not None and (named or person) and not self.words.among("claim_nouns", text.lower[taken.head])  # type: ignore[union-attr]

    def _is_charged_too(self, group: Group) -> bool:
        """Of "was arrested and charged in an indictment": the second of two passives."""
        text = self.text
        if self.words.cues[group.lemma].act != "accuses" or text.before(group.first) not in ("and", "or"):
            return False
        groups = text.groups[text.unit_of[group.first]]
        at = groups.index(group)
        behind = text.lower[group.last : group.last + 1]
        return at > 0 and groups[at - 1].passive and behind in (["in"], ["with"], ["under"], ["by"], ["over"])

    def _is_of_text(self, group: Group) -> bool:
        """Of "the statement runs", "the letter goes on": verbs with which only something written speaks."""
        if not self.words.among("text_cues", group.lemma):
            return True
        subject = self.text.subject(group)
        return subject is not None and self.words.among("documents", self.text.lower[subject.head])

    def _is_search(self, group: Group) -> bool:
        """Of "found what they were looking for": a thing is found, and nothing told."""
        return group.lemma in ("find", "see", "get") and self.text.lower[group.last : group.last + 1] == ["what"]

    def _is_for_example(self, group: Group) -> bool:
        """Of "a load of, say, ten tons"."""
        lower = self.text.lower
        alone = lower[group.first : group.last] == ["say"] and self.text.before(group.first) == ","
        return (
            alone and lower[group.last : group.last + 1] == [","] and group.first + 2 < self.text.unit(group.first).last
        )

    def is_aside(self, group: Group, subject: Phrase) -> bool:
        """Whether the verb stands in a relative clause that only describes; "who said that" tells something."""
        tags = self.text.tags
        if tags[group.first - 1] not in ("WDT", "WP") and tags[subject.first - 1] not in ("WDT", "WP"):
            return False
        said_of = self.text.group_at[group.last] if group.last < self.text.unit(group.first).last else None
        if said_of is not None and said_of.finite and self.words.among("core_speech", group.lemma):
            return False  # "pictures that it said show the crates"
        who_says = self.text.before(group.first) == "who" and self.words.among("spoken_verbs", group.lemma)
        return self.words.cues[group.lemma].act not in ("accuses", "believes") and not who_says

    def subject(self, group: Group) -> Phrase | None:
        """The subject; before an apposition in commas ("Lim, a broker, told") the phrase that it explains."""
        text = self.text
        subject = self._goes_on(group) or text.subject(group)
        if subject is not None and subject.first >= group.last and (parted := self._parted_subject(group)) is not None:
            return parted
        if subject is None and self.is_past_said(group):
            return self._before_who(group)
        if group.finite and (subject is None or text.is_time(subject)):  # "The paper reported Saturday that"
            beside = text.phrase_at[group.first - 1] if group.first > text.unit(group.first).first else None
            subject = beside if beside is not None and beside.last == group.first else subject
        if group.first < 1 or text.before(group.first) != "," or self._is_dated(group):
            return subject
        if subject is not None and subject.first >= group.last:
            return self._opening_described(group) or subject
        beside = text.phrase_at[group.first - 2]
        if beside is not None and text.before(beside.first) == "," and self.names.medium_in(beside) is not None:
            return beside  # "The best-known broadcaster of the country, NHK, said"
        if (described := self._before_relative(group)) is not None:
            return described
        at = group.first - 2
        start = text.unit(group.first).first
        while at > start and text.lower[at] != "," and text.group_at[at] is None:
            at -= 1
        if at <= start or text.lower[at] != ",":
            return subject
        named = text.phrase_at[at - 1]
        return named if named is not None and self.names.name_run(named) is not None else subject

    def _is_dated(self, group: Group) -> bool:
        """Of "Serbia on Tuesday, March 4, denied": whether what stands between the commas is only a time."""
        beside = self.text.phrase_at[group.first - 2] if group.first > 1 else None
        return beside is not None and self.text.is_time(beside)

    def _goes_on(self, group: Group) -> Phrase | None:
        """Of "did not say where it was bound, but said that": who did not say."""
        if self.text.before(group.first) != "but" or not self.words.among("core_speech", group.lemma):
            return None
        groups = self.text.groups[self.text.unit_of[group.first]]
        silent = [g for g in groups if g.last < group.first and g.negated and g.finite]
        spoken = next((g for g in silent if self.words.among("core_speech", g.lemma)), None)
        return self.text.subject(spoken) if spoken is not None else None

    def _parted_subject(self, group: Group) -> Phrase | None:
        """Of "the ministry this week rejected" and "Ghana has in the past accused": what stands before the time."""
        text, first = self.text, self.text.unit(group.first).first
        cue = self.words.cues.get(group.lemma)
        if text.tags[group.main] != "VBN" or cue is None or cue.act == "says" or group.first - 2 < first:
            return None
        groups = text.groups[text.unit_of[group.first]]
        before = next((verb for verb in reversed(groups) if verb.last <= group.first), None)
        time = text.phrase_at[group.first - 1]
        if time is None or time.last != group.first:
            return None
        if (
            before is not None
            and before.lemma == "have"
            and text.is_preposition(before.last)
            and time.first > before.last
        ):
            return text.subject(before) if "," not in text.lower[before.last : group.first] else None
        beside = text.phrase_at[time.first - 1] if text.is_time(time) and time.first > first else None
        return beside if beside is not None and beside.last == time.first else None

    def _before_relative(self, group: Group) -> Phrase | None:
        """Of "a person briefed on it, who asked for secrecy, said": a person."""
        text, first = self.text, self.text.unit(group.first).first
        for at in range(group.first - 2, first, -1):
            if text.lower[at] in ("who", "which") and text.lower[at - 1] == ",":
                return self._chief(at - 2, first)
        return None

    def _opening_described(self, group: Group) -> Phrase | None:
        """Of "The office, which led the case, said the owner had": the office, for nothing said stands before it."""
        text, first = self.text, self.text.unit(group.first).first
        comma = next((at for at in range(group.first - 2, first, -1) if text.lower[at] == ","), first)
        if text.before(group.first) != "," or text.lower[comma + 1] not in ("who", "which"):
            return None
        described = self._chief(comma - 1, first) if comma > first else None
        return described if described is not None and described.first <= first + 1 else None

    def _chief(self, at: int, first: int) -> Phrase | None:
        """The noun phrase that ends at a word, with what describes it left out: "a person briefed on it"."""
        text = self.text
        phrase = text.phrase_at[at] if at >= first else None
        while phrase is not None and phrase.first > first and text.is_preposition(phrase.first - 1):
            at = phrase.first - 2
            verb = text.group_at[at] if at >= first else None
            at = verb.first - 1 if verb is not None else at
            before = text.phrase_at[at] if at >= first else None
            if before is None:
                return None
            phrase = before
        return phrase

    def _before_who(self, group: Group) -> Phrase | None:
        """The phrase that a "who" before the verb takes up."""
        text = self.text
        for at in range(group.first - 1, text.unit(group.first).first, -1):
            if text.lower[at] == "who":
                return text.phrase_at[at - 2] if text.lower[at - 1] == "," else text.phrase_at[at - 1]
        return None

    def is_past_said(self, group: Group) -> bool:
        """Whether what reads as a participle is a past tense: "a diplomat who asked not to be named said",
        "the authority brushed aside the claim"."""
        text = self.text
        following = text.lower[group.last : group.last + 1]
        if not group.bare or following in (["to"], ["by"], ["as"]):
            return False
        if following == ["."]:
            return self._closes_sentence(group)
        unit = text.unit(group.first)
        if self._closes_sentence(group):
            return True
        relative = any(text.lower[at] == "who" for at in range(unit.first, group.first))
        if relative:
            return self.words.among("core_speech", group.lemma)
        subject = text.phrase_at[group.first - 1] if group.first > unit.first else None
        if subject is None or subject.last != group.first or subject.first > unit.first:
            return False
        others = [verb for verb in text.groups[text.unit_of[group.first]] if verb.finite]
        return not any(verb.first < group.first or text.subject(verb) == subject for verb in others)

    def _closes_sentence(self, group: Group) -> bool:
        """Of "..., the broadcaster NHK reported in June.": a speaker and his verb behind what he says."""
        text, unit = self.text, self.text.unit(group.first)
        subject = text.phrase_at[group.first - 1] if group.first > unit.first else None
        if subject is None or subject.last != group.first or text.before(subject.first) != ",":
            return False
        short = unit.last - group.last <= 6 and not any(g for g in text.group_at[group.last : unit.last])
        told = any(g is not None and g.finite for g in text.group_at[unit.first : subject.first])
        speaks = self.names.medium_in(subject) is not None or self.words.among("roles", text.lower[subject.head])
        speaks = speaks or self.words.among("organisations", text.lower[subject.head])
        return short and told and speaks and self.words.among("core_speech", group.lemma)

    def is_noun(self, group: Group) -> bool:
        """Of "rejected Western claims that": claims, which is no verb after an adjective and an earlier verb."""
        text = self.text
        return (
            group.last - group.first == 1
            and self.words.among("claim_nouns", text.lower[group.main])
            and text.tags[group.first - 1] in ("JJ", "DT", "POS", "PRP$")
            and text.group_at[group.first - 2] is not None
        )

    def has_particle(self, group: Group) -> bool:
        """Whether a verb that speaks only with its particle has it: "went on", "brushed the claim aside"."""
        wanted = [pair.split()[1] for pair in self.words.ordered["particle_cues"] if pair.split()[0] == group.lemma]
        return not wanted or any(word in wanted for word in self.text.lower[group.last : group.last + 5])

    def words_of(self, group: Group) -> tuple[int, int]:
        """The verb with its adverbs and the particle that makes it another one: "also called for", "pointed out"."""
        following = self.text.lower[group.last : group.last + 1]
        pairs = self.words.lists["cue_particles"]
        before = self.aspect(group) if group.infinitive else None
        first = self._before_adverbs(before.first if before is not None else group.first)
        return first, group.last + (bool(following) and f"{group.lemma} {following[0]}" in pairs)

    def _before_adverbs(self, word: int) -> int:
        """Where the adverbs begin that stand between a subject and its verb."""
        first = self.text.unit(word).first
        while word - 1 > first and self.text.tags[word - 1] == "RB" and self.text.phrase_at[word - 1] is None:
            word -= 1
        return word

    def stance(self, group: Group, groups: list[Group], i: int) -> tuple[Stance, str]:
        """The verb's stance and act, turned by a negation."""
        cue = self.words.cues[group.lemma]
        stance, act = cast(Stance, cue.stance), cue.act
        if group.negated:
            stance, act = ("neither", "declines") if act != "denies" else ("neither", "neither")
        return self._both_ways(group, groups, i, stance, act)

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
