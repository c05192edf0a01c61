"""Whose date it is: of the dates in an act's sentence, the one that belongs to the act's verb.

Not its own are the day of saying, of a penalty or charge, what belongs to another noun ("a tanker registered
in 2016") and what stands in a clause of another time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache

from tidewaiter.datafile import read
from tidewaiter.model import When
from tidewaiter.reports.grammar.language import Group, Text, Unit
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling.acts import Act
from tidewaiter.reports.text.lexicons import folder

Dates = Callable[[int, int], tuple[When, ...]]
"""The dates told between two offsets of the document."""

_JOINED = (",", "and", ", and", "and in", "and on", "and again in", "and again on", "&")
_ANOTHER = re.compile(
    r",? (?:and|with|then|followed by|as well as)(?: again)? (?:a|an|another|one|the)"
    r"(?: second| third| fourth| fifth| other| last| more| further)?(?: one)? (?:in|on)"
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\byear\b")
_CLOCKS = re.compile(r"\b([ap])\.?m\.?,?\s+\([^()]*?\b([ap])\.?m\b[^()]*\b(?:GMT|UTC)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The file ``lexicon/occasions.en.yaml``."""

    scene_verbs: frozenset[str]
    checks: frozenset[str]
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
    matters: frozenset[str]
    caught: frozenset[str]
    going_on: frozenset[str]
    still: frozenset[str]
    lasting: frozenset[str]
    past_auxiliaries: frozenset[str]
    sightings: frozenset[str]
    another: frozenset[str]
    performing: frozenset[str]
    pairs: frozenset[str]
    persons: frozenset[str]
    shares: frozenset[str]
    stays: frozenset[str]
    states: frozenset[str]
    guards: frozenset[str]
    heard: frozenset[str]
    held: frozenset[str]
    ended: frozenset[str]
    way_stops: frozenset[str]
    pictures: frozenset[str]
    taken: frozenset[str]
    covering: frozenset[str]
    spans: frozenset[str]
    reports: frozenset[str]
    figures: frozenset[str]
    counted_by: frozenset[str]
    reporters: frozenset[str]
    about: frozenset[str]
    seizing: frozenset[str]


@cache
def lexicon() -> Lexicon:
    return read(folder() / "occasions.en.yaml", Lexicon)


def is_finer(when: When, than: When) -> bool:
    """Whether the one lies within the other and says more."""
    if when.earliest is None or when.latest is None or than.rule in ("range", "several dates", "several acts"):
        return False  # from March to May is as the report has it, though one load of many was in May
    if than.value is not None and than.earliest is None and than.latest is None:
        return False  # in July of a year that is not told
    inside = (than.earliest is None or than.earliest <= when.earliest) and (
        than.latest is None or when.latest <= than.latest
    )
    whole = than.earliest is None or than.latest is None
    return inside and (whole or (when.earliest, when.latest) != (than.earliest, than.latest))


def goes_on(text: Text, act: Act) -> bool:
    """Whether the act is told as going on when the report tells of it: "is shipping", "continues to sell".

    What "was being shipped" is over, and a bare present may be a headline's for the past: "US seizes ship".
    """
    own, known = text.group_at[act.word], lexicon()
    if own is None:
        return act.ongoing
    auxiliary = text.lower[own.first : own.main]
    if own.progressive and own.finite:
        return not any(word in known.past_auxiliaries for word in auxiliary)
    present = text.tags[own.main] in ("VBZ", "VBP") and own.finite and own.modal is None
    if present and (
        own.lemma in known.lasting or any(w in known.still for w in text.lower[own.first - 2 : own.last + 1])
    ):
        return True
    before = [group for group in text.groups[text.unit_of[act.word]] if group.last in (own.first, own.first - 1)]
    governor = before[-1] if before and (own.infinitive or own.bare) else None
    if governor is None or governor.lemma not in known.going_on or governor.negated or governor.modal:
        return act.ongoing
    now = text.tags[governor.main] in ("VBZ", "VBP") or "has" in text.lower[governor.first : governor.main]
    return now or "have" in text.lower[governor.first : governor.main]


