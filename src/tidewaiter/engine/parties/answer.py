"""What is said of one record: the matches that are open, those that a person has cleared, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tidewaiter.engine.parties.cleared import ByRecord, Clearing, reopened
from tidewaiter.engine.parties.fold import fold, folds
from tidewaiter.engine.parties.listed import Listed
from tidewaiter.engine.parties.record import Record, Refused
from tidewaiter.errors import InputError, visible
from tidewaiter.model.party import Designation, PartyKind, PartyList
from tidewaiter.model.when import When
from tidewaiter.parties.matching.answer import Match, Reason

_WORD, _LINE = 60, 1_000
"""Characters of a word and of a line that prose shows."""
_ENDLESS = re.compile(rf"\S{{{_WORD + 21},}}")
_TOLD = 3
"""Reasons that are told of a match in prose; JSON has them all."""


@dataclass(frozen=True, slots=True)
class Settings:
    """How records are asked about; sent to every process.

    ``today`` is the day on which clearings hold or have lapsed.
    """

    limit: int = 10
    threshold: float | None = None
    kinds: tuple[PartyKind, ...] = ()
    pairs: ByRecord = field(default_factory=dict)
    today: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a record.

    ``again`` says of matches, by the party's id, why a clearing of them no longer holds; ``also`` tells of a match, by
    the same id, the matches that are the same entry on other lists of its publisher.
    """

    record: Record
    matches: tuple[Match, ...]
    cleared: tuple[tuple[Match, Clearing], ...] = ()
    again: Mapping[str, str] = field(default_factory=dict)
    also: Mapping[str, tuple[Match, ...]] = field(default_factory=dict)

    def every(self) -> tuple[Match, ...]:
        """The matches with those that are told beside them."""
        return tuple(one for match in self.matches for one in (match, *self.also.get(match.party.id, ())))


def answer(record: Record, listed: Listed, settings: Settings) -> Answer | Refused:
    """The matches of a record, best first; refused where matching refuses its name.

    Cleared pairs, and entries that several lists repeat, crowd nothing out: as many further matches are looked for.
    """
    pairs = settings.pairs.get(record.key, {})
    try:
        found = listed.match(
            record.query,
            limit=settings.limit * folds(listed.lists) + len(pairs),
            threshold=settings.threshold,
            kinds=settings.kinds,
        )
    except InputError as bad:
        return Refused(record.number, record.text, bad.what, value=bad.value, hint=bad.hint, ref=record.ref)
    open_, cleared, again = [], [], {}
    for match in found:
        clearing = pairs.get(match.party.id)
        why = clearing and reopened(clearing, match.party, listed.version(match.party.id), settings.today)
        if clearing is not None and why is None:
            cleared.append((match, clearing))
        else:
            open_.append(match)
            if why:
                again[match.party.id] = why
    told = fold(open_)[: settings.limit]
    shown = {one.party.id for match, others in told for one in (match, *others)}
    reopened_ = {party: why for party, why in again.items() if party in shown}
    also = {match.party.id: others for match, others in told if others}
    return Answer(record, tuple(match for match, _ in told), tuple(cleared), reopened_, also)


# as JSON


def line(answer: Answer | Refused, listed: Listed) -> dict[str, Any]:
    """The line of ``tidewaiter match --json``."""
    if isinstance(answer, Refused):
        return _refused_line(answer)
    told: dict[str, Any] = {
        "query": answer.record.text,
        "matches": [
            {**match_fields(match, listed), **_again(match, answer), **_also(match, answer, listed)}
            for match in answer.matches
        ],
    }
    if answer.cleared:
        told["cleared"] = [{**match_fields(match, listed), "cleared": _by(by)} for match, by in answer.cleared]
    return {**told, **_whose(answer.record), "lists": editions(listed.lists)}


def _whose(record: Record) -> dict[str, Any]:
    ref = {} if record.ref is None else {"ref": record.ref}
    unread = [{"column": one.column, "value": one.value, "what": one.what, "hint": one.hint} for one in record.unread]
    return {"number": record.number, **ref, "record": record.key, **({"unread": unread} if unread else {})}


def _again(match: Match, answer: Answer) -> dict[str, str]:
    return {"reopened": answer.again[match.party.id]} if match.party.id in answer.again else {}


def _also(match: Match, answer: Answer, listed: Listed) -> dict[str, Any]:
    others = [
        {
            "id": one.party.id,
            "list": list_of(one),
            "name": one.name.text,
            "score": round(one.score, 6),
            "version": listed.version(one.party.id),
            **_again(one, answer),
        }
        for one in answer.also.get(match.party.id, ())
    ]
    return {"also": others} if others else {}


def _by(clearing: Clearing) -> dict[str, str | None]:
    return {"by": clearing.by, "at": clearing.at, "why": clearing.why, "until": clearing.until}


