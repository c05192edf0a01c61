"""Postings in sorted arrays: which hash stands in which document.

A posting is one number of 64 bits: two for the kind of the hash, 38 for the hash, 24 for the
document's number. A run is a sorted array of them that holds the documents of one stretch of
numbers; a lookup is two binary searches in each run. Runs lie in memory or in a mapped file.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from tidewaiter.reports.copies.sketch import Numbers, Places

DOCUMENTS = 1 << 24
"""So many documents fit into one index."""
SHINGLE, FACT, NAME = 0, 1, 2
"""The kinds of hash: of a shingle, of a pair of facts, of a document's id."""
_TABLE = 1 << 22  # cells of a table of pairs
_PORTION = 1 << 19  # postings that a merge holds in memory of each side


def pack(kind: int, hashes: Numbers, documents: Places | int) -> Numbers:
    """Postings, unsorted."""
    import numpy as np

    return (
        np.uint64(kind << 62) | ((hashes >> np.uint64(26)) << np.uint64(24)) | np.asarray(documents).astype(np.uint64)
    )


def keys_of(postings: Numbers) -> Numbers:
    """Kind and hash of postings."""
    import numpy as np

    return postings >> np.uint64(24)


def documents_of(postings: Numbers) -> Places:
    """The document numbers of postings."""
    import numpy as np

    return (postings & np.uint64(DOCUMENTS - 1)).astype(np.intp)


def kinds_of(postings: Numbers) -> Numbers:
    """The kinds of postings."""
    import numpy as np

    return postings >> np.uint64(62)


def sorted_once(postings: Numbers) -> Numbers:
    """Postings as a run: sorted, each once."""
    import numpy as np

    return _once(np.sort(postings))


def merged(runs: Sequence[Numbers]) -> Numbers:
    """Several runs as one."""
    import numpy as np

    if len(runs) == 1:
        return runs[0]
    whole = np.concatenate(runs)
    whole.sort(kind="stable")  # which finds what is sorted already
    return _once(whole)


def _once(run: Numbers) -> Numbers:
    import numpy as np

    if len(run) < 2:
        return run
    return run[np.concatenate(([True], run[1:] != run[:-1]))]


def lookup(runs: Sequence[Numbers], keys: Numbers, *, limit: int) -> tuple[Places, Places]:
    """Where each key stands: positions in ``keys`` beside document numbers, at most ``limit`` for a
    key. These are its first documents, so that all keys of one often printed text name the same ones."""
    import numpy as np

    positions, documents = [], []
    room = np.full(len(keys), limit, dtype=np.intp)
    low = keys << np.uint64(24)
    for run in runs:
        hit, first, many = _found(run, low)
        many = np.minimum(many, room[hit])
        room[hit] -= many
        if len(hit):
            ends = np.cumsum(many)
            steps = np.arange(ends[-1]) - np.repeat(ends - many, many)
            positions.append(np.repeat(hit, many))
            documents.append(documents_of(run[np.repeat(first, many) + steps]))
    if not positions:
        nothing = np.zeros(0, dtype=np.intp)
        return nothing, nothing
    return np.concatenate(positions), np.concatenate(documents)


def _found(run: Numbers, low: Numbers) -> tuple[Places, Places, Places]:
    """The keys that stand in a run, where their postings begin there, and how many they are.

    Most keys stand nowhere, so only of those that do the end is looked for.
    """
    import numpy as np

    first = np.searchsorted(run, low)
    inside = np.flatnonzero(first < len(run))
    hit = inside[(run[first[inside]] ^ low[inside]) < DOCUMENTS]
    begin = first[hit]
    end = np.searchsorted(run, low[hit] | np.uint64(DOCUMENTS - 1), side="right")
    return hit, begin, end - begin


