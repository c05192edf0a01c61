"""Which of the dates told is the act's own: sentences of ours, a share with a floor.

    python tests/reports/battery/test_occasions_battery.py [--errors] [aside]

prints the figures of the part worked on, or of the part set aside, and with --errors what was missed.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from tidewaiter.datafile import read as read_file
from tidewaiter.model import Document, read_when
from tidewaiter.reports.read import read

_GOODS = ("transfer", "seizure", "labour")


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and the date of the first act that it tells of."""

    text: str
    want: str


@dataclass(frozen=True, slots=True)
class Battery:
    """The file ``occasions.yaml``."""

    seen: list[Case]
    aside: list[Case]


def _cases(part: str) -> list[Case]:
    return list(getattr(read_file(Path(__file__).with_name("occasions.yaml"), Battery), part))


def value(case: Case) -> str:
    """The date of the first event on goods or workers, "-" where it has none, "no event" where none is read."""
    document = Document("d", case.text, "", "", language="en", published=read_when("2024-02-20"))
    told = [event for event in read(document).events if event.type in _GOODS]
    if not told:
        return "no event"
    date = told[0].date
    return (date.value if date is not None else None) or "-"


def figures(part: str) -> dict[str, float]:
    """The share of dates that are right among the texts in which an act is read, and how many those are."""
    found = [(value(case), case.want) for case in _cases(part)]
    told = [(got, want) for got, want in found if got != "no event"]
    return {"right": round(sum(got == want for got, want in told) / len(told), 3), "told": len(told), "all": len(found)}


def test_dates_of_the_acts_worked_on_are_chosen_as_well_as_before() -> None:
    assert figures("seen")["right"] >= 0.94


def test_dates_of_the_acts_set_aside_are_chosen_as_well_as_before() -> None:
    assert figures("aside")["right"] >= 0.85


def _report(part: str, *, errors: bool) -> None:
    for case in _cases(part) if errors else []:
        got = value(case)
        if got != case.want:
            sys.stdout.write(f"{case.text}  wanted {case.want}  got {got}\n")
    sys.stdout.write(f"{figures(part)}\n")


if __name__ == "__main__":
    _report("aside" if "aside" in sys.argv else "seen", errors="--errors" in sys.argv)
