"""Both partners' reports of one flow side by side: what the importer says it took in, what the exporter says it sent.

The two rarely agree. Imports are valued with freight and insurance (CIF) and exports without (FOB); goods arrive in a
later month than they left; an importer names the origin, an exporter the last destination it knows, so that goods which
pass through a third State stand under two partners. What is told here is what the files hold, and where a partner's own
figures are not in them, that is told too: it is no report of nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tidewaiter.checks.words import NORTH, SOUTH
from tidewaiter.law.direction import name_of
from tidewaiter.trade.mirror import Figure, Flow, counted_once, vocabulary


@dataclass(frozen=True, slots=True)
class Side:
    """What one of the two reports: US dollars (None where none of its lines has a value), CIF or FOB, the lines."""

    value: float | None
    valued: str
    lines: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One flow in one year under one heading (or chapter, where a side tells no more): both sides, and what follows.

    ``said`` is one of ``SAID``. ``returned`` are the exporter's re-exports to the importer under the same code, which
    the importer books under the origin; ``unnamed`` what the importer books from areas that are no State.
    """

    importer: str
    exporter: str
    year: str
    code: str
    imported: Side | None
    exported: Side | None
    said: str
    returned: float = 0.0
    unnamed: float = 0.0


SAID = {
    "alike": "both report it, and the figures are of one size",
    "apart": "both report it, and the figures lie further apart than freight and insurance explain",
    "importer alone": "the importer reports it, and the exporter other exports of that year and none of this",
    "exporter alone": "the exporter reports it, and the importer other imports of that year and none of this",
    "mirror": "the State under sanctions reports nothing: its partner's figure stands alone",
    "one book": "the other's figures of that year are not in the files",
}
"""What a pair comes to, each with what it means."""

_Key = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Books:
    """The figures by (importer, exporter, year, code) from either side, and the years for which a State reports,
    by (reporter, whether imports, year).
    """

    imports: dict[_Key, tuple[Figure, ...]]
    exports: dict[_Key, tuple[Figure, ...]]
    again: dict[_Key, float]
    unnamed: dict[tuple[str, str, str], float]
    reporting: frozenset[tuple[str, bool, str]]


def books(figures: Iterable[Figure]) -> Books:
    """The books of all reporters, each line counted once, at the level that both sides of a pair tell."""
    listed = counted_once(figures)
    depth: dict[frozenset[str], int] = defaultdict(lambda: 4)
    for one in listed:
        if one.partner:
            ends = frozenset((one.reporter, one.partner))
            depth[ends] = min(depth[ends], max(2, len(one.code) // 2 * 2))
    imports: dict[_Key, list[Figure]] = defaultdict(list)
    exports: dict[_Key, list[Figure]] = defaultdict(list)
    again: dict[_Key, float] = defaultdict(float)
    unnamed: dict[tuple[str, str, str], float] = defaultdict(float)
    for one in listed:
        year = one.period[:4]
        if one.area is not None:
            if one.inward:
                unnamed[one.reporter, year, one.code[:4]] += one.value or 0.0
            continue
        if one.partner is None:
            continue
        code = one.code[: depth[frozenset((one.reporter, one.partner))]]
        if one.inward:
            imports[one.reporter, one.partner, year, code].append(one)
        elif one.way == "re-export":
            again[one.partner, one.reporter, year, code] += one.value or 0.0
        else:
            exports[one.partner, one.reporter, year, code].append(one)
    return Books(
        {key: tuple(found) for key, found in imports.items()},
        {key: tuple(found) for key, found in exports.items()},
        dict(again),
        dict(unnamed),
        frozenset((one.reporter, one.inward, one.period[:4]) for one in listed),
    )


def pairs(told: Books, target: str) -> tuple[Pair, ...]:
    """Every flow that either side reports, in the order of importer, exporter, year and code."""
    return tuple(_pair(key, told, target) for key in sorted({*told.imports, *told.exports}))


def _pair(key: _Key, told: Books, target: str) -> Pair:
    importer, exporter, year, code = key
    imported, exported = _side(told.imports.get(key, ())), _side(told.exports.get(key, ()))
    return Pair(
        importer,
        exporter,
        year,
        code,
        imported,
        exported,
        _said(imported, exported, key, told, target),
        told.again.get(key, 0.0),
        told.unnamed.get((importer, year, code), 0.0) if len(code) == 4 else 0.0,
    )


def _side(figures: tuple[Figure, ...]) -> Side | None:
    if not figures:
        return None
    values = [one.value for one in figures if one.value is not None]
    valued = " and ".join(dict.fromkeys(one.valued for one in figures))
    return Side(sum(values) if values else None, valued, tuple((one.file, one.row) for one in figures))


def _said(imported: Side | None, exported: Side | None, key: _Key, told: Books, target: str) -> str:
    importer, exporter, year, _ = key
    if imported and exported:
        low, high = vocabulary().apart
        if not imported.value or not exported.value:
            return "alike" if imported.value == exported.value else "apart"
        return "alike" if low <= imported.value / exported.value <= high else "apart"
    other = exporter if imported else importer
    if (other, other == importer, year) not in told.reporting:
        return "mirror" if other == target else "one book"
    return "importer alone" if imported else "exporter alone"


def of_the_south(flows: Iterable[Flow], told: Books) -> Iterator[str]:
    """Whether South Korea and the reporter book the same goods between them: what settles a confusion."""
    seen: dict[tuple[str, bool, str, str], None] = {}
    for flow in flows:
        if flow.partner in (NORTH, None) and len(flow.code) >= 4:
            seen[flow.reporter, flow.inward, flow.period[:4], flow.code[:4]] = None
    for reporter, inward, year, heading in seen:
        yield from _southern(reporter, year, heading, told, inward=inward)


def _southern(reporter: str, year: str, heading: str, told: Books, *, inward: bool) -> Iterator[str]:
    if (SOUTH, not inward, year) not in told.reporting or reporter == SOUTH:
        return
    sides = (told.exports, told.imports) if inward else (told.imports, told.exports)
    ends = (reporter, SOUTH) if inward else (SOUTH, reporter)
    theirs, own = (_sum(side, ends, year, heading) for side in sides)
    who, verb = name_of(reporter), "exports to" if inward else "imports from"
    back = "imports from" if inward else "exports to"
    if theirs and not own:
        yield (
            f"{year}, heading {heading}: South Korea reports {verb} {who} of {theirs:,.0f} USD, and {who} reports no "
            f"{back} South Korea: the figure is likely the South's"
        )
    elif theirs:
        yield (
            f"{year}, heading {heading}: South Korea reports {verb} {who} of {theirs:,.0f} USD, {who} reports {back} "
            f"South Korea of {own:,.0f} USD beside this line"
        )
    else:
        yield f"{year}, heading {heading}: South Korea reports no {verb} {who}"


def _sum(side: dict[_Key, tuple[Figure, ...]], ends: tuple[str, str], year: str, heading: str) -> float:
    codes = (heading, heading[:2])
    return sum(one.value or 0.0 for code in codes for one in side.get((*ends, year, code), ()))
