"""Cuts an item text at list words into phrases, these at prepositions into chunks, and a chunk into known pieces."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tidewaiter.goods.lexicon import ANY_NUMBER, Grammar, Lexicon, Meaning, Role, singular_forms
from tidewaiter.goods.tokens import Tokens

_KEPT = 65_536
_STOPS = frozenset(",;:()[]/|&+\n·、，；：（）。")


class Piece(NamedTuple):
    """A known phrase (``meanings`` set) or one unknown word, from word ``first`` up to ``last``, which is not in it."""

    first: int
    last: int
    key: str
    meanings: tuple[Meaning, ...]

    @property
    def is_make(self) -> bool:
        return bool(self.meanings) and self.meanings[0].make is not None


class Chunk(NamedTuple):
    """The words up to the next preposition; ``role`` is that of the preposition before them."""

    role: Role | None
    pieces: list[Piece]


class Phrase(NamedTuple):
    """The words up to the next list word; ``joint`` is that word ("and", ",")."""

    chunks: list[Chunk]
    joint: str


@dataclass(frozen=True, slots=True)
class Desk:
    """All that is needed while one text is read."""

    text: str
    tokens: Tokens
    lexicon: Lexicon
    grammar: Grammar


def cut_phrases(desk: Desk) -> list[Phrase]:
    """The text cut at list words into phrases, and these at prepositions into chunks."""
    out: list[Phrase] = []
    pieces: list[Piece] = []
    chunks = [Chunk(None, pieces)]
    at, end = 0, len(desk.tokens.words)
    while at < end:
        piece, role = _next(desk, at, end)
        if role is None:
            pieces.append(piece)
        elif role == "list":
            if pieces or len(chunks) > 1:
                out.append(Phrase(chunks, piece.key))
            pieces = []
            chunks = [Chunk(None, pieces)]
        else:
            pieces = []
            chunks.append(Chunk(role, pieces))
        at = piece.last
    if pieces or len(chunks) > 1:
        out.append(Phrase(chunks, ""))
    return [phrase for phrase in out if len(phrase.chunks) == 1 or any(chunk.pieces for chunk in phrase.chunks)]


def _next(desk: Desk, at: int, end: int) -> tuple[Piece, Role | None]:
    """The longest known phrase that begins at word ``at``, or that word alone."""
    words, lexicon = desk.tokens.words, desk.lexicon
    word = words[at]
    if at + 1 < end:
        for length in _lengths(lexicon, word, words[at + 1]):
            if at + length <= end and (found := _long(desk, words[at : at + length], at)):
                return found
    return _single(desk, word, at)


def _lengths(lexicon: Lexicon, word: str, after: str) -> Iterable[int]:
    """How many words the phrases have that may begin with these two, the longest first."""
    if word[0].isdigit() or after[0].isdigit():
        most = lexicon.longest.get(word, 0)
        return range(max(most, lexicon.longest.get(ANY_NUMBER, 0)) if word[0].isdigit() else most, 1, -1)
    return lexicon.pairs.get(f"{word} {after}", ())


def _single(desk: Desk, word: str, at: int) -> tuple[Piece, Role | None]:
    singles = desk.lexicon.singles
    known = singles.get(word)
    if known is None:
        known = _alone(desk, word)
        if len(singles) < _KEPT and not word[0].isdigit():
            singles[word] = known
    key, meanings, role, everywhere = known
    if everywhere:
        return Piece(at, at + 1, key, meanings), role
    for one in (word, *singular_forms(word)):
        if found := _known(desk, one, at):
            return Piece(at, at + 1, one, found), None
    return Piece(at, at + 1, word, ()), desk.grammar.roles.get(word)


def _alone(desk: Desk, word: str) -> tuple[str, tuple[Meaning, ...], Role | None, bool]:
    """What a word is by itself, and whether everywhere: designations and makes hang on what is beside."""
    if word in _STOPS:
        return word, (), "list", True
    phrases = desk.lexicon.phrases
    for one in (word, *singular_forms(word)):
        found = phrases.get(one, ())
        if any(m.glued or m.make for m in found):
            return word, (), None, False
        if found:
            return one, found, None, True
    return word, (), desk.grammar.roles.get(word), True


def _long(desk: Desk, span: list[str], at: int) -> tuple[Piece, Role | None] | None:
    """A known phrase of two words or more: as it stands, in the singular, or with any number for its numbers."""
    key, end = " ".join(span), at + len(span)
    if found := _known(desk, key, at):
        return Piece(at, end, key, found), None
    for one in _singular(span):
        if found := _known(desk, one, at):
            return Piece(at, end, one, found), None
    if role := desk.grammar.roles.get(key):
        return Piece(at, end, key, ()), role
    wild = [ANY_NUMBER if w[0].isdigit() else w for w in span]
    if wild != span:
        for one in (" ".join(wild), *_singular(wild)):
            if found := _known(desk, one, at):
                return Piece(at, end, one, found), None
    return None


def _singular(span: list[str]) -> Iterator[str]:
    """The phrase with its last word in the singular, or that before "of" ("items of crystal")."""
    last = singular_forms(span[-1])
    if last:
        begin = " ".join(span[:-1])
        for one in last:
            yield f"{begin} {one}"
    if "of" in span[1:]:
        at = span.index("of", 1) - 1
        for one in singular_forms(span[at]):
            yield " ".join([*span[:at], one, *span[at + 1 :]])


def _known(desk: Desk, key: str, at: int) -> tuple[Meaning, ...]:
    """The meanings of a phrase that fit here: a designation must be written as one, a maker's name as a name."""
    found = desk.lexicon.phrases.get(key, ())
    if not found or (len(found) == 1 and not found[0].glued and not found[0].make):
        return found
    goods = tuple(m for m in found if not m.make)
    return tuple(m for m in found if _fits(desk, m, at, goods))


def _fits(desk: Desk, meaning: Meaning, at: int, goods: tuple[Meaning, ...]) -> bool:
    if meaning.glued and not _is_glued(desk, at):
        return False
    if meaning.make and not meaning.certain:
        start = desk.tokens.starts[at]
        return not goods and not desk.text[start].islower()
    return not (meaning.make and goods and not meaning.model)


def _is_glued(desk: Desk, at: int) -> bool:
    gap = desk.text[desk.tokens.ends[at] : desk.tokens.starts[at + 1]] if at + 1 < len(desk.tokens.words) else " "
    return gap in ("", "-", "‑", "–")
