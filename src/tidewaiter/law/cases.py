"""Events written by hand: the shape of the tests beside the measures and of ``law apply FILE``.

A case is a name, a day, an event, and what is expected of it:

    - name: A passenger car given as a present is still a supply
      on: 2024-02-18
      event: {type: transfer, manner: gift, supplier: {country: RU}, recipient: {country: KP},
              item: {text: passenger car, hs: ["8703"]}, destination: KP}
      expect: {UNSCR-2397-OP7: prohibited}
      never: [UNSCR-2397-OP6]

A field left out is unknown, not absent. Countries may be codes or names; amounts numbers or
words ("106,094 barrels"). See docs/guides/write-an-event.md.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date as Day
from pathlib import Path
from typing import Literal, get_args

from tidewaiter import places
from tidewaiter.datafile import Tree, convert, read_tree
from tidewaiter.errors import RegimeError, TidewaiterError
from tidewaiter.law.apply import Assessment, apply, examine
from tidewaiter.law.facts import facts
from tidewaiter.law.load import acts_by_word, terms
from tidewaiter.model import (
    Approval,
    Circumstances,
    Designation,
    Event,
    EventStance,
    EventType,
    HsCode,
    Item,
    Manner,
    Money,
    Quantity,
    Role,
    RunningTotal,
    Verdict,
    When,
    read_when,
)
from tidewaiter.model.measure import Regime

Classify = Callable[[Event], Event]


@dataclass(frozen=True, slots=True)
class _Party:
    country: str | None = None
    name: str | None = None
    text: str | None = None
    kind: str | None = None
    designated: bool | None = None
    listed: bool | None = None
    list: str | None = None
    flag: str | None = None
    imo: str | None = None
    port: str | None = None
    place: str | None = None
    city: str | None = None
    nationality: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    text: str | None = None
    hs: str | tuple[str, ...] = ()
    kinds: str | tuple[str, ...] = ()
    edition: str | None = None
    new: bool | None = None
    used: bool | None = None
    condition: Literal["new", "used"] | None = None
    make: str | None = None
    model: str | None = None
    described: bool | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class _Amount:
    amount: float | None = None
    value: float | None = None
    unit: str | None = None
    currency: str | None = None
    per: Literal["total", "unit"] = "total"


@dataclass(frozen=True, slots=True)
class _Total:
    amount: float | None = None
    quantity: float | None = None
    value: float | None = None
    unit: str | None = None
    currency: str | None = None
    measure: str | None = None
    commodity: str | None = None
    includes_this: bool = False
    as_of: Day | None = None


@dataclass(frozen=True, slots=True)
class _Approval:
    by: Literal["committee", "state"] = "committee"
    kind: Literal["approval", "notification", "determination"] = "approval"
    given: bool = True
    measure: str | None = None
    exception: str | None = None


_Place = str | _Party
_Totals = tuple[_Total, ...] | _Total | dict[str, _Total | float | str] | str


@dataclass(frozen=True, slots=True)
class _Event:
    type: str = "transfer"
    stance: EventStance = "asserted"
    manner: str | tuple[str, ...] = ()
    date: str | None = None
    supplier: _Place | None = None
    recipient: _Place | None = None
    intermediary: _Place | None = None
    item: str | _Item | None = None
    hs: str | tuple[str, ...] = ()
    origin: _Place | None = None
    destination: _Place | None = None
    via: str | tuple[_Place, ...] = ()
    vessel: _Place | None = None
    quantity: str | _Amount | None = None
    value: str | _Amount | None = None
    end_use: str | None = None
    purpose: str | None = None
    approvals: tuple[str | _Approval, ...] | None = None
    running_totals: tuple[_Total, ...] | None = None
    running_total: str | _Total | None = None
    reported: bool | None = None
    contract: Day | None = None
    host: _Place | None = None
    activities: str | tuple[str, ...] = ()
    ship_to_ship: bool | None = None
    subject: str | None = None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    event: _Event
    on: str | None = None
    expect: dict[str, Verdict] | None = None
    never: tuple[str, ...] = ()
    outcome: dict[str, str] | None = None
    ask: tuple[str, ...] = ()
    # where the case comes from: kept in the file, asked by no measure
    id: str | None = None
    title: str | None = None
    facts: str | None = None
    notes: str | None = None
    source: str | None = None
    sources: tuple[str, ...] = ()
    url: str | None = None
    urls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Case:
    """A named event with what is expected of it; ``line`` is where it stands in its file.

    ``notes`` name fields of the file that no measure asks for and that were not used.
    """

    name: str
    event: Event
    expect: tuple[tuple[str, Verdict], ...] = ()
    never: tuple[str, ...] = ()
    outcome: tuple[tuple[str, str], ...] = ()
    path: str = ""
    line: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a case came to: the assessment, and each expectation that was not met."""

    case: Case
    assessment: Assessment
    misses: tuple[str, ...] = ()


