"""Puts the words of a trade record in order: there, what describes the goods often stands behind them.

"CONVEYOR BELTS RUBBER EP 630", "FORKLIFT DIESEL 3 TON", "MILK POWDER 25KG BAGS": the last noun is a material, a drive
or a packing, not the head. Such words are put behind the head as if "of" stood before them, so that the grammar of
``drafts.py``, in which the last noun is the head, reads them rightly.
"""

from __future__ import annotations

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.phrases import Chunk, Phrase, Piece, chunk_of, phrase_of

_BEFORE_ATTRIBUTE = frozenset((",", ";", "(", "，", "、", "（"))
_SHARES = frozenset(("ppm", "pct", "percent"))
# behind a number and one of these a holder is the packing: "25 kg bags"
_UNITS = frozenset(
    ("kg", "kgs", "g", "gm", "lb", "lbs", "l", "ltr", "litre", "ml", "cl", "mm", "cm", "m", "oz", "mt", "pcs")
)


def joined(phrases: list[Phrase]) -> list[Phrase]:
    """The phrases, those that only describe joined to the goods before them: "jackets, leather", "mackerel, frozen"."""
    if len(phrases) < 2:
        return phrases
    out: list[Phrase] = []
    for phrase in phrases:
        if out and out[-1].joint in _BEFORE_ATTRIBUTE and _only_describes(phrase):
            before = out.pop()
            pieces = [piece for chunk in phrase.chunks for piece in chunk.pieces]
            phrase = Phrase([before.chunks[0], Chunk("thing", pieces), *before.chunks[1:]], phrase.joint)
        out.append(phrase)
    return out


def _only_describes(phrase: Phrase) -> bool:
    named = False
    for role, pieces in phrase.chunks:
        if role is not None and role != "thing":
            return False
        for _, _, term in pieces:
            if term.is_word or " " in term.key:
                if not (term.is_material or term.refines):
                    return False
                named = True
    return named


def put_in_order(desk: Desk, phrase: Phrase) -> Phrase:
    """The phrase with its first chunk ending in the head, and what stood behind the head in a chunk of its own."""
    chunks = phrase.chunks
    pieces = chunks[0].pieces
    at = _head_at(desk, pieces)
    if at < 0 or pieces[at].term.is_part:
        return phrase
    rest = chunks[1:]
    moved = pieces[at + 1 :]
    if rest:
        moved += _narrowing(rest)
    if not moved:
        return phrase
    if rest and rest[0].role == "thing":
        moved += rest.pop(0).pieces
    return phrase_of(([chunk_of((None, pieces[: at + 1])), chunk_of(("thing", moved)), *rest], phrase.joint))


def _head_at(desk: Desk, pieces: list[Piece]) -> int:
    """Where the head stands: the last known noun that does not only describe another; -1 if nothing is to be moved."""
    nouns = [i for i, piece in enumerate(pieces) if piece.term.is_noun]
    if not nouns:
        return -1
    if pieces[nouns[0]].term.is_russian:  # in Russian the first noun is the head
        return next((i for i in nouns if not pieces[i].term.is_measure), -1)
    for at in reversed(nouns):
        if not _describes(desk, pieces, at):
            break
    else:
        at = next((i for i in reversed(range(len(pieces))) if pieces[i].term.is_make), len(pieces))
    return at if at < len(pieces) - 1 else -1


def _describes(desk: Desk, pieces: list[Piece], at: int) -> bool:
    """Whether a known word only tells the material, the share or the packing of what else is named."""
    piece = pieces[at]
    term, words = piece.term, desk.words
    if term.modest is not None:
        return term.modest
    if piece.last < len(words) and words[piece.last] in desk.book.grammar.kinds:
        return True
    if at == 0:
        return False
    before = words[piece.first - 1]
    if before in _SHARES or _percent(desk, piece) or (term.flavours and any(p.term.is_made for p in pieces[:at])):
        return True
    counted = before in _UNITS or before[0].isdigit()
    # "jute bags" are bags, "sugar bags" are sugar in bags
    if term.holds or term.packs:
        return counted or _names_goods(pieces[:at])
    # "70 cl gift box", "gas stove 4 burner"
    return counted and (term.last_holds or _names_goods(pieces[:at]))


def _names_goods(pieces: list[Piece]) -> bool:
    """Whether goods are named that a holder may hold."""
    return any(piece.term.is_goods for piece in pieces)


def _percent(desk: Desk, piece: Piece) -> bool:
    text, at = desk.text, desk.starts[piece.first] - 1
    while at >= 0 and text[at].isspace():
        at -= 1
    return at >= 0 and text[at] == "%"


def _narrowing(rest: list[Chunk]) -> list[Piece]:
    """What a use says of the goods themselves: "shirts for women", "ship for demolition"."""
    return [p for chunk in rest if chunk.role == "use" for p in chunk.pieces if p.term.refines]
