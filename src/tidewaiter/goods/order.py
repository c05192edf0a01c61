"""Puts the words of a trade record in order: there, what describes the goods often stands behind them.

"CONVEYOR BELTS RUBBER EP 630", "FORKLIFT DIESEL 3 TON", "MILK POWDER 25KG BAGS": the last noun is a material, a drive
or a packing, not the head. Such words are put behind the head as if "of" stood before them, so that the grammar of
``drafts.py``, in which the last noun is the head, reads them rightly.
"""

from __future__ import annotations

from tidewaiter.goods.lexicon import UNSPECIFIED, singular_forms
from tidewaiter.goods.phrases import Chunk, Desk, Phrase, Piece

_SHORT = 2
# the last chapter of what grows or lives, the first of what is made
_LAST_FARMED, _FIRST_MADE = "15", "28"
_BEFORE_ATTRIBUTE = frozenset((",", ";", "(", "，", "、", "（"))
_SHARES = frozenset(("ppm", "pct", "percent"))
# behind a number and one of these a holder is the packing: "25 kg bags"
_UNITS = frozenset(
    ("kg", "kgs", "g", "gm", "lb", "lbs", "l", "ltr", "litre", "ml", "cl", "mm", "cm", "m", "oz", "mt", "pcs")
)


def joined(desk: Desk, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases, those that only describe joined to the goods before them: "jackets, leather", "mackerel, frozen"."""
    out: list[Phrase] = []
    for phrase in phrases:
        if out and out[-1].joint in _BEFORE_ATTRIBUTE and _only_describes(desk, phrase):
            before = out.pop()
            pieces = [piece for chunk in phrase.chunks for piece in chunk.pieces]
            phrase = Phrase([before.chunks[0], Chunk("thing", pieces), *before.chunks[1:]], phrase.joint)
        out.append(phrase)
    return out


def _only_describes(desk: Desk, phrase: Phrase) -> bool:
    if any(chunk.role not in (None, "thing") for chunk in phrase.chunks):
        return False
    words = [piece for chunk in phrase.chunks for piece in chunk.pieces if piece.key.isalpha() or " " in piece.key]
    grammar = desk.grammar
    return bool(words) and all(p.key in grammar.materials or p.key in grammar.refine for p in words)


def put_in_order(desk: Desk, phrase: Phrase) -> Phrase:
    """The phrase with its first chunk ending in the head, and what stood behind the head in a chunk of its own."""
    first, *rest = phrase.chunks
    at = _head_at(desk, first.pieces)
    moved = [*first.pieces[at + 1 :], *_narrowing(desk, rest)]
    if at < 0 or not moved or first.pieces[at].key in desk.grammar.parts:
        return phrase
    if rest and rest[0].role == "thing":
        moved += rest.pop(0).pieces
    return Phrase([Chunk(first.role, first.pieces[: at + 1]), Chunk("thing", moved), *rest], phrase.joint)


def _head_at(desk: Desk, pieces: list[Piece]) -> int:
    """Where the head stands: the last known noun that does not only describe another; -1 if nothing is to be moved."""
    nouns = [i for i, piece in enumerate(pieces) if piece.meanings and not piece.is_make]
    if not nouns:
        return -1
    if "\u0400" <= pieces[nouns[0]].key[0] <= "\u04ff":  # in Russian the first noun is the head
        return next((i for i in nouns if pieces[i].key not in desk.grammar.measures), -1)
    heads = [i for i in nouns if not _describes(desk, pieces, i)] or [i for i, p in enumerate(pieces) if p.is_make]
    return heads[-1] if heads and heads[-1] < len(pieces) - 1 else -1


def _describes(desk: Desk, pieces: list[Piece], at: int) -> bool:
    """Whether a known word only tells the material, the share or the packing of what else is named."""
    piece = pieces[at]
    if piece.key in desk.grammar.parts:
        return False
    if piece.key in desk.grammar.materials or piece.key in desk.grammar.tails:
        return True
    if all(m.kind == UNSPECIFIED for m in piece.meanings):
        return True
    if piece.key.isascii() and len(piece.key.replace(" ", "")) <= _SHORT:
        return True
    after = desk.tokens.words[piece.last] if piece.last < len(desk.tokens.words) else ""
    if after in desk.grammar.kinds:
        return True
    if at == 0:
        return False
    before = desk.tokens.words[piece.first - 1]
    if before in _SHARES or _percent(desk, piece) or _flavours(desk, pieces, at):
        return True
    counted = before in _UNITS or before[0].isdigit()
    if _holds(desk, piece.key) or _packs(desk, piece):
        return counted or _names_goods(desk, pieces[:at])
    # "70 cl gift box", "gas stove 4 burner"
    return counted and (_holds(desk, piece.key.rpartition(" ")[2]) or _names_goods(desk, pieces[:at]))


def _holds(desk: Desk, word: str) -> bool:
    return not desk.grammar.measures.isdisjoint((word, *singular_forms(word)))


def _flavours(desk: Desk, pieces: list[Piece], at: int) -> bool:
    """Whether one word for a plant or an animal stands behind something made: "toothpaste mint", "gearbox worm"."""
    codes = pieces[at].meanings[0].hs
    if not codes or codes[0] > _LAST_FARMED or " " in pieces[at].key:
        return False
    return any(p.meanings[0].hs and p.meanings[0].hs[0] >= _FIRST_MADE for p in pieces[:at] if _is_goods(desk, p))


def _is_goods(desk: Desk, piece: Piece) -> bool:
    materials = desk.grammar.materials
    return bool(piece.meanings) and not piece.is_make and not materials & {piece.key, piece.key.rpartition(" ")[2]}


def _packs(desk: Desk, piece: Piece) -> bool:
    codes = piece.meanings[0].hs
    return bool(codes) and codes[0].startswith(desk.grammar.packings)


def _names_goods(desk: Desk, pieces: list[Piece]) -> bool:
    """Whether goods are named that a holder may hold; "jute bags" are bags, "sugar bags" are sugar in bags."""
    return any(_is_goods(desk, piece) for piece in pieces)


def _percent(desk: Desk, piece: Piece) -> bool:
    return desk.text[: desk.tokens.starts[piece.first]].rstrip()[-1:] == "%"


def _narrowing(desk: Desk, rest: list[Chunk]) -> list[Piece]:
    """What a use says of the goods themselves: "shirts for women", "ship for demolition"."""
    return [p for chunk in rest if chunk.role == "use" for p in chunk.pieces if p.key in desk.grammar.refine]
