"""The command ``serve``: lists from a folder, a port that is told, a log, refusals before it listens."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

LIST = """<?xml version="1.0" encoding="UTF-8"?>
<CONSOLIDATED_LIST dateGenerated="2026-01-05T00:00:00.000Z"><INDIVIDUALS>
<INDIVIDUAL><DATAID>7000001</DATAID><VERSIONNUM>1</VERSIONNUM><FIRST_NAME>TAE SONG</FIRST_NAME>
<SECOND_NAME>INVENTED</SECOND_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPi.901</REFERENCE_NUMBER>
<LISTED_ON>2016-03-02</LISTED_ON></INDIVIDUAL></INDIVIDUALS><ENTITIES/></CONSOLIDATED_LIST>
"""
SERVE = """
import sys
import threading
import time
from tidewaiter import cli
from tidewaiter.web.parties import renewal
renewal.EVERY = 0.2
cli.COMMANDS.setdefault("serve", ("tidewaiter.cli.serve:serve", ""))
sys.argv = ["tidewaiter", "serve", *sys.argv[1:]]
cli.main()
"""


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """The command at work, its address, and what it says, line by line as it comes."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", SERVE, "--lists", str(folder), "--port", "0", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        said: list[str] = []
        listening = threading.Thread(target=said.extend, args=(process.stderr,))
        listening.start()
        try:
            assert until(lambda: process.poll() is not None or "listening on" in "".join(said))
            found = re.search(r"listening on (http://\S+/)", "".join(said))
            assert found, said
            yield process, found[1], said
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            listening.join()


def until(true: Callable[[], bool]) -> bool:
    """Waits a minute at most for what is to become true."""
    limit = time.monotonic() + 60
    while not true() and time.monotonic() < limit:
        time.sleep(0.05)
    return true()


def test_the_service_answers_from_a_folder_of_list_files_and_keeps_a_log(tmp_path: Path) -> None:
    folder = tmp_path / "lists"
    folder.mkdir()
    (folder / "any name.xml").write_text(LIST, encoding="utf-8")
    log = tmp_path / "log.jsonl"
    with serving(folder, "--log", str(log), "--batch", "1") as (_, address, said):
        query = {"schema": "Person", "properties": {"name": ["Tae Song Invented"]}}
        answer = httpx.post(f"{address}match/un", json={"queries": {"q": query}})
        assert answer.json()["responses"]["q"]["results"][0]["id"] == "un-7000001"
        assert httpx.post(f"{address}match/un", json={"queries": {"a": query, "b": query}}).status_code == 400
        assert httpx.get(f"{address}healthz").json() == {"status": "ok"}
        assert httpx.get(f"{address}entities/un-7000001").json()["properties"]["sanctions"]
    told = "".join(said)
    assert "lists: un 2026-01-05 (1)" in told
    assert re.search(r"POST /match/un 200 1 queries \d+ ms", told)
    assert "Tae Song" not in told and "Traceback" not in told
    assert f"log: {log} ends with" in told
    assert len(log.read_text(encoding="utf-8").splitlines()) == 3


def test_a_folder_without_a_list_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    command = [sys.executable, "-c", SERVE, "--lists", str(empty)]
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path / "cache")}
    told = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert told.returncode == 2
    assert "no list" in told.stderr and "Traceback" not in told.stderr


def test_a_newer_edition_in_the_store_is_taken_up_and_a_broken_one_is_not(tmp_path: Path) -> None:
    folder, file, log = tmp_path / "store", tmp_path / "house.csv", tmp_path / "log.jsonl"
    (tmp_path / "how.yaml").write_text("columns: {Number: id, Name: name}\nkind: person\n", encoding="utf-8")

    def add(name: str, day: str) -> None:
        file.write_text(f"Number,Name\n1,{name}\n", encoding="utf-8")
        words = ("--mapping", str(tmp_path / "how.yaml"), "--list-id", "house", "--published", day)
        command = [sys.executable, "-m", "tidewaiter", "lists", "add", str(file), "--lists", str(folder), *words]
        subprocess.run(command, capture_output=True, timeout=60, check=True)

    add("Tae Song Invented", "2026-01-05")
    with serving(folder, "--log", str(log)) as (_, address, said):

        def name() -> str:
            return str(httpx.get(f"{address}entities/house-1").json()["caption"])

        assert name() == "Tae Song Invented"
        tag = httpx.get(f"{address}catalog").headers["etag"]
        add("Chol Su Invented", "2026-02-06")
        assert until(lambda: name() == "Chol Su Invented")
        found = httpx.get(f"{address}catalog", headers={"If-None-Match": tag}).json()
        assert found["datasets"][1]["version"].startswith("20260206-") and not found["index_stale"]
        next(folder.glob("house/2026-02-06*/manifest.json")).write_text("{", encoding="utf-8")
        assert until(lambda: "those of before stay in use" in "".join(said))
        assert httpx.get(f"{address}catalog").json()["index_stale"] and name() == "Chol Su Invented"
    told = "".join(said)
    assert "lists: house 2026-01-05 (1)" in told and "lists: house 2026-02-06 (1)" in told
    assert "Traceback" not in told
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    assert [one["record"] for one in lines] == ["run", "run", "end", "end"]
