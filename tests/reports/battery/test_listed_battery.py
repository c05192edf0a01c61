"""How well acts that are no transfers are read from sentences of our own: a score with a floor.

    python tests/reports/battery/test_listed_battery.py [--errors] [aside]

prints the figures of the part worked on, or of the part set aside, and with --errors what was missed.
"""

from __future__ import annotations

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from tests.reports.battery.scoring import figures, show

FILE = "listed.yaml"


def test_other_acts_of_the_sentences_worked_on_are_read_as_well_as_before() -> None:
    found = figures(FILE, "seen")
    assert found["cases"] >= 0.9
    assert found["precision"] >= 0.97


def test_other_acts_of_the_sentences_set_aside_are_read_as_well_as_before() -> None:
    found = figures(FILE, "aside")
    assert found["cases"] >= 0.7
    assert found["precision"] >= 0.96


if __name__ == "__main__":
    show(FILE, sys.argv[1:])
