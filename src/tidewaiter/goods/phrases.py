"""Cuts an item text at list words into phrases, these at prepositions into chunks, and a chunk into known pieces."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import NamedTuple

from tidewaiter.goods.desk import Desk
from tidewaiter.goods.lexicon import ANY_NUMBER, Meaning, Role, singulars
from tidewaiter.goods.terms import AGED, MADE, NUMBERED, Term, Word

_WITH_AGE = 2


class Piece(NamedTuple):
    """A known phrase or one unknown word, from word ``first`` up to ``last``, which is not in it."""

    first: int
    last: int
    term: Term


class Chunk(NamedTuple):
    """The words up to the next preposition; ``role`` is that of the preposition before them."""

    role: Role | None
    pieces: list[Piece]


class Phrase(NamedTuple):
    """The words up to the next list word; ``joint`` is that word ("and", ",")."""

    chunks: list[Chunk]
    joint: str


# What the classes themselves do, without the two calls in between: nearly all objects of a reading are of these.
piece_of: Callable[[tuple[int, int, Term]], Piece] = partial(tuple.__new__, Piece)
chunk_of: Callable[[tuple[Role | None, list[Piece]]], Chunk] = partial(tuple.__new__, Chunk)
phrase_of: Callable[[tuple[list[Chunk], str]], Phrase] = partial(tuple.__new__, Phrase)


def cut_phrases(desk: Desk) -> list[Phrase]:
    """The text cut at list words into phrases, and these at prepositions into chunks."""
    out: list[Phrase] = []
    pieces: list[Piece] = []
    chunks = [chunk_of((None, pieces))]
    known, words = desk.known, desk.words
    at, end = 0, len(known)
    while at < end:
        word = known[at]
        last = at + 1
        seconds = word.seconds
        if (
            seconds is not None
            and last < end
            and (words[last] in seconds or known[last].likes)
            and (found := _longest(desk, seconds, at, end)) is not None
            and not (word.flags & AGED and _ends_in_longer(desk, at, found[1], end))
        ):
            term, last = found
        else:
            term = word.term or _here(desk, word, at)
        role = term.role
        if role is None:
            pieces.append(piece_of((at, last, term)))
        else:
            pieces = []
            if role != "list":
                chunks.append(chunk_of((role, pieces)))
            elif _is_between_numbers(desk, at):
                pieces = chunks[-1].pieces
            else:
                _close(desk, out, chunks, term.key)
                chunks = [chunk_of((None, pieces))]
        at = last
    _close(desk, out, chunks, "")
    return out


def _ends_in_longer(desk: Desk, at: int, last: int, end: int) -> bool:
    """Whether a phrase that begins with "used" or "new" would cut a longer name in two: "used Toyota | Hiace"."""
    seconds = desk.known[at + 1].seconds
    if seconds is None or last - at != _WITH_AGE or last >= end:
        return False
    found = _longest(desk, seconds, at + 1, end)
    return found is not None and found[1] > last


def _is_between_numbers(desk: Desk, at: int) -> bool:
    """Whether a stroke joins two numbers ("bitumen 60/70") and parts no goods."""
    if desk.words[at] != "/" or not 0 < at < len(desk.known) - 1:
        return False
    numbers = desk.known[at - 1].flags & desk.known[at + 1].flags & NUMBERED
    return bool(numbers) and desk.end(at - 1) == desk.starts[at] and desk.starts[at + 1] == desk.end(at)


def _close(desk: Desk, out: list[Phrase], chunks: list[Chunk], joint: str) -> None:
    for chunk in chunks:
        if chunk.pieces:
            out.append(phrase_of((chunks, joint)))
            return
    if out and joint in desk.book.grammar.contents:  # "slag, containing lead"
        out[-1] = phrase_of((out[-1].chunks, joint))


def _longest(desk: Desk, seconds: Mapping[str, tuple[int, ...]], at: int, end: int) -> tuple[Term, int] | None:
    """The longest known phrase of two words or more that begins with word ``at``, and where it ends."""
    lengths = seconds.get(desk.words[at + 1], ())
    for like in desk.known[at + 1].likes:
        if like in seconds:
            lengths = tuple(sorted({*lengths, *seconds[like]}, reverse=True)) if lengths else seconds[like]
    for length in lengths:
        if at + length <= end and (found := _long(desk, at, at + length)):
            return found, at + length
    return None


def _here(desk: Desk, word: Word, at: int) -> Term:
    """What a word is whose meaning hangs on what stands beside it."""
    for one in (word.text, *word.ones):
        if found := _known(desk, one, at):
            return found
    return word.bare


def _long(desk: Desk, at: int, end: int) -> Term | None:
    """A known phrase of two words or more: as it stands, in the singular, or with any number for its numbers."""
    span, book = desk.words[at:end], desk.book
    key = " ".join(span)
    found = book.longs.get(key)
    if found is not None:
        return found
    found = _sought(desk, span, key, at, end)
    if found is not None and found.everywhere and desk.known[at].text and desk.known[end - 1].text:
        book.keep_long(key, found)
    return found


def _sought(desk: Desk, span: list[str], key: str, at: int, end: int) -> Term | None:
    if found := _known(desk, key, at):
        return found
    ones = desk.known[end - 1].ones
    if ones or "of" in span:
        for one in _singular(desk, span, ones):
            if found := _known(desk, one, at):
                return found
    if key in desk.book.grammar.roles:
        return desk.book.word(key).bare
    wild = [ANY_NUMBER if word[0].isdigit() else word for word in span]
    if wild != span:
        for one in (" ".join(wild), *_singular(desk, wild, ones)):
            if found := _known(desk, one, at):
                return found
    return None


def _singular(desk: Desk, span: list[str], ones: tuple[str, ...]) -> Iterator[str]:
    """The phrase with its last word in the singular, or that before "of" ("items of crystal")."""
    if ones:
        begin = " ".join(span[:-1])
        for one in ones:
            yield f"{begin} {one}"
    if "of" in span[1:]:
        at = span.index("of", 1) - 1
        for one in singulars(span[at], desk.book.grammar.irregular):
            yield " ".join([*span[:at], one, *span[at + 1 :]])


def _known(desk: Desk, key: str, at: int) -> Term | None:
    """A phrase with the meanings that fit here: a designation is written as one, a maker's name as a name."""
    term = desk.book.term(key)
    if term is None or term.everywhere:
        return term
    goods = [m for m in term.meanings if not m.make]
    found = tuple([m for m in term.meanings if _fits(desk, m, at, goods)])
    if not found:
        return None
    desk.flags |= MADE
    return desk.book.variant(term, found)


def _fits(desk: Desk, meaning: Meaning, at: int, goods: list[Meaning]) -> bool:
    if meaning.glued and not _is_glued(desk, at):
        return False
    if meaning.make and not meaning.certain:
        return not goods and not desk.text[desk.starts[at]].islower()
    return not (meaning.make and goods and not meaning.model)


def _is_glued(desk: Desk, at: int) -> bool:
    gap = desk.text[desk.end(at) : desk.starts[at + 1]] if at + 1 < len(desk.words) else " "
    return gap in ("", "-", "‑", "–")
