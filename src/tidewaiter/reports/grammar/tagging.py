"""Tags of the parser mended where the words around leave one reading only."""

from __future__ import annotations

from collections.abc import Sequence

from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.grammar.marks import (
    ADJECTIVE,
    AFTER_VERB,
    BE,
    DETERMINER,
    DO,
    FINITE,
    GET,
    HAVE,
    MARKS,
    NOUN,
    OWNERS,
    POSSESSIVES,
    VERB,
)
from tidewaiter.reports.grammar.speechtags import verb_tag
from tidewaiter.reports.grammar.words import Words

# Unions are made once: they are asked for at every word.
_BE_HAVE = BE | HAVE
_AUXILIARIES = BE | HAVE | DO
_OPENING = NOUN | DETERMINER | {"JJ", "CD"}  # tags a noun phrase can begin with


def mend(out: Text) -> None:
    """Tags that the word itself decides: be + a verb of the lexicon in -ing, nouns of transfer."""
    tags, lower, lemma = out.tags, out.lower, out.vocabulary.lemma
    nouns = out.vocabulary.noun_frames
    for i, word in enumerate(lower):
        previous = lower[i - 1] if i else ""
        owned = i > 0 and tags[i - 1] == "POS"
        if (word.endswith("ing") and word in lemma and previous in BE and tags[i] in NOUN and not owned) or (
            word.endswith("ing") and lemma.get(word) in out.vocabulary.frames and _is_gerund(out, i)
        ):
            tags[i] = "VBG"
        elif (tags[i] in ("JJ", "VB", "VBP", "VBZ") and word in nouns and word not in lemma) or (
            tags[i] in VERB and word not in lemma and is_noun_of_speakers(out.vocabulary, word)
        ):
            tags[i] = "NNS" if word.endswith("s") else "NN"
        elif tags[i] not in VERB and word in out.vocabulary.lists["always_verbs"]:
            tags[i] = "VBP"
        elif word == "neither" and previous in _BE_HAVE and i + 1 < len(tags) and tags[i + 1] in VERB:
            tags[i] = "RB"
        elif tags[i] == "PRP$" and word not in POSSESSIVES:
            tags[i] = "NNP"
        elif tags[i] == "JJ" and word in out.vocabulary.classes and not _is_followed_by_noun(tags, i):
            tags[i] = "NN"
        elif word == "fall" and lower[i + 1 : i + 2] == ["under"]:
            tags[i] = "VBP"
        elif _is_noun_after_adjective(out, i, previous):
            tags[i] = "NNS" if word.endswith("s") else "NN"
        elif tags[i] in NOUN and tags[i] != "NNP" and word in out.vocabulary.cues and previous == "to":
            tags[i] = "VB"
        elif tags[i] == "VBZ" and tags[max(i - 2, 0) : i] in (["VB", "NN"], ["VBG", "NN"]) and previous not in lemma:
            tags[i] = "NNS"  # "to ship water pumps"
        elif tags[i] == "NNS" and (_is_verb_after_name(out, i) or _is_wish_after_name(out, i)):
            tags[i] = "VBZ"
        else:
            tags[i] = _mended(out, i)


def _is_noun_after_adjective(out: Text, i: int, previous: str) -> bool:
    """Whether a form read as a verb stands where only a noun can: "the Chinese imports"."""
    if out.tags[i] not in ("VBZ", "VBP") or i == 0 or out.tags[i - 1] not in ("JJ", "POS", "PRP$", "DT"):
        return False
    if out.lower[i] in _AUXILIARIES:
        return False  # "That is a lie"
    return not out.vocabulary.among("counts", previous) and not _is_wish_after_name(out, i)


