"""A yardstick for the sets of names beside it: are a name's letters, as somebody writes it, among the readings?"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.parties.names.spell import spell
from tidewaiter.parties.names.word import Word

_IDLE = frozenset({"of", "the", "and", "for", "company", "corporation", "co", "corp", "ltd", "limited", "inc"})


@dataclass(frozen=True, slots=True)
class Row:
    """One name: its kind, as written, its Latin forms, and the forms of others; ``aside`` ones are not tuned on."""

    kind: str
    text: str
    forms: tuple[str, ...]
    others: tuple[str, ...]
    aside: bool


def rows(name: str) -> list[Row]:
    """The rows of ``<name>.tsv`` beside this module."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    table = list(csv.reader((one for one in lines if one and not one.startswith("#")), delimiter="\t"))
    return [
        Row(row[0], row[1], _forms(row[2]), _forms(row[3]) if len(row) > 3 else (), at % 3 == 2)
        for at, row in enumerate(table)
    ]


def _forms(cell: str) -> tuple[str, ...]:
    return tuple(form.strip() for form in cell.split(";") if form.strip())


def tokens(form: str) -> list[str]:
    """A Latin form as its words, without marks, hyphens and apostrophes."""
    plain = "".join(c for c in unicodedata.normalize("NFD", form.lower()) if not unicodedata.combining(c))
    plain = re.sub(r"['’`]s?\b|['’`]", "", plain)
    return [word for word in re.split(r"[^a-z0-9]+", plain) if word and word not in _IDLE]


def meets(words: Sequence[Word], form: str) -> bool:
    """Whether an organisation's words and those of a Latin form share a reading each, forms and particles aside."""
    theirs = [word for word in spell(form, "organisation").words if word.role not in ("form", "particle")]
    left = [word for word in words if word.role not in ("form", "title")]
    for word in theirs:
        wanted = {reading.letters for reading in word.readings}
        hit = next((at for at, one in enumerate(left) if wanted & {r.letters for r in one.readings}), None)
        if hit is None:
            return False
        del left[hit]
    return not left


def written(words: Sequence[Word], form: str) -> bool:
    """Whether the form's letters are the words' readings, in some order; syllables may be joined or parted."""
    parts = tokens(form)
    wanted = "".join(parts)
    said = [word for word in words if word.role not in ("form", "title") or _said(word, parts)]
    # legal forms differ between a name's translations and decide nothing here
    if not said:
        return False
    return any(_spells(order, wanted) for order in _orders(said)) or _covers(said, parts)


def _said(word: Word, parts: list[str]) -> bool:
    return any(reading.letters in parts for reading in word.readings)


def _orders(words: Sequence[Word]) -> Iterable[list[Word]]:
    yield list(words)
    family = [word for word in words if word.role == "family"]
    others = [word for word in words if word.role != "family"]
    yield family + others
    yield others + family


def _spells(words: list[Word], wanted: str) -> bool:
    """Whether one reading of each word, joined, is ``wanted``."""
    ends = {0}
    for word in words:
        heard = {reading.letters for reading in word.readings}
        ends = {end + len(one) for end in ends for one in heard if wanted.startswith(one, end)}
    return len(wanted) in ends


def _covers(words: list[Word], parts: list[str]) -> bool:
    """Whether every word of the form is a reading, or the joint of two, of words of their own; none is left over."""
    left = [{reading.letters for reading in word.readings} for word in words]
    for part in sorted(parts, key=len, reverse=True):
        hit = next((at for at, heard in enumerate(left) if part in heard), None)
        if hit is not None:
            del left[hit]
            continue
        pair = next(
            (
                at
                for at in range(len(left) - 1)
                if any(part.startswith(one) and part[len(one) :] in left[at + 1] for one in left[at])
            ),
            None,
        )
        if pair is None:
            return False
        del left[pair : pair + 2]
    return not left
