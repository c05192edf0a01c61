"""The saved index of a folder of lists: built once, found again by a look at the files, built anew when one changes."""

from __future__ import annotations

import atexit
import functools
import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tidewaiter import __version__
from tidewaiter.engine.workers import apart
from tidewaiter.errors import InputError

if TYPE_CHECKING:
    from tidewaiter.model.party import Party, PartyList
    from tidewaiter.parties.lists.gather import Gathered
    from tidewaiter.parties.matching.matcher import Matcher

_KEPT = 8
"""Indexes that are kept; the one that was longest not asked for goes first."""
_FRESH = 2.0
"""Seconds within which a file may be changed twice and look the same; a look so soon is not relied on later."""
_MANY = 3_000
"""Parties of which the index takes long enough that somebody should know."""
_TELL = 5.0
"""Seconds between two lines about how far the building is."""
Say = Callable[[str], None]
_PARTIES = Path(__file__).parents[2] / "parties"


def opened(folder: Path | None = None, *, on: date | None = None, say: Say = lambda text: None) -> Matcher:
    """The lists of a folder (a store, or list files under any names), ready to be asked; None for the default store.

    ``on`` takes the editions that were the newest on that day. What is no list is told through ``say``.
    """
    return at(prepared(folder, on=on, say=say))


def renewed(folder: Path | None, *, on: date | None = None, say: Say) -> Matcher:
    """As ``opened``, for a process that has other things to do: another one builds the index, where one is wanted.

    ``say`` has to be a function that can be sent there. The matchers that were opened before are let go of.
    """
    index = apart(functools.partial(prepared, folder, on=on, say=say))
    at.cache_clear()
    # where no index can be kept, the one built is gone with the process that built it
    return at(index) if (index / "whole").is_file() else opened(folder, on=on, say=say)


def look(folder: Path | None = None, *, on: date | None = None) -> str:
    """A text that changes when the lists of a folder may have changed: cheap, from names, sizes and times of files."""
    from tidewaiter.parties.lists.gather import fingerprint

    return fingerprint(folder or default_folder(), on=on)


@functools.lru_cache(maxsize=4)
def at(index: Path) -> Matcher:
    """The matcher of a saved index."""
    from tidewaiter.parties.matching.matcher import open_index

    return open_index(index)


def open_fresh(lists: Iterable[tuple[PartyList, Iterable[Party]]], folder: Path) -> Matcher:
    """A matcher over lists given in full, whose index is built in a folder of the caller's."""
    from tidewaiter.parties.matching.matcher import build, open_index

    build(lists, folder)
    return open_index(folder)


def prepared(folder: Path | None = None, *, on: date | None = None, say: Say = lambda text: None) -> Path:
    """The folder of the saved index over a folder of lists, built where there is none yet.

    Raises InputError where the folder holds no list.
    """
    from tidewaiter.parties.lists.gather import fingerprint

    lists = folder or default_folder()
    if not lists.exists():
        what = "no such folder of lists" if folder else "no lists are loaded yet"
        raise InputError(what, path=str(lists), hint="`tidewaiter lists add` gets them, or name a folder with --lists")
    cache = _cache(say)
    looks = cache / "looks" / f"{_digest(fingerprint(lists, on=on), str(on), _code())}.json"
    known = _known(looks, cache, say)
    return known or _built(lists, on, cache, looks, say)


def default_folder() -> Path:
    """Where ``tidewaiter lists`` keeps lists, if no folder is named."""
    from tidewaiter.parties.lists import store

    return store.default_folder(os.environ)


def _known(looks: Path, cache: Path, say: Say) -> Path | None:
    """The index that was built when the files looked like this."""
    with suppress(OSError, ValueError, KeyError, TypeError):
        told = json.loads(looks.read_text(encoding="utf-8"))
        index = cache / "indexes" / str(told["index"])
        if (index / "whole").is_file():
            os.utime(index)
            for note in told["notes"]:
                say(f"note: {note}")
            return index
    return None


