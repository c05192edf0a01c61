"""What changed between two copies: kept, added, dropped, and the words that were put otherwise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

from tidewaiter.model import Aligned, Comparison

FLAGS = ("stance-changed", "negation-changed", "number-changed", "date-changed", "name-changed")
_QUIET = {"verbatim", "style", "moved", "credit-stripped"}
_WORD = re.compile(r"\S+\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words, and whether the other copy has it too."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Pair:
    """One row of the comparison, its words marked where they differ."""

    aligned: Aligned
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]

    @property
    def flags(self) -> tuple[str, ...]:
        return tuple(edit for edit in self.aligned.edits if edit in FLAGS)

    @property
    def quiet(self) -> bool:
        """Whether nothing of what is told has changed: same words, other style, a credit gone."""
        kinds = set(self.aligned.edits)
        return kinds <= _QUIET or ("credit-stripped" in kinds and not self.flags)

    @property
    def note(self) -> str:
        """The aligner's note in brackets, empty where it has none."""
        return f"({self.aligned.note.replace('->', '→')})" if self.aligned.note else ""


@dataclass(frozen=True, slots=True)
class Tally:
    """Sentences of the left copy, how many of them the right one keeps, and what it adds and drops."""

    sentences: int
    kept: int
    added: int
    dropped: int


def pairs(comparison: Comparison) -> tuple[Pair, ...]:
    """The sentences side by side, in the order of the comparison."""
    return tuple(_pair(aligned) for aligned in comparison.sentences)


def tally(comparison: Comparison) -> Tally:
    """How much of the left copy stands in the right one, in sentences.

    A byline, dateline or credit that is gone is no sentence.
    """
    rows = [row for row in comparison.sentences if "credit-stripped" not in row.edits or (row.left and row.right)]
    kept = sum(len(row.left) for row in rows if row.right)
    dropped = sum(len(row.left) for row in rows if not row.right)
    added = sum(len(row.right) for row in rows if not row.left)
    return Tally(kept + dropped, kept, added, dropped)


def _pair(aligned: Aligned) -> Pair:
    left = _words(" ".join(span.quote for span in aligned.left))
    right = _words(" ".join(span.quote for span in aligned.right))
    if not left or not right:
        return Pair(aligned, _pieces(left, set()), _pieces(right, set()))
    same = SequenceMatcher(None, [_key(w) for w in left], [_key(w) for w in right], autojunk=False)
    kept_left: set[int] = set()
    kept_right: set[int] = set()
    for block in same.get_matching_blocks():
        kept_left.update(range(block.a, block.a + block.size))
        kept_right.update(range(block.b, block.b + block.size))
    return Pair(
        aligned,
        _pieces(left, set(range(len(left))) - kept_left),
        _pieces(right, set(range(len(right))) - kept_right),
    )


def _words(text: str) -> list[str]:
    return _WORD.findall(text)


def _key(word: str) -> str:
    """Curly and straight marks are one, and so is the space after a word."""
    return word.strip().translate({0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"'})


def _pieces(words: list[str], changed: set[int]) -> tuple[Piece, ...]:
    out: list[Piece] = []
    for n, word in enumerate(words):
        if out and out[-1].changed == (n in changed):
            out[-1] = Piece(out[-1].text + word, out[-1].changed)
        else:
            out.append(Piece(word, n in changed))
    return tuple(out)


def changed(pieces: tuple[Piece, ...]) -> str:
    """The words that only this copy has, runs apart by an ellipsis."""
    return " … ".join(piece.text.strip() for piece in pieces if piece.changed)
