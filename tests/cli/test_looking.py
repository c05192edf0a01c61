"""``read`` and ``screen`` with lists: what a user sees of listed parties, and that nothing changes without them."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.lists import ENTITIES, PERSONS, entity, write

Cli = Callable[..., Any]
FREEZE = "UNSCR-1718-OP8d"
REPORT = """

2018-03-05

The Nowhere Tidal Trading Corporation of North Korea sold rice to Syria on 1 March 2018, the ministry said.

On 2 March 2018 a German firm delivered trucks to an agent of Sample Ocean Shipping Company in Pyongyang.
"""
ROWS = (
    ("date", "supplier", "supplier country", "recipient", "recipient country", "item", "hs", "vessel", "imo"),
    ("2018-03-01", "Acme Ltd", "DE", "Nowhere Tidal Trading Corporation", "CN", "books", "4901", "", ""),
    ("2017-06-01", "Acme Ltd", "DE", "Nowhere Tidal Trading Corporation", "CN", "books", "4901", "", ""),
    ("2018-03-01", "Acme Ltd", "DE", "Muster GmbH", "CN", "books", "4901", "", ""),
    ("2018-06-01", "Acme Ltd", "DE", "Muster GmbH", "CN", "books", "4901", "HAPPY GULL", "9074729"),
)


@pytest.fixture(autouse=True)
def _apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIDEWAITER_LISTS", str(tmp_path / "store"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def lists(tmp_path: Path) -> str:
    # many entries make the words of a name rare, as they are on a real list
    fillers = tuple(entity(7100000 + n, f"Filler{chr(97 + n % 26)}ab{n} Gostugast{n}") for n in range(400))
    folder = write(tmp_path / "lists", "2026-02-27", PERSONS, (*ENTITIES, *fillers))
    (folder / "ships.csv").write_text("number,called,ship,day\n1,MADE-UP STAR,9074729,2018-03-30\n")
    mapping = (
        "columns: {number: id, called: name, ship: number imo, day: listed}\nkind: vessel\nlist: un-1718-vessels\n"
    )
    (folder / "ships.csv.mapping.yaml").write_text(mapping)
    return str(folder)


@pytest.fixture
def table(tmp_path: Path) -> str:
    with (tmp_path / "rows.csv").open("w", newline="") as stream:
        csv.writer(stream).writerows(ROWS)
    return str(tmp_path / "rows.csv")


@pytest.fixture
def report(tmp_path: Path) -> str:
    (tmp_path / "report.txt").write_text(REPORT)
    return str(tmp_path / "report.txt")


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def test_rows_that_name_a_listed_party_have_its_measures(tidewaiter: Cli, table: str, lists: str) -> None:
    run = tidewaiter("screen", table, "--json", "--lists", lists)
    frozen, early, clean, ship = lines(run.out)
    finding = next(one for one in frozen["findings"] if one["measure"] == FREEZE)
    assert finding["verdict"] == "prohibited" and "1718" in finding["cite"]
    (told,) = frozen["event"]["recipient"]["designations"]
    assert (told["list"], told["id"], told["since"]) == ("un", "un:7000911", "2017-06-02")
    assert told["evidence"][0]["row"] == 2 and told["measures"] == [FREEZE]
    assert early["findings"] == [] and "not listed when" in early["remarks"][0]["what"]
    assert clean["findings"] == [] and clean["event"]["recipient"]["designations"] == []
    assert "UNSCR-2321-OP12" in [one["measure"] for one in ship["findings"]]
    assert run.code == 1


def test_the_engine_for_large_tables_gives_the_same_lines(tidewaiter: Cli, table: str, lists: str) -> None:
    pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")
    small = tidewaiter("screen", table, "--json", "--touched", "--lists", lists)
    large = tidewaiter("screen", table, "--json", "--touched", "--lists", lists, "--jobs", "1")
    several = tidewaiter("screen", table, "--json", "--touched", "--lists", lists, "--jobs", "2")
    assert small.out == large.out == several.out and len(lines(small.out)) == 2


def test_a_manifest_names_the_lists_and_is_run_again(tidewaiter: Cli, table: str, lists: str, tmp_path: Path) -> None:
    pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")
    manifest = tmp_path / "manifest.json"
    tidewaiter("screen", table, "--json", "--lists", lists, "--manifest", str(manifest))
    told = json.loads(manifest.read_text())
    assert [(one["id"], one["count"]) for one in told["lists"]] == [("un", 405), ("un-1718-vessels", 1)]
    assert tidewaiter("replay", str(manifest)).code == 0


def test_the_table_written_again_shows_the_listed_party(
    tidewaiter: Cli, table: str, lists: str, tmp_path: Path
) -> None:
    out = tmp_path / "again.csv"
    tidewaiter("screen", table, "--lists", lists, "--out", str(out))
    first = out.read_text().splitlines()[1]
    assert "listed-party" in first and "un KPe.911" in first


def test_without_lists_a_role_has_no_designations(tidewaiter: Cli, table: str, report: str) -> None:
    run = tidewaiter("screen", table, "--json")
    assert "designations" not in run.out and "listed-party" not in run.out
    assert run.err.count("no list is loaded") == 1
    run = tidewaiter("read", report, "--json")
    assert "designations" not in run.out and "mentions" not in run.out
    assert run.err.count("no list is loaded") == 1


def test_a_report_tells_mentions_and_the_measures_that_rest_on_them(tidewaiter: Cli, report: str, lists: str) -> None:
    (line,) = lines(tidewaiter("read", report, "--json", "--lists", lists).out)
    body = REPORT.split("\n\n", 2)[2] if REPORT.startswith("\n\n") else REPORT
    assert {one["quote"] for one in line["mentions"]} >= {"Nowhere Tidal Trading Corporation"}
    assert all(one["quote"] in body for one in line["mentions"])
    verdicts = {one["verdict"] for one in line["findings"] if one["measure"] == FREEZE}
    assert verdicts == {"prohibited", "undetermined"}
    asked = [question for one in line["findings"] for question in one["ask"]]
    assert any("Sample Ocean Shipping Company" in question for question in asked)


def test_a_report_in_text_lists_whom_it_names(tidewaiter: Cli, report: str, lists: str) -> None:
    run = tidewaiter("read", report, "--lists", lists)
    assert "Listed parties that are named" in run.out and "if the same" in run.out


def test_the_default_store_is_used_where_there_is_one(
    tidewaiter: Cli, table: str, lists: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDEWAITER_LISTS", lists)
    assert tidewaiter("screen", table, "--json").out == tidewaiter("screen", table, "--json", "--lists", lists).out


def test_a_folder_without_lists_is_refused(tidewaiter: Cli, table: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    run = tidewaiter("screen", table, "--lists", str(tmp_path / "empty"))
    assert run.code == 2 and "no list" in run.err


def test_the_editions_of_a_day_are_asked(tidewaiter: Cli, table: str, report: str, tmp_path: Path) -> None:
    folder = write(tmp_path / "editions", "2018-01-31", PERSONS, ())
    at = ("--json", "--lists", str(write(folder, "2026-02-27")))
    assert "un:7000911" in tidewaiter("screen", table, *at, "--on", "2026-03-01").out
    assert "un:7000911" not in tidewaiter("screen", table, *at, "--on", "2026-02-26").out
    assert lines(tidewaiter("read", report, *at).out)[0]["mentions"]
    assert not lines(tidewaiter("read", report, *at, "--on", "2018-02-01").out)[0]["mentions"]


def test_the_engine_for_large_tables_asks_the_same_editions(
    tidewaiter: Cli, table: str, lists: str, tmp_path: Path
) -> None:
    pytest.importorskip("pyarrow", reason="needs tidewaiter[tables]")
    write(Path(lists), "2018-01-31", PERSONS, ())
    manifest = tmp_path / "manifest.json"
    asked = ("screen", table, "--json", "--lists", lists, "--on", "2020-01-01")
    run = tidewaiter(*asked, "--manifest", str(manifest))
    assert run.out == tidewaiter(*asked).out and "un:7000911" not in run.out
    told = json.loads(manifest.read_text())
    assert told["options"]["lists_on"] == "2020-01-01" and told["lists"][0]["date"] == "2018-01-31"
    assert tidewaiter("replay", str(manifest)).code == 0


@pytest.mark.parametrize(
    ("on", "says"),
    [("2018-01-01", "has no edition of 2018-01-01 or before"), ("yesterday", "not a day"), ("2018-02-30", "not a day")],
)
def test_a_day_without_an_edition_and_what_is_no_day_are_refused(
    tidewaiter: Cli, table: str, report: str, tmp_path: Path, on: str, says: str
) -> None:
    folder = str(write(tmp_path / "editions", "2018-01-31"))
    for command, file in (("screen", table), ("read", report)):
        run = tidewaiter(command, file, "--lists", folder, "--on", on)
        assert run.code == 2 and says in run.err and "hint" in run.err


def test_a_day_without_lists_is_refused(tidewaiter: Cli, table: str, report: str) -> None:
    for command, file in (("screen", table), ("read", report)):
        run = tidewaiter(command, file, "--on", "2018-01-31")
        assert run.code == 2 and "--on is a day of lists" in run.err and "--lists" in run.err


def test_the_real_list_of_the_council_is_found_in_a_sentence(tidewaiter: Cli, shared: Path, tmp_path: Path) -> None:
    files = sorted((shared / "data" / "lists").glob("un_consolidated_*.xml"))
    if not files:
        pytest.skip("../shared/data/lists has no list of the Council")
    text = (
        "\n\n2018-03-05\n\nA lorry of Tanchon Commercial Bank took rice to Pyongyang, and Mr Ri Hong-sop was there.\n"
    )
    (tmp_path / "one.txt").write_text(text)
    (line,) = lines(tidewaiter("read", str(tmp_path / "one.txt"), "--json", "--lists", str(files[-1])).out)
    assert [(one["quote"], one["reference"]) for one in line["mentions"]] == [
        ("Tanchon Commercial Bank", "KPe.003"),
        ("Ri Hong-sop", "KPi.004"),
    ]


def test_a_listed_person_who_travels_meets_the_travel_ban(tidewaiter: Cli, lists: str, tmp_path: Path) -> None:
    (tmp_path / "trip.txt").write_text(
        "\n\n2018-03-05\n\nPak Tae Song arrived in Havana on 1 March 2018, an airline said.\n"
    )
    (line,) = lines(tidewaiter("read", str(tmp_path / "trip.txt"), "--json", "--all", "--lists", lists).out)
    assert [one["type"] for one in line["events"]] == ["visit"]
    assert "UNSCR-1718-OP8e" in [one["measure"] for one in line["findings"]]


def test_a_listed_ship_that_calls_at_a_port_meets_the_ban_from_ports(
    tidewaiter: Cli, lists: str, tmp_path: Path
) -> None:
    ships = Path(lists) / "ships.csv"
    ships.write_text(ships.read_text().replace("MADE-UP STAR", "GREY TERN 5"))
    report = tmp_path / "call.txt"
    report.write_text(
        "\n\n2018-06-05\n\nThe tanker Grey Tern 5 berthed in Dalian on 1 June 2018, an agent said."
        " The tanker Other Gull berthed in Nampo on 2 June 2018.\n"
    )
    (line,) = lines(tidewaiter("read", str(report), "--json", "--all", "--lists", lists).out)
    (event,) = line["events"]
    assert (event["type"], event["vessel"]["name"], event["destination"]["country"]) == ("other", "Grey Tern 5", "CN")
    assert "UNSCR-2371-OP6" in [one["measure"] for one in line["findings"]]
    assert not lines(tidewaiter("read", str(report), "--json", "--all").out)[0]["events"]
