"""``tidewaiter screen`` on several files: one summary, rows named by their file, caps counted over all of them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]
MAY = "Date,Exporter country,Country of destination,Description,HS code,Quantity,Unit\n2019-05-06,CN,KP,gas oil,271019,"
JUNE = "Fecha;Pais de origen;Pais de destino;Descripcion;Codigo HS;Cantidad;Unidad;Puerto\n2019-06-06;CN;KP;"


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two months of diesel, each below the year's ceiling and both together above it; a file that is none."""
    folder = tmp_path / "months"
    folder.mkdir()
    (folder / "may.csv").write_text(f"{MAY}300000,bbl\n2019-05-07,CN,FR,rice,100630,1,kg\n", encoding="utf-8")
    (folder / "june.csv").write_text(f"{JUNE}gas oil;271019;300000;bbl;x\n2019-06-07;CN\n", encoding="utf-8")
    monkeypatch.chdir(folder)
    return folder


def test_caps_are_counted_over_all_files_and_rows_named_by_their_file(tidewaiter: Cli, files: Path) -> None:
    run = tidewaiter("screen", "may.csv", "june.csv")
    assert run.code == 1
    assert "row 2 (may.csv): gas oil" in run.out
    assert "row 2 (june.csv): gas oil" in run.out
    assert "passed    by june.csv:row-2" in run.out
    alone = tidewaiter("screen", "june.csv")
    assert "prohibited" not in alone.out
    assert "row 2: gas oil" in alone.out


def test_there_is_one_summary_and_columns_are_told_by_file(tidewaiter: Cli, files: Path) -> None:
    err = tidewaiter("screen", "may.csv", "june.csv").err
    assert "4 rows of 2 files: 1 prohibited" in err
    assert "question: june.csv: the column 'Puerto'" in err
    assert "may.csv: columns" not in err
    assert "at june.csv:3" in err


@pytest.mark.parametrize("options", [("--json",), ("--json", "--touched")])
def test_the_engine_says_of_several_files_what_is_said_of_small_ones(
    tidewaiter: Cli, files: Path, options: tuple[str, ...]
) -> None:
    small = tidewaiter("screen", "may.csv", "june.csv", *options)
    large = tidewaiter("screen", "may.csv", "june.csv", "--jobs", "1", *options)
    assert (small.code, small.out) == (large.code, large.out)


def test_each_line_of_json_has_its_file(tidewaiter: Cli, files: Path) -> None:
    lines = [json.loads(line) for line in tidewaiter("screen", "may.csv", "june.csv", "--json").out.splitlines()]
    assert [(line["file"], line["row"]) for line in lines if "row" in line] == [
        ("may.csv", 2),
        ("may.csv", 3),
        ("june.csv", 2),
    ]
    assert "file" not in json.loads(tidewaiter("screen", "may.csv", "--json").out.splitlines()[0])


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tidewaiter: Cli, files: Path) -> None:
    (files / "broken.csv").write_bytes(b"%PDF-1.7")
    rice = (files / "rice.csv").write_text("Date,Origin,Destination,HS code\n2019-05-07,CN,FR,100630\n") and "rice.csv"
    run = tidewaiter("screen", rice, "broken.csv", "lost.csv")
    assert run.code == 3
    assert "at broken.csv" in run.err
    assert "no such file" in run.err
    assert "1 row of 1 file: 1 not_covered" in run.err
    assert "2 files were not read" in run.err
    assert tidewaiter("screen", "broken.csv", "may.csv", "--fail-on", "undetermined").code == 1
    assert tidewaiter("screen", "broken.csv", "lost.csv").code == 2


def test_of_a_folder_the_tables_are_read_by_name_and_what_is_none_is_counted(tidewaiter: Cli, files: Path) -> None:
    (files / "sub").mkdir()
    (files / "sub" / "july.csv").write_text(f"{MAY}1,bbl\n".replace("05-06", "07-06"), encoding="utf-8")
    for name in ("letter.pdf", ".hidden.csv", "~$may.csv"):
        (files / name).write_text("x", encoding="utf-8")
    run = tidewaiter("screen", ".")
    assert "5 rows of 3 files" in run.err
    assert "1 file is no table by the name" in run.err
    assert "(sub/july.csv)" in run.out


def test_a_folder_without_tables_is_refused(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", str(tmp_path))
    assert run.code == 2
    assert "the folder holds no tables" in run.err


def test_a_file_with_the_bytes_of_another_is_screened_once(tidewaiter: Cli, files: Path) -> None:
    (files / "copy.csv").write_bytes((files / "may.csv").read_bytes())
    run = tidewaiter("screen", "may.csv", "copy.csv")
    assert "copy.csv has the bytes of may.csv: screened once" in run.err
    assert "2 rows of 1 file" in run.err


@pytest.mark.parametrize("jobs", [(), ("--jobs", "1")])
def test_all_tables_are_written_again_as_one_with_their_files(
    tidewaiter: Cli, files: Path, tmp_path: Path, jobs: tuple[str, ...]
) -> None:
    out = tmp_path / "out.csv"
    run = tidewaiter("screen", "may.csv", "june.csv", "--out", str(out), "--rejects", str(tmp_path / "r.csv"), *jobs)
    assert "4 rows written" in run.err
    lines = list(csv.DictReader(out.read_text(encoding="utf-8").splitlines()))
    assert [(line["tw_file"], line["tw_row"], line["tw_verdict"]) for line in lines] == [
        ("may.csv", "2", "undetermined"),
        ("may.csv", "3", "not_covered"),
        ("june.csv", "2", "prohibited"),
        ("june.csv", "3", "rejected"),
    ]
    assert [line["Fecha"] for line in lines] == ["", "", "2019-06-06", ""]
    (reject,) = csv.DictReader((tmp_path / "r.csv").read_text(encoding="utf-8").splitlines())
    assert (reject["file"], reject["line"]) == ("june.csv", "3")


@pytest.mark.parametrize("option", [("--lines", "x"), ("--manifest", "m.json"), ("--join", "may.csv")])
def test_options_for_one_file_are_refused_with_several(tidewaiter: Cli, files: Path, option: tuple[str, str]) -> None:
    run = tidewaiter("screen", "may.csv", "june.csv", *option)
    assert run.code == 2
    assert "one" in run.err


def test_a_column_that_none_of_the_files_has_is_a_mistake_and_one_that_one_has_is_not(
    tidewaiter: Cli, files: Path
) -> None:
    assert tidewaiter("screen", "may.csv", "june.csv", "--column", "Puerto=port_discharge").code == 1
    run = tidewaiter("screen", "may.csv", "june.csv", "--column", "Nowhere=hs")
    assert run.code == 2
    assert "does not have" in run.err
