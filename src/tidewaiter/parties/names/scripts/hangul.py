"""Names in Hangul: persons by family name and given syllables, organisations by their words, ships by syllables.

A person's given name makes one word a syllable, since lists write it joined, parted or hyphenated as they like.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import korean
from tidewaiter.parties.names.scripts.korean import (
    DPRK,
    DPRK_SOFT,
    MCCUNE,
    PASSPORT,
    PRESS,
    REVISED,
    SYSTEMS,
    as_korean,
    collect,
)  # fmt: skip
from tidewaiter.parties.names.scripts.segments import Entry, Segment, cut, is_title, lexicon, named, number, translated
from tidewaiter.parties.names.scripts.table import column, rows
from tidewaiter.parties.names.word import Reading, Word, WordRole

RANGES = ((0xAC00, 0xD7A3),)
# A run given to ``words`` may hold spaces, hyphens and digits between its syllables: order and kind depend on them.
_PIECE = re.compile(r"(?P<hangul>[가-힣]+)|(?P<number>[0-9]+)")
_WORDS = "korean_words"
_LAW, _GUESSED_LAW, _JOINED = 5, 12, 5
_GIVEN_MOST = 3

Piece = tuple[int, str]


def words(text: str, kind: PartyKind) -> tuple[Word, ...]:
    """The words of a name in Hangul; what is neither Hangul nor a digit only parts them."""
    pieces = [(found.start(), found[0]) for found in _PIECE.finditer(text)]
    if not pieces:
        return ()
    if kind in ("unknown", "person"):
        pieces = _with_title_apart(pieces)
    told = _told(pieces) if kind in ("unknown", "state") else kind
    if told == "person":
        return tuple(_person(pieces))
    if told == "vessel":
        return tuple(_vessel(pieces))
    return tuple(word for piece in _without_counters(pieces) for word in _organisation(*piece))


def _told(pieces: list[Piece]) -> PartyKind:
    """Person, vessel or organisation, from the name's own words where nobody says which."""
    hangul = [text for _, text in pieces if not text.isdigit()]
    if not hangul:
        return "organisation"
    if hangul[-1].endswith("호") and (len("".join(hangul)) > 3 or len(hangul) < len(pieces) or hangul == ["호"]):
        return "vessel"
    names = [text for text in hangul if not is_title(text, _WORDS)]
    if len(hangul) < len(pieces) or not names:
        return "organisation"
    return "person" if _looks_personal(names) else "organisation"


def _looks_personal(names: list[str]) -> bool:
    whole = "".join(names)
    if any(_speaks_of_organisation(name) for name in (*names, whole)):
        return False
    if _known_abroad(names):
        return True
    if _family(names) is not None and all(map(_may_name, whole)) and len(whole) <= 5:
        return True
    # names from other tongues: short ones, of syllables that Korean words hardly have
    return not all(map(_may_name, whole)) and len(names) <= 4


def _speaks_of_organisation(text: str) -> bool:
    segments = _cut(text)
    known = [segment for segment in segments if segment.entry and segment.entry.role in ("form", "common", "place")]
    if len(known) == len(segments) and len(text) > 2:
        return True
    last = segments[-1]
    return len(text) > 3 and last.end - last.start > 1 and last in known and not _is_place(last)


def _is_place(segment: Segment) -> bool:
    return segment.entry is not None and segment.entry.role == "place"


def _may_name(character: str) -> bool:
    return character in korean.sino_korean() or character in _native()


@cache
def _native() -> frozenset[str]:
    return frozenset("".join(row[0] for row in rows("korean_syllables") if row[1] == "native"))


# -- persons


def _person(pieces: list[Piece]) -> Iterator[Word]:
    titles = [piece for piece in pieces if len(pieces) > 1 and is_title(piece[1], _WORDS)]
    names = [piece for piece in pieces if piece not in titles]
    made = [word for start, text in titles for word in _title(start, text)]
    hangul = [text for _, text in names if not text.isdigit()]
    native = all(map(_may_name, "".join(hangul))) and not _known_abroad(hangul)
    family = _family(hangul) if native else None
    made += [number(start, text) for start, text in names if text.isdigit()]
    made += _native_name(names, family) if family else [_foreign(*piece) for piece in names if not piece[1].isdigit()]
    yield from sorted(made, key=lambda word: word.start)


