"""PDF: the text layer of a document, page after page.

Lines come in the order in which the file holds them, which is that of reading in nearly all;
where two columns of running text are written across, they are read one after the other. Heads
and feet that pages repeat are left out, words broken at a line's end are joined.
"""

from __future__ import annotations

import re
import statistics
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.readers.document import Told, draw_up, given_day
from tidewaiter.reports.readers.instants import read_instant
from tidewaiter.reports.readers.limits import DOCUMENT, PDF_PAGES, TEXT
from tidewaiter.reports.readers.tree import tidy

LIMIT = 5 * DOCUMENT
"""The largest PDF file that is read, in bytes: pictures make it large, not text."""
COLUMN = 25
"""Characters of a column's usual line; a table's cells have fewer."""
ACROSS = 0.5
"""Lines are written across two columns where this share of them is followed by one beside it."""
LEAP = 1.0
"""A gap inside a line of more than this many times its height is that between columns or cells."""
GAP = 1.5
"""A paragraph ends where the next line is further down than this many times the usual distance."""
FULL = 0.85
"""A line shorter than this share of the widest ends a paragraph where it ends a sentence."""

_EDGE = 2  # lines at the head and at the foot of a page among which the repeated ones are looked for
_BROKEN = ("\x02", "\ufffe", "\xad")
"""What pdfium gives for a hyphen at which a line is broken; the next line follows at once."""
_ENDS = ("\r", "\n", *_BROKEN)
_HYPHENS = ("-", "\u2010")
_SENTENCE_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")
_DATE = re.compile(r"D?:?(\d{4})(\d{2})(\d{2})")
_PAGE_NUMBER = re.compile(r"(?:[-–—|]\s*)?(?:[^\W\d_]+\s+)?\d{1,4}(?:\s*(?:/|of|von|de|из)\s*\d{1,4})?(?:\s*[-–—|])?")
_PASSWORD, _SECURITY = 4, 5  # pdfium's numbers of what went wrong


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page with its edges in points, counted from the page's lower left corner."""

    text: str
    left: float
    bottom: float
    right: float
    top: float

    @property
    def height(self) -> float:
        return self.top - self.bottom

    def is_beside(self, other: Line) -> bool:
        """Whether the two stand on one height."""
        return min(self.top, other.top) - max(self.bottom, other.bottom) > 0.5 * min(self.height, other.height)


def read(data: bytes, *, path: str | None = None, published: str | None = None, url: str | None = None) -> Document:
    """The text of a PDF document.

    Raises InputError where it is encrypted, damaged, has no text layer (a scan) or is too large,
    and where the library that reads it is not installed.
    """
    given_day(published, path)
    if len(data) > LIMIT:
        raise InputError(f"the PDF is too large: {len(data):,} bytes", path=path, hint=f"the limit is {LIMIT:,}")
    file = _open(data, path)
    try:
        pages, total = _pages(file)
        told = _told(file, url)
    finally:
        file.close()
    text = "\n\n".join(_paragraphs(_without_edges(pages)))
    if not any(char.isalnum() for char in text):
        what = f"the PDF has {total} pages and no text: its pages are pictures, perhaps"
        raise InputError(
            what, path=path, hint="recognise its text first, for example with ocrmypdf, and read the result"
        )
    cut = () if len(pages) == total else (f"only the first {len(pages)} of {total} pages were read",)
    return draw_up(text, replace(told, notes=(*told.notes, *cut)), data=data, path=path, published=published)


def _open(data: bytes, path: str | None) -> Any:
    try:
        import pypdfium2
    except ImportError:
        what = "a PDF is read with the library pypdfium2, which is not installed"
        raise InputError(what, path=path, hint="pip install pypdfium2") from None
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as bad:
        if getattr(bad, "err_code", None) in (_PASSWORD, _SECURITY) or "assword" in str(bad):
            hint = "open it with its password and save it without one"
            raise InputError("the PDF is encrypted", path=path, hint=hint) from None
        hint = "it may have been cut off on its way: fetch it again"
        raise InputError("the PDF is damaged and cannot be opened", path=path, hint=hint) from None


def _told(file: Any, url: str | None) -> Told:
    """What the document's own card tells. The day a file was made is no day of publication: it is noted."""
    card = file.get_metadata_dict()
    made = _instant(card.get("CreationDate", ""))
    byline = tidy(card.get("Author", ""))[:120]
    return Told(
        format="pdf",
        url=url,
        title=tidy(card.get("Title", ""))[:300] or None,
        byline=byline if any(map(str.isalpha, byline)) else None,
        notes=(f"the file was made on {made}; that is no day of publication",) if made else (),
    )


def _instant(told: str) -> str | None:
    hit = _DATE.match(told)
    found = read_instant(f"{hit[1]}-{hit[2]}-{hit[3]}") if hit else None
    return found[0] if found else None


# --- lines ------------------------------------------------------------------------------------


def _pages(file: Any) -> tuple[list[list[Line]], int]:
    from pypdfium2 import PdfiumError

    found: list[list[Line]] = []
    total, size = len(file), 0
    for number in range(min(total, PDF_PAGES)):
        try:
            lines = _in_columns(_joined(list(_pieces(file[number]))))
        except PdfiumError:
            lines = []
        found.append(lines)
        size += sum(len(line.text) for line in lines)
        if size > TEXT:
            break
    return found, total


def _pieces(page: Any) -> Iterator[Line]:
    """The stretches of text of a page in the order of the file: a line is cut where it leaps."""
    shown = page.get_textpage()
    letters: list[str] = []
    edges: list[tuple[float, float, float, float]] = []
    for char, box in _letters(shown):
        leaps = box and edges and box[0] - edges[-1][2] > LEAP * max(edges[-1][3] - edges[-1][1], 1)
        if char in _BROKEN:
            letters.append("-")
        if char in _ENDS or leaps:
            yield from _line(letters, edges)
            letters, edges = [], []
        if char not in _ENDS:
            letters.append(char)
            edges += [box] if box else []
    yield from _line(letters, edges)
    shown.close()
    page.close()


