"""UN/EDIFACT manifests and instructions (CUSCAR, IFTMIN and their kin), one row for each goods item.

A message tells what holds for all of it first (ship, voyage, ports), then consignments (CNI)
with their parties, then goods items (GID) with description, code, weight and container. A row
has what its own item says, else its consignment, else the message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from tidewaiter.errors import InputError
from tidewaiter.trade.encodings import find_encoding
from tidewaiter.trade.readers.messages import EdifactPart, messages
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source

_READ = ("CUSCAR", "IFTMIN", "IFTMCS", "IFTMAN", "IFTMBF", "IFTMBC", "IFCSUM")
_CHUNK = 256 * 1024
_LONGEST = 64 * 1024  # characters of a segment: those of the standard have a few hundred
_MOST = 500_000  # segments of one message
_HINT = "get the interchange again from the system that wrote it"
_ITEM_ENDS = ("EQD", "UNS", "CNT")
_LISTED = 10  # values of one part that are joined; a message may name a thousand containers

Segment = list[list[str]]
"""Elements, each of its components; the first is the tag."""


@dataclass(frozen=True, slots=True)
class Signs:
    """The service characters, as UNA gives them: component, element, decimal mark, release, end of a segment."""

    component: str = ":"
    element: str = "+"
    decimal: str = "."
    release: str = "?"
    end: str = "'"


@dataclass(slots=True)
class Message:
    """The segments of one message with the lines they begin on; ``fault`` where it cannot be read."""

    kind: str
    line: int
    segments: list[tuple[int, Segment]] = field(default_factory=list)
    closed: bool = False
    fault: str | None = None


@dataclass(slots=True)
class _Item:
    """A goods item: the line it begins on, its own segments, and those above it."""

    line: int
    levels: list[list[Segment]]


def read(source: Source) -> Iterator[Sheet]:
    """One sheet for each kind of message; a row's number is the line its goods item begins on, or its place.

    Where the interchange has no lines, the number counts the goods items. Raises InputError
    where no message can be read.
    """
    encoding = find_encoding(source).name
    kinds = Counter(message.kind for message in _messages(source, encoding) if message.fault is None)
    known = [kind for kind in _READ if kinds[kind]]
    if not known:
        told = ", ".join(dict.fromkeys(message.kind for message in _messages(source, encoding) if message.kind))
        what = f"no EDIFACT message that is read here: {', '.join(_READ)} are{f', and not {told}' if told else ''}"
        raise InputError(what, path=source.name, hint=_HINT)
    parts = messages().edifact
    for kind in known:
        yield Sheet(
            path=source.name,
            name=kind if len(known) > 1 else None,
            form=kind.lower(),
            line=0,
            headers=tuple(part.header for part in parts),
            rows=_rows_of(source, encoding, kind, first=kind == known[0], named=len(known) > 1),
            counts="record",
            fields=tuple(part.field for part in parts),
            encoding=encoding,
        )


def _rows_of(
    source: Source, encoding: str, kind: str, *, first: bool, named: bool
) -> Callable[[], Iterator[Row | Rejected]]:
    return lambda: _rows(source, encoding, kind, first=first, sheet=kind if named else None)


def _rows(source: Source, encoding: str, kind: str, *, first: bool, sheet: str | None) -> Iterator[Row | Rejected]:
    """The goods items of one kind of message; messages that cannot be read stand among the first kind's."""
    number = 0
    for message in _messages(source, encoding):
        if message.fault is not None or message.kind not in _READ:
            number += 1
            if first:
                what = message.fault or f"a message {message.kind} is not read"
                yield Rejected(
                    source.name, number, None, None, f"{what}; it begins in line {message.line}", _HINT, sheet
                )
            continue
        for item in _items(message):
            number += 1
            if message.kind == kind:
                cells = ((part.header, _text(item, part)) for part in messages().edifact)
                yield Row(number, tuple(cells), sheet)


# segments


def _messages(source: Source, encoding: str) -> Iterator[Message]:
    """The messages of an interchange, from UNH to UNT."""
    message: Message | None = None
    for line, segment in _segments(source, encoding):
        tag = segment[0][0]
        if tag == "UNH":
            if message is not None:
                yield _closed(message)
            message = Message(_part(segment, 2, 0), line)
        elif message is not None and tag in ("UNT", "UNE", "UNZ"):  # some writers end the interchange alone
            message.closed = True
            yield _closed(message)
            message = None
        elif message is not None and len(message.segments) < _MOST:
            message.segments.append((line, segment))
        elif message is not None:
            message.fault = f"a message of more than {_MOST:,} segments"
    if message is not None:
        yield _closed(message)


