"""What the README shows is what the program prints."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from tidewaiter.cli import cli

README = Path(__file__).resolve().parents[1] / "README.md"


def block(after: str) -> list[str]:
    """The code block that follows a heading line."""
    text = README.read_text(encoding="utf-8")
    found = re.search(r"```\n(.*?)```", text[text.index(after) :], re.DOTALL)
    assert found is not None
    return [line for line in found[1].splitlines() if line.strip() not in ("", "...")]


@pytest.mark.parametrize(
    ("heading", "words"),
    [("The first story of what `make demo` prints", ["demo"]), ("Two rows of the sample table", ["demo", "--table"])],
)
def test_the_output_in_the_readme_is_real(heading: str, words: list[str]) -> None:
    printed = iter(CliRunner().invoke(cli, words).stdout.splitlines())
    for line in block(heading):
        assert any(line == other for other in printed), line


def test_the_two_commands_stand_in_the_makefile() -> None:
    makefile = README.with_name("Makefile").read_text(encoding="utf-8")
    assert "\ndemo:" in makefile
    assert "\ntest:" in makefile
