"""Trade statistics held against the bans, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from tidewaiter import codec, places
from tidewaiter.checks.asymmetry import SAID, Pair, Side
from tidewaiter.checks.statistics import Judged, Line, Outside
from tidewaiter.export.remarks import remark_json
from tidewaiter.export.terminal import Pen

_WAYS = {"import": "imports from", "export": "exports to", "re-import": "re-imports from", "re-export": "re-exports to"}


def text(line: Line, target: str, pen: Pen, *, south: Sequence[str] = (), named: bool = False) -> str:
    """One reporter's trade under one measure: the paragraph, the months with their values, the questions.

    ``south`` is what both Koreas' books say to a line of which it is open which of them is meant; ``named`` puts the
    file before its rows.
    """
    return "\n".join(_lines(line, target, pen, south, named=named))


def _lines(line: Line, target: str, pen: Pen, south: Sequence[str], *, named: bool) -> Iterator[str]:
    other = line.partner if line.reporter == target and line.partner else target
    head = f"{_name(line.reporter)}, {_WAYS[line.way]} {_name(other)}: {line.verdict} under {line.cite}"
    yield pen.line(head, rest="  ", paint=line.verdict, word=line.verdict)
    yield pen.item("measure", f"{line.title} ({line.measure})")
    for period, value, codes in line.months:
        told = f"{value:,.0f} USD" if value is not None else "value not told"
        yield pen.item(period, f"{told} (HS {', '.join(codes)})")
    yield pen.item("together", f"{line.value:,.0f} USD in {len(line.months)} of the periods told")
    if line.look_alike:
        yield pen.item("doubt", f"which Korea is meant: {', '.join(line.look_alike)}")
    for sentence in south:
        yield pen.item("the South", sentence)
    if line.estimated:
        yield pen.item(
            "estimated", f"weight or quantity by the statistical office: {_rows(line.estimated, named=named)}"
        )
    for question in line.ask:
        yield pen.item("ask", question)
    yield pen.item("rows", _rows(line.rows, named=named))


def _rows(rows: Sequence[tuple[str, int]], *, named: bool) -> str:
    """The rows, behind their file where several are read."""
    files = dict.fromkeys(file for file, _ in rows)
    told = [(file, ", ".join(dict.fromkeys(str(row) for one, row in rows if one == file))) for file in files]
    return "; ".join(f"{file}: {numbers}" if named else numbers for file, numbers in told)


def text_outside(one: Outside, target: str, pen: Pen) -> str:
    """What a reporter reports with the target that no measure touched, or of which the goods are not told."""
    told = f"{one.value:,.0f} USD in {one.rows} row{'' if one.rows == 1 else 's'}"
    other = one.partner if one.reporter == target and one.partner else target
    said = "touched by no measure" if one.told else "of goods that are not specified: cannot tell"
    return pen.line(f"{_name(one.reporter)}, {_WAYS[one.way]} {_name(other)}: {told} {said}", rest="  ")


def text_pair(pair: Pair, pen: Pen, *, named: bool = False) -> str:
    """Both partners' figures of one flow."""
    head = f"{_name(pair.exporter)} to {_name(pair.importer)}, {pair.year}, HS {pair.code}: {SAID[pair.said]}"
    lines = [pen.line(head, rest="  ")]
    for who, side, verb in ((pair.importer, pair.imported, "imported"), (pair.exporter, pair.exported, "exported")):
        lines.append(pen.item(verb, f"{_name(who)}: {_side(side, named=named)}"))
    if pair.returned:
        lines.append(pen.item("again", f"{_name(pair.exporter)} re-exported {pair.returned:,.0f} USD of it there"))
    if pair.unnamed:
        lines.append(pen.item("unnamed", f"{_name(pair.importer)}: {pair.unnamed:,.0f} USD from areas not specified"))
    return "\n".join(lines)


def _side(side: Side | None, *, named: bool) -> str:
    if side is None:
        return "nothing"
    told = f"{side.value:,.0f} USD {side.valued}" if side.value is not None else "value not told"
    return f"{told} (rows {_rows(side.lines, named=named)})"


def pair_json(pair: Pair) -> dict[str, Any]:
    """Both partners' figures of one flow (docs/reference/json.md)."""
    return {
        "importer": pair.importer,
        "exporter": pair.exporter,
        "year": pair.year,
        "code": pair.code,
        "said": pair.said,
        "imported": _side_json(pair.imported),
        "exported": _side_json(pair.exported),
        "re_exported": pair.returned,
        "unnamed": pair.unnamed,
    }


def _side_json(side: Side | None) -> dict[str, Any] | None:
    if side is None:
        return None
    rows = [{"file": file, "row": row} for file, row in side.lines]
    return {"value": side.value, "valued": side.valued, "rows": rows}


def row_json(judged: Judged) -> dict[str, Any]:
    """One line of statistics with its findings (docs/reference/json.md)."""
    flow = judged.flow
    return {
        "file": flow.file,
        "row": flow.row,
        "reporter": flow.reporter,
        "partner": flow.partner,
        "flow": flow.way,
        "period": flow.period,
        "code": flow.code,
        "value": flow.value,
        "valued": flow.valued,
        "weight_kg": flow.weight,
        "estimated": list(flow.estimated),
        "findings": [codec.finding_json(finding) for finding in judged.findings],
        "remarks": [remark_json(remark) for remark in judged.remarks],
    }


def _name(code: str) -> str:
    return places.get(code).name
