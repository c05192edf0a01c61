"""Who stands beside whom: parties that "and" or a comma joins do and suffer the same."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tidewaiter.reports.patterned.telling import Line, Phrase

AND = re.compile(r"(?:,?\s(?:и|или|а также)|와|과|,?\s및|\s?·)\s*")
COMMA = re.compile(r"\s?,\s*")


def beside(view: str, line: Line, who: Phrase) -> list[Phrase]:
    """The parties joined to ``who`` by "and" or commas, before and behind it, in the order of the text."""
    parties = [p for p in line.phrases if p.party]
    at = next((i for i, p in enumerate(parties) if (p.start, p.end) == (who.start, who.end)), None)
    if at is None:
        return []
    before = _chain(view, parties[at::-1], backwards=True)
    return [*reversed(before), *_chain(view, parties[at:], backwards=False)]


def _chain(view: str, parties: Sequence[Phrase], *, backwards: bool) -> list[Phrase]:
    out: list[Phrase] = []
    last = parties[0]
    for nxt in parties[1:]:
        start, end = (nxt.end, last.start) if backwards else (last.end, nxt.start)
        if not (AND.fullmatch(view, start, end) and last.functions & nxt.functions and last.kind != "medium"):
            break
        out.append(nxt)
        last = nxt
    return out
