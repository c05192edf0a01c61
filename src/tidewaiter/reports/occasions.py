"""When an act took place: which of the dates told in a report belongs to it.

First the date whose verb is the act's own; never that of who reports it, nor one that belongs to
another noun ("a tanker registered in 2016"). Where the act's sentence tells none, or only a coarse
one, the sentences near it may: those that say only when it was ("the handover took place on
Friday"), that tell of its goods or ship on the way ("it docked on Monday"), or that tell it again
without its goods. Where none does, the act has no date: the day on which it is told is not its day.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tidewaiter.datafile import read
from tidewaiter.model import When
from tidewaiter.reports.acts import Act, Filler
from tidewaiter.reports.attribution import Said
from tidewaiter.reports.language import Group, Phrase, Text, Unit

Dates = Callable[[int, int], tuple[When, ...]]
"""The dates told between two offsets of the document."""

_DATED = ("transfer", "seizure", "labour")
_NEAR = 3
"""So many sentences away a scene may be told: the ship, the goods, the pronoun are the act's."""
_AGAIN = 8
"""So many sentences away the act may be told again, by its verb and a party that is named."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The file ``lexicon/occasions.en.yaml``."""

    scene_verbs: frozenset[str]
    occasion_nouns: frozenset[str]
    said_by: frozenset[str]
    dated_by: frozenset[str]
    other_time: frozenset[str]
    carriers: frozenset[str]
    charged_by: frozenset[str]
    decisions: frozenset[str]
    penal_verbs: frozenset[str]
    linking: frozenset[str]
    finds: frozenset[str]


@cache
def _lexicon() -> Lexicon:
    return read(Path(__file__).with_name("lexicon") / "occasions.en.yaml", Lexicon)


def date(text: Text, said: list[Said], acts: list[Act], dates: Dates) -> dict[int, When | None]:
    """The date told of each act, by the act's ``id``; None where the report tells none."""
    found = {id(act): date_of(text, said, act, dates) for act in acts}
    beside = _Beside(text, said, acts, dates)
    for act in acts:
        own = found[id(act)]
        if act.type in _DATED and not act.dependent and not (own is not None and own.precision == "day"):
            found[id(act)] = beside.of(act, own)
    return found


def together(told: list[When]) -> tuple[When | None, tuple[str, ...]]:
    """The date of several tellings of one act: the most precise that the first one allows, and a note on
    each that contradicts it."""
    if not told:
        return None, ()
    best = told[0]
    for when in told[1:]:
        best = when if is_finer(when, best) else best
    others = tuple(when for when in told if _contradict(when, best))
    return best, tuple(f"another telling dates it {when.value} (“{when.text}”)" for when in others)


def is_finer(when: When, than: When) -> bool:
    """Whether the one lies within the other and says more."""
    if when.earliest is None or when.latest is None or than.rule == "range":
        return False  # from March to May is as the report has it, though one load of many was in May
    inside = (than.earliest is None or than.earliest <= when.earliest) and (
        than.latest is None or when.latest <= than.latest
    )
    whole = than.earliest is None or than.latest is None
    return inside and (whole or (when.earliest, when.latest) != (than.earliest, than.latest))


def _contradict(left: When, right: When) -> bool:
    if left.earliest and right.latest and left.earliest > right.latest:
        return True
    return bool(left.latest and right.earliest and left.latest < right.earliest)


def date_of(text: Text, said: list[Said], act: Act, dates: Dates) -> When | None:
    """The date whose verb is the act's own, not that of who reports it."""
    for when in dates(*act.clause):
        if when.value is None or not when.evidence:
            continue
        start = when.evidence[0].start
        if start is not None and _owns(text, said, act, start):
            return when
    earlier = _led_to(text, act)
    return date_of(text, said, earlier, dates) if earlier is not None else None