def read_cases(path: Path) -> tuple[tuple[Case, ...], tuple[TidewaiterError, ...]]:
    """The cases of a YAML file, and an error for each that could not be read.

    Raises RegimeError where the file as a whole is no list of cases.
    """
    tree = read_tree(path, RegimeError)
    if isinstance(tree.value, dict) and isinstance(tree.value.get("cases"), list):
        steps: tuple[str | int, ...] = ("cases",)
        rows = tree.value["cases"]
    else:
        steps, rows = (), tree.value
    if not isinstance(rows, list) or not rows:
        raise RegimeError(
            "no cases: the file is not a list", path=str(path), line=1, hint="begin each case with '- name: ...'"
        )
    cases: list[Case] = []
    errors: list[TidewaiterError] = []
    for i in range(len(rows)):
        try:
            cases.append(_case(tree, (*steps, i)))
        except TidewaiterError as error:
            errors.append(error)
    return tuple(cases), tuple(errors)


def run(case: Case, regime: Regime, *, classify: Classify | None = None) -> Outcome:
    """Applies the regime to a case and compares it with what is expected.

    ``classify`` may add goods to the event's item (the law itself reads no descriptions).
    """
    event = classify(case.event) if classify else case.event
    assessment = apply(event, regime)
    return Outcome(case, assessment, tuple(_misses(case, event, assessment, regime)))


def _misses(case: Case, event: Event, assessment: Assessment, regime: Regime) -> Iterator[str]:
    found = {finding.measure: finding for finding in assessment.findings}
    known = {measure.id: measure for measure in regime.measures}
    for measure, wanted in case.expect:
        if measure not in known:
            yield f"{measure} is not a measure of this regime"
            continue
        got = found[measure].verdict if measure in found else "not_covered"
        if got != wanted:
            finding = found.get(measure) or examine(known[measure], facts(event, regime), regime)
            why = "; ".join(c.why for c in finding.conditions if c.answer != "yes") or "every condition holds"
            yield f"{measure}: expected {wanted}, got {got} ({why})"
    for measure in case.never:
        if measure in found:
            yield f"{measure}: must not be cited, but is {found[measure].verdict}"
    for measure, wanted_outcome in case.outcome:
        got_outcome = found[measure].outcome if measure in found else None
        if got_outcome != wanted_outcome:
            yield f"{measure}: expected the outcome {wanted_outcome!r}, got {got_outcome!r}"


# --- from the tree to the event -------------------------------------------------------------


def _case(tree: Tree, at: tuple[str | int, ...]) -> Case:
    notes = tuple(_set_aside(tree, at))
    raw = convert(tree, _Case, RegimeError, at=at)
    line, _ = tree.place(at)

    def fail(key: str, what: str, hint: str | None = None) -> RegimeError:
        where = tree.place((*at, "event", key) if key else at)
        return RegimeError(what, path=tree.path, line=where[0], column=where[1], hint=hint)

    if raw.on and raw.event.date:
        raise fail("date", "the day stands twice: in 'on' and in the event's 'date'", "keep one")
    return Case(
        name=raw.name,
        event=_event(raw.event, raw.on, line, fail),
        expect=tuple((raw.expect or {}).items()),
        never=raw.never,
        outcome=tuple((raw.outcome or {}).items()),
        path=tree.path,
        line=line,
        notes=notes,
    )


