"""Files of JSON lines in which each line carries the hash of the one before, so that later changes show.

Beside ``FILE`` stands ``FILE.head``: how many lines there are and the hash of the last. Whoever can write both can
write another history; so the head is printed behind every run, to be kept where the writer of the file cannot reach.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, BinaryIO

from tidewaiter.errors import InputError

NOTHING = "0" * 64
"""What the first line has for the hash of the line before."""
_VERIFY = "see what `tidewaiter log verify` says of it, and go on in another file"


@dataclass(frozen=True, slots=True)
class Head:
    """Where a chain ends: its lines, the SHA-256 of the last one, and the bytes of the file."""

    count: int = 0
    sha256: str = NOTHING
    size: int = 0

    def __str__(self) -> str:
        return f"{self.count}:{self.sha256}"


@dataclass(frozen=True, slots=True)
class Fault:
    """The first place at which a chain is not what it was: the line (from 1), and what is wrong there."""

    line: int
    what: str


def append(path: Path, records: Iterable[Mapping[str, Any]]) -> Head:
    """Writes records behind the others, on disk when this returns; several processes may do so at once.

    Raises InputError where the end of the file is not the one that its head tells of.
    """
    try:
        with locked(path), path.open("a+b") as stream:
            head = _end(path, stream)
            if head.count == 0:
                _keep(path, head)
            stream.seek(head.size)
            for record in records:
                line = _line({"n": head.count + 1, "before": head.sha256, **record})
                stream.write(line + b"\n")
                head = Head(head.count + 1, hashlib.sha256(line).hexdigest(), head.size + len(line) + 1)
            stream.flush()
            os.fsync(stream.fileno())
            _keep(path, head)
    except OSError as bad:
        raise InputError(f"cannot write the file: {bad.strerror or bad}", path=str(path)) from None
    return head


def _line(record: Mapping[str, Any]) -> bytes:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records in their order. Raises InputError for a line that is none."""
    if not path.exists():
        return
    with path.open("rb") as stream:
        for number, line in enumerate(stream, start=1):
            told = _told(line)
            if told is None:
                raise InputError("not a line of a chain", path=str(path), line=number, hint=_VERIFY)
            yield told


def _told(line: bytes) -> dict[str, Any] | None:
    try:
        told = json.loads(line)
    except ValueError:
        return None
    return told if isinstance(told, dict) and line.endswith(b"\n") else None


# the end of the file


