"""A name as words: the one door of this room.

The name is cut into pieces by script, each script's module reads its own, and what names of any script share is found
over the whole: legal forms, numbers, titles, particles, compounds of several words, the order of family and given name.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module, util

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names import numbers, organisations, persons
from tidewaiter.parties.names.draft import Draft, merge
from tidewaiter.parties.names.latin import letters
from tidewaiter.parties.names.normal import Piece, pieces
from tidewaiter.parties.names.word import Reading, Spelling, Word

Reader = Callable[[str, PartyKind], tuple[Word, ...]]
Romanised = tuple[tuple[Reading, ...], ...]

_ORGANISED = frozenset({"form", "common"})
_SIGNS = re.compile(r"[a-z0-9AWYEM]+\Z")


def spell(text: str, kind: PartyKind = "unknown", *, parts: tuple[tuple[str, str], ...] = ()) -> Spelling:
    """A name of a party of that ``kind`` as words with their readings; ``parts`` are what the list tells apart."""
    found, notes = pieces(text)
    drafts = _drafts(text, found, kind, notes)
    if drafts:
        _read(drafts, kind, parts)
    person = kind == "person" or (kind == "unknown" and not any(draft.role in _ORGANISED for draft in drafts))
    words = tuple(_word(text, draft, person=person) for draft in drafts)
    return Spelling(text, words, tuple(notes))


def _read(drafts: list[Draft], kind: PartyKind, parts: tuple[tuple[str, str], ...]) -> None:
    """Everything that several words decide together, in place."""
    join_acronyms(drafts, kind)
    if kind == "unknown" and (organisations.mark_forms(drafts, certain=False) or organisations.speaks(drafts)):
        kind = "organisation"
    if kind in ("organisation", "state"):
        _read_organisation(drafts)
    elif kind in ("vessel", "aircraft"):
        numbers.mark(drafts, kind=kind)
        numbers.mark_vessel(drafts)
        persons.join_compounds(drafts)
        persons.mark_particles(drafts, "org")
    else:
        _read_person(drafts, kind, parts)


def _read_organisation(drafts: list[Draft]) -> None:
    organisations.mark_forms(drafts, certain=True)
    numbers.mark(drafts, kind="organisation")
    persons.join_compounds(drafts)
    organisations.mark_common(drafts, certain=True)
    persons.mark_particles(drafts, "org")


def _read_person(drafts: list[Draft], kind: PartyKind, parts: tuple[tuple[str, str], ...]) -> None:
    if kind == "person":
        organisations.mark_forms(drafts, certain=False, person=True)
    numbers.mark(drafts, kind=kind)
    persons.mark_titles(drafts)
    persons.join_compounds(drafts)
    if kind == "unknown":
        organisations.mark_common(drafts, certain=False)
    persons.mark_particles(drafts, "person")
    persons.mark_order(drafts, parts)
    mark_initials(drafts)


def mark_initials(drafts: list[Draft]) -> None:
    """Single letters are initials, but not beside Korean or Chinese names, where they are syllables ("O Kuk Ryol")."""
    singles = [draft for draft in drafts if draft.role in _NAMES and _single(draft)]
    if singles and not (len(drafts) > 1 and eastern(tuple(draft.letters[0] for draft in drafts))):
        for draft in singles:
            draft.role = "initial"


def join_acronyms(drafts: list[Draft], kind: PartyKind) -> None:
    """Makes one word of single letters with dots or strokes between ("U.S.S.R.", "A/S"); a person's are initials."""
    at = 0
    while at < len(drafts):
        end = at + 1
        if _single(drafts[at]):
            while end < len(drafts) and _single(drafts[end]) and drafts[end].joint in "./":
                end += 1
        if end - at > 1:
            whole = "".join(draft.letters[0] for draft in drafts[at:end])
            if _acronym(whole, kind):
                merge(drafts, at, end - at, (Reading(whole),), "name").readings = ()
        at += 1


def _single(draft: Draft) -> bool:
    return len(draft.letters[0]) == 1 and draft.script not in ("digits", "&")


def _acronym(whole: str, kind: PartyKind) -> bool:
    if kind == "person":
        return False
    return kind != "unknown" or len(whole) > 2 or organisations.is_form(whole)