def date_of(text: Text, said: list[Said], act: Act, dates: Dates) -> When | None:
    """The date whose verb is the act's own, not that of who reports it."""
    if act.rule == "norm":
        return None  # the day on which a rule or a committee allowed it
    told = [when for when in dates(*act.clause) if when.value is not None and when.evidence]
    for number, when in enumerate(told):
        start = when.evidence[0].start
        if start is not None and _is_compared(text, when, start):
            continue
        if start is not None and _owns(text, said, act, start) and not _is_of_charge(text, act, when, start):
            return _there(text, listed(text, told[number:]))
    earlier = _led_to(text, act)
    return date_of(text, said, earlier, dates) if earlier is not None else None


def _is_compared(text: Text, when: When, start: int) -> bool:
    """Of "rose last year from the previous year": whether the date is only what the act's is held against."""
    relative = when.rule in ("counted from the text", "compared")
    return relative and text.text[max(0, start - 12) : start].split()[-1:] in (["from"], ["than"], ["over"], ["with"])


def _is_of_charge(text: Text, act: Act, when: When, offset: int) -> bool:
    """Of "was charged for supplying goods in July": whether the date, near and without a year, may be the charge's."""
    near = when.anchor is not None and when.anchor.startswith("published") and when.precision in ("day", "month")
    verb, at = text.group_at[act.word], text.word_at(act.unit, offset)
    known = lexicon()
    if not near or verb is None or at < verb.last or text.tags[verb.main] != "VBG":
        return False
    if verb.first <= act.unit.first or text.lower[verb.first - 1] not in known.charged_by:
        return False
    before = [g for g in text.groups[text.unit_of[act.word]] if g.last < verb.first]
    if not before or before[-1].lemma not in known.penal_verbs or not before[-1].finite:
        return False
    return text.lower[before[-1].first] not in ("is", "are") and _YEAR.search(when.text or "") is None


def listed(text: Text, told: Sequence[When]) -> When:
    """The first date with those joined to it: "in March and April 2021" is from the first to the last of them."""
    first = last = told[0]
    for when in told[1:]:
        begin, end = last.evidence[0].end, when.evidence[0].start
        gap = " ".join(text.text[begin:end].split()) if begin is not None and end is not None else "?"
        alike = when.precision == first.precision and when.precision in ("day", "month", "year", "quarter")
        if (
            (gap not in _JOINED and not _ANOTHER.fullmatch(gap))
            or not alike
            or when.value is None
            or not _follow(last, when)
        ):
            break
        last = when
    if last is first:
        return first
    start, stop = first.evidence[0].start, last.evidence[0].end
    return replace(
        first, value=f"{first.value}/{last.value}", precision="interval", latest=last.latest, rule="several dates",
        text=text.text[start:stop], evidence=(*first.evidence, *last.evidence),
    )  # fmt: skip


def _follow(one: When, other: When) -> bool:
    """Whether the other is later, or both are of a year that is not told."""
    if one.earliest is None or other.earliest is None:
        return one.earliest is other.earliest and (one.value or "") < (other.value or "")
    return one.earliest < other.earliest


def _there(text: Text, when: When) -> When:
    """The day at the place of the act, of one told in brackets for Greenwich: "at 1 a.m. (10 p.m. Sunday GMT)"."""
    start, end = when.evidence[0].start, when.evidence[0].end
    if when.precision != "day" or when.earliest is None or when.latest is None or start is None or end is None:
        return when
    around = _CLOCKS.search(text.text[max(0, start - 40) : end + 12].replace("\xa0", " "))
    if around is None or around[1].lower() == around[2].lower():
        return when
    day = when.earliest + timedelta(days=1 if around[1].lower() == "a" else -1)
    return replace(when, value=day.isoformat(), earliest=day, latest=day, rule=f"{when.rule}, at the place's own time")


def _led_to(text: Text, act: Act) -> Act | None:
    """Of "found rifles in May and seized them": the finding, which is of the same time and subject."""
    own = text.group_at[act.word]
    if own is None or not own.finite or own.modal:
        return None
    before = [g for g in text.groups[text.unit_of[own.main]] if g.finite and g.last < own.first]
    if not _joins(text, own) or not before or before[-1].negated or before[-1].modal:
        return None
    lemma, known = before[-1].lemma, lexicon()
    spoken = lemma in text.vocabulary.cues and lemma not in known.finds and lemma not in text.vocabulary.frames
    if spoken or lemma in known.penal_verbs or lemma in known.states:
        return None
    earlier = Act(act.type, before[-1].main, act.unit, act.rule)
    earlier.clause = act.clause
    return earlier


