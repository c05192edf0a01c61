"""The reports that a command names: files, folders, stdin; what cannot be read is said, and the rest goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.cli.files import complain, read_bytes, say, shown
from tidewaiter.errors import InputError, TidewaiterError
from tidewaiter.markup import tell_markup
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
                    say(f"note: {shown(file)} holds the same bytes as {known[document.id]}; read once")
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
        from tidewaiter.reports.readers import plain

        try:
            data = read_bytes(file, limit=plain.LIMIT)
            if kind := tell_markup(data):
                raise InputError(
                    f"not plain text: this is {kind}", path=shown(file), hint="save its text as a .txt file"
                )
            if file.lower().endswith(_TABLES):
                say(f"note: {shown(file)} is read as a report; a table is read by `tidewaiter screen`")
            yield plain.read(data, path=shown(file), published=self.published)
        except TidewaiterError as error:
            self._complain(error)

    def _complain(self, error: TidewaiterError) -> None:
        complain(error)
        self.unread += 1


def _hidden(path: Path, folder: str) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
