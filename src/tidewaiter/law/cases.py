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
from tidewaiter.law.load import acts_by_word, term_of
from tidewaiter.law.spellings import PARTIES, Steps, canonical, currency_of, number_of, settle, spellings, unit_of
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
_Places = str | _Party | tuple[_Place, ...]


@dataclass(frozen=True, slots=True)
class _Event:
    type: str = "transfer"
    stance: EventStance = "asserted"
    manner: str | tuple[str, ...] = ()
    date: str | None = None
    supplier: _Places | None = None
    recipient: _Places | None = None
    intermediary: _Places | None = None
    item: str | _Item | None = None
    hs: str | tuple[str, ...] = ()
    origin: _Places | None = None
    destination: _Places | None = None
    via: _Places | None = None
    vessel: _Places | None = None
    quantity: str | _Amount | None = None
    value: str | _Amount | None = None
    end_use: str | None = None
    purpose: str | None = None
    approvals: tuple[str | _Approval, ...] | None = None
    running_totals: tuple[_Total, ...] | None = None
    reported: bool | None = None
    contract: str | None = None
    host: _Places | None = None
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
    try:
        tree = read_tree(path, RegimeError)
    except RecursionError:
        raise RegimeError(
            "the file is nested without end", path=str(path), hint="an anchor (&) may hold itself (*)"
        ) from None
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
    settle(tree, at, FIELDS)
    notes = list(_set_aside(tree, at))
    try:
        raw = convert(tree, _Case, RegimeError, at=at)
    except RegimeError as error:
        plain = "write true or false" if "bool" in error.what else "the fields: docs/guides/write-an-event.md"
        error.hint = error.hint or plain
        raise
    line, _ = tree.place(at)

    def fail(key: str, what: str, hint: str | None = None) -> RegimeError:
        where = tree.place((*at, "event", key) if key else at)
        return RegimeError(what, path=tree.path, line=where[0], column=where[1], hint=hint)

    def note(key: str, what: str) -> None:
        where = tree.place((*at, "event", key))
        notes.append(f"{tree.path}:{where[0]}:{where[1]}: {what}")

    if raw.on and raw.event.date:
        raise fail("date", "the day stands twice: in 'on' and in the event's 'date'", "keep one")
    return Case(
        name=raw.name,
        event=_event(raw.event, raw.on, line, fail, note),
        expect=tuple((raw.expect or {}).items()),
        never=raw.never,
        outcome=tuple((raw.outcome or {}).items()),
        path=tree.path,
        line=line,
        notes=tuple(notes),
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
    maps += [(steps, party, _Party) for key in PARTIES for steps, party in _party_maps((*under, key), event.get(key))]
    if isinstance(event.get("item"), dict):
        maps.append(((*under, "item"), event["item"], _Item))
    for steps, mapping, kind in maps:
        known = [field.name for field in fields(kind)]
        if kind is _Event and "designated" in mapping:
            line, column = tree.place((*steps, "designated"))
            hint = "write it with the party: recipient: {country: KP, designated: true}"
            raise RegimeError("who is designated is not told", path=tree.path, line=line, column=column, hint=hint)
        for key in list(mapping):
            if key not in known and not difflib.get_close_matches(key, known, n=1, cutoff=0.75):
                line, column = tree.keys.get((*steps, key)) or tree.place((*steps, key))
                del mapping[key]
                yield f"{tree.path}:{line}:{column}: the field {key!r} is not one that a measure asks for; not used"


def _party_maps(steps: Steps, value: object) -> Iterator[tuple[Steps, dict[str, object]]]:
    for i, one in enumerate(value) if isinstance(value, list) else [(None, value)]:
        if isinstance(one, dict):
            yield (steps if i is None else (*steps, i)), one


Fail = Callable[..., RegimeError]
Note = Callable[[str, str], None]


def _event(raw: _Event, on: str | None, line: int, fail: Fail, note: Note) -> Event:
    item, codes = _item(raw, fail)
    type_, acts, how = _type(raw, fail)
    recipient, destination = (_role(told, key, fail, note) for told, key in _ends(raw))
    if type_ == "seizure" and destination is None:
        destination = recipient  # by hand, the recipient is the one for whom the goods were meant
    return Event(
        id=f"case-{line}",
        type=type_,
        stance=raw.stance,
        date=_when(on or raw.date, fail),
        manner=tuple(dict.fromkeys((*how, *(_manner(word, fail) for word in _words(raw.manner))))),
        supplier=_role(raw.supplier, "supplier", fail, note),
        recipient=recipient,
        intermediary=_role(raw.intermediary, "intermediary", fail, note),
        item=item,
        origin=_role(raw.origin, "origin", fail, note),
        destination=destination,
        via=_via(raw.via, fail, note),
        vessel=_vessel(raw.vessel, fail, note),
        quantity=_quantity(raw.quantity, fail),
        value=_money(raw.value, fail),
        hs=codes,
        circumstances=_circumstances(raw, acts, fail, note),
        negated=raw.negated,
    )


def _ends(raw: _Event) -> tuple[tuple[_Places | None, str], ...]:
    return (raw.recipient, "recipient"), (raw.destination, "destination")


def _type(raw: _Event, fail: Fail) -> tuple[EventType, tuple[str, ...], tuple[Manner, ...]]:
    """The type; an act of the vocabulary given as one ("insurance") is another event of that act.

    A manner given as the type ("sale") is a transfer of that manner; work is work by any of its names.
    """
    activities = tuple(_activity(word, fail) for word in _words(raw.activities))
    known: dict[str, EventType] = {name: name for name in get_args(EventType)}
    word = raw.type.strip().casefold().replace("_", "-")
    if word in known:
        return known[word], activities, ()
    act = acts_by_word().get(word) or acts_by_word().get(word.replace("-", " "))
    if act == "labour":
        return "labour", activities, ()
    if act == "seizure-of-items":
        return "seizure", activities, ()
    if act and act != "supply":
        return "other", (act, *activities), ()
    how = _term("manner", word.replace("-", " "))
    manners: dict[str, Manner] = {name: name for name in get_args(Manner)}
    if act or how in manners:
        return "transfer", activities, (manners[how],) if how in manners and how != "supply" else ()
    raise fail("type", f"{raw.type!r} is not a type of event", f"one of {', '.join(known)}, or an act of acts.yaml")


def _activity(word: str, fail: Fail) -> str:
    act = acts_by_word().get(word.casefold())
    if act is None:
        close = difflib.get_close_matches(word.casefold(), list(acts_by_word()), n=1)
        hint = f"did you mean {close[0]!r}?" if close else "see law/data/acts.yaml"
        raise fail("activities", f"{word!r} is not a known act", hint)
    return act


def _term(kind: str, word: str | None) -> str | None:
    """The id of a word of a closed list; a word that is none is kept as told."""
    return None if word is None else term_of(kind, word)


def _manner(word: str, fail: Fail) -> Manner:
    found = _term("manner", word)
    known: dict[str, Manner] = {name: name for name in get_args(Manner)}
    if found not in known:
        raise fail("manner", f"{word!r} is not a known manner", f"one of {', '.join(known)}")
    return known[found]


def _when(text: str | None, fail: Fail, key: str = "") -> When | None:
    if text is None:
        return None
    try:
        return read_when(text)
    except ValueError as bad:
        raise fail(key, str(bad), "write 2024-02-18, 2024-02, 2024, or 2017-12-22/2018-01-21") from None


def _country(text: str, key: str, fail: Fail) -> str:
    """The code of a country given as a code or a name; an ambiguous name is refused."""
    match = places.find(text)
    found = match.place.code if match.place else None if match.candidates else _mentioned(text)
    if found is None:
        raise fail(key, f"{text!r} is not a country that can be told: {match.why}", "give the two-letter ISO code")
    return found


def _role(raw: _Places | None, key: str, fail: Fail, note: Note) -> Role | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        return _named(raw, key, fail, note)
    if isinstance(raw, tuple):
        roles = [role for one in raw if (role := _role(one, key, fail, note))]
        return replace(roles[0], others=tuple(roles[1:])) if roles else None
    named = raw.port or raw.place or raw.city
    port = places.find(named) if named else None
    told = raw.country or raw.nationality
    code = _country(told, key, fail) if told else None
    role = Role(
        text=raw.text or raw.name or named,
        name=(port.locality if port else None) or raw.name,
        country=code or (port.place.code if port and port.place else None),
        kind=raw.kind,
        designations=_designations(raw, key, note),
        flag=_country(raw.flag, key, fail) if raw.flag else None,
        imo=raw.imo,
    )
    words = raw.text or raw.name
    if role.country is None and words and (found := _mentioned(words)):
        role = replace(role, country=found)
    return role


def _named(text: str, key: str, fail: Fail, note: Note) -> Role:
    """A party or place given as words: a country or town, words that name one, or a name and no more."""
    match = places.find(text)
    if match.place:
        return Role(text=text, name=match.locality, country=match.place.code)
    found = _mentioned(text)
    if found:
        town = next((m.match.locality for m in places.scan(text) if m.match.locality), None)
        return Role(text=text, name=town or (text if key in _PEOPLE else None), country=found)
    if match.candidates or key not in _PEOPLE:
        hint = "give the two-letter ISO code, or {name: ..., country: ...}"
        raise fail(key, f"{text!r} is not a country that can be told: {match.why}", hint)
    note(key, f"{text!r} is no country that is known; it is taken for a name, and the country for not told")
    return Role(text=text, name=text)


_PEOPLE = ("supplier", "recipient", "intermediary")


def _mentioned(text: str) -> str | None:
    """The one country that words name: "a Russian firm", "Nampo (DPRK)"."""
    found = {mention.match.place.code for mention in places.scan(text) if mention.match.place}
    return found.pop() if len(found) == 1 else None


def _designations(raw: _Party, key: str, note: Note) -> tuple[Designation, ...] | None:
    """What is told of the Council's list; a name on a State's own list is none of it."""
    told = raw.designated if raw.designated is not None else raw.listed
    words = set(re.findall(r"\w+", (raw.list or "").casefold()))
    if words & set(spellings().other_lists) and not words & set(spellings().council_lists):
        note(key, f"{raw.list!r} is not the Council's list; whether the Council lists it is not told")
        return None
    if told is None:
        return (Designation(raw.list),) if raw.list else None
    return (Designation(raw.list or "as told"),) if told else ()


def _via(raw: _Places | None, fail: Fail, note: Note) -> tuple[Role, ...]:
    if isinstance(raw, str) and places.find(raw).place is None:
        raw = tuple(part.strip() for part in re.split(r",|;|->|\u2192|\bthen\b", raw) if part.strip())
    parts: tuple[_Place, ...] = raw if isinstance(raw, tuple) else () if raw is None else (raw,)
    return tuple(role for part in parts if (role := _role(part, "via", fail, note)))


_FLAG = re.compile(r"\bflag(?:ged)?\b", re.IGNORECASE)


def _vessel(raw: _Places | None, fail: Fail, note: Note) -> Role | None:
    if isinstance(raw, str):
        return Role(text=raw, name=raw, kind="vessel", flag=_mentioned(raw) if _FLAG.search(raw) else None)
    if isinstance(raw, tuple):
        ships = [ship for one in raw if (ship := _vessel(one, fail, note))]
        return replace(ships[0], others=tuple(ships[1:])) if ships else None
    role = _role(raw, "vessel", fail, note)
    return replace(role, kind="vessel", flag=role.flag or role.country) if role else None


def _item(raw: _Event, fail: Fail) -> tuple[Item | None, tuple[HsCode, ...]]:
    given = _Item(text=raw.item) if isinstance(raw.item, str) else raw.item or _Item()
    codes = (*_words(given.hs), *_words(raw.hs))
    codes = tuple(code.replace(".", "").replace(" ", "") for code in codes)
    for code in codes:
        if not re.fullmatch(r"[0-9]{2,10}", code) or len(code) % 2:
            raise fail(
                "item", f"{code!r} is not an HS code", 'write 2, 4, 6, 8 or 10 digits in quotation marks: "8703"'
            )
    hs = tuple(HsCode(code, given.edition, declared=True) for code in codes)
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


def _parse(text: str, key: str, fail: Fail) -> tuple[float, str | None]:
    found = number_of(text)
    if found is None:
        raise fail(key, f"{text!r} is not an amount", 'write {amount: 1000, unit: barrel} or "1000 barrels"')
    return found


def _quantity(raw: str | _Amount | None, fail: Fail) -> Quantity | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        amount, unit = _parse(raw, "quantity", fail)
        return Quantity(amount, unit_of(unit) or "piece", raw)
    told = raw.amount if raw.amount is not None else raw.value
    return Quantity(told, unit_of(raw.unit))


_PIECE = re.compile(r"(?i)\s*(?:\bper (?:piece|unit|item)|\beach|\ba piece|\bapiece)\s*$")


def _money(raw: str | _Amount | None, fail: Fail) -> Money | None:
    if raw is None:
        return None
    if isinstance(raw, str):
        bare = _PIECE.sub("", raw.strip())
        front = re.fullmatch(r"([^\d\s][^\d]*?)\s*(\d.*)", bare)
        sign = currency_of(front[1]) if front and canonical(front[1], spellings().currencies) else None
        if front and sign is None and re.fullmatch(r"[A-Za-z]{3}", front[1]):
            sign = front[1].upper()
        amount, unit = _parse(f"{front[2]} {sign}" if front and sign else bare, "value", fail)
        return Money(amount, currency_of(unit), raw, per="unit" if bare != raw.strip() else "total")
    told = raw.amount if raw.amount is not None else raw.value
    return Money(told, currency_of(raw.currency or raw.unit), per=raw.per)


def _approvals(raw: tuple[str | _Approval, ...] | None, fail: Fail) -> tuple[Approval, ...] | None:
    if raw is None:
        return None
    out = []
    for one in raw:
        if isinstance(one, str):
            hint = "write committee_approval, committee_notification or state_determination, or none"
            raise fail("approvals", f"{one!r} does not say who gave what", hint)
        out.append(Approval(one.by, one.kind, one.given, one.measure, one.exception))
    return tuple(out)


def _contract(text: str | None, fail: Fail) -> Day | None:
    when = _when(text, fail, "contract")
    if when and when.earliest != when.latest:
        raise fail("contract", f"{text!r} is not a day", "the day of the contract decides: write 2017-05-01")
    return when.earliest if when else None


def _total(raw: _Total, quantity: str | None, fail: Fail) -> RunningTotal:
    """A running total; a number without a unit is in that of the quantity, where one is told."""
    amount = next((n for n in (raw.amount, raw.quantity, raw.value) if n is not None), None)
    unit = unit_of(raw.unit) or currency_of(raw.currency) or quantity
    if unit and canonical(unit, spellings().currencies):
        unit = currency_of(unit)
    if amount is None or unit is None:
        raise fail(
            "running_totals",
            "a running total needs an amount and a unit",
            "{measure: UNSCR-2397-OP5, amount: 400000, unit: barrel}",
        )
    return RunningTotal(amount, unit, raw.measure, raw.commodity, raw.as_of, raw.includes_this)


def _circumstances(raw: _Event, activities: tuple[str, ...], fail: Fail, note: Note) -> Circumstances:
    host = _role(raw.host, "host", fail, note)
    quantity = _quantity(raw.quantity, fail)
    unit = quantity.unit if quantity else None
    totals = None if raw.running_totals is None else tuple(_total(one, unit, fail) for one in raw.running_totals)
    return Circumstances(
        activities=activities,
        approvals=_approvals(raw.approvals, fail),
        totals=totals,
        reported=raw.reported,
        contract=_contract(raw.contract, fail),
        end_use=_term("end-use", raw.end_use),
        purpose=_term("purpose", raw.purpose),
        host=host.country if host else None,
        ship_to_ship=raw.ship_to_ship,
        subject=_term("subject", raw.subject),
    )


FIELDS = tuple(field.name for field in fields(_Event))
