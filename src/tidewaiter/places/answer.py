"""From the meaning of a name to the answer, with the sentence that says why."""

from __future__ import annotations

from functools import lru_cache

from tidewaiter.places.gazetteer import Sense, places
from tidewaiter.places.place import How, Match, Place

_SAYING: dict[How, str] = {
    "name": "“{text}” is a name of {place}.",
    "code": "“{text}” is a code of {place}.",
    "capital": "“{text}” is the capital of {place}, which reports also use for its government.",
    "seat": "“{text}” stands for the government of {place}, or for an organ of it.",
    "demonym": "“{text}” is what comes from {place} or is of it.",
    "city": "“{text}” is a town or region in {place}.",
    "port": "“{text}” is a port in {place}.",
}


def places_of(codes: tuple[str, ...]) -> tuple[Place, ...]:
    """The places with these codes, in the same order."""
    table = places()
    return tuple(table[code] for code in codes)


@lru_cache(maxsize=16384)
def answer(text: str, senses: tuple[Sense, ...]) -> Match:
    """The answer for a text that has these meanings."""
    if len(senses) > 1:
        return several(text, tuple(dict.fromkeys(sense.code for sense in senses if sense.code)), senses[0].how)
    sense = senses[0]
    place = places()[sense.code] if sense.code else None
    why = sense.why
    if not why and place:
        why = _SAYING[sense.how].format(text=text, place=place.name)
    return Match(text, place, places_of(sense.may_be), sense.how, why, sense.locality)


def several(text: str, codes: tuple[str, ...], how: How) -> Match:
    """The answer for a text that names one of several places, or all of them."""
    found = places_of(codes)
    listed = ", ".join(place.name for place in found)
    return Match(text, None, found, how, f"“{text}” may be any of these: {listed}.")


def depends(text: str, codes: tuple[str, ...], why: str) -> Match:
    """The answer for a text that is a place only in the right surroundings, which are not there."""
    return Match(text, None, places_of(codes), "context", why)


def unknown(text: str, why: str, codes: tuple[str, ...] = ()) -> Match:
    """The answer for a text that is no known name."""
    return Match(text, None, places_of(codes), "none", why)