def _with_title_apart(pieces: list[Piece]) -> list[Piece]:
    """Parts a title from the end of a person's name that is too long without it (김정은위원장)."""
    start, text = pieces[-1]
    for size in (4, 3, 2):
        name = text[:-size]
        fits = 2 <= len(name) <= _GIVEN_MOST + 2 and len(text) > 4
        if fits and is_title(text[-size:], _WORDS) and _looks_personal([name]):
            return [*pieces[:-1], (start, name), (start + len(name), text[-size:])]
    return pieces


def _title(start: int, text: str) -> tuple[Word, ...]:
    return translated(text, start, lexicon(_WORDS)[text], ())


def _family(names: list[str]) -> tuple[int, str] | None:
    """Which piece begins with the family name, and that name; the given name may stand first, parted by a space."""
    whole = "".join(names)
    if not 2 <= len(whole) <= _GIVEN_MOST + 2:
        return None
    families = _families()
    first, last = names[0], names[-1]
    if len(names) > 1 and last in families and (first not in families or len(first) > 1):
        return len(names) - 1, last
    if len(names) > 1 and first in families:
        return 0, first
    if len(whole) > 2 and whole[:2] in families and len(first) > 1:
        return 0, whole[:2]
    return (0, whole[:1]) if whole[0] in families and len(whole) <= _GIVEN_MOST + 1 else None


def _native_name(names: list[Piece], family: tuple[int, str]) -> Iterator[Word]:
    at, name = family
    given: list[Piece] = []
    for place, (start, text) in enumerate(piece for piece in names if not piece[1].isdigit()):
        if place == at:
            yield Word(name, start, start + len(name), family_readings(name), "family")
            given += [(start + shift, text[shift]) for shift in range(len(name), len(text))]
        else:
            given += [(start + shift, character) for shift, character in enumerate(text)]
    yield from _syllables(given, "given", southern=bool(korean.restored(name[0])))


def _syllables(given: list[Piece], role: WordRole, *, southern: bool = False) -> Iterator[Word]:
    """A word each syllable. Behind a family name that the law of initial sounds has changed (이, 유, 임), it may have
    changed the given name as well; who writes 김 or 리 leaves the first syllable as it is."""
    ends = [None, *(character for _, character in given), None]
    for place, (start, character) in enumerate(given):
        if role != "given":
            others = korean.bent(character)
        elif place:
            others = korean.dropped(character)
        else:
            others = korean.restored(character) if southern else ()
        readings = _given(character, ends[place], ends[place + 2], others, joined=role != "given")
        yield Word(character, start, start + 1, readings, role)


def family_readings(name: str) -> tuple[Reading, ...]:
    """How a family name is written; one that no table has is spelled as a given syllable is."""
    found = _families().get(name)
    return found if found else given_readings(name[0]) if len(name) == 1 else joined_readings(name)


def given_readings(character: str) -> tuple[Reading, ...]:
    """How a syllable of a given name is written that nobody wrote in Hangul, which would tell the North's from the
    South's: best first."""
    return _given(character, None, None, korean.bent(character))


@lru_cache(maxsize=8192)
def _given(
    character: str, before: str | None, after: str | None, bent: tuple[str, ...], *, joined: bool = False
) -> tuple[Reading, ...]:
    """The readings of a syllable between its neighbours; ``bent`` are its other forms by the law of initial sounds.

    With ``joined``, as in ships' names, the sound between the neighbours comes second: MANGYONGBONG.
    """
    others = [Reading(korean.alone(other, DPRK), _GUESSED_LAW) for other in bent]
    alone = [Reading(korean.alone(character, system)) for system in (DPRK, REVISED, PRESS)]
    custom = [Reading(letters) for letters in _custom().get(character, ())][:1]
    bound = Reading(_within(character, before, after), _JOINED)
    rest = [Reading(korean.alone(character, system)) for system in (PASSPORT, MCCUNE, DPRK_SOFT)]
    near = [bound] if joined else []
    return as_korean(collect([alone[0], *near, *alone[1:], *others[:2], *custom, bound, *rest], most=8))


def _within(character: str, before: str | None, after: str | None) -> str:
    """A syllable as McCune-Reischauer writes it between its neighbours: the difference to the word without it."""
    sounds = [korean.sound(one) if one else None for one in (before, character, after)]
    return korean.between(sounds[0], korean.sound(character), sounds[2], MCCUNE)


@cache
def _families() -> dict[str, tuple[Reading, ...]]:
    return {
        row[0]: as_korean(
            collect([*map(Reading, column(row, 1)), *(Reading(letters, 5) for letters in column(row, 2))], most=8)
        )
        for row in rows("korean_families")
    }


