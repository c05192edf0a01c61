"""How well dates are read from sentences of our own, in English, Russian and Korean: shares with floors.

    python tests/reports/battery/test_dates_battery.py [--errors] [aside]

prints the figures of the part worked on, or of the part set aside, and with --errors what was missed.
"""

from __future__ import annotations

import sys
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import pytest

from tidewaiter.datafile import read as read_file
from tidewaiter.model import Document, read_when
from tidewaiter.reports.dates.mentions import find_dates


@dataclass(frozen=True, slots=True)
class Case:
    """A sentence, and the values of its dates in their order."""

    text: str
    want: str


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of one language and one day of publication."""

    language: str
    published: str | None
    cases: list[Case]


@dataclass(frozen=True, slots=True)
class Battery:
    """The file ``dates.yaml``."""

    seen: list[Group]
    aside: list[Group]


def _groups(part: str) -> list[Group]:
    return list(getattr(read_file(Path(__file__).with_name("dates.yaml"), Battery), part))


def values(group: Group, case: Case) -> str:
    """What is found, written as the file writes it; dates that cannot be counted show only where one is wanted."""
    published = read_when(group.published) if group.published else None
    document = Document("d", case.text, "", "")
    found = find_dates(document, 0, len(case.text), published=published, language=group.language)
    shown = [when.value or "?" for when in found if when.value is not None or "?" in case.want]
    return "; ".join(shown) or "-"


def figures(part: str) -> dict[str, float]:
    """The share of sentences in which every date is read as wanted and nothing else is, by language."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for group in _groups(part):
        for case in group.cases:
            total[group.language] += 1
            right[group.language] += values(group, case) == case.want
    return {language: round(right[language] / count, 3) for language, count in total.items()}


@pytest.mark.parametrize(("language", "floor"), [("en", 0.94), ("ru", 0.97), ("ko", 0.97)])
def test_dates_of_the_sentences_worked_on_are_read_as_well_as_before(language: str, floor: float) -> None:
    assert figures("seen")[language] >= floor


@pytest.mark.parametrize(("language", "floor"), [("en", 0.90), ("ru", 0.94), ("ko", 0.93)])
def test_dates_of_the_sentences_set_aside_are_read_as_well_as_before(language: str, floor: float) -> None:
    assert figures("aside")[language] >= floor


def _report(part: str, *, errors: bool) -> None:
    for group in _groups(part) if errors else []:
        for case in group.cases:
            got = values(group, case)
            if got != case.want:
                sys.stdout.write(f"{case.text}  wanted {case.want}  got {got}\n")
    sys.stdout.write(f"{figures(part)}\n")


if __name__ == "__main__":
    _report("aside" if "aside" in sys.argv else "seen", errors="--errors" in sys.argv)
