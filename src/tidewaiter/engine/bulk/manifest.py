"""What a run was: enough to say what was checked, and to do it again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any, BinaryIO

from tidewaiter import __version__
from tidewaiter.engine.bulk.long import Outcome
from tidewaiter.engine.bulk.reading import Reading
from tidewaiter.errors import InputError
from tidewaiter.model import GRAVITY
from tidewaiter.model.measure import Regime

FORMAT = 2
_PARTS = {"software", "input", "tables", "options", "regime", "lists", "counts", "output"}
_PACKAGE = Path(__file__).parents[2]
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
    lists: Sequence[Mapping[str, Any]] = (),
    beside: Mapping[str, Path] | None = None,
) -> dict[str, Any]:
    """The manifest of a run, without a clock in it: the same run gives the same manifest.

    ``beside`` are further files that the answers rest on, by what they are: a ledger, rates.
    ``lists`` are the lists of parties that were asked, each with its date and its hash.
    """
    counts = outcome.counts
    found = {verdict: counts[verdict] for verdict in GRAVITY[:-1] if counts[verdict]}
    return {
        "manifest": FORMAT,
        "software": {"name": "tidewaiter", "version": __version__, "words_sha256": words()},
        "input": {"path": name, "bytes": source.stat().st_size, "sha256": digest_of(source)},
        "tables": [
            {
                "sheet": part.reading.sheet,
                "columns": _columns(part.reading),
                "notes": list(part.notes),
            }
            for part in outcome.parts
        ],
        "options": dict(options),
        "beside": {what: {"path": str(path), "sha256": digest_of(path)} for what, path in (beside or {}).items()},
        "regime": {
            "id": regime.id,
            "version": regime.version,
            "as_of": regime.as_of.isoformat() if regime.as_of else None,
            "sha256": regime.sha256,
        },
        "lists": list(lists),
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


def _columns(reading: Reading) -> list[dict[str, str | None]]:
    """Every column of the file with its field; None for one that is not used."""
    used = {column.index: column.field for column in reading.columns}
    return [{"header": header, "field": used.get(at)} for at, header in enumerate(reading.headers)]


def words() -> str:
    """The SHA-256 of the data of the package: the words of goods, headers and places, on which answers rest too."""
    found = hashlib.sha256()
    for path in sorted(_PACKAGE.rglob("*.yaml")):
        found.update(path.relative_to(_PACKAGE).as_posix().encode() + b"\0" + path.read_bytes())
    return found.hexdigest()


def read(path: Path) -> dict[str, Any]:
    """A manifest from its file. Raises InputError where it is none, or of a later form."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as bad:
        raise InputError(f"cannot read the manifest: {bad}", path=str(path)) from None
    if not isinstance(told, dict) or told.get("manifest") != FORMAT or not told.keys() >= _PARTS:
        raise InputError("no manifest of a run", path=str(path), hint="name the file that --manifest wrote")
    return told


def differences(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """What differs between two manifests, a line each, the causes before the effects."""
    named = ("software", "input", "regime", "counts", "output")
    then = {**then, **{part: then[part] if isinstance(then[part], dict) else {} for part in named}}
    return [
        *_apart(then, now, "software"),
        *_apart(then, now, "input", besides=("path",)),
        *(line for what in then.get("beside", {}) for line in _changed(what, then["beside"], now.get("beside", {}))),
        *_apart(then, now, "regime"),
        *([] if then["lists"] == now["lists"] else ["the lists of parties are others"]),
        *([] if then["tables"] == now["tables"] else ["columns or notes of the table are others"]),
        *_apart(then, now, "counts"),
        *_apart(then, now, "output", besides=("path",)),
    ]


def _changed(what: str, then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Whether a file beside the input is another one now."""
    before, after = then[what], now.get(what) or {}
    if before.get("sha256") == after.get("sha256"):
        return []
    return [f"{what} {before.get('path')}: sha256 {before.get('sha256')} then, {after.get('sha256')} now"]


def _apart(then: Mapping[str, Any], now: Mapping[str, Any], part: str, *, besides: tuple[str, ...] = ()) -> list[str]:
    names = dict.fromkeys((*then[part], *now[part]))
    before, after = then[part], now[part]
    return [
        f"{part} {name}: {before.get(name)} then, {after.get(name)} now"
        for name in names
        if name not in besides and before.get(name) != after.get(name)
    ]


def first_apart(one: Path, other: Path) -> int | None:
    """The first line that two files do not have in common; None where there is none."""
    with one.open("rb") as before, other.open("rb") as after:
        pairs = zip_longest(before, after)
        return next((number for number, (a, b) in enumerate(pairs, start=1) if a != b), None)


def write(path: Path, told: Mapping[str, Any], keep: Callable[[Path, str], None]) -> None:
    """Writes a manifest."""
    keep(path, json.dumps(told, indent=2, ensure_ascii=False) + "\n")
