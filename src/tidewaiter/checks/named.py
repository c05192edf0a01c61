"""The places that a short text about goods names, also where running text is not read for them.

Descriptions are written in small letters ("north korea"), with codes ("origin: KP"), and with words joined to a name.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tidewaiter import places
from tidewaiter.checks.cues import HANGUL, behind, small, tails, whole, within
from tidewaiter.checks.words import NORTH, SOUTH

_CODE = re.compile(r"(?<!\w)(?:KP|PRK|KP[A-Z]{3})(?!\w)")


@dataclass(frozen=True, slots=True)
class Named:
    """A place in the text, with all its parts ("Nampo, DPRK").

    ``people`` marks the name of its people, ``town`` one within it, ``bare`` a code that stands for it, ``part`` a word
    that tells its part too.
    """

    start: int
    end: int
    code: str
    people: bool
    bare: bool = False
    part: str = ""
    town: bool = False


def _places(text: str) -> list[Named]:
    """The places of the text that are one country's, also the Koreas' in small letters and as codes behind a word."""
    found = [_of(one) for one in places.scan(text) if one.match.place is not None]
    taken = [(one.start, one.end) for one in found]
    further = (*_small(text), *_coded(text), *(() if text.isascii() else (*_joined(text), *_whole(text))))
    for one in further:
        if all(one.end <= start or end <= one.start for start, end in taken):
            found.append(one)
            taken.append((one.start, one.end))
    return sorted(found, key=lambda one: one.start)


def _of(mention: places.Mention) -> Named:
    match, code = mention.match, mention.match.place.code if mention.match.place else ""
    return Named(mention.start, mention.end, code, match.how == "demonym", town=match.locality is not None)


def _small(text: str) -> Iterator[Named]:
    """The Koreas in small letters, which running text is not read for: "for north korea"."""
    low = text.casefold()
    if not any(name in low for name in _spelled(plain=text.isascii())):
        return
    view = text.upper()
    if len(view) != len(text):
        return
    for one in places.scan(view):
        if one.match.place is not None and one.match.place.code in (NORTH, SOUTH) and one.match.how != "context":
            yield _of(one)


@functools.cache
def _spelled(*, plain: bool) -> tuple[str, ...]:
    """Names of the Koreas that have small letters, the shortest that every other holds; ``plain``: in ASCII alone."""
    every = {name.casefold() for code in (NORTH, SOUTH) for name in places.spellings(code)}
    names = {name for name in every if name.isascii()} if plain else every
    kept: list[str] = []
    for name in sorted((name for name in names if name != name.upper()), key=lambda name: (len(name), name)):
        if not any(short in name for short in kept):
            kept.append(name)
    return tuple(kept)


def _joined(text: str) -> Iterator[Named]:
    """Korean names with a word joined to them that running text does not know behind a name: 북한향."""
    for hit in _korean().finditer(text):
        match = places.find(hit[1])
        if match.place is not None and match.place.code == NORTH:
            yield Named(hit.start(), hit.end(1), NORTH, people=False)


@functools.cache
def _korean() -> re.Pattern[str]:
    names = [name for name in places.spellings(NORTH) if re.fullmatch(f"[{HANGUL}]{{2,}}", name)]
    alternatives = "|".join(sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![{HANGUL}])({alternatives})(?:{'|'.join(tails())})(?![{HANGUL}])")


def _coded(text: str) -> Iterator[Named]:
    """Codes of the North, which count where a word that reaches far governs them ("origin: KP")."""
    for hit in _CODE.finditer(text):
        match = places.find(hit[0])
        if match.place is not None and match.place.code == NORTH:
            yield Named(hit.start(), hit.end(), NORTH, people=False, bare=len(hit[0]) < 5)


def _whole(text: str) -> Iterator[Named]:
    """Words that hold the North and its part in one: 대북."""
    for part, pattern in whole():
        for hit in pattern.finditer(text):
            yield Named(hit.start(), hit.end(), NORTH, people=False, part=part)


def named(text: str) -> Iterator[Named]:
    """The places of a short text, the parts of one taken together; a word that stands as a cue is none."""
    found, text = _places(text), small(text)
    last: Named | None = None
    for one in found:
        if last is not None:
            gap = text[last.end : one.start]
            if not gap.strip() and behind(text, last.end)[0] and behind(text, last.end)[1] >= one.end:
                continue  # 중국 원산: of Chinese origin, and no Wonsan
            if last.code == one.code and within().fullmatch(gap):
                last = replace(one, start=last.start, bare=last.bare and one.bare, town=last.town and one.town)
                continue
            yield last
        last = one
    if last is not None:
        yield last
