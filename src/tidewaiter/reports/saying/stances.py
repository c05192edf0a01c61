"""How sure a speaker is of what is said: what the words of the content make of the verb's stance.

The verb gives a stance, the clause it introduces corrects it: what is only likely is believed, what
is called false or said never to have happened is denied.
"""

from __future__ import annotations

from itertools import pairwise

from tidewaiter.model import Stance
from tidewaiter.reports.grammar.language import Group, Phrase, Text
from tidewaiter.reports.saying import certainty

Ranges = tuple[tuple[int, int], ...]
_BE_FORMS = frozenset({"is", "are", "was", "were", "'s", "’s", "'re", "’re"})
_CLAIM_PRONOUNS = frozenset({"this", "that", "it", "these", "those", "they", "all"})


def of_content(text: Text, content: Ranges) -> Stance:
    """asserts, alleges, believes, denies or neither: the stance of what its speaker simply says.

    Of several sentences the first decides; where it only asserts, a later one may deny or suspect. What goes
    on behind the verb of saying ("..., it announced, a delivery that may break the ban") is no sentence of its own.
    """
    first = _of_clause(text, *content[0])
    own = text.unit_of[content[0][0]]
    later = (_of_clause(text, a, b) for a, b in content[1:] if first == "asserts" and text.unit_of[a] != own)
    return next((stance for stance in later if stance in ("denies", "believes")), first)


def _of_clause(text: Text, first: int, last: int) -> Stance:
    while first < last and (text.lower[first] in ("that", ",", ":") or text.tags[first] in (",", ":")):
        first += 1
    if first >= last:
        return "asserts"
    for at in range(first, min(first + 7, last - 2)):
        if text.lower[at : at + 2] == ["clear", "that"]:  # "we make clear once more that"
            return _of_clause(text, at + 2, last)
    if text.lower[first] == "if":
        return "believes"
    main = _main_verb(text, first, last)
    if _is_no_such(text, first) or _opens_false(text, first, last):
        return "denies"
    if main is None:
        return "asserts"
    main = _behind_claim(text, main, last)
    if _is_denied(text, first, last, main) or _rejects(text, main):
        return "denies"
    if _is_unaware(text, main) or _is_unspoken(text, main, last):
        return "neither"
    if _is_charge(text, main):
        return "alleges"
    return "believes" if _is_unsure(text, first, last, main) else "asserts"


def _opens_false(text: Text, first: int, last: int) -> bool:
    """Of "This is an utter lie", "These are all groundless claims", whatever the tagger took its words for."""
    for at in range(first + 1, min(first + 4, last - 1)):
        if text.lower[at] in _BE_FORMS:
            word = text.lower[at - 1]
            claim = word in _CLAIM_PRONOUNS or text.vocabulary.among("claim_nouns", word)
            return claim and is_called_false(text, at + 1, last)
    return False


def _is_unspoken(text: Text, verb: Group, last: int) -> bool:
    """Of "I cannot disclose", "they were unable to confirm", "it had no knowledge of": silence in so many words."""
    words, subject = text.vocabulary, text.subject(verb)
    if subject is None or not (_is_own_side(text, subject) or _is_named(text, subject)):
        return False
    near = text.lower[verb.last : min(verb.last + 6, last)]
    if verb.negated and words.among("unspoken_verbs", verb.lemma):
        return verb.modal is not None or verb.lemma == "know"
    if verb.lemma == "be":
        unable = "unable" in near[:2] or (verb.negated and any(words.among("free_to_speak", word) for word in near))
        return unable and any(words.among("unspoken_verbs", word) for word in near)
    if verb.lemma not in ("have", "find", "see") or verb.modal is not None:
        return False
    without = near[:1] == ["no"] or (verb.negated and near[:1] == ["any"])
    return without and any(words.among("knowledge_nouns", word) for word in near[1:4])


def _main_verb(text: Text, first: int, last: int) -> Group | None:
    """The first finite verb; of "a ship, which is believed to have left, was seized" that of the ship."""
    groups = (text.group_at[at] for at in range(first, last))
    finite = [g for i, g in enumerate(groups, start=first) if g is not None and g.first == i and g.finite]
    if not finite or not text.is_relative(finite[0]):
        return next(iter(finite), None)
    return next((g for g in finite[1:] if _goes_round(text, g, finite[0])), finite[0])


def _goes_round(text: Text, verb: Group, relative: Group) -> bool:
    """Whether the verb's subject stands before the relative clause."""
    subject = text.subject(verb)
    return subject is not None and subject.last < relative.first and not text.is_relative(verb)


