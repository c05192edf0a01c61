"""Where one document is looked at: set aside, or read and put before the law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from tidewaiter.cases.context import Context
from tidewaiter.cases.ties import ties
from tidewaiter.designate import in_report, in_text, is_idle_call
from tidewaiter.errors import TidewaiterError
from tidewaiter.goods.lexicon import UNSPECIFIED
from tidewaiter.model import Document, Event, Finding, Mention, Reading, When
from tidewaiter.model.measure import Regime
from tidewaiter.screen import describe, judge
from tidewaiter.vocabulary import triage

if TYPE_CHECKING:
    from tidewaiter.parties.matching.matcher import Matcher

FEW = 2
"""Open findings on goods told by a general word ("oil", crude or refined) that are still shown; with more than two
left out no expected finding was lost on the annotated reports. Of goods of which nothing is known ("the cargo",
"equipment") none is shown: six that were shown on 288 annotated reports were false, and none was expected."""


UNKNOWN_GOODS = "what the goods were"
REWORDED = "in this story by a guess: it tells the same names and numbers in the same order, in other words"


class Reader(Protocol):
    """Whatever gets statements and events out of a document."""

    def __call__(self, document: Document, *, published: When | None = None) -> Reading:
        """What the document tells, read with ``published`` as its day of publication."""
        ...


def default_reader() -> Reader:
    """The reader that the package ships, loaded when it is first asked for."""
    from tidewaiter.reports.read import read

    return read


@dataclass(frozen=True, slots=True)
class Desk:
    """A regime, a reader, and whether reports that cannot touch the regime are set aside unread.

    With ``strict`` an unforeseen fault of the reader is raised; without it the document is said
    to be unread, and why, so that the others are read all the same. With ``lists`` the listed parties that a document
    names are told, and the measures answer for them; one that names a party of the regime's is not set aside.
    """

    regime: Regime
    reader: Callable[[], Reader] = default_reader
    sift: bool = True
    strict: bool = True
    lists: Matcher | None = None

    def handle(self, document: Document, context: Context | None = None) -> Reading:
        """The document's reading with its findings, read in the light of what the other documents tell of it."""
        context = context or Context(document.id, document.published)
        reading = self._handled(document, context.published)
        notes = (*reading.notes, REWORDED) if context.guessed else reading.notes
        return replace(reading, story=context.story, notes=notes)

    def _handled(self, document: Document, published: When | None) -> Reading:
        touch = triage(self.regime).touch(f"{document.title or ''}\n{document.text}")
        mentions = in_text(document, self.lists) if self.lists else None
        named = self._names_its_party(mentions or ())
        if self.sift and touch is None and not named:
            reason = _reason(self.regime)
            return Reading(document, set_aside=reason, notes=(reason,), mentions=mentions)
        try:
            read = replace(self.reader()(document, published=published), mentions=mentions)
            tied = named or (touch is not None and touch.why == "place or party")
            reading = self._screened(read, published, tied=tied)
        except Exception as bad:
            if self.strict or isinstance(bad, TidewaiterError):
                raise
            fault = f"{type(bad).__name__}: {bad}"
            reading = Reading(
                document, fault=fault, mentions=mentions, notes=(f"not read: an unforeseen fault, {fault}",)
            )
        return replace(reading, notes=(*reading.notes, *_notes(document, published)))

    def _names_its_party(self, mentions: tuple[Mention, ...]) -> bool:
        """Whether a listed party is named that a measure of the regime is about."""
        own = {measure.id for measure in self.regime.measures}
        return any(not own.isdisjoint(one.listed.measures) for one in mentions)

    def _screened(self, reading: Reading, published: When | None, *, tied: bool) -> Reading:
        """The reading with its findings. What nothing told ties to the target is not left open for it: such a
        question could be asked of any trade in the world, and is said to need a tie."""
        events: list[Event] = []
        findings: list[Finding] = []
        also: list[tuple[str, str]] = []
        dormant: list[tuple[str, str, str]] = []
        text = reading.document.text
        near = ties(text, self.regime.target, triage(self.regime)) if tied and reading.events else None
        told = tuple(describe(event) for event in reading.events)
        for event in told:
            pointed = near is not None and near.without(event, told).hold(event)
            event = _bounded(event, published)
            if self.lists:
                event = in_report(event, reading.mentions or ())
            if is_idle_call(event):
                continue
            described, assessment = judge(event, self.regime, tied=pointed)
            events.append(described)
            needs = self._needs(described, assessment.findings, tied=tied)
            findings.extend(one for one in assessment.findings if one.measure not in needs)
            also.extend((event.id, finding.measure) for finding in assessment.also)
            dormant.extend((event.id, item.measure, item.needs) for item in assessment.dormant)
            dormant.extend((event.id, measure, what) for measure, what in needs.items())
        return replace(
            reading, events=tuple(events), findings=tuple(findings), also=tuple(also), not_raised=tuple(dormant)
        )

    def _needs(self, event: Event, findings: tuple[Finding, ...], *, tied: bool) -> dict[str, str]:
        """The measures that stay open for want of any tie, or of any word on the goods, and what would raise each."""
        if not tied:
            none = f"a party, place, ship or national of {self.regime.target}: the report names none"
            return {one.measure: none for one in findings if one.verdict == "undetermined"}
        unknown = _of_unknown_goods(event, findings)
        return {one.measure: f"{UNKNOWN_GOODS}: they may be those of {len(unknown)} measures" for one in unknown}


def _of_unknown_goods(event: Event, findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    """The open findings that rest on goods of which nothing is known, where they are so many that they say nothing."""
    kinds = event.item.kinds if event.item else ()
    vague = all(kind == UNSPECIFIED for kind in kinds)
    # of known goods, whether they are luxury is a question worth asking
    asked = ("goods", "luxury") if vague else ("goods",)
    found = tuple(
        one
        for one in findings
        if one.verdict == "undetermined" and any(c.name in asked and c.answer == "unknown" for c in one.conditions)
    )
    return found if vague or len(found) > FEW else ()


def _reason(regime: Regime) -> str:
    return (
        f"set aside unread: it names no place or party of {regime.id}, and no paragraph of it speaks of goods of "
        f"{regime.id} beside trade, seizure or sanctions"
    )


def _notes(document: Document, published: When | None) -> list[str]:
    notes = []
    if document.language is None:
        notes.append("the language could not be told: read as English")
    if document.published is None:
        where = f"taken from {published.anchor}" if published else "unknown: dates without a year stay open"
        notes.append(f"day of publication {where}; give it with --published")
    return notes


def _bounded(event: Event, published: When | None) -> Event:
    """An act of which no day is told took place, if at all, by the day the report was published.

    What is told as going on is no mere plan, though one of its tellings speaks of the intention.
    """
    if event.date is not None and event.date.ongoing and "plan" in event.manner:
        event = replace(event, manner=tuple(manner for manner in event.manner if manner != "plan"))
    done = event.type in ("transfer", "seizure", "labour") and "plan" not in event.manner
    if not done or event.date is not None or published is None or published.latest is None:
        return event
    return replace(event, date=When(None, latest=published.latest, anchor="published", rule="told-by-then"))
