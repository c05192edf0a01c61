"""``tidewaiter lists``: what a user types, sees and is told when it fails."""

from __future__ import annotations

import gzip
import json
import os
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tidewaiter.cli import lists as command

Cli = Callable[..., Any]
MAPPING = "columns: {number: id, called: name, ship: number imo}\nkind: vessel\n"
TABLE = "number,called,ship\n1,MADE-UP STAR,9074729\n2,INVENTED HOPE,\n"


def un(number: int = 650, *, day: str = "2026-02-27", tail: str = "</CONSOLIDATED_LIST>", note: str = "") -> bytes:
    entries = "".join(
        f"<INDIVIDUAL><DATAID>{7000000 + n}</DATAID><FIRST_NAME>MADE-UP NUMBER {n}{note}</FIRST_NAME>"
        f"<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.{n:03d}</REFERENCE_NUMBER></INDIVIDUAL>"
        for n in range(number)
    )
    return f'<CONSOLIDATED_LIST dateGenerated="{day}T00:00:00Z">{entries}{tail}'.encode()


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("TIDEWAITER_LISTS", str(tmp_path / "lists"))
    monkeypatch.setattr(command, "_now", lambda: datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
    return tmp_path / "lists"


@pytest.fixture
def file(tmp_path: Path) -> Callable[..., str]:
    def put(name: str, content: bytes | str) -> str:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(path)

    return put


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, dict[str, bytes]]]:
    """A server, and what it has by path; anything else is not found."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    pages: dict[str, bytes] = {}

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = pages.get(self.path)
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *words: object) -> None:
            """Nothing on the screen."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", pages
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_file_is_added_and_its_state_told(tidewaiter: Cli, file: Callable[..., str]) -> None:
    run = tidewaiter("lists", "add", file("list.xml", un()))
    assert (run.code, run.err) == (0, "")
    assert run.out.startswith("un 2026-02-27 (")
    assert run.out.endswith("): new, 650 parties, 650 names\n")
    state = tidewaiter("lists", "status")
    assert state.out.splitlines()[1].split()[:6] == ["un", "2026-02-27", "2", "d", "650", "650"]
    assert state.err == ""


def test_the_state_as_json_has_the_whole_hash_and_the_warnings(tidewaiter: Cli, file: Callable[..., str]) -> None:
    tidewaiter("lists", "add", file("list.xml", un(day="2026-01-01")))
    row = json.loads(tidewaiter("lists", "status", "--json").out)
    assert (row["list"], row["age"], row["parties"], len(row["sha256"])) == ("un", 59, 650, 64)
    assert row["warnings"] == ["nobody looked for a newer one for 59 days: tidewaiter lists update un"]


def test_several_editions_are_added_at_once_and_compared(tidewaiter: Cli, file: Callable[..., str]) -> None:
    newer = un(651, day="2026-02-27").replace(b"MADE-UP NUMBER 7<", b"RENAMED NUMBER 7<")
    run = tidewaiter("lists", "add", file("b.xml", newer), file("a.xml", un(day="2025-11-18")))
    assert [line.split()[1] for line in run.out.splitlines()] == ["2025-11-18", "2026-02-27"]
    told = tidewaiter("lists", "diff", "un")
    assert told.out.splitlines()[0].startswith("un: 2025-11-18 (")
    assert "~ un:7000007 RENAMED NUMBER 7 (was MADE-UP NUMBER 7)" in told.out
    assert told.out.splitlines()[-1] == "1 added, 0 removed, 1 changed, 1 of them renamed, 649 the same"


def test_versions_are_named_by_day_or_hash_and_told_as_json(tidewaiter: Cli, file: Callable[..., str]) -> None:
    tidewaiter("lists", "add", file("a.xml", un(650, day="2025-11-18")), file("b.xml", un(651)))
    sha = json.loads(tidewaiter("lists", "status", "--json").out)["sha256"]
    told = json.loads(tidewaiter("lists", "diff", "un", "2025-12-24", sha[:8], "--json").out)
    assert (told["from"]["date"], told["to"]["date"], len(told["added"])) == ("2025-11-18", "2026-02-27", 1)
    wrong = tidewaiter("lists", "diff", "un", "2020-01-01")
    assert (wrong.code, "no such version" in wrong.err, "2025-11-18 (" in wrong.err) == (2, True, True)