def _behind_claim(text: Text, verb: Group, last: int) -> Group:
    """Of "the assertion that only one State has bought it is invalid": is, the verb of the claim itself."""
    at = verb.first - 1
    start = text.unit(verb.first).first
    while at > start and text.lower[at] != "that" and text.group_at[at] is None:
        at -= 1
    if at <= start or text.lower[at] != "that" or not text.vocabulary.among("claim_nouns", text.lower[at - 1]):
        return verb
    following = (text.group_at[k] for k in range(verb.last, last))
    judged = (g for g in following if g is not None and g.finite and g.lemma == "be")
    return next((g for g in judged if is_called_false(text, g.last, last)), verb)


def _rejects(text: Text, verb: Group) -> bool:
    """Of "our country rejects the suggestion that", in the mouth of one who speaks for it."""
    cue, subject = text.vocabulary.cues.get(verb.lemma), text.subject(verb)
    if cue is None or cue.stance != "denies" or verb.negated or verb.passive or verb.modal or subject is None:
        return False
    if text.tags[verb.first] not in ("VBP", "VBZ") or not (_is_own_side(text, subject) or _is_named(text, subject)):
        return False  # what somebody "denied" is told of another
    return any(text.vocabulary.among("claim_nouns", text.lower[phrase.head]) for phrase in text.objects(verb))


def _is_named(text: Text, subject: Phrase) -> bool:
    return text.words[subject.head][0].isupper()  # a State's short form is often tagged as a common noun


def _is_unsure(text: Text, first: int, last: int, verb: Group) -> bool:
    """may have, could have, likely, appears to, it is possible that."""
    words = text.vocabulary
    if verb.modal in ("may", "might") or (verb.modal == "could" and (verb.perfect or verb.progressive)):
        return True
    if _is_suspected(text, verb) or _is_own_belief(text, verb) or _has_doubtful_object(text, verb):
        return True
    if _is_guess(text, verb) or _has_ground(text, verb, last):
        return True
    if any(_is_it_seems(text, at) for at in range(first, last - 2)):
        return True
    if words.among("seem", text.lower[verb.main]) and "to" in text.lower[verb.last : verb.last + 2]:
        return True
    if verb.lemma == "be" and verb.last < last and words.among("unsure_predicates", text.lower[verb.last]):
        return True
    return certainty.is_hedged(text, verb)


def _is_suspected(text: Text, verb: Group) -> bool:
    """Of "were suspected of selling", "is believed to have sold"."""
    if not verb.passive or verb.negated or text.vocabulary.hedges.get(text.lower[verb.main]) != "believed":
        return False
    return text.lower[verb.last : verb.last + 1] in (["of"], ["to"])


def _is_own_belief(text: Text, verb: Group) -> bool:
    """Of "said the government strongly suspects": the belief of somebody other than a party to the matter."""
    cue = text.vocabulary.cues.get(verb.lemma)
    if cue is None or cue.act != "believes" or verb.negated or verb.passive or verb.modal is not None:
        return False
    return verb.lemma in text.vocabulary.lists["suspecting_verbs"]


def _is_guess(text: Text, verb: Group) -> bool:
    """Of "our guess is that": what the speaker calls no more than a thought of his own."""
    subject = text.subject(verb) if verb.lemma == "be" else None
    return subject is not None and text.vocabulary.among("guess_nouns", text.lower[subject.head])


def _has_ground(text: Text, verb: Group, last: int) -> bool:
    """Of "have reason to believe", "there were grounds to suspect"."""
    words = text.vocabulary
    for at in range(verb.last, min(verb.last + 6, last - 2)):
        if words.among("ground_nouns", text.lower[at]) and text.lower[at + 1] in ("to", "for"):
            held = text.lower[at + 2]
            return words.among("suspecting_verbs", words.lemma.get(held, held))
    return False


def _is_charge(text: Text, verb: Group) -> bool:
    """Of "our charges allege that", "the papers accuse him of"."""
    cue, subject = text.vocabulary.cues.get(verb.lemma), text.subject(verb)
    if cue is None or cue.act != "accuses" or verb.negated or verb.passive or subject is None:
        return False
    own = text.vocabulary.among("own_words", text.lower[subject.first])
    return own or text.vocabulary.among("charge_nouns", text.lower[subject.head])


def _has_doubtful_object(text: Text, verb: Group) -> bool:
    """Of "had observed an apparent transfer", "identified a possible link"."""
    doubt = text.vocabulary.lists["doubt_adjectives"]
    found = (phrase for phrase in text.objects(verb) if phrase.first >= verb.last)
    return any(word in doubt for phrase in found for word in text.lower[phrase.first : phrase.head])


