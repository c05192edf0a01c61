"""What looking parties up on published lists gave: proposals for a person, each with what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.party import Designation, PartyKind
from tidewaiter.model.span import Span
from tidewaiter.model.when import When

Said = Literal["full name", "family name", "acronym", "number"]
"""How a text names a party: in full; by the family name or the acronym of one named before; by a ship's number."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A listed party that words may name.

    ``party`` is its id, ``name`` the listed name that speaks most for it, ``score`` the probability (0 to 1) that it
    is the one meant and ``reasons`` the sentences that make it up. ``sure``: likely enough that a measure is
    answered "yes, if the same"; otherwise it is a question. ``measures`` are the ids of those that its ``designation``
    stands for; ``births`` help to tell it from others. ``quote`` are the words looked up, which stand at ``evidence``.
    """

    party: str
    name: str
    kind: PartyKind
    score: float
    sure: bool
    designation: Designation
    quote: str
    measures: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    births: tuple[When, ...] = ()
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Looked:
    """What the loaded lists hold of a role's names. ``asked`` are the measures that the loaded lists stand for: whether
    the party is designated under another one, nobody has looked.
    """

    found: tuple[Listed, ...] = ()
    asked: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A listed party that a text names, at one place; ``how`` see ``Said``."""

    span: Span
    how: Said
    listed: Listed
