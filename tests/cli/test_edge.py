"""The outer edge: pipes that close, a disk that is full, the user's interrupt, what nobody foresaw."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click
import pytest

from tidewaiter.cli import law

Cli = Callable[..., Any]
PROGRAM = (sys.executable, "-c", "from tidewaiter.cli import main; main()")


def fail_with(monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    def fail(*_: Any) -> None:
        raise fault

    monkeypatch.setattr(law, "regime_in", fail)


def test_what_nobody_foresaw_ends_in_one_line_and_asks_for_a_report(
    tidewaiter: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    fail_with(monkeypatch, KeyError("a\nb"))
    run = tidewaiter("law", "list")
    assert (run.code, run.out) == (70, "")
    assert len(run.err.splitlines()) == 2
    assert "KeyError" in run.err
    assert "--traceback" in run.err


def test_the_traceback_is_shown_to_whoever_asks(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from tidewaiter.cli import main

    fail_with(monkeypatch, KeyError("b"))
    monkeypatch.setattr(sys, "argv", ["tidewaiter", "--traceback", "law", "list"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert stop.value.code == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("fault", [KeyboardInterrupt(), click.Abort()])
def test_an_interrupt_is_no_error(tidewaiter: Cli, monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    fail_with(monkeypatch, fault)
    run = tidewaiter("law", "list")
    assert (run.code, run.err.strip()) == (130, "stopped")


def test_a_reader_that_goes_away_ends_the_run_quietly() -> None:
    with subprocess.Popen([*PROGRAM, "law", "list"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout is not None
        assert run.stderr is not None
        run.stdout.close()
        assert run.stderr.read() == b""
        assert run.wait() == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no full device here")
@pytest.mark.parametrize("words", [("law", "list"), ("--help",), ("law", "show", "2397/7")])
def test_a_full_disk_is_told_and_is_no_success(words: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        run = subprocess.run([*PROGRAM, *words], stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert run.returncode == 2
    assert "Traceback" not in run.stderr
    assert run.stderr.startswith("error: ")


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("closed", [">&-", "2>&-", "<&-"])
def test_closed_streams_bring_no_traceback(closed: str) -> None:
    command = f'"{sys.executable}" -c "from tidewaiter.cli import main; main()" demo --table {closed}'
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert run.returncode == 3
    assert "Traceback" not in run.stderr
