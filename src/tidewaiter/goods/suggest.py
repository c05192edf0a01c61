"""Headings that goods, written as traders write them, may belong to: with scores, the words that led there, and doubt.

What the words of a text give to the headings is weighed in ``evidence.py``. The score is calibrated, and a text that
tells too little is abstained from.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.drafts import Draft
from tidewaiter.goods.evidence import Candidate, Reading, ranked, read, read_part, totals
from tidewaiter.goods.headings import label
from tidewaiter.goods.lexicon import grammar
from tidewaiter.goods.order import is_counted
from tidewaiter.goods.phrases import Phrase

Answer = Literal["yes", "no", "unsure"]
# The same few texts come again and again, near each other; whoever has millions asks for each distinct one once.
_KEPT = 4096
# Behind these stands what describes the goods before them, not other goods.
_OPENING = frozenset("(:[（：")
_COUNTED = re.compile(r"(?<![^\s(])\(?\d{1,3}[).]\s*$")
_ABSTAIN_BELOW = 0.4
_YES, _NO = 0.6, 0.15
# Where no heading is sure, the side may be: by the share inside of all points that any word gives. Of the 4,006 index
# terms of docs/concepts/goods.md those abstained from lie inside in 64 of 65 cases above the first and in none of 128
# where nothing speaks for it; where every word speaks for some heading, in 59 of 61 above the second, 2 of 32 below the
# third. A head that is a machine lies in its chapter in 98 of 98, whichever machine it is.
_ALL_INSIDE, _MOST_INSIDE, _FEW_INSIDE = 0.9, 0.7, 0.05
# How sure the words must be, and how much of what speaks for their heading may speak for the declared one. Headings of
# one chapter lie closer: with the second two, 2 of 1,127 strings and 7 of the 5,612 lines of the HS are called wrong
# with their right heading, and half of the strings and a third of the lines with another heading of their chapter.
_CONTRADICTS, _SUPPORTED = 0.85, 0.06
_CONTRADICTS_INSIDE, _SUPPORTED_INSIDE = 0.9, 0.02
_MACHINERY, _HEADING = "machinery", 4
# So begins the label of a heading that takes what its chapter has no other heading for.
_REST = "other "


class Suggestion(NamedTuple):
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

    answer: Answer
    share: float
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A text that tells of other goods than its declared code does.

    ``by``: "words" where the goods named belong to another chapter or, inside the chapter, to another heading (words
    for what a chapter has no heading for contradict none of its headings); "code" where the text itself states another
    code. ``said`` are the headings (or codes) that the text speaks for, ``why`` the words.
    """

    text: str
    code: str
    by: Literal["words", "code"]
    level: Literal["chapter", "heading"]
    said: tuple[str, ...]
    score: float
    why: str


@lru_cache(maxsize=_KEPT)
def suggest(text: str) -> Suggestion:
    """Headings for the goods that ``text`` names, such as "1X40HC STC FROZEN MACKEREL". Never raises; deterministic.

    A code that the text states speaks for its heading as well; see ``contradiction`` for the words alone.
    """
    reading = read(text)
    candidates = ranked(reading)
    parts = tuple(_parts(text, reading)) if len(reading.phrases) > 1 else ()
    abstained = _tells_nothing(candidates) or (_begins_vague(reading) and not reading.codes and _is_vague(reading))
    return Suggestion(text, candidates, abstained, reading.codes, parts)


def within(text: str, chapters: Collection[str]) -> Within:
    """Whether the goods could be in the HS chapters or headings that begin with one of ``chapters`` ("72", "8803").

    Of several goods in one text, one inside is enough. "unsure": the text tells too little, or speaks for both sides.
    A text that is abstained from is answered where nearly all that its words speak for lies on one side.
    """
    prefixes = tuple(code[:4] for code in chapters)
    found = suggest(text)
    answers = [_share(part.candidates, prefixes) for part in (found, *found.parts) if not part.abstained]
    if not answers:
        return _leaning(found, prefixes)
    share = max(answers)
    answer: Answer = "yes" if share >= _YES else "no" if share <= _NO else "unsure"
    return Within(answer, round(share, 3), found.candidates)


