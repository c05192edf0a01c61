"""Machines told by what they make: "a line for the production of noodles" is a machine for food.

The first noun wins, and what it makes tells its heading, by the table ``made_by`` of ``data/grammar.yaml``.
"""

from __future__ import annotations

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.lexicon import Meaning
from tidewaiter.goods.phrases import Chunk, Phrase, Piece, chunk_of, phrase_of, piece_of


def with_maker(desk: Desk, phrase: Phrase) -> Phrase:
    """The phrase with its machine named, if it is told by no more than what it makes."""
    rules = desk.book.grammar
    before = phrase.chunks[0].pieces
    at = next((i for i, piece in enumerate(before) if piece.term.key in rules.makers), -1)
    if at < 0 or any(p.term.is_goods and not p.term.is_generic for p in (*before[:at], *before[at + 1 :])):
        return phrase
    if not any(_tells_making(desk, chunk) for chunk in phrase.chunks[1:]):
        return phrase
    made = next((heading for chunk in phrase.chunks[1:] if (heading := _made(desk, chunk))), "")
    rule = next((rules.made_by[made[:n]] for n in (4, 2) if made[:n] in rules.made_by), None)
    first, last, term = before[at]
    # what makes something that is not known may be any machine
    found = tuple([m._replace(certain=False) for m in term.meanings])
    meanings = found if rule is None else (Meaning(rule.kind, rule.hs),)
    named = piece_of((first, last, desk.book.variant(term, meanings)))
    pieces: list[Piece] = [*before[:at], named, *before[at + 1 :]]
    return phrase_of(([chunk_of((phrase.chunks[0].role, pieces)), *phrase.chunks[1:]], phrase.joint))


def _tells_making(desk: Desk, chunk: Chunk) -> bool:
    return chunk.role == "use" and bool(chunk.pieces) and chunk.pieces[0].term.key in desk.book.grammar.making


def _made(desk: Desk, chunk: Chunk) -> str:
    """The heading of what is made, behind "for the production of"; empty where none is told."""
    pieces = chunk.pieces
    if chunk.role not in ("use", "thing") or not pieces:
        return ""
    if chunk.role == "use" and not _tells_making(desk, chunk):
        return ""
    goods = [p.term.meanings[0].hs for p in pieces if p.term.is_goods and p.term.meanings[0].hs]
    return goods[0][0][:4] if goods else ""