def _is_it_seems(text: Text, at: int) -> bool:
    """Of "it appears that"."""
    if text.lower[at] != "it" or not text.vocabulary.among("seem", text.lower[at + 1]):
        return False
    return text.lower[at + 2] in ("that", "likely")


def _is_unaware(text: Text, verb: Group) -> bool:
    """Of "was not aware of any sale"."""
    return verb.lemma == "be" and verb.negated and text.lower[verb.last : verb.last + 2] == ["aware", "of"]


def _is_no_such(text: Text, first: int) -> bool:
    return text.lower[first : first + 2] == ["no", "such"]


def _is_denied(text: Text, first: int, last: int, verb: Group) -> bool:
    """no such thing, not true, a lie; the speaker's own side never did it; no arms were sent."""
    if _is_no_such(text, first) or _is_no_such(text, verb.last) or _is_no_truth(text, verb, last):
        return True
    subject = text.subject(verb)
    if verb.lemma == "be" and is_called_false(text, verb.last, last):
        return not verb.negated and (_is_claim(text, subject) or _of_claim(text, verb))
    if verb.lemma == "have" and text.lower[verb.last : verb.last + 1] == ["no"] and _is_claim(text, subject):
        return any(text.vocabulary.among("truth_nouns", word) for word in text.lower[verb.last + 1 : verb.last + 4])
    if verb.lemma == "be" and verb.negated and text.lower[verb.last : verb.last + 1] == ["true"]:
        return True
    if text.lower[verb.last : verb.last + 4] == ["nothing", "to", "do", "with"] and not verb.negated:
        return subject is not None and _is_own_side(text, subject)
    transfer = verb.lemma in text.vocabulary.frames or text.vocabulary.among("denied_acts", verb.lemma)
    if subject is None or not transfer:
        return False
    if text.lower[subject.first] == "no" and verb.passive:
        return text.lower[subject.head] in text.vocabulary.classes
    return "never" in text.lower[verb.first : verb.last] and _is_own_side(text, subject)


def _of_claim(text: Text, verb: Group) -> bool:
    """Of "the claim that it sold them is false": whether a claim with its clause stands before the verb."""
    words = text.lower[text.unit(verb.first).first : verb.first]
    return any(word == "that" and text.vocabulary.among("claim_nouns", before) for before, word in pairwise(words))


def _is_no_truth(text: Text, verb: Group, last: int) -> bool:
    """Of "there is no truth in the story"."""
    if verb.lemma != "be" or verb.last + 1 >= last or text.lower[verb.last] not in ("no", "not"):
        return False
    return any(text.vocabulary.among("truth_nouns", word) for word in text.lower[verb.last + 1 : verb.last + 3])


def _is_own_side(text: Text, subject: Phrase) -> bool:
    """The speaker or what is the speaker's: it, we, his country."""
    return text.tags[subject.first] in ("PRP", "PRP$")


def _is_claim(text: Text, subject: Phrase | None) -> bool:
    if subject is None:
        return False
    head = text.lower[subject.head]
    return head in ("that", "this", "it", "they", "these", "those") or text.vocabulary.among("claim_nouns", head)


def is_called_false(text: Text, first: int, last: int) -> bool:
    """Whether one of the next words is "false", "groundless", "a lie"; not "not false"."""
    for at in range(first, min(first + 4, last)):
        if text.lower[at] in ("not", "n't", "never", ",", "."):
            return False
        if text.vocabulary.among("false_words", text.lower[at]):
            return True
    return False


def denounces_claim(text: Text, group: Group) -> bool:
    """Of "denounced the allegations", "ridiculed the claim": who condemns an accusation denies it."""
    if not text.vocabulary.among("denouncing_verbs", group.lemma) or group.negated or group.passive:
        return False
    given = (phrase for phrase in text.objects(group) if phrase.first >= group.last)
    return any(text.vocabulary.among("accusation_nouns", text.lower[phrase.head]) for phrase in given)


def calls_false(text: Text, group: Group, last: int) -> bool:
    """Of "called the accusations groundless", "described the report as false", "brushed it aside as nonsense"."""
    naming = text.vocabulary.among("naming_verbs", group.lemma)
    for at in range(group.last, min(group.last + 6, last)):
        word = text.lower[at]
        told = naming and text.vocabulary.among("documents", word)
        if word in ("it", "that", "this") or told or text.vocabulary.among("claim_nouns", word):
            return any(is_called_false(text, k, last) for k in range(at + 1, last))
    return False
