"""Which part of a web page is the report.

Three steps. What the page's own marks call a menu, a comment, an advertisement is left out;
of what remains, the element that holds most of the running text is taken; of its paragraphs,
those that are mostly links are dropped. The thresholds were set on half of a public collection
of annotated pages (benchmarks/pages_extraction.py), the figures are in docs/methodology.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from tidewaiter.reports.readers.tree import BLOCKS, tag_of, tidy
from tidewaiter.reports.text.pages import layout

if TYPE_CHECKING:
    from lxml.etree import _Element

PROTECTED = 0.5
"""An element with more than this share of the page's running text is never left out by its name."""
NAMED = 0.4
"""A named container is the report where it holds this share of the running text."""
PART = 0.05
"""Further elements of that name count as parts of the report from this share on."""
HELD = 0.75
"""Without a name: the smallest element that holds this share of the running text."""
LINKED = 0.5
"""A paragraph whose characters are links to more than this share is no text of the report."""
LEADS = 3
"""More paragraphs than these between headline and report are another matter."""
HEADING = 80
"""A heading longer than this is read as a paragraph."""
MEAGRE = 0.15
"""Where less than this share of the page's running text is found, names are not believed."""
RUNNING = 60
"""Characters from which a paragraph counts as running text."""

_HEADINGS = frozenset(f"h{n}" for n in range(1, 7))
_SILENT = frozenset(("script", "style", "noscript", "template", "select", "svg"))
_NEVER = frozenset(("html", "body", "main", "head"))
_SENTENCE_ENDS = tuple(".!?…)]\"'”’»。！？")
_REMEMBERED = 8_192  # names of elements, which pages of one outlet share
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")


@dataclass(slots=True)
class Piece:
    """A paragraph of the page: its words, how many of its characters are links, in what it stands."""

    text: str
    linked: int
    kind: str
    element: _Element

    @property
    def running(self) -> int:
        """Characters of running text: those of a paragraph that is long enough and not mostly links."""
        size = len(self.text) - self.linked
        return size if len(self.text) >= RUNNING and size > LINKED * len(self.text) else 0


def paragraphs(root: _Element) -> list[str]:
    """The paragraphs of the report on a page, in their order, headings between them included."""
    body = next((e for e in root.iter() if tag_of(e) == "body"), root)
    silent = frozenset(e for e in body.iter() if tag_of(e) in _SILENT)
    whole = _weights(body, silent)
    found = _report(body, silent | _furniture(body, whole))
    if sum(map(len, found)) < MEAGRE * whole.get(body, 0):
        silent = frozenset(e for e in silent if tag_of(e) != "noscript")
        again = _report(body, silent | _furniture(body, _weights(body, silent), by_name=False))
        found = max(found, again, key=lambda some: sum(map(len, some)))
    return found


def _report(body: _Element, dropped: frozenset[_Element]) -> list[str]:
    chosen = _container(body, _weights(body, dropped), dropped)
    return _kept([*_lead(body, chosen, dropped), *pieces(chosen, dropped)])


def _lead(body: _Element, chosen: _Element, dropped: frozenset[_Element]) -> list[Piece]:
    """The running paragraphs between the headline and the element that was chosen."""
    inside = frozenset(chosen.iter())
    found: list[Piece] = []
    headline = False
    for piece in pieces(body, dropped):
        if piece.element in inside:
            return found if headline and len(found) <= LEADS else []
        if tag_of(piece.element) == "h1":
            headline, found = True, []
        elif headline and piece.running == len(piece.text):
            found.append(piece)
    return []


# --- paragraphs of an element ---------------------------------------------------------------


