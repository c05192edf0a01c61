"""A folder of lists: every list in a folder of its own, its versions kept by day and hash.

    FOLDER/tidewaiter-lists.json          says that this is such a folder
    FOLDER/un/list.json                   where the list comes from
    FOLDER/un/look.json                   the last look at its addresses
    FOLDER/un/2026-02-27_0a1b2c3d4e5f/    a version: manifest.json, and files/ as published

A version appears whole, by one renaming, and is never changed. One is taken in only if it is read to its end and
counted; what fails is refused, and the versions before it stay.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import IO

from tidewaiter import __version__
from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, PartyList
from tidewaiter.model.when import When, read_when
from tidewaiter.parties.lists import manifest as papers
from tidewaiter.parties.lists.cards import Card, card
from tidewaiter.parties.lists.editions import MAPPING, Edition, editions_among, latest, parties, publisher, renamed
from tidewaiter.parties.lists.manifest import Kept, Look, Manifest, Setup
from tidewaiter.parties.lists.tally import Tally, count, shrunk, too_few

_MARK, _MANIFEST, _FILES, _SETUP, _LOOK = "tidewaiter-lists.json", "manifest.json", "files", "list.json", "look.json"
_STAGE = ".new-"
_UNTOLD = "not told"
_AHEAD = timedelta(days=31)  # an edition may tell its month alone, whose end is to come


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a list in the folder."""

    folder: Path
    manifest: Manifest

    @property
    def day(self) -> date:
        """The day by which it was surely out."""
        day = self.manifest.when.latest
        assert day is not None  # a day or month has an end
        return day

    @property
    def files(self) -> tuple[Path, ...]:
        return tuple(self.folder / _FILES / kept.name for kept in self.manifest.files)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an edition: the version it is, whether that is new here, and what its user should know."""

    version: Version
    fresh: bool
    notes: tuple[str, ...] = ()


def default_folder(environment: Mapping[str, str]) -> Path:
    """Where lists are kept if nobody says otherwise: TIDEWAITER_LISTS, else the user's folder for data."""
    named = environment.get("TIDEWAITER_LISTS")
    if named:
        return Path(named).expanduser()
    home = environment.get("XDG_DATA_HOME") or Path(environment.get("HOME") or "~").expanduser() / ".local" / "share"
    return Path(home) / "tidewaiter" / "lists"


_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)


# what is there


def is_store(folder: Path) -> bool:
    """Whether the folder is one that this module keeps."""
    return (folder / _MARK).is_file()


def lists(folder: Path) -> tuple[str, ...]:
    """The ids of the lists in a folder, in their order."""
    if not is_store(folder):
        return ()
    return tuple(sorted(path.name for path in folder.iterdir() if path.is_dir() and not path.name.startswith(".")))


def versions(folder: Path, list_id: str) -> tuple[Version, ...]:
    """The versions of a list, the oldest first. Raises InputError for a manifest that somebody changed."""
    home = folder / list_id
    if not home.is_dir():
        return ()
    found = [path for path in home.iterdir() if (path / _MANIFEST).is_file() and not path.name.startswith(".")]
    read = [Version(path, papers.read(path / _MANIFEST, Manifest)) for path in sorted(found)]
    return tuple(sorted(read, key=lambda one: (one.day, one.manifest.number)))


def version_on(folder: Path, list_id: str, on: date | None = None) -> Version | None:
    """The newest version of a list, or the newest that was out on a day."""
    found = [one for one in versions(folder, list_id) if on is None or one.day <= on]
    return found[-1] if found else None


def open_version(version: Version) -> Iterator[Party]:
    """The parties of a version. Raises InputError, before the first of them, where its files are not as they were."""
    if not is_whole(version):
        raise _spoilt(version)
    return parties(_edition(version))


def _spoilt(version: Version) -> InputError:
    hint = "tidewaiter lists verify says what is wrong; add or update the list to mend it"
    return InputError("the version's files are not what was kept", path=str(version.folder), hint=hint)


def about(version: Version) -> PartyList:
    """The list as the model has it."""
    told = version.manifest
    return PartyList(
        id=told.list,
        publisher=told.publisher,
        title=told.title,
        date=told.when,
        sha256=told.sha256,
        count=told.parties,
        url=told.url,
        licence=told.licence,
    )


def _edition(version: Version) -> Edition:
    told = version.manifest
    main = [path for path in version.files if path.is_file() and not path.name.endswith(MAPPING)]
    found, _ = editions_among(main)
    if len(found) != 1 or found[0].form != told.form or set(found[0].files) != set(main):
        raise _spoilt(version)
    return renamed(found[0], told.list)


def setup(folder: Path, list_id: str) -> Setup | None:
    """Where a list comes from; None where it was only added by hand."""
    path = folder / list_id / _SETUP
    return papers.read(path, Setup) if path.is_file() else None


def look(folder: Path, list_id: str) -> Look | None:
    """The last look at a list's addresses."""
    path = folder / list_id / _LOOK
    return papers.read(path, Look) if path.is_file() else None


