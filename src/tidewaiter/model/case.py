"""What was gathered and what a person made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.document import Document
from tidewaiter.model.event import Event
from tidewaiter.model.finding import Finding
from tidewaiter.model.statement import Statement
from tidewaiter.model.story import Story


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person decided on a finding. Only here may the word "breach" stand."""

    finding: str
    decision: Literal["breach", "no breach", "unsure"]
    by: str
    on: str
    why: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader got from one document. ``notes`` says what was not read, and why."""

    document: Document
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    story: str | None = None
    reader: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """Events of several documents that tell of the same act, and its independent sources.

    ``members`` are (document id, event id); ``asserted_by`` and ``denied_by`` name who says
    so and who denies it, each with the documents that carry the words; ``roots`` counts
    distinct origins, a wire story in forty copies being one.
    """

    event: Event
    members: tuple[tuple[str, str], ...]
    roots: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Documents, stories, events merged over them, findings, and human judgements."""

    readings: tuple[Reading, ...]
    stories: tuple[Story, ...] = ()
    events: tuple[MergedEvent, ...] = ()
    findings: tuple[Finding, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[str, ...] = ()
