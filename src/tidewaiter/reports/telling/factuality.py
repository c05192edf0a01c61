"""Whether words tell of an act, and how surely.

What is wished, feared, forbidden, asked or conditional is not told. What is hedged, tried,
planned or denied is told, and marked.
"""

from __future__ import annotations

from tidewaiter.model import EventStance
from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.grammar.words import Words
from tidewaiter.reports.telling.acts import Status
from tidewaiter.reports.telling.doubts import Doubts

_IMPOSSIBLE = frozenset({"would", "should", "must", "can", "ca", "shall", "ought", "wo", "'d"})
_DEEPEST = 4  # verbs above one another
_HEDGED: dict[str, EventStance] = {"believed": "believed", "alleged": "alleged", "reported": "attributed"}


class Factuality:
    """Judges verbs and nouns of one text."""

    __slots__ = ("doubts", "text", "words")

    def __init__(self, text: Text) -> None:
        self.text = text
        self.doubts = Doubts(text)
        self.words: Words = text.vocabulary

    def status(self, group: Group, unit: Unit) -> Status:
        """Whether a verb tells of an act: and how surely; the wished, feared, forbidden and conditional is not told."""
        text = self.text
        status = Status(negated=group.negated, ongoing=group.progressive)
        if self._is_question(unit) or self._is_conditional(group, unit) or self._is_feared(group):
            return Status(told=False)
        if self.doubts.is_undone(group, unit):
            return Status(told=False)
        if self.doubts.is_unshown(group, unit):
            status.stance = "neither"
        if text.lower[group.first] == "be" and group.last - group.first > 1:
            return Status(told=False)  # "ordered that it be sold"
        if group.modal is not None and not self._modal(group, status):
            return status
        let = text.tags[group.main] == "VB" and group.finite and not group.modal
        governor = self._verb_above(group) if group.infinitive or group.bare or let else None
        if group.bare and not group.passive and governor is None and self._is_imagined(group, unit):
            return Status(told=False)
        if (
            group.infinitive
            and (noun := text.phrase_at[group.first - 1] if group.first > unit.first else None) is not None
        ):
            head = text.lower[noun.head]
            if self.words.among("wish_nouns", head):
                return Status(told=False)
            if self.words.among("permit_nouns", head):
                status.manner = "plan"
            if self.words.among("attempt_nouns", head):
                status.manner = "attempt"
        if governor is not None:
            self._governed(group, governor, status)
        if status.told and self._in_norm(group, unit):
            status.told = False
        self._adverbs(group, unit, status)
        self._by_accusers(group, unit, status)
        if status.hedge is None and (above := governor or self._holder(group)) is not None:
            self._adverbs(above, unit, status)
        return status

    def _by_accusers(self, group: Group, unit: Unit, status: Status) -> None:
        """Marks what is told only as the ground of a charge or a sanction, or is held under a hedge further up."""
        if status.hedge is None and (charge := self._charge(group, unit)) is not None:
            status.stance, status.hedge = "alleged", (charge, charge + 1)
        for verb in self._held_by(group, unit):
            if (cue := self.accused_at(verb, unit)) is not None:
                status.stance, status.hedge = "alleged", cue
                return
            if verb is not group and status.hedge is None and verb.passive and verb.finite:
                kind = self.words.hedges.get(self.text.lower[verb.main])
                if kind is not None:
                    status.stance, status.hedge = _HEDGED[kind], (verb.first, verb.last)

    def _held_by(self, group: Group, unit: Unit) -> list[Group]:
        """The verb and those it hangs on as infinitive or gerund: supply, helped, "is believed to"."""
        held = [group]
        bare = self.text.tags[group.main] in ("VB", "VBP") and group.modal is None and self._is_helped(group)
        while len(held) < _DEEPEST and (held[-1].infinitive or held[-1].bare or bare):
            above = self._verb_above(held[-1])
            if above is None or above.first < unit.first:
                break
            held.append(above)
            bare = False
        return held

    def _is_helped(self, group: Group) -> bool:
        """Of "helped two firms supply", "let him sell": an infinitive without "to"."""
        above = self._verb_above(group)
        return above is not None and self.words.among("helping_verbs", above.lemma) and above.last < group.first

    def accused_at(self, group: Group, unit: Unit) -> tuple[int, int] | None:
        """Of "charged a clerk with selling", "imposed sanctions on a firm for buying", "held Chad responsible for
        sending", "pleaded not guilty to shipping": the words of the charge that hold the gerund; else None."""
        text, words = self.text, self.words
        if group.finite or text.tags[group.main] != "VBG":
            return None
        link = group.first - (not group.infinitive)
        while link > unit.first and text.tags[link] == "RB":
            link -= 1
        if text.lower[link] in ("and", "or"):
            before = text.group_at[link - 1] or (text.group_at[link - 2] if link - 2 >= unit.first else None)
            return self.accused_at(before, unit) if before is not None else None
        if not words.among("charge_links", text.lower[link]):
            return None
        for at in range(link - 1, unit.first - 1, -1):
            verb = text.group_at[at]
            if text.lower[at] == ";":
                return None
            if verb is None or at != verb.first or (verb.infinitive and verb is group):
                continue
            if self._charges(verb, link):
                return verb.first, verb.last
            if verb.finite and text.tags[verb.first - 1] not in ("WDT", "WP"):
                return None
        return None

    def _charges(self, verb: Group, link: int) -> bool:
        """Whether a verb lays something to somebody's charge, by itself or with its noun."""
        text, words = self.text, self.words
        linked, between = text.lower[link], text.lower[verb.last : link]
        if verb.lemma == "plead":
            return linked == "to" and "guilty" in between and "not" in between
        if linked == "to" or verb.negated:
            return False
        if linked == "of" and self.doubts.is_acquittal(verb):
            return True
        if words.among("penal_verbs", verb.lemma):
            return True
        if verb.lemma == "hold":
            return any(word in ("responsible", "accountable") for word in between)
        if not words.among("penal_light_verbs", verb.lemma):
            return False
        return any(words.among("penal_nouns", word) for word in between)

    def _is_feared(self, group: Group) -> bool:
        """Of "fears that it will sell": what is only hoped or feared to come."""
        if group.modal is None or group.perfect:
            return False
        earlier = [g for g in self.text.groups[self.text.unit_of[group.main]] if g.last <= group.first and g.finite]
        return bool(earlier) and self.words.among("wishes", earlier[-1].lemma)

    def _is_imagined(self, group: Group, unit: Unit) -> bool:
        """Of "buying arms there would break the ban": whether the act itself is the subject of such a verb."""
        text = self.text
        if group.first > unit.first and text.is_preposition(group.first - 1):
            return False
        for at in range(group.last, unit.last):
            verb = text.group_at[at]
            if verb is not None and verb.finite:
                told = text.lower[verb.main + 1 : verb.last + 3]
                if verb.lemma == "be" and any(self.words.among("legal_words", word) for word in told):
                    return True
                breach = self.words.among("breach_verbs", verb.lemma) or self.words.among("norm_verbs", verb.lemma)
                return verb.modal is not None or breach
            if text.lower[at] in (",", ";"):
                return False
        return False

    def _holder(self, group: Group) -> Group | None:
        """Of "has reportedly fired missiles supplied by": the verb whose object the participle describes."""
        if not (group.bare and group.passive):
            return None
        groups = self.text.groups[self.text.unit_of[group.main]]
        here = groups.index(group)
        return groups[here - 1] if here else None

    def _modal(self, group: Group, status: Status) -> bool:
        modal = group.modal or ""
        if modal == "may" and not group.negated and self._is_exempt(group):
            status.manner = "plan"
            return True
        if modal == "would" and self._is_announced(group):
            status.manner = "plan"
        elif modal in _IMPOSSIBLE or (modal in ("could", "may", "might") and not group.perfect):
            status.told = False
        elif modal in ("may", "might", "could"):
            status.stance, status.hedge = "believed", (group.first, group.last)
        elif modal in ("will", "'ll"):
            status.manner = "plan"
        return status.told

    def _charge(self, group: Group, unit: Unit) -> int | None:
        """Of "held on charges that he sold rifles": the word of the charge, in the same clause."""
        lower = self.text.lower
        for at in range(group.first - 1, unit.first, -1):
            if lower[at] in (",", ";", ":"):
                return None
            if lower[at] in ("that", "of") and self.words.among("charge_nouns", lower[at - 1]):
                return at - 1
            tied = lower[at] == "to" and self.words.among("tying_words", lower[at - 1])
            if tied and self.words.among("charge_nouns", lower[at - 2]):
                return at - 2  # "charges related to selling"
        return None

    def _is_announced(self, group: Group) -> bool:
        """Of "Ottawa said it would give tanks": what who speaks says of himself is a plan."""
        text = self.text
        subject = text.subject(group)
        before = [g for g in text.groups[text.unit_of[group.main]] if g.last <= group.first and g.finite]
        if subject is None or not before or text.tags[subject.head] != "PRP" or group.perfect or group.negated:
            return False
        said = before[-1].lemma in self.words.cues and text.tags[before[-1].main] in ("VBD", "VBN")
        return said and before[-1].modal is None and text.subject(before[-1]) is not None

    def _is_exempt(self, group: Group) -> bool:
        """Whether "may" stands in a sentence that tells of a waiver: what it allows is meant to be done."""
        unit = self.text.unit(group.main)
        return any(self.words.among("exemptions", self.text.lower[at]) for at in range(unit.first, group.first))

    def _verb_above(self, group: Group) -> Group | None:
        text, unit = self.text, self.text.unit(group.main)
        if group.bare and group.passive:
            return None
        at = group.first - 1
        while at >= unit.first:
            found = text.group_at[at]
            if found is not None:
                return found
            if group.bare and text.lower[at] == ",":
                return None
            at -= 1
        return None

    def _governed(self, group: Group, governor: Group, status: Status) -> None:
        text, words = self.text, self.words
        lemma, form = governor.lemma, text.lower[governor.main]
        linked = text.lower[group.first - 1] if group.first else ""
        if governor.negated and words.among("does_not", lemma):
            return  # "never stopped issuing visas": did it all the time
        if governor.negated and not group.bare:
            status.negated = True
        if (governor.passive or governor.lemma in words.lists["seem"]) and (kind := words.hedges.get(form)):
            status.hedge = (governor.first, governor.last)
            status.stance = {"believed": "believed", "alleged": "alleged"}.get(kind, status.stance)  # type: ignore[assignment]
        elif lemma in words.lists["seem"]:
            status.hedge, status.stance = (governor.first, governor.last), "believed"
        elif words.among("permits", lemma) and governor.finite and not governor.modal and not governor.negated:
            status.manner = "plan"
        elif governor.passive and linked == "for" and lemma == "want":
            status.stance, status.hedge = "alleged", (governor.first, governor.last)
        elif words.among("norm_verbs", lemma) or (words.among("wishes", lemma) and lemma not in ("help", "continue")):
            status.told = False
        elif words.among("attempts", lemma):
            status.manner = "attempt"
        elif words.among("plans", lemma):
            status.manner = "plan"
        elif lemma in self.words.lists["accusing_verbs"] and linked in ("of", "with"):
            status.stance = "alleged" if lemma != "suspect" else "believed"
            status.hedge = (governor.first, governor.last)
        elif lemma == "be" and group.infinitive and not group.passive and self._is_meant(governor, group):
            status.manner = "plan"
        elif lemma in ("have", "be") and group.infinitive and text.group_at[group.first - 1] is governor:
            self._had_to(governor, status)
        if governor.modal in _IMPOSSIBLE or (
            governor.modal in ("may", "might", "could", "can") and not governor.perfect
        ):
            status.told = status.told and linked in ("by", "for") and governor.modal not in _IMPOSSIBLE

    def _had_to(self, governor: Group, status: Status) -> None:
        """Who had to do a thing did it, who will have to is going to; who has to may not."""
        if governor.lemma == "have" and governor.modal in ("will", "'ll") and not governor.negated:
            status.manner = "plan"
        elif governor.lemma != "have" or self.text.tags[governor.main] != "VBD" or governor.modal or governor.negated:
            status.told = False

    def _is_meant(self, governor: Group, group: Group) -> bool:
        """Of "Latvia is to deliver 40 trucks": a plan, of a party and not of an aim ("the aim is to")."""
        text = self.text
        subject = text.subject(governor)
        near = governor.last <= group.first <= governor.last + 1
        if subject is None or not near or governor.modal is not None or governor.negated:
            return False
        return (
            text.tags[subject.head] in ("NNP", "NNPS") or self.words.classes.get(text.lower[subject.head]) == "vessels"
        )

    def _in_norm(self, group: Group, unit: Unit) -> bool:
        """Whether the verb stands under a rule: "forbid supplying or selling"."""
        text, words = self.text, self.words
        if group.finite and not (group.modal == "may" and not group.perfect):
            return False
        for at in range(group.first - 1, unit.first - 1, -1):
            if words.among("norm_words", text.lower[at]) or text.lower[at] in ("against", "without"):
                return True
            verb = text.group_at[at]
            if verb is not None and verb.finite and not words.among("norm_verbs", verb.lemma):
                return False
        return False

    def _adverbs(self, group: Group, unit: Unit, status: Status) -> None:
        text, words = self.text, self.words
        for at in range(max(group.first - 2, unit.first), min(group.last + 1, unit.last)):
            kind = words.hedges.get(text.lower[at])
            if kind is None or text.tags[at] not in ("RB", "JJ"):
                continue
            status.hedge = (at, at + 1)
            status.stance = _HEDGED[kind]

    def _is_question(self, unit: Unit) -> bool:
        return self.text.lower[unit.last - 1] == "?"

    def _is_conditional(self, group: Group, unit: Unit) -> bool:
        lower = self.text.lower
        for at in range(group.first - 1, unit.first - 1, -1):
            if lower[at] in ("if", "unless", "whether", "lest"):
                return True
            if lower[at] in (",", ";"):
                return False
            verb = self.text.group_at[at]
            if verb is not None and verb.finite and at < group.first - 1 and group.finite:
                return False
        return False

    def noun_status(self, phrase: Phrase, unit: Unit) -> Status:
        text, words = self.text, self.words
        status = Status()
        if self._is_question(unit):
            return Status(told=False)
        self._before_noun(phrase, unit, status)
        if not status.told:
            return status
        if any(words.among("norm_words", text.lower[at]) for at in range(phrase.first, phrase.last)):
            return Status(told=False)
        following = [text.lower[at] for at in range(phrase.last, min(phrase.last + 2, unit.last))]
        if any(words.among("norm_words", word) for word in following):
            return Status(told=False)
        if (group := self.text.governor(phrase)) is not None:
            if group.modal is not None and not self._modal(group, status):
                return status
            if (
                words.among("norm_verbs", group.lemma)
                or words.among("wishes", group.lemma)
                or words.among("breach_verbs", group.lemma)
            ):
                return Status(told=False)
            status.negated = group.negated
            self._adverbs(group, unit, status)
            self._traced(group, status)
        linked = text.group_at[phrase.first - 2] if phrase.first - 2 >= unit.first else None
        if linked is not None and text.lower[phrase.first - 1] == "to":
            self._traced(linked, status)
        after = self._verb_of_subject(phrase)
        if after is not None:
            self._traced(after, status)
            if after.modal is not None and not self._modal(after, status):
                return status
            if words.among("norm_verbs", after.lemma):
                return Status(told=False)
        return status

    def _traced(self, verb: Group, status: Status) -> None:
        """Of "has been linked to deliveries": told by others whom nobody names."""
        if verb.passive and status.hedge is None and self.words.among("traced_verbs", verb.lemma):
            status.stance, status.hedge = "attributed", (verb.first, verb.last)

    def _before_noun(self, phrase: Phrase, unit: Unit, status: Status) -> None:
        """What the words before the noun say: "the alleged sale", "an attempt at a sale", "against the sale"."""
        text, words = self.text, self.words
        for at in range(phrase.first, phrase.head):
            if (kind := words.hedges.get(text.lower[at])) is not None:
                status.hedge = (at, at + 1)
                status.stance = _HEDGED[kind]
        for at in range(phrase.first - 1, max(phrase.first - 8, unit.first) - 1, -1):
            lower = text.lower[at]
            if lower in (",", ";"):
                return
            if words.among("norm_words", lower) or lower in self.words.lists["doubtful_before_nouns"]:
                status.told = False
                return
            if words.among("attempt_nouns", lower):
                status.manner = "attempt"
            if text.group_at[at] is not None:
                return

    def _verb_of_subject(self, phrase: Phrase) -> Group | None:
        text, unit = self.text, self.text.unit(phrase.first)
        at = phrase.last
        for _, inner in text.complements(phrase):
            at = inner.last
        found = text.group_at[at] if at < unit.last else None
        return found if found is not None and found.finite else None
