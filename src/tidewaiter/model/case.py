"""What was gathered and what a person made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.document import Document
from tidewaiter.model.event import Event
from tidewaiter.model.finding import Finding
from tidewaiter.model.listed import Mention
from tidewaiter.model.statement import Stance, Statement
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
class Provenance:
    """What a reading by a language model rests on: who was asked, with which question, and what was answered.

    ``question`` is the SHA-256 of instructions and schema, ``answers`` the raw texts, ``rejected``
    what of them was thrown away because it could not be verified.
    """

    endpoint: str
    model: str
    question: str
    parameters: tuple[str, ...]
    answers: tuple[str, ...]
    rejected: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader got from one document. ``notes`` says what was not read, and why.

    ``also`` are (event id, measure id) touched in weaker words or absorbed by a finding;
    ``not_raised`` (event id, measure id, the question that would raise it). ``set_aside`` says why
    a document was not read at all, and stands among the notes too;
    ``fault`` what a reader that broke on it said. ``mentions`` are the listed parties that it names, None where no list
    was looked into.
    """

    document: Document
    statements: tuple[Statement, ...] = ()
    events: tuple[Event, ...] = ()
    findings: tuple[Finding, ...] = ()
    also: tuple[tuple[str, str], ...] = ()
    not_raised: tuple[tuple[str, str, str], ...] = ()
    story: str | None = None
    reader: str | None = None
    provenance: Provenance | None = None
    set_aside: str | None = None
    fault: str | None = None
    notes: tuple[str, ...] = ()
    mentions: tuple[Mention, ...] | None = None


@dataclass(frozen=True, slots=True)
class Voice:
    """One speaker on one event over all documents: what he or she says of it, and where it stands.

    ``statements`` are (document id, statement id).
    """

    speaker: str
    stance: Stance
    statements: tuple[tuple[str, str], ...]
    affiliation: str | None = None
    via: str | None = None


@dataclass(frozen=True, slots=True)
class MergedEvent:
    """Events of several documents that tell of the same act, and who says so.

    ``members`` are (document id, event id); ``event`` is the fullest telling of it; ``roots``
    names the independent origins, a wire story in forty copies being one; ``notes`` say what
    only one copy tells.
    """

    id: str
    story: str
    event: Event
    members: tuple[tuple[str, str], ...]
    voices: tuple[Voice, ...] = ()
    roots: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """Documents as read, with their findings; stories; events merged over them; human judgements."""

    readings: tuple[Reading, ...]
    stories: tuple[Story, ...] = ()
    events: tuple[MergedEvent, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    notes: tuple[str, ...] = ()
