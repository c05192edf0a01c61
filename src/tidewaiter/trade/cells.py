"""The text of one cell, and where it stands."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from tidewaiter import places
from tidewaiter.errors import InputError
from tidewaiter.model import Span
from tidewaiter.trade.columns import Column

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Cell:
    """A filled cell of a recognised column; the span's quote is its text as written."""

    column: Column
    span: Span

    @property
    def text(self) -> str:
        """What is to be seen in the cell, without white space at its edges."""
        return places.visible(self.span.quote).strip()


def flat(text: str) -> str:
    """The text in one width of digits, with one kind of space and of apostrophe."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", places.visible(text)).replace("’", "'")
    return " ".join(text.split())


def at(cell: Cell, read: Callable[[str], T]) -> T:
    """What ``read`` makes of the cell; its InputError gets the cell's column and value."""
    try:
        return read(cell.text)
    except InputError as bad:
        raise InputError(bad.what, column=cell.column.header, value=cell.span.quote, hint=bad.hint) from None
