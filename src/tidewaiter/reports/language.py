"""Words, phrases and verb groups of an English text, and five questions on a verb.

Sentence boundaries are our own and preset, so the parser finds none; quotations that are
sentences of their own are cut out, so that the frame around them is parsed alone, and are
read as units beside it. Quotation marks are not shown to the parser at all.

Phrases and verb groups come from the tags, which are right far more often than arcs. The
questions ``subject``, ``objects``, ``obliques``, ``complement`` and ``passive`` join both:
an arc where one is there and fits, else the order of the words. Nothing above this module
sees the label of an arc, so that a rule holds whichever way the parser hangs a phrase.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tidewaiter.reports.passages import Quotation, blocks, even, quotations, sentences
from tidewaiter.reports.words import Words

NOUN = frozenset({"NN", "NNS", "NNP", "NNPS"})
VERB = frozenset({"MD", "VB", "VBD", "VBN", "VBG", "VBP", "VBZ"})
FINITE = frozenset({"MD", "VBD", "VBP", "VBZ"})
_ADJECTIVE = frozenset({"JJ", "JJR", "JJS", "$", "#", "FW", "AFX", "GW"})
_DETERMINER = frozenset({"DT", "PDT", "PRP$"})
_QUOTES = frozenset('"“”„«»‘')
_MARKS = frozenset({"WDT", "WP", "WRB", "WP$"})
_BE = frozenset({"be", "am", "is", "are", "was", "were", "been", "being", "'s", "'re", "'m"})
_HAVE = frozenset({"have", "has", "had", "having", "'ve", "'d"})
_DO = frozenset({"do", "does", "did"})
_GET = frozenset({"get", "gets", "got", "getting"})
_NOT = frozenset({"not", "n't", "never", "neither", "nor"})
# The parser takes these for adverbs; before a noun phrase they are prepositions.
_PREPOSITIONS = frozenset({"onboard", "aboard", "via", "including", "to", "per", "like", "than"})
# These carry a preposition's tag and begin a clause.
_CLAUSAL = frozenset({"that", "if", "because", "while", "whether", "although", "though", "unless", "so", "lest"})
_EITHER = frozenset({"since", "as", "when", "after", "before", "until", "than"})
_POSSESSIVES = frozenset({"my", "your", "his", "her", "its", "our", "their"})
_ABOUT = frozenset({"over", "about", "around", "nearly", "almost", "some", "approximately", "roughly", "under"})
_ABOUT_PHRASES = (("up", "to"), ("at", "least"), ("at", "most"), ("as", "many", "as"), ("as", "much", "as"),
                  ("more", "than"), ("less", "than"), ("fewer", "than"))  # fmt: skip
_BREAKS_PHRASE = frozenset({"last", "next", "earlier", "later"})
_OWNERS = frozenset({"POS", "PRP$", "DT", "JJ"})
_AFTER_VERB = frozenset({"NN", "NNS", "NNP", "NNPS", "DT", "PRP", "PRP$", "CD", "JJ", "$"})
_MOVING_ON = frozenset({"to", "into", "from", "by", "via", "through", "on", "in", "at", "onto"})
BODY_KINDS = frozenset({"body"})


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
        "_children", "_deps", "_heads", "ends", "group_at", "groups", "lower", "phrase_at", "phrases", "quotations",
        "sentences", "starts", "tags", "text", "unit_of", "units", "vocabulary", "words",
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
        self.phrases: list[list[Phrase]] = []
        self.groups: list[list[Group]] = []
        self.phrase_at: list[Phrase | None] = []
        self.group_at: list[Group | None] = []

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
        lower = self.lower[word]
        if lower in _CLAUSAL:
            return False
        if lower == "worth":
            return _values(self.lower, word)
        if (self.before(word), lower) in (("up", "to"), ("more", "than"), ("less", "than"), ("fewer", "than")):
            return False
        if lower in _EITHER:
            following = self.phrase_at[word + 1] if word + 1 < self.unit(word).last else None
            return following is not None and not self._begins_clause(following)
        return self.tags[word] in ("IN", "TO") or lower in _PREPOSITIONS

    def complements(self, phrase: Phrase, *, only: frozenset[str] | None = None) -> Iterator[tuple[str, Phrase]]:
        """The prepositional phrases that follow the phrase without a gap, each with its preposition."""
        at, end = phrase.last, self.unit(phrase.first).last
        while at + 1 < end and self.is_preposition(at) and (only is None or self.lower[at] in only):
            found = self.phrase_at[at + 1]
            if found is None or found.first != at + 1:
                return
            yield self.lower[at], found
            at = found.last
            if at < end and self.lower[at] == "and" and (joined := self.coordinated(found)[-1]) is not found:
                at = joined.last  # "of tanks and missiles | from"

    def extended(self, phrase: Phrase) -> int:
        """The end of the phrase with its of-phrases."""
        last = phrase.last
        for _, inner in self.complements(phrase, only=frozenset({"of"})):
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
            out.append(following)
            at = self.extended(following)
        return tuple(out) if closed else (phrase,)

    def _begins_clause(self, phrase: Phrase) -> bool:
        """Whether the phrase, or one joined to it, is followed by its verb: "since Kim and Putin met"."""
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
        found = self._arc(group.main, ("nsubj", "csubj"))
        if found is not None and (self.is_time(found) or self._is_outdone(found, group)):
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
        out: list[Phrase] = []
        end = self.unit(group.main).last
        at = self._past_about(group.last, end)
        while at < end and self.tags[at] in ("RB", "RP") and self.lower[at] not in _PREPOSITIONS:
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
        for words in _ABOUT_PHRASES:
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
        if not (bare or apposed or self.tags[at + 1] in _MARKS or self.is_preposition(at + 1)):
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
        return self.lower[at] in _MOVING_ON and found is not None and found.first == at + 1

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
        return found if found is not None and found.first == at + 1 else None

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
            if self._ends_clause(at, group):
                break
            found = self.phrase_at[at + 1] if at + 1 < unit.last else None
            if self.is_preposition(at) and found is not None and found.first == at + 1:
                if self.lower[at] != "of":
                    out.append((self._joined(at), found))
                at = found.last
            else:
                phrase = self.phrase_at[at]
                at = phrase.last if phrase is not None and phrase.first == at else at + 1
        return (*out, *self._fronted_obliques(group, unit))

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
        marks = any(self.tags[at] in _MARKS for at in range(phrase.last, group.first))
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
        valued = found.first - 2 >= first and self.lower[found.first - 1] == "worth"
        return self.phrase_at[found.first - 2] if valued else found

    def _is_relative(self, at: int) -> bool:
        if self.tags[at] in ("WDT", "WP"):
            return self.lower[at] != "what"
        return self.lower[at] == "that" and self.phrase_at[at - 1] is not None and self.tags[at] == "IN"

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
        if (
            group.infinitive
            and (noun := self._phrase_before(group.first)) is not None
            and (owner := self._owner_in(noun))
        ):
            return owner
        at = group.first - 1
        while at >= unit.first:
            found = self.group_at[at]
            if found is not None:
                between = self._object_between(found, group)
                return between or self.subject(found)
            at -= 1
        following = next((g for g in self.groups[self.unit_of[group.main]] if g.first > group.main and g.finite), None)
        return self.subject(following) if following is not None else self._phrase_before(group.first)

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
        return self.tags[at] in _MARKS or self.lower[at] in ("while", "although", "because", "if", "whether", ";", ":")

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


def read(
    text: str,
    vocabulary: Words,
    parse: Callable[[Any], Any],
    nlp: Any,
    *,
    bodies: Sequence[tuple[int, int]] | None = None,
) -> Text:
    """The text as units of words, parsed. ``parse`` takes and returns a spaCy Doc; ``nlp`` tokenises.

    ``bodies`` are the stretches that hold sentences; by default the page's body paragraphs.
    """
    out = Text(text, vocabulary)
    plain = even(text)
    if bodies is None:
        found = [(b.start, b.end, b.paragraph) for b in blocks(plain) if b.kind in BODY_KINDS]
    else:
        found = [(start, end, number) for number, (start, end) in enumerate(bodies)]
    out.sentences = tuple(_sentences(plain, found, out))
    doc = _document(plain, out, nlp)
    if len(doc):
        parse(doc)
        _fill(doc, out)
        for unit in out.units:
            _chunk(out, unit)
    return out


def _sentences(plain: str, bodies: Sequence[tuple[int, int, int]], out: Text) -> Iterator[Sentence]:
    found: list[Quotation] = []
    for first, last, paragraph in bodies:
        quoted = tuple(q for q in quotations(plain, first, last) if q.level == 0)
        found += quoted
        for start, end in _glued(plain, sentences(plain, first, last)):
            here = [q for q in quoted if q.start < end and q.end > start]
            alone = [q for q in here if _stands_alone(plain, q, start, end)]
            # a quotation broken by "he said" goes on after it, in whatever case it is written
            alone += [q for q in here if q not in alone and alone and q.start > alone[0].end and not q.scare]
            yield Sentence(start, end, paragraph, tuple(sorted(alone, key=lambda q: q.start)))
    out.quotations = tuple(found)


_YEAR = re.compile(r"(?:19|20)\d\d")
_GLUE = re.compile(r"(?<=[a-z]{3}[.!?])(?=[A-Z][a-z]+ )")


def _glued(plain: str, found: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Sentences that lost the space between them when the page was taken apart."""
    for start, end in found:
        at = start
        for hit in _GLUE.finditer(plain, start, end):
            yield at, hit.start()
            at = hit.start()
        yield at, end


