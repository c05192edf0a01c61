"""The options by which a user says how a table is to be read, shared by the commands that read tables."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tidewaiter.cli.files import say, write_text
from tidewaiter.errors import SettingsError

if TYPE_CHECKING:
    from tidewaiter.trade.mapping import Mapping
    from tidewaiter.trade.plan import Plan, Question
    from tidewaiter.trade.sheets import Source

_SHOWN = 300  # characters of a header that a refusal repeats
_CELL = 40  # characters of a cell that a question shows
_EDITIONS = ("1992", "1996", "2002", "2007", "2012", "2017", "2022")

_OPTIONS = (
    click.option(
        "--set", "constants", multiple=True, metavar="FIELD=VALUE", help="A value for all rows: country_to=IN."
    ),
    click.option(
        "--column", "given", multiple=True, metavar="HEADER=FIELD", help="What a column holds; - leaves it out."
    ),
    click.option(
        "--direction",
        type=click.Choice(["import", "export", "re-export", "transit"]),
        help="Which way all goods of the file went.",
    ),
    click.option("--hs-edition", type=click.Choice(_EDITIONS), help="Edition of the HS that the codes are written in."),
    click.option(
        "--date-order",
        "--dates",
        "dates",
        type=click.Choice(["DMY", "MDY", "YMD"]),
        help="Order of day, month and year in dates.",
    ),
    click.option("--decimal", type=click.Choice([".", ","]), help="The sign before decimals."),
    click.option(
        "--numbers",
        metavar="LIST",
        help="The list that numbers of countries are of: iso, us, cn, jp, eu, br, ar or in.",
    ),
    click.option(
        "--header-row", "header", type=click.IntRange(1), metavar="N", help="The line or row that names the columns."
    ),
    click.option(
        "--map", "saved", type=click.Path(path_type=Path, dir_okay=False), help="Read the columns as this mapping says."
    ),
    click.option(
        "--save-map", "keep", type=click.Path(path_type=Path, dir_okay=False), help="Write how the columns were read."
    ),
    click.option("--ask", is_flag=True, help="On a terminal, ask what a doubtful column holds."),
)


@dataclass(frozen=True, slots=True)
class Columns:
    """What the options say: ``mapping`` of the file, where to ``keep`` it, and whether to ``ask``."""

    mapping: Mapping
    keep: Path | None
    ask: bool
    said: tuple[str, ...] = ()
    header: int | None = None

    def refuse_absent(self, plans: Sequence[Plan]) -> None:
        """Raises SettingsError where --column names a column that no sheet has."""
        from tidewaiter.trade.columns import fold

        headers = [header for plan in plans for header in plan.headers]
        known = {fold(header) for header in headers}
        known |= {f"#{number}" for plan in plans for number in range(1, len(plan.headers) + 1)}
        lost = next((name for name in self.said if name not in known and fold(name) not in known), None)
        if lost is not None:
            shown = "; ".join(header for header in headers if header)[:_SHOWN]
            what = "--column names a column that the file does not have"
            raise SettingsError(what, value=lost, hint=f"it has: {shown}")

    def plain(self) -> dict[str, Any]:
        """The mapping as plain values, as a manifest keeps it."""
        from tidewaiter.trade.mapping import as_plain

        return as_plain(self.mapping)


def column_options(command: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the options above, as one argument ``columns``."""

    @functools.wraps(command)
    def run(
        *args: Any,
        constants: Sequence[str],
        given: Sequence[str],
        direction: str | None,
        hs_edition: str | None,
        dates: Any,
        decimal: Any,
        numbers: str | None,
        header: int | None,
        saved: Path | None,
        keep: Path | None,
        ask: bool,
        **rest: Any,
    ) -> None:
        from tidewaiter.trade import mapping as maps

        said = maps.merged(
            maps.load(saved) if saved else maps.Mapping(),
            given=[maps.Given(*maps.pair(text, "--column")) for text in given],
            constants=[maps.constant(*maps.pair(text, "--set")) for text in constants],
            direction=direction,
            hs_edition=hs_edition,
            dates=dates,
            decimal=decimal,
            numbers=numbers,
        )
        named = tuple(maps.pair(text, "--column")[0] for text in given)
        command(*args, columns=Columns(said, keep, ask, named, header), **rest)

    for option in reversed(_OPTIONS):
        run = option(run)
    return run


def answered(mapping: Mapping, questions: Sequence[Question]) -> Mapping:
    """The mapping with what the user answers on the terminal; an empty answer leaves a column out."""
    from tidewaiter.trade import mapping as maps
    from tidewaiter.trade.columns import vocabulary

    given = []
    meant = {field.name: field.means for field in vocabulary().fields}
    for question in questions:
        name = question.name
        cells = f"; its first cells: {', '.join(text[:_CELL] for text in question.shown)}" if question.shown else ""
        say(f"the column {name!r}: {question.why}{cells}")
        for field in question.may_be:
            say(f"    {field}: {meant[field]}")
        choice = click.prompt(
            "  it holds", type=click.Choice([*question.may_be, maps.LEFT_OUT]), default=maps.LEFT_OUT, err=True
        )
        given.append(maps.Given(name, choice))
    return maps.merged(mapping, given=given)


def save(mapping: Mapping, target: Path | None) -> None:
    """Writes a mapping to the file that was asked for, if one was."""
    from tidewaiter.trade.mapping import written

    if target is not None:
        write_text(target, written(mapping))


def save_plans(plans: Sequence[Plan], target: Path | None) -> None:
    """Writes how the sheets of a file were read, all as one mapping, where a file was asked for."""
    from tidewaiter.trade.plan import as_one_mapping

    if target is not None and plans:
        save(as_one_mapping(plans), target)


def plans_of_large(source: Source, mapping: Mapping, encoding: str | None) -> list[Plan]:
    """How a table that is too large to be held is read, as its first rows tell."""
    from tidewaiter.engine.bulk.table import Asked, open_quick, open_whole

    asked = Asked(mapping, encoding)
    part = open_quick(source, asked)
    return [one.reading.plan for one in ([part] if part is not None else open_whole(source, asked))]
