"""Writes the files that the fuzzing starts from.

    python fuzz/seeds.py FOLDER

Each kind gets a folder of its own; ``any`` has all of them.
"""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

MAKING = Path(__file__).resolve().parents[1] / "tests" / "reports" / "readers" / "making.py"


def main(folder: Path) -> None:
    for kind, files in runpy.run_path(str(MAKING))["seeds"]().items():
        for place in (kind, "any"):
            (folder / place).mkdir(parents=True, exist_ok=True)
            for number, data in enumerate(files):
                (folder / place / f"{kind}-{number}").write_bytes(data)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
