"""Options that several commands share, so that they mean the same everywhere."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tidewaiter.cases.desk import Reader
    from tidewaiter.model.measure import Regime

_GRAVER = {"never": (), "prohibited": ("prohibited",), "undetermined": ("prohibited", "undetermined")}

FAIL_ON = click.option(
    "--fail-on",
    type=click.Choice(["prohibited", "undetermined", "never"]),
    default="prohibited",
    show_default=True,
    help="Exit with 1 when a finding is at or above this verdict.",
)
REGIME = click.option(
    "--regime",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="Another regime than the package's.",
)


READER = click.option(
    "--reader",
    metavar="NAME",
    default="default",
    show_default=True,
    help="default, spacy:NAME for an installed spaCy pipeline, or llm for a language model (docs/guides/readers.md).",
)


def reader_named(name: str) -> Callable[[], Reader]:
    """What makes the reader of that name; settings come from the environment and ``tidewaiter.toml``."""
    from tidewaiter import plugins, settings

    return plugins.reader(name, lambda: settings.model_settings(os.environ, Path.cwd()))


def regime_in(folder: Path | None) -> Regime:
    """The regime in a folder, by default the package's own."""
    from tidewaiter.law import load

    return load.load(folder) if folder else load.default()


def reaches(verdicts: Iterable[str], fail_on: str) -> bool:
    """Whether one of the verdicts is at or above that of ``--fail-on``."""
    return any(verdict in _GRAVER[fail_on] for verdict in verdicts)
