"""``tidewaiter read`` and ``tidewaiter demo``."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tidewaiter import demo

Cli = Callable[..., Any]

REPORT = """
A gift of a car
2024-02-20

Russia delivered a passenger car to North Korea on February 18 as a gift, the state news agency KCNA said on Tuesday.
"""


def write(tmp_path: Path, text: str, name: str = "report.txt") -> str:
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_a_report_is_read_down_to_the_paragraph(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", write(tmp_path, REPORT))
    assert run.code == 1
    assert "S/RES/2397 (2017), para. 7" in run.out
    assert "KCNA" in run.out


def test_json_is_one_line_a_document_by_the_contract(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", write(tmp_path, REPORT), "--json")
    (line,) = [json.loads(text) for text in run.out.splitlines()]
    assert set(line) >= {"document", "story", "statements", "events", "findings", "notes"}
    assert line["document"]["published"] == "2024-02-20"
    event = next(e for e in line["events"] if e["type"] == "transfer")
    assert event["date"]["value"] == "2024-02-18"
    finding = next(f for f in line["findings"] if f["measure"] == "UNSCR-2397-OP7")
    assert (finding["event"], finding["verdict"]) == (event["id"], "prohibited")


def test_offsets_count_code_points_of_the_body_after_the_header(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", write(tmp_path, REPORT.replace("Russia delivered", "«🚗» Russia delivered")), "--json")
    line = json.loads(run.out)
    body = REPORT.replace("Russia delivered", "«🚗» Russia delivered").split("\n\n", 1)[1]
    spans = [span for event in line["events"] for span in event["evidence"]]
    assert spans
    assert all(body[span["start"] : span["end"]] == span["quote"] for span in spans)


def test_the_page_is_written_whole_and_self_contained(tidewaiter: Cli, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    run = tidewaiter("read", write(tmp_path, REPORT), "--html", str(page), "--fail-on", "never")
    html = page.read_text(encoding="utf-8")
    assert run.code == 0
    assert "para. 7" in html
    assert "src=" not in html
    assert "<link" not in html


@pytest.mark.parametrize(
    ("name", "data", "word"),
    [
        ("empty.txt", b"", "empty"),
        ("binary.txt", bytes(range(256)) * 40, "text"),
        ("page.pdf", b"%PDF-1.7\n" + b"\x00\x01" * 200, "PDF"),
        ("big.txt", b"word " * 10_000_001, "large"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_a_hint(
    tidewaiter: Cli, tmp_path: Path, name: str, data: bytes, word: str
) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    run = tidewaiter("read", str(file))
    assert run.code == 2
    assert name in run.err
    assert "hint" in run.err
    assert word.lower() in run.err.lower()


def test_the_good_part_is_still_done(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", write(tmp_path, REPORT), str(tmp_path / "nowhere.txt"))
    assert run.code == 2
    assert "no such file" in run.err
    assert "para. 7" in run.out


def test_a_day_of_publication_that_is_none_is_refused(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", write(tmp_path, "Some words without a header stand here."), "--published", "31/02/2024")
    assert run.code == 2
    assert "31/02/2024" in run.err


def test_a_report_that_cannot_touch_the_regime_is_set_aside_and_that_is_said(tidewaiter: Cli, tmp_path: Path) -> None:
    file = write(tmp_path, "The home side won by two goals, the coach said on Saturday.")
    line = json.loads(tidewaiter("read", "--json", file).out)
    assert line["set_aside"] is True
    assert line["statements"] == []
    assert "names no place or party of un-dprk" in line["notes"][0]


def test_with_all_every_report_is_read(tidewaiter: Cli, tmp_path: Path) -> None:
    file = write(tmp_path, "The home side won by two goals, the coach said on Saturday.")
    line = json.loads(tidewaiter("read", "--all", "--json", file).out)
    assert line["set_aside"] is False
    assert len(line["statements"]) == 1


def test_a_page_without_an_event_says_so_and_is_no_error(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", write(tmp_path, "The weather in the valley stayed mild for most of the week.\n"))
    assert run.code == 0
    assert "no event" in run.out.lower() or "nothing" in run.out.lower()


def test_latin_1_bytes_are_read_and_the_encoding_is_told(tidewaiter: Cli, tmp_path: Path) -> None:
    file = tmp_path / "latin.txt"
    text = REPORT.lstrip("\n").replace("passenger car", "passenger car (a \xe9lite model, caf\xe9 na\xefve)")
    file.write_bytes(("\n" + text).encode("latin-1"))
    line = json.loads(tidewaiter("read", str(file), "--json").out)
    assert line["document"]["encoding"] not in (None, "utf-8")


def test_the_same_file_twice_is_read_once(tidewaiter: Cli, tmp_path: Path) -> None:
    file = write(tmp_path, REPORT)
    run = tidewaiter("read", file, file, "--json")
    assert len(run.out.splitlines()) == 1
    assert "named 2 times; read once" in run.err


def test_the_same_bytes_under_another_name_are_read_once_and_that_is_said(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", write(tmp_path, REPORT), write(tmp_path, REPORT, "again.txt"), "--json")
    assert len(run.out.splitlines()) == 1
    assert "again.txt holds the same bytes" in run.err


def test_the_same_input_gives_the_same_bytes(tidewaiter: Cli) -> None:
    files = [str(path) for path in demo.samples()]
    assert tidewaiter("read", *files, "--json").out == tidewaiter("read", *files, "--json").out


def test_the_demo_finds_what_it_should(tidewaiter: Cli) -> None:
    run = tidewaiter("demo", "--check")
    assert (run.code, run.err) == (0, "")


def test_the_demo_page_is_written(tidewaiter: Cli, tmp_path: Path) -> None:
    page = tmp_path / "demo.html"
    assert tidewaiter("demo", "--html", str(page)).code == 0
    assert "<html" in page.read_text(encoding="utf-8")
