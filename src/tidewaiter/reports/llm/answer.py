"""A model's answer held against the text: what stands there verbatim is kept, all else is thrown away and named.

Nothing is repaired. A quote must stand in the part that was asked about, letter for letter, or
with other quotation marks, dashes and spaces (no offset moves by that). A speaker or a filler of
a role must stand in the evidence; one that stands elsewhere in the text is kept as a guess.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, get_args

from tidewaiter.errors import ReaderError
from tidewaiter.model import EventStance, EventType, Manner, Span, Stance
from tidewaiter.reports.llm.question import ROLES, Part
from tidewaiter.reports.text.even import even


@dataclass(frozen=True, slots=True)
class Words:
    """Words of the text, and whether they stand outside the evidence."""

    span: Span
    guess: bool = False


@dataclass(frozen=True, slots=True)
class Saying:
    """A statement of which every word was found."""

    stance: Stance
    evidence: tuple[Span, ...]
    speaker: Words
    affiliation: Words | None
    via: Words | None
    cue: Words | None


@dataclass(frozen=True, slots=True)
class Told:
    """An event of which every word was found. ``statements`` are numbers into the answer's sayings."""

    type: EventType
    stance: EventStance
    manner: tuple[Manner, ...]
    negated: bool
    evidence: tuple[Span, ...]
    roles: dict[str, Words]
    when: Words | None
    statements: tuple[int, ...]


@dataclass(slots=True)
class Checked:
    """What is left of an answer, and what was thrown away: what it was, and why."""

    sayings: list[Saying] = field(default_factory=list)
    events: list[Told] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)


def check(answer: str, document: str, text: str, part: Part) -> Checked:
    """The verified part of an answer.

    Raises ReaderError where it is no JSON object of statements and events.
    """
    return _Check(document, text, even(text), part).all(_decoded(answer))


def _decoded(answer: str) -> dict[str, Any]:
    import msgspec

    stripped = answer.strip()
    if stripped.startswith("```"):
        stripped = stripped.strip("`").removeprefix("json").strip()
    try:
        raw = msgspec.json.decode(stripped)
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        raise ReaderError("the language model's answer is no whole JSON", value=answer or "(nothing)") from None
    if not isinstance(raw, dict) or not all(isinstance(raw.get(key), list) for key in ("statements", "events")):
        raise ReaderError("the language model's answer does not follow the schema", value=answer)
    return raw


@dataclass(slots=True)
class _Check:
    document: str
    text: str
    view: str
    part: Part
    out: Checked = field(default_factory=Checked)

    def all(self, raw: dict[str, Any]) -> Checked:
        number: dict[int, int] = {}
        for at, item in enumerate(raw["statements"]):
            saying = self._saying(item, f"statement {at}")
            if saying is not None:
                number[at] = len(self.out.sayings)
                self.out.sayings.append(saying)
        for at, item in enumerate(raw["events"]):
            event = self._event(item, f"event {at}", number)
            if event is not None:
                self.out.events.append(event)
        return self.out

    def _saying(self, item: object, name: str) -> Saying | None:
        if not isinstance(item, dict):
            self._reject(f"{name}: not an object")
            return None
        stance = self._label(item.get("stance"), Stance, f"{name}, stance")
        evidence = self._quotes(item.get("quotes"), name)
        speaker = self._words(item.get("speaker"), evidence, f"{name}, speaker") if evidence else None
        if stance is None or speaker is None:
            self._reject(f"{name}: left out, for it has no verified quote, speaker or stance")
            return None
        affiliation, via, cue = (
            self._words(item.get(key), evidence, f"{name}, {key}") for key in ("affiliation", "via", "cue")
        )
        return Saying(stance, evidence, speaker, affiliation, via, cue if cue and not cue.guess else None)

    def _event(self, item: object, name: str, number: dict[int, int]) -> Told | None:
        if not isinstance(item, dict):
            self._reject(f"{name}: not an object")
            return None
        kind = self._label(item.get("type"), EventType, f"{name}, type")
        stance = self._label(item.get("stance"), EventStance, f"{name}, stance")
        evidence = self._quotes(item.get("quotes"), name)
        if kind is None or stance is None or not evidence:
            self._reject(f"{name}: left out, for it has no verified quote, type or stance")
            return None
        roles = {role: self._words(item.get(role), evidence, f"{name}, {role}") for role in ROLES}
        manner = [self._label(one, Manner, f"{name}, manner") for one in _listed(item.get("manner"))]
        told = [number[at] for at in _listed(item.get("statements")) if isinstance(at, int) and at in number]
        return Told(
            kind, stance, tuple(one for one in dict.fromkeys(manner) if one is not None), item.get("negated") is True,
            evidence, {role: words for role, words in roles.items() if words is not None},
            self._words(item.get("when"), evidence, f"{name}, when"), tuple(dict.fromkeys(told)),
        )  # fmt: skip

    def _quotes(self, quotes: object, name: str) -> tuple[Span, ...]:
        found: list[Span] = []
        for quote in _listed(quotes):
            span = self._find(quote, self.part.start, self.part.end, near=found[-1].end if found else None)
            if span is None:
                self._reject(f"{name}, quote: not in the text: {_shown(quote)}")
            elif span not in found:
                found.append(span)
        return tuple(sorted(found))

    def _words(self, words: object, evidence: Sequence[Span], name: str) -> Words | None:
        """The words in the evidence, else anywhere in the text before or after it, as a guess."""
        if words is None or words == "":
            return None
        for span in evidence:
            inside = self._find(words, span.start or 0, span.end or 0)
            if inside is not None:
                return Words(inside)
        elsewhere = self._find(words, 0, len(self.text), near=evidence[0].start)
        if elsewhere is None:
            self._reject(f"{name}: not in the text: {_shown(words)}")
            return None
        return Words(elsewhere, guess=True)

    def _find(self, quote: object, start: int, end: int, *, near: int | None = None) -> Span | None:
        """The place where the words stand, of several the one nearest to ``near``, else the first."""
        wanted = quote.strip() if isinstance(quote, str) else ""
        if not wanted:
            return None
        for haystack, needle in ((self.text, wanted), (self.view, even(wanted))):
            places = _places(haystack, needle, start, end)
            if places:
                at = min(places, key=lambda place: (abs(place - near), place)) if near is not None else places[0]
                return Span(self.document, self.text[at : at + len(wanted)], at, at + len(wanted))
        return None

    def _label(self, value: object, labels: Any, name: str) -> Any:
        if value in get_args(labels):
            return value
        self._reject(f"{name}: no such label: {_shown(value)}")
        return None

    def _reject(self, what: str) -> None:
        self.out.rejected.append(what)


def _places(text: str, words: str, start: int, end: int) -> list[int]:
    """Every place of the words as whole words: "Iran" is not found in "Iranian"."""
    found, at = [], text.find(words, start, end)
    while at >= 0:
        after = at + len(words)
        glued = (at > 0 and text[at - 1].isalnum() and words[0].isalnum() and words[0].isascii()) or (
            after < len(text) and text[after].isalnum() and words[-1].isalnum() and words[-1].isascii()
        )
        if not glued:
            found.append(at)
        at = text.find(words, at + 1, end)
    return found


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _shown(value: object) -> str:
    text = value if isinstance(value, str) else repr(value)
    return repr(text if len(text) <= 120 else text[:120] + "…")