def _stands_alone(plain: str, quotation: Quotation, start: int, end: int) -> bool:
    """Whether a quotation is a sentence of its own: eight words or more, and it begins like one."""
    inner = plain[quotation.inner_start : quotation.inner_end]
    if quotation.start <= start and quotation.end >= end - 1 and inner[:1].isupper():
        return True
    if inner.count(" ") < 7 or not inner[:1].isupper():
        return quotation.start < start
    before = plain[max(start, 0) : quotation.start].rstrip() if quotation.start > start else ""
    return not before or before[-1] in ",:;.-)" or quotation.start < start


def _document(plain: str, out: Text, nlp: Any) -> Any:
    """A spaCy Doc of all units, sentence starts preset, without quotation marks and white space."""
    from spacy.tokens import Doc

    words: list[str] = []
    spaces: list[bool] = []
    begins: list[bool | int | None] = []
    tokens = nlp.tokenizer(plain)
    starts = [token.idx for token in tokens]
    texts = [token.text for token in tokens]
    for number, sentence in enumerate(out.sentences):
        for inside, pieces in _pieces(sentence):
            first = len(words)
            for start, end in pieces:
                for i in range(bisect_left(starts, start), bisect_left(starts, end)):
                    word = texts[i]
                    if word.isspace() or word in _QUOTES:
                        continue
                    begins.append(len(words) == first)
                    words.append(word)
                    spaces.append(starts[i] + len(word) < len(plain) and plain[starts[i] + len(word)].isspace())
                    out.starts.append(starts[i])
                    out.ends.append(starts[i] + len(word))
            if len(words) > first:
                out.unit_of += [len(out.units)] * (len(words) - first)
                out.units.append(Unit(first, len(words), number, inside))
    return Doc(nlp.vocab, words=words, spaces=spaces, sent_starts=begins)


