"""``tidewaiter replay``: a run done again from its manifest, and what came out different."""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import click

from tidewaiter.cli.bulk import Asking, Bulk, screen_large
from tidewaiter.cli.files import say
from tidewaiter.errors import InputError, SettingsError


@click.command()
@click.argument("file", metavar="MANIFEST", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--input", "source", type=click.Path(path_type=Path, exists=True), help="The file, if it has moved.")
@click.option("--lines", type=click.Path(path_type=Path, dir_okay=False), help="Keep what is printed in this file.")
@click.option("--jobs", type=click.IntRange(1, 64), help="Processes.")
@click.option("--spark", metavar="MASTER", help="On a Spark cluster, such as local[*].")
def replay(file: Path, *, source: Path | None, lines: Path | None, jobs: int | None, spark: str | None) -> None:
    """Screen the file of a manifest again: the same bytes, or what differs.

    Exits with 0 where the output is the same, with 1 where it is not.
    """
    import tempfile

    from tidewaiter.engine.bulk import manifest

    then = manifest.read(file)
    path = source or _found(file, str(then["input"].get("path")))
    with tempfile.TemporaryDirectory(prefix="tidewaiter-") as folder:
        made = Path(folder) / "manifest.json"
        target = lines or Path(folder) / "lines"
        bulk = Bulk(lines=target, jobs=jobs, spark=spark, manifest=made)
        screen_large(str(path), _asking(file, then["options"]), bulk, rejects=None, name=then["input"]["path"])
        now = manifest.read(made)
        line = _first_apart(then, target)
    apart = manifest.differences(then, now)
    for what in apart:
        say(f"differs: {what}")
    if line is not None:
        say(f"differs: line {line:,} of {then['output']['path']} is the first that is another now")
    same = then["output"]["sha256"] == now["output"]["sha256"]
    say("the same bytes" if same else "not the same bytes")
    raise click.exceptions.Exit(0 if same else 1)


def _found(file: Path, name: str) -> Path:
    """The file of the run: where its manifest says, or beside the manifest."""
    for path in (Path(name), file.parent / name, file.parent / Path(name).name):
        if path.is_file():
            return path
    raise SettingsError("the file of the run is not there", value=name, hint="name it with --input")


def _asking(file: Path, options: dict[str, Any]) -> Asking:
    known = {field.name for field in fields(Asking)}
    if not isinstance(options, dict) or not options.keys() <= known:
        raise InputError("the options of the manifest are none of this version", path=str(file))
    return Asking(**options)


def _first_apart(then: dict[str, Any], made: Path) -> int | None:
    """The first line that is another now, where the lines of the run are still there."""
    from tidewaiter.engine.bulk import manifest

    name = then["output"].get("path")
    kept = Path(name) if name else None
    if kept is None or not kept.is_file() or manifest.digest_of(kept) != then["output"].get("sha256"):
        return None
    return manifest.first_apart(kept, made)
