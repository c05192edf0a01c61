"""A case in the order in which it is told: stories, their events gravest first, what the law says of each.

This is the one view behind the terminal and the page. Nothing of a case is left out here: a
reading without a story is a story of its own, an event nobody has merged stands alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from tidewaiter.cases.desk import UNKNOWN_GOODS
from tidewaiter.export.wording import is_act, shorten
from tidewaiter.model import (
    GRAVITY,
    Case,
    Comparison,
    Document,
    Event,
    Finding,
    MeasureRef,
    MergedEvent,
    Reading,
    Span,
    Statement,
    Story,
    Verdict,
    Voice,
)

Kind = Literal["act", "law", "aside"]
# letters of a document's name in a line, and words of a paragraph that is more than a byline
_LABEL = 14
_OPENING = 12


@dataclass(frozen=True, slots=True, eq=False)
class Copy:
    """One document as it is named on the page: ``key`` for anchors, ``name`` whole, ``label`` short.

    Compared by identity: there is one a document, and a whole reading is long to hash.
    """

    key: str
    name: str
    label: str
    reading: Reading

    @property
    def document(self) -> Document:
        return self.reading.document


@dataclass(frozen=True, slots=True)
class Telling:
    """One copy's telling of an event."""

    copy: Copy
    event: Event


