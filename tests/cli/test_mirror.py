"""``tidewaiter mirror``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]
HEAD = "period,reporterISO,flowCode,partnerISO,partnerDesc,cmdCode,netWgt,primaryValue\n"
COAL = "202103,CHN,M,PRK,Dem. People's Rep. of Korea,270112,1000,50\n"
FUEL = "201903,RUS,X,PRK,Dem. People's Rep. of Korea,271012,70000000,50\n"
SHOES = "202103,CHN,M,PRK,Dem. People's Rep. of Korea,640399,1000,70\n"
SOUTH = "202103,CHN,X,KOR,Rep. of Korea,851712,1000,70\n"


def write(tmp_path: Path, *lines: str) -> str:
    file = tmp_path / "extract.csv"
    file.write_text(HEAD + "".join(lines), encoding="utf-8")
    return str(file)


def test_a_banned_import_is_told_with_its_paragraph_month_and_question(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, COAL))
    assert run.code == 1
    assert "China, imports from North Korea: prohibited under S/RES/2371 (2017), para. 8" in run.out
    assert "2021-03" in run.out
    assert "50 USD (HS 270112)" in run.out
    assert "Which declarations stand behind these figures of China" in run.out


def test_lawful_trade_is_told_apart_and_trade_with_others_is_left_out(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, SHOES, SOUTH))
    assert run.code == 0
    assert run.out.strip() == "China, imports from North Korea: 70 USD in 1 row touched by no measure"
    assert "2 rows, 1 with the target" in run.err


def test_a_cap_is_counted_over_the_lines(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, FUEL))
    assert run.code == 1
    assert "Cap of S/RES/2397 (2017), para. 5" in run.out
    assert "70,000.0 of 60,000 tonnes" in run.out
    assert "Russia, exports to North Korea: prohibited under S/RES/2397 (2017), para. 5" in run.out


def test_json_has_a_line_for_every_row_with_the_target_and_every_cap(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, COAL, SOUTH, FUEL), "--json", "--fail-on", "never")
    assert run.code == 0
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert [line["code"] for line in lines if "code" in line] == ["270112", "271012"]
    assert [line["cap"]["measure"] for line in lines if "cap" in line] == ["UNSCR-2397-OP5"]


def test_a_line_that_cannot_be_read_is_rejected_and_the_rest_is_told(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, SHOES, "202199,CHN,M,PRK,x,2701,1,1\n"))
    assert run.code == 3
    assert "not a month or a year" in run.err


def test_a_table_of_shipments_is_refused_with_the_way_out(tidewaiter: Cli, tmp_path: Path) -> None:
    file = tmp_path / "t.csv"
    file.write_text("Date,Origin,Destination,HS code\n2021-03-01,CN,KP,8703\n", encoding="utf-8")
    run = tidewaiter("mirror", str(file))
    assert run.code == 2
    assert "not an extract of trade statistics" in run.err
    assert "tidewaiter screen" in run.err


def test_a_report_of_the_target_itself_names_its_partner(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, "202203,PRK,X,CHN,China,270112,1000,50\n"))
    assert "North Korea, exports to China: prohibited under S/RES/2371 (2017), para. 8" in run.out


def test_goods_not_specified_cannot_be_told(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, "202203,DEU,X,PRK,North Korea,9999,1000,50\n"))
    assert "50 USD in 1 row of goods that are not specified: cannot tell" in run.out


def test_a_file_given_twice_is_read_once(tidewaiter: Cli, tmp_path: Path) -> None:
    file = write(tmp_path, FUEL)
    run = tidewaiter("mirror", file, file)
    assert "read once" in run.err
    assert "70,000.0 of 60,000 tonnes" in run.out


def test_rows_of_several_files_are_told_with_their_file(tidewaiter: Cli, tmp_path: Path) -> None:
    second = tmp_path / "second.csv"
    second.write_text(HEAD + SHOES + COAL.replace("CHN", "RUS"), encoding="utf-8")
    run = tidewaiter("mirror", write(tmp_path, COAL), str(second))
    assert "extract.csv: 2" in run.out.replace("\n", " ")
    assert "second.csv: 3" in run.out.replace("\n", " ")


def test_areas_that_are_no_state_are_counted(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, COAL, '202103,CHN,M,_X,"Areas, nes",270112,1000,50\n'))
    assert "1 of areas that are no State" in run.err


def test_an_extract_of_a_header_alone_says_so(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path))
    assert run.code == 2
    assert "error: the files have no row below their headers" in run.err


def test_both_partners_reports_are_held_side_by_side(tidewaiter: Cli, tmp_path: Path) -> None:
    rows = ("202103,CHN,M,RUS,Russia,270112,1,900\n", "202103,RUS,X,CHN,China,270112,1,100\n")
    run = tidewaiter("mirror", write(tmp_path, *rows, COAL), "--both")
    assert "Russia to China, 2021, HS 2701: both report it" in run.out
    assert "China: 900 USD CIF (rows 2)" in run.out
    assert "1 pairs apart, 1 pairs mirror" in run.err
    told = [
        json.loads(line) for line in tidewaiter("mirror", write(tmp_path, *rows), "--both", "--json").out.splitlines()
    ]
    assert [line["pair"]["said"] for line in told] == ["apart"]


def test_a_month_in_which_a_cap_ended_is_left_out_of_it(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("mirror", write(tmp_path, "201708,CHN,M,PRK,North Korea,270111,10000000,50\n"))
    assert "its day may lie before or after the paragraph was in force" in run.out
