"""One text, taken apart into words, ready to be read."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.goods.codes import find_codes
from tidewaiter.goods.terms import CODED, NUMBERED, RUN, Book, Word
from tidewaiter.goods.tokens import is_run, raw_tokens

Places = tuple[tuple[int, int], ...]


@dataclass(slots=True, eq=False)
class Desk:
    """All that is needed while one text is read. Of each word: as written, where it starts, folded, what it is."""

    text: str
    raws: list[str]
    starts: list[int]
    words: list[str]
    known: list[Word]
    flags: int
    book: Book

    def end(self, at: int) -> int:
        """Where word ``at`` ends in the text."""
        return self.starts[at] + len(self.raws[at])

    def quote(self, first: int, last: int) -> str:
        """The text from word ``first`` up to ``last``, which is not in it."""
        return self.text[self.starts[first] : self.starts[last - 1] + len(self.raws[last - 1])]


def lay_out(text: str, book: Book) -> tuple[Desk, tuple[str, ...], Places]:
    """A text ready to be read, the codes that stand in it and where; their places hold no words."""
    desk = _desk(text, book)
    if desk.flags & CODED and desk.flags & NUMBERED:
        codes, places = find_codes(text)
        if places:
            return _desk(_without(text, places), book), codes, places
    return desk, (), ()


def _without(text: str, places: Places) -> str:
    """The text with the codes cut out; offsets stay."""
    for start, end in places:
        text = text[:start] + ";" + " " * (end - start - 1) + text[end:]
    return text


def _desk(text: str, book: Book) -> Desk:
    raws = raw_tokens(text)
    get, meet = book.tokens.get, book.meet
    starts: list[int] = []
    words: list[str] = []
    known: list[Word] = []
    start, flags, find = 0, 0, text.find
    for raw in raws:
        word = get(raw) or meet(raw)
        start = find(raw, start)
        starts.append(start)
        words.append(word.text or raw)
        known.append(word)
        flags |= word.flags
        start += len(raw)
    if flags & RUN:
        return _with_runs(text, raws, starts, book, flags)
    return Desk(text, raws, starts, words, known, flags, book)


def _with_runs(text: str, tokens: list[str], places: list[int], book: Book, flags: int) -> Desk:
    """The same for a text with Korean or Chinese, the runs of which hold several words each."""
    desk = Desk(text, [], [], [], [], flags, book)
    for raw, at in zip(tokens, places, strict=True):
        if not is_run(raw):
            _put(desk, raw, at, book.meet(raw), raw)
            continue
        for word, start, end in book.cut(raw):
            _put(desk, raw[start:end], at + start, book.word(word), word)
    return desk


def _put(desk: Desk, raw: str, start: int, word: Word, text: str) -> None:
    desk.raws.append(raw)
    desk.starts.append(start)
    desk.words.append(word.text or text)
    desk.known.append(word)
    desk.flags |= word.flags
