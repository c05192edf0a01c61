"""What a user can get wrong: a clear message with its place, an exit code, and the good part still done."""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

Cli = Callable[..., Any]

REPORT = """
A gift of a car
2024-02-20

Russia delivered a passenger car to North Korea on February 18 as a gift, the state news agency KCNA said on Tuesday.
"""
HEAD = "date,supplier_country,recipient_country,item,hs,value,currency\n"
CAR = "2024-02-18,Russia,KP,passenger car,8703,90000,USD\n"


def put(folder: Path, name: str, data: bytes | str) -> str:
    file = folder / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(file)


def complaint(err: str) -> list[str]:
    """The lines of the one complaint on stderr: what, where, hint."""
    lines = err.splitlines()
    assert lines[0].startswith("error: ")
    assert all(line.startswith("  ") for line in lines[1:])
    return lines


# reports


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"  \n \n", "no text"),
        (b"http://a.example/b\nTitle\n2024-02-20\n\n", "no text after it"),
        (b"%PDF-1.7\n\x00", "PDF"),
        (b"PK\x03\x04\x00", "ZIP"),
        (b"<!DOCTYPE html>\n<html><script>Russia</script></html>", "the page has no text"),
        (b"<?xml version='1.0'?><a/>", "XML"),
        (rb"{\rtf1\ansi Russia}", "RTF"),
        ("Russia".encode("utf-16-le"), "NUL"),
        (b"\xff\xfeR", "decoded"),
    ],
)
def test_a_report_that_is_no_plain_text_is_refused_by_name(
    tidewaiter: Cli, tmp_path: Path, data: bytes, word: str
) -> None:
    run = tidewaiter("read", put(tmp_path, "page.txt", data))
    assert (run.code, run.out) == (2, "")
    what, where, hint = complaint(run.err)
    assert word in what
    assert "page.txt" in where
    assert "hint:" in hint


@pytest.mark.parametrize("command", [("read",), ("screen",), ("law", "apply")])
def test_a_folder_and_a_missing_file_are_named_with_a_hint(tidewaiter: Cli, tmp_path: Path, command: Any) -> None:
    for name in ("", "nowhere.txt"):
        run = tidewaiter(*command, str(tmp_path / name))
        assert run.code == 2
        assert str(tmp_path / name) in run.err
        assert "hint:" in run.err


@pytest.mark.parametrize("command", ["read", "screen"])
def test_a_file_without_permission_is_named(
    tidewaiter: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    file = put(tmp_path, "closed.txt", REPORT)

    def refuse(self: Path, *_: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "open", refuse)
    run = tidewaiter(command, file)
    assert run.code == 2
    assert "may not be opened" in complaint(run.err)[0]


@pytest.mark.parametrize("name", ["a b.txt", "a\nb.txt", "é🚗.txt", "a\u202etxt.b", "\x1b[31ma.txt", "-a.txt"])
def test_any_file_name_is_read_and_none_steers_the_terminal(tidewaiter: Cli, tmp_path: Path, name: str) -> None:
    file = put(tmp_path, name, REPORT)
    run = tidewaiter("read", file, str(tmp_path / f"no{name}"))
    assert run.code == 2
    assert "para. 7" in run.out
    assert all(line.isprintable() for line in (run.err + run.out).splitlines())
    assert sum(not line.startswith("note: no list is loaded") for line in run.err.splitlines()) == 3


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="file names are not bytes there")
def test_a_file_name_that_is_not_utf8_does_not_stop_the_json(tidewaiter: Cli, tmp_path: Path) -> None:
    file = os.fsencode(tmp_path) + b"/a\xff.txt"
    Path(os.fsdecode(file)).write_text(REPORT)
    run = tidewaiter("read", os.fsdecode(file), "--json")
    assert run.code == 1
    assert json.loads(run.out)["document"]["path"].endswith("a\\xff.txt")


