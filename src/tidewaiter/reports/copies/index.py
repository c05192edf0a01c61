"""An index of texts that answers which ones share wording, or facts in order, with a new one.

It holds sketches and no text: about a kilobyte for a page of news. In a folder it can be closed,
opened again and gone on with; what was committed outlives a crash, what was not is gone as a
whole. The answers depend only on the documents and the order in which they were added.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, BinaryIO

from tidewaiter.errors import InputError
from tidewaiter.model import Document
from tidewaiter.reports.copies import runs
from tidewaiter.reports.copies.names import Names
from tidewaiter.reports.copies.sketch import Sketches, sketch

if TYPE_CHECKING:
    import mmap

    import numpy as np
    from numpy.typing import NDArray

    from tidewaiter.reports.copies.sketch import Numbers, Places

SCALE = 4
"""One of so many shingles is kept. A run of 29 words holds 25 shingles, of which two are kept in 993 of 1,000 cases."""
FEWEST = 8
"""Fewer shared shingles are chance; a little under what :mod:`tidewaiter.reports.copies.stories` asks for, as
the index also counts what is no body of a page, and parts words by simpler rules."""
FACT_PAIRS, FACT_SHARE = 5, 0.15
"""So many kept pairs of facts, and such a share of the poorer text's, before two texts are looked at for re-wording."""
_WIDELY, _WIDELY_TOLD = 64, 12  # documents that one shingle, one pair of facts leads to
_PORTION = 256  # documents added or asked at a time
_ROOM = 1 << 19  # postings held in memory before they are written
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Likeness:
    """What a document shares with another one of the index: estimates from a sample, exact at scale 1.

    ``shared`` counts shingles, ``contained`` is their share of the document asked for, ``contains``
    of the other; ``fact_pairs`` counts the kept pairs of facts in one order.
    """

    one: str
    other: str
    shared: int
    contained: float
    contains: float
    fact_pairs: int


@dataclass(slots=True)
class _Stored:
    """A run on disk."""

    file: str
    postings: Numbers
    held: mmap.mmap