def _pieces(sentence: Sentence) -> Iterator[tuple[Quotation | None, list[tuple[int, int]]]]:
    """The frame's stretches first, then each quotation's."""
    frame: list[tuple[int, int]] = []
    at = sentence.start
    for quotation in sentence.cut:
        if quotation.start > at:
            frame.append((at, quotation.start))
        at = max(at, min(quotation.end, sentence.end))
    if at < sentence.end:
        frame.append((at, sentence.end))
    yield None, frame
    for quotation in sentence.cut:
        start = max(quotation.inner_start, sentence.start)
        end = min(quotation.inner_end, sentence.end)
        yield quotation, [(start, end)]


def _fill(doc: Any, out: Text) -> None:
    out.words = [token.text for token in doc]
    out.lower = [word.lower() for word in out.words]
    out.tags = [token.tag_ for token in doc]
    out._deps = [token.dep_ for token in doc]
    out._heads = [token.head.i for token in doc]
    for child, head in enumerate(out._heads):
        if child != head:
            out._children.setdefault(head, []).append(child)
    out.phrase_at = [None] * len(out.words)
    out.group_at = [None] * len(out.words)
    _mend(out)


def _mend(out: Text) -> None:
    """Tags that the word itself decides: be + a verb of the lexicon in -ing, nouns of transfer."""
    tags, lower, lemma = out.tags, out.lower, out.vocabulary.lemma
    nouns = out.vocabulary.noun_frames
    for i, word in enumerate(lower):
        previous = lower[i - 1] if i else ""
        if (word.endswith("ing") and word in lemma and previous in _BE and tags[i] in NOUN) or (
            word.endswith("ing") and lemma.get(word) in out.vocabulary.frames and _is_gerund(out, i)
        ):
            tags[i] = "VBG"
        elif (tags[i] in ("JJ", "VB", "VBP", "VBZ") and word in nouns and word not in lemma) or (
            tags[i] in VERB and word not in lemma and _is_noun_of_speakers(out.vocabulary, word)
        ):
            tags[i] = "NNS" if word.endswith("s") else "NN"
        elif tags[i] not in VERB and word in out.vocabulary.lists["always_verbs"]:
            tags[i] = "VBP"
        elif word == "neither" and previous in _BE | _HAVE and i + 1 < len(tags) and tags[i + 1] in VERB:
            tags[i] = "RB"
        elif tags[i] == "PRP$" and word not in _POSSESSIVES:
            tags[i] = "NNP"
        elif tags[i] == "JJ" and word in out.vocabulary.classes and not _is_followed_by_noun(tags, i):
            tags[i] = "NN"
        elif word == "fall" and lower[i + 1 : i + 2] == ["under"]:
            tags[i] = "VBP"
        elif tags[i] in ("VBZ", "VBP") and i and tags[i - 1] in ("JJ", "POS", "PRP$", "DT"):
            tags[i] = "NNS" if word.endswith("s") else "NN"
        elif tags[i] in NOUN and tags[i] != "NNP" and word in out.vocabulary.cues and previous == "to":
            tags[i] = "VB"
        elif (
            tags[i] == "VBZ"
            and i > 1
            and tags[i - 1] == "NN"
            and tags[i - 2] in ("VB", "VBG")
            and previous not in lemma
        ):
            tags[i] = "NNS"  # "to ship water pumps"
        elif tags[i] == "NNS" and _is_verb_after_name(out, i):
            tags[i] = "VBZ"
        else:
            tags[i] = _mended(out, i)