def _set_aside(tree: Tree, at: tuple[str | int, ...]) -> Iterator[str]:
    """Takes fields out that no measure asks for, and names them.

    A field that looks like a misspelt one stays, so that it is refused: an answer on less
    evidence than was given would be worse than none.
    """
    case = tree.value
    for step in at:
        case = case[step]
    if not isinstance(case, dict) or not isinstance(case.get("event"), dict):
        return
    event, under = case["event"], (*at, "event")
    maps: list[tuple[tuple[str | int, ...], dict[str, object], type]] = [(at, case, _Case), (under, event, _Event)]
    maps += [((*under, key), event[key], _Party) for key in _PARTIES if isinstance(event.get(key), dict)]
    if isinstance(event.get("item"), dict):
        maps.append(((*under, "item"), event["item"], _Item))
    for steps, mapping, kind in maps:
        known = [field.name for field in fields(kind)]
        for key in list(mapping):
            if key not in known and not difflib.get_close_matches(key, known, n=1, cutoff=0.75):
                line, column = tree.keys[(*steps, key)]
                del mapping[key]
                yield f"{tree.path}:{line}:{column}: the field {key!r} is not one that a measure asks for; not used"


_PARTIES = ("supplier", "recipient", "intermediary", "vessel", "origin", "destination", "host")


Fail = Callable[..., RegimeError]


def _event(raw: _Event, on: str | None, line: int, fail: Fail) -> Event:
    item, codes = _item(raw, fail)
    type_, activities = _type(raw, fail)
    return Event(
        id=f"case-{line}",
        type=type_,
        stance=raw.stance,
        date=_when(on or raw.date, fail),
        manner=tuple(_manner(word, fail) for word in _words(raw.manner)),
        supplier=_role(raw.supplier, "supplier", fail),
        recipient=_role(raw.recipient, "recipient", fail),
        intermediary=_role(raw.intermediary, "intermediary", fail),
        item=item,
        origin=_role(raw.origin, "origin", fail),
        destination=_role(raw.destination, "destination", fail),
        via=_via(raw.via, fail),
        vessel=_vessel(raw.vessel, fail),
        quantity=_quantity(raw.quantity, fail),
        value=_money(raw.value, fail),
        hs=codes,
        circumstances=_circumstances(raw, activities, fail),
        negated=raw.negated,
    )


def _type(raw: _Event, fail: Fail) -> tuple[EventType, tuple[str, ...]]:
    """The type; an act of the vocabulary given as one ("insurance") is another event of that act."""
    activities = tuple(_activity(word, fail) for word in _words(raw.activities))
    known: dict[str, EventType] = {name: name for name in get_args(EventType)}
    if raw.type in known:
        return known[raw.type], activities
    act = acts_by_word().get(raw.type.casefold())
    if act is None:
        raise fail("type", f"{raw.type!r} is not a type of event", f"one of {', '.join(known)}, or an act of acts.yaml")
    return "other", (act, *activities)


def _activity(word: str, fail: Fail) -> str:
    act = acts_by_word().get(word.casefold())
    if act is None:
        close = difflib.get_close_matches(word.casefold(), list(acts_by_word()), n=1)
        hint = f"did you mean {close[0]!r}?" if close else "see law/data/acts.yaml"
        raise fail("activities", f"{word!r} is not a known act", hint)
    return act


def _term(kind: str, word: str | None) -> str | None:
    """The id of a word of a closed list; a word that is none is kept as told."""
    if word is None:
        return None
    folded = word.strip().casefold()
    for term in terms():
        if term.kind == kind and (folded == term.id or folded in term.words):
            return term.id
    words = [(w, term.id) for term in terms() if term.kind == kind for w in (term.id.replace("-", " "), *term.words)]
    inside = [name for w, name in words if re.search(rf"(?<!\w){re.escape(w)}(?!\w)", folded)]
    return inside[0] if len(set(inside)) == 1 else word


