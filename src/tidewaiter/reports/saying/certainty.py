"""How surely a text tells of what any of its words names: a verb, a noun of an event, a predicate.

Signatures of verbs after Karttunen's implicatives: who "managed to" do a thing did it, who
"refused to" did not, who "wanted to" leaves it open. What a clause says of itself (negation,
modal, adverb, condition, question) comes first, then the verbs and nouns that hold the clause.
"""

from __future__ import annotations

from typing import Literal

from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit

Certainty = Literal["certain", "expected", "likely", "believed", "possible", "wanted", "open", "doubted", "denied"]
_MODALS: dict[str, Certainty] = {
    "will": "expected", "'ll": "expected", "wo": "expected", "would": "possible", "'d": "possible",
    "may": "possible", "might": "possible", "could": "possible", "can": "possible", "ca": "possible",
    "should": "possible", "must": "possible", "ought": "possible", "shall": "possible",
}  # fmt: skip
_CONDITIONS = frozenset({"if", "unless", "whether", "lest"})
_DEEPEST = 4  # verbs above one another


def of_word(text: Text, word: int) -> Certainty:
    """How surely the text, in its own voice and that of its speakers, tells of what the word names."""
    group = text.group_at[word]
    if group is not None:
        return of_verb(text, group)
    phrase = text.phrase_at[word]
    if phrase is not None:
        return of_noun(text, phrase, word)
    before = text.group_at[word - 1] if word > text.unit(word).first else None
    return of_verb(text, before) if before is not None else "certain"  # "was unlikely", "did not back down"


def of_verb(text: Text, group: Group, depth: int = 0) -> Certainty:
    """How surely a verb's act is told of."""
    unit = text.unit(group.main)
    if text.lower[unit.last - 1] == "?" or _is_conditional(text, group, unit):
        return "open"
    own = _by_itself(text, group)
    if depth >= _DEEPEST or own in ("denied", "doubted", "open"):
        return own
    held = _held(text, group, unit, depth)
    return held if own == "certain" else own


def _by_itself(text: Text, group: Group) -> Certainty:
    """What the verb group says: its negation, its modal, its adverbs."""
    if group.negated != _is_of_nobody(text, group):
        unreal = group.modal is not None and _MODALS.get(group.modal) == "possible"
        return "doubted" if unreal else "denied"  # "could not have sold" is less than "did not sell"
    if group.modal == "would" and _is_shifted(text, group):
        return "expected"
    if group.modal is not None:
        modal = _MODALS.get(group.modal, "certain")
        return "likely" if modal == "expected" and is_hedged(text, group) else modal
    return "likely" if is_hedged(text, group) else "certain"


def _is_of_nobody(text: Text, group: Group) -> bool:
    """Of "no weapon was found", "nobody came"."""
    subject = text.subject(group) if group.finite else None
    return subject is not None and text.vocabulary.among("none_words", text.lower[subject.first])


def _is_shifted(text: Text, group: Group) -> bool:
    """Of "said it would sell": the future of a speaker in the past."""
    above = _above(text, group, text.unit(group.main))
    cue = text.vocabulary.cues.get(above.lemma) if above is not None else None
    return cue is not None and cue.stance == "asserts" and above is not None and not above.negated


def is_hedged(text: Text, group: Group) -> bool:
    """Of "has probably sold", "is likely to": whether an adverb of doubt stands at the verb."""
    words = text.vocabulary
    first = max(group.first - 1, text.unit(group.main).first)
    last = min(group.last + 1, text.unit(group.main).last)
    if last - 1 < len(text.tags) and text.tags[last - 1] == "RB" and last < text.unit(group.main).last:
        last += 1  # "highly probably"
    return any(
        words.hedges.get(text.lower[at]) == "believed" and text.tags[at] in ("RB", "JJ") for at in range(first, last)
    )


def _is_conditional(text: Text, group: Group, unit: Unit) -> bool:
    for at in range(group.first - 1, unit.first - 1, -1):
        if text.lower[at] in _CONDITIONS:
            return True
        verb = text.group_at[at]
        if text.lower[at] in (",", ";") or (verb is not None and verb.finite):
            return False
    return False


def _held(text: Text, group: Group, unit: Unit, depth: int) -> Certainty:
    """What the verb or noun that holds the clause makes of it."""
    infinitive = group.infinitive or text.lower[group.first - 1 : group.first] == ["to"]
    if infinitive:
        return _of_infinitive(text, group, unit, depth)
    if group.bare and not group.passive:
        return _of_gerund(text, group, unit, depth)
    above = _above(text, group, unit)
    if above is None or group.bare:
        return "certain"
    return _of_clause(text, group, above)


def _of_infinitive(text: Text, group: Group, unit: Unit, depth: int) -> Certainty:
    at = group.first - 1 - (text.lower[group.first - 1 : group.first] == ["to"])
    noun = text.phrase_at[at] if at >= unit.first else None
    above = _above(text, group, unit)
    if noun is not None and text.vocabulary.among("done_nouns", text.lower[noun.head]):
        return "certain"
    if above is None:
        return "wanted"
    if above.last <= at and text.tags[at] in ("JJ", "VBN") and text.vocabulary.among("due_words", text.lower[at]):
        return "expected"
    return _by_signature(text, group, above, depth)