def _joins(text: Text, own: Group) -> bool:
    """Whether the verb, with its subject, is joined to a clause before it: "and seized", "and 40 bags were seized"."""
    for at in range(own.first - 1, text.unit(own.main).first, -1):
        if text.lower[at] == "and":
            return True
        group = text.group_at[at]
        if text.lower[at] in (",", ";", ":") or text.tags[at] in ("WDT", "WP", "WRB") or (group and not group.bare):
            return False
    return False


def _owns(text: Text, said: list[Said], act: Act, offset: int) -> bool:
    """Whether the date at ``offset`` belongs to the act's verb: after it or, before any verb, the first one's."""
    unit = act.unit
    at = text.word_at(unit, offset)
    if at >= unit.last or text.starts[at] > offset + 3:
        return False
    linking = lexicon().linking
    groups = [g for g in text.groups[text.unit_of[unit.first]] if not (g.bare and is_verb(g.lemma, linking))]
    groups = [
        g for g in groups if g.main == act.word or not (_only_describes(text, g, act, at) or _in_brackets(text, g))
    ]
    if _is_dateline(text, unit, at) or _is_first_since(text, at):
        return False
    if _is_of_picture(text, act, groups, at):
        return True
    if _lasts(text, act, at):
        return True
    if is_of_other(text, act, at):
        return False
    own = text.group_at[act.word]
    if _is_charged(text, groups, act.word, at) or _follows_speech(text, at):
        return False
    if own is not None and _fronts(text, own, at):
        return _is_same_time(text, unit, at, own)
    if own is None and (verb := _governor(text, groups, act.word)) is not None and _fronts(text, verb, at):
        return verb.lemma not in text.vocabulary.cues and verb.lemma not in lexicon().penal_verbs
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
    return _is_owners(text, said, act, at, owner, groups)


def _only_describes(text: Text, group: Group, act: Act, at: int) -> bool:
    """Of "sold lathes to a firm that makes engines in the period": whether the verb between only says what is what.

    A relative clause of a lasting state, or in the present beside an act that is over, has no day of its own.
    """
    if not act.word < group.first <= at or not group.finite or group.first <= act.unit.first:
        return False
    if text.tags[group.first - 1] not in ("WDT", "WP") and text.lower[group.first - 1] != "that":
        return False
    own = text.group_at[act.word]
    present = text.tags[group.main] in ("VBZ", "VBP") and not (own is not None and _is_present(text, own))
    return group.modal is None and (present or is_verb(group.lemma, lexicon().states))


def _in_brackets(text: Text, group: Group) -> bool:
    """Whether the verb stands right behind an opening bracket: "(export value)", which may be no verb at all."""
    return text.lower[group.first - 1 : group.first] == ["("]


def is_verb(lemma: str, verbs: frozenset[str]) -> bool:
    """Whether the verb is one of those listed; the lemma of a verb that no word list has is its form as told."""
    if lemma in verbs:
        return True
    stem = lemma.removesuffix("ed").removesuffix("ing")
    return stem != lemma and (stem in verbs or f"{stem}e" in verbs or (stem[-1:] == stem[-2:-1] and stem[:-1] in verbs))


def _is_present(text: Text, own: Group) -> bool:
    return own.finite and text.tags[own.main] in ("VBZ", "VBP")


