"""The European Union's consolidated list of financial sanctions in XML (FSF, form 1.1 and the like).

An element ``sanctionEntity`` an entry, its parts in attributes; each part names the regulation that told it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party
from tidewaiter.parties.lists.readers import markup
from tidewaiter.parties.lists.readers.eu_party import Entry, Part, add, make_party

_PARTS = ("nameAlias", "birthdate", "citizenship", "address", "identification", "regulation", "subjectType")


def read(stream: BinaryIO, *, path: str) -> Iterator[Party]:
    """The parties of the list. Raises InputError where the XML is broken, another list, or tells one entry twice."""
    seen: set[str] = set()
    for node in markup.read_records(stream, "sanctionEntity", root="export", path=path):
        number = node.attribute("logicalId") or node.attributes.get("euReferenceNumber", "").strip()
        if not number:
            raise InputError("an entry has no logicalId", path=path, line=node.line, hint="the file may be cut off")
        if number in seen:
            raise InputError(f"entry {number} stands twice", path=path, line=node.line, hint="get the list again")
        seen.add(number)
        yield make_party(_entry(node, number), path=path)


def _entry(node: markup.Node, number: str) -> Entry:
    entry = Entry(number, node.line)
    add(entry, "entity", _part(node))
    for child in node.children:
        if child.tag == "remark":
            add(entry, "remark", {"text": child.text})
        elif child.tag in _PARTS:
            add(entry, child.tag.lower(), _told(entry, child))
        else:
            entry.more.extend(markup.left(child, f"{child.tag}/"))
            entry.more.extend([(child.tag, child.text)] if child.text else [])
    return entry


def _part(node: markup.Node) -> Part:
    return {name.lower(): text.strip() for name, text in node.attributes.items() if text.strip()}


def _told(entry: Entry, node: markup.Node) -> Part:
    """A part with its remarks; contacts and the regulations that told it are parts of the entry."""
    part = _part(node)
    if node.tag == "subjectType":
        # the code and its letter say the same
        return {"code": part.get("code") or part.get("classificationcode", "")}
    if node.text:
        part["text"] = node.text
    remarks = node.texts("remark")
    if remarks:
        part["remark"] = "; ".join(remarks)
    for child in node.children:
        if child.tag == "publicationUrl":
            part["publicationurl"] = child.text
        elif child.tag in ("regulationSummary", "contactInfo"):
            summary = _part(child)
            add(entry, child.tag.lower(), summary)
        else:
            entry.more.extend(markup.left(child, f"{node.tag}/{child.tag}/"))
            entry.more.extend([(f"{node.tag}/{child.tag}", child.text)] if child.text else [])
    return part
