"""Documents that share one source text, and what each copy made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.span import Span

Relation = Literal["copy", "version", "reworded", "partial", "quotes-same-speech", "undecided", "independent"]
Edit = Literal[
    "verbatim", "style", "date-made-absolute", "anaphora-resolved", "credit-stripped", "re-worded", "merged",
    "split", "moved", "added", "dropped", "stance-changed", "negation-changed", "number-changed",
    "date-changed", "name-changed",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Aligned:
    """One sentence of the one text beside its counterpart in the other, with the edits."""

    edits: tuple[Edit, ...]
    left: tuple[Span, ...] = ()
    right: tuple[Span, ...] = ()
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two documents are related: containment of 5-word shingles both ways, in the whole
    text and outside quotation marks, and the sentences side by side.

    ``reworded`` is always a guess: no wording is shared, but what ``common`` lists stands in both
    in one order. ``common`` may be filled where the relation is undecided, too.
    """

    left: str
    right: str
    relation: Relation
    left_in_right: float
    right_in_left: float
    left_in_right_unquoted: float
    right_in_left_unquoted: float
    shared: int
    sentences: tuple[Aligned, ...] = ()
    later: str | None = None
    later_why: str | None = None
    common: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that share one source text: one source, however often it is printed.

    ``reworded`` are those of the documents that belong to it by a guess only: they tell the same
    in other words. ``root`` is the copy nearest to the source, where anything says so, and
    ``root_why`` what does.
    """

    id: str
    documents: tuple[str, ...]
    comparisons: tuple[Comparison, ...] = ()
    reworded: tuple[str, ...] = ()
    root: str | None = None
    root_why: str | None = None
