"""What Korean and Chinese write together in trade records: the use of goods before their name, marks of one sign.

"전동기용 회전자" is a rotor for motors and "药用铝箔" foil for medicine: the noun before 용 or 用 tells the use and
not the goods, as that before 맛, 色 or 级 tells a quality. A single Chinese character that is a noun ("锁", a lock) is
goods only where its word ends with it: a "锁扣" is no lock. The same holds for a short Korean word between syllables
that nothing knows: "미용기기" is no "용기".
"""

from __future__ import annotations

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.phrases import Chunk, Phrase, Piece, chunk_of, phrase_of, piece_of
from tidewaiter.goods.terms import Term

_FOR = frozenset(("용", "전용", "用", "专用"))
# marks of a flavour, a colour, a grade, a type, a pattern, a packing or a make: "巧克力味饼干" are biscuits
_QUALITIES = frozenset(
    ("맛", "味", "口味", "风味", "색", "色", "급", "级", "형", "식", "제", "型", "款", "形", "状", "纹", "装", "牌")
)
# Marks that stand, perhaps behind a space, after what the goods have or also are: "청소기 물걸레 겸용".
_ADDED = frozenset(
    (
        "겸용",
        "포함",
        "타입",
        "스타일",
        "방식",
        "내장",
        "내장형",
        "부착",
        "장착",
        "별도",
        "제외",
        "형태",
        "무늬",
        "문양",
        "프리",
    )
)
_FIRST_TEXTILE, _FIRST_GARMENT, _PAST_GARMENTS = "50", "61", "66"
_FIRST_PRODUCT, _FIRST_CARRIAGE, _FIRST_INSTRUMENT = "28", "86", "90"
_CLOTH = ("布", "面料", "料", "원단", "직물", "옷감", "천", "지", "fabric", "cloth", "lining")
# "용액", "용기", "용지", "용품" are nouns of their own
_NO_USE = "액기지품접량선매"
_PACKINGS = frozenset("包袋盒箱罐桶瓶")
_LONGER = 3
_SHORT = 2
_HAN = ("\u3400", "\u9fff")
_HANGUL = ("\uac00", "\ud7a3")
_UNTOLD = Term("", (), is_word=True, tells=(0,))


def with_uses_apart(desk: Desk, phrase: Phrase) -> Phrase:
    """The phrase with the uses that its first chunk names in a chunk of their own, behind what they are used for."""
    before = phrase.chunks[0].pieces
    pieces = [_untold(piece) if _is_inside(desk, before, i) else piece for i, piece in enumerate(before)]
    kept, uses = _parted(desk, pieces)
    if not uses or not any(piece.term.is_word for piece in kept):
        kept, uses = pieces, []
    kept, traits = _name_first(desk, kept)
    role = phrase.chunks[0].role
    apart: list[Chunk] = [chunk_of(("trait", traits))] if traits else []
    if uses:
        apart.append(chunk_of(("use", uses)))
    return phrase_of(([chunk_of((role, kept)), *apart, *phrase.chunks[1:]], phrase.joint))


