"""Which phrases of a sentence fill the roles of a verb or noun of transfer.

Grammar alone: a frame of the lexicon says which part of the clause is item, receiver and giver. Whether
the words tell of a fact, and whether it is worth an event, is not asked here. :mod:`transfers`
makes parties and goods of the phrases.
"""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Group, Phrase, Text
from tidewaiter.reports.grammar.marks import NOUN
from tidewaiter.reports.grammar.words import Frame, Words
from tidewaiter.reports.telling.fillers import Fillers

Obliques = tuple[tuple[str, Phrase], ...]


@dataclass(slots=True)
class Parts:
    """The phrases that fill the roles of one verb or noun; None where no phrase does."""

    item: Phrase | None = None
    receiver: Phrase | None = None
    giver: Phrase | None = None
    goal: Phrase | None = None
    origin: Phrase | None = None


class Roles:
    """Finds the phrases of one text that fill roles."""

    __slots__ = ("fillers", "names", "text", "words")

    def __init__(self, fillers: Fillers) -> None:
        self.fillers = fillers
        self.text: Text = fillers.text
        self.names: Names = fillers.names
        self.words: Words = fillers.words

    # -- of a verb -------------------------------------------------------------------------
    def of_verb(
        self, group: Group, frame: Frame, subject: Phrase | None, objects: tuple[Phrase, ...], obliques: Obliques
    ) -> Parts:
        """Which phrase of the clause is the item, who receives and who gives, as the frame says."""
        first = next(iter(objects), None)
        if group.lemma in self.words.lists["loading_verbs"]:
            cargo = next((p for w, p in obliques if w == "with" and p.first >= group.last), None)
            first, subject = (cargo, cargo if group.passive else subject) if cargo is not None else (first, subject)
        if frame.after:
            return self._behind(group, frame, subject, first, obliques)
        if frame.frame == "give":
            return self._give(group, frame, subject, objects)
        if group.passive:
            return Parts(subject)
        if frame.frame == "get" or self._takes_away(group, subject, obliques):
            return Parts(first, subject)
        return Parts(first)

    def _behind(
        self, group: Group, frame: Frame, subject: Phrase | None, first: Phrase | None, obliques: Obliques
    ) -> Parts:
        """Of "stocked Chad with rifles", "splurged on rifles": the goods stand behind a preposition."""
        item = next((p for w, p in obliques if w in frame.after and p.first >= group.last), None)
        if frame.frame == "get":
            return Parts(item, None if group.passive else subject)
        receiver = subject if group.passive else first
        if receiver is not None and self.fillers.class_of(receiver) is not None:
            return Parts()  # "jets equipped with missiles"
        return Parts(item, receiver, None if group.passive else subject)

    def _takes_away(self, group: Group, subject: Phrase | None, obliques: Obliques) -> bool:
        """Of "took coal off the ship": the subject gets it; a vessel that takes it from a port only carries it."""
        sources = [phrase for word, phrase in obliques if word in self.words.lists["from_words"]]
        if group.lemma not in self.words.lists["taking_verbs"] or not sources:
            return False
        carrier = subject is not None and self.fillers.class_of(subject) == "vessels"
        return not carrier or any(self.fillers.class_of(phrase) == "vessels" for phrase in sources)

    def _give(self, group: Group, frame: Frame, subject: Phrase | None, objects: tuple[Phrase, ...]) -> Parts:
        text = self.text
        if group.passive:
            return Parts(objects[0], subject) if objects and frame.double else Parts(subject)
        if frame.double and len(objects) == 2:
            return Parts(objects[1], objects[0], subject)
        fronted = (
            self.text.fronted(group) if frame.double and len(objects) == 1 and objects[0].first >= group.last else None
        )
        if fronted is not None and (
            self.text.tags[objects[0].head] == "PRP" or self.fillers.class_of(objects[0]) is None
        ):
            return Parts(fronted, objects[0], subject)
        contact = text.contact(group) if frame.double and len(objects) == 1 else None
        if contact is not None and text.tags[objects[0].head] == "PRP":
            return Parts(contact, objects[0], subject)
        told = any(word in self.words.lists["to_words"] for word, _ in text.obliques(group))
        if frame.double and len(objects) == 1 and not told and (both := self._split_office(objects[0])) is not None:
            return Parts(both[1], both[0], subject)
        if frame.double and len(objects) == 1 and (parts := self.split(objects[0])) is not None:
            return Parts(parts[1], parts[0], subject)
        return Parts(next(iter(objects), None), None, subject)

    def is_plot(self, group: Group, subject: Phrase) -> bool:
        """Of "a conspiracy to supply": the conspiracy supplies nothing."""
        noun = self.text.phrase_at[group.first - 1] if group.first else None
        if noun is None or not self.words.among("attempt_nouns", self.text.lower[noun.head]):
            return False
        return subject == noun or self.text.extended(subject) == noun.last

    def _split_office(self, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
        """Of "gave the Libyan government rifles": the government, and rifles."""
        text, words = self.text, self.words
        for at in range(phrase.last - 1, phrase.first, -1):
            lower = text.lower[at - 1]
            office = words.among("organisations", lower) or words.among("roles", lower)
            titled = text.tags[at - 1] in ("NNP", "NNPS") and text.tags[at] not in ("NNP", "NNPS", "POS")
            known = (text.lower[at - 1] in words.lists["armed_groups"] and at - phrase.first == 1) or (
                titled and at - phrase.first > 1 and self.names.country(Phrase(phrase.first, at, at - 1)) is not None
            )
            if not (
                office
                or (at - phrase.first == 1 and known)
                or (known and self.names.name_run(Phrase(phrase.first, at, at - 1)) is not None)
            ):
                continue
            rest = Phrase(at, phrase.last, phrase.head)
            kind = self.fillers.class_of(rest)
            loose = text.tags[phrase.head] == "NNS" or kind in words.lists["mass_classes"]
            if text.tags[at] != "POS" and kind is not None and loose:
                return Phrase(phrase.first, at, at - 1), rest
        return None

    def split(self, phrase: Phrase) -> tuple[Phrase, Phrase] | None:
        """Of "gave Russia weapons": Russia, and weapons."""
        text = self.text
        place = self.names.place_at(text.starts[phrase.first], text.ends[phrase.first])
        if (
            place is None
            or place[3] == "demonym"
            or text.words[phrase.first].replace(".", "").isupper()
            or not text.words[phrase.first][0].isupper()
            or (text.tags[phrase.head] in ("NNP", "NNPS") and text.lower[phrase.head] not in self.words.classes)
        ):
            return None
        end = phrase.first
        while end < phrase.last and text.starts[end] < place[1]:
            end += 1
        if end >= phrase.last or text.tags[end] == "POS" or text.lower[end] == "-":
            return None
        return Phrase(phrase.first, end, end - 1), Phrase(end, phrase.last, phrase.head)

    # -- at a word that is given -----------------------------------------------------------
    def at(self, word: int) -> Parts:
        """The phrases that fill the roles of the verb or noun at ``word``, known to the lexicon or not.

        A verb that the lexicon does not know is taken to give its object, a noun to be given. An act
        that no event would be made of (wished, forbidden, of no goods) has roles all the same.
        """
        text = self.text
        group, phrase = text.group_at[word], text.phrase_at[word]
        if group is not None and group.main == word:
            return self._of_verb_at(group)
        if phrase is None:
            return Parts()
        if text.tags[word] in ("VBN", "JJ", "VBG") and word < phrase.head:
            return self._of_participle(word, phrase)
        return self.of_noun(word, phrase)

    def _of_verb_at(self, group: Group) -> Parts:
        text = self.text
        frames = self.words.frames.get(group.lemma) or (self._guessed(group.lemma),)
        subject, objects = text.subject(group), text.objects(group)
        obliques = tuple(pair for pair in text.obliques(group) if pair[1] not in objects)  # "auctioned off | the files"
        tried = (self.of_verb(group, frame, subject, objects, obliques) for frame in frames)
        best = max(tried, key=lambda parts: (parts.item is not None) + (parts.receiver is not None))
        if frames[0].frame == "move":
            best = Parts(subject)
        if group.lemma in self.words.lists["funding_verbs"] and best.receiver is None:
            best.receiver, best.item = best.item, None
        if frames[0].frame == "get" and best.receiver is None and not group.passive:
            best.receiver = subject
        if frames[0].frame == "carry" and not group.passive:
            best.giver = best.giver or subject
        if group.passive and (by := self.fillers.by(obliques)) is not None:
            best.giver, best.receiver = (best.giver, by) if frames[0].frame == "get" else (by, best.receiver)
        self._places(best, obliques)
        return best

    def _guessed(self, lemma: str) -> Frame:
        """The frame of a verb that the lexicon does not know."""
        getting = lemma in self.words.lists["getting_verbs"]
        return Frame(lemma, "get" if getting else "give", "supply")

    def _places(self, parts: Parts, obliques: Obliques) -> None:
        """Who and where the prepositions tell of."""
        lists = self.words.lists
        for word, phrase in obliques:
            if self.text.is_time(phrase):
                continue
            if word in lists["to_words"] or (word == "for" and self.fillers.is_party(phrase)):
                parts.goal = parts.goal or phrase
            elif word in lists["from_words"]:
                parts.origin = parts.origin or phrase

    def _of_participle(self, word: int, phrase: Phrase) -> Parts:
        """Of "smuggled material from activists": the material, and the activists."""
        parts = Parts(Phrase(word + 1, phrase.last, phrase.head))
        self._places(parts, tuple(self.text.complements(phrase)))
        return parts

    # -- of a noun -------------------------------------------------------------------------
    def of_noun(self, word: int, phrase: Phrase) -> Parts:
        """The roles told beside a noun: before it, in its own complements, and one level up."""
        frame = self.words.noun_frames.get(self.text.lower[word]) or self._guessed(self.text.lower[word])
        parts = Parts()
        self._before_noun(parts, word, phrase, frame)
        if word == phrase.head:
            self._after_noun(parts, phrase, frame)
        elif self.text.lower[phrase.head] in self.words.lists["networks"]:
            parts.giver = parts.giver or Phrase(word + 1, phrase.last, phrase.head)
        self._above_noun(parts, phrase, frame)
        if parts.giver is None and parts.receiver is None:
            self._give_to(parts, frame, self._owner_above(phrase))
        if parts.item is None and self.words.among("consignments", self.text.lower[word]):
            parts.item = Phrase(phrase.first, word + 1, word)
        return parts

    def _can_act(self, phrase: Phrase) -> bool:
        """Whether the phrase can name a party: a pronoun, a name, an office, a body, people."""
        text, words = self.text, self.words
        lower = text.lower[phrase.head]
        if text.tags[phrase.head] in ("PRP", "NNP", "NNPS"):
            return lower not in ("it", "this", "that") or text.tags[phrase.head] == "PRP"
        listed = ("roles", "organisations", "people", "sides", "state_nouns", "company_heads", "person_heads")
        return any(words.among(name, lower) for name in listed) or self.names.country(phrase) is not None

    def _owner_above(self, phrase: Phrase) -> Phrase | None:
        """Of "Iran's part in the smuggling": Iran."""
        text = self.text
        first = text.unit(phrase.first).first
        while phrase.first - 2 >= first and text.is_preposition(phrase.first - 1):
            outer = text.phrase_at[phrase.first - 2]
            if outer is None:
                return None
            if (owner := self.names.possessor(outer)) is not None:
                return owner
            phrase = outer
        return None

    def _give_to(self, parts: Parts, frame: Frame, phrase: Phrase | None) -> None:
        if frame.frame == "get":
            parts.receiver = parts.receiver or phrase
        else:
            parts.giver = parts.giver or phrase

    def _before_noun(self, parts: Parts, word: int, phrase: Phrase, frame: Frame) -> None:
        """Of "Iran's illegal oil exports": Iran, and oil; of "US arms shipments": the US, and arms."""
        text = self.text
        first = phrase.first
        owner = self.names.possessor(phrase)
        if owner is not None and owner.last <= word:
            self._give_to(parts, frame, owner)
            first = owner.last + 1
        elif text.tags[first] == "PRP$" and first < word:
            self._give_to(parts, frame, Phrase(first, first + 1, first))
            first += 1
        place = self.names.place_at(text.starts[first], text.starts[word]) if first < word else None
        if place is not None:
            end = first
            while end < word and text.starts[end] < place[1]:
                end += 1
            if "made" not in text.lower[first:word]:
                self._give_to(parts, frame, Phrase(first, end, end - 1))
            first = end
        while first < word and not self._is_thing(word - 1):
            word -= 1
        if first < word:
            parts.item = Phrase(first, word, word - 1)

    def _is_thing(self, at: int) -> bool:
        """Whether the word before a noun of transfer names the thing ("oil"), and does not describe ("illegal")."""
        text = self.text
        if text.tags[at] in NOUN or text.lower[at] in self.words.classes:
            return True
        described = text.lower[at].endswith(self.words.ordered["adjective_endings"])
        return text.tags[at] == "JJ" and not described and not self.words.among("plain_adjectives", text.lower[at])

    def _after_noun(self, parts: Parts, phrase: Phrase, frame: Frame) -> None:
        """Of "sales of arms by Iran to Sudan": arms, Iran and Sudan."""
        lists = self.words.lists
        for word, inner in self.text.complements(phrase):
            if self.text.is_time(inner):
                continue
            if word == "of" and parts.item is None:
                parts.item = inner
            elif word in lists["to_words"] or word in ("for", "on", "against"):
                parts.receiver = parts.receiver or inner
            elif word == "by":
                self._give_to(parts, frame, inner)
            elif word in lists["from_words"]:
                parts.origin = parts.origin or inner

    def _above_noun(self, parts: Parts, phrase: Phrase, frame: Frame) -> None:
        """One level up: who makes, announces or receives the shipment, and its to- and from-phrases."""
        text, lists = self.text, self.words.lists
        group = text.governor(phrase)
        if group is None or (group.lemma in self.words.cues and text.is_subject(phrase)):
            return
        if group.lemma in lists["accusing_verbs"]:
            accused = text.subject(group) if group.passive else next(iter(text.objects(group)), None)
            self._give_to(parts, frame, accused)
            return
        subject = text.subject(group) if not group.passive else self.fillers.by(text.obliques(group))
        if subject is not None and subject != phrase and self._can_act(subject):
            gets = any(f.frame == "get" for f in self.words.frames.get(group.lemma, ()))
            if gets or group.lemma in lists["taking_verbs"] or parts.giver is not None:
                parts.receiver = parts.receiver or (subject if subject != parts.giver else None)
            else:
                self._give_to(parts, frame, subject)
        self._places(parts, tuple((w, p) for w, p in text.obliques(group) if p.first >= phrase.last))
