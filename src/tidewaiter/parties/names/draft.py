"""A word of a name while it is still being made out, and the search for phrases of several words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from tidewaiter.parties.names.word import Reading, WordRole

T = TypeVar("T")
Phrases = dict[str, list[tuple[tuple[str, ...], T]]]


@dataclass(slots=True)
class Draft:
    """A word not yet finished: ``letters`` are its own in a-z, the usual reading first.

    ``upper`` is set where it is written in capitals; ``readings`` are empty as long as they are the letters alone.
    """

    start: int
    end: int
    letters: tuple[str, ...]
    script: str
    joint: str
    upper: bool = False
    role: WordRole = "name"
    readings: tuple[Reading, ...] = ()
    bare: bool = False

    @property
    def open(self) -> bool:
        """Whether nobody has said yet what the word is."""
        return self.role == "name"

    def own(self) -> tuple[Reading, ...]:
        """Its readings so far."""
        return self.readings or tuple(Reading(letters) for letters in self.letters)


def phrases(found: Iterable[tuple[str, T]]) -> Phrases[T]:
    """Phrases by their first word, the longest first."""
    made: Phrases[T] = {}
    for text, value in found:
        words = tuple(text.split())
        made.setdefault(words[0], []).append((words, value))
    for several in made.values():
        if len(several) > 1:
            several.sort(key=lambda one: -len(one[0]))
    return made


def known(drafts: list[Draft], table: Phrases[T]) -> bool:
    """Whether any word begins a phrase of the table: most names have none."""
    for draft in drafts:  # noqa: SIM110  (no generator: this runs several times on every name)
        if draft.letters[0] in table:
            return True
    return False


def phrase(drafts: list[Draft], at: int, table: Phrases[T]) -> tuple[int, T] | None:
    """How many words from ``at`` make up the longest phrase that is known, and its value."""
    several = table.get(drafts[at].letters[0])
    if several is None:
        return None
    for words, value in several:
        count = len(words)
        if count == 1 or (at + count <= len(drafts) and _follow(drafts, at, words)):
            return count, value
    return None


def _follow(drafts: list[Draft], at: int, words: tuple[str, ...]) -> bool:
    """Whether these words stand from ``at`` on."""
    for step, word in enumerate(words):  # noqa: SIM110  (no generator: see above)
        if word != drafts[at + step].letters[0]:
            return False
    return True


def merge(drafts: list[Draft], at: int, count: int, readings: tuple[Reading, ...], role: WordRole) -> Draft:
    """Makes one word of ``count`` words from ``at`` on, in place."""
    first, last = drafts[at], drafts[at + count - 1]
    one = Draft(first.start, last.end, (readings[0].letters,), first.script, first.joint, first.upper, role, readings)
    one.bare = any(draft.bare for draft in drafts[at : at + count])
    drafts[at : at + count] = [one]
    return one
