"""Where the word lists of the reading wing are: YAML files that a domain expert can edit."""

from __future__ import annotations

from importlib import resources
from pathlib import Path


def folder() -> Path:
    """The folder of the files, ``reports/lexicon``."""
    return Path(str(resources.files("tidewaiter.reports") / "lexicon"))
