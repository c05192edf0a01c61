"""Labels and trade words of the headings."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from tidewaiter.errors import DataError
from tidewaiter.goods import headings as module
from tidewaiter.goods.headings import headings, label

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "hs" / "hs2022.csv"


def test_a_code_of_any_length_has_the_label_of_its_heading() -> None:
    assert label("841391") == label("8413") == headings()["8413"].label
    assert label("0000") == ""


def test_every_heading_with_a_label_exists() -> None:
    if not SHARED.is_file():
        pytest.skip("needs shared/data/hs/hs2022.csv beside the checkout")
    with SHARED.open(encoding="utf-8-sig", newline="") as stream:
        codes = {row["hscode"] for row in csv.DictReader(stream)}
    assert set(headings()) <= codes


def test_a_hint_is_told_from_a_word(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = read(tmp_path, monkeypatch, '"8413": pumps | water pump, impeller?\n')["8413"]
    assert (found.label, found.words, found.hints) == ("pumps", ("water pump",), ("impeller",))


@pytest.mark.parametrize("line", ['"84131": pumps', '"8413": ""', '"8413": [pumps]', "x: pumps"])
def test_a_line_that_is_no_heading_is_refused_with_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, line: str
) -> None:
    with pytest.raises(DataError, match=r"84\.yaml:1"):
        read(tmp_path, monkeypatch, line + "\n")


def read(folder: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> dict[str, module.Heading]:
    (folder / "headings").mkdir()
    (folder / "headings" / "84.yaml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(module, "DATA", folder)
    return dict(headings.__wrapped__())
