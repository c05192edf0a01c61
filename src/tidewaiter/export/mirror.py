"""Trade statistics held against the bans, as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tidewaiter import codec, places
from tidewaiter.checks.statistics import Judged, Line, Outside
from tidewaiter.export.remarks import remark_json
from tidewaiter.export.terminal import Pen

_WAYS = {"import": "imports from", "export": "exports to", "re-import": "re-imports from", "re-export": "re-exports to"}


def text(line: Line, target: str, pen: Pen) -> str:
    """One reporter's trade under one measure: the paragraph, the months with their values, the questions."""
    return "\n".join(_lines(line, target, pen))


def _lines(line: Line, target: str, pen: Pen) -> Iterator[str]:
    head = f"{_name(line.reporter)}, {_WAYS[line.way]} {_name(target)}: {line.verdict} under {line.cite}"
    yield pen.line(head, rest="  ", paint=line.verdict, word=line.verdict)
    yield pen.item("measure", f"{line.title} ({line.measure})")
    for period, value, codes in line.months:
        told = f"{value:,.0f} USD" if value is not None else "value not told"
        yield pen.item(period, f"{told} (HS {', '.join(codes)})")
    yield pen.item("together", f"{line.value:,.0f} USD in {len(line.months)} of the periods told")
    if line.look_alike:
        yield pen.item("doubt", f"which Korea is meant: {', '.join(line.look_alike)}")
    for question in line.ask:
        yield pen.item("ask", question)
    yield pen.item("rows", ", ".join(str(row) for row in line.rows))


def text_outside(one: Outside, target: str, pen: Pen) -> str:
    """What a reporter reports with the target that no measure touched."""
    told = f"{one.value:,.0f} USD in {one.rows} row{'' if one.rows == 1 else 's'}"
    return pen.line(f"{_name(one.reporter)}, {_WAYS[one.way]} {_name(target)}: {told} touched by no measure", rest="  ")


def row_json(judged: Judged) -> dict[str, Any]:
    """One line of statistics with its findings (docs/reference/json.md)."""
    flow = judged.flow
    return {
        "row": flow.row,
        "reporter": flow.reporter,
        "partner": flow.partner,
        "flow": flow.way,
        "period": flow.period,
        "code": flow.code,
        "value": flow.value,
        "weight_kg": flow.weight,
        "findings": [codec.finding_json(finding) for finding in judged.findings],
        "remarks": [remark_json(remark) for remark in judged.remarks],
    }


def _name(code: str) -> str:
    return places.get(code).name
