"""How a battery of texts with the events they tell is scored: wanted lines, marks, shares.

A wanted line is ``[type] supplier > recipient: item [@date] [~stance] [#tellings]``, of a seizure
``authority < holder``; ``?`` is not scored, ``@-`` wants no date. A country is its ISO code.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tidewaiter.datafile import read as read_file
from tidewaiter.model import Document, Event, Role, read_when
from tidewaiter.reports.read import read

_WANTED = re.compile(
    r"(?:(?P<type>[a-z-]+) )?(?P<supplier>[^<>]+?) (?P<way>[<>]) (?P<recipient>[^:]+): (?P<item>[^@~#]+?)"
    r"(?: @(?P<date>\S+))?(?: ~(?P<stance>\w+))?(?: #(?P<tellings>\d))?"
)
_SCORED = ["transfer", "seizure", "labour"]


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the events that are told in it."""

    text: str
    want: list[str]


@dataclass(frozen=True, slots=True)
class Battery:
    """A file of texts: those worked on, and those set aside; ``types`` are the types of events that are scored."""

    seen: list[Case]
    aside: list[Case]
    types: list[str] = field(default_factory=lambda: _SCORED)


def cases(file: str, part: str) -> list[Case]:
    """The texts of one part of a file beside this one."""
    return list(getattr(read_file(Path(__file__).parent / file, Battery), part))


def _types(file: str) -> list[str]:
    return list(read_file(Path(__file__).parent / file, Battery).types)


def _events(text: str, types: list[str]) -> list[Event]:
    document = Document("d", text, "", "", language="en", published=read_when("2024-02-20"))
    return [event for event in read(document).events if event.type in types]


def _fills(role: Role | None, wanted: str) -> bool:
    if role is None:
        return False
    if re.fullmatch("[A-Z]{2}", wanted):
        return role.country == wanted
    return wanted.lower() in f"{role.name} {role.text}".lower()


def _marks(wanted: re.Match[str], event: Event) -> Iterator[tuple[str, bool]]:
    """Each value that is scored, and whether the event has it; of a seizure the one who seizes is its recipient."""
    supplier, recipient = wanted["supplier"], wanted["recipient"]
    if wanted["way"] == "<":
        supplier, recipient = recipient, supplier
    if supplier != "?":
        yield "supplier", _fills(event.supplier, supplier)
    if recipient != "?":
        yield "recipient", _fills(event.recipient, recipient)
    if wanted["item"] != "?":
        item = event.item
        text = f"{item.text} {item.make} {item.model}".lower() if item is not None else ""
        yield "item", wanted["item"].lower() in text
    if wanted["date"] is not None:
        value = event.date.value if event.date is not None else None
        yield "date", value == (None if wanted["date"] == "-" else wanted["date"])
    if wanted["stance"] is not None:
        yield "stance", event.stance == wanted["stance"]
    if wanted["tellings"] is not None:
        yield "tellings", len(event.evidence) >= int(wanted["tellings"])


def compare(
    lines: list[str],
    events: Iterable[Event],
    pattern: re.Pattern[str],
    marks: Callable[[re.Match[str], Event], Iterable[tuple[str, bool]]],
    out: Counter[str],
) -> bool:
    """Pairs wanted lines with events, the best first, and counts in ``out`` events wanted, found and extra, and values
    of each kind right and wanted; whether all is right and nothing extra."""
    left, whole = list(events), True
    for line in lines:
        wanted = pattern.fullmatch(line)
        assert wanted is not None, line
        same = [e for e in left if e.type == (wanted["type"] or "transfer")]
        best = max(same, key=lambda e: sum(right for _, right in marks(wanted, e)), default=None)
        found = list(marks(wanted, best or Event("none", "transfer")))
        if best is not None:
            left.remove(best)
        out.update({"events wanted": 1, "events": best is not None})
        for name, right in found:
            out.update({f"{name} wanted": 1, name: right and best is not None})
        whole = whole and best is not None and all(right for _, right in found)
    out["extra"] += len(left)
    return whole and not left


def _score(case: Case, types: list[str]) -> Counter[str]:
    """Counts of one case, and the case itself."""
    out: Counter[str] = Counter()
    whole = compare(case.want, _events(case.text, types), _WANTED, _marks, out)
    out.update({"cases wanted": 1, "cases": whole})
    return out


def figures(file: str, part: str) -> dict[str, float]:
    """Shares found of one part: events, each role, dates, stances, whole cases; and the precision of events."""
    total: Counter[str] = Counter()
    for case in cases(file, part):
        total.update(_score(case, _types(file)))
    names = [name.removesuffix(" wanted") for name in total if name.endswith(" wanted")]
    shares = {name: round(total[name] / total[f"{name} wanted"], 3) for name in names}
    return {**shares, "precision": round(total["events"] / (total["events"] + total["extra"]), 3)}


def _role(role: Role | None) -> str:
    return f"{role.country or role.name} ({role.text})" if role is not None else "-"


def show(file: str, arguments: list[str]) -> None:
    """Prints the figures of the part worked on or, with ``aside``, of the other; with ``--errors`` what was missed.

    Of the texts set aside no errors are shown: only their totals are looked at.
    """
    part = "aside" if "aside" in arguments else "seen"
    for case in cases(file, part) if "--errors" in arguments and part == "seen" else []:
        if not _score(case, _types(file))["cases"]:
            sys.stdout.write(f"\n{case.text}\n  wanted {'; '.join(case.want) or 'nothing'}\n")
            for e in _events(case.text, _types(file)):
                date = e.date.value if e.date is not None else None
                item = e.item.text if e.item is not None else None
                told = f"@{date} ~{e.stance} #{len(e.evidence)}"
                sys.stdout.write(f"  {e.type} {_role(e.supplier)} > {_role(e.recipient)}: {item} {told} {e.rule}\n")
    sys.stdout.write(f"{figures(file, part)}\n")
