"""A name as words: the one door of this room.

The name is cut into pieces by script, each script's module reads its own, and what names of any script share is found
over the whole: legal forms, numbers, titles, particles, compounds of several words, the order of family and given name.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from importlib import import_module, util

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names import normal, numbers, organisations, persons, quoted, unread
from tidewaiter.parties.names.draft import Draft, merge
from tidewaiter.parties.names.latin import letters
from tidewaiter.parties.names.normal import Piece, pieces
from tidewaiter.parties.names.word import Reading, Spelling, Word

Reader = Callable[[str, PartyKind], tuple[Word, ...]]
Romanised = tuple[tuple[Reading, ...], ...]

ENOUGH = 2  # names of a person beside which one in quotation marks can be left out
_ORGANISED = frozenset({"form", "common"})
_SIGNS = re.compile(r"[a-z0-9AWYEM]+\Z")


def spell(text: str, kind: PartyKind = "unknown", *, parts: tuple[tuple[str, str], ...] = ()) -> Spelling:
    """A name of a party of that ``kind`` as words with their readings; ``parts`` are what the list tells apart."""
    found, notes = pieces(text)
    drafts = _drafts(text, found, kind, notes)
    if drafts:
        if kind == "person":
            persons.mend_digits(drafts, notes)
        _read(text, drafts, kind, parts)
    person = kind == "person" or (kind == "unknown" and not any(draft.role in _ORGANISED for draft in drafts))
    words = tuple(_word(text, draft, person=person) for draft in drafts)
    return Spelling(text, words, tuple(notes))


def _read(text: str, drafts: list[Draft], kind: PartyKind, parts: tuple[tuple[str, str], ...]) -> None:
    """Everything that several words decide together, in place."""
    join_acronyms(drafts, kind)
    if kind == "unknown" and (
        organisations.mark_forms(drafts, certain=False)
        or organisations.speaks(drafts)
        or any(draft.role == "common" for draft in drafts)
    ):
        kind = "organisation"
    if kind in ("organisation", "state"):
        _read_organisation(drafts)
    elif kind in ("vessel", "aircraft"):
        numbers.mark(drafts, kind=kind)
        numbers.mark_vessel(drafts)
        persons.join_compounds(drafts)
        persons.mark_particles(drafts, "org")
    else:
        by_name = quoted.set_aside(text, drafts, certain=kind == "person")
        _read_person(drafts, kind, parts)
        if by_name:
            _read_by_name(drafts, by_name, kind)


def _read_by_name(drafts: list[Draft], by_name: list[Draft], kind: PartyKind) -> None:
    """Puts the words in quotation marks back among the others; like a patronymic they are often left out.

    Beside a single name they are half of what the person is known by, and count as any other.
    """
    _read_person(by_name, kind, ())
    known = sum(draft.role in _NAMES for draft in drafts) >= ENOUGH
    for draft in by_name:
        if known and draft.role in _NAMES:
            draft.role = "patronymic"
    drafts[:] = sorted((*drafts, *by_name), key=lambda draft: draft.start)


def _read_organisation(drafts: list[Draft]) -> None:
    for draft in drafts[1:]:
        if draft.role == "initial":  # a script's module cannot tell "И" (and) from an initial in a name in capitals
            draft.role = "name"
    organisations.mark_forms(drafts, certain=True)
    numbers.mark(drafts, kind="organisation")
    persons.join_compounds(drafts)
    organisations.mark_common(drafts, certain=True)
    persons.mark_particles(drafts, "org")


def _names_alone(drafts: list[Draft]) -> bool:
    """Whether a person's name has nothing beside names, as most have."""
    for draft in drafts:  # noqa: SIM110  (no generator: this runs on every name)
        if draft.script != "latin" or not _is_name(draft.letters[0]):
            return False
    return True


@lru_cache(maxsize=65536)
def _is_name(own: str) -> bool:
    return persons.is_plain(own) and not organisations.begins_form(own)


def _read_person(drafts: list[Draft], kind: PartyKind, parts: tuple[tuple[str, str], ...]) -> None:
    if kind == "person" and _names_alone(drafts):
        _mark_syllables(drafts)
        persons.mark_order(drafts, parts)
        return
    if kind == "person":
        organisations.mark_forms(drafts, certain=False, person=True)
    numbers.mark(drafts, kind=kind)
    if not (whole := _mark_syllables(drafts)):
        persons.mark_titles(drafts)
    if kind == "person":
        persons.part_initials(drafts)
    persons.join_compounds(drafts)
    if kind == "unknown":
        organisations.mark_common(drafts, certain=False)
    syllables = whole or _mark_syllables(drafts)
    if not syllables:
        persons.mark_particles(drafts, "person")
    persons.mark_order(drafts, parts)
    if not syllables:
        persons.mark_cut_off(drafts)
        for draft in drafts:
            if draft.role in _NAMES and draft.script == "latin" and _single(draft):
                draft.role = "initial"