def test_a_page_in_another_language_is_said_to_be_unread(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", put(tmp_path, "ko.txt", "북한이 러시아로부터 승용차를 선물로 받았다고 한다. " * 3))
    assert run.code == 0
    assert "not read" in run.out


def test_a_page_whose_language_cannot_be_told_says_as_what_it_is_read(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", "--all", put(tmp_path, "short.txt", "Zdravo svete, ovo je novi automobil."))
    assert run.code == 0
    assert "language could not be told: read as English" in run.out


def test_a_table_given_as_a_report_gets_a_note(tidewaiter: Cli, tmp_path: Path) -> None:
    assert "`tidewaiter screen`" in tidewaiter("read", put(tmp_path, "t.csv", HEAD + CAR)).err


def test_a_day_of_publication_that_is_none_is_refused_once(tidewaiter: Cli, tmp_path: Path) -> None:
    files = [put(tmp_path, name, REPORT + name) for name in ("a.txt", "b.txt")]
    for day in ("tomorrow", "2024-02-30", "XXXX-02-18", "2024-01/2024-02", ""):
        run = tidewaiter("read", *files, "--published", day)
        assert (run.code, run.out) == (2, "")
        assert len(complaint(run.err)) == 3


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes | None) -> None:
    """Puts bytes on stdin; None closes it."""
    monkeypatch.setattr(sys, "stdin", None if data is None else SimpleNamespace(buffer=io.BytesIO(data)))


def test_a_dash_is_stdin_and_read_once(tidewaiter: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    feed(monkeypatch, REPORT.encode())
    run = tidewaiter("read", "-", "-")
    assert run.code == 1
    assert "para. 7" in run.out


def test_an_empty_or_closed_stdin_is_refused(tidewaiter: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    for data in (b"", None):
        for command in ("read", "screen"):
            feed(monkeypatch, data)
            assert tidewaiter(command, "-").code == 2


# tables


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("", "empty"),
        ("\n\n\n", "empty"),
        (HEAD, "no rows"),
        ("a,b\n1,2\n", "no column tells a country"),
        ("item,item,recipient_country\ncar,car,KP\n", "stands twice"),
        (b"\xff\xfeR", "utf-16"),
        (b"PK\x03\x04", "zip"),
        (b"%PDF-1.7", "PDF"),
        (b"<html><table><tr><td>date</td></tr></table></html>", "HTML"),
        (b"\x1f\x8b\x08rest", "gzip"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused_with_its_place(
    tidewaiter: Cli, tmp_path: Path, data: bytes | str, word: str
) -> None:
    run = tidewaiter("screen", put(tmp_path, "t.csv", data))
    assert (run.code, run.out) == (2, "")
    lines = complaint(run.err)
    assert word in lines[0]
    assert "t.csv" in lines[1]
    assert "hint:" in lines[2]


def test_a_quotation_mark_that_is_never_closed_rejects_its_row_and_the_rest_is_screened(
    tidewaiter: Cli, tmp_path: Path
) -> None:
    text = HEAD + CAR.replace("passenger", '"passenger') + CAR
    run = tidewaiter("screen", put(tmp_path, "t.csv", text))
    assert (run.code, "2 rows: 1 prohibited, 1 rejected" in run.err) == (1, True)
    assert "never closed\n  at" in run.err
    assert "t.csv:2" in run.err


@pytest.mark.parametrize(
    "data",
    [
        (HEAD + CAR).encode("utf-8-sig"),
        (HEAD + CAR).encode("utf-16"),
        (HEAD + CAR).replace(",", ";").encode(),
        (HEAD + CAR).replace(",", "\t").encode(),
        (HEAD + CAR).replace("\n", "\r").encode(),
        (HEAD + CAR).replace("\n", "\r\n").encode() + b"\r\n,,,,,,\r\n",
    ],
)
def test_the_usual_kinds_of_table_are_read(tidewaiter: Cli, tmp_path: Path, data: bytes) -> None:
    run = tidewaiter("screen", put(tmp_path, "t.csv", data))
    assert (run.code, "1 row: 1 prohibited" in run.err) == (1, True)


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        (",USD", "", ""),
        (",USD", ",USD,x", ""),
    ],
)
def test_a_bad_row_is_rejected_with_its_cell_and_the_good_one_is_screened(
    tidewaiter: Cli, tmp_path: Path, before: str, after: str, column: str
) -> None:
    table = put(tmp_path, "t.csv", HEAD + CAR.replace(before, after) + CAR)
    run = tidewaiter("screen", table, "--fail-on", "never")
    assert run.code == 3
    assert "para. 7" in run.out
    assert f"t.csv:2{':' if column else ''}{column}" in run.err
    assert "2 rows: 1 prohibited, 1 rejected" in run.err
    assert max(map(len, run.err.splitlines())) < 400


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("2024-02-18", "yesterday", "date"),
        ("2024-02-18", "03/04/2024", "date"),
        ("2024-02-18", "2024-02-30", "date"),
        ("KP", "Wakanda", "recipient_country"),
        ("8703", "hat", "hs"),
        ("8703", "8.70E+03", "hs"),
        ("90000", "-5", "value"),
        ("90000", "1,234", "value"),
        ("90000", "9" * 5000, "value"),
        ("90000", "infinite", "value"),
    ],
)
def test_a_cell_that_cannot_be_read_is_listed_and_its_row_is_screened(
    tidewaiter: Cli, tmp_path: Path, before: str, after: str, column: str
) -> None:
    after = f'"{after}"' if "," in after else after
    table = put(tmp_path, "t.csv", HEAD + CAR.replace(before, after) + CAR)
    run = tidewaiter("screen", table, "--fail-on", "never")
    assert run.code == 3
    assert f"t.csv:2:{column}" in run.err
    assert "the cell is taken as unknown" in run.err or "is taken\n" in run.err
    assert "2 rows: " in run.err and "1 cell could not be read" in run.err and "rejected" not in run.err
    assert max(map(len, run.err.splitlines())) < 400


