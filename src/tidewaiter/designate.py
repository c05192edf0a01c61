"""Parties of events beside the lists: a cell or a stretch of a text, the listed party it may name, its measures.

Each cell is looked up by itself, so that a filter over columns can ask the same question of its distinct values
(``may_be_listed``); what else the row tells then only raises or lowers the score that is shown. A report's parties are
those that the text names as listed ones (``parties.mentions``). Nothing here is a verdict: ``law.apply`` answers.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter import datafile, places
from tidewaiter.checks.remarks import Reason, Remark
from tidewaiter.errors import InputError
from tidewaiter.law.listed import entry_of, is_listed, was_listed
from tidewaiter.model import Event, Listed, Looked, Mention, Role, Span, cut
from tidewaiter.model.party import Designation, Identifier, Name, Party, PartyKind
from tidewaiter.parties.lists import cards
from tidewaiter.trade import codes

if TYPE_CHECKING:
    from tidewaiter.model import Document
    from tidewaiter.parties.matching.answer import Match
    from tidewaiter.parties.matching.matcher import Matcher
    from tidewaiter.parties.mentions import Mention as Named

_PATH = Path(__file__).with_name("designate.yaml")
_VESSELS: tuple[PartyKind, ...] = ("vessel",)
_OTHERS: tuple[PartyKind, ...] = ("person", "organisation", "state")
_REASONS = 6  # sentences of a match that are kept
PORT_CALL = "port-call"
ROLES = ("supplier", "recipient", "intermediary", "vessel")
"""The roles of an event in which a designated party counts, as ``law.conditions`` asks them."""
REMARK = "listed-party"
Cells = Mapping[str, Sequence[Span]]
"""All filled cells of a row by field."""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of ``designate.yaml``."""

    likely: float
    sure: float
    most: int
    words: int
    belonging: tuple[str, ...]


@functools.cache
def numbers() -> Numbers:
    """The numbers, loaded once."""
    return datafile.read(_PATH, Numbers)


# rows


def in_row(event: Event, cells: Cells, matcher: Matcher) -> tuple[Event, tuple[Remark, ...]]:
    """The event of a row with what the lists hold of its parties, and a remark on each cell that may name one."""
    remarks: list[Remark] = []
    for field in cells:
        if (name := role_of(field)) is None:
            continue
        role = getattr(event, name) if name in ROLES else None
        found = tuple(_of_cells(field, cells[field], role, matcher))
        remarks += [_remark(field, one, event) for one in found]
        if role is not None:
            event = replace(event, **{name: _with(role, found, matcher)})  # type: ignore[arg-type]
    return event, tuple(remarks)


@functools.cache
def role_of(field: str) -> str | None:
    """The role that a field of a table fills, "other" for a party without one, None where its cells name no party."""
    from tidewaiter.trade import columns

    kind = columns.kinds().get(field)
    if kind in ("vessel", "imo"):
        return "vessel"
    return None if kind != "name" else field if field in ROLES else "other"


def may_be_listed(text: str, field: str, matcher: Matcher) -> bool:
    """Whether a cell with this text in this field names what may be a listed party: exactly what ``in_row`` asks."""
    return bool(_matches(places.visible(text).strip(), field, matcher))


def _of_cells(field: str, spans: Sequence[Span], role: Role | None, matcher: Matcher) -> Iterator[Listed]:
    told: dict[str, None] = {}
    for span in spans:
        text = places.visible(span.quote).strip()
        for match in _matches(text, field, matcher):
            if match.party.id not in told:
                told[match.party.id] = None
                whole = matcher.why(_whole(text, field, role), match.party.id)
                yield listed(whole, text, (span,))


def _matches(text: str, field: str, matcher: Matcher) -> tuple[Match, ...]:
    return _found(text, field in ("vessel", "imo"), field == "imo", matcher)


