"""Whether the words that tell of an act point to the regime's target.

A report that names the target tells of other trade as well. To whom or from whom the goods went, where that is
open, is a question worth a reader's time if the words of the act name the target, or if a party that is open
is named elsewhere in the report beside it. docs/decisions/0012-ties-of-an-act.md has the figures.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

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
    named: tuple[tuple[int, int], ...]
    rest: str
    triage: Triage

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
    return Ties(text, named, "".join(rest), triage)


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
