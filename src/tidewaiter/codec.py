"""The only place where models become JSON and back.

``encode`` and ``decode`` round-trip any model; a field that is unknown, missing or of the
wrong type is refused with its path. ``reading_line`` and ``screening_line`` print the
contract of the command line (docs/reference/json.md): fixed key order, so that the same
input gives the same bytes.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any, TypeVar, get_args, get_type_hints

from tidewaiter.errors import InputError
from tidewaiter.model import (
    Event,
    Finding,
    Item,
    Listed,
    Mention,
    Money,
    Quantity,
    Reading,
    Role,
    Span,
    Statement,
    When,
)

T = TypeVar("T")


def encode(value: Any) -> bytes:
    """A model (or list or dict of models) as JSON in UTF-8.

    Raises InputError for half a character (a lone surrogate), which JSON cannot carry.
    """
    import msgspec

    try:
        return msgspec.json.encode(value)
    except UnicodeEncodeError as bad:
        half = bad.object[bad.start : bad.end]
        raise InputError("half a character cannot be written as JSON", value=half, hint="mend the text") from None


def decode(data: bytes | str, kind: type[T]) -> T:
    """A model from JSON.

    Raises InputError naming the path of the first field that does not fit (``$.date.value``).
    """
    import msgspec

    try:
        raw = msgspec.json.decode(data)
        _refuse_unknown(raw, kind, "$")
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as bad:
        message, _, path = str(bad).partition(" - at `")
        raise InputError(message, path=path.rstrip("`") or "$", hint="see docs/reference/json.md") from None
    except msgspec.DecodeError as bad:
        raise InputError(f"not JSON: {bad}") from None


def _refuse_unknown(raw: Any, kind: Any, path: str) -> None:
    """msgspec passes over fields a dataclass does not have; dropped data would be silent."""
    if isinstance(raw, list):
        inner = next((arg for arg in get_args(kind) if arg is not Ellipsis), None)
        for i, child in enumerate(raw):
            _refuse_unknown(child, inner, f"{path}[{i}]")
    elif isinstance(raw, dict):
        found = kind if isinstance(kind, type) and is_dataclass(kind) else _inside(kind)
        if found is None:
            return
        hints = get_type_hints(found)
        known = {field.name for field in fields(found)}
        for key, child in raw.items():
            if key not in known:
                raise InputError(
                    f"unknown field {key!r}", path=f"{path}.{key}", hint=f"known: {', '.join(sorted(known))}"
                )
            _refuse_unknown(child, hints[key], f"{path}.{key}")


def _inside(kind: Any) -> Any:
    return next((arg for arg in get_args(kind) if isinstance(arg, type) and is_dataclass(arg)), None)


# --- the contract of the command line -----------------------------------------------------------


def reading_line(reading: Reading) -> dict[str, Any]:
    """One document's line of ``tidewaiter read --json``."""
    document = reading.document
    return {
        "document": {
            "id": document.id,
            "path": document.path,
            "url": document.url,
            "title": document.title,
            "outlet": document.outlet,
            "published": document.published.value if document.published else None,
            "published_from": document.published.anchor if document.published else None,
            "published_at": document.published_at,
            "modified_at": document.modified_at,
            "byline": document.byline,
            "dateline": document.dateline,
            "credit": document.credit,
            "language": document.language,
            "encoding": document.encoding,
            "format": document.format,
            "sha256": document.sha256,
            "text_sha256": document.text_sha256,
        },
        "story": reading.story,
        "statements": [_statement(statement) for statement in reading.statements],
        "events": [event_json(event) for event in reading.events],
        "findings": [finding_json(finding) for finding in reading.findings],
        "also_relevant": [{"event": event, "measure": measure} for event, measure in reading.also],
        "not_raised": [{"event": e, "measure": m, "needs": needs} for e, m, needs in reading.not_raised],
        "reader": reading.reader,
        "provenance": reading.provenance,
        "set_aside": reading.set_aside is not None,
        "fault": reading.fault,
        "notes": [*document.notes, *reading.notes],
        **({} if reading.mentions is None else {"mentions": [_mention(one) for one in reading.mentions]}),
    }


def _mention(mention: Mention) -> dict[str, Any]:
    return {**_span(mention.span), "how": mention.how, **listed_json(mention.listed)}


def listed_json(listed: Listed) -> dict[str, Any]:
    """A listed party that words may name, in the contract's shape."""
    designation = listed.designation
    return {
        "list": designation.list,
        "reference": designation.reference,
        "id": listed.party,
        "name": listed.name,
        "kind": listed.kind,
        "score": listed.score,
        "sure": listed.sure,
        "since": designation.since.value if designation.since else None,
        "until": designation.until.value if designation.until else None,
        "measures": list(listed.measures),
        "reasons": list(listed.reasons),
    }


def _statement(statement: Statement) -> dict[str, Any]:
    return {
        "id": statement.id,
        "speaker": statement.speaker,
        "affiliation": statement.affiliation,
        "via": statement.via,
        "stance": statement.stance,
        "cue": statement.cue.quote if statement.cue else None,
        "content": statement.content.quote,
        "evidence": _spans(statement.evidence),
        "events": list(statement.events),
        "speaker_kind": statement.speaker_kind,
        "form": statement.form,
        "act": statement.act,
        "chain": list(statement.chain),
        "rule": statement.rule,
        "guess": statement.guess,
    }


