"""Headings that goods, written as traders write them, may belong to: with scores, the words that led there, and doubt.

Two readings are joined. The grammar of item texts (``drafts.py``) finds the head of each phrase and what narrows it;
single words and hints vote for the headings whose labels and phrases use them, the rarer the more. The score is
calibrated, and a text that tells too little is abstained from.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import zip_longest
from math import exp, log
from typing import Literal, NamedTuple

from tidewaiter.goods.codes import find_codes
from tidewaiter.goods.drafts import Draft, read_phrase
from tidewaiter.goods.headings import headings
from tidewaiter.goods.lexicon import Lexicon, Meaning, extended, fold_phrase, grammar, kind_of, singular_forms
from tidewaiter.goods.order import joined, put_in_order
from tidewaiter.goods.phrases import Desk, Phrase, Piece, cut_phrases
from tidewaiter.goods.tokens import tokenize

_DIGIT = re.compile(r"\d")
_CACHED = 65_536
_MOST = 5
_QUOTED = 3
# Headings with a smaller share of the points of the first are not told.
_LEAST_SHARE = 0.12
# A word votes for this many headings at most: beyond them it tells nothing.
_VOTES = 8
# Shorter Latin words (units, types) do not vote.
_SHORTEST = 3
_HEADINGS = 1229
# The numbers below were set on tests/goods/strings/worked_on.yaml with benchmarks/text_to_hs.py.
_ROLE_WEIGHT = {None: 1.0, "thing": 0.9, "with": 0.4, "use": 0.3, "place": 0.35, "list": 1.0}
_LATER_PHRASE = 0.45
_ORDER = (1.0, 0.72, 0.6, 0.5)
_UNSURE = 0.55
_BESIDE_HEAD = 0.3
_MATERIAL_OF_UNKNOWN = 0.4
_VOTE = 0.6
_FEWEST_VOTES = 0.7
_LABEL = 1.5
_CODE = 1.6
# Behind these stands what describes the goods before them, not other goods.
_OPENING = frozenset("(:[（：")
# Fitted by logistic regression: constant, points of the first heading, their share of all, share of words behind it.
_CALIBRATION = (-5.55, 1.94, 2.41, 3.18)
_ENOUGH = 1.6
_ABSTAIN_BELOW = 0.4
_YES, _NO = 0.6, 0.15
_CONTRADICTS, _SUPPORTED = 0.85, 0.06


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


@dataclass(frozen=True, slots=True)
class Within:
    """Whether goods could be in some chapters or headings: "unsure" asks for a look at ``candidates``.

    ``share`` (0 to 1) is how much of what speaks for any heading speaks for one inside.
    """

    answer: Literal["yes", "no", "unsure"]
    share: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A text that tells of other goods than its declared code does.

    ``by``: "words" where the goods named belong to another chapter; "code" where the text itself states another
    code. ``said`` are the headings (or codes) that the text speaks for, ``why`` the words.
    """

    text: str
    code: str
    by: Literal["words", "code"]
    level: Literal["chapter", "heading"]
    said: tuple[str, ...]
    score: float
    why: str


class _Evidence(NamedTuple):
    """What the words from ``first`` up to ``last`` give to headings. ``voted`` is the weight of the words as voters."""

    first: int
    last: int
    points: Sequence[tuple[str, float]]
    factor: float
    voted: float = 0.0


class _Reading(NamedTuple):
    """A text taken apart."""

    desk: Desk
    codes: tuple[str, ...]
    places: tuple[tuple[int, int], ...]
    phrases: list[Phrase]
    drafts: list[list[Draft]]
    evidence: list[_Evidence]
    content: list[int]


@lru_cache(maxsize=_CACHED)
def suggest(text: str) -> Suggestion:
    """Headings for the goods that ``text`` names, such as "1X40HC STC FROZEN MACKEREL". Never raises; deterministic.

    A code that the text states speaks for its heading as well; see ``contradiction`` for the words alone.
    """
    reading = _read(text)
    candidates = _ranked(reading)
    parts = tuple(_parts(text, reading)) if len(reading.phrases) > 1 else ()
    abstained = _tells_nothing(candidates) or (not reading.codes and _is_vague(reading))
    return Suggestion(text, candidates, abstained, reading.codes, parts)


