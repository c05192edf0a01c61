"""A document read: statements and events, each field tied to its words."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any

from tidewaiter.model import Document, Event, Reading, Span, Statement, When, cut
from tidewaiter.reports import portions
from tidewaiter.reports.dates.mentions import find_dates
from tidewaiter.reports.grammar import parsing
from tidewaiter.reports.grammar.coreference import Names
from tidewaiter.reports.grammar.language import Text
from tidewaiter.reports.grammar.words import load
from tidewaiter.reports.saying import attribution
from tidewaiter.reports.saying.attribution import Said
from tidewaiter.reports.telling import events, narration
from tidewaiter.reports.text.script import in_latin

READER = "tidewaiter-english-rules"
VERSION = "2"


@functools.cache
def pipeline() -> Any:
    """The parser of the weights package, loaded once a process."""
    import tidewaiter_english

    return tidewaiter_english.load()


def read(document: Document, *, published: When | None = None, parse: Any = None) -> Reading:
    """The statements and events of one document: English parsed, Russian and Korean by patterns.

    ``published`` overrides the document's own day of publication; ``parse`` is a spaCy
    pipeline with tags and Universal Dependencies, by default that of the weights package. A
    book-length text is read in portions, and what was too long to be read stands in ``notes``.
    """
    language = document.language or ("en" if in_latin(document.text) else "und")
    if language != "en":
        return portions.read(document, lambda part: _read_without_parse(part, language, published))
    nlp = parse if parse is not None else pipeline()
    return portions.read(document, lambda part: _read_english(part, published, nlp))


def _read_english(document: Document, published: When | None, nlp: Any) -> Reading:
    text = parsing.read(document.text, load("en"), functools.partial(run, nlp), nlp)
    names = Names(text)
    day = published if published is not None else document.published
    said = attribution.read(text, names)
    told = events.read(
        document, text, names, narration.read(text, names, said), said,
        dates=lambda start, end: find_dates(document, start, end, published=day), published=day,
    )  # fmt: skip
    statements = tuple(
        _statement(document, text, one, f"s{i}", told) for i, one in enumerate(said, start=1) if one.rule != "hearsay"
    )
    notes = tuple(_unread(document, text.unread))
    return Reading(document, statements=statements, events=told, reader=reader(nlp), notes=notes)


def _unread(document: Document, sentences: list[tuple[int, int]]) -> Iterator[str]:
    for start, stop in sentences:
        opening = " ".join(document.text[start : start + 60].split())
        yield f"not read: a sentence of {stop - start:,} characters, beginning {opening!r}"


def _read_without_parse(document: Document, language: str, published: When | None) -> Reading:
    """A document in another language than English: by patterns where there is a grammar, else what its words name."""
    from tidewaiter.reports.patterned import glance, reading

    if language not in reading.GRAMMARS:
        return glance.read(document, language)
    day = published if published is not None else document.published
    return reading.read(
        document, language=language, published=day,
        dates=lambda start, end: find_dates(document, start, end, published=day, language=language),
    )  # fmt: skip


@functools.lru_cache(maxsize=4)
def reader(nlp: Any) -> str:
    """Name and version of this reader, and the weights it reads with; spaCy makes ``meta`` anew each time, slowly."""
    meta = nlp.meta
    weights = f"{meta.get('lang', 'en')}_{meta.get('name', 'model')} {meta.get('version', '0')}"
    if nlp is pipeline():
        import tidewaiter_english

        weights = f"tidewaiter-english {tidewaiter_english.VERSION} {tidewaiter_english.checksum()[:12]}"
    return f"{READER} {VERSION}, weights {weights}"


def run(nlp: Any, doc: Any) -> Any:
    """Tags and arcs for a Doc whose words and sentence starts are set; what the rules do not look at is left out."""
    for component in _components(nlp):
        doc = component(doc)
    return doc


_ASKED = frozenset({"tok2vec", "transformer", "curated_transformer", "tagger", "parser"})


@functools.lru_cache(maxsize=4)
def _components(nlp: Any) -> tuple[Any, ...]:
    return tuple(component for name, component in nlp.pipeline if nlp.get_pipe_meta(name).factory in _ASKED)


def _statement(document: Document, text: Text, said: Said, number: str, told: tuple[Event, ...]) -> Statement:
    # by their places in the text: quotations are parsed, and numbered, behind their frames
    first = min((a for a, _ in said.content), key=text.starts.__getitem__)
    last = max((b - 1 for _, b in said.content), key=text.ends.__getitem__) + 1
    return Statement(
        id=number,
        speaker=said.speaker.name,
        stance=said.stance,
        content=_cut(document, text, first, last),
        evidence=tuple(cut(document.id, document.text, a, b) for a, b in said.evidence),
        affiliation=said.speaker.affiliation,
        via=said.via,
        cue=_cut(document, text, *said.cue) if said.cue[1] > said.cue[0] else None,
        source=_cut(document, text, said.speaker.first, said.speaker.last),
        speaker_kind=said.speaker.kind,
        form=said.form,
        act=said.act,
        chain=said.chain,
        events=tuple(event.id for event in told if number in event.statements),
        rule=said.rule,
        guess=said.guess,
    )


def _cut(document: Document, text: Text, first: int, last: int) -> Span:
    return cut(document.id, document.text, text.starts[first], text.ends[last - 1])
