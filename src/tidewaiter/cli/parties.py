"""Options and words that the commands about parties share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from tidewaiter.cli.files import say
from tidewaiter.errors import InputError, SettingsError

if TYPE_CHECKING:
    from tidewaiter.engine.parties.listed import Listed
    from tidewaiter.engine.parties.record import Record
    from tidewaiter.model.party import PartyKind

KINDS = ("person", "organisation", "vessel", "aircraft", "state")
F = TypeVar("F", bound=Callable[..., Any])


def lists_option(text: str) -> Callable[[F], F]:
    """The option that names a folder of lists; ``text`` is its help."""
    return click.option("--lists", "lists", metavar="FOLDER", type=click.Path(path_type=Path), help=text)


def on_option(text: str, *, metavar: str = "DATE") -> Callable[[F], F]:
    """The option that names the day whose editions are taken; ``text`` is its help."""
    return click.option("--on", "on", metavar=metavar, callback=lambda ctx, param, value: day(value, "--on"), help=text)


LISTS = lists_option("The lists: a store of `tidewaiter lists`, a folder of list files, or one (default: the store).")
ON = on_option("The editions that were the newest on that day.")
THRESHOLD = click.option(
    "--threshold", type=click.FloatRange(0, 1), help="The least score of a match (default: the calibrated one)."
)
_QUERY = (
    click.option("--birth", multiple=True, metavar="DATE", help="Date of birth: 1962-05-03, 1962-05 or 1962."),
    click.option("--country", multiple=True, metavar="COUNTRY", help="A country of the party: its code or name."),
    click.option("--gender", metavar="GENDER", help="male or female."),
    click.option("--id", "number", multiple=True, metavar="NUMBER", help="A number of it, such as passport:A1234567."),
    click.option("--imo", metavar="NUMBER", help="The IMO number of a vessel."),
)


_TABLE = (
    click.option(
        "--columns", multiple=True, metavar="FIELD=HEADING", help="Which column holds what, such as name=Kunde."
    ),
    click.option("--ignore", multiple=True, metavar="HEADING", help="A column or property that is knowingly left out."),
    click.option(
        "--date-order", type=click.Choice(["DMY", "MDY", "YMD"]), help="How dates of birth such as 03/05/1962 go."
    ),
    click.option("--encoding", help="Encoding of a text, where it is neither UTF-8 nor UTF-16."),
)


def table_options(command: F) -> F:
    """The options that tell how a table of records is to be read."""
    return _with(command, _TABLE)


def query_options(command: F) -> F:
    """The options that tell more of one party than its name."""
    return _with(command, _QUERY)


def _with(command: F, options: Sequence[Callable[[F], F]]) -> F:
    for option in reversed(options):
        command = option(command)
    return command


def asked(
    name: str | None,
    *,
    birth: Sequence[str] = (),
    country: Sequence[str] = (),
    gender: str | None = None,
    number: Sequence[str] = (),
    imo: str | None = None,
    kind: str | None = None,
) -> Record:
    """The record that the options tell. Raises InputError where a value is none."""
    from tidewaiter.engine.parties.record import record

    told = {"name": [name] if name is not None else [], "birth": birth, "country": country, "id_number": number}
    single = {"gender": gender, "imo": imo, "kind": kind}
    given = {field: values for field, values in told.items() if values}
    return record({**given, **{field: [value] for field, value in single.items() if value is not None}})


def day(value: str | None, option: str) -> date | None:
    """The day an option gives. Raises SettingsError where it is none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise SettingsError(f"{option} is not a day", value=value, hint="write it as 2026-02-27") from None


def index_of(lists: Path | None, on: date | None) -> Path:
    """The saved index of the lists, built where it has to be; what is no list is told on stderr."""
    from tidewaiter.engine.parties import index

    return index.prepared(lists, on=on, say=say)


def opens(index: Path) -> Callable[[], Listed]:
    """What opens a saved index, in whichever process asks."""
    from tidewaiter.engine.parties.index import at

    return partial(at, index)


def kinds_of(kinds: Iterable[str]) -> tuple[PartyKind, ...]:
    """The kinds of entries that are asked for; one of which a list tells no kind may be any."""
    from tidewaiter.engine.parties.record import kind

    found = tuple(dict.fromkeys(kind(one) for one in kinds))
    return (*found, "unknown") if found else ()


def lists_told(listed: Listed) -> str:
    """The lists with their editions and sizes, in one line."""
    return ", ".join(f"{one.id} {one.date.value or 'of no date'} ({one.count:,})" for one in listed.lists)


def entity(listed: Listed, text: str) -> str:
    """The id of the party that is meant by its id, its reference on a list, or one of its names.

    Raises InputError where there is none, or several: these are named.
    """
    from tidewaiter.engine.parties.record import folded

    party = listed.party(text)
    if party is not None:
        return party.id
    wanted, found = folded(text), list[tuple[str, str]]()
    for party in listed.parties():
        references = (one.reference for one in party.designations if one.reference)
        if any(wanted == folded(one) for one in (*references, *(name.text for name in party.names))):
            found.append((party.id, party.name))
    if not found:
        hint = "give its id (un:6908555), its reference (KPi.033), or one of its listed names in full"
        raise InputError("no such listed party", value=text, hint=hint)
    if len(found) > 1:
        several = "; ".join(f"{one} {name}" for one, name in found[:10])
        more = f"; and {len(found) - 10} more" if len(found) > 10 else ""
        raise InputError(f"{len(found)} listed parties are called that", value=text, hint=f"{several}{more}")
    return found[0][0]


def now() -> str:
    """This moment in UTC."""
    return datetime.now(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def today() -> str:
    """This day."""
    return datetime.now(UTC).date().isoformat()


def refuse_absent(file: Path) -> None:
    """Raises InputError where there is no such file."""
    if not file.is_file():
        raise InputError("no such file", path=str(file), hint="check the spelling of the path")


def counted(number: int, one: str, several: str | None = None) -> str:
    """A number with its word: "1 record", "2 records"."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