@functools.lru_cache(maxsize=100_000)
def _found(text: str, ship: bool, number: bool, matcher: Matcher) -> tuple[Match, ...]:  # noqa: FBT001
    """The listed parties that a cell may name by itself."""
    out: dict[str, Match] = {}
    for query in _queries(text, ship=ship, number=number):
        try:
            kinds = _VESSELS if ship else _OTHERS
            matches = matcher.match(query, limit=numbers().most, threshold=numbers().likely, kinds=kinds)
        except InputError:  # nothing in the cell can be read as a name
            continue
        for match in matches:
            out.setdefault(match.party.id, match)
    return tuple(out.values())


def _queries(text: str, *, ship: bool, number: bool) -> Iterator[Party]:
    """A ship is looked up by its name and by its number, each alone."""
    if not ship:
        yield Party("query", (Name(text),))
        return
    name = "" if number else codes.without_imo(text)
    if name:
        yield Party("query", (Name(name),), "vessel")
    digits = codes.read_imo(text) or (text.removesuffix(".0") if number else "")
    if codes.is_imo(digits):
        yield Party("query", (), "vessel", identifiers=(Identifier("imo", digits),))


def _whole(text: str, field: str, role: Role | None) -> Party:
    """A cell with what the row tells of the same party."""
    if role is None or field not in (*ROLES, "imo"):
        return Party("query", (Name(text),))
    if role.kind == "vessel":
        imo = (Identifier("imo", role.imo),) if role.imo else ()
        name = role.name if field == "imo" else codes.without_imo(text) or text
        flag = (("flag", role.flag),) if role.flag else ()
        return Party("query", (Name(name),) if name else (), "vessel", identifiers=imo, countries=flag)
    country = (("registration", role.country),) if role.country else ()
    return Party("query", (Name(text),), countries=country)


def _with(role: Role, found: tuple[Listed, ...], matcher: Matcher) -> Role:
    before = role.looked.found if role.looked else ()
    known = {one.party for one in before}
    every = (*before, *(one for one in found if one.party not in known))
    return replace(role, looked=Looked(every, stood_for(matcher)))


def _remark(field: str, one: Listed, event: Event) -> Remark:
    held = was_listed(one, *_days(event))
    late = ", but it was not listed when the row's act took place" if held == "no" else ""
    brings = f"; it stands for {', '.join(one.measures)}" if one.measures else "; no measure of this regime rests on it"
    called = "is, if the same," if one.sure else "may be"
    what = f"{field.replace('_', ' ')} {one.quote!r} {called} the listed {entry_of(one)}{late}{brings}"
    reasons = tuple(Reason(text, "listed", evidence=one.evidence) for text in one.reasons)
    return Remark(REMARK, what, reasons, evidence=one.evidence)


# reports


def in_text(document: Document, matcher: Matcher) -> tuple[Mention, ...]:
    """The listed parties that a document names, in the order of its text."""
    from tidewaiter.parties.mentions import mentions

    return tuple(_mention(document, one) for one in mentions(document.text, matcher))


def _mention(document: Document, named: Named) -> Mention:
    span = cut(document.id, document.text, named.start, named.end)
    one = listed(named.match, span.quote, (span,))
    reasons = (*((named.note,) if named.note else ()), *one.reasons)
    return Mention(
        span,
        named.how,
        replace(one, reasons=reasons, sure=one.sure and named.how != "family name" and not named.ordinary),
    )


def in_report(event: Event, mentions: Sequence[Mention]) -> Event:
    """The event with the listed parties that the words of its roles name."""
    for name in ROLES:
        role: Role | None = getattr(event, name)
        if role is not None and role.kind != "place":
            found = tuple(_of_role(role, mentions))
            if found or _is_name(role):
                # a text tells only part of a name, so that nothing found is no "no": no measure counts as asked
                event = replace(event, **{name: replace(role, looked=Looked(found))})  # type: ignore[arg-type]
    return _noted(event)


def is_idle_call(event: Event) -> bool:
    """Whether an event is no more than the call at a port of a ship that nobody has found on a list.

    Ships call at ports all day: such an event says nothing by itself, and the rules on ports are about listed ships.
    """
    return event.type == "other" and event.circumstances.activities == (PORT_CALL,) and not is_listed(event.vessel)


