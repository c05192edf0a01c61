"""Listed parties that documents name: each once, with how often, on which list, and which measures rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.export import wording
from tidewaiter.law.listed import entry_of
from tidewaiter.model import Listed, Mention, Reading


def lines(reading: Reading) -> Iterator[str]:
    """A line for each listed party that a document names, in the order in which it does first."""
    found: dict[str, list[Mention]] = {}
    for mention in reading.mentions or ():
        found.setdefault(mention.listed.party, []).append(mention)
    for each in found.values():
        often = f", {wording.count(len(each), 'time')}" if len(each) > 1 else ""
        yield f"“{each[0].span.quote}”{often}: {proposal(each[0].listed)}"


def proposal(one: Listed) -> str:
    """A listed party as a proposal: "may be" or "is, if the same", with what being listed brings."""
    called = "is, if the same," if one.sure else "may be"
    rests = f"; stands for {', '.join(one.measures)}" if one.measures else ""
    return f"{called} the listed {entry_of(one)}, likeness {one.score:.2f}{rests}"
