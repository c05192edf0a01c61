"""``tidewaiter selftest``: the loaded lists tried on themselves."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli import parties
from tidewaiter.cli.files import say
from tidewaiter.cli.lines import progress
from tidewaiter.cli.parties import LISTS, ON, THRESHOLD, counted
from tidewaiter.errors import visible

if TYPE_CHECKING:
    from tidewaiter.engine.parties.listed import Listed
    from tidewaiter.engine.parties.selftest import Outcome
    from tidewaiter.model.party import Party


@click.command()
@LISTS
@ON
@click.option("--sample", type=click.IntRange(1), help="How many entries are tried (default: all).")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed tries the same.")
@click.option("--strangers", type=click.IntRange(0), default=1000, show_default=True,
              help="Names on no list that are made and asked for, of persons and of organisations each.")  # fmt: skip
@click.option("--hide-scripts", is_flag=True, help="Also ask for names in other scripts of lists without them.")
@click.option("--clean", metavar="FILE", help="A file of your own names that should not match, such as good customers.")
@THRESHOLD
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def selftest(
    *,
    lists: Path | None,
    on: date | None,
    sample: int | None,
    seed: int,
    strangers: int,
    hide_scripts: bool,
    clean: str | None,
    threshold: float | None,
    as_json: bool,
) -> None:
    """Ask for every entry of the lists under what befalls names, and for names on no list.

    Tells how many entries are found, how many stand first, and how many false alerts there are of a
    thousand names (docs/concepts/parties-screening.md says what these figures mean and what not).
    """
    from tidewaiter.engine.parties import selftest as engine

    listed = parties.opens(parties.index_of(lists, on))()
    with _bare(listed) if hide_scripts else nullcontext() as bare:
        found = engine.selftest(
            listed,
            sample=sample,
            seed=seed,
            threshold=threshold,
            strangers=strangers,
            clean=_clean(clean) if clean else None,
            bare=bare,
            progress=progress(),
        )
    if as_json:
        from tidewaiter.codec import encode
        from tidewaiter.engine.parties.answer import editions, shipped_threshold

        told = {
            "lists": editions(listed.lists),
            "seed": seed,
            "threshold": shipped_threshold() if threshold is None else threshold,
            **_plain(found),
        }
        click.echo(encode(told))
        return
    click.echo(
        f"lists: {visible(parties.lists_told(listed))}; {found.entries:,} of {counted(found.of, 'entry', 'entries')}"
    )
    for line in (*_recall(found), "", *_alerts(found)):
        click.echo(visible(line))


@contextmanager
def _bare(listed: Listed) -> Iterator[Listed]:
    """The lists without names in other scripts, in an index that is gone afterwards."""
    from tidewaiter.engine.parties.index import open_fresh
    from tidewaiter.engine.parties.selftest import latin

    with tempfile.TemporaryDirectory(prefix="tidewaiter-") as folder:
        yield open_fresh(latin(listed), Path(folder))


def _clean(file: str) -> Iterator[Party]:
    """The parties of a file of clean names; those that cannot be read are counted on stderr."""
    from tidewaiter.cli.match import opened, table_of
    from tidewaiter.engine.parties.record import Record
    from tidewaiter.engine.parties.tables import Asked

    refused = 0
    with opened(file) as stream:
        table = table_of(stream, file, Asked())
        for one in table.records:
            if isinstance(one, Record):
                yield one.query
            else:
                refused += 1
    if refused:
        say(f"note: {counted(refused, 'record')} of {file} could not be read; `tidewaiter match --file` says why")


def _plain(found: Outcome) -> dict[str, object]:
    recall = [
        {
            "mutation": what,
            "kind": kind,
            "asked": one.asked,
            "found": one.found,
            "first": one.first,
            "wrong_first": one.wrong,
            "refused": one.refused,
            "recall": round(one.found / one.asked, 4),
            "recall_at_1": round(one.first / one.asked, 4),
            "missed": [{"query": text, "id": party} for text, party in one.missed],
        }
        for (what, kind), one in found.tallies.items()
    ]
    alerts = [
        {
            "names": what,
            "asked": one.asked,
            "alerts": one.alerts,
            "per_thousand": round(1000 * one.alerts / one.asked, 2) if one.asked else None,
            "likeliest": [{"query": q, "name": name, "score": round(score, 6)} for q, name, score in one.worst],
        }
        for what, one in found.alerts.items()
    ]
    return {"entries": found.entries, "of": found.of, "recall": recall, "alerts": alerts}


def _recall(found: Outcome) -> Iterator[str]:
    yield f"{'written with':<20} {'kind':<13} {'asked':>7} {'found':>8} {'first':>8} {'wrong first':>12}"
    for (what, kind), one in found.tallies.items():
        shares = (one.found / one.asked, one.first / one.asked, one.wrong / one.asked)
        yield f"{what:<20} {kind:<13} {one.asked:>7,} {shares[0]:>8.2%} {shares[1]:>8.2%} {shares[2]:>12.2%}"
    own = [one for (what, _), tally in found.tallies.items() if what == "exact" for one in tally.missed]
    yield from (f"not found under its own name: {text} ({party})" for text, party in own)


def _alerts(found: Outcome) -> Iterator[str]:
    for what, one in found.alerts.items():
        if not one.asked:
            continue
        yield f"{what}: {one.alerts:,} alerts of {one.asked:,}, {1000 * one.alerts / one.asked:.1f} of a thousand"
        yield from (f"  {score:.4f}  {query}  taken for  {name}" for query, name, score in one.worst[:3])
