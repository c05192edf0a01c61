"""Whether the words that tell of an act point to the regime's target.

A report that names the target tells of other trade as well. To whom or from whom the goods went, where that is
open, is a question worth a reader's time if the words of the act name the target, or if a party that is open
is named elsewhere in the report beside it. docs/decisions/0012-ties-of-an-act.md has the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tidewaiter import places
from tidewaiter.model import Event, Role
from tidewaiter.reports.triage import Triage

NEAR = 500
"""How many characters before an act its subject is looked for: two or three sentences, a paragraph or two of news."""
_KNOWN = "the|this|that|these|those"
_SENTENCE = re.compile(r"[^\n.!?]*(?:[.!?](?!\s)[^\n.!?]*)*")


@dataclass(frozen=True, slots=True)
class Ties:
    """One report made ready: where it names the target, and its text without the names of other States.

    Other States' names are blanked, so that South Korea's do not pass for the target's.
    """

    text: str
    target: str
    named: tuple[tuple[int, int], ...]
    rest: str
    triage: Triage

    def without(self, event: Event, others: Iterable[Event]) -> Ties:
        """The ties that are left to an act of which another State is one side, when the other acts have taken theirs.

        Where the target is named as a side of another act with other goods, or in what is said of the law, that name
        says nothing of this one: who bought coal of the target and hired a ship elsewhere has not hired it there.
        """
        if not any(role and role.country not in (None, self.target) for role in (event.supplier, event.recipient)):
            return self
        taken = [span for other in others if _apart(event, other) for span in _sides(other, self.target)]
        rest = list(self.rest)
        for start, end in taken:
            rest[start:end] = " " * (end - start)
        free = tuple((a, b) for a, b in self.named if not any(a < end and start < b for start, end in taken))
        return replace(self, named=free, rest="".join(rest))

    def hold(self, event: Event) -> bool:
        """Whether the act points to the target."""
        told = [(span.start, span.end) for span in event.evidence if span.start is not None and span.end is not None]
        if _leans_back(event):
            told += [(max(0, start - NEAR), start) for start, _ in told]
        return any(self._at(start, end) for start, end in told) or any(self._beside(name) for name in _open(event))

    def _at(self, start: int, end: int) -> bool:
        if any(first < end and start < last for first, last in self.named):
            return True
        touch = self.triage.touch(self.rest[start:end])
        return touch is not None and touch.why == "place or party"

    def _beside(self, name: str) -> bool:
        """Whether a sentence names a party and the target."""
        if name not in self.text:
            return False
        word = re.compile(rf"\b{re.escape(name)}\b")
        return any(word.search(one[0]) and self._at(*one.span()) for one in _SENTENCE.finditer(self.text))


def ties(text: str, target: str, triage: Triage) -> Ties:
    """A report made ready to be asked for the ties of its acts to ``target``, a country code."""
    found = [mention for mention in places.scan(text) if mention.match.place]
    rest = list(text)
    for mention in found:
        if mention.match.place and mention.match.place.code != target:
            rest[mention.start : mention.end] = " " * (mention.end - mention.start)
    named = tuple((m.start, m.end) for m in found if m.match.place and m.match.place.code == target)
    return Ties(text, target, named, "".join(rest), triage)


def _apart(event: Event, other: Event) -> bool:
    """Whether another act is about other goods: coal that is sold on is still the coal that came before."""
    if other is event:
        return False
    own, others = (set(one.item.kinds if one.item else ()) for one in (event, other))
    return other.type == "statement-of-law" or own.isdisjoint(others)


def _sides(event: Event, target: str) -> list[tuple[int, int]]:
    """Where the text names the target, or its people, as a side of an act."""
    sides = [role for role in (event.supplier, event.recipient) if role and role.country == target]
    law = event.type == "statement-of-law"
    spans = event.evidence if law else tuple(span for role in sides for span in role.evidence)
    return [(span.start, span.end) for span in spans if span.start is not None and span.end is not None]


def _leans_back(event: Event) -> bool:
    """Whether what is said of the act rests on what was said before it.

    An act without any party goes on from its subject; goods with "the" were named before; whose nationals workers
    are is said at the first mention, and not with every count.
    """
    if event.type == "labour" or (event.supplier is None and event.recipient is None):
        return True
    item = event.item.text if event.item else None
    known = re.compile(rf"\b(?:{_KNOWN})\s+{re.escape(item)}\b", re.IGNORECASE) if item else None
    return known is not None and any(known.search(span.quote) for span in event.evidence)


def _open(event: Event) -> list[str]:
    """The names, as written, of the parties whose country is open; a common noun names nobody."""
    parts = (event.supplier, event.recipient, event.origin, event.destination)
    roles: list[Role] = [one for role in parts if role for one in (role, *role.others) if one.country is None]
    return list(dict.fromkeys(name for one in roles for name in (one.text, one.name) if name and name[0].isupper()))