def _mended(out: Text, i: int) -> str:
    """The tag that word order decides: verbs of the lexicon taken for nouns or adjectives, and the other way round."""
    tags, words, lower = out.tags, out.vocabulary, out.lower
    word, tag, previous = lower[i], tags[i], lower[i - 1] if i else ""
    following = tags[i + 1] if i + 1 < len(tags) else ""
    lemma = words.lemma.get(word, "")
    if word == "according":
        return "IN"
    capital = out.words[i][0].isupper() and i > out.units[out.unit_of[i]].first
    if tag in ("VB", "VBP") and capital and not lemma:
        return "NNP"  # "let Chile buy"
    if tag in NOUN and word in ("is", "are", "was", "were"):
        return "VBZ"
    if tag == "VBZ" and word in words.classes and lower[i + 1 : i + 2] and lower[i + 1] in words.noun_frames:
        return "NNS"  # "US arms shipments"
    if tag == "RBR" and previous in _HAVE | _BE and following in ("VBN", "VBD"):
        return "RB"  # "had earlier sold"
    if tag == "RB" and word in words.classes and following not in ("VBD", "VBZ", "VBP", "JJ", "RB"):
        return "NN"  # "iron ore"
    if tag == "VBG" and word in words.noun_frames and lower[i + 1 : i + 2] == ["of"] and tags[i - 1] in _OWNERS and i:
        return "NN"  # "Iran's smuggling of weapons"
    if tag in NOUN and words.among("never_nouns", word) and following in _AFTER_VERB and i and tags[i - 1] in NOUN:
        return "VBP"  # "Washington and Seoul accuse North Korea"
    if (
        tag in NOUN
        and word == lemma
        and _moves(words, lemma)
        and i
        and tags[i - 1] == "NNS"
        and following in ("IN", "TO")
    ):
        return "VBP"  # "weapons pour into Sudan"
    if tag == "JJ" and previous in _HAVE and lemma in words.lists["norm_verbs"] and word.endswith(("ed", "en")):
        return "VBN"  # "has forbidden North Korea to sell"
    return _mended_form(out, i, lemma, following)


def _mended_form(out: Text, i: int, lemma: str, following: str) -> str:
    """The tag of a form of a transfer verb: a past tense, a present tense or a mere adjective."""
    words, word, tag = out.vocabulary, out.lower[i], out.tags[i]
    previous = out.lower[i - 1] if i else ""
    if tag in ("JJ", "VBN", "NN", "NNP") and _is_past_of_frame(out, i, lemma):
        return "VBD"  # "Mr. Lavrov handed Choe a rifle"
    if tag == "NNS" and _is_only_verb_in_s(out, i, lemma):
        return "VBZ"  # "Sudan's army uses drones"
    if tag in ("JJ", "VBN") and following in _AFTER_VERB and _is_second_past(out, i, lemma):
        return "VBD"  # "built and sold rifles"
    made = lemma not in words.frames and word in words.lists["made_adjectives"] and following in NOUN
    if tag in ("VBD", "VBN") and made and previous not in _BE | _HAVE:
        return "JJ"  # "sold North Korea refined oil"
    return tag


def _is_second_past(out: Text, i: int, lemma: str) -> bool:
    """Whether a past form after "and" goes on from a past tense before it."""
    first = out.units[out.unit_of[i]].first
    if lemma not in out.vocabulary.frames or i - 2 < first or out.lower[i - 1] not in ("and", "then"):
        return False
    if out.tags[i - 2] in ("JJ", "VBN") or out.lower[i] == lemma or out.lower[i].endswith(("ing", "s")):
        return False
    earlier = [at for at in range(first, i) if out.tags[at] in VERB]
    return bool(earlier) and out.tags[earlier[-1]] == "VBD" and out.lower[earlier[-1]] not in _BE | _HAVE


