"""``tidewaiter stories``: which reports are copies of one text, and what each copy made of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tidewaiter.cli.files import say, terminal
from tidewaiter.cli.inputs import Inputs

if TYPE_CHECKING:
    from tidewaiter.model import Comparison, Document, Span, Story
    from tidewaiter.reports.copies.index import Likeness


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a story (docs/methodology/stories.md).")
@click.option(
    "--index",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="An index to go on with, or to begin: says which reports added before are like these, and adds these.",
)
def stories(files: tuple[str, ...], *, as_json: bool, folder: Path | None) -> None:
    """Tell which reports are copies of one text: the copy nearest to the source, what each other one
    added, dropped and changed. A changed stance, negation, number, date or name is shown always.

    FILE is a report as `tidewaiter read` takes it, a folder of them, or - for stdin. Nothing is parsed, and
    no measure is looked at.
    """
    inputs = Inputs(files)
    documents = list(inputs)
    if not documents:
        raise click.exceptions.Exit(2)
    earlier = _earlier(documents, folder) if folder else ()
    from tidewaiter.reports.copies.stories import group

    found = group(documents)
    if as_json:
        _print_lines(found, {document.id: document for document in documents}, earlier)
    else:
        _print_text(found, documents, earlier)
    raise click.exceptions.Exit(2 if inputs.unread else 0)


def _earlier(documents: list[Document], folder: Path) -> tuple[Likeness, ...]:
    """Likenesses to documents that the index held before and that are not among these; then these are added."""
    from tidewaiter.reports.copies.index import StoryIndex

    now = {document.id for document in documents}
    with StoryIndex.open(folder) as index:
        found = [like for row in index.ask_all(documents) for like in row if like.shared and like.other not in now]
        index.add_all(documents)
        say(f"index: {len(index):,} documents")
    return tuple(found)


# --- JSON -----------------------------------------------------------------------------------


def _print_lines(found: tuple[Story, ...], by_id: dict[str, Document], earlier: tuple[Likeness, ...]) -> None:
    from tidewaiter import codec

    for story in found:
        own = [like for like in earlier if like.one in story.documents]
        click.echo(codec.encode(_story_json(story, by_id, own)))


def _story_json(story: Story, by_id: dict[str, Document], earlier: list[Likeness]) -> dict[str, Any]:
    return {
        "story": story.id,
        "documents": [_copy_json(by_id[name], guess=name in story.reworded) for name in story.documents],
        "root": story.root,
        "root_why": story.root_why,
        "comparisons": [_comparison_json(pair) for pair in story.comparisons],
        "earlier": earlier,
    }


def _copy_json(document: Document, *, guess: bool) -> dict[str, Any]:
    return {
        "id": document.id,
        "path": document.path,
        "outlet": document.outlet,
        "published": document.published.value if document.published else None,
        "credit": document.credit,
        "title": document.title,
        "guess": guess,
    }


def _comparison_json(pair: Comparison) -> dict[str, Any]:
    return {
        "left": pair.left,
        "right": pair.right,
        "relation": pair.relation,
        "guess": pair.relation in ("reworded", "undecided"),
        "left_in_right": pair.left_in_right,
        "right_in_left": pair.right_in_left,
        "left_in_right_unquoted": pair.left_in_right_unquoted,
        "right_in_left_unquoted": pair.right_in_left_unquoted,
        "shared": pair.shared,
        "later": pair.later,
        "later_why": pair.later_why,
        "common": pair.common,
        "sentences": [
            {"edits": row.edits, "left": _spans(row.left), "right": _spans(row.right), "note": row.note}
            for row in pair.sentences
        ],
    }


def _spans(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [{"start": span.start, "end": span.end, "quote": span.quote} for span in spans]


# --- text -----------------------------------------------------------------------------------


def _print_text(found: tuple[Story, ...], documents: list[Document], earlier: tuple[Likeness, ...]) -> None:
    from tidewaiter.export import text
    from tidewaiter.model import Case, Reading

    width, colour = terminal()
    case = Case(readings=tuple(Reading(document) for document in documents), stories=found)
    click.echo(text.write_copies(case, width=width, colour=colour), nl=False, color=colour)
    names = {document.id: document.path or document.id for document in documents}
    for like in earlier:
        click.echo(
            f"{names[like.one]}: about {like.contained:.0%} of it stands in {like.other}, added before "
            f"({like.contains:.0%} of that one; an estimate from {like.shared} shared runs of five words)"
        )
