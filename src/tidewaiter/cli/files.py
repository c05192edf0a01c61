"""What a command reads and writes: files by name, ``-`` for stdin, and why one cannot be used."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tidewaiter.errors import InputError, SettingsError, TidewaiterError, visible

if TYPE_CHECKING:
    from tidewaiter.trade.sheets import Source

_SPLIT, _BY_NAME = "split it into smaller files", "give the file by its name: a large table is then read in blocks"
STDIN = 256 * 1024 * 1024
"""Bytes that are held of a table on stdin or in a pipe."""


def say(text: str) -> None:
    """A line for the user on stderr; nothing of a file's name can steer the terminal."""
    click.echo(visible(text), err=True)


def complain(error: TidewaiterError, word: str = "error") -> None:
    """An error on stderr, in its own three lines."""
    click.echo(f"{word}: {error}", err=True)


def complain_of(fault: str, path: str) -> None:
    """An unforeseen fault of the reader on one report, on stderr; the others are read all the same."""
    say(f"error: a report was not read, an unforeseen fault: {fault}")
    say(f"  at {path}")
    say("  hint: please report it, with what `tidewaiter --traceback read ...` prints of this file")


def shown(file: str) -> str:
    """A file's name as text; bytes of it that are not UTF-8 are shown as such."""
    return os.fsencode(file).decode("utf-8", "backslashreplace")


def read_bytes(file: str, *, limit: int) -> bytes:
    """The bytes of a file, or of stdin for ``-``.

    Raises InputError where it cannot be opened, or has more than ``limit`` bytes: no more
    than these are ever held.
    """
    name = shown(file)
    with _in_our_words(name):
        data = _head(file, limit + 1)
    if len(data) > limit:
        hint = _BY_NAME if file == "-" else _SPLIT
        raise InputError(f"the file is too large: it has more than {limit:,} bytes", path=name, hint=hint)
    return data


@contextmanager
def _in_our_words(name: str) -> Iterator[None]:
    """Raises InputError where the system says that a file cannot be opened."""
    try:
        yield
    except IsADirectoryError:
        raise InputError("this is a folder", path=name, hint="name a file in it") from None
    except FileNotFoundError:
        raise InputError("no such file", path=name, hint="check the spelling of the path") from None
    except PermissionError:
        raise InputError("the file may not be opened", path=name, hint="check its permissions") from None
    except OSError as bad:
        raise InputError(f"cannot open the file: {bad.strerror}", path=name) from None


def source_at(file: str, *, header: int | None = None) -> Source:
    """A table's bytes, opened from its place whenever they are asked for; stdin is held, at most ``STDIN`` bytes.

    ``header`` is the row that names its columns, where the user says it. Raises InputError where the file cannot be
    opened.
    """
    from dataclasses import replace

    from tidewaiter.trade.sheets import Source, source_of

    if file == "-":
        return replace(source_of(read_bytes(file, limit=STDIN), name="-"), header=header)
    path = Path(file)
    if not path.is_file():
        data = read_bytes(file, limit=STDIN)  # a pipe can be read only once
        return replace(source_of(data, name=shown(file)), header=header)
    with _in_our_words(shown(file)), path.open("rb"):
        return Source(shown(file), path.stat().st_size, lambda: path.open("rb"), file, header)


def _head(file: str, size: int) -> bytes:
    if file != "-":
        with Path(file).open("rb") as stream:
            return stream.read(size)
    if sys.stdin is None:
        raise InputError("stdin is closed", path="-", hint="name a file")
    return sys.stdin.buffer.read(size)


def refuse_target(target: Path | None, option: str, inputs: Sequence[str]) -> None:
    """Raises SettingsError where a file to be written has no folder, or is one of the files to be read."""
    if target is None:
        return
    if not target.parent.is_dir():
        raise SettingsError(f"the folder for {option} does not exist", path=str(target), hint="make it first")
    if target.exists() and any(file != "-" and Path(file).exists() and target.samefile(file) for file in inputs):
        raise SettingsError(f"{option} would overwrite a file that is read", path=str(target), hint="name another one")


def write_text(target: Path, text: str) -> None:
    """Writes a text in UTF-8; raises InputError where the file cannot be written."""
    try:
        target.write_text(text, encoding="utf-8", newline="")
    except OSError as bad:
        raise InputError(
            f"cannot write the file: {bad.strerror}", path=str(target), hint="name another place"
        ) from None


def terminal() -> tuple[int, bool]:
    """Width of the lines on stdout, and whether colour may be used there."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 100, False
    return shutil.get_terminal_size((100, 24)).columns, not os.environ.get("NO_COLOR")