def pieces(root: _Element, dropped: frozenset[_Element] | set[_Element] = frozenset()) -> Iterator[Piece]:
    """The paragraphs below an element in their order. A row of a table is one, its cells parted by ``|``."""
    words: list[str] = []
    linked = 0
    owner, kinds = root, [_kind(tag_of(root), "text")]
    links = 0

    def flush() -> Iterator[Piece]:
        nonlocal linked, words
        text = tidy("".join(words)).strip("| ")
        if text:
            yield Piece(text, min(linked, len(text)), kinds[-1], owner)
        words, linked = [], 0

    for event, element in _walk(root, dropped):
        tag = tag_of(element)
        block = tag in BLOCKS and tag not in ("td", "th")
        if block or tag == "br":
            if block or event == "start":
                yield from _breaks(tag, words, flush)
            owner = element if event == "start" and block else _above(element, root)
        if block:
            if event == "start":
                kinds.append(_kind(tag, kinds[-1]))
            elif len(kinds) > 1:
                kinds.pop()
        if tag in ("td", "th") and event == "end":
            words.append(" | ")
        if tag == "a":
            links += 1 if event == "start" else -1
        text = element.text if event == "start" and element not in dropped else element.tail if event == "end" else ""
        if event == "end" and element is root:
            text = ""
        if text:
            words.append(text)
            linked += len(" ".join(text.split())) if links > 0 else 0
    yield from flush()


def _breaks(tag: str, words: list[str], flush: object) -> Iterator[Piece]:
    """A block ends the paragraph; a line break does where another follows or a sentence has ended."""
    if tag == "br" and not _ends_line(words):
        words.append("\n")
        return
    yield from flush()  # type: ignore[operator]


def _ends_line(words: list[str]) -> bool:
    last = next((word for word in reversed(words) if word), "")
    return last.endswith("\n") or not last.strip() or last.rstrip().endswith((".", "!", "?", '"', "”", ":", "。"))


def _above(element: _Element, root: _Element) -> _Element:
    parent = element.getparent()
    return root if element is root or parent is None else parent


def _kind(tag: str, above: str) -> str:
    if tag in _HEADINGS:
        return "heading"
    if tag in ("li", "dt", "dd"):
        return "item"
    if tag == "tr":
        return "row"
    return above if above in ("item", "row") else "text"


def _walk(root: _Element, dropped: frozenset[_Element] | set[_Element]) -> Iterator[tuple[str, _Element]]:
    """Start and end of every element, those below a dropped one left out; no recursion."""
    from lxml import etree

    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start" and element in dropped:
            walk.skip_subtree()
        yield str(event), element


# --- what is no report ------------------------------------------------------------------------


def _weights(body: _Element, dropped: frozenset[_Element] | set[_Element] = frozenset()) -> dict[_Element, int]:
    """The running text below every element."""
    weights: dict[_Element, int] = {}
    for piece in pieces(body, dropped):
        if piece.running:
            weights[piece.element] = weights.get(piece.element, 0) + piece.running
    for element in reversed(list(body.iter())):
        weight = weights.get(element)
        parent = element.getparent()
        if weight and parent is not None and element is not body:
            weights[parent] = weights.get(parent, 0) + weight
    return weights


def _furniture(body: _Element, weights: dict[_Element, int], *, by_name: bool = True) -> frozenset[_Element]:
    """The elements that the page's marks say are no report."""
    total = max(weights.get(body, 0), 1)
    return frozenset(
        element
        for element in body.iter()
        if isinstance(element.tag, str)
        and element is not body
        and _is_furniture(element, weights.get(element, 0) / total, by_name=by_name)
    )


def _is_furniture(element: _Element, share: float, *, by_name: bool) -> bool:
    tag = tag_of(element)
    if tag in _drop_tags():
        return share <= PROTECTED
    if share > PROTECTED or tag in _NEVER:
        return False
    if tag == "header":
        return not any(tag_of(e) == "h1" for e in element.iter())
    if element.get("role", "").casefold() in layout().drop_roles or element.get("aria-hidden") == "true":
        return True
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")):
        return True
    return by_name and _is_dropped_name(names_of(element))


def names_of(element: _Element) -> str:
    """The class and the id of an element as words between spaces, in lower case."""
    return _split(f"{element.get('class', '')} {element.get('id', '')}"[:500])


@lru_cache(maxsize=_REMEMBERED)
def _split(raw: str) -> str:
    told = " ".join(name for name in raw.split() if not name.casefold().startswith(layout().topic_names))
    return f" {' '.join(_WORD.findall(told)).casefold()} "


