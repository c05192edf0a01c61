"""From an item text to kinds of goods and headings of the Harmonized System, with the words that led there.

Nothing is guessed: a word that is generic or hangs on the context gives a sense that is not certain, and a text without
a known word says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, zip_longest

from tidewaiter.goods.codes import find_codes
from tidewaiter.goods.drafts import Draft, read_phrase
from tidewaiter.goods.lexicon import UNSPECIFIED, grammar, lexicon
from tidewaiter.goods.phrases import Desk, cut_phrases
from tidewaiter.goods.tokens import tokenize
from tidewaiter.model import HsCode

EDITION = "2022"
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that the text names.

    ``kind`` is an id of the vocabulary of goods kinds, ``hs`` the codes (HS 2022) it suggests, likeliest first;
    ``start`` and ``end`` are code points of the text and ``words`` what stands there. ``certain`` is False where the
    word is generic ("vehicle") or its meaning hangs on the context.
    """

    kind: str | None
    hs: tuple[str, ...]
    start: int
    end: int
    words: str
    make: str | None = None
    model: str | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Goods:
    """What an item text tells of the goods.

    ``codes`` are proposed from words, ``codes_in_text`` stand in the text. ``new`` tells new from used where the text
    does. ``generic``: only words such as goods, cargo, equipment. ``unknown``: nothing was recognised.
    """

    text: str
    senses: tuple[Sense, ...] = ()
    kinds: tuple[str, ...] = ()
    codes: tuple[HsCode, ...] = ()
    codes_in_text: tuple[str, ...] = ()
    make: str | None = None
    model: str | None = None
    new: bool | None = None
    generic: bool = False
    unknown: bool = False


def classify(text: str) -> Goods:
    """Kinds, codes, make and model of the goods that an item text names, such as "spare parts for Il-62M aircraft".

    Never raises; the same text gives the same answer.
    """
    words, rules = lexicon(), grammar()
    in_text, places = find_codes(text) if _DIGIT.search(text) else ((), ())
    plain = _without(text, places)
    tokens = tokenize(plain, spelling=rules.spelling, vocabulary=words.vocabulary)
    desk = Desk(text, tokens, words, rules)
    phrases = cut_phrases(desk)
    drafts = (draft for one, after in zip_longest(phrases, phrases[1:]) for draft in read_phrase(desk, one, after))
    senses = tuple(dict.fromkeys(sense for draft in drafts for sense in _finish(desk, draft)))
    named = [s for s in senses if s.kind != UNSPECIFIED]
    made = next((s for s in senses if s.make), None)
    return Goods(
        text=text,
        senses=senses,
        kinds=tuple(dict.fromkeys(s.kind for s in senses if s.kind)),
        codes=_codes(senses),
        codes_in_text=in_text,
        make=made.make if made else None,
        model=made.model if made else None,
        new=_new(desk),
        generic=bool(senses) and not named and not in_text,
        unknown=not senses and not in_text,
    )


def _without(text: str, places: tuple[tuple[int, int], ...]) -> str:
    """The text with the codes cut out; offsets stay."""
    for start, end in places:
        text = text[:start] + ";" + " " * (end - start - 1) + text[end:]
    return text


def _codes(senses: tuple[Sense, ...]) -> tuple[HsCode, ...]:
    """The codes of all senses, each once; those of certain senses first."""
    found: dict[str, HsCode] = {}
    for sense in sorted(senses, key=lambda s: not s.certain):
        for code in sense.hs:
            if code not in found:
                found[code] = HsCode(code, EDITION, declared=False, why=sense.words)
    return tuple(found.values())


def _new(desk: Desk) -> bool | None:
    words = desk.tokens.words
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    used, new = (not g.isdisjoint(words) or not g.isdisjoint(pairs) for g in (desk.grammar.used, desk.grammar.new))
    return None if used == new else new


def _finish(desk: Desk, draft: Draft) -> Iterator[Sense]:
    tokens = desk.tokens
    start, end = tokens.starts[draft.first], tokens.ends[draft.last - 1]
    model = None
    if draft.model_at:
        model = desk.text[tokens.starts[draft.model_at[0]] : tokens.ends[draft.model_at[1] - 1]]
    for meaning in draft.meanings:
        yield Sense(
            kind=meaning.kind,
            hs=meaning.hs,
            start=start,
            end=end,
            words=desk.text[start:end],
            make=draft.make.make if draft.make else None,
            model=model,
            certain=meaning.certain,
        )
