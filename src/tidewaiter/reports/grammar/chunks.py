"""Noun phrases and verb groups, read from the tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tidewaiter.reports.grammar.language import Group, Phrase, Text, Unit, values
from tidewaiter.reports.grammar.marks import (
    ABOUT,
    ADJECTIVE,
    AFTER_VERB,
    BE,
    BREAKS_PHRASE,
    CLAUSAL,
    DETERMINER,
    DO,
    EITHER,
    FINITE,
    GET,
    HAVE,
    MARKS,
    NOT,
    NOUN,
    VERB,
)
from tidewaiter.reports.grammar.tagging import is_noun_of_speakers, moves

_QUOTES = frozenset({"'", '"', "‘", "’", "“", "”", "`", "``", "''"})
# Unions are made once: they are asked for at every word.
_NEITHER = frozenset({",", ".", ":", "CC", "WDT", "WP", "WRB", "-LRB-", "-RRB-"})  # begin no phrase and no verb
_VERBAL = frozenset({"MD", "TO", "VB", "VBD", "VBP", "VBZ"})  # begin no phrase
_PARTICLES = frozenset({"back", "away", "home", "out", "off", "together"})  # "gave back | two dogs"
_NOMINAL = NOUN | ADJECTIVE
_DESCRIBED = _NOMINAL | {"HYPH", "CD", "VBN"}
_DESCRIBING = ADJECTIVE | {"RB", "VBN", "VBG", "HYPH", "CD"}
_OPENING = DETERMINER | ADJECTIVE | {"POS", "CD", "HYPH", "RB"}
_COUNTED = NOUN | {"CD", "PRP"}
_HELPERS = BE | HAVE | GET


def chunk(out: Text, unit: Unit) -> None:
    """Noun phrases and verb groups of a unit, left to right."""
    phrases: list[Phrase] = []
    groups: list[Group] = []
    at = unit.first
    while at < unit.last:
        tag = out.tags[at]
        if tag in _NEITHER:
            at += 1
            continue
        verbal = tag in _VERBAL or (tag == "VBN" and _is_main_verb(out, at, unit, groups))
        phrase = _phrase(out, at, unit) if not verbal else None
        if phrase is not None:
            phrases.append(phrase)
            for i in range(phrase.first, phrase.last):
                out.phrase_at[i] = phrase
            at = phrase.last
            continue
        group = _group(out, at, unit) if tag in VERB or tag == "TO" else None
        if group is not None:
            group = _joined(out, group, groups)
            groups.append(group)
            for i in range(group.first, group.last):
                out.group_at[i] = group
            at = group.last
            continue
        at += 1
    out.phrases.append(phrases)
    out.groups.append(groups)


def _is_main_verb(out: Text, at: int, unit: Unit, groups: list[Group]) -> bool:
    """Of "a tanker, the Ara, transferred oil": a participle after a comma where no verb came before."""
    if at == unit.first or out.lower[at - 1] != ",":
        return False
    if any(g.finite and g.lemma not in out.vocabulary.cues for g in groups):
        return False
    begun = out.phrase_at[unit.first] is not None or out.lower[unit.first] == "according"
    return out.vocabulary.lemma.get(out.lower[at]) in out.vocabulary.frames and begun


def _joined(out: Text, group: Group, groups: list[Group]) -> Group:
    """Of "has been boarded and seized": a participle after "and" shares the auxiliaries of the verb before."""
    if groups and out.tags[group.main] == "VB" and group.finite and group.modal is None and group.first:
        before = groups[-1]
        if (before.modal or before.infinitive) and out.lower[group.first - 1] in ("and", "or", ","):
            return replace(
                group, modal=before.modal, infinitive=before.infinitive, finite=before.finite, negated=before.negated
            )
    if not groups or out.tags[group.main] not in ("VBN", "VBD") or group.first == 0 or group.last - group.first > 1:
        return group
    passed = (
        groups[-1].passive and group.lemma in out.vocabulary.frames and out.lower[group.last : group.last + 1] == ["to"]
    )
    if not group.bare and not passed:
        return group
    before, linked = groups[-1], out.lower[group.first - 1]
    if linked not in ("and", "or", "nor", "but") or not before.finite or before.last - before.first < 2:
        return group
    if out.tags[before.main] != "VBN":
        return group
    return replace(group, bare=False, finite=True, passive=before.passive, perfect=before.perfect, modal=before.modal,
                   negated=before.negated or linked == "nor")  # fmt: skip


def _phrase(out: Text, first: int, unit: Unit) -> Phrase | None:
    """The noun phrase that begins at ``first``, if one does."""
    tags = out.tags
    if tags[first] in ("PRP", "EX"):
        return Phrase(first, first + 1, first)
    if out.lower[first] in out.vocabulary.lists["counts"] and out.lower[first + 1 : first + 2] == ["of"]:
        return Phrase(first, first + 1, first)  # "most of the coal"
    if not _begins_phrase(tags, out.lower, first, unit):
        return None
    at, head = first, -1
    while at < unit.last and (step := _step(out, first, head, at, unit.last)) is not None:
        head, at = step
    if head < 0:
        whole = tags[first] in DETERMINER and at > first and tags[at - 1] != "RB"
        return Phrase(first, at, at - 1) if whole else None
    return Phrase(first, head + 1, head)


def _step(out: Text, first: int, head: int, at: int, last: int) -> tuple[int, int] | None:
    """The head so far and the next word, where the word at ``at`` still belongs to the phrase; else None."""
    tags, tag, word = out.tags, out.tags[at], out.lower[at]
    if out.words[at] in _QUOTES and _is_quoted_inside(out, first, at, last):
        return head, at + 1
    if head >= first and (_is_new_phrase(out, first, head, at) or values(out.lower, at)):
        return None
    if head >= 0 and _breaks(out, at):
        return None
    if tag in NOUN or tag == "CD":
        return None if _is_after_time(out, first, head, at) else (at, at + 1)
    if tag == "POS":
        owns = head < 0 or (at + 1 < last and _continues(tags, at + 1, last))
        return (-1, at + 1) if owns else None
    if tag in ("HYPH", "SYM") or word in ("-", "/"):
        return _past_hyphen(out, first, head, at, last)
    if word == "and" and head >= first and _is_inside_name(out, first, head, at, last):
        return head, at + 1
    if head < 0 and word in ("and", "or", ",") and _joins_adjectives(out, first, at, last):
        return head, at + 1
    if tag in ("VBN", "VBG", "RB") and at > first:
        return None if _is_own_verb(out, first, at, last) else (head, at + 1)
    if _is_inside_number(out, at, last):
        return head, at + 1
    if tag in ADJECTIVE and head >= 0 and tags[head] == "NNP" and out.words[at][0].isupper() and at == head + 1:
        return at, at + 1  # "the Wise Honest"
    if tag in ("DT", "PRP$") and at > first and tags[at - 1] == "JJ" and out.lower[at - 1] not in ("such", "many"):
        return None  # "it is likely | these parts"
    return (head, at + 1) if tag in ADJECTIVE or tag in DETERMINER or at == first else None


def _is_quoted_inside(out: Text, first: int, at: int, last: int) -> bool:
    """Of "a ‘Senat’ limousine": the marks around a word or two before the noun, which part no phrase."""
    tags, words = out.tags, out.words
    if at == first or at + 1 >= last or tags[at + 1] not in _NOMINAL:
        return False
    if any(words[i] in _QUOTES for i in range(first, at)):
        return _continues(tags, at + 1, last)
    return _modifies(tags, at) and any(words[i] in _QUOTES for i in range(at + 2, min(at + 5, last)))


def _is_inside_name(out: Text, first: int, head: int, at: int, last: int) -> bool:
    """Of "the Food and Agriculture Organization": whether capitals with one article go on to the name of a body."""
    words, end = out.words, at + 1
    while end < last and words[end][0].isupper() and out.tags[end] in NOUN:
        end += 1
    if out.lower[first] != "the" or not words[head][0].isupper() or end - at < 3 or head != at - 1:
        return False
    return out.vocabulary.among("organisations", out.lower[end - 1])


def _joins_adjectives(out: Text, first: int, at: int, last: int) -> bool:
    """Of "Iranian and Syrian traders", "large, heavy trucks": whether two adjectives describe one noun."""
    tags, words = out.tags, out.words
    if at == first or at + 1 >= last or tags[at - 1] not in ("JJ", "JJS", "VBN") or out.lower[first - 1] in BE:
        return False
    named = words[at - 1][0].isupper()
    if named != words[at + 1][0].isupper():
        return False  # "(held it) illegal and Russian officials"
    alike = tags[at + 1] == "JJ" or (named and tags[at + 1] == "NNP" and tags[at + 2 : at + 3] in (["JJ"], ["NNP"]))
    return alike and _continues(tags, at + 1, last)


def _breaks(out: Text, at: int) -> bool:
    """Whether the word begins something new after a head: a determiner, "last", "more"."""
    tag, word = out.tags[at], out.lower[at]
    told = out.tags[at - 1] == "NNS" and out.lower[at - 1] in out.vocabulary.lists["told_persons"]
    if told and tag in NOUN and out.words[at - 1].islower():
        return True  # "showed reporters | rifles"
    compared = tag == "JJR" and word in ("more", "less", "fewer") and out.tags[at - 1] != "CD"
    return word in BREAKS_PHRASE or tag in DETERMINER or compared


def _is_after_time(out: Text, first: int, head: int, at: int) -> bool:
    """Of "last year | exports": whether the noun follows a whole phrase of time."""
    if head < 0 or out.tags[at] == "CD":
        return False
    timed = out.lower[first] in BREAKS_PHRASE or out.lower[first] == "this"
    return timed and out.lower[head] in out.vocabulary.lists["time_nouns"]


def _past_hyphen(out: Text, first: int, head: int, at: int, last: int) -> tuple[int, int] | None:
    """Head and next word after a hyphen or stroke that joins two words; None where it parts them."""
    tags, lower = out.tags, out.lower
    if at == first or at + 1 >= last:
        return None
    joined = out.ends[at - 1] == out.starts[at] and out.ends[at] == out.starts[at + 1]
    if not joined and (tags[at + 1] in ("IN", "CC", "DT") or tags[at + 1] in FINITE):
        return None
    word, at = lower[at], at + 1
    if tags[at - 2] in ("NNP", "NNPS") and word == "-":
        if lower[at] not in out.vocabulary.lists["hyphen_participles"]:
            tags[at] = "NNP"
        return (at if tags[at] in NOUN else -1), at + 1
    return (at if tags[at] in NOUN or tags[at] == "CD" else head), at + 1


def _is_own_verb(out: Text, first: int, at: int, last: int) -> bool:
    """Whether a participle or adverb inside does not describe the noun after it: "28 tanks | sold"."""
    tags = out.tags
    numbered = out.lower[first - 1 : first] == ["no."] if first else False
    counted = numbered or (tags[at - 1] == "CD" and any(tags[i] in NOUN for i in range(first, at)))
    describes = at + 1 < last and tags[at + 1] in _DESCRIBED and _modifies(tags, at)
    return counted or not describes


def _is_inside_number(out: Text, at: int, last: int) -> bool:
    """Of "more than 40", "up to a dozen", "arms & steel": the words that link."""
    word, tags = out.lower[at], out.tags
    if word in ("than", "to") and out.lower[at - 1] in ("more", "less", "fewer", "up"):
        return tags[at + 1 : at + 2] in (["CD"], ["$"]) or _is_a_number(out, at + 1)
    return word == "&" and at + 1 < last and tags[at + 1] in NOUN


def _is_a_number(out: Text, at: int) -> bool:
    """ "(more than) a dozen"."""
    return out.lower[at : at + 1] == ["a"] and out.tags[at + 1 : at + 2] == ["CD"]


def _is_new_phrase(out: Text, first: int, head: int, at: int) -> bool:
    """Whether a second phrase begins: "in 2021 | France", "the army | two tanks", "Nampo | months later"."""
    tags, lower, times = out.tags, out.lower, out.vocabulary.lists["time_nouns"]
    dated = tags[at - 1] == "CD" and any(lower[i] in times for i in range(first, at))
    if dated and tags[at] in ("NNP", "NNPS", "JJ") and lower[at] not in times:
        return True
    if tags[at - 1] == "NNP" and tags[at] == "NNS" and lower[at] in times:
        return True
    opened = lower[first - 1] if first else ""
    if opened in ("in", "on", "since") and lower[at - 1] in times and tags[at] == "NNP" and lower[at] not in times:
        return True  # "reported in October | China has"
    if tags[at - 1] == "NNP" and _is_given(out, first, at):
        return True
    counted = tags[at] == "CD" and at == head + 1 and tags[at - 1] in ("NN", "NNS", "NNPS")
    if counted and tags[at - 1] == "NNPS" and lower[first] == "the":
        return True
    return counted and (lower[at].isalpha() or is_noun_of_speakers(out.vocabulary, lower[head]))


def _is_given(out: Text, first: int, at: int) -> bool:
    """Of "gave Lim | 30 horses", "sent Lim | new horses": the thing begins behind the name of who gets it."""
    verb = out.group_at[first - 1] if first else None
    if verb is None or verb.passive or out.tags[at] not in ("CD", "JJ", "$") or out.words[at][0].isupper():
        return False
    following = out.tags[at + 1 : at + 2]
    named = bool(following) and (following[0] in ADJECTIVE or following[0] in NOUN or following[0] in ("CD", "HYPH"))
    person = all(out.tags[i] == "NNP" and not out.words[i].isupper() for i in range(first, at))
    if not (named and person) or out.vocabulary.make_in(" ".join(out.words[first:at])):
        return False  # "sent | US crude oil", "sent | Boeing 747 jets"
    return any(frame.double for frame in out.vocabulary.frames.get(verb.lemma, ()))


def _begins_phrase(tags: Sequence[str], lower: Sequence[str], at: int, unit: Unit) -> bool:
    tag = tags[at]
    if values(lower, at) or (lower[at] in ("least", "most") and at > unit.first and lower[at - 1] == "at"):
        return False  # "at least | 40 trucks"
    if tag in NOUN or tag in DETERMINER or tag in ADJECTIVE or tag == "CD":
        return True
    if at + 1 >= unit.last:
        return False
    if lower[at] in ABOUT and tags[at + 1] in ("CD", "$"):
        return True
    if tag == "VBN":
        helped = at > unit.first and (lower[at - 1] in _HELPERS or tags[at - 1] in ("RB", "MD"))
        after_noun = at > unit.first and tags[at - 1] in _COUNTED
        return not helped and not after_noun and tags[at + 1] in _NOMINAL
    return tag == "RB" and tags[at + 1] in ("CD", "$") and lower[at] not in NOT and lower[at] not in _PARTICLES


def _continues(tags: Sequence[str], at: int, last: int) -> bool:
    while at < last and tags[at] in _DESCRIBING:
        at += 1
    return at < last and tags[at] in NOUN


def _modifies(tags: Sequence[str], at: int) -> bool:
    return tags[at - 1] in _OPENING


def _group(out: Text, first: int, unit: Unit) -> Group | None:
    tags, lower, last = out.tags, out.lower, unit.last
    infinitive = tags[first] == "TO" and first + 1 < last and _verb_after(tags, first + 1, last)
    if tags[first] not in VERB and not infinitive:
        return None
    at = first + 1 if infinitive else first
    main, seen, negated = -1, list[int](), False
    while at < last:
        if tags[at] in VERB:
            if main >= 0 and not _helps(lower[main], tags[main]):
                break
            main = at
            seen.append(at)
        elif (
            tags[at] == "RB"
            and (_verb_after(tags, at, last) or lower[at] in NOT)
            and (main < 0 or _helps(lower[main], tags[main]))
        ):
            negated = negated or lower[at] in NOT
        elif main >= 0 and lower[at] == "no" and lower[at + 1 : at + 2] == ["longer"]:
            negated, at = True, at + 1
        else:
            break
        at += 1
    while at > main + 1:
        at -= 1 if lower[at - 1] not in NOT else 0
        if lower[at - 1] in NOT:
            break
    if main < 0:
        return None
    return _describe(out, first, max(at, main + 1), main, seen, infinitive=infinitive, negated=negated)


def _describe(
    out: Text, first: int, last: int, main: int, seen: list[int], *, infinitive: bool, negated: bool
) -> Group:
    tags, lower = out.tags, out.lower
    helpers = [lower[i] for i in seen[:-1]]
    participle = tags[main] in ("VBN", "VBD")
    passive = participle and any(word in BE or word in GET for word in helpers)
    gerund = bool(helpers) and tags[seen[0]] == "VBG"
    bare = gerund or (not helpers and not infinitive and tags[main] in ("VBN", "VBG"))
    finite = not infinitive and not bare and (bool(helpers) or tags[main] in FINITE or tags[main] == "VB")
    if not helpers and not infinitive and tags[main] in ("VBN", "VBD") and _is_reduced(out, main):
        bare, finite, passive = True, False, True
    elif bare and not gerund and tags[main] == "VBN":
        passive = not _is_past(out, main)
        bare, finite = passive, not passive
    before = lower[first - 1] if first else ""
    return Group(
        first=first,
        last=last,
        main=main,
        lemma=out.vocabulary.lemma.get(lower[main], lower[main]),
        finite=finite,
        infinitive=infinitive,
        bare=bare,
        passive=passive,
        negated=negated or before in NOT,
        progressive=tags[main] == "VBG" and any(word in BE for word in helpers),
        perfect=any(word in HAVE for word in helpers),
        modal=next((lower[i] for i in seen if tags[i] == "MD"), None),
    )


def _is_reduced(out: Text, main: int) -> bool:
    """ "vehicles believed to be", "missiles supplied by": a participle, whatever its tag."""
    unit_first = out.units[out.unit_of[main]].first
    apart = out.lower[main - 1 : main + 3] == [",", "said", "to", "be"]
    if main <= unit_first or (out.phrase_at[main - 1] is None and not apart) or out.tags[main - 1] == "PRP":
        return False
    following = out.lower[main + 1 : main + 2]
    word = out.lower[main]
    if moves(out.vocabulary, out.vocabulary.lemma.get(word, "")):
        return False
    if following == ["by"] or _has_verb_after(out, main):
        return True
    said = word == "said" and out.lower[main + 1 : main + 3] == ["to", "be"]
    return said or (following == ["to"] and out.vocabulary.hedges.get(word) in ("believed", "alleged"))


def _has_verb_after(out: Text, main: int) -> bool:
    """Of "cars exported to Iran were dear": the clause has another verb, so that this one is a participle."""
    lemma, last = out.vocabulary.lemma.get(out.lower[main], ""), out.units[out.unit_of[main]].last
    if lemma not in out.vocabulary.frames or main + 1 >= last or out.tags[main + 1] not in ("IN", "TO"):
        return False
    first, subject = out.units[out.unit_of[main]].first, out.phrase_at[main - 1]
    if any(out.tags[at] in FINITE for at in range(first, main)):
        return False
    if subject is not None and subject.first > first and out.lower[subject.first - 1] in ("that", "which", "whom"):
        return False
    for at in range(main + 1, last):
        if out.tags[at] in ("CC", ",", ":", *MARKS) or out.lower[at] in CLAUSAL or out.lower[at] in EITHER:
            return False
        if out.tags[at] in FINITE:
            return True
    return False


def _is_past(out: Text, main: int) -> bool:
    """Whether a participle without auxiliary is rather a past tense: "the spokesman told a briefing"."""
    unit = out.units[out.unit_of[main]]
    at = main - 1
    while at > unit.first and (out.tags[at] == "RB" or (out.lower[at] == "," and at == main - 1)):
        at -= 1
    if at < unit.first or out.phrase_at[at] is None or not out.words[main].endswith(("ed", "d", "t", "e", "n", "w")):
        return False
    lemma = out.vocabulary.lemma.get(out.lower[main], "")
    following = out.lower[main + 1] if main + 1 < unit.last else ""
    if following in ("neither", "no", "nothing") or _is_only_verb(out, main, unit) or _in_object_relative(out, at):
        return True
    if f"{lemma} {following}" in out.vocabulary.lists["with_particle"] and main + 2 < unit.last:
        return out.tags[main + 2] in AFTER_VERB
    if following == "by" or (
        out.vocabulary.hedges.get(out.lower[main]) in ("believed", "alleged") and following == "to"
    ):
        return False
    frames = out.vocabulary.frames.get(lemma, ())
    if any(frame.frame == "move" for frame in frames):
        return True
    if main + 1 < unit.last and out.tags[main + 1] in DETERMINER | NOUN | {"PRP", "CD", "JJ", "JJR", "$"}:
        return True
    return (not frames and lemma in out.vocabulary.cues and out.tags[main + 1 : main + 2] != ["IN"]) or following in (
        "on",
        "that",
    )


def _in_object_relative(out: Text, at: int) -> bool:
    """Of "rifles that a company sent to": the phrase that ends at ``at`` has its own verb after "that"."""
    phrase = out.phrase_at[at]
    before = phrase.first - 1 if phrase is not None else -1
    if before < 1 or out.lower[before] not in ("that", "which", "whom"):
        return False
    return out.phrase_at[before - 1] is not None or out.lower[before - 1] == ","


def _is_only_verb(out: Text, main: int, unit: Unit) -> bool:
    """Of "Syria, the panel found out, received from": a participle after a comma where the unit has no other verb."""
    apart = main > unit.first and out.lower[main - 1] == ","
    return apart and not any(out.tags[at] in FINITE for at in range(unit.first, unit.last) if at != main)


def _helps(word: str, tag: str) -> bool:
    return tag == "MD" or word in BE or word in HAVE or word in DO or word in GET


def _verb_after(tags: Sequence[str], at: int, last: int) -> bool:
    while at < last and tags[at] == "RB":
        at += 1
    return at < last and tags[at] in VERB