def _mended(out: Text, i: int) -> str:
    """The tag that word order decides: verbs of the lexicon taken for nouns or adjectives, and the other way round."""
    tags, words, lower = out.tags, out.vocabulary, out.lower
    word, tag, previous = lower[i], tags[i], lower[i - 1] if i else ""
    following = tags[i + 1] if i + 1 < len(tags) else ""
    lemma = words.lemma.get(word, "")
    if word == "according":
        return "IN"
    if (spoken := verb_tag(out, i)) is not None:
        return spoken  # "many say the ship", "the agency denies that"
    capital = out.words[i][0].isupper() and i > out.units[out.unit_of[i]].first
    if tag in ("VB", "VBP") and capital and not lemma:
        return "NNP"  # "let Chile buy"
    if word in ("each", "both", "all") and tag == "DT" and previous in _BE_HAVE and following in ("VBN", "VBD"):
        return "RB"  # "were each fined"
    if (
        tag == "NN"
        and word.endswith("ing")
        and lemma in words.frames
        and following == "DT"
        and i
        and (tags[i - 1] in NOUN or tags[i - 1] == "CD")
    ):
        return "VBG"  # "a ship called Sun 1 trading the commodity"
    seen = tag == "NN" and i > 0 and tags[i - 1] == "VBN" and words.among("sight_verbs", words.lemma.get(previous, ""))
    if seen and following in _OPENING and word.endswith("ing") and lemma in words.frames:
        return "VBG"  # "were caught smuggling ivory"
    if (
        tag == "VBN"
        and word in words.lists["flying_words"]
        and following in NOUN
        and i
        and tags[i - 1] in ("NNP", "JJ")
    ):
        return "JJ"  # "a Hong Kong registered tanker"
    if tag == "VBN" and lemma in words.lists["voyage_verbs"] and _is_sole_verb(out, i):
        return "VBD"  # "A fuel tanker docked in"
    if tag == "EX" and i and tags[i - 1] in NOUN:
        return "RB"  # "the workers there have left"
    if tag in NOUN and word in ("is", "are", "was", "were"):
        return "VBZ"
    if tag == "VBZ" and word in words.classes and lower[i + 1 : i + 2] and lower[i + 1] in words.noun_frames:
        return "NNS"  # "US arms shipments"
    if tag == "RBR" and previous in _BE_HAVE and following in ("VBN", "VBD"):
        return "RB"  # "had earlier sold"
    free = following not in ("VBD", "VBZ", "VBP", "JJ", "RB") or (i > 0 and tags[i - 1] in NOUN)
    if tag in ("RB", "IN") and word in words.classes and (free if tag == "RB" else tags[i - 1] in NOUN):
        return "NN"  # "iron ore"
    opens = not i and len(lower) > 1 and out.words[i][0].isupper()
    if tag == "RB" and opens and _is_past_of_frame(out, i + 1, words.lemma.get(lower[1])):
        return "NNP"  # "Oxfam provided tents"
    if tag == "VBG" and word in words.noun_frames and lower[i + 1 : i + 2] == ["of"] and tags[i - 1] in OWNERS and i:
        return "NN"  # "Iran's smuggling of weapons"
    if tag in NOUN and words.among("never_nouns", word) and following in AFTER_VERB and i and tags[i - 1] in NOUN:
        return "VBP"  # "Washington and Seoul accuse North Korea"
    if (
        tag in NOUN
        and word == lemma
        and moves(words, lemma)
        and i
        and tags[i - 1] == "NNS"
        and following in ("IN", "TO")
    ):
        return "VBP"  # "weapons pour into Sudan"
    return _mended_word(out, i, lemma, following)


def _mended_word(out: Text, i: int, lemma: str, following: str) -> str:
    """The tag that the word itself and its neighbours decide."""
    tags, words, lower = out.tags, out.vocabulary, out.lower
    word, tag, previous = lower[i], tags[i], lower[i - 1] if i else ""
    if out.words[i].isupper() and tag in MARKS and not out.words[max(i - 1, 0)].isupper():
        return "NNP"  # "the WHO"
    if tag in ("NN", "NNS") and _is_surname(out, i, lemma):
        return "NNP"  # "Elias Abrams said"
    if tag == "VB" and previous in GET and words.among("permit_nouns", word):
        return "NN"  # "got leave to send"
    if tag == "NN" and word == lemma and lemma in words.cues and i and tags[i - 1] == "NNS" and following in FINITE:
        return "VBP"  # "that diplomats suspect is used"
    if tag == "VBZ" and not lemma and i > 1 and tags[i - 1] in ("NNP", "NNPS") and tags[i - 2] in VERB:
        return "NNS"  # "sold Iran centrifuges"
    if tag == "JJ" and previous in BE and words.among("seizures", lemma):
        return "VBN"  # "is forfeit"
    if word == "used" and tag == "JJ" and following in ("NNS", "DT", "PRP$") and _is_first_verb(out, i):
        return "VBD"  # "The owner used banks"
    if tag in ("VB", "VBP") and i and tags[i - 1] in VERB and following in NOUN and not lemma:
        return "NN"  # "to buy centrifuge parts"
    if tag == "JJ" and previous in HAVE and lemma in words.lists["norm_verbs"] and word.endswith(("ed", "en")):
        return "VBN"  # "has forbidden North Korea to sell"
    return _mended_form(out, i, lemma, following)


