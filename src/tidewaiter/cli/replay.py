"""``tidewaiter replay``: a run done again from its manifest, and what came out different."""

from __future__ import annotations

from pathlib import Path

import click

from tidewaiter.cli.bulk import Asking, Bulk, screen_large
from tidewaiter.cli.files import say
from tidewaiter.errors import SettingsError


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
    path = source or Path(then["input"]["path"])
    if not path.is_file():
        raise SettingsError("the file of the run is not there", value=str(path), hint="name it with --input")
    with tempfile.TemporaryDirectory(prefix="tidewaiter-") as folder:
        made = Path(folder) / "manifest.json"
        target = lines or Path(folder) / "lines"
        bulk = Bulk(lines=target, jobs=jobs, spark=spark, manifest=made)
        screen_large(str(path), Asking(**then["options"]), bulk, rejects=None, name=then["input"]["path"])
        now = manifest.read(made)
    apart = manifest.differences(then, now)
    for line in apart:
        say(f"differs: {line}")
    same = then["output"]["sha256"] == now["output"]["sha256"]
    say("the same bytes" if same else "not the same bytes")
    raise click.exceptions.Exit(0 if same else 1)
