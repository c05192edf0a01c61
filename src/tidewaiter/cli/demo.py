"""``tidewaiter demo``: the main job on the package's own sample reports, offline."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.option("--html", "page", type=click.Path(path_type=Path, dir_okay=False), help="Also write the page.")
@click.option("--table", is_flag=True, help="Screen the sample table of shipments instead.")
@click.option("--check", is_flag=True, help="Print one line, and fail unless the expected findings are there.")
@click.pass_context
def demo(ctx: click.Context, *, page: Path | None, table: bool, check: bool) -> None:
    """Run the main job on the sample reports of the package. Offline, no arguments needed."""
    from tidewaiter import demo as samples

    if table + check + bool(page) > 1:
        raise click.UsageError("--html, --table and --check exclude each other")
    if check:
        _check()
        return
    if table:
        from tidewaiter.cli.screen import screen

        ctx.invoke(screen, files=(str(samples.table()),), fail_on="never")
        return
    from tidewaiter.cli.read import read

    files = tuple(str(path) for path in samples.samples())
    ctx.invoke(read, files=files, page=page, fail_on="never")


def _check() -> None:
    from tidewaiter import demo as samples
    from tidewaiter.cases.assemble import assemble
    from tidewaiter.cli.inputs import Inputs
    from tidewaiter.law import load

    documents = list(Inputs(tuple(str(path) for path in samples.samples())))
    case = assemble(documents, load.default())
    prohibited = {f.measure for r in case.readings for f in r.findings if f.verdict == "prohibited"}
    wanted = set(samples.EXPECTED)
    if not wanted <= prohibited:
        click.echo(f"missing: {', '.join(sorted(wanted - prohibited))}", err=True)
        raise click.exceptions.Exit(1)
    click.echo(
        f"{len(documents)} reports, {len(case.stories)} stories, {len(prohibited)} measures prohibited: as expected"
    )
