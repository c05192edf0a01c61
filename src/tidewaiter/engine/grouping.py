"""Stories over a spool: the index proposes, and each cluster of documents is compared whole by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tidewaiter.cases.context import Context, contexts
from tidewaiter.engine.spool import Spool
from tidewaiter.model import Document
from tidewaiter.reports.copies import stories
from tidewaiter.reports.copies.house import joined
from tidewaiter.reports.copies.index import Likeness, StoryIndex

LARGEST = 2000
"""In a larger cluster only documents that share wording are compared, not those that share facts alone."""


def group(spool: Spool, index: StoryIndex) -> Iterator[str]:
    """Notes the story of every document of the spool that is like another one; gives a note on what was left out.

    Only the documents of one cluster are in memory at a time. A document that is like no other
    gets no context: it is a story by itself.
    """
    order = spool.ids()
    likenesses = list(index.pairs())
    for cluster in _clusters(order, likenesses):
        if len(cluster) <= LARGEST:
            spool.tell(_contexts(spool.get(cluster)))
            continue
        yield f"{len(cluster):,} documents share facts: re-worded copies among them were not looked for"
        inside = frozenset(cluster)
        worded = [like for like in likenesses if like.shared and like.one in inside]
        for part in _clusters(cluster, worded):
            spool.tell(_contexts(spool.get(part)))


def _clusters(order: Sequence[str], likenesses: Iterable[Likeness]) -> list[list[str]]:
    """The documents that hang together, two or more at a time, in their order."""
    roots = joined(order, [(like.one, like.other) for like in likenesses])
    found: dict[str, list[str]] = {}
    for name in order:
        found.setdefault(roots[name], []).append(name)
    return [cluster for cluster in found.values() if len(cluster) > 1]


def _contexts(documents: Sequence[Document]) -> dict[str, Context]:
    return contexts(stories.group(documents), {document.id: document for document in documents})
