"""From documents to a case: stories first, then each copy read, then the law, then the merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath

from tidewaiter.cases.merge import merge
from tidewaiter.model import Case, Document, Event, Finding, Reading, Story, When
from tidewaiter.model.measure import Regime
from tidewaiter.screen import screen

Progress = Callable[[int, int], None]


def assemble(documents: Sequence[Document], regime: Regime, *, progress: Progress | None = None) -> Case:
    """The case of a set of documents.

    Copies of one text are found first, because a copy without a day of publication may take
    it from another one; the reading says where it comes from. ``progress`` is called with
    the number of documents done and of all.
    """
    from tidewaiter.reports import stories

    grouped = stories.group(documents)
    story_of = {name: story for story in grouped for name in story.documents}
    known = {document.id: document for document in documents}
    readings: list[Reading] = []
    for n, document in enumerate(documents, start=1):
        story = story_of.get(document.id)
        published = document.published or _from_copies(document, story, known)
        readings.append(_read(document, published, story, regime))
        if progress:
            progress(n, len(documents))
    return Case(readings=tuple(readings), stories=grouped, events=merge(readings))


def _from_copies(document: Document, story: Story | None, known: dict[str, Document]) -> When | None:
    """The earliest day on which another copy of the same text was published."""
    copies = [known[name] for name in story.documents if name != document.id] if story else []
    dated = [copy for copy in copies if copy.published and copy.published.earliest]
    if not dated:
        return None
    first = min(dated, key=lambda copy: (copy.published.earliest, copy.id))  # type: ignore[union-attr]
    assert first.published is not None
    label = PurePath(first.path).name if first.path else first.id
    return replace(first.published, anchor=f"the other copy of the same text, {label}", evidence=())


def _bounded(event: Event, published: When | None) -> Event:
    """An act of which no day is told took place, if at all, by the day the report was published."""
    done = event.type in ("transfer", "seizure", "labour") and "plan" not in event.manner
    if not done or event.date is not None or published is None or published.latest is None:
        return event
    return replace(event, date=When(None, latest=published.latest, anchor="published", rule="told-by-then"))


def _read(document: Document, published: When | None, story: Story | None, regime: Regime) -> Reading:
    from tidewaiter.reports.read import read

    reading = read(document, published=published)
    notes = list(reading.notes)
    if document.language is None:
        notes.append("the language could not be told: read as English")
    if document.published is None:
        where = f"taken from {published.anchor}" if published else "unknown: dates without a year stay open"
        notes.append(f"day of publication {where}; give it with --published")
    events: list[Event] = []
    findings: list[Finding] = []
    also: list[tuple[str, str]] = []
    dormant: list[tuple[str, str, str]] = []
    for event in reading.events:
        described, assessment = screen(_bounded(event, published), regime)
        events.append(described)
        findings.extend(assessment.findings)
        also.extend((event.id, finding.measure) for finding in assessment.also)
        dormant.extend((event.id, item.measure, item.needs) for item in assessment.dormant)
    name = story.id if story else document.id
    return replace(
        reading,
        events=tuple(events),
        findings=tuple(findings),
        also=tuple(also),
        not_raised=tuple(dormant),
        story=name,
        notes=tuple(notes),
    )