# changing it


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keeps every other process from changing the folder. Raises InputError where one does already.

    What a stopped process left half-written is removed.
    """
    if folder.exists() and not folder.is_dir():
        raise InputError("this is a file and no folder of lists", path=str(folder), hint="name another with --lists")
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a+b") as handle:
        if not _lock(handle):
            hint = "wait until it is done, then try again"
            raise InputError("another process is changing this folder of lists", path=str(folder), hint=hint)
        for left in folder.glob(_STAGE + "*"):
            shutil.rmtree(left, ignore_errors=True)
        yield


def _lock(handle: IO[bytes]) -> bool:
    """Locks a file until it is closed; False where another process holds it."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


@contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """A folder inside the folder of lists for the files of a version to be; gone at the end, whatever happens."""
    stage = folder / f"{_STAGE}{os.getpid()}"
    shutil.rmtree(stage, ignore_errors=True)
    try:
        (stage / _FILES).mkdir(parents=True)
        yield stage / _FILES
    except OSError as bad:
        if bad.errno not in _NO_ROOM:
            raise
        hint = "make room, or name another folder with --lists; nothing has changed"
        what = f"the folder of lists cannot be written: {bad.strerror}"
        raise InputError(what, path=str(folder), hint=hint) from None
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def keep_setup(folder: Path, list_id: str, value: Setup) -> None:
    """Remembers where a list comes from."""
    (folder / list_id).mkdir(exist_ok=True)
    papers.write(folder / list_id / _SETUP, value)


def keep_look(folder: Path, list_id: str, value: Look) -> None:
    """Remembers the last look at a list's addresses."""
    (folder / list_id).mkdir(exist_ok=True)
    papers.write(folder / list_id / _LOOK, value)


def take(
    folder: Path,
    edition: Edition,
    *,
    now: datetime,
    kept: Mapping[str, Kept] | None = None,
    accept_shrink: bool = False,
) -> Outcome:
    """Takes an edition, whose files lie in a ``staged`` folder, into the folder of lists.

    ``kept`` tells by file name where each file came from; ``now`` is the time of fetching. Raises InputError where the
    edition cannot be read to its end or fails a count (unless ``accept_shrink``): then nothing has changed.
    """
    files = tuple(_kept(path, (kept or {}).get(path.name)) for path in (*edition.files, *edition.beside))
    total = digest(tuple(one.sha256 for one in files))
    known = versions(folder, edition.list)
    for one in known:
        if one.manifest.sha256 == total and is_whole(one):
            return Outcome(one, fresh=False, notes=_again(one, known[-1]))
    known = tuple(one for one in known if one.manifest.sha256 != total)  # a spoilt one gives way to its like
    tally = count(parties(edition))
    facts, notes = _facts(edition, files, total, tally, now)
    doubt = _doubt(facts, tally, known)
    if doubt and not accept_shrink:
        raise InputError(f"the list {edition.list} is refused: {doubt}", path=str(edition.files[0]), hint=_stays(known))
    number = max((one.manifest.number for one in known), default=0) + 1
    version = _put(folder, edition, replace(facts, number=number, forced=bool(doubt)))
    return Outcome(version, fresh=True, notes=(*notes, *_notes(version, known)))


def _again(version: Version, newest: Version) -> tuple[str, ...]:
    if version == newest:
        return ()
    told, use = version.manifest, newest.manifest
    return (f"{told.list} of {told.when.value} was kept already; that of {use.when.value} stays in use, being newer",)


def _stays(known: tuple[Version, ...]) -> str:
    stays = f"the version of {known[-1].manifest.when.value} stays in use; " if known else ""
    return f"{stays}if the publisher really shortened the list, take it with --accept-shrink"


def _kept(path: Path, told: Kept | None) -> Kept:
    found = hash_of(path)
    if told is None:
        return Kept(path.name, found, path.stat().st_size)
    return Kept(path.name, found, path.stat().st_size, told.url, told.etag, told.modified)


