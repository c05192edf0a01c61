"""A long run tells of each document what a case of the same documents tells."""

from __future__ import annotations

from pathlib import Path

import yaml

from tidewaiter import codec
from tidewaiter.cases.assemble import assemble
from tidewaiter.cases.desk import REWORDED, Desk
from tidewaiter.engine.run import gather, lines
from tidewaiter.engine.spool import Spool
from tidewaiter.law import load
from tidewaiter.model import Document
from tidewaiter.reports.readers.plain import read

CASE = yaml.safe_load(
    (Path(__file__).parents[1] / "reports" / "copies" / "rewordings.yaml").read_text(encoding="utf-8")
)[0]


def quiet(stage: str, done: int, total: int | None) -> None:
    """No progress is shown."""


def run(documents: list[Document], folder: Path) -> list[bytes]:
    with Spool(folder / "spool") as spool:
        gather(documents, spool, None, progress=quiet)
        return [line.data for line in lines(spool, lambda: Desk(load.default()), progress=quiet)]


def test_the_lines_of_a_run_are_those_of_the_case(tmp_path: Path) -> None:
    copies = [read(CASE["wire"].encode(), published="2024-05-16"), read((CASE["wire"] + "\nMore.\n").encode())]
    case = assemble(copies, load.default())
    assert run(copies, tmp_path) == [codec.encode(codec.reading_line(reading)) for reading in case.readings]
    assert case.readings[1].notes[-1].startswith("day of publication taken from the other copy")


def test_a_re_worded_copy_is_said_to_be_a_guess_in_a_run_too(tmp_path: Path) -> None:
    copies = [read(CASE["wire"].encode()), read(CASE["spun"].encode())]
    assert [REWORDED in line.decode() for line in run(copies, tmp_path)] == [False, True]
