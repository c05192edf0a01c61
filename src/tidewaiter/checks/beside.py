"""What a row shows beside its supply: a bank or a ship of the target, goods passed at sea, people of it at work.

The goods may be free, and the measures on banks and ships hold all the same. Each such cell is a remark with the
paragraphs that speak of the conduct it points to, as the law answers for it on the day of the row; nobody tells here
whether an account was kept or a ship was hired, so these findings are undetermined.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from tidewaiter.checks.ends import End, ends
from tidewaiter.checks.remarks import Cells, Reason, Remark
from tidewaiter.checks.words import HYPHENS, any_word, signs
from tidewaiter.datafile import read
from tidewaiter.law.apply import BINDING, Assessment, apply
from tidewaiter.law.direction import name_of
from tidewaiter.model import Circumstances, ConditionAnswer, Event, Finding, Role, Span
from tidewaiter.model.measure import Regime

CONDUCT = "conduct"
"""The condition of a finding that asks whether anybody did what a cell points to."""

BANKS = ("payer_bank", "payee_bank", "banks_between")
"""The fields that name a bank; further cells of one of them are ``banks_between 2``, ``banks_between 3``, and so on."""

# four letters of the bank, two of its country, two of its town, three of its branch
_BIC = re.compile(r"(?<![A-Z0-9])[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Conduct:
    """Acts that a cell points to: how they are spoken of, what is not told of them, the question that comes first."""

    acts: tuple[str, ...]
    said: str
    doubt: str
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Money:
    """Goods that are money: kinds of ``law/data/kinds.yaml`` and codes."""

    kinds: tuple[str, ...]
    hs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A cell that points to conduct: the remark's kind, what it shows, the conduct, and who or which ship it is."""

    kind: str
    what: str
    conducts: tuple[Conduct, ...]
    spans: tuple[Span, ...]
    supplier: Role | None = None
    vessel: Role | None = None
    goods: bool = False