def _is_surname(out: Text, i: int, lemma: str) -> bool:
    """Whether a capital behind a lone name, before a verb, a comma or a possessive, ends that name."""
    first, words = out.units[out.unit_of[i]].first, out.words
    if i <= first or i + 1 >= len(words) or not words[i].istitle() or out.tags[i - 1] != "NNP" or lemma:
        return False
    if not words[i - 1].istitle() or (i - 2 >= first and words[i - 2][0].isupper()):
        return False
    known = out.lower[i] in out.vocabulary.classes or is_noun_of_speakers(out.vocabulary, out.lower[i])
    ends = out.lower[i + 1] in (",", "'s", "’s") or (out.tags[i + 1] in FINITE and words[i + 1].islower())
    return ends and not known


def _mended_form(out: Text, i: int, lemma: str, following: str) -> str:
    """The tag of a form of a transfer verb: a past tense, a present tense or a mere adjective."""
    words, word, tag = out.vocabulary, out.lower[i], out.tags[i]
    previous = out.lower[i - 1] if i else ""
    if tag in ("JJ", "VBN", "NN", "NNP") and _is_past_of_frame(out, i, lemma):
        return "VBD"  # "Mr. Lavrov handed Choe a rifle"
    if tag == "NNS" and _is_only_verb_in_s(out, i, lemma):
        return "VBZ"  # "Sudan's army uses drones"
    goes_on = following in AFTER_VERB or out.lower[i + 1 : i + 2] in (["to"], ["from"])
    if tag in ("JJ", "VBN") and goes_on and _is_second_past(out, i, lemma):
        return "VBD"  # "built and sold rifles"
    made = lemma not in words.frames and word in words.lists["made_adjectives"] and following in NOUN
    if tag in ("VBD", "VBN") and made and previous not in _BE_HAVE:
        return "JJ"  # "sold North Korea refined oil"
    return tag


def _is_second_past(out: Text, i: int, lemma: str) -> bool:
    """Whether a past form after "and" goes on from a past tense before it."""
    first = out.units[out.unit_of[i]].first
    if lemma not in out.vocabulary.frames or i - 2 < first or out.lower[i - 1] not in ("and", "then"):
        return False
    if out.tags[i - 2] in ("JJ", "VBN") or out.lower[i] == lemma or out.lower[i].endswith(("ing", "s")):
        return False
    earlier = [at for at in range(first, i) if out.tags[at] in VERB]
    return bool(earlier) and out.tags[earlier[-1]] == "VBD" and out.lower[earlier[-1]] not in _BE_HAVE


def _is_only_verb_in_s(out: Text, i: int, lemma: str) -> bool:
    """Whether a form in -s stands between a whole subject and a whole object, and no verb before it."""
    tags, words, first = out.tags, out.vocabulary, out.units[out.unit_of[i]].first
    known = lemma in words.frames or lemma in words.lists["using_verbs"]
    if not known or i - 2 < first or i + 1 >= len(tags) or tags[i - 1] != "NN":
        return False
    at = i - 2
    while at > first and tags[at] in ("NN", "JJ"):
        at -= 1
    if tags[at] not in ("DT", "POS", "PRP$"):
        return False
    return tags[i + 1] in ("NNS", "DT", "CD") and not any(tags[at] in VERB for at in range(first, i))


def moves(words: Words, lemma: str) -> bool:
    return any(frame.frame == "move" for frame in words.frames.get(lemma, ()))


