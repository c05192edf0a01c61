"""What matching answers: a listed party, how likely it is the one meant, and the reasons that make up the figure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tidewaiter.model.party import Name, Party

ReasonKind = Literal[
    "name", "word", "order", "number", "quality", "identifier", "birth", "country", "gender", "kind", "vessel"
]
Bearing = Literal["agrees", "near", "against", "not comparable"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of a score.

    ``effect`` is what it adds to the logarithm of the odds (0 for what is not comparable); ``query`` and ``entry`` are
    the words or values compared, as written, None where that side tells nothing; ``text`` is the sentence for a reader.
    """

    kind: ReasonKind
    bearing: Bearing
    effect: float
    text: str
    query: str | None = None
    entry: str | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """A listed party beside a query.

    ``score`` is the probability (0 to 1) that the party is the one meant, reckoned from the sum of the reasons'
    effects; ``name`` the listed name that speaks most for it.
    """

    party: Party
    name: Name
    score: float
    reasons: tuple[Reason, ...]
