"""What the words of the goods say of the ends of the route: "made in X", "final destination Y", "via Z".

The word that governs a place decides, not the place: "shipped to Nampo" and "origin North Korea" are two ends, "not for
North Korea" and "books about North Korea" are none. A place that nothing governs leaves both ends open. The words
stand in ``ends.yaml``.
"""

from __future__ import annotations

import functools
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from tidewaiter.checks.cues import (
    HAN,
    HANGUL,
    Cue,
    amounts,
    behind,
    cues,
    filled,
    firm,
    firm_behind,
    joining,
    not_before,
    not_behind,
    people,
    people_before,
    small,
)
from tidewaiter.checks.named import Named, named

Part = Literal["from", "to", "way", "open", "hands"]
_PARTS: tuple[Part, ...] = ("from", "to", "way", "hands")
_ABOUT, _NONE = "about", ""
_REACH = 80  # characters between a far word and its place: a firm's name and address, no more
_BREAK = re.compile(r"[;|\n。；]|(?<=\w{5})\.\s")
_CLAUSES = re.compile(r"[;|\n。；,，、]|(?<=\w{5})\.\s|\s[-–—]\s")
_COMMAS = re.compile(r"[,，、()\[\]（）]")
_AMOUNT = re.compile(r"[\d.,]+")
_NEXT = re.compile(rf"[ \-]?[^\W\d_]|[{HAN}{HANGUL}]")
_OWN = re.compile(r"['’]s\s+[^\W\d]")


@dataclass(frozen=True, slots=True)
class End:
    """A place that the words of the goods name: what part it plays, its country, and the words that say so.

    ``part`` "open" marks a place of which nothing says which end it is, "hands" one that only people are of: no end of
    the goods, though goods that are told as "workers" are of it. ``start`` and ``end`` are the code points of
    ``words`` within the text.
    """

    part: Part
    code: str
    start: int
    end: int
    words: str


@functools.lru_cache(maxsize=4096)
def ends(text: str) -> tuple[End, ...]:
    """The ends of the route that a short text about goods names, in its order; places that are no end are left out."""
    found = list(named(text))
    if not found:
        return ()
    told, text = text, small(text)
    # "of Chinese origin, ...": a word behind one place governs no other
    used = [(one.end, behind(text, one.end)[1]) for one in found]
    governing = [cue for cue in cues(text[: found[-1].start]) if not (cue.far and _is_within(cue, used))]
    governing.sort(key=lambda cue: cue.end)
    out: list[End] = []
    before: tuple[Named, str] | None = None
    for one, following in zip_longest(found, found[1:]):
        near = _around(one, governing)
        part, start, end = _read(text, one, near, before)
        if part == "open" and following is not None and _is_start(text, one, following, near):
            part = "from"
        before = (one, part)
        if part not in (_ABOUT, _NONE):
            out.append(End(_part(part), one.code, start, end, told[start:end]))
    return tuple(out)


def without_ends(text: str) -> str:
    """The text without those of its clauses that tell an end of the route and nothing else: "lathes, ship to: DPRK".

    What is left speaks of the goods; a text that is nothing but such a clause stays as it is.
    """
    left, cut = [], 0
    for end in ends(text):
        first = max((hit.end() for hit in _CLAUSES.finditer(text, cut, end.start)), default=cut)
        last = _CLAUSES.search(text, end.end)
        stop = last.start() if last else len(text)
        if end.part != "open" and not text[first : end.start].strip(" .:-") and not text[end.end : stop].strip(" .:-"):
            left.append(text[cut:first].rstrip(" ,，、;；|"))
            cut = stop
    found = "".join((*left, text[cut:])).strip(" ,;:|-\n")
    return found or text


def _around(one: Named, cues_: list[Cue]) -> list[Cue]:
    """The words that are near enough to a place to have to do with it; ``cues_`` by their ends."""
    first = bisect_left(cues_, one.start - _REACH, key=lambda cue: cue.end)
    last = bisect_right(cues_, one.end + _REACH, key=lambda cue: cue.end)
    return cues_[first:last]


def _is_within(cue: Cue, used: Iterable[tuple[int, int]]) -> bool:
    return any(start <= cue.start and cue.end <= end for start, end in used)


def _part(part: str) -> Part:
    return next((one for one in _PARTS if one == part), "open")


# the part of one place


def _read(text: str, one: Named, cues_: list[Cue], before: tuple[Named, str] | None) -> tuple[str, int, int]:
    """The part of a place, and the stretch of the words that say so."""
    tail, end = behind(text, one.end)
    cue = _governing(text, one, cues_, before)
    start = cue.start if cue else one.start
    if before is not None and cue is None and not tail and _joins(text, before[0], one):
        return before[1], one.start, one.end
    if _is_ruled_out(text, start, end, one) or (cue and not_before().search(text, cue.end, one.start)):
        return _NONE, start, end  # also behind the word that governs it: "origin: not North Korea"
    if one.bare and (cue is None or not (cue.far or cue.end - cue.start > 4)):
        return _NONE, start, end
    return _weighed(text, one, cue, tail), start, end


