"""What the program has, the documents name."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import click
import pytest

from tidewaiter.cli import COMMANDS, cli
from tidewaiter.law import coverage, load
from tidewaiter.law.cases import FIELDS
from tidewaiter.law.conditions import CONDITIONS
from tidewaiter.model import ANSWERS, VERDICTS, EventStance, EventType, Manner, Stance

DOCS = Path(__file__).resolve().parents[1] / "docs"


def page(name: str) -> str:
    return (DOCS / name).read_text(encoding="utf-8")


def commands(group: click.Group, path: str = "") -> Iterator[tuple[str, click.Command]]:
    ctx = click.Context(group)
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        assert command is not None
        yield f"{path} {name}".strip(), command
        if isinstance(command, click.Group):
            yield from commands(command, f"{path} {name}".strip())


ALL = list(commands(cli))


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_a_command_and_its_options_stand_in_the_reference(name: str, command: click.Command) -> None:
    text = page("reference/cli.md")
    assert name in text
    for param in command.params:
        if isinstance(param, click.Option):
            assert max(param.opts, key=len) in text, f"{name} {param.opts}"


@pytest.mark.parametrize(("name", "command"), ALL, ids=[name for name, _ in ALL])
def test_a_command_and_its_options_have_help(name: str, command: click.Command) -> None:
    assert command.help
    for param in command.params:
        assert not isinstance(param, click.Option) or param.help, f"{name} {param.opts}"


def test_the_list_of_commands_is_that_of_the_help() -> None:
    assert [name for name, _ in ALL if " " not in name] == list(COMMANDS)


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_is_explained(verdict: str) -> None:
    assert f"`{verdict}`" in page("methodology/verdicts.md")


@pytest.mark.parametrize("condition", [*CONDITIONS, "date"])
def test_a_condition_stands_in_the_table(condition: str) -> None:
    assert f"| `{condition}` |" in page("concepts/law.md")


def test_every_field_of_conditions_has_its_function() -> None:
    assert set(load.CONDITIONS) == set(CONDITIONS)


@pytest.mark.parametrize("field", [name for name in FIELDS if name not in ("hs", "stance", "negated", "running_total")])
def test_a_field_of_a_hand_written_event_is_explained(field: str) -> None:
    assert f"`{field}`" in page("guides/write-an-event.md")


@pytest.mark.parametrize("manner", get_args(Manner))
def test_a_manner_is_named(manner: str) -> None:
    assert manner in page("guides/write-an-event.md") or manner == "supply"


@pytest.mark.parametrize("word", [*get_args(EventType), *get_args(EventStance), *get_args(Stance), *ANSWERS])
def test_a_word_of_the_contract_stands_in_the_json_reference(word: str) -> None:
    assert word in page("reference/json.md")


def test_the_coverage_page_is_what_the_program_prints() -> None:
    assert page("coverage.md") == coverage.page(load.default())
