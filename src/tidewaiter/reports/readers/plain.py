"""Plain text: bytes become a Document.

A file may begin with a header of three lines (address, title, day of publication; each may be
empty) and a blank line. What stands before the first paragraph is metadata then, and the text,
whose code points every offset counts, begins after it.
"""

from __future__ import annotations

import codecs
import hashlib
import re
from urllib.parse import urlsplit

from tidewaiter.errors import InputError
from tidewaiter.model import Document, When, read_when
from tidewaiter.reports.dates import find_dates
from tidewaiter.reports.even import even
from tidewaiter.reports.pages import Agency, pages
from tidewaiter.reports.passages import Passage, blocks
from tidewaiter.reports.script import tell_language

LIMIT = 20_000_000
"""The largest file that is read, in bytes."""

_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive (a workbook, an office document or an e-book, perhaps)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a RIFF file (picture or sound)"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "an SQLite database"),
)
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# what news pages without a declared encoding come in; anything else is rarer than a wrong guess
_OLD_ENCODINGS = ["cp1252", "cp1251", "koi8_r", "cp949", "euc_kr", "gb18030", "big5", "shift_jis", "euc_jp", "cp1250"]
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f\ufffe\uffff]")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LINE = re.compile(r"([^\r\n]*)(\r\n|\n|\r)")


def read(data: bytes, *, path: str | None = None, published: str | None = None, limit: int = LIMIT) -> Document:
    """The document in a plain-text file.

    ``published`` (``2024-02-20``, ``2024-02`` or ``2024``) goes before what the file says of its
    day of publication; a contradiction is put into ``notes``. Else the header says it, else the
    page's time line, else a dateline with a year. The text is kept as decoded, line ends and
    all; only a byte-order mark is dropped.

    A header is recognised only where line 1 is empty or an address (or, where line 3 is a date, a
    remark in brackets instead), line 3 empty or a date of the form above, line 4 blank, and not
    all of the first three are empty.

    Raises InputError where the file is empty, over ``limit`` bytes, no text, or where
    ``published`` is no date.
    """
    given = _given(published, path)
    _refuse(data, path, limit)
    whole, encoding, notes = _decode(data, path)
    url, title, day, start = _header(whole)
    text = whole[start:]
    if not text.strip():
        what = "the file has a header and no text after it" if start else "the file has no text"
        raise InputError(what, path=path, hint="nothing but white space was found")
    digest = hashlib.sha256(data).hexdigest()
    bare = Document(digest[:12], text, digest, hashlib.sha256(text.encode("utf-8")).hexdigest(), path)
    parts = blocks(text)
    when, conflicts = _published(bare, parts, given, day)
    return Document(
        id=bare.id,
        text=text,
        sha256=digest,
        text_sha256=bare.text_sha256,
        path=path,
        url=url,
        title=title or _title(text, parts),
        outlet=_outlet(url),
        published=when,
        byline=_byline(text, parts),
        dateline=_first(text, parts, "dateline"),
        credit=_credit(text, parts),
        language=tell_language(text),
        encoding=encoding,
        notes=(*notes, *conflicts),
    )


# --- bytes to text ------------------------------------------------------------------------


def _given(published: str | None, path: str | None) -> When | None:
    if published is None:
        return None
    when = _day(published.strip())
    if when is None:
        raise InputError(
            "the day of publication is not a date",
            path=path,
            value=published,
            hint="write it as 2024-02-20, 2024-02 or 2024",
        )
    return when


def _day(value: str) -> When | None:
    if not _DATE.fullmatch(value):
        return None
    try:
        when = read_when(value)
    except ValueError:
        return None
    return when if when.precision in ("day", "month", "year") else None


def _refuse(data: bytes, path: str | None, limit: int) -> None:
    if not data:
        raise InputError("the file is empty", path=path, hint="nothing to read: 0 bytes")
    if len(data) > limit:
        raise InputError(
            f"the file is too large: {len(data):,} bytes, and the limit is {limit:,}",
            path=path,
            hint="a report is far smaller; split the file, or raise the limit",
        )
    for magic, name in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"not plain text: this is {name}", path=path, hint="save its text as a .txt file")