def test_one_version_alone_cannot_be_compared(tidewaiter: Cli, file: Callable[..., str]) -> None:
    tidewaiter("lists", "add", file("a.xml", un()))
    run = tidewaiter("lists", "diff", "un")
    assert (run.code, "has only one version" in run.err) == (2, True)


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (un(tail=""), "the XML is broken"),
        (un(20), "it holds 20 parties; the whole list has at least 600"),
        (b"<!doctype html><title>moved</title>", "a web page, not a list"),
        (b"", "the file is empty"),
        (gzip.compress(b"<html><body>moved</body></html>"), "a web page, not a list"),
        (gzip.compress(un())[:-20], "the gzip file is broken or cut off"),
        (b"dear all, please find below", "in none of the forms"),
    ],
)
def test_a_file_that_is_no_whole_list_is_refused_and_the_others_are_added(
    tidewaiter: Cli, file: Callable[..., str], content: bytes, what: str
) -> None:
    bad = file("bad.xml", content)
    run = tidewaiter("lists", "add", bad, file("good.xml", un()))
    assert run.code == 2
    assert "refused: " in run.err
    assert what in run.err
    assert f"at {bad}" in run.err
    assert "hint: " in run.err
    assert "un 2026-02-27" in run.out


def test_a_list_that_shrinks_is_taken_only_if_the_user_says_so(tidewaiter: Cli, file: Callable[..., str]) -> None:
    tidewaiter("lists", "add", file("a.xml", un(700, day="2026-01-01")))
    refused = tidewaiter("lists", "add", file("b.xml", un(640)))
    assert (refused.code, "--accept-shrink" in refused.err) == (2, True)
    taken = tidewaiter("lists", "add", file("b.xml", un(640)), "--accept-shrink")
    assert taken.code == 0
    assert "was taken although it was shorter" in tidewaiter("lists", "status").err


def test_a_table_of_one_s_own_needs_a_mapping_and_keeps_it(tidewaiter: Cli, file: Callable[..., str]) -> None:
    run = tidewaiter(
        "lists", "add", file("ships.csv", TABLE), "--mapping", file("how.yaml", MAPPING), "--list-id", "house"
    )
    assert run.code == 0, run.err
    assert run.out.endswith("new, 2 parties, 2 names\n")
    assert tidewaiter("lists", "verify").out.endswith("as it was kept\n")
    entry = tidewaiter("lists", "show", "house:1").out
    assert "MADE-UP STAR" in entry
    assert "imo 9074729" in entry


def test_a_table_may_fill_a_card_that_has_no_address(tidewaiter: Cli, file: Callable[..., str]) -> None:
    words = (file("ships.csv", TABLE), "--mapping", file("how.yaml", MAPPING), "--list-id", "un-1718-vessels")
    assert tidewaiter("lists", "add", *words).code == 0
    assert "stands for UNSCR-2371-OP6" in tidewaiter("lists", "show", "un-1718-vessels:1").out


@pytest.mark.parametrize("name", ["un", "Two Words", "../up"])
def test_a_table_cannot_take_the_place_of_a_published_list(
    tidewaiter: Cli, file: Callable[..., str], folder: Path, name: str
) -> None:
    words = (file("ships.csv", TABLE), "--mapping", file("how.yaml", MAPPING), "--list-id", name)
    assert tidewaiter("lists", "add", *words).code == 2
    assert not (folder / "un").exists()


def test_a_list_may_be_named_in_capitals(tidewaiter: Cli) -> None:
    assert tidewaiter("lists", "show", "UN").out == tidewaiter("lists", "show", "un").out


def test_a_fault_in_a_set_is_told_with_the_place_the_user_has_it_from(
    tidewaiter: Cli, file: Callable[..., str]
) -> None:
    sdn = file("sdn.csv", '36,"MADE-UP",-0- ,"INVENTED"' + ",-0- " * 8 + "\r\n\x1a\r\n")
    run = tidewaiter("lists", "add", sdn)
    assert run.code == 2
    assert f"at {sdn}" in run.err and ".new-" not in run.err


