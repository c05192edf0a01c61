"""Any installed spaCy pipeline for English as the parser under the reader's rules."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tidewaiter.errors import ReaderError
from tidewaiter.model import Document, Reading, When
from tidewaiter.reports.read import read

NEEDED = ("tagger", "parser")


def load(name: str) -> Any:
    """The pipeline of that name, or in that folder.

    Raises ReaderError where there is none, where it is for another language, or where it lacks
    a tagger or a parser: the rules rest on Penn tags and on arcs.
    """
    import spacy

    try:
        nlp = spacy.load(name)
    except OSError:
        hint = f"install it in the same environment, for example: python -m spacy download {name}"
        raise ReaderError("there is no such spaCy pipeline", value=name, hint=hint) from None
    except Exception as bad:
        raise ReaderError(f"the spaCy pipeline cannot be loaded: {bad}", value=name) from None
    if nlp.lang != "en":
        raise ReaderError(f"the spaCy pipeline is for {nlp.lang!r}, and the rules are for English", value=name)
    lacking = [part for part in NEEDED if part not in nlp.pipe_names]
    if lacking:
        hint = "take one with both, such as en_core_web_sm"
        raise ReaderError(f"the spaCy pipeline has no {' and no '.join(lacking)}", value=name, hint=hint)
    return nlp


def reader(name: str) -> Callable[..., Reading]:
    """A reader with the package's rules over the pipeline of that name."""
    nlp = load(name)

    def read_with(document: Document, *, published: When | None = None) -> Reading:
        return read(document, published=published, parse=nlp)

    return read_with