def _decode(data: bytes, path: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Text, encoding, and a note where the encoding had to be guessed."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _checked(_strict(data, name, path), path), name, ()
    if b"\x00" in data:
        raise InputError("not plain text: the file has NUL bytes", path=path, hint="save it as UTF-8 text")
    try:
        return _checked(data.decode("utf-8"), path), "utf-8", ()
    except UnicodeDecodeError as bad:
        line = data.count(b"\n", 0, bad.start) + 1
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=_OLD_ENCODINGS).best()
    if best is None:
        raise InputError("the text cannot be decoded", path=path, line=line, hint="save the file as UTF-8")
    text = _checked(data.decode(best.encoding), path)
    return text, best.encoding, (f"not UTF-8: read as {best.encoding}, which is a guess",)


def _strict(data: bytes, name: str, path: str | None) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as bad:
        raise InputError(
            f"the text cannot be decoded: it begins as {name} and byte {bad.start} is not",
            path=path,
            hint="save the file as UTF-8",
        ) from None


def _checked(text: str, path: str | None) -> str:
    controls = len(_CONTROL.findall(text))
    if controls > 2 and controls > len(text) / 200:
        raise InputError(f"not plain text: {controls} control characters", path=path, hint="save it as UTF-8 text")
    return text


# --- metadata -----------------------------------------------------------------------------


def _header(text: str) -> tuple[str | None, str | None, When | None, int]:
    """Address, title, day and where the body begins; (None, None, None, 0) without a header."""
    nothing = (None, None, None, 0)
    lines, at = [], 0
    for _ in range(4):
        hit = _LINE.match(text, at)
        if hit is None:
            return nothing
        lines.append(hit[1].strip())
        at = hit.end()
    url, title, day, blank = lines
    when = _day(day)
    if blank or not (url or title or day) or (day and when is None):
        return nothing
    if url and not _ADDRESS.fullmatch(url):
        if when is None or not re.fullmatch(r"\([^()]*\)", url):
            return nothing
        url = ""
    return url or None, title or None, when, at


def _outlet(url: str | None) -> str | None:
    """The outlet's name by the host of its address, else the host; None without an address."""
    if url is None:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    if not host:
        return None
    host = host.removeprefix("www.")
    known = next((o for o in pages().outlets if host == o.host or host.endswith(f".{o.host}")), None)
    return known.name if known else host


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
    if line is None:
        return None
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


def _credit(text: str, parts: tuple[Passage, ...]) -> str | None:
    """The agencies that the page credits with its text. Their names inside the report, or under
    a picture, credit nothing; and no credit proves nothing."""
    lines = [text[p.start : p.end] for p in parts if p.kind in ("dateline", "credit", "byline")]
    names = [agency.name for line in lines for agency in agencies_in(line)]
    return "; ".join(dict.fromkeys(names)) or None


# --- publication --------------------------------------------------------------------------


def _published(
    document: Document, parts: tuple[Passage, ...], given: When | None, header: When | None
) -> tuple[When | None, tuple[str, ...]]:
    """The day of publication from the best source that has one, and what contradicts it."""
    sources = (
        ("given", given),
        ("header", header),
        ("time line", _timeline_day(document, parts)),
        ("dateline", _dateline_day(document, parts)),
    )
    told = [(name, when) for name, when in sources if when is not None and when.value is not None]
    if not told:
        return None, ()
    name, when = told[0]
    notes = tuple(
        f"published: {name} says {when.value}, {other} says {odd.value}; the former was taken"
        for other, odd in told[1:]
        if not _agree(when, odd)
    )
    return When(when.value, when.precision, when.earliest, when.latest, when.text, name, evidence=when.evidence), notes


def _agree(left: When, right: When) -> bool:
    """Whether the two can be the same day."""
    if left.earliest is None or left.latest is None or right.earliest is None or right.latest is None:
        return False
    return left.earliest <= right.latest and right.earliest <= left.latest


def _timeline_day(document: Document, parts: tuple[Passage, ...]) -> When | None:
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
