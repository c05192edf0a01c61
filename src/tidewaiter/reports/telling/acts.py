"""What is read of one act in one sentence: who, to whom, what, how surely.

These are notes in word numbers of one text; :mod:`events` merges them and gives them spans.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tidewaiter.model import EventStance, EventType, Manner
from tidewaiter.reports.grammar.language import Text, Unit


@dataclass(slots=True)
class Filler:
    """What fills a role: its words, the name and country it is known by, whether it was guessed."""

    first: int
    last: int
    text: str
    name: str | None = None
    country: str | None = None
    guess: bool = False
    person: bool = False
    place: bool = False
    others: list[Filler] = field(default_factory=list)


Standing = Literal["known", "gift", "unknown"]


@dataclass(slots=True)
class Goods:
    """The thing handed over: its words, its head, its class if the lexicon knows one.

    ``standing`` says how sure it is that this is a thing at all: a known one, a gift or keepsake with
    nothing more told (goods where it is given, no trade), or a word that no list has.
    """

    first: int
    last: int
    text: str
    head: str
    kind: str | None = None
    plural: bool = False
    anaphor: bool = False
    origin: Filler | None = None
    from_there: bool = False
    make: str | None = None
    model: str | None = None
    standing: Standing = "unknown"


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval or a notice told of beside an act: whose, whether it was given, and its words."""

    by: Literal["committee", "state"]
    kind: Literal["approval", "notification"]
    given: bool
    first: int
    last: int


@dataclass(slots=True)
class Act:
    """One telling of one act, in one sentence.

    ``dependent`` marks one that says too little to stand alone ("the gift was collected on Monday").
    """

    type: EventType
    word: int
    unit: Unit
    rule: str
    manner: list[Manner] = field(default_factory=list)
    supplier: Filler | None = None
    recipient: Filler | None = None
    goods: Goods | None = None
    origin: Filler | None = None
    destination: Filler | None = None
    intermediary: Filler | None = None
    vessel: Filler | None = None
    via: list[Filler] = field(default_factory=list)
    stance: EventStance = "asserted"
    hedge: tuple[int, int] | None = None
    negated: bool = False
    ongoing: bool = False
    dependent: bool = False
    said: list[int] = field(default_factory=list)
    clause: tuple[int, int] = (0, 0)
    approved: tuple[Approved, ...] = ()
    activities: tuple[str, ...] = ()


@dataclass(slots=True)
class Status:
    """Whether the words tell of an act at all, and how surely."""

    told: bool = True
    stance: EventStance | None = None
    hedge: tuple[int, int] | None = None
    negated: bool = False
    manner: Manner | None = None
    ongoing: bool = False


def with_status(act: Act, status: Status) -> Act:
    """The act with what the words around it say of its being a fact."""
    act.hedge = status.hedge
    act.negated = act.negated or status.negated
    act.ongoing = status.ongoing
    if status.stance is not None:
        act.stance = status.stance
    if status.manner is not None:
        act.manner.append(status.manner)
    return act


def manner_of(name: str) -> Manner:
    """The manner that a group of the lexicon names."""
    return name  # type: ignore[return-value]


def is_vessel(text: Text, filler: Filler) -> bool:
    """Whether a word of the party is one for a ship: "the tanker Blue Star"."""
    classes = text.vocabulary.classes
    return any(classes.get(text.lower[at]) == "vessels" for at in range(filler.first, filler.last))


def bare(text: Text, first: int, last: int) -> str:
    """The words without article and possessive mark at the edges."""
    while first < last - 1 and text.lower[first] in ("a", "an", "the", ",", "that", "and"):
        first += 1
    if text.tags[last - 1] == "POS" and last - 1 > first:
        last -= 1
    return text.quote(first, last)