def _is_start(text: str, one: Named, following: Named, cues_: list[Cue]) -> bool:
    """Whether the words go on from a place to the next one: "Nampo to Dalian"."""
    towards = (cue for cue in cues_ if cue.part == "to" and not cue.far and one.end <= cue.start < following.start)
    return any(
        not text[one.end : cue.start].strip(" ,") and filled().fullmatch(text, cue.end, following.start)
        for cue in towards
    )


def _weighed(text: str, one: Named, cue: Cue | None, tail: str) -> str:
    """What the words before and behind a place make of it together."""
    if _ABOUT in (tail, cue.part if cue else _NONE):
        return _ABOUT
    if one.part:
        return one.part
    if tail == "hands":  # "North Korean workers" are of the North; what they sew or carry elsewhere is not
        return "hands" if cue is None or cue.part == "its" else "open" if cue.part == "to" else _ABOUT
    if cue is None:
        return tail or _alone(text, one)
    if cue.part in ("from", "its") and not cue.far and _is_of_people(text, cue):
        return "hands"  # "20 workers from the DPRK"
    if cue.part == "by":
        return tail or ("from" if one.people else "open")
    if cue.part == "its":
        return tail or ("open" if _is_of_another(text, cue.start) else "from")
    describes = tail == "from" or (one.people and not tail and _NEXT.match(text, one.end))
    # parts "for North Korean tractors": whose tractors they are does not say where the parts go
    return "open" if cue.part == "to" and not cue.far and describes else cue.part


def _is_of_people(text: str, cue: Cue) -> bool:
    """Whether a place is where people come from; where they work is where the goods are made."""
    if text[cue.start : cue.end].endswith((" in", " at")):
        return False
    before = people_before().search(text, max(0, cue.start - _REACH), cue.start)
    return before is not None or people().search(text, cue.start, cue.end) is not None


def _is_of_another(text: str, end: int) -> bool:
    """Whether what is of a place is not the goods: "the embassy of North Korea", "aid for children of North Korea"."""
    phrase = _COMMAS.split(text[max(0, end - _REACH) : end])[-1]
    last = phrase.split()[-1:]
    return bool(last and firm().fullmatch(last[0])) or any(cue.part == "to" for cue in cues(phrase))


def _alone(text: str, one: Named) -> str:
    """A place that no word governs: its people's name describes the goods, and so does a country in front of them."""
    if one.people or _OWN.match(text, one.end):
        return "from"
    if one.town:
        return "open"  # "Pyongyang noodles" may be a name
    first = max(0, one.start - 2 * _REACH)
    parted = (hit.end() for pattern in (_COMMAS, _BREAK) for hit in pattern.finditer(text, first, one.start))
    before = _AMOUNT.sub(" ", text[max(parted, default=first) : one.start])
    goods = _NEXT.match(text, one.end) and not firm_behind().match(text, one.end)
    return "from" if goods and amounts().fullmatch(before) else "open"


def _governing(text: str, one: Named, cues_: list[Cue], before: tuple[Named, str] | None) -> Cue | None:
    """The nearest word before a place that reaches it."""
    reaching = [cue for cue in cues_ if cue.end <= one.start and _reaches(text, cue, one, before)]
    nearest = max(reaching, key=lambda cue: (cue.end, -cue.start), default=None)
    if nearest is None or nearest.far or nearest.part not in ("its", "from"):
        return nearest
    # "buyer: a firm from Pyongyang": where the firm is, and not the goods
    party = [cue for cue in reaching if cue.far and not _COMMAS.search(text, cue.end, nearest.start)]
    if nearest.part == "from":
        return max(party, key=lambda cue: (cue.end, -cue.start), default=nearest)
    # "à destination de la Corée": the word that the weak one belongs to
    ruling = [cue for cue in reaching if cue.end <= nearest.start and filled().fullmatch(text, cue.end, nearest.start)]
    return max(ruling, key=lambda cue: (cue.end, -cue.start), default=nearest)


def _reaches(text: str, cue: Cue, one: Named, before: tuple[Named, str] | None) -> bool:
    gap = text[cue.end : one.start]
    if len(gap) > _REACH:
        return False
    if filled().fullmatch(gap):
        return True
    if _BREAK.search(gap):
        return False
    between = gap if before is None or before[0].end <= cue.end else text[before[0].end : one.start]
    if between is not gap and not firm().search(between):
        return False  # the word has its place already
    return cue.far or bool(cue.part in ("to", "from") and firm().search(gap))


def _joins(text: str, last: Named, one: Named) -> bool:
    """Whether a place only follows another in a list: "for China and North Korea"."""
    gap = text[last.end : one.start]
    return len(gap) <= _REACH and bool(joining().fullmatch(gap))


def _is_ruled_out(text: str, start: int, end: int, one: Named) -> bool:
    hit = not_before().search(text, max(0, start - _REACH), start)
    if hit and not_before().search(text, max(0, hit.start() - _REACH), hit.start()):
        return False  # what is not prohibited is allowed
    return bool(hit or not_behind().match(text, end) or not_behind().match(text, one.end))