def test_a_wrong_mapping_is_told_with_its_place(tidewaiter: Cli, file: Callable[..., str]) -> None:
    mapping = file("how.yaml", "columns:\n  called: nmae\n")
    run = tidewaiter("lists", "add", file("ships.csv", TABLE), "--mapping", mapping, "--list-id", "house")
    assert run.code == 2
    assert "there is no field 'nmae'" in run.err
    assert "how.yaml:2" in run.err


def test_a_list_is_added_from_an_address_and_updated(tidewaiter: Cli, site: tuple[str, dict[str, bytes]]) -> None:
    url, pages = site
    pages["/consolidated.xml"] = un()
    assert tidewaiter("lists", "add", f"{url}/consolidated.xml").code == 0
    assert "unchanged" in tidewaiter("lists", "update").out
    pages["/consolidated.xml"] = un(655, day="2026-02-28")
    assert "un 2026-02-28" in tidewaiter("lists", "update", "un").out


def test_a_password_in_an_address_is_shown_nowhere(
    tidewaiter: Cli, site: tuple[str, dict[str, bytes]], folder: Path
) -> None:
    url, pages = site
    pages["/list"] = un()
    run = tidewaiter("lists", "add", f"{url.replace('://', '://me:secret@')}/list")
    assert run.code == 0, run.err
    told = run.out + tidewaiter("lists", "show", "un").out + tidewaiter("lists", "status", "--json").out
    pages["/list"] = b""
    told += tidewaiter("lists", "update").err
    assert "secret" not in told
    assert "secret" not in next(folder.glob("un/*/manifest.json")).read_text()


def test_an_update_that_fails_says_so_and_the_old_version_stays(
    tidewaiter: Cli, site: tuple[str, dict[str, bytes]]
) -> None:
    url, pages = site
    pages["/list"] = un()
    tidewaiter("lists", "add", f"{url}/list")
    del pages["/list"]
    run = tidewaiter("lists", "update")
    assert run.code == 2
    assert "answers 404 (there is no such file)" in run.err
    assert f"at {url}/list" in run.err
    state = tidewaiter("lists", "status")
    assert "2026-02-27" in state.out
    assert "the last look at its address failed on 2026-03-01" in state.err


def test_lists_added_by_hand_are_passed_over_by_an_update_which_is_told(
    tidewaiter: Cli, file: Callable[..., str]
) -> None:
    tidewaiter("lists", "add", file("mine.csv", "id,name,kind\n1,INVENTED,person\n"))
    run = tidewaiter("lists", "update")
    assert (run.code, run.out) == (0, "")
    assert "mine was added by hand and has no address" in run.err


def test_a_spoilt_version_is_found(tidewaiter: Cli, file: Callable[..., str], folder: Path) -> None:
    tidewaiter("lists", "add", file("list.xml", un()))
    next(folder.glob("un/*/files/list.xml")).write_bytes(b"spoilt")
    run = tidewaiter("lists", "verify")
    assert run.code == 1
    assert "list.xml has 6 bytes instead of" in run.out
    assert "hint: " in run.err


def test_a_manifest_that_somebody_broke_is_told_beside_the_lists_that_are_well(
    tidewaiter: Cli, file: Callable[..., str], folder: Path
) -> None:
    tidewaiter("lists", "add", file("list.xml", un()), file("mine.csv", "id,name,kind\n1,INVENTED,person\n"))
    next(folder.glob("un/*/manifest.json")).write_text("{}")
    state = tidewaiter("lists", "status")
    assert state.code == 0
    assert "warning: un: " in state.err
    run = tidewaiter("lists", "verify")
    assert run.code == 1
    assert "un: not as it was written" in run.err
    assert "mine 2026-03-01" in run.out