def _closed(message: Message) -> Message:
    if not message.closed and message.fault is None:
        message.fault = "the message is not closed: the file may be cut short"
    return message


def _segments(source: Source, encoding: str) -> Iterator[tuple[int, Segment]]:
    """Every segment, with the line it begins on."""
    import io

    with source.open() as stream, io.TextIOWrapper(stream, encoding=encoding, newline="") as text:
        rest = text.read(_CHUNK).lstrip("\ufeff")
        signs, rest = _signs(rest)
        ends = re.compile(
            f"(?:[^{re.escape(signs.release + signs.end)}]|{re.escape(signs.release)}.)*{re.escape(signs.end)}",
            re.DOTALL,
        )
        line = 1
        while True:
            place = 0
            while hit := ends.match(rest, place):
                lead = len(hit[0]) - len(hit[0].lstrip())
                line += hit[0].count("\n", 0, lead)
                if hit[0].strip(signs.end + " \r\n\t"):
                    yield line, _split(hit[0].strip().removesuffix(signs.end), signs)
                line += hit[0].count("\n", lead)
                place = hit.end()
            rest = rest[place:]
            if len(rest) > _LONGEST:
                raise InputError("a segment has no end", path=source.name, line=line, hint=_HINT)
            if not (more := text.read(_CHUNK)):
                return
            rest += more


def _signs(text: str) -> tuple[Signs, str]:
    start = text.lstrip()
    if not start.startswith("UNA") or len(start) < 9:
        return Signs(), text
    given = start[3:9]
    return Signs(given[0], given[1], given[2], given[3] if given[3] != " " else "\0", given[5]), start[9:]


def _split(text: str, signs: Signs) -> Segment:
    return [
        [_released(part, signs) for part in _parts(element, signs.component, signs)]
        for element in _parts(text, signs.element, signs)
    ]


def _parts(text: str, sign: str, signs: Signs) -> list[str]:
    """The text cut at a sign, but not behind the release character."""
    if signs.release not in text:
        return text.split(sign)
    return re.findall(
        f"(?:^|{re.escape(sign)})((?:[^{re.escape(sign + signs.release)}]|{re.escape(signs.release)}.)*)",
        text,
        re.DOTALL,
    )


def _released(text: str, signs: Signs) -> str:
    return re.sub(f"{re.escape(signs.release)}(.)", r"\1", text) if signs.release in text else text


# goods items


def _items(message: Message) -> list[_Item]:
    """The goods items; a consignment or a message that has none is one row itself."""
    whole: list[Segment] = []
    shipment: list[Segment] = []
    level = whole
    items: list[_Item] = []
    for place, segment in message.segments:
        tag = segment[0][0]
        if tag == "CNI":
            shipment = []
            level = shipment
            items.append(_Item(place, [[], shipment, whole]))
        elif tag == "GID":
            if items and not items[-1].levels[0] and items[-1].levels[1] is shipment:
                items.pop()  # the consignment has items: it is no row itself
            level = [segment]
            items.append(_Item(place, [level, shipment, whole]))
            continue
        elif tag in _ITEM_ENDS:
            level = whole
        level.append(segment)
    return items or [_Item(message.line, [[], [], whole])]


def _text(item: _Item, part: EdifactPart) -> str:
    """What the nearest level says of a part."""
    take = _TAKE[part.take]
    tags = part.segment.split()
    for level in item.levels:
        here = [segment for segment in level if segment[0][0] in tags]
        if part.codes:
            here = [segment for code in part.codes for segment in here if _part(segment, 1, 0) == code]
        texts = dict.fromkeys(filter(None, map(take, here)))
        if texts:
            return _joined(list(texts)) if part.all else next(iter(texts))
    return ""


def _joined(texts: list[str]) -> str:
    more = f" ; and {len(texts) - _LISTED} more" if len(texts) > _LISTED else ""
    return " ; ".join(texts[:_LISTED]) + more


def _part(segment: Segment, element: int, component: int) -> str:
    """A component by its places, "" where it is not given."""
    if element < len(segment) and component < len(segment[element]):
        return segment[element][component].strip()
    return ""


def _whole(segment: Segment, element: int) -> str:
    return " ".join(filter(None, map(str.strip, segment[element]))) if element < len(segment) else ""


# what is taken of a segment; the places are those of the directory D.95B and later


