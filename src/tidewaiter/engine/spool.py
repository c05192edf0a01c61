"""Documents on disk in the order they came, so that a long run opens each file once and holds one text at a time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType

from tidewaiter import codec
from tidewaiter.cases.context import Context
from tidewaiter.errors import InputError
from tidewaiter.model import Document, When

_TABLES = """
create table if not exists document (n integer primary key, id text unique, data blob);
create table if not exists told (id text primary key, story text, published blob, guessed integer);
create table if not exists state (name text primary key, value text);
"""
_PORTION = 500


class Spool:
    """A file of documents. Open it as a context; what was committed outlives a crash.

    Raises InputError where the file is no spool or cannot be written.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._base = sqlite3.connect(path, isolation_level=None)
            self._base.executescript(_TABLES)
        except sqlite3.Error as bad:
            raise InputError(f"cannot use the file for work in hand: {bad}", path=str(path)) from None

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._base.close()

    def __len__(self) -> int:
        """How many documents it holds."""
        count: int = self._base.execute("select count(*) from document").fetchone()[0]
        return count

    def add(self, documents: Sequence[Document]) -> list[Document]:
        """Takes documents in at the end, all or none; gives those whose id was not known."""
        self._base.execute("begin")
        new = []
        for document in documents:
            row = (document.id, codec.encode(document))
            if self._base.execute("insert or ignore into document (id, data) values (?, ?)", row).rowcount:
                new.append(document)
        self._base.execute("commit")
        return new

    def documents(self, *, after: int = 0) -> Iterator[Document]:
        """The documents in their order, but for the first ``after``."""
        seen = after
        while rows := self._base.execute(
            "select data from document where n > ? order by n limit ?", (seen, _PORTION)
        ).fetchall():
            for (data,) in rows:
                yield codec.decode(data, Document)
            seen += len(rows)

    def ids(self) -> list[str]:
        """The ids of all documents, in their order."""
        return [name for (name,) in self._base.execute("select id from document order by n")]

    def get(self, names: Sequence[str]) -> list[Document]:
        """Documents by their ids, in the order asked for."""
        found = (self._base.execute("select data from document where id = ?", (name,)).fetchone() for name in names)
        return [codec.decode(row[0], Document) for row in found]

    def tell(self, contexts: dict[str, Context]) -> None:
        """Notes what the other documents tell of some, all or none."""
        self._base.execute("begin")
        for name, context in contexts.items():
            day = codec.encode(context.published) if context.published else None
            row = (name, context.story, day, context.guessed)
            self._base.execute("insert or replace into told values (?, ?, ?, ?)", row)
        self._base.execute("commit")

    def context(self, name: str) -> Context | None:
        """What was noted of a document."""
        row = self._base.execute("select story, published, guessed from told where id = ?", (name,)).fetchone()
        return Context(row[0], codec.decode(row[1], When) if row[1] else None, bool(row[2])) if row else None

    def note(self, name: str, value: str) -> None:
        """Keeps a word on the state of the work."""
        self._base.execute("insert or replace into state values (?, ?)", (name, value))

    def noted(self, name: str) -> str | None:
        """A word that was kept."""
        row = self._base.execute("select value from state where name = ?", (name,)).fetchone()
        return row[0] if row else None
