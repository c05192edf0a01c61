"""``tidewaiter law``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

Cli = Callable[..., Any]

CAR = """
- name: A present
  on: 2024-02-18
  event:
    manner: gift
    supplier: {country: RU}
    recipient: {country: KP}
    item: {text: passenger car, hs: ["8703"]}
"""


def write(tmp_path: Path, text: str) -> str:
    file = tmp_path / "events.yaml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_list_names_every_measure(tidewaiter: Cli) -> None:
    assert len(tidewaiter("law", "list").out.splitlines()) == 145


def test_list_on_a_day_leaves_out_what_was_not_in_force(tidewaiter: Cli) -> None:
    before, after = (tidewaiter("law", "list", "--on", day).out for day in ("2017-12-21", "2017-12-22"))
    assert "UNSCR-2397-OP7" not in before
    assert "UNSCR-2397-OP7" in after
    assert "UNSCR-2375-OP15" in before
    assert "UNSCR-2375-OP15" not in after


def test_a_day_that_is_none_is_refused_with_a_hint(tidewaiter: Cli) -> None:
    run = tidewaiter("law", "list", "--on", "2024-02-30")
    assert (run.code, "hint" in run.err) == (2, True)


def test_show_takes_the_short_form(tidewaiter: Cli) -> None:
    run = tidewaiter("law", "show", "2397/7")
    assert run.code == 0
    assert "S/RES/2397 (2017), para. 7" in run.out
    assert "not yet checked" in run.out
    assert "civil-aircraft-spares" in run.out


def test_show_of_a_sub_paragraph(tidewaiter: Cli) -> None:
    assert "para. 8 (a) (iii)" in tidewaiter("law", "show", "1718/8aiii").out


def test_an_unknown_paragraph_gets_a_hint(tidewaiter: Cli) -> None:
    run = tidewaiter("law", "show", "1718/8")
    assert run.code == 2
    assert "did you mean" in run.err


def test_apply_prints_sentences_with_citations(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("law", "apply", write(tmp_path, CAR))
    assert run.code == 0
    assert "prohibited: S/RES/2397 (2017), para. 7" in run.out


def test_apply_as_json_is_one_line_a_case(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("law", "apply", write(tmp_path, CAR + CAR.replace("present", "second")), "--json")
    lines = [json.loads(line) for line in run.out.splitlines()]
    assert [line["name"] for line in lines] == ["A present", "A second"]
    verdicts = {finding["measure"]: finding["verdict"] for finding in lines[0]["findings"]}
    assert verdicts["UNSCR-2397-OP7"] == "prohibited"
    assert "UNSCR-2397-OP6" not in verdicts


def test_a_case_that_cannot_be_read_is_rejected_and_the_others_done(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("law", "apply", write(tmp_path, CAR + CAR.replace("country: KP", "country: Korea")))
    assert run.code == 3
    assert "1 of 2 cases rejected" in run.err
    assert "Korea" in run.err
    assert "events.yaml:15:16" in run.err
    assert "para. 7" in run.out


def test_a_misspelt_field_is_refused_with_its_place(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("law", "apply", write(tmp_path, CAR.replace("recipient", "recipeint")))
    assert run.code == 2
    assert "did you mean 'recipient'" in run.err
    assert "events.yaml:7:5" in run.err


def test_a_file_that_is_not_there_is_named(tidewaiter: Cli) -> None:
    run = tidewaiter("law", "apply", "nowhere.yaml")
    assert (run.code, "nowhere.yaml" in run.err) == (2, True)


def test_the_tests_beside_the_measures_pass(tidewaiter: Cli) -> None:
    run = tidewaiter("law", "test")
    assert run.code == 0
    assert ", 0 failed" in run.out


def test_a_test_that_fails_says_which_condition(tidewaiter: Cli, tmp_path: Path) -> None:
    wrong = CAR + "  expect: {UNSCR-2397-OP6: prohibited}\n  never: [UNSCR-2397-OP7]\n"
    run = tidewaiter("law", "test", write(tmp_path, wrong))
    assert run.code == 1
    assert "UNSCR-2397-OP6: expected prohibited, got not_covered" in run.out
    assert "UNSCR-2397-OP7: must not be cited" in run.out


def test_check_accepts_the_package_regime(tidewaiter: Cli) -> None:
    from tidewaiter.law import load

    run = tidewaiter("law", "check", str(load.DATA / "un-dprk"))
    assert (run.code, "145 measures, nothing wrong" in run.out) == (0, True)


def test_check_shows_a_mistake_with_its_place(tidewaiter: Cli, tmp_path: Path) -> None:
    (tmp_path / "regime.yaml").write_text("id: x\ntitel: y\n", encoding="utf-8")
    run = tidewaiter("law", "check", str(tmp_path))
    assert run.code == 2
    assert "regime.yaml:2" in run.err


def test_coverage_says_of_every_paragraph_how_it_works(tidewaiter: Cli) -> None:
    lines = [line.split("\t") for line in tidewaiter("law", "coverage").out.splitlines()]
    assert len(lines) == 145
    assert all(way in ("modelled", "through", "not modelled") and why for _, way, _, why in lines)


def test_version_and_help(tidewaiter: Cli) -> None:
    assert tidewaiter("--version").out.startswith("tidewaiter, version")
    for words in ((), ("read",), ("screen",), ("law",), ("law", "apply"), ("demo",)):
        assert "Usage" in tidewaiter(*words, "--help").out


def test_an_unknown_command_is_wrong_use(tidewaiter: Cli) -> None:
    assert tidewaiter("raed").code == 2
