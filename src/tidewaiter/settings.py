"""Settings of the user: from ``TIDEWAITER_...`` variables, else from a file ``tidewaiter.toml``.

The file is the one that TIDEWAITER_SETTINGS names, else ``tidewaiter.toml`` in the working folder,
else ``tidewaiter/tidewaiter.toml`` in the user's folder for settings (XDG_CONFIG_HOME, by default
``~/.config``). An option on the command line goes before all of them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from tidewaiter.errors import SettingsError


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """The section ``[llm]``: the endpoint of a language model and what may be spent on it."""

    url: str | None = None
    model: str | None = None
    key: str | None = None
    timeout: float | None = None
    tries: int | None = None
    max_requests: int | None = None
    max_tokens: int | None = None


def model_settings(environment: Mapping[str, str], folder: Path) -> ModelSettings:
    """The settings for a language model.

    Raises SettingsError for a file that is no TOML, an unknown key or a value of the wrong kind.
    """
    file = find(environment, folder)
    told = _section(file, "llm") if file else {}
    known = {field.name for field in fields(ModelSettings)}
    for key in told:
        if key not in known:
            hint = f"known in [llm]: {', '.join(sorted(known))}"
            raise SettingsError("unknown setting", path=str(file), value=key, hint=hint)
    for name in known:
        if value := environment.get(f"TIDEWAITER_LLM_{name.upper()}"):
            told[name] = value
    return ModelSettings(
        url=_text(told, "url"),
        model=_text(told, "model"),
        key=_text(told, "key"),
        timeout=_number(told, "timeout"),
        tries=_whole(told, "tries"),
        max_requests=_whole(told, "max_requests"),
        max_tokens=_whole(told, "max_tokens"),
    )


def find(environment: Mapping[str, str], folder: Path) -> Path | None:
    """The file of settings, or None. Raises SettingsError where TIDEWAITER_SETTINGS names none."""
    named = environment.get("TIDEWAITER_SETTINGS")
    if named:
        if not Path(named).is_file():
            raise SettingsError("TIDEWAITER_SETTINGS names no file", value=named, hint="correct or unset it")
        return Path(named)
    home = environment.get("XDG_CONFIG_HOME") or Path(environment.get("HOME", "")) / ".config"
    places = (folder / "tidewaiter.toml", Path(home) / "tidewaiter" / "tidewaiter.toml")
    return next((place for place in places if place.is_file()), None)


def _section(file: Path, name: str) -> dict[str, object]:
    try:
        whole = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as bad:
        raise SettingsError(f"cannot read the settings: {bad}", path=str(file)) from None
    section = whole.get(name, {})
    if not isinstance(section, dict):
        raise SettingsError(f"[{name}] is no section", path=str(file), hint=f"write [{name}] on a line of its own")
    return dict(section)


def _text(told: Mapping[str, object], name: str) -> str | None:
    value = told.get(name)
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"llm.{name} is no text", value=str(value), hint="put it into quotation marks")
    return value or None


def _number(told: Mapping[str, object], name: str) -> float | None:
    value = told.get(name)
    if value is None:
        return None
    try:
        number = float(value) if isinstance(value, str | int | float) and not isinstance(value, bool) else -1.0
    except ValueError:
        number = -1.0
    if not number > 0:
        raise SettingsError(f"llm.{name} is no number above 0", value=str(value))
    return number


def _whole(told: Mapping[str, object], name: str) -> int | None:
    number = _number(told, name)
    if number is not None and number != int(number):
        raise SettingsError(f"llm.{name} is no whole number", value=str(told.get(name)))
    return None if number is None else int(number)
