"""The same table again with the findings in further columns: as CSV, JSON Lines, XLSX or Parquet.

Every row of the input comes back, in its order and with its cells as they are written, rejected rows too; in CSV a cell
that a spreadsheet would run as a formula has an apostrophe before it. A file appears under its name only when it is
whole.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from tidewaiter import codec
from tidewaiter.errors import InputError
from tidewaiter.export import verdicts, wording, workbook
from tidewaiter.export.remarks import remark_json
from tidewaiter.law.apply import comes_first
from tidewaiter.model import Finding
from tidewaiter.screen import RowAnswer
from tidewaiter.trade.extras import load
from tidewaiter.trade.forms import open_together
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source

FINDINGS = tuple(workbook.COLUMNS)
"""The columns that are added; several values in one cell are parted by " | "."""

_PART = " | "
_BATCH = 10_000


Said = Callable[[tuple[str | None, int]], RowAnswer | Rejected | None]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the input: its cells as written, where it stands, and what is said of it."""

    cells: tuple[str, ...]
    file: str
    row: int
    said: RowAnswer | Rejected
    sheet: str | None = None


def write(target: Path, headers: Sequence[str], lines: Iterable[Line]) -> int:
    """Writes the table in the form that the name of the file ends in; the number of rows.

    Raises InputError for another ending, for more rows than the form holds, and where the file cannot be written;
    ReaderError where a library of the extra ``tables`` is missing.
    """
    writer = writer_of(target)
    part = target.with_name(target.name + ".part")
    try:
        number = writer(part, names(headers), lines)
        part.replace(target)
    except OSError as bad:
        raise InputError(
            f"cannot write the file: {bad.strerror}", path=str(target), hint="name another place"
        ) from None
    finally:
        part.unlink(missing_ok=True)
    return number


def refuse_form(target: Path) -> None:
    """Raises what ``write`` would raise for the name of the file, or for a library that is missing, before the work."""
    writer_of(target)
    if target.suffix.lower() == ".xlsx":
        load("xlsxwriter", path=str(target), what="writing XLSX")
    if target.suffix.lower() == ".parquet":
        load("pyarrow", path=str(target), what="writing Parquet")


def writer_of(target: Path) -> Callable[[Path, tuple[str, ...], Iterable[Line]], int]:
    """What writes the form that the name of a file ends in."""
    writer = _WRITERS.get(target.suffix.lower().lstrip("."))
    if writer is None:
        raise InputError(
            f"no table is written as {target.suffix or 'a file without an ending'}",
            path=str(target),
            hint=f"end the name in one of {', '.join('.' + name for name in _WRITERS)}",
        )
    return writer


def again(
    target: Path,
    sources: Sequence[Source],
    said: Said,
    *,
    encoding: str | None = None,
) -> int:
    """Writes the tables of a file, or of several that belong together, again; the number of rows.

    ``said`` gives what is said of a row, by its sheet and number, and is asked in the order of the rows; a row of
    which nothing is said (its sheet could not be read) is left out. The columns of all sheets stand side by side in
    the order they first appear in.
    """
    return rewrite(target, [(sheet, said) for sheet in open_together(sources, encoding=encoding)])


def rewrite(target: Path, tables: Sequence[tuple[Sheet, Said]]) -> int:
    """As ``again``, of tables from anywhere, each with what is said of its rows; one behind the other."""
    columns = tuple(dict.fromkeys(name for sheet, _ in tables for name in _own_names(sheet)))
    return write(target, columns, (line for sheet, said in tables for line in _again(sheet, columns, said)))


def _own_names(sheet: Sheet) -> tuple[str, ...]:
    return names(sheet.headers)[: -len(FINDINGS)]


def _again(sheet: Sheet, columns: tuple[str, ...], said: Said) -> Iterator[Line]:
    for row in sheet.rows():
        place = (row.sheet, row.number if isinstance(row, Row) else row.line)
        answer = said(place)
        if answer is None:
            continue
        texts = (text for _, text in row.cells) if isinstance(row, Row) else ()
        own = dict(zip(_own_names(sheet), texts, strict=False))
        yield Line(tuple(own.get(name, "") for name in columns), sheet.path, place[1], answer, row.sheet)


def names(headers: Sequence[str]) -> tuple[str, ...]:
    """The names of all columns, each once: a second "Country" is "Country (2)", an empty one its place."""
    taken: dict[str, int] = dict.fromkeys(FINDINGS, 1)
    out = []
    for place, header in enumerate(headers, start=1):
        name = header or f"column {place}"
        taken[name] = taken.get(name, 0) + 1
        out.append(name if taken[name] == 1 else f"{name} ({taken[name]})")
    return (*out, *FINDINGS)


def finding_cells(line: Line) -> tuple[str, ...]:
    """What stands in the added columns, in the order of ``FINDINGS``."""
    place = (line.file, line.sheet or "", str(line.row))
    said = line.said
    if isinstance(said, Rejected):
        what = f"{said.what}{f': {said.value}' if said.value else ''}"
        return ("rejected", "", "", "", what, said.hint or "", "", "", "", "", *place)
    found = said.assessment.findings
    return (
        said.verdict,
        _joined(finding.measure for finding in found),
        _joined(finding.cite for finding in found),
        _joined(_basis(found)),
        _joined(_why(finding) for finding in found),
        _joined(_asked(said)),
        _joined(f"{remark.kind}: {remark.what}" for remark in said.remarks),
        _joined(reason.why for remark in said.remarks if remark.readings for reason in remark.reasons),
        _joined(said.missing),
        _joined(said.event.notes),
        *place,
    )


