"""From an item text to kinds of goods and headings of the Harmonized System, with the words that led there.

Nothing is guessed: a word that is generic or hangs on the context gives a sense that is not certain, and a text without
a known word says so.
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from tidewaiter.goods.desk import Desk, lay_out
from tidewaiter.goods.drafts import Draft, read_phrases
from tidewaiter.goods.lexicon import UNSPECIFIED, Meaning
from tidewaiter.goods.order import joined, put_in_order
from tidewaiter.goods.phrases import Phrase, cut_phrases
from tidewaiter.goods.terms import AGED, NUMBERED, reading
from tidewaiter.model import HsCode

EDITION = "2022"
# the first chapter of what is made, and that of arms
_FIRST_MADE, _ARMS = "28", "93"
# chapters of ships, trains and vehicles
_CARRIAGE = ("86", "87", "88", "89")
# the first chapter of what goods are fitted with (plastics), and that of machines
_FIRST_FITTED, _MACHINES = "39", "84"


class Sense(NamedTuple):
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


class Goods(NamedTuple):
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


def classify(text: str, *, record: bool = False) -> Goods:
    """Kinds, codes, make and model of the goods that an item text names, such as "spare parts for Il-62M aircraft".

    ``record``: the text comes from a table or a form, where what describes the goods often stands behind them ("toys,
    motor driven", "needles for syringes steel"). Never raises; the same text gives the same answer.
    """
    desk, in_text, _ = lay_out(text, reading())
    phrases = cut_phrases(desk)
    if record:
        phrases = [put_in_order(desk, phrase) for phrase in joined(desk, phrases)]
    read = read_phrases(desk, phrases)
    if record:
        read = [_own(desk, found) for found in (_without_carriage(phrases, read) if len(read) > 1 else read)]
    drafts = [draft for found in read for draft in found]
    senses = tuple([_sense(desk, draft, meaning) for draft in drafts for meaning in draft.meanings])
    if len(senses) > 1:
        senses = tuple(dict.fromkeys(senses))
    made = next((s for s in senses if s.make), None)
    return Goods(
        text=text,
        senses=senses,
        kinds=tuple(dict.fromkeys([s.kind for s in senses if s.kind])),
        codes=_codes(senses),
        codes_in_text=in_text,
        make=made.make if made else None,
        model=made.model if made else None,
        new=_new(desk) if desk.flags & AGED else None,
        generic=bool(senses) and not in_text and all(s.kind == UNSPECIFIED for s in senses),
        unknown=not senses and not in_text,
    )


def _without_carriage(phrases: list[Phrase], read: list[list[Draft]]) -> list[list[Draft]]:
    """What phrases name, without what carries goods that were named before: "flour, delivery by rail wagon"."""
    out: list[list[Draft]] = []
    for phrase, found in zip(phrases, read, strict=True):
        named = any(m.certain and m.hs for drafts in out for draft in drafts for m in draft.meanings)
        out.append([draft for draft in found if not _carries(phrase, draft)] if named else found)
    return out


def _carries(phrase: Phrase, draft: Draft) -> bool:
    places = [piece.first for chunk in phrase.chunks if chunk.role == "place" for piece in chunk.pieces]
    return draft.first in places and all(m.hs and m.hs[0][:2] in _CARRIAGE for m in draft.meanings)


def _own(desk: Desk, found: list[Draft]) -> list[Draft]:
    """What a phrase of a trade record names, without the fittings of goods that are told for certain: "greenhouses with
    steel frames". What is counted ("wardrobes with 500 pipes") is none, nor are machines, arms and listed goods.
    """
    if len(found) < 2 or not _is_made(found[0]):
        return found
    return [found[0], *[one for one in found[1:] if not _is_fitting(desk, one)]]


def _is_made(draft: Draft) -> bool:
    return all(m.certain and m.hs and m.hs[0] >= _FIRST_MADE and m.hs[0][:2] != _ARMS for m in draft.meanings)


def _is_fitting(desk: Desk, draft: Draft) -> bool:
    if desk.known[draft.first - 1].flags & NUMBERED:
        return False
    untold = all(m.kind in (None, UNSPECIFIED) and not m.certain for m in draft.meanings)
    return untold and all(_FIRST_FITTED <= m.hs[0] < _MACHINES for m in draft.meanings if m.hs)


def _codes(senses: tuple[Sense, ...]) -> tuple[HsCode, ...]:
    """The codes of all senses, each once; those of certain senses first."""
    found: dict[str, str] = {}
    for sure in (True, False):
        for sense in senses:
            if sense.certain is sure:
                for code in sense.hs:
                    found.setdefault(code, sense.words)
    return tuple([HsCode(code, EDITION, declared=False, why=why) for code, why in found.items()])


def _new(desk: Desk) -> bool | None:
    words, rules = desk.words, desk.book.grammar
    pairs = [f"{a} {b}" for a, b in pairwise(words)]
    used, new = (not g.isdisjoint(words) or not g.isdisjoint(pairs) for g in (rules.used, rules.new))
    return None if used == new else new


def _sense(desk: Desk, draft: Draft, meaning: Meaning) -> Sense:
    start, end, model = desk.starts[draft.first], desk.end(draft.last - 1), None
    if draft.model_at:
        first, last = draft.model_at
        model = desk.text[desk.starts[first] : desk.end(last - 1)]
    return Sense(
        kind=meaning.kind,
        hs=meaning.hs,
        start=start,
        end=end,
        words=desk.text[start:end],
        make=draft.make.make if draft.make else None,
        model=model,
        certain=meaning.certain,
    )
