"""ISO 20022 credit transfers: pacs.008, pacs.009 and pain.001 of any version, one row a transaction.

The versions differ in their namespaces and hardly in the names of what is read here, so
elements are told by their local names. The file is read as a stream; entities are never
resolved, and a file that declares any is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tidewaiter.errors import InputError
from tidewaiter.trade.readers.messages import IsoPart, messages
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source

_TRANSACTION = "CdtTrfTxInf"
_HINT = "get the file again, or save it anew"
_READ_AS = "a payment is read as the supply it pays for: the creditor supplies, the debtor receives"


def read(source: Source) -> Iterator[Sheet]:
    """The one sheet of a file of credit transfers; a row's number counts its transactions.

    Raises InputError where the file holds none.
    """
    parts = messages().iso20022
    if next(_rows(source, parts), None) is None:
        what = "no credit transfer in this XML: pacs.008, pacs.009 and pain.001 are read"
        raise InputError(what, path=source.name, hint=_HINT)
    yield Sheet(
        path=source.name,
        name=None,
        form="iso20022",
        line=0,
        headers=tuple(part.header for part in parts),
        rows=lambda: _rows(source, parts),
        notes=(_READ_AS,),
        counts="transaction",
        fields=tuple(part.field for part in parts),
    )


def _rows(source: Source, parts: tuple[IsoPart, ...]) -> Iterator[Row | Rejected]:
    from lxml import etree

    number = 0
    with source.open() as stream:
        found = etree.iterparse(stream, events=("end",), resolve_entities=False, no_network=True, load_dtd=False)
        try:
            for _, element in found:
                if number == 0 and element.getroottree().docinfo.internalDTD is not None:
                    raise InputError("the XML declares entities", path=source.name, hint="save it without a DOCTYPE")
                if _local(element) == _TRANSACTION:
                    number += 1
                    yield Row(number, tuple(_cells(element, parts)))
                    _forget(element)
        except etree.XMLSyntaxError as bad:
            what = f"the XML cannot be read from here on: {bad.msg}"
            yield Rejected(source.name, number + 1, None, None, what, _HINT)


def _forget(element: Any) -> None:
    """Frees a transaction that was read, and the one before it; what stands above them all is kept."""
    element.clear()
    before = element.getprevious()
    if before is not None and _local(before) == _TRANSACTION:
        before.getparent().remove(before)


def _cells(element: Any, parts: tuple[IsoPart, ...]) -> Iterator[tuple[str, str]]:
    for part in parts:
        places = [element, *(_above(element) if part.above else ())]
        found = (_at(place, path.split("/")) for place in places for path in part.paths)
        yield part.header, next(filter(None, found), "")


def _above(element: Any) -> Iterator[Any]:
    """The payment a transaction belongs to, and the header of the group."""
    parent = element.getparent()
    if parent is not None and _local(parent) == "PmtInf":
        yield parent
        parent = parent.getparent()
    if parent is not None:
        yield from (child for child in parent if _local(child) == "GrpHdr")


def _at(place: Any, steps: list[str]) -> str:
    found = [place]
    for step in steps:
        if step.startswith("@"):
            return str(found[0].get(step[1:], "")) if found else ""
        found = [child for parent in found for child in parent if _local(child) == step]
    return " ".join(filter(None, (_words(one) for one in found)))


def _words(element: Any) -> str:
    """The text of an element and of those within it, in their order."""
    return " ".join(" ".join(element.itertext()).split())


def _local(element: Any) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