def _mark_syllables(drafts: list[Draft]) -> bool:
    """Gives the words of a Korean or Chinese name their further readings; whether it is one.

    In such a name a small word is a syllable, and no particle or initial: "O Kuk Ryol", "Li Da".
    """
    named = [draft for draft in drafts if draft.open and draft.script == "latin"]
    found = eastern(tuple(draft.letters[0] for draft in named)) if 1 < len(named) < 5 else None
    if found is None:
        return False
    for draft, readings in zip(named, found, strict=False):
        draft.readings = draft.own() + readings
        draft.script = "syllables"
    return True


def join_acronyms(drafts: list[Draft], kind: PartyKind) -> None:
    """Makes one word of single letters with dots or strokes between ("U.S.S.R.", "A/S"); a person's are initials.

    An organisation's may also be written apart: "P J S C".
    """
    at = 0
    while at < len(drafts):
        end = at + 1
        if _single(drafts[at]):
            end = _letters_until(drafts, at, "./")
            if end - at == 1 and kind in ("organisation", "state"):
                end = _apart_until(drafts, at)
        if end - at > 1:
            whole = "".join(draft.letters[0] for draft in drafts[at:end])
            if _acronym(whole, kind):
                merge(drafts, at, end - at, (Reading(whole),), "name").script = "acronym"
        elif kind != "person" and end + 1 < len(drafts) and drafts[end].letters[0] == "and":
            _join_pair(drafts, at)
        at += 1


def _letters_until(drafts: list[Draft], at: int, signs: str) -> int:
    end = at + 1
    while end < len(drafts) and _single(drafts[end]) and drafts[end].joint in signs:
        end += 1
    return end


def _apart_until(drafts: list[Draft], at: int) -> int:
    """Where single letters end that are written with spaces; a legal form behind others is none of theirs."""
    end = _letters_until(drafts, at, " ")
    if end - at > 1 and end < len(drafts) and _single(drafts[end]) and drafts[end].joint in "./":
        end -= 1
    whole = "".join(draft.letters[0] for draft in drafts[at:end])
    if not organisations.is_form(whole):
        end -= next((size for size in (4, 3, 2) if size < len(whole) and organisations.is_form(whole[-size:])), 0)
    return end


def _join_pair(drafts: list[Draft], at: int) -> None:
    """Makes one word of "AT&T", "H and M"."""
    one, sign, other = drafts[at : at + 3]
    pair = one.letters[0], other.letters[0]
    if one.script == other.script == "latin" and len("".join(pair)) < (6 if sign.joint == other.joint == "" else 4):
        merge(drafts, at, 3, (Reading("".join(pair)), Reading("and".join(pair), 5)), "name")


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
            drafts.extend(_plain(piece, kind))
            at += 1
            continue
        end = _run(found, at)
        made = _foreign(text, found[at:end], kind, notes)
        if piece.script in ("cyrillic", "greek") and any(one.script == "latin" for one in found):
            _add_twins(text, made)
        drafts.extend(made)
        at = end
    return drafts


def _add_twins(text: str, made: list[Draft]) -> None:
    """Beside Latin words, a word all of whose letters look like Latin ones may be meant so."""
    for draft in made:
        if seen := normal.twin(text[draft.start : draft.end]):
            draft.readings = organisations.once((*draft.readings, Reading(seen, LOOKS_LIKE)))


LOOKS_LIKE = 5  # a word of Cyrillic or Greek letters read as the Latin ones they look like


def _run(found: list[Piece], at: int) -> int:
    """Where the run of a script that begins at ``at`` ends: spaces, hyphens, points and digits may be inside it."""
    end = at + 1
    while end < len(found):
        if found[end].script == "digits":
            inside = end + 1 < len(found) and _same(found[at], found[end + 1]) and found[end].joint in _INSIDE
            if not inside and found[end].joint != "":
                break
        elif not (_same(found[at], found[end]) or _pointed(found[end - 1], found[end])):
            break
        end += 1
    return end


def _pointed(before: Piece, piece: Piece) -> bool:
    """Whether a point stands between two single letters of a script whose module reads such abbreviations itself."""
    single = len(before.text) == len(piece.text) == 1
    return single and piece.joint == "." and before.script == piece.script in ("arabic", "hebrew")


_INSIDE = ("", " ", "-", "'")
_FAMILY = {"kana": "han", "bopomofo": "han"}


def _same(first: Piece, following: Piece) -> bool:
    """Whether a piece of letters belongs to the run that another one began."""
    scripts = [_FAMILY.get(piece.script, piece.script) for piece in (first, following)]
    return scripts[0] == scripts[1] and following.joint in _INSIDE


