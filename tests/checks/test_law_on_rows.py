"""The law on rows, from the table's text to the findings: every border a day, a heading or a direction apart."""

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

FILES = [Path(__file__).with_name(name) for name in ("law_on_rows.yaml", "trade_on_rows.yaml", "second_on_rows.yaml")]
COLUMNS = {"on": "date", "from": "supplier_country", "to": "destination"}
LETTERS = {"p": "prohibited", "u": "undetermined", "e": "exempt"}


@functools.cache
def rows() -> tuple[dict[str, Any], ...]:
    return tuple(row for file in FILES for row in yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader))


def told(row: dict[str, Any]) -> dict[str, str]:
    return {COLUMNS.get(name, name): text for name, text in row.items() if name not in ("expect", "any")}


@functools.cache
def answers() -> tuple[RowAnswer, ...]:
    """All rows as one table."""
    listed = [told(row) for row in rows()]
    out = io.StringIO()
    writer = csv.DictWriter(out, list(dict.fromkeys(name for row in listed for name in row)))
    writer.writeheader()
    writer.writerows(listed)
    table = read_table(out.getvalue().encode(), path="rows.csv")
    assert not table.rejects, table.rejects
    law = load.default()
    return tuple(screen_row(one.event, {n: c.span for n, c in one.cells.items()}, law) for one in table.shipments)


def said(number: int) -> dict[str, str]:
    wanted = rows()[number]
    free = {f"UNSCR-{name}" for name in wanted.get("any", ())}
    found = answers()[number].assessment.findings
    return {one.measure.removeprefix("UNSCR-"): one.verdict for one in found if one.measure not in free}


@pytest.mark.parametrize("number", range(len(rows())), ids=lambda n: " ".join(told(rows()[n]).values()))
def test_a_row_is_under_the_measures_in_force_on_its_day_and_under_no_other(number: int) -> None:
    wanted = {name: LETTERS[letter] for name, letter in rows()[number]["expect"].items()}
    assert said(number) == wanted


def test_there_is_a_row_for_every_row_of_the_table() -> None:
    assert len(answers()) == len(rows()) >= 600