def within(text: str, chapters: Collection[str]) -> Within:
    """Whether the goods could be in the HS chapters or headings that begin with one of ``chapters`` ("72", "8803").

    Of several goods in one text, one inside is enough. "unsure": the text tells too little, or speaks for both sides.
    """
    prefixes = tuple(code[:4] for code in chapters)
    found = suggest(text)
    answers = [_share(part.candidates, prefixes) for part in (found, *found.parts) if not part.abstained]
    if not answers:
        return Within("unsure", 0.0, found.candidates)
    share = max(answers)
    answer: Literal["yes", "no", "unsure"] = "yes" if share >= _YES else "no" if share <= _NO else "unsure"
    return Within(answer, round(share, 3), found.candidates)


def contradiction(text: str, code: str) -> Contradiction | None:
    """Where a description and its declared code speak of different goods; None where they agree or nothing is sure.

    A known way to evade is an innocent code over goods that are not; either may be true, so a person looks.
    """
    found = suggest(text)
    if len(code) < 4 or not code.isdigit():
        return None
    others = tuple(c for c in found.codes_in_text if len(c) >= 4)
    if others and all(c[:4] != code[:4] for c in others):
        level: Literal["chapter", "heading"] = "heading" if any(c[:2] == code[:2] for c in others) else "chapter"
        return Contradiction(text, code, "code", level, others, 1.0, "; ".join(others))
    return None if others else _worded(found, code)


def _worded(found: Suggestion, code: str) -> Contradiction | None:
    told = [part for part in (found.parts or (found,)) if part.candidates and not part.abstained]
    if not told or any(part.candidates[0].score < _CONTRADICTS for part in told):
        return None
    supported = _shares(found.text)
    if supported.get(code[:4], 0.0) >= _SUPPORTED or any(part.candidates[0].heading[:2] == code[:2] for part in told):
        return None
    said = tuple(dict.fromkeys(part.candidates[0].heading for part in told))
    first = told[0].candidates[0]
    return Contradiction(found.text, code, "words", "chapter", said, first.score, first.why)


def _share(candidates: tuple[Candidate, ...], prefixes: tuple[str, ...]) -> float:
    total = sum(c.score for c in candidates)
    return sum(c.score for c in candidates if c.heading.startswith(prefixes)) / total if total else 0.0


def _is_vague(reading: _Reading) -> bool:
    """Whether all that is named are words for anything at all: "2 ctns household effects"."""
    words = reading.desk.tokens.words
    return " ".join([words[at] for at in reading.content]) in grammar().vague


def _tells_nothing(candidates: tuple[Candidate, ...]) -> bool:
    return not candidates or candidates[0].score < _ABSTAIN_BELOW


# ---- words


class _Words(NamedTuple):
    """The lexicon with the trade words, and how each single word votes: its weight, and headings with their shares."""

    lexicon: Lexicon
    votes: Mapping[str, tuple[float, tuple[tuple[str, float], ...]]]


@cache
def _words() -> _Words:
    known = [h for h in headings().values() if len(h.code) == 4]
    words = extended((word, Meaning(kind_of(h.code), (h.code,))) for h in known for word in h.words)
    roles = grammar().roles
    uses: dict[str, dict[str, float]] = {}
    for phrase, meanings in words.phrases.items():
        for meaning in meanings[:2]:
            if meaning.hs and len(meaning.hs[0]) >= 4:
                code = meaning.hs[0][:4]
                for word in phrase.split(" "):
                    counted = uses.setdefault(word, {})
                    counted[code] = counted.get(code, 0.0) + 1
    for heading in known:
        for text in (heading.label, *heading.hints):
            for word in fold_phrase(text).split(" "):
                if word.isalpha():
                    for one in dict.fromkeys((word, *singular_forms(word)[:1])):
                        counted = uses.setdefault(one, {})
                        counted[heading.code] = counted.get(heading.code, 0.0) + _LABEL
    roles = grammar().roles
    return _Words(words, {word: _vote(counted) for word, counted in uses.items() if word not in roles})


