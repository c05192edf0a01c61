"""Two readings of one document beside each other: where two readers differ, in words a reviewer can check."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from tidewaiter.model import Event, Item, Reading, Role, Span, Statement

T = TypeVar("T", Event, Statement)
ROLES = ("supplier", "recipient", "item", "origin", "destination", "intermediary", "vessel")
ENOUGH = 0.5
"""Share of the shorter evidence that two tellings of one thing must have in common, as in the scorer."""


def differences(left: Reading, right: Reading) -> tuple[str, ...]:
    """What the one reading tells and the other does not, or tells otherwise, in the order of the left one."""
    names = left.reader or "one reader", right.reader or "the other"
    return (*_events(left, right, names), *_statements(left, right, names))


def _events(left: Reading, right: Reading, names: tuple[str, str]) -> Iterator[str]:
    pairs, alone, others = _paired(left.events, right.events)
    for one, other in pairs:
        for role in ROLES:
            a, b = _words(getattr(one, role)), _words(getattr(other, role))
            if not _agree(a, b):
                yield f"{one.id}, {role}: {names[0]} reads {_said(a)}, {names[1]} {_said(b)}"
        if one.stance != other.stance:
            yield f"{one.id}, stance: {names[0]} reads {one.stance}, {names[1]} {other.stance}"
    yield from (f"{one.id}, a {one.type}, is told by {names[0]} alone" for one in alone)
    yield from (f"a {one.type} is told by {names[1]} alone: {_said(_first(one.evidence))}" for one in others)


def _statements(left: Reading, right: Reading, names: tuple[str, str]) -> Iterator[str]:
    pairs, alone, others = _paired(left.statements, right.statements)
    for one, other in pairs:
        if one.stance != other.stance:
            yield f"{one.id}, stance: {names[0]} reads {one.stance}, {names[1]} {other.stance}"
    yield from (f"{one.id}, of {one.speaker}, is told by {names[0]} alone" for one in alone)
    yield from (f"a statement of {one.speaker} is told by {names[1]} alone" for one in others)


def _paired(left: Sequence[T], right: Sequence[T]) -> tuple[list[tuple[T, T]], list[T], list[T]]:
    free = list(right)
    pairs, alone = [], []
    for one in left:
        best = max(
            (other for other in free if _alike(one, other)),
            key=lambda o: _overlap(one.evidence, o.evidence),
            default=None,
        )
        if best is None:
            alone.append(one)
        else:
            free.remove(best)
            pairs.append((one, best))
    return pairs, alone, free


def _alike(one: Event | Statement, other: Event | Statement) -> bool:
    if isinstance(one, Event) and isinstance(other, Event) and one.type != other.type:
        return False
    if isinstance(one, Statement) and isinstance(other, Statement) and not _agree(one.speaker, other.speaker):
        return False
    return _overlap(one.evidence, other.evidence) >= ENOUGH


def _overlap(left: Sequence[Span], right: Sequence[Span]) -> float:
    """Shared characters over the shorter side."""
    a, b = _covered(left), _covered(right)
    return len(a & b) / max(min(len(a), len(b)), 1)


def _covered(spans: Sequence[Span]) -> set[int]:
    return {at for span in spans for at in range(span.start or 0, span.end or 0)}


def _words(role: Role | Item | None) -> str | None:
    return (role.name or role.text) if role is not None else None


def _agree(a: str | None, b: str | None) -> bool:
    """Whether one holds the other, or both are silent."""
    if not a or not b:
        return not a and not b
    return a.lower() in b.lower() or b.lower() in a.lower()


def _first(spans: Sequence[Span]) -> str | None:
    return spans[0].quote if spans else None


def _said(words: str | None) -> str:
    return f"“{words}”" if words else "nothing"
