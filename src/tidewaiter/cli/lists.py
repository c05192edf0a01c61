"""``tidewaiter lists``: the published lists on this machine: added, kept up to date, compared, verified."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.cli.files import complain, say, shown
from tidewaiter.errors import InputError, SettingsError, visible

if TYPE_CHECKING:
    from tidewaiter.model import When
    from tidewaiter.parties.lists.editions import Edition
    from tidewaiter.parties.lists.store import Outcome, Version
    from tidewaiter.parties.lists.updates import Ways

_FAULTS, _FAILED = 1, 2
_HASH = 12

FOLDER = click.option(
    "--lists",
    "folder",
    metavar="FOLDER",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where the lists are kept (default: TIDEWAITER_LISTS, else the user's folder for data).",
)
SHRINK = click.option(
    "--accept-shrink", is_flag=True, help="Take a list although it is shorter than it should be, or lost a whole part."
)


@click.group()
def lists() -> None:
    """Keep the published lists of designated parties: add, update, compare and verify them."""


@lists.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@click.option("--form", metavar="FORM", help="The form in which a published list is fetched (see lists show ID).")
@click.option("--list-id", metavar="ID", help="What to call a list of your own (a table, or FollowTheMoney).")
@click.option(
    "--mapping",
    metavar="FILE",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="How the columns of your own table are read.",
)
@click.option("--published", metavar="DATE", help="The day or month of the edition, where it does not tell it itself.")
@SHRINK
@FOLDER
def add(
    sources: tuple[str, ...],
    *,
    form: str | None,
    list_id: str | None,
    mapping: Path | None,
    published: str | None,
    accept_shrink: bool,
    folder: Path | None,
) -> None:
    """Add lists: SOURCE is a published list's id (lists show), an https address, a file or a folder of files.

    A file is recognised by what it holds; files that belong together are taken together. What is
    no whole list is refused, and what is kept already stays.
    """
    from tidewaiter.parties.lists import store

    home, ways = _home(folder), _ways(accept_shrink=accept_shrink, published=_day(published))
    if (form or list_id or mapping or published) and len(sources) != 1:
        what = "--form, --list-id, --mapping and --published are for one list at a time"
        raise SettingsError(what, hint="add it by itself")
    with store.locked(home):
        steps, failed = _steps(home, sources, ways, form=form, list_id=list_id, mapping=mapping)
        failed += sum(not _tried(step) for step in steps)
    raise click.exceptions.Exit(_FAILED if failed else 0)


@lists.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@click.option("--anew", is_flag=True, help="Fetch all bytes, even where the server says that nothing changed.")
@SHRINK
@FOLDER
def update(ids: tuple[str, ...], *, anew: bool, accept_shrink: bool, folder: Path | None) -> None:
    """Look at the lists' addresses, all or those of ID, and take what changed.

    A list that cannot be had whole, or that suddenly shrinks, is refused; the version before it
    stays in use, and the exit code is 2.
    """
    from tidewaiter.parties.lists import store, updates

    home, ways = _home(folder), _ways(accept_shrink=accept_shrink, anew=anew)
    failed = 0
    with store.locked(home):
        for list_id in _wanted(home, ids):
            if not ids and _is_still(home, list_id):
                continue
            failed += not _tried(partial(updates.update, home, list_id, ways))
    raise click.exceptions.Exit(_FAILED if failed else 0)


@lists.command()
@click.option("--json", "as_json", is_flag=True, help="One line of JSON a list.")
@FOLDER
def status(*, as_json: bool, folder: Path | None) -> None:
    """Tell which lists are kept: version, age, counts, hash, and which were not looked at for too long."""
    from tidewaiter.cli import listed

    home = _home(folder)
    rows = [listed.status(home, list_id, _now()) for list_id in _wanted(home, ())]
    for line in listed.lines(rows, as_json=as_json):
        click.echo(line)
    for row in rows:
        for warning in row.warnings:
            say(f"warning: {row.list}: {warning}")


@lists.command()
@click.argument("list_id", metavar="ID")
@click.argument("old", metavar="[FROM", required=False)
@click.argument("new", metavar="TO]", required=False)
@click.option("--json", "as_json", is_flag=True, help="One object of JSON.")
@FOLDER
def diff(list_id: str, old: str | None, new: str | None, *, as_json: bool, folder: Path | None) -> None:
    """Tell what differs between two versions of the list ID: parties added, removed, changed field by field.

    FROM and TO are days (the version that was out then) or beginnings of hashes; without them the
    two newest versions are compared.
    """
    from tidewaiter import codec
    from tidewaiter.parties.lists import store
    from tidewaiter.parties.lists.differences import as_json as plain
    from tidewaiter.parties.lists.differences import differences, prose

    before, after = _pair(_versions(_home(folder), list_id), old, new)
    found = differences(store.open_version(before), store.open_version(after))
    if as_json:
        told = {"list": after.manifest.list, "from": _named(before), "to": _named(after), **plain(found)}
        click.echo(codec.encode(told))
        return
    click.echo(f"{after.manifest.list}: {_label(before)} -> {_label(after)}")
    for line in prose(found):
        click.echo(line)


@lists.command()
@click.argument("ids", metavar="[ID]...", nargs=-1)
@FOLDER
def verify(ids: tuple[str, ...], *, folder: Path | None) -> None:
    """Hash and count every version again; exit code 1 where one is no longer as it was kept."""
    from tidewaiter.parties.lists import store

    home, faults = _home(folder), 0
    for list_id in _wanted(home, ids):
        try:
            known = _versions(home, list_id, least=0)
        except InputError as bad:
            complain(bad, list_id)
            faults += 1
            continue
        for version in known:
            found = store.verify(version)
            faults += bool(found)
            click.echo(f"{list_id} {_label(version)}: {visible('; '.join(found)) or 'as it was kept'}")
    if faults:
        say("hint: restore the folder from a copy, or remove the versions named and add the lists again")
    raise click.exceptions.Exit(_FAULTS if faults else 0)


@lists.command()
@click.argument("what", metavar="[ID]", required=False)
@FOLDER
def show(what: str | None, *, folder: Path | None) -> None:
    """Show the published lists that are known; of one ID its card and its versions; of un:6908555 that entry."""
    from tidewaiter.cli import listed

    home = _home(folder)
    if what is None:
        found = listed.known()
    elif ":" in what:
        found = listed.entry(home, what)
    else:
        found = listed.card(home, what)
    for line in found:
        click.echo(line)


@lists.command()
@click.argument("list_id", metavar="ID")
@click.option("--keep", type=click.IntRange(1), required=True, help="How many of the newest versions stay.")
@FOLDER
def prune(list_id: str, *, keep: int, folder: Path | None) -> None:
    """Remove all but the newest versions of the list ID; nothing else ever removes one."""
    from tidewaiter.parties.lists import store

    home = _home(folder)
    _versions(home, list_id, least=1)
    with store.locked(home):
        for version in store.prune(home, list_id, keep=keep):
            click.echo(f"{list_id} {_label(version)}: removed")


# where, when, which


def _home(folder: Path | None) -> Path:
    from tidewaiter.parties.lists.store import default_folder

    return folder or default_folder(os.environ)


def _now() -> datetime:
    return datetime.now(UTC)


def _day(text: str | None) -> When | None:
    from tidewaiter.model import read_when

    try:
        return read_when(text) if text else None
    except ValueError:
        raise SettingsError("--published is no day", value=text, hint="write it as 2026-02-27 or 2026-02") from None


def _ways(*, accept_shrink: bool, anew: bool = False, published: When | None = None) -> Ways:
    from tidewaiter.cli.lines import progress
    from tidewaiter.parties.lists.updates import Ways

    return Ways(
        _now(),
        accept_shrink=accept_shrink,
        anew=anew,
        published=published,
        progress=progress(),
        say=lambda text: say(f"note: {text}"),
    )


def _steps(
    home: Path, sources: Sequence[str], ways: Ways, *, form: str | None, list_id: str | None, mapping: Path | None
) -> tuple[list[Callable[[], Outcome]], int]:
    """What is to be done for the sources, files last and the oldest first; and how many files are no list."""
    from tidewaiter.parties.lists import updates
    from tidewaiter.parties.lists.cards import card

    steps: list[Callable[[], Outcome]] = []
    files: list[Path] = []
    for source in sources:
        known = None if Path(source).is_file() else card(source)  # a file goes before a list of its name
        if form and known is None:
            hint = "a file's form is told by what it holds"
            raise SettingsError("--form is for the id of a published list", value=form, hint=hint)
        if "://" in source:
            steps.append(partial(updates.add_address, home, source, ways, list_id=list_id))
        elif known is not None:
            steps.append(partial(updates.add_card, home, known, ways, form=form))
        elif mapping is not None:
            steps += [
                partial(updates.add_table, home, path, mapping, ways, list_id=list_id) for path in _each([source])
            ]
        else:
            files += _each([source])
    editions, failed = _editions(files, list_id)
    return [*steps, *(partial(updates.add_files, home, edition, ways) for edition in editions)], failed


def _wanted(home: Path, ids: Sequence[str]) -> tuple[str, ...]:
    """The lists that are meant: those named, else all. Raises InputError where there is none."""
    from tidewaiter.parties.lists import store
    from tidewaiter.parties.lists.cards import card

    kept = store.lists(home)
    if not kept:
        raise InputError("no lists are kept here", path=str(home), hint="begin with: tidewaiter lists add un")
    found = [known.id if one.lower() not in kept and (known := card(one)) else one.lower() for one in ids]
    for one in found:
        if one not in kept:
            raise InputError("the list is not kept here", value=one, hint=f"kept: {', '.join(kept)}")
    return tuple(dict.fromkeys(found)) or kept


def _versions(home: Path, list_id: str, *, least: int = 1) -> tuple[Version, ...]:
    from tidewaiter.parties.lists import store

    (one,) = _wanted(home, (list_id,))
    found = store.versions(home, one)
    if len(found) < least:
        raise InputError("the list has no version yet", value=one, hint=f"tidewaiter lists update {one}")
    return found


def _is_still(home: Path, list_id: str) -> bool:
    """Whether there is nothing to look at for a list, which is told."""
    from tidewaiter.parties.lists.cards import card
    from tidewaiter.parties.lists.updates import source

    known = card(list_id)
    if known and known.closed:
        say(f"note: {list_id} was closed by its publisher on {known.closed}: not looked at")
        return True
    if source(home, list_id) is None:
        say(f"note: {list_id} was added by hand and has no address: not looked at")
        return True
    return False


def _pair(found: tuple[Version, ...], old: str | None, new: str | None) -> tuple[Version, Version]:
    if old is None and len(found) < 2:
        hint = "it takes a second version: tidewaiter lists update, or add an older file"
        raise InputError("the list has only one version", value=found[0].manifest.list, hint=hint)
    after = _version(found, new) if new else found[-1]
    before = _version(found, old) if old else found[-2]
    return before, after


def _version(found: tuple[Version, ...], text: str) -> Version:
    """The version that was out on a day, or whose hash begins so."""
    with suppress(ValueError):
        day = date.fromisoformat(text)
        out = [one for one in found if one.day <= day]
        if out:
            return out[-1]
    hits = [one for one in found if len(text) >= 4 and one.manifest.sha256.startswith(text.lower())]
    if len(hits) != 1:
        known = ", ".join(_label(one) for one in found[-8:])
        raise InputError("no such version", value=text, hint=f"give a day or the beginning of a hash: {known}")
    return hits[0]


def _label(version: Version) -> str:
    return f"{version.manifest.when.value} ({version.manifest.sha256[:_HASH]})"


def _named(version: Version) -> dict[str, object]:
    told = version.manifest
    return {"date": told.when.value, "sha256": told.sha256, "parties": told.parties}


# doing it


def _editions(files: Iterable[Path], list_id: str | None) -> tuple[list[Edition], int]:
    """The editions among files, the oldest first, and how many files are no list, which is told."""
    from tidewaiter.parties.lists.editions import MAPPING, editions_among, latest, renamed

    found, strange = editions_among(path for path in files if not path.name.endswith(MAPPING))
    for bad in strange.values():
        complain(bad, "refused")
    named = [renamed(one, list_id or one.list) for one in found]
    return sorted(named, key=lambda one: (one.list, latest(one.published) or date.max)), len(strange)


def _each(sources: Iterable[str]) -> Iterator[Path]:
    """The files that sources name: themselves, or those in a folder."""
    from tidewaiter.parties.lists.cards import cards

    for path in map(Path, sources):
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.is_file() and not one.name.startswith("."))
            if not found:
                raise InputError("the folder has no files", path=shown(str(path)), hint="name one that has lists in it")
            yield from found
        elif path.is_file():
            yield path
        elif path.exists():
            raise InputError("no plain file", path=shown(str(path)), hint="save the list as a file first")
        else:
            hint = f"published lists: {', '.join(cards())}; an address begins with https://"
            raise InputError("no such file, and no list of that name", value=shown(str(path)), hint=hint)


def _tried(step: Callable[[], Outcome]) -> bool:
    """Does one list; its outcome goes to stdout, its notes and its refusal to stderr."""
    try:
        outcome = step()
    except InputError as bad:
        complain(bad, "refused")
        return False
    told = outcome.version.manifest
    news = "new" if outcome.fresh else "unchanged"
    click.echo(f"{told.list} {_label(outcome.version)}: {news}, {told.parties:,} parties, {told.names:,} names")
    for note in outcome.notes:
        say(f"note: {note}")
    return True
