"""The country of a cell, or of several cells that speak of the same end."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tidewaiter import places
from tidewaiter.trade import columns
from tidewaiter.trade.cells import Cell

_SHOWN = 80  # characters of a cell that a note repeats
_THE = re.compile(r"\s*\(the\)$|,\s*the$", re.IGNORECASE)
_NAME = r".{3,}?|[^\x00-\x7f]{2,}?"
_CODED = re.compile(
    rf"([A-Za-z]{{2,3}}|[0-9]{{3}})\s*[-:/|]\s*({_NAME})|({_NAME})\s*[-:/|(]\s*([A-Za-z]{{2,3}}|[0-9]{{3}})\)?"
)
_KOREAS = ("KP", "KR")
"""The States whose codes are taken for others' at the highest price: KN and SK in older lists."""


@dataclass(frozen=True, slots=True)
class Country:
    """The ISO 3166-1 code that was read; None with a note where it stays unknown, and the codes it may be.

    ``fault`` is what to do about a name that is none of a country.
    """

    code: str | None
    note: str | None = None
    may_be: tuple[str, ...] = ()
    fault: str | None = None


@lru_cache(maxsize=8192)
def find_country(text: str, header: str, numbers: str | None = None) -> Country:
    """The country of one cell. A name that several States share, or that is not known, is unknown and says so.

    A misspelt name is never taken for a similar one: "Norht Korea" names neither Korea. ``numbers`` is the list that
    numbers are of, where it is not that of ISO 3166.
    """
    if numbers is not None and _is_number(text):
        return _numbered(text, header, numbers)
    bare = re.sub(r"(?<=^[0-9]{3})\.0$", "", places.visible(text).strip())
    if bare.isdecimal() and len(bare) < 3 and not columns.names_no_country(bare):
        bare = bare.zfill(3)  # the number of ISO 3166 without the zeros it began with
    if columns.names_no_country(bare):
        return Country(None, f"{header} {text!r} is a total, a group or no State's territory: no country is told")
    match = _match(bare)
    if match.place is not None:
        return Country(match.place.code, _caution(match, text, header), (match.place.code,))
    named = " or ".join(f"{place.name} ({place.code})" for place in match.candidates)
    if match.how != "none" and named:
        may_be = tuple(place.code for place in match.candidates)
        return Country(None, f"{header} {text!r} may be {named}: taken as unknown", may_be)
    hint = f"; it may mean {named}" if named else ""
    advice = f"did you mean {named}?" if named else "write its usual name or its ISO 3166 code, such as KP or KR"
    note = f"{header} {text[:_SHOWN]!r} is not the name of a country{hint}: taken as unknown"
    return Country(None, note, (), advice)


def _is_number(text: str) -> bool:
    return text.strip().removesuffix(".0").isdecimal()


def _numbered(text: str, header: str, numbers: str) -> Country:
    match = places.find_number(text, of=numbers)
    if match.place is None:
        return Country(None, f"{header} {text!r}: {match.why}", (), "name the list with --numbers, or write codes")
    return Country(match.place.code, None, (match.place.code,))


def _match(text: str) -> places.Match:
    """What a cell names; a code before or behind the name ("KR - KOREA, REPUBLIC OF") has to agree with it."""
    plain = _THE.sub("", text)
    match = places.find_in_column(plain)
    hit = _CODED.fullmatch(plain)
    if hit is not None and match.place is not None:
        code, name = places.find((hit[1] or hit[4]).upper()), places.find(hit[2] or hit[3])
        return _agreeing(_agreeing(match, name), code if _are_koreas(match, code) else match)
    if match.how != "none" or hit is None:
        return match
    code, name = places.find((hit[1] or hit[4]).upper()), places.find(hit[2] or hit[3])
    return name if code.how == "code" and code.place and code.place == name.place else match


def _are_koreas(*found: places.Match) -> bool:
    return all(one.place is not None and one.place.code in _KOREAS for one in found)


def _agreeing(whole: places.Match, name: places.Match) -> places.Match:
    """What a cell of code and name is as a whole, where its name by itself is no other place: else both are open."""
    if name.place is None or whole.place is None or name.place == whole.place:
        return whole
    why = f"{whole.text!r} has the code of one country and the name of another"
    return places.Match(whole.text, None, (whole.place, name.place), "name", why)


def _caution(match: places.Match, text: str, header: str) -> str | None:
    """A code that other lists of codes give to another State: KN of FIPS is not KN of ISO 3166."""
    others = [place for place in match.candidates if place.code in _KOREAS and place != match.place]
    if match.how != "code" or not others or match.place is None:
        return None
    named = " or ".join(f"{place.name} ({place.code})" for place in others)
    return f"{header} {text!r} is read by ISO 3166 as {match.place.name}; in another list of codes it is {named}"


def agreed(cells: Sequence[Cell]) -> Country:
    """The one country that several cells of one end leave: a code beside "Korea" tells which Korea it is.

    Cells that contradict each other leave it unknown, with a note.
    """
    found = [find_country(cell.text, cell.column.header, cell.column.numbers) for cell in cells]
    if len(found) == 1:
        return found[0]
    telling = [one for one in found if one.may_be]
    if not telling:
        return found[0]
    common = [code for code in telling[0].may_be if all(code in one.may_be for one in telling)]
    if len(common) == 1:
        return Country(common[0], None, (common[0],))
    if common:
        return telling[0]
    spoken = " and ".join(f"{cell.column.header} {cell.text!r}" for cell in cells)
    return Country(None, f"{spoken} do not agree: the country is taken as unknown")
