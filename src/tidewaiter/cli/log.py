"""``tidewaiter log``: what the log of screenings holds, and whether it is as it was written."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from tidewaiter.cli import parties
from tidewaiter.cli.files import say
from tidewaiter.cli.parties import counted
from tidewaiter.errors import InputError, visible


@click.group()
def log() -> None:
    """Verify and show the log that `tidewaiter match --log FILE` keeps: every query, hits and no hits."""


@log.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--head", "kept", metavar="LINES:SHA256", help="The end of the log as it was kept elsewhere.")
def verify(file: Path, *, kept: str | None) -> None:
    """Tell the first place at which the log was tampered with; exit with 1 where it was.

    Each line holds the hash of the one before; a line changed, taken out, put in or moved shows.
    Lines cut off at the end show against the head beside the file, or against one kept elsewhere.
    """
    from tidewaiter.engine.parties import chain

    head, fault = chain.verify(file, kept=chain.head_from(kept) if kept else None)
    if fault is not None:
        click.echo(f"{visible(str(file))}:{fault.line}: {visible(fault.what)}")
        raise click.exceptions.Exit(1)
    click.echo(f"{visible(str(file))}: {counted(head.count, 'line')}, unchanged; head {head}")


@log.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--run", "run", metavar="RUN", help="The answers of this run, too.")
@click.option("--json", "as_json", is_flag=True, help="The lines as they are.")
def show(file: Path, *, run: str | None, as_json: bool) -> None:
    """Show the runs of a log: when, by whom, on which lists, how many records, hits and no hits."""
    from tidewaiter.engine.parties import chain

    parties.refuse_absent(file)
    going, seen = dict[str, int](), False
    for told in chain.records(file):
        name = str(told.get("run", ""))
        if run is not None and name != run:
            continue
        going[name] = going.get(name, 0) + (told.get("record") == "answer")
        if as_json:
            from tidewaiter.codec import encode

            click.echo(encode(told))
        elif told.get("record") != "answer" or run is not None:
            click.echo(visible(_prose(told)))
        if told.get("record") == "end":
            del going[name]
            seen = True
    for name, count in going.items():
        say(f"note: the run {name} has no end: it was stopped behind {counted(count, 'answer')}, or still goes on")
    if run is not None and not seen and not going:
        raise InputError("no such run in the log", path=str(file), value=run, hint="`log show FILE` names its runs")
    _, fault = chain.verify(file)
    if fault is not None:
        say(f"warning: the log was tampered with at line {fault.line}: {fault.what}")
        raise click.exceptions.Exit(1)


def _prose(told: dict[str, Any]) -> str:
    kind = told.get("record")
    if kind == "run":
        lists = ", ".join(f"{one['id']} {one['date']}" for one in told["lists"])
        after = f", going on behind record {told['after']:,}" if told["after"] else ""
        who = told["by"] or "nobody named"
        return f"run {told['run']}  {told['at']}  by {who}  {told['input']}{after}; lists: {lists}"
    if kind == "end":
        sums = ", ".join(f"{told.get(name, 0):,} {name}" for name in ("records", "matched", "cleared", "refused"))
        return f"end {told['run']}  {told['at']}  {sums}"
    if kind == "answer":
        return _answer(told)
    return str(told)


def _answer(told: dict[str, Any]) -> str:
    query = told.get("query")
    name = query if isinstance(query, str) else " / ".join((query or {}).get("name", [])) or told.get("key", "")
    if "refused" in told:
        return f"  {told['number']}  {name}: refused, {told['refused']}"
    hits = ", ".join(f"{one['id']} {one['score']:.4f}" for one in told["matches"]) or "no match"
    cleared = ", ".join(one["id"] for one in told["cleared"])
    return f"  {told['number']}  {name}: {hits}{f'; cleared: {cleared}' if cleared else ''}"
