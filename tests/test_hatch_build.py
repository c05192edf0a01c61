"""The hook that compiles the kernel: what it leaves behind, and takes away, in a folder of its own."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

HOOK = Path(__file__).resolve().parents[1] / "hatch_build.py"
INTERFACE = "hatchling.builders.hooks.plugin.interface"


@pytest.fixture
def hook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The hook, at work in an empty tree; of the builder only what the hook is made of."""
    if not HOOK.is_file():
        pytest.skip("not in a checkout")
    parts = INTERFACE.split(".")
    for count in range(1, len(parts) + 1):
        stub = ModuleType(".".join(parts[:count]))
        stub.__dict__["BuildHookInterface"] = object
        monkeypatch.setitem(sys.modules, stub.__name__, stub)
    monkeypatch.delenv("TIDEWAITER_KERNEL", raising=False)
    spec = importlib.util.spec_from_file_location("hatch_build", HOOK)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / module.KERNEL.parent).mkdir(parents=True)
    made = module.KernelHook()
    made.root, made.target_name = str(tmp_path), "wheel"
    made.app = SimpleNamespace(display_warning=lambda text: None)
    made.folder = tmp_path / module.KERNEL.parent
    return made


def compiles(monkeypatch: pytest.MonkeyPatch, *files: Path, code: int = 0) -> None:
    def run(*args: Any, **options: Any) -> SimpleNamespace:
        for file in files:
            file.write_text("new")
        return SimpleNamespace(returncode=code)

    monkeypatch.setattr(subprocess, "run", run)


@pytest.mark.parametrize("name", ["kernel.cpython-311-x86_64-linux-gnu.so", "kernel.cp311-win_amd64.pyd"])
def test_a_kernel_of_an_older_build_is_not_taken(hook: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (hook.folder / name).write_text("old")
    compiles(monkeypatch, code=1)
    data: dict[str, Any] = {"artifacts": []}
    hook.initialize("standard", data)
    assert data == {"artifacts": []} and not (hook.folder / name).exists()


@pytest.mark.parametrize("name", ["kernel.cpython-311-x86_64-linux-gnu.so", "kernel.cp311-win_amd64.pyd"])
def test_the_kernel_just_built_is_in_the_wheel(hook: Any, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    (hook.folder / "kernel.cp310-win_amd64.pyd").write_text("old")
    compiles(monkeypatch, hook.folder / name)
    data: dict[str, Any] = {"artifacts": []}
    hook.initialize("standard", data)
    assert [Path(one).name for one in data["artifacts"]] == [name]
    assert (data["pure_python"], data["infer_tag"]) == (False, True)
