"""Texts with marks between the words, told by how they begin.

They decode as text, so that nothing fails; but a reader of plain text or of tables would read
the marks as words.
"""

from __future__ import annotations

import codecs

_BEGINNINGS = (
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<?xml", "an XML file"),
    (b"{\\rtf", "an RTF document"),
)


def tell_markup(data: bytes) -> str | None:
    """What marked-up text the bytes begin like ("an HTML page"), or None."""
    start = data[:100].removeprefix(codecs.BOM_UTF8).lstrip().lower()
    return next((kind for mark, kind in _BEGINNINGS if start.startswith(mark)), None)