@dataclass(frozen=True, slots=True)
class Seen:
    """A cell that points to conduct, and what the regime says of each of its conducts on the day of the row."""

    pointer: _Pointer
    answers: tuple[tuple[Conduct, Assessment], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """``beside.yaml`` as it is written; its comments say what each entry means."""

    banks: dict[str, str]
    names: dict[str, str]
    at_sea: str
    workers: str
    money: Money
    bank: tuple[Conduct, ...]
    flag: tuple[Conduct, ...]
    ship_to_ship: tuple[Conduct, ...]
    labour: tuple[Conduct, ...]
    courier: tuple[Conduct, ...]


@functools.cache
def beside() -> Beside:
    """The file's entries."""
    return read(Path(__file__).with_name("beside.yaml"), Beside)


def seen(event: Event, cells: Cells, regime: Regime) -> tuple[Seen, ...]:
    """The banks and the ship of a row, where they are the target's, and goods passed at sea, with what the law says."""
    return tuple(
        Seen(one, tuple((conduct, apply(_act(conduct, one, event), regime)) for conduct in one.conducts))
        for one in _pointers(event, cells, regime)
    )


def findings(found: Iterable[Seen], regime: Regime) -> tuple[Finding, ...]:
    """What the regime says of the conduct that a row points to, each measure once.

    Whether anybody did so is not told, so what would be prohibited is undetermined; its first condition is ``CONDUCT``.
    """
    out: dict[str, Finding] = {}
    for one in found:
        for conduct, assessed in one.answers:
            for finding in _narrowest(assessed.findings, regime):
                out.setdefault(finding.measure, _undetermined(finding, conduct, one.pointer))
    return tuple(out.values())


def remarks(found: Iterable[Seen], regime: Regime) -> Iterator[Remark]:
    """A remark on each cell that points to conduct, with the paragraphs that speak of it."""
    return (_remark(one, regime) for one in found)


def _pointers(event: Event, cells: Cells, regime: Regime) -> Iterator[_Pointer]:
    name = name_of(regime.target)
    for field, cell in cells.items():
        spoken = beside().banks.get(field.partition(" ")[0])
        sign = bank_sign(cell.quote, regime.target) if spoken else None
        if sign:
            what = f"{spoken}, {cell.quote.strip()!r}, is a bank of {name} ({sign})"
            actor = Role(text=cell.quote.strip(), country=regime.target, evidence=(cell,))
            yield _Pointer("bank-of-the-target", what, beside().bank, (cell,), supplier=actor)
    if event.vessel is not None and event.vessel.flag == regime.target:
        spans = tuple(cells[field] for field in ("flag", "vessel") if field in cells)[:1]
        what = f"the ship sails under the flag of {name}"
        yield _Pointer("flag-of-the-target", what, beside().flag, spans, vessel=event.vessel)
    if _is_money(event) and any(
        role and role.country == regime.target for role in (event.recipient, event.destination)
    ):
        spans = event.item.evidence if event.item else ()
        what = f"cash or gold goes to {name}"
        yield _Pointer("money-as-goods", what, beside().courier, spans, supplier=event.supplier, goods=True)
    yield from _told_in_words(event, cells, regime.target)


def _is_money(event: Event) -> bool:
    declared = tuple(code.code for code in event.hs if code.declared)
    kinds = event.item.kinds if event.item else ()
    return not set(kinds).isdisjoint(beside().money.kinds) or any(
        code.startswith(beside().money.hs) for code in declared
    )


def _told_in_words(event: Event, cells: Cells, target: str) -> Iterator[_Pointer]:
    """Conduct that the words of goods or remarks speak of where they name the target: each kind once."""
    told = [*(event.item.evidence if event.item else ()), *([cells["remarks"]] if "remarks" in cells else [])]
    found: dict[str, _Pointer] = {}
    for cell in dict.fromkeys(told):
        for end in ends(cell.quote):
            if end.code != target:
                continue
            if "ship-to-ship" not in found and any_word(beside().at_sea, between=HYPHENS).search(cell.quote):
                found["ship-to-ship"] = _at_sea(cell, end, target)
            if (
                "people-of-the-target" not in found
                and end.part == "hands"
                and any_word(beside().workers, between=HYPHENS).search(cell.quote)
            ):
                found["people-of-the-target"] = _people(cell, end, target)
    yield from found.values()


def _at_sea(cell: Span, end: End, target: str) -> _Pointer:
    what = f"{cell.quote.strip()!r} speaks of goods passed from ship to ship and of {name_of(target)}"
    ship = Role(text=end.words, country=target, kind="vessel", flag=target, evidence=(cell,))
    return _Pointer("ship-to-ship", what, beside().ship_to_ship, (cell,), supplier=ship)


def _people(cell: Span, end: End, target: str) -> _Pointer:
    what = f"{cell.quote.strip()!r} speaks of people of {name_of(target)} at work"
    people = Role(text=end.words, country=target, evidence=(cell,))
    return _Pointer("people-of-the-target", what, beside().labour, (cell,), supplier=people)


def _act(conduct: Conduct, one: _Pointer, row: Event) -> Event:
    """The conduct as an event of the row's day."""
    return Event(
        row.id,
        "other",
        date=row.date,
        supplier=one.supplier,
        recipient=row.recipient if one.goods else None,
        destination=row.destination if one.goods else None,
        item=row.item if one.goods else None,
        hs=row.hs if one.goods else (),
        vessel=one.vessel,
        circumstances=Circumstances(activities=conduct.acts),
    )


def _narrowest(found: tuple[Finding, ...], regime: Regime) -> Iterator[Finding]:
    """The findings without those of paragraphs that a later decision among them has amended."""
    named = {finding.measure for finding in found}
    later = (measure for measure in regime.measures if measure.id in named and measure.force == "decides")
    amended = {name for measure in later for name in measure.amends}
    return (finding for finding in found if finding.measure not in amended)


def _undetermined(finding: Finding, conduct: Conduct, one: _Pointer) -> Finding:
    why = f"{one.what}; {conduct.doubt}"
    asked = ConditionAnswer(CONDUCT, "unknown", why, ask=conduct.ask, evidence=one.spans)
    ask = tuple(dict.fromkeys((*([conduct.ask] if conduct.ask else []), *finding.ask)))
    return replace(finding, verdict="undetermined", conditions=(asked, *finding.conditions), ask=ask)


def bank_sign(text: str, target: str) -> str | None:
    """What in a cell says that a bank is of a State: the country in its code, its name, a town; else None."""
    for hit in _BIC.finditer(text):
        if hit[1] == target:
            return f"the country in its code {hit[0]!r} is {target}"
    name = _names(target).search(text)
    if name:
        return f"it is known by the name {name[0]!r}"
    found = next((sign for sign in signs(text) if sign.code == target), None)
    return f"{found.words!r} is of {name_of(target)}" if found else None


def bank_names(target: str) -> tuple[str, ...]:
    """The names that banks of a State are known by."""
    names = (name.strip() for name in beside().names.get(target, "").split(";"))
    return tuple(name for name in names if name)


@functools.cache
def _names(target: str) -> re.Pattern[str]:
    listed = sorted(bank_names(target), key=len, reverse=True)
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in listed)
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else "(?!)", re.IGNORECASE)


def _remark(seen: Seen, regime: Regime) -> Remark:
    one = seen.pointer
    said, ask = [], []
    for conduct, assessed in seen.answers:
        answered = _law(assessed, regime)
        if answered is not None:
            said.append(f"{conduct.said}: {answered[0]}")
            ask += [*([conduct.ask] if conduct.ask else []), *answered[1]]
    told = f"{one.what}. {'. '.join(said)}" if said else one.what
    reasons = (Reason(one.what, evidence=one.spans),)
    return Remark(one.kind, told, reasons, tuple(dict.fromkeys(ask)), evidence=one.spans)


def _law(assessed: Assessment, regime: Regime) -> tuple[str, tuple[str, ...]] | None:
    """What the regime says of a conduct, and its questions; None without a measure in force."""
    found = tuple(_narrowest(assessed.findings, regime))
    force = {measure.id: measure.force for measure in regime.measures}
    # what turns on the goods as well speaks of cash or gold, and not of every transfer
    waiting = [one for one in assessed.dormant if force[one.measure] in BINDING and ";" not in one.needs]
    waiting = [] if found else waiting
    if not found and not waiting:
        return None
    cites: dict[str, list[str]] = {}
    for verdict, cite in (*((one.verdict, one.cite) for one in found), *(("open", one.cite) for one in waiting)):
        cites.setdefault(verdict, []).append(cite)
    asked = (*(question for one in found for question in one.ask), *(one.needs for one in waiting))
    said = "; ".join(f"{verdict} under {' and '.join(listed)}" for verdict, listed in cites.items())
    return said, tuple(dict.fromkeys(asked))