def _led_to(text: Text, act: Act) -> Act | None:
    """Of "found rifles in May and seized them": the finding, which is of the same time and subject."""
    own = text.group_at[act.word]
    if own is None or not own.finite or text.before(own.first) != "and":
        return None
    before = [g for g in text.groups[text.unit_of[own.main]] if g.finite and g.last < own.first]
    if not before or before[-1].negated or before[-1].modal:
        return None
    lemma, lexicon = before[-1].lemma, _lexicon()
    if lemma not in lexicon.scene_verbs and lemma not in lexicon.finds and lemma not in text.vocabulary.frames:
        return None
    earlier = Act(act.type, before[-1].main, act.unit, act.rule)
    earlier.clause = act.clause
    return earlier


# -- sentences beside the act ------------------------------------------------------------------


class _Beside:
    """Looks for the date of an act in the sentences near it."""

    __slots__ = ("acts", "dates", "said", "text", "told")

    def __init__(self, text: Text, said: list[Said], acts: list[Act], dates: Dates) -> None:
        self.text = text
        self.said = said
        self.acts = acts
        self.dates = dates
        self.told = {act.unit.sentence for act in acts if not act.dependent and act.type in _DATED}

    def of(self, act: Act, own: When | None) -> When | None:
        """The date of the nearest sentence that tells when the act was, those after it first; else its ``own``."""
        sentence = act.unit.sentence
        near = [
            (abs(unit.sentence - sentence), unit.sentence < sentence, number)
            for number, unit in enumerate(self.text.units)
            if abs(unit.sentence - sentence) <= _AGAIN and (unit.sentence not in self.told or unit is act.unit)
        ]
        for far, _, number in sorted(near):
            for group in self.text.groups[number]:
                when = self._date(act, group, self.text.units[number]) if self._tells(act, group, far) else None
                if when is not None and (own is None or is_finer(when, own)):
                    return when
        return own

    def _date(self, act: Act, group: Group, unit: Unit) -> When | None:
        same = Act(act.type, group.main, unit, act.rule)
        sentence = self.text.sentences[unit.sentence]
        same.clause = (sentence.start, sentence.end)
        return date_of(self.text, self.said, same, self.dates)

    def _tells(self, act: Act, group: Group, far: int) -> bool:
        """Whether the verb tells of the act: what it is, what becomes of its goods, or the act again."""
        text = self.text
        if group.negated or group.modal or not group.finite or group.main == act.word or "plan" in act.manner:
            return False
        subject = text.subject(group)
        words, lexicon = text.vocabulary, _lexicon()
        if far <= _NEAR and subject is not None and self._is_last(act, group):
            happens = words.among("happening_verbs", group.lemma) or group.lemma in lexicon.scene_verbs
            if (happens or group.lemma == "be") and _means_act(text, subject):
                return True
            moved = group.lemma in lexicon.scene_verbs or (group.passive and group.lemma in words.frames)
            if moved and self._is_part(act, subject):
                return True
        return far > 0 and self._is_again(act, group)

    def _is_last(self, act: Act, group: Group) -> bool:
        """Whether no other act is told between the act and the verb: "it" and "the delivery" are then the act's."""
        first, last = sorted((act.word, group.main))
        return not any(
            first < other.word < last and other.unit.sentence != act.unit.sentence
            for other in self.acts
            if other.type in _DATED and not other.dependent
        )

    def _is_part(self, act: Act, subject: Phrase) -> bool:
        """Whether the phrase takes up the goods, the ship or those who did it: "it", "they", "the dhow"."""
        text = self.text
        head = text.lower[subject.head]
        if head in ("it", "they"):
            return True
        if text.lower[subject.first] not in ("the", "that", "this", "these", "those", "its", "their"):
            return act.vessel is not None and _shares_name(text, subject, act.vessel)
        if act.goods is not None and head.rstrip("s") == act.goods.head.rstrip("s"):
            return True
        done = act.type in ("transfer", "seizure") and "attempt" not in act.manner
        if done and head in _lexicon().carriers:
            return True
        kinds = {act.goods.kind} if act.goods is not None else set()
        kinds |= {"vessels"} if act.vessel is not None else set()
        kind = text.vocabulary.classes.get(head)
        return (kind is not None and kind in kinds) or text.vocabulary.among("anaphors", head)

    def _is_again(self, act: Act, group: Group) -> bool:
        """Whether the same verb is told of a party of the act by name: "Entities in Iran were supplied"."""
        text = self.text
        own = text.group_at[act.word]
        if own is None or own.lemma != group.lemma or group.lemma in text.vocabulary.cues:
            return False
        phrases = [phrase for _, phrase in text.obliques(group)] + list(text.objects(group))
        subject = text.subject(group)
        if subject is not None:
            phrases += [subject, *(inner for _, inner in text.complements(subject))]
        parties = [one for one in (act.supplier, act.recipient) if one is not None]
        return any(_shares_name(text, phrase, party) for phrase in phrases for party in parties)


