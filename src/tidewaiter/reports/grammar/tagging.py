"""Tags of the parser mended where the words around leave one reading only."""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
_DESCRIBED = NOUN | ADJECTIVE | {"CD", "VBN", "HYPH"}
_FIXED = frozenset({"according", "neither", "fall"})


def mend(out: Text) -> None:
    """The tags of a text, word by word; of the rules for a tag the first one that says another holds."""
    tags, lists = out.tags, out.vocabulary.lists
    fixed = _FIXED | lists["always_verbs"] | lists["name_particles"]
    for i, word in enumerate(out.lower):
        if word in fixed and (new := _of_word(out, i)) is not None:
            tags[i] = new
            continue
        for rule in _RULES.get(tags[i], ()):
            new = rule(out, i)
            if new is not None:
                tags[i] = new
                break


def _of_word(out: Text, i: int) -> str | None:
    """What a word is by itself, whatever its tag."""
    word, tag = out.lower[i], out.tags[i]
    if word == "according":
        return "IN"
    if word == "neither":
        return "RB" if i and out.lower[i - 1] in _BE_HAVE and _following(out, i) in VERB else None
    if word == "fall":
        return "VBP" if out.lower[i + 1 : i + 2] == ["under"] else None
    if word in out.vocabulary.lists["name_particles"]:
        return "NNP" if _is_inside_name(out, i) else None
    return "VBP" if tag not in VERB else None


def _is_inside_name(out: Text, i: int) -> bool:
    """Of "Penda ya Ndakolo", "Luis de la Cruz": whether small words alone part it from capitals on both sides."""
    small, unit = out.vocabulary.lists["name_particles"], out.units[out.unit_of[i]]
    left = next((at for at in range(i - 1, unit.first - 1, -1) if out.words[at] not in small), None)
    right = next((at for at in range(i + 1, unit.last) if out.words[at] not in small), None)
    if left is None or right is None or not out.words[i].islower():
        return False
    return out.words[left][0].isupper() and out.tags[left] in NOUN and out.words[right][0].isupper()


def _following(out: Text, i: int) -> str:
    """The tag of the next word, "" at the end."""
    return out.tags[i + 1] if i + 1 < len(out.tags) else ""


def _before(out: Text, i: int) -> str:
    """The word before, in small letters, "" at the beginning."""
    return out.lower[i - 1] if i else ""


def _lemma(out: Text, i: int) -> str:
    return out.vocabulary.lemma.get(out.lower[i], "")


def _number(word: str) -> str:
    return "NNS" if word.endswith("s") else "NN"


# -- nouns and adjectives that are verbs -------------------------------------------------------
def _progressive(out: Text, i: int) -> str | None:
    """ "were shipping", "accused of supplying weapons"."""
    word = out.lower[i]
    if not word.endswith("ing") or not (lemma := _lemma(out, i)):
        return None
    owned = i > 0 and out.tags[i - 1] == "POS"
    ongoing = out.tags[i] in NOUN and _before(out, i) in BE and not owned
    return "VBG" if ongoing or (lemma in out.vocabulary.frames and _is_gerund(out, i)) else None


def _infinitive(out: Text, i: int) -> str | None:
    """ "to report that"."""
    return "VB" if out.lower[i] in out.vocabulary.cues and _before(out, i) == "to" else None


def _verb_in_s(out: Text, i: int) -> str | None:
    """ "the North transfers weapons to", "Seoul hopes to sell"."""
    return "VBZ" if _is_verb_after_name(out, i) or _is_wish_after_name(out, i) else None


def _gerund_after_noun(out: Text, i: int) -> str | None:
    """ "a ship called Sun 1 trading the commodity"."""
    if not out.lower[i].endswith("ing") or not i or _following(out, i) != "DT":
        return None
    after = out.tags[i - 1] in NOUN or out.tags[i - 1] == "CD"
    return "VBG" if after and _lemma(out, i) in out.vocabulary.frames else None


