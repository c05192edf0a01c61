"""``tidewaiter screen``: a small table of shipments against the measures, row by row."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli.read import FAIL_ON, _bytes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tidewaiter.law.apply import Assessment
    from tidewaiter.model import Event
    from tidewaiter.trade.rows import Rejected


@click.command()
@click.argument("file", metavar="FILE.csv")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a row.")
@click.option("--dates", type=click.Choice(["DMY", "MDY", "YMD"]), help="Order of day, month and year in dates.")
@click.option("--encoding", help="Encoding of the file, where it is neither UTF-8 nor UTF-16.")
@click.option(
    "--rejects", type=click.Path(path_type=Path, dir_okay=False), help="Write the rejected rows to this file."
)
@click.option("--all", "everything", is_flag=True, help="Print rows that touch no measure, too.")
@click.option(
    "--fail-on",
    type=FAIL_ON,
    default="prohibited",
    show_default=True,
    help="Exit with 1 when a finding is at or above this verdict.",
)
@click.option(
    "--regime",
    "folder",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="A folder with another regime.",
)
def screen(
    file: str,
    *,
    as_json: bool = False,
    dates: str | None = None,
    encoding: str | None = None,
    rejects: Path | None = None,
    everything: bool = False,
    fail_on: str = "prohibited",
    folder: Path | None = None,
) -> None:
    """Screen a table of shipments: which rows touch which measure, why, and what to ask.

    FILE.csv has a header with columns such as date, supplier_country, recipient_country, origin,
    item, hs, value, currency, quantity, unit, vessel (docs/guides/screen-a-table.md); - is stdin.
    """
    from tidewaiter.law import load
    from tidewaiter.screen import screen as judge
    from tidewaiter.trade.tables import read_table

    table = read_table(_bytes(file), path=file, dates=dates, encoding=encoding)  # type: ignore[arg-type]
    regime = load.load(folder) if folder else load.default()
    judged = [judge(event, regime) for event in table.events]
    shown = judged if everything or as_json else [(e, a) for e, a in judged if a.findings]
    for event, assessment in shown:
        click.echo(_json(event, assessment) if as_json else _prose(event, assessment))
    for note in table.notes:
        click.echo(f"note: {note}", err=True)
    if table.ignored:
        click.echo(f"note: columns not used: {', '.join(table.ignored)}", err=True)
    _report_rejects(table.rejects, rejects)
    counts = Counter(_gravest(assessment) for _, assessment in judged)
    click.echo(_summary(len(judged), len(table.rejects), counts), err=True)
    raise click.exceptions.Exit(_code(counts, len(table.rejects), fail_on))


def _gravest(assessment: Assessment) -> str:
    verdicts = [finding.verdict for finding in assessment.findings]
    return next((v for v in ("prohibited", "undetermined", "exempt") if v in verdicts), "not_covered")


def _code(counts: Counter[str], rejected: int, fail_on: str) -> int:
    graver = {"never": (), "prohibited": ("prohibited",), "undetermined": ("prohibited", "undetermined")}[fail_on]
    if any(counts[verdict] for verdict in graver):
        return 1
    return 3 if rejected else 0


def _summary(rows: int, rejected: int, counts: Counter[str]) -> str:
    parts = [f"{counts[v]} {v}" for v in ("prohibited", "undetermined", "exempt", "not_covered") if counts[v]]
    return f"{rows + rejected} rows: {', '.join(parts) or 'none read'}" + (f"; {rejected} rejected" if rejected else "")


def _json(event: Event, assessment: Assessment) -> str:
    from tidewaiter import codec

    line = {
        "row": event.evidence[0].row if event.evidence else None,
        "event": codec.event_json(event),
        "findings": [codec.finding_json(finding) for finding in assessment.findings],
        "also_relevant": [finding.measure for finding in assessment.also],
        "not_raised": [{"measure": item.measure, "needs": item.needs} for item in assessment.dormant],
        "notes": list(event.notes),
    }
    return codec.encode(line).decode()


def _prose(event: Event, assessment: Assessment) -> str:
    from tidewaiter.law.explain import explain

    row = event.evidence[0].row if event.evidence else "?"
    lines = [f"row {row}: {_told(event)}"]
    lines += [f"  note: {note}" for note in event.notes]
    for finding in assessment.findings:
        lines += [f"  {line}" for line in explain(finding).splitlines()]
    if not assessment.findings:
        lines.append("  no measure is touched by what is told")
    return "\n".join(lines)


def _told(event: Event) -> str:
    item = event.item.text if event.item and event.item.text else "goods not told"
    codes = ", ".join(code.code for code in event.hs if code.declared)
    supplier = (event.supplier or event.origin) and (event.supplier or event.origin)
    ends = [role.text or role.country or "?" for role in (supplier, event.recipient or event.destination) if role]
    day = event.date.value if event.date else "day not told"
    return f"{item}" + (f" (HS {codes})" if codes else "") + f", {' -> '.join(ends)}, {day}"


def _report_rejects(rejected: Sequence[Rejected], path: Path | None) -> None:
    for one in rejected:
        click.echo(f"rejected: {_rejected_line(one)}", err=True)
    if path:
        _write_rejects(rejected, path)


def _rejected_line(one: Rejected) -> str:
    where = f"{one.path}:{one.line}" + (f":{one.column}" if one.column else "")
    value = f", value {one.value!r}" if one.value is not None else ""
    return f"{one.what}\n  at {where}{value}" + (f"\n  hint: {one.hint}" if one.hint else "")


def _write_rejects(rejected: Sequence[Rejected], path: Path) -> None:
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["file", "line", "column", "value", "what", "hint"])
    writer.writerows([one.path, one.line, one.column, one.value, one.what, one.hint] for one in rejected)
    path.write_text(out.getvalue(), encoding="utf-8", newline="")
