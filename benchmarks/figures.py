"""How a benchmark hands its figures to the quality gate: `--figures FILE` writes them as JSON, name to number."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from pathlib import Path


def option(parser: argparse.ArgumentParser) -> None:
    """Adds the option to a benchmark's own."""
    parser.add_argument("--figures", type=Path, metavar="FILE", help="write the figures as JSON, for the quality gate")


def write(file: Path | None, figures: Mapping[str, float]) -> None:
    """Writes the figures, rounded to four places, where a file is named."""
    if file is not None:
        rounded = {name: round(value, 4) for name, value in figures.items()}
        file.write_text(json.dumps(rounded, indent=1), encoding="utf-8")
