"""What Korean and Chinese write together in trade records: the use of goods before their name, marks of one sign.

"전동기용 회전자" is a rotor for motors and "药用铝箔" foil for medicine: the noun before 용 or 用 tells the use and
not the goods. A single Chinese character that is a noun ("锁", a lock) names goods only where its word ends with it: a
"锁扣" is no lock.
"""

from __future__ import annotations

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.phrases import Chunk, Phrase, Piece, chunk_of, phrase_of, piece_of

_FOR = frozenset(("용", "전용", "用", "专用"))
# "용액", "용기", "용지", "용품" are nouns of their own
_NO_USE = "액기지품접량선매"
_LONGER = 3
_HAN = ("\u3400", "\u9fff")


def with_uses_apart(desk: Desk, phrase: Phrase) -> Phrase:
    """The phrase with the uses that its first chunk names in a chunk of their own, behind what they are used for."""
    pieces = [_at_end_of_word(desk, piece) for piece in phrase.chunks[0].pieces]
    kept, uses = _parted(desk, pieces)
    if not uses or not any(piece.term.is_word for piece in kept):
        kept, uses = pieces, []
    role = phrase.chunks[0].role
    apart: list[Chunk] = [chunk_of(("use", uses))] if uses else []
    return phrase_of(([chunk_of((role, kept)), *apart, *phrase.chunks[1:]], phrase.joint))


def _parted(desk: Desk, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that name the goods, and those that stand, in one word with it, before a mark of use."""
    kept: list[Piece] = []
    uses: list[Piece] = []
    for piece in pieces:
        if _marks_use(piece) and kept and _glued(desk, kept[-1], piece):
            begin = len(kept) - 1
            while begin and _glued(desk, kept[begin - 1], kept[begin]):
                begin -= 1
            uses += kept[begin:]
            del kept[begin:]
            if piece.term.key in _FOR:
                continue
        kept.append(piece)
    return kept, uses


def _marks_use(piece: Piece) -> bool:
    key = piece.term.key
    if key in _FOR:
        return True
    return len(key) >= _LONGER and key[0] == "용" and key[1] not in _NO_USE and not piece.term.meanings


def _glued(desk: Desk, one: Piece, other: Piece) -> bool:
    return desk.end(one.last - 1) == desk.starts[other.first] and not desk.words[one.first][0].isdigit()


def _at_end_of_word(desk: Desk, piece: Piece) -> Piece:
    """A piece of one Chinese character without its meaning where the word goes on behind it."""
    term = piece.term
    if len(term.key) > 1 or not term.is_goods or not _HAN[0] <= term.key <= _HAN[1]:
        return piece
    end = desk.end(piece.last - 1)
    after = desk.text[end : end + 1]
    if after in _FOR or not (after and _HAN[0] <= after <= _HAN[1]):
        return piece
    return piece_of((piece.first, piece.last, desk.known[piece.first].bare))
