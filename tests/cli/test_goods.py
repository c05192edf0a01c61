"""``tidewaiter goods``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]


def test_each_text_gets_its_headings_with_labels_and_words(tidewaiter: Cli) -> None:
    run = tidewaiter("goods", "STC 20 PALLETS WATER PUMPS")
    assert run.code == 0
    assert run.out.startswith("STC 20 PALLETS WATER PUMPS\n  8413 ")
    assert "because of: WATER PUMPS" in run.out


def test_json_is_one_line_a_text_with_these_keys(tidewaiter: Cli) -> None:
    run = tidewaiter("goods", "--json", "water pumps", "HSN 69072100 tiles")
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert [list(line) for line in lines] == [["text", "candidates", "abstained", "codes_in_text"]] * 2
    assert list(lines[0]["candidates"][0]) == ["heading", "score", "why"]
    assert lines[1]["codes_in_text"] == ["69072100"]


def test_a_file_has_one_text_a_line_and_any_number_of_processes_gives_the_same(tidewaiter: Cli, tmp_path: Path) -> None:
    file = tmp_path / "goods.txt"
    file.write_bytes("\ufeffwater pumps\r\n\r\nvodka\r\n".encode() + b"caf\xe9 tables\n")
    run = tidewaiter("goods", "--file", str(file), "--json")
    assert [json.loads(line)["text"] for line in run.out.splitlines()] == ["water pumps", "vodka", "caf\ufffd tables"]
    assert "not UTF-8" in run.err
    assert tidewaiter("goods", "--file", str(file), "--json", "--jobs", "2").out == run.out


def test_what_is_unsure_is_said(tidewaiter: Cli) -> None:
    assert "unsure: the text tells too little" in tidewaiter("goods", "spare parts").out


def test_several_goods_are_shown_one_by_one(tidewaiter: Cli) -> None:
    assert "part: bicycles" in tidewaiter("goods", "frozen mackerel and bicycles").out


def test_neither_texts_nor_a_file_is_wrong_use(tidewaiter: Cli) -> None:
    run = tidewaiter("goods")
    assert run.code == 2
    assert "give either goods texts or --file" in run.err


def test_a_missing_file_is_told_in_our_words(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("goods", "--file", str(tmp_path / "none.txt"))
    assert run.code == 2
    assert "no such file" in run.err


def test_json_tells_each_of_several_goods(tidewaiter: Cli) -> None:
    line = json.loads(tidewaiter("goods", "--json", "bicycles; rice; steel pipes").out)
    assert [part["candidates"][0]["heading"] for part in line["parts"]] == ["8712", "1006", "7306"]
    assert [part["text"] for part in line["parts"]] == ["bicycles", "rice", "steel pipes"]


def test_a_file_that_is_no_text_or_has_an_endless_line_is_refused(tidewaiter: Cli, tmp_path: Path) -> None:
    file = tmp_path / "texts.txt"
    file.write_bytes(b"water pumps\n" + b"pump " * 10_000)
    run = tidewaiter("goods", "--file", str(file))
    assert run.code == 2
    assert "a line of 50,000 characters" in run.err
    assert ":2" in run.err or "line 2" in run.err
    file.write_bytes(b"\x89PNG\0\0\0\rIHDR")
    assert "no plain text" in tidewaiter("goods", "--file", str(file)).err
