"""The command ``serve``: lists from a folder, a port that is told, a log, refusals before it listens."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
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
from tidewaiter import cli
cli.COMMANDS.setdefault("serve", ("tidewaiter.cli.serve:serve", ""))
sys.argv = ["tidewaiter", "serve", *sys.argv[1:]]
cli.main()
"""


@contextmanager
def serving(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], str, list[str]]]:
    """The command at work, its address, and what it said on the way there."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(folder.parent / "cache"), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-c", SERVE, "--lists", str(folder), "--port", "0", *words]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        said: list[str] = []
        try:
            for line in process.stderr:
                said.append(line)
                if found := re.search(r"listening on (http://\S+/)", line):
                    yield process, found[1], said
                    break
            else:
                raise AssertionError("".join(said))
        finally:
            if process.poll() is None:
                process.send_signal(signal.SIGINT)
            said.extend(process.stderr.readlines())


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