def _by_signature(text: Text, group: Group, above: Group, depth: int) -> Certainty:
    words, lemma = text.vocabulary, text.vocabulary.lemma.get(text.lower[above.main], above.lemma)
    upper = of_verb(text, above, depth + 1)
    if lemma == "be" and above.last >= group.first - 1:
        return "likely" if upper == "certain" else upper
    if lemma == "go" and above.progressive:
        return "expected"
    if words.among("does_it", lemma):
        return upper
    if words.among("does_not", lemma):
        return {"certain": "denied", "denied": "certain"}.get(upper, "possible")  # type: ignore[return-value]
    if upper == "denied":
        return "denied"
    if words.among("will_do", lemma):
        return "likely"
    # who does one thing in order to do another mostly does it; who wants a thing leaves it open
    return "likely" if upper == "certain" and not words.among("wishes_and_plans", lemma) else "wanted"


def _of_gerund(text: Text, group: Group, unit: Unit, depth: int) -> Certainty:
    words = text.vocabulary
    linked = text.before(group.first)
    if linked == "without":
        return "denied"
    above = _above(text, group, unit)
    if above is None or linked == ",":
        return "certain"
    if words.among("does_not", above.lemma) or (linked == "from" and words.among("hinders", above.lemma)):
        return "denied" if of_verb(text, above, depth + 1) == "certain" else "possible"
    if words.among("wishes_and_plans", above.lemma) or linked in ("for", "of", "to", "against"):
        return "possible" if linked != "for" else "likely"
    upper = of_verb(text, above, depth + 1)
    return "open" if upper == "denied" else upper  # "does not gain by selling"


def _of_clause(text: Text, group: Group, above: Group) -> Certainty:
    """What a verb of thought makes of the finite clause behind it: "believes that", "doubts that"."""
    between = [text.group_at[at] for at in range(above.last, group.first)]
    if any(verb is not None and verb.finite for verb in between) or text.lower[group.first - 1] in (",", ";"):
        return "certain"
    if any(text.lower[at] in (",", ";") or text.tags[at] in ("WDT", "WP") for at in range(above.last, group.first)):
        return "certain"
    cue = text.vocabulary.cues.get(above.lemma)
    if cue is None or (above.negated and cue.stance == "believes"):
        return "denied" if cue is not None else "certain"
    return {"believes": "believed", "denies": "denied", "alleges": "believed"}.get(cue.stance, "certain")  # type: ignore[return-value]


def _above(text: Text, group: Group, unit: Unit) -> Group | None:
    """The nearest verb on the left."""
    for at in range(group.first - 1, unit.first - 1, -1):
        found = text.group_at[at]
        if found is not None and found is not group:
            return found
        if text.lower[at] == ";":
            return None
    return None


def of_noun(text: Text, phrase: Phrase, word: int) -> Certainty:
    """How surely a noun's event is told of: by its own words, what it belongs to, and the verb that it completes."""
    unit, words = text.unit(word), text.vocabulary
    if text.lower[unit.last - 1] == "?":
        return "open"
    if text.lower[phrase.first] in ("no", "neither", "nor"):
        return "denied"
    if any(words.among("doubtful_adjectives", text.lower[at]) for at in range(phrase.first, word)):
        return "possible"
    before = text.lower[phrase.first - 1] if phrase.first > unit.first else ""
    if before == "without":
        return "denied"
    if before in ("of", "for", "to") and phrase.first - 2 >= unit.first:
        holder = text.phrase_at[phrase.first - 2]
        if holder is not None and words.among("possibility_nouns", text.lower[holder.head]):
            return "possible"
    above = _holder(text, phrase, unit)
    return "certain" if above is None else _as_object(text, phrase, above)


def _holder(text: Text, phrase: Phrase, unit: Unit) -> Group | None:
    """The verb whose object the noun is."""
    for at in range(phrase.first - 1, max(phrase.first - 6, unit.first - 1), -1):
        if text.group_at[at] is not None:
            return text.group_at[at]
        if text.lower[at] in (",", ";", "that"):
            return None
    return None


def _as_object(text: Text, phrase: Phrase, above: Group) -> Certainty:
    words = text.vocabulary
    indefinite = text.lower[phrase.first] in ("a", "an", "any", "such") or text.tags[phrase.first] not in ("DT", "PRP$")
    if not indefinite:
        return "certain"
    if words.among("wishes_and_plans", above.lemma) or words.among("hinders", above.lemma):
        return "possible"
    upper = of_verb(text, above, 1)
    if upper == "denied":
        return "doubted"  # "saw no growth": the thing may be there all the same
    return upper if upper in ("denied", "possible", "wanted", "open", "expected") else "certain"