def _is_owners(text: Text, said: list[Said], act: Act, at: int, owner: Group, groups: list[Group]) -> bool:
    """Whether the verb ``owner`` that the date belongs to is the act's, or shares its time."""
    unit, own, before = act.unit, text.group_at[act.word], any(g.first <= at for g in groups)
    if own is None and any(word in lexicon().matters for word in text.lower[at : act.word]):
        return False  # "are to meet today over the importation of rifles"
    if act.type == "seizure" and own is not None and _ends(text, owner, own):
        return True
    if owner.main != act.word and owner.lemma in lexicon().penal_verbs and act.type != "designation":
        return False
    decided = act.type == "seizure" and owner.lemma in lexicon().decisions  # a court forfeits by saying so
    if decided:
        return True
    if any(one.cue[0] <= owner.main < one.cue[1] for one in said if one.unit is unit) or (
        own is not owner and _is_aside(text, owner, unit.first)
    ):
        return False
    if own is not owner and not before and _is_in_relative(text, unit, at):
        return False
    if not before and own is not None and _continues(text, owner, own):
        return True
    if not before and owner.lemma not in text.vocabulary.cues and _shares_frame(text, owner, act):
        return True
    governed = [g for g in groups if g.first <= act.word]
    if owner.main == act.word or (governed and governed[-1] is owner) or _befalls(text, owner, act):
        return True
    return _chained(text, owner, act, groups) or _goes_with(text, owner, act, groups)


def is_of_other(text: Text, act: Act, at: int) -> bool:
    """Whether the date belongs to a noun that is not the act: "a report of May 3", "a tanker built in 2003"."""
    unit, known = act.unit, lexicon()
    at -= at > unit.first and text.is_preposition(at) is False and text.is_preposition(at - 1)
    if text.lower[at] in known.dated_by or (at > unit.first and text.lower[at - 1] in known.dated_by):
        noun = at - 1 if text.lower[at] in known.dated_by else at - 2
        phrase = text.phrase_at[noun] if noun >= unit.first else None
        times = text.vocabulary.lists["time_nouns"]  # "on the nights of Feb. 3 and 4"
        when = phrase is not None and (text.is_time(phrase) or text.lower[phrase.head].rstrip("s") in times)
        return phrase is not None and phrase.head != act.word and not when
    for before in range(at - 1, unit.first - 1, -1):
        if text.lower[before] in (",", ";", ":") or before == act.word:
            return False
        if text.lower[before] in known.said_by and text.lower[before + 1 : before + 2] == ["to"]:
            return True
        group = text.group_at[before]
        if group is not None:
            return _describes(text, group, act)
    return False


def _is_of_picture(text: Text, act: Act, groups: list[Group], at: int) -> bool:
    """Of "an image taken on 5 January shows a ship passing oil": the picture's day is that of what it shows."""
    known = lexicon()
    shows = [g for g in groups if at < g.first < act.word and g.lemma in text.vocabulary.lists["showing_verbs"]]
    subject = text.subject(shows[0]) if shows and shows[0].finite else None
    if subject is None or text.lower[subject.head] not in known.pictures or subject.first > at:
        return False
    between = [g for g in groups if subject.last <= g.first < shows[0].first]
    return not between or (len(between) == 1 and between[0].bare and between[0].lemma in known.taken)


def _is_charged(text: Text, groups: list[Group], word: int, at: int) -> bool:
    """Whether the date stands before a charge of which the act is the content.

    "Fined in 2022 for shipping", "last month pleaded guilty to conspiring to sell": the day of the fine, of the plea.
    """
    known = lexicon()
    for group in reversed([one for one in groups if at < one.first <= word]):
        if group.finite:
            return False
        before = group.main - 1
        gerund = text.tags[group.main] == "VBG" and before > text.unit(word).first
        if gerund and text.lower[before] in known.charged_by:
            return True
    return False


def _ends(text: Text, owner: Group, own: Group) -> bool:
    """Of "seized 40 tusks and arrested a dealer on Friday": whether the date is of both verbs of one subject."""
    if owner.first <= own.last or owner.passive or own.passive or not (owner.finite and own.finite):
        return False
    between = [group for group in text.groups[text.unit_of[own.main]] if own.first < group.first < owner.first]
    return not between and text.before(owner.first) in ("and", "then") and not (owner.perfect or owner.modal)


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
    if verb is None or (verb.passive and verb.lemma in lexicon().finds):
        return False  # "were found on Friday" of things
    return verb.last == at and verb.finite and verb.lemma in text.vocabulary.cues