def hash_of(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def digest(hashes: tuple[str, ...]) -> str:
    """One file's own hash; that of several is over their hashes, so that other names make no other version."""
    return hashes[0] if len(hashes) == 1 else hashlib.sha256("\n".join(hashes).encode()).hexdigest()


def _facts(
    edition: Edition, files: tuple[Kept, ...], total: str, tally: Tally, now: datetime
) -> tuple[Manifest, tuple[str, ...]]:
    known, whose = card(edition.list), publisher(edition)
    day, told = edition.published, edition.told
    if day is None and (day := _served(files)):
        told = "server"
    notes: tuple[str, ...] = ()
    out = latest(day)
    if day is not None and (out is None or out > now.date() + _AHEAD):
        notes = (f"{edition.list} is said to be of {day.value}, which is to come: the day it was fetched counts",)
        day = None
    facts = Manifest(
        list=edition.list,
        form=edition.form,
        publisher=whose.publisher if whose else _UNTOLD,
        title=known.title if known else edition.list,
        published=day.value if day else None,
        told=(told or "fetched") if day else "fetched",
        fetched=stamp(now),
        sha256=total,
        files=files,
        parties=tally.parties,
        names=tally.names,
        groups=tally.groups,
        number=0,
        program=__version__,
        licence=whose.licence if whose else None,
        url=files[0].url or (whose.page if whose else None),
    )
    return facts, notes


def _served(files: tuple[Kept, ...]) -> When | None:
    """The day on which the server last changed a file, as it says itself."""
    days = []
    for kept in files:
        with suppress(ValueError, TypeError):
            days.append(parsedate_to_datetime(kept.modified or "").astimezone(UTC).date())
    return read_when(max(days).isoformat()) if days else None


def stamp(now: datetime) -> str:
    """A time as it is written down: in UTC, to the second."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _doubt(facts: Manifest, tally: Tally, known: tuple[Version, ...]) -> str | None:
    """Why the edition may not be the whole list; it is held against the version that came before its own day."""
    rules: Card | None = card(facts.list) or card("table")
    assert rules is not None  # the package has this card
    day = facts.when.latest
    before = [one for one in known if day is None or one.day <= day]
    if doubt := too_few(tally, rules.least):
        return doubt
    if not before:
        return None
    last, same = before[-1], before[-1].manifest.form == facts.form
    told = Tally(last.manifest.parties, last.manifest.names, last.manifest.groups)
    if shrunk(tally, told, rules.shrink, groups=same) is None:
        return None
    return shrunk(tally, _counted_anew(last) or told, rules.shrink, groups=same)


def _counted_anew(version: Version) -> Tally | None:
    """A version as it is read today: a reader that has learnt to read otherwise makes no list shrink."""
    try:
        return count(open_version(version))
    except InputError:
        return None


def _put(folder: Path, edition: Edition, facts: Manifest) -> Version:
    """Writes the manifest beside the files, forces all of it to the disk, and renames it into place."""
    stage = edition.files[0].parent.parent
    for path in (*edition.files, *edition.beside):
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    papers.settle(stage / _FILES)
    papers.write(stage / _MANIFEST, facts)
    home = folder / facts.list
    home.mkdir(exist_ok=True)
    if not is_store(folder):
        papers.write(folder / _MARK, {"kept by": "tidewaiter lists", "form": 1})
    target = home / f"{facts.when.latest}_{facts.sha256[:12]}"
    for spoilt in home.glob(f"*_{facts.sha256[:12]}"):
        _remove(folder, spoilt)
    stage.rename(target)
    papers.settle(home)
    return Version(target, facts)


def _notes(version: Version, known: tuple[Version, ...]) -> Iterator[str]:
    name, told = version.manifest.list, card(version.manifest.list)
    if known and version.day < known[-1].day:
        newest = known[-1].manifest.when.value
        yield f"{name} of {version.manifest.when.value} is kept beside the newer one of {newest}, which stays in use"
    if version.manifest.told == "fetched":
        yield f"{name} tells no day of its own: the day it was fetched counts"
    if told and told.closed:
        yield f"{name} was closed by its publisher on {told.closed}: {told.note}"


# looking after it


def is_whole(version: Version) -> bool:
    """Whether every file of a version has the hash with which it was kept."""
    pairs = zip(version.manifest.files, version.files, strict=True)
    return all(path.is_file() and hash_of(path) == kept.sha256 for kept, path in pairs)


def verify(version: Version) -> tuple[str, ...]:
    """What is no longer as it was kept: files by their hashes, then the counts. Empty where all is well."""
    faults = []
    for kept, path in zip(version.manifest.files, version.files, strict=True):
        if not path.is_file():
            faults.append(f"{kept.name} is missing")
        elif (size := path.stat().st_size) != kept.size:
            faults.append(f"{kept.name} has {size:,} bytes instead of {kept.size:,}")
        elif hash_of(path) != kept.sha256:
            faults.append(f"{kept.name} has another hash than when it was kept")
    if digest(tuple(one.sha256 for one in version.manifest.files)) != version.manifest.sha256:
        faults.append("the manifest's hash is not that of its files")
    return tuple(faults) or _recount(version)


def _recount(version: Version) -> tuple[str, ...]:
    told = version.manifest
    try:
        tally = count(parties(_edition(version)))
    except InputError as bad:
        return (f"it can no longer be read: {bad.what}",)
    if told.program != __version__:  # another version of the program may read more, or otherwise
        return ()
    found = [("parties", told.parties, tally.parties), ("names", told.names, tally.names)]
    return tuple(f"{now:,} {what} are read instead of {was:,}" for what, was, now in found if was != now)


def prune(folder: Path, list_id: str, *, keep: int) -> tuple[Version, ...]:
    """Removes all but the newest ``keep`` versions of a list, and says which. Raises ValueError for fewer than one."""
    if keep < 1:
        raise ValueError("at least one version is kept")
    gone = versions(folder, list_id)[:-keep]
    for version in gone:
        _remove(folder, version.folder)
    return gone


def _remove(folder: Path, version: Path) -> None:
    """Takes a version away by one renaming; what is left of it after a stop is swept up later."""
    doomed = folder / (_STAGE + version.name)
    version.rename(doomed)
    shutil.rmtree(doomed)
