"""Where everything stands: the marks of all texts, and the place on the page of any span."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tidewaiter.export import wording
from tidewaiter.export.account import Account, Copy
from tidewaiter.export.marks import Mark, Paragraph, Segment, Tag, gather, paragraphs
from tidewaiter.model import Event, Role, Span, is_verbatim

_PARTIES = ("supplier", "recipient", "origin", "destination", "intermediary", "vessel")
_STYLE = {
    "event": "m-event",
    "date": "m-date",
    "speaker": "m-who",
    "cue": "m-cue",
    "said": "m-said",
    "hedge": "m-hedge",
}
# anchors for links from the law and from the comparison; the eye needs no mark there
_SILENT = ("evidence", "sentence")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a span stands: a link into the text, or the cell of a table."""

    href: str | None
    mark: str | None
    where: str


@dataclass(frozen=True, slots=True)
class Words:
    """A quote, and all the places where it stands."""

    quote: str
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class Gloss:
    """A note in the margin of a paragraph."""

    href: str
    sign: str
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of a text with the notes in its margin."""

    paragraph: Paragraph
    glosses: tuple[Gloss, ...]


def _told_apart(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places with each copy named once, a second place in it being "again"."""
    seen: set[str] = set()
    out = []
    for place in sorted(places, key=lambda place: [p.where for p in places].index(place.where)):
        out.append(replace(place, where="again") if place.where in seen else place)
        seen.add(place.where)
    return tuple(out)


class Atlas:
    """All marks of all texts, so that any span finds its place on the page."""

    def __init__(self, told: Account) -> None:
        self._events = {event.key: event for story in told.stories for event in story.told}
        self._said = {utterance.key: utterance for utterance in told.utterances}
        self._copies = {copy.document.id: copy for copy in told.copies}
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._keys: dict[tuple[str, int, int], str] = {}
        self._lost: dict[str, int] = {}
        stretches: dict[str, list[tuple[int, int, Tag]]] = {copy.key: [] for copy in told.copies}
        for span, tag in _spans(told):
            self._put(span, tag, stretches)
        for copy in told.copies:
            self._marks[copy.key] = gather(stretches[copy.key], copy.key)
            self._keys.update({(copy.key, mark.start, mark.end): mark.key for mark in self._marks[copy.key]})

    def _put(self, span: Span, tag: Tag, stretches: dict[str, list[tuple[int, int, Tag]]]) -> None:
        copy = self._copies.get(span.document)
        if copy is None or span.row is not None:
            return
        if is_verbatim(span, copy.document.text) and span.start is not None and span.end is not None:
            stretches[copy.key].append((span.start, span.end, tag))
        else:
            self._lost[copy.key] = self._lost.get(copy.key, 0) + 1

    def lost(self, copy: Copy) -> int:
        """How many quotes of a copy do not stand at their place in its text."""
        return self._lost.get(copy.key, 0)

    def place(self, span: Span) -> Place:
        """Where a span stands."""
        copy = self._copies.get(span.document)
        if span.row is not None:
            sheet = f", sheet {span.sheet}" if span.sheet else ""
            return Place(None, None, f"{span.document}{sheet}, row {span.row}, column {span.column}")
        if copy is None:
            return Place(None, None, span.document)
        mark = self._keys.get((copy.key, span.start or 0, span.end or 0))
        href = f"#{copy.key}-{span.start}" if mark else None
        return Place(href, mark, copy.label)

    def words(self, spans: Iterable[Span]) -> tuple[Words, ...]:
        """The spans by what they quote, each quote once."""
        found: dict[str, dict[Place, None]] = {}
        for span in spans:
            found.setdefault(span.quote, {})[self.place(span)] = None
        return tuple(Words(quote, _told_apart(tuple(places))) for quote, places in found.items())

    def rows(self, copy: Copy) -> tuple[Row, ...]:
        """The paragraphs of a copy, each with its notes."""
        parts = paragraphs(copy.document.text, self._marks[copy.key])
        return tuple(Row(part, tuple(self._glosses(part))) for part in parts)

    def _glosses(self, paragraph: Paragraph) -> Iterator[Gloss]:
        tags = dict.fromkeys(tag for mark in paragraph.marks for tag in mark.tags)
        for key in dict.fromkeys(tag.ref for tag in tags if tag.kind == "event"):
            event = self._events[key]
            verdict = (
                f": {wording.verdict(event.verdict, event.event.stance)}"
                if event.verdict and event.kind == "act"
                else ""
            )
            yield Gloss(f"#{key}", str(event.number), wording.noun(event.event) + verdict)
        starts = {segment.start for segment in paragraph.segments}
        opened = [mark for mark in paragraph.marks if mark.start in starts]
        for key in dict.fromkeys(tag.ref for mark in opened for tag in mark.tags if tag.kind == "said"):
            statement = self._said[key].statement
            via = f" via {statement.via}" if statement.via else ""
            yield Gloss(f"#{key}", "⌜⌟", f"{statement.speaker}{via} {wording.SAYS[statement.stance]}")

    def hint(self, segment: Segment) -> str:
        """What a stretch is marked as, in words."""
        return "; ".join(self._hint(tag) for tag in segment.tags if tag.kind not in _SILENT)

    def _hint(self, tag: Tag) -> str:
        if tag.ref in self._events:
            what = "told here" if tag.kind == "event" else tag.kind
            return f"event {self._events[tag.ref].number}: {what}"
        statement = self._said[tag.ref].statement
        what = {"said": "what is said", "cue": "how it is said"}.get(tag.kind, tag.kind)
        return f"{statement.speaker} {wording.SAYS[statement.stance]}: {what}"


