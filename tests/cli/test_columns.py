"""What a user says of a table on the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from tidewaiter.cli import columns
from tidewaiter.trade.mapping import Given, Mapping
from tidewaiter.trade.plan import Question

Cli = Callable[..., Any]
INDIA = (
    "IMP DATE,HS CODE,PRODUCT DESCRIPTION,SUPPLIER NAME,COUNTRY,QUANTITY,UNIT,TOTALVALUEUSD\n"
    '05/03/2019,27011990,COAL,Example Mining,NORTH KOREA,"1,200",MTS,"98,000.00"\n'
    '25/03/2019,84713010,COMPUTER,Sample Systems,CHINA,"1,300",KGS,"3,000.00"\n'
)


def put(tmp_path: Path, text: str = INDIA) -> str:
    file = tmp_path / "t.csv"
    file.write_text(text, encoding="utf-8")
    return str(file)


def lines(out: str) -> list[Any]:
    return [json.loads(line) for line in out.splitlines()]


def test_direction_and_constant_give_the_right_ends(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", put(tmp_path), "--direction", "import", "--set", "country_to=IN", "--json")
    first = lines(run.out)[0]["event"]
    assert (first["supplier"]["country"], first["destination"]["country"]) == ("KP", "IN")
    assert run.code == 1
    assert "UNSCR-2371-OP8" in run.out


def test_a_doubtful_column_is_asked_about_with_the_option_that_answers(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", put(tmp_path), "--set", "country_to=IN", "--fail-on", "never")
    assert "question: the column 'COUNTRY' is not used" in run.err
    assert "--column 'COUNTRY=" in run.err
    again = tidewaiter("screen", put(tmp_path), "--set", "country_to=IN", "--column", "COUNTRY=country_of_origin")
    assert "question:" not in again.err
    assert again.code == 1


def test_an_ambiguous_quantity_does_not_hide_a_row_that_is_prohibited(tidewaiter: Cli, tmp_path: Path) -> None:
    open_ = INDIA.replace('"98,000.00"', "98000").replace('"3,000.00"', "3000")
    run = tidewaiter("screen", put(tmp_path, open_), "--direction", "import", "--set", "country_to=IN")
    assert run.code == 1
    assert "prohibited: S/RES/2371 (2017), para. 8" in run.out
    assert "t.csv:2:QUANTITY" in run.err
    assert "--decimal" in run.err
    said = tidewaiter("screen", put(tmp_path), "--direction", "import", "--set", "country_to=IN", "--decimal", ".")
    assert "could not be read" not in said.err


def test_a_saved_mapping_gives_the_same_answer_again(tidewaiter: Cli, tmp_path: Path) -> None:
    kept = tmp_path / "india.yaml"
    options = ("--direction", "import", "--set", "country_to=IN", "--decimal", ".", "--save-map", str(kept))
    first = tidewaiter("screen", put(tmp_path), *options, "--json")
    again = tidewaiter("screen", put(tmp_path), "--map", str(kept), "--json")
    assert again.out == first.out
    text = kept.read_text(encoding="utf-8")
    assert tidewaiter("screen", put(tmp_path), "--map", str(kept), "--save-map", str(kept)).code == 1
    assert kept.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "options",
    [
        ("--set", "country_to=Korea"),
        ("--set", "colour=red"),
        ("--set", "destination"),
        ("--column", "COUNTRY"),
        ("--column", "COUNTRY=colour"),
        ("--map", "nowhere.yaml"),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_hint(tidewaiter: Cli, tmp_path: Path, options: tuple[str, ...]) -> None:
    run = tidewaiter("screen", put(tmp_path), *options)
    assert (run.code, run.out) == (2, "")
    assert "hint:" in run.err


def test_a_mapping_is_never_written_over_the_table(tidewaiter: Cli, tmp_path: Path) -> None:
    file = put(tmp_path)
    run = tidewaiter("screen", file, "--set", "country_to=IN", "--save-map", file)
    assert run.code == 2
    assert Path(file).read_text(encoding="utf-8") == INDIA


def test_answers_on_the_terminal_become_part_of_the_mapping(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["destination", "-"])
    monkeypatch.setattr(click, "prompt", lambda *_, **__: next(answers))
    asked = (Question(3, "COUNTRY", ("destination", "origin"), "why"), Question(6, "", ("origin",), "why"))
    said = columns.answered(Mapping(decimal="."), asked)
    assert said == Mapping(decimal=".", columns=(Given("COUNTRY", "destination"), Given("#7", "-")))


def test_a_question_on_the_terminal_shows_cells_and_what_the_fields_mean(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(click, "prompt", lambda *_, **__: "-")
    columns.answered(Mapping(), (Question(3, "COUNTRY", ("destination",), "why", shown=("KP", "CN")),))
    told = capsys.readouterr().err
    assert "KP, CN" in told
    assert "destination: the country where the goods are going" in told


def test_a_column_that_the_file_does_not_have_is_a_mistake_of_the_command_line(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", put(tmp_path), "--direction", "import", "--set", "country_to=IN", "--column", "HSX=hs")
    assert (run.code, run.out) == (2, "")
    assert "'HSX'" in run.err
    assert "it has: IMP DATE; HS CODE" in run.err


@pytest.mark.parametrize("jobs", [(), ("--jobs", "1")])
def test_the_row_of_the_header_can_be_said(tidewaiter: Cli, tmp_path: Path, jobs: tuple[str, ...]) -> None:
    text = "Date,Origin country,Destination country\nDay,From country,To country,HS code\n2019-05-06,CN,KP,845811\n"
    file = put(tmp_path, text)
    run = tidewaiter("screen", file, "--header-row", "2", *jobs)
    assert "row 3: goods not told (HS 845811), CN -> KP" in run.out
    lost = tidewaiter("screen", file, "--header-row", "9", *jobs)
    assert (lost.code, "no header in line 9" in lost.err) == (2, True)
