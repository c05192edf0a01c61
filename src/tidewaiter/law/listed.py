"""Whether a party is designated, by what looking it up on published lists gave.

A listed party counts for the measures that its list stands for, and on the days on which it was listed. A name is no
proof: the likeliest answer is "yes, if the same"; a name that may be another's is a question.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tidewaiter.model import Answer, ConditionAnswer, Listed, Role, When

ASK = "Is any party to it on the list of designated persons, entities and vessels?"


def is_listed(role: Role | None) -> bool:
    """Whether a role has a designation, as told or by what the lists gave for its names."""
    return role is not None and bool(role.designations or (role.looked and role.looked.found))


def answer(
    roles: list[tuple[str, Role]], measures: Collection[str], first: date | None, last: date | None
) -> ConditionAnswer | None:
    """What the lists answer for one of these measures and an act between two days; None where they say nothing.

    A "no" is given only where each of the parties was looked up on the lists that the measure rests on.
    """
    found = [
        _told(name, one, first, last)
        for name, role in roles
        for one in (role.looked.found if role.looked else ())
        if not set(measures).isdisjoint(one.measures)
    ]
    for wanted in ("yes", "unknown"):
        if told := next((one for one in found if one.answer == wanted), None):
            return told
    looked = [role.looked for _, role in roles]
    if not looked or any(one is None or not set(measures) <= set(one.asked) for one in looked):
        return None
    no = ConditionAnswer("party", "no", "none of the parties is on the lists that were asked, by the names told")
    return found[0] if found else no


def _told(role: str, one: Listed, first: date | None, last: date | None) -> ConditionAnswer:
    entry = entry_of(one)
    held = was_listed(one, first, last)
    cite = f"{one.designation.list} {one.designation.reference or one.party}"
    if held == "no":
        why = f'"{one.quote}" ({role}) may be {entry}: not listed when it took place'
        return ConditionAnswer("party", "no", why, cite=cite, evidence=one.evidence)
    if not one.sure:
        why = f'"{one.quote}" ({role}) may be {entry} (likeness {one.score:.2f})'
        ask = f'Is "{one.quote}" the listed {entry}?'
        return ConditionAnswer("party", "unknown", why, ask=ask, cite=cite, evidence=one.evidence)
    if held == "unknown":
        why = f'"{one.quote}" ({role}) is, if the same, {entry}; whether it was listed on the day of the act is open'
        ask = f"On which day did it take place? {one.name} was listed {_span(one)}."
        return ConditionAnswer("party", "unknown", why, ask=ask, cite=cite, evidence=one.evidence)
    why = f'"{one.quote}" ({role}) is, if the same, {entry} (likeness {one.score:.2f})'
    return ConditionAnswer("party", "yes", why, cite=cite, evidence=one.evidence)


def was_listed(one: Listed, first: date | None, last: date | None) -> Answer:
    """Whether the party stood on its list between two days; an entry that tells no first day has always stood there."""
    since, until = one.designation.since, one.designation.until
    begun, sure = _days(since, "earliest"), _days(since, "latest")
    gone, ended = _days(until, "latest"), _days(until, "earliest")
    if (begun and last and last < begun) or (gone and first and first > gone):
        return "no"
    after = sure is None or (first is not None and first >= sure)
    before = ended is None or (last is not None and last <= ended)
    return "yes" if after and before else "unknown"


def _days(when: When | None, edge: str) -> date | None:
    if when is None:
        return None
    return when.earliest if edge == "earliest" else when.latest


def entry_of(one: Listed) -> str:
    """A listed party as a reader tells it from others: name, list, reference, births, days."""
    told = [f"{one.designation.list} {one.designation.reference or one.party}"]
    births = [when.value or when.text or "" for when in one.births]
    told += [f"born {' or '.join(births)}"] if births else []
    told += [f"listed {_span(one)}"]
    return f"{one.name} ({'; '.join(told)})"


def _span(one: Listed) -> str:
    since, until = one.designation.since, one.designation.until
    begun = f"since {since.value or since.text}" if since else "since a day that the list does not tell"
    return f"{begun} and until {until.value or until.text}" if until else begun
