"""Runs the command line in the test's own process, as a user would see it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tidewaiter.cli import main


@dataclass(frozen=True)
class Run:
    code: int
    out: str
    err: str


@pytest.fixture
def tidewaiter(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Run]:
    """``tidewaiter("law", "list")``: exit code, stdout and stderr."""

    def call(*words: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["tidewaiter", *words])
        with pytest.raises(SystemExit) as stop:
            main()
        seen = capsys.readouterr()
        assert "Traceback" not in seen.err
        return Run(int(stop.value.code or 0), seen.out, seen.err)

    return call
