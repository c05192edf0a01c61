"""SWIFT MT messages: transfers (MT103, MT101) and documentary credits (MT700), several in one file.

Block 4 holds the tags, one a line (":50K:"), with further lines below; block 2 says which message
it is. A tag's letter is its option: the same party as a name and address (50K), in numbered
lines (50F), or as the code of a bank (50A).
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from tidewaiter import places
from tidewaiter.errors import InputError
from tidewaiter.trade.encodings import find_encoding
from tidewaiter.trade.readers.messages import SwiftPart, messages
from tidewaiter.trade.records import Lines, LongLine
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source

_START = re.compile(r"(?=\{1:)")
_SERVICE = re.compile(r"\{1:[A-Z]2[0-9]")  # acknowledgements and other messages of the network itself
_TYPE = re.compile(r"\{2:[IO]([0-9]{3})")
_TAG = re.compile(r":([0-9]{2})([A-Z]?):(.*)", re.DOTALL)
_ACCOUNT = re.compile(r"/")
_NUMBERED = re.compile(r"([1-8])/(.*)")
_BANK = re.compile(r"[A-Z]{4}([A-Z]{2})[A-Z0-9]{2}(?:[A-Z0-9]{3})?")
_NOTIFY = re.compile(r"\bNOTIFY(?:ING)?(?: PARTY| PARTIES)?(?: IS| ARE|:)?\s+(.{3,200}?)(?:\s\+|$)", re.IGNORECASE)
_MONEY = re.compile(r"([0-9]{6})?([A-Z]{3})([0-9]+(?:,[0-9]*)?)")
_CODED = re.compile(r"//|/[A-Z0-9]{1,8}/")
_HINT = "get the file again from the system that wrote it"
_READ_AS = "a payment is read as the supply it pays for: whoever is paid supplies, whoever pays receives"


@dataclass(slots=True)
class Tag:
    """A tag: its two digits, its option, its text by lines, and the line of the file that it begins on."""

    digits: str
    option: str
    lines: list[str]
    line: int


@dataclass(slots=True)
class Message:
    """One message: its place in the file, the line it begins on, its type, its tags in order."""

    number: int
    line: int
    kind: str = ""
    tags: list[Tag] = field(default_factory=list)
    closed: bool = False
    fault: str | None = None


def read(source: Source) -> Iterator[Sheet]:
    """One sheet for transfers and one for credits; a row's number is the line its message begins on.

    Raises InputError where no message can be read.
    """
    encoding = find_encoding(source).name
    kinds = Counter(_built_as(message) for message in _messages(source, encoding))
    known = [kind for kind in messages().swift if kinds[kind]]
    if not known:
        read_ = ", ".join(f"MT{kind}" for kind in messages().swift)
        raise InputError(f"no SWIFT message that is read here: {read_} are", path=source.name, hint=_HINT)
    for kind in known:
        parts = messages().swift[kind]
        yield Sheet(
            path=source.name,
            name=f"MT{kind}" if len(known) > 1 else None,
            form=f"mt{kind}",
            line=0,
            headers=tuple(_header(part) for part in parts),
            rows=lambda kind=kind: _rows(source, encoding, kind, first=kind == known[0], named=len(known) > 1),  # type: ignore[misc]
            notes=(_READ_AS,) if kind != "700" else (),
            fields=tuple(part.field for part in parts),
            encoding=encoding,
        )


def _built_as(message: Message) -> str:
    return messages().like.get(message.kind, message.kind)


def _header(part: SwiftPart) -> str:
    return f":{part.tag}:" if part.part == "text" else f":{part.tag}: {part.part}"


def _rows(source: Source, encoding: str, kind: str, *, first: bool, named: bool) -> Iterator[Row | Rejected]:
    """The messages of one kind; those that cannot be read stand among the first kind's."""
    sheet = f"MT{kind}" if named else None
    parts = messages().swift[kind]
    for message in _messages(source, encoding):
        what = _fault(message)
        if what is None and _built_as(message) == kind:
            for line, tags in _transfers(message) if kind == _MANY else ((message.line, message.tags),):
                yield Row(line, tuple((_header(part), _text(tags, part)) for part in parts), sheet)
        elif what is not None and first:
            yield Rejected(source.name, message.line, None, None, what, _HINT, sheet)


_MANY = "101"
"""The message that orders several transfers."""


def _transfers(message: Message) -> Iterator[tuple[int, list[Tag]]]:
    """The transfers that a message orders, each with the tags above the first of them that it has none of its own of.

    A row's number is the line its transfer begins on.
    """
    starts = [at for at, tag in enumerate(message.tags) if (tag.digits, tag.option) == ("21", "")]
    above = message.tags[: starts[0]] if starts else message.tags
    if not starts:
        yield message.line, above
    for start, end in zip(starts, [*starts[1:], len(message.tags)], strict=False):
        own = message.tags[start:end]
        told = {tag.digits for tag in own}
        yield own[0].line, [*(tag for tag in above if tag.digits not in told), *own]


def _fault(message: Message) -> str | None:
    if message.fault:
        return message.fault
    if _built_as(message) not in messages().swift:
        return f"an MT{message.kind} is not read" if message.kind else "a message that does not say what it is"
    return None if message.closed else "the message is not closed: the file may be cut short"


# messages


