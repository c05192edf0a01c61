"""A long text read portion by portion, so that time and memory grow with its length and no faster.

A report of news is one portion. Of a book-length one each portion is read by itself: nothing is
resolved, and no event merged, over the bounds between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import Any

from tidewaiter.model import Document, Event, Reading, Span, Statement

PORTION = 40_000
"""Characters of a portion at most, some 6,500 words: ten times a long report of news."""
LONGEST = 2_000_000
"""Characters of a text that are read: some three hundred thousand words, as the longest reports of experts have."""


def read(document: Document, one: Callable[[Document], Reading]) -> Reading:
    """The reading of a document, made of those of its portions by ``one``; offsets and ids are those of the whole."""
    if len(document.text) <= min(PORTION, LONGEST):
        return one(document)
    bounds = list(portions(document.text))
    statements: list[Statement] = []
    events: list[Event] = []
    notes = [f"long: read in {len(bounds)} portions, no event merged over their bounds"]
    reader = None
    for start, end in bounds:
        part = one(replace(document, text=document.text[start:end]))
        numbers = _numbers(part, len(statements), len(events))
        statements += [_statement(told, start, numbers) for told in part.statements]
        events += [_event(told, start, numbers) for told in part.events]
        notes += part.notes
        reader = part.reader
    if bounds[-1][1] < len(document.text):
        notes.insert(0, f"only the first {bounds[-1][1]:,} of {len(document.text):,} characters were read")
    return Reading(document, tuple(statements), tuple(events), reader=reader, notes=tuple(dict.fromkeys(notes)))


def portions(text: str) -> Iterator[tuple[int, int]]:
    """The bounds of the portions, one after the other, at ends of lines where there are any."""
    start, last = 0, min(len(text), LONGEST)
    while start < last:
        end = min(start + PORTION, last)
        if end < last:
            line = text.rfind("\n", start + 1, end)
            end = line + 1 if line > start else end
        yield start, end
        start = end


def _numbers(part: Reading, statements: int, events: int) -> dict[str, str]:
    """The ids of a portion's statements and events in the whole."""
    told = {one.id: f"s{n}" for n, one in enumerate(part.statements, start=statements + 1)}
    return told | {one.id: f"e{n}" for n, one in enumerate(part.events, start=events + 1)}


def _statement(told: Statement, by: int, numbers: dict[str, str]) -> Statement:
    """The same with every span moved and every id renamed."""
    moved: Statement = _shifted(told, by)
    return replace(moved, id=numbers[told.id], events=tuple(numbers[one] for one in told.events))


def _event(told: Event, by: int, numbers: dict[str, str]) -> Event:
    moved: Event = _shifted(told, by)
    return replace(moved, id=numbers[told.id], statements=tuple(numbers[one] for one in told.statements))


def _shifted(value: Any, by: int) -> Any:
    if isinstance(value, Span):
        both = value.start is not None and value.end is not None
        return replace(value, start=(value.start or 0) + by, end=(value.end or 0) + by) if both else value
    if isinstance(value, tuple):
        return tuple(_shifted(one, by) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _shifted(getattr(value, field.name), by) for field in fields(value)})
    return value
