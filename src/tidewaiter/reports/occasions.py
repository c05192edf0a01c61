"""When an act took place: the date whose verb is the act's own, in its clause or in the sentence beside it."""

from __future__ import annotations

from collections.abc import Callable

from tidewaiter.model import When
from tidewaiter.reports.acts import Act
from tidewaiter.reports.attribution import Said
from tidewaiter.reports.language import Group, Phrase, Text, Unit

Dates = Callable[[int, int], tuple[When, ...]]
"""The dates told between two offsets of the document."""


def date(text: Text, said: list[Said], acts: list[Act], dates: Dates) -> dict[int, When | None]:
    """The date told of each act, by the act's ``id``; None where the report tells none."""
    found = {id(act): date_of(text, said, act, dates) for act in acts}
    for act in acts:
        if found[id(act)] is None and act.type == "transfer":
            found[id(act)] = date_beside(text, said, act, acts, dates)
    return found


def date_of(text: Text, said: list[Said], act: Act, dates: Dates) -> When | None:
    """The date whose verb is the act's own, not that of who reports it."""
    for when in dates(*act.clause):
        if when.value is None or not when.evidence:
            continue
        start = when.evidence[0].start
        if start is not None and _owns(text, said, act, start):
            return when
    return None


def date_beside(text: Text, said: list[Said], act: Act, acts: list[Act], dates: Dates) -> When | None:
    """The date of the sentence beside that says only when it was: "The handover took place on Friday." """
    told = {other.unit.sentence for other in acts}
    for number, unit in enumerate(text.units):
        if abs(unit.sentence - act.unit.sentence) != 1 or unit.sentence in told:
            continue
        for group in text.groups[number]:
            subject = text.subject(group) if text.vocabulary.among("happening_verbs", group.lemma) else None
            if subject is None or group.negated or group.modal or not _means_act(text, subject):
                continue
            same = Act(act.type, group.main, unit, act.rule)
            sentence = text.sentences[unit.sentence]
            same.clause = (sentence.start, sentence.end)
            return date_of(text, said, same, dates)
    return None


def _means_act(text: Text, subject: Phrase) -> bool:
    """Whether the phrase is "the handover", "that delivery": the act told of beside it."""
    definite = text.lower[subject.first] in ("the", "that", "this") and subject.last - subject.first == 2
    return definite and text.lower[subject.head] in text.vocabulary.noun_frames


def _owns(text: Text, said: list[Said], act: Act, offset: int) -> bool:
    """Whether the date at ``offset`` belongs to the act's verb: after it or, before any verb, the first one's."""
    unit = act.unit
    at = text.word_at(unit, offset)
    if at >= unit.last or text.starts[at] > offset + 3:
        return False
    groups = text.groups[text.unit_of[unit.first]]
    if _is_dateline(text, unit, at) or _is_first_since(text, at):
        return False
    own = text.group_at[act.word]
    if own is not None and _fronts(text, own, at):
        return True
    when = at + 1 if text.phrase_at[at] is None and at + 1 < unit.last else at
    if own is not None and any(phrase.first <= when < phrase.last for _, phrase in text.obliques(own)):
        return True
    before = [g for g in groups if g.first <= at]
    main = [g for g in groups if g.finite and not text.is_parenthesis(g)]
    owner = before[-1] if before else next(iter(main), None)
    if owner is None:
        return True
    if _is_cleft(text, owner, at):
        owner = next((g for g in groups if g.first > at), owner)
    if any(one.cue[0] <= owner.main < one.cue[1] for one in said if one.unit is unit):
        return False
    if not before and owner.lemma not in text.vocabulary.cues and _shares_frame(text, owner, act):
        return True
    governed = [g for g in groups if g.first <= act.word]
    if owner.main == act.word or (governed and governed[-1] is owner) or _befalls(text, owner, act):
        return True
    return _chained(text, owner, act, groups)


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
    return here > 0 and groups[here - 1] is owner and (group.infinitive or group.bare)
