"""``tidewaiter mirror``: trade statistics of the target's partners against the bans, month by month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli.files import complain, say, source_at, terminal
from tidewaiter.cli.options import FAIL_ON, REGIME, reaches, regime_in
from tidewaiter.cli.rejects import fault

if TYPE_CHECKING:
    from tidewaiter.checks.asymmetry import Books
    from tidewaiter.checks.statistics import Judged
    from tidewaiter.law.ledger import Count
    from tidewaiter.model.measure import Regime
    from tidewaiter.trade.mirror import Figure, Flow
    from tidewaiter.trade.sheets import Rejected, Sheet, Source

_LISTED = 20
_SOUTH = "KR"


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for every row with the target.")
@click.option("--both", is_flag=True, help="Hold both partners' reports of every flow in the files side by side.")
@click.option("--encoding", help="Encoding of a text, where it is neither UTF-8 nor UTF-16.")
@FAIL_ON
@REGIME
def mirror(
    files: tuple[str, ...],
    *,
    as_json: bool = False,
    both: bool = False,
    encoding: str | None = None,
    fail_on: str = "prohibited",
    folder: Path | None = None,
) -> None:
    """Hold trade statistics against the bans in force, month by month and in both directions.

    FILE is an extract of UN Comtrade or a table like it, with reporter, partner, flow, period
    and commodity code (docs/guides/read-the-mirror.md); - is stdin. The State under sanctions
    reports nothing, so its partners' figures are its mirror.
    """
    from tidewaiter.checks.asymmetry import books
    from tidewaiter.screen import judge_flows as judge
    from tidewaiter.trade.forms import open_sheets

    law = regime_in(folder)
    read = _Read([], [], Counter())
    for source in _each_once(files):
        for sheet in open_sheets(source, encoding=encoding):
            _take(sheet, law, read, both=both)
    judged, caps = judge(read.flows, law)
    told = books(read.figures)
    named = len(files) > 1
    _print(judged, caps, told, law, as_json=as_json, named=named)
    if both:
        _print_pairs(told, law, as_json=as_json, named=named)
    _report(judged, read.counts)
    raise click.exceptions.Exit(_code(judged, read.counts, fail_on))


@dataclass(slots=True)
class _Read:
    """The lines with the target, what is kept of those that are only compared, and how many there are of each kind."""

    flows: list[Flow]
    figures: list[Figure]
    counts: Counter[str]


def _each_once(files: tuple[str, ...]) -> Iterator[Source]:
    """The files; one that has the bytes of an earlier one is told and left out."""
    seen: dict[str, str] = {}
    for file in files:
        source = source_at(file)
        digest = _digest(source)
        if digest in seen:
            say(f"note: {source.name} has the bytes of {seen[digest]}: read once")
            continue
        seen[digest] = source.name
        yield source


def _digest(source: Source) -> str:
    import hashlib

    found = hashlib.sha256()
    with source.open() as stream:
        while block := stream.read(1 << 20):
            found.update(block)
    return found.hexdigest()


def _take(sheet: Sheet, law: Regime, read: _Read, *, both: bool) -> None:
    """The rows that have to do with the target, and those of the South or of all that are compared with them."""
    from tidewaiter.trade.mirror import Flow, figure_of, is_wide, read_flows

    for note in sheet.notes:
        say(f"note: {note}")
    if is_wide(sheet.headers):
        say("note: values under years and months are printed as US dollars, which the table does not say")
    for outcome in read_flows(sheet):
        read.counts["rows"] += 1
        if outcome is None:
            read.counts["sums"] += 1
        elif not isinstance(outcome, Flow):
            _reject(outcome, read.counts)
        else:
            _keep(outcome, figure_of(outcome), law, read, both=both)


def _keep(flow: Flow, figure: Figure, law: Regime, read: _Read, *, both: bool) -> None:
    ends = (flow.partner, flow.reporter)
    if flow.area is not None:
        read.counts["areas"] += 1
    elif flow.partner is None or law.target in ends:
        read.flows.append(flow)
    if both or flow.area is not None or law.target in ends or _SOUTH in ends:
        read.figures.append(figure)


def _reject(one: Rejected, counts: Counter[str]) -> None:
    counts["rejected"] += 1
    if counts["rejected"] <= _LISTED:
        complain(fault(one), "rejected")


def _print(
    judged: tuple[Judged, ...], caps: tuple[Count, ...], told: Books, law: Regime, *, as_json: bool, named: bool
) -> None:
    from tidewaiter import codec
    from tidewaiter.checks.asymmetry import of_the_south
    from tidewaiter.checks.statistics import lines, outside
    from tidewaiter.export import caps as export_caps
    from tidewaiter.export import mirror as export
    from tidewaiter.export.remarks import count_json
    from tidewaiter.export.terminal import Pen

    if as_json:
        for one in judged:
            click.echo(codec.encode(export.row_json(one)))
        for cap in caps:
            click.echo(codec.encode({"cap": count_json(cap)}))
        return
    pen = Pen(*terminal())
    for line in lines(judged):
        south = tuple(of_the_south(line.flows, told)) if line.look_alike else ()
        click.echo(export.text(line, law.target, pen, south=south, named=named))
        click.echo()
    for cap in caps:
        click.echo(export_caps.text(cap, pen))
        click.echo()
    for left in outside(judged, law.target):
        click.echo(export.text_outside(left, law.target, pen))


def _print_pairs(told: Books, law: Regime, *, as_json: bool, named: bool) -> None:
    from tidewaiter import codec
    from tidewaiter.checks.asymmetry import pairs
    from tidewaiter.export import mirror as export
    from tidewaiter.export.terminal import Pen

    pen = Pen(*terminal())
    found = pairs(told, law.target)
    for pair in found:
        if as_json:
            click.echo(codec.encode({"pair": export.pair_json(pair)}))
        elif pair.said != "alike" or pair.returned:
            click.echo(export.text_pair(pair, pen, named=named))
            click.echo()
    said = Counter(pair.said for pair in found)
    say(", ".join(f"{number} pairs {kind}" for kind, number in sorted(said.items())) or "no pairs")


def _report(judged: tuple[Judged, ...], counts: Counter[str]) -> None:
    """On stderr: how many rows there were, and what became of them."""
    if counts["rejected"] > _LISTED:
        say(f"rejected: and {counts['rejected'] - _LISTED:,} more")
    found = Counter(finding.verdict for one in judged if one.flow.told for finding in one.findings)
    doubtful = sum(any(remark.readings for remark in one.remarks) for one in judged)
    parts = [f"{counts['rows']} rows", f"{len(judged)} with the target"]
    parts += [f"{counts['sums']} sums left out"] if counts["sums"] else []
    parts += [f"{counts['areas']} of areas that are no State"] if counts["areas"] else []
    parts += [f"{counts['rejected']} rejected"] if counts["rejected"] else []
    parts += [f"{number} findings {verdict}" for verdict, number in sorted(found.items())]
    parts += [f"{doubtful} with a doubt which Korea is meant"] if doubtful else []
    say(", ".join(parts))


def _code(judged: tuple[Judged, ...], counts: Counter[str], fail_on: str) -> int:
    if counts["rows"] == counts["rejected"]:
        if not counts["rows"]:
            say("error: the files have no row below their headers")
        return 2
    if reaches((finding.verdict for one in judged for finding in one.findings), fail_on):
        return 1
    return 3 if counts["rejected"] else 0
