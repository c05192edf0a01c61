"""``tidewaiter match`` and ``why``: one query and many, against an invented list."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lists import ENTITIES, PERSONS, person, write

Cli = Callable[..., Any]


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(autouse=True)
def own_cache(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = write(tmp_path_factory.mktemp("lists"), "2026-02-27")
    old = time.time() - 1000
    os.utime(folder / "list_2026-02-27.xml", (old, old))
    return str(folder)


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_json_is_one_line_a_query_with_the_keys_of_the_contract(tidewaiter: Cli, lists: str) -> None:
    run = tidewaiter("match", "Pak Tae-song", "Wholly Unheard", "--lists", lists, "--json")
    assert run.code == 0
    told = lines(run.out)
    assert [one["query"] for one in told] == ["Pak Tae-song", "Wholly Unheard"]
    first = told[0]["matches"][0]
    assert (first["id"], first["list"], first["reference"]) == ("un:7000901", "un", "KPi.901")
    assert {"id", "list", "name", "score", "reasons"} <= first.keys()
    assert 0.5 < first["score"] <= 1
    assert {"kind", "bearing", "effect", "text", "query", "entry"} == first["reasons"][0].keys()
    assert told[1]["matches"] == []
    assert told[0]["lists"] == {"un": "2026-02-27"}


def test_text_tells_score_list_reference_day_and_reasons_and_says_no_match(tidewaiter: Cli, lists: str) -> None:
    run = tidewaiter("match", "Viktor Primerov", "Wholly Unheard", "--lists", lists)
    assert "VIKTOR PRIMEROV  [un KPi.903, since 2016-03-02, person; un:7000903]" in run.out
    assert "Wholly Unheard\n  no match" in run.out


def test_more_of_one_name_is_evidence(tidewaiter: Cli, lists: str) -> None:
    def score(*more: str) -> float:
        run = tidewaiter("match", "Viktor Primerov", "--lists", lists, "--json", "--threshold", "0", *more)
        return float(lines(run.out)[0]["matches"][0]["score"])

    assert score("--birth", "1970-01-09") > score() > score("--birth", "1931")


def test_a_number_may_be_asked_for_without_a_name(tidewaiter: Cli, lists: str) -> None:
    run = tidewaiter("match", "--imo", "9074729", "--lists", lists, "--json")
    assert run.code == 0
    assert (lines(run.out)[0]["query"], lines(run.out)[0]["matches"]) == ("imo 9074729", [])


def test_what_cannot_be_read_of_a_query_is_refused_with_a_hint(tidewaiter: Cli, lists: str) -> None:
    run = tidewaiter("match", "Viktor Primerov", "--lists", lists, "--birth", "31/02/1962")
    assert run.code == 2
    assert "refused: no such date" in run.err
    assert "hint:" in run.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "give either names or --file"),
        (("A B", "C D", "--birth", "1962"), "tell more of one name"),
        (("A B", "--out", "x"), "this option is for --file"),
        (("--birth", "1962"), "give either names or --file"),
        (("--file", "x", "--country", "KE"), "are for a NAME"),
        (("A B", "--kind", "planet"), "not a kind of party"),
        (("A B", "--on", "soon"), "--on is not a day"),
        (("A B", "--lists", "/nowhere/at/all"), "no such folder of lists"),
        (("A B", "--file", "x"), "give either names or --file"),
        (("--file", "/nowhere/at/all"), "no such file"),
    ],
)
def test_wrong_use_is_told(tidewaiter: Cli, lists: str, words: tuple[str, ...], said: str) -> None:
    more = () if "--lists" in words else ("--lists", lists)
    run = tidewaiter("match", *words, *more)
    assert run.code == 2
    assert said in run.err
    assert "hint:" in run.err


def test_a_kind_leaves_out_entries_of_others(tidewaiter: Cli, lists: str) -> None:
    told = lines(tidewaiter("match", "Viktor Primerov", "--lists", lists, "--json", "--kind", "organisation").out)
    assert [one["id"] for one in told[0]["matches"]] == []


def test_a_match_fails_where_that_is_asked_for(tidewaiter: Cli, lists: str) -> None:
    assert tidewaiter("match", "Viktor Primerov", "--lists", lists, "--fail-on", "match").code == 1
    assert tidewaiter("match", "Wholly Unheard", "--lists", lists, "--fail-on", "match").code == 0


def names(folder: Path) -> Path:
    file = folder / "names.csv"
    rows = ["id;name;DOB;note", "1;Viktor Primerov;1970;a", "2;;;b", "3;Wholly Unheard;1980-13-01;c", "4;Good Name;;d"]
    file.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return file


def test_a_file_is_answered_in_its_order_and_bad_records_are_told(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    run = tidewaiter("match", "--file", str(names(tmp_path)), "--lists", lists, "--json")
    assert run.code == 3
    told = lines(run.out)
    assert [one["ref"] for one in told] == ["1", "2", "3", "4"]
    assert told[0]["matches"][0]["id"] == "un:7000903"
    assert told[1]["error"]["what"] == "a blank name"
    assert told[2]["unread"][0]["column"] == "birth"
    assert "the column 'note' is not used" in run.err
    assert "names.csv:4:birth, value '1980-13-01'" in run.err
    assert "4 records: 1 with matches, 2 without, 1 refused, 1 value not read" in run.err


def test_a_file_of_nothing_that_can_be_read_is_wrong_use(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    file = tmp_path / "names.txt"
    file.write_text("---\n...\n", encoding="utf-8")
    assert tidewaiter("match", "--file", str(file), "--lists", lists).code == 2


def big(folder: Path, count: int = 230) -> Path:
    file = folder / "big.txt"
    every = ["Viktor Primerov", "Nowhere Tidal Trading Corp", "Ada Example", "박태송"]
    file.write_text("".join(f"{every[at % 4]}\n" for at in range(count)), encoding="utf-8")
    return file


def test_any_number_of_processes_gives_the_same_bytes(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    file, one, two = str(big(tmp_path)), tmp_path / "one.jsonl", tmp_path / "two.jsonl"
    assert tidewaiter("match", "--file", file, "--lists", lists, "--out", str(one)).code == 0
    assert tidewaiter("match", "--file", file, "--lists", lists, "--out", str(two), "--workers", "2").code == 0
    assert one.read_bytes() == two.read_bytes()
    assert len(lines(one.read_text(encoding="utf-8"))) == 230


def test_a_stopped_run_goes_on_behind_its_last_whole_line(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    file, out = str(big(tmp_path)), tmp_path / "out.jsonl"
    words = ("match", "--file", file, "--lists", lists, "--out", str(out))
    tidewaiter(*words)
    whole = out.read_bytes()
    run = tidewaiter(*words, "--resume")
    assert run.code == 2
    assert "nothing to go on with" in run.err
    assert "is there already" in tidewaiter(*words).err
    cut = whole.find(b"\n", len(whole) // 2) + 20
    out.write_bytes(whole[:cut])
    out.with_name("out.jsonl.work").write_text("of another run", encoding="utf-8")
    assert "had another file, other lists or options" in tidewaiter(*words, "--resume").err
    _stopped(tidewaiter, words, out, whole[:cut])
    run = tidewaiter(*words, "--resume")
    assert run.code == 0
    assert "going on behind" in run.err
    assert out.read_bytes() == whole
    assert not out.with_name("out.jsonl.work").exists()


def _stopped(tidewaiter: Cli, words: tuple[str, ...], out: Path, data: bytes) -> None:
    """Leaves what a killed run would: its mark, and what it had written."""
    from tidewaiter.cli import match

    out.unlink()
    out.with_name("out.jsonl.work").unlink()
    kept, match.Run.over = match.Run.over, _killed  # type: ignore[assignment,method-assign]
    try:
        tidewaiter(*words)
    finally:
        match.Run.over = kept  # type: ignore[method-assign]
    out.write_bytes(data)


def _killed(*given: object, **named: object) -> None:
    raise KeyboardInterrupt


def test_a_log_keeps_every_query_and_its_head_is_told(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    run = tidewaiter(
        "match", "--file", str(names(tmp_path)), "--lists", lists, "--json", "--log", str(log), "--by", "Jo Doe"
    )
    kept = run.err.split("ends with ")[1].splitlines()[0]
    told = lines(log.read_text(encoding="utf-8"))
    assert [one["record"] for one in told] == ["run", *["answer"] * 4, "end"]
    assert told[0]["by"] == "Jo Doe"
    assert told[0]["lists"][0]["id"] == "un"
    assert len(told[0]["lists"][0]["sha256"]) == 64
    assert len(told[-1]["input_sha256"]) == 64
    assert told[4]["matches"] == []
    assert tidewaiter("log", "verify", str(log), "--head", kept).code == 0
    assert "by Jo Doe" in tidewaiter("log", "show", str(log)).out
    assert "Good Name: no match" in tidewaiter("log", "show", str(log), "--run", told[0]["run"]).out
    log.write_bytes(log.read_bytes().replace(b"Good Name", b"Good Game"))
    run = tidewaiter("log", "verify", str(log))
    assert run.code == 1
    assert run.out.startswith(f"{log}:5: line 5 was changed")


def test_a_pair_cannot_be_cleared_until_a_day_that_has_passed(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    told = ("--by", "Jo", "--why", "our plumber", "--cleared", str(tmp_path / "cleared.jsonl"), "--lists", lists)
    run = tidewaiter("clear", "add", "Viktor Primerov", "KPi.903", *told, "--until", "2020-01-01")
    assert run.code == 2 and "a day that has passed" in run.err


def test_a_cleared_pair_is_shown_as_cleared_until_its_entry_changes(
    tidewaiter: Cli, tmp_path: Path, cache: Path
) -> None:
    then = str(write(tmp_path / "then", "2026-02-27"))
    changed = person(7000903, "VIKTOR", "PRIMEROV", alias="Victor Primeroff", born="1970-01-09", comment="moved")
    now = str(write(tmp_path / "now", "2026-05-01", (*PERSONS[:2], changed), ENTITIES))
    file = str(tmp_path / "cleared.jsonl")
    key = lines(tidewaiter("match", "Viktor Primerov", "--lists", then, "--json").out)[0]["record"]
    said = tidewaiter(
        "clear", "add", "Viktor Primerov", "KPi.903", "--by", "Jo", "--why", "our own plumber", "--cleared", file,
        "--lists", then,
    )  # fmt: skip
    assert said.code == 0, said.err
    assert key in said.err
    told = lines(tidewaiter("match", "viktor  primerov", "--lists", then, "--json", "--cleared", file).out)[0]
    assert told["matches"] == []
    assert told["cleared"][0]["cleared"]["why"] == "our own plumber"
    told = lines(tidewaiter("match", "Viktor Primerov", "--lists", now, "--json", "--cleared", file).out)[0]
    assert "re-opened because the entry changed: remarks" in told["matches"][0]["reopened"]
    assert "is not  VIKTOR PRIMEROV (un:7000903)  by Jo" in tidewaiter("clear", "list", "--cleared", file).out
    run = tidewaiter("clear", "remove", key, "un:7000903", "--by", "Al", "--why", "a mistake", "--cleared", file)
    assert run.code == 0
    assert tidewaiter("clear", "list", "--cleared", file).out == ""
    assert "withdrawn" in tidewaiter("clear", "list", "--cleared", file, "--history").out


def test_a_file_of_cleared_pairs_that_is_not_there_is_told(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    run = tidewaiter("match", "Ada", "--lists", lists, "--cleared", str(tmp_path / "none"))
    assert run.code == 2
    assert "no such file of cleared pairs" in run.err


def test_why_explains_a_match_and_a_non_match(tidewaiter: Cli, lists: str) -> None:
    run = tidewaiter("why", "Victor Primerov", "un:7000903", "--lists", lists)
    assert run.code == 0
    assert "A match: the score reaches the threshold of 0." in run.out
    run = tidewaiter("why", "Ada Example", "KPi.903", "--lists", lists)
    assert "No match: the score is below the threshold of 0." in run.out
    told = lines(tidewaiter("why", "Ada Example", "viktor primerov", "--lists", lists, "--json").out)[0]
    assert (told["match"], told["id"]) == (False, "un:7000903")
    assert told["reasons"]


def test_why_wants_one_party(tidewaiter: Cli, tmp_path: Path) -> None:
    twice = (*PERSONS, person(7000904, "VIKTOR", "PRIMEROV"))
    folder = str(write(tmp_path / "twice", "2026-02-27", twice))
    run = tidewaiter("why", "Viktor", "Viktor Primerov", "--lists", folder)
    assert run.code == 2
    assert "2 listed parties are called that" in run.err
    assert "un:7000903 VIKTOR PRIMEROV; un:7000904 VIKTOR PRIMEROV" in run.err
    assert "no such listed party" in tidewaiter("why", "Viktor", "KPi.1", "--lists", folder).err


def test_rescreen_tells_only_records_whose_result_changes(tidewaiter: Cli, tmp_path: Path) -> None:
    then = str(write(tmp_path / "then", "2026-02-27", PERSONS[:2]))
    now = str(write(tmp_path / "now", "2026-05-01", PERSONS[1:]))
    file = tmp_path / "names.txt"
    file.write_text("Viktor Primerov\nPak Tae Song\nWholly Unheard\nMustafa Exemplari Al-Numuni\n", encoding="utf-8")
    run = tidewaiter("rescreen", "--before", then, "--after", now, "--file", str(file), "--json")
    told = lines(run.out)
    assert [one["query"] for one in told] == ["Viktor Primerov", "Pak Tae Song"]
    assert [one["id"] for one in told[0]["new"]] == ["un:7000903"]
    assert [(one["id"], one["removed"]) for one in told[1]["lost"]] == [("un:7000901", True)]
    assert "entries: 1 added, 1 removed, 0 changed" in run.err
    assert "4 records: 2 with another result" in run.err
    said = ("rescreen", "--before", then, "--after", now, "--file", str(file))
    assert "new:     " in tidewaiter(*said, "--fail-on", "change").out
    assert tidewaiter(*said, "--fail-on", "change").code == 1


def test_a_log_of_another_command_is_shown_and_a_run_that_is_not_there_is_an_error(
    tidewaiter: Cli, lists: str, tmp_path: Path
) -> None:
    from tidewaiter.engine.parties.index import opened
    from tidewaiter.engine.parties.log import begin

    log = tmp_path / "log.jsonl"
    told = begin(log, opened(Path(lists)), at="2026-03-01", by=None, process=1, settings={}, source="http")
    assert "has no end: it was stopped behind 0 answers" in tidewaiter("log", "show", str(log)).err
    told.end(at="2026-03-01", counts={"records": 0}, sha256=None)
    run = tidewaiter("log", "show", str(log))
    assert run.code == 0 and "0 records, 0 matched" in run.out and not run.err
    run = tidewaiter("log", "show", str(log), "--run", "nope")
    assert run.code == 2 and "no such run in the log" in run.err


def test_a_long_run_tells_now_and_then_how_far_it_is(
    tidewaiter: Cli, lists: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from tidewaiter.cli import match

    monkeypatch.setattr(match, "_TELL", 0.0)
    run = tidewaiter("match", "--file", str(names(tmp_path)), "--lists", lists)
    assert "records so far" in run.err


def test_a_number_in_place_of_a_name_is_answered(tidewaiter: Cli, lists: str) -> None:
    run = tidewaiter("match", "IMO 9074729", "9074729", "--lists", lists, "--json")
    assert [one["query"] for one in lines(run.out)] == ["IMO 9074729", "9074729"]
    assert run.code == 0


def test_a_log_tells_the_threshold_in_force(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    log = tmp_path / "log.jsonl"
    tidewaiter("match", "Ada", "--lists", lists, "--log", str(log))
    assert 0 < lines(log.read_text(encoding="utf-8"))[0]["settings"]["threshold"] < 1


def test_rescreen_takes_records_from_a_log_and_editions_by_day(tidewaiter: Cli, tmp_path: Path) -> None:
    folder = str(write(write(tmp_path / "both", "2026-02-27", PERSONS[:2]), "2026-05-01"))
    log = str(tmp_path / "log.jsonl")
    tidewaiter("match", "Viktor Primerov", "Ada", "--lists", folder, "--on", "2026-03-01", "--log", log)
    run = tidewaiter("rescreen", "--before", "2026-03-01", "--lists", folder, "--log", log, "--json")
    assert run.code == 0, run.err
    assert [one["query"] for one in lines(run.out)] == ["Viktor Primerov"]
    assert "neither a folder nor a day" in tidewaiter("rescreen", "--before", "then", "--log", log).err


def test_selftest_prints_recall_and_false_alerts(tidewaiter: Cli, lists: str) -> None:
    run = tidewaiter("selftest", "--lists", lists, "--strangers", "20")
    assert run.code == 0
    assert "exact                person" in run.out
    assert "halves of listed person names:" in run.out
    told = lines(tidewaiter("selftest", "--lists", lists, "--strangers", "20", "--json").out)[0]
    exact = [one for one in told["recall"] if one["mutation"] == "exact"]
    assert sum(one["found"] for one in exact) == sum(one["asked"] for one in exact) == 5
    assert told == lines(tidewaiter("selftest", "--lists", lists, "--strangers", "20", "--json").out)[0]


def test_the_index_is_built_anew_when_a_list_changes(tidewaiter: Cli, tmp_path: Path) -> None:
    folder = write(tmp_path / "lists", "2026-02-27", PERSONS[:1])
    asked = ("match", "Viktor Primerov", "--lists", str(folder), "--json")
    assert lines(tidewaiter(*asked).out)[0]["matches"] == []
    write(folder, "2026-02-27")
    assert lines(tidewaiter(*asked).out)[0]["matches"][0]["id"] == "un:7000903"


def test_a_cache_that_cannot_be_written_is_said_and_done_without(
    tidewaiter: Cli, lists: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    run = tidewaiter("match", "Viktor Primerov", "--lists", lists)
    assert run.code == 0
    assert "cannot be written" in run.err
    assert "un:7000903" in run.out
