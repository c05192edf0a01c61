"""What OFAC's lists have in common, in whichever form they come."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, Tie
from tidewaiter.parties.lists.readers.markup import forget

SDN = "ofac-sdn"
"""Specially designated nationals and blocked persons."""

CONSOLIDATED = "ofac-cons"
"""OFAC's other lists in one."""

_LAST_LINE = 65_535

AGAIN = "get the list again from its publisher; the one before it stays in use"

# the programmes of the other lists that belong to one of them alone
_LISTS = {
    "561-RELATED": "ofac-cap",
    "NS-PLC": "ofac-plc",
    "FSE-IR": "ofac-fse",
    "FSE-SY": "ofac-fse",
    "FSE-WMD": "ofac-fse",
    "UKRAINE-EO13662": "ofac-ssi",
    "NS-MBS": "ofac-mbs",
    "CMIC-EO13959": "ofac-cmic",
    "NS-CMIC-EO13959": "ofac-cmic",
}


def list_of(programme: str | None, source_list: str) -> str:
    """The list on which an entry stands under a programme: of the consolidated file's, its own where it has one."""
    if source_list != CONSOLIDATED or programme is None:
        return source_list
    return _LISTS.get(programme.upper(), CONSOLIDATED)


def tied(parties: list[Party]) -> Iterator[Party]:
    """The parties with the ids of those that they name beside them, where one alone has that name on the list."""
    owners: dict[str, str | None] = {}
    for one in parties:
        owners[one.name] = None if one.name in owners else one.id
    for one in parties:
        ties = tuple(_known(tie, owners, one.id) for tie in one.ties)
        yield replace(one, ties=ties) if ties != one.ties else one


def _known(tie: Tie, owners: dict[str, str | None], own: str) -> Tie:
    # the full stop that ends the remarks may have been the name's own: "A FIRM S.A."
    for name in (tie.name, f"{tie.name}."):
        found = owners.get(name)
        if found and found != own and tie.party is None:
            return replace(tie, name=name, party=found)
    return tie


def refuse_twice(number: str, seen: set[str], *, path: str, line: int | None, what: str = "the entry") -> None:
    """Raises InputError where an entry's number has been met before; else it is remembered."""
    if number in seen:
        raise InputError(f"{what} {number} stands twice", path=path, line=line, hint=AGAIN)
    seen.add(number)


def elements(stream: BinaryIO, tags: Collection[str], *, root: str, path: str) -> Iterator[tuple[str, Any]]:
    """The elements of those names, without their namespace, each forgotten when the next is asked for.

    Raises InputError where the XML is broken, cut off, declares entities, or begins with another element.
    """
    from lxml import etree

    names = [f"{{*}}{tag}" for tag in (root, *tags)]
    found = etree.iterparse(
        stream, events=("start", "end"), tag=names, resolve_entities=False, no_network=True, load_dtd=False
    )
    inside = 0
    first = True
    try:
        for event, element in found:
            if first:
                _refuse_root(element.getroottree().getroot(), root, path)
                first = False
            name = local(element)
            if name not in tags:
                continue
            inside += 1 if event == "start" else -1
            if event == "end" and inside == 0:
                yield name, element
                forget(element)
    except etree.XMLSyntaxError as bad:
        raise InputError(f"the XML is broken: {bad.msg}", path=path, line=bad.lineno, hint=AGAIN) from None
    if first:
        _refuse_root(found.root, root, path)


def _refuse_root(element: Any, root: str, path: str) -> None:
    if element.getroottree().docinfo.doctype:
        raise InputError("the XML declares a document type, and may declare entities", path=path, hint=AGAIN)
    if local(element) != root:
        what = f"the XML begins with <{local(element)}>, not with <{root}>"
        raise InputError(what, path=path, line=line(element), hint="it is another list, or an error page")


def line(element: Any) -> int | None:
    """The line on which an element begins; None beyond the last that the parser can tell."""
    return element.sourceline if element.sourceline and element.sourceline < _LAST_LINE else None


def local(element: Any) -> str:
    """The name of an element without its namespace; empty for a comment."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def children(element: Any, name: str) -> list[Any]:
    """The children of that name, in whatever namespace."""
    return list(element.iterchildren(f"{{*}}{name}"))


def text(element: Any, name: str) -> str:
    """The text of the first child of that name on one line; empty where there is none."""
    found = next(element.iterchildren(f"{{*}}{name}"), None)
    return plain(found.text) if found is not None else ""


def plain(told: str | None) -> str:
    """The text on one line."""
    return " ".join((told or "").split())


def whole(element: Any) -> str:
    """All that stands below an element, for what no field takes: "remark: closed; year: 2019"."""
    if not len(element):
        return plain(element.text)
    below = (f"{local(child)}: {said}" for child in element if (said := whole(child)))
    return "; ".join(below)