def _plain(piece: Piece, kind: PartyKind) -> tuple[Draft, ...]:
    """The word of a piece that needs no other script's module; none where no letter or digit is left of it."""
    if piece.script == "&":
        return (Draft(piece.start, piece.end, ("and",), "&", piece.joint, role="particle", readings=(Reading("and"),)),)
    if piece.script == "digits":
        shown = "".join(str(unicodedata.digit(one)) for one in piece.text if one.isdigit())
        return (Draft(piece.start, piece.end, (shown,), "digits", piece.joint),) if shown else ()
    if "'" in piece.text and kind != "person" and (parts := _elided(piece)):
        return parts
    own, upper = letters(piece.text), piece.text.isupper()
    if not upper and kind != "person" and not piece.text[1:].islower() and (parts := _glued(piece)):
        return parts
    return (Draft(piece.start, piece.end, own, "latin", piece.joint, upper),) if own else ()


_GLUED = re.compile(r"([A-Z].*[a-z])([A-Z]{2,4}|GmbH|Ltd|Inc|SpA)\Z")


def _glued(piece: Piece) -> tuple[Draft, ...]:
    """The name and the form in "SiemensAG", told by the capitals."""
    found = _GLUED.match(piece.text)
    if not found or not organisations.is_form(found[2].lower()) or len(piece.text) != piece.end - piece.start:
        return ()
    middle = piece.start + len(found[1])
    return (
        Draft(piece.start, middle, letters(found[1]), "latin", piece.joint),
        Draft(middle, piece.end, letters(found[2]), "latin", " ", upper=True),
    )


def _elided(piece: Piece) -> tuple[Draft, ...]:
    """The article and the word in "L'Orient", where they are two."""
    article, _, rest = piece.text.partition("'")
    own = letters(article)
    if not persons.is_elided(article.lower()) or len(rest) < 3 or len(piece.text) != piece.end - piece.start:
        return ()
    middle = piece.start + len(article)
    return (
        Draft(piece.start, middle, own, "latin", piece.joint, role="particle", readings=(Reading(own[0]),)),
        Draft(middle + 1, piece.end, letters(rest), "latin", "'", rest.isupper()),
    )


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
    start = run[0].start
    written, places = normal.compatible(text[start : run[-1].end])
    if run[0].joint == "(" and written in normal.enclosed():
        written, places = normal.enclosed()[written], [0] * len(normal.enclosed()[written])
    reader = _module(script)
    if reader is None:
        notes.append(f"script read only by the names of its letters: {script}")
    made: list[Draft] = []
    for word in reader(written, kind) if reader else unread.words(written):
        readings = tuple(reading for reading in word.readings if _SIGNS.match(reading.letters))
        if readings:
            draft = _taken(word, readings, run[0].joint if not made else " ", script)
            draft.start, draft.end = start + places[word.start], start + places[word.end - 1] + 1
            made.append(draft)
    return _with_digits(made, [piece for piece in run if piece.script == "digits"])


def _with_digits(made: list[Draft], digits: list[Piece]) -> list[Draft]:
    """The words of a run and the digits in it that none of them covers."""
    for piece in digits:
        if not any(draft.start < piece.end and draft.end > piece.start for draft in made) and piece.text:
            made.extend(_plain(piece, "unknown"))
    return sorted(made, key=lambda draft: draft.start) if digits else made


def _taken(word: Word, readings: tuple[Reading, ...], joint: str, script: str) -> Draft:
    """A word that a script's module made; its place is set by whom it was asked for."""
    draft = Draft(word.start, word.end, (readings[0].letters,), script, joint)
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
def _eastern() -> tuple[tuple[Callable[[tuple[str, ...]], Romanised | None], str], ...]:
    """What reads Latin words as Korean or Chinese syllables, and the system of such readings."""
    modules = [import_module(f"tidewaiter.parties.names.scripts.{name}") for name in ("latin_korean", "latin_chinese")]
    return tuple((module.readings, module.SYSTEM) for module in modules)


@lru_cache(maxsize=4096)
def eastern(words: tuple[str, ...]) -> Romanised | None:
    """The readings of a person's Latin words if they are a Korean or a Chinese name, or may be either.

    A word's own letters are among them, as a syllable of that language, and stand last: they stand first without it.
    """
    found = [
        tuple((*more, Reading(word, 0, system)) for word, more in zip(words, told, strict=True))
        for read, system in _eastern()
        if (told := read(words)) is not None
    ]
    return tuple(sum(several, ()) for several in zip(*found, strict=True)) if found else None


@lru_cache(maxsize=65536)
def _plainly(own: tuple[str, ...]) -> tuple[Reading, ...]:
    return tuple(Reading(letters) for letters in own)


@lru_cache(maxsize=65536)
def _personal(own: tuple[str, ...], readings: tuple[Reading, ...], *, family: bool) -> tuple[Reading, ...]:
    """The readings of a word of a person's name: its own, and those of the names that it may stand for."""
    return organisations.once((readings or _plainly(own)) + persons.others(own[0], family=family))
