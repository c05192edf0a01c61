"""Verbs of speech that the tagger took for nouns or adjectives: "the ministry denies", "many say"."""

from __future__ import annotations

from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.grammar.marks import AFTER_VERB, BE, FINITE, NOUN

_MISTAKEN = NOUN | {"JJ"}  # what the tagger takes a verb for
_PEOPLE = frozenset({"some", "many", "others", "both", "most", "few", "all", "they"})
_OPENING = frozenset({"that", "whether", "how", "what", '"', "“", "it", "he", "she", "they"})
_NEW_CLAUSE = frozenset({",", ";", "and", "but", "that", "while", "as", "who", "which", "(", "-", "--", "–", "—", ":"})


def verb_tag(out: Text, i: int) -> str | None:
    """The verb's tag where a form of a cue stands between a subject and what is said; else None.

    Only where no verb has come before in the clause: "the claims that he made" stay a noun.
    """
    word, tag = out.lower[i], out.tags[i]
    first = out.units[out.unit_of[i]].first
    if tag == "VBN":
        return "VBD" if _is_lone_past(out, i, first) else None
    if tag not in _MISTAKEN or i == first or i + 1 >= len(out.tags) or not out.words[i].islower():
        return None
    lemma = out.vocabulary.lemma.get(word, "")
    if lemma not in out.vocabulary.cues or not _takes_content(out, i):
        return None
    if word.endswith("ed"):
        return _past(out, i)
    apart = word != lemma and _is_past_apposition(out, i, first)
    if not apart and (not _is_subject(out, i, singular=word != lemma) or _has_verb(out, i, first)):
        return None
    if word == lemma:
        return "VBP"
    return "VBZ" if word.endswith("s") else None


def _is_lone_past(out: Text, i: int, first: int) -> bool:
    """Of "The envoy, a trader by birth, dismissed reports": a participle that only a past tense can be.

    It has an object; before it stands the whole subject, and no verb; and the form is not one that names or gives.
    """
    words, lemma = out.vocabulary, out.vocabulary.lemma.get(out.lower[i], "")
    if lemma not in words.cues or i <= first or i + 1 >= len(out.tags) or words.among("naming_verbs_strict", lemma):
        return False
    following, tag = out.lower[i + 1], out.tags[i + 1]
    if words.among("giving_cues", lemma) and not (words.among("claim_nouns", following) or tag == "VBG"):
        return False
    if (tag not in AFTER_VERB and following != "that") or words.among("time_nouns", following):
        return False
    if any(tag in FINITE for tag in out.tags[first:i]) or out.lower[i - 1] in BE:
        return False
    if out.lower[i - 1] == ",":
        comma = out.lower.index(",", first)
        return first < comma < i - 1 and out.tags[comma - 1] in NOUN
    unit = out.units[out.unit_of[i]]
    subject = out.tags[i - 1] in NOUN or (out.tags[i - 1] == "JJ" and out.tags[i - 2] == "DT" and i - 2 == first)
    return subject and not any(tag in FINITE for tag in out.tags[i : unit.last])


def _past(out: Text, i: int) -> str | None:
    if out.lower[i - 1] in BE:
        return "VBN"
    first = out.units[out.unit_of[i]].first
    named = out.tags[i - 1] in ("NNP", "NNPS") or (out.tags[i - 1] == "NN" and out.tags[i] != "JJ")
    return "VBD" if named and not _has_verb(out, i, first) else None


def _takes_content(out: Text, i: int) -> bool:
    following, tag = out.lower[i + 1], out.tags[i + 1]
    if following == "." and out.vocabulary.among("text_cues", out.vocabulary.lemma.get(out.lower[i], "")):
        return out.vocabulary.among("documents", out.lower[i - 1])
    if following == "." and out.vocabulary.among("never_nouns", out.lower[i]):
        return True
    if tag == "VBG":
        return out.vocabulary.among("gerund_cues", out.vocabulary.lemma[out.lower[i]])
    if following in ("on", "for", "to"):
        return out.lower[i] != out.vocabulary.lemma.get(out.lower[i]) and following == "on"
    return following in _OPENING or (tag in AFTER_VERB and tag not in ("NN", "JJ", "CD"))


def _is_subject(out: Text, i: int, *, singular: bool) -> bool:
    """Whether the word before can be the subject, and no part of the same noun phrase."""
    before, tag = out.lower[i - 1], out.tags[i - 1]
    if not singular:
        return before in _PEOPLE or tag == "NNS" or (tag in NOUN and out.lower[i - 2 : i - 1] == ["and"])
    return tag in ("NNP", "NN") and before not in out.vocabulary.cues


def _is_past_apposition(out: Text, i: int, first: int) -> bool:
    """Of "The report, compiled by eight experts, questions a deal": no verb before, and an article right behind."""
    if (
        out.lower[i - 1] != ","
        or out.tags[i + 1] not in ("DT", "PRP$", "WRB", "IN")
        or "," not in out.lower[first : i - 1]
    ):
        return False
    if out.tags[i + 1] == "IN" and out.lower[i + 1] != "that":
        return False
    comma = out.lower.index(",", first)
    named = comma > first and out.tags[comma - 1] in ("NN", "NNP")
    return named and not any(tag in FINITE for tag in out.tags[first:i])


def _has_verb(out: Text, i: int, first: int) -> bool:
    for at in range(i - 1, first - 1, -1):
        if out.lower[at] in _NEW_CLAUSE:
            return False
        if out.tags[at] in FINITE:
            return True
    return False
