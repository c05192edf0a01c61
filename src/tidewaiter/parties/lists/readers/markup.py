"""XML in records, each a small tree from which a reader takes what it knows; what is left over is kept as well.

Nothing is loaded from elsewhere, no entity is declared or expanded, and a record is forgotten before the next is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

from tidewaiter.errors import InputError

_AGAIN = "get the list again from its publisher; the one before it stays in use"
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
    """The elements named ``tag`` below ``root``.

    Raises InputError where the XML is broken, cut off, declares entities, or is of another kind.
    """
    from lxml import etree

    found = etree.iterparse(stream, events=("start", "end"), resolve_entities=False, no_network=True, load_dtd=False)
    opened: list[str] = []
    try:
        for event, element in found:
            name = _name(element)
            if event == "start":
                if not opened:
                    _refuse_root(element, name, root, path)
                opened.append(name)
                continue
            opened.pop()
            if name == tag and tag not in opened:
                yield _node(element)
                forget(element)
    except etree.XMLSyntaxError as bad:
        raise InputError(f"the XML is broken: {bad.msg}", path=path, line=bad.lineno, hint=_AGAIN) from None


def _refuse_root(element: Any, name: str, root: str, path: str) -> None:
    if element.getroottree().docinfo.internalDTD is not None:
        raise InputError("the XML declares entities", path=path, hint="get the list again from its publisher")
    if name != root:
        what = f"the XML begins with <{name}>, not with <{root}>"
        raise InputError(what, path=path, line=element.sourceline, hint="it is another list, or an error page")


def forget(element: Any) -> None:
    """Empties an element that has been read, and takes away those before it: a long list is never held whole."""
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]


def _name(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]


def _node(element: Any) -> Node:
    attributes = {str(key).rpartition("}")[2]: str(value) for key, value in element.attrib.items() if key != _NIL}
    children = [_node(child) for child in element if isinstance(child.tag, str)]
    texts = [element.text or "", *(child.tail or "" for child in element)]
    return Node(_name(element), attributes, plain(" ".join(texts)), children, element.sourceline or 0)


def plain(text: str | None) -> str:
    """The text on one line."""
    return " ".join((text or "").split())
