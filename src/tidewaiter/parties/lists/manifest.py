"""The small files that a folder of lists keeps beside the lists: of each version, of each list, of the last look.

They are JSON, written beside and put in place by renaming, so that a reader sees the old one or the new one whole.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from tidewaiter import codec
from tidewaiter.errors import InputError
from tidewaiter.model.when import When, read_when
from tidewaiter.parties.lists.cards import File
from tidewaiter.parties.lists.editions import Told

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of a version as it was published; ``etag`` and ``modified`` are the server's words on it."""

    name: str
    sha256: str
    size: int
    url: str | None = None
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a version is: its files, its day and who tells it, and what was counted in it.

    ``sha256`` is that of its one file, or of its files' hashes in their order. ``groups`` counts parties by kind and
    programme, ``number`` the list's versions in the order in which they came. ``program``: the version of the program
    that counted. ``forced``: it had failed a count, and the user took it all the same.
    """

    list: str
    form: str
    publisher: str
    title: str
    published: str | None
    told: Told
    fetched: str
    sha256: str
    files: tuple[Kept, ...]
    parties: int
    names: int
    groups: Mapping[str, int]
    number: int
    program: str
    forced: bool = False
    licence: str | None = None
    url: str | None = None

    @property
    def when(self) -> When:
        """The day it was published as far as it is told, else the day it was fetched."""
        return read_when(self.published or self.fetched[:10])


@dataclass(frozen=True, slots=True)
class Setup:
    """Where a list comes from: its form and addresses as the user chose them, and words on a list of one's own."""

    form: str
    files: tuple[File, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Tags:
    """What a server is told when it is asked again: the file's ETag and Last-Modified, as it gave them."""

    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What a server said of one file when it was last asked."""

    name: str
    tags: Tags


@dataclass(frozen=True, slots=True)
class Look:
    """The last look at a list's addresses: when, when last with an answer, and why it failed, if it did.

    ``sha256`` is that of the version to which the ``answers`` belong.
    """

    at: str
    good: str | None = None
    failed: str | None = None
    sha256: str | None = None
    answers: tuple[Answered, ...] = ()


def write(path: Path, value: Any) -> None:
    """Puts a value into a file whole: written beside, forced to the disk, renamed."""
    import msgspec

    beside = path.with_name(f".{path.name}.{os.getpid()}")
    with beside.open("wb") as stream:
        stream.write(msgspec.json.format(codec.encode(value), indent=2) + b"\n")
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(path)
    settle(path.parent)


def read(path: Path, kind: type[T]) -> T:
    """A value from its file. Raises InputError where it is not what was written."""
    try:
        return codec.decode(path.read_bytes(), kind)
    except OSError as bad:
        raise InputError(f"cannot read the file: {bad.strerror}", path=str(path)) from None
    except InputError as bad:
        which = "the folder it lies in" if path.name == "manifest.json" else "it"
        hint = f"somebody changed it: restore it from a copy, or remove {which} and add the list again"
        raise InputError(f"not as it was written: {bad.what}", path=str(path), hint=hint) from None


def settle(folder: Path) -> None:
    """Forces a folder's names to the disk, where the system can."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:  # Windows opens no folders
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
