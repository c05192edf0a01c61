"""Headings that goods, written as traders write them, may belong to: with scores, the words that led there, and doubt.

Two readings are joined. The grammar of item texts (``drafts.py``) finds the head of each phrase and what narrows it;
single words and hints vote for the headings whose labels and phrases use them, the rarer the more. The score is
calibrated, and a text that tells too little is abstained from.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from math import exp, log
from typing import Literal, NamedTuple

from tidewaiter.goods.codes import find_codes
from tidewaiter.goods.drafts import Draft, read_phrase
from tidewaiter.goods.headings import headings
from tidewaiter.goods.lexicon import Lexicon, Meaning, extended, fold_phrase, grammar, kind_of, lexicon, singulars
from tidewaiter.goods.order import put_in_order
from tidewaiter.goods.phrases import Chunk, Desk, Phrase, Piece, cut_phrases
from tidewaiter.goods.tokens import tokenize

_DIGIT = re.compile(r"\d")
_CACHED = 65_536
_MOST = 5
# A word votes for this many headings at most: beyond them it tells nothing.
_VOTES = 12
# The numbers below were set on tests/goods/strings/worked_on.yaml with benchmarks/text_to_hs.py.
_ROLE_WEIGHT = {None: 1.0, "thing": 0.9, "with": 0.4, "use": 0.3, "place": 0.35, "list": 1.0}
_LATER_PHRASE = 0.45
_ORDER = (1.0, 0.72, 0.6, 0.5)
_UNSURE = 0.55
_BESIDE_HEAD = 0.3
_VOTE = 0.6
_CODE = 1.6
# Shorter Latin words (units, types) do not vote.
_SHORTEST = 3
_SHARPNESS = 2.0
_SLOPE, _HALF = 5.0, 0.4
_ABSTAIN_BELOW = 0.12


class Candidate(NamedTuple):
    """A heading of HS 2022 (four digits), how likely it is (0 to 1), and the words of the text that led there."""

    heading: str
    score: float
    why: str


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What headings a goods text may belong to, likeliest first.

    ``abstained``: the text tells too little for any answer to be relied on; what candidates there are, are for review.
    ``parts``: where the text names several goods, one suggestion for each; else empty.
    """

    text: str
    candidates: tuple[Candidate, ...] = ()
    abstained: bool = False
    codes_in_text: tuple[str, ...] = ()
    parts: tuple[Suggestion, ...] = ()


class _Words(NamedTuple):
    """The lexicon with the trade words, and how each single word votes."""

    lexicon: Lexicon
    votes: Mapping[str, tuple[tuple[str, float], ...]]
    weight: Mapping[str, float]


@lru_cache(maxsize=_CACHED)
def suggest(text: str) -> Suggestion:
    """Headings for the goods that ``text`` names, such as "1X40HC STC FROZEN MACKEREL". Never raises; deterministic."""
    codes, places = find_codes(text) if _DIGIT.search(text) else ((), ())
    desk = _desk(text, places)
    phrases = [put_in_order(desk, phrase) for phrase in cut_phrases(desk)]
    drafts = [list(read_phrase(desk, one, after)) for one, after in zip_longest(phrases, phrases[1:])]
    tally = _Tally(desk)
    main = next((i for i, found in enumerate(drafts) if any(m.hs for d in found for m in d.meanings)), 0)
    for i, (phrase, found) in enumerate(zip(phrases, drafts, strict=True)):
        _count(tally, phrase, found, 1.0 if i <= main else _LATER_PHRASE)
    for code in codes:
        if len(code) >= 4:
            tally.add(code[:4], _CODE, code)
    candidates = tally.ranked()
    return Suggestion(text, candidates, not candidates or candidates[0].score < _ABSTAIN_BELOW, codes)


@cache
def _words() -> _Words:
    known = headings()
    named = ((word, Meaning(kind_of(h.code), (h.code,))) for h in known.values() for word in h.words if len(h.code) == 4)
    words = extended(named)
    uses: dict[str, Counter[str]] = defaultdict(Counter)
    for phrase, meanings in words.phrases.items():
        for meaning in meanings[:2]:
            for code in meaning.hs[:1]:
                _use(uses, phrase.split(" "), code[:4], 1.0)
    for heading in known.values():
        for word in (heading.label, *heading.hints):
            plain = [w for w in fold_phrase(word).split(" ") if w.isalnum()]
            _use(uses, [s for w in plain for s in (w, *singulars(w, grammar().irregular)[:1])], heading.code, 1.5)
    return _Words(words, *_voting(uses))