def _name_first(desk: Desk, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces up to the name of the goods, and those that describe it behind a space.

    In Chinese a space parts the name of a product from what is told of it ("自动售货机 饮料"), but no carriage
    from its part and no food from its dish; in both languages cloth behind a garment is what it is made of.
    """
    if any(piece.term.is_part for piece in pieces):
        return pieces, []
    cloth = max((at for at, piece in enumerate(pieces) if is_cloth(piece.term)), default=0)
    for at, piece in enumerate(pieces[:-1]):
        hs = piece.term.meanings[0].hs if piece.term.is_goods and piece.term.meanings[0].certain else ()
        if not hs or _glued(desk, piece, pieces[at + 1]):
            continue
        if is_garment(piece.term) and at < cloth:
            return pieces[: at + 1], pieces[at + 1 :]
        is_product = _FIRST_PRODUCT <= hs[0] < _FIRST_CARRIAGE or hs[0] >= _FIRST_INSTRUMENT
        if is_product and len(piece.term.key) > 1 and _HAN[0] <= piece.term.key[0] <= _HAN[1]:
            return pieces[: at + 1], pieces[at + 1 :]
    return pieces, []


def is_garment(term: Term) -> bool:
    """Whether a word names clothes or footwear."""
    hs = term.meanings[0].hs if term.is_goods else ()
    return bool(hs) and _FIRST_GARMENT <= hs[0] < _PAST_GARMENTS


def is_cloth(term: Term) -> bool:
    """Whether a word names one cloth or yarn; "cloth" itself, behind a garment, is cloth for it."""
    found = term.meanings
    named = term.is_goods and not term.key.endswith(_CLOTH)
    return named and bool(found[0].hs) and _FIRST_TEXTILE <= found[0].hs[0] < _FIRST_GARMENT


def _parted(desk: Desk, pieces: list[Piece]) -> tuple[list[Piece], list[Piece]]:
    """The pieces that name the goods, and those that stand, in one word with it, before a mark of use."""
    kept: list[Piece] = []
    uses: list[Piece] = []
    for piece in pieces:
        if kept and (piece.term.key in _ADDED or (_marks_use(piece) and _glued(desk, kept[-1], piece))):
            begin = len(kept) - 1
            while begin and _glued(desk, kept[begin - 1], kept[begin]):
                begin -= 1
            uses += kept[begin:]
            del kept[begin:]
            if piece.term.key in _FOR or piece.term.key in _QUALITIES or piece.term.key in _ADDED:
                continue
        kept.append(piece)
    return kept, uses


def _marks_use(piece: Piece) -> bool:
    key = piece.term.key
    if key in _FOR or key in _QUALITIES:
        return True
    return len(key) >= _LONGER and key[0] == "용" and key[1] not in _NO_USE and not piece.term.meanings


def _glued(desk: Desk, one: Piece, other: Piece) -> bool:
    return desk.end(one.last - 1) == desk.starts[other.first] and not desk.words[one.first][0].isdigit()


def _is_inside(desk: Desk, pieces: list[Piece], at: int) -> bool:
    """Whether a short known word is only a stretch of a longer one that nothing knows."""
    term = pieces[at].term
    if not term.is_goods or len(term.key) > _SHORT:
        return False
    if _HAN[0] <= term.key <= _HAN[1]:
        return len(term.key) == 1 and (_goes_on(desk, pieces[at]) or _is_packing(desk, pieces, at))
    if len(term.key) == 1 and at < len(pieces) - 1 and _glued(desk, pieces[at], pieces[at + 1]):
        return _HANGUL[0] <= term.key <= _HANGUL[1] and _HANGUL[0] <= pieces[at + 1].term.key[0] <= _HANGUL[1]
    between = 0 < at < len(pieces) - 1 and len(term.key) == _SHORT
    return (
        between
        and all(
            len(other.term.key) == 1 and not _marks_use(other) and not other.term.refines
            for other in (pieces[at - 1], pieces[at + 1])
        )
        and _glued(desk, pieces[at - 1], pieces[at])
        and _glued(desk, pieces[at], pieces[at + 1])
    )


def _is_packing(desk: Desk, pieces: list[Piece], at: int) -> bool:
    """Whether the end of a word that nothing knows is what goods named before a space are packed in: "大米 真空包"."""
    before = pieces[at - 1] if at else None
    if before is None or pieces[at].term.key not in _PACKINGS or before.term.meanings:
        return False
    return _glued(desk, before, pieces[at]) and any(piece.term.is_goods for piece in pieces[: at - 1])


def _goes_on(desk: Desk, piece: Piece) -> bool:
    end = desk.end(piece.last - 1)
    after = desk.text[end : end + 1]
    return after not in _FOR and after not in _QUALITIES and _HAN[0] <= after <= _HAN[1]


def _untold(piece: Piece) -> Piece:
    """The piece as one word of which nothing is known, not even what it votes for."""
    return piece_of((piece.first, piece.last, _UNTOLD))
