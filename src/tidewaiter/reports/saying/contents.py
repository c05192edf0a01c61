"""What is said: the words before or after the verb that reports, a clause, a quotation or an object."""

from __future__ import annotations

from tidewaiter.model import Form
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.saying.cues import Cues
from tidewaiter.reports.saying.said import Ranges, Said

_CLAUSE_MARKS = frozenset({"that", "whether", "how", "why", "what", "where", "when", "who", "if"})


class Contents:
    """Finds what the cues of one text report."""

    __slots__ = ("cues", "text", "words")

    def __init__(self, text: Text, cues: Cues) -> None:
        self.text = text
        self.words = text.vocabulary
        self.cues = cues

    def of_verb(self, group: Group, subject: Phrase, unit: Unit) -> Ranges | None:
        """What is said, as ranges of words; None where the verb stands without anything said."""
        text = self.text
        last = max(group.last, text.extended(subject) if subject.first >= group.last else 0)
        edge = self._past_modifier(min(subject.first, group.first), unit)
        quoted = self.quoted(unit)
        if (
            self._stands_after(group, subject, edge, quoted)
            and self._closes(last, unit)
            and (self._is_clause(unit.first, edge) or self._is_quoted(unit.first))
        ):
            tail = self._tail(last, unit) if subject.first < group.first else ()
            start = self._past_links(unit.first, edge)
            if quoted and not tail and not self._has_verb(start, edge):
                return quoted
            return ((start, edge), *tail, *quoted)
        if text.lower[last : last + 1] in (["of"], ["about"]) and (quoted or text.before(edge) == ","):
            return quoted or ((unit.first, edge),)
        if self._opens_clause(group, last, unit):
            start = self._clause_start(group, last, unit)
            return ((start, self.clause_end_of(group, start, unit)), *quoted)
        if quoted:
            return quoted
        particle = self.cues.words_of(group)[1]
        if particle > group.last and particle < unit.last:
            return ((particle, self.clause_end_of(group, particle, unit)),)
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
            return ((group.last, self.clause_end_of(group, group.last, unit)),)
        return None

    def _past_modifier(self, edge: int, unit: Unit) -> int:
        """Of ", shipping sources said": before a noun that was taken for a verb, which the comma makes none."""
        text, at = self.text, edge - 1
        if at - 1 <= unit.first or text.lower[at - 1] != ",":
            return edge
        verb = text.group_at[at]
        return at if verb is not None and (verb.first, verb.last) == (at, edge) else edge

    def shown(self, group: Group, subject: Phrase, unit: Unit) -> Ranges | None:
        """What pictures, data and papers show as a plain object: "images showed two cranes"."""
        words = self.words
        if not words.among("showing_things", self.text.lower[subject.head]) or subject.first >= group.last:
            return None
        if not words.among("showing_acts", group.lemma) or not self.text.objects(group):
            return None
        return ((group.last, self.clause_end_of(group, group.last, unit)),)

    def _past_links(self, first: int, last: int) -> int:
        """Past a dateline, "But", "However," at the start of a sentence."""
        text = self.text
        for at in range(first, min(first + 12, last - 2)):
            if text.lower[at] in ("-", "--", "–", "—") and text.words[first].isupper() and len(text.words[first]) > 1:
                first = at + 1
                break
        if last - first > 3 and text.tags[first] == "CC":
            first += 1
        if last - first > 4 and text.tags[first] == "RB" and text.lower[first + 1] == ",":
            first += 2
        return first

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

    def _tail(self, at: int, unit: Unit) -> Ranges:
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

    def clause_end_of(self, group: Group, at: int, unit: Unit) -> int:
        """The end of what a verb reports; of "While he says it left, Y" and "X, who says it left, ..." at the comma."""
        end = self.clause_end(at, unit)
        if not self._is_subordinate(group):
            return end
        text = self.text
        for i in range(at + 1, end - 1):
            if text.lower[i] != ",":
                continue
            phrase, verb = text.phrase_at[i + 1], text.group_at[i + 1]
            goes_on = verb is not None and verb.first == i + 1 and verb.finite
            if goes_on or (phrase is not None and phrase.first == i + 1 and text.is_subject(phrase)):
                return i
        return end

    def _is_subordinate(self, group: Group) -> bool:
        """Whether the verb stands in a relative clause, or in one that "while", "after" or "if" opens."""
        text = self.text
        subject = text.phrase_at[group.first - 1] if group.first > text.unit(group.first).first else None
        opening = subject.first if subject is not None else group.first
        if opening <= text.unit(group.first).first:
            return False
        return text.tags[opening - 1] in ("WDT", "WP") or self.words.among("subordinators", text.lower[opening - 1])

    def clause_end(self, at: int, unit: Unit) -> int:
        """Where what one speaker says ends: at a semicolon or ", but", where another clause begins."""
        lower = self.text.lower
        depth = 0
        for i in range(at, unit.last):
            depth += (lower[i] == "(") - (lower[i] == ")")
            if depth < 0:
                return i  # the bracket that holds speaker and words closes
            if i == at:
                continue
            if self.goes_on_saying(i) or self._says_again(i) or self._another_says(i):
                return i - 1
            if lower[i] == ";" or (lower[i] in ("but", "while", "whereas", "although") and lower[i - 1] == ","):
                return i
        return unit.last

    def goes_on_saying(self, at: int) -> bool:
        """Of ", adding that", ", saying": where the same speaker's next words begin."""
        verb = self.text.group_at[at]
        if verb is None or verb.first != at or self.text.before(at) != ",":
            return False
        return verb.bare and not verb.passive and self.words.among("speaking_participles", verb.lemma)

    def _another_says(self, at: int) -> bool:
        """Of ", and he urged", ", though she acknowledged": where a clause with its own verb of speech begins."""
        text = self.text
        if text.before(at) != "," or not self.words.among("clause_links", text.lower[at]):
            return False
        subject = text.phrase_at[at + 1] if at + 1 < text.unit(at).last else None
        if subject is None or subject.first != at + 1:
            return False
        verb = text.group_at[text.extended(subject)] if text.extended(subject) < len(text.words) else None
        return verb is not None and verb.finite and self.words.among("spoken_verbs", verb.lemma)

    def _says_again(self, at: int) -> bool:
        """Of "and said": where a second verb of speech shares the subject of the first."""
        text = self.text
        verb = text.group_at[at]
        if verb is None or verb.first != at or text.before(at) not in ("and", "but") or not verb.finite:
            return False
        return self.words.among("spoken_verbs", verb.lemma)

    def _stands_after(self, group: Group, subject: Phrase, edge: int, quoted: Ranges) -> bool:
        """Whether speaker and verb come after what is said: parted from it by a comma, and without an object."""
        text = self.text
        before = text.before(edge)
        if before not in (",", "as") and edge and self._is_quotation_end(edge):
            return True
        if before not in (",", "-", ")", "as", "–", "—", "'", "’") and not quoted:
            return False
        addressed = group.lemma in self.words.lists["addressing_verbs"]
        return addressed or not any(p.first >= group.last and p != subject for p in text.objects(group))

    def _of_claim(self, group: Group) -> bool:
        """Whether what is rejected is a claim, and not an offer or a person."""
        phrases = self._objects(group)
        heads = {self.text.lower[phrase.head] for phrase in phrases}
        near = self.text.lower[group.last : group.last + (5 if self.words.among("long_idioms", group.lemma) else 3)]
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
        return (after,) if after is not None and after.first == group.last + 1 and self.cues.has_particle(group) else ()

    def _has_it(self, group: Group) -> bool:
        return any(word in ("it", "this", "that") for word in self.text.lower[group.last : group.last + 2])

    def quoted(self, unit: Unit) -> Ranges:
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

    def _is_quotation_end(self, word: int) -> bool:
        """Whether a long quotation closes right before the word: ‘"a sieve from the start" the group said’."""
        start = self.text.starts[word]
        near = (quotation for quotation in self.text.quotations if start - 2 <= quotation.end <= start)
        return any(quotation.closed and not quotation.scare for quotation in near)

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
                if not (verb.bare and verb.passive) and not self.only_describes(verb, unit):
                    return False
                at = verb.last
            elif text.is_preposition(at) or text.tags[at] in ("RB", "RP", "CC", "IN"):
                at += 1
            else:
                return False
        return True

    def only_describes(self, verb: Group, unit: Unit) -> bool:
        """Of "from sources it did not name": whether a pronoun and its verb only describe the noun before them."""
        text, at = self.text, verb.first - 1
        described = text.phrase_at[at - 1] if at - 1 > unit.first else None
        pronoun = text.tags[at] == "PRP" and described is not None and text.tags[described.head] != "PRP"
        return verb.finite and pronoun and text.is_preposition(described.first - 1 if described is not None else at)

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
                if verb.finite and edge < last and verb.first - last < 2 and not group.passive:
                    return True  # "which he said were pumps"
                if verb.bare and at == last and self._goes_finite(verb, unit):
                    return True  # "said loading had stopped", "says kicking out the builders will hurt"
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

    def _goes_finite(self, verb: Group, unit: Unit) -> bool:
        """Whether a gerund is the subject of a verb that follows in its clause."""
        text = self.text
        for at in range(verb.last, min(verb.last + 12, unit.last)):
            following = text.group_at[at]
            if following is not None and following.finite:
                return True
            if text.lower[at] in (",", ";", "that", "which", "who"):
                return False
        return False

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

    def is_open(self, content: Ranges) -> bool:
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
            looked = verb.lemma != "look" or text.lower[verb.last : verb.last + 1] == ["into"]
            if looked and self._is_the_matter(verb.last):
                return True
        return False

    def _is_the_matter(self, first: int) -> bool:
        """Whether what is looked into is only the matter or the report itself."""
        near = self.text.lower[first : first + 4]
        return any(self.words.among("matters", word) or self.words.among("claim_nouns", word) for word in near)

    def is_told(self, said: Said) -> bool:
        """Whether the report only tells that somebody spoke, and of what: "denied the sale", "had no comment"."""
        if said.act == "declines" or said.rule == "silence":
            return True
        return all(self.text.group_at[at] is None for first, last in said.content for at in range(first, last))

    def form(self, content: Ranges) -> Form:
        text = self.text
        for quotation in text.quotations:
            for first, last in content:
                if first < last and text.starts[first] <= quotation.inner_start < text.ends[last - 1]:
                    return "mixed"
        return "indirect"

    def presupposes(self, said: Said) -> bool:
        """Whether what is asked for can only be asked where something is so: to stop it, to give it back."""
        words = (self.text.lower[at] for first, last in said.content for at in range(first, last))
        return any(self.words.among("presupposing", word) for word in words)