def _shares_name(text: Text, phrase: Phrase, party: Filler) -> bool:
    """Whether a name stands in both."""
    names = {text.lower[at] for at in range(phrase.first, phrase.last) if text.tags[at] in ("NNP", "NNPS")}
    return bool(names & set(f"{party.name or ''} {party.text}".lower().split()))


def _means_act(text: Text, subject: Phrase) -> bool:
    """Whether the phrase is "the handover", "that delivery": the act told of beside it."""
    definite = text.lower[subject.first] in ("the", "that", "this") and subject.last - subject.first == 2
    head = text.lower[subject.head]
    return definite and (head in text.vocabulary.noun_frames or head in _lexicon().occasion_nouns)


# -- whose date it is --------------------------------------------------------------------------


def _owns(text: Text, said: list[Said], act: Act, offset: int) -> bool:
    """Whether the date at ``offset`` belongs to the act's verb: after it or, before any verb, the first one's."""
    unit = act.unit
    at = text.word_at(unit, offset)
    if at >= unit.last or text.starts[at] > offset + 3:
        return False
    linking = _lexicon().linking
    groups = [g for g in text.groups[text.unit_of[unit.first]] if not (g.bare and g.lemma in linking)]
    if _is_dateline(text, unit, at) or _is_first_since(text, at) or _is_of_other(text, act, at):
        return False
    own = text.group_at[act.word]
    if _is_charged(text, groups, act.word, at) or _follows_speech(text, at):
        return False
    if own is not None and _fronts(text, own, at):
        return _is_same_time(text, unit, at, own)
    before = [g for g in groups if g.first <= at]
    when = at + 1 if text.phrase_at[at] is None and at + 1 < unit.last else at
    if own is not None and any(phrase.first <= when < phrase.last for _, phrase in text.obliques(own)):
        return not _is_joined(text, before, own) if at > own.first else _is_same_time(text, unit, at, own)
    main = [g for g in groups if g.finite and not text.is_parenthesis(g) and not _is_aside(text, g, at)]
    owner = before[-1] if before else next(iter(main), None)
    if owner is None:
        return True
    if _is_cleft(text, owner, at):
        owner = next((g for g in groups if g.first > at), owner)
    if owner.main != act.word and owner.lemma in _lexicon().penal_verbs and act.type != "designation":
        return False
    decided = act.type == "seizure" and owner.lemma in _lexicon().decisions  # a court forfeits by saying so
    if decided:
        return True
    if any(one.cue[0] <= owner.main < one.cue[1] for one in said if one.unit is unit) or (
        own is not owner and _is_aside(text, owner, unit.first)
    ):
        return False
    if not before and own is not None and _continues(text, owner, own):
        return True
    if not before and owner.lemma not in text.vocabulary.cues and _shares_frame(text, owner, act):
        return True
    governed = [g for g in groups if g.first <= act.word]
    if owner.main == act.word or (governed and governed[-1] is owner) or _befalls(text, owner, act):
        return True
    return _chained(text, owner, act, groups)


