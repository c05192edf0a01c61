"""Two ways to look at a text: folded for the comparison of cells, and a view of the same length."""

from __future__ import annotations

import re
import unicodedata

_MARKS = re.compile("[\u0300-\u036f]+")
_ACCENTED = re.compile("[\u00c0-\u024f\u1e00-\u1eff]+")
_APOSTROPHES = re.compile("['\u2018\u2019\u02bb\u02bc\u2032\u00b4`]")
_NOT_WORDS = re.compile(r"[^\w\n]+|_+")
_SPELLED = re.compile(r"\b(\w) (?=\w\b)")
_UNSEEN = re.compile("[\u00ad\u061c\u180e\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff]")
_EDGES = re.compile(r"^ | $", re.MULTILINE)

# each replacement is one character for one, so that offsets stay
_SAME_LENGTH = (
    ("\u2018", "'"),
    ("\u2019", "'"),
    ("\u02bc", "'"),
    ("\u2032", "'"),
    ("\u2010", "-"),
    ("\u2011", "-"),
    ("\u00a0", " "),
    ("\u2009", " "),
    ("\u202f", " "),
    ("\u3000", " "),
    ("\t", " "),
    ("\n", " "),
)


def fold(text: str) -> str:
    """The text without case, diacritics and punctuation, line by line: ``Korea, D.P.R.`` is ``korea dpr``.

    Apostrophes go without a trace, other punctuation becomes a space, and letters standing
    alone one after the other are joined, so that dots in abbreviations make no difference.
    Whole tables are folded at once, with one name a line.
    """
    if not text.isascii():
        # the marks of Latin and Cyrillic letters go; Hangul is put together again
        text = unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))
    text = _NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.casefold()))
    return _SPELLED.sub(r"\1", _EDGES.sub("", text))


def visible(text: str) -> str:
    """The text without signs that nobody sees: marks of direction, soft hyphens, byte order marks.

    A space of no width is a space. What joins or parts letters (U+200C, U+200D) stays.
    """
    return text if text.isascii() else _UNSEEN.sub("", text.replace("\u200b", " "))


def unaccented(text: str) -> str:
    """The text without the marks of Latin letters and with ``е`` for ``ё``; case and the rest stay."""
    text = text.replace("ё", "е").replace("Ё", "Е")
    return _ACCENTED.sub(lambda run: _MARKS.sub("", unicodedata.normalize("NFD", run.group())), text)


def same_length(text: str) -> str:
    """The text with plain apostrophes, hyphens and spaces, every offset as before.

    A line break becomes a space; an empty line leaves two, across which no name is read.
    """
    for old, new in _SAME_LENGTH:
        if old in text:
            text = text.replace(old, new)
    return text
