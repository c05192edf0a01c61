"""The file ``korea.yaml``, read once, and what one cell's text says of the two Koreas."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tidewaiter import places
from tidewaiter.datafile import read

NORTH, SOUTH = "KP", "KR"
NOWHERE = ""
_PHONE = r"(?<![\d+])(?:\+|00)\s?\(?({codes})\)?(?=[\s().\-/]*\d{{1,4}}[\s().\-/]*\d)"
_TOWNS = ("port", "city", "capital")


@dataclass(frozen=True, slots=True)
class Goods:
    """Headings that the South sells to the world and buys from it as a matter of course."""

    sold: tuple[str, ...]
    bought: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """``korea.yaml`` as it is written; its comments say what each entry means."""

    weights: dict[str, int]
    probable: int
    decide: tuple[str, ...]
    organs: str
    phones: dict[str, str]
    currencies: dict[str, str]
    addresses: dict[str, str]
    endings: dict[str, tuple[str, ...]]
    streets: tuple[str, ...]
    goods: Goods
    reporters: str
    to_order: tuple[str, ...]
    banks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """A stretch of a cell that is of one State: the code, what kind of sign, and the words."""

    code: str
    kind: str
    words: str


@functools.cache
def words() -> Words:
    """The file's entries."""
    return read(Path(__file__).with_name("korea.yaml"), Words)


@functools.cache
def reporters() -> frozenset[str]:
    """The reporters that are known to take one Korea for the other."""
    return frozenset(words().reporters.split())


@functools.lru_cache(maxsize=8192)
def signs(text: str) -> tuple[Sign, ...]:
    """All that an address, a port or a party's cell says of a country: telephone numbers, towns, provinces, names."""
    return tuple(dict.fromkeys((*_phones(text), *_addresses(text), *_mentions(text))))


def may_touch(text: str) -> bool:
    """Whether a cell may be about either Korea: nothing is remarked of a row of which no cell may."""
    if any(sign.code in (NORTH, SOUTH) for sign in signs(text)):
        return True
    match = places.find(text)
    named = [place.code for place in (match.place, *match.candidates) if place]
    return NORTH in named or SOUTH in named


@functools.lru_cache(maxsize=8192)
def country(text: str) -> tuple[str, ...]:
    """The countries that a cell of a country may mean, its proper meaning first; empty where it names none.

    ``NOWHERE`` stands where it may be no country at all: NK is North Korea, or "not known".
    """
    match = places.find_in_column(text)
    if match.how == "none":
        return ()
    found = tuple(dict.fromkeys(place.code for place in (match.place, *match.candidates) if place))
    return (*found, NOWHERE) if match.place is None and len(found) == 1 else found


def place_of(text: str) -> tuple[str | None, str | None]:
    """Country and town of a port, where the cell names one alone: ("KP", "Nampo")."""
    match = places.find(text)
    if match.place is not None:
        return match.place.code, match.locality
    found = {sign.code for sign in signs(text)}
    if len(found) != 1:
        return None, None
    code = found.pop()
    named = (m for m in places.scan(text) if m.match.locality and m.match.place and m.match.place.code == code)
    return code, next((m.match.locality for m in named if not _street().match(text, m.end)), None)


def _phones(text: str) -> Iterator[Sign]:
    for hit in _phone().finditer(text):
        yield Sign(words().phones[hit[1]], "phone", hit[0].strip())


@functools.cache
def _phone() -> re.Pattern[str]:
    codes = "|".join(sorted(words().phones, key=len, reverse=True))
    return re.compile(_PHONE.format(codes=codes))


def _addresses(text: str) -> Iterator[Sign]:
    for code, pattern in _address_words():
        yield from (Sign(code, "address", hit[0]) for hit in pattern.finditer(text))


@functools.cache
def _address_words() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, _one_of(listed, words().endings.get(code, ()))) for code, listed in words().addresses.items())


def _one_of(listed: str, endings: tuple[str, ...]) -> re.Pattern[str]:
    names = sorted((name.strip() for name in listed.split(";")), key=len, reverse=True)
    whole = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in names)
    ended = "|".join(re.escape(ending) for ending in endings)
    pattern = rf"(?<!\w)(?:{whole})(?!\w)" + (rf"|\w+(?:{ended})(?!\w)" if ended else "")
    return re.compile(pattern, re.IGNORECASE)


def _mentions(text: str) -> Iterator[Sign]:
    """Countries and towns named in the text; streets and wards that only bear a town's name are left out."""
    for mention in places.scan(text):
        match = mention.match
        if match.place is None or _street().match(text, mention.end):
            continue
        yield Sign(match.place.code, "address" if match.how in _TOWNS else "country", text[mention.start : mention.end])


@functools.cache
def _street() -> re.Pattern[str]:
    return re.compile(rf"[- ]?(?:{'|'.join(words().streets)})\b", re.IGNORECASE)


def is_organ(text: str) -> bool:
    """Whether a party's cell speaks of an organ of a State: an embassy, a ministry, an army."""
    return any_word(words().organs).search(text) is not None


SPACES, HYPHENS = r"\s+", r"[\s\-]+"
"""What may stand between the words of an entry: spaces, or hyphens as well."""


@functools.cache
def any_word(listed: str, *, between: str = SPACES) -> re.Pattern[str]:
    """The entries of a list, parted by semicolons; words of Chinese and Korean need not stand apart from others."""
    entries = sorted((word.strip() for word in listed.split(";") if word.strip()), key=len, reverse=True)
    spaced = "|".join(re.escape(word).replace(r"\ ", between) for word in entries if word[0] < "\u1100")
    joined = "|".join(re.escape(word) for word in entries if word[0] >= "\u1100")
    return re.compile(rf"(?<!\w)(?:{spaced})(?!\w)|{joined or '(?!)'}", re.IGNORECASE)
