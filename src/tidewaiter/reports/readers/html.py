"""HTML: a web page becomes a Document of its report.

The text is that of the report alone: menus, advertisements, pictures with their captions,
"read also" boxes, comments and notices are left out (article.py says how they are told), and
where the page has marks of its own for headline, day and writers, they are metadata and no text.
Paragraphs are parted by a blank line; offsets count the code points of this text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tidewaiter.errors import InputError
from tidewaiter.model import Document, When
from tidewaiter.reports.readers import article
from tidewaiter.reports.readers.decoding import decode
from tidewaiter.reports.readers.document import Told, draw_up, given_day, timeline_day
from tidewaiter.reports.readers.limits import DOCUMENT
from tidewaiter.reports.readers.origin import Origin, origin
from tidewaiter.reports.readers.tree import plant
from tidewaiter.reports.text.passages import blocks

if TYPE_CHECKING:
    from lxml.etree import _Element

_CHARSET = re.compile(
    rb"""<(?:meta\b[^>]{0,200}?charset|\?xml\b[^>]{0,100}?encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.IGNORECASE
)
_HEAD = 16_384  # bytes in which a page declares its encoding
_SHORTER = 0.5
"""The page's own copy of the report's text (JSON-LD) is taken where less than this share of it was found."""
_LINES = 60
"""Short lines of a page among which its time line is looked for."""


def read(
    data: bytes,
    *,
    path: str | None = None,
    published: str | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Document:
    """The report on a web page.

    ``charset`` and ``url`` are what the server said of the page; they, and ``published`` above
    all, go before or beside what the page says itself.

    Raises InputError where the page is too large, cannot be decoded or has no text.
    """
    given_day(published, path)
    if len(data) > DOCUMENT:
        raise InputError(f"the page is too large: {len(data):,} bytes", path=path, hint=f"the limit is {DOCUMENT:,}")
    hit = _CHARSET.search(data[:_HEAD])
    whole = decode(data, path, declared=(charset, hit[1].decode("ascii") if hit else None))
    root, notes = plant(whole.text)
    found = article.paragraphs(root) if root is not None else []
    told = origin(root, address=url) if root is not None else None
    text = _text(found, told)
    if not text:
        hint = "a page that a script fills has no text of its own: save it from the browser once it is shown"
        raise InputError("the page has no text", path=path, hint=hint)
    told_all = _told(told, whole.encoding, (*whole.notes, *notes), _time_line(root))
    return draw_up(text, told_all, data=data, path=path, published=published)


def _text(found: list[str], told: Origin | None) -> str:
    text = "\n\n".join(found)
    own = told.body if told else None
    if own and len(text) < _SHORTER * len(own):
        return own if "<" not in own else "\n\n".join(fragment(own))
    return text


def fragment(marked: str) -> list[str]:
    """The paragraphs of a piece of HTML that is nothing but text: an item of a feed, a mail."""
    root, _ = plant(f"<html><body>{marked}</body></html>")
    if root is None:
        return []
    return lines(root)


def lines(root: _Element, without: frozenset[_Element] = frozenset()) -> list[str]:
    """All paragraphs of a tree, but for what stands in the elements ``without``."""
    silent = frozenset(e for e in root.iter("script", "style", "head", "template", "title"))
    return [piece.text for piece in article.pieces(root, silent | without)]


def _told(told: Origin | None, encoding: str, notes: tuple[str, ...], shown: When | None) -> Told:
    if told is None:
        return Told(format="html", encoding=encoding, notes=notes)
    return Told(
        format="html",
        url=told.url,
        title=told.title,
        outlet=told.outlet,
        byline=told.byline,
        language=told.language,
        encoding=encoding,
        published=told.published or ((("time line", shown),) if shown else ()),
        published_at=told.published_at,
        modified_at=told.modified_at,
        notes=notes,
    )


def _time_line(root: _Element | None) -> When | None:
    """The day on the time line that the page shows."""
    if root is None:
        return None
    silent = frozenset(e for e in root.iter("script", "style", "head", "template", "noscript"))
    lines: list[str] = []
    for piece in article.pieces(root, silent):
        if 8 <= len(piece.text) <= 160 and any(char.isdigit() for char in piece.text):
            lines.append(piece.text)
        if len(lines) == _LINES:
            break
    text = "\n\n".join(lines)
    return timeline_day(Document("x", text, "", ""), blocks(text)) if text else None