def _is_past_of_frame(out: Text, i: int, lemma: str | None) -> bool:
    """Whether a past form of a transfer stands between a name and its object, where no verb has come before."""
    tags, lower = out.tags, out.lower
    first = out.units[out.unit_of[i]].first
    if lemma not in out.vocabulary.frames or lower[i] == lemma or lower[i].endswith("ing") or i <= first:
        return False
    if i + 1 >= len(tags) or tags[i + 1] not in AFTER_VERB or lower[i].endswith("s"):
        return False
    unit = out.units[out.unit_of[i]]
    if tags[i - 1] in NOUN and tags[i] == "NN" and not any(tag in FINITE for tag in tags[unit.first : unit.last]):
        return True  # "a cargo plane flew rifles": the unit has no other verb
    bracket = lower[i - 1] == ")" and i - 2 > first and out.words[i - 2][0].isupper()
    opening = i - first == 1 and tags[i - 1] == "RB" and not lower[i - 1].endswith("ly")
    named = out.words[i - 1][0].isupper() and (tags[i - 1] in ("NNP", "NNPS") or i - first > 1 or opening)
    named = named or bracket
    if not named or lower[i - 1].endswith(("an", "ese", "ish")) or any(tags[at] in FINITE for at in range(first, i)):
        return False
    return out.words[i].islower()


def _is_sole_verb(out: Text, i: int) -> bool:
    """Whether the form stands right behind the first nouns of its unit, which has no finite verb."""
    unit = out.units[out.unit_of[i]]
    at = i - 1
    while at >= unit.first and (out.tags[at] in NOUN or out.tags[at] in ADJECTIVE or out.tags[at] in DETERMINER):
        at -= 1
    return at < unit.first < i and not any(out.tags[at] in FINITE for at in range(unit.first, unit.last))


def _is_gerund(out: Text, i: int) -> bool:
    """ "accused of supplying weapons": read as a noun by the tagger, a verb by what stands around it."""
    if out.tags[i] not in ("NN", "JJ") or i == 0 or i + 1 >= len(out.tags) or out.tags[i - 1] != "IN":
        return False
    return out.tags[i + 1] in _OPENING and out.lower[i - 1] != "to"


def _is_followed_by_noun(tags: Sequence[str], i: int) -> bool:
    return i + 1 < len(tags) and (tags[i + 1] in NOUN or tags[i + 1] in ADJECTIVE or tags[i + 1] in ("HYPH", "CC"))


def _is_verb_after_name(out: Text, i: int) -> bool:
    """ "the North transfers weapons to": a name, a verb of transfer in -s, and a noun without article."""
    lower, tags = out.lower, out.tags
    lemma = out.vocabulary.lemma.get(lower[i])
    if lower[i + 1 : i + 2] and lower[i + 1] in out.vocabulary.noun_frames and lower[i] in out.vocabulary.classes:
        return False  # "US arms shipments"
    proper = i > 0 and (tags[i - 1] in ("NNP", "NNPS") or (out.words[i - 1][0].isupper() and tags[i - 1] == "JJ"))
    named = proper and i + 1 < len(tags)
    if named and lemma in out.vocabulary.cues and (lower[i + 1] == "that" or tags[i + 1] in ("DT", "PRP", "PRP$")):
        return True
    labour = lemma is not None and out.vocabulary.among("labour_verbs", lemma)
    if i == 0 or tags[i - 1] not in ("NNP", "NNPS") or i + 2 >= len(lower):
        return False
    if labour and any(out.vocabulary.among("labour_items", word) for word in lower[i + 1 : i + 6]):
        return True
    if lemma not in out.vocabulary.frames:
        return False
    return tags[i + 1] in ("NN", "NNS", "JJ") and any(word in ("to", "from", "into") for word in lower[i + 2 : i + 6])


def _is_first_verb(out: Text, i: int) -> bool:
    """Whether the word follows a noun, and no verb stands before it in the unit."""
    first = out.units[out.unit_of[i]].first
    return i > first and out.tags[i - 1] in NOUN and not any(out.tags[at] in VERB for at in range(first, i))


def _is_wish_after_name(out: Text, i: int) -> bool:
    """ "Seoul hopes to sell": a name, a form in -s, and an infinitive."""
    if i == 0 or i + 2 >= len(out.tags) or out.lower[i] not in out.vocabulary.lemma:
        return False
    if not out.words[i - 1][0].isupper() or out.tags[i - 1] not in ("NNP", "NNPS", "JJ", "NN"):
        return False
    return out.tags[i + 1] == "TO" and out.tags[i + 2] == "VB"


def is_noun_of_speakers(vocabulary: Words, word: str) -> bool:
    return any(vocabulary.among(name, word) for name in ("roles", "organisations", "documents"))
