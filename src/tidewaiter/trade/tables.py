"""A file of shipments: its sheets, their events, and what of it could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tidewaiter.errors import InputError
from tidewaiter.model import Event
from tidewaiter.trade.dates import DateOrder
from tidewaiter.trade.forms import open_together
from tidewaiter.trade.headers import in_sheet
from tidewaiter.trade.mapping import Mapping, merged
from tidewaiter.trade.plan import Plan, Question, make_plan
from tidewaiter.trade.rows import Shipment, read_shipment
from tidewaiter.trade.sheets import Rejected, Row, Sheet, Source, source_of

MAX_ROWS = 100_000
"""Rows read into memory at once, about 4 KB each as an event."""

_CHUNK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Table:
    """A file that was read: every row is an event, a rejection, or blank.

    ``columns`` are the pairs (header, field) that were used, ``ignored`` the other headers;
    ``encoding`` and ``delimiter`` are those of a text, None for other forms. ``sheets`` are the
    names of the sheets that were read, where the file has sheets. ``questions`` are the columns
    that only the user can tell the meaning of; ``plans`` how each sheet was read; ``unread`` single
    cells that could not be read, whose rows are events all the same.
    """

    path: str
    sha256: str
    encoding: str | None
    delimiter: str | None
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    shipments: tuple[Shipment, ...] = ()
    rejects: tuple[Rejected, ...] = ()
    notes: tuple[str, ...] = ()
    form: str = "delimited"
    sheets: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    plans: tuple[Plan, ...] = ()
    unread: tuple[Rejected, ...] = ()


@dataclass(slots=True)
class _Read:
    """What was read of a file so far, sheet by sheet."""

    sheets: list[Sheet] = field(default_factory=list)
    columns: dict[tuple[str, str], None] = field(default_factory=dict)
    ignored: dict[str, None] = field(default_factory=dict)
    events: list[Event] = field(default_factory=list)
    shipments: list[Shipment] = field(default_factory=list)
    rejects: list[Rejected] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unread: list[InputError] = field(default_factory=list)
    questions: dict[Question, None] = field(default_factory=dict)
    plans: list[Plan] = field(default_factory=list)
    bad_cells: list[Rejected] = field(default_factory=list)


def read_table(
    data: bytes,
    *,
    path: str,
    dates: DateOrder | None = None,
    encoding: str | None = None,
    mapping: Mapping | None = None,
) -> Table:
    """The events of a file at hand; ``path`` is the name that stands in evidence and errors. See ``read_source``."""
    return read_source(source_of(data, name=path), dates=dates, encoding=encoding, mapping=mapping)


def read_source(
    source: Source,
    *,
    others: Sequence[Source] = (),
    dates: DateOrder | None = None,
    encoding: str | None = None,
    mapping: Mapping | None = None,
) -> Table:
    """The events of a file of any form, all its sheets one after the other.

    ``dates`` is the order of day and month where the file does not settle it; ``encoding`` that of a
    text where it cannot be told; ``mapping`` what else the user says of the file. ``others`` are
    further tables of the same shipments, joined on ``identifier``. A sheet that cannot be read is left
    out with a note where another can. Raises InputError where the file as a whole cannot be read, or
    has no row.
    """
    said = merged(mapping or Mapping(), dates=dates)
    together = (source, *others)
    read = read_sheets(open_together(together, encoding=encoding), said)
    first = read.sheets[0]
    return Table(
        path=source.name,
        sha256=_digest(together),
        encoding=first.encoding,
        delimiter=first.delimiter,
        columns=tuple(read.columns),
        ignored=tuple(read.ignored),
        events=tuple(read.events),
        shipments=tuple(read.shipments),
        rejects=tuple(read.rejects),
        notes=tuple(read.notes),
        form=first.form,
        sheets=tuple(sheet.name for sheet in read.sheets if sheet.name is not None),
        questions=tuple(read.questions),
        plans=tuple(read.plans),
        unread=tuple(read.bad_cells),
    )


def read_sheets(sheets: Iterator[Sheet], mapping: Mapping) -> _Read:
    """Every sheet that can be read; raises the first sheet's error where none can."""
    read = _Read()
    for sheet in sheets:
        try:
            _add(read, sheet, mapping)
        except TooManyRows:
            raise  # the whole file is refused, not one sheet
        except InputError as bad:
            read.unread.append(bad)
            read.notes.append(f"not read: {bad.what}{in_sheet(sheet.name)}")
    if not read.sheets:
        if read.unread:
            raise read.unread[0]
        raise InputError("the file holds no table", hint="a table needs a header and at least one row")
    return read


