"""The true head of an English compound whose last noun the lexicon does not know: "tractor manuals" are no tractors.

In a noun compound the last noun is the head, and what stands before it is no goods of its own. Often the head is one
of the trade words of ``headings.py`` or of ``data/heads.yaml``; then the goods are told. A plural that nothing knows
leaves open what the goods are: it is no material, measure, model or quality, which in trade records also stand behind.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.headings import headings
from tidewaiter.goods.lexicon import DATA, UNSPECIFIED, Meaning, fold_phrases, grammar, kind_of, singulars
from tidewaiter.goods.lines import read_lines
from tidewaiter.goods.phrases import Piece
from tidewaiter.goods.terms import NUMBERED

_OPEN = "open"
# Latin and Greek endings, and names ("Haas", "Grundfos"): these are no sure plurals.
_NO_PLURAL = ("ss", "as", "is", "os", "us", "ics")
# A singular may be a name or a quality: only a word of this length counts as a noun of trade.
_LONGER = 5
# the first chapter of what is made; printed matter is listed
_FIRST_MADE = "28"
_FIRST_MACHINE = "84"
# chapters of what machines and vehicles are built of
_MACHINES = ("73", "84", "85", "86", "87")


def with_true_head(desk: Desk, pieces: list[Piece], at: int) -> tuple[list[Piece], int] | None:
    """The pieces of a chunk with its true head known, and its place, where piece ``at``, a known noun, only stands
    before it. None where the known noun is the head itself.
    """
    modifier, words, listed = pieces[at], desk.words, _listed()
    place = len(pieces) - 1
    while place > at and pieces[place].term.trails and words[pieces[place].first] not in listed:
        place -= 1
    if not _may_modify(desk, modifier, pieces[place]):
        return None
    if place == at:
        return (_doubted(desk, pieces, at, at), at) if _owns(desk, modifier) else None
    if not _is_one_compound(desk, pieces[at : place + 1]):
        return None
    return _headed(desk, pieces, at, place)


def _headed(desk: Desk, pieces: list[Piece], at: int, place: int) -> tuple[list[Piece], int] | None:
    modifier, piece = pieces[at], pieces[place]
    meaning = _meaning(desk, modifier, piece)
    if (meaning is None or not meaning.certain) and not _is_listed(desk, piece) and _is_part(piece):
        return None
    if meaning is None:
        if not (_is_plural(desk, modifier, piece) or _owns(desk, modifier)):
            return None
    elif meaning.hs and _same_chapter(modifier, meaning):
        return None
    elif meaning.certain:
        named = Piece(piece.first, piece.last, desk.book.variant(piece.term, (meaning,)))
        return [*pieces[:place], named, *pieces[place + 1 :]], place
    return _doubted(desk, pieces, at, place), at


def _is_part(piece: Piece) -> bool:
    """Whether a word names a part of goods or of machines: what it is a part of is told by what stands before."""
    rules = grammar()
    ones = (piece.term.key, *singulars(piece.term.key, rules.irregular))
    return any(one in rules.traits or one in _parts() for one in ones)


def _doubted(desk: Desk, pieces: list[Piece], at: int, place: int) -> list[Piece]:
    """The pieces from the modifier to the head as goods that are not told; the codes of the first stay as proposals."""
    first, last = pieces[at], pieces[place]
    codes = tuple(dict.fromkeys([code for meaning in first.term.meanings for code in meaning.hs]))
    bare = desk.known[last.first].bare
    term = desk.book.variant(bare, (Meaning(UNSPECIFIED, codes, certain=False),))
    return [*pieces[:at], Piece(first.first, last.last, term), *pieces[place + 1 :]]


def _may_modify(desk: Desk, piece: Piece, head: Piece) -> bool:
    """Whether a known noun can stand before another: an English singular, or one with the mark of an owner.

    Before a listed head the mark may be left out: "ships stores".
    """
    term, other = piece.term, head.term
    if term.is_part or term.is_generic or not term.key.isascii():
        return False
    if other.meanings and other is not term and not other.flavours and not _is_listed(desk, head):
        return False
    as_written = term.key == " ".join(desk.words[piece.first : piece.last])
    return as_written or _owns(desk, piece) or _is_listed(desk, head)


def _owns(desk: Desk, piece: Piece) -> bool:
    """Whether a noun bears the mark of an owner; in capitals its "S" is a word of its own."""
    raws, text = desk.raws, desk.text
    if raws[piece.last - 1][-2:] in ("'s", "’s"):
        return True
    after = raws[piece.last] if piece.last < len(raws) else ""
    return after == "S" and text[desk.starts[piece.last] - 1] in "'’"


def _is_listed(desk: Desk, piece: Piece) -> bool:
    """Whether the word, as it is written, is one of the list of heads: "manual" describes, "manuals" do not."""
    return desk.words[piece.first] in _listed()


def _is_one_compound(desk: Desk, pieces: list[Piece]) -> bool:
    """Whether words from the first noun to the head stand in one compound: a number, a make, a known noun or what tells
    of a noun from behind breaks it.

    A crop behind goods ("cat food salmon") is a head only in the plural, or where what stands before it may hold it.
    """
    modifier, *between, head = pieces
    if between and _owns(desk, modifier) and between[0].term.key == "s":
        between = between[1:]
    if any(
        (p.term.trails and not _is_listed(desk, p)) or p.term.meanings or desk.known[p.first].flags & NUMBERED
        for p in between
    ):
        return False
    if not head.term.meanings or _is_listed(desk, head):
        return True
    crop = head.term.flavours and modifier.term.meanings[0].hs[:1] >= (_FIRST_MADE,)
    return crop and (modifier.term.last_holds or head.term.key != desk.words[head.first])


def _is_plural(desk: Desk, modifier: Piece, piece: Piece) -> bool:
    """Whether an unknown word is a plural by form, and neither a name beside words in small letters nor a type."""
    word, raw = desk.words[piece.first], desk.raws[piece.first]
    if modifier.term.meanings[0].hs[:1] < (_FIRST_MACHINE,):
        return False  # "wire mesh panels", "dynamite sticks": the form of a material
    if not word.isascii() or word.endswith(_NO_PLURAL) or not singulars(word, grammar().irregular):
        return False
    if raw[0].isupper() and desk.raws[modifier.first][0].islower():
        return False
    return not (piece.last < len(desk.known) and desk.known[piece.last].flags & NUMBERED)


def _same_chapter(modifier: Piece, meaning: Meaning) -> bool:
    return any(code[:2] == meaning.hs[0][:2] for one in modifier.term.meanings for code in one.hs)


def _meaning(desk: Desk, modifier: Piece, head: Piece) -> Meaning | None:
    """What the head names by the trade words; None where they do not know it.

    What is made may be a part of what is named before it ("tractor belts"): then the goods are not told.
    """
    word = desk.words[head.first]
    if word in _listed():
        listed = _listed()[word]
        return listed if listed.certain or not head.term.meanings else head.term.meanings[0]
    if head.term.meanings:
        return head.term.meanings[0] if modifier.term.last_holds else None
    return _by_trade(modifier.term.key, word)


@lru_cache(maxsize=4096)
def _by_trade(modifier: str, word: str) -> Meaning | None:
    known = _traded()
    ones = singulars(word, grammar().irregular)
    if (whole := _first(known, [f"{modifier} {one}" for one in (word, *ones)])) is not None:
        return whole
    meaning = _first(known, ones if len(word) < _LONGER else (word, *ones))
    if meaning is None or meaning.hs[0] < _FIRST_MADE:
        return meaning
    return Meaning(UNSPECIFIED, (), certain=False) if ones else None


def _first(known: Mapping[str, Meaning], words: Sequence[str]) -> Meaning | None:
    return next((known[word] for word in words if word in known), None)


@cache
def _listed() -> Mapping[str, Meaning]:
    lines = read_lines(DATA / "heads.yaml").value.items()
    return {word.strip(): _named(code) for code, text in lines for word in text.split(",")}


def _named(code: str) -> Meaning:
    return Meaning(UNSPECIFIED, (), certain=False) if code == _OPEN else Meaning(kind_of(code), (code,))


@cache
def _traded() -> Mapping[str, Meaning]:
    """The trade words of one heading alone, to what they name."""
    found: dict[str, str] = {}
    for heading in headings().values():
        if len(heading.code) == 4:
            for word in fold_phrases(heading.words):
                found[word] = heading.code if found.get(word, heading.code) == heading.code else ""
    return {word: _named(code) for word, code in found.items() if code}


@cache
def _parts() -> frozenset[str]:
    """The last words of the trade words for machines, their parts and fittings: "seal", "hook", "bracket"."""
    return frozenset(word.rpartition(" ")[2] for word, one in _traded().items() if one.hs[0].startswith(_MACHINES))
