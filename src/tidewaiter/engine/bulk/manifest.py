"""What a run was: enough to say what was checked, and to do it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from tidewaiter import __version__
from tidewaiter.engine.bulk.long import Outcome
from tidewaiter.errors import InputError
from tidewaiter.model import GRAVITY
from tidewaiter.model.measure import Regime

FORMAT = 1
_CHUNK = 1024 * 1024


def digest(stream: BinaryIO) -> str:
    """The SHA-256 of what is left of a stream."""
    found = hashlib.sha256()
    while chunk := stream.read(_CHUNK):
        found.update(chunk)
    return found.hexdigest()


def digest_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return digest(stream)


def make(
    *,
    source: Path,
    name: str,
    output: Path | None,
    output_sha256: str,
    options: Mapping[str, Any],
    outcome: Outcome,
    regime: Regime,
) -> dict[str, Any]:
    """The manifest of a run, without a clock in it: the same run gives the same manifest.

    ``lists`` are the lists of parties that were asked, each with its date: none yet.
    """
    counts = outcome.counts
    found = {verdict: counts[verdict] for verdict in GRAVITY[:-1] if counts[verdict]}
    return {
        "manifest": FORMAT,
        "software": {"name": "tidewaiter", "version": __version__},
        "input": {"path": name, "bytes": source.stat().st_size, "sha256": digest_of(source)},
        "tables": [
            {
                "sheet": part.reading.sheet,
                "columns": {column.header: column.field for column in part.reading.columns},
                "notes": list(part.notes),
            }
            for part in outcome.parts
        ],
        "options": dict(options),
        "regime": {
            "id": regime.id,
            "version": regime.version,
            "as_of": regime.as_of.isoformat() if regime.as_of else None,
            "sha256": regime.sha256,
        },
        "lists": [],
        "counts": {
            "rows": outcome.rows,
            "read": sum(counts.values()),
            "rejected": outcome.rejected,
            "found": sum(found.values()),
            **found,
            "not_covered": counts["not_covered"],
        },
        "output": {"path": str(output) if output else None, "sha256": output_sha256},
    }


def read(path: Path) -> dict[str, Any]:
    """A manifest from its file. Raises InputError where it is none, or of a later form."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as bad:
        raise InputError(f"cannot read the manifest: {bad}", path=str(path)) from None
    if not isinstance(told, dict) or told.get("manifest") != FORMAT:
        raise InputError("no manifest of a run", path=str(path), hint="name the file that --manifest wrote")
    return told


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What differs between two manifests, a line each, the causes before the effects."""
    return [
        *_apart(then, now, "software"),
        *_apart(then, now, "input", besides=("path",)),
        *_apart(then, now, "regime"),
        *([] if then["lists"] == now["lists"] else ["the lists of parties are others"]),
        *([] if then["tables"] == now["tables"] else ["columns or notes of the table are others"]),
        *_apart(then, now, "counts"),
        *_apart(then, now, "output", besides=("path",)),
    ]


def _apart(then: Mapping[str, Any], now: Mapping[str, Any], part: str, *, besides: tuple[str, ...] = ()) -> list[str]:
    names = dict.fromkeys((*then[part], *now[part]))
    before, after = then[part], now[part]
    return [
        f"{part} {name}: {before.get(name)} then, {after.get(name)} now"
        for name in names
        if name not in besides and before.get(name) != after.get(name)
    ]


def write(path: Path, told: Mapping[str, Any], keep: Callable[[Path, str], None]) -> None:
    """Writes a manifest."""
    keep(path, json.dumps(told, indent=2, ensure_ascii=False) + "\n")
