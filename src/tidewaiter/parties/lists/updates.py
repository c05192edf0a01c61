"""Brings a list into the folder: from files at hand, from its card's addresses, or from an address of the user's.

Whatever fails on the way is refused with its reason, and the folder stays as it was.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tidewaiter.errors import InputError
from tidewaiter.model.when import When
from tidewaiter.parties.lists import store
from tidewaiter.parties.lists.cards import Card, File, card
from tidewaiter.parties.lists.editions import MAPPING, Edition, editions_among, renamed
from tidewaiter.parties.lists.fetch import Clock, Fetched, Limits, fetch, shown
from tidewaiter.parties.lists.manifest import Answered, Kept, Look, Setup, Tags
from tidewaiter.parties.lists.store import Outcome, Version, stamp

_ROUNDS = 3  # of fetching a set whose publisher puts out a new one meanwhile
_PLAIN = re.compile(r"[^A-Za-z0-9._-]+")

Progress = Callable[[str, int, int | None], None]


@dataclass(frozen=True, slots=True)
class Ways:
    """How a list is taken: at which time, whether also where it shrank, whether all is fetched ``anew``.

    ``published`` is its day as the user tells it, which goes before what the list tells.

    ``progress`` is told a file's name, the bytes so far and those in all, where the server says so; ``say`` why an
    address is tried again.
    """

    now: datetime
    accept_shrink: bool = False
    anew: bool = False
    published: When | None = None
    progress: Progress = lambda name, done, total: None
    say: Callable[[str], None] = lambda text: None
    limits: Limits = field(default_factory=Limits)
    clock: Clock = field(default_factory=Clock)


def add_files(folder: Path, edition: Edition, ways: Ways) -> Outcome:
    """Takes an edition whose files the user has; they are copied."""
    with store.staged(folder) as stage:
        names = {stage / _written(path.name): str(path) for path in edition.files}
        besides = {stage / _written(path.name): str(path) for path in edition.beside}
        for copy, original in {**names, **besides}.items():
            shutil.copyfile(original, copy)
        with _in_user_words({**names, **besides}):
            found = renamed(_only(list(names), names), edition.list)
            dated = replace(found, published=edition.published, told=edition.told)
            return _taken(folder, dated, ways)


def add_table(folder: Path, path: Path, mapping: Path, ways: Ways, *, list_id: str | None = None) -> Outcome:
    """Takes a table of the user's with the mapping that says how its columns are read; both are copied."""
    with store.staged(folder) as stage:
        table = stage / _written(path.name)
        beside = table.with_name(table.name + MAPPING)
        shutil.copyfile(path, table)
        shutil.copyfile(mapping, beside)
        with _in_user_words({table: str(path), beside: str(mapping)}):
            found = _only([table], {table: str(path)})
            found = renamed(found, list_id or found.list)
            return _taken(folder, found, ways)


def add_address(folder: Path, url: str, ways: Ways, *, list_id: str | None = None) -> Outcome:
    """Takes the list at an address, whichever it is, and remembers the address for it.

    ``list_id`` names a table or a FollowTheMoney file, whose list its bytes do not tell.
    """
    file = File(_name(url), url)
    with store.staged(folder) as stage:
        got = _fetched(file, stage, None, ways)
        assert got is not None  # nothing is unchanged that was never fetched
        with _in_user_words({stage / file.name: shown(url)}):
            edition = _only([stage / file.name], {stage / file.name: shown(url)})
            edition = renamed(edition, list_id or edition.list)
            kept = {file.name: _kept(file, got)}
            outcome = _taken(folder, edition, ways, kept=kept)
    store.keep_setup(folder, edition.list, Setup(edition.form, (file,)))
    _keep_good(folder, edition.list, outcome.version, {file.name: got.tags}, ways.now)
    return outcome


def add_card(folder: Path, known: Card, ways: Ways, *, form: str | None = None) -> Outcome:
    """Fetches a published list for the first time, or in another of its forms."""
    wanted = known.form(form)
    setup = Setup(wanted.form, wanted.files)
    return _update(folder, known.id, setup, ways)