def _is_of_other(text: Text, act: Act, at: int) -> bool:
    """Whether the date belongs to a noun that is not the act: "a report of May 3", "a tanker built in 2003"."""
    unit, lexicon = act.unit, _lexicon()
    at -= at > unit.first and text.is_preposition(at) is False and text.is_preposition(at - 1)
    if text.lower[at] in lexicon.dated_by or (at > unit.first and text.lower[at - 1] in lexicon.dated_by):
        noun = at - 1 if text.lower[at] in lexicon.dated_by else at - 2
        phrase = text.phrase_at[noun] if noun >= unit.first else None
        times = text.vocabulary.lists["time_nouns"]  # "on the nights of Feb. 3 and 4"
        when = phrase is not None and (text.is_time(phrase) or text.lower[phrase.head].rstrip("s") in times)
        return phrase is not None and phrase.head != act.word and not when
    for before in range(at - 1, unit.first - 1, -1):
        if text.lower[before] in (",", ";", ":") or before == act.word:
            return False
        if text.lower[before] in lexicon.said_by and text.lower[before + 1 : before + 2] == ["to"]:
            return True
        group = text.group_at[before]
        if group is not None:
            return _describes(text, group, act)
    return False


def _is_charged(text: Text, groups: list[Group], word: int, at: int) -> bool:
    """Whether the date stands before a charge of which the act is the content.

    "Fined in 2022 for shipping", "last month pleaded guilty to conspiring to sell": the day of the fine, of the plea.
    """
    lexicon = _lexicon()
    for group in reversed([one for one in groups if at < one.first <= word]):
        if group.finite:
            return False
        before = group.main - 1
        gerund = text.tags[group.main] == "VBG" and before > text.unit(word).first
        if gerund and text.lower[before] in lexicon.charged_by:
            return True
    return False


def _is_joined(text: Text, before: list[Group], own: Group) -> bool:
    """Whether the verb before the date is of a clause joined to the act's: "gave tents, and its head left in May"."""
    last = before[-1] if before else own
    subject = text.subject(last) if last is not own and last.finite and last.first > own.last else None
    if subject is None or subject.first < own.last:
        return False
    return text.before(subject.first) in ("and", "but", "while", ";")


def _follows_speech(text: Text, at: int) -> bool:
    """Of "said Thursday it had seized": whether the date stands right behind a verb of saying."""
    at -= at > 0 and text.is_preposition(at - 1)
    verb = text.group_at[at - 1] if at > 0 else None
    return verb is not None and verb.last == at and verb.finite and verb.lemma in text.vocabulary.cues


def _is_same_time(text: Text, unit: Unit, at: int, own: Group) -> bool:
    """Whether a date before the act's clause is the act's: of "when he came in May, he gave", not of "since the ban
    of 2017, he gave" or "met a man in May who gave"."""
    other = _lexicon().other_time
    for before in range(at - 1, unit.first - 1, -1):
        group = text.group_at[before]
        if text.lower[before] in (",", ";", ":"):
            return True
        if group is not None and group.finite:
            apart = any(text.lower[i] == "," for i in range(at, own.first))
            marks = range(_clause_start(text, unit, before), before)
            return apart and not any(text.lower[i] in other for i in marks)
    return True


def _clause_start(text: Text, unit: Unit, at: int) -> int:
    while at > unit.first and text.lower[at - 1] not in (",", ";", ":"):
        at -= 1
    return at


def _describes(text: Text, group: Group, act: Act) -> bool:
    """Whether the verb is a participle behind another noun: "parts banned since 2010"."""
    alone = text.tags[group.main] in ("VBN", "VBD") and group.last - group.first == 1
    if not alone or group.main == act.word or group.first <= act.unit.first:
        return False
    noun = text.phrase_at[group.first - 1]
    if noun is not None and text.tags[group.main] == "VBD":  # "fulfil a resolution passed last May", tagged as its verb
        verb = text.group_at[noun.first - 1] if noun.first > act.unit.first else None
        if verb is None or verb.lemma in text.vocabulary.cues:
            return False
    return noun is not None and text.tags[noun.head] not in ("PRP",)