def test_what_is_no_plain_file_is_refused(tidewaiter: Cli, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, what in (("empty", "the folder has no files"), ("pipe", "no plain file")):
        run = tidewaiter("lists", "add", str(tmp_path / name))
        assert (run.code, what in run.err) == (2, True)


def test_a_file_where_the_folder_should_be_is_told(tidewaiter: Cli, file: Callable[..., str], folder: Path) -> None:
    folder.write_text("here already")
    run = tidewaiter("lists", "add", file("list.xml", un()))
    assert (run.code, "a file and no folder of lists" in run.err) == (2, True)


def test_old_versions_are_removed_when_asked(tidewaiter: Cli, file: Callable[..., str]) -> None:
    tidewaiter("lists", "add", file("a.xml", un(day="2025-11-18")), file("b.xml", un(651)))
    assert "2025-11-18" in tidewaiter("lists", "prune", "un", "--keep", "1").out
    assert tidewaiter("lists", "prune", "un", "--keep", "1").out == ""


def test_the_known_lists_and_their_cards_are_shown(tidewaiter: Cli) -> None:
    assert "un\tUnited Nations Security Council" in tidewaiter("lists", "show").out
    card = tidewaiter("lists", "show", "uk-ofsi").out
    assert "closed        2026-01-28" in card
    assert "licence       Open Government Licence" in card


def test_an_entry_is_shown_with_the_measures_it_stands_for(tidewaiter: Cli, file: Callable[..., str]) -> None:
    tidewaiter("lists", "add", file("list.xml", un()))
    told = tidewaiter("lists", "show", "un:7000001").out
    assert told.startswith("un:7000001 MADE-UP NUMBER 1\n")
    assert "stands for UNSCR-1718-OP8e" in told
    assert tidewaiter("lists", "show", "un:1").code == 2


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("status",), "no lists are kept here"),
        (("update",), "begin with: tidewaiter lists add un"),
        (("verify", "un"), "no lists are kept here"),
        (("show", "nothing"), "no such list"),
        (("add", "nothing"), "no such file, and no list of that name"),
        (("add", "ftp://example.org/a"), "not an address of the web"),
        (("add", "un-1718-vessels"), "has no address to look at"),
        (("add", "un", "--form", "csv"), "its forms: un-xml"),
        (("add", "un", "eu", "--form", "eu-csv"), "for one list at a time"),
        (("add", "http://127.0.0.1:9/a", "--form", "un-xml"), "--form is for the id of a published list"),
    ],
)
def test_wrong_use_is_told_in_plain_words(tidewaiter: Cli, words: tuple[str, ...], what: str) -> None:
    run = tidewaiter("lists", *words)
    assert run.code == 2
    assert what in run.err
    assert "hint: " in run.err


def test_an_id_that_is_not_kept_is_told_with_those_that_are(tidewaiter: Cli, file: Callable[..., str]) -> None:
    tidewaiter("lists", "add", file("list.xml", un()))
    run = tidewaiter("lists", "verify", "eu")
    assert (run.code, "kept: un" in run.err) == (2, True)


def test_the_day_of_an_edition_may_be_told(tidewaiter: Cli, file: Callable[..., str]) -> None:
    undated = un().replace(b' dateGenerated="2026-02-27T00:00:00Z"', b"")
    assert "un 2022-04 (" in tidewaiter("lists", "add", file("list.xml", undated), "--published", "2022-04").out
    assert "told by: user" in tidewaiter("lists", "show", "un").out
    wrong = tidewaiter("lists", "add", file("list.xml", undated), "--published", "April")
    assert (wrong.code, "write it as 2026-02-27" in wrong.err) == (2, True)


def test_a_second_process_is_told_to_wait(tidewaiter: Cli, file: Callable[..., str], folder: Path) -> None:
    from tidewaiter.parties.lists import store

    path = file("list.xml", un())
    with store.locked(folder):
        run = tidewaiter("lists", "add", path)
    assert run.code == 2
    assert "another process is changing this folder of lists" in run.err


def test_another_folder_may_be_named(tidewaiter: Cli, file: Callable[..., str], tmp_path: Path, folder: Path) -> None:
    tidewaiter("lists", "add", file("list.xml", un()), "--lists", str(tmp_path / "other"))
    assert (tmp_path / "other" / "un").is_dir()
    assert not folder.exists()
