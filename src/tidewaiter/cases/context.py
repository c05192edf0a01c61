"""What the other documents tell of one: which text it is a copy of, and the day of publication to read it with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePath

from tidewaiter.model import Document, Story, When


@dataclass(frozen=True, slots=True)
class Context:
    """A document's story, its day of publication or that of another copy, and whether it is in the story by a guess."""

    story: str
    published: When | None
    guessed: bool = False


def contexts(stories: Iterable[Story], known: Mapping[str, Document]) -> dict[str, Context]:
    """The context of every document of the stories, by its id."""
    return {
        name: Context(
            story.id, known[name].published or published_from_copies(known[name], story, known), name in story.reworded
        )
        for story in stories
        for name in story.documents
    }


def published_from_copies(document: Document, story: Story | None, known: Mapping[str, Document]) -> When | None:
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
