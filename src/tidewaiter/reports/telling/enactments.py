"""When a rule told in a sentence was made: "a 2009 resolution", "sanctions adopted in March", "a law of 2018"."""

from __future__ import annotations

from tidewaiter.model import When
from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.grammar.wordlists import WordLists
from tidewaiter.reports.telling.acts import Act
from tidewaiter.reports.telling.ownership import Dates
from tidewaiter.reports.telling.rulewords import lexicon

_FAR = 12  # words between a date and the rule or the verb of making that it stands behind


def date_of_rule(text: Text, act: Act, dates: Dates) -> When | None:
    """The date that the words beside the rule's name tell; None where they tell none."""
    if act.type != "statement-of-law":
        return None
    known = lexicon(text.vocabulary.language)
    for when in dates(*act.clause):
        start = when.evidence[0].start if when.value is not None and when.evidence else None
        if start is not None and _is_of_rule(text, act, text.word_at(act.unit, start), known):
            return when
    return None


def _is_of_rule(text: Text, act: Act, at: int, known: WordLists) -> bool:
    """Whether the date stands in the rule's name, or behind it or its making with no other verb between."""
    phrase = text.phrase_at[at] if at < act.unit.last else None
    if phrase is not None and known.among("sources", text.lower[phrase.head]):
        return True
    for before in range(at - 1, max(at - _FAR, act.unit.first) - 1, -1):
        lower = text.lower[before]
        if known.among("making", lower):
            return True
        if known.among("sources", lower) and text.phrase_at[before] is not None:
            return True
        if lower in (",", ";") or known.among("bounding", lower):
            return False
        group = text.group_at[before]
        if group is not None and group.finite:
            return False
    return False
