"""A view of a text in which typography does not matter, and no offset moves."""

from __future__ import annotations

_NO_WIDTH = "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
"""Marks that steer how a text is shown or broken; those that join letters (U+200C, U+200D) are not among them."""
_FROM_TO = (
    ("‘’‚‛ʼ′`´", "'"),
    ("“”„‟″«»", '"'),
    ("‐‑‒–—―−", "-"),
    ("\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000", " "),
    (_NO_WIDTH, " "),
)
_TABLE = {ord(odd): plain for odds, plain in _FROM_TO for odd in odds}


def even(text: str) -> str:
    """The text with straight quotation marks and apostrophes, ``-`` for every dash and a plain
    space for every wide, thin or no-break one and for every mark without width. One character
    becomes one: ``len`` stays, and an offset in the view is the offset in the text."""
    return text.translate(_TABLE)


def invisible(text: str) -> int:
    """How many marks without width a text has."""
    return 0 if text.isascii() else sum(map(text.count, _NO_WIDTH))