def _refused_line(refused: Refused) -> dict[str, Any]:
    place = {"line": refused.line, "column": refused.column, "value": refused.value}
    error = {
        "what": refused.what,
        **{name: told for name, told in place.items() if told is not None},
        "hint": refused.hint,
    }
    ref = {} if refused.ref is None else {"ref": refused.ref}
    return {"query": refused.text, "matches": [], "error": error, "number": refused.number, **ref}


def match_fields(match: Match, listed: Listed) -> dict[str, Any]:
    """A match in the contract's shape."""
    party, designation = match.party, match.party.designations[0] if match.party.designations else None
    return {
        "id": party.id,
        "list": list_of(match),
        "name": match.name.text,
        "score": round(match.score, 6),
        "reasons": [_reason(reason) for reason in match.reasons],
        "listed_as": party.name,
        "kind": party.kind,
        "programme": designation.programme if designation else None,
        "reference": designation.reference if designation else None,
        "since": _since(designation),
        "designations": [_designation(one) for one in party.designations],
        "version": listed.version(party.id),
    }


def _designation(one: Designation) -> dict[str, Any]:
    return {"list": one.list, "reference": one.reference, "programme": one.programme, "since": _since(one)}


def list_of(match: Match) -> str:
    """The id of the loaded list that a match stands on; a list that gathers others tells them in designations."""
    before, colon, _ = match.party.id.partition(":")
    return before if colon or not match.party.designations else match.party.designations[0].list


def _since(designation: Designation | None) -> str | None:
    since: When | None = designation.since if designation else None
    return since.value if since else None


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "kind": reason.kind,
        "bearing": reason.bearing,
        "effect": round(reason.effect, 4),
        "text": reason.text,
        "query": reason.query,
        "entry": reason.entry,
    }


def editions(lists: tuple[PartyList, ...]) -> dict[str, str | None]:
    """The edition of each list that was asked."""
    return {one.id: one.date.value for one in lists}


# as prose


def prose(answer: Answer | Refused, *, every_reason: bool = False) -> str:
    """The answer for a reader: each match with its list, its number there, and what speaks most for it."""
    if isinstance(answer, Refused):
        return "\n".join([visible(refused_text(answer)), f"  refused: {visible(answer.what)}", *_hinted(answer)])
    lines = [answer.record.text]
    for match in answer.matches:
        lines += [f"  {headline(match)}", *(f"    {text}" for text in _told(match, every_reason=every_reason))]
        also = answer.also.get(match.party.id, ())
        if also:
            lines.append("    also " + ", ".join(f"{score(one.score)} {one.party.id}" for one in also))
        lines += [f"    {answer.again[one.party.id]}" for one in (match, *also) if one.party.id in answer.again]
    for match, clearing in answer.cleared:
        until = f" until {clearing.until}" if clearing.until else ""
        lines += [f"  cleared: {headline(match)}",
                  f"    by {clearing.by} on {clearing.at[:10]}{until}: {clearing.why}"]  # fmt: skip
    lines += [f"  not read: {one.column} {one.value}: {one.what}" for one in answer.record.unread]
    if not answer.matches:
        lines.append("  no match" if not answer.cleared else "  no other match")
    return "\n".join(visible(_short(text)) for text in lines)


def _short(text: str) -> str:
    """A line that a reader can take in: of endless words and names the beginning; JSON has them whole."""
    plain = _ENDLESS.sub(lambda hit: hit[0][:_WORD] + "...", text)
    return plain if len(plain) <= _LINE else f"{plain[:_LINE]}... ({len(text):,} characters)"


def refused_text(refused: Refused) -> str:
    """What a refused record is called: its name, or its number where it has none."""
    return refused.text or f"record {refused.number}"


def _hinted(refused: Refused) -> list[str]:
    return [f"  hint: {visible(refused.hint)}"] if refused.hint else []


def headline(match: Match) -> str:
    """Score, name, list, number there and since when, on one line."""
    party = match.party
    designation = party.designations[0] if party.designations else None
    named = match.name.text if match.name.text == party.name else f"{match.name.text} (listed as {party.name})"
    where = [list_of(match), *(text for text in (designation and designation.reference,) if text)]
    since = _since(designation)
    kind = "" if party.kind == "unknown" else f", {party.kind}"
    return f"{score(match.score)}  {named}  [{' '.join(where)}{f', since {since}' if since else ''}{kind}; {party.id}]"


def score(value: float) -> str:
    """A probability with as many places as tell it from 1 and from the next one."""
    return f"{value:.2f}" if value < 0.985 else f"{value:.4f}"


def _told(match: Match, *, every_reason: bool) -> list[str]:
    """The sentences that weigh most, in the order of the reckoning."""
    weighing = [reason for reason in match.reasons if reason.bearing != "not comparable"]
    most = sorted(weighing, key=lambda reason: -abs(reason.effect))[: None if every_reason else _TOLD]
    return [reason.text for reason in weighing if reason in most]


def shipped_threshold() -> float:
    """The least score of a match where none is named."""
    from tidewaiter.parties.matching.numbers import numbers

    return numbers().threshold / 100
