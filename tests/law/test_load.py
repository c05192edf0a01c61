"""Every mistake in a regime's files is refused with its place."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tidewaiter.errors import RegimeError
from tidewaiter.law import load

HEAD = """
id: test
title: A regime of one measure
target: KP
version: "1"
as_of: 2024-01-01
status: for tests
"""
MEASURE = """resolution: "1"
document: S/RES/1 (2000)
adopted: 2000-01-01
measures:
  - id: M1
    paragraph: "1"
    title: No cars
    kind: goods
    force: decides
    binds: [every-state]
    basis: sourced
    confidence: high
    in_force: {since: 2000-01-01, reference: S/RES/1 (2000)}
    when:
      act: [supply]
      direction: to
      goods:
        - {reference: "para. 1", basis: in_text, hs: ["87"], kinds: [vehicle]}
"""


def folder(tmp_path: Path, measure: str = MEASURE, head: str = HEAD) -> Path:
    (tmp_path / "measures").mkdir()
    (tmp_path / "regime.yaml").write_text(head, encoding="utf-8")
    (tmp_path / "measures" / "1.yaml").write_text(measure, encoding="utf-8")
    return tmp_path


def test_a_regime_is_loaded_whole(tmp_path: Path) -> None:
    regime = load.load(folder(tmp_path))
    assert [(m.id, m.document) for m in regime.measures] == [("M1", "S/RES/1 (2000)")]


@pytest.mark.parametrize(
    ("old", "new", "line", "what"),
    [
        ("since: 2000-01-01", "since: 2000-02-30", 13, "date"),
        ("    kind: goods\n", "    kind: goods\n    knid: goods\n", 9, "unknown key 'knid'"),
        ('hs: ["87"]', 'hs: ["8"]', 18, "not an HS code"),
        ("kinds: [vehicle]", "kinds: [vehicel]", 18, "did you mean 'vehicle'"),
        ("act: [supply]", "act: [suply]", 15, "did you mean 'supply'"),
        ("direction: to", "direction: towards", 16, "Invalid enum value"),
        ("force: decides", "force: decides\n    superseded_by: [M9]", 10, "'M9' is not a known measure"),
        ("kinds: [vehicle]", "kinds: [vehicle], not_kinds: [vehicle]", 18, "inside and outside"),
        ("basis: in_text, hs", "basis: described, hs", 18, "has no codes"),
        ("    basis: sourced\n", "    basis: sourced\n    through: [M1]\n", 5, "in one way"),
        ("since: 2000-01-01", "since: 2000-01-01, until: 1999-01-01", 13, "ends before it begins"),
        ("    kind: goods", "   kind: goods", 8, "not YAML"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, old: str, new: str, line: int, what: str) -> None:
    assert old in MEASURE
    with pytest.raises(RegimeError) as caught:
        load.load(folder(tmp_path, MEASURE.replace(old, new)))
    assert what in str(caught.value)
    assert caught.value.line == line
    assert caught.value.path is not None
    assert caught.value.path.endswith("1.yaml")


def test_a_measure_twice_is_refused(tmp_path: Path) -> None:
    twice = MEASURE + MEASURE[MEASURE.index("  - id: M1") :]
    with pytest.raises(RegimeError, match="stands twice"):
        load.load(folder(tmp_path, twice))


def test_a_replaced_measure_must_end_the_day_before_its_successor(tmp_path: Path) -> None:
    first = MEASURE.replace("since: 2000-01-01", "since: 2000-01-01, until: 2005-01-01").replace(
        "    basis: sourced", "    superseded_by: [M2]\n    basis: sourced"
    )
    second = (
        MEASURE[MEASURE.index("  - id: M1") :].replace("M1", "M2").replace("since: 2000-01-01", "since: 2005-01-01")
    )
    with pytest.raises(RegimeError, match="ends the day before: 2004-12-31"):
        load.load(folder(tmp_path, first + second))


def test_a_folder_without_a_head_is_no_regime(tmp_path: Path) -> None:
    with pytest.raises(RegimeError, match="not a regime"):
        load.load(tmp_path)


def test_the_hash_changes_with_any_file(tmp_path: Path) -> None:
    one = load.load(folder(tmp_path)).sha256
    other = tmp_path / "measures" / "1.yaml"
    other.write_text(MEASURE.replace("No cars", "No vehicles"), encoding="utf-8")
    assert load.load(tmp_path).sha256 != one


def test_the_package_regime_can_be_copied_and_loaded_elsewhere(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(load.DATA / "un-dprk", copy)
    assert load.load(copy).sha256 == load.default().sha256
