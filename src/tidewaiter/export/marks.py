"""A text cut at every edge of every mark, so that marks may overlap as they like.

Each code point of the text stands in exactly one segment; a segment knows all the marks
that cover it. Paragraph breaks cut as well, so that each paragraph can be set by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, order=True)
class Tag:
    """What a stretch is marked as ("event", "supplier", "speaker"), and of whom ("e1", "d1s2")."""

    kind: str
    ref: str


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of the text with all that it is marked as. ``key`` is unique in the document."""

    key: str
    start: int
    end: int
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of text under one set of marks."""

    start: int
    text: str
    marks: tuple[Mark, ...] = ()

    @property
    def tags(self) -> tuple[Tag, ...]:
        return tuple(dict.fromkeys(tag for mark in self.marks for tag in mark.tags))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One line of the text: its segments, and the white space that ends it."""

    segments: tuple[Segment, ...]
    gap: str

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(dict.fromkeys(mark for segment in self.segments for mark in segment.marks))


def gather(stretches: Iterable[tuple[int, int, Tag]], prefix: str) -> tuple[Mark, ...]:
    """Marks in the order of the text, one a stretch, with all tags that fall on it."""
    found: dict[tuple[int, int], list[Tag]] = {}
    for start, end, tag in stretches:
        found.setdefault((start, end), []).append(tag)
    ordered = sorted(found, key=lambda place: (place[0], -place[1]))
    return tuple(
        Mark(f"{prefix}m{n}", start, end, tuple(dict.fromkeys(found[start, end])))
        for n, (start, end) in enumerate(ordered, start=1)
    )


def paragraphs(text: str, marks: tuple[Mark, ...]) -> tuple[Paragraph, ...]:
    """The text as paragraphs of segments; joined in order they are the text again."""
    lines = _lines(text)
    edges = {0, len(text)} | {edge for mark in marks for edge in (mark.start, mark.end)}
    edges |= {edge for line in lines for edge in line}
    cuts = sorted(edge for edge in edges if 0 <= edge <= len(text))
    segments = _segments(text, cuts, marks)
    out: list[Paragraph] = []
    at = 0
    for _, body, end in lines:
        own: list[Segment] = []
        while at < len(segments) and segments[at].start < body:
            own.append(segments[at])
            at += 1
        while at < len(segments) and segments[at].start < end:
            at += 1
        out.append(Paragraph(tuple(own), text[body:end]))
    return tuple(out)


def _lines(text: str) -> list[tuple[int, int, int]]:
    """Start, end of the words and end of the white space of each paragraph.

    A paragraph ends at white space with a line's end in it, or at the end of the text.
    """
    out: list[tuple[int, int, int]] = []
    start = 0
    for gap in _SPACE.finditer(text):
        if gap.end() == len(text) or "\n" in gap[0] or "\r" in gap[0]:
            out.append((start, gap.start(), gap.end()))
            start = gap.end()
    if start < len(text):
        out.append((start, len(text), len(text)))
    return out


def _segments(text: str, cuts: list[int], marks: tuple[Mark, ...]) -> list[Segment]:
    """The stretches between the cuts, each with the marks open over it."""
    waiting = sorted(marks, key=lambda mark: mark.start)
    open_: list[Mark] = []
    out: list[Segment] = []
    next_ = 0
    for start, end in pairwise(cuts):
        while next_ < len(waiting) and waiting[next_].start <= start:
            open_.append(waiting[next_])
            next_ += 1
        open_ = [mark for mark in open_ if mark.end > start]
        out.append(Segment(start, text[start:end], tuple(open_)))
    return out