def update(folder: Path, list_id: str, ways: Ways) -> Outcome:
    """Looks at a list's addresses again, and takes what changed. The look is remembered, with its failure too."""
    setup = source(folder, list_id)
    if setup is None:
        raise _no_address(list_id)
    return _update(folder, list_id, setup, ways)


def source(folder: Path, list_id: str) -> Setup | None:
    """Where a list is looked for: at the addresses the user gave, else at its card's, in the form that is kept."""
    known = card(list_id)
    setup = store.setup(folder, list_id)
    if setup is None and known is not None:
        newest = store.version_on(folder, list_id)
        forms = [form for form in known.forms if newest and form.form == newest.manifest.form] or known.forms
        setup = Setup(forms[0].form, forms[0].files)
    return setup if setup and all(file.url for file in setup.files) else None


def _no_address(list_id: str) -> InputError:
    hint = "add its files by hand: tidewaiter lists add FILE"
    return InputError(f"the list {list_id} has no address to look at", hint=hint)


def _update(folder: Path, list_id: str, setup: Setup, ways: Ways) -> Outcome:
    if any(file.url is None for file in setup.files):
        raise _no_address(list_id)
    before = store.look(folder, list_id)
    try:
        outcome, tags = _round(folder, list_id, setup, before, ways)
    except InputError as bad:
        if (folder / list_id).is_dir():
            seen = replace(before or Look(""), at=stamp(ways.now), failed=bad.what)
            store.keep_look(folder, list_id, seen)
        raise
    store.keep_setup(folder, list_id, setup)
    _keep_good(folder, list_id, outcome.version, tags, ways.now)
    return outcome


def _taken(folder: Path, edition: Edition, ways: Ways, *, kept: Mapping[str, Kept] | None = None) -> Outcome:
    dated = replace(edition, published=ways.published, told="user") if ways.published else edition
    return store.take(folder, dated, now=ways.now, kept=kept, accept_shrink=ways.accept_shrink)


def _keep_good(folder: Path, list_id: str, version: Version, tags: Mapping[str, Tags], now: datetime) -> None:
    answers = tuple(Answered(name, one) for name, one in tags.items())
    look = Look(stamp(now), good=stamp(now), sha256=version.manifest.sha256, answers=answers)
    store.keep_look(folder, list_id, look)


def _round(
    folder: Path, list_id: str, setup: Setup, before: Look | None, ways: Ways
) -> tuple[Outcome, Mapping[str, Tags]]:
    """One look: fetches what changed, completes the set with what did not, and takes it."""
    base = None if ways.anew else _base(folder, list_id, setup, before)
    tags = {one.name: one.tags for one in before.answers} if before and base else {}
    with store.staged(folder) as stage:
        got = _set(setup, stage, tags, ways)
        if base and not any(got.values()):
            return Outcome(base, fresh=False), tags
        kept = {}
        for file in setup.files:
            new = got[file.name]
            kept[file.name] = _kept(file, new) if new else _reused(file, base, stage)
            tags[file.name] = Tags(kept[file.name].etag, kept[file.name].modified)
        names = {stage / file.name: shown(file.url or file.name) for file in setup.files}
        with _in_user_words(names):
            edition = _as_list(_only(list(names), names), list_id, next(iter(names.values())))
            return _taken(folder, edition, ways, kept=kept), tags


def _base(folder: Path, list_id: str, setup: Setup, before: Look | None) -> Version | None:
    """The version to which the server's words belong, whole and of the same files; without it all is fetched."""
    if before is None or before.sha256 is None:
        return None
    names = {file.name for file in setup.files}
    found = [one for one in store.versions(folder, list_id) if one.manifest.sha256 == before.sha256]
    whole = [one for one in found if {kept.name for kept in one.manifest.files} == names and store.is_whole(one)]
    return whole[-1] if whole else None


