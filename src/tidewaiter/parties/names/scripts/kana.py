"""Names that hold kana: Japanese ones, alone or with Chinese characters, and foreign ones in katakana."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tidewaiter.model.party import PartyKind
from tidewaiter.parties.names.scripts import han, japanese, segments
from tidewaiter.parties.names.word import Reading, Word, WordRole

RANGES = ((0x3041, 0x3096), (0x30A1, 0x30FA), (0x30FC, 0x30FE), (0x31F0, 0x31FF), (0xFF66, 0xFF9F))
_PIECE = re.compile(r"[ぁ-ゖァ-ヺー㐀-䶿一-鿿豈-﫿々〇]+|[0-9]+")
_SORT = re.compile(r"[ァ-ヺー]+|[ぁ-ゖー]+|[㐀-䶿一-鿿豈-﫿々〇]+")
_MIXED = re.compile(r"(?<=[一-鿿])[ヶケノ](?=[一-鿿])")  # 一ノ瀬, 関ヶ原: part of a name in characters

Piece = tuple[int, str]


def words(text: str, kind: PartyKind) -> tuple[Word, ...]:
    """The words of a name with kana in it."""
    pieces = [(found.start(), found[0]) for found in _PIECE.finditer(text)]
    if kind == "vessel" or (kind == "unknown" and pieces and pieces[-1][1].endswith("丸")):
        found = [word for piece in pieces for word in _vessel(*piece)]
    elif kind == "person" or (kind in ("unknown", "state") and _looks_personal(pieces)):
        found = list(_person(pieces))
    else:
        found = [word for piece in pieces for word in _organisation(*piece)]
    return tuple(word for word in found if word.readings)


def _looks_personal(pieces: list[Piece]) -> bool:
    return not any(text.isdigit() or _speaks_of_organisation(text) for _, text in pieces)


def _speaks_of_organisation(text: str) -> bool:
    return any(segment.entry is not None and segment.end - segment.start > 1 for segment in han.cut_up(text))


def _person(pieces: list[Piece]) -> Iterator[Word]:
    """Pieces are names where the writer parts them; else characters are the family name and kana the given one."""
    roles = _roles(pieces)
    for at, (start, text) in enumerate(pieces):
        if text.isdigit():
            yield Word(text, start, start + len(text), (Reading(text),), "number")
        elif len(pieces) == 1 and not _MIXED.search(text):
            yield from _unparted(start, text)
        else:
            yield _name(start, text, roles[at])


def _roles(pieces: list[Piece]) -> list[WordRole]:
    """Family and given name, where two pieces are not both of katakana, in which foreign names are written."""
    if len(pieces) == 2 and not all(map(_is_foreign, (text for _, text in pieces))):
        known = [japanese.usual(text) in japanese.families() for _, text in pieces]
        return ["given", "family"] if known == [False, True] else ["family", "given"]
    return ["name"] * len(pieces)


def _unparted(start: int, text: str) -> Iterator[Word]:
    parts = list(_SORT.finditer(text))
    for at, part in enumerate(parts):
        role: WordRole = "name" if len(parts) == 1 else "family" if at == 0 else "given"
        yield _name(start + part.start(), part[0], role)


def _is_foreign(text: str) -> bool:
    return all("ァ" <= sign <= "ー" for sign in text)


def _name(start: int, text: str, role: WordRole) -> Word:
    end = start + len(text)
    if _is_foreign(text):
        readings = japanese.foreign(text)
    elif _SORT.fullmatch(text) and "ぁ" <= text[0] <= "ゖ":
        readings = japanese.native(text)
    else:
        readings = japanese.given_readings(text) if role == "given" else japanese.family_readings(text)
    return Word(text, start, end, readings, role)


def _organisation(start: int, text: str) -> Iterator[Word]:
    """Known words in English; what lies between them in letters, katakana apart from characters."""
    if text.isdigit():
        yield segments.number(start, text)
        return
    for segment in han.cut_up(text):
        part, at = text[segment.start : segment.end], start + segment.start
        if segment.entry is not None:
            yield from han.known(part, at, segment.entry, spelled=(Reading(japanese.on(part), 0, japanese.SYSTEM),))
            continue
        for run in _SORT.finditer(part):
            yield from _spelled(run[0], at + run.start())


def _spelled(text: str, start: int) -> Iterator[Word]:
    if _SORT.fullmatch(text) and text[0] < "㐀":
        yield _name(start, text, "name")
    else:
        yield han.proper(text, start, japan=True)


def _vessel(start: int, text: str) -> Iterator[Word]:
    if text.isdigit():
        yield segments.number(start, text)
        return
    name = text.removesuffix("丸")
    for run in _SORT.finditer(name):
        yield from han.ordinals(run[0], start + run.start(), _spelled)
    if name != text:
        yield Word("丸", start + len(name), start + len(text), (Reading("maru"),), "form")