def classes(segment: Segment) -> str:
    """The styles of a stretch, empty where nothing of it is to be seen."""
    styles = [_STYLE.get(tag.kind, "m-role") for tag in segment.tags if tag.kind not in _SILENT]
    end = segment.start + len(segment.text)
    for mark in segment.marks:
        if any(tag.kind == "said" for tag in mark.tags):
            styles += ["m-opens"] if mark.start == segment.start else []
            styles += ["m-closes"] if mark.end == end else []
    return " ".join(dict.fromkeys(styles))


def _spans(told: Account) -> Iterator[tuple[Span, Tag]]:
    for story in told.stories:
        for event in story.told:
            for telling in event.tellings:
                for span, kind in _event_spans(telling.event):
                    yield span, Tag(kind, event.key)
            for ruling in event.rulings:
                for finding in (f for variant in ruling.variants for f in variant.findings):
                    answers = (*finding.conditions, *(c for rule in finding.exceptions for c in rule.conditions))
                    for span in (span for answer in answers for span in answer.evidence):
                        yield span, Tag("evidence", event.key)
        for comparison in story.comparisons:
            for aligned in comparison.sentences:
                for span in (*aligned.left, *aligned.right):
                    yield span, Tag("sentence", story.key)
    for utterance in told.utterances:
        statement = utterance.statement
        yield statement.content, Tag("said", utterance.key)
        yield wording.said(statement), Tag("evidence", utterance.key)
        if statement.source:
            yield statement.source, Tag("speaker", utterance.key)
        if statement.cue:
            yield statement.cue, Tag("cue", utterance.key)


def _event_spans(event: Event) -> Iterator[tuple[Span, str]]:
    yield from ((span, "event") for span in event.evidence)
    for name in _PARTIES:
        yield from ((span, name) for span in role_spans(getattr(event, name)))
    for role in event.via:
        yield from ((span, "via") for span in role_spans(role))
    item = event.item
    if item:
        yield from ((span, "item") for span in item.evidence)
        yield from ((span, "evidence") for span in (*item.words, *item.described_evidence))
    for name in ("quantity", "value", "date"):
        field = getattr(event, name)
        yield from ((span, name) for span in (field.evidence if field else ()))
    if event.hedge:
        yield event.hedge, "hedge"


def role_spans(role: Role | None) -> Iterator[Span]:
    """The words of a party, and of all others that stand beside it."""
    if role:
        yield from role.evidence
        for other in role.others:
            yield from role_spans(other)
