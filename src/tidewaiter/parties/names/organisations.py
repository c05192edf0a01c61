"""What organisations call themselves: legal forms, and words for what they do."""

from __future__ import annotations

from functools import cache

from tidewaiter.parties.names.draft import Draft, Phrases, merge, phrase, phrases
from tidewaiter.parties.names.tables import rows
from tidewaiter.parties.names.word import Reading

OWN_FORM = 10  # the letters of a form itself, for names that run it together with the word before


@cache
def _forms() -> Phrases[tuple[str, str]]:
    """Legal forms: the class and where each is one ("" anywhere, "end" only last or first, "org" in organisations)."""
    return phrases((row[1], (row[0], row[2] if len(row) > 2 else "")) for row in rows("forms"))


@cache
def _common() -> Phrases[tuple[tuple[str, int], ...]]:
    """Words for what organisations do, and their English with its cost."""
    english: dict[str, list[tuple[str, int]]] = {}
    for row in rows("common"):
        english.setdefault(row[0], []).append((row[1], int(row[2]) if len(row) > 2 else 0))
    return phrases((text, tuple(several)) for text, several in english.items())


def mark_forms(drafts: list[Draft], *, certain: bool) -> bool:
    """Makes one word of each legal form; ``certain`` that this is an organisation. Whether any was found."""
    known, found, at = _forms(), False, 0
    while at < len(drafts):
        hit = phrase(drafts, at, known) if drafts[at].role == "name" else None
        if hit and _stands(drafts, at, *hit, certain=certain):
            count, (sort, _) = hit
            own = "".join(draft.letters[0] for draft in drafts[at : at + count])
            merge(drafts, at, count, _pair(Reading(sort), Reading(own, OWN_FORM)), "form")
            found = True
        at += 1
    return found


def _stands(drafts: list[Draft], at: int, count: int, value: tuple[str, str], *, certain: bool) -> bool:
    """Whether a form is one here: it is not the whole name, and short ones stand at an end."""
    where = value[1]
    if count == len(drafts):
        return False
    if where == "org" and not certain:
        return False
    return where == "" or at + count == len(drafts) or at == 0 or drafts[at + count].joint in ",()"


def is_form(letters: str) -> bool:
    """Whether an acronym is a legal form."""
    return any(words == (letters,) for words, _ in _forms().get(letters, ()))


def mark_common(drafts: list[Draft]) -> bool:
    """Gives the words for what organisations do their English reading. Whether any was found."""
    known, found, at = _common(), False, 0
    while at < len(drafts):
        draft = drafts[at]
        hit = phrase(drafts, at, known) if draft.role == "name" and not draft.readings else None
        if hit:
            count, english = hit
            readings = tuple(Reading(letters, cost) for letters, cost in english)
            if count == 1:
                own = tuple(Reading(letters) for letters in draft.letters)
                draft.readings, draft.role = _once(own + readings), "common"
            else:
                merge(drafts, at, count, readings, "common")
            found = True
        at += 1
    return found


def _pair(first: Reading, second: Reading) -> tuple[Reading, ...]:
    return (first,) if first.letters == second.letters else (first, second)


def _once(readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """The readings without those whose letters came before."""
    return tuple({reading.letters: reading for reading in reversed(readings)}.values())[::-1]
