"""What the patterns find in a sentence, in offsets of the text, before it becomes statements and events."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from tidewaiter.model import EventStance, EventType, Form, Manner, SpeakerKind, Stance
from tidewaiter.reports.patterned.lexicon import CueWords, DeedWords

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that name a party, goods or an act, with what they can be in their clause.

    ``functions`` are those that case, preposition or particle allow: subject, object, to, from,
    by, of, at, via, aboard, topic. ``kind`` is person, state, body, medium, role, name, goods,
    deed or other. ``deed`` is set where the head noun tells of an act; ``inner`` are phrases that
    hang on the head.
    """

    start: int
    end: int
    functions: frozenset[str]
    kind: str
    name: str | None = None
    country: str | None = None
    goods: str | None = None
    deed: DeedWords | None = None
    person: str | None = None
    role: str | None = None
    inner: tuple[Phrase, ...] = ()
    anaphor: bool = False
    plural: bool = False
    origin: str | None = None

    @property
    def party(self) -> bool:
        """Whether somebody is named who can give or take."""
        return self.kind in ("person", "state", "body", "medium", "role", "name")


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb with a meaning: of speech (``cue``) or of an act (``deed``).

    ``around`` are its phrases where the grammar has already gathered them.
    ``back`` is where its clause begins, ``ahead`` where it ends; ``holder`` the noun a
    participle or relative clause describes.
    """

    start: int
    end: int
    back: int
    ahead: int
    cue: CueWords | None = None
    deed: DeedWords | None = None
    passive: bool = False
    negated: bool = False
    unreal: bool = False
    planned: bool = False
    holder: Phrase | None = None
    around: tuple[Phrase, ...] | None = None


@dataclass(slots=True)
class Line:
    """A sentence read: its stretch, its phrases and predicates in order, its quotations."""

    start: int
    end: int
    paragraph: int
    phrases: list[Phrase] = field(default_factory=list)
    predicates: list[Predicate] = field(default_factory=list)
    quoted: list[Range] = field(default_factory=list)
    title: bool = False
    head_final: bool = False
    light: int | None = None


@dataclass(slots=True)
class Speech:
    """Somebody says something: offsets of source, cue and content, and the lines it stands in."""

    speaker: str
    source: Range
    content: Range
    evidence: list[Range]
    stance: Stance
    act: str
    cue: Range | None = None
    kind: SpeakerKind = "named"
    affiliation: str | None = None
    country: str | None = None
    via: str | None = None
    form: Form = "indirect"
    rule: str = ""
    guess: bool = False
    person: bool = False
    line: int = 0


@dataclass(slots=True)
class Party:
    """Who fills a role: offsets, name and country; ``guess`` where taken up from before."""

    start: int
    end: int
    name: str | None
    country: str | None
    kind: str
    guess: bool = False
    beside: tuple[Party, ...] = ()


@dataclass(slots=True)
class Deed:
    """One telling of one act."""

    type: EventType
    line: int
    at: Range
    clause: Range
    rule: str
    manner: list[Manner] = field(default_factory=list)
    supplier: Party | None = None
    recipient: Party | None = None
    item: Phrase | None = None
    origin: Party | None = None
    destination: Party | None = None
    intermediary: Party | None = None
    vessel: Party | None = None
    stance: EventStance = "asserted"
    hedge: Range | None = None
    negated: bool = False
    ongoing: bool = False
    said: list[int] = field(default_factory=list)


def party(phrase: Phrase) -> Party:
    """The phrase as the filler of a role."""
    return Party(phrase.start, phrase.end, phrase.name, phrase.country, phrase.kind, guess=phrase.anaphor)


def together(first: Phrase, others: Sequence[Phrase]) -> Party:
    """Several phrases as one filler: the first, and those that stand beside it."""
    return replace(party(first), beside=tuple(party(other) for other in others))


def only(phrase: Phrase, *functions: str) -> Phrase:
    """The phrase with these functions and no others."""
    return replace(phrase, functions=frozenset(functions))


def trimmed(view: str, start: int, end: int, *, leading: str) -> Range:
    """A stretch without marks at its edges: at its beginning any of ``leading``, at its end those that join clauses."""
    while start < end and view[start] in leading:
        start += 1
    while end > start and view[end - 1] in " \t\n,;:-–—":
        end -= 1
    return start, max(end, start + 1)
