"""From a fresh process to the first answer about a party, with the index saved; and what building the index takes.

    python benchmarks/parties_start.py [--lists FOLDER] [--runs 9] [--nomenklatura PYTHON]

FOLDER holds list files of any form that is known, by default those beside the checkout (some 90,000 names). First the
index is built from the files in a process of its own (time, peak memory, size on disk). Then by turns, whole processes:
a bare interpreter, `tidewaiter match NAME --lists FOLDER`, the first answer by the library alone (`open_index`, one
`Matcher.match`), with `--nomenklatura PYTHON` (an interpreter that has it) its first comparison of two names. Wall
and CPU time and peak memory, medians of the runs; the first turn is not counted. Prints a line of JSON for each figure,
then a table.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import figures

LISTS = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "lists"
NAME = "Paek Chang-Ho"
BUILD = """
import sys
from pathlib import Path
from tidewaiter.engine.parties.index import opened
matcher = opened(Path(sys.argv[1]))
parties = list(matcher.parties())
print(len(parties), sum(len(party.names) for party in parties))
"""
FOLDER = """
import sys
from pathlib import Path
from tidewaiter.engine.parties.index import prepared
print(prepared(Path(sys.argv[1])))
"""
ASK = """
import sys
from pathlib import Path
from tidewaiter.model.party import Name, Party
from tidewaiter.parties.matching.matcher import open_index
matches = open_index(Path(sys.argv[1])).match(Party("query", (Name(sys.argv[2]),), "person"))
assert matches
"""
PROGRAM = "from tidewaiter.cli import main; main()"


@dataclass(frozen=True, slots=True)
class Spent:
    """What a whole process took: wall and CPU time in seconds, peak memory in MB; and what it said."""

    wall: float
    processor: float
    memory: float
    said: str


def run(command: list[str], environment: dict[str, str]) -> Spent:
    """Runs a whole process."""
    with tempfile.TemporaryFile() as out:
        begun = time.perf_counter()
        started = subprocess.Popen(command, stdout=out, stderr=subprocess.PIPE, env=environment)
        assert started.stderr
        said = started.stderr.read().decode(errors="replace")
        _, status, usage = os.wait4(started.pid, 0)
        spent = time.perf_counter() - begun
        started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode:
            sys.exit(f"{command[1:3]}: broke\n{said[-2000:]}")
        out.seek(0)
        return Spent(spent, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, out.read().decode())


def built(lists: Path, environment: dict[str, str]) -> tuple[dict[str, float], Path]:
    """What building the index took, and where it lies."""
    spent = run([sys.executable, "-c", BUILD, str(lists)], environment)
    parties, names = map(int, spent.said.split())
    folder = Path(run([sys.executable, "-c", FOLDER, str(lists)], environment).said.strip())
    size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
    told = {"build s": spent.wall, "build CPU s": spent.processor, "build MB": spent.memory, "on disk MB": size}
    return {**told, "parties": parties, "names": names}, folder


def commands(lists: Path, index: Path, python: Path | None) -> dict[str, list[str]]:
    """The processes that take turns."""
    found = {
        "bare interpreter": [sys.executable, "-c", "pass"],
        "tidewaiter match": [sys.executable, "-c", PROGRAM, "match", NAME, "--kind", "person", "--lists", str(lists)],
        "library": [sys.executable, "-c", ASK, str(index), NAME],
    }
    if python:
        found["nomenklatura logic-v2"] = [str(python), str(Path(__file__).with_name("parties_anchor.py")), "start"]
    return found


def main() -> None:
    """Builds, then measures by turns."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--lists", type=Path, default=LISTS)
    options.add_argument("--runs", type=int, default=9)
    options.add_argument("--nomenklatura", type=Path, metavar="PYTHON", help="an interpreter that has nomenklatura")
    figures.option(options)
    given = options.parse_args()
    if not given.lists.exists():
        print(f"left out: {given.lists.name} is not there", file=sys.stderr)
        return
    with tempfile.TemporaryDirectory() as cache:
        environment = {**os.environ, "XDG_CACHE_HOME": cache}
        told, index = built(given.lists, environment)
        kept: dict[str, list[Spent]] = {}
        for turn in range(given.runs + 1):
            for name, command in commands(given.lists, index, given.nomenklatura).items():
                if name.startswith("nomenklatura") and turn > 3:
                    continue
                spent = run(command, environment)
                if turn:
                    kept.setdefault(name, []).append(spent)
    for name, runs in kept.items():
        told[f"{name} s"] = statistics.median(one.wall for one in runs)
        told[f"{name} CPU s"] = statistics.median(one.processor for one in runs)
        told[f"{name} MB"] = statistics.median(one.memory for one in runs)
    for name, value in told.items():
        print(json.dumps({"figure": name, "value": round(value, 3)}))
    print(f"\n{'':24} {'wall s':>8} {'CPU s':>8} {'MB':>6}   times the bare interpreter")
    for name in kept:
        times = told[f"{name} s"] / told["bare interpreter s"]
        spent_ = f"{told[f'{name} s']:8.3f} {told[f'{name} CPU s']:8.3f} {told[f'{name} MB']:6.0f}"
        print(f"{name:24} {spent_}   {times:.1f}")
    built_in = f"{told['build s']:.0f} s ({told['build CPU s']:.0f} s CPU), {told['build MB']:.0f} MB"
    print(f"built in {built_in}; {told['on disk MB']:.0f} MB on disk")
    figures.write(given.figures, told)


if __name__ == "__main__":
    main()
