"""The reader that asks a language model: the same models come out as from the package's own reader."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tidewaiter import places
from tidewaiter.errors import ReaderError
from tidewaiter.model import Document, Event, Item, Provenance, Reading, Role, Span, Statement, When
from tidewaiter.reports.dates.mentions import find_dates
from tidewaiter.reports.llm import question
from tidewaiter.reports.llm.answer import Checked, Saying, Told, Words, check
from tidewaiter.reports.llm.endpoint import Endpoint, Reply, ask
from tidewaiter.reports.telling import quantities

READER = "language model"


@dataclass(slots=True)
class Budget:
    """What may be spent over all documents, None being no bound, and what was."""

    requests: int | None = None
    tokens: int | None = None
    requests_spent: int = 0
    tokens_spent: int = 0

    @property
    def left(self) -> bool:
        """Whether another question may be asked."""
        asked = self.requests is None or self.requests_spent < self.requests
        return asked and (self.tokens is None or self.tokens_spent < self.tokens)

    def spend(self, reply: Reply) -> None:
        """Counts one reply."""
        self.requests_spent += reply.tries
        self.tokens_spent += reply.tokens or 0


@dataclass(frozen=True, slots=True)
class ModelReader:
    """A reader over one endpoint with one budget; call it with a document.

    Not deterministic: a model may answer otherwise the next time. So the reading holds the
    raw answers, the model's name and the hash of the question. ``Reading.notes`` say what of the
    answers was thrown away and which parts of the document were not read, and why.
    """

    endpoint: Endpoint
    budget: Budget = field(default_factory=Budget)
    sleep: Callable[[float], None] = time.sleep

    def __call__(self, document: Document, *, published: When | None = None) -> Reading:
        """The reading of one document, every field of it verified against the text."""
        day = published if published is not None else document.published
        made = _Made(document, day)
        for part in question.parts(document.text, question.wording().longest_part):
            made.take(*self._answered(document, part, day))
        return made.reading(self.endpoint)

    def _answered(
        self, document: Document, part: question.Part, day: When | None
    ) -> tuple[Checked | None, list[str], str]:
        """What is left of the answer for one part, the raw answers, and why there is none."""
        raw: list[str] = []
        why = ""
        for _ in range(2):  # an answer that is no whole JSON is asked for once more
            if not self.budget.left:
                return None, raw, why or "the budget for the language model is spent"
            try:
                reply = ask(self.endpoint, question.body(document, part, self.endpoint.model, day), sleep=self.sleep)
                self.budget.spend(reply)
                raw.append(reply.text)
                return check(reply.text, document.id, document.text, part), raw, ""
            except ReaderError as bad:
                why = bad.what
                if not raw:
                    self.budget.requests_spent += self.endpoint.tries
                    break
        return None, raw, why


@dataclass(slots=True)
class _Made:
    """The reading as it grows, part by part."""

    document: Document
    published: When | None
    statements: list[Statement] = field(default_factory=list)
    events: list[Event] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    part: int = 0

    def take(self, checked: Checked | None, raw: list[str], why: str) -> None:
        """Adds what one part gave, or why it gave nothing."""
        self.part += 1
        self.answers += raw
        if checked is None:
            self.unread.append(f"part {self.part} of the text was not read: {why}")
            return
        self.rejected += [f"part {self.part}, {what}" for what in checked.rejected]
        first = len(self.statements)
        begun = len(self.events)
        events = [self._event(told, f"e{n}", first) for n, told in enumerate(checked.events, start=begun + 1)]
        for number, saying in enumerate(checked.sayings, start=first + 1):
            name = f"s{number}"
            linked = tuple(event.id for event in events if name in event.statements)
            self.statements.append(_statement(saying, name, linked))
        self.events += events

    def reading(self, endpoint: Endpoint) -> Reading:
        """The whole."""
        notes = [*self.unread]
        if self.rejected:
            notes.append(f"{len(self.rejected)} fields of the language model's answer were thrown away as unverified")
        return Reading(
            self.document,
            statements=tuple(self.statements),
            events=tuple(self.events),
            reader=f"{READER} {endpoint.model}, question {question.digest()[:12]}",
            provenance=Provenance(
                endpoint.host, endpoint.model, question.digest(),
                tuple(f"{key}={value}" for key, value in sorted(question.wording().parameters.items())),
                tuple(self.answers), tuple(self.rejected),
            ),
            notes=tuple(notes),
        )  # fmt: skip

    def _event(self, told: Told, number: str, first: int) -> Event:
        return Event(
            id=number,
            type=told.type,
            stance=told.stance,
            manner=told.manner,
            negated=told.negated,
            evidence=told.evidence,
            statements=tuple(f"s{first + at + 1}" for at in told.statements),
            date=self._date(told.when),
            item=_item(told.roles.get("item")),
            quantity=next(self._amounts(told), None),
            value=next((money for span in told.evidence for money in self._money(span)), None),
            rule="language-model",
            supplier=_role(told.roles.get("supplier")),
            recipient=_role(told.roles.get("recipient")),
            origin=_role(told.roles.get("origin")),
            destination=_role(told.roles.get("destination")),
            intermediary=_role(told.roles.get("intermediary")),
            vessel=_role(told.roles.get("vessel")),
        )

    def _date(self, words: Words | None) -> When | None:
        """The date that the package's own rules read from the words; the model's own reckoning is never asked for."""
        if words is None or words.span.start is None or words.span.end is None:
            return None
        found = find_dates(self.document, words.span.start, words.span.end, published=self.published)
        dated = [when for when in found if when.value is not None]
        if not dated:
            self.unread.append(f"no date could be made of the words {words.span.quote!r}")
        return dated[0] if dated else None

    def _amounts(self, told: Told) -> Iterator[quantities.Quantity]:
        item = told.roles.get("item")
        if item is not None and item.span.start is not None and item.span.end is not None:
            yield from quantities.find(self.document, item.span.start, item.span.end)

    def _money(self, span: Span) -> tuple[quantities.Money, ...]:
        return quantities.find_money(self.document, span.start or 0, span.end or 0)


def _statement(saying: Saying, number: str, events: tuple[str, ...]) -> Statement:
    return Statement(
        id=number,
        speaker=saying.speaker.span.quote,
        stance=saying.stance,
        content=saying.evidence[0],
        evidence=saying.evidence,
        affiliation=saying.affiliation.span.quote if saying.affiliation else None,
        via=saying.via.span.quote if saying.via else None,
        cue=saying.cue.span if saying.cue else None,
        source=saying.speaker.span,
        events=events,
        rule="language-model",
        guess=saying.speaker.guess,
    )


def _role(words: Words | None) -> Role | None:
    """Who fills a role: the country is read from the words by the package's own tables."""
    if words is None:
        return None
    return Role(words.span.quote, country=_country(words.span.quote), evidence=(words.span,), guess=words.guess)


def _item(words: Words | None) -> Item | None:
    return Item(words.span.quote, evidence=(words.span,)) if words is not None else None


def _country(words: str) -> str | None:
    found = {mention.match.place.code for mention in places.scan(words) if mention.match.place}
    return found.pop() if len(found) == 1 else None
