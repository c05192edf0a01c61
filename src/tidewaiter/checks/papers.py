"""Documents that a row's remarks or the words of its goods refer to as letting the shipment through.

Traders write them there more often than in a column of their own. They weigh no more and no less than a cell of that
column: what they cover is a question (``law.papers``).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tidewaiter.checks.remarks import Cells
from tidewaiter.law.papers import referred
from tidewaiter.model import Event, Paper, Span


def with_papers(event: Event, cells: Cells) -> Event:
    """The event with the documents that its row refers to in running text, beside those of its own column."""
    found = tuple(Paper(text, (span,)) for span in _running(event, cells) for text in referred(span.quote))
    if not found:
        return event
    told = event.circumstances
    return replace(event, circumstances=replace(told, papers=(*told.papers, *found)))


def _running(event: Event, cells: Cells) -> Iterator[Span]:
    if event.item is not None and event.item.text:
        yield from event.item.evidence
    if "remarks" in cells:
        yield cells["remarks"]
