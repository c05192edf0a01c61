"""Languages without a grammar of their own: nothing is read, and the notes say what the words name.

Enough to decide whether somebody who reads the language should look at the report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from tidewaiter import places
from tidewaiter.datafile import read as read_file
from tidewaiter.model import Document, Reading
from tidewaiter.reports.patterned.lexicon import Named
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.lexicons import folder

_SHOWN = 8


@dataclass(frozen=True, slots=True)
class GlanceWords:
    """The file ``glance.yaml`` for one language: media, words of speech, of acts, and of goods by class."""

    language: str
    media: list[Named]
    speech: list[str]
    deeds: list[str]
    goods: dict[str, list[str]]
    spaced: bool = True


@cache
def _words() -> dict[str, GlanceWords]:
    return {entry.language: entry for entry in read_file(folder() / "glance.yaml", list[GlanceWords])}


def read(document: Document, language: str) -> Reading:
    """No statements and no events, and in the notes the States, media, acts and goods that are named."""
    notes = [f"not read: no grammar for the language {language!r}; only its words were looked at"]
    view = even(document.text)
    notes += [f"{what} named: {', '.join(found)}" for what, found in _named(view, language) if found]
    return Reading(document, notes=tuple(notes))


def _named(view: str, language: str) -> Iterator[tuple[str, list[str]]]:
    codes = [m.match.place.code for m in places.scan(view) if m.match.place]
    yield "States", sorted(set(codes), key=lambda code: (-codes.count(code), code))[:_SHOWN]
    words = _words().get(language)
    if words is None:
        return
    yield "media", [medium.name for medium in words.media if medium.name and _first(view, medium.spellings, words)]
    yield "words of speech", _found(view, words.speech, words)
    yield "words of acts", _found(view, words.deeds, words)
    yield "goods", [name for name, spellings in words.goods.items() if _first(view, spellings, words)]


def _found(view: str, spellings: list[str], words: GlanceWords) -> list[str]:
    return [hit for spelling in spellings if (hit := _first(view, [spelling], words))][:_SHOWN]


def _first(view: str, spellings: list[str], words: GlanceWords) -> str | None:
    for spelling in spellings:
        stem = re.escape(spelling.rstrip("*"))
        tail = (r"\w*" if spelling.endswith("*") else "") + r"(?!\w)" if words.spaced else ""
        hit = re.search((r"(?<!\w)" if words.spaced else "") + stem + tail, view, re.IGNORECASE)
        if hit:
            return hit[0]
    return None
