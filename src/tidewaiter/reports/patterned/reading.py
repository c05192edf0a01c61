"""A document read by patterns: lines, statements and acts become what any reader gives.

The language's grammar is one of a table of two functions; everything else is the same for all.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tidewaiter.model import Document, Reading, When
from tidewaiter.reports.patterned import building, deeds, korean, korean_speech, naming, russian, russian_speech
from tidewaiter.reports.patterned.lexicon import Lexicon
from tidewaiter.reports.patterned.telling import Deed, Line, Speech
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.lexicons import folder
from tidewaiter.reports.text.passages import blocks, quotations, sentences

READER = "tidewaiter-patterns"
VERSION = "1"
_SHOWN = 5  # places that were not understood are named one by one up to here, then counted

Dates = Callable[[int, int], tuple[When, ...]]


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a language brings: how a sentence is read, who speaks in it, its words."""

    line: Callable[[str, int, int, int], Line]
    speech: Callable[[str, Sequence[Line]], list[Speech]]
    words: Callable[[], Lexicon]
    resolve: Callable[[str, Sequence[Line], Sequence[Deed]], None]


GRAMMARS = {
    "ru": Grammar(russian.read_line, russian_speech.read, russian.lexicon, naming.surnames),
    "ko": Grammar(korean.read_line, korean_speech.read, korean.lexicon, naming.titles),
}


def read(document: Document, *, language: str, published: When | None, dates: Dates) -> Reading:
    """The statements and events of a document in a language of ``GRAMMARS``.

    ``dates`` finds the dates told between two offsets. What named an act and goods and was not
    understood is said in the notes, with its place.
    """
    grammar = GRAMMARS[language]
    view = even(document.text)
    lines = list(_lines(document.text, view, grammar))
    told = grammar.speech(view, lines)
    acts, missed = deeds.read(view, lines, grammar.words())
    grammar.resolve(view, lines, acts)
    statements, events = building.build(document, lines, told, acts, grammar.words(), dates=dates, published=published)
    notes = ["read by patterns, no parse: an act told in other words than the lexicon's is not seen", *_missed(missed)]
    return Reading(document, statements=statements, events=events, reader=_reader(language), notes=tuple(notes))


def _lines(text: str, view: str, grammar: Grammar) -> list[Line]:
    out = []
    for block in blocks(view):
        if block.kind != "body":
            continue
        quoted = [(q.start, q.end) for q in quotations(text, block.start, block.end) if q.level == 0]
        for start, end in sentences(view, block.start, block.end):
            line = grammar.line(view, start, end, block.paragraph)
            line.quoted = [(max(a, start), min(b, end)) for a, b in quoted if a < end and b > start]
            out.append(line)
    return out


def _missed(lines: Sequence[Line]) -> list[str]:
    places = [f"{line.start}-{line.end}" for line in lines]
    if not places:
        return []
    more = f" and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
    where = ", ".join(places[:_SHOWN]) + more
    return [
        f"read by patterns, no parse: goods and an act are named at {where}, and who gave what to whom is not known"
    ]


@functools.cache
def _reader(language: str) -> str:
    digest = hashlib.sha256((folder() / f"{language}.yaml").read_bytes()).hexdigest()[:12]
    return f"{READER} {VERSION}, lexicon {language} {digest}"