def _caught_at(out: Text, i: int) -> str | None:
    """ "were caught smuggling ivory"."""
    if not i or out.tags[i - 1] != "VBN" or not out.lower[i].endswith("ing") or _following(out, i) not in _OPENING:
        return None
    seen = out.vocabulary.among("sight_verbs", _lemma(out, i - 1))
    return "VBG" if seen and _lemma(out, i) in out.vocabulary.frames else None


def _copula(out: Text, i: int) -> str | None:
    return "VBZ" if out.lower[i] in ("is", "are", "was", "were") else None


def _never_noun(out: Text, i: int) -> str | None:
    """ "Washington and Seoul accuse North Korea"."""
    if not out.vocabulary.among("never_nouns", out.lower[i]) or _following(out, i) not in AFTER_VERB:
        return None
    return "VBP" if i and out.tags[i - 1] in NOUN else None


def _plural_moves(out: Text, i: int) -> str | None:
    """ "weapons pour into Sudan"."""
    if not i or out.tags[i - 1] != "NNS" or _following(out, i) not in ("IN", "TO"):
        return None
    lemma = _lemma(out, i)
    return "VBP" if out.lower[i] == lemma and moves(out.vocabulary, lemma) else None


def _relative_verb(out: Text, i: int) -> str | None:
    """ "that diplomats suspect is used"."""
    if not i or out.tags[i - 1] != "NNS" or _following(out, i) not in FINITE:
        return None
    return "VBP" if out.lower[i] == _lemma(out, i) and out.lower[i] in out.vocabulary.cues else None


def _forfeit(out: Text, i: int) -> str | None:
    """ "is forfeit"."""
    return "VBN" if _before(out, i) in BE and out.vocabulary.among("seizures", _lemma(out, i)) else None


def _used(out: Text, i: int) -> str | None:
    """ "The owner used banks"."""
    if out.lower[i] != "used" or _following(out, i) not in ("NNS", "DT", "PRP$"):
        return None
    return "VBD" if _is_first_verb(out, i) else None


def _ruled(out: Text, i: int) -> str | None:
    """ "has forbidden North Korea to sell"."""
    if _before(out, i) not in HAVE or not out.lower[i].endswith(("ed", "en")):
        return None
    return "VBN" if _lemma(out, i) in out.vocabulary.lists["norm_verbs"] else None


def _past(out: Text, i: int) -> str | None:
    """ "Mr. Lavrov handed Choe a rifle"."""
    return "VBD" if _is_past_of_frame(out, i, _lemma(out, i)) else None


def _present(out: Text, i: int) -> str | None:
    """ "Sudan's army uses drones"."""
    return "VBZ" if _is_only_verb_in_s(out, i, _lemma(out, i)) else None


def _second_past(out: Text, i: int) -> str | None:
    """ "built and sold rifles"."""
    if _following(out, i) not in AFTER_VERB and out.lower[i + 1 : i + 2] not in (["to"], ["from"]):
        return None
    return "VBD" if _is_second_past(out, i, _lemma(out, i)) else None


def _voyage(out: Text, i: int) -> str | None:
    """ "A fuel tanker docked in"."""
    return "VBD" if _lemma(out, i) in out.vocabulary.lists["voyage_verbs"] and _is_sole_verb(out, i) else None


# -- verbs and other words that are nouns, names, adjectives or adverbs -------------------------
def _noun_of_lexicon(out: Text, i: int) -> str | None:
    """A noun of transfer or of speakers taken for a verb or an adjective."""
    words, word, tag = out.vocabulary, out.lower[i], out.tags[i]
    if word in words.lemma:
        return None
    moved = tag in ("JJ", "VB", "VBP", "VBZ") and word in words.noun_frames
    return _number(word) if moved or (tag in VERB and is_noun_of_speakers(words, word)) else None


def _the_accused(out: Text, i: int) -> str | None:
    """ "said the accused": a participle with an article and nothing behind it that it describes."""
    if _before(out, i) not in ("the", "an") or _following(out, i) in _DESCRIBED:
        return None
    return "NN" if is_noun_of_speakers(out.vocabulary, out.lower[i]) else None


