"""The names of the package, and that importing it costs next to nothing."""

from __future__ import annotations

import subprocess
import sys

import pytest

import tidewaiter


@pytest.mark.parametrize("name", tidewaiter.__all__)
def test_a_public_name_is_there(name: str) -> None:
    assert getattr(tidewaiter, name) is not None


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = tidewaiter.nothing


def loaded_by(code: str) -> set[str]:
    run = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], capture_output=True, text=True, check=True
    )
    return {name.split(".")[0] for name in run.stdout.split()}


def test_importing_the_package_loads_nothing_heavy() -> None:
    assert not loaded_by("import tidewaiter") & {"spacy", "numpy", "yaml", "msgspec", "click", "jinja2"}


def test_the_version_is_told_without_loading_anything_heavy() -> None:
    code = "sys.argv = ['tidewaiter', '--version']\nfrom tidewaiter.cli import main\n"
    code += "try: main()\nexcept SystemExit: pass"
    assert not loaded_by(code) & {"spacy", "numpy", "yaml", "msgspec", "jinja2"}
