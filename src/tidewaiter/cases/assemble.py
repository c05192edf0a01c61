"""From documents to a case: stories first, then each copy read, then the law, then the merge."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tidewaiter.cases.context import contexts
from tidewaiter.cases.desk import Desk
from tidewaiter.cases.merge import merge
from tidewaiter.model import Case, Document, Reading
from tidewaiter.model.measure import Regime

Progress = Callable[[int, int], None]


def assemble(
    documents: Sequence[Document], regime: Regime, *, desk: Desk | None = None, progress: Progress | None = None
) -> Case:
    """The case of a set of documents.

    Copies of one text are found first, because a copy without a day of publication may take
    it from another one; the reading says where it comes from. ``desk`` reads each document, by
    default with the package's own reader. ``progress`` is called with the number of documents
    done and of all.
    """
    from tidewaiter.reports.copies import stories

    desk = desk or Desk(regime)
    grouped = stories.group(documents)
    told = contexts(grouped, {document.id: document for document in documents})
    readings: list[Reading] = []
    for n, document in enumerate(documents, start=1):
        readings.append(desk.handle(document, told[document.id]))
        if progress:
            progress(n, len(documents))
    return Case(readings=tuple(readings), stories=grouped, events=merge(readings))
