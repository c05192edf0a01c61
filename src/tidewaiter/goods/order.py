"""Puts the words of a trade record in order: there, what describes the goods often stands behind them.

"CONVEYOR BELTS RUBBER EP 630", "FORKLIFT DIESEL 3 TON", "MILK POWDER 25KG BAGS": the last noun is a material, a drive
or a packing, not the head. Such words are put behind the head as if "of" stood before them, so that the grammar of
``drafts.py``, in which the last noun is the head, reads them rightly.
"""

from __future__ import annotations

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.heads import with_true_head
from tidewaiter.goods.lexicon import UNSPECIFIED, Role
from tidewaiter.goods.makers import with_maker
from tidewaiter.goods.phrases import Chunk, Phrase, Piece, chunk_of, phrase_of, piece_of
from tidewaiter.goods.runs import is_cloth, is_garment, with_uses_apart
from tidewaiter.goods.terms import NUMBERED, PARTICIPLES, RUN, WORK, Term

# Korean and Chinese begin behind it
_FIRST_RUN = "\u3400"
_BEFORE_ATTRIBUTE = frozenset((",", ";", "(", ")", "，", "、", "（", "）"))
_BEHIND_MATERIAL = frozenset((";", ":", "；", "："))
# the first chapter of what is made, and that of arms
_FIRST_MADE, _ARMS = "28", "93"
# chapters of chemicals, and of what is mixed from them
_CHEMICALS, _PREPARATIONS = ("28", "29", "30", "38"), ("30", "38")
_JOINTS = frozenset(("and", "or", "&", "/", "and/or"))
_SHARES = frozenset(("ppm", "pct", "percent"))
# behind a number and one of these a holder is the packing: "25 kg bags"
_UNITS = frozenset(
    ("kg", "kgs", "g", "gm", "lb", "lbs", "l", "ltr", "litre", "ml", "cl", "mm", "cm", "m", "oz", "mt", "pcs")
)