@lru_cache(maxsize=_REMEMBERED)
def _is_dropped_name(names: str) -> bool:
    if any(f" {two} " in names for two in layout().keep_pairs):
        return False
    return any(word in _drop_words() for word in names.split()) or any(
        f" {two} " in names for two in layout().drop_pairs
    )


@cache
def _drop_tags() -> frozenset[str]:
    return frozenset(layout().drop_tags)


@cache
def _drop_words() -> frozenset[str]:
    return frozenset(layout().drop_words)


# --- the element that holds the report --------------------------------------------------------


def _container(body: _Element, weights: dict[_Element, int], dropped: frozenset[_Element]) -> _Element:
    total = weights.get(body, 0)
    if not total:
        return body
    named = _named(body, weights, dropped, total)
    if named is not None:
        return named
    chosen = body
    while True:
        heir = max(chosen, key=lambda child: weights.get(child, 0), default=None)
        if heir is None or weights.get(heir, 0) < HELD * total or tag_of(heir) in ("p", "li", "td", "blockquote"):
            return chosen
        chosen = heir


def _named(body: _Element, weights: dict[_Element, int], dropped: frozenset[_Element], total: int) -> _Element | None:
    """The element named as the report's by the page, the surest name first, then the weightiest.
    Where the report is cut into several of that name, the element around them."""
    ranked: dict[int, list[_Element]] = {}
    for element in body.iter():
        if weights.get(element) and element is not body and element not in dropped:
            rank = _rank(element)
            if rank is not None:
                ranked.setdefault(rank, []).append(element)
    for rank in sorted(ranked):
        best = max(ranked[rank], key=lambda element: weights[element])
        if weights[best] >= NAMED * total:
            return _around(best, ranked[rank], weights, total)
    return None


def _around(best: _Element, same: list[_Element], weights: dict[_Element, int], total: int) -> _Element:
    """The nearest element that holds all parts of a report that is cut into several of one name."""
    if weights[best] >= HELD * total:
        return best
    above = list(best.iterancestors())
    parts = [e for e in same if e is not best and weights[e] >= PART * total and best not in e.iterancestors()]
    shared = {up for part in parts for up in part.iterancestors()}
    for up in above:
        if parts and up in shared and tag_of(up) not in _NEVER and all(up in part.iterancestors() for part in parts):
            return up
    return best


def _rank(element: _Element) -> int | None:
    if "articlebody" in element.get("itemprop", "").casefold().split():
        return -1
    names = names_of(element)
    named = next((n for n, words in enumerate(layout().body_words) if f" {words} " in names), None)
    if named is not None:
        return named
    return {"article": 900, "main": 1000}.get(tag_of(element))


# --- the paragraphs that are kept -------------------------------------------------------------


def _kept(found: list[Piece]) -> list[str]:
    marks = [_is_text(piece) for piece in found]
    for n, piece in enumerate(found):
        if piece.kind == "heading" and len(piece.text) < HEADING and not any(marks[n + 1 : n + 2]):
            marks[n] = False
    kept = [piece for piece, mark in zip(found, marks, strict=True) if mark]
    while len(kept) > 1 and _trails(kept[-1]):
        kept.pop()
    seen: set[str] = set()
    out = []
    for piece in kept:
        if len(piece.text) < RUNNING or piece.text not in seen:
            out.append(piece.text)
        seen.add(piece.text)
    return out


def _trails(piece: Piece) -> bool:
    """Whether a short last line is no sentence: a label, a name, a button's words."""
    return piece.kind in ("heading", "text") and len(piece.text) < RUNNING and not piece.text.endswith(_SENTENCE_ENDS)


def _is_text(piece: Piece) -> bool:
    if not any(char.isalnum() for char in piece.text):
        return False
    share = piece.linked / len(piece.text)
    if piece.kind == "item":
        return share <= LINKED
    return share <= (0.9 if len(piece.text) > 100 else 0.7)
