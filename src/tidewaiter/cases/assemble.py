"""From documents to a case: stories first, then each copy read, then the law, then the merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import PurePath

from tidewaiter.cases.desk import Desk
from tidewaiter.cases.merge import merge
from tidewaiter.model import Case, Document, Reading, Story, When
from tidewaiter.model.measure import Regime

Progress = Callable[[int, int], None]
REWORDED = "in this story by a guess: it tells the same names and numbers in the same order, in other words"


def assemble(
    documents: Sequence[Document], regime: Regime, *, desk: Desk | None = None, progress: Progress | None = None
) -> Case:
    """The case of a set of documents.

    Copies of one text are found first, because a copy without a day of publication may take
    it from another one; the reading says where it comes from. ``desk`` reads each document, by
    default with the package's own reader. ``progress`` is called with the number of documents
    done and of all.
    """
    from tidewaiter.reports import stories

    desk = desk or Desk(regime)
    grouped = stories.group(documents)
    story_of = {name: story for story in grouped for name in story.documents}
    known = {document.id: document for document in documents}
    readings: list[Reading] = []
    for n, document in enumerate(documents, start=1):
        story = story_of.get(document.id)
        published = document.published or published_from_copies(document, story, known)
        reading = desk.handle(document, published=published, story=story.id if story else None)
        guessed = story is not None and document.id in story.reworded
        readings.append(replace(reading, notes=(*reading.notes, REWORDED)) if guessed else reading)
        if progress:
            progress(n, len(documents))
    return Case(readings=tuple(readings), stories=grouped, events=merge(readings))


def published_from_copies(document: Document, story: Story | None, known: dict[str, Document]) -> When | None:
    """The earliest day on which another copy of the same text was published; a re-worded copy is only
    a guess, and lends no day and takes none."""
    if story is None or document.id in story.reworded:
        return None
    copies = [known[name] for name in story.documents if name != document.id and name not in story.reworded]
    dated = [copy for copy in copies if copy.published and copy.published.earliest]
    if not dated:
        return None
    first = min(dated, key=lambda copy: (copy.published.earliest, copy.id))  # type: ignore[union-attr]
    assert first.published is not None
    label = PurePath(first.path).name if first.path else first.id
    return replace(first.published, anchor=f"the other copy of the same text, {label}", evidence=())
