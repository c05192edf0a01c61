"""Feeds: each item of an RSS or Atom file becomes a Document.

Where an item brings its whole text (``content:encoded``, ``content``), that is the text; where
it has a summary only, the document says that it is a teaser.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.readers import html
from tidewaiter.reports.readers.document import Told, draw_up, given_day
from tidewaiter.reports.readers.instants import read_instant
from tidewaiter.reports.readers.limits import DOCUMENT
from tidewaiter.reports.readers.tree import tag_of, text_of, tidy

if TYPE_CHECKING:
    from lxml.etree import _Element

_WHOLE = ("encoded", "content", "body")
_TEASER = ("description", "summary", "subtitle")
_ITEMS = ("item", "entry")
_LONGEST = 100_000


def read(data: bytes, *, path: str | None = None, published: str | None = None) -> Iterator[Document | InputError]:
    """The items in their order; an InputError for each one without text.

    Nothing that the file refers to is fetched, and no entity is resolved. Raises InputError
    where the file is too large or no feed.
    """
    given_day(published, path)
    if len(data) > DOCUMENT:
        raise InputError(f"the feed is too large: {len(data):,} bytes", path=path, hint=f"the limit is {DOCUMENT:,}")
    root = _parse(data, path)
    outlet = _of(root, "channel", "title") or _of(root, "", "title")
    language = _of(root, "channel", "language") or root.get("{http://www.w3.org/XML/1998/namespace}lang")
    items = [e for e in root.iter() if tag_of(e) in _ITEMS]
    if not items:
        raise InputError("the feed has no items", path=path, hint="it is empty, or no RSS or Atom file")
    for number, item in enumerate(items, start=1):
        yield _document(item, f"{path or 'feed'}#{number}", outlet, (language or "")[:2].lower() or None, published)


def _parse(data: bytes, path: str | None) -> _Element:
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, recover=True, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None:
        raise InputError(
            "the XML cannot be read", path=path, hint="it may have been cut off on its way: fetch it again"
        )
    return root


def _of(root: _Element, parent: str, name: str) -> str | None:
    """The text of a child of the feed, or of its channel."""
    above = next((e for e in root if tag_of(e) == parent), None) if parent else root
    found = next((e for e in above if tag_of(e) == name), None) if above is not None else None
    return text_of(found)[:200] or None if found is not None else None


def _document(
    item: _Element, path: str, outlet: str | None, language: str | None, published: str | None
) -> Document | InputError:
    from lxml import etree

    parts, whole = _text(item)
    text = "\n\n".join(parts)
    if not text.strip():
        return InputError("the item has no text", path=path, value=_child(item, ("title",)), hint="read its page")
    told = _told(item, outlet, language, () if whole else ("a teaser: the feed brings no whole text",))
    try:
        data = etree.tostring(item, method="c14n", with_tail=False)
    except (ValueError, etree.C14NError):
        data = text.encode("utf-8", "replace")
    try:
        return draw_up(text, told, data=data, path=path, published=published)
    except InputError as bad:
        return bad


def _text(item: _Element) -> tuple[list[str], bool]:
    """The paragraphs of an item, and whether they are its whole text."""
    for names, whole in ((_WHOLE, True), (_TEASER, False)):
        for child in item:
            if tag_of(child) in names and (found := _paragraphs(child)):
                return found, whole
    return [], False


def _paragraphs(element: _Element) -> list[str]:
    from lxml import etree

    if len(element):  # XHTML inside Atom stands as elements, not as text
        inner = "".join(etree.tostring(child, encoding="unicode", with_tail=True) for child in element)
        return html.fragment((element.text or "") + inner)
    return html.fragment(element.text or "")


def _told(item: _Element, outlet: str | None, language: str | None, notes: tuple[str, ...]) -> Told:
    sent = read_instant(_child(item, ("pubDate", "published", "issued", "date", "created")))
    changed = read_instant(_child(item, ("updated", "modified")))
    when = sent or changed
    return Told(
        format="feed",
        url=_link(item),
        title=_title(item),
        outlet=outlet,
        byline=_byline(item),
        language=language,
        published=(("feed", when[1]),) if when else (),
        published_at=sent[0] if sent else None,
        modified_at=changed[0] if changed else None,
        notes=notes if sent or not changed else (*notes, "the feed tells only when the item was updated"),
    )


def _child(item: _Element, names: tuple[str, ...]) -> str | None:
    wanted = [name.lower() for name in names]
    for name in wanted:
        for child in item:
            if tag_of(child) == name and (text := text_of(child)[:_LONGEST]):
                return text
    return None


def _title(item: _Element) -> str | None:
    raw = _child(item, ("title",))
    return tidy(" ".join(html.fragment(raw)))[:500] or None if raw else None


def _byline(item: _Element) -> str | None:
    names = []
    for child in item:
        if tag_of(child) in ("author", "creator"):
            name = next((text_of(e) for e in child if tag_of(e) == "name"), None) or text_of(child)
            names.append(name[:120])
    return "; ".join(dict.fromkeys(name for name in names if name)) or None


def _link(item: _Element) -> str | None:
    links = [e for e in item if tag_of(e) == "link"]
    for element in links:
        told = element.get("href") if element.get("rel", "alternate") == "alternate" else None
        told = told or (text_of(element) if element.text else None)
        if told and told.startswith(("http://", "https://")):
            return told[:2_000]
    guid = _child(item, ("guid", "id"))
    return guid[:2_000] if guid and guid.startswith(("http://", "https://")) else None