def _is_only_verb_in_s(out: Text, i: int, lemma: str) -> bool:
    """Whether a form in -s stands between a whole subject and a whole object, and no verb before it."""
    tags, words, first = out.tags, out.vocabulary, out.units[out.unit_of[i]].first
    known = lemma in words.frames or lemma in words.lists["using_verbs"]
    if not known or i - 2 < first or i + 1 >= len(tags) or tags[i - 1] != "NN":
        return False
    at = i - 2
    while at > first and tags[at] in ("NN", "JJ"):
        at -= 1
    if tags[at] not in ("DT", "POS", "PRP$"):
        return False
    return tags[i + 1] in ("NNS", "DT", "CD") and not any(tags[at] in VERB for at in range(first, i))


def _moves(words: Words, lemma: str) -> bool:
    return any(frame.frame == "move" for frame in words.frames.get(lemma, ()))


def _is_past_of_frame(out: Text, i: int, lemma: str) -> bool:
    """Whether a past form of a transfer stands between a name and its object, where no verb has come before."""
    tags, lower = out.tags, out.lower
    first = out.units[out.unit_of[i]].first
    if lemma not in out.vocabulary.frames or lower[i] == lemma or lower[i].endswith("ing") or i <= first:
        return False
    if i + 1 >= len(tags) or tags[i + 1] not in _AFTER_VERB or lower[i].endswith("s"):
        return False
    unit = out.units[out.unit_of[i]]
    if tags[i - 1] in NOUN and tags[i] == "NN" and not any(tag in FINITE for tag in tags[unit.first : unit.last]):
        return True  # "a cargo plane flew rifles": the unit has no other verb
    named = out.words[i - 1][0].isupper() and (tags[i - 1] in ("NNP", "NNPS") or i - first > 1)
    if not named or lower[i - 1].endswith(("an", "ese", "ish")) or any(tags[at] in FINITE for at in range(first, i)):
        return False
    return out.words[i].islower()


def _is_gerund(out: Text, i: int) -> bool:
    """ "accused of supplying weapons": read as a noun by the tagger, a verb by what stands around it."""
    if out.tags[i] not in ("NN", "JJ") or i == 0 or i + 1 >= len(out.tags) or out.tags[i - 1] != "IN":
        return False
    return out.tags[i + 1] in NOUN | _DETERMINER | {"JJ", "CD"} and out.lower[i - 1] != "to"


def _is_followed_by_noun(tags: Sequence[str], i: int) -> bool:
    return i + 1 < len(tags) and (tags[i + 1] in NOUN or tags[i + 1] in _ADJECTIVE or tags[i + 1] in ("HYPH", "CC"))


def _is_verb_after_name(out: Text, i: int) -> bool:
    """ "the North transfers weapons to": a name, a verb of transfer in -s, and a noun without article."""
    lower, tags = out.lower, out.tags
    lemma = out.vocabulary.lemma.get(lower[i])
    proper = i > 0 and (tags[i - 1] in ("NNP", "NNPS") or (out.words[i - 1][0].isupper() and tags[i - 1] == "JJ"))
    named = proper and i + 1 < len(tags)
    if named and lemma in out.vocabulary.cues and (lower[i + 1] == "that" or tags[i + 1] in ("DT", "PRP", "PRP$")):
        return True
    labour = lemma is not None and out.vocabulary.among("labour_verbs", lemma)
    if i == 0 or tags[i - 1] not in ("NNP", "NNPS") or i + 2 >= len(lower):
        return False
    if labour and any(out.vocabulary.among("labour_items", word) for word in lower[i + 1 : i + 6]):
        return True
    if lemma not in out.vocabulary.frames:
        return False
    return tags[i + 1] in ("NN", "NNS", "JJ") and any(word in ("to", "from", "into") for word in lower[i + 2 : i + 6])


def _is_noun_of_speakers(vocabulary: Words, word: str) -> bool:
    return any(vocabulary.among(name, word) for name in ("roles", "organisations", "documents"))


def _chunk(out: Text, unit: Unit) -> None:
    """Noun phrases and verb groups of a unit, left to right."""
    phrases: list[Phrase] = []
    groups: list[Group] = []
    at = unit.first
    while at < unit.last:
        phrase = None if _is_main_verb(out, at, unit, groups) else _phrase(out, at, unit)
        if phrase is not None:
            phrases.append(phrase)
            for i in range(phrase.first, phrase.last):
                out.phrase_at[i] = phrase
            at = phrase.last
            continue
        group = _group(out, at, unit)
        if group is not None:
            group = _joined(out, group, groups)
            groups.append(group)
            for i in range(group.first, group.last):
                out.group_at[i] = group
            at = group.last
            continue
        at += 1
    out.phrases.append(phrases)
    out.groups.append(groups)


def _is_main_verb(out: Text, at: int, unit: Unit, groups: list[Group]) -> bool:
    """Of "a tanker, the Ara, transferred oil": a participle after a comma where no verb came before."""
    told = any(g.finite and g.lemma not in out.vocabulary.cues for g in groups)
    if out.tags[at] != "VBN" or at == unit.first or out.lower[at - 1] != "," or told:
        return False
    begun = out.phrase_at[unit.first] is not None or out.lower[unit.first] == "according"
    return out.vocabulary.lemma.get(out.lower[at]) in out.vocabulary.frames and begun


