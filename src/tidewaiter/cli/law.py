"""``tidewaiter law``: the regime as data, and applied to events written by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli.files import complain, say
from tidewaiter.cli.options import REGIME, regime_in
from tidewaiter.errors import InputError, TidewaiterError

if TYPE_CHECKING:
    from tidewaiter.law.cases import Outcome
    from tidewaiter.model.measure import Measure, Regime


@click.group()
def law() -> None:
    """List, show, check, test and apply the law."""


def _day(text: str | None) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError("not a day", value=text, hint="write it as 2024-02-18") from None


@law.command("list")
@click.option("--on", metavar="DATE", help="Only measures in force on this day (2024-02-18).")
@REGIME
def list_(on: str | None, folder: Path | None) -> None:
    """List the measures, one a line."""
    whole, day = regime_in(folder), _day(on)
    for measure in whole.measures:
        force = measure.in_force
        if day and not (force.since <= day and (force.until is None or day <= force.until)):
            continue
        until = force.until.isoformat() if force.until else ".."
        click.echo(f"{measure.id}\t{force.since}/{until}\t{measure.force}\t{measure.title}")


@law.command()
@click.argument("paragraph")
@REGIME
def show(paragraph: str, folder: Path | None) -> None:
    """Show one measure: PARAGRAPH is an id, or a short form such as 2397/7 or 1718/8aiii."""
    from tidewaiter.law.describe import describe

    regime = regime_in(folder)
    for measure in _found(paragraph, regime):
        click.echo(describe(measure, regime))


def _found(paragraph: str, regime: Regime) -> list[Measure]:
    folded = _fold(paragraph)
    hits = [m for m in regime.measures if folded in (_fold(m.id), _fold(m.resolution + m.paragraph))]
    if not hits:
        under = [m for m in regime.measures if folded and _fold(m.resolution + m.paragraph).startswith(folded)]
        known = ", ".join(f"{m.resolution}/{m.paragraph.replace(' ', '')}" for m in under[:8])
        hint = f"did you mean {known}?" if under else "see `tidewaiter law list`"
        raise InputError("no such measure", value=paragraph, hint=hint)
    return hits


def _fold(text: str) -> str:
    return "".join(c for c in text.lower().replace("unscr", "").replace("op", "") if c.isalnum())


@law.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True, file_okay=False))
def check(folder: Path) -> None:
    """Check a regime's FOLDER: every mistake is shown with file, line and column."""
    from tidewaiter.law import load

    regime = load.load(folder)
    click.echo(f"{regime.title}: {len(regime.measures)} measures, nothing wrong; sha256 {regime.sha256[:12]}")


@law.command("test")
@click.argument("tests", metavar="[FOLDER]", type=click.Path(path_type=Path, exists=True), required=False)
@REGIME
def test_(tests: Path | None, folder: Path | None) -> None:
    """Run the YAML tests in FOLDER, or in one file (default: those beside the measures)."""
    from tidewaiter.law import load

    where = tests or (folder or load.DATA / "un-dprk") / "tests"
    outcomes, errors = _run_all(where, regime_in(folder))
    failed = [outcome for outcome in outcomes if outcome.misses]
    for error in errors:
        complain(error)
    for outcome in failed:
        click.echo(f"FAILED {outcome.case.path}:{outcome.case.line}: {outcome.case.name}")
        for miss in outcome.misses:
            click.echo(f"  {miss}")
    click.echo(f"{len(outcomes) - len(failed)} passed, {len(failed) + len(errors)} failed")
    if failed or errors:
        raise click.exceptions.Exit(1)


def _run_all(where: Path, regime: Regime) -> tuple[list[Outcome], list[TidewaiterError]]:
    from tidewaiter.law.cases import read_cases, run
    from tidewaiter.screen import describe

    paths = sorted(where.rglob("*.yaml")) if where.is_dir() else [where]
    if not paths:
        raise InputError("no tests: the folder has no .yaml file", path=str(where))
    outcomes: list[Outcome] = []
    errors: list[TidewaiterError] = []
    for path in paths:
        try:
            cases, wrong = read_cases(path)
        except TidewaiterError as error:
            cases, wrong = (), (error,)
        errors += wrong
        outcomes += [run(case, regime, classify=describe) for case in cases]
    return outcomes, errors


@law.command()
@click.option("--markdown", is_flag=True, help="The whole table as the page docs/coverage.md.")
@REGIME
def coverage(folder: Path | None, *, markdown: bool) -> None:
    """Say of every paragraph whether it is modelled, and why not."""
    from tidewaiter.law import coverage as table

    regime = regime_in(folder)
    if markdown:
        click.echo(table.page(regime), nl=False)
        return
    for line in table.coverage(regime):
        click.echo(f"{line.measure}\t{line.way}\t{line.basis}\t{line.why}")


@law.command("apply")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a case.")
@click.option("--all", "everything", is_flag=True, help="Show the measures that were not raised, too.")
@REGIME
def apply_(file: Path, folder: Path | None, *, as_json: bool, everything: bool) -> None:
    """Apply the law to events written by hand in FILE (YAML, the shape of the tests)."""
    from tidewaiter.law.cases import read_cases, run
    from tidewaiter.screen import describe

    cases, errors = read_cases(file)
    regime = regime_in(folder)
    for note in (note for case in cases for note in case.notes):
        say(f"note: {note}")
    for case in cases:
        outcome = run(case, regime, classify=describe)
        click.echo(_json(outcome) if as_json else _prose(outcome, everything=everything))
        for miss in outcome.misses:
            say(f"{case.name}: {miss}")
    for error in errors:
        complain(error)
    if errors:
        click.echo(f"{len(errors)} of {len(errors) + len(cases)} cases rejected", err=True)
        raise click.exceptions.Exit(3 if cases else 2)


def _json(outcome: Outcome) -> str:
    from tidewaiter import codec

    assessment = outcome.assessment
    line = {
        "name": outcome.case.name,
        "findings": [codec.finding_json(finding) for finding in assessment.findings],
        "also_relevant": [finding.measure for finding in assessment.also],
        "not_raised": [{"measure": item.measure, "needs": item.needs} for item in assessment.dormant],
        "notes": list(outcome.case.notes),
    }
    return codec.encode(line).decode()


def _prose(outcome: Outcome, *, everything: bool) -> str:
    from dataclasses import replace

    from tidewaiter.law.explain import summarise

    assessment = outcome.assessment if everything else replace(outcome.assessment, dormant=())
    text = f"# {outcome.case.name}\n{summarise(assessment)}\n"
    hidden = len(outcome.assessment.dormant)
    return text if everything or not hidden else f"{text}({hidden} measures not raised; --all names them)\n"
