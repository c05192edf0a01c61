"""The reports that a command names: files, folders, stdin; what cannot be read is said, and the rest goes on."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tidewaiter.cli.files import complain, read_bytes, say, shown
from tidewaiter.errors import InputError, TidewaiterError
from tidewaiter.model import Document

_TABLES = (".csv", ".tsv")


@dataclass(slots=True)
class Inputs:
    """Files and folders, opened one after the other. ``unread`` counts what could not be read, so far."""

    names: tuple[str, ...]
    published: str | None = None
    unread: int = 0

    def __iter__(self) -> Iterator[Document]:
        """The documents; each with other bytes than those before it."""
        self.unread = 0
        known: dict[str, str | None] = {}
        for file in self._files():
            for document in self._opened(file):
                if document.id in known:
                    say(f"note: {document.path or shown(file)} holds the same bytes as {known[document.id]}; read once")
                    continue
                known[document.id] = document.path
                yield document

    def _files(self) -> Iterator[str]:
        for name in dict.fromkeys(self.names):
            if self.names.count(name) > 1:
                say(f"note: {shown(name)} is named {self.names.count(name)} times; read once")
            if name == "-" or not Path(name).is_dir():
                yield name
                continue
            inside = [str(path) for path in sorted(Path(name).rglob("*")) if path.is_file() and not _hidden(path, name)]
            if not inside:
                self._complain(InputError("the folder holds no files", path=shown(name), hint="name another one"))
            yield from inside

    def _opened(self, file: str) -> Iterator[Document]:
        from tidewaiter.reports.readers.take import take

        if file.lower().endswith(_TABLES):
            say(f"note: {shown(file)} is read as a report; a table is read by `tidewaiter screen`")
        try:
            with _stream(file) as stream:
                for taken in take(stream, path=shown(file), published=self.published):
                    if isinstance(taken, InputError):
                        self._complain(taken)
                    else:
                        yield taken
        except TidewaiterError as error:
            self._complain(error)

    def _complain(self, error: TidewaiterError) -> None:
        complain(error)
        self.unread += 1


def _stream(file: str) -> BinaryIO:
    """A file opened for reading, or what stands on stdin. Raises InputError where it cannot be opened."""
    if file == "-":
        from tidewaiter.reports.readers.limits import DOCUMENT

        return io.BytesIO(read_bytes(file, limit=DOCUMENT))
    try:
        return Path(file).open("rb")
    except OSError:
        read_bytes(file, limit=1)  # says in words of ours why it cannot be opened
        raise


def _hidden(path: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
