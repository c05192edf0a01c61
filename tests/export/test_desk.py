"""The text of a small table: in short, then the rows, the gravest first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.checks.conftest import event_of
from tidewaiter.export import desk
from tidewaiter.export.terminal import Pen
from tidewaiter.law import load
from tidewaiter.model import Span
from tidewaiter.screen import RowAnswer, screen_row

REGIME, PEN = load.default(), Pen(400)
FREE = {"supplier_country": "CN", "destination": "VN", "item": "chairs", "date": "2019-05-05"}
BANNED = {"supplier_country": "CN", "destination": "KP", "hs": "842952", "date": "2019-05-05"}
OPEN = {"supplier_country": "CN", "destination": "KP", "hs": "842952"}
EXEMPT = {"supplier_country": "RU", "destination": "KP", "hs": "930200", "item": "pistols", "date": "2012-05-05"}


def answers(*rows: dict[str, str]) -> list[RowAnswer]:
    out = []
    for number, row in enumerate(rows, start=2):
        event = event_of(row, name=f"row-{number}")
        answer = screen_row(event, {}, REGIME)
        span = (Span(document="t.csv", quote="x", row=number, column="c"),)
        out.append(replace(answer, event=replace(answer.event, evidence=span)))
    return out


def text(*rows: dict[str, str], everything: bool = False) -> str:
    return "\n".join(desk.write(answers(*rows), PEN, everything=everything))


def heads(written: str) -> list[str]:
    return [line.partition(":")[0] for line in written.splitlines() if line.startswith("row ")]


def test_rows_come_gravest_first_and_then_as_they_stand() -> None:
    assert heads(text(EXEMPT, OPEN, FREE, BANNED, OPEN, BANNED)) == ["row 5", "row 7", "row 3", "row 6", "row 2"]


def test_rows_that_say_nothing_are_left_out_unless_all_are_asked_for() -> None:
    assert heads(text(FREE, BANNED)) == ["row 3"]
    assert heads(text(FREE, BANNED, everything=True)) == ["row 3", "row 2"]


def test_a_few_rows_need_no_overview() -> None:
    assert "In short" not in text(BANNED, OPEN, EXEMPT)


def test_many_rows_begin_with_what_they_amount_to() -> None:
    written = text(*[BANNED] * 14, OPEN, FREE)
    assert written.startswith("In short: 16 rows: 14 prohibited if the facts are as told; 1 cannot be decided")
    assert "banned    rows 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13 and 2 more: 2397/7 Machinery" in written
    assert "ask       row 16: On which day did it take place?" in written
    assert "\nPROHIBITED, if the facts are as told: 14 rows\n" in written
    assert "\nUNDETERMINED: facts are missing: 1 row\n" in written


@pytest.mark.parametrize("rows", [(), (FREE,)])
def test_nothing_to_say_is_no_text(rows: tuple[dict[str, str], ...]) -> None:
    assert text(*rows) == ""
