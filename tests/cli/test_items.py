"""``tidewaiter screen`` on shipments of JSON with several items."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
SHIPMENT = {
    "date": "2019-05-06",
    "shipper": {"name": "Alder", "country": "CN"},
    "consignee": {"name": "Birch", "country": "KP"},
    "items": [{"description": "rice", "hsCode": "100630"}, {"description": "drilling machine", "hsCode": "845929"}],
}


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "orders.jsonl"
    path.write_text(json.dumps(SHIPMENT) + "\n" + json.dumps({**SHIPMENT, "items": []}) + "\n")
    return str(path)


def test_the_item_that_is_banned_is_named_by_its_place(tidewaiter: Cli, file: str) -> None:
    run = tidewaiter("screen", file)
    assert run.code == 1
    assert "row 1 (items.2): drilling machine (HS 845929), Alder -> Birch" in run.out
    assert "rice" not in run.out
    assert "every member of 'items' is a row of its own" in run.err


@pytest.mark.parametrize("options", [("--json",), ("--json", "--touched")])
def test_small_and_large_tables_say_the_same_of_items(tidewaiter: Cli, file: str, options: tuple[str, ...]) -> None:
    small, large = tidewaiter("screen", file, *options), tidewaiter("screen", file, "--jobs", "1", *options)
    assert (small.code, small.out) == (large.code, large.out)


def test_the_table_written_again_names_the_item(tidewaiter: Cli, file: str, tmp_path: Path) -> None:
    tidewaiter("screen", file, "--out", str(tmp_path / "o.jsonl"))
    lines = [json.loads(line) for line in (tmp_path / "o.jsonl").read_text().splitlines()]
    assert [(line["tw_sheet"] or None, line["tw_verdict"]) for line in lines[:2]] == [
        ("items.1", "not_covered"),
        ("items.2", "prohibited"),
    ]
