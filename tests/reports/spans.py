"""Every span that a reading holds, for tests that each must stand in the text."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.model import Reading, Role, Span


def spans(reading: Reading) -> Iterator[Span]:
    """The spans of all statements and of all events with their roles."""
    for one in reading.statements:
        yield from (*one.evidence, one.content, *filter(None, (one.cue, one.source)))
    for event in reading.events:
        yield from event.evidence
        for role in (event.supplier, event.recipient, event.origin, event.destination, event.vessel, *event.via):
            yield from _of_role(role)
        yield from event.item.evidence if event.item else ()


def _of_role(role: Role | None) -> Iterator[Span]:
    if role is not None:
        yield from role.evidence
        for other in role.others:
            yield from _of_role(other)
