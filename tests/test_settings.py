"""Settings come from the environment, else from a file, and a wrong one is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from tidewaiter.errors import SettingsError
from tidewaiter.settings import model_settings


def put(folder: Path, text: str) -> Path:
    (folder / "tidewaiter.toml").write_text(text, encoding="utf-8")
    return folder


def test_without_any_everything_is_open(tmp_path: Path) -> None:
    assert model_settings({}, tmp_path).url is None


def test_the_file_in_the_working_folder_is_read(tmp_path: Path) -> None:
    folder = put(tmp_path, '[llm]\nurl = "http://localhost:8000/v1"\nmodel = "m"\ntimeout = 5\nmax_requests = 10\n')
    told = model_settings({}, folder)
    assert (told.url, told.model, told.timeout, told.max_requests) == ("http://localhost:8000/v1", "m", 5.0, 10)


def test_the_environment_goes_before_the_file(tmp_path: Path) -> None:
    folder = put(tmp_path, '[llm]\nmodel = "one"\n')
    assert model_settings({"TIDEWAITER_LLM_MODEL": "two"}, folder).model == "two"


def test_the_user_s_own_folder_comes_last(tmp_path: Path) -> None:
    (tmp_path / "home" / "tidewaiter").mkdir(parents=True)
    put(tmp_path / "home" / "tidewaiter", '[llm]\nmodel = "mine"\n')
    (tmp_path / "work").mkdir()
    assert model_settings({"XDG_CONFIG_HOME": str(tmp_path / "home")}, tmp_path / "work").model == "mine"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("[llm]\nmodle = 'x'\n", "unknown setting"),
        ("[llm]\ntimeout = -1\n", "no number above 0"),
        ("[llm]\ntries = 1.5\n", "no whole number"),
        ("[llm]\nmodel = 3\n", "no text"),
        ("llm = 3\n", "no section"),
        ("[llm\n", "cannot read the settings"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path: Path, text: str, what: str) -> None:
    with pytest.raises(SettingsError, match=what):
        model_settings({}, put(tmp_path, text))


def test_a_named_file_that_is_missing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="names no file"):
        model_settings({"TIDEWAITER_SETTINGS": str(tmp_path / "none.toml")}, tmp_path)
