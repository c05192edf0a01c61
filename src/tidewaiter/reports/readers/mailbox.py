"""A mailbox (mbox): message after message, each read as soon as it is whole."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from tidewaiter.reports.readers.mail import LIMIT

_LINE = 65_536


def split(stream: BinaryIO) -> Iterator[bytes]:
    """The messages of a mailbox. A line that begins with ``From `` after a blank one begins a
    message; ``>From `` inside one loses its bracket. No more than one message is held, and of
    one that is larger than a message may be only as much as shows that."""
    held: list[bytes] = []
    size, blank, started = 0, True, False
    while line := stream.readline(_LINE):
        if blank and line.startswith(b"From "):
            if started:
                yield b"".join(held)
            held, size, started = [], 0, True
            continue
        blank = line in (b"\n", b"\r\n")
        if line.startswith(b">") and line.lstrip(b">").startswith(b"From "):
            line = line[1:]
        if size <= LIMIT:
            held.append(line)
            size += len(line)
    if started:
        yield b"".join(held)
