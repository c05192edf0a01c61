"""The question to a language model: instructions, schema of the answer, and the parts of a report."""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from tidewaiter.datafile import read
from tidewaiter.model import Document, EventStance, EventType, Manner, Stance, When

FILE = Path(__file__).with_name("question.yaml")
ROLES = ("supplier", "recipient", "item", "origin", "destination", "intermediary", "vessel")


@dataclass(frozen=True, slots=True)
class Wording:
    """The file ``question.yaml``."""

    instructions: str
    parameters: dict[str, int]
    longest_part: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the document's text that is asked about at once."""

    start: int
    end: int


@functools.cache
def wording() -> Wording:
    """The instructions, read once."""
    return read(FILE, Wording)


@functools.cache
def digest() -> str:
    """SHA-256 over the instructions and the schema: what a reading by a model rests on."""
    import msgspec

    return hashlib.sha256(FILE.read_bytes() + msgspec.json.encode(schema())).hexdigest()


def parts(text: str, longest: int) -> Iterator[Part]:
    """The text in stretches of at most ``longest`` characters, cut at ends of lines where there are any."""
    start = 0
    while start < len(text):
        end = min(start + longest, len(text))
        if end < len(text):
            cut = text.rfind("\n", start + 1, end)
            cut = cut if cut > start else text.rfind(" ", start + 1, end)
            end = cut + 1 if cut > start else end
        if text[start:end].strip():
            yield Part(start, end)
        start = end


def body(document: Document, part: Part, model: str, published: When | None) -> dict[str, Any]:
    """The JSON that is sent for one part."""
    import msgspec

    told = {
        "title": document.title,
        "published": published.value if published else None,
        "text": document.text[part.start : part.end],
    }
    return {
        "model": model,
        "messages": [
            {"role": "system", "content": wording().instructions},
            {"role": "user", "content": msgspec.json.encode(told).decode()},
        ],
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "report", "strict": True, "schema": schema()},
        },
        **wording().parameters,
    }


@functools.cache
def schema() -> dict[str, Any]:
    """The JSON Schema of an answer: every key required, none further, as strict modes ask."""
    words = {"type": "string"}
    perhaps = {"type": ["string", "null"]}
    statement = {
        "speaker": words, "affiliation": perhaps, "via": perhaps, "cue": perhaps,
        "stance": _one_of(Stance), "quotes": {"type": "array", "items": words},
    }  # fmt: skip
    event = {
        "type": _one_of(EventType), "stance": _one_of(EventStance),
        "manner": {"type": "array", "items": _one_of(Manner)}, "negated": {"type": "boolean"},
        **dict.fromkeys(ROLES, perhaps), "when": perhaps,
        "quotes": {"type": "array", "items": words}, "statements": {"type": "array", "items": {"type": "integer"}},
    }  # fmt: skip
    return _all_of(
        {
            "statements": {"type": "array", "items": _all_of(statement)},
            "events": {"type": "array", "items": _all_of(event)},
        }
    )


def _all_of(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def _one_of(kind: Any) -> dict[str, Any]:
    return {"type": "string", "enum": list(get_args(kind))}