def test_a_nul_byte_rejects_its_row_and_the_others_are_screened(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", put(tmp_path, "t.csv", HEAD + CAR.replace("car", "c\x00r") + CAR))
    assert (run.code, "a NUL byte" in run.err, "1 rejected" in run.err) == (1, True, True)


def test_an_encoding_that_is_told_from_the_letters_is_said(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", put(tmp_path, "t.csv", (HEAD + CAR).replace("car", "véhicule").encode("latin-1")))
    assert run.code == 1
    assert "name it with --encoding" in run.err


def test_findings_go_before_rejects_in_the_exit_code(tidewaiter: Cli, tmp_path: Path) -> None:
    table = put(tmp_path, "t.csv", HEAD + CAR + CAR.replace("KP", "Wakanda"))
    assert tidewaiter("screen", table).code == 1


def test_a_table_of_which_no_row_can_be_read_is_unreadable(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("screen", put(tmp_path, "t.csv", HEAD + CAR.replace(",USD", "")))
    assert run.code == 2
    assert "1 row: 1 rejected" in run.err


def test_many_rejects_are_counted_on_stderr_and_all_listed_in_their_file(tidewaiter: Cli, tmp_path: Path) -> None:
    rejects = tmp_path / "rejects.csv"
    table = put(tmp_path, "t.csv", HEAD + CAR + CAR.replace("KP", "Wakanda") * 200)
    run = tidewaiter("screen", table, "--rejects", str(rejects))
    assert "and 150 more (--rejects FILE lists all)" in run.err
    assert len(rejects.read_text().splitlines()) == 201


def test_many_unused_columns_are_counted(tidewaiter: Cli, tmp_path: Path) -> None:
    header = ["date", "recipient_country", *(f"c{n}" for n in range(20_000))]
    row = ["2024-02-18", "KP"] + ["x"] * 20_000
    run = tidewaiter("screen", put(tmp_path, "t.csv", f"{','.join(header)}\n{','.join(row)}\n"))
    assert run.code == 0
    assert "c49 and 19,950 more" in run.err


def test_a_cell_cannot_steer_the_terminal(tidewaiter: Cli, tmp_path: Path) -> None:
    hostile = CAR.replace("passenger car", "\x1b[2Jpassenger car\x07").replace("\n", ",x\n")
    table = put(tmp_path, "t.csv", HEAD.replace("\n", ",\x1b[31mevil\n") + hostile)
    for option in ("--all", "--explain"):
        run = tidewaiter("screen", table, option)
        assert all(line.isprintable() for line in (run.out + run.err).splitlines())


@pytest.mark.parametrize("name", ["nope", "rot13", "hex", "undefined", "unicode_escape", "utf-7", "idna", "punycode"])
def test_an_encoding_that_is_none_or_does_not_fit_is_refused(tidewaiter: Cli, tmp_path: Path, name: str) -> None:
    table = put(tmp_path, "t.csv", (HEAD + CAR).replace("car", "v\\ud800hicule\xe9").encode("latin-1"))
    run = tidewaiter("screen", table, "--encoding", name)
    assert run.code == 2
    assert "hint:" in complaint(run.err)[-1]


# what is written


@pytest.mark.parametrize(("command", "option"), [("read", "--html"), ("screen", "--rejects"), ("demo", "--html")])
def test_a_target_without_a_folder_is_refused_before_the_work(
    tidewaiter: Cli, tmp_path: Path, command: str, option: str
) -> None:
    given = () if command == "demo" else (put(tmp_path, "in.txt", REPORT),)
    run = tidewaiter(command, *given, option, str(tmp_path / "nowhere" / "out"))
    assert (run.code, run.out) == (2, "")
    assert "does not exist" in complaint(run.err)[0]
    assert tidewaiter(command, *given, option, str(tmp_path)).code == 2


@pytest.mark.parametrize(("command", "option"), [("read", "--html"), ("screen", "--rejects")])
def test_what_is_read_is_never_overwritten(tidewaiter: Cli, tmp_path: Path, command: str, option: str) -> None:
    text = REPORT if command == "read" else HEAD + CAR
    file = put(tmp_path, "in.txt", text)
    run = tidewaiter(command, file, option, file)
    assert run.code == 2
    assert "would overwrite" in run.err
    assert Path(file).read_text() == text


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("command", ["read", "screen"])
def test_a_target_that_cannot_be_written_spoils_nothing_else(tidewaiter: Cli, tmp_path: Path, command: str) -> None:
    file = put(tmp_path, "in.txt", REPORT if command == "read" else HEAD + CAR)
    run = tidewaiter(command, file, "--html" if command == "read" else "--rejects", "/dev/full")
    assert run.code == 2
    assert "para. 7" in run.out
    assert "cannot write the file" in run.err


# options, regimes, events


@pytest.mark.parametrize(
    "words",
    [
        ("raed",),
        ("read",),
        ("read", "--colour"),
        ("read", "x", "--fail-on", "maybe"),
        ("screen", "x", "--dates", "XYZ"),
        ("law",),
        ("law", "shew"),
        ("law", "show"),
        ("law", "test", "nowhere"),
        ("demo", "x"),
        ("demo", "--check", "--table"),
        ("demo", "--table", "--html", "x"),
    ],
)
def test_wrong_use_is_told_on_stderr(tidewaiter: Cli, words: tuple[str, ...]) -> None:
    run = tidewaiter(*words)
    assert (run.code, run.out) == (2, "")
    assert "Usage:" in run.err


@pytest.mark.parametrize("words", [("read", "x"), ("screen", "x"), ("law", "list"), ("law", "check")])
def test_a_regime_that_is_none_is_refused(tidewaiter: Cli, tmp_path: Path, words: tuple[str, ...]) -> None:
    option = () if words[-1] == "check" else ("--regime",)
    run = tidewaiter(*words, *option, str(tmp_path))
    assert run.code == 2
    assert "not a regime" in run.err
    assert tidewaiter(*words, *option, str(tmp_path / "nowhere")).code == 2


@pytest.mark.parametrize(
    "text",
    ["", "hello", "name: x", "- name: [x\n", "- &a [*a]", "[" * 9000 + "]" * 9000, "- name: \x00", "- 1", "- name: x"],
)
def test_events_by_hand_that_are_none_are_refused_with_their_place(tidewaiter: Cli, tmp_path: Path, text: str) -> None:
    run = tidewaiter("law", "apply", put(tmp_path, "e.yaml", text))
    assert (run.code, run.out) == (2, "")
    assert "e.yaml:1" in run.err or "e.yaml:2" in run.err


def test_a_test_file_that_cannot_be_read_does_not_stop_the_others(tidewaiter: Cli, tmp_path: Path) -> None:
    good = "- name: a\n  on: 2024-02-18\n  event: {recipient: {country: KP}}\n  never: [UNSCR-2397-OP6]\n"
    put(tmp_path, "a.yaml", "- name: [x\n")
    put(tmp_path, "b.yaml", good)
    run = tidewaiter("law", "test", str(tmp_path))
    assert (run.code, "1 passed, 1 failed" in run.out) == (1, True)


@pytest.mark.parametrize("paragraph", ["", "9999/1", "💥", "2397/"])
def test_a_paragraph_that_is_none_gets_a_hint(tidewaiter: Cli, paragraph: str) -> None:
    run = tidewaiter("law", "show", paragraph)
    assert run.code == 2
    assert "hint:" in complaint(run.err)[-1]
