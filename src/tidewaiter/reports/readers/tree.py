"""HTML as a tree that can be walked, whatever the bytes are.

The parser of libxml2 mends what is malformed and never fetches anything. Two things it does not
bear are dealt with before and after: a tag with thousands of attributes costs the square of
their number, and a nesting of more than 2048 elements ends the page.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from tidewaiter.reports.readers.limits import MARKS

if TYPE_CHECKING:
    from lxml.etree import _Element

BLOCKS = frozenset(
    re.findall(
        r"\w+",
        "address article aside blockquote body caption center dd details dir div dl dt fieldset figcaption figure"
        " footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre section summary"
        " table tbody td tfoot th thead tr ul",
    )
)
"""Elements whose edges part paragraphs."""

_OVERLOADED = re.compile(
    r"""(<(script|style|textarea)\b.*?(?:</\2|\Z))"""
    r"""|<[a-z][^\s/>]*+(?>[\s/]*+=?+[^\s/>=]++(?:\s*+=\s*+(?>"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)?+)?+){400,}+""",
    re.DOTALL | re.IGNORECASE,
)
_INVISIBLE = dict.fromkeys(
    [
        0xAD,
        0x200B,
        0x200E,
        0x200F,
        *range(0x202A, 0x202F),
        0x2060,
        *range(0x2066, 0x206A),
        0xFEFF,
        *range(0xE000, 0xE100),
    ]
)
_DEPTH_ERROR = "Excessive depth"
_ANY_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)[^<>]*>?|<!--.*?-->|<![^<>]*>", re.DOTALL)
_SILENT = re.compile(r"<(script|style|template|noscript)\b.*?(?:</\1\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def plant(text: str) -> tuple[_Element | None, tuple[str, ...]]:
    """The tree of a page and what is to be said of it; None where the page has no element.

    A page that is nested too deep is planted again with its marks for blocks only, flat.
    """
    bounded = _bounded(text)
    notes = (f"only the first {MARKS:,} marks of the page were read",) if len(bounded) < len(text) else ()
    root, deep = _parse(_thin(bounded))
    if not deep:
        return root, notes
    flat, _ = _parse(_flat(bounded))
    return flat, (*notes, "the page's marks are nested too deep: all its text was taken, menus included")


def _bounded(text: str) -> str:
    """The page up to the last mark that is read."""
    if text.count("<") <= MARKS:
        return text
    last = next(islice(re.finditer("<", text), MARKS, None))
    return text[: last.start()]


def _parse(text: str) -> tuple[_Element | None, bool]:
    from lxml import etree

    parser = etree.HTMLParser(
        recover=True, no_network=True, remove_comments=True, remove_pis=True, huge_tree=True, encoding="utf-8"
    )
    data = text.replace("\x00", "").encode("utf-8", "replace")
    if not data.strip():
        return None, False
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, AssertionError, ValueError):
        return None, False
    return root, any(_DEPTH_ERROR in entry.message for entry in parser.error_log)


def _thin(text: str) -> str:
    """The page without the tags that have more attributes than any page needs."""
    return _OVERLOADED.sub(lambda hit: hit[1] or "<i", text)


def _flat(text: str) -> str:
    """The text of a page with a plain paragraph for every block."""
    text = _SILENT.sub(" ", text)

    def mark(hit: re.Match[str]) -> str:
        name = (hit[2] or "").lower()
        return "<p>" if name in BLOCKS or name == "br" else ""

    flat = re.sub(r"<p>\s*(?=<p>)", "", _ANY_TAG.sub(mark, text))
    return f"<html><body><article>{flat}</article></body></html>"


def tag_of(element: _Element) -> str:
    """The element's name in lower case; empty for what is no element."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: _Element) -> str:
    """All text below an element on one line."""
    return tidy("".join(str(part) for part in element.itertext()))


def tidy(text: str) -> str:
    """The text on one line, without the marks that have no width and steer only how it is shown."""
    return " ".join((text if text.isascii() else text.translate(_INVISIBLE)).split())
