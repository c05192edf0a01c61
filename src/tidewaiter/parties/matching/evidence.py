"""What else is told of two parties, for and against: numbers, births, countries, gender, kind.

What one side does not tell is "not comparable" and changes nothing; it is never taken for agreement.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from tidewaiter.model.party import Identifier, Party
from tidewaiter.model.when import When
from tidewaiter.parties import identify
from tidewaiter.parties.matching.answer import Bearing, Reason, ReasonKind
from tidewaiter.parties.matching.numbers import Evidence, numbers

# of which a party has one at a time, so that another one speaks against it
_SINGLE = ("imo", "lei", "isin", "mmsi", "wallet-owner")
_PLACES = (
    "country",
    "main",
    "nationality",
    "citizenship",
    "registration",
    "residence",
    "flag",
    "former-flag",
    "jurisdiction",
)


def weigh(query: Party, entry: Party) -> tuple[Reason, ...]:
    """The reasons besides the names, those that are not comparable with effect 0."""
    known = numbers().evidence
    found: list[Reason] = []
    if query.identifiers:
        found.extend(_identifiers(query, entry, known))
    if query.births:
        found.extend(_births(query, entry, known))
    if query.countries or query.addresses:
        found.extend(_countries(query, entry, known))
    if query.gender:
        found.extend(_gender(query, entry, known))
    found.extend(_kind(query, entry, known))
    return tuple(found)


def most(query: Party) -> float:
    """The greatest sum that evidence can bring for what this query tells."""
    known = numbers().evidence
    found = 0.0
    if query.identifiers:
        found += known.identifier
    if query.births:
        found += known.birth_day
    if query.countries or query.addresses or (query.ship and query.ship.flag):
        found += known.country
    if query.gender:
        found += known.gender
    return found / 100


# identifiers


def _identifiers(query: Party, entry: Party, known: Evidence) -> Iterator[Reason]:
    mine, theirs = _by_kind(query.identifiers), _by_kind(entry.identifiers)
    for kind, values in mine.items():
        for value, told in values.items():
            same = [other for others in theirs.values() for number, other in others.items() if number == value]
            if same:
                yield _reason(
                    "identifier", "agrees", known.identifier,
                    f"the same {_called(kind)}, {told.value}", told.value, same[0].value,
                )  # fmt: skip
                return
    for kind, values in mine.items():
        others = theirs.get(kind)
        if not others:
            yield _reason(
                "identifier",
                "not comparable",
                0,
                f"the entry has no {_called(kind)}",
                next(iter(values.values())).value,
            )
        elif kind in _SINGLE:
            one, two = next(iter(values.values())), next(iter(others.values()))
            text = f"another {_called(kind)}: {one.value}, on the list {two.value}"
            yield _reason("identifier", "against", -known.other_identifier, text, one.value, two.value)


def _by_kind(told: tuple[Identifier, ...]) -> dict[str, dict[str, Identifier]]:
    found: dict[str, dict[str, Identifier]] = {}
    for one in told:
        kind = identify.family(one.kind)
        found.setdefault(kind, {}).setdefault(identify.normal(one.kind, one.value), one)
    return found


def _called(kind: str) -> str:
    return {"imo": "IMO number", "lei": "LEI", "mmsi": "MMSI", "isin": "ISIN", "bic": "BIC"}.get(kind, f"{kind} number")


# births


def _births(query: Party, entry: Party, known: Evidence) -> Iterator[Reason]:
    mine, theirs = _dated(query.births), _dated(entry.births)
    if not mine:
        return
    if not theirs:
        yield _reason("birth", "not comparable", 0, "the entry tells no birth date", mine[0].value)
        return
    best = max((_birth(one, two, known) for one in mine for two in theirs), key=lambda found: found.effect)
    yield best


def _dated(births: tuple[When, ...]) -> list[When]:
    return [when for when in births if when.earliest and when.latest]


def _birth(one: When, two: When, known: Evidence) -> Reason:
    assert one.earliest and one.latest and two.earliest and two.latest  # _dated has seen to it
    told = (one.value or one.text or "", two.value or two.text or "")
    apart = _years_apart(one, two)
    if apart == 0:
        exact = one.precision == two.precision == "day"
        if exact:
            return _reason("birth", "agrees", known.birth_day, f"born on the same day, {told[0]}", *told)
        return _reason("birth", "agrees", known.birth_year, f"birth dates agree: {told[0]} and {told[1]}", *told)
    loose = one.approximate or two.approximate
    if _swapped(one, two) or one.earliest.year == two.earliest.year:
        return _reason("birth", "near", known.birth_near, f"birth dates are near: {told[0]} and {told[1]}", *told)
    if apart <= (3 if loose else 1):
        return _reason("birth", "near", known.birth_off, f"birth dates are close: {told[0]} and {told[1]}", *told)
    effect = -known.birth_far if apart > 5 else -known.birth_other
    return _reason("birth", "against", effect, f"another birth date: {told[0]}, on the list {told[1]}", *told)


def _years_apart(one: When, two: When) -> int:
    """0 where the two periods share a day, else the years between them, begun ones counted."""
    assert one.earliest and one.latest and two.earliest and two.latest
    if one.earliest <= two.latest and two.earliest <= one.latest:
        return 0
    gap = (two.earliest - one.latest) if one.latest < two.earliest else (one.earliest - two.latest)
    return 1 + gap.days // 366


def _swapped(one: When, two: When) -> bool:
    """Whether day and month are exchanged, or one sign of a full date is another."""
    if one.precision != "day" or two.precision != "day" or one.earliest is None or two.earliest is None:
        return False
    a, b = one.earliest, two.earliest
    if a.day <= 12 and date(a.year, a.day, a.month) == b:
        return True
    return sum(x != y for x, y in zip(a.isoformat(), b.isoformat(), strict=True)) == 1


# the rest


def _countries(query: Party, entry: Party, known: Evidence) -> Iterator[Reason]:
    mine, theirs = _states(query), _states(entry)
    if not mine:
        return
    if not theirs:
        yield _reason("country", "not comparable", 0, "the entry tells no country", ", ".join(sorted(mine)))
        return
    both = sorted(mine & theirs)
    told = (", ".join(sorted(mine)), ", ".join(sorted(theirs)))
    if both:
        yield _reason("country", "agrees", known.country, f"the same country: {', '.join(both)}", *told)
    else:
        text = f"other countries: {told[0]}, on the list {told[1]}"
        yield _reason("country", "against", -known.other_country, text, *told)


def _states(party: Party) -> set[str]:
    found = {code for role, code in party.countries if role in _PLACES}
    return found | {address.country for address in party.addresses if address.country}


def _gender(query: Party, entry: Party, known: Evidence) -> Iterator[Reason]:
    if entry.gender is None:
        yield _reason("gender", "not comparable", 0, "the entry tells no gender", query.gender)
    elif query.gender == entry.gender:
        yield _reason("gender", "agrees", known.gender, f"the same gender: {query.gender}", query.gender, entry.gender)
    else:
        text = f"another gender: {query.gender}, on the list {entry.gender}"
        yield _reason("gender", "against", -known.other_gender, text, query.gender, entry.gender)


def _kind(query: Party, entry: Party, known: Evidence) -> Iterator[Reason]:
    if "unknown" in (query.kind, entry.kind) or query.kind == entry.kind:
        return
    text = f"another kind of party: {query.kind}, on the list {entry.kind}"
    yield _reason("kind", "against", -known.other_kind, text, query.kind, entry.kind)


def _reason(
    kind: ReasonKind, bearing: Bearing, effect: int, text: str, query: str | None = None, entry: str | None = None
) -> Reason:
    return Reason(kind, bearing, effect / 100, text, query, entry)