def _messages(source: Source, encoding: str) -> Iterator[Message]:
    """The messages of a file in order, told by their first block."""
    message: Message | None = None
    count = 0
    for number, line in _lines(source, encoding):
        if not line and message is not None and not message.closed:
            message.fault = "a line is too long to be read"
        for part in _START.split(line):  # one message may begin in the line in which another ends
            if part.startswith("{1:"):
                if message:
                    yield message
                message = None
                if not _SERVICE.match(part):
                    count += 1
                    message = Message(count, number)
            if message is not None and not message.closed:
                _add(message, part, number)
    if message:
        yield message


def _lines(source: Source, encoding: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; one that is too long is empty."""
    with source.open() as stream, io.TextIOWrapper(stream, encoding=encoding) as text:
        lines, number = Lines(text), 0
        while True:
            number += 1
            try:
                yield number, next(lines)
            except StopIteration:
                return
            except LongLine:
                yield number, ""


def _add(message: Message, line: str, number: int) -> None:
    if not message.kind and (hit := _TYPE.search(line)):
        message.kind = hit[1]
    text = line.rstrip("\r\n")
    if text.startswith("-}") or text.endswith("-}"):
        message.closed = True
        text = text.partition("-}")[0]
    if hit := _TAG.match(text.partition("{4:")[2] or text):
        message.tags.append(Tag(hit[1], hit[2], [hit[3]], number))
    elif message.tags and text:
        message.tags[-1].lines.append(text)


# parts of a message


def _text(tags: list[Tag], part: SwiftPart) -> str:
    """What tags hold of one part, all of that number together."""
    if part.part == "period":
        return _period(tags)
    digits, option = part.tag[:2], part.tag[2:]
    found = (
        _take(part.part, tag.option, tag.lines) for tag in tags if tag.digits == digits and option in ("", tag.option)
    )
    return " ".join(filter(None, found))


def _take(part: str, option: str, lines: list[str]) -> str:
    if part == "text":
        return " ".join(" ".join(lines).split())
    if part == "words":
        return " ".join(_CODED.sub(" ", " ".join(lines)).split())
    if part == "named":
        return _named(" ".join(lines))
    if part == "notify":
        hit = _NOTIFY.search(" ".join(" ".join(lines).split()))
        return hit[1].strip(" .,;:") if hit else ""
    if part in ("date", "currency", "amount"):
        return _of_money(part, lines[0])
    return _of_party(part, option, lines)


def _period(tags: list[Tag]) -> str:
    """The days between which a credit lets the goods be sent: its issue, and the last of shipment or its end."""
    days = {name: tag.lines[0] for tag in tags if (name := tag.digits + tag.option) in ("31C", "44C", "31D")}
    first = _of_money("date", days.get("31C", "").strip())
    last = next(filter(None, (_of_money("date", days.get(tag, "")[:6]) for tag in ("44C", "31D"))), "")
    if not first or first == last:
        return last
    return f"{first}/{last or '..'}" if not last or first < last else last


def _named(text: str) -> str:
    """The one country that a place in free words names, by its own name or by its port; "" where there are two."""
    mentions = list(places.scan(text))
    told = {mention.match.place.code for mention in mentions if mention.match.place}
    if len(told) == 1:
        return next((hit.match.text for hit in mentions if hit.match.place and hit.match.how == "name"), told.pop())
    return "" if told else next((hit.match.text for hit in mentions), "")


def _of_money(part: str, text: str) -> str:
    """Day, currency or amount of "240218USD1234,56"; the day alone in a tag such as 31C."""
    hit = _MONEY.match(text)
    day = hit[1] if hit else text if re.fullmatch("[0-9]{6}", text) else None
    if part == "date":
        # two digits of a year: the standard is of 1977, and what is screened was written since 1980
        return f"{'19' if day[:2] >= '80' else '20'}{day[:2]}-{day[2:4]}-{day[4:]}" if day else ""
    if hit is None:
        return ""
    return hit[2] if part == "currency" else _plain(hit[3])


def _plain(amount: str) -> str:
    """The comma stands before decimals, always: written so that 1,234 is not taken for a thousand."""
    whole, _, decimals = amount.partition(",")
    return f"{whole}.{decimals}0" if len(decimals) == 3 else f"{whole}.{decimals}" if decimals else whole


def _of_party(part: str, option: str, lines: list[str]) -> str:
    told = [line for line in lines if line.strip() and not (line == lines[0] and _ACCOUNT.match(line))]
    if option == "A":
        bank = next((hit for line in told if (hit := _BANK.fullmatch(line.strip()))), None)
        return {"name": bank[0], "country": bank[1]}.get(part, "") if bank else ""
    numbered = [hit for line in told if (hit := _NUMBERED.match(line))]
    if option == "F" and numbered:
        return _of_numbered(part, numbered)
    return {"name": told[0].strip() if told else "", "address": " ".join(map(str.strip, told[1:]))}.get(part, "")


def _of_numbered(part: str, lines: list[re.Match[str]]) -> str:
    """1/ is the name, 2/ the street, 3/ country and town; further kinds are left to the address."""
    if part == "country":
        return next((hit[2].partition("/")[0] for hit in lines if hit[1] == "3"), "")
    wanted = ("1",) if part == "name" else ("2", "3")
    return " ".join(hit[2].strip() for hit in lines if hit[1] in wanted)
