"""Compiles the matcher's kernel where there is a C compiler; without one it runs interpreted, with the same answers.

``TIDEWAITER_KERNEL=python`` in the environment leaves it interpreted.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

KERNEL = Path("src/tidewaiter/parties/matching/kernel.py")
SETUP = """
from Cython.Build import cythonize
from setuptools import Extension, setup
one = Extension("tidewaiter.parties.matching.kernel", ["tidewaiter/parties/matching/kernel.py"])
rules = {"language_level": 3, "boundscheck": False, "wraparound": False, "initializedcheck": False}
rules["annotation_typing"] = False  # the types of C stand in kernel.pxd
setup(name="kernel", ext_modules=cythonize([one], compiler_directives=rules, build_dir="build"))
"""


class KernelHook(BuildHookInterface):  # type: ignore[type-arg]
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if self.target_name != "wheel" or os.environ.get("TIDEWAITER_KERNEL") == "python":
            return
        source = Path(self.root) / KERNEL
        for old in _built(source.parent):
            old.unlink()
        done = subprocess.run(
            [sys.executable, "-c", SETUP, "build_ext", "--inplace"],
            cwd=Path(self.root) / "src",
            capture_output=True,
            text=True,
            check=False,
        )
        built = _built(source.parent)
        if done.returncode or not built:
            self.app.display_warning("no C compiler for the matcher's kernel; it will run interpreted")
            return
        build_data["pure_python"] = False
        build_data["infer_tag"] = True
        build_data["artifacts"] += [str(one.relative_to(self.root)) for one in built]


def _built(folder: Path) -> list[Path]:
    """The compiled kernel of any version and platform that stands there."""
    return sorted(one for suffix in ("so", "pyd") for one in folder.glob(f"kernel.*.{suffix}"))
