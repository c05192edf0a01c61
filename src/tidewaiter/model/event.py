"""One act on one object between parties: the narrow waist of the program.

Reports and trade rows both become events; nobody right of here knows which it was.
Roles use the wording of the resolutions ("supply, sale or transfer", "procure").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from tidewaiter.model.listed import Looked
from tidewaiter.model.party import Designation
from tidewaiter.model.span import Span
from tidewaiter.model.when import When

EventType = Literal[
    "transfer", "seizure", "labour", "launch", "designation", "statement-of-law", "meeting", "visit", "other"
]
EventStance = Literal["asserted", "attributed", "alleged", "believed", "denied", "neither"]
Manner = Literal[
    "supply", "sale", "gift", "loan", "lease", "barter", "return", "re-export", "smuggling", "transit",
    "procurement", "ship-to-ship", "attempt", "plan",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Role:
    """Who or what fills a place in an event: as written, and as resolved.

    ``country`` is an ISO 3166-1 alpha-2 code. ``designations`` is None where nobody has
    looked, empty where somebody has and found none; ``looked`` is what published lists gave for its names. ``flag`` and
    ``imo`` are for vessels.
    ``guess`` marks a filler found by coreference. Further fillers stand in ``others``.
    """

    text: str | None = None
    name: str | None = None
    country: str | None = None
    evidence: tuple[Span, ...] = ()
    kind: str | None = None
    designations: tuple[Designation, ...] | None = None
    flag: str | None = None
    imo: str | None = None
    guess: bool = False
    others: tuple[Role, ...] = ()
    looked: Looked | None = None


@dataclass(frozen=True, slots=True)
class Meaning:
    """One thing that a word of several meanings may be: a kind of goods, HS codes, or both."""

    kind: str | None
    hs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """The object of the act.

    ``kinds`` are names of goods from the regime's vocabulary ("passenger-car");
    ``described`` is False where the source itself says that it does not describe the item.
    ``new`` tells new from used where the source does.
    ``either`` has the meanings of each word that may be one thing or another ("tank"), and nothing tells which.
    """

    text: str | None = None
    name: str | None = None
    country: str | None = None
    evidence: tuple[Span, ...] = ()
    kinds: tuple[str, ...] = ()
    make: str | None = None
    model: str | None = None
    described: bool | None = None
    described_evidence: tuple[Span, ...] = ()
    new: bool | None = None
    words: tuple[Span, ...] = ()
    either: tuple[tuple[Meaning, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class HsCode:
    """A code of the Harmonized System, as text, never a number.

    ``declared`` tells a code that the record gives from one that was proposed from words; ``stated`` one that the
    words of the goods write out ("HS CODE: 8458.11"), which counts as declared where no other is;
    ``edition`` is the year of the HS edition it is read in; ``why`` the words that led to it; ``evidence`` the cell
    or the words that a declared code stands in.
    """

    code: str
    edition: str | None = None
    declared: bool = False
    why: str | None = None
    evidence: tuple[Span, ...] = ()
    stated: bool = False


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount in a unit, beside the words it was read from."""

    amount: float | None
    unit: str | None
    text: str | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Money:
    """A value in a currency (ISO 4217), beside the words it was read from."""

    amount: float | None
    currency: str | None
    text: str | None = None
    per: Literal["total", "unit"] = "total"
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Approval:
    """An act of the Committee or of a State that an exception asks for.

    ``given`` False means that it is known not to have been given.
    """

    by: Literal["committee", "state"]
    kind: Literal["approval", "notification", "determination"]
    given: bool = True
    measure: str | None = None
    exception: str | None = None
    date: When | None = None
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A document that the source refers to as letting the act through: its words as they stand in the ``evidence``.

    Whether there is such a document, and what it covers, is not told by the reference.
    """

    text: str
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class RunningTotal:
    """What was supplied under a cap in its window before this event, given by the caller.

    ``at_least`` marks a sum of what one file shows: others may have supplied more, so it can show that a cap is
    passed and never that it is kept.
    """

    amount: float
    unit: str
    measure: str | None = None
    commodity: str | None = None
    as_of: date | None = None
    includes_this: bool = False
    at_least: bool = False


@dataclass(frozen=True, slots=True)
class Circumstances:
    """Further facts a measure may ask for. None is "not told", never "no".

    ``papers`` are documents that are only referred to, ``approvals`` acts that are known.
    """

    activities: tuple[str, ...] = ()
    approvals: tuple[Approval, ...] | None = None
    papers: tuple[Paper, ...] = ()
    totals: tuple[RunningTotal, ...] | None = None
    reported: bool | None = None
    contract: date | None = None
    end_use: str | None = None
    purpose: str | None = None
    purpose_evidence: tuple[Span, ...] = ()
    host: str | None = None
    ship_to_ship: bool | None = None
    subject: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureRef:
    """A measure as it is cited."""

    measure: str
    cite: str
    title: str


@dataclass(frozen=True, slots=True)
class Event:
    """One act on one object between one pair of parties, each field with its evidence.

    ``stance`` is the report's; it never enters a verdict. ``negated`` marks an act of which
    it is told that it did not take place. ``measures`` are those that a statement of law
    speaks of, as far as its goods and direction tell.
    """

    id: str
    type: EventType
    stance: EventStance = "asserted"
    date: When | None = None
    manner: tuple[Manner, ...] = ()
    supplier: Role | None = None
    recipient: Role | None = None
    item: Item | None = None
    origin: Role | None = None
    destination: Role | None = None
    intermediary: Role | None = None
    via: tuple[Role, ...] = ()
    vessel: Role | None = None
    quantity: Quantity | None = None
    value: Money | None = None
    hs: tuple[HsCode, ...] = ()
    circumstances: Circumstances = Circumstances()
    evidence: tuple[Span, ...] = ()
    statements: tuple[str, ...] = ()
    hedge: Span | None = None
    negated: bool = False
    rule: str = ""
    measures: tuple[MeasureRef, ...] = ()
    notes: tuple[str, ...] = ()