def _joined(out: Text, group: Group, groups: list[Group]) -> Group:
    """Of "has been boarded and seized": a participle after "and" shares the auxiliaries of the verb before."""
    if groups and out.tags[group.main] == "VB" and group.finite and group.modal is None and group.first:
        before = groups[-1]
        if (before.modal or before.infinitive) and out.lower[group.first - 1] in ("and", "or", ","):
            return replace(
                group, modal=before.modal, infinitive=before.infinitive, finite=before.finite, negated=before.negated
            )
    if not groups or out.tags[group.main] not in ("VBN", "VBD") or group.first == 0 or group.last - group.first > 1:
        return group
    passed = (
        groups[-1].passive and group.lemma in out.vocabulary.frames and out.lower[group.last : group.last + 1] == ["to"]
    )
    if not group.bare and not passed:
        return group
    before, linked = groups[-1], out.lower[group.first - 1]
    if linked not in ("and", "or", "nor", "but") or not before.finite or before.last - before.first < 2:
        return group
    if out.tags[before.main] != "VBN":
        return group
    return replace(group, bare=False, finite=True, passive=before.passive, perfect=before.perfect, modal=before.modal,
                   negated=before.negated or linked == "nor")  # fmt: skip


def _phrase(out: Text, first: int, unit: Unit) -> Phrase | None:
    tags, lower, last = out.tags, out.lower, unit.last
    tag = tags[first]
    if tag in ("PRP", "EX"):
        return Phrase(first, first + 1, first)
    if not _begins_phrase(tags, lower, first, unit):
        return None
    at, head = first, -1
    while at < last:
        tag, word = tags[at], lower[at]
        if head >= first and (_is_new_phrase(out, first, head, at) or _values(lower, at)):
            break
        if head >= 0 and (
            word in _BREAKS_PHRASE or tag in _DETERMINER or (tag == "JJR" and word in ("more", "less", "fewer"))
        ):
            break
        if tag in NOUN or tag == "CD":
            if (
                head >= 0
                and tag != "CD"
                and lower[first] in _BREAKS_PHRASE | {"this"}
                and lower[head] in out.vocabulary.lists["time_nouns"]
            ):
                break
            head = at
        elif tag == "POS":
            head = -1 if at + 1 < last and _continues(tags, at + 1, last) else head
            if head >= 0:
                break
        elif tag in ("HYPH", "SYM") or word in ("-", "/"):
            if at == first or at + 1 >= last:
                break
            joined = out.ends[at - 1] == out.starts[at] and out.ends[at] == out.starts[at + 1]
            if not joined and (tags[at + 1] in ("IN", "CC", "DT") or tags[at + 1] in FINITE):
                break
            at += 1
            if tags[at - 2] in ("NNP", "NNPS") and word == "-":
                head, tags[at] = (
                    at,
                    "NNP" if lower[at] not in out.vocabulary.lists["hyphen_participles"] else tags[at],
                )
                head = at if tags[at] in NOUN else -1
                at += 1
                continue
            head = at if tags[at] in NOUN or tags[at] == "CD" else head
        elif tag in ("VBN", "VBG", "RB") and at > first:
            numbered = lower[first - 1 : first] == ["no."] if first else False
            counted = numbered or (tags[at - 1] == "CD" and any(tags[i] in NOUN for i in range(first, at)))
            if counted or not (
                at + 1 < last and tags[at + 1] in NOUN | _ADJECTIVE | {"HYPH", "CD", "VBN"} and _modifies(tags, at)
            ):
                break
        elif (
            word in ("than", "to")
            and lower[at - 1] in ("more", "less", "fewer", "up")
            and (tags[at + 1 : at + 2] in (["CD"], ["$"]) or _is_a_number(out, at + 1))
        ) or (word == "&" and at + 1 < last and tags[at + 1] in NOUN):
            pass
        elif tag in _ADJECTIVE and head >= 0 and tags[head] == "NNP" and out.words[at][0].isupper() and at == head + 1:
            head = at  # "the Wise Honest"
        elif tag not in _ADJECTIVE and tag not in _DETERMINER and at != first:
            break
        at += 1
    if head < 0:
        return Phrase(first, at, at - 1) if tags[first] in _DETERMINER and at > first and tags[at - 1] != "RB" else None
    return Phrase(first, head + 1, head)


def _values(lower: Sequence[str], at: int) -> bool:
    """Of "goods worth $3 million" the word "worth", and not of "$3 million worth of goods"."""
    return lower[at] == "worth" and lower[at + 1 : at + 2] != ["of"]


