"""Pairs of a record and a listed party that a person has looked at and cleared: who, when, why, and of which wording.

A pair is cleared for the entry as it stood. Once the entry changes, the pair is open again, and what changed is said.
Nothing is taken out of the file: a clearing that is withdrawn is one line more.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from tidewaiter.engine.parties import chain
from tidewaiter.engine.parties.record import Record
from tidewaiter.errors import InputError
from tidewaiter.model.party import Party

ByRecord = Mapping[str, Mapping[str, "Clearing"]]
"""Cleared pairs by the record's key, then the party's id."""


@dataclass(frozen=True, slots=True)
class Clearing:
    """A cleared pair: the record's ``key`` and name, the listed party and the version of its entry.

    ``fields`` hold a short hash of each field of the entry, so that it can be said which of them changed. ``at`` is the
    moment in UTC, ``until`` the last day on which the clearing holds, None where it has no end.
    """

    key: str
    query: str
    entity: str
    name: str
    version: str
    fields: tuple[tuple[str, str], ...]
    by: str
    why: str
    at: str
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the file: a clearing, or its withdrawal."""

    what: str
    clearing: Clearing | None
    key: str
    entity: str
    by: str
    why: str
    at: str


def clear(
    file: Path, record: Record, party: Party, version: str, *, by: str, why: str, at: str, until: str | None = None
) -> Clearing:
    """Remembers that a record is not this listed party."""
    told = Clearing(record.key, record.text, party.id, party.name, version, digests(party), by, why, at, until)
    line = {name: getattr(told, name) for name in Clearing.__slots__} | {"fields": dict(told.fields)}
    chain.append(file, [{"record": "cleared", **line}])
    return told


def withdraw(file: Path, key: str, entity: str, *, by: str, why: str, at: str) -> Clearing:
    """Withdraws a clearing, which stays in the file as history. Raises InputError where there is none."""
    held = pairs(file).get(key, {}).get(entity)
    if held is None:
        hint = f"`tidewaiter clear list --cleared {file}` tells the pairs"
        raise InputError("no such cleared pair", path=str(file), value=f"{key} {entity}", hint=hint)
    line = {"record": "withdrawn", "key": key, "entity": entity, "by": by, "why": why, "at": at}
    chain.append(file, [line])
    return held


def history(file: Path) -> Iterator[Event]:
    """Every line of the file, in its order. Raises InputError for a line that is none of ours."""
    for told in chain.records(file):
        try:
            clearing = _clearing(told) if told["record"] == "cleared" else None
            yield Event(
                told["record"], clearing, told["key"], told["entity"], told["by"], told["why"], told["at"]
            )  # fmt: skip
        except (KeyError, TypeError, AttributeError):
            hint = "name the file that `tidewaiter clear add` wrote"
            raise InputError("not a line of cleared pairs", path=str(file), line=told.get("n"), hint=hint) from None


def _clearing(told: dict[str, Any]) -> Clearing:
    plain = {name: told[name] for name in Clearing.__slots__ if name != "fields"}
    return Clearing(fields=tuple(told["fields"].items()), **plain)


def pairs(file: Path) -> ByRecord:
    """The pairs that are cleared now.

    Raises InputError where the file was tampered with: a hit must not be hidden by a forged line.
    """
    if not file.exists():
        return {}
    _, fault = chain.verify(file)
    if fault is not None:
        hint = "get the file back from a copy; until then screen without --cleared"
        what = f"the cleared pairs were tampered with: {fault.what}"
        raise InputError(what, path=str(file), line=fault.line, hint=hint)
    found: dict[str, dict[str, Clearing]] = {}
    for event in history(file):
        if event.clearing is not None:
            found.setdefault(event.key, {})[event.entity] = event.clearing
        else:
            found.get(event.key, {}).pop(event.entity, None)
    return found


def reopened(clearing: Clearing, party: Party, version: str | None, today: str) -> str | None:
    """Why a cleared pair is open again, as a sentence; None where the clearing holds."""
    said = f"cleared by {clearing.by} on {clearing.at[:10]}"
    if clearing.until and today > clearing.until:
        return f"{said}, open again because that was until {clearing.until}"
    if version == clearing.version:
        return None
    then, now = dict(clearing.fields), dict(digests(party))
    changed = [name for name in now if then.get(name) != now[name]]
    return f"{said}, re-opened because the entry changed: {', '.join(changed) or 'its designation'}"


def digests(party: Party) -> tuple[tuple[str, str], ...]:
    """A short hash of each field of a party."""
    from tidewaiter.codec import encode

    told = ((field.name, encode(getattr(party, field.name))) for field in fields(party) if field.name != "id")
    return tuple((name.replace("_", " "), hashlib.sha256(data).hexdigest()[:16]) for name, data in told)
