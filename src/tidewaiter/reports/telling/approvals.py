"""Leave given or withheld for an act: what the Committee approved, what a State told it of.

Exceptions of the resolutions ask for the Committee's approval, or for a notice to it. A report that tells of
either in the sentence of the act is heard; one that only tells of a request says nothing of the kind.
"""

from __future__ import annotations

from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit
from tidewaiter.reports.telling.acts import Approved

_WITHHELD = frozenset({"without", "no", "lacking", "lacked"})


def told(text: Text, unit: Unit) -> tuple[Approved, ...]:
    """The approvals and notices that a sentence tells of, in the order of its words; most tell of none."""
    lists = text.vocabulary.lists
    here = range(unit.first, unit.last)
    if not any(text.lower[at] in lists["committee_words"] for at in here):
        return ()
    number = text.unit_of[unit.first]
    nouns = (_by_noun(text, phrase) for phrase in text.phrases[number])
    verbs = (_by_verb(text, group) for group in text.groups[number])
    found = [one for one in (*nouns, *verbs) if one is not None]
    return tuple(sorted(found, key=lambda one: one.first))[:1]


def _by_noun(text: Text, phrase: Phrase) -> Approved | None:
    """Of "with the Committee's approval" and "granted a waiver": that it was given, or was not."""
    lists = text.vocabulary.lists
    if text.lower[phrase.head] not in lists["approval_nouns"]:
        return None
    group = text.governor(phrase)
    if group is not None and (group.lemma in lists["asking_for_leave"] or group.modal is not None or group.infinitive):
        return None
    around = [phrase, *(inner for _, inner in text.complements(phrase))]
    if group is not None:
        around += [p for p in (text.subject(group),) if p is not None]
        around += [inner for word, inner in text.obliques(group) if word in ("by", "from")]
    after = text.group_at[phrase.last] if phrase.last < text.unit(phrase.first).last else None
    if after is not None and after.passive:
        around += [inner for word, inner in text.obliques(after) if word == "by"]
    if not any(_is_committee(text, one) for one in around):
        return None
    refused = any(verb is not None and (verb.negated or verb.lemma in lists["refusing"]) for verb in (group, after))
    bare = text.lower[phrase.first] in _WITHHELD or text.before(phrase.first) in _WITHHELD
    return Approved("committee", "approval", not (refused or bare), phrase.first, phrase.last)


def _by_verb(text: Text, group: Group) -> Approved | None:
    """Of "the Committee approved the shipment" and "without notifying the Committee"."""
    lists = text.vocabulary.lists
    if group.modal is not None or group.infinitive:
        return None
    given = not group.negated and text.before(group.first) != "without"
    if group.lemma in lists["notifying"]:
        heard = [*text.objects(group), *(inner for word, inner in text.obliques(group) if word == "to")]
        if any(_is_committee(text, one) for one in heard):
            return Approved("state", "notification", given, group.first, group.last)
    if group.lemma not in lists["approving"]:
        return None
    doers = [inner for word, inner in text.obliques(group) if word == "by"]
    doer = text.subject(group) if not group.passive else next(iter(doers), None)
    if doer is None or not _is_committee(text, doer):
        return None
    return Approved("committee", "approval", given, group.first, group.last)


def _is_committee(text: Text, phrase: Phrase) -> bool:
    words = text.lower[phrase.first : text.extended(phrase)]
    return any(word in text.vocabulary.lists["committee_words"] for word in words)
