"""``tidewaiter clear``: pairs of a record and a listed party that a person has looked at and cleared."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli import parties
from tidewaiter.cli.files import say
from tidewaiter.cli.parties import LISTS, ON, counted, query_options
from tidewaiter.errors import SettingsError, visible

if TYPE_CHECKING:
    from tidewaiter.engine.parties.cleared import Clearing, Event
    from tidewaiter.engine.parties.listed import Listed
    from tidewaiter.engine.parties.record import Record
    from tidewaiter.model.party import Party

FILE = click.option(
    "--cleared",
    "file",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file of cleared pairs.",
)
_KEY = re.compile("[0-9a-f]{32}")


@click.group()
def clear() -> None:
    """Remember pairs that a person has cleared: who, when, why, and of which wording of the entry.

    `tidewaiter match --cleared FILE` then shows such a match as cleared. Once the entry changes, the
    pair is open again. Nothing is taken out of the file, and a change of it by hand shows.
    """


@clear.command()
@click.argument("record")
@click.argument("entity")
@click.option("--by", required=True, metavar="WHO", help="Who cleared the pair.")
@click.option("--why", "reason", required=True, metavar="TEXT", help="Why the record is not the listed party.")
@click.option("--until", metavar="DATE", callback=lambda ctx, param, value: parties.day(value, "--until"),
              help="The last day on which the clearing holds.")  # fmt: skip
@click.option("--kind", metavar="KIND", help=f"What the record is: {', '.join(parties.KINDS)}.")
@FILE
@LISTS
@ON
@query_options
def add(
    record: str,
    entity: str,
    *,
    by: str,
    reason: str,
    until: date | None,
    kind: str | None,
    file: Path,
    lists: Path | None,
    on: date | None,
    birth: tuple[str, ...],
    country: tuple[str, ...],
    gender: str | None,
    number: tuple[str, ...],
    imo: str | None,
) -> None:
    """Clear the pair of RECORD and ENTITY.

    RECORD is the key under "record" in a line of match --json, or a name with the same --birth,
    --country ... as it was screened with. ENTITY is an id, a reference or a listed name.
    """
    from tidewaiter.engine.parties import cleared

    if not by.strip() or not reason.strip():
        raise SettingsError("--by and --why say who cleared the pair and why", hint="give both in words")
    if until is not None and until.isoformat() < parties.today():
        raise SettingsError("--until is a day that has passed", value=until.isoformat(), hint="name a day to come")
    listed = parties.opens(parties.index_of(lists, on))()
    one = parties.entity(listed, entity)
    if _KEY.fullmatch(record):
        asked = _of_key(record)
    else:
        asked = parties.asked(record, birth=birth, country=country, gender=gender, number=number, imo=imo, kind=kind)
    party, version = _entry(listed, one)
    told = cleared.clear(
        file, asked, party, version, by=by, why=reason, at=parties.now(), until=until.isoformat() if until else None
    )
    say(f"cleared: {told.query} (record {told.key}) is not {told.name} ({told.entity})")


def _of_key(key: str) -> Record:
    """A record of which only the key is told."""
    from dataclasses import replace

    from tidewaiter.engine.parties.record import name_record

    return replace(name_record(key), key=key)


def _entry(listed: Listed, one: str) -> tuple[Party, str]:
    party, version = listed.party(one), listed.version(one)
    assert party is not None and version is not None
    return party, version


@clear.command("list")
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a line of the file.")
@click.option("--history", is_flag=True, help="Clearings that were withdrawn or made anew, too.")
@FILE
def list_(*, as_json: bool, history: bool, file: Path) -> None:
    """List the cleared pairs: record, listed party, who, when, why."""
    from tidewaiter.engine.parties import cleared

    parties.refuse_absent(file)
    held = [one for told in cleared.pairs(file).values() for one in told.values()]
    events = list(cleared.history(file)) if history else []
    lines = [_event(one, as_json=as_json) for one in events] or [_line(one, as_json=as_json) for one in held]
    for line in lines:
        click.echo(line)
    say(f"{counted(len(held), 'cleared pair')}")


def _line(told: Clearing, *, as_json: bool) -> str:
    if as_json:
        from tidewaiter.codec import encode

        return encode(told).decode()
    until = f" until {told.until}" if told.until else ""
    pair = f"{told.key}  {told.query}  is not  {told.name} ({told.entity})"
    return visible(f"{pair}  by {told.by} on {told.at[:10]}{until}: {told.why}")


def _event(told: Event, *, as_json: bool) -> str:
    if as_json:
        from tidewaiter.codec import encode

        return encode(told).decode()
    if told.clearing is not None:
        return f"cleared    {_line(told.clearing, as_json=False)}"
    return visible(f"withdrawn  {told.key}  {told.entity}  by {told.by} on {told.at[:10]}: {told.why}")


@clear.command()
@click.argument("record")
@click.argument("entity")
@click.option("--by", required=True, metavar="WHO", help="Who withdraws the clearing.")
@click.option("--why", "reason", required=True, metavar="TEXT", help="Why it no longer holds.")
@click.option("--kind", metavar="KIND", help=f"What the record is: {', '.join(parties.KINDS)}.")
@FILE
@query_options
def remove(
    record: str,
    entity: str,
    *,
    by: str,
    reason: str,
    kind: str | None,
    file: Path,
    birth: tuple[str, ...],
    country: tuple[str, ...],
    gender: str | None,
    number: tuple[str, ...],
    imo: str | None,
) -> None:
    """Withdraw the clearing of RECORD and ENTITY (an id, as `clear list` tells it); it stays as history."""
    from tidewaiter.engine.parties import cleared

    parties.refuse_absent(file)
    key = record
    if not _KEY.fullmatch(record):
        asked = parties.asked(record, birth=birth, country=country, gender=gender, number=number, imo=imo, kind=kind)
        key = asked.key
    told = cleared.withdraw(file, key, entity, by=by, why=reason, at=parties.now())
    say(f"withdrawn: {told.query} (record {told.key}) may be {told.name} ({told.entity}) again")
