"""How words vote for the headings whose labels and phrases use them: the rarer the word, the more.

The votes are counted over the lexicon with the trade words of ``headings.py``. Most words have one heading alone; of
the others the counts are kept, and their votes are worked out when a text has the word.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache
from math import log
from sys import intern

from tidewaiter.goods.headings import Heading, headings
from tidewaiter.goods.lexicon import Lexicon, Meaning, extended, fold_phrases, grammar, kind_of, singulars
from tidewaiter.goods.spelling import Bones, bones, respelt
from tidewaiter.goods.terms import Book, Voice, tells

# A word votes for this many headings at most: beyond them it tells nothing.
_VOTES = 8
_HEADINGS = 1229
# A word of a label or a hint counts for half as much again as one of a phrase: three halves against two.
_LABEL, _PHRASE = 3, 2
_CHEMICALS = ("28", "29")
_NONE: Voice = (0.0, {})
# Words of one heading, and for the others their headings and counts in turn.
Count = str | tuple[str | int, ...]


@cache
def trade() -> Book:
    """The book of trade records: the lexicon with the words of the headings, and how phrases vote."""
    known = [heading for heading in headings().values() if len(heading.code) == 4]
    lines = ((fold_phrases(h.words), (Meaning(kind_of(h.code), (h.code,)),)) for h in known)
    words = extended(lines)
    counts = _counts(words, known)

    def voice(key: str) -> Voice:
        return _together(key, counts)

    @cache
    def known_bones() -> Bones:
        return bones(word for word, count in counts.items() if not _is_chemical(count))

    def meant(word: str) -> str | None:
        return respelt(word, known_bones())

    return Book(words, grammar(), voice, meant)


def _counts(words: Lexicon, known: list[Heading]) -> dict[str, Count]:
    """For each word its heading, or its headings with how often it is used for them. Words of grammar have no vote."""
    used: dict[str, list[str]] = {}
    for phrase, meanings in words.phrases.items():
        for meaning in meanings if len(meanings) < 3 else meanings[:2]:
            if meaning.hs and len(meaning.hs[0]) >= 4:
                code = intern(meaning.hs[0][:4])
                for word in phrase.split(" "):
                    codes = used.get(word)
                    if codes is None:
                        used[word] = [code]
                    else:
                        codes.append(code)
    labels = _labels(known)
    roles = grammar().roles
    return {
        word: _count(used.get(word, []), labels.get(word, []))
        for word in dict.fromkeys((*used, *labels))
        if word not in roles
    }


def _is_chemical(count: Count) -> bool:
    """Whether a word may name a chemical: of these, two that differ in a letter are two substances."""
    codes = (count,) if isinstance(count, str) else count
    return any(isinstance(code, str) and code[:2] in _CHEMICALS for code in codes)


def _labels(known: list[Heading]) -> dict[str, list[str]]:
    irregular = grammar().irregular
    found: dict[str, list[str]] = {}
    for heading in known:
        for phrase in fold_phrases((heading.label, *heading.hints)):
            for word in phrase.split(" "):
                if word.isalpha():
                    for one in dict.fromkeys((word, *singulars(word, irregular)[:1])):
                        found.setdefault(one, []).append(heading.code)
    return found


def _count(used: list[str], labels: list[str]) -> Count:
    first = used[0] if used else labels[0]
    if used.count(first) == len(used) and labels.count(first) == len(labels):
        return first
    counted = Counter(used * _PHRASE + labels * _LABEL)
    return tuple([part for pair in counted.items() for part in pair])


def _vote(count: Count) -> Voice:
    """The weight of a word by its rarity (0 to 1), and the headings it speaks for by their share of its uses."""
    if isinstance(count, str):
        return 1.0, {count: 1.0}
    found = {str(code): int(n) for code, n in zip(count[::2], count[1::2], strict=True)}
    total = sum(found.values())
    weight = log(1 + _HEADINGS / len(found)) / log(1 + _HEADINGS)
    most = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:_VOTES]
    return weight, {code: (n / total) ** 0.5 * weight for code, n in most}


def _together(key: str, counts: Mapping[str, Count]) -> Voice:
    """The votes of all words of a phrase together."""
    weight, shares = 0.0, defaultdict[str, float](float)
    for word in key.split(" "):
        if tells(word):
            forms = (word, *singulars(word, grammar().irregular))
            found = next((counts[form] for form in forms if form in counts), None)
            more, votes = _NONE if found is None else _vote(found)
            weight += more
            for code, share in votes.items():
                shares[code] += share
    return weight, dict(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:_VOTES])
