"""The readers a user can choose on the command line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Cli = Callable[..., Any]

REPORT = "SEOUL, March 5, 2024 - North Korea received two yachts from an Italian yard, the harbour office said.\n"


def report(folder: Path) -> str:
    file = folder / "report.txt"
    file.write_text(REPORT, encoding="utf-8")
    return str(file)


def test_an_unknown_reader_is_refused(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", "--reader", "magic", report(tmp_path))
    assert run.code == 2
    assert "default, spacy:NAME or llm" in run.err


def test_a_pipeline_that_is_not_installed_is_named(tidewaiter: Cli, tmp_path: Path) -> None:
    run = tidewaiter("read", "--reader", "spacy:no_such_thing", report(tmp_path))
    assert run.code == 2
    assert "no such spaCy pipeline" in run.err


def test_a_language_model_without_an_address_is_asked_for(
    tidewaiter: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TIDEWAITER_LLM_URL", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    run = tidewaiter("read", "--reader", "llm", report(tmp_path))
    assert run.code == 2
    assert "TIDEWAITER_LLM_URL" in run.err


def test_a_language_model_that_is_not_there_leaves_the_report_unread_and_says_so(
    tidewaiter: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TIDEWAITER_LLM_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("TIDEWAITER_LLM_MODEL", "m")
    monkeypatch.setenv("TIDEWAITER_LLM_TRIES", "1")
    run = tidewaiter("read", "--reader", "llm", report(tmp_path))
    assert "part 1 of the text was not read: the language model gave no answer" in " ".join(run.out.split())
