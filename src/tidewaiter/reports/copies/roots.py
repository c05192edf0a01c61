"""Which of several copies is the later one, and which is nearest to the source; with the reason.

Only the day of publication is known. Whatever else points one way (an "updated" in the time line, a
credit that one copy lacks, the fuller text) is a guess, and the reason says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from tidewaiter.model import Document
from tidewaiter.reports.text.pages import pages
from tidewaiter.reports.text.passages import blocks


def later(left: Document, right: Document, words_left: int, words_right: int) -> tuple[str | None, str | None]:
    """The later of two texts and the reason."""
    one, two = left.published, right.published
    if one and two and one.latest and two.earliest and one.latest < two.earliest:
        return right.id, f"published {two.value}, the other {one.value}"
    if one and two and two.latest and one.earliest and two.latest < one.earliest:
        return left.id, f"published {one.value}, the other {two.value}"
    for first, second, why in (
        (_updated(left.text), _updated(right.text), "a guess: its time line says that it was updated"),
        (left.credit is None, right.credit is None, "a guess: the other carries the agency's credit"),
        (words_left, words_right, "a guess: the fuller text"),
    ):
        if first != second:
            return (left.id if first > second else right.id), why
    return None, None


def root(copies: Sequence[Document]) -> tuple[str | None, str | None]:
    """The copy nearest to the source and the reason; None where nothing tells them apart.

    An earlier day goes before a credit, for a wire is printed with its credit for days.
    """
    left = list(copies)
    if len(left) < 2:
        return None, None
    days = {d.id: d.published.latest for d in left if d.published and d.published.earliest == d.published.latest}
    known = [day for day in days.values() if day]
    if len(known) == len(left):
        first = min(known)
        left = [d for d in left if days[d.id] == first]
        if len(left) == 1:
            return left[0].id, f"published {first.isoformat()}, before all others"
    signs = (
        ([d for d in left if not _updated(d.text)], "a guess: the only one that does not say that it was updated"),
        ([d for d in left if d.credit], "a guess: the only one with the agency's credit"),
        ([d for d in left if d.dateline], "a guess: the only one with a dateline"),
    )
    for bearers, why in signs:
        if len(bearers) == 1:
            return bearers[0].id, why
    return None, None


@lru_cache(maxsize=1024)
def _updated(text: str) -> bool:
    lines = [text[p.start : p.end].casefold() for p in blocks(text) if p.kind == "timeline"]
    return any(word in line for line in lines for word in pages().timeline.updated)
