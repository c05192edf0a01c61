"""``tidewaiter mirror``: trade statistics of the target's partners against the bans, month by month."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli.files import complain, say, source_at, terminal
from tidewaiter.cli.options import FAIL_ON, REGIME, reaches, regime_in
from tidewaiter.cli.rejects import fault

if TYPE_CHECKING:
    from tidewaiter.checks.statistics import Judged
    from tidewaiter.law.ledger import Count
    from tidewaiter.model.measure import Regime
    from tidewaiter.trade.mirror import Flow
    from tidewaiter.trade.sheets import Rejected, Sheet

_LISTED = 20


@click.command()
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON for every row with the target.")
@click.option("--encoding", help="Encoding of a text, where it is neither UTF-8 nor UTF-16.")
@FAIL_ON
@REGIME
def mirror(
    files: tuple[str, ...],
    *,
    as_json: bool = False,
    encoding: str | None = None,
    fail_on: str = "prohibited",
    folder: Path | None = None,
) -> None:
    """Hold trade statistics against the bans in force, month by month and in both directions.

    FILE is an extract of UN Comtrade or a table like it, with reporter, partner, flow, period
    and commodity code (docs/guides/read-the-mirror.md); - is stdin. The State under sanctions
    reports nothing, so its partners' figures are its mirror.
    """
    from tidewaiter.screen import judge_flows as judge
    from tidewaiter.trade.forms import open_sheets

    law = regime_in(folder)
    flows: list[Flow] = []
    counts: Counter[str] = Counter()
    for file in files:
        for sheet in open_sheets(source_at(file), encoding=encoding):
            flows += _of_target(sheet, law, counts)
    judged, caps = judge(flows, law)
    _print(judged, caps, law, as_json=as_json)
    _report(judged, counts)
    raise click.exceptions.Exit(_code(judged, counts, fail_on))


def _of_target(sheet: Sheet, law: Regime, counts: Counter[str]) -> list[Flow]:
    """The rows that have to do with the target; the others are counted."""
    from tidewaiter.trade.mirror import Flow, read_flows

    found = []
    for note in sheet.notes:
        say(f"note: {note}")
    for outcome in read_flows(sheet):
        counts["rows"] += 1
        if outcome is None:
            counts["sums"] += 1
        elif not isinstance(outcome, Flow):
            _reject(outcome, counts)
        elif outcome.partner in (law.target, None) or outcome.reporter == law.target:
            found.append(outcome)
    return found


def _reject(one: Rejected, counts: Counter[str]) -> None:
    counts["rejected"] += 1
    if counts["rejected"] <= _LISTED:
        complain(fault(one), "rejected")


def _print(judged: tuple[Judged, ...], caps: tuple[Count, ...], law: Regime, *, as_json: bool) -> None:
    from tidewaiter import codec
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
        click.echo(export.text(line, law.target, pen))
        click.echo()
    for cap in caps:
        click.echo(export_caps.text(cap, pen))
        click.echo()
    for left in outside(judged, law.target):
        click.echo(export.text_outside(left, law.target, pen))


def _report(judged: tuple[Judged, ...], counts: Counter[str]) -> None:
    """On stderr: how many rows there were, and what became of them."""
    if counts["rejected"] > _LISTED:
        say(f"rejected: and {counts['rejected'] - _LISTED:,} more")
    found = Counter(finding.verdict for one in judged for finding in one.findings)
    doubtful = sum(any(remark.readings for remark in one.remarks) for one in judged)
    parts = [f"{counts['rows']} rows", f"{len(judged)} with the target"]
    parts += [f"{counts['sums']} sums left out"] if counts["sums"] else []
    parts += [f"{counts['rejected']} rejected"] if counts["rejected"] else []
    parts += [f"{number} findings {verdict}" for verdict, number in sorted(found.items())]
    parts += [f"{doubtful} with a doubt which Korea is meant"] if doubtful else []
    say(", ".join(parts))


def _code(judged: tuple[Judged, ...], counts: Counter[str], fail_on: str) -> int:
    if counts["rows"] == counts["rejected"]:
        return 2
    if reaches((finding.verdict for one in judged for finding in one.findings), fail_on):
        return 1
    return 3 if counts["rejected"] else 0