def _built(lists: Path, on: date | None, cache: Path, looks: Path, say: Say) -> Path:
    from tidewaiter.parties.lists.gather import gather

    begun = time.time()
    gathered = gather(lists, on=on)
    for note in gathered.notes:
        say(f"note: {note}")
    if not gathered.lists:
        of = f" of {on} or before" if on else ""
        hint = "`tidewaiter lists status` tells what is loaded"
        raise InputError(f"no list{of} in the folder", path=str(lists), hint=hint)
    name = _digest(gathered.digest, _code(whole=True), __version__)
    index = cache / "indexes" / name
    try:
        if not (index / "whole").is_file():
            _build(gathered, index, say)
        _keep_look(looks, lists, begun, {"index": name, "notes": list(gathered.notes)})
        _tidy(cache / "indexes", index)
    except OSError as bad:
        index = _elsewhere(cache, bad, say) / "indexes" / name
        _build(gathered, index, say)
    return index


def _build(gathered: Gathered, index: Path, say: Say) -> None:
    """Builds beside the place and moves there: another process sees a whole index or none."""
    from tidewaiter.parties.matching.matcher import build

    index.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix="building-", dir=index.parent))
    try:
        build(_told_on_the_way(gathered, say), fresh)
        (fresh / "whole").touch()
        with suppress(OSError):  # another process may have been faster
            fresh.rename(index)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _told_on_the_way(gathered: Gathered, say: Say) -> Iterator[tuple[PartyList, Iterator[Party]]]:
    """The lists; how far the reading of their parties is, is told every few seconds, into files of logs too."""
    count = sum(listed.count for listed, _ in gathered.lists)
    if count >= _MANY:
        say(f"note: the index of {count:,} parties is built, once: it is kept for the next question")
    begun = told = time.monotonic()
    done = 0

    def each(parties: Iterator[Party]) -> Iterator[Party]:
        nonlocal done, told
        for party in parties:
            yield party
            done += 1
            if (now := time.monotonic()) - told >= _TELL:
                left = (now - begun) / done * (count - done)
                say(f"note: {done:,} of {count:,} parties, about {max(left, 1):.0f} s left")
                told = now

    for listed, read in gathered.lists:
        yield listed, each(read())


def _keep_look(looks: Path, lists: Path, begun: float, told: dict[str, object]) -> None:
    files = lists.rglob("*") if lists.is_dir() else (lists,)
    newest = max((path.stat().st_mtime for path in files if path.is_file()), default=0.0)
    if begun - newest < _FRESH:
        return
    looks.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=looks.parent, delete=False) as stream:
        json.dump(told, stream)
    Path(stream.name).replace(looks)


def _tidy(indexes: Path, but: Path) -> None:
    """Takes away the oldest indexes, and what a stopped run left half built a day ago."""
    asked = {path: path.stat().st_mtime for path in indexes.iterdir() if path != but}
    found = sorted(asked, key=lambda path: -asked[path])
    old = [path for path in found if not path.name.startswith("building-")][_KEPT - 1 :]
    left = [path for path in found if path.name.startswith("building-") and asked[path] < time.time() - 86_400]
    for path in (*old, *left):
        shutil.rmtree(path, ignore_errors=True)


# where indexes are kept, and what they hang on


def _cache(say: Say) -> Path:
    """The folder for indexes; a temporary one, gone at the end, where it cannot be written."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA") or Path.home() / ".cache"
    folder = Path(base) / "tidewaiter" / "parties"
    try:
        (folder / "indexes").mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder / "indexes"):
            return folder
    except OSError as bad:
        return _elsewhere(folder, bad, say)


def _elsewhere(folder: Path, bad: OSError, say: Say) -> Path:
    """A folder for indexes that is gone at the end of the run, told with why."""
    say(f"note: {folder} cannot be written ({bad.strerror}); the index is built anew for this run")
    held = Path(tempfile.mkdtemp(prefix="tidewaiter-"))
    (held / "indexes").mkdir()
    atexit.register(shutil.rmtree, held, ignore_errors=True)
    return held


def _code(*, whole: bool = False) -> str:
    """What tells this version of the parties' code and tables from others: by a look at the files, or their bytes."""
    found = hashlib.sha256(__version__.encode())
    for path in sorted(_PARTIES.rglob("*")):
        if path.suffix in (".py", ".tsv", ".yaml"):
            stat = path.stat()
            found.update(path.relative_to(_PARTIES).as_posix().encode())
            found.update(path.read_bytes() if whole else f"{stat.st_size} {stat.st_mtime_ns}".encode())
    return found.hexdigest()


def _digest(*told: str) -> str:
    return hashlib.sha256("\0".join(told).encode()).hexdigest()[:32]