def neighbours(runs: Sequence[Numbers], *, kind: int, within: int) -> tuple[Numbers, Places]:
    """The pairs of documents under one key of a kind, two numbers in one, and how many keys each pair shares.

    Under one key a document meets the ``within`` that follow it: all keys of one often printed
    text name the same ones.
    """
    import numpy as np

    pairs: Numbers = np.zeros(0, dtype=np.uint64)
    counts: Places = np.zeros(0, dtype=np.intp)
    for part in _stretches(runs, kind):
        keys, documents = keys_of(part), part & np.uint64(DOCUMENTS - 1)
        found = [pairs[:0]]
        at = np.arange(len(part) - 1)
        for step in range(1, within):
            at = at[: np.searchsorted(at, len(part) - step)]
            at = at[keys[at] == keys[at + step]]
            if not len(at):
                break
            found.append(documents[at] << np.uint64(32) | documents[at + step])
        fresh = counted(np.concatenate(found))
        pairs, counts = _summed((pairs, counts), fresh) if len(pairs) else fresh
    return pairs, counts


def counted(pairs: Numbers) -> tuple[Numbers, Places]:
    """Each pair once, in order, and how often it came."""
    import numpy as np

    side = int((pairs & np.uint64(0xFFFFFFFF)).max()) + 1 if len(pairs) else 1
    rows = int(pairs.max() >> np.uint64(32)) + 1 if len(pairs) else 1
    if rows * side <= _TABLE:  # few documents: a table is quicker than sorting
        cells = (pairs >> np.uint64(32)) * np.uint64(side) + (pairs & np.uint64(0xFFFFFFFF))
        table = np.bincount(cells.astype(np.intp))
        full = np.flatnonzero(table)
        left, right = (part.astype(np.uint64) for part in np.divmod(full, side))
        return left << np.uint64(32) | right, table[full]
    pairs = np.sort(pairs)
    first = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
    return pairs[first], np.diff(np.append(first, len(pairs)))


def _summed(left: tuple[Numbers, Places], right: tuple[Numbers, Places]) -> tuple[Numbers, Places]:
    """Pairs with their counts from two stretches, each once."""
    import numpy as np

    pairs, counts = np.concatenate((left[0], right[0])), np.concatenate((left[1], right[1]))
    order = np.argsort(pairs)
    pairs, counts = pairs[order], counts[order]
    first = np.flatnonzero(np.concatenate(([True], pairs[1:] != pairs[:-1])))
    return pairs[first], np.add.reduceat(counts, first)


def _stretches(runs: Sequence[Numbers], kind: int) -> Iterator[Numbers]:
    """All postings of a kind in their order, as many at a time as one may hold."""
    import numpy as np

    total = sum(map(len, runs))
    parts = max(1, total // _PORTION)
    bounds = [np.uint64((kind << 62) + part * (1 << 62) // parts) for part in range(parts)]
    ends = [*bounds[1:], np.uint64(((kind + 1) << 62) - 1)]
    for low, high in zip(bounds, ends, strict=True):
        yield merged([run[np.searchsorted(run, low) : np.searchsorted(run, high)] for run in runs])


# --- on disk --------------------------------------------------------------------------------


def mapped(path: Path) -> tuple[Numbers, mmap.mmap]:
    """A run in a file, mapped and not read, and its map."""
    import numpy as np

    with path.open("rb") as file:
        held = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    return np.frombuffer(held, dtype="<u8"), held


def write(run: Numbers, file: BinaryIO) -> None:
    """A run into a file, in an order of bytes that is the same everywhere."""
    file.write(run.astype("<u8", copy=False).data)


def merge_into(file: BinaryIO, left: Numbers, right: Numbers) -> None:
    """Two runs as one into a file, a portion at a time."""
    for portion in _portions(left, right):
        write(portion, file)


def _portions(left: Numbers, right: Numbers) -> Iterator[Numbers]:
    import numpy as np

    at = 0
    for start in range(0, len(left), _PORTION):
        part = left[start : start + _PORTION]
        last = start + _PORTION >= len(left)
        end = len(right) if last else int(np.searchsorted(right, part[-1], side="right"))
        while end - at > _PORTION:  # nothing of the left one stands before all of these but its own portion's head
            bound = right[at + _PORTION - 1]
            cut = int(np.searchsorted(part, bound, side="right"))
            yield merged((part[:cut], right[at : at + _PORTION]))
            part, at = part[cut:], at + _PORTION
        yield merged((part, right[at:end]))
        at = end
