"""Words, phrases and verb groups of an English text, and five questions on a verb.

Phrases and verb groups come from the tags, which are right far more often than arcs. The
questions ``subject``, ``objects``, ``obliques``, ``complement`` and ``passive`` join both:
an arc where one is there and fits, else the order of the words. Nothing above this module
sees the label of an arc, so that a rule holds whichever way the parser hangs a phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tidewaiter.reports.grammar.marks import ABOUT_PHRASES, CLAUSAL, EITHER, MARKS, MOVING_ON, NOUN, PREPOSITIONS
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.text.passages import Quotation

_YEAR = re.compile(r"(?:19|20)\d\d")
# Made once: they are asked for at every word.
_OF = frozenset({"of"})
_AS_PREPOSITIONS = PREPOSITIONS | EITHER | {"worth"}  # what can be one without its tag
_BEFORE_NUMBERS = (("up", "to"), ("more", "than"), ("less", "than"), ("fewer", "than"))
_CLOSE = ("close", "to")
_ABOUT = {
    first: tuple(words for words in ABOUT_PHRASES if words[0] == first)
    for first in {words[0] for words in ABOUT_PHRASES}
}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without its complements: words ``first`` to ``last`` (excluded), its head word."""

    first: int
    last: int
    head: int


@dataclass(frozen=True, slots=True)
class Group:
    """A verb with its auxiliaries.

    ``finite`` has a tense; ``infinitive`` stands after "to"; ``bare`` is a participle without
    auxiliary; ``passive`` turns subject and object; ``modal`` is the modal verb, if any.
    """

    first: int
    last: int
    main: int
    lemma: str
    finite: bool = False
    infinitive: bool = False
    bare: bool = False
    passive: bool = False
    negated: bool = False
    progressive: bool = False
    perfect: bool = False
    modal: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the text: its characters, its paragraph, and the quotations cut out of it."""

    start: int
    end: int
    paragraph: int
    cut: tuple[Quotation, ...] = ()


@dataclass(frozen=True, slots=True)
class Unit:
    """What was parsed as one sentence: a frame, or (``inside``) the words of a quotation cut out."""

    first: int
    last: int
    sentence: int
    inside: Quotation | None = None


class Text:
    """A text as words with tags, phrases and verb groups, and the questions on them.

    Words are numbered through the whole text, in the order in which units were parsed;
    ``starts`` and ``ends`` are offsets in code points of the document's text.
    """

    __slots__ = (
        "_children", "_deps", "_heads", "_objects", "_obliques", "_subjects", "ends", "group_at", "groups", "lower",
        "phrase_at", "phrases", "quotations", "sentences", "starts", "tags", "text", "unit_of", "units", "unread",
        "vocabulary", "words",
    )  # fmt: skip

    def __init__(self, text: str, vocabulary: Words) -> None:
        self.text = text
        self.vocabulary = vocabulary
        self.words: list[str] = []
        self.lower: list[str] = []
        self.tags: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self._heads: list[int] = []
        self._deps: list[str] = []
        self._children: dict[int, list[int]] = {}
        self.sentences: tuple[Sentence, ...] = ()
        self.units: list[Unit] = []
        self.unit_of: list[int] = []
        self.quotations: tuple[Quotation, ...] = ()
        self.unread: list[tuple[int, int]] = []  # stretches whose sentence is too long to be read
        self.phrases: list[list[Phrase]] = []
        self.groups: list[list[Group]] = []
        self.phrase_at: list[Phrase | None] = []
        self.group_at: list[Group | None] = []
        self._subjects: dict[int, Phrase | None] = {}
        self._objects: dict[int, tuple[Phrase, ...]] = {}
        self._obliques: dict[int, tuple[tuple[str, Phrase], ...]] = {}

    # -- text ------------------------------------------------------------------------------
    def quote(self, first: int, last: int) -> str:
        """The text from word ``first`` to word ``last`` (excluded), as written."""
        return self.text[self.starts[first] : self.ends[last - 1]] if last > first else ""

    def unit(self, word: int) -> Unit:
        """The unit a word stands in."""
        return self.units[self.unit_of[word]]

    def sentence(self, word: int) -> Sentence:
        """The sentence a word stands in."""
        return self.sentences[self.units[self.unit_of[word]].sentence]

    def word_at(self, unit: Unit, offset: int) -> int:
        """The first word of the unit that ends after the offset."""
        return bisect_left(self.ends, offset + 1, unit.first, unit.last)

    # -- phrases ---------------------------------------------------------------------------
    def before(self, word: int) -> str:
        """The lower-case word before, within the unit; empty at its start."""
        return self.lower[word - 1] if word > self.unit(word).first else ""

    def after(self, phrase: Phrase) -> str:
        """The lower-case word after a phrase, within the unit; empty at its end."""
        return self.lower[phrase.last] if phrase.last < self.unit(phrase.first).last else ""

    def is_preposition(self, word: int) -> bool:
        """Whether the word is a preposition before a noun phrase."""
        lower, tagged = self.lower[word], self.tags[word] in ("IN", "TO")
        if lower in CLAUSAL or not (tagged or lower in _AS_PREPOSITIONS):
            return False
        if lower == "worth":
            return values(self.lower, word)
        if lower in ("to", "than") and (pair := (self.before(word), lower)) in (*_BEFORE_NUMBERS, _CLOSE):
            return pair == _CLOSE and self.tags[word + 1 : word + 2] != ["CD"]
        if lower in EITHER:
            following = self.phrase_at[word + 1] if word + 1 < self.unit(word).last else None
            return following is not None and not self._begins_clause(following)
        return tagged or lower in PREPOSITIONS

    def complements(self, phrase: Phrase, *, only: frozenset[str] | None = None) -> Iterator[tuple[str, Phrase]]:
        """The prepositional phrases that follow the phrase without a gap, each with its preposition."""
        at, end = phrase.last, self.unit(phrase.first).last
        while at + 1 < end and self.is_preposition(at) and (only is None or self.lower[at] in only):
            hedged = self.tags[at + 1] == "RB" and self.phrase_at[at + 1] is None and at + 2 < end
            start = at + 1 + (hedged and self.lower[at] == "of")
            found = self.phrase_at[start]  # "of possibly | banned items"
            if found is None or found.first != start:
                return
            yield self.lower[at], found
            at = found.last
            if at < end and self.lower[at] == "and" and (joined := self.coordinated(found)[-1]) is not found:
                at = joined.last  # "of tanks and missiles | from"

    def extended(self, phrase: Phrase) -> int:
        """The end of the phrase with its of-phrases."""
        last = phrase.last
        for _, inner in self.complements(phrase, only=_OF):
            last = inner.last
        if self.lower[last : last + 1] == ["worth"] and last + 1 < self.unit(phrase.first).last:
            value = self.phrase_at[last + 1]
            last = value.last if value is not None else last
        return last

    def coordinated(self, phrase: Phrase, *, subject: bool = False) -> tuple[Phrase, ...]:
        """The phrase and those joined to it: "artillery, rockets and missiles".

        A phrase that is followed by its verb begins a new clause and is not joined, unless the
        first one is itself asked for as a ``subject``.
        """
        out, end, closed = [phrase], self.unit(phrase.first).last, False
        subject = subject or self._opens_clause(phrase)
        at = self.extended(phrase)
        while at < end and not closed:
            word = self.lower[at]
            if word in ("and", "or", "&", "but"):
                closed, at = word in ("and", "or", "&"), at + 1
            elif word == ",":
                at += 1
                if at < end and self.lower[at] in ("and", "or"):
                    closed, at = True, at + 1
            else:
                break
            following = self.phrase_at[at] if at < end else None
            if following is None or following.first != at or (self.is_subject(following) and not subject):
                return tuple(out) if closed and len(out) > 2 else (phrase,)
            if self._is_gapped(following):
                return tuple(out) if closed and len(out) > 2 else (phrase,)
            out.append(following)
            at = self.extended(following)
        return tuple(out) if closed else (phrase,)

    def _is_gapped(self, phrase: Phrase) -> bool:
        """Of "let Oslo send oil and Bonn to send gas": whether a name after "and" begins a clause of its own."""
        verb = self.group_at[phrase.last] if phrase.last < self.unit(phrase.first).last else None
        return verb is not None and verb.infinitive and self.tags[phrase.head] in ("NNP", "NNPS")

    def _opens_clause(self, phrase: Phrase) -> bool:
        """Whether no verb, mark or preposition stands before the phrase in its unit: it can only be a subject."""
        first = self.unit(phrase.first).first
        return not any(
            self.group_at[at] is not None or self.tags[at] in MARKS or self.lower[at] in ("that", ",")
            for at in range(first, phrase.first)
        ) and not self._is_object_of_preposition(phrase)

    def _begins_clause(self, phrase: Phrase) -> bool:
        """Whether the phrase, or one joined to it, is followed by its verb: "since Kim and Putin met"."""
        at = self._past_complements(phrase)
        following = self.group_at[at] if at < len(self.words) else None
        if following is not None and following.first == at and following.finite and at < self.unit(phrase.first).last:
            return True
        at = phrase.last
        joined = self.phrase_at[at + 1] if self.lower[at : at + 1] == ["and"] and at + 1 < len(self.words) else None
        return self.is_subject(phrase) or (joined is not None and self.is_subject(joined))

    def is_subject(self, phrase: Phrase) -> bool:
        """Whether the phrase is followed by its finite verb."""
        at = self.extended(phrase)
        following = self.group_at[at] if at < len(self.words) else None
        return following is not None and following.first == at and following.finite

    # -- the five questions ----------------------------------------------------------------
    def subject(self, group: Group) -> Phrase | None:
        """Who or what does it, or in the passive undergoes it."""
        if group.main not in self._subjects:
            self._subjects[group.main] = self._find_subject(group)
        return self._subjects[group.main]

    def _find_subject(self, group: Group) -> Phrase | None:
        if group.bare and group.passive:
            return self._phrase_before(group.first)
        if (relative := self._antecedent(group)) is not None:
            return relative
        if (reporter := self._reporter(group)) is not None:
            return reporter
        if (
            group.finite
            and self._previous(group) in ("and", "or", "but", "nor", "then")
            and (shared := self._shared(group))
        ):
            return shared
        if (own := self._marked_subject(group)) is not None:
            return own
        if (holder := self._embedding(group)) is not None:
            return self.fronted(holder)
        found = self._arc(group.main, ("nsubj", "csubj"))
        if found is not None and (self.is_time(found) or self._is_outdone(found, group)):
            found = None
        found = self._whose_participle(found) if found is not None and group.finite else found
        if found is not None and group.finite and self.tags[group.main] != "VB" and self._is_of_infinitive(found):
            found = None
        if group.bare and self.before(group.first) == ",":
            found = None  # ", saying that ...": who does the rest of the clause says it, not what stands before
        if found is not None and self.tags[found.first - 1] in ("WDT", "WP") and found.last < group.first:
            found = None
        if found is not None and not self._is_object_of_preposition(found) and not self._crosses(found, group):
            return self._named_by(found) if found.last <= group.first else found
        if group.infinitive or group.bare:
            return self._controller(group)
        found = self._nearest_left(group)
        if found is None and group.lemma in self.vocabulary.cues:
            found = self._inverted(group)
        return found or self._shared(group)

    def objects(self, group: Group) -> tuple[Phrase, ...]:
        """What it is done to: one phrase, or two ("gave him a car")."""
        if group.main not in self._objects:
            self._objects[group.main] = self._find_objects(group)
        return self._objects[group.main]

    def _find_objects(self, group: Group) -> tuple[Phrase, ...]:
        out: list[Phrase] = []
        end = self.unit(group.main).last
        at = self._past_about(group.last, end)
        while at < end and self.tags[at] in ("RB", "RP") and self.lower[at] not in PREPOSITIONS:
            at += 1
        if at < end and f"{group.lemma} {self.lower[at]}" in self.vocabulary.lists["with_particle"]:
            at += 1
        at = self._past_about(at, end)
        at = self._phrase_start(at, group.last, end)
        at = self._opened(group, end) if at == group.last else at
        while at < end and (found := self.phrase_at[at]) is not None and found.first == at and len(out) < 2:
            moves = group.lemma in self.vocabulary.frames
            if self.is_subject(found) and not out and not group.bare and not moves:
                break
            if not self.is_time(found):
                out.append(found)
            at = self._phrase_start(self._past_about(found.last, end), found.last, end)
            if len(out) == 1 and at < end and self.lower[at] == "," and self.tags[out[0].head] in ("NNP", "NNPS"):
                past = self._past_parenthesis(at, end, objects=True)
                at = past if past is not None else at
        if not out and (arc := self._arc(group.main, ("obj", "iobj"))) is not None and arc.first >= group.last:
            parted = any(self.lower[at] in (",", ";", ":") for at in range(group.last, arc.first))
            if not parted and not self._is_object_of_preposition(arc) and not self.is_time(arc):
                out.append(arc)
        if not out and not group.passive and (fronted := self.fronted(group)) is not None:
            out.append(fronted)
        if not out and not group.passive and group.lemma in self.vocabulary.frames:
            contact = self.contact(group)
            out += [contact] if contact is not None else []
        if not out and not group.passive and (joined := self._joined_verb(group)) is not None:
            out += self.objects(joined)
        if not out and not group.passive and (shifted := self._shifted(group)) is not None:
            out.append(shifted)
        return tuple(out)

    def _opened(self, group: Group, end: int) -> int:
        """Where the verb's clause goes on: of "bought, with help from a bank, rifles" at the rifles."""
        at = group.last
        if not group.finite or at >= end or self.lower[at] != "," or group.lemma not in self.vocabulary.frames:
            return at
        return self._past_parenthesis(at, end, objects=True) or at

    def _phrase_start(self, at: int, first: int, end: int) -> int:
        """The start of the phrase at ``at`` where it lies after ``first``: "at | least 900 tons"."""
        inner = self.phrase_at[at] if at < end else None
        return inner.first if inner is not None and first <= inner.first < at else at

    def _past_about(self, at: int, end: int) -> int:
        """Past "up to", "at least", "as many as", where a number follows."""
        for words in _ABOUT.get(self.lower[at], ()) if at < end else ():
            past = at + len(words)
            if past < end and tuple(self.lower[at:past]) == words and self.tags[past] in ("CD", "$", "RB", "DT"):
                return past
        return at

    def _past_parenthesis(self, at: int, end: int, *, objects: bool = False) -> int | None:
        """Past ", a gift for his daughter," or ", said to be new," where the clause goes on with a preposition.

        With ``objects`` it goes on with a second object: "sent Russia, at war with Ukraine, drones".
        """
        if self.lower[at] != "," or at + 2 >= end:
            return None
        verb, phrase = self.group_at[at + 1], self.phrase_at[at + 1]
        bare = verb is not None and verb.bare
        apposed = phrase is not None and self.tags[at + 1] in ("DT", "PRP$", "CD")
        if not (bare or apposed or self.tags[at + 1] in MARKS or self.is_preposition(at + 1)):
            return None
        for closing in range(at + 2, min(at + 16, end - 1)):
            if self.lower[closing] == ",":
                goes_on = self.phrase_at[closing + 1] if objects else None
                if objects and goes_on is not None and not self.is_subject(goes_on):
                    return closing + 1
                return closing + 1 if self._goes_on(closing + 1) and not objects else None
        return None

    def _goes_on(self, at: int) -> bool:
        """Whether a clause goes on after a parenthesis: "to his aides", and not "to which"."""
        found = self.phrase_at[at + 1] if at + 1 < len(self.words) else None
        return self.lower[at] in MOVING_ON and found is not None and found.first == at + 1

    def _reporter(self, group: Group) -> Phrase | None:
        """Of "..., says the ministry.": the ministry."""
        if (
            not group.finite
            or group.passive
            or group.lemma not in self.vocabulary.cues
            or self.before(group.first) != ","
        ):
            return None
        found = self.phrase_at[group.last] if group.last < self.unit(group.main).last else None
        if found is None or found.first != group.last or self.tags[found.head] == "PRP" or self.is_time(found):
            return None
        plain = group.lemma in self.vocabulary.lists["before_speaker"]
        return found if plain and not self.is_subject(found) else None

    def _is_outdone(self, found: Phrase, group: Group) -> bool:
        """Of "..., Japan told the Council": Japan stands right before the verb, after a comma."""
        own = self.phrase_at[group.first - 1] if group.first else None
        if own is None or group.lemma not in self.vocabulary.cues or found.last >= own.first:
            return False
        return self.before(own.first) == "," and not self.is_time(own)

    def _joined_verb(self, group: Group) -> Group | None:
        """Of "has not bought nor rented its fleet": the second verb, which has the object of both."""
        at = group.last
        if at + 1 >= self.unit(group.main).last or self.lower[at] not in ("and", "or", "nor"):
            return None
        found = self.group_at[at + 1]
        alike = found is not None and found.first == at + 1 and found.finite == group.finite
        return found if alike else None

    def _shifted(self, group: Group) -> Phrase | None:
        """Of "offered to the leader a car": the car, which stands after the to-phrase."""
        at, end = group.last, self.unit(group.main).last
        while at + 1 < end and self.is_preposition(at):
            found = self.phrase_at[at + 1]
            if found is None or found.first != at + 1:
                return None
            at = found.last
        following = self.phrase_at[at] if group.last < at < end else None
        if following is None or following.first != at or self.tags[at] not in ("DT", "CD") or self.is_time(following):
            return None
        return None if self.is_subject(following) else following

    def obliques(self, group: Group) -> tuple[tuple[str, Phrase], ...]:
        """The prepositional phrases of the verb's clause, each with its preposition.

        They are sought in the whole clause: after the verb up to the next verb or mark, inside
        the object, and before the subject. Of-phrases belong to their noun and are left out.
        """
        if group.main not in self._obliques:
            self._obliques[group.main] = self._find_obliques(group)
        return self._obliques[group.main]

    def _find_obliques(self, group: Group) -> tuple[tuple[str, Phrase], ...]:
        unit = self.unit(group.main)
        out: list[tuple[str, Phrase]] = []
        at = self._opened(group, unit.last)
        while at < unit.last:
            if (past := self._past_parenthesis(at, unit.last)) is not None:
                at = past
                continue
            if self.lower[at : at + 2] == ["according", "to"]:
                at += 3
                continue
            if self.lower[at] in self.vocabulary.lists["describing"] and at > group.last:
                at += 1  # "sold rifles, including pistols, | to"
                continue
            if self._ends_clause(at, group):
                break
            if (past := self._past_tie(at, group, unit.last)) is not None:
                at = past
                continue
            found = self.phrase_at[at + 1] if at + 1 < unit.last else None
            if self.is_preposition(at) and found is not None and found.first == at + 1:
                if self.lower[at] != "of":
                    out.append((self._joined(at), found))
                at = found.last
            else:
                phrase = self.phrase_at[at]
                at = phrase.last if phrase is not None and phrase.first == at else at + 1
        return (*_without_turns(self.lower, out), *self._fronted_obliques(group, unit))

    def _past_tie(self, at: int, group: Group, last: int) -> int | None:
        """Of "shipped oil linked to a militia to Chad" where "to Chad" begins: what a tie leads to is its own."""
        tie = self.group_at[at]
        if tie is None or tie is group or not tie.bare or tie.lemma not in self.vocabulary.lists["traced_verbs"]:
            return None
        other = self.phrase_at[tie.last + 1] if tie.last + 1 < last and self.is_preposition(tie.last) else None
        return other.last if other is not None else None

    def complement(self, group: Group) -> Group | None:
        """The verb of the clause that says what is said, thought or wanted."""
        unit = self.unit(group.main)
        for at in range(group.last, unit.last):
            found = self.group_at[at]
            if found is not None and found.first == at and (found.finite or found.infinitive):
                return found
        return None

    def passive(self, group: Group) -> bool:
        """Whether subject and object are turned."""
        return group.passive

    # -- helpers of the questions ----------------------------------------------------------
    def is_time(self, phrase: Phrase) -> bool:
        """Whether the phrase names a time ("last year", "Tuesday", "May 11", "2019")."""
        times = self.vocabulary.lists["time_nouns"]
        if self.lower[phrase.head] in times:
            return True
        if self.tags[phrase.head] != "CD":
            return False
        year = phrase.last - phrase.first == 1 and _YEAR.fullmatch(self.words[phrase.head]) is not None
        return year or self.lower[phrase.first] in times

    def _joined(self, at: int) -> str:
        word = self.lower[at]
        if word == "of" and at and self.lower[at - 1] in ("because", "instead", "ahead", "out"):
            return self.lower[at - 1] + " of"
        return word

    def _arc(self, word: int, labels: tuple[str, ...]) -> Phrase | None:
        children = self._children.get(word, ())
        for child in children:
            if self._deps[child].startswith(labels) and (found := self.phrase_at[child]) is not None:
                return found
        if "nsubj" in labels and self._deps[word] in ("cop", "aux", "aux:pass"):
            return self._arc(self._heads[word], labels) if self._heads[word] != word else None
        return None

    def _crosses(self, phrase: Phrase, group: Group) -> bool:
        """Whether another finite verb stands between a phrase on the left and the verb."""
        if phrase.first > group.main:
            return phrase.first > group.last + 1
        groups = (self.group_at[at] for at in range(phrase.last, group.first))
        marks = any(self.tags[at] in MARKS for at in range(phrase.last, group.first))
        return not marks and any(found is not None and found.finite for found in groups) and self._has_own(group)

    def _has_own(self, group: Group) -> bool:
        """Whether a phrase that begins after a comma, a mark or "and" runs up to the verb, its complements included."""
        first = self.unit(group.main).first
        found = self._phrase_before(group.first - (self.before(group.first) == ","))
        while found is not None and self._is_object_of_preposition(found) and found.first - 2 >= first:
            found = self.phrase_at[found.first - 2]
        return found is not None and not self._is_object_of_preposition(found)

    def _is_object_of_preposition(self, phrase: Phrase) -> bool:
        unit = self.unit(phrase.first)
        return phrase.first > unit.first and self.is_preposition(phrase.first - 1)

    def _phrase_before(self, at: int) -> Phrase | None:
        first = self.units[self.unit_of[at]].first if at < len(self.words) else 0
        at -= 1
        while at >= first and self.tags[at] == "RB":
            at -= 1
        return self.phrase_at[at] if at >= first else None

    def _antecedent(self, group: Group) -> Phrase | None:
        """Of "the goods which were shipped": the goods."""
        first = self.unit(group.main).first
        at = group.first - 1
        while at >= first and self.tags[at] == "RB":
            at -= 1
        if at <= first or not self._is_relative(at):
            return None
        at -= 1
        if self.lower[at] == ",":
            at -= 1
        found = self.phrase_at[at] if at >= first else None
        if found is None or (self.is_time(found) and self.lower[at + 1] == "that"):
            return None  # "it was in May that ..."
        outer = self.phrase_at[found.first - 2] if found.first - 2 >= first else None
        link = self.lower[found.first - 1]
        kept = outer is not None and link in ("in", "inside") and self.lower[outer.head] in self.vocabulary.classes
        return outer if link == "worth" or (kept and group.lemma in self.vocabulary.frames) else found

    def _marked_subject(self, group: Group) -> Phrase | None:
        """Of "the rifles which Libya's rebels used": the rebels, who stand between the mark and the verb."""
        found = self._phrase_before(group.first) if group.finite else None
        if found is None or self.is_time(found):
            return None
        mark = found.first - 1
        return found if mark > self.unit(found.first).first and self._is_relative(mark) else None

    def is_relative(self, group: Group) -> bool:
        """Whether the verb is that of a relative clause: "which is suspected of", "that Libya's rebels used"."""
        return self._antecedent(group) is not None or self._marked_subject(group) is not None

    def _embedding(self, group: Group) -> Group | None:
        """Of "an airstrip that diplomats suspect is used": the verb of suspecting, right before the verb."""
        before = self.group_at[group.first - 1] if group.first > self.unit(group.main).first else None
        told = before is not None and before.finite and group.finite and before.lemma in self.vocabulary.cues
        return before if told and before is not None and self.fronted(before) is not None else None

    def _is_relative(self, at: int) -> bool:
        if self.tags[at] in ("WDT", "WP"):
            return self.lower[at] != "what"
        return self.lower[at] == "that" and self.phrase_at[at - 1] is not None and self.tags[at] == "IN"

    def governor(self, phrase: Phrase) -> Group | None:
        """The verb before the phrase whose object, or part of whose object, it is."""
        unit = self.unit(phrase.first)
        for at in range(phrase.first - 1, max(unit.first, phrase.first - 8) - 1, -1):
            if (group := self.group_at[at]) is not None:
                return group
            if self.lower[at] in (",", ";"):
                return None
        return None

    def fronted(self, group: Group) -> Phrase | None:
        """Of "the car that he sent": the car."""
        subject = self._phrase_before(group.first)
        subject = self._named_by(self._of_chain(subject)) if subject is not None else self.subject(group)
        first = self.unit(group.main).first
        if subject is None or subject.first - 1 <= first:
            return None
        mark = subject.first - 1
        if self.lower[mark] == "what" and (copula := self.group_at[mark - 1]) is not None:
            return self.subject(copula)
        if self.tags[mark] not in ("WDT", "WP") and not (self.lower[mark] == "that" and self.tags[mark] == "IN"):
            return None
        at = mark - 1 - (self.lower[mark - 1] == ",")
        found = self.phrase_at[at] if at >= first else None
        if found is None or self._is_addressee(found) or self.is_time(found) or self._is_content_mark(mark, found):
            return None
        return self._of_chain(found)

    def _is_content_mark(self, mark: int, phrase: Phrase) -> bool:
        """Of "said in a statement that ...": what follows is what is said, and does not describe the statement."""
        if self.lower[mark] != "that" or not self._is_object_of_preposition(phrase):
            return False
        before = self.group_at[phrase.first - 2]
        return before is not None and before.lemma in self.vocabulary.cues

    def _is_addressee(self, phrase: Phrase) -> bool:
        """Of "told lawmakers that ...": what follows is said to them, and does not describe them."""
        teller = self.group_at[phrase.first - 1] if phrase.first > self.unit(phrase.first).first else None
        return teller is not None and teller.lemma in self.vocabulary.lists["addressing_verbs"]

    def contact(self, group: Group) -> Phrase | None:
        """Of "the horses he had sent": the horses, before a pronoun and without a mark."""
        subject = self._phrase_before(group.first)
        if subject is None or self.tags[subject.head] != "PRP" or subject.first <= self.unit(group.main).first:
            return None
        found = self.phrase_at[subject.first - 1]
        return found if found is not None and not self.is_time(found) and self.tags[found.head] in NOUN else None

    def _of_chain(self, phrase: Phrase) -> Phrase:
        """Of "the car of Russian make": the car."""
        first = self.unit(phrase.first).first
        while phrase.first - 2 >= first and self.lower[phrase.first - 1] == "of":
            before = self.phrase_at[phrase.first - 2]
            if before is None:
                break
            phrase = before
        return phrase

    def leftmost(self, phrase: Phrase) -> Phrase:
        """The first of the phrases joined to this one on its left: "vehicles and parts" from parts."""
        first = self.unit(phrase.first).first
        at = phrase.first - 1
        if at <= first or self.lower[at] not in ("and", "or", "&"):
            return phrase
        found = self.phrase_at[at - 1] if self.lower[at - 1] != "," else self.phrase_at[at - 2]
        if found is None or self._is_object_of_preposition(found):
            return phrase
        while (
            (at := found.first - 1) > first and self.lower[at] == "," and (more := self.phrase_at[at - 1]) is not None
        ):
            if self._is_object_of_preposition(more) or self.is_time(more):
                break
            found = more
        return found

    def _controller(self, group: Group) -> Phrase | None:
        """The subject of an infinitive or participle: that of the verb it hangs on, or its object."""
        unit = self.unit(group.main)
        if (own := self._own_subject(group)) is not None:
            return own
        if (
            group.infinitive
            and (noun := self._phrase_before(group.first)) is not None
            and (owner := self._owner_in(noun))
        ):
            return owner
        at = self._before_relative(group) if group.infinitive else group.first - 1
        while at >= unit.first:
            found = self.group_at[at]
            if found is not None:
                if found.passive and found.lemma == "use" and group.infinitive:
                    return self._ship_of(found)  # what is used to do it is a means
                if group.infinitive and found.bare and found.passive and self._is_of_rule(found):
                    at -= 1
                    continue  # "fulfils a resolution passed in May to expel": not the resolution expels
                between = self._object_between(found, group)
                return between or self.subject(found)
            at -= 1
        following = next((g for g in self.groups[self.unit_of[group.main]] if g.first > group.main and g.finite), None)
        return self.subject(following) if following is not None else self._phrase_before(group.first)

    def _before_relative(self, group: Group) -> int:
        """Of "used a firm, which has a shop, to sell": where the clause goes on before what stands between commas."""
        at, first = group.first - 1, self.unit(group.main).first
        if at <= first or self.lower[at] != ",":
            return at
        for mark in range(at - 1, first, -1):
            if self.lower[mark - 1] == "," and self.tags[mark] in ("WDT", "WP", "WP$", "WRB"):
                return mark - 2
        return at

    def _is_of_rule(self, group: Group) -> bool:
        """Whether the participle describes a rule: "a resolution passed in May"."""
        described = self._phrase_before(group.first)
        return described is not None and self.lower[described.head] in self.vocabulary.lists["norm_sources"]

    def _ship_of(self, group: Group) -> Phrase | None:
        """The subject of "was used to carry", where it is a ship."""
        found = self.subject(group)
        return found if found is not None and self.vocabulary.classes.get(self.lower[found.head]) == "vessels" else None

    def _own_subject(self, group: Group) -> Phrase | None:
        """Of "for Chile to buy" Chile, of "a dealer selling arms" the dealer: who stands right before the verb."""
        before = self._phrase_before(group.first)
        if before is None or self.before(group.first) == "," or self.is_time(before):
            return None
        if group.infinitive:
            return before if self.before(before.first) == "for" else None
        if not group.bare or self.tags[group.main] != "VBG":
            return None
        first = self.unit(before.first).first
        while before.first - 2 >= first and self.before(before.first) in ("in", "from", "at", "off"):
            outer = self.phrase_at[before.first - 2]
            if outer is None or self.is_time(outer):
                return None
            before = outer
        return before

    def _whose_participle(self, phrase: Phrase) -> Phrase:
        """Of "trucks bearing rice have left" the trucks, and not the rice, which is what they bear."""
        first = self.unit(phrase.first).first
        verb = self.group_at[phrase.first - 1] if phrase.first > first else None
        if verb is None or not verb.bare or self.tags[verb.main] != "VBG" or verb.last - verb.first > 1:
            return phrase
        before = self.phrase_at[verb.first - 1] if verb.first > first else None
        free = before is not None and (before.first == first or not self.is_preposition(before.first - 1))
        return before if before is not None and free and not self.is_time(before) else phrase

    def _is_of_infinitive(self, phrase: Phrase) -> bool:
        """Of "an envoy sent to end the strike (gave)" the strike: the object within what describes the subject."""
        first = self.unit(phrase.first).first
        verb = self.group_at[phrase.first - 1] if phrase.first > first else None
        return verb is not None and verb.infinitive and verb.first > first and verb.last == phrase.first

    def _owner_in(self, phrase: Phrase) -> Phrase | None:
        """Of "Russia's readiness (to receive)": Russia."""
        for at in range(phrase.first + 1, phrase.last - 1):
            if self.tags[at] == "POS" and self.tags[phrase.head] == "NN":
                return Phrase(phrase.first, at, at - 1)
        return None

    def _object_between(self, governor: Group, group: Group) -> Phrase | None:
        if governor.passive or governor.lemma in ("be", "have"):
            return None
        found = self.phrase_at[governor.last] if governor.last < group.first else None
        if found is None or self.is_time(found):
            return None
        if group.infinitive and governor.lemma in self.vocabulary.lists["sight_verbs"]:
            return None  # "found money to buy": not the money buys
        return found if governor.lemma in self.vocabulary.lists["object_controls"] else None

    def _previous(self, group: Group) -> str:
        """The word before the verb, adverbs left out."""
        at, first = group.first - 1, self.unit(group.main).first
        while at > first and self.tags[at] == "RB" and self.lower[at] != "then":
            at -= 1
        return self.lower[at] if at >= first else ""

    def is_parenthesis(self, group: Group) -> bool:
        """Whether the verb is that of ", X said," inside a clause."""
        if not group.finite or group.lemma not in self.vocabulary.cues or group.last >= self.unit(group.main).last:
            return False
        subject = self._phrase_before(group.first)
        return subject is not None and self.lower[group.last] == "," and self.before(subject.first) == ","

    def _skip(self, verb: Group, group: Group) -> int | None:
        """Where to go on to the left of a verb that is not the clause's own: of a parenthesis or a relative clause."""
        if self.is_parenthesis(verb):
            subject = self._phrase_before(verb.first)
            return subject.first - 1 if subject is not None else None
        antecedent = self._antecedent(verb)
        if antecedent is not None:
            return antecedent.last - 1
        if self.before(verb.first) == "," and self.before(group.first) == ",":
            return verb.first - 2  # ", set up in Turkey,"
        subject = self._phrase_before(verb.first)
        if (
            subject is not None
            and self.tags[subject.first - 1] in ("WDT", "WP")
            and subject.first - 1 > self.unit(verb.main).first
        ):
            return subject.first - 2 - (self.lower[subject.first - 2] == ",")
        return None

    def _nearest_left(self, group: Group) -> Phrase | None:
        unit = self.unit(group.main)
        at = group.first - 1
        while at >= unit.first:
            if (verb := self.group_at[at]) is not None and verb.finite:
                skipped = self._skip(verb, group)
                if skipped is None:
                    return None
                at = skipped
                continue
            if self.lower[at] == ")":
                at = self._opening(at, unit) - 1
                continue
            found = self.phrase_at[at]
            if found is not None:
                if found.first > unit.first and self.tags[found.first - 1] in ("WDT", "WP"):
                    at = found.first - 2  # "which the US funds": a clause whose verb was read as a noun
                    continue
                verb = self.group_at[found.first - 1] if self._is_of_infinitive(found) else None
                if verb is not None and self.tags[group.main] != "VB":
                    at = verb.first - 1
                    continue
                if not self._is_object_of_preposition(found) and not self.is_time(found):
                    return self._named_by(found)
                at = found.first
            at -= 1
        return None

    def _opening(self, at: int, unit: Unit) -> int:
        """The word that opens the bracket closed at ``at``."""
        while at > unit.first and self.lower[at] != "(":
            at -= 1
        return at

    def _named_by(self, phrase: Phrase) -> Phrase:
        """Of "Lim, a director of the port, told": Lim, where the phrase is his apposition."""
        first = self.unit(phrase.first).first
        at = phrase.first - 1
        if at <= first or self.lower[at] != "," or self.lower[phrase.first] in ("and", "or"):
            return phrase
        before = self.phrase_at[at - 1]
        closed = self.lower[self._past_complements(phrase) : self._past_complements(phrase) + 1] == [","]
        if before is None or not closed or self.is_time(before) or self._is_object_of_preposition(before):
            return phrase
        if phrase.last - phrase.first == 1 and self.tags[phrase.head] == "CD":
            return before  # an age
        if self.tags[phrase.head] == "NNS" and (joined := self.leftmost(before)) is not before:
            return joined  # "A and B, both companies of Oslo,"
        names = self.tags[before.head] in ("NNP", "NNPS") or self.tags[phrase.head] in ("NNP", "NNPS")
        alike = self.tags[phrase.first] in ("DT", "PRP$", "NN", "NNP", "JJ") or self.tags[phrase.head] in NOUN
        return before if names and alike and not self.is_time(phrase) else phrase

    def _past_complements(self, phrase: Phrase) -> int:
        last = phrase.last
        for _, inner in self.complements(phrase):
            last = inner.last
        return last

    def _inverted(self, group: Group) -> Phrase | None:
        """Of ", says the centre": the centre."""
        at = group.last
        found = self.phrase_at[at] if at < self.unit(group.main).last else None
        return found if found is not None and found.first == at else None

    def _shared(self, group: Group) -> Phrase | None:
        """The subject of the verb before, for "X received it and sold it"."""
        unit = self.unit_of[group.main]
        earlier = [g for g in self.groups[unit] if g.last <= group.first and g.finite and not self.is_parenthesis(g)]
        if self.lower[group.first - 2 : group.first] == [",", "and"]:  # a comma closes a relative clause
            earlier = [g for g in earlier if self._antecedent(g) is None] or earlier
        return self.subject(earlier[-1]) if earlier else None

    def _ends_clause(self, at: int, group: Group) -> bool:
        found = self.group_at[at]
        if found is not None and found.first == at:
            return found.finite or found.infinitive or (found.bare and not found.passive) or self.lower[at - 1] == ","
        return self.tags[at] in MARKS or self.lower[at] in ("while", "although", "because", "if", "whether", ";", ":")

    def _fronted_obliques(self, group: Group, unit: Unit) -> Iterator[tuple[str, Phrase]]:
        """Those at the start of the unit, before the subject: "From Wonsan coal went ..."."""
        if any(g.finite and g.last <= group.first for g in self.groups[self.unit_of[group.main]]):
            return
        at = unit.first
        while at + 1 < group.first and self.is_preposition(at):
            found = self.phrase_at[at + 1]
            if found is None or found.first != at + 1 or self.is_subject(found):
                return
            if self.lower[at] != "of":
                yield self.lower[at], found
            at = found.last
            if at < group.first and self.lower[at] == ",":
                at += 1


# -- building --------------------------------------------------------------------------------


def values(lower: Sequence[str], at: int) -> bool:
    """Of "goods worth $3 million" the word "worth", and not of "$3 million worth of goods"."""
    return lower[at] == "worth" and lower[at + 1 : at + 2] != ["of"]


def _without_turns(lower: Sequence[str], obliques: list[tuple[str, Phrase]]) -> list[tuple[str, Phrase]]:
    """Without the two of "from ship to ship" where "to the Ara" follows: they tell how, and not whence or where to."""
    heads = [lower[phrase.head] if phrase.last - phrase.first == 1 else "" for _, phrase in obliques]
    links = [word for word, _ in obliques]
    turned = {
        i
        for i in range(len(heads) - 1)
        if heads[i] and heads[i] == heads[i + 1] and links[i : i + 2] == ["from", "to"] and "to" in links[i + 2 :]
    }
    return [one for i, one in enumerate(obliques) if i not in turned and i - 1 not in turned] if turned else obliques
