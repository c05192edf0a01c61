"""What differs between two editions of a list: parties that came, went or changed, field by field.

Parties are held together by their ids. Values of one field are compared as a bag: a list that only puts its aliases
into another order has not changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any

from tidewaiter.errors import visible
from tidewaiter.model.party import Address, Designation, Identifier, Name, Party, Ship, Tie
from tidewaiter.model.when import When

_FIELDS = tuple(field.name for field in fields(Party) if field.name != "id")


@dataclass(frozen=True, slots=True)
class Change:
    """A field of a party: the values that went and those that came, as texts."""

    field: str
    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """A party that stands on both editions and is told otherwise; ``was`` and ``name`` are its first names."""

    id: str
    was: str
    name: str
    changes: tuple[Change, ...]

    @property
    def renamed(self) -> bool:
        """Whether the list puts another name first."""
        return self.was != self.name


@dataclass(frozen=True, slots=True)
class Differences:
    """Parties in the order of the newer edition; those that went in the order of the older."""

    added: tuple[Party, ...]
    removed: tuple[Party, ...]
    changed: tuple[Changed, ...]
    same: int

    @property
    def renamed(self) -> tuple[Changed, ...]:
        return tuple(one for one in self.changed if one.renamed)

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.changed)


def differences(old: Iterable[Party], new: Iterable[Party]) -> Differences:
    """What came, went and changed from ``old`` to ``new``. The older edition is held in memory."""
    before = dict(_numbered(old))
    added, changed, same = [], [], 0
    for key, party in _numbered(new):
        was = before.pop(key, None)
        if was is None:
            added.append(party)
        elif was == party or not (changes := tuple(_changes(was, party))):
            same += 1
        else:
            changed.append(Changed(party.id, was.name, party.name, changes))
    return Differences(tuple(added), tuple(before.values()), tuple(changed), same)


def _numbered(parties: Iterable[Party]) -> Iterator[tuple[tuple[str, int], Party]]:
    """An id that stands twice is two parties: the first is held against the first, the second against the second."""
    seen: Counter[str] = Counter()
    for party in parties:
        seen[party.id] += 1
        yield (party.id, seen[party.id]), party


def _changes(old: Party, new: Party) -> Iterator[Change]:
    for field in _FIELDS:
        was, now = Counter(_values(getattr(old, field))), Counter(_values(getattr(new, field)))
        if was != now:
            yield Change(field, tuple((was - now).elements()), tuple((now - was).elements()))


def told(party: Party) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All that a list says of a party: every field that holds something, with its values as texts."""
    for field in _FIELDS:
        if values := _values(getattr(party, field)):
            yield field, tuple(values)


def _values(value: Any) -> list[str]:
    """The values of a field as texts; nothing that tells two of them apart is left out."""
    if value is None:
        return []
    if isinstance(value, tuple):
        return [_text(one) for one in value]
    return [_text(value)]


def _text(value: Any) -> str:
    write = _WRITERS.get(type(value))
    if write is not None:
        return str(write(value))
    return ": ".join(str(part) for part in value) if isinstance(value, tuple) else str(value)


def _beside(text: str, *parts: tuple[str, str | None]) -> str:
    """A text with what is told beside it: "KIM (alias, weak)"."""
    told = ", ".join(f"{label} {part}".strip() for label, part in parts if part)
    return f"{text} ({told})" if told else text


def _name(name: Name) -> str:
    pieces = ", ".join(f"{kind} {text}" for kind, text in name.parts) or None
    return _beside(
        name.text, ("", name.role), ("", name.quality), ("in", name.language), ("of", pieces), ("note", name.note)
    )


def _when(when: When) -> str:
    return _beside(when.value or "unknown", ("", "about" if when.approximate else None), ("as written", when.text))


def _identifier(one: Identifier) -> str:
    return _beside(f"{one.kind} {one.value}", ("", one.country), ("note", one.note))


def _address(address: Address) -> str:
    return _beside(address.text, ("", address.country))


def _ship(ship: Ship) -> str:
    told = [("flag", ship.flag), *(("former flag", flag) for flag in ship.former_flags)]
    told += [("type", ship.type), ("tonnage", ship.tonnage), ("built", ship.built)]
    return ", ".join(f"{label} {text}" for label, text in told if text)


def _tie(tie: Tie) -> str:
    return _beside(f"{tie.role}: {tie.name}", ("", tie.party))


def _designation(one: Designation) -> str:
    amended = ", ".join(when.value or "unknown" for when in one.amended) or None
    since, until = (_when(when) if when else None for when in (one.since, one.until))
    told = (("", one.reference), ("programme", one.programme), ("under", one.paragraph))
    return _beside(one.list, *told, ("since", since), ("until", until), ("amended", amended))


_WRITERS: dict[type, Any] = {
    Name: _name,
    When: _when,
    Identifier: _identifier,
    Address: _address,
    Ship: _ship,
    Tie: _tie,
    Designation: _designation,
}


# for readers


def prose(found: Differences) -> Iterator[str]:
    """The differences as lines: what came, what went, what changed, and how many of each."""
    for party in found.added:
        yield f"+ {_line(party)}"
    for party in found.removed:
        yield f"- {_line(party)}"
    for one in found.changed:
        yield visible(f"~ {one.id} {one.name}" + (f" (was {one.was})" if one.renamed else ""))
        for change in one.changes:
            yield f"    {change.field}"
            yield from (visible(f"      - {text}") for text in change.old)
            yield from (visible(f"      + {text}") for text in change.new)
    yield tally(found)


def _line(party: Party) -> str:
    numbers = ", ".join(dict.fromkeys(one.reference for one in party.designations if one.reference))
    return visible(f"{party.id} {party.name} ({party.kind}{', ' + numbers if numbers else ''})")


def tally(found: Differences) -> str:
    """The differences in one line of figures."""
    renamed = f", {len(found.renamed):,} of them renamed" if found.renamed else ""
    counts = f"{len(found.added):,} added, {len(found.removed):,} removed, {len(found.changed):,} changed"
    return f"{counts}{renamed}, {found.same:,} the same"


def as_json(found: Differences) -> dict[str, Any]:
    """The differences as plain values."""
    return {
        "added": [_entry(party) for party in found.added],
        "removed": [_entry(party) for party in found.removed],
        "changed": [
            {
                "id": one.id,
                "name": one.name,
                "was": one.was if one.renamed else None,
                "changes": [{"field": c.field, "old": list(c.old), "new": list(c.new)} for c in one.changes],
            }
            for one in found.changed
        ],
        "same": found.same,
    }


def _entry(party: Party) -> dict[str, Any]:
    references = [one.reference for one in party.designations if one.reference]
    return {"id": party.id, "name": party.name, "kind": party.kind, "references": references}