def _set(setup: Setup, stage: Path, tags: Mapping[str, Tags], ways: Ways) -> dict[str, Fetched | None]:
    """All files of a list; fetched again where the first has changed meanwhile, so that no set is of two editions."""
    for _ in range(_ROUNDS):
        got = {file.name: _fetched(file, stage, tags.get(file.name), ways) for file in setup.files}
        if len(setup.files) == 1 or not any(got.values()) or _settled(setup.files[0], stage, got, tags, ways):
            return got
        for file in setup.files:
            (stage / file.name).unlink(missing_ok=True)
    hint = "try again in some minutes"
    raise InputError("the files change while they are fetched", path=shown(setup.files[0].url or ""), hint=hint)


def _settled(first: File, stage: Path, got: Mapping[str, Fetched | None], tags: Mapping[str, Tags], ways: Ways) -> bool:
    """Whether the first file is still as it was; taken for so where its server gives nothing to ask with."""
    new = got[first.name]
    known = new.tags if new else tags.get(first.name, Tags())
    if known == Tags():
        return True
    again = stage / f"{first.name}.again"
    try:
        found = fetch(_url(first), again, tags=known, limits=ways.limits, clock=ways.clock)
        return found is None or (new is not None and found.sha256 == new.sha256)
    finally:
        again.unlink(missing_ok=True)


def _fetched(file: File, stage: Path, tags: Tags | None, ways: Ways) -> Fetched | None:
    return fetch(
        _url(file),
        stage / file.name,
        tags=tags,
        limits=ways.limits,
        clock=ways.clock,
        progress=lambda done, total: ways.progress(file.name, done, total),
        say=ways.say,
    )


def _url(file: File) -> str:
    assert file.url is not None  # files without an address are refused before
    return file.url


def _kept(file: File, got: Fetched) -> Kept:
    return Kept(file.name, got.sha256, got.size, shown(_url(file)), got.tags.etag, got.tags.modified)


def _reused(file: File, base: Version | None, stage: Path) -> Kept:
    """A file that did not change: that of the version before."""
    assert base is not None  # nobody says "not changed" who was not told of a version
    kept, path = next((k, p) for k, p in zip(base.manifest.files, base.files, strict=True) if k.name == file.name)
    shutil.copyfile(path, stage / file.name)
    return kept


def _only(files: list[Path], names: Mapping[Path, str]) -> Edition:
    """The one edition that the files are. Raises InputError where they are none, or several."""
    found, strange = editions_among(files)
    for path, bad in strange.items():
        bad.path = names[path] if bad.path == str(path) else bad.path
        raise bad
    if len(found) != 1 or set(found[0].files) != set(files):
        told = " and ".join(f"{one.list} ({one.form})" for one in found)
        raise InputError(f"the files are no single list: {told}", path=names[files[0]], hint="add them one by one")
    return found[0]


def _as_list(edition: Edition, list_id: str, name: str) -> Edition:
    """The edition under the list's id. Raises InputError where it is another list."""
    known = card(edition.list)
    if edition.list == list_id or (known is not None and known.id == list_id):
        return edition
    try:
        return renamed(edition, list_id)
    except InputError:
        hint = f"tidewaiter lists add ADDRESS keeps it as {edition.list}"
        what = f"the address has the list {edition.list} instead of {list_id}"
        raise InputError(what, path=name, hint=hint) from None


@contextmanager
def _in_user_words(names: Mapping[Path, str]) -> Iterator[None]:
    """Faults of staged files are told with the place from which the user has them."""
    told = {str(path): name for path, name in names.items()}
    try:
        yield
    except InputError as bad:
        for path in sorted(told, key=len, reverse=True):
            if bad.path and bad.path.startswith(path):  # of a set the reader adds which of its files it is
                bad.path = told[path] + bad.path.removeprefix(path)
                break
        raise


def _written(name: str) -> str:
    """A file's name as it can be written down: bytes that are no text become _."""
    return "".join("_" if "\udc80" <= sign <= "\udcff" else sign for sign in name)


def _name(url: str) -> str:
    """A plain name for the file at an address."""
    last = unquote(urlsplit(url).path.rpartition("/")[2])
    return _PLAIN.sub("_", last).strip("._")[:80] or "list"