def _leaning(found: Suggestion, prefixes: tuple[str, ...]) -> Within:
    """The side on which nearly all that is spoken for lies, in a text that names no heading for sure."""
    said = _said(found.text)
    total = sum(said.shares.values())
    if said.vague or not total:
        return Within("unsure", 0.0, found.candidates)
    if said.chapters and all(code.startswith(prefixes) for code in said.chapters):
        return Within("yes", 1.0, found.candidates)
    share = sum([part for code, part in said.shares.items() if code.startswith(prefixes)]) / total
    yes, no = (_MOST_INSIDE, _FEW_INSIDE) if said.whole else (_ALL_INSIDE, 0.0)
    answer: Answer = "yes" if share >= yes else "no" if share <= no else "unsure"
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
    told = [part.candidates[0] for part in (found.parts or (found,)) if part.candidates and not part.abstained]
    if not told or any(one.heading == code[:4] for one in told):
        return None
    inside = [one.heading for one in told if one.heading[:2] == code[:2]]
    sure, supported = (_CONTRADICTS_INSIDE, _SUPPORTED_INSIDE) if inside else (_CONTRADICTS, _SUPPORTED)
    if min(one.score for one in told) < sure or any(label(heading).startswith(_REST) for heading in inside):
        return None
    if any(one.heading.startswith(grammar().takes.get(code[:4], ())) for one in told):
        return None
    if _said(found.text).shares.get(code[:4], 0.0) >= supported:
        return None
    said = tuple(dict.fromkeys(one.heading for one in told))
    level: Literal["chapter", "heading"] = "heading" if inside else "chapter"
    return Contradiction(found.text, code, "words", level, said, told[0].score, told[0].why)


def _share(candidates: tuple[Candidate, ...], prefixes: tuple[str, ...]) -> float:
    total = sum(c.score for c in candidates)
    return sum(c.score for c in candidates if c.heading.startswith(prefixes)) / total if total else 0.0


def _begins_vague(reading: Reading) -> bool:
    """Whether the first word that should tell what the goods are is one of those that may tell nothing."""
    content = reading.content
    return bool(content) and reading.desk.words[content[0]] in _vague_words()


@cache
def _vague_words() -> frozenset[str]:
    return frozenset(phrase.partition(" ")[0] for phrase in grammar().vague)


def _is_vague(reading: Reading) -> bool:
    """Whether all that is named are words for anything at all: "2 ctns household effects".

    "Parts" are anything at all, "parts for excavators" are not.
    """
    words, content = reading.desk.words, reading.content
    if len(content) > _most_vague() or " ".join([words[at] for at in content]) not in grammar().vague:
        return False
    named = [draft for drafts in reading.drafts for draft in drafts if draft.meanings and draft.meanings[0].hs]
    return not any(draft.meanings[0].certain and draft.last - draft.first > len(content) for draft in named)


@cache
def _most_vague() -> int:
    return max(phrase.count(" ") + 1 for phrase in grammar().vague)


def _tells_nothing(candidates: tuple[Candidate, ...]) -> bool:
    return not candidates or candidates[0].score < _ABSTAIN_BELOW


class Said(NamedTuple):
    """Of all headings that any word speaks for, how much compared with the first; whether every word that should tell
    what the goods are speaks for one; whether all that is named is anything at all; and the chapters of a head that
    names no less than a chapter ("machines for tarring")."""

    shares: Mapping[str, float]
    whole: bool
    vague: bool
    chapters: tuple[str, ...]


@lru_cache(maxsize=_KEPT)
def _said(text: str) -> Said:
    reading = read(text)
    total = totals(reading)
    most = max(total.values(), default=1.0)
    spoken = {at for first, last, *_ in (*reading.meant, *reading.voted) for at in range(first, last)}
    shares = {code: points / most for code, points in total.items()}
    return Said(shares, spoken.issuperset(reading.content), _is_vague(reading), _chapters(reading))


