"""The ids of an index's documents and the sizes of their sketches, by number; in memory or in two files.

``names.text`` holds the ids one after the other, ``names.table`` an entry of 16 bytes for each: where
its id ends, how many shingles and how many pairs of facts were kept. Both only grow; what stands
beyond the committed lengths was never committed, and is cut off.
"""

from __future__ import annotations

import mmap
import os
from array import array
from collections.abc import Sequence
from pathlib import Path
from struct import Struct
from typing import TYPE_CHECKING

from tidewaiter.errors import InputError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ENTRY = Struct("<QII")


class Names:
    """Ids and sizes of documents, numbered from 0 in the order in which they came."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._count = 0  # of those on disk
        self._bytes = 0
        self._text: mmap.mmap | None = None
        self._table: mmap.mmap | None = None
        self._ids: list[str] = []  # those in memory
        self._sizes = (array("I"), array("I"))

    def __len__(self) -> int:
        return self._count + len(self._ids)

    def __getitem__(self, number: int) -> str:
        """The id of a document."""
        if number >= self._count:
            return self._ids[number - self._count]
        assert self._text is not None
        start = self._end(number - 1) if number else 0
        return self._text[start : self._end(number)].decode()

    def sizes(self, kind: int, numbers: NDArray[np.intp]) -> NDArray[np.intp]:
        """How many shingles (kind 0) or pairs of facts (kind 1) of the documents were kept."""
        import numpy as np

        out = np.zeros(len(numbers), dtype=np.intp)
        old = numbers < self._count
        if self._table is not None:
            table = np.frombuffer(self._table, dtype="<u4", count=4 * self._count)
            out[old] = table[4 * numbers[old] + 2 + kind]
        if self._ids:
            out[~old] = np.frombuffer(self._sizes[kind], dtype=np.uint32)[numbers[~old] - self._count]
        return out

    def _end(self, number: int) -> int:
        assert self._table is not None
        end: int = _ENTRY.unpack_from(self._table, number * _ENTRY.size)[0]
        return end

    def add(self, ids: Sequence[str], shingles: NDArray[np.intp], facts: NDArray[np.intp]) -> None:
        """Further documents."""
        self._ids += ids
        for kept, counts in zip(self._sizes, (shingles, facts), strict=True):
            kept.extend(counts.tolist())

    # --- the files ------------------------------------------------------------------------

    def commit(self) -> list[int]:
        """Writes what is in memory; the committed number of documents and of bytes."""
        assert self._folder is not None
        ids = [name.encode() for name in self._ids]
        entries, end = [], self._bytes
        for name, shingles, facts in zip(ids, *self._sizes, strict=True):
            end += len(name)
            entries.append(_ENTRY.pack(end, shingles, facts))
        self.close()
        _put(self._folder / "names.text", self._bytes, b"".join(ids))
        _put(self._folder / "names.table", self._count * _ENTRY.size, b"".join(entries))
        self.load(self._count + len(ids), end)
        self._ids, self._sizes = [], (array("I"), array("I"))
        return [self._count, self._bytes]

    def load(self, count: int, size: int) -> None:
        """Maps what was committed; raises InputError where less is there."""
        assert self._folder is not None
        self._text = _mapped(self._folder / "names.text", size)
        self._table = _mapped(self._folder / "names.table", count * _ENTRY.size)
        self._count, self._bytes = count, size

    def held(self) -> tuple[mmap.mmap, ...]:
        """The mapped files."""
        return tuple(held for held in (self._text, self._table) if held is not None)

    def close(self) -> None:
        """Lets the files go."""
        for held in self.held():
            held.close()
        self._text = self._table = None


def _put(path: Path, start: int, data: bytes) -> None:
    """Writes at a place; what stood there and behind it is gone."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        file.truncate(start)
        file.seek(start)
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _mapped(path: Path, size: int) -> mmap.mmap | None:
    if not size:
        return None
    if not path.is_file() or path.stat().st_size < size:
        raise InputError("the index is damaged: a file of it is missing or cut", path=str(path), hint="build it anew")
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), size, access=mmap.ACCESS_READ)
