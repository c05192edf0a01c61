"""Cuts a name without spaces into known words, and what lies between them.

Used for organisations in Hangul and in Han: the way through the text with the least cost is taken, where a known word
costs one, a known syllable a little more, and what is unknown more than either, by its length.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from tidewaiter.parties.names.scripts.table import column, rows
from tidewaiter.parties.names.word import Reading, Word, WordRole

SegmentRole = Literal["form", "common", "place", "person", "title", "name"]
_ROLES: dict[str, SegmentRole] = {role: role for role in ("form", "common", "place", "person", "title", "name")}
# Costs in hundredths: chosen so that a known word of two syllables beats an unknown stretch, and that an unknown
# stretch is not broken for the sake of a single known syllable in its midst.
_SYNONYM = 2
_KNOWN, _KNOWN_SINGLE, _UNKNOWN_OPENS, _UNKNOWN_EACH = 100, 150, 90, 80


@dataclass(frozen=True, slots=True)
class Entry:
    """A known word: ``english`` holds ways to say it, each as its words; none where it is only spelled."""

    role: SegmentRole
    english: tuple[tuple[str, ...], ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class Segment:
    start: int
    end: int
    entry: Entry | None


@cache
def lexicon(name: str) -> dict[str, Entry]:
    """The known words of a table: their forms, role, English words, where they may stand."""
    found: dict[str, Entry] = {}
    for row in rows(name):
        english = tuple(tuple(way.split("+")) for way in column(row, 2) if way != "-")
        entry = Entry(_ROLES[row[1]], english, row[3] if len(row) > 3 else "")
        found |= dict.fromkeys(row[0].split(), entry)
    return found


def is_title(text: str, name: str) -> bool:
    """Whether a word is a title by the table ``name``."""
    entry = lexicon(name).get(text)
    return entry is not None and entry.role == "title"


@cache
def _parts(name: str) -> tuple[dict[str, Entry], int]:
    """The known words but for titles, which are no part of what organisations are called, and the longest's length."""
    found = {word: entry for word, entry in lexicon(name).items() if entry.role != "title"}
    return found, max(map(len, found))


def cut(text: str, name: str) -> list[Segment]:
    """The segments of ``text`` by the table ``name``, in order and without gaps."""
    entries, most = _parts(name)
    size = len(text)
    # best[at] = cost of the way up to ``at``, where its last segment began, and whether that is unknown
    best: list[tuple[int, int, bool]] = [(0, 0, False)] + [(10**9, 0, False)] * size
    for start in range(size):
        cost, _, open_ = best[start]
        _offer(best, start + 1, (cost + _UNKNOWN_EACH + (0 if open_ else _UNKNOWN_OPENS), start, True))
        for end in range(start + 1, min(size, start + most) + 1):
            entry = entries.get(text[start:end])
            if entry is not None and _may_stand(entry, start, end, size):
                _offer(best, end, (cost + (_KNOWN_SINGLE if end == start + 1 else _KNOWN), start, False))
    return _walk(text, best, entries)


def named(segments: list[Segment]) -> list[Segment]:
    """Joins an unknown syllable to the place behind it: what is left over of a longer name (해 + 금강)."""
    found: list[Segment] = []
    for segment in segments:
        last = found[-1] if found else None
        place = segment.entry is not None and segment.entry.role == "place"
        if last is not None and last.entry is None and last.end - last.start == 1 and place:
            found[-1] = Segment(last.start, segment.end, None)
        else:
            found.append(segment)
    return found


def _offer(best: list[tuple[int, int, bool]], at: int, way: tuple[int, int, bool]) -> None:
    if way[0] < best[at][0]:
        best[at] = way


def _may_stand(entry: Entry, start: int, end: int, size: int) -> bool:
    if entry.where == "end":
        return end == size and start > 0
    return entry.where != "start" or end < size


def _walk(text: str, best: list[tuple[int, int, bool]], entries: Mapping[str, Entry]) -> list[Segment]:
    found: list[Segment] = []
    end = len(text)
    while end:
        _, start, unknown = best[end]
        if unknown and found and found[-1].entry is None:
            found[-1] = Segment(start, found[-1].end, None)
        else:
            found.append(Segment(start, end, None if unknown else entries[text[start:end]]))
        end = start
    return found[::-1]


def translated(
    text: str, start: int, entry: Entry, spelled: tuple[Reading, ...], *, dearer: int = 10
) -> tuple[Word, ...]:
    """The words of a known word in English, all at its place; ``spelled`` its readings by sound, ``dearer`` in cost.

    A place keeps its spelling beside its English name at no cost. Ways of another number of words are left out.
    """
    ways = [way for way in entry.english if len(way) == len(entry.english[0])]
    end = start + len(text)
    made = []
    for column_ in zip(*ways, strict=True):
        readings = [Reading(letters) for letters in dict.fromkeys(column_)]
        others = [_reckoned()[letters] for letters in column_ if letters in _reckoned()]
        readings += [Reading(letters, _SYNONYM) for letters in dict.fromkeys(others) if letters not in column_]
        if len(ways[0]) == 1:
            extra = 0 if entry.role == "place" else dearer
            known = {reading.letters for reading in readings}
            others_ = [one for one in spelled if one.letters not in known][:3]
            readings += [Reading(one.letters, one.cost + extra, one.system) for one in others_]
        made.append(Word(text, start, end, tuple(readings), _role(entry, column_[0])))
    return tuple(made)


@cache
def _reckoned() -> dict[str, str]:
    return {row[0]: row[1] for row in rows("english")}


def _role(entry: Entry, english: str) -> WordRole:
    """Of a form in several words (general corporation, executive committee) only the last tells the form."""
    if entry.role == "form" and english != entry.english[0][-1]:
        return "common"
    return "common" if entry.role in ("common", "place") else "form" if entry.role == "form" else "title"


def number(start: int, text: str) -> Word:
    """A number in digits as a word; leading noughts are no part of it."""
    return Word(text, start, start + len(text), (Reading(text.lstrip("0") or "0"),), "number")
