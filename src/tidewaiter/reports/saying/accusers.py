"""Who accuses by office: a prosecutor who tells what a defendant did, a State that tells of another one's arms.

What such a speaker tells of others is a charge, with whatever verb he tells it; what he tells of his own
proceedings ("were charged", "was seized") and of what will be is not.
"""

from __future__ import annotations

import functools
import re

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.saying.said import Said
from tidewaiter.reports.text.alternatives import any_of


class Accusers:
    """Judges the statements of one text."""

    __slots__ = ("_accused", "_offices", "_states", "names", "text", "words")

    def __init__(self, text: Text, names: Names) -> None:
        self.text = text
        self.words: Words = text.vocabulary
        self.names = names
        self._offices = _pattern(self.words.ordered["accusing_offices"])
        self._accused: set[str] = set()
        self._states: dict[str, str] = {}

    def judge(self, said: list[Said]) -> None:
        """Turns the assertions that are charges into allegations, in the order in which they are told."""
        for one in said:
            self._remember(one)
            told = one.stance == "asserts" and one.rule != "hearsay" and one.act in ("says", "confirms", "warns")
            if (told and self.charges(one)) or self._suspects(one):
                one.stance, one.act = "alleges", "accuses"
            if one.stance == "alleges":
                self._accused.add(one.speaker.name)

    def _suspects(self, said: Said) -> bool:
        """Of "is suspected of smuggling, the prosecutors said": the suspicion of those who pursue it is a charge."""
        if said.stance != "believes" or said.act not in ("says", "believes") or said.rule == "hearsay":
            return False
        verb = self._told(said)
        suspected = verb is not None and verb.passive and self.text.lower[verb.main] in ("suspected", "believed")
        return suspected and (self.is_office(said) or self._investigates(said))

    def _investigates(self, said: Said) -> bool:
        """Whether the speaker looks into crimes: the police, detectives."""
        named = f"{said.speaker.name} {self._words_of(said)}".lower().split()
        return any(self.words.among("investigating_offices", word.strip(".,'’")) for word in named)

    def _remember(self, said: Said) -> None:
        """The State of an official, for the mentions that name him alone."""
        country = said.speaker.country or self._country(said)
        if said.speaker.person and country is not None and self._holds_office(said):
            self._states.setdefault(said.speaker.name, country)

    def retells(self, said: Said) -> bool:
        """Of "said that the North denied that", "said we will supply": what another one says, or one's own deed."""
        verb = self._told(said)
        if verb is None:
            return False
        subject = self.text.subject(verb)
        own = subject is not None and self.words.among("own_words", self.text.lower[subject.first])
        own = own or (subject is not None and self._is_home(subject))
        if own and not self._is_charge(said):
            return True
        if verb.lemma in self.words.frames:
            return False
        return verb.lemma in self.words.cues and self.words.cues[verb.lemma].act != "accuses"

    def _is_charge(self, said: Said) -> bool:
        """Of "we condemn the North for sending": one's own words that charge another."""
        lower = self.text.lower
        return any(
            self.words.among("judging_verbs", self.words.lemma.get(lower[at], "")) for at in range(*said.content[0])
        )

    def charges(self, said: Said) -> bool:
        """Whether what is said lays something to another one's charge."""
        if said.speaker.medium is not None or self._has_found(said):
            return False
        verb = self._told(said)
        if verb is None:
            return False
        subject = self.text.subject(verb)
        if subject is None or self._is_own_side(subject, said):
            return False
        if self._by_investigator(said, verb, subject):
            return True
        return self._by_office(said, verb, subject) or self._by_state(said, verb, subject)

    def _by_investigator(self, said: Said, verb: Group, subject: Phrase) -> bool:
        """The police that tell who moved goods; a State's own deeds and the finds of an inspection are facts."""
        if verb.lemma not in self.words.frames or self.names.is_place(subject) or self._is_proceeding(verb):
            return False
        return self._investigates(said)

    def is_office(self, said: Said) -> bool:
        """Whether the speaker prosecutes or sanctions by trade."""
        speaker = said.speaker
        return self._offices.search(f"{speaker.name} {speaker.affiliation or ''} {self._words_of(said)}") is not None

    def _words_of(self, said: Said) -> str:
        """The words that name the speaker, with an apposition."""
        return self.text.quote(said.speaker.first, min(said.speaker.last, said.speaker.first + 30))

    def _has_found(self, said: Said) -> bool:
        """Of "the investigation revealed that": findings are told as facts."""
        return any(self.words.among("finding_cues", self.text.lower[at]) for at in range(*said.cue))

    def _told(self, said: Said) -> Group | None:
        """The first verb of what is said, where it tells of something that was or is done."""
        first, last = said.content[0]
        for at in range(first, last):
            verb = self.text.group_at[at]
            if verb is None or verb.first != at or not verb.finite:
                continue
            if self._is_ground(verb):
                continue
            open_modal = verb.modal is not None and not (verb.perfect and verb.modal in ("may", "might", "could"))
            return None if open_modal or verb.negated else verb
        return None

    def _is_ground(self, verb: Group) -> bool:
        """Of "our information indicates that": what follows is what is told."""
        subject = self.text.subject(verb)
        if subject is None or verb.lemma not in self.words.cues:
            return False
        return self.words.among("impersonal_sources", self.text.lower[subject.head])

    def _is_own_side(self, subject: Phrase, said: Said) -> bool:
        """Of "we hold him", "its ships": the speaker himself or what is his."""
        text, speaker = self.text, said.speaker
        for at in (subject.first, subject.head):
            word = text.lower[at]
            if self.words.among("own_words", word):
                return True
            if word in ("it", "its") and not speaker.person and not speaker.plural:
                return True
            if word in ("they", "their") and speaker.plural:
                return True
        if self._is_home(subject):
            return True
        own = {word for word in speaker.name.lower().split() if len(word) > 3}
        return text.lower[subject.head] in own

    def _is_home(self, subject: Phrase) -> bool:
        """Of "the government granted visas", in the mouth of an office: its own government."""
        text = self.text
        bare = subject.last - subject.first == 2 and text.lower[subject.first] in ("the", "its", "their")
        return bare and self.words.among("home_words", text.lower[subject.head])

    def _by_office(self, said: Said, verb: Group, subject: Phrase) -> bool:
        if not self.is_office(said) or self.words.among("charge_nouns", self.text.lower[subject.head]):
            return False
        if self.text.lower[subject.head] in ("there", "that", "this") or self._is_proceeding(verb):
            return False
        if self.text.is_time(subject) or self.words.among("own_deeds", self.text.lower[subject.head]):
            return False
        past = self.text.tags[verb.first] in ("VBD", "VBN") or verb.perfect or verb.progressive
        past = past or (verb.passive and verb.lemma in self.words.frames)  # "are sent abroad"
        return past or self.text.lower[verb.first] in ("has", "have", "had", "was", "were")

    def _is_proceeding(self, verb: Group) -> bool:
        """Of "were charged", "was arrested", "faces ten years": what is done to the accused."""
        groups = self.text.groups[self.text.unit_of[verb.first]]
        after = groups[groups.index(verb) + 1] if groups.index(verb) + 1 < len(groups) else None
        if self.words.among("proceedings", verb.lemma):
            return True
        if any(self.words.among("own_deeds", self.text.lower[phrase.head]) for phrase in self.text.objects(verb)):
            return True  # "made an appearance in court"
        split = verb.lemma == "be" and after is not None and after.first <= verb.last + 1 and after.passive
        return split and after is not None and self.words.among("proceedings", after.lemma)

    def _by_state(self, said: Said, verb: Group, subject: Phrase) -> bool:
        """A State or its office that tells what another State does with arms, or of what it accused it before."""
        country = self.country(said)
        if country in (None, "UN") or not self.is_government(said):
            return False
        if verb.lemma in self.words.cues or self.words.among("speechless_deeds", verb.lemma):
            return False
        moves = verb.lemma in self.words.frames or self.words.among("breach_verbs", verb.lemma)
        if said.speaker.name in self._accused and moves and self._is_taken_up(subject):
            return True
        if moves and self.words.classes.get(self.text.lower[subject.head]) == "vessels" and not self._is_mover(verb):
            return True
        theirs = self.names.country(subject) if self.names.is_place(subject) else None
        if theirs in (None, country):
            return False
        content = range(*said.content[0])
        armed = any(
            self.words.classes.get(self.text.lower[at]) == "arms" or self.text.lower[at] in self.words.noun_frames
            for at in content
        )
        return self.words.among("breach_verbs", verb.lemma) or (armed and verb.lemma != "be")

    def _is_mover(self, verb: Group) -> bool:
        return not self.words.among("breach_verbs", verb.lemma)

    def _is_taken_up(self, subject: Phrase) -> bool:
        """Of "the containers were shipped", after a charge: the goods told of before."""
        definite = self.text.lower[subject.first] in ("the", "these", "those")
        return definite and (
            self.text.lower[subject.head] in self.words.classes
            or self.words.among("anaphors", self.text.lower[subject.head])
            or self.words.among("collections", self.text.lower[subject.head])
        )

    def country(self, said: Said) -> str | None:
        """The State for which somebody speaks."""
        return said.speaker.country or self._country(said) or self._remembered(said)

    def _remembered(self, said: Said) -> str | None:
        if not said.speaker.person:
            return None
        name = said.speaker.name
        return next((state for full, state in self._states.items() if name in full or full in name), None)

    def _country(self, said: Said) -> str | None:
        """The State of a spokesman, by the body that he is said to speak for."""
        for name in (said.speaker.name, said.speaker.affiliation or ""):
            if (country := self.words.countries.get(name)) is not None:
                return country
        where = f"{said.speaker.affiliation or ''} {said.speaker.name} {self._words_of(said)}"
        return next((code for body, code in self.words.countries.items() if len(body) > 4 and body in where), None)

    def is_government(self, said: Said) -> bool:
        """Whether the speaker is a State, one of its offices, or somebody who holds one."""
        if self._holds_office(said) or self._remembered(said) is not None:
            return True
        phrase = self.text.phrase_at[said.speaker.first]
        return phrase is not None and self.names.is_place(phrase)

    def _holds_office(self, said: Said) -> bool:
        text = self.text
        first, last = said.speaker.first, said.speaker.last
        named = f"{said.speaker.name} {said.speaker.affiliation or ''} {text.quote(first, last)}".lower().split()
        return any(self.words.among("government_words", word.strip(".,'’")) for word in named)


@functools.cache
def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(phrases)})\b", re.IGNORECASE)
