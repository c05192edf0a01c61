"""What the tables hold and what they answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["state", "territory", "historic", "union"]
How = Literal["name", "code", "capital", "seat", "demonym", "city", "port", "context", "none"]


@dataclass(frozen=True, slots=True)
class Place:
    """A state, territory, former state or union.

    ``code`` is the ISO 3166-1 alpha-2 code, or for want of one a code of our own from the
    range that ISO leaves to its users (``XK`` Kosovo, ``XA`` Abkhazia; the list stands in
    docs/concepts/places.md). A ``state`` is a member or observer of the United Nations;
    the word says nothing of the rest, which is ``territory``.
    """

    code: str
    name: str
    alpha3: str | None
    numeric: str | None
    kind: Kind


@dataclass(frozen=True, slots=True)
class Match:
    """What a text names: a place, or several it may be, and why.

    ``place`` is None where the text is unknown or may mean more than one place; nothing is
    guessed. ``candidates`` is filled where a name may mean more than one place, also where
    it is the proper name of one of them and often mistaken for another's ("Niger"), and
    where it may be no place at all. ``how`` "context" marks what only the surroundings can settle.
    ``locality`` is the canonical name of the town or port that was named.
    """

    text: str
    place: Place | None
    candidates: tuple[Place, ...]
    how: How
    why: str
    locality: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A match in running text: ``start`` and ``end`` in code points, half-open."""

    start: int
    end: int
    match: Match
