"""The table with its findings as a workbook for a person: the rows, a summary, the paragraphs, and what made it.

No cell is taken for a formula, a number or a link, codes keep their zeros, and the same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any

from tidewaiter import __version__
from tidewaiter.checks.missing import FIELDS
from tidewaiter.checks.remarks import KINDS
from tidewaiter.errors import InputError
from tidewaiter.export import verdicts
from tidewaiter.model import GRAVITY, Finding
from tidewaiter.screen import RowAnswer
from tidewaiter.trade.extras import load
from tidewaiter.trade.sheets import Rejected

Written = tuple[Sequence[str], RowAnswer | Rejected]
"""A row's cells, its own and those added, and what is said of it."""

COLUMNS = {
    "tw_verdict": "the gravest verdict of the row; rejected: the row could not be read",
    "tw_measures": "the measures it touches, by their names in the data",
    "tw_paragraphs": "the paragraphs of the resolutions; the cell leads to the sheet law",
    "tw_basis": "whether the paragraph names the code itself or the code is our reading of its words; which numbers of "
    "paragraphs are not yet checked against the documents",
    "tw_why": "for each paragraph, what decided it or left it open",
    "tw_ask": "the questions that would settle what is open",
    "tw_remarks": "what in the row itself does not fit or is not clear",
    "tw_reasons": "where it is open which Korea is meant: what speaks for each",
    "tw_missing": "the fields for want of which a measure stays open",
    "tw_notes": "how cells were read",
    "tw_file": "the file the row stands in",
    "tw_sheet": "its sheet, or its place in the file",
    "tw_row": "its number there",
}
"""The added columns, each with what it holds."""

MEANING = {
    "prohibited": "prohibited, if the facts are as the row tells them",
    "undetermined": "cannot be decided on what the row tells: see tw_ask",
    "exempt": "an exception holds, if the facts are as the row tells them",
    "not_covered": "no measure is touched by what the row tells; that is no clearance",
    "rejected": "the row could not be read: see tw_why",
}
_LONG = ("tw_why", "tw_ask", "tw_remarks", "tw_reasons", "tw_notes")
_FILLS = {
    "prohibited": ("#F4C7C3", "#7A1210", True),
    "undetermined": ("#FCE8B2", "#5F4300", True),
    "exempt": ("#CFE8D5", "#1B4D2B", False),
    "not_covered": ("#EEEEEE", "#595959", False),
    "rejected": ("#D9D2E9", "#3D2B56", False),
}
_TEXT = 49  # the number that workbooks give the format "text"
_MOST_ROWS = 1_048_576
_MOST_SIGNS = 32_767
_MOST_LINKS = 65_000
_MEASURED = 200  # rows by which the widths of columns are chosen
_NARROW = 9
_LINE, _MOST_LINES = 15, 12  # points; lines of a row that are shown
_A3, _A4 = 8, 9
_LISTED = 40  # questions in the summary
_NAMED = 12  # rows named behind each of them


def write(target: Path, columns: Sequence[str], rows: Iterable[Written]) -> int:
    """Writes the workbook; the number of rows. The last three of the columns are the file, the sheet and the row.

    Raises InputError for more rows than a sheet holds, ReaderError where the library is missing.
    """
    library = load("xlsxwriter", path=str(target), what="writing XLSX")
    book = library.Workbook(
        str(target),
        {"constant_memory": True, "strings_to_formulas": False, "strings_to_numbers": False, "strings_to_urls": False},
    )
    # a workbook carries the time it was made: the same input has to give the same bytes
    book.set_properties({"created": datetime(2000, 1, 1), "title": "Findings of Tidewaiter"})
    try:
        sheets = {name: book.add_worksheet(name) for name in ("findings", "summary", "law", "about")}
        styles = _styles(book)
        told = _Told()
        number = _write_rows(sheets["findings"], styles, columns, rows, told, target)
        _lay_out(sheets["summary"], styles, _summary(told, number), (44, 12, 12, 12, 80))
        _lay_out(sheets["law"], styles, _law(told), (34, 70, 12, 14, 12, 44, 46))
        _lay_out(sheets["about"], styles, _about(told, number), (24, 110))
    finally:
        book.close()
    return number


# the rows


