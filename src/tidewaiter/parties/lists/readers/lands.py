"""The country that a cell of a list names: its code, or None where that is not told beyond doubt."""

from __future__ import annotations

import functools

from tidewaiter import places
from tidewaiter.errors import InputError

_REGION = "Region: "


@functools.lru_cache(maxsize=8192)
def country(text: str) -> str | None:
    """The ISO 3166-1 code of a cell that holds a country: "Korea, North", "Bahamas, The", "Region: Gaza"."""
    bare = text.strip().removeprefix(_REGION)
    if not bare:
        return None
    last, comma, first = bare.partition(", ")
    for form in (bare, f"{first} {last}" if comma else ""):
        found = places.find(form).place if form else None
        if found:
            return found.code
    return None


@functools.lru_cache(maxsize=8192)
def coded(text: str) -> str | None:
    """The country of a code of two letters, as a list in which only codes stand has it; else None."""
    try:
        return places.get(text).code if len(text) == 2 and text.isascii() and text.isupper() else None
    except InputError:
        return None


@functools.lru_cache(maxsize=8192)
def named(text: str) -> str | None:
    """The code of a country that a bracket names in words: "(Jalisco)" and "(MSN)" are none."""
    found = places.find(text.strip())
    return found.place.code if found.place and found.how == "name" else None


@functools.lru_cache(maxsize=8192)
def ends_in(text: str) -> str | None:
    """The country at the end of a place: "Nampo, Korea, North", "Vizcaya Province, Spain"."""
    parts = [part.strip() for part in text.split(",")]
    for count in (2, 1):
        if len(parts) >= count and (code := named(", ".join(parts[-count:]))):
            return code
    return None