@cache
def _custom() -> dict[str, tuple[str, ...]]:
    return {row[0]: column(row, 1) for row in rows("korean_custom")}


# -- names from other tongues


def _foreign(start: int, text: str) -> Word:
    """A foreign name by its sounds: without the vowel ㅡ that parts consonants; ㅂ and ㅍ may be v and f."""
    return Word(text, start, start + len(text), _foreign_readings(text))


def _foreign_readings(text: str) -> tuple[Reading, ...]:
    sounds = [korean.sound(character) for character in text]
    full = korean.spell(sounds, REVISED)
    bare = korean.spell_foreign(sounds)
    known = _foreign_names().get(text, ())
    return collect(
        [
            *map(Reading, known),
            Reading(bare, _JOINED if known else 0),
            Reading(korean.spell_foreign(sounds, eo="er"), _JOINED),
            Reading(bare.replace("r", "l"), _JOINED),
            Reading(bare.replace("b", "v"), _JOINED),
            Reading(bare.replace("p", "f"), _JOINED),
            Reading(bare.replace("b", "v").replace("p", "f"), _JOINED),
            Reading(full, 10),
        ]
    )


@cache
def _foreign_names() -> dict[str, tuple[str, ...]]:
    return {form: column(row, 1) for row in rows("hangul_foreign") for form in row[0].split()}


def _known_abroad(names: list[str]) -> bool:
    """Whether a piece is a known foreign name; single syllables are family names rather."""
    return any(len(name) > 1 and name in _foreign_names() for name in names)


# -- organisations


def _cut(text: str) -> list[Segment]:
    return named(cut(text, _WORDS))


def _without_counters(pieces: list[Piece]) -> Iterator[Piece]:
    """Leaves out what makes a number an ordinal or counts it: 제2, 110호, 39호실."""
    for at, (start, text) in enumerate(pieces):
        counted = at > 0 and pieces[at - 1][1].isdigit() and pieces[at - 1][0] + len(pieces[at - 1][1]) == start
        if at + 1 < len(pieces) and pieces[at + 1][1].isdigit() and text.endswith("제"):
            text = text[:-1]
        if counted and text.startswith("호") and not text.startswith("호실"):
            start, text = start + 1, text[1:]
        if text:
            yield start, text


def _organisation(start: int, text: str) -> Iterator[Word]:
    if text.isdigit():
        yield number(start, text)
        return
    for segment in _cut(text):
        part = text[segment.start : segment.end]
        yield from _part(part, start + segment.start, segment.entry)


def _part(text: str, start: int, entry: Entry | None) -> Iterator[Word]:
    if entry is None:
        yield Word(text, start, start + len(text), joined_readings(text))
    elif entry.role == "person":
        yield from _person([(start, text)])
    else:
        yield from translated(text, start, entry, joined_readings(text))


@lru_cache(maxsize=8192)
def joined_readings(text: str) -> tuple[Reading, ...]:
    """How syllables that make one word are written."""
    sounds = [korean.sound(character) for character in text]
    alone = ["".join(korean.alone(character, system) for character in text) for system in (DPRK, REVISED, PRESS)]
    law = [korean.spell([korean.sound(other), *sounds[1:]], DPRK) for other in korean.bent(text[0])]
    return as_korean(
        collect(
            [
                *(Reading(korean.spell(sounds, system)) for system in (DPRK, REVISED)),
                *(Reading(letters, _JOINED) for letters in alone[:2]),
                *(Reading(letters, _LAW) for letters in law[:1]),
                *(Reading(korean.spell(sounds, system)) for system in SYSTEMS),
                Reading(alone[2], _JOINED),
            ]
        )
    )


# -- ships


def _vessel(pieces: list[Piece]) -> Iterator[Word]:
    """A ship's name, one word a syllable, its numbers, and 호 ("ship") at its end."""
    last = max((place for place, (_, text) in enumerate(pieces) if not text.isdigit()), default=-1)
    for place, (start, text) in enumerate(pieces):
        if text.isdigit():
            yield number(start, text)
        elif text != "제":
            is_ship = place == last and text.endswith("호")
            name = text[:-1] if is_ship else text
            yield from _syllables([(start + shift, character) for shift, character in enumerate(name)], "name")
            if is_ship:
                yield Word("호", start + len(name), start + len(text), (Reading("ho"),), "form")
