"""A finding on the row itself: not that a measure is touched, but that something in it does not fit or is not clear."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tidewaiter.model import Span

Cells = Mapping[str, Span]
"""The filled cells of a row by field (``trade/columns.yaml``); a span's quote is the cell as written."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing in the row that speaks for a reading (an ISO code) or against a cell, and how much it weighs.

    ``kind`` is one of the weights of ``korea.yaml`` ("port", "phone"); empty for what is no sign of a country.
    """

    why: str
    kind: str = ""
    speaks_for: str | None = None
    weight: int = 0
    evidence: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A finding on the row itself.

    ``kind`` is one of ``KINDS``; ``readings`` the countries that a doubtful cell may mean, the declared first;
    ``taken`` the one that the row's other cells settle, None where they do not.
    """

    kind: str
    what: str
    reasons: tuple[Reason, ...] = ()
    ask: tuple[str, ...] = ()
    readings: tuple[str, ...] = ()
    taken: str | None = None
    evidence: tuple[Span, ...] = ()


KINDS = {
    "probable-korea-confusion": "North Korea is named, and the row's other cells point to the South",
    "possible-korea-confusion": "North Korea is named, and something weak points to the South",
    "korea-unclear": "the words may mean either Korea, or stand for something else",
    "korea-contradicted": "North Korea is named, and its other cells point to both Koreas",
    "hidden-north": "another country is named, and a port, address, phone number or the goods' words say North Korea",
    "north-in-a-name": "a party elsewhere has a place of North Korea in its name",
    "imo-number": "the ship's number cannot be right",
    "code-against-description": "the words describe other goods than the declared code",
    "code-in-description": "a code within the description differs from the declared one",
    "bank-of-the-target": "a bank on the way of the money is the target's, and measures speak of that",
    "flag-of-the-target": "the ship sails under the target's flag, and measures speak of that",
    "ship-to-ship": "words speak of goods passed at sea and of the target, and measures speak of that",
    "people-of-the-target": "words speak of people of the target at work, and measures speak of that",
    "money-as-goods": "cash or gold goes to the target, and measures speak of moving its money",
    "listed-party": "a party is, by its name or number, on a list that was asked",
    "repeated-row": "an earlier row has the same cells and the same number of its papers",
    "equal-row": "an earlier row has the same cells, and no number tells the two apart",
    "hs-edition": "the edition of the Harmonized System in force on the day has no such code",
    "hs-border": "a later edition moved goods of the code over the border of a measure's codes",
    "date": "the day is after the last one that the data of the regime speak of",
    "quantity": "an amount cannot be right",
    "value": "a value cannot be right",
}
"""The kinds of remarks, each with what it says in short."""
