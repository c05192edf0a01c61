"""XML of lists, element by element, or as records from which a reader takes what it knows, the rest kept as well.

Nothing is loaded from elsewhere, no entity is declared or expanded, and a record is forgotten before the next is read.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.parties.lists.readers.source import AGAIN

_SAFE = {"resolve_entities": False, "no_network": True, "load_dtd": False}
_PIECE = 64 * 1024
_LAST_LINE = 65_535
_NIL = "{http://www.w3.org/2001/XMLSchema-instance}nil"


class Node:
    """An element: its name without the namespace, attributes, text and children, as far as not yet taken."""

    __slots__ = ("attributes", "children", "line", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], text: str, children: list[Node], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.text = text
        self.children = children
        self.line = line

    def take(self, tag: str) -> list[Node]:
        """The children of that name, which are then no longer among them."""
        found = [child for child in self.children if child.tag == tag]
        if found:
            self.children = [child for child in self.children if child.tag != tag]
        return found

    def texts(self, tag: str) -> list[str]:
        """The texts of the children of that name that have no children of their own, taken."""
        found = [child for child in self.children if child.tag == tag and not child.children]
        self.children = [child for child in self.children if child not in found]
        return [child.text for child in found if child.text]

    def value(self, tag: str) -> str | None:
        """The first text of that name, taken; further ones stay."""
        for child in self.children:
            if child.tag == tag and not child.children:
                self.children.remove(child)
                return child.text or None
        return None

    def attribute(self, name: str) -> str | None:
        """An attribute, taken; None where it is absent or empty."""
        return self.attributes.pop(name, "").strip() or None


def left(node: Node, above: str = "") -> Iterator[tuple[str, str]]:
    """All that was not taken, with its place: ("address/remark", "closed since 2019")."""
    for name, value in node.attributes.items():
        if value.strip():
            yield f"{above}{name}", value.strip()
    for child in node.children:
        place = f"{above}{child.tag}"
        if child.text:
            yield place, child.text
        yield from left(child, f"{place}/")


def read_records(stream: BinaryIO, tag: str, *, root: str, path: str) -> Iterator[Node]:
    """The elements named ``tag`` below ``root`` as nodes. Raises InputError as ``elements`` does."""
    for _, element in elements(stream, (tag,), root=root, path=path):
        yield _node(element)


def elements(stream: BinaryIO, tags: Collection[str], *, root: str, path: str) -> Iterator[tuple[str, Any]]:
    """The outermost elements of those names, without their namespace, each forgotten when the next is asked for.

    Raises InputError where the XML is broken, cut off, has a document type, or begins with another element than
    ``root``; the last two before anything else of the file is read.
    """
    from lxml import etree

    # the beginning goes through a parser of its own: the other one, which is faster for it, shows wanted elements alone
    first = etree.XMLPullParser(("start",), **_SAFE)
    found = etree.XMLPullParser(("start", "end"), tag=[f"{{*}}{tag}" for tag in tags], **_SAFE)
    begun, inside = False, 0
    try:
        while piece := stream.read(_PIECE):
            if not begun:
                first.feed(piece)
                for _, element in first.read_events():
                    _refuse(element, root, path)
                    begun = True
                    break
            found.feed(piece)
            for event, element in found.read_events():
                inside += 1 if event == "start" else -1
                if event == "end" and inside == 0:
                    yield local(element), element
                    forget(element)
        found.close()
    except etree.XMLSyntaxError as bad:
        raise _broken(bad, path) from None


def _refuse(element: Any, root: str, path: str) -> None:
    """Raises InputError for a document type, and for a first element that is not ``root``."""
    if element.getroottree().docinfo.doctype:
        what = "the XML declares entities, or has a document type that may declare them"
        raise InputError(what, path=path, hint=AGAIN)
    if local(element) != root:
        what = f"the XML begins with <{local(element)}>, not with <{root}>"
        raise InputError(what, path=path, line=line(element), hint="it is another list, or an error page")


def _broken(bad: Any, path: str) -> InputError:
    """What the parser says of a fault, whose place it ends with: that is told beside it, once."""
    row, column = bad.position
    what = (bad.msg or "nothing can be read").removesuffix(f", line {row}, column {column}")
    place = {"line": row, "column": max(column, 1)} if row else {}
    return InputError(f"the XML is broken: {what}", path=path, **place, hint=AGAIN)


def forget(element: Any) -> None:
    """Empties an element that has been read, and takes away those before it: a long list is never held whole."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def line(element: Any) -> int | None:
    """The line on which an element begins; None beyond the last that the parser can tell."""
    return element.sourceline if element.sourceline and element.sourceline < _LAST_LINE else None


def _node(element: Any) -> Node:
    attributes = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items() if key != _NIL}
    children = [_node(child) for child in element if isinstance(child.tag, str)]
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return Node(local(element), attributes, plain(" ".join(texts)), children, element.sourceline or 0)


def plain(text: str | None) -> str:
    """The text on one line."""
    return " ".join((text or "").split())