@dataclass(frozen=True, slots=True)
class Variant:
    """One answer of a measure, and the copies whose wording leads to it."""

    finding: Finding
    copies: tuple[Copy, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Ruling:
    """One measure on one event: a single variant where all copies lead to the same answer.

    ``silent`` are the copies that tell of the event, but of nothing that raises the measure.
    """

    measure: str
    variants: tuple[Variant, ...]
    silent: tuple[Copy, ...] = ()

    @property
    def finding(self) -> Finding:
        return self.variants[0].finding

    @property
    def differs(self) -> bool:
        return len(self.variants) > 1 or bool(self.silent)


@dataclass(frozen=True, slots=True)
class Utterance:
    """A statement at its place: the copy it stands in, and its key for anchors."""

    key: str
    copy: Copy
    statement: Statement


@dataclass(frozen=True, slots=True)
class Speaking:
    """One voice on one event with its utterances; ``everywhere`` where all its copies have it."""

    voice: Voice
    utterances: tuple[Utterance, ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One event over all copies of its story; ``number`` counts through the whole case."""

    number: int
    kind: Kind
    merged: MergedEvent
    tellings: tuple[Telling, ...]
    speaking: tuple[Speaking, ...]
    rulings: tuple[Ruling, ...]

    @property
    def event(self) -> Event:
        return self.merged.event

    @property
    def key(self) -> str:
        return f"e{self.number}"

    @property
    def speaks_of(self) -> tuple[MeasureRef, ...]:
        """The measures that a statement of law names, in any copy."""
        return tuple(dict.fromkeys(ref for telling in self.tellings for ref in telling.event.measures))

    @property
    def stances(self) -> tuple[str, ...]:
        """What the voices do about it, each once."""
        return tuple(dict.fromkeys(speaking.voice.stance for speaking in self.speaking))

    @property
    def waiting(self) -> tuple[str, ...]:
        """What the measures wait for that are open for want of any word on the goods."""
        told = ((telling.event.id, telling.copy.reading) for telling in self.tellings)
        needs = (needs for event, reading in told for name, _, needs in reading.not_raised if name == event)
        return _distinct(one for one in needs if one.startswith(UNKNOWN_GOODS))

    @property
    def verdict(self) -> Verdict | None:
        return self.rulings[0].finding.verdict if self.rulings else None

    @property
    def copies(self) -> tuple[Copy, ...]:
        return tuple(dict.fromkeys(telling.copy for telling in self.tellings))


@dataclass(frozen=True, slots=True)
class StoryTold:
    """One story: its copies, what is told in them by kind, and how the copies differ."""

    key: str
    title: str
    copies: tuple[Copy, ...]
    told: tuple[Told, ...]
    comparisons: tuple[Comparison, ...]
    reworded: tuple[Copy, ...] = ()
    """Copies that belong to it by a guess only."""

    def of(self, kind: Kind) -> tuple[Told, ...]:
        """The events of one kind, gravest first."""
        return tuple(told for told in self.told if told.kind == kind)


@dataclass(frozen=True, slots=True)
class Account:
    """A whole case as told, with what it rests on and what was not read."""

    stories: tuple[StoryTold, ...]
    copies: tuple[Copy, ...]
    utterances: tuple[Utterance, ...]
    regimes: tuple[str, ...]
    readers: tuple[str, ...]
    notes: tuple[str, ...]

    def copy(self, document: str) -> Copy | None:
        """The copy of a document by its id."""
        return next((copy for copy in self.copies if copy.document.id == document), None)


def account(case: Case) -> Account:
    """The case in the order of telling."""
    copies = _copies(case.readings)
    utterances = _utterances(copies)
    stories = tuple(_stories(case, copies, utterances))
    findings = [finding for reading in case.readings for finding in reading.findings]
    return Account(
        stories=stories,
        copies=tuple(copies.values()),
        utterances=tuple(utterances.values()),
        regimes=_distinct(finding.regime for finding in findings),
        readers=_distinct(reading.reader for reading in case.readings),
        notes=case.notes,
    )


def _distinct(values: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


# --- documents and statements --------------------------------------------------------------------


def _copies(readings: tuple[Reading, ...]) -> dict[str, Copy]:
    names = _names([reading.document for reading in readings])
    labels = _labels(names)
    return {
        reading.document.id: Copy(f"d{n}", name, label, reading)
        for n, (reading, name, label) in enumerate(zip(readings, names, labels, strict=True), start=1)
    }


def _labels(names: list[str]) -> list[str]:
    """Names that can stand in a line beside others: letters, where file names would fill it."""
    if all(len(name) <= _LABEL for name in names) or len(names) == 1:
        return names
    letters = [chr(ord("A") + n) for n in range(26)]
    return (letters + [a + b for a in letters for b in letters])[: len(names)] if len(names) <= 26 * 27 else names


def _names(documents: list[Document]) -> list[str]:
    """The shortest name of each document that no other one has."""
    names = [PurePath(d.path).name if d.path else d.title or d.id for d in documents]
    out: list[str] = []
    for n, (document, name) in enumerate(zip(documents, names, strict=True), start=1):
        longer = "/".join(PurePath(document.path).parts[-2:]) if document.path else document.id
        fresh = longer not in out and longer != name
        out.append(name if names.count(name) == 1 else longer if fresh else f"{longer} ({n})")
    return out


def _utterances(copies: dict[str, Copy]) -> dict[tuple[str, str], Utterance]:
    return {
        (document, statement.id): Utterance(f"{copy.key}s{n}", copy, statement)
        for document, copy in copies.items()
        for n, statement in enumerate(copy.reading.statements, start=1)
    }


# --- stories -------------------------------------------------------------------------------------


def _stories(case: Case, copies: dict[str, Copy], utterances: dict[tuple[str, str], Utterance]) -> Iterator[StoryTold]:
    number = 0
    grouped = _grouped(case)
    events = _placed([*case.events, *_unmerged(case)], grouped)
    for n, story in enumerate(grouped, start=1):
        own = [copies[name] for name in story.documents if name in copies]
        told = []
        for merged in _ranked(events.get(story.id, []), copies):
            number += 1
            told.append(_told(number, merged, copies, utterances))
        guessed = tuple(copies[name] for name in story.reworded if name in copies)
        yield StoryTold(f"story{n}", _title(own), tuple(own), tuple(told), story.comparisons, guessed)


def _placed(events: list[MergedEvent], stories: list[Story]) -> dict[str, list[MergedEvent]]:
    """The events by the story in which they are told first."""
    home = {name: story.id for story in reversed(stories) for name in story.documents}
    out: dict[str, list[MergedEvent]] = {}
    for event in events:
        first = next((home[document] for document, _ in event.members if document in home), event.story)
        out.setdefault(first, []).append(event)
    return out


def _grouped(case: Case) -> list[Story]:
    """The case's stories, then each reading that stands in none of them as one of its own."""
    placed = {name for story in case.stories for name in story.documents}
    alone = [reading.document.id for reading in case.readings if reading.document.id not in placed]
    return [*case.stories, *(Story(name, (name,)) for name in alone)]


def _unmerged(case: Case) -> Iterator[MergedEvent]:
    merged = {member for event in case.events for member in event.members}
    for reading in case.readings:
        name = reading.document.id
        for event in reading.events:
            if (name, event.id) not in merged:
                voices = tuple(
                    Voice(s.speaker, s.stance, ((name, s.id),), affiliation=s.affiliation, via=s.via)
                    for s in reading.statements
                    if event.id in s.events
                )
                yield MergedEvent(f"{name}/{event.id}", name, event, ((name, event.id),), voices)


def _title(copies: list[Copy]) -> str:
    """The first title there is; without one the opening words of the text."""
    titled = next((copy.document.title for copy in copies if copy.document.title), None)
    lines = [_undated(line, copy.document) for copy in copies for line in copy.document.text.splitlines()]
    opening = next((line for line in lines if len(line.split()) >= _OPENING), " ".join(lines[:1]))
    return titled or shorten(opening, 90) or (copies[0].label if copies else "no document")


def _undated(line: str, document: Document) -> str:
    """A line without the dateline before it."""
    return line.strip().removeprefix(document.dateline or "").lstrip(" -–—:")


def _ranked(events: list[MergedEvent], copies: dict[str, Copy]) -> list[MergedEvent]:
    """Acts before law before the rest; within these the gravest first, then in the order of telling."""
    order = ("act", "law", "aside")

    def rank(merged: MergedEvent) -> tuple[int, int]:
        rulings = _rulings(_tellings(merged, copies))
        grave = GRAVITY.index(rulings[0].finding.verdict) if rulings else len(GRAVITY)
        return order.index(_kind(merged.event, rulings)), grave

    return sorted(events, key=rank)


def _kind(event: Event, rulings: tuple[Ruling, ...]) -> Kind:
    if event.type == "statement-of-law":
        return "law"
    touched = any(ruling.finding.verdict != "not_covered" for ruling in rulings)
    return "act" if is_act(event) or touched else "aside"


# --- events --------------------------------------------------------------------------------------


def _told(
    number: int, merged: MergedEvent, copies: dict[str, Copy], utterances: dict[tuple[str, str], Utterance]
) -> Told:
    tellings = _tellings(merged, copies)
    rulings = _rulings(tellings)
    speaking = tuple(_speaking(voice, utterances) for voice in merged.voices)
    return Told(number, _kind(merged.event, rulings), merged, tellings, speaking, rulings)


def _tellings(merged: MergedEvent, copies: dict[str, Copy]) -> tuple[Telling, ...]:
    return tuple(
        Telling(copies[document], event)
        for document, name in merged.members
        if document in copies
        for event in copies[document].reading.events
        if event.id == name
    )


def _speaking(voice: Voice, utterances: dict[tuple[str, str], Utterance]) -> Speaking:
    said = tuple(utterances[place] for place in voice.statements if place in utterances)
    return Speaking(voice, said, tuple(dict.fromkeys(utterance.copy for utterance in said)))


def _rulings(tellings: tuple[Telling, ...]) -> tuple[Ruling, ...]:
    """The measures on an event, gravest first; variants where the copies lead to other answers."""
    found: dict[str, list[tuple[Copy, Finding]]] = {}
    for telling in tellings:
        for finding in telling.copy.reading.findings:
            if finding.event == telling.event.id:
                found.setdefault(finding.measure, []).append((telling.copy, finding))
    rulings = [_ruling(measure, pairs, tellings) for measure, pairs in found.items()]
    return tuple(sorted(rulings, key=lambda ruling: GRAVITY.index(ruling.finding.verdict)))


def _ruling(measure: str, pairs: list[tuple[Copy, Finding]], tellings: tuple[Telling, ...]) -> Ruling:
    alike: dict[object, list[tuple[Copy, Finding]]] = {}
    for copy, finding in pairs:
        answers = tuple((condition.name, condition.answer) for condition in finding.conditions)
        alike.setdefault((finding.verdict, finding.outcome, answers), []).append((copy, finding))
    variants = [
        Variant(group[0][1], tuple(dict.fromkeys(copy for copy, _ in group)), tuple(finding for _, finding in group))
        for group in alike.values()
    ]
    variants.sort(key=lambda variant: GRAVITY.index(variant.finding.verdict))
    raised = {copy.key for copy, _ in pairs}
    silent = dict.fromkeys(telling.copy for telling in tellings if telling.copy.key not in raised)
    return Ruling(measure, tuple(variants), tuple(silent))


def named(copies: Iterable[Copy], among: tuple[Copy, ...]) -> str:
    """The copies by name, said shortly where they are all of them: "both copies"."""
    chosen = tuple(dict.fromkeys(copies))
    if len(among) < 2:
        return ""
    if len(chosen) == len(among):
        return "both copies" if len(among) == 2 else f"all {len(among)} copies"
    return ", ".join(copy.label for copy in chosen) + " only"


def reasons(variant: Variant, name: str) -> tuple[str, ...]:
    """The distinct reasons that the copies of a variant give for one condition."""
    return _distinct(c.why for finding in variant.findings for c in finding.conditions if c.name == name)


def evidence(variant: Variant, name: str) -> tuple[Span, ...]:
    """The words in all copies of a variant that one condition rests on."""
    spans = (span for f in variant.findings for c in f.conditions if c.name == name for span in c.evidence)
    return tuple(dict.fromkeys(spans))


def questions(variant: Variant) -> tuple[str, ...]:
    """What would settle the unknowns, over all copies of a variant."""
    return _distinct(question for finding in variant.findings for question in finding.ask)
