"""``tidewaiter stories``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

Cli = Callable[..., Any]
GROUP = yaml.safe_load(
    (Path(__file__).parents[1] / "reports" / "copies" / "rewordings.yaml").read_text(encoding="utf-8")
)[0]


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    """A wire text, a copy with another number and a word of certainty, a re-worded one, and another report."""
    edited = GROUP["wire"].replace("18,500 tonnes", "19,500 tonnes").replace("did not know", "knew")
    texts = {"wire": GROUP["wire"], "copy": edited, "spun": GROUP["spun"], "other": GROUP["other"]}
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in texts]


def test_what_a_copy_changed_is_shown(tidewaiter: Cli, files: list[str]) -> None:
    run = tidewaiter("stories", *files[:2])
    assert run.code == 0
    assert "2 copies of one text" in run.out
    assert "NUMBER CHANGED" in run.out
    assert "NEGATION CHANGED" in run.out


def test_a_re_worded_copy_is_called_a_guess(tidewaiter: Cli, files: list[str]) -> None:
    run = tidewaiter("stories", *files)
    out = " ".join(run.out.split())
    assert "3 copies of one text, 1 of them re-worded, which is a guess" in out
    assert "in other words: a copy by a guess" in out
    assert "(a guess: one text in other words)" in out


def test_json_is_one_line_a_story(tidewaiter: Cli, files: list[str]) -> None:
    lines = [json.loads(line) for line in tidewaiter("stories", "--json", *files).out.splitlines()]
    first, second = lines
    assert [copy["guess"] for copy in first["documents"]] == [False, False, True]
    changed = {edit for pair in first["comparisons"] for row in pair["sentences"] for edit in row["edits"]}
    assert {"number-changed", "negation-changed"} <= changed
    assert {pair["relation"]: pair["guess"] for pair in first["comparisons"]} == {"copy": False, "reworded": True}
    assert len(second["documents"]) == 1


def test_an_index_is_begun_and_gone_on_with(tidewaiter: Cli, files: list[str], tmp_path: Path) -> None:
    folder = str(tmp_path / "index")
    first = tidewaiter("stories", files[0], files[3], "--index", folder)
    assert "added before" not in first.out
    second = tidewaiter("stories", files[1], "--index", folder, "--json")
    (line,) = [json.loads(text) for text in second.out.splitlines()]
    (like,) = line["earlier"]
    assert like["contained"] > 0.7
    assert "index: 3 documents" in second.err


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_done(tidewaiter: Cli, files: list[str]) -> None:
    run = tidewaiter("stories", files[0], "nowhere.txt")
    assert run.code == 2
    assert "nowhere.txt" in run.err
    assert "1 document, 1 story" in run.out


def test_nothing_that_can_be_read_is_wrong_use(tidewaiter: Cli) -> None:
    assert tidewaiter("stories", "nowhere.txt").code == 2