def joined(desk: Desk, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases, those that go on with the goods before joined to these: "jackets, leather", "nuts, for ships"."""
    if len(phrases) < 2:
        return phrases
    out: list[Phrase] = []
    for phrase in phrases:
        whole = _continued(desk, out[-1], phrase) if out else None
        if whole is None:
            out.append(phrase)
        else:
            out[-1] = whole
    return out


def _continued(desk: Desk, before: Phrase, phrase: Phrase) -> Phrase | None:
    """Both phrases as one where the second one goes on with the goods of the first; else None."""
    first, *rest = phrase.chunks
    named = any(piece.term.is_noun and not piece.term.is_material for piece in first.pieces)
    if named and before.joint in _BEHIND_MATERIAL and _is_material(before):
        pieces = [piece for chunk in before.chunks for piece in chunk.pieces]  # "copper; tube fittings"
        return Phrase([Chunk(None, [*pieces, *first.pieces]), *rest], phrase.joint)
    if before.joint in _BEFORE_ATTRIBUTE:
        if not first.pieces and (rest[0].role != "with" or before.joint == ","):  # "engines, for boats"
            return Phrase([*before.chunks, *rest], phrase.joint)
        if _only_describes(phrase):
            return _with_trait(before, [piece for chunk in phrase.chunks for piece in chunk.pieces], [], phrase.joint)
        if _tells_how(desk, phrase) and len(first.pieces) == 1:
            return _with_trait(before, first.pieces, [], phrase.joint)
        if _tells_how(desk, phrase) or _is_trait(desk, phrase):
            return Phrase([*before.chunks, Chunk("place", first.pieces), *rest], phrase.joint)
        if _turns_round(desk, before, first):
            return _with_trait(before, first.pieces, rest, phrase.joint)
        if first.pieces and first.pieces[-1].term.is_part and rest and not rest[0].pieces:  # "pumps, spare parts for"
            return Phrase([Chunk(None, [*before.chunks[0].pieces, *first.pieces]), *before.chunks[1:]], phrase.joint)
    elif before.joint in _JOINTS and before.chunks[-1].role == "except" and first.role is None:
        excluded = [*before.chunks[-1].pieces, *first.pieces]
        return Phrase([*before.chunks[:-1], Chunk("except", excluded), *rest], phrase.joint)
    elif _is_one_mixture(before, phrase) or (before.joint in _JOINTS and _is_one_work(before, phrase)):
        return Phrase([Chunk(None, [*before.chunks[0].pieces, *first.pieces]), *rest], phrase.joint)
    elif before.joint in _JOINTS and _is_one_of_materials(desk, before, phrase):
        return Phrase([*before.chunks[:-1], Chunk("thing", [*before.chunks[-1].pieces, *first.pieces])], phrase.joint)
    return None


def _is_material(phrase: Phrase) -> bool:
    """Whether a phrase is a material and perhaps what describes it, and no goods: "rubber, vulcanised"."""
    first, *behind = phrase.chunks
    named = bool(first.pieces) and first.pieces[-1].term.is_material
    describing = all(term.is_material or term.refines or not term.meanings for _, _, term in first.pieces)
    return named and describing and all(chunk.role in ("trait", "place", "except") for chunk in behind)


def _with_trait(before: Phrase, pieces: list[Piece], rest: list[Chunk], joint: str) -> Phrase:
    """The phrase with what describes its goods; several traits stand together."""
    first, *others = before.chunks
    if others and others[0].role == "trait":
        pieces = [*others.pop(0).pieces, *pieces]
    return Phrase([first, Chunk("trait", pieces), *others, *rest], joint)


def _turns_round(desk: Desk, before: Phrase, chunk: Chunk) -> bool:
    """Whether a word behind the comma makes a known phrase before it: "valve, ball", "lamp, LED, desk"."""
    head = next((piece for piece in reversed(before.chunks[0].pieces) if piece.term.is_noun), None)
    if head is None or len(chunk.pieces) != 1:
        return False
    first, last, term = chunk.pieces[0]
    as_written = term.key == " ".join(desk.words[first:last])
    return as_written and f"{term.key} {head.term.key}" in desk.book.lexicon.phrases


def _is_one_work(before: Phrase, phrase: Phrase) -> bool:
    """Whether two kinds of work share the head behind the second: "fruit sorting or grading machines"."""
    pieces, after = before.chunks[0].pieces, phrase.chunks[0].pieces
    if len(before.chunks) > 1 or len(after) < 2 or not pieces:
        return False
    return _is_work(pieces[-1]) and _is_work(after[0]) and after[-1].term.is_noun


def _is_one_mixture(before: Phrase, phrase: Phrase) -> bool:
    """Whether chemicals told by a plus are in one preparation: "diuron 40% + glyphosate 20% herbicide"."""
    if before.joint != "+":
        return False
    parts = [p.term for p in before.chunks[0].pieces if p.term.is_goods]
    whole = [p.term for p in phrase.chunks[0].pieces if p.term.is_goods]
    if len(before.chunks) > 1 or not parts or not whole:
        return False
    codes = [term.meanings[0].hs[:1] for term in (*parts, whole[-1])]
    return all(hs and hs[0][:2] in _CHEMICALS for hs in codes) and codes[-1][0][:2] in _PREPARATIONS


def _is_work(piece: Piece) -> bool:
    return piece.term.key.endswith(WORK) and piece.term.is_word and not piece.term.meanings


def _is_one_of_materials(desk: Desk, before: Phrase, phrase: Phrase) -> bool:
    """Whether goods are of several materials: "articles of iron or steel"; "tons of copper and zinc" are two goods."""
    last, first = before.chunks[-1], before.chunks[0]
    if last.role != "thing" or len(phrase.chunks) > 1 or not first.pieces or not last.pieces:
        return False
    head, material = first.pieces[-1].term, last.pieces[-1].term
    known = head.is_noun and not head.is_measure and material.is_material
    named = (head.is_goods and not head.is_generic) or f"{material.key} {head.key}" in desk.book.lexicon.phrases
    return known and named and all(piece.term.is_material for piece in phrase.chunks[0].pieces)


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


def _tells_how(desk: Desk, phrase: Phrase) -> bool:
    """Whether a participle tells how the goods before work or are made: "washed", "battery operated"."""
    pieces = phrase.chunks[0].pieces
    if len(phrase.chunks) > 1 or not 0 < len(pieces) <= 2:
        return False
    participle = pieces[-1].term
    if participle.meanings or not participle.is_word or not participle.key.endswith(PARTICIPLES):
        return False
    first, last, noun = pieces[0]
    return len(pieces) == 1 or (noun.is_noun and noun.key == " ".join(desk.words[first:last]))


def _is_trait(desk: Desk, phrase: Phrase) -> bool:
    """Whether a part of the goods is told of with its material: "leather upper", "sole of rubber", "steel legs"."""
    pieces = phrase.chunks[0].pieces
    if not pieces or desk.words[pieces[-1].last - 1] not in desk.book.grammar.traits:
        return False
    behind = phrase.chunks[1].pieces if len(phrase.chunks) > 1 and phrase.chunks[1].role == "thing" else []
    said = desk.words[pieces[0].first : pieces[-1].last - 1]
    return any(p.term.is_material for p in behind) or any(word in desk.book.grammar.materials for word in said)


def put_in_order(desk: Desk, phrase: Phrase) -> Phrase:
    """The phrase with its first chunk ending in the head, and what stood behind the head in a chunk of its own."""
    if desk.flags & RUN:
        phrase = with_uses_apart(desk, phrase)
    if len(phrase.chunks) > 1:
        phrase = with_maker(desk, phrase)
    chunks = phrase.chunks
    pieces = chunks[0].pieces
    if len(chunks) == 1 and len(pieces) == 1:
        return phrase
    at = _head_at(desk, pieces)
    if at < 0 and len(chunks) == 1:
        return phrase
    if at >= 0 and (compound := with_true_head(desk, pieces, at)):
        pieces, at = compound
        chunks = [chunk_of((chunks[0].role, pieces)), *chunks[1:]]
        phrase = phrase_of((chunks, phrase.joint))
    narrowing = _narrowing(chunks[1:])
    if at < 0 and narrowing and pieces and pieces[-1].term.is_noun:
        at = len(pieces) - 1
    if len(chunks) > 1:
        chunks = [chunks[0], *[one for chunk in chunks[1:] for one in _with_head_last(desk, chunk)]]
        if chunks[1].role == "with" and pieces and pieces[-1].term.meanings and not pieces[-1].term.holds:
            chunks[1] = chunk_of(("with", [_gone_along(desk, piece) for piece in chunks[1].pieces]))
    if at < 0 or pieces[at].term.is_part:
        return phrase if len(chunks) == 1 else phrase_of((chunks, phrase.joint))
    rest = chunks[1:]
    moved = [*pieces[at + 1 :], *narrowing]
    if not moved:
        return phrase if len(chunks) == 1 else phrase_of((chunks, phrase.joint))
    role: Role = "trait"
    if rest and rest[0].role in ("thing", "trait"):
        role = rest[0].role
        moved += rest.pop(0).pieces
    return phrase_of(([chunk_of((None, pieces[: at + 1])), chunk_of((role, moved)), *rest], phrase.joint))


def _with_head_last(desk: Desk, chunk: Chunk) -> list[Chunk]:
    """A chunk behind a preposition, what describes its head behind it: "needles for syringes steel"."""
    at = _head_at(desk, chunk.pieces) if chunk.role == "use" and len(chunk.pieces) > 1 else -1
    if at < 0:
        return [chunk]
    return [Chunk(chunk.role, chunk.pieces[: at + 1]), Chunk("trait", chunk.pieces[at + 1 :])]


def _gone_along(desk: Desk, piece: Piece) -> Piece:
    """What is made, behind "with", as goods that are not told: "a kit with scissors" is a kit; arms stay arms."""
    found = piece.term.meanings
    if not found or piece.term.is_make or not all(m.hs and _FIRST_MADE <= m.hs[0] < _ARMS for m in found):
        return piece
    if any(m.kind in desk.book.grammar.guarded for m in found):
        return piece
    doubted = tuple([m._replace(kind=UNSPECIFIED, certain=False) for m in found])
    return piece_of((piece.first, piece.last, desk.book.variant(piece.term, doubted)))


def _head_at(desk: Desk, pieces: list[Piece]) -> int:
    """Where the head stands: the last known noun that does not only describe another; -1 if nothing is to be moved."""
    nouns = [i for i, (_, _, term) in enumerate(pieces) if term.is_noun]
    if not nouns:
        return -1
    if pieces[nouns[0]].term.is_russian:  # in Russian the first noun is the head
        return next((i for i in nouns if not pieces[i].term.is_measure), -1)
    if desk.flags & NUMBERED and (at := _before_number(desk, pieces, nouns)) >= 0:
        return at
    if len(nouns) > 1 and (at := _plural_before(desk, pieces, nouns)) >= 0:
        return at
    for at in reversed(nouns):
        if not _describes(desk, pieces, at):
            break
    else:
        at = next((i for i in reversed(range(len(pieces))) if pieces[i].term.is_make), len(pieces))
    return at if at < len(pieces) - 1 else -1


def _plural_before(desk: Desk, pieces: list[Piece], nouns: list[int]) -> int:
    """The last plural that names goods, with only singulars behind it ("forklift trucks LPG"); -1 if there is none.

    In English a plural is no modifier.
    """
    for at in reversed(nouns):
        first, last, term = pieces[at]
        if desk.known[last - 1].ones and term.key != " ".join(desk.words[first:last]):
            sure = term.is_goods and term.meanings[0].certain and not term.last_holds and not term.packs
            return at if sure and at < nouns[-1] and not _describes(desk, pieces, at) else -1
    return -1


def _before_number(desk: Desk, pieces: list[Piece], nouns: list[int]) -> int:
    """The last goods before the first number: "syringes 5 ml luer lock"; what stands behind a size describes.

    In English only a plural or a phrase of several words is surely no modifier of what follows ("laptop 65 W adapter").
    """
    number = _first_size(desk, pieces)
    for at in reversed(nouns) if number > nouns[0] else ():
        first, _, term = pieces[at]
        is_size = term.key[0].isdigit()  # "7.62 mm machine guns"
        if (
            at < number
            and not is_size
            and term.is_goods
            and term.meanings[0].certain
            and not (term.wraps and nouns[-1] > at)
        ):
            sure = " " in term.key or term.key != desk.words[first] or term.key[0] > _FIRST_RUN
            return at if sure and at < len(pieces) - 1 and not _describes(desk, pieces, at) else -1
    return -1


def _first_size(desk: Desk, pieces: list[Piece]) -> int:
    """Where the first number that is no share stands ("95% cotton" is a share); -1 if there is none."""
    known, words = desk.known, desk.words
    for at, (first, _, _) in enumerate(pieces):
        if known[first].flags & NUMBERED:
            behind = words[first + 1] if first + 1 < len(words) else ""
            if behind not in _SHARES and desk.text[desk.end(first) :].lstrip()[:1] != "%":
                return at
    return -1


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
    if term.is_goods and _is_made_up_of(desk, pieces, at):
        return True
    before = words[piece.first - 1]
    if (
        before in _SHARES
        or (_percent(desk, piece) and not _is_preparation(term))
        or (term.flavours and any(p.term.is_made for p in pieces[:at]))
    ):
        return True
    counted = is_counted(desk, piece.first) and not _percent(desk, piece)
    # "jute bags" are bags, "sugar bags" are sugar in bags; "화장품 유리용기" are containers
    if term.holds or term.packs:
        return counted or (term.key[0] < _FIRST_RUN and _names_goods(pieces[:at]))
    # "70 cl gift box", "gas stove 4 burner"
    return counted and (term.last_holds or _names_goods(pieces[:at]))


def _is_preparation(term: Term) -> bool:
    """Whether a word names what holds a share of something: "paraquat 20% herbicide"."""
    return term.is_goods and term.meanings[0].hs[:1] != () and term.meanings[0].hs[0][:2] in _PREPARATIONS


def _is_made_up_of(desk: Desk, pieces: list[Piece], at: int) -> bool:
    """Whether cloth behind garments and a material is theirs: "shirts 100% cotton poplin", "pants woven twill"."""
    between = pieces[at - 1]
    if not (between.term.is_material or is_cloth(between.term)) or not (
        is_cloth(pieces[at].term) or _percent(desk, between)
    ):
        return False
    return any(is_garment(p.term) for p in pieces[: at - 1])


def is_counted(desk: Desk, at: int) -> bool:
    """Whether a number or a unit stands before a word: "20 trays", "5 kg trays"."""
    before = desk.words[at - 1] if at else ""
    return before in _UNITS or before[:1].isdigit()


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
    used = [p for chunk in rest if chunk.role == "use" for p in chunk.pieces]
    return [p for p in used if p.term.refines and not p.term.is_material]
