"""Builds the package with its text-to-HS modules compiled, for whoever reads millions of distinct texts.

    python tools/native.py [--into FOLDER]

FOLDER (``build/native`` if none is named) gets a copy of the package in which the modules below are native code; with
``PYTHONPATH=FOLDER`` it is used instead of the installed one. The modules are compiled as they stand by mypyc, which
comes with mypy and needs a C compiler; there is no second source, and without this tool everything is interpreted. The
answers are the same. Build anew after every change of the code; the words (YAML) may be changed freely.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = "tidewaiter"
# What each text passes through. The rest runs once for a word or once for a process.
HOT = ("tokens", "terms", "desk", "phrases", "heads", "order", "drafts", "evidence", "suggest", "classify")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--into", metavar="FOLDER", type=Path, default=ROOT / "build" / "native")
    folder: Path = parser.parse_args().into
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(ROOT / "src" / PACKAGE, folder / PACKAGE, ignore=shutil.ignore_patterns("__pycache__", "*.so"))
    compiled(folder)
    sys.stdout.write(f"compiled {len(HOT)} modules; use them with PYTHONPATH={folder}\n")


def compiled(folder: Path) -> None:
    """Compiles the modules in place in the copy under ``folder``."""
    modules = [str(Path(PACKAGE) / "goods" / f"{name}.py") for name in HOT]
    command = [sys.executable, "-m", "mypyc", "--ignore-missing-imports", *modules]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stdout[-2000:] + done.stderr[-2000:])
    shutil.rmtree(folder / "build", ignore_errors=True)


if __name__ == "__main__":
    main()
