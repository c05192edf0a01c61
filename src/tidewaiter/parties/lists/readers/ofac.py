"""What OFAC's lists have in common, in whichever form they come."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, Tie
from tidewaiter.parties.lists.readers.markup import local, plain
from tidewaiter.parties.lists.readers.source import AGAIN

SDN = "ofac-sdn"
"""Specially designated nationals and blocked persons."""

CONSOLIDATED = "ofac-cons"
"""OFAC's other lists in one."""

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


def children(element: Any, name: str) -> list[Any]:
    """The children of that name, in whatever namespace."""
    return list(element.iterchildren(f"{{*}}{name}"))


def text(element: Any, name: str) -> str:
    """The text of the first child of that name on one line; empty where there is none."""
    found = next(element.iterchildren(f"{{*}}{name}"), None)
    return plain(found.text) if found is not None else ""


def whole(element: Any) -> str:
    """All that stands below an element, for what no field takes: "remark: closed; year: 2019"."""
    if not len(element):
        return plain(element.text)
    below = (f"{local(child)}: {said}" for child in element if (said := whole(child)))
    return "; ".join(below)
