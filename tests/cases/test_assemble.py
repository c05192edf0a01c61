"""Documents put together: what copies lend each other, and what a guess may not."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tidewaiter.cases.assemble import assemble
from tidewaiter.cases.context import published_from_copies
from tidewaiter.cases.desk import REWORDED
from tidewaiter.law import load
from tidewaiter.model import Document, Story
from tidewaiter.reports.readers.plain import read

CASE = yaml.safe_load(
    (Path(__file__).parents[1] / "reports" / "copies" / "rewordings.yaml").read_text(encoding="utf-8")
)[0]


def document(text: str, day: str | None = None) -> Document:
    return read(text.encode(), published=day)


def test_a_copy_without_a_day_takes_the_earliest_of_the_others() -> None:
    wire, late, bare = document("A", "2024-05-16"), document("B", "2024-05-17"), document("C")
    story = Story("s", (late.id, wire.id, bare.id))
    when = published_from_copies(bare, story, {d.id: d for d in (wire, late, bare)})
    assert when is not None
    assert when.value == "2024-05-16"


@pytest.mark.parametrize("guessed", ["the one that has the day", "the one that has none"])
def test_a_re_worded_copy_lends_no_day_and_takes_none(guessed: str) -> None:
    dated, bare = document("A", "2024-05-16"), document("B")
    story = Story("s", (dated.id, bare.id), reworded=(dated.id if "has the" in guessed else bare.id,))
    assert published_from_copies(bare, story, {d.id: d for d in (dated, bare)}) is None


def test_the_reading_of_a_re_worded_copy_says_that_its_story_is_a_guess() -> None:
    case = assemble([document(CASE["wire"]), document(CASE["spun"])], load.default())
    first, second = case.readings
    assert first.story == second.story
    assert [REWORDED in reading.notes for reading in case.readings] == [False, True]