def _number(segment: Segment) -> str:
    if segment[0][0] == "RFF":
        return _part(segment, 1, 1)
    return _part(segment, 2, 0)


def _date(segment: Segment) -> str:
    """137:20240218:102 and its kin as 2024-02-18; another form of date is left as it is."""
    text, form = _part(segment, 1, 1), _part(segment, 1, 2)
    if form in ("102", "203", "204") and re.fullmatch("[0-9]{8,14}", text):
        return f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    if form in ("101", "201") and re.fullmatch("[0-9]{6,10}", text):
        return f"20{text[:2]}-{text[2:4]}-{text[4:6]}"
    return text


def _code(segment: Segment) -> str:
    return _part(segment, 2, 0) or _part(segment, 2, 3)


def _name(segment: Segment) -> str:
    if segment[0][0] == "LOC":
        return _part(segment, 2, 3) or _part(segment, 2, 0)
    # of the five lines for a name, the first is it and the others are used for the address; name and address in
    # lines of their own come before the name in its place, where a party has both
    return _part(segment, 3, 0) or _part(segment, 4, 0) or _part(segment, 2, 0)


def _address(segment: Segment) -> str:
    lines = [_whole(segment, place) for place in (5, 6, 7, 8)]
    rough = [*_lines(segment, 3), *_lines(segment, 4)]  # the first of them is the name
    return " ".join(filter(None, [*rough[1:], *lines, _part(segment, 9, 0)]))


def _lines(segment: Segment, element: int) -> list[str]:
    return list(filter(None, map(str.strip, segment[element]))) if element < len(segment) else []


def _country(segment: Segment) -> str:
    if segment[0][0] == "NAD":
        return _part(segment, 9, 0)
    code = _part(segment, 2, 0)
    return code[:2] if re.fullmatch("[A-Z]{2}(?:[A-Z0-9]{3})?", code) else _part(segment, 2, 3)


def _ship(segment: Segment) -> str:
    return _part(segment, 8, 3) or ("" if _imo(segment) else _part(segment, 8, 0))


def _imo(segment: Segment) -> str:
    code = _part(segment, 8, 0)
    return code if re.fullmatch("(?:IMO ?)?[0-9]{7}", code) else ""


def _commodity(segment: Segment) -> str:
    """The first part of CST or PIA that looks like a code of goods."""
    found = (part[0].strip() for part in segment[1:] if part and (segment[0][0] == "CST" or _is_hs(part)))
    return next((code for code in found if re.fullmatch(r"[0-9]{4}[0-9. ]*", code)), "")


def _is_hs(part: list[str]) -> bool:
    return len(part) > 1 and part[1].strip() in ("HS", "CC", "TSR", "TST", "HMP")


def _words(segment: Segment) -> str:
    """The text of FTX; some writers put it one element too far, where a language of two letters belongs."""
    return _whole(segment, 4) or (_whole(segment, 5) if len(_whole(segment, 5)) > _LANGUAGE else "")


_LANGUAGE = 3  # letters of the code of a language


def _weight(kinds: tuple[str, ...]) -> Callable[[Segment], str]:
    def take(segment: Segment) -> str:
        kind = _part(segment, 2, 0) or _part(segment, 1, 0)
        return _part(segment, 3, 1) if kind in kinds else ""

    return take


def _unit(segment: Segment) -> str:
    return {"KGM": "kg", "TNE": "t", "LBR": "lb"}.get(_part(segment, 3, 0), _part(segment, 3, 0))


def _container(segment: Segment) -> str:
    return _part(segment, 2, 0) if segment[0][0] == "EQD" else _part(segment, 1, 0)


_TAKE: dict[str, Callable[[Segment], str]] = {
    "number": _number,
    "date": _date,
    "code": _code,
    "name": _name,
    "address": _address,
    "country": _country,
    "ship": _ship,
    "imo": _imo,
    "flag": lambda segment: _part(segment, 8, 4),
    "voyage": lambda segment: _part(segment, 2, 0),
    "text": lambda segment: _words(segment) if segment[0][0] == "FTX" else _whole(segment, 2),
    "commodity": _commodity,
    "gross": _weight(("G", "AAB", "AAD", "WT", "WX")),
    "net": _weight(("N", "AAL", "AAC")),
    "unit": _unit,
    "amount": lambda segment: _part(segment, 1, 1),
    "currency": lambda segment: _part(segment, 1, 2),
    "container": _container,
    "incoterm": lambda segment: _part(segment, 3, 0),
}
