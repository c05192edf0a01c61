"""HS codes in their editions: codes that no edition has, and goods that crossed the border of a measure.

A code is screened as it stands, in its own edition: the one that the row tells, else the one in force on its day, else
the latest that has the code, for many States change over late. A paragraph speaks of goods as they were classed when it
was written. Where a later edition moved some of them over the border of its codes, both codes are said.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tidewaiter.checks.remarks import Reason, Remark
from tidewaiter.checks.wording import is_told
from tidewaiter.goods.editions import EDITIONS, Crossing, Edition, crossings, edition_on, editions_of
from tidewaiter.law.apply import BINDING
from tidewaiter.law.conditions import outside
from tidewaiter.law.facts import Facts, facts
from tidewaiter.model import Event, HsCode
from tidewaiter.model.measure import GoodsScope, Measure, Regime, cite

_SHOWN = 4
# the first of the editions that are known; codes of older rows may be of an older one
_KNOWN_SINCE = date(2012, 1, 1)
_WRITTEN = ("in_text", "national_list")


@dataclass(frozen=True, slots=True)
class _Moved:
    """Goods of a code that lay on the other side of a measure's border when the measure was written."""

    measure: Measure
    written: Edition
    inside: bool
    others: tuple[str, ...]


def remarks(event: Event, regime: Regime) -> Iterator[Remark]:
    """What the editions leave open of a row's declared codes; nothing where the route is not tied to the target."""
    declared = [code for code in event.hs if code.declared and len(code.code) >= 6 and not _is_stable(code.code[:6])]
    if not declared or not is_told(event, regime.target):
        return
    known = facts(event, regime)
    for code in declared:
        edition = _edition(code, known)
        if edition is None:
            continue
        own = _own(code, edition)
        if own != edition:
            yield _unknown(code, edition, own)
        for moved in _moved(code.code, own, known, regime) if own else ():
            yield _crossed(code, own or edition, moved)


@functools.lru_cache(maxsize=8192)
def _is_stable(code: str) -> bool:
    """Whether every edition has the code, and none moved goods of it over a border: then there is nothing to say."""
    return editions_of(code) == EDITIONS and not any(crossings(code, edition) for edition in EDITIONS)


def _edition(code: HsCode, known: Facts) -> Edition | None:
    """The edition a code is to be read in: as told, or the one in force on all days that the row's day may be."""
    told = next((edition for edition in EDITIONS if edition == code.edition), None)
    if code.edition is not None or known.first is None or known.last is None or known.first < _KNOWN_SINCE:
        return told
    first, last = edition_on(known.first), edition_on(known.last)
    return first if first == last else None


def _own(code: HsCode, edition: Edition) -> Edition | None:
    """The edition that has the code: the one it is to be read in, else the latest before it, else a later one."""
    having = editions_of(code.code)
    if edition in having or code.code.startswith(("98", "99")):
        return edition
    earlier = [one for one in having if one < edition]
    return earlier[-1] if earlier else having[0] if having else None


def _unknown(code: HsCode, edition: Edition, own: Edition | None) -> Remark:
    six = code.code[:6]
    if own is None:
        what = f"HS {six} is no code of HS {', '.join(EDITIONS[:-1])} or {EDITIONS[-1]}"
        ask = "Which code was declared? One of its digits may be wrong."
    else:
        what = f"HS {six} is no code of HS {edition}; HS {own} has it, and it is read as such"
        ask = "Which edition of the Harmonized System are the codes written in?"
    return Remark("hs-edition", what, (Reason(what, evidence=code.evidence),), (ask,), evidence=code.evidence)


def _moved(code: str, edition: Edition, known: Facts, regime: Regime) -> Iterator[_Moved]:
    """The measures over whose border an edition moved goods of the code since they were written."""
    for measure, direction, scopes in _bordered(regime):
        if known.ways[direction].answer != "yes" or outside(measure.in_force, known.first, known.last):
            continue
        inside = any(code.startswith(scope.hs) for scope in scopes)
        others = tuple(dict.fromkeys(_others(code, edition, measure, scopes)))
        if others:
            yield _Moved(measure, _written(measure), inside, others)


@functools.lru_cache(maxsize=8)
def _bordered(regime: Regime) -> tuple[tuple[Measure, str, tuple[GoodsScope, ...]], ...]:
    """The measures on goods by code, each with its direction and the scopes whose codes it was written with.

    Codes that are only our reading of a paragraph's words were not written in any edition: there the words decide.
    """
    found = []
    for measure in regime.measures:
        when = measure.when
        if when is None or when.direction is None or measure.force not in BINDING:
            continue
        scopes = [scope for scope in when.goods or () if scope.basis in _WRITTEN and scope.hs and scope.tie == "code"]
        if scopes:
            found.append((measure, when.direction, tuple(scopes)))
    return tuple(found)


def _written(measure: Measure) -> Edition:
    return edition_on(measure.in_force.since)


def _others(code: str, edition: Edition, measure: Measure, scopes: tuple[GoodsScope, ...]) -> Iterator[str]:
    """The codes of the edition a measure was written in that goods of a code lay under, on the border's other side."""
    every = tuple(prefix for scope in scopes for prefix in scope.hs)
    side = code.startswith(every)
    for scope in scopes:
        for other in _across(code, edition, _written(measure), scope.hs):
            if other.startswith(every) != side:
                yield other


@functools.lru_cache(maxsize=8192)
def _across(code: str, edition: Edition, wanted: Edition, border: tuple[str, ...]) -> tuple[str, ...]:
    """Codes beside a code over a border, edition by edition towards the wanted one."""
    return tuple(_beside(code, edition, wanted, border))


def _beside(code: str, edition: Edition, wanted: Edition, border: tuple[str, ...]) -> Iterator[str]:
    here, there = EDITIONS.index(edition), EDITIONS.index(wanted)
    step = 1 if there > here else -1
    for place in range(here, there, step):
        for found in crossings(code, EDITIONS[place]):
            if _leads(found, EDITIONS[place + step], border):
                yield found.other


def _leads(found: Crossing, edition: Edition, border: tuple[str, ...]) -> bool:
    return found.other_edition == edition and found.border == border


def _crossed(code: HsCode, edition: Edition, moved: _Moved) -> Remark:
    where, elsewhere = ("inside", "outside") if moved.inside else ("outside", "inside")
    shown = ", ".join(moved.others[:_SHOWN])
    more = len(moved.others) - _SHOWN
    what = (
        f"HS {code.code[:6]} of {edition} lies {where} the codes of {cite(moved.measure)}, which was written when HS "
        f"{moved.written} was in force; some of its goods lay {elsewhere} then, under {shown}"
        f"{f' and {more} more' if more > 0 else ''}"
    )
    ask = f"Under which code of HS {moved.written} would these goods have been declared?"
    return Remark("hs-border", what, (Reason(what, evidence=code.evidence),), (ask,), evidence=code.evidence)