class StoryIndex:
    """Add a document, ask for those like one; in memory, or in a folder that outlives the process.

    >>> with StoryIndex.open(None) as index:
    ...     index.add(document)
    ...     index.ask(another)
    """

    def __init__(self, folder: Path | None, scale: int) -> None:
        self._folder = folder
        self._scale = scale
        self._names = Names(folder)
        self._stored: list[_Stored] = []
        self._fresh: list[Numbers] = []  # runs in memory, each at most half of the one before it
        self._gone: list[str] = []
        self._written = 0
        self._looked_up = 0  # documents asked for since the files were let go
        self._lock: int | None = None

    @classmethod
    def open(cls, path: str | Path | None, *, scale: int = SCALE) -> StoryIndex:
        """The index in a folder, made where there is none; without ``path`` one in memory.

        ``scale`` holds for a new index only. Raises InputError where the folder holds something
        else, is damaged, or is open for adding elsewhere.
        """
        if scale < 1 or scale & (scale - 1):
            raise InputError("the scale of an index is a power of two", value=str(scale))
        if path is None:
            return cls(None, scale)
        index = cls(Path(path), scale)
        try:
            index._load()
        except BaseException:
            index._release()
            raise
        return index

    def __enter__(self) -> StoryIndex:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(commit=kind is None)

    def __len__(self) -> int:
        """How many documents it holds."""
        return len(self._names)

    # --- the two things it does -----------------------------------------------------------

    def add(self, document: Document) -> None:
        """Takes a document in; one whose id is known already is passed over."""
        self.add_all((document,))

    def add_all(self, documents: Iterable[Document]) -> None:
        """Takes documents in, faster than one by one."""
        for portion in _portions(documents):
            self.add_sketches([d.id for d in portion], sketch([d.text for d in portion], scale=self._scale))

    def ask(self, document: Document) -> tuple[Likeness, ...]:
        """The documents of the index that share wording or facts with this one, itself left out, most shared first."""
        return self.ask_all((document,))[0]

    def ask_all(self, documents: Iterable[Document]) -> list[tuple[Likeness, ...]]:
        """The answers for many documents, faster than one by one."""
        found: list[tuple[Likeness, ...]] = []
        for portion in _portions(documents):
            found += self.ask_sketches([d.id for d in portion], sketch([d.text for d in portion], scale=self._scale))
            self._looked_up += len(portion)
            if self._looked_up >= _PORTION:
                self._looked_up = 0
                self._let_go()
        return found

    def add_sketches(self, names: Sequence[str], made: Sketches) -> None:
        """Takes in sketches that were made elsewhere, with the index's own scale."""
        import numpy as np

        new = self._unknown(names)
        number = np.full(len(names), -1, dtype=np.intp)
        number[new] = np.arange(len(self._names), len(self._names) + len(new))
        if len(self._names) + len(new) > runs.DOCUMENTS:
            raise InputError("the index is full", value=str(runs.DOCUMENTS), hint="begin another one")
        of, told_of = number[made.shingle_of], number[made.fact_of]
        marks = runs.pack(runs.SHINGLE, made.shingles[of >= 0], of[of >= 0])
        facts = runs.pack(runs.FACT, made.facts[told_of >= 0], told_of[told_of >= 0])
        ids = runs.pack(runs.NAME, _hashes([names[n] for n in new]), number[new])
        fresh = runs.sorted_once(np.concatenate((marks, facts, ids)))
        base = len(self._names)
        kinds, home = runs.kinds_of(fresh), runs.documents_of(fresh) - base
        counts = [np.bincount(home[kinds == kind], minlength=len(new)) for kind in (runs.SHINGLE, runs.FACT)]
        self._names.add([names[n] for n in new], *counts)
        self._settle(fresh)

    def ask_sketches(self, names: Sequence[str], made: Sketches) -> list[tuple[Likeness, ...]]:
        """The answers for sketches that were made elsewhere, with the index's own scale."""
        marks = self._asked(runs.SHINGLE, made.shingles, made.shingle_of, len(names))
        facts = self._asked(runs.FACT, made.facts, made.fact_of, len(names))
        found: list[list[Likeness]] = [[] for _ in names]
        for likeness, at in self._likenesses(marks, facts, names):
            found[at].append(likeness)
        return [tuple(sorted(row, key=lambda like: (-like.shared, -like.fact_pairs))) for row in found]

    def pairs(self) -> Iterator[Likeness]:
        """Every two documents of the index that share wording or facts, in one pass."""
        marks = self._neighbours(runs.SHINGLE, _WIDELY)
        facts = self._neighbours(runs.FACT, _WIDELY_TOLD)
        yield from (likeness for likeness, _ in self._likenesses(marks, facts, None))

    def _neighbours(self, kind: int, within: int) -> _Met:
        import numpy as np

        both, counts = runs.neighbours(self._runs(), kind=kind, within=within)
        return _Met(both, counts, self._names.sizes(kind, (both >> np.uint64(32)).astype(np.intp)))

    def _asked(self, kind: int, hashes: Numbers, of: Places, count: int) -> _Met:
        """The documents of the index beside those asked for, under the keys that they share."""
        import numpy as np

        asked = runs.sorted_once(runs.pack(kind, hashes, of))
        home = runs.documents_of(asked)
        limit = _WIDELY if kind == runs.SHINGLE else _WIDELY_TOLD
        at, documents = runs.lookup(self._runs(), runs.keys_of(asked), limit=limit)
        both, counts = runs.counted((home[at] << 32 | documents).astype(np.uint64))
        return _Met(both, counts, np.bincount(home, minlength=count)[(both >> np.uint64(32)).astype(np.intp)])

    def _likenesses(self, marks: _Met, facts: _Met, names: Sequence[str] | None) -> Iterator[tuple[Likeness, int]]:
        """The likenesses and the number of the left one: in ``names``, or in the index."""
        least = max(2, FEWEST // self._scale)
        wording = self._enough(marks, marks.counts >= least, runs.SHINGLE)
        told = self._enough(facts, facts.counts >= FACT_PAIRS, runs.FACT)
        nothing = (0, 0.0, 0.0)
        for pair in sorted({**wording, **told}):
            at, other = pair >> 32, pair & 0xFFFFFFFF
            one, two = self._names[at] if names is None else names[at], self._names[other]
            if one != two:
                shared, contained, contains = wording.get(pair, nothing)
                fact_pairs = told.get(pair, nothing)[0]
                yield Likeness(one, two, shared * self._scale, contained, contains, fact_pairs), at

    def _enough(self, met: _Met, kept: NDArray[np.bool_], kind: int) -> dict[int, tuple[int, float, float]]:
        """By pair: how much is shared, and its share of either document."""
        import numpy as np

        both, counts = met.pairs[kept], met.counts[kept]
        right = self._names.sizes(kind, (both & np.uint64(0xFFFFFFFF)).astype(np.intp))
        shares = [np.minimum(counts / np.maximum(size, 1), 1.0).round(4) for size in (met.sizes[kept], right)]
        rows = zip(counts.tolist(), *(share.tolist() for share in shares), strict=True)
        found = dict(zip(both.tolist(), rows, strict=True))
        if kind == runs.FACT:
            found = {pair: row for pair, row in found.items() if max(row[1:]) >= FACT_SHARE}
        return found

    def _unknown(self, names: Sequence[str]) -> list[int]:
        """The positions of the names that the index does not hold, each name once."""
        asked = runs.pack(runs.NAME, _hashes(names), 0)
        at, documents = runs.lookup(self._runs(), runs.keys_of(asked), limit=_WIDELY)
        pairs = zip(at.tolist(), documents.tolist(), strict=True)
        known = {names[k] for k, number in pairs if self._names[number] == names[k]}
        first = {name: k for k, name in reversed(list(enumerate(names)))}
        return [k for name, k in sorted(first.items(), key=lambda pair: pair[1]) if name not in known]

    # --- runs -----------------------------------------------------------------------------

    def _runs(self) -> list[Numbers]:
        return [*(stored.postings for stored in self._stored), *self._fresh]

    def _settle(self, fresh: Numbers) -> None:
        """One more run in memory; runs of like size become one, so that they stay few. An empty one is none."""
        if not len(fresh):
            return
        while self._fresh and len(self._fresh[-1]) < 2 * len(fresh):
            fresh = runs.merged((self._fresh.pop(), fresh))
        self._fresh.append(fresh)
        if self._folder and sum(map(len, self._fresh)) > _ROOM:
            self.commit()

    # --- the folder -----------------------------------------------------------------------

    def commit(self) -> None:
        """Everything added so far is on disk when this returns; without a folder nothing is done."""
        if self._folder is None or not self._fresh:
            return
        fresh, self._fresh = runs.merged(self._fresh), []
        self._store(fresh)
        while len(self._stored) > 1 and len(self._stored[-2].postings) < 2 * len(self._stored[-1].postings):
            self._merge_last()
        names = self._names.commit()
        files = [[stored.file, len(stored.postings)] for stored in self._stored]
        told = {"format": _FORMAT, "scale": self._scale, "written": self._written, "runs": files, "names": names}
        _replace(self._folder / "index.json", json.dumps(told, sort_keys=True).encode())
        for file in self._gone:
            (self._folder / file).unlink(missing_ok=True)
        self._gone = []
        self._let_go()

    def _let_go(self) -> None:
        """The pages of the mapped files that were looked at need not stay in memory."""
        import mmap

        if hasattr(mmap, "MADV_DONTNEED"):
            for held in (*(stored.held for stored in self._stored), *self._names.held()):
                held.madvise(mmap.MADV_DONTNEED)

    def _store(self, run: Numbers) -> None:
        path = self._next()
        with path.open("wb") as file:
            runs.write(run, file)
            _sync(file)
        self._stored.append(_Stored(path.name, *runs.mapped(path)))

    def _merge_last(self) -> None:
        right, left = self._stored.pop(), self._stored.pop()
        path = self._next()
        with path.open("wb") as file:
            runs.merge_into(file, left.postings, right.postings)
            _sync(file)
        self._gone += [left.file, right.file]
        self._stored.append(_Stored(path.name, *runs.mapped(path)))

    def _next(self) -> Path:
        assert self._folder is not None
        self._written += 1
        return self._folder / f"run-{self._written:08}.postings"

    def _load(self) -> None:
        assert self._folder is not None
        listed = self._folder / "index.json"
        if not listed.exists():
            _refuse_other(self._folder)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(self._folder)
        told = _listed(listed) or {"scale": self._scale, "written": 0, "runs": [], "names": [0, 0]}
        self._scale, self._written = told["scale"], told["written"]
        for file, count in told["runs"]:
            self._stored.append(self._opened(file, count))
        self._names.load(*told["names"])
        for child in sorted(self._folder.glob("run-*.postings")):  # what a crash left behind
            if child.name not in {stored.file for stored in self._stored}:
                child.unlink()

    def _opened(self, file: str, count: int) -> _Stored:
        assert self._folder is not None
        path = self._folder / file
        if not path.is_file() or path.stat().st_size != 8 * count:
            what = "the index is damaged: a file of it is missing or cut"
            raise InputError(what, path=str(path), hint="build it anew")
        return _Stored(file, *runs.mapped(path))

    def close(self, *, commit: bool = True) -> None:
        """Commits, unless told not to, and lets the folder go."""
        if commit:
            self.commit()
        self._release()

    def _release(self) -> None:
        self._stored = []
        self._names.close()
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


@dataclass(frozen=True, slots=True)
class _Met:
    """Pairs of documents, two numbers in one; how many hashes each shares, and how many the left one has."""

    pairs: Numbers
    counts: Places
    sizes: Places


def _portions(documents: Iterable[Document]) -> Iterator[list[Document]]:
    portion: list[Document] = []
    for document in documents:
        portion.append(document)
        if len(portion) == _PORTION:
            yield portion
            portion = []
    if portion:
        yield portion


def _hashes(names: Sequence[str]) -> Numbers:
    import numpy as np

    digests = b"".join(blake2b(name.encode(), digest_size=8).digest() for name in names)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


# --- files ----------------------------------------------------------------------------------


def _refuse_other(folder: Path) -> None:
    """Raises InputError where a folder without an index is no leftover of one."""
    if folder.exists() and not folder.is_dir():
        raise InputError("an index is a folder, and this is a file", path=str(folder))
    for child in folder.iterdir() if folder.exists() else ():
        if child.name not in ("lock", "names.text", "names.table") and child.suffix not in (".postings", ".tmp"):
            raise InputError("the folder holds something else", path=str(folder), hint="name a new one")


def _listed(path: Path) -> dict[str, Any] | None:
    """What was committed, None where nothing was."""
    if not path.exists():
        return None
    try:
        told: dict[str, Any] = json.loads(path.read_bytes())
        version = told["format"]
    except (ValueError, KeyError, TypeError):
        raise InputError("the index is damaged", path=str(path), hint="build it anew") from None
    if version != _FORMAT:
        raise InputError("the index was written by another version", path=str(path), hint="build it anew")
    return told


def _replace(path: Path, data: bytes) -> None:
    """The whole new content or the whole old one, whatever happens."""
    fresh = path.with_suffix(".tmp")
    with fresh.open("wb") as file:
        file.write(data)
        _sync(file)
    fresh.replace(path)
    with suppress(OSError):  # not every system can sync a folder
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _sync(file: BinaryIO) -> None:
    file.flush()
    os.fsync(file.fileno())


def _locked(folder: Path) -> int:
    """A lock that ends with the process, whatever ends it."""
    held = os.open(folder / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        import fcntl

        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except ImportError:  # a system without such locks
        return held
    except OSError:
        os.close(held)
        raise InputError("the index is open elsewhere", path=str(folder), hint="wait until it is closed") from None
    return held
