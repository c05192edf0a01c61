"""One copy of a text, as it was found."""

from __future__ import annotations

from dataclasses import dataclass

from tidewaiter.model.when import When


@dataclass(frozen=True, slots=True)
class Document:
    """One copy of a text: immutable, hashed, with what is known of its origin.

    ``text`` is the body as stored; every offset in the program counts its code points.
    ``sha256`` is the hash of the file's bytes, ``text_sha256`` of the body in UTF-8.
    ``published`` is the day of publication with its source in ``published.anchor``:
    given by the user, the header, or a line of the page. ``published_at`` and ``modified_at``
    are the instants that the page tells, in ISO 8601 and with the zone only where one is told.
    ``format`` is the kind of file the text was read from.
    """

    id: str
    text: str
    sha256: str
    text_sha256: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: When | None = None
    byline: str | None = None
    dateline: str | None = None
    credit: str | None = None
    language: str | None = None
    encoding: str | None = None
    notes: tuple[str, ...] = ()
    format: str = "text"
    published_at: str | None = None
    modified_at: str | None = None
