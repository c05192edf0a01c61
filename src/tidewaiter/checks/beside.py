"""What a row shows beside its supply: a bank of the target on the way of the money, a ship under the target's flag.

The goods may be free, and the measures on banks and ships hold all the same. Each such cell is a remark with the
paragraphs that speak of the conduct it points to, as the law answers for it on the day of the row; nobody tells here
whether an account was kept or a ship was hired, so the verdict of the row stays what it is.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.checks.remarks import Cells, Reason, Remark
from tidewaiter.checks.words import signs
from tidewaiter.datafile import read
from tidewaiter.law.apply import BINDING, apply
from tidewaiter.law.direction import name_of
from tidewaiter.model import Circumstances, Event, Role, Span
from tidewaiter.model.measure import Regime

BANKS = ("payer_bank", "payee_bank", "banks_between")
"""The fields that name a bank; further cells of one of them are ``banks_between 2``, ``banks_between 3``, and so on."""

# four letters of the bank, two of its country, two of its town, three of its branch
_BIC = re.compile(r"(?<![A-Z0-9])[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?(?![A-Z0-9])")


@dataclass(frozen=True, slots=True)
class Conduct:
    """Acts that a cell points to: how they are spoken of, and the question that comes first."""

    acts: tuple[str, ...]
    said: str
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Beside:
    """``beside.yaml`` as it is written; its comments say what each entry means."""

    banks: dict[str, str]
    names: dict[str, str]
    bank: tuple[Conduct, ...]
    flag: tuple[Conduct, ...]


@functools.cache
def beside() -> Beside:
    """The file's entries."""
    return read(Path(__file__).with_name("beside.yaml"), Beside)


def remarks(event: Event, cells: Cells, regime: Regime) -> Iterator[Remark]:
    """The banks and the ship of a row, where they are the target's."""
    for field, cell in cells.items():
        spoken = beside().banks.get(field.partition(" ")[0])
        if spoken and (sign := bank_sign(cell.quote, regime.target)):
            yield _bank(spoken, sign, cell, event, regime)
    if event.vessel is not None and event.vessel.flag == regime.target:
        yield _ship(event, cells, regime)


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


@functools.cache
def _names(target: str) -> re.Pattern[str]:
    listed = [name.strip() for name in beside().names.get(target, "").split(";") if name.strip()]
    words = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in sorted(listed, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{words})(?!\w)" if words else "(?!)", re.IGNORECASE)


def _bank(spoken: str, sign: str, cell: Span, event: Event, regime: Regime) -> Remark:
    name = name_of(regime.target)
    what = f"{spoken}, {cell.quote.strip()!r}, is a bank of {name} ({sign})"
    actor = Role(text=cell.quote.strip(), country=regime.target, evidence=(cell,))
    return _remark(
        "bank-of-the-target", what, beside().bank, Event(event.id, "other", supplier=actor), event, regime, cell
    )


def _ship(event: Event, cells: Cells, regime: Regime) -> Remark:
    spans = tuple(cells[field] for field in ("flag", "vessel") if field in cells)[:1]
    what = f"the ship sails under the flag of {name_of(regime.target)}"
    return _remark(
        "flag-of-the-target", what, beside().flag, Event(event.id, "other", vessel=event.vessel), event, regime, *spans
    )


def _remark(
    kind: str, what: str, conducts: tuple[Conduct, ...], act: Event, row: Event, regime: Regime, *spans: Span
) -> Remark:
    said, ask = [], []
    for conduct in conducts:
        answered = _law(conduct, act, row, regime)
        if answered is not None:
            said.append(f"{conduct.said}: {answered[0]}")
            ask += [*([conduct.ask] if conduct.ask else []), *answered[1]]
    told = f"{what}. {'. '.join(said)}" if said else what
    return Remark(kind, told, (Reason(what, evidence=spans),), tuple(dict.fromkeys(ask)), evidence=spans)


def _law(conduct: Conduct, act: Event, row: Event, regime: Regime) -> tuple[str, tuple[str, ...]] | None:
    """What the regime says of a conduct on the day of the row, and its questions; None without a measure in force."""
    event = Event(
        act.id,
        act.type,
        date=row.date,
        supplier=act.supplier,
        vessel=act.vessel,
        circumstances=Circumstances(activities=conduct.acts),
    )
    found = apply(event, regime)
    force = {measure.id: measure.force for measure in regime.measures}
    # what turns on the goods as well speaks of cash or gold, and not of every transfer
    waiting = [one for one in found.dormant if force[one.measure] in BINDING and ";" not in one.needs]
    waiting = [] if found.findings else waiting
    if not found.findings and not waiting:
        return None
    cites: dict[str, list[str]] = {}
    for verdict, cite in (
        *((one.verdict, one.cite) for one in found.findings),
        *(("open", one.cite) for one in waiting),
    ):
        cites.setdefault(verdict, []).append(cite)
    asked = (*(question for one in found.findings for question in one.ask), *(one.needs for one in waiting))
    said = "; ".join(f"{verdict} under {' and '.join(listed)}" for verdict, listed in cites.items())
    return said, tuple(dict.fromkeys(asked))
