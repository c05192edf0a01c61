"""Rows that were rejected and cells that could not be read: told on stderr, and listed in a file."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tidewaiter.cli.files import complain, say
from tidewaiter.errors import InputError

if TYPE_CHECKING:
    from tidewaiter.trade import Rejected

LISTED = 50
"""Rows, cells, questions and unused columns that are named on stderr; the rest is counted."""
_HEADER = ("file", "sheet", "line", "column", "value", "what", "hint")


def tell(found: Iterable[Rejected], number: int, word: str) -> None:
    """The first rows or cells that were not read, in three lines each, and how many more there are of ``number``."""
    for one in islice(found, LISTED):
        complain(fault(one), word)
    if number > LISTED:
        say(f"{word}:{more(number)} (--rejects FILE lists all)")


def more(number: int) -> str:
    """What is said of those that are not named."""
    return f" and {number - LISTED:,} more" if number > LISTED else ""


def fault(one: Rejected) -> InputError:
    """What is wrong with a row or cell, and where, as an error is told."""
    path = one.path if one.sheet is None else f"{one.path}[{one.sheet}]"
    return InputError(one.what, path=path, line=one.line, column=one.column, value=one.value, hint=one.hint)


def write(stream: TextIO, found: Iterable[Rejected]) -> None:
    """All of them as a table."""
    writer = csv.writer(stream)
    writer.writerow(_HEADER)
    writer.writerows([one.path, one.sheet, one.line, one.column, one.value, one.what, one.hint] for one in found)


def keep(target: Path | None, found: Iterable[Rejected]) -> bool:
    """Whether the rows and cells stand in their file, where one was asked for; if not, why is said."""
    if target is None:
        return True
    try:
        with target.open("w", encoding="utf-8", newline="") as stream:
            write(stream, found)
    except OSError as bad:
        what = f"cannot write the file: {bad.strerror}"
        complain(InputError(what, path=str(target), hint="name another place"))
        return False
    return True