def _use(uses: dict[str, Counter[str]], words: list[str], code: str, times: float) -> None:
    for word in words:
        if len(code) == 4 and len(word) > 1 and word not in grammar().roles:
            uses[word][code] += times  # type: ignore[assignment]


def _voting(uses: Mapping[str, Counter[str]]) -> tuple[dict[str, tuple[tuple[str, float], ...]], dict[str, float]]:
    """For each word the headings it speaks for, with the share of its uses, and its weight by rarity (0 to 1)."""
    votes, weight = {}, {}
    rarest = log(1 + 1229)
    for word, counted in uses.items():
        total = sum(counted.values())
        weight[word] = log(1 + 1229 / len(counted)) / rarest
        votes[word] = tuple((code, (n / total) ** 0.5 * weight[word]) for code, n in counted.most_common(_VOTES))
    return votes, weight


def _desk(text: str, places: tuple[tuple[int, int], ...]) -> Desk:
    for start, end in places:
        text = text[:start] + ";" + " " * (end - start - 1) + text[end:]
    words = _words().lexicon
    return Desk(text, tokenize(text, spelling=grammar().spelling, vocabulary=words.vocabulary), words, grammar())


class _Tally:
    """Adds up what speaks for each heading, and by which words."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.points: dict[str, float] = defaultdict(float)
        self.votes: dict[str, float] = defaultdict(float)
        self.voted = 0.0
        self.why: dict[str, dict[str, float]] = defaultdict(dict)

    def add(self, heading: str, points: float, words: str) -> None:
        self.points[heading] += points
        self.why[heading][words] = points

    def words(self, first: int, last: int) -> str:
        tokens = self.desk.tokens
        return self.desk.text[tokens.starts[first] : tokens.ends[last - 1]]

    def ranked(self) -> tuple[Candidate, ...]:
        votes = {h: _VOTE * v / max(self.voted, 0.7) for h, v in self.votes.items()}
        total = {h: self.points.get(h, 0.0) + votes.get(h, 0.0) for h in {**self.points, **votes}}
        best = sorted(total.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST]
        if not best:
            return ()
        strength = 1 / (1 + exp(-_SLOPE * (best[0][1] - _HALF)))
        mass = sum(points**_SHARPNESS for points in total.values())
        return tuple(Candidate(h, round(strength * p**_SHARPNESS / mass, 3), self.reason(h)) for h, p in best)

    def reason(self, heading: str) -> str:
        found = sorted(self.why[heading].items(), key=lambda pair: -pair[1])
        return "; ".join(words for words, _ in found[:3])


def _count(tally: _Tally, phrase: Phrase, drafts: list[Draft], weight: float) -> None:
    covered = range(0)
    for draft in drafts:
        covered = covered or range(draft.first, draft.last)
        words = tally.words(draft.first, draft.last)
        longer = min(1.3, 0.9 + 0.12 * (draft.last - draft.first))
        for i, meaning in enumerate(draft.meanings):
            for rank, code in enumerate(meaning.hs[:4]):
                if len(code) >= 4 and code[:4] not in tally.points:
                    sure = 1.0 if meaning.certain else _UNSURE
                    tally.add(code[:4], weight * longer * sure * _ORDER[min(rank + i, 3)], words)
    for chunk in phrase.chunks:
        for piece in chunk.pieces:
            _count_piece(tally, piece, weight * _ROLE_WEIGHT[chunk.role], piece.first in covered)


def _count_piece(tally: _Tally, piece: Piece, weight: float, covered: bool) -> None:
    words = tally.words(piece.first, piece.last)
    if piece.meanings and not covered:
        for code in piece.meanings[0].hs[:3]:
            if len(code) >= 4:
                tally.add(code[:4], weight * _BESIDE_HEAD, words)
    known = _words()
    for word in piece.key.split(" "):
        if not word.isalpha() or (word.isascii() and len(word) < _SHORTEST):
            continue
        found = known.votes.get(word)
        if found is None:
            for one in singulars(word, grammar().irregular):
                if found := known.votes.get(one):
                    word = one
                    break
        if found:
            tally.voted += weight * known.weight[word]
            for code, share in found:
                tally.votes[code] += weight * share
                tally.why[code].setdefault(words, weight * share * 0.1)