def event_json(event: Event) -> dict[str, Any]:
    """An event in the contract's shape."""
    return {
        "id": event.id,
        "type": event.type,
        "stance": event.stance,
        "manner": list(event.manner),
        "negated": event.negated,
        "date": _when(event.date),
        "evidence": _spans(event.evidence),
        "statements": list(event.statements),
        "supplier": _role(event.supplier),
        "recipient": _role(event.recipient),
        "item": _item(event.item),
        "origin": _role(event.origin),
        "destination": _role(event.destination),
        "intermediary": _role(event.intermediary),
        "via": [_role(role) for role in event.via],
        "vessel": _role(event.vessel),
        "quantity": _quantity(event.quantity),
        "value": _money(event.value),
        "hs": [
            {
                "code": code.code,
                "edition": code.edition,
                "declared": code.declared,
                "stated": code.stated,
                "why": code.why,
                "evidence": _spans(code.evidence),
            }
            for code in event.hs
        ],
        "hedge": _span(event.hedge) if event.hedge else None,
        "rule": event.rule,
        "measures": [{"measure": m.measure, "cite": m.cite, "title": m.title} for m in event.measures],
        "notes": list(event.notes),
    }


def finding_json(finding: Finding) -> dict[str, Any]:
    """A finding in the contract's shape."""
    return {
        "event": finding.event,
        "measure": finding.measure,
        "verdict": finding.verdict,
        "cite": finding.cite,
        "title": finding.title,
        "basis": finding.basis,
        "rests_on": list(finding.rests_on),
        "outcome": finding.outcome,
        "bound": finding.bound,
        "conditions": [
            {"name": c.name, "answer": c.answer, "why": c.why, "cite": c.cite, "evidence": _spans(c.evidence)}
            for c in finding.conditions
        ],
        "exceptions": [
            {
                "code": e.code,
                "answer": e.answer,
                "title": e.title,
                "why": e.why,
                "cite": e.cite,
                "open": e.open,
                "near": e.near,
                "ask": list(e.ask),
                "evidence": _spans(tuple(dict.fromkeys(span for c in e.conditions for span in c.evidence))),
            }
            for e in finding.exceptions
        ],
        "ask": list(finding.ask),
        "regime": finding.regime,
    }


def _span(span: Span) -> dict[str, Any]:
    if span.row is not None:
        return {"file": span.document, "sheet": span.sheet, "row": span.row, "column": span.column, "quote": span.quote}
    return {"document": span.document, "start": span.start, "end": span.end, "quote": span.quote}


def _spans(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [_span(span) for span in spans]


def spans_json(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    """Evidence in the contract's shape: a stretch of a text, or a cell with file, sheet, row and column."""
    return _spans(spans)


def _when(when: When | None) -> dict[str, Any] | None:
    if when is None:
        return None
    return {
        "value": when.value,
        "precision": when.precision,
        "earliest": _day(when.earliest),
        "latest": _day(when.latest),
        "text": when.text,
        "anchor": when.anchor,
        "approximate": when.approximate,
        "ongoing": when.ongoing,
        "evidence": _spans(when.evidence),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _role(role: Role | None) -> dict[str, Any] | None:
    if role is None or role == Role(kind="place"):  # a place of which nothing is told
        return None
    return {
        "text": role.text,
        "name": role.name,
        "country": role.country,
        "kind": role.kind,
        "flag": role.flag,
        "imo": role.imo,
        "guess": role.guess,
        "evidence": _spans(role.evidence),
        "others": [_role(other) for other in role.others],
        **_designations(role),
    }


def _designations(role: Role) -> dict[str, Any]:
    """The key is there only where somebody has looked: without lists a role is what it has always been."""
    if role.looked is None:
        return {}
    found = [{**listed_json(one), "quote": one.quote, "evidence": _spans(one.evidence)} for one in role.looked.found]
    return {"designations": found}


def _item(item: Item | None) -> dict[str, Any] | None:
    if item is None:
        return None
    return {
        "text": item.text,
        "name": item.name,
        "country": item.country,
        "kinds": list(item.kinds),
        "either": [[{"kind": one.kind, "hs": list(one.hs)} for one in word] for word in item.either],
        "make": item.make,
        "model": item.model,
        "described": item.described,
        "new": item.new,
        "evidence": _spans(item.evidence),
    }


def _quantity(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {
        "text": quantity.text,
        "name": None,
        "country": None,
        "amount": quantity.amount,
        "unit": quantity.unit,
        "evidence": _spans(quantity.evidence),
    }


def _money(money: Money | None) -> dict[str, Any] | None:
    if money is None:
        return None
    return {
        "text": money.text,
        "name": None,
        "country": None,
        "amount": money.amount,
        "currency": money.currency,
        "per": money.per,
        "evidence": _spans(money.evidence),
    }
