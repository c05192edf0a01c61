"""Names in Burmese: a word a syllable, as Burmese names are written in Latin letters ("Aung San Suu Kyi").

The readings are those of the press and of BGN/PCGN; syllables that the script stacks are one word. An honorific before
a name (U, Daw, Maung, Ko, Ma) is a title.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import product

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts.lexicon import KEPT, Meaning, distinct, load_meanings, load_readings
from tidewaiter.parties.names.scripts.table import rows
from tidewaiter.parties.names.word import Reading, Word, WordRole

RANGES = ((0x1000, 0x109F), (0xA9E0, 0xA9FE), (0xAA60, 0xAA7F))

_TOKEN = re.compile("[\u1000-\u103f\u104c-\u104f\u1050-\u109f]+|[\u1040-\u1049]+")
_CONSONANT = "[\u1000-\u1021\u103f]"
_SYLLABLE = re.compile(
    f"(?:{_CONSONANT}[\u103b-\u103e]*|[\u1023-\u102a])(?:[\u102b-\u1032\u1036-\u1038]|{_CONSONANT}\u1037?\u103a\u1037?|"
    f"\u103a|{_CONSONANT}(?=\u1039))*(\u1039)?"
)
_TONES = str.maketrans({"\u1037": None, "\u1038": None, "\u102b": "\u102c"})
_CLUSTER = re.compile(f"({_CONSONANT}[\u103b\u103c]?)(\u103d?)(\u103e?)(.*)")
_VOWEL_LETTERS = {"ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "u", "ဧ": "e", "ဩ": "aw", "ဪ": "aw", "ဨ": "e"}
_MOST = 6  # syllables of the longest word in the tables


def words(text: str, kind: PartyKind = "unknown") -> tuple[Word, ...]:
    """The words of a run in Burmese; offsets are those of ``text``."""
    found: list[Word] = []
    for piece in _TOKEN.finditer(text):
        if piece.group()[0] in "၀၁၂၃၄၅၆၇၈၉":
            found.append(_word(text, piece.span(), (Reading(str(int(piece.group()))),), "number"))
            continue
        at = piece.start()
        while at < piece.end():
            word = _next(text, at, piece.end(), kind, first=not found)
            if word.readings:
                found.append(word)
            at = word.end
    return tuple(found)


def _word(text: str, place: tuple[int, int], readings: tuple[Reading, ...], role: WordRole = "name") -> Word:
    return Word(text[place[0] : place[1]], *place, readings, role)


def _next(text: str, at: int, end: int, kind: PartyKind, *, first: bool) -> Word:
    """The word at a place: a word of organisations or a title, a known name, else one syllable with what it stacks."""
    ends = _ends(text, at, end)
    for stop in reversed(ends):
        piece = text[at:stop]
        meaning = _meanings().get(piece)
        if meaning and _counts(piece, meaning, kind, first=first, last=stop == end):
            return _word(text, (at, stop), meaning[1], meaning[0])
        known = _names().get(piece.translate(_TONES)) if stop > ends[0] else None
        if known:
            return _word(text, (at, stop), known)
    if not ends:
        return _word(text, (at, at + 1), ())
    return _word(text, (at, ends[0]), _readings(text[at : ends[0]]))


def _ends(text: str, at: int, end: int) -> list[int]:
    """Where the next syllables end (a stack is one), as far as a word of the tables may reach."""
    found: list[int] = []
    start = at
    while len(found) < _MOST and (syllable := _SYLLABLE.match(text, start, end)):
        start = syllable.end()
        if text[start - 1] != "\u1039":
            found.append(start)
    return found or ([start] if start > at else [])


def _counts(piece: str, meaning: Meaning, kind: PartyKind, *, first: bool, last: bool) -> bool:
    """Whether a word's meaning counts: an honorific first and not alone, a word of organisations not in persons."""
    if meaning[0] == "title":
        return first and not last and kind != "organisation"
    return kind == "organisation" or (kind != "person" and len(piece) > 4)


@cache
def _names() -> dict[str, tuple[Reading, ...]]:
    found: dict[str, tuple[Reading, ...]] = {}
    for name, readings in load_readings("burmese-names").items():
        key = name.translate(_TONES)
        found[key] = distinct((*found.get(key, ()), *readings))
    return found


@cache
def _meanings() -> dict[str, Meaning]:
    return load_meanings("burmese-organisations")


@cache
def _letters(table: str) -> dict[str, tuple[str, ...]]:
    return {row[0].strip("-"): tuple(form.strip("-") for form in row[1].split()) for row in rows(f"burmese-{table}")}


@lru_cache(maxsize=KEPT)
def _readings(written: str) -> tuple[Reading, ...]:
    """A syllable, or several that are stacked, as known or by the tables of consonants and rhymes."""
    known = _names().get(written.translate(_TONES), ())
    forms = [_render(part) for part in _SYLLABLE.finditer(written)]
    choices = product(*(form[:3] for form in forms)) if len(forms) < 4 else [tuple(form[0] for form in forms)]
    spelled = (Reading("".join(choice), 3 * min(number, 3)) for number, choice in enumerate(choices))
    return distinct((*known, *spelled))


def _render(match: re.Match[str]) -> tuple[str, ...]:
    """The ways to write one syllable: initial by rhyme."""
    syllable = match.group().translate(_TONES).rstrip("\u1039")
    if syllable[0] in _VOWEL_LETTERS:
        return (_VOWEL_LETTERS[syllable[0]],)
    if match.group().endswith("\u1039") and re.fullmatch(f".*{_CONSONANT}\u1039", match.group()[1:]):
        # the upper letter of a stack ends the syllable
        syllable += "\u103a"
    head, glide, breath, rhyme = _CLUSTER.fullmatch(syllable).groups()  # type: ignore[union-attr]
    letters, rhymes = _letters("letters"), _letters("rhymes")
    initials = letters.get(head + breath) or letters.get(head) or letters.get(head[0], ("",))
    if breath and head + breath not in letters:
        initials = tuple("h" + one for one in initials) + initials
    ends = rhymes.get(glide + rhyme)
    if ends is None:
        ends = tuple(("w" if glide else "") + one for one in rhymes.get(rhyme, _nearest(rhyme, rhymes)))
    return tuple(dict.fromkeys(one + end for one in initials for end in ends))


def _nearest(rhyme: str, rhymes: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The longest beginning of an unknown rhyme that is known."""
    return next((rhymes[rhyme[:size]] for size in range(len(rhyme), -1, -1) if rhyme[:size] in rhymes), ("a",))