def _is_aside(text: Text, group: Group, at: int) -> bool:
    """Whether the verb is that of ", a court heard on Thursday,": between commas, before a subject."""
    subject = text.subject(group) if group.finite else None
    if subject is None or subject.first <= text.unit(group.main).first or text.before(subject.first) != ",":
        return False
    last = text.unit(group.main).last
    close = next((i for i in range(group.last, last) if text.lower[i] == ","), None)
    if close is None or any(text.group_at[i] is not None for i in range(group.last, close)):
        return False
    phrase = text.phrase_at[close + 1] if close + 1 < last else None
    return phrase is not None and text.is_subject(phrase) and at < subject.first


def _continues(text: Text, owner: Group, own: Group) -> bool:
    """Of "On Monday they found arms and seized them": whether the act's verb shares subject and time with the first."""
    if own.first <= owner.first or text.before(own.first) not in ("and", "then", ","):
        return False
    return not any(
        text.tags[at] in ("WDT", "WP", "WRB") or text.lower[at] in ("that", "after", "because", "while", ";", ":")
        for at in range(owner.last, own.first)
    )


def _is_first_since(text: Text, at: int) -> bool:
    """ "for the first time since 2019" is not when it took place."""
    phrase = text.phrase_at[at]
    first = phrase.first if phrase is not None else at + 1
    return text.lower[max(first - 2, 0) : first] == ["time", "since"]


def _fronts(text: Text, own: Group, at: int) -> bool:
    """Of ", and on Friday the minister handed": whether the time stands right before the verb's subject."""
    subject = text.subject(own)
    if subject is None or subject.first < at or subject.last > own.first:
        return False
    return all(
        text.lower[i] == "," or text.tags[i] == "CC" or text.is_preposition(i) or _is_time_at(text, i)
        for i in range(at, subject.first)
    )


def _is_time_at(text: Text, at: int) -> bool:
    phrase = text.phrase_at[at]
    return phrase is not None and text.is_time(phrase)


def _is_dateline(text: Text, unit: Unit, at: int) -> bool:
    """Whether a dash follows the date at the start of the text: "May 11, 2019 - A ship ..."."""
    phrase = text.phrase_at[at]
    after = text.lower[phrase.last : phrase.last + 1] if phrase is not None else []
    return phrase is not None and phrase.last - unit.first < 8 and unit.sentence == 0 and after in (["-"], ["–"], ["—"])


def _shares_frame(text: Text, owner: Group, act: Act) -> bool:
    """Whether the time told before the first verb holds for the act's verb too: no "that" or "who" between them."""
    return owner.first <= act.word and not any(
        text.tags[at] in ("WDT", "WP", "WRB") or text.lower[at] in ("that", "after", "since", "because", "while")
        for at in range(owner.last, act.word)
    )


def _befalls(text: Text, owner: Group, act: Act) -> bool:
    """ "Deliveries of oil fell in May": the verb tells what became of the act, and when, not who found it out."""
    subject = text.subject(owner) if act.rule.startswith("noun:") else None
    return (
        subject is not None and subject.head == act.word and owner.lemma not in text.vocabulary.lists["finding_verbs"]
    )


def _is_cleft(text: Text, owner: Group, at: int) -> bool:
    """ "It was in May that ...": the date belongs to the verb after it."""
    return owner.lemma == "be" and text.before(owner.first) == "it" and owner.last <= at <= owner.last + 2


def _chained(text: Text, owner: Group, act: Act, groups: list[Group]) -> bool:
    """Whether the verb that owns the date governs the act's verb: "is believed in May to have sent"."""
    group = text.group_at[act.word]
    if group is None:
        return False
    here = groups.index(group)
    if here == 0 or groups[here - 1] is not owner:
        return False
    return group.infinitive or group.bare