def _is_a_number(out: Text, at: int) -> bool:
    """ "(more than) a dozen"."""
    return out.lower[at : at + 1] == ["a"] and out.tags[at + 1 : at + 2] == ["CD"]


def _is_new_phrase(out: Text, first: int, head: int, at: int) -> bool:
    """Whether a second phrase begins: "in 2021 | France", "the army | two tanks", "Nampo | months later"."""
    tags, lower, times = out.tags, out.lower, out.vocabulary.lists["time_nouns"]
    dated = tags[at - 1] == "CD" and any(lower[i] in times for i in range(first, at))
    if dated and tags[at] in ("NNP", "NNPS", "JJ") and lower[at] not in times:
        return True
    if tags[at - 1] == "NNP" and tags[at] == "NNS" and lower[at] in times:
        return True
    counted = tags[at] == "CD" and at == head + 1 and tags[at - 1] in ("NN", "NNS", "NNPS")
    if counted and tags[at - 1] == "NNPS" and lower[first] == "the":
        return True
    return counted and (lower[at].isalpha() or _is_noun_of_speakers(out.vocabulary, lower[head]))


def _begins_phrase(tags: Sequence[str], lower: Sequence[str], at: int, unit: Unit) -> bool:
    tag = tags[at]
    if _values(lower, at):
        return False
    if tag in NOUN or tag in _DETERMINER or tag in _ADJECTIVE or tag == "CD":
        return True
    if at + 1 >= unit.last:
        return False
    if lower[at] in _ABOUT and tags[at + 1] in ("CD", "$"):
        return True
    if tag == "VBN":
        helped = at > unit.first and (lower[at - 1] in _BE | _HAVE | _GET or tags[at - 1] in ("RB", "MD"))
        after_noun = at > unit.first and tags[at - 1] in NOUN | {"CD", "PRP"}
        return not helped and not after_noun and tags[at + 1] in NOUN | _ADJECTIVE
    return tag == "RB" and tags[at + 1] in ("CD", "$") and lower[at] not in _NOT


def _continues(tags: Sequence[str], at: int, last: int) -> bool:
    while at < last and tags[at] in _ADJECTIVE | {"RB", "VBN", "VBG", "HYPH", "CD"}:
        at += 1
    return at < last and tags[at] in NOUN


def _modifies(tags: Sequence[str], at: int) -> bool:
    return tags[at - 1] in _DETERMINER | _ADJECTIVE | {"POS", "CD", "HYPH", "RB"}


def _group(out: Text, first: int, unit: Unit) -> Group | None:
    tags, lower, last = out.tags, out.lower, unit.last
    infinitive = tags[first] == "TO" and first + 1 < last and _verb_after(tags, first + 1, last)
    if tags[first] not in VERB and not infinitive:
        return None
    at = first + 1 if infinitive else first
    main, seen, negated = -1, list[int](), False
    while at < last:
        if tags[at] in VERB:
            if main >= 0 and not _helps(lower[main], tags[main]):
                break
            main = at
            seen.append(at)
        elif (
            tags[at] == "RB"
            and (_verb_after(tags, at, last) or lower[at] in _NOT)
            and (main < 0 or _helps(lower[main], tags[main]))
        ):
            negated = negated or lower[at] in _NOT
        elif main >= 0 and lower[at] == "no" and lower[at + 1 : at + 2] == ["longer"]:
            negated, at = True, at + 1
        else:
            break
        at += 1
    while at > main + 1:
        at -= 1 if lower[at - 1] not in _NOT else 0
        if lower[at - 1] in _NOT:
            break
    if main < 0:
        return None
    return _describe(out, first, max(at, main + 1), main, seen, infinitive=infinitive, negated=negated)


def _describe(
    out: Text, first: int, last: int, main: int, seen: list[int], *, infinitive: bool, negated: bool
) -> Group:
    tags, lower = out.tags, out.lower
    helpers = [lower[i] for i in seen[:-1]]
    participle = tags[main] in ("VBN", "VBD")
    passive = participle and any(word in _BE or word in _GET for word in helpers)
    gerund = bool(helpers) and tags[seen[0]] == "VBG"
    bare = gerund or (not helpers and not infinitive and tags[main] in ("VBN", "VBG"))
    finite = not infinitive and not bare and (bool(helpers) or tags[main] in FINITE or tags[main] == "VB")
    if not helpers and not infinitive and tags[main] in ("VBN", "VBD") and _is_reduced(out, main):
        bare, finite, passive = True, False, True
    elif bare and not gerund and tags[main] == "VBN":
        passive = not _is_past(out, main)
        bare, finite = passive, not passive
    before = lower[first - 1] if first else ""
    return Group(
        first=first,
        last=last,
        main=main,
        lemma=out.vocabulary.lemma.get(lower[main], lower[main]),
        finite=finite,
        infinitive=infinitive,
        bare=bare,
        passive=passive,
        negated=negated or before in _NOT,
        progressive=tags[main] == "VBG" and any(word in _BE for word in helpers),
        perfect=any(word in _HAVE for word in helpers),
        modal=next((lower[i] for i in seen if tags[i] == "MD"), None),
    )