def _of_role(role: Role, mentions: Sequence[Mention]) -> Iterator[Listed]:
    """The parties named where the role stands; one that only belongs to the words ("an agent of X") is a question."""
    told: dict[str, None] = {}
    for one in (role, *role.others):
        for mention in mentions:
            inside = any(_overlap(mention.span, span) for span in one.evidence)
            if inside and mention.listed.party not in told:
                told[mention.listed.party] = None
                yield replace(mention.listed, sure=mention.listed.sure and _is_all(mention.span.quote, one))


def _overlap(one: Span, other: Span) -> bool:
    if None in (one.start, one.end, other.start, other.end) or one.document != other.document:
        return False
    return one.start < other.end and other.start < one.end  # type: ignore[operator]


def _is_all(quote: str, role: Role) -> bool:
    """Whether the role's words are the name with no more than what it is called besides, and where it is."""
    if role.text is None or quote not in role.text:
        return True  # the role's words are cut from the name, or from a longer stretch of which they are the head
    before, _, behind = role.text.partition(quote)
    tail = behind.strip(" ,").removeprefix("of ").removeprefix("in ")
    belongs = any(word.lower() in numbers().belonging for word in before.split())
    return not belongs and (not any(word[0].islower() for word in tail.split()) or places.find(tail).place is not None)


def _is_name(role: Role) -> bool:
    text = role.name or role.text or ""
    named = any(word[:1].isupper() for word in text.split()[1:]) or text[:1].isupper()
    return named and places.find(text).place is None


# both


def listed(match: Match, quote: str, evidence: tuple[Span, ...]) -> Listed:
    """A match as what a role carries: the entry's designation that brings a measure, or its first."""
    party = match.party
    each = [(one, cards.measures(replace(party, designations=(one,)))) for one in party.designations]
    designation = next((one for one, found in each if found), None)
    designation = designation or next(iter(party.designations), Designation(party.id.partition(":")[0]))
    reasons = tuple(reason.text for reason in match.reasons if reason.bearing != "not comparable")[:_REASONS]
    return Listed(
        party=party.id,
        name=match.name.text,
        kind=party.kind,
        score=match.score,
        sure=_is_the_ship(match) or (match.score >= numbers().sure and _is_telling(match)),
        designation=designation,
        quote=quote,
        measures=tuple(dict.fromkeys(measure for _, found in each for measure in found)),
        reasons=reasons,
        births=party.births,
        evidence=evidence,
    )


def _is_the_ship(match: Match) -> bool:
    """Whether a ship's number agrees, which it keeps under every name and flag."""
    same = any(reason.kind == "identifier" and reason.bearing == "agrees" for reason in match.reasons)
    return same and match.party.kind == "vessel"


def _is_telling(match: Match) -> bool:
    """Whether a likely match is more than a name that many bear: two words name no person for certain."""
    agreed = [reason for reason in match.reasons if reason.bearing == "agrees"]
    if match.party.kind not in ("person", "unknown") or any(
        reason.kind in ("birth", "identifier") for reason in agreed
    ):
        return True
    return sum(reason.kind == "word" for reason in agreed) >= numbers().words


@functools.lru_cache(maxsize=4)
def stood_for(matcher: Matcher) -> tuple[str, ...]:
    """The measures that the loaded lists stand for: of others nobody has looked who is designated."""
    found = (card.stands_for for one in matcher.lists if (card := cards.card(one.id)))
    return tuple(dict.fromkeys(stands.measure for each in found for stands in each))


def _noted(event: Event) -> Event:
    """The event with a note on each party that was not listed when it took place, which no finding tells."""
    notes = [note for name in ROLES for note in _late(name, getattr(event, name), event)]
    return replace(event, notes=tuple(dict.fromkeys((*event.notes, *notes)))) if notes else event


def _late(name: str, role: Role | None, event: Event) -> Iterable[str]:
    for one in role.looked.found if role and role.looked else ():
        if one.measures and was_listed(one, *_days(event)) == "no":
            yield f"{name}: {one.quote!r} may be the listed {entry_of(one)}, which was not listed when this took place"


def _days(event: Event) -> tuple[date | None, date | None]:
    return (event.date.earliest, event.date.latest) if event.date else (None, None)