def _goods(out: Text, i: int) -> str | None:
    known = out.lower[i] in out.vocabulary.classes
    return "NN" if known and not _is_followed_by_noun(out.tags, i) else None


def _noun_after_adjective(out: Text, i: int) -> str | None:
    """ "the Chinese imports"."""
    return _number(out.lower[i]) if _is_noun_after_adjective(out, i) else None


def _object_in_s(out: Text, i: int) -> str | None:
    """ "to ship water pumps"."""
    shipped = out.tags[max(i - 2, 0) : i] in (["VB", "NN"], ["VBG", "NN"])
    return "NNS" if shipped and _before(out, i) not in out.vocabulary.lemma else None


def _goods_in_s(out: Text, i: int) -> str | None:
    """ "US arms shipments"."""
    known = out.lower[i] in out.vocabulary.classes and i + 1 < len(out.lower)
    return "NNS" if known and out.lower[i + 1] in out.vocabulary.noun_frames else None


def _second_object(out: Text, i: int) -> str | None:
    """ "sold Iran centrifuges"."""
    sold = i > 1 and out.tags[i - 1] in ("NNP", "NNPS") and out.tags[i - 2] in VERB
    return "NNS" if sold and not _lemma(out, i) else None


def _name_for_verb(out: Text, i: int) -> str | None:
    """ "let Chile buy"."""
    capital = out.words[i][0].isupper() and i > out.units[out.unit_of[i]].first
    return "NNP" if capital and not _lemma(out, i) else None


def _ship_to_ship(out: Text, i: int) -> str | None:
    """ "from ship to ship", "from hand to hand"."""
    return "NN" if i > 1 and out.lower[i - 1] == "to" and out.lower[i - 2] == out.lower[i] else None


def _leave(out: Text, i: int) -> str | None:
    """ "got leave to send"."""
    return "NN" if _before(out, i) in GET and out.vocabulary.among("permit_nouns", out.lower[i]) else None


def _part_bought(out: Text, i: int) -> str | None:
    """ "to buy centrifuge parts"."""
    between = i > 0 and out.tags[i - 1] in VERB and _following(out, i) in NOUN
    return "NN" if between and not _lemma(out, i) else None


def _smuggling_of(out: Text, i: int) -> str | None:
    """ "Iran's smuggling of weapons"."""
    owned = i > 0 and out.tags[i - 1] in OWNERS and out.lower[i + 1 : i + 2] == ["of"]
    return "NN" if owned and out.lower[i] in out.vocabulary.noun_frames else None


def _iron_ore(out: Text, i: int) -> str | None:
    """ "iron ore", "the coal": goods taken for an adverb or a preposition."""
    if out.lower[i] not in out.vocabulary.classes:
        return None
    after = out.tags[i - 1] in NOUN
    if out.tags[i] == "IN":
        return "NN" if after else None
    return "NN" if _following(out, i) not in ("VBD", "VBZ", "VBP", "JJ", "RB") or (i > 0 and after) else None


def _name_before_past(out: Text, i: int) -> str | None:
    """ "Oxfam provided tents"."""
    if i or len(out.lower) < 2 or not out.words[0][0].isupper():
        return None
    return "NNP" if _is_past_of_frame(out, 1, out.vocabulary.lemma.get(out.lower[1])) else None


def _earlier(out: Text, i: int) -> str | None:
    """ "had earlier sold", "were each fined"."""
    whole = out.tags[i] != "DT" or out.lower[i] in ("each", "both", "all")
    return "RB" if whole and _before(out, i) in _BE_HAVE and _following(out, i) in ("VBN", "VBD") else None


def _there(out: Text, i: int) -> str | None:
    """ "the workers there have left"."""
    return "RB" if i and out.tags[i - 1] in NOUN else None


