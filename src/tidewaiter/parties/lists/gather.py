"""What a folder of lists holds: a folder kept by ``store``, or any folder into which somebody put the files.

Of several editions of one list the newest counts, or the newest that was out on a day. What is no list is told in a
note; a list that cannot be read to its end is refused, because "no match" would be said without it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter import __version__
from tidewaiter.errors import InputError
from tidewaiter.model.party import Party, PartyList
from tidewaiter.model.when import UNKNOWN

if TYPE_CHECKING:
    from tidewaiter.parties.lists.editions import Edition

Source = tuple[PartyList, Callable[[], Iterator[Party]]]

_HELD = 32 * 1024**2
"""Bytes of a loose edition up to which its parties, which are read once for counting, are held to be read again."""
_FULLER = ("names", "table", "csv", "json", "xml", "advanced")
"""Forms of one list by their last word, those that tell more of a party last."""
_DATES = re.compile(r"(?<!\d)(?:19|20)\d\d[-_.]?(?:0[1-9]|1[0-2])(?:[-_.]?[0-3]\d)?(?!\d)")
_MARK = "tidewaiter-lists.json"  # as in store, which a mere fingerprint does without: it starts a process slowly
_MUCH = 0.8
_COLLECTED = "opensanctions"
_FTM_WORDS = ("entities", "ftm", "json", "jsonl", "gz")
_BEGIN = "begin with: tidewaiter lists add un"
_EARLIER = "name a later day, or put an older edition there"
_TAKE_OUT = "get the list again from its publisher, or take the file out of the folder"


@dataclass(frozen=True, slots=True)
class Gathered:
    """The lists of a folder, each with what opens it; ``digest`` is over all of them, whatever their files' names."""

    lists: tuple[Source, ...]
    notes: tuple[str, ...]
    digest: str


def gather(folder: Path, *, on: date | None = None) -> Gathered:
    """The lists in a folder (or in one file), in the order of their ids; ``on`` a day, as they were out then.

    Files in a folder of no ``store`` are read to their end once. Raises InputError where there is no folder, no list in
    it, none that was out on that day, or one that is broken.
    """
    _refuse_missing(folder)
    notes: list[str] = []
    found = _kept(folder, on, notes) if _is_store(folder) else _loose(folder, on, notes)
    if not found:
        told = "".join(f"; {note}" for note in notes[:3])
        what = f"no list in the folder was out on {on}" if on and _any(folder) else "no list in the folder"
        raise InputError(f"{what}{told}", path=str(folder), hint=_EARLIER if on and _any(folder) else _BEGIN)
    return Gathered(found, tuple(notes), _digest(one for one, _ in found))


def fingerprint(folder: Path, *, on: date | None = None) -> str:
    """A text that changes when ``gather`` may answer otherwise: cheap, from names, sizes and times of files alone."""
    _refuse_missing(folder)
    paths = sorted(folder.glob("*/*/manifest.json")) if _is_store(folder) else _files(folder)
    told = [f"{__version__} {on} {folder.resolve()}"]
    for path in paths:
        seen = path.stat()
        told.append(f"{path.relative_to(folder)} {seen.st_size} {seen.st_mtime_ns}")
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()


def _is_store(folder: Path) -> bool:
    return (folder / _MARK).is_file()


def _any(folder: Path) -> bool:
    """Whether a folder holds any list, whatever its day."""
    from tidewaiter.parties.lists import store
    from tidewaiter.parties.lists.editions import editions_among

    return bool(store.lists(folder)) if _is_store(folder) else bool(editions_among(_files(folder))[0])


def _refuse_missing(folder: Path) -> None:
    if not folder.exists():
        raise InputError("there is no folder of lists", path=str(folder), hint=_BEGIN)


def _digest(lists: Iterable[PartyList]) -> str:
    told = [f"{one.id} {one.date.value} {one.sha256}" for one in lists]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


# kept by the store


def _kept(folder: Path, on: date | None, notes: list[str]) -> tuple[Source, ...]:
    from tidewaiter.parties.lists import store

    found = []
    for list_id in store.lists(folder):
        version = store.version_on(folder, list_id, on)
        if version is not None:
            found.append((store.about(version), partial(store.open_version, version)))
        elif on is not None and store.versions(folder, list_id):
            notes.append(f"{list_id} has no version of {on} or before: it is left out")
    strange = [path.name for path in _files(folder) if path.name != _MARK]
    notes += [f"{name} lies beside the lists and is not read: tidewaiter lists add {name}" for name in strange]
    return tuple(found)


# put there by somebody


def _loose(folder: Path, on: date | None, notes: list[str]) -> tuple[Source, ...]:
    from tidewaiter.parties.lists.editions import MAPPING, editions_among

    editions, strange = editions_among(_files(folder))
    if folder.is_file() and strange:
        raise strange[folder]
    for path, bad in strange.items():
        if path.with_name(path.name + MAPPING).is_file():  # somebody means it to be a list
            raise bad
        notes.append(f"{path.name} is not read: {bad.what}")
    by_list: dict[str, list[Edition]] = {}
    for edition in _apart(editions):
        by_list.setdefault(edition.list, []).append(edition)
    found = (_newest(by_list[list_id], on, notes) for list_id in sorted(by_list))
    return tuple(one for one in found if one)