def _vote(counted: Mapping[str, float]) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The weight of a word by its rarity (0 to 1), and the headings it speaks for by their share of its uses."""
    total = sum(counted.values())
    weight = log(1 + _HEADINGS / len(counted)) / log(1 + _HEADINGS)
    most = (
        sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:_VOTES] if len(counted) > 1 else counted.items()
    )
    return weight, tuple([(code, (n / total) ** 0.5 * weight) for code, n in most])


@lru_cache(maxsize=_CACHED)
def _votes(key: str) -> tuple[float, tuple[tuple[str, float], ...]]:
    """The votes of all words of a phrase together."""
    known = _words().votes
    weight, shares = 0.0, defaultdict[str, float](float)
    for word in key.split(" "):
        if word.isalpha() and not (word.isascii() and len(word) < _SHORTEST):
            forms = (word, *singular_forms(word))
            more, votes = next((known[form] for form in forms if form in known), (0.0, ()))
            weight += more
            for code, share in votes:
                shares[code] += share
    return weight, tuple(sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))[:_VOTES])


def _desk(text: str, places: tuple[tuple[int, int], ...]) -> Desk:
    for start, end in places:
        text = text[:start] + ";" + " " * (end - start - 1) + text[end:]
    words = _words().lexicon
    return Desk(text, tokenize(text, spelling=grammar().spelling, vocabulary=words.vocabulary), words, grammar())


# ---- evidence


def _read(text: str) -> _Reading:
    """Takes a text apart; what stands behind the first goods named counts less."""
    codes, places = find_codes(text) if _DIGIT.search(text) else ((), ())
    desk = _desk(text, places)
    phrases = [put_in_order(desk, phrase) for phrase in joined(desk, cut_phrases(desk))]
    drafts = [list(read_phrase(desk, one, after)) for one, after in zip_longest(phrases, phrases[1:])]
    main = next((i for i, found in enumerate(drafts) if any(m.hs for d in found for m in d.meanings)), 0)
    evidence: list[_Evidence] = []
    for i, phrase in enumerate(phrases):
        evidence += _of_phrase(phrase, drafts[i], 1.0 if i <= main else _LATER_PHRASE)
    content = [at for phrase in phrases[: main + 1] for at in _content(desk, phrase)]
    return _Reading(desk, codes, places, phrases, drafts, evidence, content)


def _content(desk: Desk, phrase: Phrase) -> Iterator[int]:
    """The words of a phrase that should tell what the goods are: no units, holders or types, nothing on the use."""
    grammar, words = desk.grammar, desk.tokens.words
    for chunk in phrase.chunks:
        if chunk.role in (None, "thing"):
            for piece in chunk.pieces:
                if piece.key not in grammar.measures and piece.key not in grammar.tails:
                    for at in range(piece.first, piece.last):
                        word = words[at]
                        if word.isalpha() and (len(word) >= _SHORTEST or not word.isascii()):
                            yield at


def _of_phrase(phrase: Phrase, drafts: list[Draft], weight: float) -> Iterator[_Evidence]:
    for draft in drafts:
        longer = min(1.3, 0.9 + 0.12 * (draft.last - draft.first))
        if _is_material_of_unknown(phrase, draft):
            longer *= _MATERIAL_OF_UNKNOWN
        yield _Evidence(draft.first, draft.last, tuple(_meant(draft.meanings)), weight * longer)
    first, last = (drafts[0].first, drafts[0].last) if drafts else (0, 0)
    for chunk in phrase.chunks:
        factor = weight * _ROLE_WEIGHT[chunk.role]
        for piece in chunk.pieces:
            if piece.meanings and not first <= piece.first < last:
                yield _Evidence(piece.first, piece.last, _beside(piece), factor)
            voted, votes = _votes(piece.key)
            if votes:
                yield _Evidence(piece.first, piece.last, votes, factor, voted)


def _is_material_of_unknown(phrase: Phrase, draft: Draft) -> bool:
    """Whether only a material is known, behind a word that may name the goods: "stretch wrapper LLDPE"."""
    pieces = phrase.chunks[0].pieces
    return (
        len(pieces) > 1
        and pieces[-1].first == draft.first
        and pieces[-1].key in grammar().materials
        and any(len(p.key) > _SHORTEST and p.key.isalpha() and not p.meanings for p in pieces[:-1])
    )


def _meant(meanings: tuple[Meaning, ...]) -> Iterator[tuple[str, float]]:
    given: set[str] = set()
    for i, meaning in enumerate(meanings):
        sure = 1.0 if meaning.certain else _UNSURE
        for rank, code in enumerate(meaning.hs[:4]):
            if len(code) >= 4 and code[:4] not in given:
                given.add(code[:4])
                yield code[:4], sure * _ORDER[min(rank + i, 3)]


def _beside(piece: Piece) -> tuple[tuple[str, float], ...]:
    codes = dict.fromkeys(code[:4] for code in piece.meanings[0].hs[:3] if len(code) >= 4)
    return tuple((code, _BESIDE_HEAD) for code in codes)


def _totals(reading: _Reading, *, with_codes: bool) -> dict[str, float]:
    """Points of each heading: what is meant counts as it is, votes by their share of all votes."""
    total: dict[str, float] = {}
    votes: dict[str, float] = {}
    voted = 0.0
    for _, _, points, factor, weight in reading.evidence:
        voted += weight * factor
        into = votes if weight else total
        for code, point in points:
            into[code] = into.get(code, 0.0) + point * factor
    scale = _VOTE / max(voted, _FEWEST_VOTES)
    for code, vote in votes.items():
        total[code] = total.get(code, 0.0) + vote * scale
    for code in _stated(reading) if with_codes else ():
        total[code] = total.get(code, 0.0) + _CODE
    return total


def _stated(reading: _Reading) -> list[str]:
    """The headings of the codes that stand in the text."""
    return list(dict.fromkeys(code[:4] for code in reading.codes if len(code) >= 4))


def _ranked(reading: _Reading) -> tuple[Candidate, ...]:
    total = _totals(reading, with_codes=True)
    if not total:
        return ()
    most = max(total.values())
    least = _LEAST_SHARE * most
    near = sorted([(-points, code) for code, points in total.items() if points > least])
    told = [(code, (points / most) ** 2) for points, code in near[:_MOST]]
    gave = _gave(reading, [code for code, _ in told])
    share = most * most / sum([points * points for points, _ in near])
    first = told[0][0]
    sure = _sure(most, share, 1.0 if first in _stated(reading) else _covered(reading, gave[first]))
    rest = min(sure, (1 - sure) / max(sum([ratio for _, ratio in told[1:]]), 1e-9))
    return tuple(
        [
            Candidate(code, round(rest * ratio if i else sure, 3), _quoted(reading, code, gave[code]))
            for i, (code, ratio) in enumerate(told)
        ]
    )


def _sure(points: float, share: float, covered: float) -> float:
    """How likely the first heading is right: by its points, their share of all, and the share of words behind it."""
    even, by_points, by_share, by_covered = _CALIBRATION
    return 1 / (1 + exp(-(even + by_points * min(points, _ENOUGH) + by_share * share + by_covered * covered)))


def _covered(reading: _Reading, gave: list[tuple[float, int, int]]) -> float:
    """The share of the words that should tell what the goods are, that do speak for a heading."""
    if not reading.content:
        return 1.0
    behind = {at for _, first, last in gave for at in range(first, last)}
    return sum([at in behind for at in reading.content]) / len(reading.content)


def _gave(reading: _Reading, headings: list[str]) -> dict[str, list[tuple[float, int, int]]]:
    """For each heading the stretches of words that gave it points, the strongest first (points are negative)."""
    gave: dict[str, list[tuple[float, int, int]]] = {heading: [] for heading in headings}
    for first, last, points, factor, voted in reading.evidence:
        weight = -factor * (_VOTE if voted else 1.0)
        for code, point in points:
            if code in gave:
                gave[code].append((weight * point, first, last))
    for found in gave.values():
        found.sort()
    return gave


def _quoted(reading: _Reading, heading: str, gave: list[tuple[float, int, int]]) -> str:
    """The stretches of text that gave a heading most of its points, none inside another; codes of the text first."""
    text, (_, starts, ends) = reading.desk.text, reading.desk.tokens
    if len(gave) == 1 and not reading.codes:
        return text[starts[gave[0][1]] : ends[gave[0][2] - 1]]
    least = gave[0][0] / 4 if gave else 0.0
    shown = [(first, last) for _, first, last in gave[:1]]
    for points, first, last in gave:
        if points > least or len(shown) == _QUOTED:
            break
        if not any(a <= first and last <= b for a, b in shown):
            shown.append((first, last))
    words = [text[starts[first] : ends[last - 1]] for first, last in shown]
    if not reading.codes:
        return words[0] if len(words) == 1 else "; ".join(dict.fromkeys(words))
    return "; ".join(dict.fromkeys([*[code for code in reading.codes if code[:4] == heading], *words]))


@lru_cache(maxsize=_CACHED)
def _shares(text: str) -> Mapping[str, float]:
    """Of all headings that any word speaks for, how much compared with the first."""
    total = _totals(_read(text), with_codes=False)
    most = max(total.values(), default=1.0)
    return {code: points / most for code, points in total.items()}


# ---- several goods in one text


def _parts(text: str, reading: _Reading) -> Iterator[Suggestion]:
    """One suggestion for each of several goods; a phrase that names none belongs to the goods before it."""
    starts, lead = [0], None
    coded = len(_stated(reading)) > 1
    for i, phrase in enumerate(reading.phrases):
        named = _lead(reading.desk, reading.drafts[i])
        other = named and lead and named != lead and reading.phrases[i - 1].joint not in _OPENING
        if other or (i and coded and _code_between(reading, reading.phrases[i - 1], phrase)):
            starts.append(_begins(reading, phrase))
        lead = named or lead
    if len(starts) > 1:
        for start, end in zip(starts, [*starts[1:], len(text)], strict=True):
            part = text[start:end].strip(" \t\n,;/&+.")
            whole = _read(part)
            candidates = _ranked(whole)
            yield Suggestion(part, candidates, _tells_nothing(candidates), whole.codes)


def _lead(desk: Desk, drafts: list[Draft]) -> str | None:
    """The heading of the goods that a phrase names for certain, if they are no mere material."""
    for draft in drafts:
        meaning = draft.meanings[0] if draft.meanings else None
        words = desk.tokens.words[draft.first : draft.last]
        if meaning and meaning.certain and meaning.hs and " ".join(words) not in desk.grammar.materials:
            return meaning.hs[0][:4]
    return None


def _code_between(reading: _Reading, one: Phrase, after: Phrase) -> bool:
    return any(_start(reading, one) < place < _start(reading, after) for place, _ in reading.places)


def _start(reading: _Reading, phrase: Phrase) -> int:
    return reading.desk.tokens.starts[min(p.first for chunk in phrase.chunks for p in chunk.pieces)]


def _begins(reading: _Reading, phrase: Phrase) -> int:
    """Where the words of a phrase begin, or the code before them if the text puts codes first."""
    start = _start(reading, phrase)
    before = [a for a, b in reading.places if b <= start]
    return before[-1] if before and not reading.desk.text[: reading.places[0][0]].strip() else start