def _joined(texts: Iterable[str]) -> str:
    return _PART.join(dict.fromkeys(texts))


def _basis(found: Sequence[Finding]) -> Iterator[str]:
    """What of the findings the paragraphs say themselves: whose the codes are, which numbers are not checked."""
    told: dict[str, list[str]] = {}
    for finding in found:
        if ground := verdicts.ground(finding):
            told.setdefault(ground, []).append(wording.cited(finding.cite))
    for finding in found:
        if finding.basis == "recalled":
            told.setdefault(verdicts.UNCHECKED, []).append(wording.cited(finding.cite))
    yield from (f"{what}: {', '.join(cites)}" for what, cites in told.items())


def _why(finding: Finding) -> str:
    """The verdict with the conditions that decided it, or what left it open: conditions first, then exceptions."""
    verdict = f"{finding.verdict}{verdicts.on_condition(finding)}"
    told = [condition.why for condition in finding.conditions if condition.answer == "yes" and condition.name != "act"]
    if finding.verdict == "undetermined":
        told = [condition.why for condition in finding.conditions if condition.answer == "unknown"]
        # while it is open whether it is touched at all, its exceptions wait
        rules = () if comes_first(finding) else finding.exceptions
        told += [f"{rule.title}: {rule.why}" for rule in rules if rule.open and rule.answer == "unknown"]
    elif finding.verdict == "exempt":
        told = [f"{rule.title}: {rule.why}" for rule in finding.exceptions if rule.answer == "yes"]
    return f"{verdict}: {'; '.join(told)}"


def _asked(said: RowAnswer) -> Iterator[str]:
    """The questions that are open: those of remarks, of findings that are not decided, of exemptions on a condition."""
    for remark in said.remarks:
        yield from remark.ask
    for finding in said.assessment.findings:
        if finding.verdict == "undetermined":
            yield from finding.ask
        yield from verdicts.conditional(finding)
        yield from (question for rule in verdicts.nearly(finding) for question in rule.ask)


# forms


def _write_csv(target: Path, columns: tuple[str, ...], lines: Iterable[Line]) -> int:
    number = 0
    with target.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(map(_harmless, columns))
        for line in lines:
            writer.writerow(map(_harmless, (*line.cells, *finding_cells(line))))
            number += 1
    return number


_RUN = re.compile(r"\s*[=@+\-\t\r\uff1d\uff20\uff0b\uff0d]")
_NUMBER = re.compile(r"\s*[+\-](?=[\s(]*[0-9.,])[0-9\s.,()/\-]*%?\s*")


def _harmless(text: str) -> str:
    """A cell that no spreadsheet runs as a formula: an apostrophe before it makes it text.

    Numbers with a sign and telephone numbers stay as they are, but for a difference such as -2+3.
    """
    return f"'{text}" if _RUN.match(text) and not _NUMBER.fullmatch(text) else text


def _write_jsonl(target: Path, columns: tuple[str, ...], lines: Iterable[Line]) -> int:
    number = 0
    with target.open("wb") as stream:
        for line in lines:
            stream.write(codec.encode(_structured(columns, line)) + b"\n")
            number += 1
    return number


def _structured(columns: tuple[str, ...], line: Line) -> dict[str, Any]:
    """The row by its columns, and beside it findings and remarks with all they rest on."""
    row: dict[str, Any] = dict(zip(columns, (*line.cells, *finding_cells(line)), strict=True))
    if isinstance(line.said, RowAnswer):
        row["findings"] = [codec.finding_json(finding) for finding in line.said.assessment.findings]
        row["remarks"] = [remark_json(remark) for remark in line.said.remarks]
    return row


def _write_xlsx(target: Path, columns: tuple[str, ...], lines: Iterable[Line]) -> int:
    return workbook.write(target, columns, (((*line.cells, *finding_cells(line)), line.said) for line in lines))


def _write_parquet(target: Path, columns: tuple[str, ...], lines: Iterable[Line]) -> int:
    arrow = load("pyarrow", path=str(target), what="writing Parquet")
    parquet = load("pyarrow.parquet", path=str(target), what="writing Parquet")
    schema = arrow.schema([(name, arrow.string()) for name in columns])
    number = 0
    rows = iter(lines)
    with parquet.ParquetWriter(str(target), schema, compression="zstd") as writer:
        while batch := [(*line.cells, *finding_cells(line)) for line in islice(rows, _BATCH)]:
            arrays = [arrow.array(column, arrow.string()) for column in zip(*batch, strict=True)]
            writer.write_table(arrow.Table.from_arrays(arrays, schema=schema))
            number += len(batch)
    return number


_WRITERS: dict[str, Callable[[Path, tuple[str, ...], Iterable[Line]], int]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "xlsx": _write_xlsx,
    "parquet": _write_parquet,
}
"""The writer of each form, by the ending of the file's name."""