def _apart(editions: Iterable[Edition]) -> Iterator[Edition]:
    """Collections of OpenSanctions under several names are several lists, each called by its file's name."""
    from tidewaiter.parties.lists.editions import renamed

    found = list(editions)
    names = {_collection(one) for one in found if one.list == _COLLECTED}
    for one in found:
        yield renamed(one, _collection(one)) if one.list == _COLLECTED and len(names) > 1 else one


def _collection(edition: Edition) -> str:
    plain = _DATES.sub("", edition.files[0].name.lower())
    words = [
        word for word in re.split(r"[^a-z0-9]+", plain) if word not in ("", "entities", "ftm", "json", "jsonl", "gz")
    ]
    return "-".join([_COLLECTED, *words])[:60]


def _files(folder: Path) -> list[Path]:
    if folder.is_file():
        return [folder]
    found = (path for path in folder.iterdir() if path.is_file() and not path.name.startswith("."))
    return sorted(path for path in found if not path.name.endswith(".mapping.yaml"))


def _newest(editions: list[Edition], on: date | None, notes: list[str]) -> Source | None:
    """The newest edition; the others are told."""
    out = sorted((one for one in editions if _out(one, on)), key=_age)
    if not out:
        notes.append(f"{editions[0].list} has no edition of {on} or before: it is left out")
        return None
    source = _opened(out[-1], notes)
    notes += [_passed_over(older, out[-1]) for older in out[:-1]]
    notes += _smaller(out[-1], out[:-1])
    notes += _doubts(out[-1], on)
    return source


def _smaller(used: Edition, older: list[Edition]) -> list[str]:
    """A doubt where the files of an edition are much smaller than those of the one before it in the same form."""
    before = next((one for one in reversed(older) if one.form == used.form), None)
    sizes = [sum(path.stat().st_size for path in one.files) for one in (used, before) if one]
    if before is None or sizes[0] >= sizes[1] * _MUCH:
        return []
    name, other = used.files[0].name, before.files[0].name
    return [f"{name} may not be the whole list: it has {sizes[0]:,} bytes, {other} before it {sizes[1]:,}"]


def _passed_over(one: Edition, used: Edition) -> str:
    name, other = one.files[0].name, used.files[0].name
    if one.published is None and used.published is not None:
        return f"{name}: not used, since it tells no day and {other} does"
    newer = used.published is not None and _age(one)[0] < _age(used)[0]
    return f"{name}: not used, {other} is {'newer' if newer else 'the same list'}"


def _out(edition: Edition, on: date | None) -> bool:
    """Whether an edition was out on a day; one that tells no day may have been."""
    day = edition.published.latest if edition.published else None
    return on is None or day is None or day <= on


def _age(edition: Edition) -> tuple[date, int, str]:
    """The order of editions: by day, then by how much their form tells, then by name."""
    day = edition.published.latest if edition.published else None
    return day or date.min, _FULLER.index(edition.form.rpartition("-")[2]), edition.files[0].name


def _doubts(edition: Edition, on: date | None) -> list[str]:
    if on is None or edition.published is not None:
        return []
    return [f"{edition.files[0].name} tells no day: whether it was out on {on} is not known"]


def _opened(edition: Edition, notes: list[str]) -> Source:
    """An edition with its counts. Raises InputError where it cannot be read to its end."""
    from tidewaiter.parties.lists import store
    from tidewaiter.parties.lists.cards import card
    from tidewaiter.parties.lists.editions import parties, publisher
    from tidewaiter.parties.lists.tally import count, too_few

    try:
        held = tuple(parties(edition)) if sum(path.stat().st_size for path in edition.files) < _HELD else None
        tally = count(parties(edition) if held is None else held)
        digest = store.digest(tuple(store.hash_of(path) for path in edition.files))
    except InputError as bad:
        path = str(edition.files[0])
        raise InputError(
            bad.what, path=path, line=bad.line, column=bad.column, value=bad.value, hint=_TAKE_OUT
        ) from None
    except OSError as bad:
        raise InputError(f"cannot read the list: {bad.strerror}", path=str(edition.files[0]), hint=_TAKE_OUT) from None
    known = card(edition.list)
    if known and (doubt := too_few(tally, known.least)):
        notes.append(f"{edition.files[0].name} may not be the whole list: {doubt}")
    whose = publisher(edition)
    about = PartyList(
        id=edition.list,
        publisher=whose.publisher if whose else "not told",
        title=known.title if known else edition.list,
        date=edition.published or UNKNOWN,
        sha256=digest,
        count=tally.parties,
        url=whose.page if whose else None,
        licence=whose.licence if whose else None,
    )
    return about, partial(parties, edition) if held is None else lambda: iter(held)
