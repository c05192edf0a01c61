"""How long the program takes to start, beside the bare interpreter in the same run.

    python benchmarks/start.py [--runs 15]

Prints the median of whole processes in milliseconds: a bare interpreter, importing the
package, and `tidewaiter --version`.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

COMMANDS = {
    "bare interpreter": [sys.executable, "-c", "pass"],
    "import tidewaiter": [sys.executable, "-c", "import tidewaiter"],
    "tidewaiter --version": [sys.executable, "-c", "from tidewaiter.cli import main; main()", "--version"],
}


def measure(runs: int) -> dict[str, float]:
    """The median wall time of each command, the commands taking turns."""
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(runs + 1):
        for name, command in COMMANDS.items():
            started = time.perf_counter()
            subprocess.run(command, check=True, capture_output=True)
            times[name].append(1000 * (time.perf_counter() - started))
    return {name: statistics.median(spent[1:]) for name, spent in times.items()}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=15)
    found = measure(parser.parse_args().runs)
    bare = found["bare interpreter"]
    for name, spent in found.items():
        print(f"{name:24} {spent:7.1f} ms   {spent - bare:6.1f} ms over the interpreter   ratio {spent / bare:.2f}")


if __name__ == "__main__":
    main()