class TooManyRows(InputError):
    """More rows than are held at once."""


def _add(read: _Read, sheet: Sheet, mapping: Mapping) -> None:
    plan = plan_of(sheet, mapping, held=len(read.events) + len(read.rejects))
    outcomes = list(read_rows(sheet, plan))
    if not outcomes:
        what = f"the table has a header and no rows{in_sheet(sheet.name)}"
        raise InputError(what, path=sheet.path, line=sheet.line or None, hint="add the shipments")
    read.sheets.append(sheet)
    read.plans.append(plan)
    read.questions.update((question, None) for question in plan.questions)
    read.columns.update(((column.header, column.field), None) for column in plan.columns if column.index >= 0)
    read.ignored.update((header, None) for header in _ignored(sheet, plan))
    for outcome in outcomes:
        if isinstance(outcome, Rejected):
            read.rejects.append(outcome)
        else:
            read.events.append(outcome.event)
            read.shipments.append(outcome)
            read.bad_cells.extend(outcome.unread)
    notes = (*sheet.notes, *plan.notes, *_set_aside(outcomes))
    read.notes.extend(f"{sheet.name}: {note}" if sheet.name is not None else note for note in notes)


def _set_aside(outcomes: Sequence[Shipment | Rejected]) -> Iterator[str]:
    """How many rows tell of no shipment: sums, numbers of the columns."""
    aside = [
        one.event.id for one in outcomes if isinstance(one, Shipment) and not one.cells and one.event.type == "other"
    ]
    if aside:
        rows = "1 row tells" if len(aside) == 1 else f"{len(aside):,} rows tell"
        yield f"{rows} of no shipment (sums, numbers of the columns), the first {aside[0]}"


def plan_of(sheet: Sheet, mapping: Mapping, *, held: int = 0) -> Plan:
    """How a sheet is read; ``held`` rows of other sheets are held already. Raises InputError as ``make_plan``."""
    return make_plan(
        sheet.headers,
        lambda: _sound(sheet, held=held),
        mapping=mapping,
        fields=sheet.fields,
        numbers=sheet.numbers,
        path=sheet.path,
        line=sheet.line,
    )


def read_rows(sheet: Sheet, plan: Plan) -> Iterator[Shipment | Rejected]:
    """Each row's shipment or rejection in the order of the sheet, one at a time."""
    for row in sheet.rows():
        yield row if isinstance(row, Rejected) else read_shipment(row, plan, path=sheet.path)


def _sound(sheet: Sheet, *, held: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Number and cells of the rows that fit the header; raises where there are too many rows."""
    for count, row in enumerate(sheet.rows(), start=held + 1):
        number = row.number if isinstance(row, Row) else row.line
        if count > MAX_ROWS:
            hint = "give a file by its name, with tidewaiter[tables] installed: it is then read in blocks"
            raise TooManyRows(f"more than {MAX_ROWS:,} rows", path=sheet.path, line=number, hint=hint)
        if isinstance(row, Row):
            yield number, tuple(text for _, text in row.cells)


def _ignored(sheet: Sheet, plan: Plan) -> tuple[str, ...]:
    """The headers of the columns that are neither used nor asked about."""
    used = {column.index for column in plan.columns} | {question.index for question in plan.questions}
    if (
        sheet.fields
    ):  # the form names its columns: those that stand empty, or give a part elsewhere, are none of the file's
        read = {sheet.headers[index] for index in used if index >= 0}
        parts = {
            index for index, header in enumerate(sheet.headers) if any(one.startswith(f"{header} ") for one in read)
        }
        used |= parts | set(plan.empty)
    return tuple(
        header or f"(column {index + 1}, no name)" for index, header in enumerate(sheet.headers) if index not in used
    )


def _digest(sources: Sequence[Source]) -> str:
    digest = hashlib.sha256()
    for source in sources:
        with source.open() as stream:
            while chunk := stream.read(_CHUNK):
                digest.update(chunk)
    return digest.hexdigest()
