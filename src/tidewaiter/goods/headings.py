"""The headings of HS 2022: our own short label for each, and the trade words that speak for it.

A line of ``data/headings/NN.yaml`` is ``"8413": label | word, word?``. These words serve the scorer of
``goods/suggest.py`` alone; what the reader of reports knows stands in ``data/*.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from sys import intern

from tidewaiter.errors import DataError
from tidewaiter.goods.lexicon import DATA
from tidewaiter.goods.lines import read_lines

_CODE = re.compile(r"\d{2}|\d{4}")
_HINT = 'use a chapter or heading as key, and then a label: "8413": pumps for liquids | water pump, impeller?'


@dataclass(frozen=True, slots=True)
class Heading:
    """A chapter (two digits) or heading (four): its label, and its words and hints as written in one line."""

    code: str
    label: str
    line: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that name it."""
        return tuple([word for word in _split(self.line) if word[-1] != "?"])

    @property
    def hints(self) -> tuple[str, ...]:
        """Words that only hint at it."""
        return tuple([word[:-1].strip() for word in _split(self.line) if word[-1] == "?"])


@cache
def headings() -> Mapping[str, Heading]:
    """Every chapter and heading with its label and words, by code. Raises DataError, with the place, for a bad line."""
    found: dict[str, Heading] = {}
    for path in sorted((DATA / "headings").glob("*.yaml")):
        tree = read_lines(path)
        for code, text in (tree.value or {}).items():
            if not _CODE.fullmatch(code) or not isinstance(text, str) or not text.strip() or code in found:
                line, column = tree.place((code,))
                raise DataError("not a heading", path=tree.path, line=line, column=column, value=code, hint=_HINT)
            found[code] = _heading(code, text)
    return dict(sorted(found.items()))


def label(code: str) -> str:
    """Our label for a code of any length: that of its heading, else of its chapter; empty where there is none."""
    known = headings()
    found = known.get(code[:4]) or known.get(code[:2])
    return found.label if found else ""


def _heading(code: str, text: str) -> Heading:
    name, _, line = text.partition("|")
    return Heading(intern(code), name.strip(), line.strip())


def _split(line: str) -> list[str]:
    return [word for part in line.split(",") if (word := part.strip())]
