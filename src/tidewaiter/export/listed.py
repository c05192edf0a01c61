"""Listed parties that documents name: each once, with how often, on which list, and which measures rest on it."""

from __future__ import annotations

from collections.abc import Iterator

from tidewaiter.export import wording
from tidewaiter.law.listed import entry_of
from tidewaiter.model import Listed, Mention, Reading
from tidewaiter.parties.lists.entries import number


def lines(reading: Reading) -> Iterator[str]:
    """A line for each listed party that a document names, in the order in which it does first.

    Entries of one number on several of a publisher's lists are one party: the one is told that tells its kind.
    """
    found: dict[tuple[str, str], list[Mention]] = {}
    for mention in reading.mentions or ():
        entry = number(mention.listed.designation) or ("", mention.listed.party)
        found.setdefault(entry, []).append(mention)
    for each in found.values():
        best = max(each, key=lambda one: (one.listed.score, one.listed.kind != "unknown"))
        others = dict.fromkeys(one.listed.party for one in each if one.listed.party != best.listed.party)
        places = {(one.span.document, one.span.start) for one in each}
        often = f", {wording.count(len(places), 'time')}" if len(places) > 1 else ""
        also = f"; the same entry: {', '.join(others)}" if others else ""
        yield f"“{each[0].span.quote}”{often}: {proposal(best.listed)}{also}"


def proposal(one: Listed) -> str:
    """A listed party as a proposal: "may be" or "is, if the same", with what being listed brings."""
    called = "is, if the same," if one.sure else "may be"
    rests = f"; stands for {', '.join(one.measures)}" if one.measures else ""
    return f"{called} the listed {entry_of(one)}, likeness {one.score:.2f}{rests}"