def _is_same_time(text: Text, unit: Unit, at: int, own: Group) -> bool:
    """Whether a date before the act's clause is the act's: of "when he came in May, he gave", not of "since the ban
    of 2017, he gave" or "met a man in May who gave"."""
    other = lexicon().other_time
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
    aside = text.lower[group.first - 1] == "," and group.first - 1 > act.unit.first  # "the charges, filed on May 3,"
    noun = text.phrase_at[group.first - 1 - aside]
    if (
        noun is not None
        and text.lower[noun.head] in lexicon().held
        and text.before(noun.first) in ("at", "in", "during")
    ):
        return False  # "at a ceremony held in May"
    if noun is not None and text.tags[group.main] == "VBD":  # "fulfil a resolution passed last May", tagged as its verb
        verb = text.group_at[noun.first - 1] if noun.first > act.unit.first else None
        if verb is None or verb.lemma in text.vocabulary.cues:
            return False
    return noun is not None and text.tags[noun.head] not in ("PRP",)


def _is_aside(text: Text, group: Group, at: int) -> bool:
    """Whether the verb is that of ", a court heard on Thursday,": between commas, before a subject."""
    heard = group.lemma in text.vocabulary.cues or is_verb(group.lemma, lexicon().heard)
    subject = text.subject(group) if group.finite and heard else None
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


def _governor(text: Text, groups: list[Group], word: int) -> Group | None:
    """Of "arranged for the export" the arranging: the finite verb in whose clause the noun of the act stands."""
    before = [group for group in groups if group.main < word]
    return before[-1] if before and before[-1].finite else None


def _is_time_at(text: Text, at: int) -> bool:
    phrase = text.phrase_at[at]
    return phrase is not None and text.is_time(phrase)


def _is_dateline(text: Text, unit: Unit, at: int) -> bool:
    """Whether a dash follows the date at the start of the text: "May 11, 2019 - A ship ..."."""
    phrase = text.phrase_at[at]
    after = text.lower[phrase.last : phrase.last + 1] if phrase is not None else []
    return phrase is not None and phrase.last - unit.first < 8 and unit.sentence == 0 and after in (["-"], ["–"], ["—"])


def _is_in_relative(text: Text, unit: Unit, at: int) -> bool:
    """Whether the date stands behind "which", "who", "that": of the verb that follows it."""
    first = at - 1 if at > unit.first and text.is_preposition(at - 1) else at
    return first > unit.first and text.tags[first - 1] in ("WDT", "WP", "WRB")


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
        subject is not None
        and subject.head == act.word
        and (owner.lemma not in text.vocabulary.lists["finding_verbs"] or owner.lemma in lexicon().way_stops)
    )


def _is_cleft(text: Text, owner: Group, at: int) -> bool:
    """ "It was in May that ...": the date belongs to the verb after it."""
    return owner.lemma == "be" and text.before(owner.first) == "it" and owner.last <= at <= owner.last + 2


def _goes_with(text: Text, owner: Group, act: Act, groups: list[Group]) -> bool:
    """Of "spotted boats leaving Iran on May 3", "came in May hoping to buy": a verb without a time of its own, of the
    time of the verb it goes with."""
    own = text.group_at[act.word]
    if own is None or owner is own:
        return False
    first, last = (own, owner) if own.first < owner.first else (owner, own)
    if any(g.finite for g in groups if first.first < g.first <= last.first) or first.negated or first.modal:
        return False
    if last is owner:
        led = text.is_preposition(owner.first - 1) or text.lower[owner.first - 1] in lexicon().other_time
        return text.tags[owner.main] == "VBG" and owner.bare and not led
    return (own.bare or own.infinitive) and owner.finite and owner.lemma not in text.vocabulary.cues


def _lasts(text: Text, act: Act, at: int) -> bool:
    """Of "has sent crates said to hold arms since May": what has been done was done since then."""
    own = text.group_at[act.word]
    return own is not None and own.perfect and "since" in text.lower[max(act.word, at - 1) : at + 1]


def _chained(text: Text, owner: Group, act: Act, groups: list[Group]) -> bool:
    """Whether the verb that owns the date governs the act's verb: "is believed in May to have sent"."""
    group = text.group_at[act.word]
    if group is None:
        return False
    here = groups.index(group)
    if here == 0 or groups[here - 1] is not owner:
        return False
    return group.infinitive or group.bare
