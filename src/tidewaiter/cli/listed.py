"""What ``tidewaiter lists`` tells of lists: their state, their cards, their entries."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter.errors import InputError, visible

if TYPE_CHECKING:
    from tidewaiter.parties.lists.cards import Card
    from tidewaiter.parties.lists.manifest import Look
    from tidewaiter.parties.lists.store import Version

_HEADS = ("list", "version", "age", "parties", "names", "form", "looked at", "hash")


@dataclass(frozen=True, slots=True)
class Row:
    """The state of one list; ``warnings`` what its user should do something about."""

    list: str
    version: str | None
    told: str | None
    age: int | None
    parties: int | None
    names: int | None
    form: str | None
    looked: str | None
    sha256: str | None
    versions: int
    fetched: str | None
    warnings: tuple[str, ...]


def status(home: Path, list_id: str, now: datetime) -> Row:
    """How a list stands at a time."""
    from tidewaiter.parties.lists import store

    try:
        known, look = store.versions(home, list_id), store.look(home, list_id)
    except InputError as bad:
        broken = f"{bad.path}: {bad.what}; {bad.hint}"
        return Row(list_id, None, None, None, None, None, None, None, None, 0, None, (broken,))
    warnings = tuple(_warnings(home, list_id, now))
    looked = look.good if look else None
    if not known:
        return Row(list_id, None, None, None, None, None, None, looked, None, 0, None, warnings)
    told = known[-1].manifest
    return Row(
        list=list_id,
        version=told.when.value,
        told=told.told,
        age=(now.date() - known[-1].day).days,
        parties=told.parties,
        names=told.names,
        form=told.form,
        looked=looked,
        sha256=told.sha256,
        versions=len(known),
        fetched=told.fetched,
        warnings=warnings,
    )


def _warnings(home: Path, list_id: str, now: datetime) -> Iterator[str]:
    from tidewaiter.parties.lists import cards, store

    rules = cards.card(list_id) or cards.card("table")
    assert rules is not None  # the package has this card
    look, newest = store.look(home, list_id), store.version_on(home, list_id)
    if newest is None:
        yield "it has no version yet"
    if look and look.failed:
        yield f"the last look at its address failed on {look.at[:10]}: {look.failed}"
    if rules.closed:
        yield f"its publisher closed it on {rules.closed}"
    elif newest and (days := (now.date() - _seen(look, newest)).days) > rules.stale:
        yield f"nobody looked for a newer one for {days:,} days: {_next(home, list_id)}"
    if newest and newest.manifest.forced:
        yield "it was taken although it was shorter than it should be"


def _seen(look: Look | None, newest: Version) -> date:
    """The day on which it was last known to be the newest; a file added by hand may have been old on that day."""
    return datetime.fromisoformat(look.good).date() if look and look.good else newest.day


def _next(home: Path, list_id: str) -> str:
    from tidewaiter.parties.lists.updates import source

    return f"tidewaiter lists {'update' if source(home, list_id) else 'add FILE, a newer one of'} {list_id}"


def lines(rows: list[Row], *, as_json: bool) -> Iterator[bytes | str]:
    """The states as lines of JSON, or as a table."""
    from tidewaiter import codec

    if as_json:
        yield from (codec.encode(row) for row in rows)
        return
    cells = [_HEADS, *(_cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in cells) for i in range(len(_HEADS))]
    for line in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip()


def _cells(row: Row) -> tuple[str, ...]:
    age = "-" if row.age is None else f"{row.age:,} d"
    counts = ("-" if one is None else f"{one:,}" for one in (row.parties, row.names))
    looked = row.looked[:10] if row.looked else "-" if row.version is None else "by hand"
    return (row.list, row.version or "-", age, *counts, row.form or "-", looked, (row.sha256 or "-")[:12])


def known() -> Iterator[str]:
    """The published lists, one a line."""
    from tidewaiter.parties.lists.cards import cards

    for one in cards().values():
        closed = f" (closed {one.closed})" if one.closed else ""
        yield f"{one.id}\t{one.publisher}: {one.title}{closed}"


def card(home: Path, list_id: str) -> Iterator[str]:
    """A list's card and its versions. Raises InputError where there is neither."""
    from tidewaiter.parties.lists import cards, store
    from tidewaiter.parties.lists.fetch import shown

    found = cards.card(list_id)
    kept = store.versions(home, found.id if found else list_id)
    if found is None and not kept:
        hint = f"published lists: {', '.join(cards.cards())}"
        raise InputError("no such list", value=list_id, hint=hint)
    if found is not None:
        yield from _card(found)
    setup = store.setup(home, found.id if found else list_id)
    if setup:
        yield from (f"fetched from  {visible(shown(file.url))}" for file in setup.files if file.url)
    for version in kept:
        told = version.manifest
        groups = ", ".join(f"{number:,} {name}" for name, number in told.groups.items() if name.startswith("kind "))
        forced = ", taken although it shrank" if told.forced else ""
        yield f"version       {told.when.value} (told by: {told.told}), fetched {told.fetched}{forced}"
        yield f"              {told.parties:,} parties ({groups}), {told.names:,} names, {told.form}"
        yield from (visible(f"              {one.sha256}  {one.size:,} bytes  {one.name}") for one in told.files)


def _card(one: Card) -> Iterator[str]:
    yield f"{one.id}: {one.title}"
    yield f"publisher     {one.publisher}"
    if one.page:
        yield f"page          {one.page}"
    yield f"licence       {one.licence}"
    for form in one.forms:
        yield f"form          {form.form}: {', '.join(file.url or file.name for file in form.files)}"
    yield f"addresses     {one.addresses}"
    yield f"rhythm        {one.rhythm}; a warning after {one.stale} days without a look"
    yield f"whole         from {one.least:,} parties on; may shrink by {one.shrink:g} % between versions"
    if one.closed:
        yield f"closed        {one.closed}"
    for stands in one.stands_for:
        narrowed = [*stands.programmes, *stands.references, *stands.kinds]
        yield f"stands for    {stands.measure}" + (f" ({', '.join(narrowed)})" if narrowed else "")
    if one.note:
        yield f"note          {one.note}"


def entry(home: Path, party_id: str) -> Iterator[str]:
    """All that the newest version of its list says of a party. Raises InputError where there is none."""
    from tidewaiter.parties.lists import cards, store
    from tidewaiter.parties.lists.differences import told

    version = store.version_on(home, party_id.partition(":")[0])
    parties = store.open_version(version) if version else iter(())
    party = next((one for one in parties if one.id == party_id), None)
    if version is None or party is None:
        kept = ", ".join(store.lists(home)) or "none"
        raise InputError("no such entry", value=party_id, hint=f"lists kept here: {kept}")
    yield visible(f"{party.id} {party.name}")
    for field, values in told(party):
        yield f"{field}"
        yield from (visible(f"  {value}") for value in values)
    for measure in cards.measures(party):
        yield f"stands for {measure}"
    yield f"from {version.manifest.title}, {version.manifest.when.value} ({version.manifest.sha256[:12]})"
