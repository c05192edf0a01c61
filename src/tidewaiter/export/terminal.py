"""Lines on a terminal: wrapped, coloured where that is wanted, and never steered by what they quote."""

from __future__ import annotations

import textwrap
import unicodedata
from dataclasses import dataclass

_PAINT = {"prohibited": "1;31", "undetermined": "33", "exempt": "36", "not_covered": "2", "strong": "1", "flag": "1;35"}
_TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
NARROWEST = 40
INSET = 5
LABEL = 10


@dataclass(frozen=True, slots=True)
class Pen:
    """How lines are set: their width, and whether colour may be used."""

    width: int
    colour: bool = False

    def line(self, text: str, *, first: str = "", rest: str = "", paint: str | None = None, word: str = "") -> str:
        """The text wrapped under its head; ``word``, where it stands, is painted."""
        wrapped = textwrap.wrap(
            printable(text),
            width=max(self.width, NARROWEST),
            initial_indent=first,
            subsequent_indent=rest,
            break_on_hyphens=False,
        )
        out = "\n".join(wrapped) or first.rstrip()
        if self.colour and paint and word:
            return out.replace(word, f"\x1b[{_PAINT[paint]}m{word}\x1b[0m", 1)
        return out

    def item(self, label: str, text: str, *, paint: str | None = None, word: str = "") -> str:
        """A line under an event: its label, then the text in a column of its own."""
        first = " " * INSET + label.ljust(LABEL - 1) + " "
        return self.line(text, first=first, rest=" " * (INSET + LABEL), paint=paint, word=word)


def printable(text: str) -> str:
    """The text without characters that steer a terminal: controls and changes of direction."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join("�" if _steers(c) else c for c in line)


def _steers(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cs") or character in _TURNS