def _chapters(reading: Reading) -> tuple[str, ...]:
    for draft in (draft for drafts in reading.drafts for draft in drafts if any(m.hs for m in draft.meanings)):
        sure = all(m.certain or m.kind == _MACHINERY for m in draft.meanings)
        codes = tuple([code for meaning in draft.meanings for code in meaning.hs])
        return codes if sure and all(len(code) < _HEADING for code in codes) else ()
    return ()


# ---- several goods in one text


def _parts(text: str, reading: Reading) -> Iterator[Suggestion]:
    """One suggestion for each of several goods; a phrase that names none belongs to the goods before it."""
    first = _firsts(reading)
    if len(first) > 1:
        starts = [0, *[_begins(reading, reading.phrases[i]) for i in first[1:]], len(text)]
        lasts = [*first[1:], len(reading.phrases)]
        for i, last, start, end in zip(first, lasts, starts, starts[1:], strict=False):
            part = text[start:end].strip(" \t\n,;/&+.")
            # without the word before its use ("for cars") the part says something else
            whole = not reading.codes and reading.phrases[i].chunks[0].pieces
            inside = read_part(reading, i, last) if whole else read(part)
            candidates = ranked(inside)
            yield Suggestion(part, candidates, _tells_nothing(candidates), inside.codes)


def _firsts(reading: Reading) -> list[int]:
    """The first phrase of each of the goods."""
    firsts, lead = [0], None
    coded = len(reading.stated) > 1
    for i, phrase in enumerate(reading.phrases):
        named = None if i and _is_packing(phrase) else _lead(reading.desk, reading.drafts[i])
        other = named and lead and named != lead and reading.phrases[i - 1].joint not in _OPENING
        if other or (i and coded and _code_between(reading, reading.phrases[i - 1], phrase)):
            firsts.append(i)
        lead = named or lead
    return firsts


def _lead(desk: Desk, drafts: list[Draft]) -> str | None:
    """The heading of the goods that a phrase names for certain, if they are no mere material."""
    for draft in drafts:
        meaning = draft.meanings[0] if draft.meanings else None
        words = desk.words[draft.first : draft.last]
        if _only_holds(desk, draft):
            continue
        if meaning and meaning.certain and meaning.hs and " ".join(words) not in desk.book.grammar.materials:
            return meaning.hs[0][:4]
    return None


def _is_packing(phrase: Phrase) -> bool:
    """Whether a phrase behind goods is one bare word for a holder: "hen eggs, trays"."""
    pieces = phrase.chunks[0].pieces
    return len(phrase.chunks) == 1 and len(pieces) == 1 and pieces[0].term.holds


def _only_holds(desk: Desk, draft: Draft) -> bool:
    """Whether a draft is one word for a holder that a number stands before: "2 kg trays"."""
    term = desk.known[draft.first].term
    return draft.last - draft.first == 1 and term is not None and term.holds and is_counted(desk, draft.first)


def _code_between(reading: Reading, one: Phrase, after: Phrase) -> bool:
    return any(_start(reading, one) < place < _start(reading, after) for place, _ in reading.places)


def _start(reading: Reading, phrase: Phrase) -> int:
    return reading.desk.starts[min(p.first for chunk in phrase.chunks for p in chunk.pieces)]


def _begins(reading: Reading, phrase: Phrase) -> int:
    """Where the words of a phrase begin, with their number in a list ("2) pumps"), or the code before them if the text
    puts codes first."""
    start = _start(reading, phrase)
    before = [a for a, b in reading.places if b <= start]
    if before and not reading.desk.text[: reading.places[0][0]].strip():
        return before[-1]
    counted = _COUNTED.search(reading.desk.text, 0, start)
    return counted.start() if counted else start
