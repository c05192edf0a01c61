"""The law as data: a regime, its measures, their conditions and exceptions.

A measure is one prohibition, duty, cap or exemption of one paragraph. It holds when all of
its conditions do; exceptions defeat it (defeasible logic, as in Catala). Every value that
changes over time is dated and carries its own reference.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Direction = Literal["to", "from", "either", "nationals"]
Force = Literal["decides", "clarifies", "calls-upon", "demands", "permits", "recalls", "states"]
HsBasis = Literal["in_text", "national_list", "indicative", "described"]
Tie = Literal["code", "description"]


@dataclass(frozen=True, slots=True)
class InForce:
    """First and last day of effect, both included; ``until`` None: still in force."""

    since: date
    reference: str
    until: date | None = None
    until_reference: str | None = None


@dataclass(frozen=True, slots=True)
class GoodsScope:
    """Goods by code and by description.

    ``hs`` are digit strings, matched as prefixes of an item's code; ``kinds`` names of goods
    from the vocabulary; ``not_kinds`` and ``not_hs`` goods that share the heading and stay outside.
    ``basis`` says whether the paragraph prints the codes itself. ``tie`` "description"
    marks headings that hold other goods too, so that a code alone does not decide. ``words`` are names, one of which
    in the item's words puts it inside ("Tu-204").
    """

    reference: str
    basis: HsBasis
    hs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    not_hs: tuple[str, ...] = ()
    tie: Tie = "code"
    words: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a unit: ``barrel``, ``tonne``, or a currency (ISO 4217)."""

    amount: float
    unit: str


@dataclass(frozen=True, slots=True)
class CapLimit:
    """A ceiling over all States together in one window.

    ``rule`` "lower": passing any one limit is over; "either": the limit in the unit that is
    told decides. ``renews`` is the month and day ("12-22") on which a new window begins each year;
    without it the window runs from ``since`` to ``until``. ``basis`` "recalled" marks a figure not yet
    checked against the document. ``equivalence`` says who holds the limits to be one amount in two units,
    where the paragraph itself gives only one of them.
    """

    reference: str
    since: date
    limits: tuple[Amount, ...]
    window: str
    rule: Literal["lower", "either"]
    until: date | None = None
    renews: str | None = None
    kinds: tuple[str, ...] = ()
    basis: Literal["sourced", "recalled"] = "sourced"
    equivalence: str | None = None


@dataclass(frozen=True, slots=True)
class Dated:
    """A day that decides something, with the place in the law that fixes it."""

    date: date
    reference: str


@dataclass(frozen=True, slots=True)
class PartyScope:
    """Which part in the event must be listed, or of the target State.

    ``roles``: supplier, recipient, intermediary, vessel, any.
    """

    roles: tuple[str, ...]
    designated: bool


@dataclass(frozen=True, slots=True)
class Conditions:
    """The closed set of conditions; a field left out is not asked. See docs/concepts/law.md."""

    act: tuple[str, ...] | None = None
    direction: Direction | None = None
    goods: tuple[GoodsScope, ...] | None = None
    luxury: tuple[str, ...] | None = None
    party: PartyScope | None = None
    flag: str | None = None
    ship_to_ship: bool | None = None
    origin: Literal["target", "elsewhere"] | None = None
    route: tuple[str, ...] | None = None
    destination: Literal["target", "elsewhere"] | None = None
    new: bool | None = None
    cap: tuple[CapLimit, ...] | None = None
    reported: bool | None = None
    end_use: tuple[str, ...] | None = None
    purpose: tuple[str, ...] | None = None
    subject: tuple[str, ...] | None = None
    determination: Literal["state", "committee"] | None = None
    contract_before: Dated | None = None
    until: Dated | None = None
    due: Dated | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """An act of the Committee or of a State without which an exception does not hold."""

    by: Literal["committee", "state"]
    kind: Literal["approval", "notification", "determination"]