def _manner(word: str, fail: Fail) -> Manner:
    found = _term("manner", word)
    known: dict[str, Manner] = {name: name for name in get_args(Manner)}
    if found not in known:
        raise fail("manner", f"{word!r} is not a known manner", f"one of {', '.join(known)}")
    return known[found]


def _when(text: str | None, fail: Fail) -> When | None:
    if text is None:
        return None
    try:
        return read_when(text)
    except ValueError as bad:
        raise fail("", str(bad), "write 2024-02-18, 2024-02, 2024, or 2017-12-22/2018-01-21") from None


def _country(text: str, key: str, fail: Fail) -> str:
    """The code of a country given as a code or a name; an ambiguous name is refused."""
    match = places.find(text)
    if match.place is None:
        raise fail(key, f"{text!r} is not a country that can be told: {match.why}", "give the two-letter ISO code")
    return match.place.code


def _role(raw: _Place | None, key: str, fail: Fail) -> Role | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        match = places.find(raw)
        return Role(text=raw, name=match.locality, country=_country(raw, key, fail))
    named = raw.port or raw.place or raw.city
    port = places.find(named) if named else None
    told = raw.country or raw.nationality
    code = _country(told, key, fail) if told else None
    return Role(
        text=raw.text or raw.name or named,
        name=(port.locality if port else None) or raw.name,
        country=code or (port.place.code if port and port.place else None),
        kind=raw.kind,
        designations=_designations(raw),
        flag=_country(raw.flag, key, fail) if raw.flag else None,
        imo=raw.imo,
    )


def _designations(raw: _Party) -> tuple[Designation, ...] | None:
    told = raw.designated if raw.designated is not None else raw.listed
    if told is None:
        return (Designation(raw.list),) if raw.list else None
    return (Designation(raw.list or "as told"),) if told else ()


def _via(raw: str | tuple[_Place, ...], fail: Fail) -> tuple[Role, ...]:
    parts: tuple[_Place, ...] = (raw,) if isinstance(raw, str) else raw
    return tuple(role for part in parts if (role := _role(part, "via", fail)))


def _vessel(raw: _Place | None, fail: Fail) -> Role | None:
    if isinstance(raw, str):
        return Role(text=raw, name=raw, kind="vessel")
    role = _role(raw, "vessel", fail)
    return replace(role, kind="vessel", flag=role.flag or role.country) if role else None


def _item(raw: _Event, fail: Fail) -> tuple[Item | None, tuple[HsCode, ...]]:
    given = _Item(text=raw.item) if isinstance(raw.item, str) else raw.item or _Item()
    codes = (*_words(given.hs), *_words(raw.hs))
    for code in codes:
        if not re.fullmatch(r"\d{2,10}", code.replace(".", "").replace(" ", "")) or len(code) % 2:
            raise fail(
                "item", f"{code!r} is not an HS code", 'write 2, 4, 6, 8 or 10 digits in quotation marks: "8703"'
            )
    hs = tuple(HsCode(code.replace(".", "").replace(" ", ""), given.edition, declared=True) for code in codes)
    if raw.item is None:
        return None, hs
    new = given.new if given.new is not None else None if given.used is None else not given.used
    if given.condition:
        new = given.condition == "new"
    return Item(
        text=given.text,
        country=_country(given.country, "item", fail) if given.country else None,
        kinds=_words(given.kinds),
        make=given.make,
        model=given.model,
        described=given.described,
        new=new,
    ), hs


