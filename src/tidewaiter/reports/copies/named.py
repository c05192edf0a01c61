"""The names of agencies, bodies and persons in a stretch of a text, the same in English, Russian and Korean."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

from tidewaiter.datafile import read
from tidewaiter.model import Document
from tidewaiter.reports.patterned import korean, russian
from tidewaiter.reports.patterned.lexicon import Lexicon
from tidewaiter.reports.text.alternatives import any_of
from tidewaiter.reports.text.even import even
from tidewaiter.reports.text.lexicons import folder

_LEXICONS: dict[str, Callable[[], Lexicon]] = {"ru": russian.lexicon, "ko": korean.lexicon}


@dataclass(frozen=True, slots=True)
class _Spelled:
    """An entry of ``named.en.yaml``."""

    name: str
    spellings: list[str]
    also: list[str] = field(default_factory=list)


def names(document: Document, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Where a known name stands in ``document.text[start:end]`` and which it is; nothing in other languages."""
    view = even(document.text[start:end])
    if document.language == "en":
        forms, pattern = _english()
        yield from ((start + hit.start(), start + hit.end(), forms[hit[0]]) for hit in pattern.finditer(view))
    elif document.language in _LEXICONS:
        words = _LEXICONS[document.language]()
        view = russian.plain(view) if document.language == "ru" else view
        at = 0
        while found := words.names.search(view, at, len(view)):
            name = words.named[int(found[0])].name
            at = max(found[2], at + 1)
            if name is not None:
                yield start + found[1], start + found[2], _one().get(name, name)


@cache
def _spelled() -> list[_Spelled]:
    return read(folder() / "named.en.yaml", list[_Spelled])


@cache
def _one() -> dict[str, str]:
    """The name that stands for several of one meaning."""
    return {other: entry.name for entry in _spelled() for other in entry.also}


@cache
def _english() -> tuple[dict[str, str], re.Pattern[str]]:
    known = [entry.name for words in _LEXICONS.values() for entry in words().named if entry.name]
    forms = {name: _one().get(name, name) for name in known}
    for entry in _spelled():
        forms.update(dict.fromkeys((entry.name, *entry.spellings, *entry.also), entry.name))
    return forms, re.compile(rf"(?<!\w)(?:{any_of(forms)})(?!\w)")
