"""A sketch of a text: a sample of its runs of five words and of its facts in order, as numbers.

Of all hashes those are kept whose lowest bits are zero (FracMinHash: Irber and others 2022): of
any stretch of wording the same share, in every text, so that containment can be estimated from
two sketches alone, and a short text is found inside a long one. Everything is computed on arrays,
many texts at a time; the hashes are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.uint64]
    Places = NDArray[np.intp]

LENGTH = 5
"""Words in a shingle."""
_REACH = 2  # a fact makes a pair with each of the two that follow it
_FACT_SCALE = 2  # of so many pairs of facts one is kept
_ROOM = 1 << 16  # characters hashed at a time: the arrays stay in the processor's cache
_BASE = 0x9E3779B97F4A7C15
_STEPS = (0xD6E8FEB86659FD93, 0xA0761D6478BD642F, 0xE7037ED1A0B428DB, 0x8EBC6AF09C88C6E3, 0x589965CC75374CC3)
_GAP, _LETTER, _SIGN, _DIGIT = range(4)
_ENDS = '.!?:;\n\r"“”«»。！？'  # what may stand before a capital that makes no name


@dataclass(frozen=True, slots=True)
class Sketches:
    """The kept shingles and pairs of facts of several texts in a row, and the number of the text of each."""

    count: int
    shingles: Numbers
    shingle_of: Places
    facts: Numbers
    fact_of: Places


@dataclass(frozen=True, slots=True)
class _Words:
    """Hashes of words, the text each stands in, and whether it is a figure or has a capital inside a sentence."""

    hashes: Numbers
    text: Places
    number: NDArray[np.bool_]
    name: NDArray[np.bool_]


def sketch(texts: Sequence[str], *, scale: int) -> Sketches:
    """The sketches of texts, one hash as often as its words stand there.

    ``scale``, a power of two, says of how many shingles one is kept. A text's sketch is the same
    in whatever company it is made.
    """
    import numpy as np

    first, made = 0, []
    for batch in _batches(texts):
        made.append(_sketched(batch, scale, first))
        first += len(batch)
    if len(made) == 1:
        return made[0]
    columns = ((s.shingles, s.shingle_of, s.facts, s.fact_of) for s in made)
    rows = [np.concatenate(part) for part in zip(*columns, strict=True)]
    return Sketches(len(texts), *rows)


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """The texts in portions that can be hashed at once; at least one portion."""
    batch: list[str] = []
    size = 0
    for text in texts:
        if batch and size + len(text) > _ROOM:
            yield batch
            batch, size = [], 0
        batch.append(text)
        size += len(text)
    yield batch


def _sketched(texts: list[str], scale: int, first: int) -> Sketches:
    import numpy as np

    read = _words(texts)
    runs, run_of = _shingles(read)
    kept = (runs & np.uint64(scale - 1)) == 0
    pairs, pair_of = _fact_pairs(read)
    told = (pairs & np.uint64(_FACT_SCALE - 1)) == 0
    return Sketches(len(texts), runs[kept], run_of[kept] + first, pairs[told], pair_of[told] + first)


# --- words ----------------------------------------------------------------------------------


def _words(texts: list[str]) -> _Words:
    """The words of the texts: runs of letters and figures in lower case; each Han character is one.

    A word's hash is the difference of two prefix sums of a polynomial, moved to the power 0.
    """
    import numpy as np

    codes = np.frombuffer("\n".join(texts).encode("utf-32-le", "surrogatepass"), dtype="<u4")
    known = _table()[np.minimum(codes, 0xFFFF).astype(np.intp)]
    low = (known & 0xFFFF).astype(np.uint64)
    kind = (known >> 16) & 3
    first, last = _edges(kind)
    up, down = _powers(1 << (len(codes) + 1).bit_length())
    sums = np.zeros(len(codes) + 1, dtype=np.uint64)
    np.cumsum(low * up[: len(codes)], out=sums[1:])
    hashes = _mixed((sums[last] - sums[first]) * down[first])
    starts = np.cumsum([0, *(len(text) + 1 for text in texts[:-1])])
    home = np.searchsorted(starts, first, side="right") - 1
    name = _inside_a_sentence(known, first, last) & (codes[first] != low[first])
    return _Words(hashes, home, kind[first] == _DIGIT, name)


def _inside_a_sentence(known: NDArray[np.uint32], first: Places, last: Places) -> NDArray[np.bool_]:
    """Whether nothing between a word and the one before it may end a sentence."""
    import numpy as np

    stops = np.flatnonzero(known >> 18)
    out = np.zeros(len(first), dtype=bool)
    at = np.searchsorted(stops, first)
    out[1:] = at[1:] == np.searchsorted(stops, last[:-1])
    return out


def _edges(kind: NDArray[np.uint32]) -> tuple[Places, Places]:
    import numpy as np

    joined = (kind[1:] & 1 > 0) & (kind[:-1] & 1 > 0)  # letters and figures are odd
    full = kind > _GAP
    first, last = full.copy(), full.copy()
    first[1:] &= ~joined
    last[:-1] &= ~joined
    return np.flatnonzero(first), np.flatnonzero(last) + 1


@cache
def _table() -> NDArray[np.uint32]:
    """For each character of the basic plane its small form, what it is, and whether it may end a sentence."""
    import numpy as np

    rows = []
    for sign in map(chr, range(0x10000)):
        low = sign.lower()
        small = ord(low if len(low) == 1 else sign)
        rows.append(small | _kind_of(sign) << 16 | (sign in _ENDS) << 18)
    return np.array(rows, dtype=np.uint32)


def _kind_of(sign: str) -> int:
    if "\u3400" <= sign <= "\u9fff":
        return _SIGN
    if sign.isdecimal():
        return _DIGIT
    return _LETTER if sign.isalnum() else _GAP


@cache
def _powers(size: int) -> tuple[Numbers, Numbers]:
    """The powers of the base and of its inverse, modulo 2 to the 64."""
    import numpy as np

    out = []
    for base in (_BASE, pow(_BASE, -1, 1 << 64)):
        row = np.full(size, base, dtype=np.uint64)
        row[0] = 1
        out.append(np.multiply.accumulate(row))
    return out[0], out[1]


def _mixed(numbers: Numbers) -> Numbers:
    """Each number spread over all 64 bits (the last step of SplitMix64)."""
    import numpy as np

    out = numbers ^ (numbers >> np.uint64(30))
    out *= np.uint64(0xBF58476D1CE4E5B9)
    out ^= out >> np.uint64(27)
    out *= np.uint64(0x94D049BB133111EB)
    out ^= out >> np.uint64(31)
    return out


# --- shingles and pairs of facts ------------------------------------------------------------


def _shingles(read: _Words) -> tuple[Numbers, Places]:
    """The hash of every run of five words of one text, and that text's number."""
    import numpy as np

    count = len(read.hashes) - LENGTH + 1
    if count < 1:
        return read.hashes[:0], read.text[:0]
    total = read.hashes[:count] * np.uint64(_STEPS[0])
    for k in range(1, LENGTH):
        total += read.hashes[k : k + count] * np.uint64(_STEPS[k])
    whole = read.text[:count] == read.text[LENGTH - 1 :]
    return _mixed(total[whole]), read.text[:count][whole]


def _fact_pairs(read: _Words) -> tuple[Numbers, Places]:
    """Every two facts that stand near each other, in their order; figures also among themselves,
    for they alone outlive a translation."""
    import numpy as np

    told = read.number | read.name
    one = _pairs(read.hashes[told], read.text[told])
    two = _pairs(read.hashes[read.number] ^ np.uint64(_BASE), read.text[read.number])
    return np.concatenate((one[0], two[0])), np.concatenate((one[1], two[1]))


def _pairs(facts: Numbers, homes: Places) -> tuple[Numbers, Places]:
    import numpy as np

    again = np.zeros(len(facts), dtype=bool)
    again[1:] = (facts[1:] == facts[:-1]) & (homes[1:] == homes[:-1])
    facts, homes = facts[~again], homes[~again]
    found, places = [facts[:0]], [homes[:0]]
    for step in range(1, _REACH + 1):
        both = homes[step:] == homes[:-step]
        found.append(_mixed(facts[:-step][both] * np.uint64(_STEPS[0]) + facts[step:][both]))
        places.append(homes[step:][both])
    return np.concatenate(found), np.concatenate(places)
