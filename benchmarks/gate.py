"""The quality gate: runs the benchmarks of gate.yaml and fails where a figure falls below its floor.

    python benchmarks/gate.py [--corpora FOLDER] [--only NAME]

Annotated reports lie beside the checkout; open corpora in the folder of --corpora, as git directories or
checkouts named like their repositories. What is absent is left out, and that is said: it counts neither way.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import yaml

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Check:
    """One benchmark: its command, what it needs, and the floor, or for an error the ceiling, of each figure."""

    name: str
    command: list[str]
    needs: Path
    floors: dict[str, float]
    ceilings: dict[str, float]


def checks(corpora: Path) -> list[Check]:
    """The benchmarks of gate.yaml, the folders put in."""
    told = yaml.safe_load((HERE / "gate.yaml").read_text(encoding="utf-8"))
    return [
        Check(
            name,
            [part.format(corpora=corpora) for part in one["command"]],
            Path(one["needs"].format(corpora=corpora)),
            one.get("floors", {}),
            one.get("ceilings", {}),
        )
        for name, one in told.items()
    ]


def run(check: Check) -> dict[str, float]:
    """The figures of one benchmark."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "figures.json"
        script, *options = check.command
        command = [sys.executable, str(HERE / script), *options, "--figures", str(out)]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{check.name}: the benchmark broke\n{done.stderr[-2000:]}")
        figures: dict[str, float] = json.loads(out.read_text(encoding="utf-8"))
        return figures


def below(check: Check) -> list[str]:
    """Prints each figure beside its floor; gives those that have fallen below it, or are gone."""
    figures = run(check)
    fallen = []
    bounds = [(name, bound, 1) for name, bound in check.floors.items()]
    bounds += [(name, bound, -1) for name, bound in check.ceilings.items()]
    for name, bound, way in bounds:
        value = figures.get(name)
        good = value is not None and value * way >= bound * way
        shown = "gone" if value is None else f"{value:.3f}"
        print(f"  {'ok  ' if good else 'LOW '} {name:36} {shown}  {'floor' if way > 0 else 'ceiling'} {bound}")
        if not good:
            fallen.append(f"{check.name}: {name}")
    return fallen


def main() -> None:
    """Runs all; exit code 1 where a figure is below its floor."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--corpora", type=Path, default=HERE.parent / "build" / "corpora")
    options.add_argument("--only", help="one benchmark by its name")
    given = options.parse_args()
    fallen: list[str] = []
    for check in checks(given.corpora):
        if given.only not in (None, check.name):
            continue
        if not check.needs.exists():
            print(f"{check.name}: left out, {check.needs.name} is not there")
            continue
        print(f"{check.name}:", flush=True)
        fallen += below(check)
    if fallen:
        sys.exit("below the floor: " + "; ".join(fallen))


if __name__ == "__main__":
    main()
