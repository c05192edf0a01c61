"""Damages list files at random and reads them: parties or an error of the input, and nothing else, may come out.

    python benchmarks/fuzz_lists.py FILE... [--seconds 60] [--seed 1]

FILE is a small file of any form that the program recognises; of a set of tables name one. Each round changes, doubles,
drops or cuts some bytes of one file. Whatever else is raised is printed with the seed that gives it again, and the
script ends with 1.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tidewaiter.errors import InputError
from tidewaiter.parties.lists.recognise import Form, read, recognise

LARGEST = 200_000  # bytes; larger files give too few rounds to be worth it
PIECES = (
    *(b'<!DOCTYPE a [<!ENTITY x "y">]>', b"&x;", b'"', b"\x1a", b"\x00", b"; a.k.a. 'X", b"-0- ", b"\n", b",", b";"),
    *(b"</a>", b"9" * 400, b"x" * 5_000, "\ud55c\uae00".encode(), b'{"a":[', b"NaN", b"1e999", b"null", b"\xff"),
)


def damaged(data: bytes, chance: random.Random) -> bytes:
    """The bytes with one to four changes."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        at, many = chance.randrange(len(changed) + 1), chance.choice((1, 1, 3, 20, 200))
        how = chance.randrange(6)
        if how == 0:
            del changed[at : at + many]
        elif how == 1:
            changed[at:at] = chance.randbytes(many % 8)
        elif how == 2:
            changed[at : at + 1] = chance.randbytes(1)
        elif how == 3:
            changed[at:at] = changed[max(0, at - many) : at]
        elif how == 4 and chance.random() < 0.3:
            del changed[at:]
        else:
            changed[at:at] = chance.choice(PIECES)
    return bytes(changed)


def forms(names: list[str]) -> Iterator[Form]:
    """The lists among the files; what is none, or too large, is said."""
    for name in names:
        form = recognise(Path(name))
        if form is None:
            print(f"{name}: no list that is known", file=sys.stderr)
        elif sum(file.stat().st_size for file in form.files) > LARGEST:
            print(f"{name}: larger than {LARGEST:,} bytes; give a part of it", file=sys.stderr)
        else:
            yield form


def once(form: Form, folder: Path, seed: str) -> str:
    """One round: "parties", "refused" or "no list"."""
    chance = random.Random(seed)
    victim = chance.choice(form.files)
    for file in form.files:
        data = file.read_bytes()
        (folder / file.name).write_bytes(damaged(data, chance) if file == victim else data)
    try:
        found = recognise(folder / form.files[0].name)
        if found is None:
            return "no list"
        list(read(found))
    except InputError as refusal:
        assert refusal.what and refusal.where, refusal
        return "refused"
    return "parties"


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("files", nargs="+")
    options.add_argument("--seconds", type=float, default=60)
    options.add_argument("--seed", default="1")
    told = options.parse_args()
    found = list(forms(told.files))
    counts: Counter[tuple[str, str]] = Counter()
    slowest = 0.0
    end = time.monotonic() + told.seconds
    with tempfile.TemporaryDirectory() as folder:
        while found and time.monotonic() < end:
            form = found[counts.total() % len(found)]
            seed = f"{told.seed}/{counts.total()}"
            start = time.perf_counter()
            try:
                outcome = once(form, Path(folder), seed)
            except Exception:  # whatever it is, it is what this script looks for
                outcome = "FAULT"
                print(f"{form.name}, seed {seed}:\n{traceback.format_exc()}", file=sys.stderr)
            slowest = max(slowest, time.perf_counter() - start)
            counts[form.name, outcome] += 1
    for (name, outcome), count in sorted(counts.items()):
        print(f"{name:16} {outcome:8} {count:>9,}")
    print(f"{'executions':25} {counts.total():>9,}   slowest {slowest:.2f} s")
    return int(any(outcome == "FAULT" for _, outcome in counts))


if __name__ == "__main__":
    sys.exit(main())