def _drafts(text: str, found: list[Piece], kind: PartyKind, notes: list[str]) -> list[Draft]:
    """The words of the pieces: Latin ones as they are, runs of another script by its module."""
    drafts: list[Draft] = []
    at = 0
    while at < len(found):
        piece = found[at]
        if piece.script in ("latin", "digits", "&"):
            draft = _plain(piece)
            if draft:
                drafts.append(draft)
            at += 1
            continue
        end = at + 1
        while end < len(found) and _continues(found[at], found[end]):
            end += 1
        drafts.extend(_foreign(text, found[at:end], kind, notes))
        at = end
    return drafts


def _plain(piece: Piece) -> Draft | None:
    if piece.script == "digits":
        shown = "".join(str(int(digit)) for digit in piece.text if digit.isdecimal())
        return Draft(piece.start, piece.end, (shown,), "digits", piece.joint) if shown else None
    if piece.script == "&":
        return Draft(piece.start, piece.end, ("and",), "&", piece.joint, role="particle", readings=(Reading("and"),))
    own = letters(piece.text)
    if not own:
        return None
    return Draft(piece.start, piece.end, own, "latin", piece.joint, piece.text.isupper())


_FAMILY = {"kana": "han", "bopomofo": "han"}


def _continues(first: Piece, following: Piece) -> bool:
    """Whether a piece belongs to the run of a script: spaces, hyphens and glued digits are inside it."""
    if following.script == "digits":
        return following.joint == ""
    if _FAMILY.get(following.script, following.script) == _FAMILY.get(first.script, first.script):
        return following.joint in ("", " ", "-", "'")
    return False


@cache
def _module(script: str) -> Reader | None:
    """What reads a script; None where nothing does."""
    name = f"tidewaiter.parties.names.scripts.{script}"
    if not script or util.find_spec(name) is None:
        return None
    found: Reader = import_module(name).words
    return found


def _foreign(text: str, run: list[Piece], kind: PartyKind, notes: list[str]) -> list[Draft]:
    """The words of a run of another script."""
    script = next((piece.script for piece in run if piece.script == "kana"), run[0].script)
    start, end = run[0].start, run[-1].end
    written = text[start:end]
    reader = _module(script)
    if reader is None:
        notes.append(f"script not read: {script or 'unknown'}")
        return []
    made: list[Draft] = []
    for word in reader(written, kind):
        readings = tuple(reading for reading in word.readings if _SIGNS.match(reading.letters))
        if readings:
            made.append(_taken(word, readings, start, run[0].joint if not made else " ", script))
    return made


def _taken(word: Word, readings: tuple[Reading, ...], start: int, joint: str, script: str) -> Draft:
    """A word that a script's module made, ``start`` being where its run begins."""
    draft = Draft(start + word.start, start + word.end, (readings[0].letters,), script, joint)
    draft.role, draft.readings, draft.bare = word.role, readings, word.bare
    return draft


def _word(text: str, draft: Draft, *, person: bool) -> Word:
    readings = draft.readings
    if person and draft.role in _NAMES and draft.script in _SPELT and not draft.bare:
        readings = _personal(draft.letters, readings, family=draft.role == "family")
    elif not readings:
        readings = _plainly(draft.letters)
    return Word(text[draft.start : draft.end], draft.start, draft.end, readings, draft.role, draft.bare)


_SPELT = frozenset({"latin", "cyrillic", "greek", "armenian", "georgian"})  # scripts that write every sound
_NAMES = frozenset({"name", "given", "family"})


@cache
def _eastern() -> tuple[Callable[[tuple[str, ...]], Romanised | None], ...]:
    """What reads Latin words as Korean or Chinese syllables, as far as it is there."""
    names = (f"tidewaiter.parties.names.scripts.{name}" for name in ("latin_korean", "latin_chinese"))
    return tuple(import_module(name).readings for name in names if util.find_spec(name))


@lru_cache(maxsize=4096)
def eastern(words: tuple[str, ...]) -> Romanised | None:
    """The readings of a person's Latin words if they are a Korean or a Chinese name."""
    return next((found for read in _eastern() if (found := read(words)) is not None), None)


@lru_cache(maxsize=65536)
def _plainly(own: tuple[str, ...]) -> tuple[Reading, ...]:
    return tuple(Reading(letters) for letters in own)


@lru_cache(maxsize=65536)
def _personal(own: tuple[str, ...], readings: tuple[Reading, ...], *, family: bool) -> tuple[Reading, ...]:
    """The readings of a word of a person's name: its own, and those of the names that it may stand for."""
    return organisations.once((readings or _plainly(own)) + persons.others(own[0], family=family))
