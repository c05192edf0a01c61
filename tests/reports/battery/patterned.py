"""How well Russian and Korean sentences of our own are read: figures of the seen part and of the part set aside.

python tests/reports/battery/patterned.py {ru,ko} [aside] [--errors]
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.reports.battery.scoring import compare
from tidewaiter.datafile import read as read_file
from tidewaiter.model import Document, Event, Reading, Role, Statement, read_when
from tidewaiter.reports.read import read

_WANTED = re.compile(
    r"(?:(?P<type>[a-z-]+) )?(?P<supplier>[^<>]+?) +(?P<way>[<>]) (?P<recipient>[^:]+): (?P<item>[^@~]+?)"
    r"(?: @(?P<date>\S+))?(?: ~(?P<stance>\w+))?"
)


@dataclass(frozen=True, slots=True)
class Case:
    """A text, the events told in it, and who says something in it with which stance."""

    text: str
    want: list[str]
    says: list[str]


@dataclass(frozen=True, slots=True)
class Battery:
    """One language's file."""

    cases: list[Case]


def cases(language: str, part: str) -> list[Case]:
    """The cases of a part; every third one is set aside."""
    found = read_file(Path(__file__).parent / f"{language}.yaml", Battery).cases
    return [case for i, case in enumerate(found) if (i % 3 == 2) == (part == "aside")]


def _read(text: str, language: str) -> Reading:
    return read(Document("d", text, "", "", language=language, published=read_when("2024-02-20")))


def _fills(role: Role | None, wanted: str) -> bool:
    if role is None:
        return "?" in wanted.split("|")
    words = f"{role.name} {role.text}".lower()
    return any(
        role.country == one if re.fullmatch("[A-Z]{2}", one) else one.lower() in words for one in wanted.split("|")
    )


def _marks(wanted: re.Match[str], event: Event) -> Iterator[tuple[str, bool]]:
    supplier, recipient = wanted["supplier"], wanted["recipient"]
    if wanted["way"] == "<":
        supplier, recipient = recipient, supplier
    for name, role, value in (("supplier", event.supplier, supplier), ("recipient", event.recipient, recipient)):
        if value != "?":
            yield name, _fills(role, value)
    if wanted["item"] != "?":
        text = f"{event.item.text} {event.item.make}".lower() if event.item is not None else ""
        yield "item", any(one.lower() in text for one in wanted["item"].split("|"))
    if wanted["date"] is not None:
        yield "date", event.date is not None and event.date.value == wanted["date"]
    if wanted["stance"] is not None:
        yield "stance", event.stance == wanted["stance"]


def _said(line: str, statement: Statement) -> bool:
    who, _, stance = line.partition(" ~")
    words = f"{statement.speaker} {statement.source.quote if statement.source else ''}".lower()
    return any(one.lower() in words for one in who.split("|")) and statement.stance in stance.split("|")


def _statements(case: Case, reading: Reading, out: Counter[str]) -> bool:
    left, whole = list(reading.statements), True
    for line in case.says:
        best = next((s for s in left if _said(line, s)), None)
        if best is not None:
            left.remove(best)
        out.update({"statements wanted": 1, "statements": best is not None})
        whole = whole and best is not None
    out["extra statements"] += len(left)
    return whole and not left


def score(case: Case, language: str) -> Counter[str]:
    """Counts of one case: events and values wanted and right, extra ones, statements, the case itself."""
    out: Counter[str] = Counter()
    reading = _read(case.text, language)
    told = compare(case.want, reading.events, _WANTED, _marks, out)
    whole = told & _statements(case, reading, out)
    out.update({"cases wanted": 1, "cases": whole})
    return out


def figures(language: str, part: str) -> dict[str, float]:
    """Shares found of one part, and the precision of events and statements."""
    total: Counter[str] = Counter()
    for case in cases(language, part):
        total.update(score(case, language))
    names = [name.removesuffix(" wanted") for name in total if name.endswith(" wanted")]
    shares = {name: round(total[name] / total[f"{name} wanted"], 3) for name in names}
    return {
        **shares,
        "precision": round(total["events"] / (total["events"] + total["extra"]), 3),
        "statement precision": round(total["statements"] / max(total["statements"] + total["extra statements"], 1), 3),
    }


def _role(role: Role | None) -> str:
    return f"{role.country or role.name} ({role.text})" if role is not None else "-"


def _report(language: str, part: str, *, errors: bool) -> None:
    for case in cases(language, part) if errors else []:
        if not score(case, language)["cases"]:
            reading = _read(case.text, language)
            sys.stdout.write(
                f"\n{case.text}\n  wanted {'; '.join(case.want) or 'nothing'} / {'; '.join(case.says) or '-'}\n"
            )
            for e in reading.events:
                item = e.item.text if e.item is not None else None
                date = e.date.value if e.date is not None else None
                sys.stdout.write(
                    f"  {e.type} {_role(e.supplier)} > {_role(e.recipient)}: {item} @{date} ~{e.stance} {e.rule}\n"
                )
            for s in reading.statements:
                sys.stdout.write(f"  says {s.speaker} ~{s.stance} {s.rule}: {s.content.quote[:60]}\n")
    sys.stdout.write(f"{language} {part} {figures(language, part)}\n")


if __name__ == "__main__":
    _report(sys.argv[1], "aside" if "aside" in sys.argv else "seen", errors="--errors" in sys.argv)