@dataclass(frozen=True, slots=True)
class ExceptionRule:
    """A labelled defeater.

    It holds where all of ``when`` hold, none of ``not_if`` does, and ``needs`` are met.
    ``burden`` "open": while its facts are unknown the measure is undetermined; "shown": it
    counts only where somebody shows it, and until then is only named as a question. Where the conditions of ``open_if``
    hold it is open all the same; where those of ``near_if`` do, its question stands beside the verdict.
    """

    code: str
    title: str
    reference: tuple[str, ...]
    burden: Literal["open", "shown"] = "shown"
    when: Conditions | None = None
    not_if: tuple[Conditions, ...] = ()
    needs: tuple[Need, ...] = ()
    open_if: Conditions | None = None
    near_if: Conditions | None = None
    outcome: str | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One prohibition, duty, cap or exemption of one paragraph.

    ``basis`` is about the paragraph's number ("recalled": not yet checked against the
    document), ``confidence`` about its content. ``through`` names the measures in which this
    paragraph works (a list update works through the ban that uses the list);
    ``not_modelled`` says why no condition decides it. ``duty`` names who must act where the
    paragraph binds a State to do something rather than to leave it.
    """

    id: str
    paragraph: str
    title: str
    kind: str
    force: Force
    binds: tuple[str, ...]
    basis: Literal["sourced", "recalled"]
    confidence: Literal["high", "medium", "low"]
    in_force: InForce
    when: Conditions | None = None
    unless: tuple[ExceptionRule, ...] = ()
    use: tuple[str, ...] = ()
    through: tuple[str, ...] = ()
    not_modelled: str | None = None
    duty: Literal["host-state", "flag-state", "port-state", "every-state"] | None = None
    amends: tuple[str, ...] = ()
    amended_by: tuple[str, ...] = ()
    superseded_by: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: str | None = None
    resolution: str = ""
    document: str = ""


def cite(measure: Measure) -> str:
    """The citation of a measure's paragraph: "S/RES/2397 (2017), para. 7"."""
    return f"{measure.document}, para. {measure.paragraph}"


@dataclass(frozen=True, slots=True)
class LuxuryItem:
    """One entry of a list of luxury goods; ``more_than`` is a floor per piece.

    ``perhaps`` are kinds of which some goods are meant ("fine clothes" among clothes): of those it is a question.
    """

    label: str
    kinds: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    not_kinds: tuple[str, ...] = ()
    not_hs: tuple[str, ...] = ()
    tie: Tie = "description"
    more_than: Amount | None = None
    more_than_basis: Literal["sourced", "recalled"] | None = None


@dataclass(frozen=True, slots=True)
class LuxuryList:
    """Goods that the Council, or a State, names as luxury goods."""

    id: str
    by: Literal["UN", "State"]
    title: str
    reference: str
    since: date | None
    items: tuple[LuxuryItem, ...]
    states: tuple[str, ...] = ()
    exhaustive: bool = False
    until: date | None = None
    confidence: str | None = None
    notes: str | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A name for goods that measures and lexicons share; ``broader`` kinds include it.

    ``end_use`` is what such goods serve by their nature ("military").
    """

    id: str
    label: str
    broader: tuple[str, ...] = ()
    hs: tuple[str, ...] = ()
    end_use: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """A kind of conduct that a measure forbids or asks for, with everyday words for it.

    ``aside`` says when its words, within a description of goods, ask whether it took place as well: "named" where the
    description names the target too, "any" on every row with an end there.
    """

    id: str
    label: str
    words: tuple[str, ...] = ()
    aside: Literal["named", "any"] | None = None


@dataclass(frozen=True, slots=True)
class Term:
    """A word of a closed list (a manner, purpose, end use or subject) and everyday words for it.

    ``ask`` is the question that tells whether it holds.
    """

    kind: Literal["manner", "purpose", "end-use", "subject"]
    id: str
    words: tuple[str, ...] = ()
    ask: str | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Regime:
    """A whole regime as loaded: its measures in citation order, lists and vocabulary.

    ``target`` is the ISO code of the State under sanctions; ``sha256`` is the hash over all
    of its files, so that a finding can say on which text it rests. ``names`` are words by which
    a report speaks of the target that no table of places holds.
    """

    id: str
    title: str
    target: str
    version: str
    as_of: date
    sha256: str
    status: str
    measures: tuple[Measure, ...]
    exceptions: tuple[ExceptionRule, ...]
    luxury: tuple[LuxuryList, ...]
    kinds: tuple[Kind, ...]
    acts: tuple[Act, ...]
    disputed_by: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
