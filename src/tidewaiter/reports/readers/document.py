"""What every reader ends with: a text and what is told of it become a Document."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from tidewaiter.errors import InputError
from tidewaiter.model import Document, When, read_when
from tidewaiter.reports.dates.mentions import find_dates
from tidewaiter.reports.readers.limits import TEXT
from tidewaiter.reports.text.even import even, invisible
from tidewaiter.reports.text.pages import Agency, pages
from tidewaiter.reports.text.passages import Passage, blocks
from tidewaiter.reports.text.script import tell_language

_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")


@dataclass(frozen=True, slots=True)
class Told:
    """What a file says of its document apart from the text.

    ``published`` are the days of publication with the name of the source of each, the surest
    first. ``published_at`` and ``modified_at`` are instants as told, in ISO 8601, with the zone
    where one is told.
    """

    format: str = "text"
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    credit: str | None = None
    language: str | None = None
    encoding: str | None = None
    published: tuple[tuple[str, When], ...] = ()
    published_at: str | None = None
    modified_at: str | None = None
    notes: tuple[str, ...] = ()


def draw_up(text: str, told: Told, *, data: bytes, path: str | None, published: str | None = None) -> Document:
    """The document. What the file tells of itself goes before what its text shows; a day that is
    given goes before both, and a contradiction is noted.

    Raises InputError where there is no text, or where ``published`` is no date.
    """
    given = given_day(published, path)
    if not text.strip():
        raise InputError("the file has no text", path=path, hint="nothing but white space was found")
    text, cut = _bounded(text)
    digest = hashlib.sha256(data).hexdigest()
    own = hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()
    bare = Document(digest[:12], text, digest, own, path)
    parts = blocks(text)
    when, conflicts = _published(bare, parts, given, told.published)
    return replace(
        bare,
        url=told.url,
        title=told.title or _title(text, parts),
        outlet=outlet_at(told.url) or told.outlet or host_of(told.url),
        published=when,
        byline=told.byline or _byline(text, parts),
        dateline=_first(text, parts, "dateline"),
        credit=_credit(text, parts, told),
        language=tell_language(text) or told.language,
        encoding=told.encoding,
        notes=(*told.notes, *cut, *_hidden(text), *conflicts),
        format=told.format,
        published_at=told.published_at,
        modified_at=told.modified_at,
    )


def _bounded(text: str) -> tuple[str, tuple[str, ...]]:
    if len(text) <= TEXT:
        return text, ()
    return text[:TEXT], (f"only the first {TEXT:,} characters were read; {len(text) - TEXT:,} follow",)


def _hidden(text: str) -> tuple[str, ...]:
    count = invisible(text)
    return (f"marks without width in the text: {count}; words are matched as if they were spaces",) if count else ()


# --- days -----------------------------------------------------------------------------------


def given_day(published: str | None, path: str | None) -> When | None:
    """The day a user gave; raises InputError where it is none."""
    if published is None:
        return None
    when = read_day(published.strip())
    if when is None:
        raise InputError(
            "the day of publication is not a date",
            path=path,
            value=published,
            hint="write it as 2024-02-20, 2024-02 or 2024",
        )
    return when


def read_day(value: str) -> When | None:
    """``2024-02-20``, ``2024-02`` or ``2024``; None for all else."""
    if not _DATE.fullmatch(value):
        return None
    try:
        when = read_when(value)
    except ValueError:
        return None
    return when if when.precision in ("day", "month", "year") else None


def _published(
    document: Document, parts: tuple[Passage, ...], given: When | None, told: tuple[tuple[str, When], ...]
) -> tuple[When | None, tuple[str, ...]]:
    """The day of publication from the best source that has one, and what contradicts it."""
    sources = (
        ("given", given),
        *told,
        ("time line", timeline_day(document, parts)),
        ("dateline", _dateline_day(document, parts)),
    )
    known = [(name, when) for name, when in sources if when is not None and when.value is not None]
    if not known:
        return None, ()
    name, when = known[0]
    notes = tuple(
        f"published: {name} says {when.value}, {other} says {odd.value}; the former was taken"
        for other, odd in known[1:]
        if not _agree(when, odd)
    )
    return When(when.value, when.precision, when.earliest, when.latest, when.text, name, evidence=when.evidence), notes


def _agree(left: When, right: When) -> bool:
    """Whether the two can be the same day."""
    if left.earliest is None or left.latest is None or right.earliest is None or right.latest is None:
        return False
    return left.earliest <= right.latest and right.earliest <= left.latest


def timeline_day(document: Document, parts: tuple[Passage, ...]) -> When | None:
    """The first whole day on a time line that is not one of an update."""
    for part in parts:
        if part.kind != "timeline":
            continue
        for when in find_dates(document, part.start, part.end, published=None):
            at = when.evidence[0].start or 0
            if when.precision == "day" and when.earliest and not _is_update(document.text[part.start : at]):
                return when
    return None


def _is_update(before: str) -> bool:
    """Whether the label nearest to the date says that the page was updated then."""
    words = pages().timeline
    low = before.casefold()
    last = max((low.rfind(word) for word in words.updated), default=-1)
    other = max((low.rfind(word) for word in words.starts if word not in words.updated), default=-1)
    return last > other


def _dateline_day(document: Document, parts: tuple[Passage, ...]) -> When | None:
    for part in parts:
        if part.kind == "dateline":
            for when in find_dates(document, part.start, part.end, published=None):
                if when.precision == "day" and when.earliest:
                    return when
    return None


# --- who ------------------------------------------------------------------------------------


def host_of(url: str | None) -> str | None:
    """The host of an address without ``www.``; None without one."""
    if url is None:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def outlet_at(url: str | None) -> str | None:
    """The name of the outlet whose address it is, None where the host is not among those known."""
    host = host_of(url)
    if host is None:
        return None
    return next((o.name for o in pages().outlets if host == o.host or host.endswith(f".{o.host}")), None)


def _first(text: str, parts: tuple[Passage, ...], kind: str) -> str | None:
    return next((text[p.start : p.end] for p in parts if p.kind == kind), None)


def _title(text: str, parts: tuple[Passage, ...]) -> str | None:
    """The headline: the first heading before the body."""
    for part in parts:
        if part.kind == "body":
            return None
        if part.kind == "title":
            return text[part.start : part.end]
    return None


def _byline(text: str, parts: tuple[Passage, ...]) -> str | None:
    """The names of the byline, without the word before them."""
    line = _first(text, parts, "byline")
    return bare_byline(line) if line is not None else None


def bare_byline(line: str) -> str:
    """A byline without the word before the names."""
    starts = sorted(pages().byline.starts, key=len, reverse=True)
    start = next((word for word in starts if line.casefold().startswith(f"{word} ")), "")
    return line[len(start) :].strip(" :")


def agencies_in(text: str) -> tuple[Agency, ...]:
    """The news agencies named in a line, in the order in which they stand."""
    view = even(text)
    found: list[tuple[int, Agency]] = []
    for agency in pages().agencies:
        places = [hit.start() for name in agency.names if (hit := re.search(rf"(?<!\w){re.escape(name)}(?!\w)", view))]
        if places:
            found.append((min(places), agency))
    return tuple(agency for _, agency in sorted(found, key=lambda pair: (pair[0], pair[1].name)))


def _credit(text: str, parts: tuple[Passage, ...], told: Told) -> str | None:
    """The agencies that the page credits with its text. Their names inside the report, or under
    a picture, credit nothing; and no credit proves nothing."""
    lines = [text[p.start : p.end] for p in parts if p.kind in ("dateline", "credit", "byline")]
    lines += [line[:500] for line in (told.byline, told.credit) if line]
    names = [agency.name for line in lines for agency in agencies_in(line)]
    return "; ".join(dict.fromkeys(names)) or None
