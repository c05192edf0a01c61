"""``tidewaiter rescreen``: what a new edition of the lists changes for records that were screened before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tidewaiter.cli import parties
from tidewaiter.cli.files import complain, say
from tidewaiter.cli.lines import progress
from tidewaiter.cli.parties import LISTS, THRESHOLD, counted, table_options
from tidewaiter.errors import InputError, SettingsError, visible

if TYPE_CHECKING:
    from tidewaiter.engine.parties.again import Again
    from tidewaiter.engine.parties.listed import Listed
    from tidewaiter.engine.parties.record import Record, Refused
    from tidewaiter.trade.dates import DateOrder

_PLACE = "FOLDER|DATE"


@click.command()
@click.option("--before", required=True, metavar=_PLACE, help="The lists as they were: a folder, or a day of --lists.")
@click.option("--after", metavar=_PLACE, help="The lists as they are now (default: the newest editions of --lists).")
@click.option("--file", metavar="FILE", help="The records that were screened; - is stdin.")
@click.option(
    "--log", "log_file", type=click.Path(path_type=Path, dir_okay=False), help="Take the records of this log."
)
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a record whose result changes.")
@click.option("--limit", type=click.IntRange(1, 1000), default=10, show_default=True, help="Matches told of a record.")
@THRESHOLD
@LISTS
@table_options
@click.option(
    "--fail-on",
    type=click.Choice(["change", "never"]),
    default="never",
    show_default=True,
    help="Exit with 1 when a record's result changes.",
)
def rescreen(
    *,
    before: str,
    after: str | None,
    file: str | None,
    log_file: Path | None,
    as_json: bool,
    limit: int,
    threshold: float | None,
    lists: Path | None,
    columns: tuple[str, ...],
    ignore: tuple[str, ...],
    date_order: DateOrder | None,
    encoding: str | None,
    fail_on: str,
) -> None:
    """Tell for which records a new edition of the lists changes something: new hits, lost hits, scores.

    Only entries that were added, removed or changed are asked, the records that may be meant by one of
    them are screened anew, and the others are left alone: docs/concepts/parties-screening.md tells why
    nothing is missed by that, and what is not told (a score that moves because other entries changed).
    """
    from tidewaiter.engine.parties import again

    if (file is None) == (log_file is None):
        raise SettingsError("the records come from --file or from --log", hint="give one of them")
    old, new = _at(before, lists), _at(after, lists)
    found = again.changes(old, new)
    say(f"entries: {len(found.added):,} added, {len(found.removed):,} removed, {len(found.amended):,} changed")
    records = _counted(_records(file, log_file, columns, ignore, date_order, encoding))
    changed = refused = 0
    for one in again.rescreen(records, old, new, threshold=threshold, limit=limit):
        if isinstance(one, again.Again):
            changed += 1
            click.echo(_json(one, new) if as_json else _prose(one))
        else:
            refused += 1
            fault = InputError(one.what, path=file or str(log_file), line=one.line or one.number, column=one.column,
                               value=one.value, hint=one.hint)  # fmt: skip
            complain(fault, "refused")
    unread = f", {counted(records.unread, 'value')} not read (match tells them)" if records.unread else ""
    say(f"{counted(records.number, 'record')}: {changed:,} with another result, {refused:,} refused{unread}")
    code = _code(records.number, changed, refused, fail_on)
    raise click.exceptions.Exit(code or (3 if records.unread else 0))


def _code(number: int, changed: int, refused: int, fail_on: str) -> int:
    if number and refused == number:
        return 2
    if fail_on == "change" and changed:
        return 1
    return 3 if refused else 0


def _at(place: str | None, lists: Path | None) -> Listed:
    """The lists of a folder, or of a day in the store."""
    if place is not None and Path(place).is_dir():
        return parties.opens(parties.index_of(Path(place), None))()
    try:
        on = date.fromisoformat(place) if place is not None else None
    except ValueError:
        hint = "name a folder of lists, or a day such as 2026-02-27"
        raise SettingsError("neither a folder nor a day", value=place, hint=hint) from None
    return parties.opens(parties.index_of(lists, on))()


class _counted:
    def __init__(self, records: Iterable[Record | Refused]) -> None:
        self._records, self.number, self.unread = records, 0, 0

    def __iter__(self) -> Iterator[Record | Refused]:
        show = progress()
        for one in self._records:
            self.number += 1
            self.unread += len(getattr(one, "unread", ()))
            show("records", self.number, None)
            yield one


def _records(
    file: str | None,
    log_file: Path | None,
    columns: tuple[str, ...],
    ignore: tuple[str, ...],
    order: DateOrder | None,
    encoding: str | None,
) -> Iterator[Record | Refused]:
    from tidewaiter.cli.match import opened, table_of
    from tidewaiter.engine.parties import log
    from tidewaiter.engine.parties.tables import Asked, columns_from

    if file is None:
        assert log_file is not None
        parties.refuse_absent(log_file)
        yield from log.screened(log_file)
        return
    how = Asked(None, columns_from(columns), ignore, order, encoding)
    with opened(file) as stream:
        table = table_of(stream, file, how)
        yield from table.records


def _json(one: Again, listed: Listed) -> bytes:
    from tidewaiter.codec import encode
    from tidewaiter.engine.parties.answer import match_fields

    ref = {} if one.record.ref is None else {"ref": one.record.ref}
    moved = [
        {**match_fields(told.match, listed), "before": round(told.before, 6), "fields": list(told.fields)}
        for told in one.moved
    ]
    told: dict[str, Any] = {
        "query": one.record.text,
        "number": one.record.number,
        **ref,
        "record": one.record.key,
        "new": [match_fields(match, listed) for match in one.new],
        "lost": [
            {**match_fields(match, listed), "removed": listed.version(match.party.id) is None} for match in one.lost
        ],
        "changed": moved,
        "matches": [match_fields(match, listed) for match in one.full],
    }
    return encode(told)


def _prose(one: Again) -> str:
    from tidewaiter.engine.parties.answer import headline, score

    lines = [one.record.text]
    lines += [f"  new:     {headline(match)}" for match in one.new]
    lines += [f"  lost:    {headline(match)}" for match in one.lost]
    lines += [
        f"  changed: {headline(told.match)}, {score(told.before)} before ({', '.join(told.fields) or 'weights'})"
        for told in one.moved
    ]
    return "\n".join(visible(line) for line in lines)
