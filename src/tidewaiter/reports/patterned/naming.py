"""Whom a short name means: "김 위원장" after 김정은 국무위원장, a surname after the full name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tidewaiter.reports.patterned.telling import Deed, Line, Party, Phrase

_ROLES = ("supplier", "recipient", "destination", "intermediary", "vessel")


def titles(view: str, lines: Sequence[Line], acts: Sequence[Deed]) -> None:
    """Names the parties told by surname and title, in Korean: the title is the end of the full one."""
    known = [(view[p.start : p.end].split(), p) for p in _persons(lines)]
    for party in _parties(acts):
        words = view[party.start : party.end].split()
        if party.name is None and len(words) == 2 and len(words[0]) == 1:
            fitting = [
                p for full, p in known if len(full) > 1 and full[0][:1] == words[0] and full[-1].endswith(words[1])
            ]
            _name(party, fitting, before=party.start)


def surnames(view: str, lines: Sequence[Line], acts: Sequence[Deed]) -> None:
    """Names the parties told by surname alone, in Russian, after whoever bears it in full."""
    known = _persons(lines)
    for party in _parties(acts):
        text = view[party.start : party.end]
        if party.name is None and party.kind == "name" and " " not in text and len(text) > 3:
            _name(party, [p for p in known if p.person and p.person.split()[-1][:4] == text[:4]], before=party.start)


def _name(party: Party, fitting: list[Phrase], *, before: int) -> None:
    earlier = [p for p in fitting if p.start < before] or fitting
    if earlier:
        party.name, party.country, party.guess = earlier[-1].person, earlier[-1].country, True
        party.kind = "person"


def _persons(lines: Sequence[Line]) -> list[Phrase]:
    return [p for line in lines for p in line.phrases if p.person]


def _parties(acts: Sequence[Deed]) -> Iterator[Party]:
    for act in acts:
        for role in _ROLES:
            party = getattr(act, role)
            if party is not None:
                yield party