def _flag(out: Text, i: int) -> str | None:
    """ "a Hong Kong registered tanker"."""
    between = i > 0 and out.tags[i - 1] in ("NNP", "JJ") and _following(out, i) in NOUN
    return "JJ" if between and out.lower[i] in out.vocabulary.lists["flying_words"] else None


def _made(out: Text, i: int) -> str | None:
    """ "sold North Korea refined oil"."""
    made = out.lower[i] in out.vocabulary.lists["made_adjectives"] and _lemma(out, i) not in out.vocabulary.frames
    return "JJ" if made and _following(out, i) in NOUN and _before(out, i) not in _BE_HAVE else None


def _foreign_name(out: Text, i: int) -> str | None:
    return "NNP" if out.lower[i] not in POSSESSIVES else None


def _initials(out: Text, i: int) -> str | None:
    """ "the WHO"."""
    return "NNP" if out.words[i].isupper() and not out.words[max(i - 1, 0)].isupper() else None


def _surname(out: Text, i: int) -> str | None:
    """ "Elias Abrams said"."""
    return "NNP" if _is_surname(out, i, _lemma(out, i)) else None


def _is_noun_after_adjective(out: Text, i: int) -> bool:
    """Whether a form read as a verb stands where only a noun can."""
    if i == 0 or out.tags[i - 1] not in ("JJ", "POS", "PRP$", "DT") or out.lower[i] in _AUXILIARIES:
        return False  # "That is a lie"
    return not out.vocabulary.among("counts", out.lower[i - 1]) and not _is_wish_after_name(out, i)


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


_COMMON = NOUN - {"NNP"}
_ORDER: tuple[tuple[frozenset[str], Callable[[Text, int], str | None]], ...] = (
    (NOUN | {"JJ"}, _progressive),
    (VERB | {"JJ"}, _noun_of_lexicon),
    (frozenset({"VBN", "VBD"}), _the_accused),
    (frozenset({"PRP$"}), _foreign_name),
    (frozenset({"JJ"}), _goods),
    (frozenset({"VBZ", "VBP"}), _noun_after_adjective),
    (_COMMON, _infinitive),
    (frozenset({"VBZ"}), _object_in_s),
    (frozenset({"NNS"}), _verb_in_s),
    (NOUN | {"JJ", "VBN"}, verb_tag),  # "many say the ship", "the agency denies that"
    (frozenset({"VB", "VBP"}), _name_for_verb),
    (frozenset({"DT", "RBR"}), _earlier),
    (frozenset({"NN"}), _gerund_after_noun),
    (frozenset({"NN"}), _caught_at),
    (frozenset({"VBN"}), _flag),
    (frozenset({"VBN"}), _voyage),
    (frozenset({"EX"}), _there),
    (NOUN, _copula),
    (frozenset({"VBZ"}), _goods_in_s),
    (frozenset({"RB", "IN"}), _iron_ore),
    (frozenset({"RB"}), _name_before_past),
    (frozenset({"VBG"}), _smuggling_of),
    (NOUN, _never_noun),
    (NOUN, _plural_moves),
    (MARKS, _initials),
    (frozenset({"NN", "NNS"}), _surname),
    (frozenset({"VB"}), _leave),
    (frozenset({"VB"}), _ship_to_ship),
    (frozenset({"NN"}), _relative_verb),
    (frozenset({"VBZ"}), _second_object),
    (frozenset({"JJ"}), _forfeit),
    (frozenset({"JJ"}), _used),
    (frozenset({"VB", "VBP"}), _part_bought),
    (frozenset({"JJ"}), _ruled),
    (frozenset({"JJ", "VBN", "NN", "NNP"}), _past),
    (frozenset({"NNS"}), _present),
    (frozenset({"JJ", "VBN"}), _second_past),
    (frozenset({"VBD", "VBN"}), _made),
)
_RULES = {
    tag: tuple(rule for tags, rule in _ORDER if tag in tags)
    for tag in sorted({tag for tags, _ in _ORDER for tag in tags})
}
"""The rules by the tag that they may change, in the order in which they are asked."""