def _words(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


_UNITS = {
    "barrel": ("barrel", "barrels", "bbl", "bbls"),
    "tonne": ("tonne", "tonnes", "ton", "tons", "t", "mt", "metric ton", "metric tons"),
    "piece": ("piece", "pieces", "pcs", "unit", "units", "item", "items"),
    "kg": ("kg", "kilogram", "kilograms"),
}
_NUMBER = re.compile(r"(?P<number>\d[\d,]*(?:\.\d+)?)\s*(?P<unit>.*)")


def _unit(text: str | None) -> str | None:
    if text is None:
        return None
    folded = text.strip().casefold().rstrip(".")
    return next((unit for unit, words in _UNITS.items() if folded in words), text.strip())


def _parse(text: str, key: str, fail: Fail) -> tuple[float, str | None]:
    hit = _NUMBER.fullmatch(text.strip())
    if not hit:
        raise fail(key, f"{text!r} is not an amount", 'write {amount: 1000, unit: barrel} or "1000 barrels"')
    return float(hit["number"].replace(",", "")), hit["unit"] or None


def _quantity(raw: str | _Amount | None, fail: Fail) -> Quantity | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        amount, unit = _parse(raw, "quantity", fail)
        return Quantity(amount, _unit(unit) or "piece", raw)
    told = raw.amount if raw.amount is not None else raw.value
    return Quantity(told, _unit(raw.unit))


def _money(raw: str | _Amount | None, fail: Fail) -> Money | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        front = re.fullmatch(r"([A-Za-z]{3})\s*(.+)", raw.strip())
        amount, unit = _parse(f"{front[2]} {front[1]}" if front else raw, "value", fail)
        return Money(amount, unit.upper() if unit else None, raw)
    told = raw.amount if raw.amount is not None else raw.value
    currency = raw.currency or raw.unit
    return Money(told, currency.upper() if currency else None, per=raw.per)


def _approvals(raw: tuple[str | _Approval, ...] | None, fail: Fail) -> tuple[Approval, ...] | None:
    if raw is None:
        return None
    out = []
    for one in raw:
        given = _approval_word(one, fail) if isinstance(one, str) else one
        out.append(Approval(given.by, given.kind, given.given, given.measure, given.exception))
    return tuple(out)


def _approval_word(word: str, fail: Fail) -> _Approval:
    by, _, kind = word.replace("-", "_").partition("_")
    kinds: dict[str, Literal["approval", "notification", "determination"]] = {
        "": "approval", "approval": "approval", "exemption": "approval", "notification": "notification",
        "notice": "notification", "determination": "determination",
    }  # fmt: skip
    if by not in ("committee", "state") or kind not in kinds:
        raise fail(
            "approvals",
            f"{word!r} is not an approval",
            "write committee_approval, committee_notification or state_determination",
        )
    return _Approval(by="committee" if by == "committee" else "state", kind=kinds[kind])


def _totals(raw: _Event, fail: Fail) -> tuple[RunningTotal, ...] | None:
    given: list[_Total] = list(raw.running_totals or ())
    if isinstance(raw.running_total, str):
        amount, unit = _parse(raw.running_total, "running_total", fail)
        given.append(_Total(amount=amount, unit=unit))
    elif raw.running_total is not None:
        given.append(raw.running_total)
    if not given:
        return None if raw.running_totals is None else ()
    return tuple(_total(one, fail) for one in given)


def _total(raw: _Total, fail: Fail) -> RunningTotal:
    amount = next((n for n in (raw.amount, raw.quantity, raw.value) if n is not None), None)
    unit = _unit(raw.unit) or (raw.currency and raw.currency.upper())
    if amount is None or unit is None:
        raise fail(
            "running_totals",
            "a running total needs an amount and a unit",
            "{measure: UNSCR-2397-OP5, amount: 400000, unit: barrel}",
        )
    return RunningTotal(amount, unit, raw.measure, raw.commodity, raw.as_of, raw.includes_this)


def _circumstances(raw: _Event, activities: tuple[str, ...], fail: Fail) -> Circumstances:
    host = _role(raw.host, "host", fail)
    return Circumstances(
        activities=activities,
        approvals=_approvals(raw.approvals, fail),
        totals=_totals(raw, fail),
        reported=raw.reported,
        contract=raw.contract,
        end_use=_term("end-use", raw.end_use),
        purpose=_term("purpose", raw.purpose),
        host=host.country if host else None,
        ship_to_ship=raw.ship_to_ship,
        subject=_term("subject", raw.subject),
    )


FIELDS = tuple(field.name for field in fields(_Event))
