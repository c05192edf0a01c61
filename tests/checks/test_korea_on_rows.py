"""Which Korea, which end, which flag: rows as a table gives them, each with its verdict and all of its remarks."""

from __future__ import annotations

import csv
import functools
import io
from pathlib import Path
from typing import Any

import pytest
import yaml

from tidewaiter.law import load
from tidewaiter.screen import RowAnswer, screen_row
from tidewaiter.trade.tables import read_table

FILE = Path(__file__).with_name("korea_on_rows.yaml")
USUAL = {"date": "2021-05-03", "supplier_country": "CN", "hs": "842952", "item": "excavator"}
LETTERS = {"p": "prohibited", "u": "undetermined", "e": "exempt", "n": "not_covered"}


@functools.cache
def rows() -> tuple[dict[str, Any], ...]:
    found: list[dict[str, Any]] = yaml.load(FILE.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return tuple(found)


def told(row: dict[str, Any]) -> dict[str, str]:
    return {name: text for name, text in (USUAL | row).items() if name not in ("verdict", "remarks")}


def name_of(number: int) -> str:
    return " ".join(text for name, text in rows()[number].items() if name not in ("verdict", "remarks"))


@functools.cache
def answer(number: int) -> RowAnswer:
    cells = {name: text for name, text in told(rows()[number]).items() if text}
    out = io.StringIO()
    writer = csv.DictWriter(out, list(cells))
    writer.writeheader()
    writer.writerow(cells)
    table = read_table(out.getvalue().encode(), path="rows.csv")
    assert not table.rejects, table.rejects
    (one,) = table.shipments
    return screen_row(one.event, {name: cell.span for name, cell in one.cells.items()}, load.default())


@pytest.mark.parametrize("number", range(len(rows())), ids=name_of)
def test_a_row_is_read_as_its_cells_say_and_what_they_leave_open_is_said(number: int) -> None:
    said = answer(number)
    wanted = (LETTERS[rows()[number]["verdict"]], list(rows()[number].get("remarks", [])))
    assert (said.verdict, [remark.kind for remark in said.remarks]) == wanted