def head_of(path: Path) -> Head | None:
    """The head that is kept beside a chain; None where there is none."""
    try:
        told = json.loads(_beside(path).read_bytes())
        return Head(int(told["count"]), str(told["sha256"]), int(told["size"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        raise InputError("the head of the chain cannot be read", path=str(_beside(path)), hint=_VERIFY) from None


def _beside(path: Path) -> Path:
    return path.with_name(path.name + ".head")


def _keep(path: Path, head: Head) -> None:
    fresh = path.with_name(path.name + ".head.new")
    with fresh.open("w", encoding="utf-8") as stream:
        json.dump(asdict(head), stream)
        stream.flush()
        os.fsync(stream.fileno())
    fresh.replace(_beside(path))


def _end(path: Path, stream: BinaryIO) -> Head:
    """The true end of the file: a run that was killed may have written lines that its head does not tell of.

    Such lines are taken if they are chained; half a line is cut off.
    """
    size = stream.seek(0, os.SEEK_END)
    head = head_of(path)
    if head is None:
        if size:
            raise InputError("the head of the chain is missing", path=str(_beside(path)), hint=_VERIFY)
        return Head()
    if size < head.size or not _ends_with(stream, head):
        raise InputError("the end of the chain is not what its head tells of", path=str(path), hint=_VERIFY)
    stream.seek(head.size)
    for line in stream:
        told = _told(line)
        if told is None and not line.endswith(b"\n"):
            stream.truncate(head.size)
            break
        if told is None or (told.get("n"), told.get("before")) != (head.count + 1, head.sha256):
            raise InputError("lines that are not chained stand at the end", path=str(path), hint=_VERIFY)
        head = Head(head.count + 1, hashlib.sha256(line[:-1]).hexdigest(), head.size + len(line))
    return head


def _ends_with(stream: BinaryIO, head: Head) -> bool:
    """Whether the last line that the head tells of is the one it tells of."""
    if not head.count:
        return True
    step, start = 4096, head.size - 1
    while start > 0:
        start = max(0, start - step)
        stream.seek(start)
        block = stream.read(head.size - 1 - start)
        if b"\n" in block or start == 0:
            return hashlib.sha256(block[block.rfind(b"\n") + 1 :]).hexdigest() == head.sha256
        step *= 2
    return False


# what was changed


def verify(path: Path, *, kept: Head | None = None) -> tuple[Head, Fault | None]:
    """The end of a chain as it is found, and the first place at which it was tampered with, None where it was not.

    ``kept`` is a head that was kept elsewhere: the line it tells of must be there and have its hash. Raises InputError
    where there is no such file.
    """
    if not path.exists():
        raise InputError("no such file", path=str(path), hint="check the spelling of the path")
    heads = [head for head in (kept, head_of(path)) if head is not None]
    head = Head()
    with path.open("rb") as stream:
        for line in stream:
            fault = _fault(path, line, head)
            if fault is not None:
                return head, fault
            head = Head(head.count + 1, hashlib.sha256(line[:-1]).hexdigest(), head.size + len(line))
            for told in heads:
                if told.count == head.count and told.sha256 != head.sha256:
                    return head, Fault(head.count, "the line is not the one that the head tells of: it was changed")
    most = max((told.count for told in heads), default=0)
    if most > head.count:
        gone = most - head.count
        return head, Fault(head.count + 1, f"the end is cut off: {gone} line{'s are' if gone > 1 else ' is'} missing")
    if head.count and head_of(path) is None:
        return head, Fault(head.count + 1, "the head beside the file is missing: lines may be missing at the end")
    return head, None


def _fault(path: Path, line: bytes, head: Head) -> Fault | None:
    """What is wrong with the line behind ``head``, and where."""
    number, told = head.count + 1, _told(line)
    if told is None:
        half = not line.endswith(b"\n")
        return Fault(number, "half a line: the run that wrote it was stopped" if half else "the line is no record")
    if told.get("n") != number:
        return Fault(number, _misplaced(path, number, told.get("n")))
    if told.get("before") != head.sha256:
        before = max(head.count, 1)
        return Fault(before, f"line {before} was changed after line {number} was written, or that line's link was")
    return None


def _misplaced(path: Path, number: int, found: Any) -> str:
    if isinstance(found, int) and found > number:
        with path.open("rb") as stream:
            elsewhere = any((_told(line) or {}).get("n") == number for line in stream)
        return f"line {number} {'stands elsewhere: the order was changed' if elsewhere else 'was removed'}"
    return f"a line that calls itself {found} stands in the place of line {number}: put in, doubled or moved"


def head_from(text: str) -> Head:
    """A head that was kept elsewhere, as it is printed: ``LINES:SHA256``. Raises InputError for anything else."""
    count, _, digest = text.partition(":")
    if not count.isascii() or not count.isdigit() or len(digest) != 64 or set(digest) - set("0123456789abcdef"):
        raise InputError("not the head of a chain", value=text, hint="give it as it was printed: LINES:SHA256")
    return Head(int(count), digest)


# one writer at a time


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Waits until no other process writes the chain."""
    with path.with_name(path.name + ".lock").open("a+b") as held:
        _lock(held)
        try:
            yield
        finally:
            _unlock(held)


if sys.platform == "win32":
    import msvcrt

    def _lock(held: BinaryIO) -> None:
        held.seek(0)
        msvcrt.locking(held.fileno(), msvcrt.LK_LOCK, 1)

    def _unlock(held: BinaryIO) -> None:
        held.seek(0)
        msvcrt.locking(held.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _lock(held: BinaryIO) -> None:
        fcntl.flock(held, fcntl.LOCK_EX)

    def _unlock(held: BinaryIO) -> None:
        fcntl.flock(held, fcntl.LOCK_UN)