def _is_reduced(out: Text, main: int) -> bool:
    """ "vehicles believed to be", "missiles supplied by": a participle, whatever its tag."""
    unit_first = out.units[out.unit_of[main]].first
    apart = out.lower[main - 1 : main + 3] == [",", "said", "to", "be"]
    if main <= unit_first or (out.phrase_at[main - 1] is None and not apart) or out.tags[main - 1] == "PRP":
        return False
    following = out.lower[main + 1 : main + 2]
    word = out.lower[main]
    if _moves(out.vocabulary, out.vocabulary.lemma.get(word, "")):
        return False
    if following == ["by"] or _has_verb_after(out, main):
        return True
    said = word == "said" and out.lower[main + 1 : main + 3] == ["to", "be"]
    return said or (following == ["to"] and out.vocabulary.hedges.get(word) in ("believed", "alleged"))


def _has_verb_after(out: Text, main: int) -> bool:
    """Of "cars exported to Iran were dear": the clause has another verb, so that this one is a participle."""
    lemma, last = out.vocabulary.lemma.get(out.lower[main], ""), out.units[out.unit_of[main]].last
    if lemma not in out.vocabulary.frames or main + 1 >= last or out.tags[main + 1] not in ("IN", "TO"):
        return False
    first, subject = out.units[out.unit_of[main]].first, out.phrase_at[main - 1]
    if any(out.tags[at] in FINITE for at in range(first, main)):
        return False
    if subject is not None and subject.first > first and out.lower[subject.first - 1] in ("that", "which", "whom"):
        return False
    for at in range(main + 1, last):
        if out.tags[at] in ("CC", ",", ":", *_MARKS) or out.lower[at] in _CLAUSAL or out.lower[at] in _EITHER:
            return False
        if out.tags[at] in FINITE:
            return True
    return False


def _is_past(out: Text, main: int) -> bool:
    """Whether a participle without auxiliary is rather a past tense: "the spokesman told a briefing"."""
    unit = out.units[out.unit_of[main]]
    at = main - 1
    while at > unit.first and (out.tags[at] == "RB" or (out.lower[at] == "," and at == main - 1)):
        at -= 1
    if at < unit.first or out.phrase_at[at] is None or not out.words[main].endswith(("ed", "d", "t", "e", "n", "w")):
        return False
    lemma = out.vocabulary.lemma.get(out.lower[main], "")
    following = out.lower[main + 1] if main + 1 < unit.last else ""
    if following in ("neither", "no", "nothing") or _is_only_verb(out, main, unit) or _in_object_relative(out, at):
        return True
    if f"{lemma} {following}" in out.vocabulary.lists["with_particle"] and main + 2 < unit.last:
        return out.tags[main + 2] in _AFTER_VERB
    if following == "by" or (
        out.vocabulary.hedges.get(out.lower[main]) in ("believed", "alleged") and following == "to"
    ):
        return False
    frames = out.vocabulary.frames.get(lemma, ())
    if any(frame.frame == "move" for frame in frames):
        return True
    if main + 1 < unit.last and out.tags[main + 1] in _DETERMINER | NOUN | {"PRP", "CD", "JJ", "JJR", "$"}:
        return True
    return (not frames and lemma in out.vocabulary.cues and out.tags[main + 1 : main + 2] != ["IN"]) or following in (
        "on",
        "that",
    )


def _in_object_relative(out: Text, at: int) -> bool:
    """Of "rifles that a company sent to": the phrase that ends at ``at`` has its own verb after "that"."""
    phrase = out.phrase_at[at]
    before = phrase.first - 1 if phrase is not None else -1
    if before < 1 or out.lower[before] not in ("that", "which", "whom"):
        return False
    return out.phrase_at[before - 1] is not None or out.lower[before - 1] == ","


def _is_only_verb(out: Text, main: int, unit: Unit) -> bool:
    """Of "Syria, the panel found out, received from": a participle after a comma where the unit has no other verb."""
    apart = main > unit.first and out.lower[main - 1] == ","
    return apart and not any(out.tags[at] in FINITE for at in range(unit.first, unit.last) if at != main)


def _helps(word: str, tag: str) -> bool:
    return tag == "MD" or word in _BE or word in _HAVE or word in _DO or word in _GET


def _verb_after(tags: Sequence[str], at: int, last: int) -> bool:
    while at < last and tags[at] == "RB":
        at += 1
    return at < last and tags[at] in VERB