def _line(letters: list[str], edges: list[tuple[float, float, float, float]]) -> Iterator[Line]:
    text = tidy("".join(letters))
    if text and edges:
        left, bottom, right, top = zip(*edges, strict=True)
        yield Line(text, min(left), min(bottom), max(right), max(top))


def _letters(shown: Any) -> Iterator[tuple[str, tuple[float, float, float, float] | None]]:
    """The characters of a page with their boxes; white space and what pdfium puts in has none."""
    from pypdfium2 import raw

    for n in range(shown.count_chars()):
        code = raw.FPDFText_GetUnicode(shown, n)
        if not code or code > 0x10FFFF or 0xD800 <= code < 0xE000:
            continue
        char = chr(code)
        yield char, None if char.isspace() else shown.get_charbox(n, loose=True)


def _joined(pieces: list[Line]) -> list[Line]:
    """Stretches that follow one another on one height, closer than a column's gap, are one line."""
    found: list[Line] = []
    for piece in pieces:
        last = found[-1] if found else None
        if last and last.is_beside(piece) and -1 <= piece.left - last.right < 1.2 * last.height:
            space = "" if piece.left - last.right < 0.1 * last.height else " "
            found[-1] = Line(
                f"{last.text}{space}{piece.text}",
                last.left,
                min(last.bottom, piece.bottom),
                piece.right,
                max(last.top, piece.top),
            )
        elif last is None or (piece.text, piece.left, piece.bottom) != (last.text, last.left, last.bottom):
            found.append(piece)
    return found


def _in_columns(lines: list[Line]) -> list[Line]:
    """The lines, those of two columns that are written across put one column after the other."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.is_beside(b) and b.left > a.right]
    if len(pairs) < 3 or 2 * len(pairs) < ACROSS * len(lines):
        return lines
    if min(statistics.median(len(line.text) for line in side) for side in zip(*pairs, strict=True)) < COLUMN:
        return lines
    middle = statistics.median((a.right + b.left) / 2 for a, b in pairs)
    found: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []
    for line in lines:
        if line.left < middle - line.height < middle + line.height < line.right:  # it crosses the gap: a headline
            found += [*left, *right, line]
            left, right = [], []
        else:
            (left if line.right <= middle + line.height else right).append(line)
    return [*found, *left, *right]


def _without_edges(pages: list[list[Line]]) -> list[list[Line]]:
    """The pages without the heads and feet that they repeat, and without page numbers."""
    counts = Counter(key for page in pages for key in {_shape(line) for line in _edges(page)})
    often = max(2, len(pages) // 3) if len(pages) > 1 else 2
    return [
        [line for line in page if line not in _edges(page) or not (_is_repeated(line, counts, often))] for page in pages
    ]


def _is_repeated(line: Line, counts: Counter[str], often: int) -> bool:
    return counts[_shape(line)] >= often or bool(_PAGE_NUMBER.fullmatch(line.text))


def _edges(page: list[Line]) -> list[Line]:
    by_height = sorted(page, key=lambda line: -line.top)
    return by_height[:_EDGE] + by_height[-_EDGE:]


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "#", line.text.casefold())


# --- paragraphs -------------------------------------------------------------------------------


def _paragraphs(pages: list[list[Line]]) -> list[str]:
    """The lines of all pages as paragraphs; one may run on over the end of a page."""
    lines = [line for page in pages for line in page]
    words = Counter(re.findall(r"\w+-\w+", " ".join(line.text for line in lines)))
    pitch = _pitch(lines)
    found: list[str] = []
    for n, line in enumerate(lines):
        before = lines[n - 1] if n else None
        if before is None or _parts(before, line, pitch, _width(lines, n)):
            found.append(line.text)
        else:
            found[-1] = _sew(found[-1], line.text, words)
    return found


def _pitch(lines: list[Line]) -> float:
    """The usual distance from one line to the next below it."""
    steps = [a.bottom - b.bottom for a, b in pairwise(lines) if 0 < a.bottom - b.bottom < 4 * a.height]
    return statistics.median(steps) if steps else 12.0


def _width(lines: list[Line], n: int) -> float:
    """The right edge of the column a line stands in: that of the widest line around it."""
    here = lines[n - 1]
    return max(line.right for line in lines[max(n - 8, 0) : n + 8] if line.left < here.right and line.right > here.left)


def _parts(before: Line, line: Line, pitch: float, edge: float) -> bool:
    """Whether a new paragraph begins with the line."""
    step = before.bottom - line.bottom
    ended = bool(_SENTENCE_END.search(before.text))
    if step > GAP * pitch or abs(before.height - line.height) > 0.35 * max(before.height, line.height):
        return True
    if step <= 0:  # the next column or page
        return ended or not line.text[:1].islower()
    if line.left - before.left > 0.8 * before.height and ended:
        return True
    return ended and before.right - before.left < FULL * (edge - before.left)


def _sew(above: str, below: str, words: Counter[str]) -> str:
    """Two lines as one; a word broken between them is whole again, a compound keeps its hyphen."""
    if not above.endswith(_HYPHENS) or len(above) < 2 or not above[-2].isalpha():
        return f"{above} {below}"
    first, second = re.search(r"\w*$", above[:-1]), re.match(r"\w*", below)
    compound = f"{first[0] if first else ''}-{second[0] if second else ''}"
    if not below[:1].islower() or words[compound]:
        return above + below
    return above[:-1] + below