def _write_rows(
    sheet: Any, styles: dict[str, Any], columns: Sequence[str], rows: Iterable[Written], told: _Told, target: Path
) -> int:
    given = iter(rows)
    first = list(islice(given, _MEASURED))
    widths = [_width(name, [cells[place] for cells, _ in first]) for place, name in enumerate(columns)]
    sheet.set_row(0, _height(columns, widths))
    for place, name in enumerate(columns):
        sheet.set_column(place, place, widths[place], styles["text"])
        sheet.write_string(0, place, _of_workbook(name), styles["added" if name in COLUMNS else "head"])
    verdict, link = columns.index("tw_verdict"), columns.index("tw_paragraphs")
    number = 0
    for number, (cells, said) in enumerate(chain(first, given), start=1):
        if number >= _MOST_ROWS:
            what = f"a sheet of a workbook holds {_MOST_ROWS:,} rows at most"
            raise InputError(what, path=str(target), hint="write .csv or .parquet")
        at = told.add(cells, said)
        sheet.set_row(number, _height(cells, widths))
        for place, text in enumerate(cells):
            if not text:
                continue
            if place == link and at is not None and number < _MOST_LINKS:
                sheet.write_url(number, place, f"internal:'law'!A{at}", styles["link"], _of_workbook(text))
            else:
                style = styles.get(text, styles["text"]) if place == verdict else styles["text"]
                sheet.write_string(number, place, _of_workbook(text), style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, number, len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    _on_paper(sheet, paper=_A3)
    return number


def _width(column: str, shown: Sequence[str]) -> int:
    """A width in signs by the cells; an added column that says nothing is narrow, one of sentences wide."""
    longest = max((len(line) for text in shown for line in text.split("\n")), default=0)
    if column in COLUMNS and not longest:
        return _NARROW
    most = 48 if column in _LONG else 26
    return min(max(longest, *(len(word) for word in column.split()), _NARROW) + 2, most)


def _height(texts: Sequence[str], widths: Sequence[int]) -> int:
    """A height in points at which the texts can be read; what is very long is cut on the screen, and is in its cell."""
    pairs = zip(texts, widths, strict=True)
    lines = max((sum(1 + (len(line) - 1) // width for line in text.split("\n")) for text, width in pairs), default=1)
    return _LINE * max(1, min(lines, _MOST_LINES))


def _on_paper(sheet: Any, *, paper: int = _A4) -> None:
    """Landscape, one page wide, the header on each page."""
    sheet.set_landscape()
    sheet.set_paper(paper)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.set_footer("&L&A&R&P / &N")


def _styles(book: Any) -> dict[str, Any]:
    """The formats by name, those of verdicts by the verdict.

    The format "text" holds when a cell is edited: what begins with "=" stays a text then, and zeros stay.
    """
    plain = {"num_format": _TEXT, "valign": "top", "text_wrap": True}
    head = plain | {"bold": True, "bottom": 1}
    styles = {
        "text": book.add_format(plain),
        "head": book.add_format(head | {"bg_color": "#EDEDED"}),
        "added": book.add_format(head | {"bg_color": "#DCE6F1"}),
        "title": book.add_format(plain | {"bold": True, "font_size": 14, "text_wrap": False}),
        "link": book.add_format(plain | {"font_color": "#1F4E79", "underline": 1}),
        "number": book.add_format({"valign": "top", "num_format": "#,##0;;", "align": "center"}),
    }
    for verdict, (fill, font, bold) in _FILLS.items():
        styles[verdict] = book.add_format(plain | {"bg_color": fill, "font_color": font, "bold": bold})
    return styles


def _of_workbook(text: str) -> str:
    """The text as a cell can hold it: no control signs, and no longer than the form allows."""
    if text.isprintable() and len(text) <= _MOST_SIGNS:
        return text
    plain = "".join(sign if sign.isprintable() or sign in "\t\n\r" else "�" for sign in text)
    return plain if len(plain) <= _MOST_SIGNS else f"{plain[: _MOST_SIGNS - 1]}…"


# what all rows together tell


@dataclass(slots=True)
class _Told:
    """Counts over the rows, gathered while they are written."""

    verdicts: Counter[str] = field(default_factory=Counter)
    paragraphs: dict[str, Finding] = field(default_factory=dict)
    touched: Counter[tuple[str, str]] = field(default_factory=Counter)
    asked: dict[str, list[str]] = field(default_factory=dict)
    times: Counter[str] = field(default_factory=Counter)
    remarks: Counter[str] = field(default_factory=Counter)
    missing: Counter[str] = field(default_factory=Counter)
    regimes: dict[str, None] = field(default_factory=dict)
    files: dict[str, None] = field(default_factory=dict)

    def add(self, cells: Sequence[str], said: RowAnswer | Rejected) -> int | None:
        """Counts a row; the row of its first paragraph on the sheet of the law."""
        file, sheet, row = cells[-3:]
        self.files[file] = None
        if isinstance(said, Rejected):
            self.verdicts["rejected"] += 1
            return None
        self.verdicts[said.verdict] += 1
        self.remarks.update(dict.fromkeys((remark.kind for remark in said.remarks), 1))
        self.missing.update(said.missing)
        name = f"{sheet} {row}".strip()
        for question in dict.fromkeys((*_open(said.assessment.findings), *(q for r in said.remarks for q in r.ask))):
            self.times[question] += 1
            if len(self.asked.setdefault(question, [])) < _NAMED:
                self.asked[question].append(name)
        for finding in said.assessment.findings:
            self.touched[finding.measure, finding.verdict] += 1
            self.paragraphs.setdefault(finding.measure, finding)
            self.regimes[finding.regime or ""] = None
        first = next(iter(said.assessment.findings), None)
        return list(self.paragraphs).index(first.measure) + 2 if first else None


def _open(findings: Sequence[Finding]) -> Iterator[str]:
    for finding in findings:
        if finding.verdict == "undetermined":
            yield from finding.ask
        yield from verdicts.conditional(finding)


Cell = str | int | tuple[str, str]
"""A text, a number, or a text with the name of its format; a text that begins with "https:" is a link."""


def _summary(told: _Told, number: int) -> Iterator[tuple[Cell, ...]]:
    yield (("Summary", "title"),)
    yield ("A verdict says what the law is if the facts are as told. Where no measure is named, that is no clearance.",)
    yield ()
    yield (("Verdict", "head"), ("Rows", "head"), ("Share", "head"), ("", "head"), ("Means", "head"))
    for verdict in (*GRAVITY, "rejected"):
        if count := told.verdicts[verdict]:
            yield ((verdict, verdict), count, f"{count / number:.0%}", "", MEANING[verdict])
    if told.paragraphs:
        yield ()
        heads = ("Paragraph", "Prohibited", "Open", "Exempt", "Subject")
        yield tuple((name, "head") for name in heads)
        ranked = sorted(told.paragraphs, key=lambda name: [-told.touched[name, verdict] for verdict in GRAVITY])
        for measure in ranked:
            counts = (told.touched[measure, verdict] for verdict in ("prohibited", "undetermined", "exempt"))
            yield (told.paragraphs[measure].cite, *counts, told.paragraphs[measure].title)
    if told.asked:
        yield ()
        yield (("What to ask first", "head"), ("Rows", "head"), ("", "head"), ("", "head"), ("In rows", "head"))
        for question, count in sorted(told.times.items(), key=lambda pair: -pair[1])[:_LISTED]:
            more = f" and {count - _NAMED} more" if count > _NAMED else ""
            yield (question, count, "", "", ", ".join(told.asked[question]) + more)
    for title, counted, meanings in (("Remark", told.remarks, KINDS), ("Missing", told.missing, FIELDS)):
        if counted:
            yield ()
            yield ((title, "head"), ("Rows", "head"), ("", "head"), ("", "head"), ("Means", "head"))
            for name, count in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
                yield (name, count, "", "", meanings[name])


_DOCUMENT = re.compile(r"S/RES/\d+ \(\d+\)")


def _law(told: _Told) -> Iterator[tuple[Cell, ...]]:
    heads = ("Paragraph", "Subject", "Prohibited", "Undetermined", "Exempt", "Number of the paragraph", "Document")
    yield tuple((name, "head") for name in heads)
    for measure, finding in told.paragraphs.items():
        counts = (told.touched[measure, verdict] for verdict in ("prohibited", "undetermined", "exempt"))
        checked = "checked" if finding.basis == "sourced" else "not yet checked against the document"
        hit = _DOCUMENT.search(finding.cite)
        document = f"https://undocs.org/{hit[0].replace(' ', '')}" if hit else ""
        yield (finding.cite, finding.title, *counts, checked, document)


def _about(told: _Told, number: int) -> Iterator[tuple[Cell, ...]]:
    yield (("About this workbook", "title"),)
    yield ("made by", f"Tidewaiter {__version__}")
    for regime in filter(None, told.regimes):
        yield ("law", f"regime {regime}")
    for file in told.files:
        yield ("read from", f"{file}{_digest(file)}")
    yield ("rows", number)
    yield ("limits", "No legal advice. A row tells only part; where no measure is named, that is no clearance.")
    yield ("a paragraph", "tidewaiter law show 2397/7 prints a paragraph as data, with its codes and sources")
    yield ()
    yield (("Column", "head"), ("Holds", "head"))
    yield from COLUMNS.items()


def _digest(file: str) -> str:
    path = Path(file)
    if not path.is_file():
        return ""
    with path.open("rb") as stream:
        return f", sha256 {hashlib.file_digest(stream, 'sha256').hexdigest()}"


def _lay_out(sheet: Any, styles: dict[str, Any], lines: Iterable[tuple[Cell, ...]], widths: Sequence[int]) -> None:
    for place, width in enumerate(widths):
        sheet.set_column(place, place, width)
    for row, line in enumerate(lines):
        texts = [str(cell[0] if isinstance(cell, tuple) else cell) for cell in line]
        sheet.set_row(row, _height(texts, widths[: len(line)]) if len(line) > 1 else 22)
        for place, cell in enumerate(line):
            _lay(sheet, styles, row, place, cell, alone=len(line) == 1)
    _on_paper(sheet)


def _lay(sheet: Any, styles: dict[str, Any], row: int, place: int, cell: Cell, *, alone: bool) -> None:
    if isinstance(cell, int):
        sheet.write_number(row, place, cell, styles["number"])
    elif isinstance(cell, tuple):
        sheet.write_string(row, place, cell[0], styles[cell[1]])
    elif cell.startswith("https:"):
        sheet.write_url(row, place, cell, styles["link"], cell)
    elif cell:
        sheet.write_string(row, place, _of_workbook(cell), None if alone else styles["text"])
